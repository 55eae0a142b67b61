"""Votes are kept while a poll is open, then only their numbers; on both databases."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from storage.polls import PollView
from storage.store import Store
from storage.tables.poll import Ballot

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def opened(store: Store, command: str, **more: object) -> PollView:
    values: dict = {
        "command": command,
        "room": "!netz",
        "question": "Wann?",
        "answers": ("heute", "morgen"),
        "is_scale": False,
        "by": "@bea:example.org",
        "now": NOW,
    }
    async with store.writing() as net:
        return await net.polls.open(**(values | more))


async def test_the_last_vote_of_a_person_counts(store: Store) -> None:
    poll = await opened(store, "$1", closes_at=NOW + timedelta(hours=1))
    async with store.writing() as net:
        for person, answer in (("@a:b", 0), ("@c:d", 1), ("@e:f", 1), ("@a:b", 1), ("@e:f", None)):
            await net.polls.vote(poll.id, person, answer, NOW)
        await net.polls.note_event("$1", "$poll")
    async with store.reading() as net:
        assert await net.polls.due(NOW) == []
        (due,) = await net.polls.due(NOW + timedelta(hours=1))
        assert (due.event, due.counts) == ("$poll", None)
        assert due.takes_votes(NOW)
        assert not due.takes_votes(NOW + timedelta(hours=1))
    async with store.writing() as net:
        closed = await net.polls.close(poll.id, NOW + timedelta(hours=1))
        assert closed.counts == (0, 2)
        assert await net.polls.close(poll.id, NOW + timedelta(hours=2)) == closed
    async with store.reading() as net:
        assert await net.session.scalar(select(func.count()).select_from(Ballot)) == 0
        assert await net.polls.by_command("$1") == closed
        assert await net.polls.latest("!netz", is_open=True) is None
        assert await net.polls.latest("!netz", is_open=False) == closed


async def test_a_poll_that_nobody_ends_is_due_after_two_months(store: Store) -> None:
    poll = await opened(store, "$1")
    async with store.reading() as net:
        assert await net.polls.due(NOW + timedelta(days=59)) == []
        assert await net.polls.due(NOW + timedelta(days=60)) == [poll]


async def test_a_poll_is_taken_back_with_its_votes(store: Store) -> None:
    poll = await opened(store, "$1")
    async with store.writing() as net:
        await net.polls.vote(poll.id, "@a:b", 0, NOW)
        await net.polls.discard(poll.id)
    async with store.reading() as net:
        assert await net.polls.get(poll.id) is None
        assert await net.session.scalar(select(func.count()).select_from(Ballot)) == 0
