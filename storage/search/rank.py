"""Which documents fit a question, and how well.

All postings of a question are read where they are few. Where they are many, each idea reads its surest terms first
and of a very common one only the documents in which it weighs most; what the most promising documents have of the
rest is looked up. So a question that expands into many common terms costs a bounded number of rows, however large
the store is.
"""

import asyncio
import heapq
import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, Select, String, bindparam, cast, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from storage.search.among import among, listed
from storage.search.fresh import Fresh, Weights, fresh_documents, lay_over, weights_of
from storage.search.packed import among as among_packed
from storage.search.question import Any_of, Idea, Question
from storage.search.tables import SearchDocument, SearchPosting
from storage.search.vocabulary import Term

FEW = 600  # postings that are all weighed; of more, only the most promising documents are
BUDGET = 2400  # postings read for a question
LEAST = 150  # postings of a very common term that are read, at least
CANDIDATES = 300  # documents that are weighed in full
PART_OF_GROUP = 0.5  # how surely a term that only counts together with others promises anything
ENOUGH = 0.33  # share of a question's meaning that a hit must have
MORE = 0.42  # the same where the store has nothing at all for an idea: it may be the one that matters
SEVERAL, UNHEARD = 3, 0.5  # of so many ideas, one that the store has never heard of counts less: it is often chat
GENEROUS = 1.1  # a word of the same meaning covers nearly as much as the word itself
MOST = 250  # hits that are counted and can be paged through
FAIR = 0.1  # share of the best hit's score that a hit must have
_NOTHING = (0.0, 0.0)
_PACK = 1024  # a posting travels as one number: document × 1024 + weight


def _packed(postings: Any) -> ColumnElement[str]:
    return cast(cast(postings.c.document_id, BigInteger).op("*")(_PACK) + postings.c.weight, String)


_DOCUMENTS: Any = SearchDocument.__table__
_POSTINGS: Any = SearchPosting.__table__
# One row for each term instead of one for each posting: a tenth of the time in the driver.
_PACKED = func.aggregate_strings(_packed(_POSTINGS), ",")
_WHOLE = (
    select(_POSTINGS.c.term_id, _PACKED)
    .where(_POSTINGS.c.term_id.in_(bindparam("terms", expanding=True)))
    .group_by(_POSTINGS.c.term_id)
)
_BEST = (
    select(_POSTINGS.c.document_id, _POSTINGS.c.weight)
    .where(_POSTINGS.c.term_id == bindparam("term", type_=Integer))
    .order_by(_POSTINGS.c.weight.desc(), _POSTINGS.c.document_id.desc())
    .limit(bindparam("most", type_=Integer))
    .subquery()
)
_HEAVIEST = select(func.aggregate_strings(_packed(_BEST), ","))
# All at once, for PostgreSQL: each statement more costs a way to the server and back.
_ALL_AT_ONCE = text(
    """
    SELECT id, fresh, true AS is_fresh FROM search_document WHERE fresh IS NOT NULL
    UNION ALL
    SELECT asked.term, (
        SELECT string_agg(CAST(CAST(document_id AS bigint) * 1024 + weight AS text), ',')
        FROM (
            SELECT document_id, weight FROM search_posting WHERE term_id = asked.term
            ORDER BY weight DESC, document_id DESC LIMIT asked.most
        ) AS best
    ), false
    FROM (
        SELECT CAST(key AS integer) AS term, CAST(value AS integer) AS most
        FROM json_each_text(CAST(:terms AS json))
    ) AS asked
    """
)


@cache
def _others(dialect: str) -> Select[Any]:
    return select(_DOCUMENTS.c.id, _DOCUMENTS.c.postings).where(among(dialect, "search_document.id", "documents"))


@dataclass(frozen=True, slots=True)
class Scored:
    """A document with its score and the share of the question's meaning that it has."""

    document_id: int
    score: float
    coverage: float


async def rank(session: AsyncSession, question: Question) -> list[Scored]:
    """Return the documents that fit, best first; weak ones are left out."""
    connection = await session.connection()
    terms = terms_of(question)
    if not terms:
        return []
    weights = await _read(connection, question, terms)
    scores: dict[int, float] = {}
    covered: dict[int, float] = {}
    meaning = 0.0
    several = sum(idea.importance >= 1 for idea in question.ideas) >= SEVERAL
    for idea in question.ideas:
        found = documents_of(idea, weights, terms)
        rarity = _rarity(idea, question, len(found)) * idea.importance
        if idea.unknown and several:
            rarity *= UNHEARD
        meaning += rarity
        for document, (value, share) in found.items():
            scores[document] = scores.get(document, 0.0) + rarity * value
            covered[document] = covered.get(document, 0.0) + rarity * share
        await asyncio.sleep(0)
    enough = MORE if any(idea.unknown and idea.importance >= 1 for idea in question.ideas) else ENOUGH
    good = [
        (scores[document] * share / meaning, -document, share / meaning)
        for document, share in covered.items()
        if share >= enough * meaning
    ]
    best = heapq.nlargest(MOST, good)
    return [Scored(-document, score, share) for score, document, share in best if score >= best[0][0] * FAIR]


async def postings(session: AsyncSession, terms: Iterable[Term]) -> Weights:
    """Return all postings of terms."""
    return await _read_all(await session.connection(), list(terms))


def terms_of(question: Question) -> dict[str, Term]:
    """Return the terms of a question that the store has."""
    return {term: question.known[term] for idea in question.ideas for term in idea.terms() if term in question.known}


def documents_of(idea: Idea, weights: Weights, terms: dict[str, Term]) -> dict[int, tuple[float, float]]:
    """Return the documents that speak of an idea: weight × sureness of the best way, and how far that covers it."""
    best = _any_of(idea.ways, weights, terms)
    for group, sureness in idea.groups:
        if any(all(term not in terms for term in alternatives) for alternatives in group):
            continue
        sets = [_any_of(alternatives, weights, terms) for alternatives in group]
        for document in set(sets[0]).intersection(*sets[1:]):
            value = sum(one[document][0] for one in sets) / len(sets) * sureness
            share = min(1.0, sureness * min(one[document][1] for one in sets))
            most, covered = best.get(document, _NOTHING)
            if value > most or share > covered:
                best[document] = (max(value, most), max(share, covered))
    return best


def _any_of(alternatives: Any_of, weights: Weights, terms: dict[str, Term]) -> dict[int, tuple[float, float]]:
    best: dict[int, tuple[float, float]] = {}
    for term, sureness in sorted(alternatives.items(), key=itemgetter(1), reverse=True):  # the first covers most
        found = weights.get(terms[term].id) if term in terms else None
        if not found:
            continue
        factor, share = sureness / 1000, min(1.0, sureness * GENEROUS)
        if not best:
            best = {document: (weight * factor, share) for document, weight in found.items()}
            continue
        for document, weight in found.items():
            value = weight * factor
            held = best.get(document)
            if held is None:
                best[document] = (value, share)
            elif value > held[0]:
                best[document] = (value, held[1])
    return best


def _rarity(idea: Idea, question: Question, found: int) -> float:
    """Return how much an idea tells: rare ones tell more (as in BM25)."""
    exact = max(
        (question.known[term].documents for term, sure in idea.ways.items() if sure >= 0.8 and term in question.known),
        default=found,
    )
    return math.log(1 + (question.documents + 1) / (exact + 0.5))


async def _read(connection: AsyncConnection, question: Question, terms: dict[str, Term]) -> Weights:
    if sum(term.documents for term in terms.values()) <= FEW:
        return await _read_all(connection, terms.values())
    whole, cut = _choose(question, terms)
    fresh, weights = await _read_some(connection, whole, cut)
    lay_over(weights, fresh, (term for term in terms.values() if term.id in weights))
    candidates = _promising(question, terms, weights)
    await asyncio.sleep(0)
    if cut:
        known = [document for document in candidates if document not in fresh]
        rows = await connection.execute(_others(connection.dialect.name), {"documents": listed(known)})
        for document, packed in rows.all():
            for number, weight in among_packed(packed or b"", cut):
                weights[number][document] = weight
        await asyncio.sleep(0)
    return {
        term: {document: found[document] for document in candidates if document in found}
        for term, found in weights.items()
    }


def _promising(question: Question, terms: dict[str, Term], weights: Weights) -> list[int]:
    """Return the documents for which most speaks at a first glance."""
    factors: dict[int, float] = {}
    for idea in question.ideas:
        for term in idea.terms():
            if term in terms:
                found = terms[term]
                factor = idea.ways.get(term, PART_OF_GROUP) * idea.importance / math.log(2 + found.documents)
                factors[found.id] = max(factor, factors.get(found.id, 0.0))
    promise: dict[int, float] = defaultdict(float)
    for number, documents in weights.items():
        factor = factors[number]
        for document, weight in documents.items():
            promise[document] += weight * factor
    best = heapq.nlargest(CANDIDATES, zip(promise.values(), promise, strict=True))
    return [document for _promise, document in best]


def _choose(question: Question, terms: dict[str, Term]) -> tuple[list[int], dict[int, int]]:
    """Share the budget out among the ideas: (terms to be read whole, terms to be cut and to how many documents)."""
    whole: dict[int, None] = {}
    cut: dict[int, int] = {}
    share = BUDGET // len(question.ideas)
    for idea in question.ideas:
        left = share
        sureness: dict[str, float] = {}
        for term in idea.terms():
            if term in terms:
                sureness[term] = max(sureness.get(term, 0.0), idea.ways.get(term, PART_OF_GROUP))
        for term in sorted(sureness, key=lambda one: (-sureness[one], terms[one].documents, one)):
            found = terms[term]
            if found.documents <= left:
                whole[found.id] = None
                left -= found.documents
            elif left >= LEAST:
                cut[found.id] = max(left, cut.get(found.id, 0))
                left = 0
    return list(whole), {term: most for term, most in cut.items() if term not in whole}


async def _read_all(connection: AsyncConnection, terms: Collection[Term]) -> Weights:
    fresh, weights = await _read_some(connection, [term.id for term in terms], {})
    return lay_over(weights, fresh, terms)


async def _read_some(connection: AsyncConnection, whole: list[int], cut: Mapping[int, int]) -> tuple[Fresh, Weights]:
    """Read fresh entries, all postings of some terms, and the heaviest of others (term → how many)."""
    weights: Weights = {}
    if connection.dialect.name == "postgresql":
        asked = json.dumps({**dict.fromkeys(whole), **cut})
        fresh: Fresh = {}
        for number, value, is_fresh in (await connection.execute(_ALL_AT_ONCE, {"terms": asked})).all():
            if is_fresh:
                fresh[number] = weights_of(value)
            else:
                weights[number] = _unpack(value)
        return fresh, weights
    fresh = await fresh_documents(connection)
    weights = {number: {} for number in whole} | await _read_whole(connection, whole)
    await asyncio.sleep(0)  # SQLite answers on the event loop: others get their turn after each statement
    for number, most in cut.items():
        weights[number] = _unpack(await connection.scalar(_HEAVIEST, {"term": number, "most": most}))
        await asyncio.sleep(0)
    return fresh, weights


async def _read_whole(connection: AsyncConnection, terms: list[int]) -> Weights:
    weights: Weights = {}
    if terms:
        rows = await connection.execute(_WHOLE, {"terms": terms})
        weights = {term: _unpack(packed) for term, packed in rows.all()}
    return weights


def _unpack(packed: str | None) -> dict[int, int]:
    return {number // _PACK: number % _PACK for number in json.loads(f"[{packed or ''}]")}
