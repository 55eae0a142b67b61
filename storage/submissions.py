"""Musterlösungen from the network itself: handed in, completed, reviewed, kept current, used by others.

States: eingereicht → freigegeben | abgelehnt; → zurückgezogen. What is changed after a rejection is eingereicht again.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.documents import index_named, index_organisation, index_solution
from storage.files import path_of, put
from storage.numbers import next_number
from storage.organisations import organisation_of
from storage.tables.person import Organisation
from storage.tables.solution import File, Reuse, Solution
from storage.views import FileView, Page

HANDED_IN, RELEASED, REJECTED, WITHDRAWN = "eingereicht", "freigegeben", "abgelehnt", "zurückgezogen"
NEEDED = ("title", "kind", "use", "owner", "contact", "licence")
MOST_FILES = 20  # of one Musterlösung
YEAR, ASKED_WITHIN = 365, 30  # days

Values = Mapping[str, Any]  # by English field name; "owner" is a name, "topics" a list, all else text


class TooManyFilesError(Exception):
    """A Musterlösung has :data:`MOST_FILES` files already."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A Musterlösung in any state. ``values``: what is known, by English field name; ``missing``: of the needed.

    ``submitted_by``: nobody, where the person has been forgotten since.
    """

    id: int
    ref: str
    title: str
    status: str
    submitted_by: str | None
    values: Mapping[str, str]
    missing: tuple[str, ...]
    files: tuple[FileView, ...] = ()
    reason: str | None = None


class Submissions:
    """The Musterlösungen that people hand in, in one unit of work."""

    def __init__(self, session: AsyncSession, data_dir: Path) -> None:
        self._session = session
        self._data_dir = data_dir

    async def add(self, values: Values, *, by: str, key: str, now: datetime) -> Submission:
        """Take a Musterlösung in; only ``title`` must be known. ``key`` is its identity."""
        row = Solution(
            number=await next_number(self._session, "L"),
            key=key,
            kind="",
            use="",
            licence="",
            status=HANDED_IN,
            visibility="Netzwerk",
            submitted_by=by,
            topics=[],
            synonyms=[],
            created_at=now,
            updated_at=now,
        )
        await self._fill(row, values)
        self._session.add(row)
        await self._session.flush()
        return await self._view(row)

    async def get(self, number: int) -> Submission | None:
        """Return one by its number, in whatever state."""
        row = await self._row(number)
        return await self._view(row) if row is not None else None

    async def by_key(self, key: str) -> Submission | None:
        """Return one by its identity."""
        row = await self._session.scalar(select(Solution).where(Solution.key == key))
        return await self._view(row) if row is not None else None

    async def _row(self, number: int) -> Solution | None:
        found: Solution | None = await self._session.scalar(select(Solution).where(Solution.number == number))
        return found

    async def _needed(self, number: int) -> Solution:
        row = await self._row(number)
        assert row is not None
        return row

    async def change(self, number: int, values: Values, now: datetime) -> Submission:
        """Set fields; a rejected one waits for its review again."""
        row = await self._needed(number)
        await self._fill(row, values)
        return await self._changed(row, now)

    async def _fill(self, row: Solution, values: Values) -> None:
        for name, value in values.items():
            if name == "accessible":
                continue  # said of the files, see set_accessible()
            if name == "owner":
                row.owner_id = (await organisation_of(self._session, value)).id if value else None
            else:
                setattr(row, name, value)

    async def _changed(self, row: Solution, now: datetime) -> Submission:
        if row.status == REJECTED:
            row.status = HANDED_IN
        row.updated_at = now
        await self._session.flush()
        await index_solution(self._session, row.id)
        return await self._view(row)

    async def add_file(self, number: int, *, filename: str, mime: str, data: bytes, text: str, now: datetime) -> bool:
        """Store a file with its Musterlösung; tells whether it is new there.

        ``text``: what it says, see :mod:`storage.file_text`. Raises :class:`TooManyFilesError`.
        """
        row = await self._needed(number)
        known = (await self._session.scalars(select(File.sha256).where(File.solution_id == row.id))).all()
        if len(known) >= MOST_FILES:
            raise TooManyFilesError
        sha256 = await asyncio.to_thread(put, self._data_dir, data)
        if sha256 in known:
            return False
        title = filename.rpartition(".")[0]
        self._session.add(
            File(
                solution_id=row.id,
                title=title,
                filename=filename,
                mime=mime,
                size=len(data),
                sha256=sha256,
                accessible="unbekannt",
                text=text or None,
                uploaded_at=now,
            )
        )
        await self._changed(row, now)
        return True

    async def set_accessible(self, number: int, value: str) -> None:
        """Note whether the files can be read by everybody: "ja", "nein", "teilweise"."""
        row = await self._needed(number)
        await self._session.execute(update(File).where(File.solution_id == row.id).values(accessible=value))
        self._session.expire_all()

    async def set_status(self, number: int, status: str, now: datetime, reason: str | None = None) -> Submission:
        """Release, reject or withdraw it; search follows."""
        row = await self._needed(number)
        was_released = row.status == RELEASED
        row.status, row.review_reason, row.updated_at = status, reason, now
        if status == RELEASED:
            row.licence = row.licence or "unklar"
            row.released_at, row.last_checked = now, now.date()
        await self._session.flush()
        await index_solution(self._session, row.id)
        if was_released or status == RELEASED:
            await index_named(self._session, solution_id=row.id)
        if status == RELEASED and row.owner_id is not None:
            await index_organisation(self._session, row.owner_id)
        return await self._view(row)

    async def confirm(self, number: int, day: date) -> None:
        """Note that it is still current."""
        (await self._needed(number)).last_checked = day
        await self._session.flush()

    async def to_confirm(self, now: datetime) -> list[tuple[Submission, date]]:
        """Return released ones that nobody has looked at for a year (or two …), with the day on which that was so.

        Only for a month after that day, so that the same question is not asked again and again.
        """
        found = []
        rows = await self._session.scalars(
            select(Solution)
            .where(Solution.status == RELEASED, Solution.is_example.is_(False))
            .order_by(Solution.number)
        )
        for row in rows:
            base = row.last_checked or (row.released_at or row.created_at).date()
            age = (now.date() - base).days
            if age >= YEAR and age % YEAR < ASKED_WITHIN:
                found.append((await self._view(row), base + timedelta(days=age - age % YEAR)))
        return found

    async def with_gaps(self, *, offset: int = 0, limit: int = 5) -> Page[Submission]:
        """Return those that something needed is missing of, or that wait for review."""
        rows = await self._session.scalars(
            select(Solution).where(Solution.status.in_((HANDED_IN, RELEASED))).order_by(Solution.number)
        )
        views = [await self._view(row) for row in rows]
        found = [view for view in views if view.missing or view.status == HANDED_IN]
        return Page(tuple(found[offset : offset + limit]), len(found), offset)

    async def note_use(self, number: int, organisation: str, *, is_interest: bool, by: str, day: date) -> bool:
        """Note that an organisation is interested, or reuses it; tells whether that is new.

        Who reuses it is not listed as interested any more.
        """
        row = await self._needed(number)
        owner = await organisation_of(self._session, organisation)
        mine = (Reuse.solution_id == row.id, Reuse.organisation_id == owner.id)
        known = set((await self._session.scalars(select(Reuse.is_interest).where(*mine))).all())
        if is_interest in known or False in known:
            return False
        await self._session.execute(delete(Reuse).where(*mine))
        self._session.add(
            Reuse(solution_id=row.id, organisation_id=owner.id, is_interest=is_interest, since=day, by=by)
        )
        await self._session.flush()
        await index_organisation(self._session, owner.id)
        return True

    async def organisation_of(self, person: str) -> str | None:
        """Return for which organisation somebody spoke last."""
        name: str | None = await self._session.scalar(
            select(Organisation.name)
            .join(Reuse, Reuse.organisation_id == Organisation.id)
            .where(Reuse.by == person)
            .order_by(Reuse.id.desc())
            .limit(1)
        )
        return name

    async def hashes(self) -> set[str]:
        """Return the hashes of all files that are in use."""
        return set((await self._session.scalars(select(File.sha256))).all())

    async def same_title(self, title: str, number: int) -> str | None:
        """Return another one of this title that is handed in or released."""
        other = await self._session.scalar(
            select(Solution.number)
            .where(
                func.lower(Solution.title) == title.lower(),
                Solution.number != number,
                Solution.status.in_((HANDED_IN, RELEASED)),
            )
            .order_by(Solution.number)
        )
        return f"L{other}" if other is not None else None

    async def _view(self, row: Solution) -> Submission:
        owner = await self._session.get(Organisation, row.owner_id) if row.owner_id else None
        values = {
            "title": row.title,
            "kind": row.kind,
            "use": row.use,
            "owner": owner.name if owner else None,
            "contact": row.contact,
            "licence": row.licence,
            "topics": ", ".join(row.topics),
            **{name: getattr(row, name) for name in OPTIONAL},
        }
        known = {name: str(value) for name, value in values.items() if value}
        files = await self._session.scalars(select(File).where(File.solution_id == row.id).order_by(File.id))
        return Submission(
            id=row.id,
            ref=f"L{row.number}",
            title=row.title,
            status=row.status,
            submitted_by=row.submitted_by if is_matrix_id(row.submitted_by) else None,
            values=known,
            missing=tuple(name for name in NEEDED if name not in known),
            files=tuple(file_view(file, self._data_dir) for file in files),
            reason=row.review_reason,
        )


def is_matrix_id(name: str | None) -> bool:
    """Whether this names a person, and not what stands for somebody who was forgotten."""
    return name is not None and name.startswith("@")


OPTIONAL = (
    *("description", "land", "size_class", "maturity", "cost_once", "cost_year", "effort", "success_factors"),
    *("stumbling_blocks", "prerequisites", "funding", "legal_basis", "legally_checked", "version", "url"),
)


def file_view(row: Any, data_dir: Path) -> FileView:
    """Show a row of the table of files."""
    path = str(path_of(data_dir, row.sha256))
    return FileView(row.title, row.filename, row.mime, row.size, row.sha256, path, row.accessible)
