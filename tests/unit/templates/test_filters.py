"""German dates, as exact as they are known and no more."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from storage.when import Precision, When
from storage.when_text import iso_when
from templates.filters import ahead, paragraphs, size, slot, when

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2023-09-06T10:00/18:00", "Mittwoch, 6. September 2023, 10 bis 18 Uhr"),
        ("2018-11-20T11:30/13:00", "Dienstag, 20. November 2018, 11:30 bis 13:00 Uhr"),
        ("2018-11-20T11:40", "Dienstag, 20. November 2018, 11:40 Uhr"),
        (
            "2026-12-31T22:00/2027-01-01T02:00",
            "Donnerstag, 31. Dezember 2026, 22 Uhr, bis Freitag, 1. Januar 2027, 2 Uhr",
        ),
        ("2022-05-11", "Mittwoch, 11. Mai 2022"),
        ("2023-06-02/2023-06-04", "Freitag, 2. Juni, bis Sonntag, 4. Juni 2023"),
        ("2022-05", "Mai 2022"),
        ("2022-summer", "Sommer 2022"),
        ("2022-winter", "Winter 2022/23"),
        ("2021", "2021"),
    ],
)
def test_when(iso: str, text: str) -> None:
    value = iso_when(iso)
    assert value is not None
    assert when(value) == text


def test_an_open_date_says_what_was_written() -> None:
    assert when(When(None, None, Precision.OPEN, as_written="im Herbst")) == "im Herbst"
    assert when(When(None, None, Precision.OPEN)) == "Datum offen"


def test_another_zone_is_named() -> None:
    value = iso_when("2026-05-01T10:00", "America/New_York")
    assert value is not None
    assert when(value) == "Freitag, 1. Mai 2026, 10 Uhr (New Yorker Zeit)"


def test_a_slot_on_the_day_of_its_event_is_only_a_time() -> None:
    event, inside, sunday = iso_when("2018-11-20T11:30/13:00"), iso_when("2018-11-20T11:40"), iso_when("2023-06-04")
    assert event is not None
    assert slot(inside, event) == "11:40 Uhr"
    assert slot(sunday, iso_when("2023-06-02/2023-06-04")) == "Sonntag, 4. Juni 2023"


@pytest.mark.parametrize(
    ("start", "text"),
    [
        (datetime(2026, 11, 23, 12, 40, tzinfo=BERLIN), "beginnt in 40 Minuten"),
        (datetime(2026, 11, 23, 12, 1, tzinfo=BERLIN), "beginnt in 1 Minute"),
        (datetime(2026, 11, 23, 18, 0, tzinfo=BERLIN), "beginnt heute"),
        (datetime(2026, 11, 24, 9, 0, tzinfo=BERLIN), "beginnt morgen"),
        (datetime(2026, 11, 25, 9, 0, tzinfo=BERLIN), ""),
        (datetime(2026, 11, 23, 11, 0, tzinfo=BERLIN), ""),
    ],
)
def test_how_soon(start: datetime, text: str) -> None:
    assert ahead(start, datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)) == text


def test_text_of_people_never_becomes_markup() -> None:
    text = "Bürger*innen und Helfer*innen <b>x</b>\n\n- eins\n- zwei & drei\n  weiter"
    assert str(paragraphs(text)) == (
        "<p>Bürger*innen und Helfer*innen &lt;b&gt;x&lt;/b&gt;</p><ul><li>eins</li><li>zwei &amp; drei weiter</li></ul>"
    )


@pytest.mark.parametrize(("count", "text"), [(12, "12 Byte"), (240_300, "240 KB"), (3_100_000, "3,1 MB")])
def test_sizes(count: int, text: str) -> None:
    assert size(count) == text
