"""Why something was found: the right field, the right words marked, nothing lost."""

from typing import Any, cast

from sqlalchemy import RowMapping

from storage.search.passage import passage_of
from storage.views import Passage

EMPTY = dict.fromkeys(("title", "label", "people", "place", "themes", "context", "text"), "")


def passage(terms: dict[str, float], **fields: str) -> Passage | None:
    return passage_of(cast("RowMapping", cast("Any", EMPTY | fields)), terms)


def test_the_matching_words_are_marked_without_their_punctuation() -> None:
    found = passage({"vertrag": 1.0}, text="Ein Vertrag, dazu „Kooperationsverträge“.")
    assert found == Passage(
        (("Ein ", False), ("Vertrag", True), (", dazu „", False), ("Kooperationsverträge", True), ("“.", False)),
        "Text",
    )


def test_the_field_that_says_most_is_shown() -> None:
    found = passage({"dat": 1.0, "schutz": 1.0}, title="Daten", text="Viele Worte", themes="Daten, Schutz")
    assert found is not None
    assert found.field == "Themen"


def test_the_title_is_shown_when_nothing_else_matches() -> None:
    found = passage({"rathaus": 1.0}, title="Das Rathaus", text="Anderes")
    assert found == Passage((("Das ", False), ("Rathaus", True)), "Titel")


def test_a_long_text_is_cut_around_its_match() -> None:
    words = [f"wort{number}" for number in range(200)]
    words[120] = "Rathaus"
    found = passage({"rathaus": 1.0}, text=" ".join(words))
    assert found is not None
    text = "".join(part for part, _marked in found.parts)
    assert text.startswith("… wort115 ")
    assert text.endswith(" …")
    assert ("Rathaus", True) in found.parts
    assert len(text.split()) <= 26


def test_nothing_matches_nothing_is_shown() -> None:
    assert passage({"rathaus": 1.0}, title="Anderes") is None


def test_a_very_long_text_is_looked_at_where_it_says_most() -> None:
    words = [f"wort{number}" for number in range(20_000)]
    words[9_000], words[15_000], words[15_003] = "Rathaus", "Rathaus", "Brunnen"
    found = passage({"rathaus": 1.0, "brunn": 1.0}, text=" ".join(words))
    assert found is not None
    assert found.parts[0][0].startswith("… wort")
    assert found.parts[-1][0].endswith(" …")
    assert [text for text, marked in found.parts if marked] == ["Rathaus", "Brunnen"]
    first = passage({"wort0": 1.0}, text=" ".join(words))
    assert first is not None
    assert first.parts[0] == ("wort0", True)
    assert first.parts[-1][0].endswith(" …")


def test_the_surest_word_is_shown_rather_than_many_that_may_mean_it() -> None:
    maybe = "Die Frist für Pläne und die Regel für Fristen stehen im Plan zur Regel."
    filling = "Dazwischen steht vieles, was mit der Frage nichts zu tun hat, und zwar viel davon. " * 3
    terms = {"loschkonzept": 1.0, "frist": 0.5, "plan": 0.5, "regel": 0.5}
    found = passage(terms, text=f"{maybe} {filling} Wir gleichen das Löschkonzept ab.")
    assert found is not None
    assert ("Löschkonzept", True) in found.parts


def test_a_comma_between_two_matches_stays_outside_the_marks() -> None:
    found = passage({"intranet": 1.0, "kommunikation": 1.0}, themes="Social Intranet, Kommunikation (intern)")
    assert found is not None
    assert found.parts == (
        ("Social ", False),
        ("Intranet", True),
        (", ", False),
        ("Kommunikation", True),
        (" (intern)", False),
    )


def test_words_that_mean_it_together_are_marked_where_all_of_them_stand() -> None:
    groups = [({"bau": 1.0}, {"archiv": 1.0})]
    whole = passage_of(
        cast("RowMapping", EMPTY | {"text": "Archiv für den Bau", "title": "Akte"}), {"akt": 1.0}, groups
    )
    alone = passage_of(cast("RowMapping", EMPTY | {"text": "Archiv", "title": "Akte"}), {"akt": 1.0}, groups)
    assert whole is not None
    assert [text for text, marked in whole.parts if marked] == ["Archiv", "Bau"]
    assert alone is not None
    assert (alone.field, alone.parts) == ("Titel", (("Akte", True),))
