"""Which messages are for the bot, and which command they mean."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import commands
from commands.declare import DECLARED, EVENTS, Command
from commands.dispatch import Parsed, Registry, Unknown, load
from commands.names import Names
from commands.port import Reply

NAMES = ("Netzbote", "@netzbote:example.org", "netzbote")
REGISTRY = load()
OTHER_BOTS = [
    "!ping",
    "!play",
    "!skip",
    "!stop",
    "!roll",
    "!karma",
    "!remindme",
    "!wetter",
    "!vote",
    "!weather",
    "!wetter",
    "!kick",
    "!ban",
    "!deploy",
    "!status",
    "!version",
    "!about",
    "!info",
    "!echo",
    "!gif",
    "!wiki",
    "!github",
    "!uptime",
    "!rss",
    "!next",
    "!test",
    "!wie",
    "!was",
    "!wo",
    "!seite",
    "!zeitung",
    "!hallo",
]  # a list would be one word a line


def parse(line: str, **options: object) -> Parsed | Unknown | None:
    return REGISTRY.parse(line, **({"names": NAMES} | options))


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("!termine", "termine", ""),
        ("!TERMINE", "termine", ""),
        ("! termine", "termine", ""),
        ("  !termine  märz ", "termine", "märz"),
        ("!termine\nmärz", "termine", "märz"),
        ("!termine\u00a0märz", "termine", "märz"),
        ("\u200b!ter\u200bmine", "termine", ""),
        ("\u202e!termine\u202c", "termine", ""),
        ("!termine:", "termine", ""),
        ("!Termine?", "termine", ""),
        ("!termin", "termine", ""),
        ("!termins", "termine", ""),
        ("!events", "termine", ""),
        ("!programms W1", "programm", "W1"),
        ("!loesungen", "loesungen", ""),
        ("!lösungen", "loesungen", ""),
        ("!lo\u0308sungen", "loesungen", ""),
        ("!losungen", "loesungen", ""),
        ("!LÖSUNG L1", "loesung", "L1"),
        ("!musterlösung L1", "loesung", "L1"),
        ("!maßnahmen", "massnahmen", ""),
        ("!massnahmen", "massnahmen", ""),
        ("!massnahme", "massnahme", ""),
        ("!ergebnisse W1", "zusammenfassung", "W1"),
        ("!help", "hilfe", ""),
        ("!search x", "suche", "x"),
        ("Netzbote: hilfe", "hilfe", ""),
        ("Netzbote: !hilfe", "hilfe", ""),
        ("netzbote, termine märz", "termine", "märz"),
        ("Netzbote termine", "termine", ""),
        ("@Netzbote hilfe", "hilfe", ""),
        ("@netzbote:example.org termine", "termine", ""),
        ("@netzbote:example.org: termine", "termine", ""),
        ("netzbote", "hilfe", ""),
        ("Netzbote:", "hilfe", ""),
        ("!W9", "workshop", "W9"),
        ("!w 9", "workshop", "w 9"),
        ("!w9.b", "workshop", "w9.b"),
        ("!L1", "loesung", "L1"),
        ("!a3", "massnahmen", "a3"),
    ],
)
def test_ways_to_call_a_command(line: str, name: str, rest: str) -> None:
    parsed = parse(line)
    assert isinstance(parsed, Parsed)
    assert (parsed.command.name, parsed.rest) == (name, rest)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "!",
        "!!",
        "! ! !",
        "termine",
        "Guten Morgen",
        "Netzboten sind gut",
        "Netzbote ist heute langsam",
        "Netzbote hat W9 gefunden",
        "W9",
        "!quiz",
        "!8ball",
        "\u200b" * 60_000,
        *OTHER_BOTS,
        "!" + "termine" * 10,
    ],
)
def test_what_is_left_to_others(line: str) -> None:
    assert parse(line) is None


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("!tremine", "termine"),
        ("!termien", "termine"),
        ("!temrin", "termine"),
        ("!wokrshop W1", "workshop"),
        ("!archv", "archiv"),
        ("!suhce x", "suche"),
        ("!hlife", "hilfe"),
        ("!zusamenfasung W1", "zusammenfassung"),
        ("!veranstalltungen", "termine"),
        ("!kalendar", "kalender"),
        ("!lösunge", "loesung"),
    ],
)
def test_a_word_close_to_a_command(line: str, suggestion: str) -> None:
    parsed = parse(line)
    if isinstance(parsed, Parsed):  # near enough to be understood at once
        assert parsed.command.name.startswith(suggestion)
        return
    assert isinstance(parsed, Unknown)
    assert parsed.suggestions[0] == suggestion


@pytest.mark.parametrize(
    ("line", "name"),
    [("termine", "termine"), ("!termine", "termine"), ("W9", "workshop"), ("wer Storytelling", "wer"), ("!", "hilfe")],
)
def test_a_direct_chat_needs_no_prefix(line: str, name: str) -> None:
    parsed = parse(line, direct=True)
    assert isinstance(parsed, Parsed)
    assert parsed.command.name == name


def test_a_direct_chat_always_gets_an_answer() -> None:
    assert parse("Danke schön", direct=True) == Unknown("Danke", (), asked=True, text="Danke schön")
    assert parse("Netzbote: Danke schön") == Unknown("Danke", (), asked=True, text="Danke schön")


@pytest.mark.parametrize(
    ("prefix", "line", "name"),
    [("nb ", "NB termine", "termine"), ("?", "? termine", "termine"), ("?", "!termine", None)],
)
def test_a_room_has_its_own_prefix(prefix: str, line: str, name: str | None) -> None:
    parsed = parse(line, prefix=prefix)
    assert (parsed.command.name if isinstance(parsed, Parsed) else None) == name


async def _handler() -> Reply:
    return Reply("ende")


def _command(name: str, *aliases: str) -> Command:
    return Command(name, aliases, (), "", (name,), _handler, EVENTS)


@pytest.mark.parametrize("other", ["größe", "GROESSE", "grosse"])
def test_no_name_is_used_twice(other: str) -> None:
    with pytest.raises(ValueError, match="share a name"):
        Names([_command("groesse"), _command("weite", other)])


def test_what_every_command_declares() -> None:
    for command in REGISTRY.commands:
        assert command.help
        assert not command.help.endswith(".")
        assert command.examples
        assert all(REGISTRY.find(example.split()[0]) is command for example in command.examples)
        assert command.name.isascii()


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=80), st.booleans(), st.sampled_from(["!", "nb", "*", "\u200b"]))
def test_no_text_breaks_the_reading(text: str, direct: bool, prefix: str) -> None:
    parsed = parse(text, direct=direct, prefix=prefix)
    assert direct <= (parsed is not None or not text)
    assert isinstance(parse(f"!termine {text}"), Parsed)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([name for command in REGISTRY.commands for name in command.names]), st.data())
def test_a_name_is_found_however_it_is_typed(name: str, data: st.DataObject) -> None:
    typed = "".join(
        data.draw(st.sampled_from([sign, sign.upper(), sign + "\u200d", "\u2067" + sign])) for sign in name
    )
    parsed = parse(f"!{typed}")
    assert isinstance(parsed, Parsed)
    assert name in parsed.command.names


def test_all_commands_are_loaded(registry: Registry) -> None:
    for module in walk_packages(commands.__path__, "commands."):
        import_module(module.name)
    assert set(registry.commands) == set(DECLARED)
    assert len(registry.commands) == len({command.name for command in DECLARED})
