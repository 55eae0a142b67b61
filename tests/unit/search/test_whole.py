"""The index and what it describes stay one: over a killed process, a broken index and a rebuild."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from storage.documents import reindex
from storage.search import index
from storage.search.filing import file_all
from storage.search.find import search_documents
from storage.search.tables import SearchDocument, SearchPosting, SearchTerm
from storage.store import Store
from storage.tables.solution import Solution
from tests.conftest import context

NOW = context().now
_WRITE = """
import asyncio, os, sys
from pathlib import Path
from datetime import UTC, datetime
from storage.importer import Importer
from storage.yaml_file import read_yaml
from storage.store import Store
from storage.when_text import iso_when

YAML = "musterloesungen:\\n  - {titel: Quittungsdrucker, art: Werkzeug, nutzen: Druckt., kommune: Auenfeld, lizenz: unklar}\\n"

async def main():
    store = Store(sys.argv[1], data_dir=Path(sys.argv[2]))
    async with store.writing() as net:
        await Importer(net, datetime.now(UTC)).load(read_yaml(YAML, iso_when))
        if sys.argv[3] == "before":
            os._exit(9)
    os._exit(9)

asyncio.run(main())
"""

Row = tuple[str, int, str, int]


async def content(store: Store) -> list[Row]:
    async with store.writing() as net:
        await file_all(net.session)
        rows = await net.session.execute(
            select(SearchDocument.kind, SearchDocument.entity_id, SearchTerm.term, SearchPosting.weight)
            .join(SearchPosting, SearchPosting.document_id == SearchDocument.id)
            .join(SearchTerm, SearchTerm.id == SearchPosting.term_id)
        )
        return sorted((kind, entity, term, weight) for kind, entity, term, weight in rows)


async def _break(store: Store) -> None:
    async with store.writing() as net:
        await index.clear(net.session)
        raise RuntimeError("broken")


async def test_a_rebuilt_index_is_the_one_that_grew(example: Store) -> None:
    before = await content(example)
    async with example.writing() as net:
        await net.session.execute(delete(SearchPosting))
        await reindex(net.session)
    assert await content(example) == before
    assert len(before) > 1000


async def test_a_rebuild_that_breaks_leaves_the_old_index(example: Store) -> None:
    before = await content(example)
    with pytest.raises(RuntimeError, match="broken"):
        await _break(example)
    assert await content(example) == before


@pytest.mark.parametrize(("killed", "stored"), [("before", 0), ("after", 1)])
async def test_a_killed_process_leaves_both_or_neither(tmp_path: Path, killed: str, stored: int) -> None:
    url = f"sqlite:///{tmp_path}/network.db"
    store = Store(url, data_dir=tmp_path)
    await store.upgrade()
    await store.close()
    done = subprocess.run([sys.executable, "-c", _WRITE, url, str(tmp_path), killed], check=False)  # noqa: ASYNC221  # our own text; nothing else runs meanwhile
    assert done.returncode == 9
    store = Store(url, data_dir=tmp_path)
    async with store.reading() as net:
        rows = await net.session.scalar(select(func.count(Solution.id)))
        found = await search_documents(net.session, "Quittungsdrucker", now=NOW, kinds=("solution",), limit=5)
    await store.close()
    assert (rows, len(found)) == (stored, stored)
