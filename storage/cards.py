"""From rows to the short records that lists show; a fixed small number of queries for any number of rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables.event import Event, Session
from storage.tables.person import Organisation, Person, Role
from storage.tables.solution import Showing, Solution
from storage.views import Credit, EventCard, SessionCard, SolutionCard
from storage.when import Precision, When

ORGANISER = "Organisation"


def event_ref(number: int) -> str:
    """``W12``."""
    return f"W{number}"


def when(start: datetime | None, end: datetime | None, precision: str, zone: str, written: str | None = None) -> When:
    """Give times back in their own zone."""
    local = ZoneInfo(zone)
    return When(
        start.astimezone(local) if start else None,
        end.astimezone(local) if end else None,
        Precision(precision),
        zone,
        written,
    )


async def credits_of(session: AsyncSession, column: Any, ids: Iterable[int]) -> dict[int, tuple[Credit, ...]]:
    """Return the people and organisations linked by ``column`` (``Role.event_id`` …), in their order."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = await session.execute(
        select(
            column,
            Role.role,
            Role.office_then,
            Role.organisation_then,
            Person.name,
            Person.academic_title,
            Organisation.name,
        )
        .outerjoin(Person, Person.id == Role.person_id)
        .outerjoin(Organisation, Organisation.id == Role.organisation_id)
        .where(column.in_(wanted))
        .where((Person.id.is_(None)) | (Person.visibility != "verborgen"))
        .order_by(column, Role.position, Role.id)
    )
    found: dict[int, list[Credit]] = defaultdict(list)
    for owner, role, office, employer, person, title, organisation in rows:
        name = f"{title} {person}" if person and title else (person or organisation)
        found[owner].append(Credit(name, role, office, employer, is_person=person is not None))
    return {owner: tuple(roles) for owner, roles in found.items()}


EVENT_COLUMNS = (
    Event.id,
    Event.number,
    Event.title,
    Event.kind,
    Event.mode,
    Event.status,
    Event.start,
    Event.end,
    Event.precision,
    Event.zone,
    Event.date_as_written,
    Event.place,
    Event.topics,
    Event.is_example,
    Organisation.name.label("town"),
)


def select_event_cards() -> Select[Any]:
    """Return a query for what event cards need."""
    return select(*EVENT_COLUMNS).outerjoin(Organisation, Organisation.id == Event.town_id)


async def event_cards(session: AsyncSession, rows: Sequence[Row[Any]]) -> list[EventCard]:
    """Make cards of rows of :func:`select_event_cards`."""
    roles = await credits_of(session, Role.event_id, [row.id for row in rows])
    return [_event_card(row, roles.get(row.id, ())) for row in rows]


def _event_card(row: Row[Any], roles: tuple[Credit, ...]) -> EventCard:
    return EventCard(
        ref=event_ref(row.number),
        title=row.title,
        kind=row.kind,
        mode=row.mode,
        status=row.status,
        when=when(row.start, row.end, row.precision, row.zone, row.date_as_written),
        place=row.place,
        town=row.town,
        organisers=tuple(credit.name for credit in roles if credit.role == ORGANISER),
        people=tuple(credit for credit in roles if credit.role != ORGANISER),
        topics=tuple(row.topics),
        is_example=row.is_example,
    )


async def event_cards_by_id(session: AsyncSession, ids: Iterable[int]) -> dict[int, EventCard]:
    """Return the cards of these events."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = (await session.execute(select_event_cards().where(Event.id.in_(wanted)))).all()
    return dict(zip((row.id for row in rows), await event_cards(session, rows), strict=True))


SESSION_COLUMNS = (
    Session.id,
    Session.slug,
    Session.label,
    Session.kind,
    Session.title,
    Session.start,
    Session.end,
    Session.precision,
    Session.room,
    Session.parent_id,
    Session.event_id,
    Event.number,
    Event.title.label("event_title"),
    Event.zone,
)


async def session_cards(session: AsyncSession, condition: Any) -> dict[int, SessionCard]:
    """Return the cards of sessions that fulfil a condition, in the order as printed."""
    query = select(*SESSION_COLUMNS).join(Event, Event.id == Session.event_id).where(condition)
    rows = (await session.execute(query.order_by(Event.number, Session.position, Session.id))).all()
    roles = await credits_of(session, Role.session_id, [row.id for row in rows])
    slugs = {row.id: row.slug for row in rows}
    missing = {row.parent_id for row in rows if row.parent_id is not None} - slugs.keys()
    if missing:
        parents = await session.execute(select(Session.id, Session.slug).where(Session.id.in_(missing)))
        slugs.update((parent, slug) for parent, slug in parents)
    return {
        row.id: SessionCard(
            ref=f"{event_ref(row.number)}.{row.slug}",
            event_ref=event_ref(row.number),
            event_title=row.event_title,
            label=row.label,
            kind=row.kind,
            title=row.title,
            when=when(row.start, row.end, row.precision, row.zone),
            people=roles.get(row.id, ()),
            room=row.room,
            parent_ref=f"{event_ref(row.number)}.{slugs[row.parent_id]}" if row.parent_id else None,
        )
        for row in rows
    }


async def solution_cards(session: AsyncSession, condition: Any) -> dict[int, SolutionCard]:
    """Return the cards of Musterlösungen that fulfil a condition, by number."""
    rows = (
        await session.execute(
            select(
                Solution.id,
                Solution.number,
                Solution.title,
                Solution.kind,
                Solution.use,
                Solution.status,
                Solution.topics,
                Organisation.name.label("owner"),
            )
            .outerjoin(Organisation, Organisation.id == Solution.owner_id)
            .where(condition)
            .order_by(Solution.number)
        )
    ).all()
    ids = [row.id for row in rows]
    roles = await credits_of(session, Role.solution_id, ids)
    shown = await _showings(session, ids)
    return {
        row.id: SolutionCard(
            ref=f"L{row.number}",
            title=row.title,
            kind=row.kind,
            use=row.use,
            owner=row.owner,
            status=row.status,
            topics=tuple(row.topics),
            shown_at=tuple(shown[row.id]),
            shared_by=roles.get(row.id, ()),
        )
        for row in rows
    }


async def _showings(session: AsyncSession, ids: list[int]) -> dict[int, list[EventCard | SessionCard]]:
    shown: dict[int, list[EventCard | SessionCard]] = defaultdict(list)
    if not ids:
        return shown
    links = (
        await session.execute(
            select(Showing.solution_id, Showing.event_id, Showing.session_id)
            .where(Showing.solution_id.in_(ids))
            .order_by(Showing.id)
        )
    ).all()
    sessions = {link.session_id for link in links if link.session_id is not None}
    session_by_id = await session_cards(session, Session.id.in_(sessions)) if sessions else {}
    events = await event_cards_by_id(session, {link.event_id for link in links if link.session_id is None})
    for link in links:
        card = session_by_id.get(link.session_id) if link.session_id else events.get(link.event_id)
        if card is not None:
            shown[link.solution_id].append(card)
    return shown
