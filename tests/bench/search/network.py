"""The judged network: the example that ships with the program and the invented entries beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from sqlalchemy import select

from storage.importer import load_example
from storage.search import index
from storage.search.filing import file_all
from storage.search.folding import fold
from storage.search.index import Document
from storage.search.tables import SearchDocument
from storage.store import Store
from storage.when import Precision, When

HERE = Path(__file__).parent
BERLIN = ZoneInfo("Europe/Berlin")
FIELDS = ("title", "label", "people", "place", "themes", "context", "text")
GOOD, ALSO = 3, 1


@dataclass(frozen=True)
class Judged:
    """A question with what it should find: document id → gain."""

    text: str
    hard: str
    gains: Mapping[int, int]


def when_of(written: Any) -> When | None:
    """Read a date of the entries: day, month or year."""
    if written is None:
        return None
    if isinstance(written, date):
        start = datetime(written.year, written.month, written.day, tzinfo=BERLIN)
        return When(start, start + timedelta(days=1), Precision.DAY)
    year, _, month = str(written).partition("-")
    if not month:
        return When(
            datetime(int(year), 1, 1, tzinfo=BERLIN), datetime(int(year) + 1, 1, 1, tzinfo=BERLIN), Precision.YEAR
        )
    start = datetime(int(year), int(month), 1, tzinfo=BERLIN)
    return When(start, (start + timedelta(days=32)).replace(day=1), Precision.MONTH)


async def build(store: Store, entries: str = "entries.yaml") -> tuple[dict[str, int], list[Mapping[str, Any]]]:
    """Fill a store; return the document ids of the invented entries, and all documents as stored."""
    await store.upgrade()
    await load_example(store)
    ids: dict[str, int] = {}
    async with store.writing() as net:
        for number, entry in enumerate(yaml.safe_load((HERE / entries).read_text("utf-8"))):
            fields = {name: entry.get(name, "") for name in FIELDS}
            await index.put(
                net.session,
                Document(entry["kind"], 100_000 + number, entry["id"], when=when_of(entry.get("start")), **fields),
            )
        await file_all(net.session)
    async with store.reading() as net:
        found = await net.session.execute(select(*SearchDocument.__table__.c))
        rows = list(found.mappings())
    for row in rows:
        if row["entity_id"] >= 100_000:
            ids[row["ref"]] = row["id"]
    return ids, rows


def judged(ids: Mapping[str, int], rows: list[Mapping[str, Any]], name: str = "queries.yaml") -> list[Judged]:
    """Read the questions; "~words" stands for the entries of the example with these words in their title."""
    result = []
    for one in yaml.safe_load((HERE / name).read_text("utf-8")):
        gains: dict[int, int] = {}
        for beside, gain in ((other, ALSO) for other in one.get("also", ())):
            for document in _named(beside, ids, rows):
                gains[document] = gain
        for meant in one["good"]:
            for document in _named(meant, ids, rows):
                gains[document] = GOOD
        result.append(Judged(one["q"], one["class"], gains))
    return result


def _named(name: str, ids: Mapping[str, int], rows: list[Mapping[str, Any]]) -> list[int]:
    if not name.startswith("~"):
        return [ids[name]]
    kinds = {"insight"} if name.startswith("~~") else {"event", "session", "solution"}
    wanted = fold(name.lstrip("~"))
    return [
        row["id"]
        for row in rows
        if row["entity_id"] < 100_000 and row["kind"] in kinds and wanted in fold(row["title"])
    ]
