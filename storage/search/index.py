"""Writing the index, inside the transaction that changes what it describes.

What a document weighs for a term is worked out here once (BM25F: fields add up before they saturate) and does
not depend on other documents, so that a change touches only its own rows.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import and_, delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.search import dates
from storage.search.analyse import LONGEST_TERM, prepare, weigh_terms, words_of
from storage.search.tables import SearchDocument, SearchPosting, SearchTerm
from storage.search.thesaurus import expressions
from storage.when import When

ALL = "@"  # a term without postings that counts all documents
LONG_TEXT = 3000  # characters; from here on a text is analysed beside the event loop
LOCK = 7_215_009  # PostgreSQL: index writes one after the other, so that two can't wait for each other
_TABLE: Any = SearchDocument.__table__  # plain rows: the session's objects are of no use here
_POSTINGS: Any = SearchPosting.__table__
_TERMS: Any = SearchTerm.__table__
_CHUNK = 400
_SATURATION = 2.5


@dataclass(frozen=True, slots=True)
class Field:
    """How much a field counts, and how much its length matters."""

    weight: float
    usual_length: int
    flattening: float


FIELDS = {
    "title": Field(4.0, 6, 0.35),
    "label": Field(2.0, 3, 0.2),
    "people": Field(2.4, 8, 0.15),
    "place": Field(2.4, 3, 0.15),
    "themes": Field(2.8, 4, 0.2),
    "context": Field(0.7, 8, 0.2),
    "text": Field(1.0, 40, 0.4),
}
DATE_WEIGHT = 700


@dataclass(frozen=True, slots=True)
class Document:
    """What of an entry can be found."""

    kind: str
    entity_id: int
    ref: str | None
    title: str
    label: str = ""
    people: str = ""
    place: str = ""
    themes: str = ""
    context: str = ""  # what it belongs to: title and series of the event
    text: str = ""
    event_id: int | None = None
    when: When | None = None


def weigh(document: Document) -> dict[str, int]:
    """Return the weight of each term in thousandths."""
    known = expressions()
    total: Counter[str] = Counter()
    for name, field in FIELDS.items():
        value = getattr(document, name)
        if not value:
            continue
        terms, length = weigh_terms(value, known)
        damping = 1 - field.flattening + field.flattening * length / field.usual_length
        for term, count in terms.items():
            total[term] += field.weight * count / max(damping, 0.7)  # type: ignore[assignment]  # floats add up too
    weights = {
        term: max(1, round(1000 * value / (value + _SATURATION)))
        for term, value in total.items()
        if term and len(term) <= LONGEST_TERM
    }
    return weights | dict.fromkeys(dates.terms_of(document.when), DATE_WEIGHT)


async def put(session: AsyncSession, document: Document) -> None:
    """Add an entry or replace what was indexed of it; nothing is written where nothing changed."""
    stored = await session.execute(select(_TABLE).where(_same(document.kind, document.entity_id)))
    row = stored.mappings().first()
    values = _columns(document)
    if row is not None and all(row[name] == value for name, value in values.items()):
        return
    if len(document.text) > LONG_TEXT:
        weights = await asyncio.to_thread(weigh, document)
    else:
        weights = weigh(document)
    await _lock(session)
    old: dict[int, int] = {}
    if row is None:
        result = await session.execute(insert(_TABLE).values(values).returning(_TABLE.c.id))
        document_id = result.scalar_one()
        await _count(session, {ALL: None}, 1)
    else:
        document_id = row["id"]
        await session.execute(update(_TABLE).where(_TABLE.c.id == document_id).values(values))
        found = await session.execute(
            select(_POSTINGS.c.term_id, _POSTINGS.c.weight).where(_POSTINGS.c.document_id == document_id)
        )
        old = dict(found.all())
    ids = await _term_ids(session, weights, [document])
    new = {ids[term]: weight for term, weight in weights.items()}
    await _replace(session, document_id, old, new)


async def put_many(session: AsyncSession, documents: Iterable[Document], *, size: int = 500) -> int:
    """Add entries that are not in the index yet, many at a time; return how many."""
    count = 0
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == size:
            count += await _put_batch(session, batch)
            batch = []
    return count + (await _put_batch(session, batch) if batch else 0)


async def _put_batch(session: AsyncSession, batch: Sequence[Document]) -> int:
    await _lock(session)
    weights = await asyncio.to_thread(lambda: [weigh(document) for document in batch])
    counts = Counter(term for one in weights for term in one)
    ids = await _term_ids(session, counts, batch)
    result = await session.execute(
        insert(_TABLE).returning(_TABLE.c.id, sort_by_parameter_order=True),
        [_columns(document) for document in batch],
    )
    rows = [
        {"document_id": document_id, "term_id": ids[term], "weight": weight}
        for document_id, one in zip(result.scalars().all(), weights, strict=True)
        for term, weight in one.items()
    ]
    await session.execute(insert(_POSTINGS), rows)
    for number in set(counts.values()):
        await _count(session, {ids[term]: None for term, count in counts.items() if count == number}, number)
    await _count(session, {ALL: None}, len(batch))
    return len(batch)


async def remove(session: AsyncSession, kind: str, entity_id: int) -> None:
    """Make an entry unfindable."""
    document_id = await session.scalar(select(_TABLE.c.id).where(_same(kind, entity_id)))
    if document_id is None:
        return
    await _lock(session)
    found = await session.execute(
        select(_POSTINGS.c.term_id, _POSTINGS.c.weight).where(_POSTINGS.c.document_id == document_id)
    )
    await _replace(session, document_id, dict(found.all()), {})
    await session.execute(delete(_TABLE).where(_TABLE.c.id == document_id))
    await _count(session, {ALL: None}, -1)


async def entities_of_event(session: AsyncSession, event_id: int) -> list[tuple[str, int]]:
    """Return what of an event is indexed."""
    rows = await session.execute(select(_TABLE.c.kind, _TABLE.c.entity_id).where(_TABLE.c.event_id == event_id))
    return [(kind, entity) for kind, entity in rows]


async def clear(session: AsyncSession) -> None:
    """Empty the index."""
    for table in (_POSTINGS, _TERMS, _TABLE):
        await session.execute(delete(table))


def _same(kind: str, entity_id: int) -> Any:
    return and_(_TABLE.c.kind == kind, _TABLE.c.entity_id == entity_id)


def _columns(document: Document) -> dict[str, Any]:
    values = {field.name: getattr(document, field.name) for field in fields(document) if field.name != "when"}
    return values | {"dates": " ".join(dates.terms_of(document.when))}


async def _lock(session: AsyncSession) -> None:
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


async def _replace(session: AsyncSession, document_id: int, old: dict[int, int], new: dict[int, int]) -> None:
    gone = [term for term in old if new.get(term) != old[term]]
    for part in _parts(gone):
        await session.execute(
            delete(_POSTINGS).where(_POSTINGS.c.document_id == document_id, _POSTINGS.c.term_id.in_(part))
        )
    rows = [
        {"document_id": document_id, "term_id": term, "weight": weight}
        for term, weight in new.items()
        if old.get(term) != weight
    ]
    if rows:
        await session.execute(insert(_POSTINGS), rows)
    await _count(session, dict.fromkeys(term for term in new if term not in old), 1)
    await _count(session, dict.fromkeys(term for term in old if term not in new), -1)


async def _count(session: AsyncSession, terms: dict[Any, None], step: int) -> None:
    """Add to the number of documents of terms (ids, or ALL); forget the terms that have none any more."""
    if ALL in terms:
        result: Any = await session.execute(
            update(_TERMS).where(_TERMS.c.term == ALL).values(documents=_TERMS.c.documents + step)
        )
        if not result.rowcount:
            await session.execute(insert(_TERMS).values(term=ALL, reversed=ALL, written="", documents=max(step, 0)))
        return
    for part in _parts(sorted(terms)):
        await session.execute(update(_TERMS).where(_TERMS.c.id.in_(part)).values(documents=_TERMS.c.documents + step))
        if step < 0:
            await session.execute(delete(_TERMS).where(_TERMS.c.id.in_(part), _TERMS.c.documents <= 0))


async def _term_ids(session: AsyncSession, wanted: Iterable[str], documents: Sequence[Document]) -> dict[str, int]:
    terms = sorted(wanted)
    found: dict[str, int] = {}
    for part in _parts(terms):
        rows = await session.execute(select(_TERMS.c.term, _TERMS.c.id).where(_TERMS.c.term.in_(part)))
        found.update(dict(rows.all()))
    missing = [term for term in terms if term not in found]
    if missing:
        written = _written(documents)
        rows = await session.execute(
            insert(_TERMS).returning(_TERMS.c.term, _TERMS.c.id),
            [
                {"term": term, "reversed": term[::-1], "written": written.get(term, "")[:120], "documents": 0}
                for term in missing
            ],
        )
        found.update(dict(rows.all()))
    return found


def _written(documents: Sequence[Document]) -> dict[str, str]:
    """Return how each stem is written where it comes first."""
    result: dict[str, str] = {}
    for document in documents:
        for name in FIELDS:
            for word in words_of(prepare(getattr(document, name))):
                result.setdefault(word.stem, word.written)
    return result


def _parts(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
