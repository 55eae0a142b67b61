"""What stands at the head of a page: headlines around an event's name, lines with nothing but a place."""

import pytest

from tests.unit.commands.documents.reading import read_one

_TOLD = "Am 14. Mai 2024 kamen in Altenau viele Menschen zusammen, um über die Zukunft der Dörfer zu sprechen.\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Das Programm des Dorfkongresses – jetzt online\n02.05.2024\n", "Dorfkongress"),
        ("Résumé Ideentage 2024\n16.05.2024\n", "Ideentage 2024"),
        ("So war das 1. Forum Dorf\n16.05.2024\n", "1. Forum Dorf"),
        ("Neue Landfrische startet\n14.05.2024\n", "Neue Landfrische"),
        ("Das Ideenlabor ist am 14.5. in Altenau – jetzt anmelden!\n02.05.2024\n", "Ideenlabor"),
        ("[Update] Dorfwerkstatt +++ausgebucht+++\n02.05.2024\n", "Dorfwerkstatt"),
        ("Zweite Dorfkonferenz: Viele Ideen gesammelt\n16.05.2024\n", "Zweite Dorfkonferenz"),
        ("Zweite Dorfkonferenz: Wie wir wohnen werden\n16.05.2024\n", "Zweite Dorfkonferenz: Wie wir wohnen werden"),
        ("Weites Land: Für mehr gute Ideen in den Dörfern der Region.\n16.05.2024\nEva Lind\n", "Weites Land: Für mehr gute Ideen in den Dörfern der Region."),
        ("Ein Rückblick auf die Runde Land und Leute\nDie Runde Land und Leute war gut besucht.\n16.05.2024\n", "Runde Land und Leute"),
        ("2. AG Digitales des Kreisverbands tagte in Altenau\n16.05.2024\n", "2. AG Digitales des Kreisverbands"),
        ("Nachrichten aus dem Seeland\n\nGemeinsam gegen Hitze\n16.05.2024\n", "Gemeinsam gegen Hitze"),
        ("Politik 16.05.2024\n\n2. AG Digitales des Kreisverbands traf sich\n", "2. AG Digitales des Kreisverbands"),
    ],
)  # fmt: skip
def test_the_event_that_a_headline_names(head: str, title: str) -> None:
    assert read_one(f"{head}\n{_TOLD}")["title"] == title


def test_an_abbreviation_with_a_year_is_a_name() -> None:
    text = "KGF 2024\n\nTagungsprogramm\n\nMittwoch, 15.05.2024\n\n9:00 Uhr\tWorkshops der Haupttagung\n10:00 Uhr\tEröffnung\n"
    assert read_one(text)["title"] == "KGF 2024"


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Dorfabend\n14.05.2024\nStadtbücherei Altenau, Am Markt 2-3, 01234 Altenau\n", "Stadtbücherei Altenau, Am Markt 2-3, 01234 Altenau"),
        ("Dorfabend\n14.05.2024 18:00\n\nVortrag mit Landrätin Eva Lind\n\nin der Kulturscheune\n", "Kulturscheune"),
        ("Dorfabend\n\nÖffentliche Tagung\n14. Mai 2024, 16.00 Uhr\nFladener See\n", "Fladener See"),
        ("Dorfabend\n14. Mai 2024\nJugendhütte Altenau\n", "Jugendhütte Altenau"),
        ("DAS LAND BEWEGT Workshop am 14. Mai 2024, Kreishaus Altenau\n", "Kreishaus Altenau"),
        ("Dorfabend\n\n14./15. Mai 2024, Altenau am Fluss 14./15. Mai 2024, Altenau am Fluss\n", "Altenau am Fluss"),
        ("Dorfforum Altenau\n\nAm 14. Mai 2024 lädt die Stadt Altenau alle ein.\n", "Altenau"),
        ("Dorfabend\n\nWir laden Sie am 14. Mai 2024 in die gemütliche Mühlenschänke nach Altenau ein.\n", "Mühlenschänke"),
        ("Dorfabend\n\nWir trafen uns am 14. Mai 2024 bei unserer neuen Location, der Alten Weberei.\n", "Alten Weberei"),
    ],
)  # fmt: skip
def test_lines_that_give_a_place(head: str, place: str) -> None:
    assert read_one(f"{head}\nAlle sind willkommen.\n")["place"] == place


@pytest.mark.parametrize(
    "text",
    [
        "Dorfabend\n14. Mai 2024\nEröffnung der Galerie\n\nAlle waren am Abend da.\n",
        "Dorfabend\n\nAm 14. Mai 2024 wurde im Projekt Gute Schule viel erreicht.\n",
        "Dorfabend\n\nAm 14. Mai 2024 gab es Urkunden in Bronze und Grüße aus der Ferne.\n",
        "Dorfabend\n\n14. Mai 2024\n\nAlle sind willkommen.\n\nKontakt\nVerein Land, Am Markt 2, 01234 Altenau\n",
        "Dorfabend\n\nAm 14. Mai 2024 wurde die Aktion im Beispiel Schule Süd gezeigt.\n",
    ],
)
def test_what_only_sounds_like_a_place(text: str) -> None:
    assert read_one(text)["place"] is None


_PART = "Die Städte verändern sich. Der Workshop fragt, welche Rollen sie dabei haben und wer ihnen hilft. " * 2


@pytest.mark.parametrize(
    "head",
    [
        (
            "Kommunen Convention\n\nDienstag, 14. Mai 2024, 11:30 - 13:00 Uhr\nSeeCube Altenau, Workshop-Raum M3\n\n"
            "Zukunftsworkshop Klub der Städte & Bund 2.0 e. V.\n\nDrehbuch Stadt:\n\nWelche Rollen spielen Städte heute?\n"
        ),
        (
            "Dorfkongress 2024\n\nDrehbuch Stadt: Welche Rollen spielen Städte heute?\n\n"
            "Workshop im Rahmen des Dorfkongresses am 14. Mai 2024\n"
        ),
        (
            "Messe Dorf und Land\n14. Mai 2024\n\nWorkshop auf der Messe Dorf und Land\n\n"
            "Drehbuch Stadt: Welche Rollen spielen Städte heute?\n"
        ),
    ],
)
def test_a_part_of_a_larger_event_has_its_own_title(head: str) -> None:
    found = read_one(f"{head}\n{_PART}\n\n11:30\tEröffnung des Workshops\n12:00\tVorträge\n12:50\tErgebnisse\n")
    assert found["title"] == "Drehbuch Stadt: Welche Rollen spielen Städte heute?"


def test_the_room_of_a_workshop_is_where_it_is() -> None:
    head = "Drehbuch Stadt\n\nDienstag, 14. Mai 2024, 11:30 - 13:00 Uhr\nSeeCube Altenau, Workshop-Raum M3\n"
    address = "Bund der Städte\nHauptstraße 6\n12345 Seedorf\nTel.: 030-1\n"
    assert read_one(f"{head}\n{_PART}\n\n{address}")["place"] == "SeeCube Altenau, Workshop-Raum M3"


@pytest.mark.parametrize(
    "menu",
    [
        "Projekte  Büro  Texte  Kontakt\n\n2024\n",
        "Startseite\nGemeinde\nVereine\nBilder\n",
        "Direkt zum Inhalt\n",
        "Home | Aktuelles | Termine | Kontakt\n",
        "Zurück zur Übersicht\n",
    ],
)
def test_menus_are_no_titles(menu: str) -> None:
    text = f"{menu}\nDorfkonferenz\nZur ersten Konferenz „Dörfer bauen mit Holz“ am 14. Mai 2024 kamen viele nach Altenau.\n"
    assert read_one(text)["title"] in {"Dörfer bauen mit Holz", "Dorfkonferenz"}


@pytest.mark.parametrize("head", ["Programm (Stand: 2. Mai)", "Programm – Stand 02.05.2024"])
def test_the_state_of_a_programme_is_no_title(head: str) -> None:
    text = (
        f"{head}\n\nDienstag, 14. Mai 2024\n\n13:00 Uhr Begrüßung\n13:30 Uhr Zum Ablauf des Dorftags\n14:00 Uhr Ende\n"
    )
    assert "Stand" not in read_one(text)["title"]
