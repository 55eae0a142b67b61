"""Pages of several events: entries, rows of a table, paragraphs of which each tells of one, sections of a report."""

import pytest

from commands.documents import read_document, recognised
from tests.unit.commands.documents.reading import NOW


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            (
                "Veranstaltungen im Überblick\n\nBürgerdialog Verkehr\n12.03.2024, 18:00 Uhr\nBürgerhaus Altenau\n\nNetzwerktreffen Klima\n"
                "19.04.2024, 14:00 Uhr\nRathaus Seeheim\n\nFachtag Jugend\n08.06.2024, 9:00 Uhr\nKreishaus Heide\n"
            ),
            [
                ("Bürgerdialog Verkehr", "2024-03-12", "Bürgerhaus Altenau"),
                ("Netzwerktreffen Klima", "2024-04-19", "Rathaus Seeheim"),
                ("Fachtag Jugend", "2024-06-08", "Kreishaus Heide"),
            ],
        ),
        (
            (
                "Termine 2024\n\nDatum\tVeranstaltung\tOrt\n15.02.2024\tNetzwerktreffen Archive\tRathaus Altenau\n"
                "21.03.2024\tFachtag Vergabe\tKreishaus Seeheim\n"
            ),
            [
                ("Netzwerktreffen Archive", "2024-02-15", "Rathaus Altenau"),
                ("Fachtag Vergabe", "2024-03-21", "Kreishaus Seeheim"),
            ],
        ),
        (
            (
                "Termine im Herbst\n\nAm 12. September 2023 findet im Rathaus Altenau der Workshop „Vergabe digital“ statt.\n\n"
                "Am 4. Oktober 2023 lädt der Landkreis zum Fachtag „Klimaanpassung“ in die Stadthalle Seeheim ein.\n"
            ),
            [
                ("Vergabe digital", "2023-09-12", "Rathaus Altenau"),
                ("Fachtag „Klimaanpassung“", "2023-10-04", "Stadthalle Seeheim"),
            ],
        ),
        (
            (
                "Rückblick auf das erste Halbjahr\n\nNetzwerktreffen Wärme\nAm 7. Februar 2024 trafen sich 30 Fachleute im Rathaus Altenau. "
                "Es ging um Wärmepläne und darum, wie kleine Gemeinden sie schaffen.\n\nFachtag Radverkehr\nAm 18. April 2024 kamen 90 "
                "Gäste in die Stadthalle Seeheim. Im Mittelpunkt standen sichere Kreuzungen.\n\nExkursion nach Trebnitz\nAm 5. Juni 2024 "
                "besuchten 20 Mitglieder das Energiedorf. Sie sahen Windräder, Speicher und das Wärmenetz.\n"
            ),
            [
                ("Netzwerktreffen Wärme", "2024-02-07", "Rathaus Altenau"),
                ("Fachtag Radverkehr", "2024-04-18", "Stadthalle Seeheim"),
                ("Exkursion nach Trebnitz", "2024-06-05", "Trebnitz"),
            ],
        ),
    ],
)
def test_each_event_of_a_page(text: str, events: list[tuple[str, str, str]]) -> None:
    found = [
        one for one in recognised(read_document("text.txt", text.encode(), NOW).records) if one["kind"] == "event"
    ]
    assert [(one["title"], one["start"][:10], one["place"]) for one in found] == events


def test_one_event_at_several_places_on_a_day_of_its_own_each():
    text = (
        "Einladung zum Dorfgespräch\n\nWir laden alle ein, über leere Häuser und neue Nachbarn zu sprechen, und freuen uns auf "
        "viele Gedanken aus den Orten.\nDie Dorfgespräche finden an folgenden Terminen jeweils ab 18:30 Uhr statt:\n"
        "12.09.2017 Altenau, Kulturhaus, Gerichtsstraße 15\n14.09.2017 Seeheim, Altmarksaal\n"
        "19.09.2017 Heide, Bürgersaal, Marschweg 3\nBitte geben Sie die Einladung weiter.\n"
    )
    found = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert [(one["title"], one["start"], one["place"]) for one in found] == [
        ("Dorfgespräch", "2017-09-12T18:30+02:00", "Altenau, Kulturhaus, Gerichtsstraße 15"),
        ("Dorfgespräch", "2017-09-14T18:30+02:00", "Seeheim, Altmarksaal"),
        ("Dorfgespräch", "2017-09-19T18:30+02:00", "Heide, Bürgersaal, Marschweg 3"),
    ]


def test_rows_of_places_on_following_days_that_nothing_calls_dates_are_one_event():
    text = (
        "Exkursion der Bürgermeister\n\nDie Gruppe besuchte zwei Häuser und sprach mit den Menschen dort über ihre Arbeit.\n\n"
        "12.09.2017 Altenau, Kulturhaus, Gerichtsstraße 15\n13.09.2017 Seeheim, Altmarksaal\n\nAlle kamen gern zurück.\n"
    )
    assert len(recognised(read_document("text.txt", text.encode(), NOW).records)) == 1
