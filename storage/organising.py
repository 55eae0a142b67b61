"""What organisers do with events: publish a draft, change, move, call off, copy.

Each function changes rows of one unit of work and leaves index and deliveries in line with them; who wants the change
in the audit log calls it within ``net.audit.recording``. References are like ``W12``; drafts count as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import DRAFT, ORGANISER, credits_of, session_cards, when
from storage.documents import index_event, index_named, index_person
from storage.events import event_number
from storage.importer import Importer
from storage.network import Network
from storage.records import EventRecord, RoleRecord, SessionRecord
from storage.slugs import slug_sessions
from storage.tables.event import Event, Series, Session
from storage.tables.note import ActionItem, Decision, Insight, OpenQuestion
from storage.tables.person import Organisation, Person, Role
from storage.tables.solution import Showing
from storage.views import Credit
from storage.when import Precision, When

PLANNED, POSTPONED, CANCELLED, HELD = "geplant", "verschoben", "abgesagt", "durchgeführt"
COLUMNS = (
    *("title", "motto", "kind", "mode", "place", "online_link", "capacity", "target_group", "registration_url"),
    *("registration_deadline", "fee", "contact", "accessibility", "description", "url", "series_number"),
)


@dataclass(frozen=True, slots=True)
class EventState:
    """An event as organisers change it. ``values``: its columns by their English name, texts or numbers."""

    id: int
    ref: str
    title: str
    status: str
    when: When
    values: Mapping[str, Any]
    town: str | None = None
    topics: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    series: str | None = None
    series_id: int | None = None
    rule: str | None = None  # of its series: RFC 5545 RRULE in wall time
    key: str = ""
    reason: str | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it is not published."""
        return self.status == DRAFT

    def is_over(self, now: datetime) -> bool:
        """Whether it lies in the past."""
        last = self.when.end or self.when.start
        return last is not None and last <= now


async def event_row(session: AsyncSession, ref: str) -> Event | None:
    """Return the row of an event."""
    return await session.scalar(select(Event).where(Event.number == event_number(ref.partition(".")[0])))


async def must_row(session: AsyncSession, ref: str) -> Event:
    """Return the row of an event that is known to be there."""
    row = await event_row(session, ref)
    if row is None:
        raise LookupError(ref)
    return row


async def state_of(net: Network, ref: str) -> EventState | None:
    """Return an event, also a draft."""
    row = await event_row(net.session, ref)
    return None if row is None else await _state(net.session, row)


async def state_by_key(net: Network, key: str) -> EventState | None:
    """Return the event of this identity, also a draft."""
    row = await net.session.scalar(select(Event).where(Event.key == key))
    return None if row is None else await _state(net.session, row)


async def _state(session: AsyncSession, row: Event) -> EventState:
    town = await session.scalar(select(Organisation.name).where(Organisation.id == row.town_id))
    series = (await session.execute(select(Series.title, Series.rule).where(Series.id == row.series_id))).first()
    organisers = await session.scalars(
        select(Organisation.name)
        .join(Role, Role.organisation_id == Organisation.id)
        .where(Role.event_id == row.id, Role.role == ORGANISER)
        .order_by(Role.position, Role.id)
    )
    return EventState(
        id=row.id,
        ref=f"W{row.number}",
        title=row.title,
        status=row.status,
        when=when(row.start, row.end, row.precision, row.zone, row.date_as_written),
        values={name: getattr(row, name) for name in COLUMNS},
        town=town,
        topics=tuple(row.topics),
        organisers=tuple(organisers),
        series=series.title if series else None,
        series_id=row.series_id,
        rule=series.rule if series else None,
        key=row.key,
        reason=row.status_reason,
    )


async def record_of(net: Network, ref: str) -> EventRecord:
    """Return an event, also a draft, as the record that would make it; notes and summary are left out."""
    row = await must_row(net.session, ref)
    state = await _state(net.session, row)
    people = (await credits_of(net.session, "event_id", [row.id])).get(row.id, ())
    cards = await session_cards(net.session, "event", row.id)
    return EventRecord(
        key=row.key,
        title=row.title,
        when=state.when,
        fields=state.values,
        town=state.town,
        series=state.series,
        topics=state.topics,
        people=tuple(_role_record(one) for one in people),
        programme=tuple(
            SessionRecord(
                title=card.title,
                label=card.label,
                kind=card.kind,
                when=card.when if card.when.start is not None else None,
                room=card.room,
                people=tuple(_role_record(one) for one in card.people),
            )
            for card in cards.values()
        ),
    )


def _role_record(credit: Credit) -> RoleRecord:
    return RoleRecord(
        credit.name, credit.role, credit.office, credit.organisation, is_organisation=not credit.is_person
    )


async def follow(net: Network, rows: Iterable[Event], now: datetime, *, quiet: bool = False) -> None:
    """Note that events were changed: sequence, index, deliveries. ``quiet``: one newly published is not announced."""
    changed = list(rows)
    for row in changed:
        if row.status != DRAFT:
            row.sequence += 1
        row.updated_at = now
    await net.session.flush()
    for row in changed:
        await index_event(net.session, row.id)
    await net.deliveries.replan([row.id for row in changed], now, quiet=quiet)
    for row in changed:
        await net.reminders.replan(row.id, now)


async def publish(net: Network, ref: str, now: datetime) -> Event:
    """Make a draft an event; one that lies in the past counts as held, and nothing is announced of it."""
    row = await must_row(net.session, ref)
    over = row.end or row.start
    row.status = HELD if over is not None and over <= now else PLANNED
    row.sequence = -1  # the first version is 0
    await follow(net, [row], now)
    await index_named(net.session, event_id=row.id)
    return row


async def discard(net: Network, ref: str) -> None:
    """Delete a draft. Its number is not given again."""
    row = await must_row(net.session, ref)
    if row.status != DRAFT:
        raise ValueError(ref)
    await net.session.delete(row)
    await net.session.flush()


async def change(net: Network, row: Event, values: Mapping[str, Any], now: datetime) -> None:
    """Set columns by name; besides, ``topics``, ``organisers`` (names), ``town`` and ``series`` (a name)."""
    importer = Importer(net, now)
    for name, value in values.items():
        match name:
            case "topics":
                row.topics = list(value)
            case "organisers":
                await _set_organisers(importer, net.session, row, value)
            case "series":
                row.series_id = await importer.series(value) if value else None
            case "town":
                row.town_id = (await importer.organisation(value, "Kommune")).id if value else None
            case "place":
                row.place = value
                town = importer.town_of(value)
                row.town_id = (await importer.organisation(town, "Kommune")).id if town else None
            case _:
                setattr(row, name, value)
    await net.session.flush()
    if "capacity" in values:
        await net.registrations.move_up(row, now)
    if row.status != DRAFT:
        await importer.index_names()


async def _set_organisers(importer: Importer, session: AsyncSession, row: Event, names: Iterable[str]) -> None:
    old = await session.scalars(select(Role).where(Role.event_id == row.id, Role.role == ORGANISER))
    for role in old:
        await session.delete(role)
    for position, name in enumerate(names):
        organisation = await importer.organisation(name)
        session.add(Role(event_id=row.id, organisation_id=organisation.id, role=ORGANISER, position=position))
    await session.flush()


def set_when(row: Event, moment: When) -> None:
    """Set the date; sessions are moved with it by :func:`move`."""
    row.start, row.end, row.precision, row.zone = moment.start, moment.end, moment.precision.value, moment.zone
    row.date_as_written = moment.as_written


async def put_off(net: Network, row: Event, now: datetime) -> None:
    """Leave it open when an event will be."""
    await move(net, row, When(None, None, Precision.OPEN, row.zone), now)
    row.status, row.status_reason = POSTPONED, None


async def move(net: Network, row: Event, moment: When, now: datetime) -> None:
    """Give an event another date; its sessions keep their wall time relative to its start."""
    old = when(row.start, row.end, row.precision, row.zone)
    set_when(row, moment)
    if row.status in {POSTPONED, CANCELLED, HELD}:
        over = row.end or row.start
        row.status = HELD if over is not None and over <= now else PLANNED
        row.status_reason = None
    sessions = (await net.session.scalars(select(Session).where(Session.event_id == row.id))).all()
    old = day_of(sessions, old)
    for one in sessions:
        one.start, one.end, one.precision = shifted_session(one, old, moment)
    await net.session.flush()


def day_of(sessions: Iterable[Session], around: When) -> When:
    """Return when an event was: where that is open, the day that its sessions still have from before."""
    starts = [one.start for one in sessions if one.start is not None]
    if around.start is not None or not starts:
        return around
    first = min(starts).astimezone(ZoneInfo(around.zone)).replace(hour=0, minute=0)
    return When(first, None, Precision.DAY, around.zone)


def shifted_session(one: Session, old: When, new: When) -> tuple[datetime | None, datetime | None, str]:
    """Return when a session is after its event moved: the same wall time after the event's start.

    Where the new date is not known to the day, the times are kept with the precision ``open``, for later.
    """
    known = {Precision.MINUTE, Precision.DAY}
    if one.start is None or old.start is None or old.precision not in known:
        return one.start, one.end, one.precision
    if new.start is None or new.precision not in known:
        return one.start, one.end, Precision.OPEN.value
    zone = new.start.tzinfo
    base = new.start.replace(tzinfo=None) - old.start.replace(tzinfo=None)
    if Precision.DAY in {new.precision, old.precision}:
        base = datetime.combine(new.start, time.min) - datetime.combine(old.start, time.min)

    def moved(moment: datetime | None) -> datetime | None:
        if moment is None:
            return None
        wall = moment.astimezone(old.start.tzinfo if old.start else UTC).replace(tzinfo=None)
        return (wall + base).replace(tzinfo=zone)

    precision = Precision.MINUTE.value if one.precision == Precision.OPEN else one.precision
    return moved(one.start), moved(one.end), precision


async def merge_programme(net: Network, row: Event, programme: Iterable[SessionRecord], now: datetime) -> list[str]:
    """Add sessions, or change those with the same label; returns their references in the order given."""
    importer = Importer(net, now)
    existing = list(
        await net.session.scalars(select(Session).where(Session.event_id == row.id).order_by(Session.position))
    )
    by_slug = {one.slug: one for one in existing}
    refs = []
    last = await net.session.scalar(select(func.max(Session.position)).where(Session.event_id == row.id))
    position = -1 if last is None else last
    for slug, record, _parent in slug_sessions(programme, row.zone):
        one = by_slug.get(slug) if record.label else next((o for o in existing if o.title == record.title), None)
        if one is None:
            name, number = slug, 2
            while name in by_slug:
                name, number = f"{slug}-{number}", number + 1
            position += 1
            one = Session(event_id=row.id, slug=name, position=position, precision=Precision.OPEN.value)
            one.methods, one.topics = [], []
            by_slug[name] = one
        one.label, one.title = record.label or one.label, record.title
        one.kind = record.kind or one.kind
        if record.when is not None:
            one.start, one.end, one.precision = record.when.start, record.when.end, record.when.precision.value
        one.room, one.description = record.room or one.room, record.description or one.description
        net.session.add(one)
        await net.session.flush()
        if record.people:
            await importer.roles(record.people, session_id=one.id)
        refs.append(f"W{row.number}.{one.slug}")
    if row.status != DRAFT:
        await importer.index_names()
    return refs


async def session_row(session: AsyncSession, ref: str) -> Session | None:
    """Return the row of a session; ``ref`` like ``W12.B``."""
    event, _, slug = ref.partition(".")
    return await session.scalar(
        select(Session)
        .join(Event, Event.id == Session.event_id)
        .where(Event.number == event_number(event), func.lower(Session.slug) == slug.lower())
    )


async def words_of_sessions(session: AsyncSession, row: Event) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Return reference, description and topics of each session of an event, in the order as printed."""
    query = select(Session).where(Session.event_id == row.id).order_by(Session.position)
    return [(f"W{row.number}.{one.slug}", one.description, tuple(one.topics)) for one in await session.scalars(query)]


async def remove_session(net: Network, ref: str) -> bool:
    """Delete a session with its roles; not one that something was noted of. Returns whether it was deleted."""
    one = await session_row(net.session, ref)
    if one is None:
        return False
    for table in (Insight, Decision, OpenQuestion, ActionItem, Showing):
        if await net.session.scalar(select(table.id).where(table.session_id == one.id).limit(1)) is not None:
            return False
    people = set(await net.session.scalars(select(Role.person_id).where(Role.session_id == one.id)))
    await net.session.delete(one)
    await net.session.flush()
    for person in sorted(one for one in people if one is not None):
        await index_person(net.session, person)
    return True


async def add_people(net: Network, ref: str, people: Iterable[RoleRecord], now: datetime) -> None:
    """Add people with their roles to an event or a session; the same person in the same role is changed."""
    row = await must_row(net.session, ref)
    one = await session_row(net.session, ref) if "." in ref else None
    owner: dict[str, int] = {"session_id": one.id} if one is not None else {"event_id": row.id}
    ((column, value),) = owner.items()
    importer = Importer(net, now)
    last = await net.session.scalar(select(func.max(Role.position)).where(getattr(Role, column) == value))
    position = -1 if last is None else last
    for record in people:
        person = await importer.person(record.name, record.title)
        role = await net.session.scalar(
            select(Role).where(getattr(Role, column) == value, Role.person_id == person.id, Role.role == record.role)
        )
        if role is None:
            position += 1
            role = Role(person_id=person.id, role=record.role, position=position, **owner)
            net.session.add(role)
        role.office_then, role.organisation_then = record.office, record.organisation
        if record.organisation:
            await importer.organisation(record.organisation)
        await net.session.flush()
    if row.status != DRAFT:
        await importer.index_names()


async def remove_people(net: Network, ref: str, name: str) -> list[str]:
    """Take the people of this name out of an event or a session; returns the roles that they had."""
    row = await must_row(net.session, ref)
    one = await session_row(net.session, ref) if "." in ref else None
    condition = Role.session_id == one.id if one is not None else Role.event_id == row.id
    found = (
        await net.session.execute(select(Role, Person.name).join(Person, Person.id == Role.person_id).where(condition))
    ).all()
    gone = [role for role, known in found if known.casefold() == name.casefold()]
    for role in gone:
        await net.session.delete(role)
    await net.session.flush()
    for role in gone:
        if role.person_id is not None:
            await index_person(net.session, role.person_id)
    return [role.role for role in gone]
