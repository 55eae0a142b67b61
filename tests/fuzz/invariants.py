"""What is true of a store whatever was done to it; each check returns what is not, in words."""

import re
import tempfile
from collections import Counter
from collections.abc import Awaitable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import func, select, text

from storage.base import Base
from storage.documents import reindex
from storage.export.read import Taker
from storage.export.write import export, to_yaml
from storage.network import Network
from storage.planning import CANCELLED, CHANGES, DRAFT, OF_EVENTS, POSTPONED, Kind, State
from storage.recording import BOOKKEEPING, UNRECORDED
from storage.replanning import TABLE as DELIVERY
from storage.replanning import said_now, told_by_room
from storage.search.filing import file_all
from storage.search.index import ALL
from storage.search.tables import SearchDocument, SearchPosting, SearchTerm
from storage.store import Store
from storage.tables.event import Event
from storage.tables.participation import SIGNED_UP, WAITING, Registration

SHOWN = 6  # of what is wrong
OVERDUE = timedelta(minutes=30)
ABOUT_WHAT_IS = frozenset({Kind.REMINDER, Kind.START, Kind.REQUEST, Kind.SECOND_REQUEST})  # never of a cancelled one
WRITTEN_LATER = {"poll"}  # which message a poll is, is noted after it was sent
_DOCUMENTS: Any = SearchDocument.__table__
_POSTINGS: Any = SearchPosting.__table__
_TERMS: Any = SearchTerm.__table__
Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]


class _RolledBackError(Exception):
    """Nothing of this is kept."""


def different(what: str, wanted: Iterable[Any], found: Iterable[Any]) -> list[str]:
    """Say what is missing and what is too much."""
    one, other = Counter(wanted), Counter(found)
    return [
        f"{what}: {word}: {entry!r}"[:700]
        for word, rest in (("fehlt", one - other), ("zuviel", other - one))
        for entry in sorted(rest, key=repr)[:SHOWN]
    ]


async def _index(net: Network) -> dict[str, Counter[Any]]:
    """Return documents and postings, without the ids of rows and documents.

    Organisations are left out: one that nothing names any more stays findable until the index is built anew.
    """
    columns = [column for column in _DOCUMENTS.c if column.name not in {"id", "postings", "fresh"}]
    documents = select(*columns).where(_DOCUMENTS.c.kind != "organisation")
    postings = (
        select(_DOCUMENTS.c.kind, _DOCUMENTS.c.entity_id, _TERMS.c.term, _POSTINGS.c.weight)
        .join(_POSTINGS, _POSTINGS.c.document_id == _DOCUMENTS.c.id)
        .join(_TERMS, _TERMS.c.id == _POSTINGS.c.term_id)
        .where(_DOCUMENTS.c.kind != "organisation")
    )
    queries = {"Einträge": documents, "Fundstellen": postings}
    return {name: Counter(tuple(row) for row in await net.session.execute(query)) for name, query in queries.items()}


async def search_index(store: Store) -> list[str]:
    """The index holds what a new one would: all that is published, as it is now, and nothing else."""
    found: list[str] = []
    with suppress(_RolledBackError):
        async with store.writing() as net:
            await file_all(net.session)
            before = await _index(net)
            found += await _vocabulary(net)
            await reindex(net.session)
            for name, wanted in (await _index(net)).items():
                found += different(name, wanted.elements(), before[name].elements())
            raise _RolledBackError
    return found


async def _vocabulary(net: Network) -> list[str]:
    """Each term is counted as often as it has postings, and the documents all together."""
    terms = {row.term: row.documents for row in await net.session.execute(select(_TERMS.c.term, _TERMS.c.documents))}
    counted = await net.session.execute(
        select(_TERMS.c.term, func.count()).join(_POSTINGS, _POSTINGS.c.term_id == _TERMS.c.id).group_by(_TERMS.c.term)
    )
    wanted = {term: count for term, count in counted}  # noqa: C416  # a row is no pair to dict()
    wanted[ALL] = await net.session.scalar(select(func.count()).select_from(_DOCUMENTS))
    return different("Wortschatz", wanted.items(), terms.items())


async def deliveries(store: Store, now: datetime) -> list[str]:
    """Nothing is planned of drafts, of what is over or was called off; nothing is late; nobody holds a row."""
    found = []
    async with store.reading() as net:
        rows = (
            await net.session.execute(
                select(DELIVERY, Event.number, Event.status, Event.start, Event.end)
                .outerjoin(Event, Event.id == DELIVERY.c.event_id)
                .where(DELIVERY.c.state.in_((State.PLANNED.value, State.CLAIMED.value)))
            )
        ).all()
        numbers = set(await net.session.scalars(select(Event.number)))
    for row in rows:
        name = f"{row.kind} {row.subject} {row.occurrence} in {row.room_id}, fällig {row.due_at}, {row.status}"
        if row.state == State.CLAIMED.value:
            found.append(f"vergeben geblieben: {name}")
        elif row.try_at < now - OVERDUE:
            found.append(f"überfällig: {name}")
        if row.status == DRAFT:
            found.append(f"zu einem Entwurf geplant: {name}")
        if row.kind in ABOUT_WHAT_IS and row.status in {CANCELLED, POSTPONED}:
            found.append(f"zu Abgesagtem geplant: {name}")
        if row.kind == Kind.ANNOUNCEMENT and row.status == CANCELLED:
            found.append(f"Ankündigung von Abgesagtem geplant: {name}")
        if re.fullmatch(r"W\d+", row.subject) and int(row.subject[1:]) not in numbers:
            found.append(f"zu Gelöschtem geplant: {name}")
    return found[:SHOWN] + different("zweimal geplant", set(meanings := [_meaning(row) for row in rows]), meanings)


async def announcements(store: Store, now: datetime) -> list[str]:
    """What an announcement says of an event ahead is so, or will be set right."""
    found = []
    async with store.reading() as net:
        events = (
            await net.session.execute(select(Event.id, Event.number).where(Event.start > now, Event.status != DRAFT))
        ).all()
        for event_id, number in events:
            rows = await net.deliveries.of_event(event_id)
            changing = {row.room_id for row in rows if row.kind in CHANGES and row.state is State.PLANNED}
            told = told_by_room(row for row in rows if row.kind in {*CHANGES, *OF_EVENTS, Kind.KNOWN})
            said = await said_now(net.session, f"W{number}")
            found += [
                f"W{number} in {room}: gesagt {different_in(one.said, said)}"
                for room, one in told.items()
                if one.announced and one.said != said and room not in changing
            ]
    return found[:SHOWN]


def different_in(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return what differs, with both values."""
    return {name: (one.get(name), other.get(name)) for name in {*one, *other} if one.get(name) != other.get(name)}


def _meaning(row: Any) -> tuple[Any, ...]:
    """Return what a row would say to whom, and of when."""
    occurrence = row.occurrence.partition(" ")[2] if row.kind in {Kind.REMINDER, Kind.START} else row.occurrence
    if row.kind in {Kind.CHANGE, Kind.MOVE, Kind.CANCELLATION}:
        return ("änderung", row.subject, row.room_id)
    return (row.kind, row.subject, row.room_id, occurrence, row.due_at if row.kind == Kind.REMINDER else None)


async def places(store: Store, now: datetime) -> list[str]:
    """No more people have a place than there are places, and nobody waits where one is free."""
    found = []
    async with store.reading() as net:
        events = (await net.session.execute(select(Event.id, Event.number, Event.capacity, Event.start))).all()
        states = (await net.session.execute(select(Registration.event_id, Registration.state))).all()
    count = Counter((row.event_id, row.state) for row in states)
    for row in events:
        taken, waiting = count[row.id, SIGNED_UP], count[row.id, WAITING]
        is_ahead = row.start is None or row.start > now
        if waiting and is_ahead and (row.capacity is None or taken < row.capacity):
            found.append(f"W{row.number}: {waiting} warten, {taken} von {row.capacity} Plätzen vergeben")
    return found


async def files(store: Store) -> list[str]:
    """Each file that is named lies in the data folder."""
    async with store.reading() as net:
        used = await net.submissions.hashes()
    return [f"Datei {one} fehlt" for one in sorted(used) if not list(store.data_dir.rglob(one))]


async def database(store: Store, *, thoroughly: bool) -> list[str]:
    """The database itself is whole, and no reference leads nowhere."""
    found: list[str] = []
    async with store.reading() as net:
        if store.is_sqlite:
            pragmas = ("foreign_key_check", *(("integrity_check",) if thoroughly else ()))
            for pragma in pragmas:
                rows = (await net.session.execute(text(f"PRAGMA {pragma}"))).all()
                found += [f"{pragma}: {tuple(row)}" for row in rows if tuple(row) != ("ok",)]
        else:
            for table in Base.metadata.sorted_tables:
                for key in table.foreign_keys:
                    there = select(key.column)
                    lost = select(key.parent).where(key.parent.is_not(None), key.parent.not_in(there)).limit(1)
                    if (await net.session.execute(lost)).first() is not None:
                        found.append(f"{table.name}.{key.parent.name} führt ins Leere")
    return found


async def round_trip(store: Store, now: datetime) -> list[str]:
    """Export, import into an empty store, export: the same."""
    async with store.snapshot() as net:
        before = to_yaml(await export(net.session))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        other = Store(f"sqlite+aiosqlite:///{path / 'x.sqlite3'}", data_dir=path)
        try:
            await other.upgrade()
            async with other.writing() as net:
                await Taker(net, now).take(yaml.load(before, Loader=yaml.CSafeLoader))
            async with other.snapshot() as net:
                after = to_yaml(await export(net.session))
            gone = await search_index(other)
        finally:
            await other.close()
    return different("Ausgabe", before.splitlines(), after.splitlines()) + gone


async def rows_of(store: Store) -> Rows:
    """Return all rows that a change may touch and the audit log knows."""
    found: Rows = {}
    async with store.reading() as net:
        for table in Base.metadata.sorted_tables:
            if table.name in UNRECORDED | WRITTEN_LATER:
                continue
            names = [column.name for column in table.primary_key]
            rows = (await net.session.execute(select(table))).mappings()
            found[table.name] = {
                tuple(row[name] for name in names): {
                    name: value for name, value in row.items() if name not in BOOKKEEPING
                }
                for row in rows
            }
    return found


def changed_rows(before: Rows, after: Rows) -> list[str]:
    """Say which rows differ, and in what."""
    found = []
    for table, rows in before.items():
        others = after[table]
        found += [f"{table} {key} fehlt: {rows[key]}" for key in rows.keys() - others.keys()]
        found += [f"{table} {key} ist neu: {others[key]}" for key in others.keys() - rows.keys()]
        for key in rows.keys() & others.keys():
            columns = {
                name: (value, others[key][name]) for name, value in rows[key].items() if value != others[key][name]
            }
            if columns:
                found.append(f"{table} {key}: {columns}")
    return [one[:400] for one in sorted(found)]


async def broken(store: Store, now: datetime, *, thoroughly: bool) -> list[str]:
    """Return what is not true of the store. ``thoroughly``: also what takes a second."""
    checks: Mapping[str, Awaitable[list[str]]] = {
        "Zustellungen": deliveries(store, now),
        "Ankündigungen": announcements(store, now),
        "Plätze": places(store, now),
        "Dateien": files(store),
        "Datenbank": database(store, thoroughly=thoroughly),
        "Suche": search_index(store),
    }
    found = [f"{name}: {one}" for name, check in checks.items() for one in await check]
    if thoroughly:
        found += [f"Ausgabe: {one}" for one in await round_trip(store, now)]
    return found
