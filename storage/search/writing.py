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

PACK = 1024
LONGEST_WORD = 120
MANY = 500  # rows that are put together beside the event loop
_ADD_TERMS = """
    INSERT INTO search_term (term, reversed, written, documents)
    SELECT {term}, {reversed}, {written}, {documents} FROM {rows} WHERE true
    ON CONFLICT (term) DO UPDATE SET documents = search_term.documents + excluded.documents
    RETURNING term, id
"""
_SET_POSTINGS = """
    INSERT INTO search_posting (document_id, term_id, weight)
    SELECT {document}, {packed} / 1024, {packed} % 1024 FROM {rows} WHERE true
    ON CONFLICT (document_id, term_id) DO UPDATE SET weight = excluded.weight
"""
_DROP_POSTINGS = (
    "DELETE FROM search_posting WHERE document_id = :document AND term_id IN (SELECT {number} FROM {rows})"
)
_COUNT_DOWN = "UPDATE search_term SET documents = documents - 1 WHERE id IN (SELECT {number} FROM {rows})"
_FORGET = "DELETE FROM search_term WHERE documents <= 0 AND id IN (SELECT {number} FROM {rows})"


def _statements(statement: str, **parts: Mapping[str, str]) -> Mapping[str, TextClause]:
    dialects = ("sqlite", "postgresql")
    return {name: text(statement.format(**{part: by[name] for part, by in parts.items()})) for name in dialects}


def _field(place: int) -> Mapping[str, str]:
    return {"sqlite": f"json_extract(value, '$[{place}]')", "postgresql": f"value ->> {place}"}


_LIST = {"sqlite": "json_each(:rows)", "postgresql": "json_array_elements(CAST(:rows AS json)) AS listed (value)"}
_NUMBERS = {
    "rows": {
        "sqlite": _LIST["sqlite"],
        "postgresql": "json_array_elements_text(CAST(:rows AS json)) AS listed (value)",
    },
    "number": {"sqlite": "value", "postgresql": "CAST(value AS integer)"},
}
_BY_DOCUMENT = {
    "rows": {
        "sqlite": "json_each(:rows) AS one, json_each(one.value) AS posting",
        "postgresql": "json_each(CAST(:rows AS json)) AS one, json_array_elements_text(one.value) AS posting (value)",
    },
    "document": {"sqlite": "CAST(one.key AS integer)", "postgresql": "CAST(one.key AS integer)"},
    "packed": {"sqlite": "posting.value", "postgresql": "CAST(posting.value AS bigint)"},
}
ADD_TERMS = _statements(
    _ADD_TERMS,
    rows=_LIST,
    term=_field(0),
    reversed=_field(1),
    written=_field(2),
    documents={"sqlite": _field(3)["sqlite"], "postgresql": f"CAST({_field(3)['postgresql']} AS integer)"},
)
SET_POSTINGS = _statements(_SET_POSTINGS, **_BY_DOCUMENT)
DROP_POSTINGS = _statements(_DROP_POSTINGS, **_NUMBERS)
COUNT_DOWN = _statements(_COUNT_DOWN, **_NUMBERS)
FORGET = _statements(_FORGET, **_NUMBERS)


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


async def set_postings(
    connection: AsyncConnection, weights: Mapping[int, Mapping[str, int]], ids: Mapping[str, int]
) -> None:
    """Add postings or change their weight: id of the document → term → weight in thousandths."""

    def rows() -> dict[int, list[int]]:
        return {
            document: [ids[term] * PACK + weight for term, weight in found.items()]
            for document, found in weights.items()
        }

    await _run(connection, SET_POSTINGS, rows, sum(len(found) for found in weights.values()))


async def drop_postings(connection: AsyncConnection, document: int, terms: Collection[int]) -> None:
    """Take terms from a document; a term that no document has any more is gone."""
    if terms:
        for statement in (DROP_POSTINGS, COUNT_DOWN, FORGET):
            more = {"document": document} if statement is DROP_POSTINGS else {}
            await _run(connection, statement, lambda: sorted(terms), len(terms), **more)


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
