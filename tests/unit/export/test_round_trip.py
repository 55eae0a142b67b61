"""Export, import into an empty store, export: the same bytes."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import JSON, Boolean, Date, DateTime, Integer, String, Table, UniqueConstraint, delete, select

from commands.dispatch import Registry
from storage.base import Base, UTCDateTime
from storage.export.read import Taker
from storage.export.shape import OTHERS, PROCESS, SHAPE, walk
from storage.export.write import export, to_json, to_yaml
from storage.records import ImportFormatError
from storage.recurrence import extend_all
from storage.store import Store
from tests.conftest import empty_postgres
from tests.unit.commands.talk import Talk

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


async def written(store: Store) -> tuple[str, str]:
    async with store.snapshot() as net:
        document = await export(net.session)
    return to_yaml(document), to_json(document)


def read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


async def test_the_example_network_comes_back_as_it_was(store: Store, example: Store) -> None:
    before = await written(example)
    async with store.writing() as net:
        await Taker(net, NOW).take(read(before[0]))
    assert await written(store) == before
    async with store.writing() as net:
        report = await Taker(net, NOW).take(json.loads(before[1]))
    assert (report.added, report.updated, len(report.unchanged)) == ([], [], 19)
    assert await written(store) == before
    async with store.reading() as net, example.reading() as old:
        found, known = [await one.search("storytelling", now=NOW) for one in (net, old)]
    assert [hit.ref for hit in found.page.items] == [hit.ref for hit in known.page.items]


def test_every_column_has_a_name_of_its_own_and_every_reference_a_label() -> None:
    for part in (*walk(SHAPE), *OTHERS):
        names = [*part.columns.values(), *(below.name for below in part.parts)]
        assert len(names) == len(set(names)), part.name
    labelled = {part.table.name for part in walk(SHAPE) if part.label} | {part.table.name for part in OTHERS}
    for part in (*walk(SHAPE), *OTHERS):
        targets = {target.name for column in part.columns if (target := part.target(column)) is not None}
        assert targets <= labelled, part.name


def test_every_table_is_exported_or_belongs_to_the_process() -> None:
    exported = {part.table.name for part in (*walk(SHAPE), *OTHERS)}
    assert exported | PROCESS == set(Base.metadata.tables)


# Stores as they could be: any text that a database holds, in any column of any table.

SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
TIMES = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
WORDS = {
    "precision": st.sampled_from(["minute", "day", "month", "season", "year", "open"]),
    "due_precision": st.sampled_from(["minute", "day", "month", "open"]),
    "zone": st.sampled_from(["Europe/Berlin", "Europe/Lisbon"]),
}
VALUES: dict[type, Any] = {
    Boolean: st.booleans(),
    Integer: st.integers(0, 2**31 - 1),
    UTCDateTime: TIMES,
    DateTime: TIMES,
    Date: st.dates(date(1950, 1, 1), date(2090, 1, 1)),
}
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(SIGNS, max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(SIGNS, max_size=5), inner, max_size=3),
    max_leaves=6,
)


def json_of(column: Any) -> Any:
    default = column.default.arg(None) if column.default is not None else {}
    if isinstance(default, list):
        return st.lists(st.text(SIGNS, max_size=8), max_size=3)
    return st.dictionaries(st.text(SIGNS, max_size=5), ANY_JSON, max_size=3)


def value_of(column: Any) -> Any:
    if isinstance(column.type, JSON):
        strategy = json_of(column)
    elif column.name in WORDS:
        strategy = WORDS[column.name]
    elif isinstance(column.type, String):
        strategy = st.text(SIGNS, max_size=min(column.type.length or 60, 60))
    else:
        strategy = next(made for kind, made in VALUES.items() if isinstance(column.type, kind))
    return st.none() | strategy if column.nullable else strategy


def uniques(table: Table) -> list[tuple[str, ...]]:
    found = [tuple(column.name for column in table.primary_key.columns)]
    found += [(column.name,) for column in table.columns if column.unique]
    found += [
        tuple(column.name for column in one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)
    ]
    return found


@st.composite
def stores(draw: Any) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name in PROCESS:
            continue
        made: list[dict[str, Any]] = []
        seen: set[tuple[Any, ...]] = set()
        for number in range(draw(st.integers(0, 3))):
            row: dict[str, Any] = {}
            for column in table.columns:
                if column.foreign_keys:
                    target = next(iter(column.foreign_keys)).column.table
                    ids = [one["id"] for one in (made if target is table else rows[target.name])]
                    chosen = st.sampled_from(ids) if ids else st.none()
                    row[column.name] = draw(chosen | st.none() if column.nullable else chosen)
                elif column.name == "id":
                    row["id"] = 7 * number + draw(st.integers(1, 7))
                else:
                    row[column.name] = draw(value_of(column))
            keys = {(columns, *(row[name] for name in columns)) for columns in uniques(table)}
            if (
                any(row[c.name] is None and not c.nullable for c in table.columns)
                or keys & seen
                or not allowed(table, row)
            ):
                continue
            seen |= {key for key in keys if None not in key}
            made.append(row)
        rows[table.name] = made
    return rows


def allowed(table: Table, row: dict[str, Any]) -> bool:
    if table.name != "role":
        return True
    somebody = row["person_id"] or row["organisation_id"]
    return bool(somebody and (row["event_id"] or row["session_id"] or row["solution_id"]))


async def fill(store: Store, rows: dict[str, list[dict[str, Any]]]) -> None:
    async with store.writing() as net:
        for table in reversed(Base.metadata.sorted_tables):
            await net.session.execute(delete(table))
        for table in Base.metadata.sorted_tables:
            for row in rows.get(table.name, []):
                await net.session.execute(table.insert().values(**row))


@pytest.fixture(params=["sqlite", "postgres"])
def urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'target.sqlite3'}"
        return
    url = request.getfixturevalue("postgres")
    asyncio.run(empty_postgres(url))
    yield url


def test_any_store_comes_back_as_it_was(urls: str, tmp_path: Path) -> None:
    source_url = f"sqlite+aiosqlite:///{tmp_path / 'source.sqlite3'}"

    async def prepare() -> None:
        for url in (source_url, urls):
            made = Store(url, data_dir=tmp_path)
            await made.upgrade()
            await made.close()

    async def there_and_back(rows: dict[str, list[dict[str, Any]]]) -> None:
        source, target = Store(source_url, data_dir=tmp_path), Store(urls, data_dir=tmp_path)
        try:
            await fill(source, rows)
            await fill(target, {})
            before = await written(source)
            async with target.writing() as net:
                await Taker(net, NOW).take(read(before[0]))
            assert await written(target) == before
            await fill(target, {})
            async with target.writing() as net:
                await Taker(net, NOW).take(json.loads(before[1]))
            assert await written(target) == before
        finally:
            await source.close()
            await target.close()

    @settings(max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(stores())
    def check(rows: dict[str, list[dict[str, Any]]]) -> None:
        asyncio.run(there_and_back(rows))

    asyncio.run(prepare())
    check()


async def test_rows_that_the_history_speaks_of_keep_their_ids(store: Store, example: Store) -> None:
    organisation = Base.metadata.tables["organisation"]
    change = {
        "at": NOW,
        "actor": "@a:b",
        "action": "neu",
        "subject": "",
        "before": {},
        "after": {"organisation": {"9": {}}},
    }
    async with store.writing() as net:
        for number in (9, 5):
            row = {"id": number, "name": f"Ort {number}", "aliases": [], "member_of": []}
            await net.session.execute(organisation.insert().values(**row))
        await net.session.execute(Base.metadata.tables["audit_entry"].insert().values(**change))
    before = await written(store)
    await fill(example, {})
    async with example.writing() as net:
        await Taker(net, NOW).take(json.loads(before[1]))
    assert await written(example) == before
    async with example.reading() as net:
        rows = await net.session.execute(select(organisation.c.id, organisation.c.name).order_by(organisation.c.id))
    assert [tuple(row) for row in rows] == [(5, "Ort 5"), (9, "Ort 9")]
    async with example.writing() as net:
        report = await Taker(net, NOW).take(json.loads(before[1]))
    assert report.warnings == ["Der Verlauf der Änderungen kommt nur in einen leeren Speicher mit."]
    assert await written(example) == before


async def with_a_series(example: Store, registry: Registry) -> None:
    """Enter a monthly event; its series has a number that no other store would give it, and the log is swept."""
    async with example.writing() as net:
        await net.session.execute(Base.metadata.tables["series"].insert().values(id=70, title="Lücke"))
    talk = await Talk(registry, example).open()
    await talk.say("neu Titel: Sprechstunde\nWann: jeden ersten Dienstag im Monat, 9-10 Uhr")
    await talk.say("ok")
    async with example.writing() as net:
        for name, condition in (("audit_entry", True), ("series", Base.metadata.tables["series"].c.id == 70)):
            await net.session.execute(delete(Base.metadata.tables[name]).where(condition))


async def test_a_recurring_event_goes_on_in_another_store(store: Store, example: Store, registry: Registry) -> None:
    await with_a_series(example, registry)
    before = await written(example)
    async with store.writing() as net:
        await Taker(net, NOW).take(read(before[0]))
    assert await written(store) == before
    async with store.writing() as net:
        assert [await extend_all(net, NOW + timedelta(days=days)) for days in (0, 62)] == [0, 2]


async def test_its_series_may_have_another_number_there(store: Store, example: Store, registry: Registry) -> None:
    await with_a_series(example, registry)
    document = read((await written(example))[0])
    async with store.writing() as net:
        for number in range(1, 90):
            await net.session.execute(
                Base.metadata.tables["series"].insert().values(id=number, title=f"Reihe {number}")
            )
    for added in (15, 0):
        async with store.writing() as net:
            report = await Taker(net, NOW).take(document)
        assert len([one for one in report.added if one.startswith("W")]) == added
        async with store.writing() as net:
            assert await extend_all(net, NOW) == 0
    async with store.writing() as net:
        assert await extend_all(net, NOW + timedelta(days=62)) == 2


async def test_another_store_keeps_what_it_has(store: Store, example: Store) -> None:
    before = read((await written(example))[0])
    async with store.writing() as net:
        await Taker(net, NOW).take({"netzbote_export": 1, "veranstaltungen": [EVENT]})
        report = await Taker(net, NOW).take(before)
    assert report.warnings[0] == "veranstaltungen „Drehbuch Digitale Kommune“: W1 aus der Datei heißt hier W2."
    async with store.reading() as net:
        titles = [(await net.events.title(f"W{number}")) for number in (1, 2)]
    assert titles == ["Treffen", "Drehbuch Digitale Kommune"]


EVENT = {
    "nummer": 1,
    "kennung": "treffen",
    "titel": "Treffen",
    "status": "geplant",
    "genauigkeit": "open",
    "zeitzone": "Europe/Berlin",
    "uid": "treffen@netzbote",
    "angelegt": "2026-11-01T00:00:00+00:00",
    "geaendert": "2026-11-01T00:00:00+00:00",
}


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"netzbote_export": 2}, "Diese Ausgabe (Fassung 2) kann dieses Programm nicht lesen."),
        ({"netzbote_export": 1, "xyz": []}, "Datei: Unbekanntes Feld „xyz“."),
        ({"netzbote_export": 1, "abos": {}}, "abos: Hier wird eine Liste erwartet."),
        ({"netzbote_export": 1, "abos": [1]}, "abos, Eintrag 1: Hier werden Felder erwartet."),
        ({"netzbote_export": 1, "abos": [{"matrix": "@a:b"}]}, "abos „1“: Das Feld „thema“ fehlt."),
        ({"netzbote_export": 1, "abos": [{"farbe": 1}]}, "abos „1“: Unbekanntes Feld „farbe“."),
        (
            {"netzbote_export": 1, "veranstaltungen": [{**EVENT, "nummer": "eins"}]},
            "veranstaltungen „Treffen“: Das Feld „nummer“ muss eine Zahl sein.",
        ),
        (
            {"netzbote_export": 1, "veranstaltungen": [{**EVENT, "angelegt": "gestern"}]},
            "veranstaltungen „Treffen“: Die Angabe „gestern“ im Feld „angelegt“ ist nicht lesbar.",
        ),
        (
            {"netzbote_export": 1, "veranstaltungen": [{**EVENT, "ort": "Nirgends"}]},
            "veranstaltungen „Treffen“: „Nirgends“ im Feld „ort“ steht nicht in der Datei.",
        ),
        (
            {"netzbote_export": 1, "veranstaltungen": [EVENT, {**EVENT, "kennung": "b", "nummer": 2}]},
            "veranstaltungen „Treffen“: „treffen@netzbote“ im Feld „uid“ gehört schon zu einem anderen Eintrag.",
        ),
    ],
)
async def test_what_can_not_be_taken_is_refused_by_name(store: Store, document: dict, sentence: str) -> None:
    with pytest.raises(ImportFormatError) as raised:
        async with store.writing() as net:
            await Taker(net, NOW).take(document)
    assert str(raised.value) == sentence
    assert (await written(store))[1] == '{\n "netzbote_export": 1\n}\n'
