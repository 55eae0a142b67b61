"""Asking the index: which terms a query means, which documents have them, how well they fit."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from rapidfuzz import fuzz, process
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import event_cards_by_id, session_cards, solution_cards
from storage.search.analyse import analyse, words
from storage.search.passage import passage_of
from storage.search.tables import SearchDocument, SearchPosting
from storage.search.thesaurus import LONGEST, SYNONYMS
from storage.tables.event import Session
from storage.tables.solution import Solution
from storage.text import fold
from storage.views import Candidate, EventCard, Hit, Page, SessionCard
from storage.when import When

EXACT, SYNONYM, PART, COMPOUND, TYPO = 1.0, 0.75, 0.6, 0.55, 0.7
MIN_COVERAGE = 0.5  # share of the query's meaning that a hit must have
KNOWN_KINDS = ("event", "session", "solution", "insight", "person", "organisation")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits; ``suggestion`` is the nearest spelling where nothing was found."""

    page: Page[Hit]
    suggestion: str | None = None
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Meaning:
    """One idea of a query: terms that stand for it, with how sure that is."""

    terms: dict[str, float] = field(default_factory=dict)
    phrases: tuple[tuple[str, ...], ...] = ()  # synonyms of several words, all needed together

    def add(self, term: str, sureness: float) -> None:
        """Let one more term stand for the idea."""
        self.terms[term] = max(self.terms.get(term, 0.0), sureness)


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


async def vocabulary(session: AsyncSession) -> dict[str, int]:
    """Return every term of the store with the number of documents that have it."""
    rows = await session.execute(
        select(SearchPosting.term, func.count().label("documents"))
        .group_by(SearchPosting.term)
        .order_by(SearchPosting.term)
    )
    return {row.term: row.documents for row in rows}


def understand(query: str, known: dict[str, int]) -> list[Meaning]:
    """Return the ideas of a query in terms of the store's vocabulary."""
    terms = analyse(query) or analyse(query, keep_stopwords=True)
    meanings = []
    position = 0
    while position < len(terms):
        length, synonyms = _synonyms_at(terms, position)
        if length > 1:
            meaning = Meaning(phrases=(tuple(terms[position : position + length]),))
        else:
            meaning = _expand(terms[position], known)
        for synonym in synonyms:
            if len(synonym) == 1:
                for term, sureness in _expand(synonym[0], known, typos=False).terms.items():
                    meaning.add(term, sureness * SYNONYM)
            else:
                meaning.phrases += (synonym,)
        meanings.append(meaning)
        position += max(length, 1)
    return meanings


def _synonyms_at(terms: list[str], position: int) -> tuple[int, tuple[tuple[str, ...], ...]]:
    for length in range(min(LONGEST, len(terms) - position), 0, -1):
        synonyms = SYNONYMS.get(tuple(terms[position : position + length]))
        if synonyms is not None:
            return length, synonyms
    return 1, ()


def _expand(term: str, known: dict[str, int], *, typos: bool = True) -> Meaning:
    """Let known terms stand for a term: itself, compounds with it, its parts, else the nearest spellings."""
    meaning = Meaning()
    if term in known:
        meaning.add(term, EXACT)
    if len(term) < 4 or term.isdigit():
        meaning.add(term, EXACT)
        return meaning
    for other in known:
        sureness = _kinship(term, other)
        if sureness:
            meaning.add(other, sureness)
    if not meaning.terms and typos:
        near = process.extract(term, known.keys(), scorer=fuzz.ratio, score_cutoff=75, limit=3)
        for other, ratio, _ in near:
            meaning.add(other, TYPO * ratio / 100)
    if not meaning.terms:
        meaning.add(term, EXACT)
    return meaning


def _kinship(term: str, other: str) -> float:
    """Return how far a known term stands for another: as a compound with it or as one of its parts."""
    longer = len(other) - len(term)
    if longer > 0:
        if other.startswith(term) or other.endswith(term):
            return 0.0 if other.isdigit() else COMPOUND
        return COMPOUND * 0.8 if longer > 3 and len(term) >= 6 and term in other else 0.0
    if len(other) >= 5 and longer < -2 and (term.startswith(other) or term.endswith(other)):
        return PART
    return 0.0


async def _weights(session: AsyncSession, terms: Iterable[str]) -> dict[str, dict[int, float]]:
    wanted = list(set(terms))
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for start in range(0, len(wanted), 500):
        rows = await session.execute(
            select(SearchPosting.term, SearchPosting.document_id, SearchPosting.weight).where(
                SearchPosting.term.in_(wanted[start : start + 500])
            )
        )
        for term, document, weight in rows:
            found[term][document] = weight
    return found


async def _score(session: AsyncSession, query: str) -> tuple[dict[int, tuple[float, float]], list[Meaning]]:
    """Return (score, coverage) of each document that has any idea of the query."""
    known = await vocabulary(session)
    meanings = understand(query, known)
    total = await session.scalar(select(func.count()).select_from(SearchDocument)) or 0
    terms = {term for meaning in meanings for term in (*meaning.terms, *(t for p in meaning.phrases for t in p))}
    weights = await _weights(session, terms)
    scores: dict[int, float] = defaultdict(float)
    covered: dict[int, float] = defaultdict(float)
    importance = 0.0
    for meaning in meanings:
        best = _idea_scores(meaning, weights)
        rarity = math.log1p(total / (1 + len(best))) + 0.3
        importance += rarity
        for document, (value, sureness) in best.items():
            scores[document] += value * rarity
            covered[document] += rarity * min(1.0, sureness + 0.25)
    return {
        document: (score, covered[document] / importance if importance else 0.0) for document, score in scores.items()
    }, meanings


def _idea_scores(meaning: Meaning, weights: dict[str, dict[int, float]]) -> dict[int, tuple[float, float]]:
    best: dict[int, tuple[float, float]] = {}
    for term, sureness in meaning.terms.items():
        for document, weight in weights.get(term, {}).items():
            value = weight * sureness
            if value > best.get(document, (0.0, 0.0))[0]:
                best[document] = (value, sureness)
    for phrase in meaning.phrases:
        documents = set.intersection(*(set(weights.get(term, {})) for term in phrase))
        for document in documents:
            value = min(weights[term][document] for term in phrase)
            if value > best.get(document, (0.0, 0.0))[0]:
                best[document] = (value, EXACT)
    return best


async def search_documents(
    session: AsyncSession, query: str, *, now: datetime, kinds: tuple[str, ...] | None, limit: int | None
) -> list[FoundDocument]:
    """Return the documents that fit a query, best first; weak ones are left out."""
    del now
    scored, _meanings = await _score(session, query)
    good = {document: pair for document, pair in scored.items() if pair[1] >= MIN_COVERAGE}
    if not good:
        return []
    top = max(score * coverage for score, coverage in good.values())
    phrases = [fold(phrase) for phrase in re.findall(r"[\"„“”»«]([^\"„“”»«]+)[\"„“”»«]", query)]
    rows = []
    ids = [document for document, (score, coverage) in good.items() if score * coverage >= top * 0.15]
    for start in range(0, len(ids), 500):
        found = await session.scalars(select(SearchDocument).where(SearchDocument.id.in_(ids[start : start + 500])))
        rows += list(found)
    result = []
    for row in rows:
        if kinds is not None and row.kind not in kinds:
            continue
        if phrases and not _has_phrases(row, phrases):
            continue
        score, coverage = good[row.id]
        result.append(
            FoundDocument(
                row.id, row.kind, row.entity_id, row.ref, row.title, row.event_id, round(score * coverage, 4), coverage
            )
        )
    result.sort(key=lambda one: (-one.score, KNOWN_KINDS.index(one.kind), one.ref or "", one.title))
    return result[:limit]


def _has_phrases(row: SearchDocument, phrases: list[str]) -> bool:
    everything = fold(" ".join((row.title, row.label, row.people, row.place, row.themes, row.text)))
    return all(phrase in everything for phrase in phrases)


async def search(
    session: AsyncSession, query: str, *, now: datetime, limit: int, offset: int, kinds: tuple[str, ...] | None
) -> SearchResult:
    """Find entries; a page of hits with the passage that shows why."""
    found = await search_documents(session, query, now=now, kinds=kinds, limit=None)
    if not found:
        return SearchResult(Page((), 0, offset), await _nearest(session, query), tuple(words(query)))
    page = found[offset : offset + limit]
    return SearchResult(Page(tuple(await _hits(session, query, page)), len(found), offset), None, tuple(words(query)))


async def _nearest(session: AsyncSession, query: str) -> str | None:
    """Return the query with unknown words replaced by the nearest known ones, if that changes anything."""
    rows = await session.execute(select(SearchDocument.title, SearchDocument.themes, SearchDocument.place))
    known = {word for row in rows for part in row for word in words(part) if len(word) > 3}
    parts, changed = [], False
    for word in words(query):
        near = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60) if word not in known else None
        parts.append(near[0] if near else word)
        changed = changed or near is not None
    return " ".join(parts) if changed else None


async def _hits(session: AsyncSession, query: str, page: list[FoundDocument]) -> list[Hit]:
    known = await vocabulary(session)
    terms = {term for meaning in understand(query, known) for term in meaning.terms} | {
        term for meaning in understand(query, known) for phrase in meaning.phrases for term in phrase
    }
    documents = {
        row.id: row
        for row in await session.scalars(select(SearchDocument).where(SearchDocument.id.in_([one.id for one in page])))
    }
    events = await event_cards_by_id(session, {one.event_id for one in page if one.event_id is not None})
    sessions = [one.entity_id for one in page if one.kind == "session"]
    session_by_id = await session_cards(session, Session.id.in_(sessions)) if sessions else {}
    solutions = [one.entity_id for one in page if one.kind == "solution"]
    solution_by_id = await solution_cards(session, Solution.id.in_(solutions)) if solutions else {}
    hits = []
    for one in page:
        row = documents[one.id]
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
                subtitle=row.label or None,
                passage=passage_of(row, terms),
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
    meanings = understand(query, await vocabulary(session))
    column = SearchDocument.entity_id if kinds == ("solution",) else SearchDocument.event_id
    result: set[int] | None = None
    for meaning in meanings:
        terms = {*meaning.terms, *(term for phrase in meaning.phrases for term in phrase)}
        weights = await _weights(session, terms)
        documents = list(_idea_scores(meaning, weights))
        ids: set[int] = set()
        for start in range(0, len(documents), 500):
            rows = await session.scalars(
                select(column).where(
                    SearchDocument.id.in_(documents[start : start + 500]), SearchDocument.kind.in_(kinds)
                )
            )
            ids |= {value for value in rows if value is not None}
        result = ids if result is None else result & ids
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
    wanted = fold(query).strip()
    exact = [one for one in found if fold(one.title) == wanted]
    chosen = (exact or found)[:limit]
    events = await event_cards_by_id(session, {one.event_id for one in chosen if one.event_id is not None})
    sessions = [one.entity_id for one in chosen if one.kind == "session"]
    cards = await session_cards(session, Session.id.in_(sessions)) if sessions else {}
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
