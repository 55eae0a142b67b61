"""The rows of what must be said: planned with the change that causes them, claimed, settled, listed.

The promises stand at the head of :mod:`storage.planning`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import EVENT, bound
from storage.planning import (
    CHANGES,
    DEFAULT_OFFSETS,
    DRAFT,
    NETWORK,
    Due,
    Kind,
    PlanEvent,
    PlanRoom,
    State,
    Told,
    plan_event,
)
from storage.quiet import Quiet
from storage.tables.chat import Room
from storage.tables.delivery import Delivery
from storage.tables.event import Event
from storage.tables.note import Summary
from storage.tables.person import Organisation
from storage.when import Precision

TABLE: Any = Delivery.__table__
DELIVERY: Any = TABLE.c
PLANNED_KINDS = (Kind.ANNOUNCEMENT, Kind.REMINDER, Kind.REQUEST, Kind.SECOND_REQUEST)
AT_ONCE = 100  # events planned by the same queries


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator sets for all deliveries. ``grace``: how long an announcement waits; ``land``: for holidays."""

    grace: timedelta = timedelta(minutes=10)
    land: str | None = None


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One row. Times in UTC."""

    id: int
    kind: Kind
    subject: str
    room_id: str
    occurrence: str
    event_id: int | None
    due_at: datetime
    state: State
    reason: str | None = None
    attempts: int = 0
    sent_event: str | None = None
    sent_at: datetime | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def said_of(event: Event, town: str | None) -> dict[str, Any]:
    """Return what an announcement says of an event, to notice later what has changed."""
    return {
        "title": event.title,
        "start": event.start.isoformat() if event.start else None,
        "end": event.end.isoformat() if event.end else None,
        "precision": event.precision,
        "written": event.date_as_written,
        "place": event.place,
        "town": town,
        "mode": event.mode,
        "status": event.status if event.status in {"abgesagt", "verschoben"} else "geplant",
        "link": event.online_link,
        "description": event.description,
        "registration": event.registration_url,
    }


async def said_now(session: AsyncSession, ref: str) -> dict[str, Any]:
    """Return what an announcement would say of an event now; ``ref`` like ``W12``."""
    event = await session.scalar(select(Event).where(Event.number == int(ref[1:])))
    if event is None:
        return {}
    town = await session.scalar(select(Organisation.name).where(Organisation.id == event.town_id))
    return said_of(event, town)


class Deliveries:
    """The deliveries in one unit of work."""

    def __init__(self, session: AsyncSession, policy: Policy) -> None:
        self._session = session
        self._policy = policy
        self.changed = False  # whether something was planned in this unit of work: the clock must look again

    async def replan(self, event_ids: Iterable[int], now: datetime, *, quiet: bool = False) -> None:
        """Bring deliveries in line with events and rooms. ``quiet``: new events are not announced."""
        await self._session.flush()
        wanted = list(event_ids)
        rooms = await self._rooms()
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            events = await self._session.scalars(select(Event).where(Event.id.in_(some)).order_by(Event.id))
            await self._replan(list(events), rooms, now, quiet=quiet)

    async def ahead(self, now: datetime) -> list[int]:
        """Return the ids of events that are not over, soonest first."""
        rows = await self._session.scalars(
            select(EVENT.id)
            .where(EVENT.status != DRAFT, or_(EVENT.end > now, EVENT.start > now - timedelta(days=1)))
            .order_by(EVENT.start)
        )
        return list(rows)

    async def _rooms(self) -> list[PlanRoom]:
        rows = await self._session.scalars(
            select(Room).where(Room.role.in_(("netzwerk", "orga")), Room.left_at.is_(None)).order_by(Room.room_id)
        )
        return [plan_room(row.room_id, row.role or "", row.settings, row.land or self._policy.land) for row in rows]

    async def _replan(self, events: list[Event], rooms: list[PlanRoom], now: datetime, *, quiet: bool) -> None:
        ids = [event.id for event in events]
        existing = await self._of_events(ids)
        towns = dict(
            (
                await self._session.execute(
                    select(Organisation.id, Organisation.name).where(
                        Organisation.id.in_({event.town_id for event in events if event.town_id})
                    )
                )
            ).all()
        )
        done = set(
            await self._session.scalars(
                select(Summary.event_id).where(Summary.event_id.in_(ids), Summary.status != DRAFT)
            )
        )
        fresh: list[dict[str, Any]] = []
        for event in events:
            if event.status != DRAFT and event.published_at is None:
                event.published_at, event.quiet = now, quiet
            view = PlanEvent(
                ref=f"W{event.number}",
                status=event.status,
                start=event.start,
                end=event.end,
                precision=Precision(event.precision),
                zone=event.zone,
                published_at=event.published_at or now,
                quiet=event.quiet,
                sequence=event.sequence,
                said=said_of(event, towns.get(event.town_id or 0)),
                has_summary=event.id in done,
            )
            rows = existing[event.id]
            planned = plan_event(view, rooms, told_by_room(rows), self._policy.grace, now)
            fresh += _settle(view.ref, event.id, rows, planned, now)
        if fresh:
            await self._session.execute(TABLE.insert(), fresh)
        await self._session.flush()
        self.changed = True

    async def _of_events(self, ids: list[int]) -> dict[int, list[Delivery]]:
        found: dict[int, list[Delivery]] = defaultdict(list)
        kinds = [
            kind.value for kind in (*CHANGES, Kind.ANNOUNCEMENT, Kind.REMINDER, Kind.REQUEST, Kind.SECOND_REQUEST)
        ]
        rows = await self._session.scalars(
            select(Delivery).where(Delivery.event_id.in_(ids), Delivery.kind.in_(kinds)).order_by(Delivery.id)
        )
        for row in rows:
            if row.event_id is not None:
                found[row.event_id].append(row)
        return found

    async def add(self, *rows: DeliveryView) -> None:
        """Plan single messages; one that is there already stays as it is."""
        for row in rows:
            known = await self._session.scalar(
                select(DELIVERY.id).where(
                    DELIVERY.kind == row.kind.value,
                    DELIVERY.subject == row.subject,
                    DELIVERY.room_id == row.room_id,
                    DELIVERY.occurrence == row.occurrence,
                )
            )
            if known is None:
                values = {
                    "kind": row.kind.value,
                    "subject": row.subject,
                    "room_id": row.room_id,
                    "occurrence": row.occurrence,
                    "event_id": row.event_id,
                    "due_at": row.due_at,
                    "state": row.state.value,
                    "reason": row.reason,
                    "attempts": 0,
                    "data": dict(row.data),
                }
                await self._session.execute(TABLE.insert(), values)
                self.changed = True

    async def call_off(self, kind: Kind, subject: str, reason: str, *, room_id: str | None = None) -> int:
        """Call off what is planned under a subject; returns how many."""
        conditions = [DELIVERY.kind == kind.value, DELIVERY.subject == subject, DELIVERY.state == State.PLANNED.value]
        if room_id is not None:
            conditions.append(DELIVERY.room_id == room_id)
        done: Any = await self._session.execute(
            update(TABLE).where(*conditions).values(state=State.CANCELLED.value, reason=reason)
        )
        self.changed = True
        return int(done.rowcount)

    async def next_due(self) -> datetime | None:
        """Return when something is due next."""
        return await self._session.scalar(_NEXT_DUE)

    async def has_stale_claims(self, now: datetime) -> bool:
        """Whether somebody took a row and did not settle it in time."""
        return await self._session.scalar(_STALE, {"now": now}) is not None

    async def claim(self, now: datetime, owner: str, lease: timedelta, *, limit: int = 200) -> list[DeliveryView]:
        """Take what is due, for ``lease``: nobody else gets it until then, and after a crash it is free again."""
        rows = (await self._session.execute(_DUE, {"now": now, "most": limit})).all()
        if rows:
            await self._session.execute(
                _CLAIM, {"ids": [row.id for row in rows], "owner": owner, "until": now + lease}
            )
        return [_view(row) for row in rows]

    async def settle(self, results: Iterable[DeliveryView]) -> None:
        """Note what became of claimed rows; one that is planned again is due at its ``due_at``."""
        for one in results:
            await self._session.execute(
                _SETTLE,
                {
                    "row": one.id,
                    "new_state": one.state.value,
                    "new_due": one.due_at,
                    "why": one.reason,
                    "tries": one.attempts,
                    "event": one.sent_event,
                    "time": one.sent_at,
                    "new_data": dict(one.data),
                },
            )

    async def note_data(self, row_id: int, data: Mapping[str, Any]) -> None:
        """Replace what a row remembers."""
        await self._session.execute(update(TABLE).where(DELIVERY.id == row_id).values(data=dict(data)))

    async def of_event(self, event_id: int, room_id: str | None = None) -> list[DeliveryView]:
        """Return all rows of an event, in the order planned."""
        query = select(TABLE).where(DELIVERY.event_id == event_id)
        if room_id is not None:
            query = query.where(DELIVERY.room_id == room_id)
        return [_view(row) for row in await self._session.execute(query.order_by(DELIVERY.id))]

    async def of_subject(self, kind: Kind, subject: str) -> list[DeliveryView]:
        """Return all rows of a kind under a subject, in the order planned."""
        query = select(TABLE).where(DELIVERY.kind == kind.value, DELIVERY.subject == subject).order_by(DELIVERY.id)
        return [_view(row) for row in await self._session.execute(query)]

    async def by_message(self, room_id: str, event_id: str) -> DeliveryView | None:
        """Return the row whose message this is."""
        row = (
            await self._session.execute(
                select(TABLE).where(DELIVERY.room_id == room_id, DELIVERY.sent_event == event_id).limit(1)
            )
        ).first()
        return _view(row) if row else None

    async def sweep(self, before: datetime) -> None:
        """Delete rows that were settled, and due, before then; announcements stay while their event is ahead."""
        over = select(EVENT.id).where(func.coalesce(EVENT.end, EVENT.start) < before)
        settled = DELIVERY.state.not_in((State.PLANNED.value, State.CLAIMED.value))
        is_old = or_(DELIVERY.event_id.in_(over), DELIVERY.event_id.is_(None))
        await self._session.execute(delete(TABLE).where(settled, DELIVERY.due_at < before, is_old))

    async def listed(
        self,
        states: tuple[State, ...],
        *,
        offset: int,
        limit: int,
        newest_first: bool = False,
        since: datetime | None = None,
    ) -> tuple[list[DeliveryView], int]:
        """Return a page of rows in these states, and how many there are."""
        conditions = [DELIVERY.state.in_([state.value for state in states])]
        if since is not None:
            conditions.append(DELIVERY.due_at >= since)
        total = await self._session.scalar(select(func.count()).select_from(TABLE).where(*conditions))
        order = DELIVERY.due_at.desc() if newest_first else DELIVERY.due_at.asc()
        rows = await self._session.execute(
            select(TABLE).where(*conditions).order_by(order, DELIVERY.id).offset(offset).limit(limit)
        )
        return [_view(row) for row in rows], total or 0


def plan_room(room_id: str, role: str, settings: Mapping[str, Any], land: str | None) -> PlanRoom:
    """Read what a room has set; ``settings`` as :class:`storage.chat.RoomRecord` keeps them."""
    quiet = settings.get("ruhe") or (None, None)
    begin, end = (time.fromisoformat(value) if value else None for value in quiet)
    since = settings.get("seit")
    return PlanRoom(
        room_id=room_id,
        role=role,
        since=datetime.fromisoformat(since) if since else datetime.fromisoformat("1970-01-01T00:00:00+00:00"),
        offsets=tuple(settings.get("erinnerungen", DEFAULT_OFFSETS)),
        quiet=Quiet(begin, end, land),
    )


def told_by_room(rows: Iterable[Delivery]) -> dict[str, Told]:
    """Return what each room was told last, by what was sent."""
    told: dict[str, Told] = {}
    latest: dict[str, datetime] = {}
    for row in rows:
        if row.state != State.SENT.value or "gesagt" not in row.data or row.sent_at is None:
            continue
        announced = row.kind == Kind.ANNOUNCEMENT.value or (row.room_id in told and told[row.room_id].announced)
        if row.room_id not in latest or row.sent_at >= latest[row.room_id]:
            told[row.room_id] = Told(row.data["gesagt"], announced)
            latest[row.room_id] = row.sent_at
        else:
            told[row.room_id] = replace(told[row.room_id], announced=announced)
    return told


def _settle(
    ref: str, event_id: int, rows: list[Delivery], planned: Iterable[Due], now: datetime
) -> list[dict[str, Any]]:
    """Change the rows that are there to what is planned; returns the new ones."""
    by_key = {(row.kind, row.room_id, row.occurrence): row for row in rows}
    open_changes = {row.room_id: row for row in rows if row.kind in CHANGES and row.state == State.PLANNED.value}
    wanted: set[tuple[str, str, str]] = set()
    fresh: list[dict[str, Any]] = []
    for due in planned:
        key = (due.kind.value, due.room_id, due.occurrence)
        wanted.add(key)
        due_at = due.due_at
        waiting = open_changes.get(due.room_id)
        if due.kind in CHANGES and waiting is not None:
            due_at = min(due_at, waiting.due_at)  # several changes within the grace time become one message
        row = by_key.get(key)
        missed = due.skip or (due.past if due.due_at <= now else None)
        if row is None:
            fresh.append(
                {
                    "kind": due.kind.value,
                    "subject": ref,
                    "room_id": due.room_id,
                    "occurrence": due.occurrence,
                    "event_id": event_id,
                    "due_at": due_at,
                    "state": (State.MISSED if missed else State.PLANNED).value,
                    "reason": missed,
                    "attempts": 0,
                    "data": {},
                }
            )
        elif row.state == State.PLANNED.value:
            row.due_at = due_at if not row.attempts else row.due_at
            if due.skip:
                row.state, row.reason = State.MISSED.value, due.skip
        elif row.state == State.CANCELLED.value and not missed:
            row.state, row.reason, row.due_at = State.PLANNED.value, None, due_at
    for key, row in by_key.items():
        if row.state == State.PLANNED.value and key not in wanted:
            row.state, row.reason = State.CANCELLED.value, "durch eine Änderung überholt"
    return fresh


def _view(row: Any) -> DeliveryView:
    return DeliveryView(
        id=row.id,
        kind=Kind(row.kind),
        subject=row.subject,
        room_id=row.room_id,
        occurrence=row.occurrence,
        event_id=row.event_id,
        due_at=row.due_at,
        state=State(row.state),
        reason=row.reason,
        attempts=row.attempts,
        sent_event=row.sent_event,
        sent_at=row.sent_at,
        data=row.data or {},
    )


_DUE = (
    select(TABLE)
    .where(
        or_(
            (DELIVERY.state == State.PLANNED.value) & (DELIVERY.due_at <= bound("now", DELIVERY.due_at)),
            (DELIVERY.state == State.CLAIMED.value) & (DELIVERY.leased_until <= bound("now", DELIVERY.due_at)),
        )
    )
    .order_by(DELIVERY.due_at, DELIVERY.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_NEXT_DUE = select(func.min(DELIVERY.due_at)).where(DELIVERY.state == State.PLANNED.value)
_STALE = (
    select(DELIVERY.id)
    .where(DELIVERY.state == State.CLAIMED.value, DELIVERY.leased_until <= bound("now", DELIVERY.due_at))
    .limit(1)
)
_CLAIM = (
    update(TABLE)
    .where(DELIVERY.id.in_(bound("ids", DELIVERY.id, several=True)))
    .values(
        state=State.CLAIMED.value,
        leased_by=bindparam("owner"),
        leased_until=bindparam("until", type_=DELIVERY.leased_until.type),
    )
)
_SETTLE = (
    update(TABLE)
    .where(DELIVERY.id == bindparam("row"))
    .values(
        state=bindparam("new_state"),
        due_at=bindparam("new_due", type_=DELIVERY.due_at.type),
        reason=bindparam("why"),
        attempts=bindparam("tries"),
        sent_event=bindparam("event"),
        sent_at=bindparam("time", type_=DELIVERY.sent_at.type),
        data=bindparam("new_data", type_=DELIVERY.data.type),
        leased_by=None,
        leased_until=None,
    )
)

__all__ = ["NETWORK", "Deliveries", "DeliveryView", "Policy", "plan_room", "said_of", "told_by_room"]
