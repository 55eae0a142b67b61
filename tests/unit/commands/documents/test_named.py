"""Who is named outside the sessions: authors, committees and helpers left out, family names alone."""

import pytest

from tests.unit.commands.documents.reading import HEAD, named, read_one


def people(text: str) -> list[tuple]:
    """Return names and houses of the one event of a whole text."""
    return [(who["name"], who["organisation"]) for who in read_one(text)["people"]]


@pytest.mark.parametrize(
    "byline", ["Maria Wolf", "Von Maria Wolf", "Maria Wolf, Paul Stein", "Maria Wolf und Paul Stein"]
)
def test_authors_below_the_day_of_publication(byline: str) -> None:
    """Names alone below a day at the head, that is not the event's, are those of the authors."""
    text = f"Fachtag Archive in Seeheim\n\n22.11.2022\n\n{byline}\n\nDer Fachtag findet am 12. Mai 2023 statt. Es spricht Jana Kranz.\n"
    assert people(text) == [("Jana Kranz", None)]


def test_a_speaker_below_the_day_of_the_event() -> None:
    """A name below the event's own day is that of somebody who speaks."""
    assert people(
        "Vortrag Alte Akten\n\n12.05.2023\n\nMaria Wolf\n\nEin Vortrag im Stadtarchiv Seeheim für alle.\n"
    ) == [("Maria Wolf", None)]


def test_a_line_of_the_author() -> None:
    """Name, house and day in one line with dots between are the author's."""
    text = "Klausur der Archive\n\nDie Klausur fand vom 9. bis 10. Oktober 2023 statt.\n\nMaria Wolf · Verband der Archive · 11. Oktober 2023\n"
    assert people(text) == []


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("Programmausschuss\n\nVorsitz\n\n- Maria Wolf, Hochschule Seeheim\n\nMitglieder\n\n- Paul Stein, Stadt Seeheim\n", []),
        ("Organisationsteam\n\n- Maria Wolf, Hochschule Seeheim\n- Paul Stein, Stadt Seeheim\n", []),
        ("Danksagung\n\nMaria Wolf half beim Aufbau, Paul Stein bei der Technik.\n", []),
        ("Danke!\n\nOhne Hilfe wäre es nicht gegangen. Maria Wolf vom Verein Altes Papier hielt alles zusammen.\n", []),
        ("Danksagung\n\nFür ihre Redebeiträge zur Eröffnung an\n\n- Maria Wolf, Bürgermeisterin der Stadt Seeheim\n",
         [("Maria Wolf", "Stadt Seeheim")]),
        ("Im Gespräch\n\n- Maria Wolf, Hochschule Seeheim\n", [("Maria Wolf", "Hochschule Seeheim")]),
    ],
)  # fmt: skip
def test_sections_of_those_behind_the_event(section: str, expected: list[tuple]) -> None:
    """Committees and who is thanked for help are left out; who is thanked for a speech was there."""
    assert named(f"Der Fachtag war gut besucht.\n\n{section}") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zum Schluss dankte die Bürgermeisterin Pfarrer Paul Stein für die Gastfreundschaft.", []),
        ("Zum Schluss dankte Paul Stein für die Gastfreundschaft.", [("Paul Stein", None)]),
        ("Maria Wolf sprach. Maria Wolfs Vortrag kam gut an.", [("Maria Wolf", None)]),
        ("Vom Laien Otto Normalnutzer bis zum Profi waren alle da.", []),
    ],
)
def test_who_is_nobody(sentence: str, expected: list[tuple]) -> None:
    """Thanked by a third person, a genitive of the same name, a figure of speech."""
    assert named(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bürgermeister Kranz eröffnete den Abend mit einem Grußwort.", [("Kranz", None)]),
        (
            "Begrüßung durch Herrn von Aue, Dezernent für Soziales im Landkreis Seeland",
            [("von Aue", "Landkreis Seeland")],
        ),
        ("Herr Kranz, Chefredakteur Talbote, führte durch den Abend.", [("Kranz", "Talbote")]),
        ("Vertreter VG Oberes Tal: Fr. Göbel, Hr. Lotz", [("Göbel", "VG Oberes Tal"), ("Lotz", "VG Oberes Tal")]),
        (
            "Nach der Eröffnung durch die Moderatorin Frau Engler und den Landrat Herr Dr. Hartmann gab es Tee.",
            [("Engler", None), ("Hartmann", None)],
        ),
        (
            "Im Vortrag beschrieb Professor Dr. de Aue, Leiter des Instituts Morgen an der Universität Seeheim drei Wege.",
            [("de Aue", "Institut Morgen an der Universität Seeheim")],
        ),
        ("Der zweite Workshop wurde von Frau Kranz geführt.", [("Kranz", None)]),
        (
            "Den letzten Vortrag hielt Herr Kranz, (Archivwerk GmbH, Seeheim) zum Thema Keller.",
            [("Kranz", "Archivwerk GmbH")],
        ),
        ("Es sprach Paul Kranz. Bürgermeister Kranz gab ein Grußwort.", [("Paul Kranz", None)]),
        ("Anmeldungen nimmt Frau Kranz, Tel. 0123 555, entgegen.", []),
        ("Die Stadt hat Bürgermeister Kranz viel zu verdanken.", []),
        ("Paul Stein, Bürgermeister Seeheim, gab ein Grußwort.", [("Paul Stein", "Seeheim")]),
    ],
)
def test_family_names_alone(sentence: str, expected: list[tuple]) -> None:
    """Who has an office or a form of address and a part in the event is listed by the family name, once."""
    assert named(sentence) == expected


def test_a_name_in_brackets_of_a_point() -> None:
    """A title and a family name in brackets behind a point are those of who gives it."""
    assert people(f"{HEAD}Der Fachtag war gut besucht.\n\nBericht aus den Archiven im Süden (Prof. Kranz)\n") == [
        ("Kranz", None)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Es diskutierten Nora Al Wolf und die Kuratorin Eva Lima de Stein.",
         [("Nora Al Wolf", None), ("Eva Lima de Stein", None)]),
        ("Es sprach Maria Wolf, PH.D., Projektleiterin der Stadt Seeheim.", [("Maria Wolf", "Stadt Seeheim")]),
        ("Es sprach J. Maria Wolf, Leiterin der Stadt Seeheim.", [("J. Maria Wolf", "Stadt Seeheim")]),
        ("Ausrichter ist das Institut für Experimentelles Software Engineering (ISE).", []),
        ("Zu Gast war die Leiterin des Maria Wolf Centrums für Archive.", []),
        ("Interessierte können sich bei Maria Wolf von der Kreisverwaltung anmelden.", []),
        ("Auf dem Podium saßen Tilvard Kranz (MdB) und Maria Wolf.", [("Tilvard Kranz", None), ("Maria Wolf", None)]),
    ],
)  # fmt: skip
def test_forms_of_names(sentence: str, expected: list[tuple]) -> None:
    """Particles with a capital letter or of Romance languages, a degree, a mandate behind an unknown given name."""
    assert named(sentence) == expected
