"""Coming into rooms: noted once, however many tell of it."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.config import Settings
from bot.rooms import Rooms
from storage.store import Store

ROOM = "!netz:example.org"


@pytest.fixture
async def rooms(store: Store, tmp_path: Path) -> Rooms:
    """The rooms of a bot that is configured for one and in none."""
    matrix: Any = SimpleNamespace(user_id="@bot:example.org", client=SimpleNamespace(rooms={}))
    made = Rooms(matrix, store, Settings(data_dir=tmp_path, network_rooms=(ROOM,)))
    await made.resolve_configured()
    return made


async def test_a_room_that_is_planned_for_is_not_planned_for_again_when_the_answer_to_joining_comes(
    rooms: Rooms, store: Store
) -> None:
    await rooms.found([ROOM], datetime.now(UTC))
    since = rooms.entered_at(ROOM)
    async with store.writing() as net:
        assert await net.rooms.to_plan() == [ROOM]
        await net.rooms.planned([ROOM])
    await rooms.entered(ROOM)
    async with store.reading() as net:
        assert await net.rooms.to_plan() == []
    assert rooms.entered_at(ROOM) == since


async def test_who_comes_back_into_a_room_is_in_it_from_then_on(rooms: Rooms, store: Store) -> None:
    await rooms.entered(ROOM)
    since = rooms.entered_at(ROOM)
    await rooms.left(ROOM)
    await rooms.entered(ROOM)
    async with store.reading() as net:
        record = await net.rooms.get(ROOM)
    assert record is not None
    assert record.left_at is None
    assert since is not None
    assert record.joined_at is not None
    assert record.joined_at > since
