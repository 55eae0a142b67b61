"""Writing the index, inside the transaction that changes what it describes."""

import math
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.search.analyse import analyse
from storage.search.tables import SearchDocument, SearchPosting

WEIGHTS = {"title": 4.0, "label": 3.0, "people": 3.0, "place": 3.0, "themes": 3.0, "text": 1.0}
EXPECTED_LENGTH = 60  # words of running text in a usual entry


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
    text: str = ""
    event_id: int | None = None


def weigh(document: Document) -> dict[str, float]:
    """Return the weight of each term (BM25F: fields add up before they saturate)."""
    total: dict[str, float] = defaultdict(float)
    for name, weight in WEIGHTS.items():
        terms = analyse(getattr(document, name))
        damping = 1.0
        if name == "text":
            damping = 0.6 + 0.4 * len(terms) / EXPECTED_LENGTH
        for term in terms:
            total[term] += weight / max(damping, 0.6)
    return {term: value / (value + 2.0) * (1 + math.log1p(value) * 0.15) for term, value in total.items()}


async def put(session: AsyncSession, document: Document) -> None:
    """Add an entry or replace what was indexed of it."""
    await remove(session, document.kind, document.entity_id)
    row = SearchDocument(
        kind=document.kind,
        entity_id=document.entity_id,
        ref=document.ref,
        title=document.title,
        label=document.label,
        people=document.people,
        place=document.place,
        themes=document.themes,
        text=document.text,
        event_id=document.event_id,
    )
    session.add(row)
    await session.flush()
    postings = [
        {"document_id": row.id, "term": term, "weight": weight} for term, weight in weigh(document).items() if term
    ]
    if postings:
        await session.execute(insert(SearchPosting), postings)


async def remove(session: AsyncSession, kind: str, entity_id: int) -> None:
    """Make an entry unfindable."""
    ids = select(SearchDocument.id).where(SearchDocument.kind == kind, SearchDocument.entity_id == entity_id)
    await session.execute(delete(SearchPosting).where(SearchPosting.document_id.in_(ids)))
    await session.execute(
        delete(SearchDocument).where(SearchDocument.kind == kind, SearchDocument.entity_id == entity_id)
    )


async def entities_of_event(session: AsyncSession, event_id: int) -> list[tuple[str, int]]:
    """Return what of an event is indexed."""
    rows = await session.execute(
        select(SearchDocument.kind, SearchDocument.entity_id).where(SearchDocument.event_id == event_id)
    )
    return [(kind, entity) for kind, entity in rows]


async def clear(session: AsyncSession) -> None:
    """Empty the index."""
    await session.execute(delete(SearchPosting))
    await session.execute(delete(SearchDocument))
