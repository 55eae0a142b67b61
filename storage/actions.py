"""Action items (Maßnahmen): asked for, done, and the notices when they are due."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.deliveries import Deliveries, DeliveryView, plan_room
from storage.events import event_number
from storage.notes import Notes
from storage.planning import NETWORK, ORGANISERS, Kind, State
from storage.tables.chat import Room
from storage.tables.note import ActionItem
from storage.views import ActionView, Page
from storage.when import Precision, When

OPEN, DONE = "offen", "erledigt"
NOTICE_AT = time(9)  # of the day on which something is due
SNOOZE = timedelta(days=7)
DONE_REASON = "erledigt oder geändert"


class Actions:
    """Action items in one unit of work."""

    def __init__(self, session: AsyncSession, deliveries: Deliveries) -> None:
        self._session = session
        self._deliveries = deliveries
        self._notes = Notes(session)

    async def list(
        self,
        *,
        state: str | None = OPEN,
        event_ref: str | None = None,
        person: str | None = None,
        offset: int = 0,
        limit: int = 5,
    ) -> Page[ActionView]:
        """Return action items in a state, of an event, or of a person (Matrix id)."""
        given = {
            "state": state,
            "event_number": event_number(event_ref) if event_ref is not None else None,
            "person": person,
        }
        wanted = {name: value for name, value in given.items() if value is not None}
        total = await self._notes.count_actions(wanted)
        return Page(await self._notes.actions(wanted, offset=offset, limit=limit), total, offset)

    async def get(self, ref: str) -> ActionView | None:
        """Return one; ``ref`` like ``A3``."""
        found = await self._notes.actions({"number": int(ref[1:])}, limit=1)
        return found[0] if found else None

    async def due_before(self, moment: datetime) -> tuple[ActionView, ...]:
        """Return open action items that are due before a moment, the most urgent first."""
        return await self._notes.actions({"state": OPEN, "due_before": moment}, limit=20)

    async def finish(self, ref: str, result: str | None) -> bool:
        """Note that one is done, and what came of it; tells whether that is new."""
        row = await self._session.scalar(select(ActionItem).where(ActionItem.number == int(ref[1:])))
        if row is None:
            return False
        is_new = row.state != DONE
        row.state = DONE
        row.result = result or row.result
        await self._session.flush()
        await self.call_off(ref)
        return is_new

    async def call_off(self, ref: str) -> None:
        """Send no notice of it any more."""
        await self._deliveries.call_off(Kind.ACTION_DUE, ref, DONE_REASON)

    async def plan(self, ref: str, now: datetime, room: str | None = None) -> None:
        """Plan the notice of its due day anew.

        It goes to the person responsible, named in ``room`` where that is one of the network's, else in the direct
        chat; without a person to the organisers' rooms.
        """
        await self.call_off(ref)
        view = await self.get(ref)
        if view is None or view.state == DONE or view.due is None:
            return
        at = notice_at(view.due, now)
        if at is None:
            return
        for target in await self._targets(view, room):
            await self._put(view, target, f"{at:%Y-%m-%d}", await self._unhurried(target, at, view.due.zone))

    async def replan(self, event_id: int, now: datetime) -> None:
        """Plan the notices of an event's action items that have none yet, or not for their day any more."""
        for view in await self._notes.actions({"event": event_id, "state": OPEN}):
            at = notice_at(view.due, now) if view.due is not None else None
            if at is None or view.due is None:
                continue
            zone = view.due.zone
            rows = await self._deliveries.of_subject(Kind.ACTION_DUE, view.ref)
            known = [row.room_id for row in rows if row.occurrence == f"{at:%Y-%m-%d}"]
            rooms = known or [row.room_id for row in rows]
            if not rooms:
                await self.plan(view.ref, now)
            for room in dict.fromkeys(rooms):
                await self._put(view, room, f"{at:%Y-%m-%d}", await self._unhurried(room, at, zone))

    async def snooze(self, row: DeliveryView, now: datetime, zone: str) -> datetime:
        """Say it again a week later in the same room; returns when."""
        local = now.astimezone(ZoneInfo(zone)) + SNOOZE
        at = datetime.combine(local.date(), NOTICE_AT, ZoneInfo(zone)).astimezone(UTC)
        at = await self._unhurried(row.room_id, at, zone)
        view = await self.get(row.subject)
        if view is not None:
            await self._put(view, row.room_id, f"wieder {local:%Y-%m-%d}", at)
        return at

    async def _targets(self, view: ActionView, room: str | None) -> Iterable[str]:
        known = await self._session.get(Room, room) if room is not None else None
        is_ours = known is not None and known.role in {NETWORK, ORGANISERS} and known.left_at is None
        if view.matrix_id is not None:
            return [known.room_id if known is not None and is_ours else view.matrix_id]
        organisers = await self._session.scalars(
            select(Room.room_id).where(Room.role == ORGANISERS, Room.left_at.is_(None)).order_by(Room.room_id)
        )
        return list(organisers) or ([known.room_id] if known is not None and is_ours else [])

    async def _unhurried(self, target: str, at: datetime, zone: str) -> datetime:
        """Hold back until the room's rest and the holidays are over."""
        row = await self._session.get(Room, target)
        if row is None:
            return at
        return plan_room(row.room_id, row.role or "", row.settings, row.land).quiet.next_allowed(
            at, zone, holidays=True
        )

    async def _put(self, view: ActionView, target: str, occurrence: str, at: datetime) -> None:
        for row in await self._deliveries.of_subject(Kind.ACTION_DUE, view.ref):
            if (row.room_id, row.occurrence) == (target, occurrence):
                if row.state is State.CANCELLED:
                    await self._deliveries.settle(
                        [replace(row, state=State.PLANNED, due_at=at, try_at=None, reason=None)]
                    )
                    self._deliveries.changed = True
                return
        await self._deliveries.add(
            DeliveryView(
                id=0,
                kind=Kind.ACTION_DUE,
                subject=view.ref,
                room_id=target,
                occurrence=occurrence,
                event_id=None,
                due_at=at,
                state=State.PLANNED,
            )
        )


def notice_at(due: When, now: datetime) -> datetime | None:
    """Return when to tell that something is due: at nine on its last day, in UTC.

    What is due today is told at its hour, else the morning after; ``None`` for what has no date or was due before.
    """
    if due.start is None:
        return None
    zone = ZoneInfo(due.zone)
    last = due.start if due.precision is Precision.MINUTE or due.end is None else due.end - timedelta(hours=1)
    day = last.astimezone(zone).date()
    at = datetime.combine(day, NOTICE_AT, zone)
    if due.precision is Precision.MINUTE:
        at = min(at, due.start)
    if at <= now and due.precision is Precision.MINUTE and due.start > now:
        at = due.start
    elif at <= now and day == now.astimezone(zone).date():
        at = datetime.combine(day + timedelta(days=1), NOTICE_AT, zone)
    return at.astimezone(UTC) if at > now else None
