"""Writing the index, inside the transaction that changes what it describes.

What a document weighs for a term is worked out here once (BM25F: fields add up before they saturate) and does
not depend on other documents, so that a change touches only its own rows. At first that is one row
(:mod:`storage.search.fresh`); soon after it moves into the postings (:mod:`storage.search.filing`).
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, func, insert, literal, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from storage.search import dates
from storage.search.analyse import LONGEST_TERM, weigh_terms
from storage.search.filing import LOCK, Move, file_all, lock, move
from storage.search.fresh import FAR_TOO_MANY, MOST, weights_of
from storage.search.fresh import written as as_fresh
from storage.search.lists import edition
from storage.search.packed import pack, unpack
from storage.search.tables import SearchDocument, SearchPosting, SearchTerm
from storage.search.thesaurus import expressions, ready
from storage.search.writing import add_postings, add_terms, forget_ids, forget_terms, write_fresh
from storage.when import When

ALL = "@"  # a term without postings that counts all documents; it is written as the edition of the index
LONG_TEXT = 1000  # characters; from here on an entry is analysed beside the event loop: a new word takes 0.1 ms
WAITING = "waiting"  # in the session's notes: how many entries it made fresh, one that was put twice counted twice
_TABLE: Any = SearchDocument.__table__  # plain rows: the session's objects are of no use here
_POSTINGS: Any = SearchPosting.__table__
_TERMS: Any = SearchTerm.__table__
_NAMED = and_(_TABLE.c.kind == bindparam("kind"), _TABLE.c.entity_id == bindparam("entity_id"))
_FILED = select(_TABLE.c.id, _TABLE.c.fresh, _TABLE.c.postings).where(_NAMED)
_ADD_MANY = insert(_TABLE).returning(_TABLE.c.id, sort_by_parameter_order=True)
_DROP = delete(_TABLE).where(_TABLE.c.id == bindparam("document"))
_COUNT_ALL = update(_TERMS).where(_TERMS.c.term == ALL).values(documents=_TERMS.c.documents + bindparam("step"))
_SATURATION = 2.5
LEAST_DAMPING = 0.7  # a very short field counts no more than a short one
MANY = 1000  # entries after which PostgreSQL is told to look: until it does by itself, a change takes 20 times as long
_ANALYZE = text("ANALYZE search_document, search_term, search_posting")
AT_ONCE = 50  # documents whose postings go to the database together, or are worth to be filed together


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


@dataclass(frozen=True, slots=True)
class Weighed:
    """The terms of a document: the weight of each in thousandths, and how words are written."""

    weights: dict[str, int]
    written: dict[str, str]


def weigh(document: Document) -> Weighed:
    """Analyse a document."""
    known = expressions()
    total: dict[str, float] = {}
    written: dict[str, str] = {}
    for name, field in FIELDS.items():
        value = getattr(document, name)
        if not value:
            continue
        terms, length = weigh_terms(value, known, written)
        damping = 1 - field.flattening + field.flattening * length / field.usual_length
        factor = field.weight / max(damping, LEAST_DAMPING)
        for term, count in terms.items():
            total[term] = total.get(term, 0.0) + factor * count
    weights = {
        term: max(1, round(1000 * value / (value + _SATURATION)))
        for term, value in total.items()
        if term and len(term) <= LONGEST_TERM
    }
    return Weighed(weights | dict.fromkeys(dates.terms_of(document.when), DATE_WEIGHT), written)


async def put(session: AsyncSession, document: Document) -> None:
    """Add an entry or replace what was indexed of it; nothing is written where nothing changed."""
    connection = await session.connection()
    key = {"kind": document.kind, "entity_id": document.entity_id}
    counted = WAITING in session.info
    row = (await connection.execute(_standing(connection.dialect.name, counted), key)).mappings().one()
    values = _columns(document)
    if row["id"] is not None and all(row[name] == value for name, value in values.items()):
        return
    await ready()
    if sum(len(getattr(document, name)) for name in FIELDS) > LONG_TEXT:
        found = await asyncio.to_thread(weigh, document)
    else:
        found = weigh(document)
    own = session.info.get(WAITING, 0)
    if own >= MOST or (not counted and row["waiting"] >= FAR_TOO_MANY):
        await file_all(session)
        own = 0
    unknown = await write_fresh(connection, row["id"], values | {"fresh": as_fresh(found.weights)})
    if unknown:
        await add_terms(connection, dict.fromkeys(unknown, 0), found.written)
    if row["id"] is None:
        await _count_all(connection, 1)
    elif row["fresh"] is not None:
        await forget_terms(connection, weights_of(row["fresh"]).keys() - found.weights.keys())
    session.info[WAITING] = own + 1


async def finish(session: AsyncSession) -> None:
    """File at once what a transaction put that put much, an import: there may be no bot running that does it."""
    if session.info.get(WAITING, 0) >= AT_ONCE:
        await file_all(session)


async def put_many(session: AsyncSession, documents: Iterable[Document], *, size: int = 500) -> int:
    """Add entries that are not in the index yet, many at a time; return how many."""
    connection = await session.connection()
    count = 0
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == size:
            count += await _put_batch(connection, batch)
            batch = []
    count += await _put_batch(connection, batch) if batch else 0
    if count >= MANY and connection.dialect.name == "postgresql":
        await connection.execute(_ANALYZE)
    return count


async def _put_batch(connection: AsyncConnection, batch: Sequence[Document]) -> int:
    weighed = await asyncio.to_thread(lambda: [weigh(document) for document in batch])
    counts = Counter(term for one in weighed for term in one.weights)
    written = {stem: word for one in reversed(weighed) for stem, word in one.written.items()}
    await lock(connection)
    ids = await add_terms(connection, counts, written)
    postings = [{ids[term]: weight for term, weight in one.weights.items()} for one in weighed]
    rows = [_columns(document) | {"postings": pack(one)} for document, one in zip(batch, postings, strict=True)]
    documents = (await connection.execute(_ADD_MANY, rows)).scalars().all()
    for start in range(0, len(batch), AT_ONCE):
        part = zip(documents[start : start + AT_ONCE], postings[start : start + AT_ONCE], strict=True)
        await add_postings(connection, dict(part))
    await _count_all(connection, len(batch))
    return len(batch)


async def remove(session: AsyncSession, kind: str, entity_id: int) -> None:
    """Make an entry unfindable."""
    connection = await session.connection()
    await lock(connection)
    row = (await connection.execute(_FILED, {"kind": kind, "entity_id": entity_id})).first()
    if row is None:
        return
    document, fresh, packed = row
    moved = await move(connection, [Move(document, unpack(packed or b""), {})])
    await connection.execute(_DROP, {"document": document})
    await forget_ids(connection, moved.lessened)
    if fresh is not None:
        await forget_terms(connection, weights_of(fresh).keys())
    await _count_all(connection, -1)


async def entities_of_event(session: AsyncSession, event_id: int) -> list[tuple[str, int]]:
    """Return what of an event is indexed."""
    rows = await session.execute(select(_TABLE.c.kind, _TABLE.c.entity_id).where(_TABLE.c.event_id == event_id))
    return [(kind, entity) for kind, entity in rows]


async def clear(session: AsyncSession) -> None:
    """Empty the index."""
    for table in (_POSTINGS, _TERMS, _TABLE):
        await session.execute(delete(table))


async def is_of_this_edition(session: AsyncSession) -> bool:
    """Whether what is indexed was cut into terms as this program does it."""
    found = await session.scalar(select(_TERMS.c.written).where(_TERMS.c.term == ALL))
    return found is None or found == await asyncio.to_thread(edition)


def _columns(document: Document) -> dict[str, Any]:
    values = {field.name: getattr(document, field.name) for field in fields(document) if field.name != "when"}
    return values | {"dates": " ".join(dates.terms_of(document.when))}


@cache
def _standing(dialect: str, counted: bool) -> Select[Any]:
    """Return the statement for how an entry stands in the index: one row in any case.

    At the first one of a transaction it says how many entries are fresh, too: counting them again and again would
    take longer and longer, since PostgreSQL can't clear away what the transaction itself has put there before.

    With PostgreSQL it locks the index, too: each statement more costs a way to the server and back.
    """
    begun = func.pg_advisory_xact_lock(LOCK) if dialect == "postgresql" else literal(1)
    first = select(begun.label("begun")).subquery()
    waiting: Any = select(func.count()).select_from(_TABLE.alias("other")).where(text("other.fresh IS NOT NULL"))
    columns = [column for column in _TABLE.c if column.name != "postings"]
    if not counted:
        columns.append(waiting.scalar_subquery().label("waiting"))
    return select(*columns).select_from(first.outerjoin(_TABLE, _NAMED))


async def _count_all(connection: AsyncConnection, step: int) -> None:
    counted = await connection.execute(_COUNT_ALL, {"step": step})
    if not counted.rowcount and step > 0:
        first = {"term": ALL, "reversed": ALL, "written": edition(), "documents": step}
        await connection.execute(insert(_TERMS), first)
