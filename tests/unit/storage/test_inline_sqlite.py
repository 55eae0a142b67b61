"""SQLite at once, and in a thread where it takes longer: what the store needs of a connection."""

import asyncio
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from storage.inline_sqlite import LONG, MANY, MANY_ROWS, connect_to_write
from storage.store import Store


async def test_rows_counts_and_ids_come_back(tmp_path: Path) -> None:
    connection = await connect_to_write(str(tmp_path / "x.db"))
    cursor = connection.cursor()
    await cursor.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT)")
    await cursor.executemany("INSERT INTO word (word) VALUES (?)", [("eins",), ("zwei",)])
    assert cursor.rowcount == 2
    await cursor.execute("INSERT INTO word (word) VALUES (?)", ("drei",))
    assert cursor.lastrowid == 3
    await connection.commit()
    await cursor.execute("SELECT word FROM word ORDER BY id")
    assert [column[0] for column in cursor.description] == ["word"]
    assert await cursor.fetchall() == [("eins",), ("zwei",), ("drei",)]
    await connection.close()


async def test_what_is_rolled_back_is_gone_and_a_closed_connection_says_so(tmp_path: Path) -> None:
    connection = await connect_to_write(str(tmp_path / "x.db"))
    await connection.cursor().execute("CREATE TABLE word (word TEXT)")
    await connection.commit()
    await connection.cursor().execute("INSERT INTO word VALUES ('eins')")
    await connection.rollback()
    cursor = await connection.cursor().execute("SELECT count(*) FROM word")
    assert await cursor.fetchall() == [(0,)]
    await connection.close()
    with pytest.raises(sqlite3.ProgrammingError):
        await connection.commit()


@pytest.mark.parametrize("in_thread", [False, True])
async def test_only_what_carries_many_rows_leaves_the_event_loop(tmp_path: Path, *, in_thread: bool) -> None:
    connection = await connect_to_write(str(tmp_path / "x.db"))
    threads: list[int] = []
    connection._conn.create_function("here", 1, lambda text: threads.append(threading.get_ident()) or len(text))
    await connection.cursor().execute("CREATE TABLE size (size INTEGER)")
    await connection.cursor().execute("INSERT INTO size VALUES (here(?))", ["x" * (LONG + in_thread)])
    await connection.cursor().executemany("INSERT INTO size VALUES (here(?))", [["x"]] * (MANY + in_thread))
    await connection.cursor().execute(f"{MANY_ROWS * in_thread} DELETE FROM size WHERE here('x') = 2")
    assert len(threads) == 2 * (MANY + in_thread + 1)
    assert {one != threading.get_ident() for one in threads} == {in_thread}
    await connection.close()


async def test_the_event_loop_goes_on_while_a_write_waits_for_another_process(store: Store) -> None:
    if store.file is None:
        pytest.skip("only SQLite has one writer")
    other = sqlite3.connect(store.file)
    other.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with store.writing() as net:
            await net.session.execute(text("DELETE FROM search_term WHERE id = -1"))

    task = asyncio.create_task(write())
    for _ in range(50):
        await asyncio.sleep(0)  # were the loop held up, the other's lock would never be given up
    assert not task.done()
    other.rollback()
    other.close()
    await task


async def test_a_fault_of_the_statement_is_the_usual_one(store: Store) -> None:
    if store.file is None:
        pytest.skip("only for SQLite")
    with pytest.raises(OperationalError, match="no such table"):
        async with store.writing() as net:
            await net.session.execute(text("SELECT 1 FROM nowhere"))


class Forgetting:
    """A value that lets all earlier cursors be forgotten while it is bound."""

    def __init__(self, cursors: list[Any]) -> None:
        self._cursors = cursors

    def __conform__(self, _protocol: object) -> int:
        self._cursors.clear()
        return 2


async def test_a_cursor_that_is_forgotten_late_does_not_disturb_the_next(tmp_path: Path) -> None:
    # sqlite3 resets the statement of a cursor that goes, also where another cursor has taken it over since
    connection = await connect_to_write(str(tmp_path / "x.sqlite3"))
    await connection.cursor().execute("CREATE TABLE t (a)")
    cursors = [connection.cursor()]
    await cursors[0].executemany("INSERT INTO t VALUES (?)", [(1,), (1,)])
    await cursors[0].close()
    second = connection.cursor()
    await second.executemany("INSERT INTO t VALUES (?)", [(1,), (Forgetting(cursors),), (3,), (4,)])
    assert cursors == []
    await second.execute("SELECT a FROM t")
    assert await second.fetchall() == [(1,), (1,), (1,), (2,), (3,), (4,)]
    await connection.close()


async def test_a_cursor_at_work_is_closed_when_it_is_done(tmp_path: Path) -> None:
    connection = await connect_to_write(str(tmp_path / "x.sqlite3"))
    await connection.cursor().execute("CREATE TABLE t (a)")
    cursor = connection.cursor()
    work = asyncio.ensure_future(cursor.executemany("INSERT INTO t VALUES (?)", [(1,)] * 60))
    await asyncio.sleep(0)
    await cursor.close()
    await work
    with pytest.raises(sqlite3.ProgrammingError, match="closed cursor"):
        await cursor.execute("SELECT 1")
    other = connection.cursor()
    await other.execute("SELECT count(*) FROM t")
    assert await other.fetchall() == [(60,)]
    await connection.close()
