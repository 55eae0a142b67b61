"""From when to when an event is, as pages say it in many ways."""

import pytest

from tests.unit.commands.documents.reading import read_one


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("Termin: 10. Mai 2023\nEinlass: 18.30 Uhr\nBeginn: 19 Uhr", "19:00", ""),
        ("Bürgerabend: 10. Mai 2023, Einlass 17:30, Beginn 18:00 Uhr, Halle", "18:00", ""),
        (
            "Der Abend findet am 10. Mai 2023 in der Halle statt. Beginn ist um 18 Uhr, Ende gegen 20.30 Uhr.",
            "18:00",
            "20:30",
        ),
        (
            "Am Mittwoch, 10. Mai 2023, 18.00 Uhr, wird zum Bürgerabend eingeladen. Er endet um 20 Uhr.",
            "18:00",
            "20:00",
        ),
        ("Start: 10. Mai 2023, 18:00 Uhr\nEnde: 10. Mai 2023, 20:00 Uhr", "18:00", "20:00"),
        ("Beginn: 10.05.2023 - 18:00\nEnde: 10.05.2023 - 20:00", "18:00", "20:00"),
        ("Mittwoch, 10. Mai 2023, ganztägig, 9–17 Uhr, Halle", "09:00", "17:00"),
        ("Mittwoch, 10. Mai 2023, 14:00 Uhr – 17:00 Uhr (Ankommen ab 13:30 Uhr)", "14:00", "17:00"),
        ("Anmeldung montags bis freitags von 8 bis 12 Uhr. Bürgerabend am 10. Mai 2023, 18 Uhr.", "18:00", ""),
        (
            "Das Treffen ist am 10. Mai 2023 in der Halle. Landrätin Eva Lind wird den Abend um 17:30 Uhr eröffnen.",
            "17:30",
            "",
        ),
        ("Die Ausstellung ist ab dem 10. Mai 2023 täglich von 9 bis 17 Uhr zu sehen.", "", ""),
        ("Am 10. Mai 2023 ist Tag der offenen Tür, und das Rathaus ist von 8 bis 12 Uhr geöffnet.", "", ""),
    ],
)
def test_hours_of_an_event(text: str, begin: str, end: str):
    event = read_one(f"Bürgerabend Altenau\n\n{text}\n")
    assert ((event["start"] or "")[11:16], (event["end"] or "")[11:16]) == (begin, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Beginn: 17.06.2026, 13:00 Uhr\nEnde: 18.06.2026, 12:30 Uhr", "2026-06-17T13:00", "2026-06-18T12:30"),
        (
            "Termin: 9. November 2023, 13:00 bis 16:30 Uhr und 10. November 2023, 9:00 bis 12:30 Uhr",
            "2023-11-09T13:00",
            "2023-11-10T12:30",
        ),
        (
            "16./17.10.2025 in Altenau\n\nLos geht es am 16. Oktober um 13.30 Uhr, Schluss ist am 17. Oktober um 12 Uhr.",
            "2025-10-16T13:30",
            "2025-10-17T12:00",
        ),
        ("Wann 11.06.2015 00:00 bis 12.06.2015 00:00", "2015-06-11", "2015-06-12"),
        ("Am 9. Mai 2023, 18 Uhr, oder am 10. Mai 2023, 18 Uhr", "2023-05-09T18:00", ""),
    ],
)
def test_hours_over_several_days(text: str, start: str, end: str):
    event = read_one(f"Dorfkonferenz Altenau\n\n{text}\n")
    assert ((event["start"] or "")[:16], (event["end"] or "")[:16]) == (start, end)


def test_days_behind_vom_are_no_hours():
    event = read_one("Ostercamp Altenau 2023\n\nVom 11.04 - 15.04 findet das Ostercamp statt.\n")
    assert (event["start"], event["end"]) == ("2023-04-11", "2023-04-15")


@pytest.mark.parametrize("opening", ["Begrüßung", "Grußworte", "Auftakt im Saal"])
def test_the_last_row_ends_the_event_and_arrival_does_not_begin_it(opening: str):
    text = f"Programm\n\n8:30 Einlass und Kaffee\n9:00 {opening}\n10:00 Vortrag Netze\n16:00 Ende der Veranstaltung\n"
    event = read_one(f"Fachtag Archive\n\nDatum: 12. Mai 2023\n\n{text}")
    assert (event["start"][11:16], event["end"][11:16]) == ("09:00", "16:00")


def test_a_programme_that_says_its_end_gives_the_hours():
    rows = "10:00 Uhr: Eva Lind, Stadt Altenau\n10:45 Uhr: Pause\n11:15 Uhr: Uwe Kern, Stadt Seedorf\n12:45 Uhr: Ende der Tagung\n"
    event = read_one(f"Neue Plätze in Altenau\n\n12. Oktober 2023, online\n\n{rows}")
    assert (event["start"], event["end"]) == ("2023-10-12T10:00+02:00", "2023-10-12T12:45+02:00")
