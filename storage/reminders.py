"""Personal reminders, sent into the direct chat of whoever asked for them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.deliveries import Deliveries, DeliveryView
from storage.numbers import next_number
from storage.offsets import read_offset, start_of_day
from storage.planning import Kind, State
from storage.tables.event import Event
from storage.tables.participation import PersonalReminder
from storage.when import Precision

MOST = 50  # reminders of one person


@dataclass(frozen=True, slots=True)
class ReminderView:
    """A personal reminder; ``due_at`` in UTC, ``None`` where the event's time is not known so well."""

    ref: str
    matrix_id: str
    text: str | None
    event_ref: str | None
    event_title: str | None
    offset: str | None
    due_at: datetime | None


class TooManyRemindersError(Exception):
    """Somebody has :data:`MOST` reminders already."""


class Reminders:
    """The personal reminders in one unit of work."""

    def __init__(self, session: AsyncSession, deliveries: Deliveries) -> None:
        self._session = session
        self._deliveries = deliveries

    async def add(
        self,
        matrix_id: str,
        now: datetime,
        *,
        event_ref: str | None = None,
        offset: str | None = None,
        at: datetime | None = None,
        text: str | None = None,
    ) -> ReminderView:
        """Note a reminder, ``offset`` before an event (ISO 8601) or ``at`` a moment. The same again stays one."""
        event = await self._event(event_ref) if event_ref else None
        same = await self._session.scalar(
            select(PersonalReminder).where(
                PersonalReminder.matrix_id == matrix_id,
                PersonalReminder.event_id == (event.id if event else None),
                PersonalReminder.offset == offset,
                PersonalReminder.at == at,
                PersonalReminder.text == text,
            )
        )
        if same is None:
            if len(await self.of(matrix_id)) >= MOST:
                raise TooManyRemindersError
            same = PersonalReminder(
                number=await next_number(self._session, "R"),
                matrix_id=matrix_id,
                event_id=event.id if event else None,
                offset=offset,
                at=at,
                text=text,
            )
            self._session.add(same)
            await self._session.flush()
            await self._plan(same, event, now)
        return _view(same, event)

    async def _event(self, ref: str) -> Event | None:
        return await self._session.scalar(select(Event).where(Event.number == int(ref[1:])))

    async def replan(self, event_id: int, now: datetime) -> None:
        """Follow an event that has moved."""
        rows = (
            await self._session.scalars(select(PersonalReminder).where(PersonalReminder.event_id == event_id))
        ).all()
        if rows:
            event = await self._session.get(Event, event_id)
            for row in rows:
                await self._plan(row, event, now)

    async def _plan(self, row: PersonalReminder, event: Event | None, now: datetime) -> None:
        subject = f"R{row.number}"
        due = _due(row, event)
        occurrence = f"{due:%Y-%m-%dT%H:%MZ}" if due else ""
        rows = await self._deliveries.of_subject(Kind.PERSONAL, subject)
        gone = event is not None and event.status in {"abgesagt", "verschoben"}
        for one in rows:
            if one.state is State.PLANNED and (one.occurrence != occurrence or gone):
                await self._deliveries.settle([_off(one)])
        if (
            due is None
            or gone
            or any(one.occurrence == occurrence for one in rows if one.state is not State.CANCELLED)
        ):
            return
        again = next((one for one in rows if one.occurrence == occurrence), None)
        missed = due <= now
        if again is not None:
            await self._deliveries.settle([_on(again, due)])
            return
        await self._deliveries.add(
            DeliveryView(
                id=0,
                kind=Kind.PERSONAL,
                subject=subject,
                room_id=row.matrix_id,
                occurrence=occurrence,
                event_id=row.event_id,
                due_at=due,
                state=State.MISSED if missed else State.PLANNED,
                reason="die Zeit war schon vorbei" if missed else None,
            )
        )

    async def get(self, ref: str) -> ReminderView | None:
        """Return one reminder; ``ref`` like ``R5``."""
        row = await self._session.scalar(select(PersonalReminder).where(PersonalReminder.number == int(ref[1:])))
        if row is None:
            return None
        return _view(row, await self._session.get(Event, row.event_id) if row.event_id else None)

    async def of(self, matrix_id: str) -> list[ReminderView]:
        """Return somebody's reminders, the next first."""
        rows = (
            await self._session.execute(
                select(PersonalReminder, Event)
                .outerjoin(Event, Event.id == PersonalReminder.event_id)
                .where(PersonalReminder.matrix_id == matrix_id)
                .order_by(PersonalReminder.number)
            )
        ).all()
        views = [_view(row, event) for row, event in rows]
        return sorted(views, key=lambda one: one.due_at or datetime.max.replace(tzinfo=UTC))

    async def people(self) -> set[str]:
        """Return who has a reminder."""
        return set(await self._session.scalars(select(PersonalReminder.matrix_id).distinct()))

    async def remove(self, matrix_id: str, refs: list[str]) -> int:
        """Delete somebody's own reminders; returns how many there were."""
        numbers = [int(ref[1:]) for ref in refs]
        rows = (
            await self._session.scalars(
                select(PersonalReminder).where(
                    PersonalReminder.matrix_id == matrix_id, PersonalReminder.number.in_(numbers)
                )
            )
        ).all()
        for row in rows:
            await self._deliveries.call_off(Kind.PERSONAL, f"R{row.number}", "gelöscht")
            await self._session.delete(row)
        await self._session.flush()
        return len(rows)

    async def forget(self, matrix_id: str) -> int:
        """Delete all of somebody's reminders."""
        return await self.remove(matrix_id, [one.ref for one in await self.of(matrix_id)])

    async def sweep(self, before: datetime) -> None:
        """Delete reminders that were due before then."""
        for row, event in (
            await self._session.execute(
                select(PersonalReminder, Event).outerjoin(Event, Event.id == PersonalReminder.event_id)
            )
        ).all():
            due = _due(row, event)
            if due is not None and due < before:
                await self._session.execute(delete(PersonalReminder).where(PersonalReminder.id == row.id))


def _due(row: PersonalReminder, event: Event | None) -> datetime | None:
    if row.at is not None:
        return row.at
    if event is None or event.start is None or row.offset is None:
        return None
    precision = Precision(event.precision)
    if precision is Precision.MINUTE:
        return read_offset(row.offset).before(event.start.astimezone(ZoneInfo(event.zone)))
    return (
        read_offset(row.offset).before(start_of_day(event.start, event.zone)) if precision is Precision.DAY else None
    )


def _view(row: PersonalReminder, event: Event | None) -> ReminderView:
    return ReminderView(
        ref=f"R{row.number}",
        matrix_id=row.matrix_id,
        text=row.text,
        event_ref=f"W{event.number}" if event else None,
        event_title=event.title if event else None,
        offset=row.offset,
        due_at=_due(row, event),
    )


def _off(one: DeliveryView) -> DeliveryView:
    return replace(one, state=State.CANCELLED, reason="durch eine Änderung überholt")


def _on(one: DeliveryView, due: datetime) -> DeliveryView:
    return replace(one, state=State.PLANNED, due_at=due, try_at=due, reason=None)
