"""Bringing the rows of deliveries in line with events and rooms, in the transaction that changed these."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, case, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.planning import (
    CHANGES,
    DEFAULT_OFFSETS,
    DRAFT,
    NETWORK,
    OF_EVENTS,
    ORGANISERS,
    PERSON,
    Due,
    Kind,
    PlanEvent,
    PlanRoom,
    State,
    Told,
    plan_event,
)
from storage.quiet import Quiet
from storage.subscriptions import Subscriptions
from storage.tables.chat import Room
from storage.tables.delivery import Delivery
from storage.tables.event import Event
from storage.tables.note import Summary
from storage.tables.participation import SIGNED_OFF, Registration
from storage.tables.person import Organisation
from storage.when import Precision

TABLE: Any = Delivery.__table__
AT_ONCE = 100  # events planned by the same queries
LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
BOARD_SUBJECT = "Termine"
OVERTAKEN = "durch eine Änderung überholt"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator sets for all deliveries.

    ``grace``: how long an announcement waits; ``land``: for holidays; ``pinned``: how long a summary stays pinned.
    """

    grace: timedelta = timedelta(minutes=10)
    land: str | None = None
    pinned: timedelta = timedelta(days=14)


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


def plan_room(room_id: str, role: str, settings: Mapping[str, Any], land: str | None) -> PlanRoom:
    """Read what a room has set; ``settings`` as :class:`storage.chat.RoomRecord` keeps them."""
    quiet = settings.get("ruhe") or (None, None)
    begin, end = (time.fromisoformat(value) if value else None for value in quiet)
    since = settings.get("seit")
    return PlanRoom(
        room_id=room_id,
        role=role,
        since=datetime.fromisoformat(since) if since else LONG_AGO,
        offsets=tuple(settings.get("erinnerungen", DEFAULT_OFFSETS)),
        quiet=Quiet(begin, end, land),
    )


async def plan_rooms(session: AsyncSession, policy: Policy) -> list[PlanRoom]:
    """Return the rooms that have a role and that the bot is in."""
    rows = await session.execute(_ROOMS)
    return [plan_room(row.room_id, row.role, row.settings, row.land or policy.land) for row in rows]


async def replan_events(
    session: AsyncSession, policy: Policy, event_ids: Iterable[int], now: datetime, *, quiet: bool = False
) -> None:
    """Bring deliveries in line with events and rooms. ``quiet``: new events are not announced."""
    await session.flush()
    wanted = list(event_ids)
    rooms = await plan_rooms(session, policy)
    for start in range(0, len(wanted), AT_ONCE):
        await _replan(session, policy, wanted[start : start + AT_ONCE], rooms, now, quiet=quiet)
    await _plan_boards(session, rooms, now + policy.grace)


async def _replan(
    session: AsyncSession, policy: Policy, ids: list[int], rooms: list[PlanRoom], now: datetime, *, quiet: bool
) -> None:
    existing = await _rows_of(session, ids)
    people = await _people_of(session, ids)
    fresh: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    overtaken: list[int] = []
    for event, town, has_summary in (await session.execute(_EVENTS, {"ids": ids})).all():
        is_new = event.status != DRAFT and event.published_at is None
        if is_new:
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
            said=said_of(event, town),
            has_summary=has_summary,
        )
        rows = [row for row in existing[event.id] if row.kind != Kind.SUBSCRIPTION.value]
        notices = [row for row in existing[event.id] if row.kind == Kind.SUBSCRIPTION.value]
        planned = plan_event(view, [*rooms, *people[event.id]], told_by_room(rows), policy.grace, now)
        settled = _settle(view.ref, event.id, rows, planned, now)
        fresh += settled.fresh
        changes += settled.changes
        overtaken += settled.overtaken
        if is_new and not quiet and view.over is not None and view.over > now:
            text = " ".join((event.title, event.kind or "", event.description or "", town or "", *event.topics))
            due = now + policy.grace
            told = await Subscriptions(session).notices(view.ref, text, due, event_id=event.id)
            settled = _settle_notices(notices, told, due)
            fresh += settled.fresh
            changes += settled.changes
        elif event.status == DRAFT:  # it was taken back, and may be entered again
            overtaken += [row.id for row in notices if row.state == State.PLANNED.value]
    if fresh:
        await session.execute(TABLE.insert(), fresh)
    if changes:
        await session.execute(_CHANGE, changes)
    for start in range(0, len(overtaken), AT_ONCE):
        await session.execute(_OVERTAKE, {"ids": overtaken[start : start + AT_ONCE]})
    await session.flush()


_ROOMS = (
    select(Room.room_id, Room.role, Room.settings, Room.land)
    .where(Room.role.in_((NETWORK, ORGANISERS)), Room.left_at.is_(None))
    .order_by(Room.room_id)
)
_EVENTS = (
    select(Event, Organisation.name, exists().where(Summary.event_id == Event.id, Summary.status != DRAFT))
    .outerjoin(Organisation, Organisation.id == Event.town_id)
    .where(Event.id.in_(bindparam("ids", expanding=True)))
    .order_by(Event.id)
)
_OF_EVENTS = (
    select(
        *(TABLE.c[name] for name in ("id", "event_id", "kind", "room_id", "occurrence", "state", "reason")),
        *(TABLE.c[name] for name in ("attempts", "due_at", "try_at", "sent_at")),
        case((TABLE.c.state == State.SENT.value, TABLE.c.data)).label("data"),  # reading JSON takes its time
    )
    .where(
        TABLE.c.event_id.in_(bindparam("ids", expanding=True)),
        TABLE.c.kind.in_([kind.value for kind in (*OF_EVENTS, Kind.KNOWN, Kind.SUBSCRIPTION)]),
    )
    .order_by(TABLE.c.id)
)
# Somebody else may have claimed or sent a row meanwhile: what it says is compared when it is settled. Written so that
# SQLite does not take the index on the state, and with it all that is planned.
_IS_FREE = (TABLE.c.state != State.CLAIMED.value) & (TABLE.c.state != State.SENT.value)
_CHANGE = (
    update(TABLE)
    .where(TABLE.c.id == bindparam("row"), _IS_FREE)
    .values(
        state=bindparam("new_state"),
        reason=bindparam("why"),
        due_at=bindparam("new_due", type_=TABLE.c.due_at.type),
        try_at=bindparam("new_try", type_=TABLE.c.try_at.type),
    )
)
_PEOPLE = (
    select(Registration.event_id, Registration.matrix_id)
    .where(Registration.event_id.in_(bindparam("ids", expanding=True)), Registration.state != SIGNED_OFF)
    .order_by(Registration.id)
)
_OVERTAKE = (
    update(TABLE)
    .where(TABLE.c.id.in_(bindparam("ids", expanding=True)), _IS_FREE)
    .values(state=State.CANCELLED.value, reason=OVERTAKEN)
)
_BOARDS = select(TABLE.c.id, TABLE.c.room_id, TABLE.c.state, TABLE.c.due_at).where(TABLE.c.kind == Kind.BOARD.value)
_LOOK_AGAIN = (
    update(TABLE)
    .where(TABLE.c.id.in_(bindparam("ids", expanding=True)), TABLE.c.state != State.CLAIMED.value)
    .values(
        state=State.PLANNED.value,
        due_at=bindparam("due", type_=TABLE.c.due_at.type),
        try_at=bindparam("due", type_=TABLE.c.try_at.type),
        reason=None,
    )
)


async def _rows_of(session: AsyncSession, ids: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in await session.execute(_OF_EVENTS, {"ids": ids}):
        found[row.event_id].append(row)
    return found


async def _people_of(session: AsyncSession, ids: list[int]) -> dict[int, list[PlanRoom]]:
    """Return by event who signed up or waits for a place, as rooms."""
    found: dict[int, list[PlanRoom]] = defaultdict(list)
    for event_id, matrix_id in await session.execute(_PEOPLE, {"ids": ids}):
        found[event_id].append(PlanRoom(matrix_id, PERSON, LONG_AGO))
    return found


async def _plan_boards(session: AsyncSession, rooms: list[PlanRoom], due: datetime) -> None:
    """See that the list of coming events in each network room is looked at soon."""
    wanted = {room.room_id for room in rooms if room.role == NETWORK}
    boards = {row.room_id: row for row in await session.execute(_BOARDS)}
    fresh = [new_row(Kind.BOARD, BOARD_SUBJECT, room, "", due) for room in sorted(wanted - boards.keys())]
    if fresh:
        await session.execute(TABLE.insert(), fresh)
    look, call_off = [], []
    for room, row in boards.items():
        is_planned = row.state == State.PLANNED.value
        if room not in wanted:
            if is_planned:
                call_off.append(row.id)
        elif (is_planned and row.due_at > due) or (not is_planned and row.state != State.CLAIMED.value):
            look.append(row.id)
    for start in range(0, len(look), AT_ONCE):
        await session.execute(_LOOK_AGAIN, {"ids": look[start : start + AT_ONCE], "due": due})
    for start in range(0, len(call_off), AT_ONCE):
        await session.execute(_OVERTAKE, {"ids": call_off[start : start + AT_ONCE]})


def new_row(
    kind: Kind,
    subject: str,
    room_id: str,
    occurrence: str,
    due_at: datetime,
    *,
    event_id: int | None = None,
    missed: str | None = None,
    data: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the values of a new row. ``missed``: why it is not said at all."""
    return {
        "kind": kind.value,
        "subject": subject,
        "room_id": room_id,
        "occurrence": occurrence,
        "event_id": event_id,
        "due_at": due_at,
        "try_at": due_at,
        "state": (State.MISSED if missed else State.PLANNED).value,
        "reason": missed,
        "attempts": 0,
        "data": dict(data or {}),
    }


def told_by_room(rows: Iterable[Any]) -> dict[str, Told]:
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


@dataclass(frozen=True, slots=True)
class _Settled:
    """What a plan makes of the rows of an event. ``overtaken``: ids of rows that are called off."""

    fresh: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    overtaken: list[int]


def _settle(ref: str, event_id: int, rows: list[Any], planned: Iterable[Due], now: datetime) -> _Settled:
    """Compare the rows that are there with what is planned."""
    by_key = {(row.kind, row.room_id, row.occurrence): row for row in rows}
    open_changes = {row.room_id: row for row in rows if row.kind in CHANGES and row.state == State.PLANNED.value}
    wanted: set[tuple[str, str, str]] = set()
    fresh: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
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
            fresh.append(new_row(due.kind, ref, due.room_id, due.occurrence, due_at, event_id=event_id, missed=missed))
        elif row.state == State.PLANNED.value and due.skip:
            changes.append(_change(row, State.MISSED, due.skip, due_at, due_at))
        elif row.state == State.PLANNED.value and due_at != row.due_at:
            changes.append(
                _change(row, State.PLANNED, row.reason, due_at, max(row.try_at, due_at) if row.attempts else due_at)
            )
        elif row.state == State.CANCELLED.value and not missed:
            changes.append(_change(row, State.PLANNED, None, due_at, due_at))
    overtaken = [row.id for key, row in by_key.items() if row.state == State.PLANNED.value and key not in wanted]
    return _Settled(fresh, changes, overtaken)


def _settle_notices(rows: list[Any], told: list[dict[str, Any]], due: datetime) -> _Settled:
    """Compare the notices to subscribers that are there with those of an event entered, maybe for the second time."""
    known = {row.room_id: row for row in rows}
    fresh = [one for one in told if one["room_id"] not in known]
    again = [known[one["room_id"]] for one in told if one["room_id"] in known]
    changes = [_change(row, State.PLANNED, None, due, due) for row in again if row.state == State.CANCELLED.value]
    return _Settled(fresh, changes, [])


def _change(row: Any, state: State, reason: str | None, due_at: datetime, try_at: datetime) -> dict[str, Any]:
    return {"row": row.id, "new_state": state.value, "why": reason, "new_due": due_at, "new_try": try_at}
