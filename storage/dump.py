"""The database as it is, for a backup: SQLite as a copy of its file, PostgreSQL as lines of JSON.

Unlike an export this holds every table as it stands, and can only go back into a database of the same kind.
"""

import json
import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, MetaData, Table, text

from storage.migrations import run_upgrade

VERSION_TABLE = "alembic_version"
AT_ONCE = 500  # rows in one statement


class BrokenDumpError(Exception):
    """A copy of the database is damaged; the message is a German sentence."""


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite database that may be in use (SQLite online backup API), and check the copy."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
    check_sqlite(target)


def check_sqlite(path: Path) -> None:
    """Raise :class:`BrokenDumpError` unless the file is a whole SQLite database."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise BrokenDumpError("Die Datenbank in der Sicherung ist beschädigt.") from error
    if answer != "ok":
        raise BrokenDumpError("Die Datenbank in der Sicherung ist beschädigt.")


def _reflected(connection: Connection) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != VERSION_TABLE]


def write_lines(connection: Connection, file: TextIO) -> None:
    """Write all rows of all tables, each a line ``[table, row]``, as they stand at one moment."""
    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    for table in _reflected(connection):
        for row in connection.execute(table.select().order_by(*table.primary_key)).mappings():
            line = [str(table.name), {name: _plain(value) for name, value in row.items()}]
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date | datetime) else value


def read_lines(connection: Connection, revision: str, file: TextIO) -> int:
    """Fill an empty PostgreSQL database; returns the number of rows. Raises :class:`BrokenDumpError`."""
    run_upgrade(connection, revision)
    tables = {str(table.name): table for table in _reflected(connection)}
    count = 0
    try:
        for name, rows in _grouped(file):
            count += len(rows)
            _insert(connection, tables[name], [_typed(tables[name], row) for row in rows])
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenDumpError("Die Datenbank in der Sicherung ist beschädigt.") from error
    for table in tables.values():
        if "id" in table.columns and table.columns["id"].autoincrement:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608  # names of our own tables
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                )
            )
    return count


def _grouped(file: TextIO) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    name = ""
    rows: list[dict[str, Any]] = []
    for line in file:
        table, row = json.loads(line)
        if table != name or len(rows) >= AT_ONCE:
            if rows:
                yield name, rows
            name, rows = table, []
        rows.append(row)
    if rows:
        yield name, rows


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in row.items():
        kind: Any = getattr(table.columns[name].type, "python_type", None)
        if isinstance(value, str) and kind in {date, datetime}:
            found[name] = kind.fromisoformat(value)
        elif isinstance(value, str) and kind is bytes:
            found[name] = b64decode(value, validate=True)
        elif value is not None:
            found[name] = value
    return found


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows; what refers to the table itself comes after."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    for row in rows:  # an absent value is NULL, also in a JSON column
        connection.execute(table.insert().values({name: value for name, value in row.items() if name not in own}))
    for row in rows:
        later = {name: row[name] for name in own if name in row}
        if later:
            connection.execute(table.update().where(table.c.id == row["id"]).values(later))
