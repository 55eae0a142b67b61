"""What a question means before the store is asked: ideas, dates, synonyms, chat left out."""

from datetime import UTC, datetime

import pytest

from storage.search.analyse import prepare, words_of
from storage.search.dates import spoken, terms_of
from storage.search.kinds import PREFERRED, WANTED, wanted
from storage.search.question import Idea, read
from storage.search.thesaurus import SAME, Thesaurus, expressions, extended, shipped
from storage.when import Precision, When

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def ideas(text: str) -> list[Idea]:
    return read(text, NOW, shipped(), expressions())


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("habt ihr was zu Datenschutz?", ["Datenschutz"]),
        ("Gibt es etwas zum Haushalt", ["Haushalt"]),
        ("wer kennt sich aus mit Vergaberecht", ["Vergaberecht"]),
        ("Ich suche bitte etwas zum Thema Wohngeld", ["Wohngeld"]),
        ("Könnt ihr mir die Stadtlabore zeigen", ["Stadtlabore"]),
        ("Frau Dr. Räuchle", ["Räuchle"]),
        ("was ist das", ["was", "ist", "das"]),
    ],
)
def test_chat_is_left_out_unless_there_is_nothing_else(question: str, subjects: list[str]) -> None:
    assert [idea.written for idea in ideas(question)] == subjects


def test_abbreviations_stand_for_what_they_mean_and_back() -> None:
    (short,) = ideas("OZG")
    (long,) = ideas("Onlinezugangsgesetz")
    assert long.key in short.ways
    assert short.key in long.ways


def test_an_expression_is_one_idea() -> None:
    (idea,) = ideas("künstliche Intelligenz")
    assert "ki" in idea.ways


def test_words_typed_apart_stand_for_their_compound() -> None:
    first, second = ideas("Kooperations Vertrag")
    assert "kooperationsvertrag" in first.ways
    assert "kooperationsvertrag" in second.ways


def test_verbs_count_less_where_nouns_show_themselves() -> None:
    noun, verb = ideas("Turnhalle reservieren")
    assert noun.importance > verb.importance


@pytest.mark.parametrize(
    ("question", "light"),
    [
        ("warum brechen bürger anträge ab", ["brechen"]),
        ("wie lange streut der bauhof salz", ["lange", "streut"]),
        ("wie kommen senioren zum bauhof", []),
        ("woran erkennt man den bauhof", ["erkennt"]),
        ("das funkloch verhindert den livestream", ["verhindert"]),  # a form of a listed verb
        ("bauhof salz streut", []),  # no question
    ],
)
def test_the_verb_of_a_question_in_small_letters_counts_less(question: str, light: list[str]) -> None:
    read_so = ideas(question)
    heaviest = max(idea.importance for idea in read_so)
    assert [idea.written for idea in read_so if idea.importance < heaviest] == light


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Mai 2022", [("@2022-05",)]),
        ("maerz", [("@-03",)]),
        ("März 2024", [("@2024-03",)]),
        ("06.09.2023", [("@2023-09-06",)]),
        ("6.9.23", [("@2023-09-06",)]),
        ("2. Juni 2023", [("@2023-06-02",)]),
        ("2023-09-06", [("@2023-09-06",)]),
        ("05/2022", [("@2022-05",)]),
        ("Workshop 2022", [("@2022",)]),
        ("Sommer 2022", [("@2022-06", "@2022-07", "@2022-08")]),
        ("letztes Jahr", [("@2025",)]),
        ("nächsten Monat", [("@2026-12",)]),
        ("Dienstag", [("@dienstag",)]),
        ("was war im März 25", [("@2025-03",)]),
        ("03/25", [("@2025-03",)]),
        ("Mai 15 Uhr", [("@-05",)]),
        ("Q1 2025", [("@2025-01", "@2025-02", "@2025-03")]),
        ("viertes Quartal 2024", [("@2024-10", "@2024-11", "@2024-12")]),
        ("2. Halbjahr 2023", [tuple(f"@2023-{month:02}" for month in range(7, 13))]),
        ("drittes Halbjahr", []),
        ("seit 2025", [("@2025", "@2026", "@2027")]),
        ("letzten Sommer", [("@2026-06", "@2026-07", "@2026-08")]),
        ("letzten Winter", [("@2025-12", "@2026-01", "@2026-02")]),
        ("diesen Herbst", [("@2026-09", "@2026-10", "@2026-11")]),
        ("nächsten Winter", [("@2026-12", "@2027-01", "@2027-02")]),
        ("letzte Woche", [tuple(f"@2026-11-{day}" for day in range(16, 23))]),
        ("Workshop 3", []),
        ("Workshop 25", []),
        ("24/7", []),
        ("Maibaum", []),
        ("31.13.2020", []),
    ],
)
def test_dates_are_read(text: str, terms: list[tuple[str, ...]]) -> None:
    found = [one.terms for one in spoken(text, NOW)]
    assert found == terms


def test_the_terms_of_a_date_go_as_far_as_it_is_known() -> None:
    def when(start: datetime, end: datetime, precision: Precision) -> When:
        return When(start, end, precision)

    assert terms_of(None) == []
    assert terms_of(
        when(datetime(2022, 4, 30, 22, tzinfo=UTC), datetime(2022, 5, 31, 22, tzinfo=UTC), Precision.MONTH)
    ) == [
        "@-05",
        "@2022",
        "@2022-05",
    ]
    assert terms_of(
        when(datetime(2023, 6, 1, 22, tzinfo=UTC), datetime(2023, 6, 2, 22, tzinfo=UTC), Precision.DAY)
    ) == [
        "@-06",
        "@-06-02",
        "@2023",
        "@2023-06",
        "@2023-06-02",
        "@freitag",
    ]


def test_the_kinds_of_lines_of_a_thesaurus() -> None:
    thesaurus = Thesaurus()
    thesaurus.read("auto = wagen ~ verkehr")
    thesaurus.read("obst > apfel, birne")
    assert thesaurus.related["auto"]["wag"] > thesaurus.related["auto"]["verkehr"]
    assert thesaurus.related["verkehr"]["auto"] == thesaurus.related["auto"]["verkehr"]
    assert set(thesaurus.related["obst"]) == {"apfel", "birn"}
    assert "apfel" not in thesaurus.related


def test_what_is_the_same_within_compounds_is_not_the_same_alone() -> None:
    thesaurus = Thesaurus()
    thesaurus.read("- mangel = knappheit")
    (compound,) = read("Wasserknappheit", NOW, thesaurus, expressions())
    (alone,) = read("Knappheit", NOW, thesaurus, expressions())
    assert [set(part) for part in compound.groups[0][0]] == [{"wass"}, {"knappheit", "mangel"}]
    assert set(alone.ways) == {"knappheit"}


def test_a_date_alone_is_asked_for_by_no_other_word() -> None:
    (idea,) = ideas("was war im März 2025")
    assert idea.is_date


def test_words_typed_apart_mean_what_their_compound_means() -> None:
    first, second = ideas("Kamera überwachung")
    assert "videouberwach" in first.ways
    assert "videouberwach" in second.ways


@pytest.mark.parametrize(
    ("word", "meant"),
    [("gemeldet", "meld"), ("eingereichte", "einreich"), ("organisieren", "organisation"), ("Moderation", "moderi")],
)
def test_families_of_words_are_brought_together(word: str, meant: str) -> None:
    (idea,) = ideas(word)
    assert meant in idea.ways


def test_a_noun_is_no_participle() -> None:
    (idea,) = ideas("Gefahren")
    assert "fahr" not in idea.ways


def test_loose_expressions_are_left_in_words() -> None:
    (term,) = (idea.key for idea in ideas("künstliche Intelligenz"))
    apart = read("künstliche Intelligenz", NOW, shipped(), expressions(), frozenset({term}))
    assert [idea.written for idea in apart] == ["künstliche", "Intelligenz"]


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Veranstaltungen in Achern", {"event": WANTED, "session": PREFERRED}),
        ("Musterlösungen aus Soest", {"solution": WANTED}),
        ("Satzung Zweckverband", {"solution": PREFERRED}),
        ("was hat sie gesagt", {"insight": PREFERRED}),
        ("Datenschutz", {}),
    ],
)
def test_a_question_may_name_the_kind_of_entry(question: str, kinds: dict[str, float]) -> None:
    assert wanted(words_of(prepare(question))) == kinds


def test_slips_are_mended_by_the_shipped_list_beside_own_terms_too() -> None:
    thesaurus, _known = extended((("Tüdelkram", "offene Kleinigkeiten"),))
    assert thesaurus.written.keys() > shipped().written.keys()
    assert thesaurus.own == {"off kleinig"}


def test_the_networks_own_terms_are_added_for_its_questions_only() -> None:
    thesaurus, known = extended((("Tüdelkram", "offene Kleinigkeiten"),))
    (idea,) = read("Tüdelkram", NOW, thesaurus, known)
    assert "off kleinig" in idea.ways
    assert ideas("Tüdelkram")[0].groups == []


def test_the_shipped_list_is_whole() -> None:
    related = shipped().related
    assert len(related) > 1000
    assert all(
        name in related[other]
        for name in ("ozg", "ikz", "efa")
        for other in related[name]
        if related[name][other] == SAME
    )
