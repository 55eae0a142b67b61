"""Where notes are being taken: a running protocol belongs to a room, or to a thread in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import EVENT, SESSION, bound
from storage.tables.event import Event, Session
from storage.tables.note import Protocol

LONGEST = timedelta(hours=12)
AFTER_THE_END = timedelta(hours=2)  # of the event

_PROTOCOL: Any = Protocol.__table__.c


@dataclass(frozen=True, slots=True)
class Spot:
    """What notes belong to: an event, or one of its sessions."""

    event_id: int
    session_id: int | None
    event_ref: str
    ref: str
    title: str
    zone: str


@dataclass(frozen=True, slots=True)
class ProtocolView:
    """A protocol. Times in UTC; without ``thread`` it belongs to the whole room."""

    id: int
    spot: Spot
    room: str
    thread: str | None
    started_at: datetime
    ends_at: datetime


_SPOT: Any = (
    EVENT.id.label("event_id"),
    EVENT.number,
    EVENT.title,
    EVENT.zone,
    SESSION.id.label("session_id"),
    SESSION.slug,
    SESSION.title.label("session_title"),
)
_RUNNING: Select[Any] = (
    select(*_SPOT, _PROTOCOL.id, _PROTOCOL.room_id, _PROTOCOL.thread, _PROTOCOL.started_at, _PROTOCOL.ends_at)
    .select_from(
        Protocol.__table__.join(Event.__table__, EVENT.id == _PROTOCOL.event_id).outerjoin(
            Session.__table__, SESSION.id == _PROTOCOL.session_id
        )
    )
    .where(_PROTOCOL.ends_at > bound("now", _PROTOCOL.ends_at))
    .order_by(_PROTOCOL.id)
)
_IN_ROOM = _RUNNING.where(_PROTOCOL.room_id == bindparam("room"))
_OF_EVENT = _RUNNING.where(EVENT.number == bindparam("number"))


def _spot(row: Any) -> Spot:
    ref = f"W{row.number}"
    if row.session_id is None:
        return Spot(row.event_id, None, ref, ref, row.title, row.zone)
    return Spot(row.event_id, row.session_id, ref, f"{ref}.{row.slug}", row.session_title, row.zone)


def _view(row: Any) -> ProtocolView:
    return ProtocolView(row.id, _spot(row), row.room_id, row.thread, row.started_at, row.ends_at)


class Protocols:
    """The protocols in one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def spot(self, ref: str) -> Spot | None:
        """Return what ``W12`` or ``W12.B`` (its slug) names."""
        number, _, slug = ref[1:].partition(".")
        return await self._spot(EVENT.number == int(number), SESSION.slug == slug if slug else None)

    async def spot_at(self, event_id: int, session_id: int | None) -> Spot | None:
        """Return an event or session by id."""
        return await self._spot(EVENT.id == event_id, SESSION.id == session_id if session_id is not None else None)

    async def _spot(self, event: Any, session: Any) -> Spot | None:
        on = SESSION.id.is_(None) if session is None else (SESSION.event_id == EVENT.id) & session
        joined = Event.__table__.outerjoin(Session.__table__, on)
        query = select(*_SPOT).select_from(joined).where(event)
        if session is not None:
            query = query.where(SESSION.id.is_not(None))
        row = (await self._session.execute(query)).first()
        return _spot(row) if row else None

    async def in_room(self, room: str, now: datetime) -> list[ProtocolView]:
        """Return all that run in a room and its threads."""
        return [_view(row) for row in await self._session.execute(_IN_ROOM, {"room": room, "now": now})]

    async def running(self, room: str, thread: str | None, now: datetime) -> ProtocolView | None:
        """Return the one that a message belongs to: that of its thread, else that of the room."""
        running = {view.thread: view for view in await self.in_room(room, now)}
        return running.get(thread) or running.get(None)

    async def of_event(self, event_ref: str, now: datetime) -> list[ProtocolView]:
        """Return those that run for an event, wherever."""
        rows = await self._session.execute(_OF_EVENT, {"number": int(event_ref[1:]), "now": now})
        return [_view(row) for row in rows]

    async def last_event(self, room: str, since: datetime) -> str | None:
        """Return the event that notes were taken of last in a room, where that ended after a moment."""
        query = (
            select(EVENT.number)
            .join_from(Protocol.__table__, Event.__table__, EVENT.id == _PROTOCOL.event_id)
            .where(_PROTOCOL.room_id == room, _PROTOCOL.ends_at > since)
            .order_by(_PROTOCOL.started_at.desc(), _PROTOCOL.id.desc())
            .limit(1)
        )
        number = await self._session.scalar(query)
        return f"W{number}" if number is not None else None

    async def start(self, spot: Spot, room: str, thread: str | None, now: datetime) -> ProtocolView:
        """Begin; it ends by itself two hours after the event's end, at the latest after twelve hours."""
        end = await self._session.scalar(select(EVENT.end).where(EVENT.id == spot.event_id))
        ends = now + LONGEST
        if end is not None and now < end + AFTER_THE_END < ends:
            ends = end + AFTER_THE_END
        row = Protocol(
            event_id=spot.event_id,
            session_id=spot.session_id,
            room_id=room,
            thread=thread,
            started_at=now,
            ends_at=ends,
        )
        self._session.add(row)
        await self._session.flush()
        return ProtocolView(row.id, spot, room, thread, row.started_at, row.ends_at)

    async def stop(self, protocol_id: int, now: datetime) -> None:
        """End one now."""
        await self._session.execute(update(Protocol).where(Protocol.id == protocol_id).values(ends_at=now))

    async def forget_before(self, when: datetime) -> None:
        """Delete those that ended before then; the notes stay."""
        await self._session.execute(delete(Protocol).where(Protocol.ends_at < when))
