"""The audit log: who changed what and when, and taking a change back.

A change is kept as the rows it touched, before and after, in the same transaction. It can be taken back as long as
those rows are as it left them. Numbers given out stay given out, ``SEQUENCE`` only grows, and deliveries are not
restored but planned anew: what was said in a room was said.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.documents import index_event, index_named, index_organisation, index_person_everywhere, index_solution
from storage.recording import Recorder, Row
from storage.tables.audit import AuditEntry
from storage.undo import InTheWayError, Undo, touched_rows

UNDO = "rueckgaengig"
Replan = Callable[[int, datetime], Awaitable[None]]
Rows = Mapping[str, Mapping[str, Row]]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log. ``subject`` like ``W12``; ``before`` and ``after``: table → primary key → columns.

    Of a changed row the changed columns, of a new one (only in ``after``) or a deleted one all. Times in UTC.
    """

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    before: Rows
    after: Rows
    undone_at: datetime | None = None


@dataclass(slots=True)
class Recording:
    """The change that is being recorded; ``subject`` may be set when its number is known."""

    subject: str
    before: Rows = field(default_factory=dict)
    after: Rows = field(default_factory=dict)


class NotUndoneError(Exception):
    """A change can't be taken back. ``reason`` says why, ``later`` which change is in the way if one is."""

    def __init__(self, reason: str, subject: str, later: Change | None = None) -> None:
        super().__init__(reason, subject)
        self.reason = reason  # "geändert", "abhängig", "angekündigt", "veröffentlicht" or "schon"
        self.subject = subject
        self.later = later


class Audit:
    """The log in one unit of work. ``replan`` brings the deliveries of an event in line with it."""

    def __init__(self, session: AsyncSession, replan: Replan) -> None:
        self._session = session
        self._replan = replan

    @asynccontextmanager
    async def recording(self, actor: str, action: str, subject: str, now: datetime) -> AsyncIterator[Recording]:
        """Keep what the block changes as one entry; nothing if it changes nothing, or leaves by an exception."""
        await self._session.flush()
        made = Recording(subject)
        with Recorder(self._session) as recorder:
            yield made
            await self._session.flush()
        await self._session.run_sync(lambda _session: recorder.compare())
        made.before, made.after = recorder.before, recorder.after
        if made.before or made.after:
            await self._add(actor, action, made.subject, now, made.before, made.after)

    async def _add(self, actor: str, action: str, subject: str, now: datetime, before: Rows, after: Rows) -> None:
        entry = AuditEntry(
            at=now, actor=actor, action=action, subject=subject, before=dict(before), after=dict(after), undone_at=None
        )
        self._session.add(entry)
        await self._session.flush()

    async def last(self, actor: str) -> Change | None:
        """Return the person's last change that was not taken back."""
        row = await self._session.scalar(
            select(AuditEntry)
            .where(AuditEntry.actor == actor, AuditEntry.undone_at.is_(None), AuditEntry.action != UNDO)
            .order_by(AuditEntry.id.desc())
            .limit(1)
        )
        return _view(row) if row is not None else None

    async def of(self, subject: str) -> list[Change]:
        """Return all that was done to something, the oldest first; of an event also what concerned its sessions."""
        rows = await self._session.scalars(
            select(AuditEntry)
            .where((AuditEntry.subject == subject) | AuditEntry.subject.startswith(f"{subject}.", autoescape=True))
            .order_by(AuditEntry.id)
        )
        return [_view(row) for row in rows]

    async def undo(self, entry: Change, now: datetime, actor: str | None = None) -> None:
        """Take a change back, with index and deliveries.

        ``actor``: who does it, else the one who had made the change. Raises :class:`NotUndoneError`.
        """
        row = await self._session.get(AuditEntry, entry.id)
        if row is None or row.undone_at is not None:
            raise NotUndoneError("schon", entry.subject)
        await self._session.flush()
        undo = Undo(entry.before, entry.after, now)
        before = await self._session.run_sync(lambda session: touched_rows(session, entry.before, entry.after))
        try:
            await self._session.run_sync(undo.run)
        except InTheWayError as error:
            later = await self._later(entry, error.table, error.key) if error.reason == "geändert" else None
            raise NotUndoneError(error.reason, entry.subject, later) from error
        self._session.expire_all()
        await self._session.execute(update(AuditEntry).where(AuditEntry.id == entry.id).values(undone_at=now))
        await self._add(actor or entry.actor, UNDO, entry.subject, now, entry.after, entry.before)
        after = await self._session.run_sync(lambda session: touched_rows(session, entry.before, entry.after))
        await self._follow(before, after, now)
        for name in ("event", "solution"):
            for key, columns in {**entry.before.get(name, {}), **entry.after.get(name, {})}.items():
                if "status" in columns:  # whom it names is found, or not any more
                    await index_named(self._session, **{f"{name}_id": int(key)})

    async def _follow(self, before: Mapping[str, set[int]], after: Mapping[str, set[int]], now: datetime) -> None:
        """Bring index and deliveries in line with what was restored."""
        for name, work in (
            ("event", index_event),
            ("solution", index_solution),
            ("person", index_person_everywhere),
            ("organisation", index_organisation),
        ):
            for one in sorted(before[name] | after[name]):
                await work(self._session, one)
        for event_id in sorted(before["event"] | after["event"]):
            await self._replan(event_id, now)

    async def _later(self, entry: Change, table: str, key: str) -> Change | None:
        """Return the first later change of a row."""
        rows = await self._session.scalars(
            select(AuditEntry)
            .where(AuditEntry.id > entry.id, AuditEntry.undone_at.is_(None), AuditEntry.action != UNDO)
            .order_by(AuditEntry.id)
        )
        for row in rows:
            if key in (row.before or {}).get(table, {}) or key in (row.after or {}).get(table, {}):
                return _view(row)
        return None


def _view(row: AuditEntry) -> Change:
    return Change(row.id, row.at, row.actor, row.action, row.subject, row.before or {}, row.after or {}, row.undone_at)
