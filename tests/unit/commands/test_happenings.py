"""Reactions and the like reach the first listener that is interested, once."""

from typing import Any

import pytest

from commands import happenings
from commands.declare import Listener
from commands.errors import NotUnderstoodError
from commands.happenings import hear
from commands.port import Context, Gathered, Quoted, Reaction, Reply, Role, Vote
from storage.network import Network
from storage.store import Store
from tests.conftest import context


async def yes(net: Network, context: Context, happening: Any) -> bool:
    return bool(happening.target == "$1")


async def note(net: Network, context: Context, happening: Any) -> Reply | None:
    if happening.key == "?":
        raise NotUnderstoodError("So nicht.", "hilfe")
    return Reply("ende", {"befehl": happening.key + (context.gathered.quoted.text if context.gathered.quoted else "")})


class Fetch:
    async def gather(self) -> Gathered:
        return Gathered(Quoted("$1", "@bea:example.org", " gut"))


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(happenings, "LISTENING", [Listener(Reaction, yes, note, reads_message=True)])


async def test_who_is_interested_acts(example: Store, listening: None) -> None:
    kept = []

    async def keep(net: Network, reply: Reply) -> None:
        kept.append(reply)

    reply = await hear(Reaction("$1", "✅"), context(gatherer=Fetch()), example, keep)
    assert reply == Reply("ende", {"prefix": "!", "befehl": "✅ gut"})
    assert kept == [reply]


async def test_nobody_is_interested(example: Store, listening: None) -> None:
    assert await hear(Reaction("$2", "✅"), context(), example) is None
    assert await hear(Vote("$1", ("a",)), context(), example) is None
    assert await hear(Reaction("$1", "✅"), context(role=Role.STRANGER), example) is None


async def test_what_can_be_put_right_is_said(example: Store, listening: None) -> None:
    reply = await hear(Reaction("$1", "?"), context(), example)
    assert reply == Reply("fehler", {"satz": "So nicht.", "beispiel": "hilfe", "prefix": "!"})
