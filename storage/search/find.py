"""Asking the index: entries by words, for searches, lists and references."""

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import RowMapping, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import event_cards_by_id, session_cards, solution_cards
from storage.search.among import among, listed
from storage.search.analyse import prepare, words_of
from storage.search.folding import fold
from storage.search.passage import passage_of
from storage.search.question import Any_of, Question, light_words, understand
from storage.search.rank import documents_of, postings, rank
from storage.search.suggest import nearest
from storage.search.tables import SearchDocument
from storage.views import Candidate, EventCard, Hit, Page, SessionCard
from storage.when import When

KNOWN_KINDS = ("event", "session", "solution", "insight", "organisation", "person")
# Who searches wants things first; people and organisations are found by !wer, and by their own names.
PRIOR = {"person": 0.6, "organisation": 0.6, "insight": 0.9}
MARKED = 0.3  # a term must mean the idea at least so surely to be marked in a passage
_DOCUMENTS: Any = SearchDocument.__table__
_CHUNK = 500
_NUMBER = re.compile(r"[A-Za-z]\d{1,6}(?:\.[\w-]{1,20})?")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits.

    ``corrected`` is the question as it was understood where misspelt words were mended, ``suggestion`` the nearest
    spelling where nothing was found.
    """

    page: Page[Hit]
    suggestion: str | None = None
    words: tuple[str, ...] = ()
    corrected: str | None = None


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document with its score."""

    id: int
    kind: str
    entity_id: int
    ref: str | None
    title: str
    event_id: int | None
    score: float
    coverage: float


async def search(
    session: AsyncSession, query: str, *, now: datetime, limit: int, offset: int, kinds: tuple[str, ...] | None
) -> SearchResult:
    """Find entries; a page of hits with the passage that shows why."""
    named = await _named(session, query) if kinds is None else []
    if named:
        page = named[offset : offset + limit]
        hits = await _hits(session, Question([]), page)
        return SearchResult(Page(tuple(hits), len(named), offset), None, (query,))
    question = await understand(session, query, now)
    words = tuple(idea.written for idea in question.ideas)
    found = await _found(session, question, kinds)
    if not found:
        return SearchResult(Page((), 0, offset), await nearest(session, question), words)
    page = found[offset : offset + limit]
    hits = await _hits(session, question, page)
    return SearchResult(Page(tuple(hits), len(found), offset), None, words, question.corrected)


async def _named(session: AsyncSession, query: str) -> list[FoundDocument]:
    """Return the entry whose number is typed: "W9", "w9.b", "L6"."""
    if not _NUMBER.fullmatch(query.strip()):
        return []
    names = ("id", "kind", "entity_id", "ref", "title", "event_id")
    columns = [_DOCUMENTS.c[name] for name in names]
    rows = await session.execute(select(*columns).where(func.lower(_DOCUMENTS.c.ref) == query.strip().lower()))
    return [FoundDocument(**row, score=1.0, coverage=1.0) for row in rows.mappings().all()]


async def search_documents(
    session: AsyncSession, query: str, *, now: datetime, kinds: tuple[str, ...] | None, limit: int | None
) -> list[FoundDocument]:
    """Return the documents that fit a query, best first; weak ones are left out."""
    return (await _found(session, await understand(session, query, now), kinds))[:limit]


async def _found(session: AsyncSession, question: Question, kinds: tuple[str, ...] | None) -> list[FoundDocument]:
    await asyncio.sleep(0)
    scored = await rank(session, question)
    if not scored:
        return []
    await asyncio.sleep(0)
    connection = await session.connection()
    rows = await connection.execute(
        _rows(connection.dialect.name, with_text=bool(question.phrases)),
        {"ids": listed(one.document_id for one in scored)},
    )
    by_id = {one.document_id: one for one in scored}
    result = []
    for row in rows.all():
        number, kind, entity_id, ref, title, event_id = row[:6]
        if kinds is not None and kind not in kinds:
            continue
        if question.phrases and not _has_phrases(row._mapping, question.phrases):  # noqa: SLF001  # SQLAlchemy's name
            continue
        one = by_id[number]
        factor = PRIOR.get(kind, 1.0) * question.kinds.get(kind, 1.0)
        score = round(one.score * factor, 4)
        result.append(FoundDocument(number, kind, entity_id, ref, title, event_id, score, one.coverage))
    result.sort(key=lambda one: (-one.score, KNOWN_KINDS.index(one.kind), one.id))
    return result


@cache
def _rows(dialect: str, *, with_text: bool) -> Select[Any]:
    names = ("id", "kind", "entity_id", "ref", "title", "event_id")
    texts = ("label", "people", "place", "themes", "text") if with_text else ()
    return select(*(_DOCUMENTS.c[name] for name in names + texts)).where(among(dialect, "search_document.id", "ids"))


def _has_phrases(row: RowMapping, phrases: tuple[tuple[str, ...], ...]) -> bool:
    """Tell whether one field has each phrase word by word, inflected or not."""
    fields = [
        [word.stem for word in words_of(prepare(row[name]))]
        for name in ("title", "label", "people", "place", "themes", "text")
    ]
    return all(
        any(
            tuple(stems[at : at + len(phrase)]) == phrase
            for stems in fields
            for at in range(len(stems) - len(phrase) + 1)
        )
        for phrase in phrases
    )


async def _hits(session: AsyncSession, question: Question, page: list[FoundDocument]) -> list[Hit]:
    terms: dict[str, float] = {}
    groups: list[tuple[Any_of, ...]] = []
    for idea in question.ideas:
        groups += [group for group, _sureness in idea.groups]
        for term, sureness in idea.ways.items():
            if sureness >= MARKED:
                for stem in term.split(" "):
                    if stem == idea.key or stem not in light_words():  # "alt" of "alte Baupläne" shows nothing
                        terms[stem] = max(sureness, terms.get(stem, 0.0))
    found = await session.execute(select(*_DOCUMENTS.c).where(_DOCUMENTS.c.id.in_([one.id for one in page])))
    documents = {row["id"]: row for row in found.mappings().all()}
    events = await event_cards_by_id(session, {one.event_id for one in page if one.event_id is not None})
    sessions = [one.entity_id for one in page if one.kind == "session"]
    session_by_id = await session_cards(session, "ids", sessions) if sessions else {}
    solutions = [one.entity_id for one in page if one.kind == "solution"]
    solution_by_id = await solution_cards(session, "ids", solutions) if solutions else {}
    hits = []
    for one in page:
        event = events.get(one.event_id) if one.event_id is not None else None
        card: EventCard | SessionCard | None = session_by_id.get(one.entity_id) if one.kind == "session" else None
        if one.kind == "event":
            card = event
        solution = solution_by_id.get(one.entity_id) if one.kind == "solution" else None
        hits.append(
            Hit(
                kind=one.kind,
                ref=one.ref,
                title=one.title,
                score=one.score,
                event=event,
                when=card.when if card else (event.when if event else None),
                people=card.people if card else (),
                owner=solution.owner if solution else None,
                subtitle=documents[one.id]["label"] or None,
                passage=passage_of(documents[one.id], terms, groups),
            )
        )
    return hits


async def matching_events(session: AsyncSession, query: str) -> set[int]:
    """Return the events that have every word of the query in themselves or in their sessions."""
    return await _all_words(session, query, ("event", "session"))


async def matching_solutions(session: AsyncSession, query: str) -> set[int]:
    """Return the Musterlösungen that have every word of the query."""
    return await _all_words(session, query, ("solution",))


async def _all_words(session: AsyncSession, query: str, kinds: tuple[str, ...]) -> set[int]:
    question = await understand(session, query, datetime.now().astimezone())
    column = _DOCUMENTS.c.entity_id if kinds == ("solution",) else _DOCUMENTS.c.event_id
    result: set[int] | None = None
    for idea in question.ideas:
        terms = {term: question.known[term] for term in idea.terms() if term in question.known}
        weights = await postings(session, terms.values())
        documents = [one for one, (_value, sure) in documents_of(idea, weights, terms).items() if sure >= 0.5]
        ids: set[int] = set()
        for start in range(0, len(documents), _CHUNK):
            rows = await session.scalars(
                select(column).where(
                    _DOCUMENTS.c.id.in_(documents[start : start + _CHUNK]), _DOCUMENTS.c.kind.in_(kinds)
                )
            )
            ids |= {value for value in rows.all() if value is not None}
        result = ids if result is None else result & ids
        if not result:
            return set()
    return result or set()


def _day_of(one: FoundDocument, events: dict[int, EventCard], cards: dict[int, SessionCard]) -> When | None:
    """Return a session's own day, else the event's."""
    if one.kind == "session" and cards[one.entity_id].when.start is not None:
        return cards[one.entity_id].when
    return events[one.event_id].when if one.event_id in events else None


async def candidates(session: AsyncSession, query: str, *, kinds: tuple[str, ...], limit: int) -> list[Candidate]:
    """Return what words may mean, best first; a title typed in full comes first alone."""
    found = await search_documents(session, query, now=datetime.now().astimezone(), kinds=kinds, limit=30)
    if not found:
        return []
    wanted = _plain(query)
    exact = [one for one in found if _plain(one.title) == wanted]
    chosen = (exact or found)[:limit]
    events = await event_cards_by_id(session, {one.event_id for one in chosen if one.event_id is not None})
    sessions = [one.entity_id for one in chosen if one.kind == "session"]
    cards = await session_cards(session, "ids", sessions) if sessions else {}
    best = chosen[0].score or 1.0
    return [
        Candidate(
            ref=one.ref or "",
            kind=one.kind,
            title=one.title,
            subtitle=cards[one.entity_id].label if one.kind == "session" else None,
            when=_day_of(one, events, cards),
            score=1.0 if exact else one.score / best * min(one.coverage, 0.99),
        )
        for one in chosen
        if one.ref
    ]


def _plain(text: str) -> str:
    return " ".join(fold(word) for word in re.findall(r"\w+", text))
