"""The same questions get the same answers on SQLite and PostgreSQL."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

import storage.search.tables
import storage.tables  # noqa: F401  # the metadata must be whole
from storage.base import Base
from storage.chat import Answered, RoomRecord, SyncPosition, Turn
from storage.importer import load, load_example
from storage.records import ImportFormatError
from storage.store import Store
from storage.tables.person import Organisation
from storage.tables.solution import Reuse
from storage.when import Precision
from storage.when_text import iso_when
from storage.yaml_file import read_yaml

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


async def test_the_migrations_make_the_tables_that_the_models_describe(store: Store) -> None:
    async with store._engine.connect() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), Base.metadata)
        )
    assert differences == []
    assert await store.schema_state() == "current"


async def test_the_example_network_is_taken_in_once(store: Store) -> None:
    first = await load_example(store, now=NOW)
    second = await load_example(store, now=NOW)
    assert (len(first.added), first.warnings, first.stripped) == (19, [], 0)
    assert (second.added, second.updated, sorted(second.unchanged)) == ([], [], sorted(first.added))


async def test_periods_and_precision(store: Store) -> None:
    await load_example(store, now=NOW)
    may = (datetime(2022, 4, 30, 22, tzinfo=UTC), datetime(2022, 5, 31, 22, tzinfo=UTC))
    async with store.reading() as net:
        page = await net.events.past(NOW, period=may)
        eleventh = await net.events.past(NOW, period=(may[0], may[0] + timedelta(days=3)))
        ahead = await net.events.upcoming(NOW)
    assert [(card.ref, card.when.precision) for card in page.items] == [
        ("W6", Precision.DAY),
        ("W5", Precision.MONTH),
        ("W7", Precision.MONTH),
    ]
    assert [card.ref for card in eleventh.items] == ["W5", "W7"]
    assert ahead.total == 0


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        ("iserlohn", ["W9"]),
        ("ISERLOHN storytelling", ["W9"]),
        ("bad schoenborn", ["W4"]),
        ("quark", []),
    ],
)
async def test_all_words_must_be_in_an_event(store: Store, words: str, refs: list[str]) -> None:
    await load_example(store, now=NOW)
    async with store.reading() as net:
        page = await net.events.past(NOW, words=words)
    assert [card.ref for card in page.items] == refs


async def test_a_label_that_repeats_gives_both_sessions(store: Store) -> None:
    await load_example(store, now=NOW)
    async with store.reading() as net:
        both = await net.refs.find("W", 8, "Workshop 1")
        sunday = await net.refs.find("W", 8, "workshop 1 sonntag")
        slug = await net.refs.find("W", 8, "so-ws1")
    assert [one.ref for one in both] == ["W8.SA-WS1", "W8.SO-WS1"]
    assert [one.ref for one in sunday] == [one.ref for one in slug] == ["W8.SO-WS1"]


async def test_a_changed_file_updates_and_numbers_stay(store: Store) -> None:
    before = """
veranstaltungen:
  - {kennung: x, titel: Treffen, wann: 2027-03-01T10:00, erkenntnisse: [eins, zwei], programm: [{kuerzel: A, titel: a}]}
"""
    after = before.replace("[eins, zwei]", "[zwei, drei]").replace("Treffen", "Großes Treffen")
    await load(store, read_yaml(before, iso_when), now=NOW)
    report = await load(store, read_yaml(after, iso_when), now=NOW)
    async with store.reading() as net:
        detail = await net.events.detail("W1")
        found = await net.search("treffen", now=NOW)
    assert (report.added, report.updated) == ([], ["W1"])
    assert detail is not None
    assert (detail.card.title, detail.sequence) == ("Großes Treffen", 1)
    assert [(one.ref, one.text) for one in detail.insights] == [("E2", "zwei"), ("E3", "drei")]
    assert [hit.title for hit in found.page.items][:1] == ["Großes Treffen"]


async def test_who_uses_a_solution_is_counted_once_however_often_the_file_changes(store: Store) -> None:
    line = "{{titel: Datensatzung, art: Satzung, nutzen: {use}, nachgenutzt_von: [Stadt Hamm, Stadt Hamm]}}"
    for use, day in (("Spart Zeit", 0), ("Spart viel Zeit", 40)):
        document = read_yaml(f"musterloesungen: [{line.format(use=use)}]", iso_when)
        await load(store, document, now=NOW + timedelta(days=day))
    async with store.reading() as net:
        rows = (await net.session.execute(select(Reuse.since, Organisation.name).join(Organisation))).all()
    assert [tuple(row) for row in rows] == [(NOW.date(), "Stadt Hamm")]


async def test_private_addresses_and_numbers_are_left_out(store: Store) -> None:
    text = """
veranstaltungen:
  - titel: Treffen
    wann: 2027-03-01
    beschreibung: "Fragen an anna.muster@stadt.example oder 030-773 07 253, sonst an rathaus@stadt.example."
"""
    report = await load(store, read_yaml(text, iso_when), now=NOW)
    async with store.reading() as net:
        detail = await net.events.detail("W1")
    assert report.stripped == 2
    assert detail is not None
    assert detail.description == "Fragen an oder , sonst an rathaus@stadt.example."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("veranstaltungen: [{titel: A, wan: 2027}]", "Veranstaltung „A“: Unbekanntes Feld „wan“."),
        ("veranstaltungen: [{wann: 2027}]", "Veranstaltung: Das Feld „titel“ fehlt."),
        ("veranstaltungen: [{titel: A, wann: bald}]", "Veranstaltung „A“: Die Angabe „bald“ im Feld „wann“"),
        ("a: [", "Die Datei ist kein gültiges YAML in Zeile"),
        ("- nur eine Liste", "Datei: Hier werden Felder der Form"),
        ("musterloesungen: [{titel: A, art: B}]", "Musterlösung „A“: Das Feld „nutzen“ fehlt."),
    ],
)
def test_what_is_wrong_with_a_file_is_said(text: str, sentence: str) -> None:
    with pytest.raises(ImportFormatError) as caught:
        read_yaml(text, iso_when)
    assert str(caught.value).startswith(sentence)


async def test_a_failed_change_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError):  # noqa: PT012  # the block is the unit of work
        async with store.writing() as net:
            await net.rooms.save(RoomRecord("!a"))
            raise RuntimeError
    async with store.reading() as net:
        assert await net.rooms.all() == []


async def test_rooms_position_and_answers_come_back_as_they_were(store: Store) -> None:
    room = RoomRecord("!a", "netzwerk", "?", None, NOW, NOW, None, None, "NW", {"digest": True})
    answer = Answered("$1", "!a", ("$2", "$3"), NOW, "@anna:example.org")
    async with store.writing() as net:
        await net.rooms.save(room)
        await net.sync.save("s1", "DEVICE", NOW)
        await net.sync.save("s2", "DEVICE", NOW)
        await net.sync.mark([answer, Answered("$4", "!a", (), NOW - timedelta(days=9), "@b:example.org")])
    async with store.writing() as net:
        await net.sync.forget_before(NOW - timedelta(days=7))
    async with store.reading() as net:
        assert await net.rooms.get("!a") == room
        assert await net.sync.position() == SyncPosition("s2", "DEVICE", NOW)
        assert await net.sync.answered(["$1", "$4", "$5"]) == {"$1": answer}


async def test_a_list_takes_the_place_of_the_last_one_of_its_person_in_its_room(store: Store) -> None:
    first = Turn("!a", "@b", "$1", "archiv", {"rest": ""}, 5, 0, NOW)
    second = Turn("!a", "@b", "$2", "archiv", {"rest": "2022"}, 10, 5, NOW)
    other = Turn("!a", "@c", "$3", "termine", {"rest": ""}, 5, 0, NOW)
    async with store.writing() as net:
        await net.paging.put([first])
    async with store.writing() as net:
        assert await net.paging.turn("!a", "@b") == first
        await net.paging.put([first, second, other])
    async with store.reading() as net:
        assert await net.paging.turn("!a", "@b") == second
        assert await net.paging.turn("!a", "@c") == other
        assert await net.paging.turn("!b", "@c") is None


async def test_what_is_gone_is_not_found(store: Store) -> None:
    from storage.documents import index_event
    from storage.tables.event import Event

    await load_example(store, now=NOW)
    async with store.writing() as net:
        event = await net.session.get(Event, 9)
        assert event is not None
        await net.session.delete(event)
        await net.session.flush()
        await index_event(net.session, 9)
    async with store.reading() as net:
        found = await net.search("storytelling", now=NOW)
    assert [hit.ref for hit in found.page.items if hit.ref and hit.ref.startswith("W9")] == []


async def test_a_write_waits_for_another_process_and_holds_nobody_up(store: Store, tmp_path: Path) -> None:
    other = Store(store.engine.url.render_as_string(hide_password=False), data_dir=tmp_path)
    going = asyncio.Event()

    async def write(name: str, where: Store) -> None:
        async with where.writing() as net:
            going.set()
            await net.rooms.save(RoomRecord(name, "netzwerk"))

    async with store.writing() as net:
        await net.rooms.save(RoomRecord("!erst", "netzwerk"))
        await net.session.flush()
        task = asyncio.create_task(write("!dann", other))
        await going.wait()
        for _ in range(20):
            await asyncio.sleep(0.01)  # this goes on meanwhile
        assert task.done() is not store.is_sqlite
    await task
    async with store.reading() as net:
        assert {room.room_id for room in await net.rooms.all()} == {"!erst", "!dann"}
    await other.close()


async def test_whoever_stops_waiting_for_a_write_leaves_nothing_of_it(store: Store, tmp_path: Path) -> None:
    other = Store(store.engine.url.render_as_string(hide_password=False), data_dir=tmp_path)
    begun = asyncio.Event()

    async def work() -> None:
        async with store.writing() as net:
            begun.set()
            await net.rooms.save(RoomRecord("!halb", "netzwerk"))
            await net.session.flush()
            await asyncio.sleep(3600)

    async with other.writing() as net:
        await net.rooms.save(RoomRecord("!fremd", "netzwerk"))
        await net.session.flush()
        task = asyncio.create_task(work())
        await begun.wait()
        await asyncio.sleep(0.05)  # on SQLite it waits for the other now
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.writing() as net:
        await net.rooms.save(RoomRecord("!ganz", "netzwerk"))
    async with store.reading() as net:
        assert {room.room_id for room in await net.rooms.all()} == {"!fremd", "!ganz"}
    await other.close()
