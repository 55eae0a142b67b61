"""How long what is only needed for a time is kept; then it is really deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.documents import index_event, index_solution
from storage.files import path_of
from storage.network import Network
from storage.tables.audit import AuditEntry
from storage.tables.event import Event
from storage.tables.note import Summary
from storage.tables.solution import File, Reuse, Solution

DRAFT = "Entwurf"
NOT_RELEASED = (DRAFT, "eingereicht", "abgelehnt")


@dataclass(frozen=True, slots=True)
class Retention:
    """For how long what is kept."""

    registrations: timedelta = timedelta(days=91)  # after the event
    interest: timedelta = timedelta(days=91)  # after it was told
    deliveries: timedelta = timedelta(days=91)  # after the event, or after they were due
    drafts: timedelta = timedelta(days=365)  # after the last change
    audit: timedelta = timedelta(days=365)
    reminders: timedelta = timedelta(days=7)  # after they were due
    answers: timedelta = timedelta(days=7)


async def expire(net: Network, keep: Retention, now: datetime) -> list[str]:
    """Delete what is over its time; returns the hashes of files that no entry needs any more."""
    await net.registrations.sweep(now - keep.registrations)
    await net.reminders.sweep(now - keep.reminders)
    await net.deliveries.sweep(now - keep.deliveries)
    await net.sync.forget_before(now - keep.answers)
    await net.waiting.forget_before(now - keep.answers)
    await net.protocols.forget_before(now - keep.answers)
    session = net.session
    interest = delete(Reuse).where(Reuse.is_interest, Reuse.since < (now - keep.interest).date())
    await session.execute(interest)
    await session.execute(delete(AuditEntry).where(AuditEntry.at < now - keep.audit))
    return await _drafts(session, now - keep.drafts)


async def _drafts(session: AsyncSession, before: datetime) -> list[str]:
    old = delete(Summary).where(Summary.status == DRAFT, Summary.updated_at < before)
    await session.execute(old)
    events = list(await session.scalars(select(Event.id).where(Event.status == DRAFT, Event.updated_at < before)))
    solutions = list(
        await session.scalars(
            select(Solution.id).where(Solution.status.in_(NOT_RELEASED), Solution.updated_at < before)
        )
    )
    hashes = set(await session.scalars(select(File.sha256).where(File.solution_id.in_(solutions))))
    works: tuple[tuple[Any, list[int], Any], ...] = (
        (Event, events, index_event),
        (Solution, solutions, index_solution),
    )
    for table, ids, index in works:
        await session.execute(delete(table).where(table.id.in_(ids)))
        session.expire_all()
        for one in ids:
            await index(session, one)
    needed = set(await session.scalars(select(File.sha256).where(File.sha256.in_(hashes))))
    return sorted(hashes - needed)


def remove_files(data_dir: Path, hashes: Iterable[str]) -> None:
    """Delete files from the data folder, after the deletion of their entries is committed."""
    for sha256 in hashes:
        path_of(data_dir, sha256).unlink(missing_ok=True)
