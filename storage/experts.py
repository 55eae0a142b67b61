"""Who has experience with a topic: from roles in events and sessions, and from Musterlösungen."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import DRAFT, HIDDEN, RELEASED, event_ref, when
from storage.search.analyse import analyse
from storage.search.find import search_documents
from storage.tables.event import Event, Session
from storage.tables.person import Organisation, Person, Role
from storage.tables.solution import Solution
from storage.views import Expert, Involvement, Page

REASONS = 4
POOL = 40
ROLE_NAMED = 2.0  # factor where the topic names the role: "Moderation Storytelling"
LONG_AGO = datetime.min.replace(tzinfo=UTC)

KINDS = (
    ("event", Role.event_id),
    ("session", Role.session_id),
    ("solution", Role.solution_id),
    ("person", Role.person_id),
    ("organisation", Role.organisation_id),
)


@dataclass(slots=True)
class _Found:
    name: str
    is_person: bool
    score: float = 0.0
    reasons: list[tuple[float, Involvement]] = field(default_factory=list)


async def find_experts(session: AsyncSession, topic: str, *, now: datetime, offset: int, limit: int) -> Page[Expert]:
    """Return people and organisations, those with the most fitting roles first."""
    documents = await search_documents(session, topic, now=now, kinds=tuple(kind for kind, _ in KINDS), limit=POOL)
    scores = {(document.kind, document.entity_id): document.score for document in documents}
    if not scores:
        return Page((), 0, offset)
    wanted = set(analyse(topic))
    named = {one.entity_id for one in documents if one.kind == "person" and wanted <= set(analyse(one.title))}
    if wanted and named:  # who asks for a person does not ask for those beside them
        scores = {key: score for key, score in scores.items() if key[0] == "person" and key[1] in named}
    found: dict[tuple[bool, str], _Found] = {}
    for row in await _roles(session, or_(*_conditions(scores))):
        score = max(scores.get((kind, getattr(row, column.key)), 0.0) for kind, column in KINDS)
        if wanted.intersection(analyse(row.role)):
            score *= ROLE_NAMED
        name = _name(row)
        expert = found.setdefault((row.person is not None, name), _Found(name, row.person is not None))
        expert.score += score
        expert.reasons.append((score, _involvement(row)))
    ranked = sorted(found.values(), key=lambda expert: (-expert.score, expert.name))
    return Page(tuple(_expert(one) for one in ranked[offset : offset + limit]), len(ranked), offset)


async def involvements(session: AsyncSession, names: Collection[str]) -> dict[str, tuple[Involvement, ...]]:
    """Return by name, as results show it, what people and organisations did, the newest first."""
    titled = Person.academic_title + " " + Person.name
    condition = or_(Person.name.in_(names), titled.in_(names), Organisation.name.in_(names))
    found: dict[str, list[Involvement]] = defaultdict(list)
    for row in await _roles(session, condition):
        found[_name(row)].append(_involvement(row))
    return {name: tuple(sorted(dict.fromkeys(reasons), key=_newest_first)) for name, reasons in found.items()}


def _conditions(scores: Iterable[tuple[str, int]]) -> list[Any]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, entity in scores:
        by_kind[kind].append(entity)
    return [column.in_(by_kind[kind]) for kind, column in KINDS if kind in by_kind]


def _expert(one: _Found) -> Expert:
    best = dict.fromkeys(reason for _score, reason in sorted(one.reasons, key=lambda pair: -pair[0]))
    reasons = [reason for _score, reason in one.reasons]
    latest = min([reason for reason in reasons if reason.office or reason.organisation] or reasons, key=_newest_first)
    return Expert(one.name, one.is_person, latest.office, latest.organisation, tuple(best)[:REASONS])


def _newest_first(one: Involvement) -> float:
    start = one.when.start if one.when is not None and one.when.start is not None else LONG_AGO
    return -start.timestamp()


def _name(row: Any) -> str:
    name: str = row.person if row.person is not None else row.organisation
    return f"{row.academic_title} {name}" if row.person is not None and row.academic_title else name


async def _roles(session: AsyncSession, condition: Any) -> list[Any]:
    """Return the roles under a condition that members may see, in the order they were noted."""
    rows = await session.execute(
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
            Event.number.label("event_number"),
            Event.title.label("event_title"),
            Event.start.label("event_start"),
            Event.end.label("event_end"),
            Event.precision.label("event_precision"),
            Event.zone,
            Event.date_as_written,
            Session.slug,
            Session.title.label("session_title"),
            Session.start.label("session_start"),
            Session.end.label("session_end"),
            Session.precision.label("session_precision"),
            Solution.number.label("solution_number"),
            Solution.title.label("solution_title"),
        )
        .outerjoin(Person, Person.id == Role.person_id)
        .outerjoin(Organisation, Organisation.id == Role.organisation_id)
        .outerjoin(Session, Session.id == Role.session_id)
        .outerjoin(Event, (Event.id == Role.event_id) | (Event.id == Session.event_id))
        .outerjoin(Solution, Solution.id == Role.solution_id)
        .where(
            condition,
            or_(Person.id.is_(None), Person.visibility != HIDDEN),
            or_(Event.id.is_(None), Event.status != DRAFT),
            or_(Solution.id.is_(None), Solution.status == RELEASED),
        )
        .order_by(Role.id)
    )
    return list(rows)


def _involvement(row: Any) -> Involvement:
    then = (row.office_then, row.organisation_then)
    if row.solution_number is not None:
        return Involvement(row.role, f"L{row.solution_number}", row.solution_title, *then)
    date = when(row.event_start, row.event_end, row.event_precision, row.zone, row.date_as_written)
    ref = event_ref(row.event_number)
    if row.slug is None:
        return Involvement(row.role, ref, row.event_title, *then, when=date)
    if row.session_start is not None:
        date = when(row.session_start, row.session_end, row.session_precision, row.zone)
    return Involvement(row.role, f"{ref}.{row.slug}", row.session_title, *then, when=date, event_title=row.event_title)
