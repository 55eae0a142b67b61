"""A time phrase among the other words of a command."""

from datetime import datetime

import pytest
from dates_tables import NOW, moment

from commands.dates import DateError, find_period


@pytest.mark.parametrize(
    ("words", "start", "end", "rest"),
    [
        ("märz online iserlohn", "2027-03-01", "2027-04-01", "online iserlohn"),
        ("online märz iserlohn", "2027-03-01", "2027-04-01", "online iserlohn"),
        ("nächste Woche", "2026-11-30", "2026-12-07", ""),
        ("online nächste woche", "2026-11-30", "2026-12-07", "online"),
        ("im märz in iserlohn", "2027-03-01", "2027-04-01", "in iserlohn"),
        ("am 6.9. in Iserlohn", "2027-09-06", "2027-09-07", "in Iserlohn"),
        ("iserlohn, 06.09.2023", "2023-09-06", "2023-09-07", "iserlohn"),
        ("2.-4. Juni, Köln", "2027-06-02", "2027-06-05", "Köln"),
        ("mai 2022 Bad Schönborn", "2022-05-01", "2022-06-01", "Bad Schönborn"),
        ("sommer 2022 berlin", "2022-06-01", "2022-09-01", "berlin"),
        ("iserlohn 2023", "2023-01-01", "2024-01-01", "iserlohn"),
        ("Sommerakademie 2023", "2023-01-01", "2024-01-01", "Sommerakademie"),
        ("smart city 2023", "2023-01-01", "2024-01-01", "smart city"),
        ("KW 49 online", "2026-11-30", "2026-12-07", "online"),
        ("hybrid ab montag", "2026-11-30", "", "hybrid"),
        ("bis freitag berlin", "", "2026-11-28", "berlin"),
        ("kooperation bis ende märz", "", "2027-04-01", "kooperation"),
        ("workshop 3 mai", "2027-05-01", "2027-06-01", "workshop 3"),
        ("30 personen märz", "2027-03-01", "2027-04-01", "30 personen"),
        ("W12 morgen um 10", "2026-11-26 10:00", "", "W12"),
        ("Fr 14 Uhr online", "2026-11-27 14:00", "", "online"),
        ("Maibaum mai", "2027-05-01", "2027-06-01", "Maibaum"),
        ("März und Digitalisierung", "2027-03-01", "2027-04-01", "Digitalisierung"),
        ("letzte 14 tage iserlohn", "2026-11-11", "2026-11-26", "iserlohn"),
        ("Mai", "2027-05-01", "2027-06-01", ""),
        ("online (6.9.2023)", "2023-09-06", "2023-09-07", "online"),
    ],
)
def test_split(words: str, start: str, end: str, rest: str) -> None:
    period, left = find_period(words, NOW)

    assert period is not None
    assert (period.start, period.end, left) == (moment(start), moment(end), rest)


@pytest.mark.parametrize(
    "words",
    ["", "iserlohn", "online 12", "12 online", "workshop 3", "A3", "W12", "Kommune 2.0", "OZG 2.0", "smart city 2030",
     "agenda 2010", "Maibaum", "Mai-Kundgebung", '"Mai Treffen" online', "Jan Müller", "2000 einwohner", "so geht das",
     "do it yourself", "mi casa", "fr online", "Mitte Berlin", "Ende offen", "vor ort", "21. Sommerakademie",
     "1. Digitaltag", "5 für Südwestfalen", "10 jahre netzwerk", "24/7", "erste hilfe", "um zu lernen", "3-5 personen",
     "digital am mittag", "Montagehalle"],
)  # fmt: skip
def test_words_stay_words(words: str) -> None:
    assert find_period(words, NOW) == (None, words)


@pytest.mark.parametrize("words", ["31.4. online", "Montag, 06.09.2023 Iserlohn"])
def test_impossible_date_among_words_is_said(words: str) -> None:
    with pytest.raises(DateError):
        find_period(words, NOW)


def test_backwards() -> None:
    period, rest = find_period("mai iserlohn", NOW, "past")

    assert period is not None
    assert (period.start, rest) == (datetime(2026, 5, 1, tzinfo=NOW.tzinfo), "iserlohn")
