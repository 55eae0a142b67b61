"""Taking records into the store: the same file twice adds nothing, a changed one updates.

An entry's identity is its ``kennung``, else title and start. What is unchanged (by a fingerprint of the whole
record) is left alone. On a change, numbers that people may have noted stay: sessions are recognised by their
slug, insights, decisions, questions and action items by their text.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from sqlalchemy import delete, select

from storage.cards import DRAFT
from storage.documents import index_event, index_organisation, index_person, index_solution
from storage.network import Network
from storage.numbers import next_number
from storage.privacy import strip_private
from storage.records import (
    ActionRecord,
    EventRecord,
    InsightRecord,
    NetworkRecords,
    OrganisationRecord,
    ParseWhen,
    PersonRecord,
    RoleRecord,
    SessionRecord,
    SolutionRecord,
)
from storage.search.index import finish
from storage.slugs import slug_sessions
from storage.store import Store
from storage.submissions import RELEASED
from storage.tables.event import Event, Series, Session
from storage.tables.note import ActionItem, Decision, Insight, OpenQuestion, Summary
from storage.tables.person import Organisation, Person, Role
from storage.tables.solution import Reuse, Showing, Solution
from storage.text import fold, shorten
from storage.when import Precision, When
from storage.when_text import iso_when
from storage.yaml_file import read_yaml

_VENUE = re.compile(
    r"\d|rathaus|saal|halle|haus|raum|zentrum|werkstatt|online|schule|bibliothek|labor|hotel|forum|platz|str",
    re.IGNORECASE,
)


@dataclass(slots=True)
class ImportReport:
    """What an import did. ``stripped`` counts private addresses and numbers that were left out."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    stripped: int = 0
    warnings: list[str] = field(default_factory=list)


def fingerprint(record: Any) -> str:
    """Return a hash over everything a record says."""
    return hashlib.sha256(json.dumps(asdict(record), sort_keys=True, default=str).encode()).hexdigest()


def _clean(value: Any, report: ImportReport) -> Any:
    """Strip private addresses and numbers from all texts of a record."""
    if isinstance(value, str):
        text, count = strip_private(value)
        report.stripped += count
        return text
    if isinstance(value, tuple | list):
        return type(value)(_clean(item, report) for item in value)
    if isinstance(value, Mapping):
        return {key: _clean(item, report) for key, item in value.items()}
    if isinstance(value, EventRecord | SessionRecord | InsightRecord | ActionRecord | RoleRecord | SolutionRecord):
        names = [name for name in value.__dataclass_fields__ if name != "key"]
        return replace(value, **{name: _clean(getattr(value, name), report) for name in names})
    return value


class Importer:
    """Takes records into one unit of work."""

    def __init__(self, net: Network, now: datetime, *, quiet: bool = False) -> None:
        self._net = net
        self._session = net.session
        self._now = now
        self._quiet = quiet
        self.report = ImportReport()
        self._organisations: dict[str, Organisation] | None = None
        self._people: dict[str, Person] | None = None
        self._new_solutions: list[tuple[str, str]] = []
        self._named_organisations: set[int] = set()
        self._named_people: set[int] = set()

    async def load(self, records: NetworkRecords) -> ImportReport:
        """Take everything in; organisations and people first, so that others find them."""
        for organisation in records.organisations:
            await self._organisation_details(organisation)
        for person in records.people:
            await self._person_details(person)
        touched: list[int] = []
        for event in records.events:
            event_id = await self._event(_clean(event, self.report))
            if event_id is not None:
                touched.append(event_id)
        solutions = []
        for solution in records.solutions:
            solution_id = await self._solution(_clean(solution, self.report))
            if solution_id is not None:
                solutions.append(solution_id)
        await self._session.flush()
        await self._index(touched, solutions)
        await self.index_names()
        await finish(self._session)
        await self._plan(touched)
        return self.report

    async def _plan(self, events: list[int]) -> None:
        if not self._quiet:
            for ref, text in self._new_solutions:
                await self._net.tell_subscribers(ref, text, self._now)
        await self._net.deliveries.replan(events, self._now, quiet=self._quiet)
        for event_id in events:
            await self._net.reminders.replan(event_id, self._now)
            await self._net.actions.replan(event_id, self._now)

    async def _index(self, events: Iterable[int], solutions: Iterable[int]) -> None:
        for event_id in events:
            await index_event(self._session, event_id)
        for solution_id in solutions:
            await index_solution(self._session, solution_id)

    async def index_names(self) -> None:
        """Index the people and organisations that were named."""
        for person in sorted(self._named_people):
            await index_person(self._session, person)
        for organisation in sorted(self._named_organisations):
            await index_organisation(self._session, organisation)

    async def _all_organisations(self) -> dict[str, Organisation]:
        if self._organisations is None:
            self._organisations = {}
            for row in await self._session.scalars(select(Organisation)):
                self._remember(row)
        return self._organisations

    def _remember(self, row: Organisation) -> None:
        assert self._organisations is not None
        for name in (row.name, row.short_name, *row.aliases):
            if name:
                self._organisations.setdefault(fold(name), row)

    async def _all_people(self) -> dict[str, Person]:
        if self._people is None:
            self._people = {}
            for row in await self._session.scalars(select(Person)):
                for name in (row.name, *row.aliases):
                    self._people.setdefault(fold(name), row)
        return self._people

    async def organisation(self, name: str, kind: str | None = None) -> Organisation:
        """Return the organisation of this name, or one of its other names; one that is not known is added."""
        known = await self._all_organisations()
        row = known.get(fold(name))
        if row is None:
            row = Organisation(name=name, kind=kind, aliases=[], member_of=[])
            self._session.add(row)
            await self._session.flush()
            self._remember(row)
        self._named_organisations.add(row.id)
        return row

    async def person(self, name: str, title: str | None) -> Person:
        """Return the person of this name, or one of its other names; one that is not known is added."""
        known = await self._all_people()
        row = known.get(fold(name))
        if row is None:
            row = Person(name=name, academic_title=title, aliases=[], visibility="öffentlich")
            self._session.add(row)
            await self._session.flush()
            known[fold(name)] = row
        elif title and not row.academic_title:
            row.academic_title = title
        self._named_people.add(row.id)
        return row

    async def _organisation_details(self, record: OrganisationRecord) -> None:
        row = await self.organisation(record.name)
        for name, value in record.fields.items():
            if value not in (None, []):
                setattr(row, name, value)
        self._remember(row)
        await self._session.flush()

    async def _person_details(self, record: PersonRecord) -> None:
        row = await self.person(record.name, record.fields.get("academic_title"))
        for name, value in record.fields.items():
            if value not in (None, []):
                setattr(row, name, value)
        known = await self._all_people()
        for alias in row.aliases:
            known.setdefault(fold(alias), row)
        await self._session.flush()

    async def _event(self, record: EventRecord) -> int | None:
        """Add or update one event; returns its id if anything changed."""
        mark = fingerprint(record)
        row = await self._session.scalar(select(Event).where(Event.key == record.key))
        if row is not None and row.fingerprint == mark:
            self.report.unchanged.append(f"W{row.number}")
            return None
        if row is None:
            number = await next_number(self._session, "W")
            row = Event(key=record.key, number=number, created_at=self._now, sequence=0)
            row.uid = f"{hashlib.sha256(record.key.encode()).hexdigest()[:24]}@netzbote"
            self.report.added.append(f"W{row.number}")
        else:
            row.sequence += 1
            self.report.updated.append(f"W{row.number}")
        named = set(self._named_people), set(self._named_organisations)
        await self._fill_event(row, record)
        row.fingerprint, row.updated_at = mark, self._now
        self._session.add(row)
        await self._session.flush()
        await self._parts(row, record)
        if row.status == DRAFT:  # what a draft names is found when it is published
            self._named_people, self._named_organisations = named
        return row.id

    async def _fill_event(self, row: Event, record: EventRecord) -> None:
        when = record.when
        for name in (
            *("motto", "series_number", "kind", "mode", "date_as_written", "place", "attendance", "target_group"),
            *("description", "url", "online_link", "registration_url", "fee", "contact", "accessibility", "source"),
            "capacity",
        ):
            setattr(row, name, record.fields.get(name))
        row.see_also = record.fields.get("see_also") or []
        row.is_example = bool(record.fields.get("is_example"))
        row.title, row.topics = record.title, list(record.topics)
        row.start, row.end, row.precision, row.zone = when.start, when.end, when.precision.value, when.zone
        row.date_as_written = row.date_as_written or when.as_written
        town = record.town or self.town_of(row.place)
        row.town_id = (await self.organisation(town, "Kommune")).id if town else None
        status = record.fields.get("status") or self._status(record)
        if status != DRAFT or row.status is None:  # reading a text again makes nothing a draft that was confirmed
            row.status = status
        row.series_id = await self.series(record.series) if record.series else None

    @staticmethod
    def town_of(place: str | None) -> str | None:
        """Return the town where the place is nothing but a town's name."""
        if place is None or "," in place or len(place.split()) > 3 or _VENUE.search(place):
            return None
        return place

    def _status(self, record: EventRecord) -> str:
        over = record.when.end or record.when.start
        if over is None or over > self._now:
            return "geplant"
        return "dokumentiert" if record.summary else "durchgeführt"

    async def series(self, title: str) -> int:
        """Return the id of the series of this name; one that is not known is added."""
        row = await self._session.scalar(select(Series).where(Series.title == title))
        if row is None:
            row = Series(title=title)
            self._session.add(row)
            await self._session.flush()
        return row.id

    async def _parts(self, event: Event, record: EventRecord) -> None:
        sessions = slug_sessions(record.programme, event.zone)
        old_sessions = {
            row.slug: row for row in await self._session.scalars(select(Session).where(Session.event_id == event.id))
        }
        rows: list[tuple[Session, SessionRecord]] = []
        for position, (slug, part, parent) in enumerate(sessions):
            row = old_sessions.pop(slug, None) or Session(event_id=event.id, slug=slug)
            when = part.when or When(None, None, Precision.OPEN, event.zone)
            row.label, row.kind, row.title, row.position = part.label, part.kind, part.title, position
            row.start, row.end, row.precision = when.start, when.end, when.precision.value
            row.room, row.description, row.attendance = part.room, part.description, part.attendance
            row.methods, row.topics = list(part.methods), list(part.topics)
            row.parent_id = rows[parent][0].id if parent is not None else None
            self._session.add(row)
            await self._session.flush()
            rows.append((row, part))
        for gone in old_sessions.values():
            await self._session.delete(gone)
        await self.roles(record.people, event_id=event.id)
        for row, part in rows:
            await self.roles(part.people, session_id=row.id)
        await self._notes(event, record, rows)
        await self._summary(event, record.summary)

    async def roles(self, people: Iterable[RoleRecord], **owner: int) -> None:
        """Put these people in the place of those that an event, a session or a Musterlösung has."""
        ((column, value),) = owner.items()
        self._named_people |= set(
            await self._session.scalars(
                select(Role.person_id).where(getattr(Role, column) == value, Role.person_id.is_not(None))
            )
        )
        await self._session.execute(delete(Role).where(getattr(Role, column) == value))
        for position, record in enumerate(people):
            role = Role(
                role=record.role,
                office_then=record.office,
                organisation_then=record.organisation,
                position=position,
                **owner,
            )
            if record.is_organisation:
                role.organisation_id = (await self.organisation(record.name)).id
            else:
                role.person_id = (await self.person(record.name, record.title)).id
                if record.organisation:
                    await self.organisation(record.organisation)
            self._session.add(role)
        await self._session.flush()

    async def _notes(self, event: Event, record: EventRecord, rows: list[tuple[Session, SessionRecord]]) -> None:
        owners: list[tuple[int | None, EventRecord | SessionRecord]] = [(None, record)]
        owners += [(row.id, part) for row, part in rows]
        kinds: tuple[tuple[Any, str, list[tuple[int | None, str, Any]]], ...] = (
            (Insight, "E", [(owner, item.text, item) for owner, part in owners for item in part.insights]),
            (Decision, "B", [(owner, item, None) for owner, part in owners for item in part.decisions]),
            (OpenQuestion, "F", [(owner, item, None) for owner, part in owners for item in part.questions]),
            (ActionItem, "A", [(owner, item.text, item) for owner, part in owners for item in part.actions]),
        )
        for table, letter, items in kinds:
            existing: Iterable[Any] = await self._session.scalars(select(table).where(table.event_id == event.id))
            old = {row.text: row for row in existing}
            for position, (session_id, text, item) in enumerate(items):
                row = old.pop(text, None)
                if row is None:
                    row = table(number=await next_number(self._session, letter), event_id=event.id, text=text)
                    self._session.add(row)
                row.session_id, row.position = session_id, position
                if isinstance(item, InsightRecord):
                    await self._attribute(row, item)
                elif isinstance(item, ActionRecord):
                    self._promise(row, item)
            for gone in old.values():
                if gone.origin is None:  # what was noted in the chat is not the file's to delete
                    await self._session.delete(gone)
        await self._session.flush()

    async def _attribute(self, row: Any, item: InsightRecord) -> None:
        row.kind = item.kind
        row.topics = []
        by = item.by
        row.person_id = (await self.person(by.name, by.title)).id if by else None
        row.role = by.role if by else None
        row.office_then = by.office if by else None
        row.organisation_then = by.organisation if by else None

    @staticmethod
    def _promise(row: Any, item: ActionRecord) -> None:
        row.responsible, row.state = item.responsible, item.state
        due = item.due or When(None, None, Precision.OPEN)
        row.due_start, row.due_end, row.due_precision = due.start, due.end, due.precision.value
        row.due_as_written = due.as_written

    async def _summary(self, event: Event, text: str | None) -> None:
        row = await self._session.scalar(select(Summary).where(Summary.event_id == event.id))
        if text is None:
            return
        if row is None:
            row = Summary(event_id=event.id)
            self._session.add(row)
        row.text, row.status, row.draft = text, "veröffentlicht", None
        row.published_at, row.updated_at = row.published_at or self._now, self._now
        await self._session.flush()

    async def _solution(self, record: SolutionRecord) -> int | None:
        mark = fingerprint(record)
        row = await self._session.scalar(select(Solution).where(Solution.key == record.key))
        if row is not None and row.fingerprint == mark:
            self.report.unchanged.append(f"L{row.number}")
            return None
        if row is None:
            row = Solution(key=record.key, number=await next_number(self._session, "L"), created_at=self._now)
            self.report.added.append(f"L{row.number}")
            if record.fields.get("status") in {None, RELEASED}:  # else subscribers are told when it is released
                about = (record.title, record.fields.get("use"), record.fields.get("description"), *record.topics)
                self._new_solutions.append((f"L{row.number}", " ".join(str(part) for part in about if part)))
        else:
            self.report.updated.append(f"L{row.number}")
        status = row.status or record.fields.get("status") or RELEASED
        for name, value in record.fields.items():
            setattr(row, name, value)
        row.title, row.topics = record.title, list(record.topics)
        row.status, row.licence = status, record.fields.get("licence") or "unklar"
        row.owner_id = (await self.organisation(record.owner)).id if record.owner else None
        row.fingerprint, row.updated_at = mark, self._now
        self._session.add(row)
        await self._session.flush()
        await self.roles(record.people, solution_id=row.id)
        await self._session.execute(delete(Showing).where(Showing.solution_id == row.id))
        for event_key, session in record.shown_at:
            await self._showing(row, event_key, session, record)
        users = select(Reuse.organisation_id).where(Reuse.solution_id == row.id, Reuse.is_interest.is_(False))
        known = set(await self._session.scalars(users))
        for name in record.reused_by:
            organisation = await self.organisation(name)
            if organisation.id not in known:
                self._session.add(Reuse(solution_id=row.id, organisation_id=organisation.id, since=self._now.date()))
            known.add(organisation.id)
        await self._session.flush()
        return row.id

    async def _showing(self, solution: Solution, event_key: str, label: str | None, record: SolutionRecord) -> None:
        event_id = await self._session.scalar(select(Event.id).where(Event.key == event_key))
        if event_id is None:
            self.report.warnings.append(
                f"Musterlösung „{shorten(record.title)}“: Die Veranstaltung „{shorten(event_key)}“ ist nicht bekannt."
            )
            return
        session_id = None
        if label is not None:
            session_id = await self._session.scalar(
                select(Session.id).where(Session.event_id == event_id, Session.slug == label.upper())
            ) or await self._session.scalar(
                select(Session.id).where(Session.event_id == event_id, Session.label == label)
            )
            if session_id is None:
                self.report.warnings.append(
                    f"Musterlösung „{shorten(record.title)}“: "
                    f"Den Programmpunkt „{shorten(label)}“ gibt es in „{shorten(event_key)}“ nicht."
                )
        self._session.add(Showing(solution_id=solution.id, event_id=event_id, session_id=session_id))


async def load(
    store: Store, records: NetworkRecords, *, now: datetime | None = None, quiet: bool = False
) -> ImportReport:
    """Take records into the store in one unit of work; ``quiet``: new events are not announced."""
    async with store.writing() as net:
        return await Importer(net, now or datetime.now(UTC), quiet=quiet).load(records)


def example_records(parse_when: ParseWhen = iso_when) -> Iterable[NetworkRecords]:
    """Read the example network that ships with the program, in the order of its file names."""
    folder = files("storage") / "example"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".yaml"):
            yield read_yaml(file.read_text(encoding="utf-8"), parse_when)


async def load_example(store: Store, *, now: datetime | None = None) -> ImportReport:
    """Take the example network into the store."""
    total = ImportReport()
    for records in example_records():
        report = await load(store, records, now=now)
        for name in ("added", "updated", "unchanged", "warnings"):
            getattr(total, name).extend(getattr(report, name))
        total.stripped += report.stripped
    return total
