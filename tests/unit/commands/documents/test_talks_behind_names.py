"""Talks behind who gives them, pages of two years, days that are the page's, and what the review found."""

import pytest

from commands.documents import read_document, recognised
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import names_surely
from tests.unit.commands.documents.reading import NOW, read_one

HEAD = "Orte des Zusammenkommens\n\nAm 27. September 2019 lud das Institut zu einem Workshop in das Rathaus Altenau ein.\n\n"
TALKS = (
    "  • Dr. Anna Berg, Jan Kern (Universität Altenau): Wer schließt auf?\n"
    "  • Petra Stein: Vom Kiosk zur Stube – eine Nachbarschaft\n\nPostersession\n\n"
    "  • Maria Wolf (Stadt Seedorf): Karte der leisen Orte\n"
)


def test_talks_behind_who_gives_them():
    event = read_one(HEAD + TALKS)
    assert [(one["title"], [who["name"] for who in one["people"]]) for one in event["sessions"]] == [
        ("Wer schließt auf?", ["Anna Berg", "Jan Kern"]),
        ("Vom Kiosk zur Stube – eine Nachbarschaft", ["Petra Stein"]),
        ("Karte der leisen Orte", ["Maria Wolf"]),
    ]


def test_what_people_say_is_no_talk():
    said = (
        "  • Anna Berg (Stadt Altenau): „Wir brauchen mehr Räume.“\n  • Jan Kern (Stadt Seedorf): „Wir haben sie.“\n"
        "  • Petra Stein (Kreis Heide): „Dann teilt sie.“\n"
    )
    assert read_one(HEAD + said)["sessions"] == []


def test_sessions_have_no_day_of_the_page():
    text = f"12. Dezember 2019\n\n{HEAD}Wie finden wir Räume?\n\n  • Anna Berg (Stadt Altenau)\n\nPoster\n\n  • Jan Kern (ILS)\n"
    assert {one["start"] for one in read_one(text)["sessions"]} <= {None, "2019-09-27"}


def test_the_report_below_a_date_for_next_year_is_read():
    told = "Die Veranstaltung brachte viele Fachleute zusammen und bot Raum für den Vergleich erprobter Ideen. " * 12
    text = (
        "Save the date: Archivtagung 2026\n15. bis 17. März in Celle\n\n\nDas war die Archivtagung 2025\n"
        f"30. März bis 1. April in Weimar\n\nHalb leer, halb voll\n\n{told}\n\n1. Praxis\n"
        "In der Runde „Ankaufen oder abwarten?“ diskutierten Anna Berg (Stadt Altenau) und Jan Kern (Kreis Heide).\n"
    )
    found = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert [one["title"] for one in found] == ["Archivtagung 2026", "Archivtagung 2025"]
    assert [one["title"] for one in found[1]["sessions"]] == ["Ankaufen oder abwarten?"]


@pytest.mark.parametrize("text", ["Termin 14. – 15. März 2024", "Seminar 12. bis 13. März 2024"])
def test_both_days_behind_a_word_that_may_count(text: str):
    (moment,) = find_moments(text)
    assert (moment.day is not None, moment.last is not None) == (True, True)


@pytest.mark.parametrize("words", ["Per Video", "Per Mail", "Aurora Energie"])
def test_words_that_are_no_names(words: str):
    assert not names_surely(words)


@pytest.mark.parametrize(
    "text",
    [
        "Fachtag Archive\n\nMit Anna Berg, Stadt Altenau\nmit Peter Stein, Stadt Seedorf\n\nmit Jan Kern, Stadt Heide\n",
        "Fachtag Archive\n\n" + "Workshop 1 | " + "Workshop 1 " * 60 + "x\n",
        "Chronik Altenau Fachtag\n\n1200 Erste Erwähnung\n1350 Bau der Kirche\n1520 Brand\n1850 Neue Schule\n",
    ],
)
def test_lines_that_are_no_programme(text: str):
    assert [one for one in read_one(text)["sessions"] if one["start"]] == []


def test_a_year_that_is_said_of_something_else_is_not_the_events():
    text = (
        "Fachtag Archive\n\nDer Fachtag findet am Freitag, den 5. Mai, im Rathaus Altenau statt.\n\n"
        "Den Verein gibt es seit 1995. Zur Stadt gehören 2000 Bewohner.\n"
    )
    assert read_one(text)["start"] == "--05-05"
