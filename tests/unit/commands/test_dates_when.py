"""The line "Wann:" of an event."""

import pytest
from dates_tables import NOW, moment

from commands.dates import DateError, parse_when
from storage.when import Precision, When


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "as_written"),
    [
        ("06.09.2023, 10:00 - 18:00", "2023-09-06 10:00", "2023-09-06 18:00", "minute", None),
        ("Dienstag, 20. November 2018, 11:30 - 13:00 Uhr", "2018-11-20 11:30", "2018-11-20 13:00", "minute", None),
        ("2.-4. Juni 2023, jeweils 10-16 Uhr", "2023-06-02 10:00", "2023-06-04 16:00", "minute", None),
        ("3.12.2026 14 Uhr (90 Minuten)", "2026-12-03 14:00", "2026-12-03 15:30", "minute", None),
        ("06.09.2023 10:00", "2023-09-06 10:00", "", "minute", None),
        ("2023-09-06T10:00:00+02:00", "2023-09-06 10:00", "", "minute", None),
        ("2023-09-06T10:00/2023-09-06T18:00", "2023-09-06 10:00", "2023-09-06 18:00", "minute", None),
        ("2023-09-06 10:00-18:00", "2023-09-06 10:00", "2023-09-06 18:00", "minute", None),
        ("Freitag, 02. Juni 2023", "2023-06-02", "2023-06-03", "day", None),
        ("2.-4.6.2023", "2023-06-02", "2023-06-05", "day", None),
        ("2023-06-02/2023-06-04", "2023-06-02", "2023-06-05", "day", None),
        ("6.9.2023 nachmittags", "2023-09-06", "2023-09-07", "day", "Mittwoch, 6. September 2023, nachmittags"),
        ("heute Nacht", "2026-11-25", "2026-11-26", "day", "Mittwoch, 25. November 2026, nachts"),
        ("Mai 2022", "2022-05-01", "2022-06-01", "month", None),
        ("2022-05", "2022-05-01", "2022-06-01", "month", None),
        ("Mitte Mai 2022", "2022-05-11", "2022-05-21", "month", "Mitte Mai 2022"),
        ("nächste Woche", "2026-11-30", "2026-12-07", "month", "KW 49/2026"),
        ("2. Quartal 2024", "2024-04-01", "2024-07-01", "month", "2. Quartal 2024"),
        ("Sommer 2022", "2022-06-01", "2022-09-01", "season", None),
        ("2022-summer", "2022-06-01", "2022-09-01", "season", None),
        ("2022", "2022-01-01", "2023-01-01", "year", None),
        ("noch offen", "", "", "open", None),
    ],
)
def test_when(text: str, start: str, end: str, precision: str, as_written: str | None) -> None:
    wanted = When(moment(start), moment(end), Precision(precision), "Europe/Berlin", as_written)

    assert parse_when(text, NOW) == wanted


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Quatsch", "nicht als Zeitangabe verstanden"),
        ("", "nicht als Zeitangabe verstanden"),
        ("jeden Dienstag", "nicht als Zeitangabe verstanden"),
        ("ab März", "nur eine Grenze"),
        ("bis Freitag", "nur eine Grenze"),
        ("31.4.2027", "gibt es nicht"),
        ("Mo, 06.09.2023", "ist ein Mittwoch"),
    ],
)
def test_never_guessed(text: str, part: str) -> None:
    with pytest.raises(DateError, match=part):
        parse_when(text, NOW)
