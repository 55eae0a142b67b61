"""All messages: real lists, one level of headings, no tables, no shouting, plain text that leaves nothing out."""

import re
from html import unescape
from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import Environment

from bot.render import Renderer, environment
from commands.dispatch import Registry, load
from commands.port import Place, Reply, Role
from storage.planning import Kind
from storage.store import Store
from tests.conftest import context

ROOT = Path(__file__).parents[3]
SOURCES = {file.name: file.read_text("utf-8") for file in files("templates").iterdir() if file.name.endswith(".j2")}
LINES = [
    "!hilfe",
    *(f"!hilfe {command.name}" for command in load().commands),
    *(f"!workshop W{number}" for number in range(1, 10)),
    *(f"!programm W{number}" for number in range(1, 10)),
    *(f"!zusammenfassung W{number}" for number in range(1, 10)),
    *(f"!workshop W9.{slug}" for slug in "ABCD"),
    *(f"!loesung L{number}" for number in range(1, 11)),
    "!termine",
    "!archiv",
    "!archiv 2022",
    "!suche Digitalisierung",
    "!suche Bürgermeister",
    "!loesungen",
    "!wer Smart City",
    "!massnahmen",
    "!massnahmen A1",
    "!kalender W9",
    "!datenschutz",
    "!workshop Workshop 1",
    "!termien",
]
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\ufe0f]")


@pytest.mark.parametrize("line", LINES)
async def test_every_message_is_accessible(registry: Registry, example: Store, line: str) -> None:
    parsed = registry.parse(line)
    assert parsed is not None
    reply = await registry.run(parsed, context(), example)
    assert reply is not None
    rendered = Renderer().render(reply)
    html = rendered.html
    assert set(re.findall(r"<h\d", html)) <= {"<h4"}
    assert "<table" not in html
    assert not EMOJI.search(html)
    assert "<li></li>" not in html
    assert "<p></p>" not in html
    assert "  " not in html
    assert not re.search(r"\b\d\d\.\d\d\.(\d{4})?", rendered.plain)  # no date in figures alone
    words = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).split()
    plain = re.sub(r"[»«]", "", re.sub(r"^\s*- ", "", rendered.plain, flags=re.MULTILINE))
    assert "".join(words) == "".join(plain.split())
    assert len(html.encode()) < 20_000


@pytest.mark.parametrize("name", SOURCES)
def test_no_template_shouts(name: str) -> None:
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "", SOURCES[name], flags=re.DOTALL)
    assert "!" not in text


def test_commands_speak_like_templates() -> None:
    for command in load().commands:
        assert "!" not in command.help
        assert not EMOJI.search(command.help)


@pytest.mark.parametrize("name", SOURCES)
def test_no_template_trusts_what_it_shows(name: str) -> None:
    assert not re.search(r"\|\s*safe|autoescape|include", SOURCES[name])


def test_every_filter_is_used() -> None:
    used = set(re.findall(r"\|(\w+)", " ".join(SOURCES.values())))
    from templates.filters import FILTERS

    assert set(FILTERS) - used - {"day", "clock"} == set()
    assert {"by_day", "by_origin", "by_role"} <= used


def test_every_template_compiles_and_is_used() -> None:
    made: Environment = environment()
    code = "\n".join(
        file.read_text("utf-8")
        for folder in ("bot", "commands")
        for file in sorted(ROOT.joinpath(folder).rglob("*.py"))
    )
    kinds = "".join(f'"zu_{kind.value}"' for kind in Kind)
    for name in SOURCES:
        made.get_template(name)
        bare = name.removesuffix(".j2").rpartition(".")[0]
        assert name.startswith("_") or f'"{bare}"' in code + kinds, name


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (Reply("pause", {"anzahl": 1}), "Während meiner Pause blieb eine Frage offen."),
        (Reply("pause", {"anzahl": 14}), "Während meiner Pause blieben 14 Fragen offen."),
        (Reply("panne", {"kennung": "a1b2"}), "Das hat nicht geklappt."),
        (Reply("panne_orga", {"kennung": "a1b2"}), "a1b2"),
        (Reply("unlesbar", {"verweigert": True}), "gibt mir den Schlüssel dazu nicht"),
        (Reply("unlesbar", {"verweigert": False}), "nicht bei mir angekommen"),
        (Reply("unsigniert", {"grund": "unsigniert", "person": "@a:b"}), "das Sie selbst bestätigt haben"),
        (Reply("unsigniert", {"grund": "gewechselt", "person": "@a:b"}), "netzbote identity accept @a:b"),
        (Reply("unsigniert", {"grund": "unverschluesselt", "person": "@a:b"}), "unverschlüsselt in einen"),
        (Reply("emoji", {"person": "@a:b", "zeichen": (("🐶", "Hund"),)}), "Hund 🐶"),
    ],
)
def test_what_the_bot_says_by_itself(reply: Reply, text: str) -> None:
    assert text in Renderer().render(reply).plain


async def test_help_in_a_direct_chat(registry: Registry, example: Store) -> None:
    parsed = registry.parse("hilfe", direct=True)
    assert parsed is not None
    reply = await registry.run(parsed, context(place=Place.DIRECT, role=Role.MEMBER), example)
    assert reply is not None
    assert "genügt der Befehl ohne „!“" in Renderer().render(reply).plain
