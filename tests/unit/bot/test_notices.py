"""What the bot says of its own state."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.matrix import RefusedError
from bot.notices import Notices
from bot.pace import Held
from bot.render import Renderer

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Out:
    """Takes what is sent; refuses in rooms that are closed."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    async def text(self, room: str, *, plain: str, html: str, txn: str, relation: Any, mentions: Any = ()) -> str:
        if room == "!zu":
            raise RefusedError("M_FORBIDDEN")
        self.said.append((room, plain))
        return "$1"


class SomeRooms:
    """Two rooms that nobody set up."""

    def __init__(self) -> None:
        self.left: list[str] = []
        self.asked: datetime | None = None

    def unset_since(self, before: datetime) -> list[str]:
        self.asked = before
        return ["!offen", "!zu"]

    async def leave(self, room: str) -> None:
        self.left.append(room)


@pytest.fixture
def parts() -> tuple[Notices, Out, SomeRooms]:
    out, rooms = Out(), SomeRooms()
    return Notices(out, Renderer(), rooms), out, rooms  # type: ignore[arg-type]  # fakes


async def test_rooms_that_nobody_set_up_are_left_with_a_word(parts: tuple[Notices, Out, SomeRooms]) -> None:
    notices, out, rooms = parts
    await notices.leave_unset(NOW)
    assert rooms.asked == NOW - timedelta(days=1)
    assert rooms.left == ["!offen", "!zu"]
    assert [room for room, _text in out.said] == ["!offen"]
    assert out.said[0][1].startswith("Diesen Raum hat einen Tag lang niemand eingerichtet")


async def test_the_pace_is_told_once(parts: tuple[Notices, Out, SomeRooms]) -> None:
    notices, out, _rooms = parts
    person = Held(1.0, "@anna:example.org", is_room=False, is_long=True)
    for event in ("$1", "$2"):
        await notices.tell_pace("!r", event, person)
        await notices.tell_pace("!r", event, Held(1.0, "!r", is_room=True, is_long=True))
    await notices.tell_pace("!zu", "$3", replace(person, who="@bea:example.org"))
    rest = "Ich beantworte alle, aber etwas langsamer und der Reihe nach."
    assert out.said == [
        ("!r", f"Das sind gerade viele Befehle auf einmal. {rest}"),
        ("!r", f"In diesem Raum sind das gerade sehr viele Befehle auf einmal. {rest}"),
    ]
