"""Events and sessions, asked for by time, words or reference."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import (
    event_cards,
    event_cards_by_id,
    select_event_cards,
    session_cards,
    solution_cards,
    when,
)
from storage.search.find import matching_events
from storage.tables.event import Event, Series, Session
from storage.tables.note import ActionItem, Decision, Insight, OpenQuestion, Summary
from storage.tables.person import Person
from storage.tables.solution import Showing, Solution
from storage.views import (
    ActionView,
    Credit,
    EventCard,
    EventDetail,
    InsightView,
    NoteView,
    Page,
    SessionDetail,
    SummaryView,
)

DRAFT = "Entwurf"
PUBLISHED = "veröffentlicht"
RELEASED = "freigegeben"
Span = tuple[datetime | None, datetime | None]


def _overlaps(period: Span | None) -> list[Any]:
    """Events whose known time touches the half-open period."""
    if period is None:
        return []
    begin, end = period
    conditions: list[Any] = [Event.start.is_not(None)]
    if end is not None:
        conditions.append(Event.start < end)
    if begin is not None:
        conditions.append(or_(Event.end > begin, and_(Event.end.is_(None), Event.start >= begin)))
    return conditions


class Events:
    """Questions about events."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def upcoming(
        self, now: datetime, *, period: Span | None = None, words: str = "", offset: int = 0, limit: int = 5
    ) -> Page[EventCard]:
        """Return events that are not over, soonest first."""
        ahead = or_(Event.end > now, and_(Event.end.is_(None), Event.start >= now))
        return await self._page([ahead], period, words, Event.start.asc(), offset, limit)

    async def past(
        self, now: datetime, *, period: Span | None = None, words: str = "", offset: int = 0, limit: int = 5
    ) -> Page[EventCard]:
        """Return events that are over, or whose date is open, newest first."""
        over = or_(Event.end <= now, and_(Event.end.is_(None), Event.start < now), Event.start.is_(None))
        return await self._page([over], period, words, Event.start.desc().nulls_last(), offset, limit)

    async def _page(
        self, conditions: list[Any], period: Span | None, words: str, order: Any, offset: int, limit: int
    ) -> Page[EventCard]:
        conditions = [Event.status != DRAFT, *conditions, *_overlaps(period)]
        if words.strip():
            found = await matching_events(self._session, words)
            if not found:
                return Page((), 0, offset)
            conditions.append(Event.id.in_(found))
        total = await self._session.scalar(select(func.count()).select_from(Event).where(*conditions))
        query = select_event_cards().where(*conditions).order_by(order, Event.number).offset(offset).limit(limit)
        rows = (await self._session.execute(query)).all()
        return Page(tuple(await event_cards(self._session, rows)), total or 0, offset)

    async def detail(self, ref: str) -> EventDetail | None:
        """Return one event in full; ``ref`` like ``W12``."""
        row = await self._session.scalar(select(Event).where(Event.number == _number(ref), Event.status != DRAFT))
        if row is None:
            return None
        card = (await event_cards_by_id(self._session, [row.id]))[row.id]
        series = await self._session.scalar(select(Series.title).where(Series.id == row.series_id))
        of_event = {"event_id": row.id}
        solutions = await solution_cards(
            self._session,
            and_(Solution.status == RELEASED, Solution.id.in_(select(Showing.solution_id).filter_by(**of_event))),
        )
        summary = await self._session.scalar(
            select(Summary.id).where(Summary.event_id == row.id, Summary.status == PUBLISHED)
        )
        notes = Notes(self._session)
        return EventDetail(
            card=card,
            series=f"{series}, {row.series_number}" if series and row.series_number else series,
            motto=row.motto,
            description=row.description,
            capacity=row.capacity,
            attendance=row.attendance,
            target_group=row.target_group,
            url=row.url,
            online_link=row.online_link,
            contact=row.contact,
            programme=tuple((await session_cards(self._session, Session.event_id == row.id)).values()),
            insights=await notes.insights(Insight.event_id == row.id),
            questions=await notes.plain(OpenQuestion, "F", OpenQuestion.event_id == row.id),
            decisions=await notes.plain(Decision, "B", Decision.event_id == row.id),
            actions=await notes.actions(ActionItem.event_id == row.id),
            solutions=tuple(solutions.values()),
            has_summary=summary is not None,
            uid=row.uid,
            sequence=row.sequence,
        )

    async def session(self, ref: str) -> SessionDetail | None:
        """Return one session in full; ``ref`` like ``W12.B``."""
        event_part, _, slug = ref.partition(".")
        row = await self._session.scalar(
            select(Session)
            .join(Event, Event.id == Session.event_id)
            .where(Event.number == _number(event_part), Session.slug == slug, Event.status != DRAFT)
        )
        if row is None:
            return None
        own_and_below = or_(Session.id == row.id, Session.parent_id == row.id)
        cards = await session_cards(self._session, own_and_below)
        events = await event_cards_by_id(self._session, [row.event_id])
        notes = Notes(self._session)
        shown = select(Showing.solution_id).where(Showing.session_id.in_(list(cards)))
        solutions = await solution_cards(self._session, and_(Solution.status == RELEASED, Solution.id.in_(shown)))
        return SessionDetail(
            card=cards.pop(row.id),
            event=events[row.event_id],
            description=row.description,
            methods=tuple(row.methods),
            questions=await notes.plain(OpenQuestion, "F", OpenQuestion.session_id == row.id),
            insights=await notes.insights(Insight.session_id == row.id),
            decisions=await notes.plain(Decision, "B", Decision.session_id == row.id),
            actions=await notes.actions(ActionItem.session_id == row.id),
            solutions=tuple(solutions.values()),
            children=tuple(cards.values()),
        )

    async def summary(self, ref: str) -> SummaryView | None:
        """Return the published summary of an event."""
        row = (
            await self._session.execute(
                select(Event.id, Summary.text, Summary.author)
                .join(Summary, Summary.event_id == Event.id)
                .where(Event.number == _number(ref), Summary.status == PUBLISHED)
            )
        ).first()
        if row is None:
            return None
        return SummaryView((await event_cards_by_id(self._session, [row.id]))[row.id], row.text, row.author)


class Notes:
    """What events left behind, as views."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def insights(self, condition: Any) -> tuple[InsightView, ...]:
        """Return insights in their order."""
        rows = (
            await self._session.execute(
                select(
                    Insight,
                    Event.number,
                    Event.title.label("event_title"),
                    Session.slug,
                    Session.title.label("session_title"),
                    Person.name,
                    Person.academic_title,
                )
                .join(Event, Event.id == Insight.event_id)
                .outerjoin(Session, Session.id == Insight.session_id)
                .outerjoin(Person, Person.id == Insight.person_id)
                .where(condition)
                .order_by(Insight.position, Insight.number)
            )
        ).all()
        return tuple(
            InsightView(
                ref=f"E{row.Insight.number}",
                kind=row.Insight.kind,
                text=row.Insight.text,
                event_ref=f"W{row.number}",
                event_title=row.event_title,
                session_ref=f"W{row.number}.{row.slug}" if row.slug else None,
                session_title=row.session_title,
                by=Credit(
                    f"{row.academic_title} {row.name}" if row.academic_title else row.name,
                    row.Insight.role or "",
                    row.Insight.office_then,
                    row.Insight.organisation_then,
                )
                if row.name
                else None,
            )
            for row in rows
        )

    async def plain(self, table: type[Decision | OpenQuestion], letter: str, condition: Any) -> tuple[NoteView, ...]:
        """Return decisions or questions in their order."""
        rows = await self._session.execute(
            select(table.number, table.text, Event.number.label("event"), Session.slug)
            .join(Event, Event.id == table.event_id)
            .outerjoin(Session, Session.id == table.session_id)
            .where(condition)
            .order_by(table.position, table.number)
        )
        return tuple(
            NoteView(
                f"{letter}{row.number}", row.text, f"W{row.event}", f"W{row.event}.{row.slug}" if row.slug else None
            )
            for row in rows
        )

    async def actions(self, condition: Any, *, offset: int = 0, limit: int = 1000) -> tuple[ActionView, ...]:
        """Return action items: those with a date first, then in the order noted."""
        rows = await self._session.execute(
            select(ActionItem, Event.number, Event.title, Event.zone, Session.slug)
            .join(Event, Event.id == ActionItem.event_id)
            .outerjoin(Session, Session.id == ActionItem.session_id)
            .where(condition)
            .order_by(ActionItem.due_start.asc().nulls_last(), ActionItem.number)
            .offset(offset)
            .limit(limit)
        )
        return tuple(
            ActionView(
                ref=f"A{row.ActionItem.number}",
                text=row.ActionItem.text,
                state=row.ActionItem.state,
                event_ref=f"W{row.number}",
                event_title=row.title,
                session_ref=f"W{row.number}.{row.slug}" if row.slug else None,
                responsible=row.ActionItem.responsible,
                due=when(
                    row.ActionItem.due_start,
                    row.ActionItem.due_end,
                    row.ActionItem.due_precision,
                    row.zone,
                    row.ActionItem.due_as_written,
                )
                if row.ActionItem.due_start or row.ActionItem.due_as_written
                else None,
            )
            for row in rows
        )


def _number(ref: str) -> int:
    digits = ref.lstrip("Ww")
    return int(digits) if digits.isdigit() and len(digits) < 10 else -1
