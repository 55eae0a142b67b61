"""Reports and minutes: whom they name and for which house, where houses stand in clauses of their own."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commands.documents import read_document, recognised

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def event(text: str) -> dict:
    """Read the one event of a text."""
    (found,) = recognised(read_document("text.txt", text.encode(), NOW).records)
    return found


def named(people: list[dict]) -> list[tuple]:
    """Return names and houses."""
    return [(who["name"], who["organisation"]) for who in people]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Es sprach Maria Wolf, die bei der Stadt Seeheim die Archive leitet, über alte Akten.",
         [("Maria Wolf", "Stadt Seeheim")]),
        ("Auch Dr. Paul Stein, der das Zentrum Altes Papier aufgebaut hat, berichtete.", [("Paul Stein", None)]),
        ("Es sprach Maria Wolf, Archivbeauftragte des Amtes Seeland, über alte Akten.",
         [("Maria Wolf", "Amt Seeland")]),
        ("Das sagte Paul Stein vom Verein Altes Papier e.V. Von guten Erfahrungen erzählte Maria Wolf (Seestiftung).",
         [("Paul Stein", "Verein Altes Papier e.V."), ("Maria Wolf", "Seestiftung")]),
        ("Referent: Paul Stein, Büro Stein + Partner, Seeheim", [("Paul Stein", "Büro Stein + Partner")]),
        ("Oberbürgermeisterin Dr. Maria Wolf begrüßt die Teilnehmenden.", [("Maria Wolf", None)]),
        ("Weitere Informationen erteilt Maria Wolf, Stadt Seeheim.", []),
    ],
)  # fmt: skip
def test_houses_in_clauses(sentence: str, people: list[tuple]):
    assert named(event(f"Fachtag Archive\n\nDatum: 12. Mai 2023\n\n{sentence}\n")["people"]) == people


def test_a_press_release_names_people_too():
    text = (
        "Fachtag Archive in Seeheim\n\nPressemitteilung vom 14.06.2023\n\n"
        "Am Dienstag, 13. Juni 2023, sprach Maria Wolf (Seestiftung) in der Stadthalle Seeheim über alte Akten.\n"
    )
    assert named(event(text)["people"]) == [("Maria Wolf", "Seestiftung")]


def test_a_row_may_say_what_comes_and_the_line_below_its_title():
    text = (
        "Fachtag Archive\n\n12. Mai 2023\n\nProgramm\n\n9.30 Uhr\nBegrüßung\nPaul Stein, Stadt Seeheim\n\n"
        "9.45 Uhr\nImpulsvortrag\nAkten der Zukunft\nProf. Dr. Maria Wolf\nHochschule Seeland\n\n11.00 Uhr\nRundgang\n"
    )
    found = event(text)["sessions"]
    assert [one["title"] for one in found] == ["Begrüßung", "Akten der Zukunft", "Rundgang"]
    assert named(found[1]["people"]) == [("Maria Wolf", "Hochschule Seeland")]


def test_the_number_of_a_heading_is_no_part_of_the_title():
    text = (
        "Dokumentation Fachtag Archive vom 12. Mai 2023\n\n"
        "2 Papier als Chance\n\nReferent: Paul Stein, Stadt Seeheim\nPaul Stein zeigt, wie alte Akten trocken bleiben.\n\n"
        "3 Akten und Kultur\n\nReferentin: Maria Wolf, Seestiftung\nMaria Wolf berichtet von der Lesung im Archiv.\n"
    )
    assert [one["title"] for one in event(text)["sessions"]] == ["Papier als Chance", "Akten und Kultur"]
