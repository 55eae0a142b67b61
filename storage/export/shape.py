"""Which table stands where in an export, and what its columns are called there.

A table or column that is not named here is exported all the same, under its own name: what is added to the store
later is never lost by forgetting this file. Left out is only what belongs to the running process (:data:`PROCESS`) or
can be built again (the search index).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Integer, Table, UniqueConstraint

import storage.search.tables
import storage.tables  # noqa: F401  # the metadata must be whole
from storage.base import Base
from storage.export.names import USUAL
from storage.yaml_file import EVENT_TEXTS, ORGANISATION_TEXTS, SOLUTION_TEXTS

MARK = "netzbote_export"
EDITION = 1
REST = "weiteres"
HISTORY = "verlauf"  # it names rows by their ids, so it is only of use where these are the same
ROW = "zeile"  # the id of a row, where the history speaks of rows of its table, or a key of the row itself
NUMBER = "nr"  # of an entry that has no other name, for those that refer to it
PROCESS = frozenset(
    {"sync_state", "answered_command", "page_turn", "pending", "waiting_reply", "done_command", "lease", "keepsake"}
    | {"search_document", "search_term", "search_posting"}
)

Values = Mapping[str, Any]
Label = Callable[[Values, str], str]


def _english(texts: Mapping[str, str]) -> dict[str, str]:
    return {english: german for german, english in texts.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a table in one place of the document.

    ``parent``: the column that says below which entry a row stands; ``identity``: the columns by which an import
    recognises a row; ``label``: how other rows refer to it, made of its values and its parent's label; ``leave``:
    columns that are left out.
    """

    table: Table
    name: str
    identity: tuple[str, ...]
    parent: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    label: Label | None = None
    leave: frozenset[str] = frozenset()
    parts: tuple["Part", ...] = ()

    @property
    def has_id(self) -> bool:
        """Whether the key of the table is a number that means nothing outside this store."""
        keys = list(self.table.primary_key.columns)
        return len(keys) == 1 and keys[0].name == "id" and isinstance(keys[0].type, Integer)

    @property
    def columns(self) -> dict[str, str]:
        """The columns of an entry, with their names in the document."""
        named = {**USUAL, **self.names}
        left = self.leave | {"id", self.parent}
        return {name: str(named.get(name, name)) for name in self.table.columns.keys() if name not in left}  # noqa: SIM118  # a collection of columns, not a dict

    def target(self, column: str) -> Table | None:
        """Return the table that a column refers to."""
        for key in self.table.columns[column].foreign_keys:
            return key.column.table
        return None


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _roles(name: str, parent: str) -> Part:
    leave = frozenset({"event_id", "session_id", "solution_id"})
    identity = (parent, "person_id", "organisation_id", "role", "position")
    return Part(_table("role"), name, identity, parent, order=("position", "id"), leave=leave)


def _notes(table: str, name: str, letter: str) -> Part:
    return Part(
        _table(table),
        name,
        ("event_id", "number"),
        "event_id",
        order=("position", "number"),
        label=lambda values, _parent: f"{letter}{values['number']}",
    )


def _shape() -> tuple[Part, ...]:
    return (
        Part(
            _table("organisation"),
            "organisationen",
            ("name",),
            names=_english(ORGANISATION_TEXTS),
            label=lambda values, _parent: str(values["name"]),
        ),
        Part(_table("person"), "personen", ("name",), label=lambda values, _parent: str(values["name"])),
        Part(_table("series"), "reihen", ("title",), label=lambda values, _parent: str(values["title"])),
        Part(
            _table("event"),
            "veranstaltungen",
            ("key",),
            names=_english(EVENT_TEXTS),
            order=("number",),
            label=lambda values, _parent: f"W{values['number']}",
            parts=(
                _roles("personen", "event_id"),
                Part(
                    _table("session"),
                    "programm",
                    ("event_id", "slug"),
                    "event_id",
                    order=("position", "id"),
                    label=lambda values, parent: f"{parent}.{values['slug']}",
                    parts=(_roles("personen", "session_id"),),
                ),
                _notes("insight", "erkenntnisse", "E"),
                _notes("decision", "beschluesse", "B"),
                _notes("open_question", "fragen", "F"),
                _notes("action_item", "massnahmen", "A"),
                Part(
                    _table("summary"),
                    "zusammenfassung",
                    ("event_id",),
                    "event_id",
                    label=lambda _values, parent: parent,
                    parts=(Part(_table("summary_version"), "fassungen", ("summary_id", "created_at"), "summary_id"),),
                ),
                Part(_table("registration"), "anmeldungen", ("event_id", "matrix_id"), "event_id"),
            ),
        ),
        Part(
            _table("solution"),
            "musterloesungen",
            ("key",),
            names={**_english(SOLUTION_TEXTS), "owner_id": "kommune"},
            order=("number",),
            label=lambda values, _parent: f"L{values['number']}",
            parts=(
                _roles("geteilt_von", "solution_id"),
                Part(_table("showing"), "gezeigt_in", ("solution_id", "event_id", "session_id"), "solution_id"),
                Part(
                    _table("file"),
                    "dateien",
                    ("solution_id", "sha256", "filename"),
                    "solution_id",
                    label=lambda values, parent: f"{parent}/{values['sha256']}/{values['filename']}",
                ),
                Part(_table("reuse"), "nachnutzung", ("solution_id", "organisation_id", "is_interest"), "solution_id"),
            ),
        ),
        Part(
            _table("personal_reminder"),
            "erinnerungen",
            ("matrix_id", "number"),
            order=("number",),
            label=lambda values, _parent: f"R{values['number']}",
        ),
        Part(_table("subscription"), "abos", ("matrix_id", "topic")),
        Part(
            _table("room"),
            "raeume",
            ("room_id",),
            names={"room_id": "kennung", "person": "mit"},
            order=("room_id",),
        ),
        Part(
            _table("delivery"),
            "zustellungen",
            ("kind", "subject", "room_id", "occurrence"),
            leave=frozenset({"leased_until"}),
        ),
        Part(_table("term"), "begriffe", ("term",)),
        Part(_table("audit_entry"), HISTORY, ("at", "actor", "action", "subject")),
        Part(_table("counter"), "zaehler", ("letter",), order=("letter",)),
    )


def walk(parts: tuple[Part, ...]) -> Iterator[Part]:
    """All parts, each before those below it."""
    for part in parts:
        yield part
        yield from walk(part.parts)


def _recognised_by(table: Table) -> tuple[str, ...]:
    keys = tuple(column.name for column in table.primary_key.columns)
    if keys != ("id",):
        return keys
    for constraint in sorted(table.constraints, key=lambda one: str(one.name)):
        if isinstance(constraint, UniqueConstraint):
            return tuple(column.name for column in constraint.columns)
    return tuple(column.name for column in table.columns if column.name != "id")


def rest(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return parts for the tables that no part names, and for rows that stand below nothing."""
    named = {part.table.name for part in parts if part.parent is None}
    return tuple(
        Part(table, str(table.name), _recognised_by(table), names={name: str(name) for name in table.columns.keys()})  # noqa: SIM118  # a collection of columns, not a dict
        for table in Base.metadata.sorted_tables
        if table.name not in named and table.name not in PROCESS
    )


SHAPE = _shape()
OTHERS = rest(SHAPE)
