"""Recurrences: the next dates of each phrase; END where the rule ends there."""

from datetime import datetime, timedelta
from itertools import islice

import pytest
from dates_tables import BERLIN, NOW, moment

from commands.dates import DateError, parse_recurrence, read_recurrence

TABLE = """
jeden ersten Dienstag im Monat um 9 Uhr | 2026-12-01 09:00, 2027-01-05 09:00, 2027-02-02 09:00
alle zwei Wochen mittwochs | 2026-12-02, 2026-12-16
werktags | 2026-11-26, 2026-11-27, 2026-11-30
am letzten Freitag im Monat | 2026-11-27, 2026-12-25
jährlich am 1. März | 2027-03-01, 2028-03-01
jeden Dienstag und Donnerstag | 2026-11-26, 2026-12-01, 2026-12-03
am 31. jeden Monats | 2026-11-30, 2026-12-31, 2027-01-31, 2027-02-28
jeden Montag um 9 Uhr | 2026-11-30 09:00, 2026-12-07 09:00
jeden Mittwoch um 9 Uhr | 2026-12-02 09:00, 2026-12-09 09:00
jeden Mittwoch um 15 Uhr | 2026-11-25 15:00, 2026-12-02 15:00
immer montags um 9 | 2026-11-30 09:00, 2026-12-07 09:00
montags 9 Uhr | 2026-11-30 09:00, 2026-12-07 09:00
jeweils dienstags von 14 bis 16 Uhr | 2026-12-01 14:00, 2026-12-08 14:00
montags und mittwochs um 8:30 Uhr | 2026-11-30 08:30, 2026-12-02 08:30
jeden Montag, Mittwoch und Freitag | 2026-11-27, 2026-11-30, 2026-12-02
wöchentlich am Donnerstag um 10 Uhr | 2026-11-26 10:00, 2026-12-03 10:00
alle zwei Wochen am Donnerstag um 10 Uhr | 2026-11-26 10:00, 2026-12-10 10:00
alle 2 Wochen donnerstags 10-11 Uhr | 2026-11-26 10:00, 2026-12-10 10:00
alle 14 Tage donnerstags | 2026-11-26, 2026-12-10
jede zweite Woche donnerstags | 2026-11-26, 2026-12-10
zweiwöchentlich montags 14 Uhr | 2026-11-30 14:00, 2026-12-14 14:00
vierzehntägig montags | 2026-11-30, 2026-12-14
alle drei Wochen freitags um 11 Uhr | 2026-11-27 11:00, 2026-12-18 11:00
alle vier Wochen ab 3.12.2026 donnerstags | 2026-12-03, 2026-12-31
jeden 1. Donnerstag im Monat um 18 Uhr | 2026-12-03 18:00, 2027-01-07 18:00
jeden dritten Donnerstag im Monat | 2026-12-17, 2027-01-21
am zweiten Mittwoch im Monat um 16 Uhr | 2026-12-09 16:00, 2027-01-13 16:00
am ersten Montag jeden Monats | 2026-12-07, 2027-01-04
jeden letzten Freitag im Monat um 13 Uhr | 2026-11-27 13:00, 2026-12-25 13:00
jeden letzten Freitag | 2026-11-27, 2026-12-25
monatlich am ersten Dienstag | 2026-12-01, 2027-01-05
einmal im Monat am ersten Dienstag | 2026-12-01, 2027-01-05
monatlich am 1. | 2026-12-01, 2027-01-01
jeden Monat am 15. um 12 Uhr | 2026-12-15 12:00, 2027-01-15 12:00
am 1. und 15. jeden Monats | 2026-12-01, 2026-12-15, 2027-01-01
jeden 15. des Monats | 2026-12-15, 2027-01-15
alle zwei Monate am ersten Montag | 2026-12-07, 2027-02-01
vierteljährlich am ersten Montag im Quartal | 2027-01-04, 2027-04-05
jedes Jahr am 1. Mai | 2027-05-01, 2028-05-01
jährlich am 24.12. | 2026-12-24, 2027-12-24
jährlich am letzten Freitag im September | 2027-09-24, 2028-09-29
jeden 2. Juni um 10 Uhr | 2027-06-02 10:00, 2028-06-02 10:00
täglich | 2026-11-26, 2026-11-27
täglich um 11 Uhr | 2026-11-25 11:00, 2026-11-26 11:00
jeden zweiten Tag um 11 Uhr | 2026-11-25 11:00, 2026-11-27 11:00
alle drei Tage | 2026-11-26, 2026-11-29
jeden Morgen um 8 Uhr | 2026-11-26 08:00, 2026-11-27 08:00
jeden Werktag um 9 Uhr | 2026-11-26 09:00, 2026-11-27 09:00, 2026-11-30 09:00
an Werktagen um 9 Uhr | 2026-11-26 09:00, 2026-11-27 09:00, 2026-11-30 09:00
montags bis donnerstags 9-12 Uhr | 2026-11-26 09:00, 2026-11-30 09:00
Mo-Fr täglich um 9 Uhr | 2026-11-26 09:00, 2026-11-27 09:00, 2026-11-30 09:00
jedes Wochenende | 2026-11-28, 2026-11-29, 2026-12-05
jeden Dienstag ab Januar um 10 Uhr | 2027-01-05 10:00, 2027-01-12 10:00
ab 1. Februar jeden Dienstag um 10 Uhr | 2027-02-02 10:00, 2027-02-09 10:00
jeden Dienstag um 10 Uhr bis 15. Dezember | 2026-12-01 10:00, 2026-12-08 10:00, 2026-12-15 10:00, END
jeden Dienstag von 10 bis 12 Uhr bis Mitte Dezember | 2026-12-01 10:00, 2026-12-08 10:00, 2026-12-15 10:00, END
jeden Dienstag im Januar um 10 Uhr | 2027-01-05 10:00, 2027-01-12 10:00, 2027-01-19 10:00, 2027-01-26 10:00, END
jeden Dienstag vom 1.12.2026 bis 10.12.2026 | 2026-12-01, 2026-12-08, END
Dienstagabends um 19 Uhr | 2026-12-01 19:00, 2026-12-08 19:00
jeden Dienstagabend um sieben | 2026-12-01 19:00, 2026-12-08 19:00
jeden Mitwoch | 2026-12-02, 2026-12-09
jeden Donerstag um 9 | 2026-11-26 09:00, 2026-12-03 09:00
am letzten Werktag im Monat | 2026-11-30, 2026-12-31, 2027-01-29
am Monatsletzten | 2026-11-30, 2026-12-31
"""

NONE = """
März
am Freitag
nächsten Dienstag
Dienstag
um 9 Uhr
immer
jeder
Jedermann
alle
jede Kommune
alle zwei
wochenlang
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines(), ids=lambda line: line.split(" |")[0])
def test_next_dates(line: str) -> None:
    phrase, dates = (cell.strip() for cell in line.split("|"))
    wanted = [moment(date) if date != "END" else None for date in dates.split(", ")]
    rule = parse_recurrence(phrase, NOW)

    assert rule is not None
    found: list[datetime | None] = list(islice(rule, len(wanted)))
    assert found + [None] * (len(wanted) - len(found)) == wanted


@pytest.mark.parametrize("phrase", NONE.strip().splitlines())
def test_what_does_not_come_again_is_none(phrase: str) -> None:
    assert parse_recurrence(phrase, NOW) is None


@pytest.mark.parametrize(
    ("phrase", "part"),
    [
        ("jeden Dienstag außer in den Ferien", "Ausnahmen"),
        ("jeden Dienstag ausser in den Ferien", "Ausnahmen"),
        ("dienstags, außer an Feiertagen", "Ausnahmen"),
        ("jeden Dienstag, nicht in den Ferien", "Ausnahmen"),
        ("außer in den Ferien jeden Dienstag", "Ausnahmen"),
        ("jeden zweiten Dienstag", "alle 2 Wochen dienstags"),
        ("jeden zweiten Dienstag um 9 Uhr", "jeden 2. Dienstag im Monat"),
        ("monatlich dienstags", "Welcher Dienstag"),
        ("monatlich", "An welchem Tag"),
        ("wöchentlich", "An welchem Wochentag"),
        ("jährlich", "An welchem Tag"),
        ("jeden Freitagnachmittag", "Uhrzeit"),
        ("jeden Dienstag um 25 Uhr", "25:00"),
        ("jeden Dienstag von 10 bis 9 Uhr", "Ende"),
        ("am 31. Februar jährlich", "31. Februar"),
        ("jeden Dienstag bis gestern", "keinen künftigen Termin"),
    ],
)
def test_what_is_missing_or_unclear_is_said(phrase: str, part: str) -> None:
    with pytest.raises(DateError, match=part):
        parse_recurrence(phrase, NOW)


def test_wall_time_stays_over_the_change_of_the_clock() -> None:
    rule = parse_recurrence("jeden Tag um 9 Uhr", datetime(2027, 3, 26, 12, 0, tzinfo=BERLIN))

    assert rule is not None
    assert [day.isoformat() for day in islice(rule, 3)] == [
        "2027-03-27T09:00:00+01:00",
        "2027-03-28T09:00:00+02:00",
        "2027-03-29T09:00:00+02:00",
    ]


def test_length_is_kept_beside_the_rule() -> None:
    recurrence = read_recurrence("jeden Dienstag von 9 bis 12 Uhr", NOW)

    assert recurrence is not None
    assert (recurrence.length, recurrence.timed) == (timedelta(hours=3), True)


def test_without_a_time_it_is_not_timed() -> None:
    recurrence = read_recurrence("dienstags", NOW)

    assert recurrence is not None
    assert (recurrence.length, recurrence.timed) == (None, False)
