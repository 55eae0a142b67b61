"""An answer to the bot that is edited is an answer anew; a reaction to somebody's answer is none."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.event import Event
from bot.hearing import Hearing
from bot.incoming import Incoming, Reacted
from bot.keeper import Keeper
from bot.render import Renderer
from bot.rooms import Rooms
from bot.said import Said, say
from commands.dispatch import Keep, Registry
from commands.lists import Lists
from commands.port import Context, Place, Reply, Role
from storage.store import Store
from tests.conftest import context

ORGANISER = {"role": Role.ORGANISER, "place": Place.ORGANISERS, "room": "!orga", "sender": "@orga:example.org"}
MISSPELT = "Ein Feld „Tietl“ gibt es nicht. Meinten Sie „Titel“?"


class FakeWork:
    """Does it at once; everybody is an organiser."""

    async def context(self, event: Event, *, target: str | None = None) -> Context:
        return context(event.event_id, original=event.original, **ORGANISER)

    async def done(self, event_id: str) -> Said | None:
        return None

    async def refuse_unsigned(self, message: Incoming, where: Context) -> Reply | None:
        return None

    async def said(self, event: Event, work: Callable[[Keep], Awaitable[Reply | None]]) -> Said | None:
        async def keep(net: Any, reply: Reply) -> None:
            pass

        reply = await work(keep)
        return None if reply is None else say(Renderer(), reply)


class FakeSpeech:
    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    async def send(self, event: Event, target: str, said: Said) -> None:
        self.said.append((target, said.parts[0].plain.split("\n")[0]))


def message(event_id: str, text: str, **more: Any) -> Incoming:
    return Incoming("!orga", event_id, "@orga:example.org", 0, 0.0, text, **more)


@pytest.fixture
async def heard(registry: Registry, example: Store) -> tuple[Hearing, FakeSpeech]:
    """A draft was typed, and the bot's answer to it waits."""
    parsed = registry.parse("!neu Stammtisch am 3. Dezember 18 Uhr in Soest")
    assert parsed is not None
    await registry.run(parsed, context("$neu", **ORGANISER), example)
    keeper = Keeper(example, Lists(), "DEVICE", datetime.now(UTC))
    keeper.note_waiting("$gelesen", "$neu")
    speech = FakeSpeech()
    return Hearing(store=example, keeper=keeper, renderer=Renderer(), work=FakeWork(), speech=speech), speech  # type: ignore[arg-type]


async def test_a_misspelt_answer_is_put_right_by_an_edit(heard: tuple[Hearing, FakeSpeech]) -> None:
    hearing, speech = heard
    await hearing.answered(message("$1", "Tietl: Runde", reply_to="$gelesen"))
    await hearing.corrected(message("$2", "Titel: Runde", edit_of="$1"), "$1")
    assert speech.said == [("$1", MISSPELT), ("$1", "Entwurf W10: Runde")]


async def test_a_reaction_to_somebodys_answer_decides_nothing(heard: tuple[Hearing, FakeSpeech]) -> None:
    hearing, speech = heard
    await hearing.answered(message("$1", "Titel: Runde", reply_to="$gelesen"))
    await hearing.reacted(Reacted("!orga", "$2", "@bea:example.org", 0, 0.0, "$1", "✅"))
    assert [line for _target, line in speech.said] == ["Entwurf W10: Runde"]


async def test_an_edit_of_anything_else_is_no_answer(heard: tuple[Hearing, FakeSpeech]) -> None:
    hearing, speech = heard
    await hearing.answered(message("$1", "Titel: Runde"))
    await hearing.corrected(message("$2", "Titel: Andere", edit_of="$1"), "$1")
    assert speech.said == []


@pytest.mark.parametrize(
    ("shown", "name"),
    [("Bea  Muster", "Bea Muster"), (None, None), ("\u202e \u200b", None), ("x" * 200, "x" * 80)],
)
def test_how_somebody_is_called(shown: str | None, name: str | None) -> None:
    known = SimpleNamespace(users={"@bea:example.org": SimpleNamespace(display_name=shown)})
    matrix: Any = SimpleNamespace(client=SimpleNamespace(rooms={"!orga": known}))
    rooms = Rooms(matrix, None, None)  # type: ignore[arg-type]  # neither is asked
    assert rooms.name_of_person("!orga", "@bea:example.org") == name
    assert rooms.name_of_person("!fremd", "@bea:example.org") is None
    assert rooms.name_of_person("!orga", "@eve:example.org") is None
