"""Writing the document: everything the store holds, in an order that is always the same."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.export.shape import EDITION, MARK, NUMBER, OTHERS, REST, ROW, SHAPE, Part, walk
from storage.export.values import is_left_out, written
from storage.occurrence_key import series_in
from storage.planning import State

Row = Mapping[str, Any]
Document = dict[str, Any]


class _Writer:
    """Puts rows into their places."""

    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        self._rows = rows
        self._told = {
            table
            for entry in rows["audit_entry"]
            for side in (entry["before"], entry["after"])
            if isinstance(side, Mapping)
            for table in side
        } & {str(part.table.name) for part in (*walk(SHAPE), *OTHERS) if part.has_id}
        self._recurring = {series_in(event["key"]) for event in rows["event"]}  # ids of series, and None
        self._labels: dict[tuple[str, int], str] = {}
        self._claimed: set[tuple[str, int]] = set()
        self._below: dict[tuple[str, str], dict[int, list[Row]]] = {}
        for part in walk(SHAPE):
            self._name(part)
            if part.parent is not None:
                self._below[part.table.name, part.parent] = self._by_parent(part, part.parent)

    def _name(self, part: Part) -> None:
        if part.label is None:
            return
        for row in self._rows[part.table.name]:
            parent = part.parent and self._labels.get((_target(part, part.parent).name, row[part.parent]), "")
            self._labels[part.table.name, row["id"]] = part.label(row, parent or "")

    def _by_parent(self, part: Part, parent: str) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for row in _sorted(part, self._rows[part.table.name]):
            if row[parent] is not None and (part.table.name, row["id"]) not in self._claimed:
                self._claimed.add((part.table.name, row["id"]))
                found[row[parent]].append(row)
        return found

    def document(self) -> Document:
        """Return the whole document."""
        found: Document = {MARK: EDITION}
        for part in SHAPE:
            entries = [self._entry(part, row) for row in _sorted(part, self._rows[part.table.name])]
            if entries:
                found[part.name] = entries
        others = {part.name: entries for part in OTHERS if (entries := self._unclaimed(part))}
        if others:
            found[REST] = others
        return found

    def _unclaimed(self, part: Part) -> list[Document]:
        rows = [
            row
            for row in _sorted(part, self._rows[part.table.name])
            if not part.has_id or (part.table.name, row["id"]) not in self._claimed
        ]
        if not part.has_id:
            return [self._entry(part, row) for row in rows]
        for number, row in enumerate(rows, 1):
            self._labels.setdefault((part.table.name, row["id"]), str(number))
        return [{NUMBER: number, **self._entry(part, row)} for number, row in enumerate(rows, 1)]

    def _entry(self, part: Part, row: Row) -> Document:
        is_named = part.table.name in self._told or (part.table.name == "series" and row["id"] in self._recurring)
        entry: Document = {ROW: row["id"]} if is_named else {}
        for name, german in part.columns.items():
            column, value = part.table.columns[name], row[name]
            if value is not None and part.target(name) is not None:
                value = self._labels[_target(part, name).name, value]
            if part.table.name == "delivery" and name == "state" and value == State.CLAIMED.value:
                value = State.PLANNED.value  # who had taken it is gone
            if not is_left_out(column, value):
                entry[german] = written(value)
        for below in part.parts:
            assert below.parent is not None
            rows = self._below[below.table.name, below.parent].get(row["id"], [])
            if rows:
                entry[below.name] = [self._entry(below, one) for one in rows]
        return entry


def _target(part: Part, column: str) -> Table:
    table = part.target(column)
    assert table is not None
    return table


def _sorted(part: Part, rows: Sequence[Row]) -> list[Row]:
    order = part.order or (("id",) if part.has_id else tuple(column.name for column in part.table.primary_key))
    return sorted(rows, key=lambda row: tuple(row[name] for name in order))


async def export(session: AsyncSession) -> Document:
    """Read everything within the transaction of ``session``."""
    rows: dict[str, Sequence[Row]] = {}
    for part in (*walk(SHAPE), *OTHERS):
        if part.table.name not in rows:
            rows[part.table.name] = [dict(row) for row in (await session.execute(select(part.table))).mappings()]
    return _Writer(rows).document()


def to_json(document: Document) -> str:
    """Return the document as JSON."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def to_yaml(document: Document) -> str:
    """Return the document as YAML; texts of several lines stand as they are."""
    text: str = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # the fast one where there is one
    """Without anchors, which people can't read."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        del data
        return True


def _text(dumper: Any, text: str) -> Any:
    lines = text.split("\n")
    is_plain = len(lines) > 1 and all(line.isprintable() and line == line.strip() for line in lines) and lines[0]
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if is_plain else None)


_Dumper.add_representer(str, _text)
