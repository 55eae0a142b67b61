"""Periods: everything an organiser types, exactly as meant, or refused; never something else in silence."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dates_tables import FIRST, NO_TIME, NOW, PAST, SECOND, moment, rows

from commands.dates import DateError, Period, parse_period
from storage.when import Precision


@pytest.mark.parametrize(("phrase", "start", "end"), rows(FIRST))
def test_phrase_is_read_as_meant(phrase: str, start: datetime | None, end: datetime | None) -> None:
    period = parse_period(phrase, NOW)

    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(("phrase", "start", "end"), rows(SECOND))
def test_phrase_of_somebody_else_is_read_as_meant(phrase: str, start: datetime | None, end: datetime | None) -> None:
    period = parse_period(phrase, NOW)

    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(("phrase", "start", "end"), rows(PAST))
def test_backwards(phrase: str, start: datetime | None, end: datetime | None) -> None:
    period = parse_period(phrase, NOW, prefer="past")

    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("phrase", NO_TIME.strip().splitlines())
def test_no_time_is_none(phrase: str) -> None:
    assert parse_period(phrase, NOW) is None


@pytest.mark.parametrize(
    "line", [line for line in FIRST.strip().splitlines() if line.count("|") == 3], ids=lambda line: line.split(" |")[0]
)
def test_precision(line: str) -> None:
    phrase, _, _, precision = [cell.strip() for cell in line.split("|")]
    period = parse_period(phrase, NOW)

    assert period is not None
    assert period.precision is Precision(precision)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("31.4.", "Den 31. April gibt es nicht, der April hat 30 Tage."),
        ("31.6.2027", "Den 31. Juni gibt es nicht, der Juni hat 30 Tage."),
        ("32. Januar", "Den 32. Januar gibt es nicht, der Januar hat 31 Tage."),
        ("29.2.2027", "Den 29. Februar gibt es 2027 nicht, erst wieder 2028."),
        ("29.2.", "Den 29. Februar gibt es 2027 nicht, erst wieder 2028."),
        ("30. Februar", "Den 30. Februar gibt es nicht, der Februar hat höchstens 29 Tage."),
        ("15.13.2026", "Einen 13. Monat gibt es nicht. Schreiben Sie zum Beispiel 06.09.2023."),
        ("Montag, 06.09.2023", "Der 6. September 2023 ist ein Mittwoch, kein Montag."),
        ("Fr 2.6.", "Der 2. Juni 2027 ist ein Mittwoch, kein Freitag."),
        ("Mo-So, 2.-4.6.2023", "Der 2. Juni 2023 ist ein Freitag, kein Montag."),
        ("KW 53/2027", "Das Jahr 2027 hat nur 52 Kalenderwochen, keine KW 53."),
        ("KW 26/27", "„KW 26/27“ ist zweideutig. Schreiben Sie „KW 26 bis 27“ oder „KW 26/2027“."),
        ("25 Uhr", "Die Uhrzeit 25:00 gibt es nicht."),
        ("heute um 18 Uhr morgens", "18 Uhr und „morgens“ passen nicht zusammen."),
        ("6.9.2023 von 10 bis 9 Uhr", "Das Ende liegt vor dem Beginn. Bitte prüfen Sie die Uhrzeiten."),
        ("2020 bis 2018", "Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Angaben."),
        ("5.12. bis 3.12.2026", "Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Angaben."),
        ("vom 5. bis 3. Juni", "Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Angaben."),
        (
            "5. und 12.11.",
            "Das sind mehrere Zeiten. Bitte nennen Sie nur eine davon oder einen Zeitraum mit „bis“.",
        ),
    ],
)
def test_what_can_not_be_is_said(phrase: str, sentence: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_period(phrase, NOW)

    assert str(caught.value) == sentence


def test_weekday_of_a_date_just_gone_means_that_one() -> None:
    assert parse_period("Fr 20.11.", NOW) == Period(moment("2026-11-20"), moment("2026-11-21"), Precision.DAY)


def test_now_has_to_be_aware() -> None:
    with pytest.raises(ValueError, match="aware"):
        parse_period("heute", NOW.replace(tzinfo=None))


def test_skipped_hour_moves_forward_by_the_gap() -> None:
    period = parse_period("28.3.2027, 2:30 Uhr", NOW)

    assert period is not None
    assert period.start is not None
    assert period.start.isoformat() == "2027-03-28T03:30:00+02:00"


def test_hour_that_comes_twice_is_the_first() -> None:
    period = parse_period("25.10.2026, 2:30 Uhr", NOW)

    assert period is not None
    assert period.start is not None
    assert period.start.isoformat() == "2026-10-25T02:30:00+02:00"


def test_day_of_the_change_is_whole() -> None:
    period = parse_period("28.3.2027", NOW)

    assert period is not None
    assert period.start is not None
    assert period.end is not None
    utc = ZoneInfo("UTC")
    assert period.end.astimezone(utc) - period.start.astimezone(utc) == timedelta(hours=23)


def test_hours_from_now_are_hours_that_pass() -> None:
    before_the_change = datetime(2027, 3, 28, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    period = parse_period("in einer Stunde", before_the_change)

    assert period is not None
    assert period.start is not None
    assert period.start.isoformat() == "2027-03-28T03:30:00+02:00"


def test_long_text_is_no_time() -> None:
    assert parse_period("heute " * 100, NOW) is None
