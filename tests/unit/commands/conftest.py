"""Talking to the commands without a chat: what a person types, and what they read."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.render import Rendered, Renderer
from commands.dispatch import Registry
from commands.port import Place, Reply
from storage.importer import load
from storage.store import Store
from storage.when_text import iso_when
from storage.yaml_file import read_yaml
from tests.conftest import context
from tests.unit.commands.talk import Talk

RENDERER = Renderer()
Run = Callable[..., Awaitable[Reply | None]]
Say = Callable[..., Awaitable[str | None]]


@pytest.fixture
def run(registry: Registry, example: Store) -> Run:
    """Gives the reply to a line, asked of the example network."""

    async def ask(line: str, **changes: object) -> Reply | None:
        where = context(**changes)
        direct = where.place is Place.DIRECT
        parsed = registry.parse(line, prefix=where.prefix, direct=direct, names=("Netzbote", "@netzbote:example.org"))
        return None if parsed is None else await registry.run(parsed, where, example)

    return ask


@pytest.fixture
def say(run: Run) -> Say:
    """Gives the plain text of the answer to a line, asked of the example network."""

    async def ask(line: str, **changes: object) -> str | None:
        reply = await run(line, **changes)
        return None if reply is None else RENDERER.render(reply).plain

    return ask


@pytest.fixture
def look(run: Run) -> Callable[..., Awaitable[Rendered]]:
    """Gives the answer to a line in both forms."""

    async def ask(line: str, **changes: object) -> Rendered:
        reply = await run(line, **changes)
        assert reply is not None, line
        return RENDERER.render(reply)

    return ask


@pytest.fixture
def add(example: Store, tmp_path: Path) -> Callable[[str], Awaitable[None]]:
    """Adds invented entries (YAML) to the example network."""

    async def load_text(text: str) -> None:
        await load(example, read_yaml(text, iso_when), now=datetime(2026, 11, 1, tzinfo=ZoneInfo("Europe/Berlin")))

    return load_text


@pytest.fixture
async def talk(registry: Registry, example: Store) -> Talk:
    """A conversation in the organisers' room of the example network."""
    return await Talk(registry, example).open()
