"""What is stored under a Matrix id, over all tables: given out and really deleted."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Integer, String, Table, select

from storage.base import Base, UTCDateTime
from storage.store import Store

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
ANNA = "@a:b.de"
OTHERS = ("@a:b.dev", "@a:b.de.example", "@a:b.de:8448", "x@a:b.de")
NO_TEXT = {"precision", "due_precision", "zone"}  # a date of a kind that does not exist can't be shown


def planted(table: Table) -> tuple[dict[str, Any], set[str]]:
    """A row that holds the id in every column that can hold it; and which those are."""
    row: dict[str, Any] = {}
    holding: set[str] = set()
    for column in table.columns:
        if column.foreign_keys:
            row[column.name] = 1
        elif isinstance(column.type, JSON):
            row[column.name] = {"wer": [ANNA, f"von {ANNA}."], ANNA: 1}
            holding.add(column.name)
        elif column.name == "fresh":
            row[column.name] = json.dumps({ANNA: 1})
            holding.add(column.name)
        elif isinstance(column.type, String):
            fits = (column.type.length or 1000) >= len(ANNA) and column.name not in NO_TEXT
            row[column.name] = (
                ANNA if fits else ("open" if "precision" in column.name else "UTC"[: column.type.length])
            )
            holding |= {column.name} if fits else set()
        elif isinstance(column.type, UTCDateTime | DateTime):
            row[column.name] = NOW
        elif isinstance(column.type, Date):
            row[column.name] = date(2026, 11, 23)
        elif isinstance(column.type, Boolean):
            row[column.name] = False
        elif isinstance(column.type, Integer):
            row[column.name] = 1
    return row, holding


async def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    async with store.reading() as net:
        return {
            str(table.name): [dict(row) for row in (await net.session.execute(select(table))).mappings()]
            for table in Base.metadata.sorted_tables
        }


async def test_no_column_of_any_table_keeps_the_id(store: Store) -> None:
    columns = set()
    async with store.writing() as net:
        for table in Base.metadata.sorted_tables:
            row, holding = planted(table)
            await net.session.execute(table.insert().values(**row))
            columns |= {(str(table.name), name) for name in holding}
    assert str(await everything(store)).count(ANNA) > len(columns) > 100
    async with store.writing() as net:
        found = await net.personal_data(ANNA)
    assert {
        (table, name) for table, rows in found.items() for row in rows for name in row if ANNA in str(row[name])
    } == {pair for pair in columns if not pair[0].startswith("search_")}
    async with store.writing() as net:
        await net.forget_person(ANNA, NOW)
    assert ANNA not in str(await everything(store))
    async with store.reading() as net:
        assert await net.personal_data(ANNA) == {}


async def test_only_this_id_is_meant(store: Store) -> None:
    async with store.writing() as net:
        for one in (ANNA, *OTHERS):
            await net.subscriptions.add(one, f"Thema {one}")
            await net.reminders.add(one, NOW, at=NOW + timedelta(days=1), text=f"für {one}")
        await net.forget_person(ANNA, NOW)
    async with store.reading() as net:
        assert list(await net.subscriptions.all()) == [(one, f"Thema {one}") for one in OTHERS]
        assert [[each.text for each in await net.reminders.of(one)] for one in OTHERS] == [
            [f"für {one}"] for one in OTHERS
        ]


async def test_what_is_the_networks_stays_without_the_id(store: Store) -> None:
    tables = Base.metadata.tables
    values = {"at": NOW, "actor": ANNA, "action": "neu", "subject": "W1", "before": None, "after": {"by": ANNA}}
    async with store.writing() as net:
        await net.session.execute(tables["audit_entry"].insert().values(**values))
        await net.session.execute(
            tables["person"].insert().values(name="Anna", matrix_id=ANNA, aliases=[], visibility="öffentlich")
        )
        result = await net.forget_person(ANNA, NOW)
    stored = await everything(store)
    assert [(row["actor"], row["after"]) for row in stored["audit_entry"]] == [("Netzwerk", {"by": "Netzwerk"})]
    assert [(row["name"], row["matrix_id"]) for row in stored["person"]] == [("Anna", None)]
    assert (result.deleted, result.changed) == (0, 2)
