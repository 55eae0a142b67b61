"""Offsets: due = start - offset, at the wall clock of the event."""

from datetime import datetime, timedelta

import pytest
from dates_tables import BERLIN

from commands.dates import DateError, parse_offset

START = datetime(2027, 3, 31, 14, 30, tzinfo=BERLIN)  # a Wednesday, three days after the clock change


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("1 Tag vorher", "2027-03-30 14:30"),
        ("1 Tag", "2027-03-30 14:30"),
        ("Tag vorher", "2027-03-30 14:30"),
        ("einen Tag zuvor", "2027-03-30 14:30"),
        ("am Tag vorher", "2027-03-30 14:30"),
        ("am Vortag", "2027-03-30 14:30"),
        ("tags zuvor", "2027-03-30 14:30"),
        ("eine Woche davor", "2027-03-24 14:30"),
        ("7 Tage", "2027-03-24 14:30"),
        ("zwei Wochen im Voraus", "2027-03-17 14:30"),
        ("drei Tage davor", "2027-03-28 14:30"),
        ("eine Viertelstunde vorher", "2027-03-31 14:15"),
        ("eine dreiviertel Stunde vorher", "2027-03-31 13:45"),
        ("Dreiviertelstunde vorher", "2027-03-31 13:45"),
        ("eine halbe Stunde vorher", "2027-03-31 14:00"),
        ("30 Min. vorher", "2027-03-31 14:00"),
        ("15min", "2027-03-31 14:15"),
        ("1h", "2027-03-31 13:30"),
        ("2 Std vorher", "2027-03-31 12:30"),
        ("zwei Stunden vor Beginn", "2027-03-31 12:30"),
        ("zwei Stunden vor dem Workshop", "2027-03-31 12:30"),
        ("anderthalb Stunden vorher", "2027-03-31 13:00"),
        ("1,5 Stunden vorher", "2027-03-31 13:00"),
        ("1 Tag und 2 Stunden vorher", "2027-03-30 12:30"),
        ("einen Monat vorher", "2027-02-28 14:30"),
        ("ein halbes Jahr vorher", "2026-09-30 14:30"),
        ("am Vorabend um 18 Uhr", "2027-03-30 18:00"),
        ("am Vorabend", "2027-03-30 18:00"),
        ("am Vorabend um acht", "2027-03-30 20:00"),
        ("am Abend davor um 19 Uhr", "2027-03-30 19:00"),
        ("am Vortag um 9 Uhr", "2027-03-30 09:00"),
        ("zwei Tage vorher um 9 Uhr", "2027-03-29 09:00"),
        ("am selben Tag um 8 Uhr", "2027-03-31 08:00"),
        ("am Veranstaltungstag um 7:30 Uhr", "2027-03-31 07:30"),
        ("am Freitag davor um 12 Uhr", "2027-03-26 12:00"),
        ("am Mittwoch davor", "2027-03-24 14:30"),
        ("zu Beginn", "2027-03-31 14:30"),
        ("1 Stunde danach", "2027-03-31 15:30"),
    ],
)
def test_due(phrase: str, due: str) -> None:
    offset = parse_offset(phrase)

    assert offset is not None
    assert START - offset == datetime.fromisoformat(due).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    "phrase",
    ["12", "3", "vorher", "morgen", "am Freitag", "Tag", "Stunde", "in einer Stunde", "am selben Tag", "Maibaum", "",
     "am Morgen davor", "1 Tag vorher um 18 Uhr bis 19 Uhr", "1 Workshop vorher", "um 9 Uhr"],
)  # fmt: skip
def test_no_offset(phrase: str) -> None:
    assert parse_offset(phrase) is None


def test_time_that_can_not_be_is_said() -> None:
    with pytest.raises(DateError, match="25:00"):
        parse_offset("am Vorabend um 25 Uhr")


def test_days_are_a_timedelta() -> None:
    assert parse_offset("1 Tag vorher") == timedelta(days=1)
