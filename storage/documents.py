"""What of each entry can be found: from the tables to the documents of the index."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import (
    DRAFT,
    HIDDEN,
    RELEASED,
    REMOVED_NAME,
    credits_of,
    event_cards_by_id,
    session_cards,
    solution_cards,
)
from storage.notes import Notes
from storage.search import index
from storage.search.index import Document
from storage.tables.event import Event, Series, Session
from storage.tables.note import Insight, Summary
from storage.tables.person import Organisation, Person, Role
from storage.tables.solution import File, Reuse, Solution
from storage.views import Credit

PUBLISHED = "veröffentlicht"
FILES_LENGTH = 60_000  # characters of all files of a Musterlösung that are searched: some 25 pages
AT_ONCE = 200  # documents that a reindex puts in together
LONGEST_TITLE = 200  # characters of an insight that are its title


def _sentence(note: str) -> str:
    """End a note, so that a passage shows where the next one begins."""
    return note if note.endswith((".", "!", "?", "…", ":")) else f"{note}."


def _people(roles: Iterable[Credit]) -> str:
    return "; ".join(
        ", ".join(part for part in (credit.name, credit.role, credit.office, credit.organisation) if part)
        for credit in roles
        if credit.name != REMOVED_NAME
    )


def _label(kind: str | None, label: str | None) -> str:
    """Return kind and label as printed; "Workshop 3" says already that it is a workshop."""
    if kind and label and label.startswith(kind):
        return label
    return " ".join(text for text in (kind, label) if text)


async def index_event(
    session: AsyncSession, event_id: int, *, only: Collection[tuple[str, int]] | None = None
) -> None:
    """Index an event with its sessions and insights; a draft is taken out.

    ``only``: the entries (kind and id) that a small change touched, all others are as they were.
    """
    gone = set(await index.entities_of_event(session, event_id))
    for document in await documents_of_event(session, event_id):
        gone.discard((document.kind, document.entity_id))
        if only is None or (document.kind, document.entity_id) in only:
            await index.put(session, document)
    await _remove(session, gone if only is None else gone & set(only))


async def documents_of_event(session: AsyncSession, event_id: int) -> list[Document]:
    """Return what can be found of an event, its sessions and its insights; nothing of a draft."""
    row = await session.get(Event, event_id)
    if row is None or row.status == DRAFT:
        return []
    card = (await event_cards_by_id(session, [event_id]))[event_id]
    notes = Notes(session)
    questions = await notes.questions("event", event_id)
    decisions = await notes.decisions("event", event_id)
    actions = await notes.actions({"event": event_id})
    summary = await session.scalar(
        select(Summary.text).where(Summary.event_id == event_id, Summary.status == PUBLISHED)
    )
    own = credits_of(session, "event_id", [event_id])
    sessions = await session_cards(session, "event", event_id)
    series = await session.scalar(select(Series.title).where(Series.id == row.series_id)) if row.series_id else None
    documents = [
        Document(
            kind="event",
            entity_id=event_id,
            ref=card.ref,
            title=card.title,
            label=" ".join(part for part in (card.kind, row.motto, card.mode) if part),
            people=_people((await own).get(event_id, ())),
            place=" ".join(part for part in (card.town, card.place) if part),
            themes=", ".join(card.topics),
            context="; ".join(part for part in (series, *(part.title for part in sessions.values())) if part),
            text="\n".join(
                part
                for part in (
                    row.description,
                    row.attendance,
                    row.target_group,
                    *(_sentence(note.text) for note in questions if note.session_ref is None),
                    *(_sentence(note.text) for note in decisions),
                    *(_sentence(action.text) for action in actions),
                    summary,
                )
                if part
            ),
            event_id=event_id,
            when=card.when,
        )
    ]
    rows = {one.id: one for one in await session.scalars(select(Session).where(Session.event_id == event_id))}
    titles = {part.ref: part.title for part in sessions.values()}
    for session_id, part in sessions.items():
        one = rows[session_id]
        asked = [_sentence(note.text) for note in questions if note.session_ref == part.ref]
        documents.append(
            Document(
                kind="session",
                entity_id=session_id,
                ref=part.ref,
                title=part.title,
                label=_label(part.kind, part.label),
                people=_people(part.people),
                place=" ".join(text for text in (part.room, card.town) if text),
                themes=", ".join([*one.topics, *one.methods]),
                context="; ".join(text for text in (titles.get(part.parent_ref or ""), card.title, series) if text),
                text="\n".join(text for text in (one.description, *asked) if text),
                event_id=event_id,
                when=part.when if part.when.start else card.when,
            )
        )
    for insight_id, insight in zip(
        list(
            await session.scalars(
                select(Insight.id).where(Insight.event_id == event_id).order_by(Insight.position, Insight.number)
            )
        ),
        await notes.insights("event", event_id),
        strict=True,
    ):
        whole = len(insight.text) <= LONGEST_TITLE
        documents.append(
            Document(
                kind="insight",
                entity_id=insight_id,
                ref=insight.ref,
                title=insight.text if whole else insight.text[: LONGEST_TITLE - 1] + "…",
                label=insight.kind,
                people=_people([insight.by] if insight.by else []),
                context="; ".join(part for part in (insight.session_title, card.title) if part),
                text="" if whole else insight.text,
                event_id=event_id,
                when=card.when,
            )
        )
    return documents


async def _remove(session: AsyncSession, gone: Iterable[tuple[str, int]]) -> None:
    for kind, entity in sorted(gone):
        await index.remove(session, kind, entity)


async def _put_or_remove(session: AsyncSession, kind: str, entity_id: int, documents: list[Document]) -> None:
    for document in documents:
        await index.put(session, document)
    if not documents:
        await index.remove(session, kind, entity_id)


async def index_solution(session: AsyncSession, solution_id: int) -> None:
    """Index a Musterlösung; one that is not released is taken out."""
    await _put_or_remove(session, "solution", solution_id, await documents_of_solution(session, solution_id))


async def documents_of_solution(session: AsyncSession, solution_id: int) -> list[Document]:
    """Return what can be found of a Musterlösung, if it is released."""
    row = await session.get(Solution, solution_id)
    if row is None or row.status != RELEASED:
        return []
    card = (await solution_cards(session, "ids", [solution_id]))[solution_id]
    owner = await session.get(Organisation, row.owner_id) if row.owner_id else None
    files = await session.execute(select(File.title, File.text).where(File.solution_id == row.id).order_by(File.id))
    return [
        Document(
            kind="solution",
            entity_id=solution_id,
            ref=card.ref,
            title=card.title,
            label=card.kind,
            people=_people(card.shared_by),
            place=" ".join(part for part in (card.owner, *(owner.aliases if owner else ()), row.land) if part),
            themes=", ".join((*card.topics, *row.synonyms)),
            text="\n".join(
                part
                for part in (
                    *(row.use, row.description, row.success_factors, row.stumbling_blocks, row.prerequisites),
                    "\n".join(part for file in files for part in file if part)[:FILES_LENGTH],
                )
                if part
            ),
        )
    ]


_PLACES = (
    select(Role.role, Role.office_then, Role.organisation_then, Role.organisation_id)
    .outerjoin(Session, Session.id == Role.session_id)
    .outerjoin(Event, Event.id == func.coalesce(Role.event_id, Session.event_id))
    .outerjoin(Solution, Solution.id == Role.solution_id)
)
_ROLES_IN_PUBLIC = _PLACES.with_only_columns(Role.role, Role.office_then, Role.organisation_then).where(
    Role.person_id == bindparam("person"), or_(Event.status != DRAFT, Solution.status == RELEASED)
)
_INSIGHT_IN_PUBLIC = (
    select(Insight.id)
    .join(Event, Event.id == Insight.event_id)
    .where(Insight.person_id == bindparam("person"), Event.status != DRAFT)
    .limit(1)
)


async def index_named(session: AsyncSession, *, event_id: int | None = None, solution_id: int | None = None) -> None:
    """Index whom an event or a Musterlösung names, where it has become public or is so no more."""
    if solution_id is not None:
        mine: Any = Role.solution_id == solution_id
    else:
        sessions = select(Session.id).where(Session.event_id == event_id)
        mine = or_(Role.event_id == event_id, Role.session_id.in_(sessions))
    roles = (
        await session.execute(select(Role.person_id, Role.organisation_id, Role.organisation_then).where(mine))
    ).all()
    people = {role.person_id for role in roles}
    people |= set(await session.scalars(select(Insight.person_id).where(Insight.event_id == event_id)))
    for person in sorted(one for one in people if one is not None):
        await index_person(session, person)
    employers = {role.organisation_then for role in roles if role.organisation_then}
    organisations = {role.organisation_id for role in roles}
    organisations |= set(await session.scalars(select(Organisation.id).where(Organisation.name.in_(employers))))
    organisations |= set(await session.scalars(select(Event.town_id).where(Event.id == event_id)))
    for organisation in sorted(one for one in organisations if one is not None):
        await index_organisation(session, organisation)


async def index_person(session: AsyncSession, person_id: int) -> None:
    """Index a person with all roles; somebody hidden is taken out."""
    await _put_or_remove(session, "person", person_id, await documents_of_person(session, person_id))


async def documents_of_person(session: AsyncSession, person_id: int) -> list[Document]:
    """Return what can be found of a person, if they are not hidden: what they did in public, nothing of drafts."""
    row = await session.get(Person, person_id)
    if row is None or row.visibility == HIDDEN:
        return []
    roles = (await session.execute(_ROLES_IN_PUBLIC, {"person": person_id})).all()
    if not roles and await session.scalar(_INSIGHT_IN_PUBLIC, {"person": person_id}) is None:
        return []
    parts = {" ".join(part for part in role if part) for role in roles}
    return [
        Document(
            kind="person",
            entity_id=person_id,
            ref=None,
            title=f"{row.academic_title} {row.name}" if row.academic_title else row.name,
            label="Person",
            people=" ".join(row.aliases),
            themes="; ".join(sorted(parts)),
        )
    ]


async def index_person_everywhere(session: AsyncSession, person_id: int) -> None:
    """Index a person, and all entries that name them: their name is found there or not."""
    await index_person(session, person_id)
    mine = Role.person_id == person_id
    events = set(await session.scalars(select(Role.event_id).where(mine, Role.event_id.is_not(None))))
    events |= set(
        await session.scalars(select(Session.event_id).join(Role, Role.session_id == Session.id).where(mine))
    )
    events |= set(await session.scalars(select(Insight.event_id).where(Insight.person_id == person_id)))
    for event_id in sorted(one for one in events if one is not None):
        await index_event(session, event_id)
    solutions = await session.scalars(select(Role.solution_id).where(mine, Role.solution_id.is_not(None)))
    for solution_id in sorted({one for one in solutions if one is not None}):
        await index_solution(session, solution_id)


async def index_organisation(session: AsyncSession, organisation_id: int) -> None:
    """Index an organisation with its other names."""
    documents = await documents_of_organisation(session, organisation_id)
    await _put_or_remove(session, "organisation", organisation_id, documents)


async def documents_of_organisation(session: AsyncSession, organisation_id: int) -> list[Document]:
    """Return what can be found of an organisation."""
    row = await session.get(Organisation, organisation_id)
    if row is None:
        return []
    return [
        Document(
            kind="organisation",
            entity_id=organisation_id,
            ref=None,
            title=row.name,
            label=row.kind or "Organisation",
            people=" ".join([row.short_name or "", *row.aliases]).strip(),
            place=" ".join(part for part in (row.land, row.county) if part),
            themes=", ".join(row.member_of),
            text=row.description or "",
        )
    ]


async def reindex(session: AsyncSession) -> int:
    """Build the whole index anew and return of how many events, Musterlösungen, people and organisations."""
    await index.clear(session)
    secret = await _not_in_public(session)
    count = 0
    waiting: list[Document] = []
    for table, read in (
        (Event, documents_of_event),
        (Solution, documents_of_solution),
        (Person, documents_of_person),
        (Organisation, documents_of_organisation),
    ):
        for entity in list(await session.scalars(select(table.id).order_by(table.id))):
            if table is Organisation and entity in secret:
                continue
            waiting += await read(session, entity)
            count += 1
            if len(waiting) >= AT_ONCE:
                await index.put_many(session, waiting)
                waiting = []
    await index.put_many(session, waiting)
    return count


async def _not_in_public(session: AsyncSession) -> set[int]:
    """Return the organisations that are named by drafts, or by what is not released, and by nothing else."""
    is_public = or_(Event.status != DRAFT, Solution.status == RELEASED)
    roles = (await session.execute(_PLACES.add_columns(is_public.label("is_public")))).all()
    named: dict[bool, set[int | None]] = {True: set(), False: set()}
    employers: dict[bool, set[str]] = {True: set(), False: set()}
    for role in roles:
        named[bool(role.is_public)].add(role.organisation_id)
        employers[bool(role.is_public)].add(role.organisation_then)
    for organisation in await session.execute(select(Organisation.id, Organisation.name)):
        for where in (True, False):
            if organisation.name in employers[where]:
                named[where].add(organisation.id)
    for town, status in await session.execute(select(Event.town_id, Event.status)):
        named[status != DRAFT].add(town)
    for owner, status in await session.execute(select(Solution.owner_id, Solution.status)):
        named[status == RELEASED].add(owner)
    others = set(await session.scalars(select(Reuse.organisation_id)))
    return {one for one in named[False] - named[True] - others if one is not None}


INDEXERS: Mapping[str, Callable[[AsyncSession, int], Awaitable[None]]] = {
    "event": index_event,
    "solution": index_solution,
    "person": index_person,
    "organisation": index_organisation,
}
