"""Every command against every kind of wrong input, its own examples, and the facts of the example network."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.render import Renderer
from commands.declare import unique_names
from commands.dispatch import Parsed, Registry, Unknown, load
from commands.errors import CommandError
from commands.port import Place, Reply, Role
from storage.store import Store
from tests.conftest import context

RENDERER = Renderer()
NAMES = [one.name for one in load().commands]


async def answer(registry: Registry, store: Store, line: str, **changes: object) -> str | None:
    """What a member reads as plain text."""
    where = context(**changes)
    parsed = registry.parse(line, prefix=where.prefix, direct=where.place is Place.DIRECT, names=("Netzbote",))
    if parsed is None:
        return None
    reply = await registry.run(parsed, where, store)
    return RENDERER.render(reply).plain if reply is not None else None


def test_no_name_is_used_twice(registry: Registry) -> None:
    assert len(unique_names(registry.commands)) >= len(registry.commands)


@pytest.mark.parametrize("name", NAMES)
async def test_the_examples_in_help_work(registry: Registry, example: Store, name: str) -> None:
    command = registry.find(name)
    assert command is not None
    for number, line in enumerate(command.examples):
        parsed = registry.parse(f"!{line}")
        assert isinstance(parsed, Parsed)
        assert parsed.command is command
        reply = await registry.run(parsed, context(f"${number}"), example)
        assert isinstance(reply, Reply)
        if name not in {"mehr", "kalender"} and "W1.B" not in line:
            assert reply.template not in {"fehler", "panne"}, line
        RENDERER.render(reply)


WRONG = [
    "",
    "W999",
    "L999",
    "W0",
    "W1.ZZZ",
    "#",
    "31.2.2027",
    "29.2.2027",
    "x" * 60_000,
    "<b>fett</b> <script>alert(1)</script>",
    '<a href="https://matrix.to/#/@anna:example.org">Anna</a> @room @anna:example.org',
    "*eins* _zwei_ `drei` [vier](http://example.org)",
    "\u202edrehen\u202c \u200bnull\u200b",
    "'; DROP TABLE event; --",
    "W99999999999999999999",
    "\x00\x01",
    "🎉🎉",
]


@pytest.mark.parametrize("name", NAMES)
async def test_wrong_arguments_get_a_sentence(registry: Registry, example: Store, name: str) -> None:
    for wrong in WRONG:
        await check_wrong(registry, example, name, wrong)


async def check_wrong(registry: Registry, example: Store, name: str, wrong: str) -> None:
    parsed = registry.parse(f"!{name} {wrong}")
    assert isinstance(parsed, Parsed)
    reply = await registry.run(parsed, context(), example)
    assert reply is not None
    rendered = RENDERER.render(reply)
    assert rendered.plain.strip()
    assert len(rendered.html) < 20_000
    for forbidden in ("<script", "<b>", 'href="https://matrix.to', "@room", "\u202e", "\u200b", "\x00"):
        assert forbidden not in rendered.html
    for forbidden in ("@room", "\u202e", "\u200b", "\x00"):
        assert forbidden not in rendered.plain


@pytest.mark.parametrize("name", NAMES)
async def test_a_room_without_a_role(registry: Registry, example: Store, name: str) -> None:
    text = await answer(registry, example, f"!{name}", place=Place.UNSET, role=Role.STRANGER)
    assert text is not None
    assert ("noch nicht eingerichtet" in text) is (name != "datenschutz")


@pytest.mark.parametrize("name", NAMES)
async def test_a_stranger_in_a_direct_chat(registry: Registry, example: Store, name: str) -> None:
    text = await answer(registry, example, name, place=Place.DIRECT, role=Role.STRANGER)
    assert text is not None
    assert ("nur Mitgliedern des Netzwerks" in text) is (name not in {"hilfe", "datenschutz"})


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("!termine", "termine"),
        ("!TERMINE", "termine"),
        ("! termine", "termine"),
        ("\u200b!ter\u200bmine", "termine"),
        ("!termin", "termine"),
        ("!events", "termine"),
        ("!loesungen", "loesungen"),
        ("!lösungen", "loesungen"),
        ("!losungen", "loesungen"),
        ("!LÖSUNG L1", "loesung"),
        ("!maßnahmen", "massnahmen"),
        ("!massnahmen", "massnahmen"),
        ("Netzbote: hilfe", "hilfe"),
        ("@Netzbote hilfe", "hilfe"),
        ("netzbote", "hilfe"),
        ("!hilfe:", "hilfe"),
    ],
)
def test_ways_to_call_a_command(registry: Registry, line: str, name: str) -> None:
    parsed = registry.parse(line, names=("Netzbote",))
    assert isinstance(parsed, Parsed)
    assert parsed.command.name == name


@pytest.mark.parametrize("line", ["", "!", "!!", "!quiz", "!8ball", "termine", "Guten Morgen", "Netzboten sind gut"])
def test_what_is_left_to_others(registry: Registry, line: str) -> None:
    assert registry.parse(line, names=("Netzbote",)) is None


@pytest.mark.parametrize(
    ("line", "suggestion"), [("!tremine", "termine"), ("!wokrshop W1", "workshop"), ("!archv", "archiv")]
)
def test_a_word_close_to_a_command(registry: Registry, line: str, suggestion: str) -> None:
    parsed = registry.parse(line)
    assert isinstance(parsed, Unknown)
    assert parsed.suggestions[0] == suggestion


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60), st.sampled_from(NAMES), st.booleans())
def test_no_line_breaks_the_parsing(registry: Registry, text: str, name: str, direct: bool) -> None:
    registry.parse(text, direct=direct, names=("Netzbote",))
    parsed = registry.parse(f"!{name} {text}", direct=direct)
    assert isinstance(parsed, Parsed)
    for argument in parsed.command.arguments:
        argument.usage  # noqa: B018  # it must be there
    with contextlib.suppress(CommandError):  # a sentence for the person; nothing else may come
        registry._values(parsed.command, parsed.rest, context())


async def test_going_on_with_a_list(registry: Registry, example: Store) -> None:
    first = await answer(registry, example, "!archiv", event="$1")
    again = await answer(registry, example, "!archiv", event="$1")
    second = await answer(registry, example, "!mehr", event="$2")
    twice = await answer(registry, example, "!mehr", event="$2")
    end = await answer(registry, example, "!mehr", event="$3")
    other = await answer(registry, example, "!mehr", event="$4", sender="@b:example.org")
    assert first is not None
    assert second is not None
    assert first == again
    assert "Gezeigt: 1 bis 5 von 9. Weiter mit !mehr" in first
    assert second == twice
    assert "Gezeigt: 6 bis 9 von 9." in second
    assert end is not None
    assert end.startswith("Mehr gibt es dazu nicht.")
    assert other is not None
    assert other.startswith("Es gibt keine Liste")


FACTS = [
    ("!workshop W9.B", ["Moderation: Dorothee Fricke", "Reflexion: Dr. Charlotte Räuchle", "Input: Kathrin Viergutz"]),
    ("!workshop workshop b iserlohn", ["Moderation: Dorothee Fricke"]),
    ("!workshop achern", ["Datum: Mai 2022", "Oliver Kasties", "GoNet", "Andreas Möser", "Social-Media-Kanäle"]),
    ("!programm drehbuch", ["11:40 Uhr", "Michael Dreier, Bürgermeister, Stadt Paderborn", "12:10 Uhr", "12:50 Uhr"]),
    ("!suche buergermeister paderborn", ["Michael Dreier", "11:40 Uhr"]),
    ("!loesung moenchengladbach", ["Kooperationsvertrag", "Geteilt von: Stadt Mönchengladbach", "W9.D"]),
    ("!massnahmen bad schönborn", ["Gemeinderat", "vorstellen"]),
    ("!zusammenfassung bad schoenborn", ["Gemeinderat"]),
    ("!archiv 2018", ["Dienstag, 20. November 2018, 11:30 bis 13:00 Uhr", "CityCube Berlin, Workshop-Raum M8"]),
    ("!archiv juni 2023", ["Freitag, 2. Juni, bis Sonntag, 4. Juni 2023"]),
    ("!workshop W8 workshop 1 sonntag", ["Motivation und Resilienz", "René Märtin", "Sonntag, 4. Juni 2023"]),
    ("!wer ki", ["Leif Neugebohrn", "Magnecon"]),
    ("!wer storytelling", ["Dorothee Fricke"]),
    ("!suche kooperationsverträge", ["Kooperationsvertrag der Stadt Mönchengladbach"]),
    ("!suche Soziogramm", ["W9.D"]),
    ("!suche kurzvideo", ["TikTok, Reels & Shorts"]),
    ("!loesungen vertrag", ["L6"]),
    ("!workshop neubrandenburg digitale strategie", ["Prof. Dr. Andreas Wehrenpfennig", "Dr. Marcus Ott, CDO"]),
    ("!kalender achern", ["weil der Tag nicht feststeht", "Mai 2022"]),
]


@pytest.mark.parametrize(("line", "facts"), FACTS, ids=[line for line, _ in FACTS])
async def test_facts_of_the_example_network(registry: Registry, example: Store, line: str, facts: list[str]) -> None:
    text = await answer(registry, example, line)
    assert text is not None
    assert [fact for fact in facts if fact not in text] == []


async def test_a_month_is_never_shown_as_a_day(registry: Registry, example: Store) -> None:
    for line in ("!archiv mai 2022", "!workshop W5", "!programm W5", "!suche achern"):
        text = await answer(registry, example, line)
        assert text is not None
        assert "1. Mai 2022" not in text.replace("11. Mai 2022", "")


async def test_the_calendar_file(registry: Registry, example: Store) -> None:
    parsed = registry.parse("!kalender W9")
    assert isinstance(parsed, Parsed)
    reply = await registry.run(parsed, context(), example)
    assert reply is not None
    (document,) = reply.documents
    lines = (document.data or b"").decode().split("\r\n")
    assert document.filename == "W9.ics"
    for line in (
        "BEGIN:VTIMEZONE",
        "DTSTART;TZID=Europe/Berlin:20230906T100000",
        "DTEND;TZID=Europe/Berlin:20230906T180000",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "LOCATION:Iserlohn",
    ):
        assert line in lines
    assert not [line for line in lines if line.startswith(("ATTENDEE", "ORGANIZER"))]
