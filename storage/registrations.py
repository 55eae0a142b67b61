"""Who signed up for an event: places, waiting list, moving up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.deliveries import Deliveries, DeliveryView
from storage.planning import Kind, State
from storage.tables.event import Event
from storage.tables.participation import SIGNED_OFF, SIGNED_UP, WAITING, Registration


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """Somebody's place. ``position``: on the waiting list, from 1; ``changed``: whether this call changed it."""

    event_ref: str
    event_title: str
    state: str
    position: int | None = None
    changed: bool = False
    signed_up: int = 0
    waiting: int = 0
    capacity: int | None = None


__all__ = ["SIGNED_OFF", "SIGNED_UP", "WAITING", "RegistrationView", "Registrations"]


class Registrations:
    """The registrations in one unit of work."""

    def __init__(self, session: AsyncSession, deliveries: Deliveries) -> None:
        self._session = session
        self._deliveries = deliveries

    async def sign_up(self, event_ref: str, matrix_id: str, now: datetime) -> RegistrationView:
        """Give somebody a place, or one on the waiting list. Twice changes nothing."""
        event = await self._event(event_ref)
        row = await self._row(event.id, matrix_id)
        changed = row is None or row.state == SIGNED_OFF
        if row is None:
            row = Registration(event_id=event.id, matrix_id=matrix_id, created_at=now)
            self._session.add(row)
        if changed:
            free = event.capacity is None or await self._count(event.id, SIGNED_UP) < event.capacity
            row.state, row.created_at = SIGNED_UP if free else WAITING, now
            await self._session.flush()
            await self._deliveries.note_known(event_ref, event.id, matrix_id, now)
        return await self._view(event, row, changed=changed)

    async def sign_off(self, event_ref: str, matrix_id: str, now: datetime) -> RegistrationView:
        """Take somebody's place back; the first of the waiting list moves up and is told."""
        event = await self._event(event_ref)
        row = await self._row(event.id, matrix_id)
        if row is None or row.state == SIGNED_OFF:
            return RegistrationView(event_ref, event.title, SIGNED_OFF)
        row.state = SIGNED_OFF
        await self._session.flush()
        await self.move_up(event, now)
        return await self._view(event, row, changed=True)

    async def move_up(self, event: Event, now: datetime) -> None:
        """Fill free places from the waiting list."""
        waiting: Sequence[Registration] = (
            await self._session.scalars(
                select(Registration)
                .where(Registration.event_id == event.id, Registration.state == WAITING)
                .order_by(Registration.created_at, Registration.id)
            )
        ).all()
        taken = await self._count(event.id, SIGNED_UP)
        for row in waiting:
            if event.capacity is not None and taken >= event.capacity:
                break
            row.state, taken = SIGNED_UP, taken + 1
            await self._deliveries.add(
                DeliveryView(
                    id=0,
                    kind=Kind.REGISTRATION,
                    subject=f"W{event.number}",
                    room_id=row.matrix_id,
                    occurrence=f"{now:%Y-%m-%dT%H:%M:%S}",
                    event_id=event.id,
                    due_at=now,
                    state=State.PLANNED,
                    data={"nummer": f"W{event.number}"},
                )
            )
        await self._session.flush()

    async def of(self, matrix_id: str) -> list[RegistrationView]:
        """Return where somebody is signed up or waits."""
        rows = (
            await self._session.execute(
                select(Registration, Event)
                .join(Event, Event.id == Registration.event_id)
                .where(Registration.matrix_id == matrix_id, Registration.state != SIGNED_OFF)
                .order_by(Event.start, Event.number)
            )
        ).all()
        return [await self._view(event, row, changed=False) for row, event in rows]

    async def confirm(self, event_ref: str, matrix_id: str, occurrence: str, now: datetime) -> None:
        """Plan to tell somebody in the direct chat where they stand; once for each ``occurrence``."""
        event = await self._event(event_ref)
        await self._deliveries.add(
            DeliveryView(
                id=0,
                kind=Kind.REGISTRATION,
                subject=event_ref,
                room_id=matrix_id,
                occurrence=occurrence[:60],
                event_id=event.id,
                due_at=now,
                state=State.PLANNED,
                data={"nummer": event_ref, "bestaetigung": True},
            )
        )

    async def place(self, event_ref: str, matrix_id: str) -> RegistrationView:
        """Return where somebody stands."""
        event = await self._event(event_ref, lock=False)
        row = await self._row(event.id, matrix_id)
        if row is None:
            return RegistrationView(event_ref, event.title, SIGNED_OFF, changed=True)
        return await self._view(event, row, changed=True)

    async def people(self) -> set[str]:
        """Return who has a registration."""
        return set(await self._session.scalars(select(Registration.matrix_id).distinct()))

    async def count(self, event_ref: str) -> tuple[int, int]:
        """Return how many are signed up, and how many wait."""
        event = await self._event(event_ref, lock=False)
        return await self._count(event.id, SIGNED_UP), await self._count(event.id, WAITING)

    async def forget(self, matrix_id: str, now: datetime) -> int:
        """Delete all of somebody's registrations; free places are filled."""
        rows = (await self._session.scalars(select(Registration).where(Registration.matrix_id == matrix_id))).all()
        for row in rows:
            event = await self._session.get(Event, row.event_id)
            await self._session.delete(row)
            await self._session.flush()
            if event is not None and event.start is not None and event.start > now:
                await self.move_up(event, now)
        return len(rows)

    async def sweep(self, before: datetime) -> None:
        """Delete registrations for events that were over before then."""
        over = select(Event.id).where(func.coalesce(Event.end, Event.start) < before)
        await self._session.execute(delete(Registration).where(Registration.event_id.in_(over)))

    async def _event(self, ref: str, *, lock: bool = True) -> Event:
        """Return an event; ``lock``: nobody else gives out its places meanwhile."""
        query = select(Event).where(Event.number == int(ref[1:]))
        event = await self._session.scalar(query.with_for_update() if lock else query)
        if event is None:
            raise LookupError(ref)
        return event

    async def _row(self, event_id: int, matrix_id: str) -> Registration | None:
        return await self._session.scalar(
            select(Registration).where(Registration.event_id == event_id, Registration.matrix_id == matrix_id)
        )

    async def _count(self, event_id: int, state: str) -> int:
        wanted = (Registration.event_id == event_id, Registration.state == state)
        return await self._session.scalar(select(func.count()).select_from(Registration).where(*wanted)) or 0

    async def _view(self, event: Event, row: Registration, *, changed: bool) -> RegistrationView:
        position = None
        if row.state == WAITING:
            before = (
                select(func.count())
                .select_from(Registration)
                .where(
                    Registration.event_id == event.id,
                    Registration.state == WAITING,
                    Registration.created_at <= row.created_at,
                )
            )
            position = await self._session.scalar(before)
        return RegistrationView(
            event_ref=f"W{event.number}",
            event_title=event.title,
            state=row.state,
            position=position,
            changed=changed,
            signed_up=await self._count(event.id, SIGNED_UP),
            waiting=await self._count(event.id, WAITING),
            capacity=event.capacity,
        )
