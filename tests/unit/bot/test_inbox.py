"""Rooms are served side by side, each in order; one bad message does not silence a room."""

import asyncio

import pytest

from bot.inbox import CaughtUp, Inbox, Item
from bot.incoming import Withdrawn
from bot.position import Ledger


def items(room: str, count: int) -> list[Item]:
    return [Withdrawn(room, f"${room}{number}", "$x") for number in range(count)]


async def test_one_slow_room_does_not_hold_up_another() -> None:
    handled: list[str] = []
    gate = asyncio.Event()

    async def handle(item: Item) -> None:
        if item.room == "slow":
            await gate.wait()
        handled.append(item.event_id if isinstance(item, Withdrawn) else "")

    ledger = Ledger("s0")
    batch = ledger.open("s1")
    inbox = Inbox(handle)
    for item in [*items("slow", 2), *items("fast", 3)]:
        inbox.put(item, batch)
    batch.seal()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert handled == ["$fast0", "$fast1", "$fast2"]
    assert ledger.token == "s0"
    gate.set()
    await inbox.close(1)
    assert handled[3:] == ["$slow0"]  # closing ends after what is under way
    assert ledger.token == "s0"


async def test_a_failure_is_logged_and_the_room_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    handled: list[Item] = []

    async def handle(item: Item) -> None:
        if isinstance(item, Withdrawn):
            raise TypeError("boom")
        handled.append(item)

    ledger = Ledger("s0")
    batch = ledger.open("s1")
    inbox = Inbox(handle)
    inbox.put(Withdrawn("r", "$1", "$x"), batch)
    inbox.put(CaughtUp("r"), batch)
    batch.seal()
    while not ledger.idle:  # noqa: ASYNC110  # the ledger knows no events
        await asyncio.sleep(0)
    assert handled == [CaughtUp("r")]
    assert ledger.token == "s1"
    assert "boom" in caplog.text


async def test_who_rests_waits_for_what_is_under_way_but_not_for_long() -> None:
    gate = asyncio.Event()

    async def handle(_item: Item) -> None:
        await gate.wait()

    inbox = Inbox(handle)
    await asyncio.wait_for(inbox.rest(3600), 10)  # nothing is under way
    batch = Ledger("s0").open("s1")
    for item in [*items("a", 2), *items("b", 1)]:
        inbox.put(item, batch)
    await inbox.rest(0.001)
    assert set(inbox._workers) == {"a", "b"}
    resting = asyncio.create_task(inbox.rest(3600))
    await asyncio.sleep(0)
    assert not resting.done()
    gate.set()
    await asyncio.wait_for(resting, 10)
    assert inbox._workers == {}
    inbox.put(*items("a", 1), batch)
    await asyncio.wait_for(inbox.rest(3600), 10)
