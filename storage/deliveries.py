"""The rows of what must be said: planned with the change that causes them, claimed, settled, listed.

The promises stand at the head of :mod:`storage.planning`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import EVENT, bound
from storage.planning import DRAFT, NETWORK, Kind, PlanRoom, State
from storage.replanning import (
    OVERTAKEN,
    TABLE,
    Policy,
    new_row,
    plan_room,
    replan_events,
    said_now,
    said_of,
    told_by_room,
)
from storage.tables.chat import Room

DELIVERY: Any = TABLE.c


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
    try_at: datetime | None = None  # when it is tried next, if that is not due_at
    tried_by: str | None = None  # the Matrix device that may have sent it before


class Deliveries:
    """The deliveries in one unit of work."""

    def __init__(self, session: AsyncSession, policy: Policy) -> None:
        self._session = session
        self._policy = policy
        self.changed = False  # whether something was planned in this unit of work: the clock must look again

    @property
    def grace(self) -> timedelta:
        """How long an announcement waits."""
        return self._policy.grace

    @property
    def pinned(self) -> timedelta:
        """How long a summary stays pinned; nothing if it is not."""
        return self._policy.pinned

    async def replan(self, event_ids: Iterable[int], now: datetime, *, quiet: bool = False) -> None:
        """Bring deliveries in line with events and rooms. ``quiet``: new events are not announced."""
        await replan_events(self._session, self._policy, event_ids, now, quiet=quiet)
        self.changed = True

    async def ahead(self, now: datetime) -> list[int]:
        """Return the ids of events that are not over, soonest first."""
        rows = await self._session.scalars(
            select(EVENT.id)
            .where(EVENT.status != DRAFT, or_(EVENT.end > now, EVENT.start > now - timedelta(days=1)))
            .order_by(EVENT.start)
        )
        return list(rows)

    async def room(self, room_id: str) -> PlanRoom | None:
        """Return what is set for a room, if it has a role."""
        row = await self._session.get(Room, room_id)
        if row is None or not row.role:
            return None
        return plan_room(room_id, row.role, row.settings, row.land or self._policy.land)

    async def add(self, *rows: DeliveryView) -> None:
        """Plan single messages; one that is there already stays as it is."""
        await self.insert(
            new_row(
                row.kind,
                row.subject,
                row.room_id,
                row.occurrence,
                row.due_at,
                event_id=row.event_id,
                data=row.data,
            )
            | {"state": row.state.value, "reason": row.reason}
            for row in rows
        )

    async def insert(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Plan rows as :func:`storage.replanning.new_row` makes them; one that is there already stays as it is."""
        for row in rows:
            same = [DELIVERY[name] == row[name] for name in ("kind", "subject", "room_id", "occurrence")]
            if await self._session.scalar(select(DELIVERY.id).where(*same)) is None:
                await self._session.execute(TABLE.insert(), dict(row))
                self.changed = True

    async def note_known(self, subject: str, event_id: int, person: str, now: datetime) -> None:
        """Note that somebody knows an event as it stands now: of a later move or cancellation they are told."""
        said = {"gesagt": await said_now(self._session, subject)}
        row = new_row(Kind.KNOWN, subject, person, f"{now:%Y-%m-%dT%H:%M:%S.%f}", now, event_id=event_id, data=said)
        await self.insert([row | {"state": State.SENT.value, "sent_at": now}])

    async def call_off(
        self, kind: Kind | None, subject: str | None, reason: str, *, room_id: str | None = None
    ) -> int:
        """Call off what is planned of a kind, under a subject, for a room; returns how many."""
        conditions = [DELIVERY.state == State.PLANNED.value]
        if kind is not None:
            conditions.append(DELIVERY.kind == kind.value)
        if subject is not None:
            conditions.append(DELIVERY.subject == subject)
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

    async def release_claims(self, now: datetime) -> None:
        """Free what a process claimed that is known to be gone."""
        await self._session.execute(
            update(TABLE).where(DELIVERY.state == State.CLAIMED.value).values(leased_until=now)
        )

    async def claim(
        self, now: datetime, device: str, lease: timedelta, *, most_rooms: int = 50, busy: Iterable[str] = ()
    ) -> list[DeliveryView]:
        """Take what is due in some rooms, for ``lease``: after a crash it is free again when that is over.

        A room's rows are taken together, so that what was put together once stays together; none of ``busy`` rooms.
        ``tried_by`` of the answer is the device of an earlier try, ``device`` is noted for the next.
        """
        rooms = list(
            await self._session.scalars(_DUE_ROOMS, {"now": now, "most": most_rooms, "busy": list(busy) or [""]})
        )
        if not rooms:
            return []
        rows = (await self._session.execute(_DUE, {"now": now, "rooms": rooms})).all()
        values = {"until": now + lease, "device": device[:64]}
        for start in range(0, len(rows), 500):
            await self._session.execute(_CLAIM, {**values, "ids": [row.id for row in rows[start : start + 500]]})
        return [_view(row) for row in rows]

    async def settle(self, results: Iterable[DeliveryView], now: datetime | None = None) -> None:
        """Note what became of claimed rows; one that is planned again is tried at its ``try_at``.

        With ``now``: an event that changed while its rows were claimed is planned again.
        """
        changed: set[int] = set()
        current: dict[str, Mapping[str, Any]] = {}
        for one in results:
            await self._session.execute(
                _SETTLE,
                {
                    "row": one.id,
                    "new_state": one.state.value,
                    "new_due": one.due_at,
                    "new_try": max(one.try_at or one.due_at, one.due_at),
                    "why": one.reason,
                    "tries": one.attempts,
                    "event": one.sent_event,
                    "time": one.sent_at,
                    "new_data": dict(one.data),
                },
            )
            if now is None or one.event_id is None:
                continue
            if one.state is State.PLANNED:
                changed.add(one.event_id)
            elif one.state is State.SENT and "gesagt" in one.data:
                if one.subject not in current:
                    current[one.subject] = await said_now(self._session, one.subject)
                if current[one.subject] != one.data["gesagt"]:
                    changed.add(one.event_id)
        if changed and now is not None:
            await self.replan(sorted(changed), now)

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

    async def by_message(self, room_id: str, event_id: str) -> list[DeliveryView]:
        """Return the rows that a message said, in the order planned: several where it was made of several."""
        query = select(TABLE).where(DELIVERY.room_id == room_id, DELIVERY.sent_event == event_id)
        return [_view(row) for row in await self._session.execute(query.order_by(DELIVERY.id))]

    async def sweep(self, before: datetime) -> None:
        """Delete rows that were settled, and due, before then; announcements stay while their event is ahead."""
        over = select(EVENT.id).where(func.coalesce(EVENT.end, EVENT.start) < before)
        settled = DELIVERY.state.not_in((State.PLANNED.value, State.CLAIMED.value))
        is_old = or_(DELIVERY.event_id.in_(over), DELIVERY.event_id.is_(None))
        no_board = DELIVERY.kind != Kind.BOARD.value
        await self._session.execute(delete(TABLE).where(settled, DELIVERY.due_at < before, is_old, no_board))

    async def listed(
        self,
        states: tuple[State, ...],
        *,
        offset: int,
        limit: int,
        newest_first: bool = False,
        since: datetime | None = None,
    ) -> tuple[list[DeliveryView], int]:
        """Return a page of rows in these states, and how many there are; lists kept for ever and notes apart."""
        conditions = [
            DELIVERY.state.in_([state.value for state in states]),
            DELIVERY.kind.not_in((Kind.BOARD.value, Kind.KNOWN.value)),
        ]
        if since is not None:
            conditions.append(DELIVERY.due_at >= since)
        total = await self._session.scalar(select(func.count()).select_from(TABLE).where(*conditions))
        order = DELIVERY.due_at.desc() if newest_first else DELIVERY.due_at.asc()
        rows = await self._session.execute(
            select(TABLE).where(*conditions).order_by(order, DELIVERY.id).offset(offset).limit(limit)
        )
        return [_view(row) for row in rows], total or 0


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
        try_at=row.try_at,
        tried_by=row.tried_by,
    )


_IS_DUE = or_(
    (DELIVERY.state == State.PLANNED.value) & (DELIVERY.try_at <= bound("now", DELIVERY.due_at)),
    (DELIVERY.state == State.CLAIMED.value) & (DELIVERY.leased_until <= bound("now", DELIVERY.due_at)),
)
_DUE_ROOMS = (
    select(DELIVERY.room_id)
    .where(_IS_DUE, DELIVERY.room_id.not_in(bound("busy", DELIVERY.room_id, several=True)))
    .group_by(DELIVERY.room_id)
    .order_by(func.min(DELIVERY.try_at))
    .limit(bindparam("most"))
)
_DUE = (
    select(TABLE)
    .where(_IS_DUE, DELIVERY.room_id.in_(bound("rooms", DELIVERY.room_id, several=True)))
    .order_by(DELIVERY.due_at, DELIVERY.id)
    .with_for_update(skip_locked=True)
)
_NEXT_DUE = select(func.min(DELIVERY.try_at)).where(DELIVERY.state == State.PLANNED.value)
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
        tried_by=bindparam("device"),
        leased_until=bindparam("until", type_=DELIVERY.leased_until.type),
    )
)
_SETTLE = (
    update(TABLE)
    .where(DELIVERY.id == bindparam("row"))
    .values(
        state=bindparam("new_state"),
        due_at=bindparam("new_due", type_=DELIVERY.due_at.type),
        try_at=bindparam("new_try", type_=DELIVERY.due_at.type),
        reason=bindparam("why"),
        attempts=bindparam("tries"),
        sent_event=bindparam("event"),
        sent_at=bindparam("time", type_=DELIVERY.sent_at.type),
        data=bindparam("new_data", type_=DELIVERY.data.type),
        leased_until=None,
    )
)

__all__ = [
    "NETWORK",
    "OVERTAKEN",
    "Deliveries",
    "DeliveryView",
    "Policy",
    "plan_room",
    "said_now",
    "said_of",
    "told_by_room",
]
