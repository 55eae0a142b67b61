"""People who are named in programmes, and who of them objected to it (GDPR art. 21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.audit import Audit
from storage.cards import HIDDEN
from storage.documents import index_person_everywhere
from storage.tables.event import Event, Session
from storage.tables.note import Insight, Summary
from storage.tables.person import Person
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

    def __init__(self, session: AsyncSession, audit: Audit) -> None:
        self._session = session
        self._audit = audit

    async def find(self, words: str) -> list[str]:
        """Return the names that are these words (however spelt), else those that contain them."""
        wanted = fold(words)
        rows = (await self._session.scalars(select(Person).order_by(Person.name))).all()
        same = [row.name for row in rows if wanted in {fold(name) for name in (row.name, *row.aliases)}]
        return same or [row.name for row in rows if wanted and wanted in fold(row.name)]

    async def hide(self, name: str, actor: str, now: datetime) -> Objection:
        """Name somebody no more: in programmes, in search, among people with experience."""
        return await self._set(name, HIDDEN, "verbergen", actor, now)

    async def show(self, name: str, actor: str, now: datetime) -> Objection:
        """Name somebody again."""
        return await self._set(name, SHOWN, "nennen", actor, now)

    async def _set(self, name: str, visibility: str, action: str, actor: str, now: datetime) -> Objection:
        row = (await self._session.scalars(select(Person).where(Person.name == name))).one()
        changed = (row.visibility == HIDDEN) != (visibility == HIDDEN)
        if changed:
            async with self._audit.recording(actor, action, row.name, now):
                row.visibility = visibility
            await index_person_everywhere(self._session, row.id)
        mentions = await self._mentions(row) if visibility == HIDDEN else ()
        return Objection(name, changed, mentions)

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
