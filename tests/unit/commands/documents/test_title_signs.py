"""The title of an event: candidates, their signs, and which of them is chosen."""

import ast
import inspect

import pytest

from commands.documents.lines import Line
from commands.documents.prose import title_signs
from commands.documents.prose.layout import Part, classify
from commands.documents.prose.title_candidates import LINES, candidates
from commands.documents.prose.title_choice import WEIGHTS
from commands.documents.prose.title_signs import setting, signs
from commands.documents.prose.weighing import weights
from tests.unit.commands.documents.reading import lines_apart, read_one

_PREFIXED = {"_of_use", "_of_place"}  # their signs are told apart by the kind of source
REPORT = (
    "Mehr als sechzig Vorstände aus den Vereinen des Landkreises kamen am 10. Mai 2025 in die Halle am Seeberg, um über "
    "Nachwuchs, Satzungen und Fördermittel zu sprechen. Der Landrat dankte allen für ihre Arbeit."
)
SITE = "Startseite » Landratsamt » Presse\n\nÜbersetzung in Leichte Sprache\n\n"
HELD = "Der 4. Vereinstag Mittelland fand am 10. Mai 2025 in der Halle am Seeberg statt."
AFTER = "Der Fachtag Archive war gut besucht, und alle wollen wiederkommen.\n"


def signs_of(parts: list[Part], words: str) -> frozenset[str]:
    """Return the signs of the candidate with these words."""
    (one,) = [one for one in candidates(parts) if one.words == words]
    return signs(one, setting(parts))


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["Fachtag Archive | Seedorf"], ["Fachtag Archive | Seedorf", "Fachtag Archive", "Seedorf"]),
        (["Motto: Vom Amt zum Partner"], ["Vom Amt zum Partner"]),
        (["Absage der Jahrestagung in Seedorf"], ["Jahrestagung in Seedorf"]),
        (["So war das 1. Forum Archive"], ["1. Forum Archive"]),
        (["über die 4. Sitzung des Beirats für Vielfalt"], ["4. Sitzung des Beirats für Vielfalt"]),
        (["Der Kreis veranstaltet am 10. Mai den „Tag der Vorstände“."], ["Tag der Vorstände"]),
        (["Am 3. Mai trafen sich alle zum offenen Dialog der Städte."], ["Offener Dialog der Städte", "Offener Dialog"]),
        (["Der Verband lädt zu den 80. Deutschen Archivtagen ein."], ["80. Deutschen Archivtagen"]),
        (["Danke für Ihr Interesse am Auftakttreffen Wasserwende vor Ort!"], ["Auftakttreffen Wasserwende vor Ort"]),
        (["Zum Thema und zum Ablauf des Kleinstadttags"], ["Kleinstadttag"]),
        (["Im Saal fand das Arbeitstreffen des Netzwerks Dorf e. V. statt."], ["Arbeitstreffen des Netzwerks Dorf e. V."]),
    ],
)  # fmt: skip
def test_what_could_be_the_title(texts: list[str], words: list[str]):
    found = [one.words for one in candidates(lines_apart(*texts))]
    assert [one for one in words if one not in found] == []


def test_lines_that_go_on_are_candidates_with_the_next():
    parts = classify((Line("Treffen der Leitungen und", gap=True), Line("Träger von Archiven")))
    found = {one.words for one in candidates(parts) if any(source.kind in LINES for source in one.where)}
    assert found == {"Treffen der Leitungen und Träger von Archiven", "Träger von Archiven"}


@pytest.mark.parametrize("text", ["Wir danken allen, die am Donnerstag in den Landtag gekommen sind.", "12.05.2023"])
def test_days_and_houses_are_no_candidates(text: str):
    assert candidates(lines_apart(text)) == []


def test_signs_of_a_line():
    parts = lines_apart("Pressemitteilung", "3. Fachtag Archive: Was bleibt?", REPORT)
    found = signs_of(parts, "3. Fachtag Archive: Was bleibt?")
    assert {
        "as line",
        "counted",
        "two parts",
        "line: event word",
        "line: near head",
        "line: above paragraphs",
    } <= found
    assert {"kind of text above", "paragraph below", "gap below", "line: told of none"} <= found
    assert not {"like no title", "date inside", "verb", "bare kind"} & found


def test_signs_of_a_sentence():
    parts = lines_apart("Aktuelles", f"Der Landkreis veranstaltete am 10. Mai 2025 den „Tag der Vorstände“. {REPORT}")
    found = signs_of(parts, "Tag der Vorstände")
    assert {"as quoted", "definite before quoted", "quoted and held", "first paragraph", "day in sentence"} <= found
    assert not {"as line", "line and sentence"} & found


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("Eva Probe, Landrätin", "name first"),
        ("18:00 Uhr Einlass", "clock"),
        ("Zeit Veranstaltung", "labels only"),
        ("Programm", "kind of text"),
        ("Hauptstraße 5, 12345 Seedorf", "like no title"),
        ("Übersetzung in Leichte Sprache", "like no title"),
        ("Liebe Freundinnen und Freunde", "like no title"),
    ],
)
def test_what_is_like_no_title(words: str, sign: str):
    assert {sign, "like no title"} <= signs_of(lines_apart(words, REPORT), words)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{SITE}3. Fachtag Archive: Was bleibt?\n\n{REPORT}\n\n{AFTER}", "3. Fachtag Archive: Was bleibt?"),
        (f"{SITE}{HELD} {REPORT}\n\nDer 4. Vereinstag Mittelland endete mit Musik.\n", "4. Vereinstag Mittelland"),
        (f"(ots)\n\nMotto: Vom Amt zum Partner\n\nUnter dem Motto „Vom Amt zum Partner“ steht der Tag. {REPORT}\n",
         "Vom Amt zum Partner"),
    ],
)  # fmt: skip
def test_the_title(text: str, title: str):
    assert read_one(text)["title"] == title


def test_a_line_that_is_only_a_part_of_a_programme_stays_in_it():
    text = (
        f"Freitag, 23. September 2022\n\nDer Verein lädt zum Workshop „Kühle Altstadt Seedorf“ ein. {REPORT}\n\n"
        "15:00 Uhr Begrüßung\n\n16:00 Uhr Kühle Altstadt Seedorf\n\n17:00 Uhr Ende\n"
    )
    found = read_one(text)
    assert (found["title"], "Kühle Altstadt Seedorf" in [one["title"] for one in found["sessions"]]) == (
        "Kühle Altstadt Seedorf",
        True,
    )


def test_signs_and_weights_have_the_same_names():
    assert set(weights(WEIGHTS)) == {*title_signs.SOURCES, *title_signs.USES, *given()}


def given() -> set[str]:
    """Return the signs that are named where they are given, apart from those of sources and uses."""
    found = {
        "line is heading",
        "line is item",
        "line is debris",
        *(name for name, _pattern in title_signs.KINDS_OF_LINE),
    }
    tree = ast.parse(inspect.getsource(title_signs))
    for function in (one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name not in _PREFIXED):
        for node in ast.walk(function):
            given_here = node.value if isinstance(node, ast.Yield) else None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "add":
                (given_here,) = node.args
            if isinstance(given_here, ast.Constant):
                found.add(given_here.value)
    return found


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("Archive und Vereine (Teil", "left open"),
        ("lebendige mitte", "begins small"),
        ("Themen: Archive, Vereine", "label first"),
        ("Hauptstraße 5, 12345 Seedorf", "address"),
        ("Der Verein bringt alle Vorstände aus dem Land zusammen", "verb among many words"),
    ],
)
def test_signs_of_words(words: str, sign: str):
    assert sign in signs_of(lines_apart(words, REPORT), words)


def test_what_kind_of_event_the_text_tells_of():
    parts = lines_apart("Archivkongress Seedorf", "Workshop Archive", f"Zum Archivworkshop kamen alle. {REPORT}")
    assert "line: its kind told" in signs_of(parts, "Workshop Archive")
    assert "line: another kind told" in signs_of(parts, "Archivkongress Seedorf")
