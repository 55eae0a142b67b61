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


HEAD = "Fachtag Archive\n\nDatum: 12. Mai 2023\n\n"


def talks(found: dict) -> list[tuple]:
    """Return label, title and who speaks."""
    return [(one["label"], one["title"], named(one["people"])) for one in found["sessions"]]


def test_a_later_sentence_says_for_whom_somebody_works():
    text = f"{HEAD}Es sprach Maria Wolf über alte Akten. Wolf leitet das Sachgebiet Archive der Stadt Seeheim.\n"
    assert named(event(text)["people"]) == [("Maria Wolf", "Stadt Seeheim")]


def test_a_later_sentence_about_one_of_two_of_a_family_is_left_out():
    text = f"{HEAD}Es sprachen Maria Wolf und Paul Wolf über alte Akten. Wolf leitet das Archiv der Stadt Seeheim.\n"
    assert named(event(text)["people"]) == [("Maria Wolf", None), ("Paul Wolf", None)]


def test_initials_in_a_list_of_those_present():
    text = (
        f"{HEAD}Teilnehmende:\nHr. P. Stein (Stadt Seeheim)\nM. Wolf, Landkreis Altenau\nDr. E. Kranz, Seestiftung\n"
    )
    assert named(event(text)["people"]) == [
        ("P. Stein", "Stadt Seeheim"),
        ("M. Wolf", "Landkreis Altenau"),
        ("E. Kranz", "Seestiftung"),
    ]


def test_begin_and_end_in_one_line():
    found = event("Fachtag Archive\n\nDatum: 12.05.2023\nBeginn: 14:00 Uhr, Ende: 16:15 Uhr\n")
    assert (found["start"], found["end"]) == ("2023-05-12T14:00+02:00", "2023-05-12T16:15+02:00")


def test_talks_beside_labelled_workshops():
    text = (
        f"{HEAD}Es folgten zwei Beispiele:\n\n- Maria Wolf, Stadt Seeheim: „Alte Akten im Alltag“\n"
        "- Paul Stein, Seestiftung: „Papier im Wandel“\n\n"
        "Workshop 1: Regale | Leitung: Eva Kranz (Archivbund)\nWorkshop 2: Kisten | Leitung: Jan Kranz (Archivbund)\n"
    )
    assert talks(event(text)) == [
        (None, "Alte Akten im Alltag", [("Maria Wolf", "Stadt Seeheim")]),
        (None, "Papier im Wandel", [("Paul Stein", "Seestiftung")]),
        ("1", "Regale", [("Eva Kranz", "Archivbund")]),
        ("2", "Kisten", [("Jan Kranz", "Archivbund")]),
    ]


def test_talks_below_a_heading_that_says_so():
    text = f"# {HEAD}## Vorträge\n\nDr. Maria Wolf (Seestiftung): Akten in Zahlen\n\nPaul Stein, Stadt Seeheim: Was Archive tun\n"
    assert talks(event(text)) == [
        (None, "Akten in Zahlen", [("Maria Wolf", "Seestiftung")]),
        (None, "Was Archive tun", [("Paul Stein", "Stadt Seeheim")]),
    ]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Mit dem Thema „Akten in kleinen Dörfern“ befasste sich der Beitrag von Dr. Maria Wolf (Seestiftung).",
         "Akten in kleinen Dörfern"),
        ("Den ersten Vortrag hielt Maria Wolf (Seestiftung). Ihr Thema: „Akten wiederbeleben“.", "Akten wiederbeleben"),
        ("Im zweiten Vortrag ging Maria Wolf (Seestiftung) der Frage nach: „Was hält Akten trocken?“",
         "Was hält Akten trocken?"),
    ],
)  # fmt: skip
def test_talks_told_in_sentences(sentence: str, title: str):
    assert talks(event(f"{HEAD}{sentence}\n")) == [(None, title, [("Maria Wolf", "Seestiftung")])]


@pytest.mark.parametrize(
    ("day", "start"), [("Mittwochabend", "2024-03-20"), ("Montag", "2024-03-18"), ("Freitag", None)]
)
def test_a_weekday_in_a_report_is_counted_from_the_day_of_publication(day: str, start: str | None):
    text = (
        "Auftakt der Dialogreihe „Akten“\n\n"
        f"Neustadt, 22. März 2024. Mit rund 90 Gästen ist am {day} die Dialogreihe „Akten“ gestartet. "
        "Die Gäste brachten viele Fragen mit und blieben lange.\n"
    )
    assert event(text)["start"] == start
