"""The store's own words: which terms it has, what begins or ends like a word, what is written nearly so."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import and_, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from storage.search.tables import SearchTerm

_TERMS: Any = SearchTerm.__table__
_HIGHEST = "\U0010fffd"
_CHUNK = 400
ALIKE = 16  # words that begin or end like a word of the question: the commonest only
NEAR = 4000  # words looked at for a misspelling


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the store: the number of documents that have it, and how it is written."""

    id: int
    term: str
    documents: int
    written: str


async def known(session: AsyncSession, terms: Iterable[str]) -> dict[str, Term]:
    """Return those of the terms that the store has."""
    wanted = sorted(set(terms))
    found: dict[str, Term] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = await session.execute(_select().where(_TERMS.c.term.in_(wanted[start : start + _CHUNK])))
        found.update((row[1], Term(*row)) for row in rows)
    return found


async def alike(session: AsyncSession, stems: Iterable[str]) -> dict[str, list[Term]]:
    """Return for each stem the commonest terms that begin or end with it."""
    found: dict[str, list[Term]] = {}
    for stem in stems:
        parts = [_some(_TERMS.c.term, stem)]
        if len(stem) >= 5:
            parts.append(_some(_TERMS.c.reversed, stem[::-1]))
        rows = await session.execute(union_all(*(select(part.subquery()) for part in parts)))
        terms = {row[1]: Term(*row) for row in rows if " " not in row[1]}
        found[stem] = sorted(terms.values(), key=lambda term: (-term.documents, term.term))[:ALIKE]
    return found


async def near(session: AsyncSession, stem: str, most: int) -> list[tuple[Term, int]]:
    """Return the terms within ``most`` slips of the pen, nearest first, each with its number of slips.

    A slip is a letter too much, too few, wrong, or two changed places. Beginning or end must be right: so the
    database looks at few words, and few wrong words are proposed.
    """
    head = stem[: 2 if len(stem) < 7 else 3]
    places = or_(_range(_TERMS.c.term, head), _range(_TERMS.c.reversed, stem[-3:][::-1]))
    length = func.length(_TERMS.c.term)
    rows = await session.execute(
        _select()
        .where(places, length >= len(stem) - most, length <= len(stem) + most)
        .order_by(_TERMS.c.documents.desc(), _TERMS.c.term)
        .limit(NEAR)
    )
    found = []
    for row in rows:
        if " " in row[1] or row[1][0] == "@":
            continue
        slips = OSA.distance(stem, row[1], score_cutoff=most)
        if slips <= most:
            found.append((Term(*row), slips))
    return sorted(found, key=lambda pair: (pair[1], pair[0].term[0] != stem[0], -pair[0].documents, pair[0].term))


def _select() -> Any:
    return select(_TERMS.c.id, _TERMS.c.term, _TERMS.c.documents, _TERMS.c.written)


def _range(column: Any, start: str) -> Any:
    return and_(column >= start, column < start + _HIGHEST)


def _some(column: Any, start: str) -> Any:
    return _select().where(_range(column, start)).order_by(_TERMS.c.documents.desc(), _TERMS.c.term).limit(ALIKE)
