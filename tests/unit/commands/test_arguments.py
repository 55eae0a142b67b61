"""References, words, choices and periods as people write them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.arguments import Choice, PeriodArg, Ref, Words
from commands.dates import Period
from commands.errors import CommandError, NotUnderstoodError
from commands.references import RefValue, read_reference, reference_only
from commands.words import clean, quote

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("W12", RefValue("W", 12)),
        ("w 12", RefValue("W", 12)),
        ("W12.", RefValue("W", 12)),
        ("(W12)", RefValue("W", 12)),
        ("„W12“?", RefValue("W", 12)),
        ("#12", RefValue("W", 12)),
        ("12", RefValue("W", 12)),
        ("Nr. 12", RefValue("W", 12)),
        ("W12.B", RefValue("W", 12, "B")),
        ("W12 B", RefValue("W", 12, "B")),
        ("w 12 b", RefValue("W", 12, "b")),
        ("w12 . b", RefValue("W", 12, "b")),
        ("W12-B", RefValue("W", 12, "B")),
        ("12.b", RefValue("W", 12, "b")),
        ("12 b", RefValue("W", 12, "b")),
        ("#12 B", RefValue("W", 12, "B")),
        ("W8.SA-WS1", RefValue("W", 8, "SA-WS1")),
        ("W8 workshop 1 sonntag", RefValue("W", 8, "workshop 1 sonntag")),
        ("L7", RefValue("L", 7)),
        ("a3", RefValue("A", 3)),
        ("Workshop B in W12", RefValue("W", 12, "Workshop B")),
        ("Workshop B W12", RefValue("W", 12, "Workshop B")),
        ("W12\nVielen Dank", RefValue("W", 12)),
        ("Workshop B", RefValue(label="Workshop B")),
        ("werkstatt 3?", RefValue(label="werkstatt 3")),
        ("Workshop B Iserlohn", RefValue(None, None, "Workshop B", "Iserlohn")),
        ("workshop b in der Regionalkonferenz", RefValue(None, None, "workshop b", "Regionalkonferenz")),
        ("Iserlohn, Workshop B", RefValue(None, None, "Workshop B", "Iserlohn")),
        ("Iserlohn b", RefValue(None, None, "b", "Iserlohn")),
        ("Regionalkonferenz  Iserlohn", RefValue(words="Regionalkonferenz Iserlohn")),
        ("E-Government", RefValue(words="E-Government")),
        ("W99999999999999999999", RefValue(words="W99999999999999999999")),
    ],
)
def test_references(text: str, ref: RefValue) -> None:
    assert read_reference(text, "W") == ref


def test_a_bare_number_means_the_kind_that_is_clear() -> None:
    assert Ref("L").take("7", NOW) == (RefValue("L", 7), "")
    assert Ref("L").take("#7", NOW) == (RefValue("L", 7), "")


@pytest.mark.parametrize(
    ("text", "letter"),
    [("W9", "W"), ("w 9.b", "W"), ("L7?", "L"), ("Weg 9", None), ("W9 ist schön", None), ("9", None), ("", None)],
)
def test_a_message_that_is_only_a_reference(text: str, letter: str | None) -> None:
    assert reference_only(text) == letter


@pytest.mark.parametrize("text", ["", "   ", "?", "\n\n", "„“"])
def test_a_missing_reference(text: str) -> None:
    assert Ref(optional=True).take(text, NOW) == (None, "")
    with pytest.raises(NotUnderstoodError, match="Bitte nennen Sie eine Nummer"):
        Ref().take(text, NOW)


def test_words() -> None:
    assert Words().take("  Smart \n City ", NOW) == ("Smart City", "")
    assert Words().take(" … ?", NOW) == ("", "")
    with pytest.raises(NotUnderstoodError, match="Bitte nennen Sie dahinter: Thema"):
        Words("Thema", optional=False).take("🎉", NOW)


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("offen", "offen", ""),
        ("OFFENE W4", "offen", "W4"),
        ("erledigte", "erledigt", ""),
        ("W4", None, "W4"),
        ("offensichtlich", None, "offensichtlich"),
        ("", None, ""),
    ],
)
def test_choices(text: str, value: str | None, rest: str) -> None:
    assert Choice(("offen", "erledigt")).take(text, NOW) == (value, rest)


def test_a_choice_that_must_be_made() -> None:
    with pytest.raises(NotUnderstoodError, match="eines davon: an, aus"):
        Choice(("an", "aus"), optional=False).take("", NOW)
    with pytest.raises(NotUnderstoodError, match="„<b>“ ist hier nicht möglich"):
        Choice(("an", "aus"), optional=False).take("<b> x", NOW)


def test_periods() -> None:
    period, rest = PeriodArg("future").take("märz online", NOW)
    assert isinstance(period, Period)
    assert (period.start, rest) == (datetime(2027, 3, 1, tzinfo=NOW.tzinfo), "online")
    assert PeriodArg().take("märz " * 100, NOW) == (None, "märz " * 100)
    with pytest.raises(NotUnderstoodError, match="Februar"):
        PeriodArg().take("31.2.2027", NOW)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\u200bb\u202ec\u00add\u2066e\ufeff", "abcde"),
        ("Zeile 1\r\nZeile\t2\u2028Zeile 3", "Zeile 1 Zeile 2 Zeile 3"),
        ("\x00\x07\ud800x", "x"),
        ("o\u0308", "ö"),
        ("x" * 61, "x" * 59 + "…"),
        ("x" * 60, "x" * 60),
    ],
)
def test_what_is_repeated_to_a_person(typed: str, shown: str) -> None:
    assert quote(typed) == shown


def test_line_breaks_stay_where_they_are_read() -> None:
    assert clean("Titel: x\r\nWann: y") == "Titel: x\nWann: y"


@settings(max_examples=400, deadline=None)
@given(
    st.text(max_size=80) | st.from_regex(r"\A[wlae#]? ?\d{0,12}[. -]?[a-z]{0,3}\Z"),
    st.sampled_from([Ref(), Ref("L", optional=True), Words(), Words(optional=False), PeriodArg(), PeriodArg("past")]),
)
def test_an_argument_is_taken_or_refused_with_a_sentence(text: str, argument: Any) -> None:
    try:
        value, rest = argument.take(text, NOW)
    except CommandError as error:
        assert error.sentence.endswith((".", "“."))  # noqa: PT017  # nothing else may be raised
        return
    assert isinstance(rest, str)
    if isinstance(value, RefValue):
        assert not value.is_empty
        assert len(value.text) <= 100
