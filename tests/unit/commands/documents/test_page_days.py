"""Days and hours of pages: when the page was issued, when the event was, and what menus and teasers show beside it."""

import pytest

from tests.unit.commands.documents.reading import read_one

_EVENING = "kamen in Altenau 40 Menschen zum Dorfabend zusammen, um über die Zukunft der Dörfer zu sprechen.\n"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            (
                "Heizen im Kreis\nFreitag, 3. Mai 2024\nMeldungen\n\nDie Auftaktveranstaltung zum Wärmeplan beginnt am Dienstag, "
                "den 14. Mai um 18.30 Uhr. Alle sind eingeladen.\n"
            ),
            "2024-05-14T18:30+02:00",
        ),
        (f"Dorfabend\nEva Lind · Kreisverband · 16. Mai 2024\n\nAm 14. Mai 2024 {_EVENING}", "2024-05-14"),
        (f"Dorfabend\nRedaktion, 16.05.2024 18:03 Uhr\n\nAm 14. Mai {_EVENING}", "2024-05-14"),
        (f"PM 02.05.2024 Dorfabend am 14.05.2024 in Altenau\n\nIm Saal {_EVENING}", "2024-05-14"),
        (f"Nr. 88 · 16. Mai 2024\n\nDorfabend\n\nAm Dienstag (14. Mai) {_EVENING}", "2024-05-14"),
        (f"16.05.2024 | Netzwerk\n\nDorfabend\n\nAm 14. Mai {_EVENING}", "2024-05-14"),
        (f"Dorfabend\n\nvon Team Dorf | Mai 16, 2024 | Allgemein\n\nAm 14. Mai {_EVENING}", "2024-05-14"),
        (f"Dorfabend\nErstellt am Donnerstag, 16. Mai 2024\n\nAm vergangenen Dienstag {_EVENING}", "2024-05-14"),
        (f"Dorfabend\n\nAltenau, 15.05.2024\n\nGestern {_EVENING}", "2024-05-14"),
        (f"Dorfabend\n\nAm 14. Mai {_EVENING}\nAltenau, im Mai 2024\n", "2024-05-14"),
        (
            (
                "Mittwoch, 15. Mai 2024\n\nDorfabend im Rückblick\n\nAltenau, 15.05.2024 – Am vergangenen Dienstag trafen sich "
                "viele zum Dorfabend, um über die Zukunft zu sprechen und Ideen zu sammeln.\n"
            ),
            "2024-05-14",
        ),
        (
            (
                f"Dorfabend\n\nAm 14. Mai 2024 {_EVENING}\nDer Abend war lang. {'Viele Ideen wurden gesammelt. ' * 9}\n\n"
                "Weitere Meldungen\nStraßenfest in Seeheim am 25. Mai 2024, 10 Uhr\n"
            ),
            "2024-05-14",
        ),
        (
            (
                "Dorfgespräch\n\nNach der Sommerpause geht das Dorfgespräch in die nächste Runde: Am Dienstag, 14. Mai 2024, ist die "
                "Landrätin von 18 bis 19 Uhr zu Gast.\n"
            ),
            "2024-05-14T18:00+02:00",
        ),
    ],
)
def test_the_day_of_the_event_beside_that_of_the_page(text: str, start: str) -> None:
    assert read_one(text)["start"] == start


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (
            "Dorftagung\n\n14. Mai 2024\n\n8:30 Einlass\n9:00 Tagungsbeginn\n10:00 Vortrag\n15:00 Gespräch\n16:00 Ende\n",
            ("2024-05-14T09:00+02:00", "2024-05-14T16:00+02:00"),
        ),
        (
            "Dorftagung\n\nBeginn: Di, 14. Mai 2024, 10:00 Uhr\nEnde: Mi, 15. Mai 2024, 13:00 Uhr\nOrt: Altenau\n",
            ("2024-05-14T10:00+02:00", "2024-05-15T13:00+02:00"),
        ),
        (
            "Dorfwoche\n\nVom 14. bis einschließlich 18. Mai 2024 lädt Altenau zur Dorfwoche ein.\n",
            ("2024-05-14", "2024-05-18"),
        ),
        (
            "Dorfabend am 14. Mai 2024\n\nAlle sind da. Den Anfang macht um 17:30 Uhr die Kapelle.\n",
            ("2024-05-14T17:30+02:00", None),
        ),
        ("Dorfforum\n14. Mai 2024 | hybrid | Altenau und online\n\nAlle sind willkommen.\n", ("2024-05-14", None)),
    ],
)
def test_from_when_to_when(text: str, span: tuple[str, str | None]) -> None:
    event = read_one(text)
    assert (event["start"], event["end"]) == span


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (("Stadt Altenau aktiv\nAktuelles\nArchiv\n\nPressemitteilung der Stadt zum Thema „Treffen der Jugendbeauftragten“\n\nAm "
         "14. Mai 2024 kamen viele.\n"), "Treffen der Jugendbeauftragten"),
        ("Energie\n\nLandratsamt lädt zum Energieabend nach Altenau ein\n\n02.05.2024\n\nAm 14. Mai um 18 Uhr geht es los.\n",
         "Energieabend"),
        ("Seite wird geladen ...\nDas dritte Netzwerktreffen der Planerinnen führte am 14. Mai 2024 viele nach Altenau.\n",
         "Drittes Netzwerktreffen der Planerinnen"),
        ("Rund 90 Jugendliche beim dritten Jugendgipfel in Altenau\n\nAm 14. Mai 2024 war die Aula voll.\n",
         "Dritter Jugendgipfel in Altenau"),
        ("Dorfkonferenz in Altenau lockt 120 Menschen in die Halle\n\nAm 14. Mai 2024 war die Halle voll.\n",
         "Dorfkonferenz in Altenau"),
        ("« Alle Veranstaltungen\n\nPraxistag Leerstand\n\n14. Mai 2024 @ 10:00 - 15:30\n\nLeerstand ist ein Thema.\n",
         "Praxistag Leerstand"),
        ("Einladung zum Praxisseminar\n„Gut beschaffen“\n\n• 14. Mai 2024\n• 9:30 bis 13:00 Uhr\n",
         "Praxisseminar „Gut beschaffen“"),
        (("Gemeinde Altenau\nDer Bürgermeister\n\nEinladung\n\nZu der am Dienstag, 14.05.2024, im Rathaus stattfindenden Sitzung des "
         "Ausschusses für Archive lade ich Sie ein.\n"), "Sitzung des Ausschusses für Archive"),
        (("Im Rahmen der Reihe „Land und Leute“ veranstaltet der Verein am Dienstag, 14. Mai, im Saal des Rathauses (Str. 12) eine "
         "Podiumsdiskussion zum Thema „Wem gehört das Dorf?“.\n"), "Wem gehört das Dorf?"),
    ],
)  # fmt: skip
def test_the_event_among_what_a_page_shows(text: str, title: str) -> None:
    assert read_one(text)["title"] == title


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Der Gewölbesaal des Salzstadels war am 14. Mai 2024 Schauplatz für den Dorfabend der Gemeinden im Kreis.\n",
         "Gewölbesaal des Salzstadels"),
        ("In Altenau, Mitglied der Allianz Mühltal, sind am 14. Mai 2024 die Gemeinden zum Dorfabend zusammengekommen.\n",
         "Altenau"),
        ("Am Kranichsee im Landkreis Heide kamen am 14. Mai 2024 alle zum Dorfabend zusammen.\n",
         "Kranichsee im Landkreis Heide"),
        ("Dorfabend\n\nIn Kloster Marienbrunn hat sich am 14. Mai 2024 der Arbeitskreis getroffen.\n", "Kloster Marienbrunn"),
        ("Bereits zum 25. Mal kamen alle zum Dorfabend zusammen. Gastgeber am 14. Mai 2024 war die Gemeinde Hausen am Bach.\n",
         "Gemeinde Hausen am Bach"),
        ("Dorfabend\n14. Mai 2024, 10:00 Uhr (Zoom)\n\nAlle sind willkommen.\n", None),
    ],
)  # fmt: skip
def test_where_sentences_say_that_it_was(text: str, place: str | None) -> None:
    assert read_one(text)["place"] == place
