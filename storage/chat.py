"""What the bot remembers of its rooms and answers, as plain records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables.chat import AnsweredCommand, PageTurn, Room, SyncState


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """A room and its settings. ``role``: ``netzwerk``, ``orga``, ``direkt`` or ``None``."""

    room_id: str
    role: str | None = None
    prefix: str | None = None
    person: str | None = None
    invited_at: datetime | None = None
    joined_at: datetime | None = None
    left_at: datetime | None = None
    replaced_by: str | None = None
    land: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SyncPosition:
    """How far the bot has worked, as which device, and when that was noted. The token is empty before any work."""

    token: str
    device_id: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """A command that has its answer; without ``reply_events`` it was passed over."""

    command_event: str
    room_id: str
    reply_events: tuple[str, ...]
    at: datetime
    sender: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a person's last list in a room stands.

    The message ``event`` was answered by the page at ``previous``; ``!mehr`` goes on at ``offset``.
    """

    room: str
    sender: str
    event: str
    command: str
    args: Mapping[str, Any]
    offset: int
    previous: int
    at: datetime


_SETTINGS = select(Room.room_id, Room.settings)  # asked every ten seconds


class Rooms:
    """The records of rooms."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> list[RoomRecord]:
        """Return every room, also those the bot has left."""
        return [_room(row) for row in await self._session.scalars(select(Room).order_by(Room.room_id))]

    async def get(self, room_id: str) -> RoomRecord | None:
        """Return one room."""
        row = await self._session.get(Room, room_id)
        return _room(row) if row else None

    async def with_role(self, role: str) -> list[str]:
        """Return the ids of the rooms with a role (``netzwerk``, ``orga``) that the bot is in."""
        rows = await self._session.scalars(
            select(Room.room_id).where(Room.role == role, Room.left_at.is_(None)).order_by(Room.room_id)
        )
        return list(rows)

    async def to_plan(self) -> list[str]:
        """Return the rooms for which deliveries must be planned anew."""
        rows = await self._session.execute(_SETTINGS)
        return [room for room, settings in rows if settings.get("planen")]

    async def planned(self, room_ids: Iterable[str]) -> None:
        """Note that deliveries are planned for these rooms."""
        for row in await self._session.scalars(select(Room).where(Room.room_id.in_(list(room_ids)))):
            row.settings = {name: value for name, value in row.settings.items() if name != "planen"}

    async def save(self, record: RoomRecord) -> None:
        """Add or replace a room."""
        await self._session.merge(
            Room(
                room_id=record.room_id,
                role=record.role,
                prefix=record.prefix,
                person=record.person,
                invited_at=record.invited_at,
                joined_at=record.joined_at,
                left_at=record.left_at,
                replaced_by=record.replaced_by,
                land=record.land,
                settings=dict(record.settings),
            )
        )


def _room(row: Room) -> RoomRecord:
    return RoomRecord(
        row.room_id,
        row.role,
        row.prefix,
        row.person,
        row.invited_at,
        row.joined_at,
        row.left_at,
        row.replaced_by,
        row.land,
        row.settings,
    )


class Sync:
    """The sync position and the commands answered."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def position(self) -> SyncPosition | None:
        """Return where the run before had got to."""
        row = await self._session.get(SyncState, 1)
        return SyncPosition(row.token, row.device_id, row.saved_at) if row else None

    async def save(self, token: str, device_id: str, saved_at: datetime) -> None:
        """Move the position."""
        moved: Any = await self._session.execute(
            _MOVE, {"new_token": token, "new_device": device_id, "new_time": saved_at}
        )
        if not moved.rowcount:
            first = {"id": 1, "token": token, "device_id": device_id, "saved_at": saved_at}
            await self._session.execute(_FIRST, first)

    async def answered(self, event_ids: Iterable[str]) -> dict[str, Answered]:
        """Return those of the commands that have an answer."""
        rows = await self._session.scalars(
            select(AnsweredCommand).where(AnsweredCommand.command_event.in_(list(event_ids)))
        )
        return {
            row.command_event: Answered(row.command_event, row.room_id, tuple(row.reply_events), row.at, row.sender)
            for row in rows
        }

    async def mark(self, answers: Iterable[Answered]) -> None:
        """Note answers; a later one for the same command replaces the earlier."""
        rows = [
            {
                "command_event": answer.command_event,
                "room_id": answer.room_id,
                "sender": answer.sender,
                "reply_events": list(answer.reply_events),
                "at": answer.at,
            }
            for answer in {answer.command_event: answer for answer in answers}.values()
        ]
        if not rows:
            return
        await self._session.execute(_DROP_ANSWERED, [{"old": row["command_event"]} for row in rows])
        await self._session.execute(_ADD_ANSWERED, rows)

    async def forget_before(self, when: datetime) -> None:
        """Delete what was answered before then, and pages nobody turned since."""
        await self._session.execute(delete(AnsweredCommand).where(AnsweredCommand.at < when))
        await self._session.execute(delete(PageTurn).where(PageTurn.at < when))


class Paging:
    """Where each person's last list stands."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def turn(self, room: str, sender: str) -> Turn | None:
        """Return where the person's last list in the room stands."""
        row = await self._session.get(PageTurn, (room, sender))
        if row is None:
            return None
        return Turn(room, sender, row.event, row.command, row.args, row.offset, row.previous, row.at)

    async def put(self, turns: Iterable[Turn]) -> None:
        """Note lists, each in place of the person's last one in the room."""
        rows = [
            {
                "room_id": turn.room,
                "sender": turn.sender,
                "event": turn.event,
                "command": turn.command,
                "args": dict(turn.args),
                "offset": turn.offset,
                "previous": turn.previous,
                "at": turn.at,
            }
            for turn in {(turn.room, turn.sender): turn for turn in turns}.values()
        ]
        if not rows:
            return
        keys = [{"old_room": row["room_id"], "old_sender": row["sender"]} for row in rows]
        await self._session.execute(_DROP_TURN, keys)
        await self._session.execute(_ADD_TURN, rows)


_TURN: Any = PageTurn.__table__
_DROP_TURN = delete(_TURN).where(_TURN.c.room_id == bindparam("old_room"), _TURN.c.sender == bindparam("old_sender"))
_ADD_TURN = insert(_TURN)
_ANSWERED: Any = AnsweredCommand.__table__
_DROP_ANSWERED = delete(_ANSWERED).where(_ANSWERED.c.command_event == bindparam("old"))
_ADD_ANSWERED = insert(_ANSWERED)
_STATE: Any = SyncState.__table__
_MOVE = (
    update(_STATE)
    .where(_STATE.c.id == 1)
    .values(
        token=bindparam("new_token"),
        device_id=bindparam("new_device"),
        saved_at=bindparam("new_time", type_=_STATE.c.saved_at.type),
    )
)
_FIRST = insert(_STATE)
