"""What waits for an answer, and what is done."""

from datetime import UTC, datetime, timedelta

from storage.pending import PendingView
from storage.store import Store

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def waiting(command: str, at: datetime, *, kind: str = "neu") -> PendingView:
    return PendingView(command, "!r", "@anna:example.org", kind, at, {"a": 1}, at + timedelta(days=1))


async def test_what_waits(store: Store) -> None:
    first, second = waiting("$1", NOW), waiting("$2", NOW + timedelta(hours=1))
    async with store.writing() as net:
        await net.waiting.put(first)
        await net.waiting.put(second)
        await net.waiting.note_reply("$r", "$1", NOW)
    async with store.reading() as net:
        assert await net.waiting.get("$1", "neu") == first
        assert await net.waiting.get("$1", "anderes") is None
        assert await net.waiting.command_of("$r") == "$1"
        assert await net.waiting.latest("@anna:example.org", "neu") == second
        assert await net.waiting.latest("@anna:example.org", "neu", "!s") is None
    async with store.writing() as net:
        await net.waiting.drop("$1")
    async with store.reading() as net:
        assert await net.waiting.get("$1") is None
        assert await net.waiting.command_of("$r") is None
    assert second.is_open(NOW)
    assert not second.is_open(NOW + timedelta(hours=25))


async def test_what_is_done_is_forgotten_after_a_while(store: Store) -> None:
    async with store.writing() as net:
        await net.waiting.note_done("$old", {"teile": []}, NOW - timedelta(days=8))
        await net.waiting.note_done("$new", {"teile": []}, NOW)
        await net.waiting.put(waiting("$gone", NOW - timedelta(days=9)))
        await net.waiting.put(waiting("$open", NOW))
        await net.waiting.note_reply("$r", "$open", NOW - timedelta(days=8))
        await net.waiting.forget_before(NOW - timedelta(days=7))
    async with store.reading() as net:
        assert await net.waiting.done("$old") is None
        assert await net.waiting.done("$new") == {"teile": []}
        assert await net.waiting.get("$gone") is None
        assert await net.waiting.command_of("$r") == "$open"
