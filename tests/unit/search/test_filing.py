"""What was put lately is found before and after it is filed, and what is gone in neither state."""

import asyncio
import random
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filing import SLICE, Filing, filing
from storage.importer import load_example
from storage.migrations import run_upgrade
from storage.search import index
from storage.search.filing import file_all, file_some
from storage.search.find import search, search_documents
from storage.search.fresh import MOST
from storage.search.index import Document, weigh
from storage.search.packed import unpack
from storage.search.rank import postings
from storage.search.tables import SearchDocument, SearchPosting, SearchTerm
from storage.search.vocabulary import Term, known
from storage.store import Store
from tests.conftest import empty_postgres

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
WORDS = ["Baumkataster", "Friedhof", "Hochwasser", "Pegel", "Satzung", "Lenkungskreis", "Tablet", "Glasfaser"]
Content = dict[int, dict[str, int]]  # entry → term → weight


async def ask(store: Store, question: str) -> list[str | None]:
    async with store.reading() as net:
        return [one.ref for one in await search_documents(net.session, question, now=NOW, kinds=None, limit=10)]


async def put(store: Store, *documents: Document) -> None:
    async with store.writing() as net:
        for document in documents:
            await index.put(net.session, document)


async def file(store: Store) -> None:
    async with store.writing() as net:
        await file_all(net.session)


async def fresh(session: AsyncSession) -> int:
    waiting = select(func.count()).select_from(SearchDocument).where(SearchDocument.fresh.is_not(None))
    return await session.scalar(waiting) or 0


async def seen(session: AsyncSession) -> Content:
    """What a search can see of each entry."""
    terms = [Term(*row, 0, "") for row in await session.execute(select(SearchTerm.id, SearchTerm.term))]
    numbers = dict((await session.execute(select(SearchDocument.id, SearchDocument.entity_id))).all())
    content: Content = {entity: {} for entity in numbers.values()}
    names = {term.id: term.term for term in terms}
    for term, found in (await postings(session, terms)).items():
        for document, weight in found.items():
            content[numbers[document]][names[term]] = weight
    return content


async def check_tables(session: AsyncSession, content: Content) -> None:
    """Check that, after filing, postings, packed rows and vocabulary say the same and nothing more."""
    rows = await session.execute(
        select(SearchDocument.entity_id, SearchTerm.term, SearchPosting.weight)
        .join(SearchPosting, SearchPosting.document_id == SearchDocument.id)
        .join(SearchTerm, SearchTerm.id == SearchPosting.term_id)
    )
    assert sorted(rows.all()) == sorted(
        (entity, term, weight) for entity, weights in content.items() for term, weight in weights.items()
    )
    counts = dict((await session.execute(select(SearchTerm.term, SearchTerm.documents))).all())
    assert counts.pop(index.ALL, 0) == len(content)
    having = [term for weights in content.values() for term in weights]
    assert counts == {term: having.count(term) for term in having}
    ids = dict((await session.execute(select(SearchTerm.id, SearchTerm.term))).all())
    packed = (await session.execute(select(SearchDocument.entity_id, SearchDocument.postings))).all()
    assert {entity: {ids[term]: weight for term, weight in unpack(one).items()} for entity, one in packed} == content
    assert await session.scalar(select(func.count()).select_from(SearchPosting)) == len(having)


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_put_removed_and_filed_in_whatever_order(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    content: Content = {}
    for _ in range(40):
        number = chance.randrange(1, 6)
        step = chance.choice(["put", "put", "put", "remove", "file one", "file all", "put many"])
        document = Document(
            "solution", number, f"L{number}", chance.choice(WORDS), text=" ".join(chance.sample(WORDS, 3))
        )
        async with store.writing() as net:
            if step == "put many" and number not in content:
                await index.put_many(net.session, [document])
                content[number] = weigh(document).weights
            elif step.startswith("put"):
                await index.put(net.session, document)
                content[number] = weigh(document).weights
            elif step == "remove":
                await index.remove(net.session, "solution", number)
                content.pop(number, None)
            elif step == "file one":
                await file_some(net.session, 1)
            else:
                await file_all(net.session)
                await check_tables(net.session, content)
        async with store.reading() as net:
            assert await seen(net.session) == content
    async with store.writing() as net:
        await file_all(net.session)
        await check_tables(net.session, content)


async def test_a_change_is_found_at_once_and_what_it_was_is_not(store: Store) -> None:
    one = Document("solution", 1, "L1", "Baumkataster", text="Erfassung per Tablet")
    await put(store, one)
    await file(store)
    await put(store, replace(one, title="Friedhof"), Document("solution", 2, "L2", "Glasfaser"))
    before = [await ask(store, question) for question in ("Baumkataster", "Friedhof", "Tablet", "Glasfaser")]
    await file(store)
    after = [await ask(store, question) for question in ("Baumkataster", "Friedhof", "Tablet", "Glasfaser")]
    assert before == after == [[], ["L1"], ["L1"], ["L2"]]


async def test_a_common_word_does_not_hide_a_fresh_entry(store: Store) -> None:
    crowd = [
        Document("insight", number, f"E{number}", f"Notiz {number}", text="Digitalisierung Verwaltung Projekt")
        for number in range(1, 2001)
    ]
    async with store.writing() as net:
        await index.put_many(net.session, crowd)
    best = Document("solution", 9001, "L9", "Verwaltung Digitalisierung Projekt", themes="Digitalisierung Verwaltung")
    await put(store, best, replace(crowd[0], title="Friedhof", text="Pegel"))
    question = "Digitalisierung Verwaltung Projekt"
    fresh_first = await ask(store, question)
    async with store.reading() as net:
        found = await search_documents(net.session, question, now=NOW, kinds=None, limit=None)
    await file(store)
    assert fresh_first[0] == (await ask(store, question))[0] == "L9"
    assert "E1" not in [one.ref for one in found]


async def test_a_term_is_kept_while_a_fresh_entry_has_it_and_no_longer(store: Store) -> None:
    one, other = Document("solution", 1, "L1", "Baumkataster"), Document("solution", 2, "L2", "Friedhof")
    await put(store, one, other)
    await file(store)
    await put(store, replace(one, title="Satzung"), replace(other, title="Baumkataster"))
    async with store.writing() as net:
        await file_some(net.session, 1)  # the first gives the word up, the other waits with it
    assert await ask(store, "Baumkataster") == ["L2"]
    await put(store, replace(other, title="Pegel"))
    await file(store)
    async with store.reading() as net:
        connection = await net.session.connection()
        result = await search(net.session, "Baumkatasder", now=NOW, limit=5, offset=0, kinds=None)
        left = await known(connection, ["baumkataster", "friedhof", "satzung", "pegel"])
    assert (sorted(left), result.page.total, result.suggestion) == (["pegel", "satzung"], 0, None)


async def test_who_writes_much_files_it_too(store: Store) -> None:
    async with store.writing() as net:
        for number in range(1, MOST + 6):
            await index.put(net.session, Document("solution", number, f"L{number}", f"Satzung Nummer {number}"))
            assert await fresh(net.session) <= MOST
        assert await fresh(net.session) == 5


async def test_an_import_leaves_nothing_to_be_filed(store: Store) -> None:
    await load_example(store, now=NOW)
    async with store.reading() as net:
        assert await fresh(net.session) == 0


async def test_the_store_tells_when_something_waits_to_be_filed(store: Store) -> None:
    told: list[str] = []
    store.on_indexed = lambda: told.append("indexed")
    one = Document("solution", 1, "L1", "Baumkataster")
    await put(store, one)
    await put(store, one)  # nothing changed
    async with store.writing():
        pass
    assert told == ["indexed"]


async def test_the_bot_files_what_a_killed_process_left(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/network.db"
    store = Store(url, data_dir=tmp_path)
    await store.upgrade()
    await put(store, Document("solution", 1, "L1", "Baumkataster"))
    await file(store)
    await store.close()
    killed = """
import asyncio, os, sys
from pathlib import Path
from storage.search import index
from storage.store import Store

async def main():
    store = Store(sys.argv[1], data_dir=Path(sys.argv[2]))
    async with store.writing() as net:
        await index.put(net.session, index.Document("solution", 1, "L1", "Friedhof"))
    os._exit(9)

asyncio.run(main())
"""
    subprocess.run([sys.executable, "-c", killed, url, str(tmp_path)], check=False)  # noqa: ASYNC221  # our own text; nothing else runs meanwhile
    store = Store(url, data_dir=tmp_path)
    before = [await ask(store, "Friedhof"), await ask(store, "Baumkataster")]
    await Filing(store).file()
    after = [await ask(store, "Friedhof"), await ask(store, "Baumkataster")]
    async with store.reading() as net:
        assert await fresh(net.session) == 0
    await store.close()
    assert before == after == [["L1"], []]


async def test_the_bot_stops_filing_when_somebody_writes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    files = Filing(store)

    async def file_one(session: AsyncSession, most: int) -> int:
        files.wake()
        return await file_some(session, most)

    monkeypatch.setattr("bot.filing.file_some", file_one)
    await put(store, *(Document("solution", number, f"L{number}", "Satzung") for number in range(1, 8)))
    await files.file()
    async with store.reading() as net:
        assert await fresh(net.session) == 7 - SLICE
    await files.file()  # somebody goes on and on writing
    async with store.reading() as net:
        assert await fresh(net.session) == 0


async def test_the_bot_files_while_it_runs(store: Store) -> None:
    async with filing(store), asyncio.timeout(30):
        await put(store, Document("solution", 1, "L1", "Baumkataster"))
        while True:
            async with store.reading() as net:
                if await fresh(net.session) == 0:
                    break
            await asyncio.sleep(0.01)
    async with store.reading() as net:
        assert await net.session.scalar(select(func.count()).select_from(SearchPosting)) == 3


async def test_the_bot_ends_filing_even_if_the_cancellation_is_lost(store: Store) -> None:
    files = Filing(store)
    running = asyncio.create_task(files.run())
    await put(store, Document("solution", 1, "L1", "Satzung"))
    files.end()
    async with asyncio.timeout(30):
        await running


async def test_a_new_transaction_files_what_nobody_files(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.search.index.FAR_TOO_MANY", 3)
    for number in range(1, 6):
        await put(store, Document("solution", number, f"L{number}", "Satzung"))
    async with store.reading() as net:
        assert await fresh(net.session) == 2


@pytest.fixture(params=["sqlite", "postgres"])
async def older(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store with the schema before this index."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'store.sqlite3'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres")
        await empty_postgres(url)
    made = Store(url, data_dir=tmp_path)
    async with made.engine.begin() as connection:
        await connection.run_sync(run_upgrade, "0007")
    yield made
    await made.close()


async def test_an_older_index_is_carried_over(older: Store) -> None:
    documents = [
        Document("solution", number, f"L{number}", word, text="Satzung und Tablet")
        for number, word in enumerate(WORDS, start=1)
    ]
    weights = [weigh(document).weights for document in documents]
    terms = sorted({term for one in weights for term in one})
    async with older.engine.begin() as connection:
        for document in documents:
            await connection.execute(
                text(
                    "INSERT INTO search_document (id, kind, entity_id, ref, title, label, people, place, themes,"
                    " context, text, dates) VALUES (:number, 'solution', :entity, :ref, :title, '', '', '', '', '', :text, '')"
                ),
                {
                    "number": document.entity_id * 700,
                    "entity": document.entity_id,
                    "ref": document.ref,
                    "title": document.title,
                    "text": document.text,
                },
            )
        for number, term in enumerate([*terms, index.ALL], start=1):
            having = sum(term in one for one in weights) if term != index.ALL else len(documents)
            await connection.execute(
                text("INSERT INTO search_term VALUES (:number, :term, :reversed, '', :having)"),
                {"number": number, "term": term, "reversed": term[::-1], "having": having},
            )
        for document, one in zip(documents, weights, strict=True):
            for term, weight in one.items():
                await connection.execute(
                    text("INSERT INTO search_posting VALUES (:document, :term, :weight)"),
                    {"document": document.entity_id * 700, "term": terms.index(term) + 1, "weight": weight},
                )
    await older.upgrade()
    assert await ask(older, "Friedhof") == ["L2"]
    content = {document.entity_id: one for document, one in zip(documents, weights, strict=True)}
    async with older.writing() as net:
        assert await fresh(net.session) == 0
        await check_tables(net.session, content)
        # the sequence of the ids was not used for these rows
        await index.put(net.session, replace(documents[0], title="Lenkungskreis"))
        await file_all(net.session)
        content[1] = weigh(replace(documents[0], title="Lenkungskreis")).weights
        await check_tables(net.session, content)
