"""Events and sessions, asked for by time, words or reference."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import Select, and_, bindparam, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import (
    DRAFT,
    EVENT,
    EVENT_CARDS,
    SESSION,
    bound,
    event_cards,
    event_cards_by_id,
    session_cards,
    solution_cards,
)
from storage.notes import Notes
from storage.search.find import matching_events
from storage.tables.event import Event, Series, Session
from storage.tables.note import Summary
from storage.views import EventCard, EventDetail, Page, SessionDetail, SummaryView

PUBLISHED = "veröffentlicht"
Span = tuple[datetime | None, datetime | None]
Side = Literal["ahead", "over"]

_SERIES: Any = Series.__table__.c
# its date is not fixed yet; without IN, which would be put together anew at each question
_TO_COME = and_(EVENT.start.is_(None), or_(EVENT.status == "geplant", EVENT.status == "verschoben"))
_SUMMARY: Any = Summary.__table__.c


def _limits(given: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(given.keys() - {"now"}))


@cache
def _listed(side: Side, limits: tuple[str, ...], *, only_count: bool) -> Select[Any]:
    """Return the statement for a list; ``limits`` name what it is narrowed by: ``begin``, ``end``, ``words``."""
    now = bound("now", EVENT.end)
    no_end = EVENT.end.is_(None)
    conditions = [EVENT.status != DRAFT]
    if side == "ahead":
        conditions.append(or_(EVENT.end > now, and_(no_end, EVENT.start >= now), _TO_COME))
    else:
        undated = and_(EVENT.start.is_(None), not_(_TO_COME))
        conditions.append(or_(EVENT.end <= now, and_(no_end, EVENT.start < now), undated))
    if "begin" in limits or "end" in limits:
        conditions.append(EVENT.start.is_not(None))  # a period is touched only by what has a known time
    if "end" in limits:
        conditions.append(EVENT.start < bound("end", EVENT.start))
    if "begin" in limits:
        begin = bound("begin", EVENT.start)
        conditions.append(or_(EVENT.end > begin, and_(no_end, EVENT.start >= begin)))
    if "words" in limits:
        conditions.append(EVENT.id.in_(bound("words", EVENT.id, several=True)))
    if only_count:
        return select(func.count()).select_from(Event.__table__).where(*conditions)
    order = EVENT.start.asc().nulls_last() if side == "ahead" else EVENT.start.desc().nulls_last()
    page = EVENT_CARDS.where(*conditions).order_by(order, EVENT.number)
    return page.offset(bindparam("skip")).limit(bindparam("most"))


_EVENT = (
    select(Event.__table__, _SERIES.title.label("series_title"), _SUMMARY.id.label("summary_id"))
    .select_from(
        Event.__table__.outerjoin(Series.__table__, _SERIES.id == EVENT.series_id).outerjoin(
            Summary.__table__, and_(_SUMMARY.event_id == EVENT.id, _SUMMARY.status == PUBLISHED)
        )
    )
    .where(EVENT.number == bound("number", EVENT.number), EVENT.status != DRAFT)
)
_SESSION = (
    select(Session.__table__)
    .select_from(Session.__table__.join(Event.__table__, EVENT.id == SESSION.event_id))
    .where(
        EVENT.number == bound("number", EVENT.number),
        SESSION.slug == bound("slug", SESSION.slug),
        EVENT.status != DRAFT,
    )
)
_PUBLISHED_SUMMARY = (
    select(EVENT.id, _SUMMARY.text, _SUMMARY.author, _SUMMARY.draft)
    .select_from(Event.__table__.join(Summary.__table__, _SUMMARY.event_id == EVENT.id))
    .where(EVENT.number == bound("number", EVENT.number), EVENT.status != DRAFT, _SUMMARY.status == PUBLISHED)
)
_TITLE = select(EVENT.title).where(EVENT.number == bound("number", EVENT.number))
_PUBLISHED_SINCE = (
    select(_SUMMARY.event_id)
    .select_from(Summary.__table__.join(Event.__table__, EVENT.id == _SUMMARY.event_id))
    .where(
        _SUMMARY.status == PUBLISHED,
        _SUMMARY.published_at >= bound("since", _SUMMARY.published_at),
        EVENT.status != DRAFT,
    )
    .order_by(_SUMMARY.published_at)
    .limit(20)
)


class Events:
    """Questions about events."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def upcoming(
        self, now: datetime, *, period: Span | None = None, words: str = "", offset: int = 0, limit: int = 5
    ) -> Page[EventCard]:
        """Return events that are not over, soonest first, those without a date yet last."""
        return await self._page("ahead", now, period, words, offset, limit)

    async def past(
        self, now: datetime, *, period: Span | None = None, words: str = "", offset: int = 0, limit: int = 5
    ) -> Page[EventCard]:
        """Return events that are over, or whose date nobody knows, newest first."""
        return await self._page("over", now, period, words, offset, limit)

    async def count(self, side: Side, now: datetime, *, period: Span | None = None, words: str = "") -> int:
        """Return how many events :meth:`upcoming` (``ahead``) or :meth:`past` (``over``) would list."""
        given = await self._narrowed(now, period, words)
        return 0 if given is None else await self._count(side, given)

    async def _count(self, side: Side, given: Mapping[str, Any]) -> int:
        return await self._session.scalar(_listed(side, _limits(given), only_count=True), given) or 0

    async def _narrowed(self, now: datetime, period: Span | None, words: str) -> dict[str, Any] | None:
        """Return what a list is narrowed by; ``None`` if nothing matches the words."""
        given: dict[str, Any] = {"now": now}
        begin, end = period or (None, None)
        if begin is not None:
            given["begin"] = begin
        if end is not None:
            given["end"] = end
        if words.strip():
            found = await matching_events(self._session, words)
            if not found:
                return None
            given["words"] = list(found)
        return given

    async def _page(
        self, side: Side, now: datetime, period: Span | None, words: str, offset: int, limit: int
    ) -> Page[EventCard]:
        given = await self._narrowed(now, period, words)
        if given is None:
            return Page((), 0, offset)
        page = {**given, "skip": offset, "most": limit}
        rows = (await self._session.execute(_listed(side, _limits(given), only_count=False), page)).all()
        total = offset + len(rows)
        if len(rows) == limit or (offset and not rows):  # else this page is the last one, nothing is left to count
            total = await self._count(side, given)
        return Page(tuple(await event_cards(self._session, rows)), total, offset)

    async def detail(self, ref: str) -> EventDetail | None:
        """Return one event in full; ``ref`` like ``W12``."""
        row = (await self._session.execute(_EVENT, {"number": event_number(ref)})).first()
        if row is None:
            return None
        card = (await event_cards_by_id(self._session, [row.id]))[row.id]
        series = row.series_title
        solutions = await solution_cards(self._session, "of_event", row.id)
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
            programme=tuple((await session_cards(self._session, "event", row.id)).values()),
            insights=await notes.insights("event", row.id),
            questions=await notes.questions("event", row.id),
            decisions=await notes.decisions("event", row.id),
            actions=await notes.actions({"event": row.id}),
            solutions=tuple(solutions.values()),
            has_summary=row.summary_id is not None,
            uid=row.uid,
            sequence=row.sequence,
            reason=row.status_reason,
        )

    async def session(self, ref: str) -> SessionDetail | None:
        """Return one session in full; ``ref`` like ``W12.B``."""
        event_part, _, slug = ref.partition(".")
        row = (await self._session.execute(_SESSION, {"number": event_number(event_part), "slug": slug})).first()
        if row is None:
            return None
        cards = await session_cards(self._session, "with_children", row.id)
        events = await event_cards_by_id(self._session, [row.event_id])
        notes = Notes(self._session)
        solutions = await solution_cards(self._session, "of_sessions", cards)
        return SessionDetail(
            card=cards.pop(row.id),
            event=events[row.event_id],
            description=row.description,
            methods=tuple(row.methods),
            questions=await notes.questions("session", row.id),
            insights=await notes.insights("session", row.id),
            decisions=await notes.decisions("session", row.id),
            actions=await notes.actions({"session": row.id}),
            solutions=tuple(solutions.values()),
            children=tuple(cards.values()),
        )

    async def summary(self, ref: str) -> SummaryView | None:
        """Return the published summary of an event."""
        row = (await self._session.execute(_PUBLISHED_SUMMARY, {"number": event_number(ref)})).first()
        if row is None:
            return None
        card = (await event_cards_by_id(self._session, [row.id]))[row.id]
        return SummaryView(card, row.text, row.author, is_whole=row.draft is not None)

    async def in_series(self, series_id: int, now: datetime) -> int:
        """Return how many events of a series are ahead and not called off."""
        query = select(func.count()).where(
            EVENT.series_id == series_id, EVENT.start > now, EVENT.status.not_in((DRAFT, "abgesagt"))
        )
        return await self._session.scalar(query) or 0

    async def all_refs(self) -> list[str]:
        """Return the numbers of all events that are no drafts, in their order."""
        numbers = await self._session.scalars(select(EVENT.number).where(EVENT.status != DRAFT).order_by(EVENT.number))
        return [f"W{number}" for number in numbers]

    async def title(self, ref: str) -> str | None:
        """Return the title of an event, also of a draft."""
        return await self._session.scalar(_TITLE, {"number": event_number(ref)})

    async def summaries_since(self, since: datetime) -> tuple[EventCard, ...]:
        """Return events whose summary was published since then."""
        ids = list(await self._session.scalars(_PUBLISHED_SINCE, {"since": since}))
        cards = await event_cards_by_id(self._session, ids)
        return tuple(cards[one] for one in ids)


def event_number(ref: str) -> int:
    """Read ``W12``; -1 for what is no number of an event."""
    digits = ref.lstrip("Ww")
    return int(digits) if digits.isdigit() and len(digits) < 10 else -1
