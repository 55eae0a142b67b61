"""What waits for a confirmation, a correction or an answer; and which commands have done their work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables.chat import DoneCommand, Pending, WaitingReply


@dataclass(frozen=True, slots=True)
class PendingView:
    """A command that waits. ``data`` is the command's own, of a form that JSON can hold; times in UTC."""

    command: str  # id of the command's message
    room: str
    sender: str
    kind: str
    created_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    expires_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it may still be answered."""
        return self.expires_at is None or now < self.expires_at


class Waiting:
    """What waits."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, view: PendingView) -> None:
        """Add it, or replace what the same command waited for."""
        await self._session.merge(
            Pending(
                command_event=view.command,
                room_id=view.room,
                sender=view.sender,
                kind=view.kind,
                data=dict(view.data),
                created_at=view.created_at,
                expires_at=view.expires_at,
            )
        )
        await self._session.flush()

    async def get(self, command: str, kind: str | None = None) -> PendingView | None:
        """Return what a command waits for, if it is of this kind."""
        row = await self._session.get(Pending, command)
        return _view(row) if row is not None and kind in {None, row.kind} else None

    async def latest(self, sender: str, kind: str, room: str | None = None) -> PendingView | None:
        """Return what a person was asked last."""
        query = select(Pending).where(Pending.sender == sender, Pending.kind == kind)
        if room is not None:
            query = query.where(Pending.room_id == room)
        row = await self._session.scalar(query.order_by(Pending.created_at.desc()).limit(1))
        return _view(row) if row is not None else None

    async def of_kinds(self, *kinds: str) -> list[PendingView]:
        """Return what commands wait for of some kinds, the newest first."""
        rows = await self._session.scalars(
            select(Pending).where(Pending.kind.in_(kinds)).order_by(Pending.created_at.desc())
        )
        return [_view(row) for row in rows]

    async def drop(self, command: str) -> None:
        """Forget it: it is done or given up."""
        await self._session.execute(delete(Pending).where(Pending.command_event == command))
        await self._session.execute(delete(WaitingReply).where(WaitingReply.command_event == command))

    async def command_of(self, reply_event: str) -> str | None:
        """Return the command that one of the bot's messages belongs to, if that message waits."""
        return await self._session.scalar(
            select(WaitingReply.command_event).where(WaitingReply.reply_event == reply_event)
        )

    async def note_reply(self, reply_event: str, command: str, at: datetime) -> None:
        """Note that a message of the bot belongs to a command that waits."""
        await self._session.merge(WaitingReply(reply_event=reply_event, command_event=command, at=at))

    async def done(self, event: str) -> Mapping[str, Any] | None:
        """Return what is to be said about a command that has done its work."""
        row = await self._session.get(DoneCommand, event)
        return row.reply if row is not None else None

    async def note_done(self, event: str, reply: Mapping[str, Any], at: datetime) -> None:
        """Note, in the transaction of the change itself, that a command has done its work."""
        await self._session.merge(DoneCommand(event=event, reply=dict(reply), at=at))

    async def forget_before(self, when: datetime) -> None:
        """Delete what is older, apart from what still waits."""
        await self._session.execute(delete(DoneCommand).where(DoneCommand.at < when))
        waiting = select(Pending.command_event)
        await self._session.execute(
            delete(WaitingReply).where(WaitingReply.at < when, WaitingReply.command_event.not_in(waiting))
        )
        await self._session.execute(delete(Pending).where(Pending.expires_at < when))


def _view(row: Pending) -> PendingView:
    return PendingView(row.command_event, row.room_id, row.sender, row.kind, row.created_at, row.data, row.expires_at)
