"""When to tell that something is due."""

from datetime import datetime

import pytest

from storage.actions import notice_at
from storage.when import When
from storage.when_text import iso_when
from tests.conftest import BERLIN, NOW


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ("2026-11-27", "2026-11-27T09:00"),
        ("2026-11-27T15:00", "2026-11-27T09:00"),
        ("2026-11-27T07:30", "2026-11-27T07:30"),
        ("2026-11-23T15:00", "2026-11-23T15:00"),
        ("2026-11-23", "2026-11-24T09:00"),
        ("2027-05", "2027-05-31T09:00"),
        ("2026-11-22", None),
        ("2026-11-23T09:00", "2026-11-24T09:00"),
    ],
)
def test_at_nine_on_the_last_day(due: str, told: str | None) -> None:
    when = iso_when(due)
    assert isinstance(when, When)
    found = notice_at(when, NOW)
    assert (found.astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M") if found else None) == told


def test_not_over_the_change_to_summer_time() -> None:
    when = iso_when("2027-03-28")
    assert isinstance(when, When)
    assert notice_at(when, NOW) == datetime(2027, 3, 28, 9, tzinfo=BERLIN)
