"""What a search answers: numbers, misspelt words, chat, and why something was found."""

import pytest

from tests.unit.commands.conftest import Say


async def head(say: Say, line: str) -> list[str]:
    text = await say(line)
    assert text is not None
    return text.split("\n")[:4]


@pytest.mark.parametrize("typed", ["w9.b", "W9.B", " W9.B "])
async def test_a_number_finds_its_entry(say: Say, typed: str) -> None:
    assert await head(say, f"!suche {typed}") == [
        f"1 Treffer zu „{typed.strip()}“",
        "",
        "Programmpunkte",
        "- W9.B: Vom digitalen Wandel erzählen: Storytelling in der Smart City",
    ]


async def test_a_mended_word_is_said(say: Say) -> None:
    assert (await head(say, "!suche Storrytelling"))[:2] == [
        "16 Treffer zu „Storytelling“",
        "So geschrieben kommt „Storrytelling“ nicht vor.",
    ]


async def test_chat_is_not_repeated(say: Say) -> None:
    assert (await head(say, "!suche habt ihr was zu ki??"))[0] == "2 Treffer zu „ki“"
    assert (await head(say, "!wer kennt sich mit ki aus"))[0] == "Erfahrung mit „ki“"


async def test_a_label_is_not_said_twice(say: Say) -> None:
    text = await say("!suche Workshop 3")
    assert text is not None
    assert "Fundstelle (Art): »Workshop 3«" in text
    assert "Workshop Workshop" not in text


async def test_a_short_word_is_not_another(say: Say) -> None:
    assert await say("!suche fett") == (
        "Zu „fett“ wurde nichts gefunden. Andere oder weniger Worte helfen oft weiter."
    )


async def test_who_asks_for_a_person_gets_that_person(say: Say) -> None:
    text = await say("!wer Räuchle")
    assert text is not None
    assert [line for line in text.split("\n") if line.startswith("- ")] == ["- Dr. Charlotte Räuchle"]
