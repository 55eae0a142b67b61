"""Taking a document back into a store: into an empty one as it was, into another one without losing what is there.

An entry is recognised by its identity (:class:`storage.export.shape.Part`): what is the same is left alone, what
differs is changed, what is new is added, and nothing is deleted. Numbers stay (W12 stays W12) unless another entry
of this store has the number already; then a new one is given, and the report says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Table, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.documents import INDEXERS, reindex
from storage.export.shape import EDITION, HISTORY, MARK, NUMBER, OTHERS, REST, ROW, SHAPE, Part, walk
from storage.export.values import default_of, read
from storage.importer import ImportReport
from storage.network import Network
from storage.occurrence_key import in_series, series_in
from storage.records import ImportFormatError
from storage.search.index import finish

LETTERS = {
    "event": "W",
    "solution": "L",
    "insight": "E",
    "decision": "B",
    "open_question": "F",
    "action_item": "A",
    "personal_reminder": "R",
}
AT_ONCE = 500  # rows in one statement


def is_export(document: Any) -> bool:
    """Whether this is a document that :mod:`storage.export.write` made."""
    return isinstance(document, Mapping) and MARK in document


@dataclass(slots=True)
class _Item:
    """An entry on its way into the store."""

    entry: Mapping[str, Any]
    where: str
    parent_id: int | None
    parent_label: str
    root: tuple[str, int]  # the table and row of the entry at the top that it belongs to
    values: dict[str, Any] = field(default_factory=dict)
    row_id: int = 0
    label: str = ""
    is_new: bool = False


@dataclass(slots=True)
class _Known:
    """What a table of the store holds."""

    rows: dict[Any, dict[str, Any]]
    by_identity: dict[tuple[Any, ...], list[Any]]
    numbers: set[int]
    unique: dict[str, set[Any]]


class Taker:
    """Takes one document into one unit of work."""

    def __init__(self, net: Network, now: datetime, *, quiet: bool = False) -> None:
        self._net = net
        self._session: AsyncSession = net.session
        self._now = now
        self._quiet = quiet
        self.report = ImportReport()
        self._labels: dict[tuple[str, str], int] = {}
        self._highest: dict[str, int] = {}
        self._used: dict[str, set[int]] = defaultdict(set)
        self._was_empty = False
        self._numbers: dict[str, set[int]] = {}
        self._renumbered: dict[str, str] = {}
        self._series: dict[int, int] = {}  # ids of recurring ones: in the file, and here
        self._touched: dict[str, set[int]] = defaultdict(set)
        self._inserts: dict[Table, list[dict[str, Any]]] = defaultdict(list)

    async def take(self, document: Mapping[str, Any]) -> ImportReport:
        """Take everything in. Raises :class:`ImportFormatError`; then nothing may be kept."""
        if document.get(MARK) != EDITION:
            raise ImportFormatError(f"Diese Ausgabe (Fassung {document.get(MARK)}) kann dieses Programm nicht lesen.")
        others = document.get(REST) or {}
        if not isinstance(others, Mapping):
            raise ImportFormatError(f"Das Feld „{REST}“ muss Felder der Form „name: Wert“ enthalten.")
        _refuse_others(document, {MARK, REST, *(part.name for part in SHAPE)}, "Datei")
        _refuse_others(others, {part.name for part in OTHERS}, f"Datei, {REST}")
        self._was_empty = await self._is_empty()
        for part in SHAPE:
            if part.name == HISTORY and not self._was_empty:
                if document.get(HISTORY):
                    self.report.warnings.append("Der Verlauf der Änderungen kommt nur in einen leeren Speicher mit.")
                continue
            await self._part(part, self._items(part, document.get(part.name), None))
        for part in OTHERS:
            await self._part(part, self._items(part, others.get(part.name), None))
        await self._insert()
        await self._count_on()
        await self._finish()
        return self.report

    async def _is_empty(self) -> bool:
        for part in (*SHAPE, *OTHERS):
            if await self._session.scalar(select(func.count()).select_from(part.table)):
                return False
        return True

    def _items(self, part: Part, entries: Any, above: _Item | None) -> list[_Item]:
        if entries is None:
            return []
        place = f"{above.where}, {part.name}" if above else part.name
        if not isinstance(entries, list):
            raise ImportFormatError(f"{place}: Hier wird eine Liste erwartet.")
        items = []
        for number, entry in enumerate(entries, 1):
            if not isinstance(entry, Mapping):
                raise ImportFormatError(f"{place}, Eintrag {number}: Hier werden Felder erwartet.")
            name = entry.get("titel") or entry.get("name") or entry.get("kennung") or number
            where = f"{place} „{name}“"
            allowed = {*part.columns.values(), *(below.name for below in part.parts)}
            known = allowed | ({NUMBER} if part in OTHERS else set()) | ({ROW} if part.has_id else set())
            _refuse_others(entry, known, where)
            items.append(
                _Item(
                    entry,
                    where,
                    above.row_id if above else None,
                    above.label if above else "",
                    above.root if above else ("", 0),
                )
            )
        return items

    async def _part(self, part: Part, items: list[_Item]) -> None:
        """Take the entries of one part, of all parents at once; then what stands below them."""
        if not items:
            return
        known = await self._known(part)
        taken: dict[tuple[Any, ...], int] = defaultdict(int)
        for item in items:
            if part.parent is not None:
                item.values[part.parent] = item.parent_id
            for column in part.identity:
                if column not in item.values:
                    item.values[column] = self._value(part, item, column)
            self._identify(part, item, known, taken)
        for item in items:
            for column in part.columns:
                if column not in item.values:
                    item.values[column] = self._value(part, item, column)
            await self._keep(part, item, known)
        for below in part.parts:
            await self._part(
                below, [one for item in items for one in self._items(below, item.entry.get(below.name), item)]
            )

    async def _known(self, part: Part) -> _Known:
        await self._insert()
        name = part.table.name
        rows = [dict(row) for row in (await self._session.execute(select(part.table))).mappings()]
        by_identity: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        key = "id" if part.has_id else part.table.primary_key.columns.keys()[0]
        for row in sorted(rows, key=lambda row: str(row[key]).zfill(20)):
            by_identity[tuple(row[column] for column in part.identity)].append(_key(part, row))
        highest = max((row["id"] for row in rows), default=0) if part.has_id else 0
        self._highest[name] = max(self._highest.get(name, 0), highest)
        if name in LETTERS:
            self._numbers.setdefault(name, {row["number"] for row in rows})
        unique = {
            column: {row[column] for row in rows} for column in part.columns if part.table.columns[column].unique
        }
        return _Known({_key(part, row): row for row in rows}, by_identity, self._numbers.get(name, set()), unique)

    def _identify(self, part: Part, item: _Item, known: _Known, taken: dict[tuple[Any, ...], int]) -> None:
        identity = tuple(item.values[column] for column in part.identity)
        there, turn = known.by_identity.get(identity, []), taken[identity]
        taken[identity] += 1
        item.is_new = turn >= len(there)
        name = part.table.name
        if part.has_id:
            item.row_id = there[turn][0] if not item.is_new else self._new_id(name, item)
            self._highest[name] = max(self._highest[name], item.row_id)
            if name == "series" and isinstance(old := item.entry.get(ROW), int):
                self._series[old] = item.row_id
        if name in LETTERS:
            self._number(part, item, known, None if item.is_new else known.rows[item.row_id,])
        if not item.root[0]:
            item.root = (name, item.row_id)
        written = {**item.values}
        if part.label is not None:
            for column in part.columns:
                written.setdefault(column, self._value(part, item, column) if part.target(column) is None else None)
            item.label = part.label(written, item.parent_label)
            in_file = self._label_in_file(part, item)
            self._labels[name, in_file] = item.row_id
        elif NUMBER in item.entry:
            self._labels[name, str(item.entry[NUMBER])] = item.row_id

    def _new_id(self, table: str, item: _Item) -> int:
        """Return the row's old id in an empty store, where the history speaks of it, else the next one."""
        old = item.entry.get(ROW)
        new = self._highest[table] + 1
        if self._was_empty and isinstance(old, int) and old not in self._used[table]:
            new = old
        self._used[table].add(new)
        return new

    def _label_in_file(self, part: Part, item: _Item) -> str:
        """Return how the file refers to the entry: by the number that it has there."""
        assert part.label is not None
        parent = next((old for old, new in self._renumbered.items() if new == item.parent_label), item.parent_label)
        number = item.entry.get(part.columns.get("number", ""))
        values = {**item.values, **({"number": number} if number is not None else {})}
        for column in part.columns:
            if part.target(column) is None:
                values.setdefault(column, self._value(part, item, column))
        return part.label(values, parent)

    def _number(self, part: Part, item: _Item, known: _Known, row: Mapping[str, Any] | None) -> None:
        wanted: int = self._value(part, item, "number")
        number = row["number"] if row is not None else wanted
        if row is None and number in known.numbers:
            number = max(known.numbers) + 1
        known.numbers.add(number)
        item.values["number"] = number
        if number != wanted:
            old, new = f"{LETTERS[part.table.name]}{wanted}", f"{LETTERS[part.table.name]}{number}"
            self._renumbered[old] = new
            self.report.warnings.append(f"{item.where}: {old} aus der Datei heißt hier {new}.")

    def _value(self, part: Part, item: _Item, column: str) -> Any:
        german = part.columns[column]
        target = part.target(column)
        if german not in item.entry and target is None:
            value = default_of(part.table.columns[column])
            return read(part.table.columns[column], None, item.where, german) if value is None else value
        value = item.entry.get(german)
        if target is None:
            return self._followed(part, column, read(part.table.columns[column], value, item.where, german))
        if value is None:
            return None
        found = self._labels.get((target.name, str(value)))
        if found is None:
            raise ImportFormatError(f"{item.where}: „{value}“ im Feld „{german}“ steht nicht in der Datei.")
        return found

    def _followed(self, part: Part, column: str, value: Any) -> Any:
        if column == "subject" and part.table.name in {"delivery", "audit_entry"}:
            return self._renumbered.get(value, value)
        if column == "key" and part.table.name == "event" and (series := series_in(value)) is not None:
            return in_series(value, self._series.get(series, series))
        return value

    async def _keep(self, part: Part, item: _Item, known: _Known) -> None:
        name = part.table.name
        if item.is_new:
            if part.has_id:
                item.values["id"] = item.row_id
            self._check_unique(part, item, known)
            self._inserts[part.table].append(item.values)
            self._note(part, item, self.report.added)
            return
        row = known.rows[_key(part, {**item.values, "id": item.row_id})]
        if name == "counter":
            item.values["last"] = max(item.values["last"], row["last"])
        if all(row[column] == value for column, value in item.values.items()):
            if part in SHAPE and name in LETTERS:
                self.report.unchanged.append(item.label)
            return
        keys = [column == row[column.name] for column in part.table.primary_key]
        await self._session.execute(update(part.table).where(*keys).values(**item.values))
        self._note(part, item, self.report.updated)

    def _check_unique(self, part: Part, item: _Item, known: _Known) -> None:
        for column, there in known.unique.items():
            value = item.values[column]
            if value is not None and value in there:
                raise ImportFormatError(
                    f"{item.where}: „{value}“ im Feld „{part.columns[column]}“ gehört schon zu einem anderen Eintrag."
                )
            there.add(value)

    def _note(self, part: Part, item: _Item, where: list[str]) -> None:
        self._touched[item.root[0]].add(item.root[1])
        if part in SHAPE and part.table.name in LETTERS:
            where.append(item.label)

    async def _insert(self) -> None:
        """Write the new rows; a table that refers to itself gets its rows first and the references after."""
        for table, rows in self._inserts.items():
            own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
            bare = [{**row, **dict.fromkeys(own)} for row in rows]
            for group in _by_columns(table, bare):
                for start in range(0, len(group), AT_ONCE):
                    await self._session.execute(table.insert(), group[start : start + AT_ONCE])
            for row in rows:
                given = {name: row[name] for name in own if row[name] is not None}
                if given:
                    await self._session.execute(update(table).where(table.c.id == row["id"]).values(**given))
        self._inserts.clear()

    async def _count_on(self) -> None:
        """Let PostgreSQL count on behind the ids that were given here (SQLite does by itself)."""
        if self._session.get_bind().dialect.name != "postgresql":
            return
        for part in {part.table.name: part for part in (*walk(SHAPE), *OTHERS) if part.has_id}.values():
            name = part.table.name
            await self._session.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), "  # noqa: S608  # names of our own tables
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {name}), false)"
                )
            )

    async def _finish(self) -> None:
        """Index what changed; into an empty store the deliveries came along, else they are planned anew."""
        self._session.expire_all()
        if self._was_empty:
            await reindex(self._session)
            self._net.deliveries.changed = True
            return
        for name, work in INDEXERS.items():
            for row_id in sorted(self._touched[name]):
                await work(self._session, row_id)
        await finish(self._session)
        events = sorted(self._touched["event"])
        await self._net.deliveries.replan(events, self._now, quiet=self._quiet)
        for event_id in events:
            await self._net.reminders.replan(event_id, self._now)


def _key(part: Part, row: Mapping[str, Any]) -> tuple[Any, ...]:
    if part.has_id:
        return (row["id"],)
    return tuple(row[column.name] for column in part.table.primary_key)


def _by_columns(table: Table, rows: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Group rows by the columns they give: an absent JSON value is NULL only where it is not given."""
    groups: dict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        given = {name: value for name, value in row.items() if not _is_null(table, name, value)}
        groups[frozenset(given)].append(given)
    return list(groups.values())


def _is_null(table: Table, name: str, value: Any) -> bool:
    return value is None and isinstance(table.columns[name].type, JSON) and table.columns[name].default is None


def _refuse_others(entry: Mapping[str, Any], allowed: set[str], where: str) -> None:
    unknown = [str(name) for name in entry if name not in allowed]
    if unknown:
        names = ", ".join(f"„{name}“" for name in unknown)
        raise ImportFormatError(f"{where}: Unbekanntes Feld {names}.")
