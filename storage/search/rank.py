"""Which documents fit a question, and how well.

All postings are read where they are few. Of very common terms only the documents are read in which the term weighs
most, and what the candidates found so have of the other terms is looked up: a question that expands into many
common terms costs a bounded number of rows, however large the store is.
"""

import asyncio
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from storage.search.question import Any_of, Idea, Question
from storage.search.tables import SearchPosting
from storage.search.vocabulary import Term

_POSTINGS: Any = SearchPosting.__table__
BUDGET = 5000  # postings read for a question
LEAST = 150  # postings read of every term, at least
CANDIDATES = 600  # documents whose other terms are looked up
ENOUGH = 0.4  # share of a question's meaning that a hit must have
FAIR = 0.12  # share of the best hit's score that a hit must have
_CHUNK = 300

Weights = dict[int, dict[int, int]]  # term → document → weight


@dataclass(frozen=True, slots=True)
class Scored:
    """A document with its score and the share of the question's meaning that it has."""

    document_id: int
    score: float
    coverage: float


async def rank(session: AsyncSession, question: Question) -> list[Scored]:
    """Return the documents that fit, best first; weak ones are left out."""
    terms = {term: question.known[term] for idea in question.ideas for term in idea.terms() if term in question.known}
    if not terms:
        return []
    weights, cut = await read_postings(session, list(terms.values()))
    if cut:
        await _fill(session, weights, cut)
    scores: dict[int, float] = defaultdict(float)
    covered: dict[int, float] = defaultdict(float)
    meaning = 0.0
    for idea in question.ideas:
        found = documents_of(idea, weights, terms)
        rarity = _rarity(idea, question, len(found)) * idea.importance
        meaning += rarity
        for document, (value, sureness) in found.items():
            scores[document] += rarity * value
            covered[document] += rarity * min(1.0, sureness * 1.1)
        await asyncio.sleep(0)
    shares = {document: share / meaning for document, share in covered.items()}
    good = [Scored(document, scores[document] * share, share) for document, share in shares.items() if share >= ENOUGH]
    good.sort(key=lambda one: (-one.score, one.document_id))
    return [one for one in good if one.score >= good[0].score * FAIR]


def documents_of(idea: Idea, weights: Weights, terms: dict[str, Term]) -> dict[int, tuple[float, float]]:
    """Return the documents that speak of an idea, with (weight × sureness, sureness) of the best way."""
    best = _any_of(idea.ways, weights, terms)
    for group, sureness in idea.groups:
        sets = [_any_of(alternatives, weights, terms) for alternatives in group]
        for document in set(sets[0]).intersection(*sets[1:]):
            value = sum(one[document][0] for one in sets) / len(sets) * sureness
            if value > best.get(document, (0.0, 0.0))[0]:
                best[document] = (value, sureness * min(one[document][1] for one in sets))
    return best


def _any_of(alternatives: Any_of, weights: Weights, terms: dict[str, Term]) -> dict[int, tuple[float, float]]:
    best: dict[int, tuple[float, float]] = {}
    for term, sureness in alternatives.items():
        if term not in terms:
            continue
        factor = sureness / 1000
        for document, weight in weights.get(terms[term].id, {}).items():
            value = weight * factor
            known = best.get(document)
            if known is None or value > known[0]:
                best[document] = (value, sureness)
    return best


def _rarity(idea: Idea, question: Question, found: int) -> float:
    """Return how much an idea tells: rare ones tell more (as in BM25)."""
    exact = max(
        (question.known[term].documents for term, sure in idea.ways.items() if sure >= 0.8 and term in question.known),
        default=found,
    )
    return math.log(1 + (question.documents + 1) / (exact + 0.5))


async def read_postings(
    session: AsyncSession, terms: Sequence[Term], *, whole: bool = False
) -> tuple[Weights, list[int]]:
    """Return the weights by term and document, and the terms of which only the best documents were read."""
    if whole or sum(term.documents for term in terms) <= BUDGET:
        return await _read(session, select(*_columns()).where(_POSTINGS.c.term_id.in_([one.id for one in terms]))), []
    complete: list[int] = []
    cut: list[int] = []
    left = BUDGET
    ordered = sorted(terms, key=lambda one: (one.documents, one.id))
    for place, term in enumerate(ordered):
        share = max(LEAST, left // (len(ordered) - place))
        if term.documents <= share:
            complete.append(term.id)
            left -= term.documents
        else:
            cut.append(term.id)
            left -= share
    weights = await _read(session, select(*_columns()).where(_POSTINGS.c.term_id.in_(complete))) if complete else {}
    share = max(LEAST, (BUDGET - sum(len(one) for one in weights.values())) // max(1, len(cut)))
    best = [
        select(*_columns())
        .where(_POSTINGS.c.term_id == term)
        .order_by(_POSTINGS.c.weight.desc(), _POSTINGS.c.document_id.desc())
        .limit(share)
        .subquery()
        for term in cut
    ]
    weights.update(await _read(session, union_all(*(select(one) for one in best))))
    return weights, cut


async def _fill(session: AsyncSession, weights: Weights, cut: list[int]) -> None:
    """Look up what the most promising candidates have of the terms that were not read to the end."""
    promise: dict[int, int] = defaultdict(int)
    for documents in weights.values():
        for document, weight in documents.items():
            promise[document] += weight
    candidates = sorted(promise, key=lambda document: (-promise[document], document))[:CANDIDATES]
    for start in range(0, len(candidates), _CHUNK):
        part = candidates[start : start + _CHUNK]
        query = select(*_columns()).where(_POSTINGS.c.document_id.in_(part), _POSTINGS.c.term_id.in_(cut))
        for term, documents in (await _read(session, query)).items():
            weights.setdefault(term, {}).update(documents)


def _columns() -> tuple[Any, Any, Any]:
    return _POSTINGS.c.term_id, _POSTINGS.c.document_id, _POSTINGS.c.weight


async def _read(session: AsyncSession, query: Any) -> Weights:
    weights: Weights = defaultdict(dict)
    for term, document, weight in await session.execute(query):
        weights[term][document] = weight
    return weights
