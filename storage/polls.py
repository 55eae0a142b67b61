"""Polls: opened, voted in, closed. After closing only counts are left, no votes of people."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import bound
from storage.tables.poll import Ballot, Poll

FEWEST, MOST = 2, 20  # answers (MSC3381 allows 20)
OPEN_AT_MOST = timedelta(days=60)  # then a poll that nobody ended is closed


@dataclass(frozen=True, slots=True)
class PollView:
    """A poll. ``counts``: how many chose each answer, ``None`` while it is open; times in UTC.

    ``command``: the message that opened it; ``event``: the poll in the room; ``before``: the id of the poll that it
    repeats.
    """

    id: int
    command: str
    room: str
    question: str
    answers: tuple[str, ...]
    is_scale: bool
    opened_at: datetime
    event: str | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    counts: tuple[int, ...] | None = None
    before: int | None = None

    def takes_votes(self, now: datetime) -> bool:
        """Whether one can still vote."""
        return self.closed_at is None and (self.closes_at is None or now < self.closes_at)


_DUE = (  # asked every ten seconds
    select(Poll)
    .where(
        Poll.closed_at.is_(None),
        or_(
            Poll.closes_at <= bound("now", Poll.closes_at),
            Poll.opened_at <= bound("long_ago", Poll.opened_at),
        ),
    )
    .order_by(Poll.id)
)


class Polls:
    """The polls in one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open(
        self,
        *,
        command: str,
        room: str,
        question: str,
        answers: tuple[str, ...],
        is_scale: bool,
        by: str,
        now: datetime,
        closes_at: datetime | None = None,
        before: int | None = None,
    ) -> PollView:
        """Open a poll."""
        row = Poll(
            command_event=command,
            room_id=room,
            question=question,
            answers=list(answers),
            is_scale=is_scale,
            opened_by=by,
            opened_at=now,
            closes_at=closes_at,
            repeats_id=before,
        )
        self._session.add(row)
        await self._session.flush()
        return _view(row)

    async def get(self, poll_id: int) -> PollView | None:
        """Return one poll."""
        row = await self._session.get(Poll, poll_id)
        return _view(row) if row is not None else None

    async def by_command(self, command: str) -> PollView | None:
        """Return the poll that a message opened."""
        return await self._first(Poll.command_event == command)

    async def latest(self, room: str, *, is_open: bool) -> PollView | None:
        """Return the newest poll of a room that is open, or that is closed."""
        closed: Any = Poll.closed_at
        return await self._first(Poll.room_id == room, closed.is_(None) if is_open else closed.is_not(None))

    async def _first(self, *conditions: Any) -> PollView | None:
        row = await self._session.scalar(select(Poll).where(*conditions).order_by(Poll.id.desc()).limit(1))
        return _view(row) if row is not None else None

    async def due(self, now: datetime) -> list[PollView]:
        """Return the open polls whose time is over, and those that nobody ended for too long."""
        rows = await self._session.scalars(_DUE, {"now": now, "long_ago": now - OPEN_AT_MOST})
        return [_view(row) for row in rows]

    async def note_event(self, command: str, event: str) -> None:
        """Note which message in the room the poll is."""
        await self._session.execute(update(Poll).where(Poll.command_event == command).values(poll_event=event))

    async def vote(self, poll_id: int, person: str, answer: int | None, now: datetime) -> None:
        """Note a person's vote, instead of an earlier one; ``None`` takes it back."""
        if answer is None:
            await self._session.execute(delete(Ballot).where(Ballot.poll_id == poll_id, Ballot.matrix_id == person))
            return
        await self._session.merge(Ballot(poll_id=poll_id, matrix_id=person, answer=answer, at=now))
        await self._session.flush()

    async def discard(self, poll_id: int) -> None:
        """Delete a poll with all votes."""
        await self._session.execute(delete(Ballot).where(Ballot.poll_id == poll_id))
        await self._session.execute(delete(Poll).where(Poll.id == poll_id))

    async def close(self, poll_id: int, now: datetime) -> PollView:
        """Count, and delete who voted for what. A closed poll stays as it is."""
        row = await self._session.get_one(Poll, poll_id)
        if row.closed_at is None:
            cast = Counter(await self._session.scalars(select(Ballot.answer).where(Ballot.poll_id == poll_id)))
            row.counts = [cast[number] for number in range(len(row.answers))]
            row.closed_at = now
            await self._session.flush()
            await self._session.execute(delete(Ballot).where(Ballot.poll_id == poll_id))
        return _view(row)


def _view(row: Poll) -> PollView:
    return PollView(
        id=row.id,
        command=row.command_event,
        room=row.room_id,
        question=row.question,
        answers=tuple(row.answers),
        is_scale=row.is_scale,
        opened_at=row.opened_at,
        event=row.poll_event,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        counts=tuple(row.counts) if row.counts is not None else None,
        before=row.repeats_id,
    )
