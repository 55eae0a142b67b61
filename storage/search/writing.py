"""Writing terms and postings: a statement has one parameter, a JSON text with all rows, however many they are.

So one changed entry costs a handful of short statements, and five hundred new ones cost no more statements than one.
A posting travels as one number: id of the term × 1024 + weight.
"""

import asyncio
import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.inline_sqlite import MANY_ROWS

PACK = 1024
LONGEST_WORD = 120
MANY = 500  # rows that are put together beside the event loop
Postings = Mapping[int, Mapping[int, int]]  # document → term → weight
_ADD_TERMS = """
    INSERT INTO search_term (term, reversed, written, documents)
    SELECT {term}, {reversed}, {written}, {documents} FROM {rows} WHERE true
    ON CONFLICT (term) DO UPDATE SET documents = search_term.documents + excluded.documents
    RETURNING term, id
"""
_IDS = "SELECT term, id FROM search_term WHERE term IN (SELECT {text} FROM {rows})"
_ADD_POSTINGS = """{many}
    INSERT INTO search_posting (term_id, weight, document_id)
    SELECT {packed} / 1024, {packed} % 1024, {document} FROM {rows} WHERE true ORDER BY 1, 2, 3
    ON CONFLICT DO NOTHING
"""
_DROP_POSTINGS = """{many}
    DELETE FROM search_posting WHERE (term_id, weight, document_id)
    IN (SELECT {packed} / 1024, {packed} % 1024, {document} FROM {rows})
"""
_COUNT = """
    UPDATE search_term SET documents = documents + counted.step
    FROM (SELECT {number} AS id, {step} AS step FROM {rows}) AS counted WHERE search_term.id = counted.id
"""
# A term of no posting may be one that a fresh entry brought.
_FORGET = """
    DELETE FROM search_term WHERE documents <= 0 AND {named} IN (SELECT {value} FROM {rows})
    AND term NOT IN (SELECT {key} FROM search_document, {fresh} WHERE search_document.fresh IS NOT NULL)
"""


def _statements(statement: str, **parts: Mapping[str, str]) -> Mapping[str, TextClause]:
    dialects = ("sqlite", "postgresql")
    return {name: text(statement.format(**{part: by[name] for part, by in parts.items()})) for name in dialects}


def _field(place: int) -> Mapping[str, str]:
    return {"sqlite": f"json_extract(value, '$[{place}]')", "postgresql": f"value ->> {place}"}


_LIST = {"sqlite": "json_each(:rows)", "postgresql": "json_array_elements(CAST(:rows AS json)) AS listed (value)"}
_TEXTS = {
    "sqlite": "json_each(:rows)",
    "postgresql": "json_array_elements_text(CAST(:rows AS json)) AS listed (value)",
}
_TEXT = {"sqlite": "value", "postgresql": "value"}
_NUMBER = {"sqlite": "value", "postgresql": "CAST(value AS integer)"}
_BY_DOCUMENT = {
    "many": {"sqlite": MANY_ROWS, "postgresql": ""},
    "rows": {
        "sqlite": "json_each(:rows) AS one, json_each(one.value) AS posting",
        # one list and no list of lists: PostgreSQL takes that for ten thousand rows, and reads all postings
        "postgresql": "json_array_elements(CAST(:rows AS json)) AS posting (value)",
    },
    "document": {"sqlite": "CAST(one.key AS integer)", "postgresql": "CAST(posting.value ->> 0 AS integer)"},
    "packed": {"sqlite": "posting.value", "postgresql": "CAST(posting.value ->> 1 AS bigint)"},
}
_STEPS = {
    "rows": {"sqlite": "json_each(:rows)", "postgresql": "json_each_text(CAST(:rows AS json)) AS listed (key, value)"},
    "number": {"sqlite": "CAST(key AS integer)", "postgresql": "CAST(key AS integer)"},
    "step": {"sqlite": "value", "postgresql": "CAST(value AS integer)"},
}
_BROUGHT = {
    "key": {"sqlite": "brought.key", "postgresql": "brought.key"},
    "fresh": {
        "sqlite": "json_each(search_document.fresh) AS brought",
        "postgresql": "json_each(CAST(search_document.fresh AS json)) AS brought (key, value)",
    },
}


def _by(column: str) -> Mapping[str, str]:
    return {"sqlite": column, "postgresql": column}


ADD_TERMS = _statements(
    _ADD_TERMS,
    rows=_LIST,
    term=_field(0),
    reversed=_field(1),
    written=_field(2),
    documents={"sqlite": _field(3)["sqlite"], "postgresql": f"CAST({_field(3)['postgresql']} AS integer)"},
)
_COLUMNS = (
    *("kind", "entity_id", "ref", "title", "label", "people", "place", "themes", "context", "text", "dates"),
    *("event_id", "fresh"),
)
_NEW = (
    f"INSERT INTO search_document ({', '.join(_COLUMNS)})"  # noqa: S608  # names of our own columns
    f" VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
)
_CHANGED = f"UPDATE search_document SET {', '.join(f'{name} = :{name}' for name in _COLUMNS)} WHERE id = :document"  # noqa: S608
_UNKNOWN = """
    SELECT named.key FROM {keys} WHERE NOT EXISTS (SELECT 1 FROM search_term WHERE search_term.term = named.key)
"""
_WRITE_AND_LOOK = "WITH written AS ({write} RETURNING 1)" + _UNKNOWN.format(
    keys="json_object_keys(CAST(CAST(:fresh AS text) AS json)) AS named (key)"
)
ADD_FRESH, CHANGE_FRESH = text(_NEW), text(_CHANGED)
UNKNOWN = text(_UNKNOWN.format(keys="json_each(:fresh) AS named"))
WRITE_AND_LOOK = {
    ADD_FRESH: text(_WRITE_AND_LOOK.format(write=_NEW)),
    CHANGE_FRESH: text(_WRITE_AND_LOOK.format(write=_CHANGED)),
}
IDS = _statements(_IDS, rows=_TEXTS, text=_TEXT)
ADD_POSTINGS = _statements(_ADD_POSTINGS, **_BY_DOCUMENT)
DROP_POSTINGS = _statements(_DROP_POSTINGS, **_BY_DOCUMENT)
COUNT = _statements(_COUNT, **_STEPS)
FORGET_IDS = _statements(_FORGET, rows=_TEXTS, named=_by("id"), value=_NUMBER, **_BROUGHT)
FORGET_TERMS = _statements(_FORGET, rows=_TEXTS, named=_by("term"), value=_TEXT, **_BROUGHT)


async def add_terms(
    connection: AsyncConnection, counts: Mapping[str, int], written: Mapping[str, str]
) -> dict[str, int]:
    """Count terms of new postings, known ones and new ones alike; return their ids.

    ``written``: how a term looks in a text, as far as it is a word of one.
    """
    if not counts:
        return {}

    def rows() -> list[list[str | int]]:
        return [[term, term[::-1], written.get(term, "")[:LONGEST_WORD], counts[term]] for term in sorted(counts)]

    found = await _run(connection, ADD_TERMS, rows, len(counts))
    return dict(found.all())


async def write_fresh(connection: AsyncConnection, document: int | None, values: Mapping[str, Any]) -> list[str]:
    """Write what a document has by now in its own row; return those of its terms that the store doesn't know.

    Without an id it is a new document. ``values``: the columns, all texts and ``fresh``.
    """
    write = ADD_FRESH if document is None else CHANGE_FRESH
    more = {} if document is None else {"document": document}
    if connection.dialect.name == "postgresql":
        found = await connection.execute(WRITE_AND_LOOK[write], {**values, **more})
    else:
        await connection.execute(write, {**values, **more})
        found = await connection.execute(UNKNOWN, {"fresh": values["fresh"]})
    return list(found.scalars())


async def ids_of(connection: AsyncConnection, terms: Collection[str]) -> dict[str, int]:
    """Return the ids of those terms that are there."""
    return dict((await _run(connection, IDS, lambda: sorted(terms), len(terms))).all())


async def add_postings(connection: AsyncConnection, postings: Postings) -> None:
    """Add postings: id of the document → id of the term → weight in thousandths."""
    await _by_document(connection, ADD_POSTINGS, postings)


async def drop_postings(connection: AsyncConnection, postings: Postings) -> None:
    """Delete postings."""
    await _by_document(connection, DROP_POSTINGS, postings)


async def count(connection: AsyncConnection, steps: Mapping[int, int]) -> None:
    """Count documents of terms up or down (id of the term → by how many)."""
    if steps:
        await _run(connection, COUNT, lambda: dict(sorted(steps.items())), len(steps))


async def forget_ids(connection: AsyncConnection, terms: Collection[int]) -> None:
    """Delete those of the terms that no document has any more."""
    if terms:
        await _run(connection, FORGET_IDS, lambda: sorted(terms), len(terms))


async def forget_terms(connection: AsyncConnection, terms: Collection[str]) -> None:
    """Delete those of the terms that no document has any more."""
    if terms:
        await _run(connection, FORGET_TERMS, lambda: sorted(terms), len(terms))


async def _by_document(connection: AsyncConnection, statements: Mapping[str, TextClause], postings: Postings) -> None:
    def by_document() -> dict[int, list[int]]:
        return {
            document: [term * PACK + weight for term, weight in found.items()] for document, found in postings.items()
        }

    def flat() -> list[tuple[int, int]]:
        return [(document, one) for document, found in by_document().items() for one in found]

    rows = flat if connection.dialect.name == "postgresql" else by_document
    size = sum(len(found) for found in postings.values())
    if size:
        await _run(connection, statements, rows, size)


async def _run(
    connection: AsyncConnection,
    statements: Mapping[str, TextClause],
    rows: Callable[[], Any],
    count: int,
    **more: Any,
) -> Any:
    def listed() -> str:
        return json.dumps(rows())

    values = {"rows": await asyncio.to_thread(listed) if count > MANY else listed(), **more}
    return await connection.execute(statements[connection.dialect.name], values)
