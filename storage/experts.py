"""Who has experience with a topic: from roles in events and sessions, and from Musterlösungen."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.search.find import search_documents
from storage.tables.event import Event, Session
from storage.tables.person import Organisation, Person, Role
from storage.tables.solution import Solution
from storage.views import Expert, Page

REASONS = 4
POOL = 40


@dataclass(slots=True)
class _Found:
    name: str
    is_person: bool
    score: float = 0.0
    office: str | None = None
    organisation: str | None = None
    latest: int = -1
    reasons: list[tuple[str, str, str]] = field(default_factory=list)


async def find_experts(session: AsyncSession, topic: str, *, now: datetime, offset: int, limit: int) -> Page[Expert]:
    """Return people and organisations, those with the most fitting roles first."""
    documents = await search_documents(
        session, topic, now=now, kinds=("event", "session", "solution", "person", "organisation"), limit=POOL
    )
    scores = {(document.kind, document.entity_id): document.score for document in documents}
    by_kind: dict[str, list[int]] = {}
    for kind, entity in scores:
        by_kind.setdefault(kind, []).append(entity)
    if not by_kind:
        return Page((), 0, offset)
    conditions: list[Any] = [
        column.in_(by_kind[kind])
        for kind, column in (
            ("event", Role.event_id),
            ("session", Role.session_id),
            ("solution", Role.solution_id),
            ("person", Role.person_id),
            ("organisation", Role.organisation_id),
        )
        if kind in by_kind
    ]
    found: dict[tuple[bool, str], _Found] = {}
    condition = conditions[0]
    for other in conditions[1:]:
        condition = condition | other
    rows = await session.execute(_roles().where(condition).order_by(Role.id))
    for row in rows:
        score = max(
            scores.get((kind, entity), 0.0)
            for kind, entity in (
                ("event", row.event_id),
                ("session", row.session_id),
                ("solution", row.solution_id),
                ("person", row.person_id),
                ("organisation", row.organisation_id),
            )
        )
        person = row.person is not None
        name = (
            f"{row.academic_title} {row.person}" if person and row.academic_title else (row.person or row.organisation)
        )
        expert = found.setdefault((person, name), _Found(name, person))
        expert.score += score
        if row.event_number is not None and row.event_number >= expert.latest and person:
            expert.latest = row.event_number
            expert.office, expert.organisation = row.office_then, row.organisation_then
        expert.reasons.append(_reason(row))
    ranked = sorted(found.values(), key=lambda expert: (-expert.score, expert.name))
    page = ranked[offset : offset + limit]
    items = tuple(
        Expert(one.name, one.is_person, one.office, one.organisation, tuple(dict.fromkeys(one.reasons))[:REASONS])
        for one in page
    )
    return Page(items, len(ranked), offset)


def _roles() -> Any:
    number = Event.number.label("event_number")
    return (
        select(
            Role.event_id,
            Role.session_id,
            Role.solution_id,
            Role.person_id,
            Role.organisation_id,
            Role.role,
            Role.office_then,
            Role.organisation_then,
            Person.name.label("person"),
            Person.academic_title,
            Organisation.name.label("organisation"),
            number,
            Event.title.label("event_title"),
            Session.slug,
            Session.title.label("session_title"),
            Solution.number.label("solution_number"),
            Solution.title.label("solution_title"),
        )
        .outerjoin(Person, Person.id == Role.person_id)
        .outerjoin(Organisation, Organisation.id == Role.organisation_id)
        .outerjoin(Session, Session.id == Role.session_id)
        .outerjoin(Event, (Event.id == Role.event_id) | (Event.id == Session.event_id))
        .outerjoin(Solution, Solution.id == Role.solution_id)
        .where((Person.id.is_(None)) | (Person.visibility != "verborgen"))
    )


def _reason(row: Any) -> tuple[str, str, str]:
    if row.solution_number is not None:
        return (row.role, f"L{row.solution_number}", row.solution_title)
    if row.slug is not None:
        return (row.role, f"W{row.event_number}.{row.slug}", row.session_title)
    return (row.role, f"W{row.event_number}", row.event_title)
