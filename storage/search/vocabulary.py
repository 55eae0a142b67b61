"""The store's own words: which terms it has, what begins or ends like a word, what is written nearly so."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.search.dates import MARK
from storage.search.tables import SearchTerm
from storage.slips import within

_TERMS: Any = SearchTerm.__table__
_HIGHEST = "\U0010fffd"
_CHUNK = 400
ALIKE = 16  # words that begin or end like a word of the question: the commonest only
NEAR = 3000  # words looked at for a misspelling


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the store: the number of documents that have it, and how it is written."""

    id: int
    term: str
    documents: int
    written: str


_COLUMNS = (_TERMS.c.id, _TERMS.c.term, _TERMS.c.documents, _TERMS.c.written)
_KNOWN = select(*_COLUMNS).where(_TERMS.c.term.in_(bindparam("terms", expanding=True)))


def _beginning(column: Any, name: str) -> Any:
    return and_(column >= bindparam(f"{name}_first"), column < bindparam(f"{name}_last"))


def _commonest(column: Any, name: str) -> Any:
    some = select(*_COLUMNS).where(_beginning(column, name))
    return some.order_by(_TERMS.c.documents.desc(), _TERMS.c.term).limit(ALIKE).subquery()


_ALIKE = union_all(
    select(_commonest(_TERMS.c.term, "head")),
    select(_commonest(_TERMS.c.reversed, "tail")),
)
_LENGTH = func.length(_TERMS.c.term)
_NEAR = (
    select(*_COLUMNS)
    .where(
        or_(_beginning(_TERMS.c.term, "head"), _beginning(_TERMS.c.reversed, "tail")),
        bindparam("shortest") <= _LENGTH,
        bindparam("longest") >= _LENGTH,
    )
    .order_by(_TERMS.c.documents.desc(), _TERMS.c.term)
    .limit(NEAR)
)


async def known(connection: AsyncConnection, terms: Iterable[str]) -> dict[str, Term]:
    """Return those of the terms that the store has."""
    wanted = sorted(set(terms))
    found: dict[str, Term] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = await connection.execute(_KNOWN, {"terms": wanted[start : start + _CHUNK]})
        found.update((row[1], Term(*row)) for row in rows.all())
    return found


async def alike(connection: AsyncConnection, stem: str) -> list[Term]:
    """Return the commonest terms that begin with a stem, or end with one of five letters or more."""
    tail = stem[::-1] if len(stem) >= 5 else MARK
    rows = await connection.execute(_ALIKE, _range("head", stem) | _range("tail", tail))
    terms = {row[1]: Term(*row) for row in rows.all() if " " not in row[1] and not row[1].startswith(MARK)}
    return sorted(terms.values(), key=lambda term: (-term.documents, term.term))[:ALIKE]


async def near(connection: AsyncConnection, stem: str, most: int) -> list[tuple[Term, int]]:
    """Return the terms within ``most`` slips of the pen, nearest first, each with its number of slips.

    A slip is a letter too much, too few, wrong, or two changed places. Beginning or end must be right: so the
    database looks at few words, and few wrong words are proposed.
    """
    span = {"shortest": len(stem) - most, "longest": len(stem) + most}
    head = _range("head", stem[: 2 if len(stem) < 7 else 3])
    rows = (await connection.execute(_NEAR, head | _range("tail", stem[-3:][::-1]) | span)).all()
    await asyncio.sleep(0)
    words = [row[1] for row in rows]
    found = [
        (Term(*rows[place]), count)
        for place, count in within(stem, words, most)
        if " " not in words[place] and not words[place].startswith(MARK)
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0].term[0] != stem[0], -pair[0].documents, pair[0].term))


def _range(name: str, start: str) -> dict[str, str]:
    return {f"{name}_first": start, f"{name}_last": start + _HIGHEST}
