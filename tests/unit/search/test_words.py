"""Folding, gender forms, stems, compounds: what is one word for the search."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.search.analyse import analyse, words_of
from storage.search.compounds import shorter, split
from storage.search.folding import fold, stem
from storage.search.gender import plain_forms


@pytest.mark.parametrize(
    "spellings",
    [
        "Lösung loesung LÖSUNG losung lo\u0308sung",
        "Straße strasse STRASSE",
        "Bürgerbüro buergerbuero burgerburo BÜRGERBÜRO",
        "café Cafe",
        "Ge\u00admein\u200bde gemeinde",
    ],
)
def test_a_word_folds_to_one_however_it_is_typed(spellings: str) -> None:
    assert len({fold(word) for word in spellings.split()}) == 1


def test_the_ue_of_other_words_is_no_umlaut() -> None:
    assert [fold(word) for word in ("neue", "Steuer", "Quelle", "Bauer")] == ["neue", "steuer", "quelle", "bauer"]


@pytest.mark.parametrize(
    ("forms", "plain"),
    [
        ("Bürger_innen beteiligen", "Bürger beteiligen"),
        ("Bürger:innen, Bürger*innen und BürgerInnen", "Bürger, Bürger und Bürger"),
        ("Mitarbeiter/-innen und Mitarbeiter/innen", "Mitarbeiter und Mitarbeiter"),
        ("Hauptverwaltungsbeamten/Innen", "Hauptverwaltungsbeamten"),
        ("Bürger(innen)", "Bürger"),
        ("Bürgerinnen und Bürger", "Bürger"),
        ("Stadtvertreterinnen und -vertreter", "Stadtvertreterinnen"),
        ("Bürger:innenbeteiligung", "Bürgerbeteiligung"),
        ("jede:r Kolleg*in", "jede Kolleg"),
        ("Lots:innen", "Lotsen"),
        ("Innenstadt und INNOVATION in Berlin", "Innenstadt und INNOVATION in Berlin"),
    ],
)
def test_gender_forms_become_plain_words(forms: str, plain: str) -> None:
    assert plain_forms(forms) == plain


@pytest.mark.parametrize(
    "words",
    [
        "Vertrag Verträge Vertrags Verträgen",
        "Bürgerin Bürgerinnen Bürger Bürgern",
        "Mitarbeitende Mitarbeiter Mitarbeiterinnen Mitarbeitenden",
        "Lotse Lotsen Lotsinnen",
        "Strategie Strategien",
        "digitalisieren digitalisiert digitalisierte",
        "Video Videos",
        "Workshop Workshops",
        "arbeitet arbeiten Arbeit",
        "Regel Regeln",
        "Bürgerforum Bürgerforen",
        "Museum Museen Museums",
        "Bankkonto Bankkonten",
        "Bus Busse Bussen",
        "Kita Kitas",
        "kostenlos kostenlose kostenloses kostenloser",
    ],
)
def test_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(fold(word)) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["Paket Pakt", "Budget Bug", "gewinnen gewähren", "Berlin Berl", "Termin Term"])
def test_other_words_keep_other_stems(words: str) -> None:
    one, other = words.split()
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("Kooperationsverträge", ("Kooperation", "Vertrag")),
        ("Straßenbeleuchtung", ("Straße", "Beleuchtung")),
        ("Bürgerinnenbeteiligung", ("Bürger", "Beteiligung")),
        ("Digitalisierungsstrategie", ("Digitalisierung", "Strategie")),
        ("Waldstadtlabor", ("Wald", "Stadt", "Labor")),
        ("Vertrauen", ()),
        ("Mitarbeiter", ()),
        ("beantwortet", ()),
        ("künstliche", ()),
        ("Raumfahrt", ()),
    ],
)
def test_compounds_are_cut_into_their_parts(compound: str, parts: tuple[str, ...]) -> None:
    assert split(fold(compound)) == tuple(stem(fold(part)) for part in parts)


def test_long_compounds_have_shorter_ones_in_them() -> None:
    assert stem("wohngeld") in shorter(fold("Wohngeldantrag"))
    assert stem(fold("Baugenehmigung")) in shorter(fold("Baugenehmigungsverfahren"))


def test_the_words_of_a_text_without_those_that_carry_no_subject() -> None:
    assert analyse("Die Bürger:innen und ihre E-Akte") == ["burg", "eakt"]


def test_a_word_cut_at_the_end_of_a_line_is_one() -> None:
    assert analyse("Gemein-\nde und Stadt-\nwerke") == analyse("Gemeinde und Stadtwerke")


def test_words_keep_their_pieces() -> None:
    pieces = {word.written: word.pieces for word in words_of("E-Akte LoRaWAN DigitalBüro Zukunfts.Werk.Stadt Rathaus")}
    assert pieces == {
        "E-Akte": ("e", "akte"),
        "LoRaWAN": ("lo", "ra", "wan"),
        "DigitalBüro": ("digital", "buro"),
        "Zukunfts.Werk.Stadt": ("zukunfts", "werk", "stadt"),
        "Rathaus": (),
    }


@given(st.text(max_size=60))
def test_any_text_can_be_analysed(text: str) -> None:
    for term in analyse(text):
        assert term == term.casefold()


@example("aeee")
@given(st.from_regex(r"[a-zäöüß]{1,30}", fullmatch=True))
def test_folding_and_cutting_are_stable(word: str) -> None:
    folded = fold(word)
    assert fold(folded) in {folded, fold(fold(folded))}
    assert all(part for part in split(folded))
