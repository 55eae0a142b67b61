"""ISO dates of files, with the precision that they state."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.when import Precision, When
from storage.when_text import iso_when, to_iso

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2018-11-20T11:30/13:00", datetime(2018, 11, 20, 11, 30), datetime(2018, 11, 20, 13), Precision.MINUTE),
        ("2018-11-20T11:30", datetime(2018, 11, 20, 11, 30), None, Precision.MINUTE),
        ("2023-06-02/2023-06-04", datetime(2023, 6, 2), datetime(2023, 6, 5), Precision.DAY),
        ("2022-05", datetime(2022, 5, 1), datetime(2022, 6, 1), Precision.MONTH),
        ("2022-summer", datetime(2022, 6, 1), datetime(2022, 9, 1), Precision.SEASON),
        ("2021", datetime(2021, 1, 1), datetime(2022, 1, 1), Precision.YEAR),
    ],
)
def test_forms(text: str, start: datetime, end: datetime | None, precision: Precision) -> None:
    expected = When(start.replace(tzinfo=BERLIN), end.replace(tzinfo=BERLIN) if end else None, precision)
    assert iso_when(text) == expected


@pytest.mark.parametrize("text", ["", "bald", "Mai 2022", "2022-5", "06.09.2023"])
def test_what_is_no_iso_date(text: str) -> None:
    assert iso_when(text) is None


@pytest.mark.parametrize("text", ["2022-13", "2023-02-30", "2023-06-04/2023-06-02", "2023-06-04T12:00/11:00"])
def test_dates_that_do_not_exist(text: str) -> None:
    with pytest.raises(ValueError):
        iso_when(text)


@given(st.dates(datetime(1990, 1, 1).date(), datetime(2090, 1, 1).date()), st.integers(0, 9), st.booleans())
def test_what_is_written_is_read_again(day, length: int, timed: bool) -> None:
    start = datetime(day.year, day.month, day.day, 10 if timed else 0, tzinfo=BERLIN)
    when = iso_when(f"{start:%Y-%m-%dT%H:%M}/{10 + length}:30" if timed else f"{day.isoformat()}")
    assert when is not None
    assert iso_when(to_iso(when) or "") == when
