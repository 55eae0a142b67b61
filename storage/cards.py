"""From rows to the short records that lists show; a fixed small number of queries for any number of rows.

The statements are built once, on the tables rather than the mapped classes: building a select and taking it through
the ORM costs five times as much CPU as running it (1.24 against 0.25 ms, measured).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables.event import Event, Session
from storage.tables.person import Organisation, Person, Role
from storage.tables.solution import Showing, Solution
from storage.views import Credit, EventCard, SessionCard, SolutionCard
from storage.when import Precision, When

ORGANISER = "Organisation"
DRAFT = "Entwurf"
RELEASED = "freigegeben"
HIDDEN = "verborgen"  # visibility of a person who objected
REMOVED_NAME = "Name auf Wunsch entfernt"

EVENT: Any = Event.__table__.c
SESSION: Any = Session.__table__.c
SOLUTION: Any = Solution.__table__.c
ROLE: Any = Role.__table__.c
PERSON: Any = Person.__table__.c
ORGANISATION: Any = Organisation.__table__.c
SHOWING: Any = Showing.__table__.c

Owner = Literal["event_id", "session_id", "solution_id"]
WhichSessions = Literal["ids", "event", "event_number", "with_children"]
WhichSolutions = Literal["ids", "number", "of_event", "of_sessions"]


def bound(name: str, column: Any, *, several: bool = False) -> Any:
    """A value that is given when the statement runs, of the column's type; ``several`` for ``IN``."""
    return bindparam(name, type_=column.type, expanding=several)


def event_ref(number: int) -> str:
    """``W12``."""
    return f"W{number}"


def when(start: datetime | None, end: datetime | None, precision: str, zone: str, written: str | None = None) -> When:
    """Give times back in their own zone; an open date has none."""
    if precision == Precision.OPEN:
        return When(None, None, Precision.OPEN, zone, written)
    local = ZoneInfo(zone)
    return When(
        start.astimezone(local) if start else None,
        end.astimezone(local) if end else None,
        Precision(precision),
        zone,
        written,
    )


@cache
def _credits(owner: Owner) -> Select[Any]:
    column = ROLE[owner]
    return (
        select(
            column,
            ROLE.role,
            ROLE.office_then,
            ROLE.organisation_then,
            PERSON.name,
            PERSON.academic_title,
            PERSON.visibility,
            ORGANISATION.name,
        )
        .select_from(Role.__table__)
        .outerjoin(Person.__table__, PERSON.id == ROLE.person_id)
        .outerjoin(Organisation.__table__, ORGANISATION.id == ROLE.organisation_id)
        .where(column.in_(bound("ids", column, several=True)))
        .order_by(column, ROLE.position, ROLE.id)
    )


async def credits_of(session: AsyncSession, owner: Owner, ids: Iterable[int]) -> dict[int, tuple[Credit, ...]]:
    """Return the people and organisations linked to these events, sessions or Musterlösungen, in their order."""
    wanted = list(ids)
    if not wanted:
        return {}
    found: dict[int, list[Credit]] = defaultdict(list)
    rows = await session.execute(_credits(owner), {"ids": wanted})
    for owned, role, office, employer, person, title, visibility, organisation in rows:
        if visibility == HIDDEN:
            found[owned].append(Credit(REMOVED_NAME, role))
            continue
        name = f"{title} {person}" if person and title else (person or organisation)
        found[owned].append(Credit(name, role, office, employer, is_person=person is not None))
    return {owned: tuple(roles) for owned, roles in found.items()}


EVENT_CARDS = select(
    EVENT.id,
    EVENT.number,
    EVENT.title,
    EVENT.kind,
    EVENT.mode,
    EVENT.status,
    EVENT.start,
    EVENT.end,
    EVENT.precision,
    EVENT.zone,
    EVENT.date_as_written,
    EVENT.place,
    EVENT.topics,
    EVENT.is_example,
    ORGANISATION.name.label("town"),
).select_from(Event.__table__.outerjoin(Organisation.__table__, ORGANISATION.id == EVENT.town_id))
_EVENTS_BY_ID = EVENT_CARDS.where(EVENT.id.in_(bound("ids", EVENT.id, several=True)))


async def event_cards(session: AsyncSession, rows: Sequence[Any]) -> list[EventCard]:
    """Make cards of rows of :data:`EVENT_CARDS`."""
    roles = await credits_of(session, "event_id", [row.id for row in rows])
    return [_event_card(row, roles.get(row.id, ())) for row in rows]


def _event_card(row: Any, roles: tuple[Credit, ...]) -> EventCard:
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
    rows = (await session.execute(_EVENTS_BY_ID, {"ids": list(wanted)})).all()
    return dict(zip((row.id for row in rows), await event_cards(session, rows), strict=True))


_SESSION_PARENTS = select(SESSION.id, SESSION.slug).where(SESSION.id.in_(bound("ids", SESSION.id, several=True)))


@cache
def _session_cards(which: WhichSessions) -> Select[Any]:
    value = bound("value", SESSION.id)
    condition = {
        "ids": SESSION.id.in_(bound("value", SESSION.id, several=True)),
        "event": SESSION.event_id == value,
        "event_number": (EVENT.number == value) & (EVENT.status != DRAFT),
        "with_children": or_(SESSION.id == value, SESSION.parent_id == value),
    }[which]
    return (
        select(
            SESSION.id,
            SESSION.slug,
            SESSION.label,
            SESSION.kind,
            SESSION.title,
            SESSION.start,
            SESSION.end,
            SESSION.precision,
            SESSION.room,
            SESSION.parent_id,
            SESSION.event_id,
            EVENT.number,
            EVENT.title.label("event_title"),
            EVENT.zone,
        )
        .select_from(Session.__table__.join(Event.__table__, EVENT.id == SESSION.event_id))
        .where(condition)
        .order_by(EVENT.number, SESSION.position, SESSION.id)
    )


async def session_cards(
    session: AsyncSession, which: WhichSessions, value: int | Iterable[int]
) -> dict[int, SessionCard]:
    """Return the cards of sessions, in the order as printed.

    ``which``: with these ``ids``, of an ``event`` (its id) or ``event_number`` (not of a draft), or one
    ``with_children``.
    """
    given = value if isinstance(value, int) else list(value)
    rows = (await session.execute(_session_cards(which), {"value": given})).all()
    roles = await credits_of(session, "session_id", [row.id for row in rows])
    slugs = {row.id: row.slug for row in rows}
    missing = {row.parent_id for row in rows if row.parent_id is not None} - slugs.keys()
    if missing:
        parents = await session.execute(_SESSION_PARENTS, {"ids": list(missing)})
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


@cache
def _solution_cards(which: WhichSolutions) -> Select[Any]:
    value = bound("value", SOLUTION.id)
    values = bound("value", SOLUTION.id, several=True)
    released = SOLUTION.status == RELEASED
    condition = {
        "ids": SOLUTION.id.in_(values),
        "number": (SOLUTION.number == value) & released,
        "of_event": SOLUTION.id.in_(select(SHOWING.solution_id).where(SHOWING.event_id == value)) & released,
        "of_sessions": SOLUTION.id.in_(select(SHOWING.solution_id).where(SHOWING.session_id.in_(values))) & released,
    }[which]
    return (
        select(
            SOLUTION.id,
            SOLUTION.number,
            SOLUTION.title,
            SOLUTION.kind,
            SOLUTION.use,
            SOLUTION.status,
            SOLUTION.topics,
            ORGANISATION.name.label("owner"),
        )
        .select_from(Solution.__table__.outerjoin(Organisation.__table__, ORGANISATION.id == SOLUTION.owner_id))
        .where(condition)
        .order_by(SOLUTION.number)
    )


async def solution_cards(
    session: AsyncSession, which: WhichSolutions, value: int | Iterable[int]
) -> dict[int, SolutionCard]:
    """Return the cards of Musterlösungen, by number.

    ``which``: with these ``ids``; or of the released ones that with this ``number``, those shown ``of_event`` (its
    id), or ``of_sessions`` (their ids).
    """
    given = value if isinstance(value, int) else list(value)
    rows = (await session.execute(_solution_cards(which), {"value": given})).all()
    ids = [row.id for row in rows]
    roles = await credits_of(session, "solution_id", ids)
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


_SHOWINGS = (
    select(SHOWING.solution_id, SHOWING.event_id, SHOWING.session_id)
    .where(SHOWING.solution_id.in_(bound("ids", SHOWING.solution_id, several=True)))
    .order_by(SHOWING.id)
)


async def _showings(session: AsyncSession, ids: list[int]) -> dict[int, list[EventCard | SessionCard]]:
    shown: dict[int, list[EventCard | SessionCard]] = defaultdict(list)
    if not ids:
        return shown
    links = (await session.execute(_SHOWINGS, {"ids": ids})).all()
    sessions = {link.session_id for link in links if link.session_id is not None}
    session_by_id = await session_cards(session, "ids", sessions) if sessions else {}
    events = await event_cards_by_id(session, {link.event_id for link in links if link.session_id is None})
    for link in links:
        card = session_by_id.get(link.session_id) if link.session_id else events.get(link.event_id)
        if card is not None:
            shown[link.solution_id].append(card)
    return shown
