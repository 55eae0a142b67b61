"""Entries that were put into the index lately: found at once, but not in the postings yet.

What an entry has by now stands as JSON in its own row (term → weight), so that a change writes one row and not the
hundreds that its terms lie in. A search reads the few fresh rows first and lays them over the postings; whatever
the postings say of these entries is past. :mod:`storage.search.filing` moves them.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.search.tables import SearchDocument
from storage.search.vocabulary import Term

MOST = 100  # fresh entries of one transaction; one that adds more files them all first
FAR_TOO_MANY = 300  # the same of all: nobody files them, so the next who writes does
Weights = dict[int, dict[int, int]]  # term → document → weight
Fresh = dict[int, Mapping[str, int]]  # document → term → weight
_TABLE: Any = SearchDocument.__table__
_FRESH = select(_TABLE.c.id, _TABLE.c.fresh).where(_TABLE.c.fresh.is_not(None))


def written(weights: Mapping[str, int]) -> str:
    """Write down what an entry has."""
    return json.dumps(weights, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=2 * MOST)
def weights_of(fresh: str) -> Mapping[str, int]:
    """Read it: term → weight in thousandths."""
    weights: dict[str, int] = json.loads(fresh)
    return weights


async def fresh_documents(connection: AsyncConnection) -> Fresh:
    """Return what fresh entries have: document → term → weight. To be read before the postings."""
    return {number: weights_of(fresh) for number, fresh in (await connection.execute(_FRESH)).all()}


def lay_over(weights: Weights, fresh: Fresh, terms: Iterable[Term]) -> Weights:
    """Put what fresh entries have of the terms in the place of what the postings say of them."""
    if fresh:
        numbers = {term.term: term.id for term in terms}
        for found in weights.values():
            for document in _both(found, fresh):
                del found[document]
        for document, its in fresh.items():
            for term in _both(its, numbers):
                weights.setdefault(numbers[term], {})[document] = its[term]
    return weights


def _both(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> Collection[Any]:
    return one.keys() & other.keys()
