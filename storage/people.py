"""People who are named in programmes, and who of them objected to it (GDPR art. 21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import HIDDEN
from storage.documents import index_event, index_person, index_solution
from storage.tables.audit import AuditEntry
from storage.tables.event import Event, Session
from storage.tables.note import Insight, Summary
from storage.tables.person import Person, Role
from storage.tables.solution import Solution
from storage.text import fold

SHOWN = "öffentlich"


@dataclass(frozen=True, slots=True)
class Objection:
    """What became of an objection. ``mentions``: where the name still stands in running text, for people to edit."""

    name: str
    changed: bool
    mentions: tuple[str, ...] = ()


class People:
    """The people in one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, words: str) -> list[str]:
        """Return the names that are these words (however spelt), else those that contain them."""
        wanted = fold(words)
        rows = (await self._session.scalars(select(Person).order_by(Person.name))).all()
        same = [row.name for row in rows if wanted in {fold(name) for name in (row.name, *row.aliases)}]
        return same or [row.name for row in rows if wanted and wanted in fold(row.name)]

    async def hide(self, name: str, actor: str, now: datetime) -> Objection:
        """Name somebody no more: in programmes, in search, among people with experience."""
        return await self._set(name, HIDDEN, actor, now)

    async def show(self, name: str, actor: str, now: datetime) -> Objection:
        """Name somebody again."""
        return await self._set(name, SHOWN, actor, now)

    async def _set(self, name: str, visibility: str, actor: str, now: datetime) -> Objection:
        row = (await self._session.scalars(select(Person).where(Person.name == name))).one()
        before = row.visibility
        changed = (before == HIDDEN) != (visibility == HIDDEN)
        if changed:
            row.visibility = visibility
            self._session.add(
                AuditEntry(
                    at=now,
                    actor=actor,
                    action="sichtbarkeit",
                    subject=f"person {row.id}",
                    before={"visibility": before},
                    after={"visibility": visibility},
                )
            )
            await self._session.flush()
            await self._index(row.id)
        mentions = await self._mentions(row) if visibility == HIDDEN else ()
        return Objection(name, changed, mentions)

    async def _index(self, person_id: int) -> None:
        await index_person(self._session, person_id)
        events = select(Role.event_id).where(Role.person_id == person_id, Role.event_id.is_not(None))
        sessions = (
            select(Session.event_id).join(Role, Role.session_id == Session.id).where(Role.person_id == person_id)
        )
        said = select(Insight.event_id).where(Insight.person_id == person_id)
        solutions = select(Role.solution_id).where(Role.person_id == person_id, Role.solution_id.is_not(None))
        ids: set[Any] = set()
        for query in (events, sessions, said):
            ids |= set(await self._session.scalars(query))
        for event_id in sorted(ids):
            await index_event(self._session, event_id)
        for solution_id in sorted(one for one in set(await self._session.scalars(solutions)) if one is not None):
            await index_solution(self._session, solution_id)

    async def _mentions(self, row: Person) -> tuple[str, ...]:
        """Return the numbers of entries whose texts still hold the name."""
        names = (row.name, *row.aliases)
        found: list[str] = []
        places: Sequence[tuple[Any, Any]] = (
            (select(Event.number, Event.number), (Event.title, Event.description, Event.contact)),
            (
                select(Event.number, Session.slug).join(Session, Session.event_id == Event.id),
                (Session.title, Session.description),
            ),
            (select(Event.number, Event.number).join(Summary, Summary.event_id == Event.id), (Summary.text,)),
        )
        for query, columns in places:
            where = or_(*(column.contains(name, autoescape=True) for column in columns for name in names))
            for number, slug in await self._session.execute(query.where(where).order_by(Event.number)):
                found.append(f"W{number}" if isinstance(slug, int) else f"W{number}.{slug}")
        for table, letter, columns in (
            (Insight, "E", (Insight.text,)),
            (Solution, "L", (Solution.title, Solution.use, Solution.description, Solution.contact)),
        ):
            where = or_(*(column.contains(name, autoescape=True) for column in columns for name in names))
            numbers = await self._session.scalars(select(table.number).where(where).order_by(table.number))
            found += [f"{letter}{number}" for number in numbers]
        return tuple(dict.fromkeys(found))
