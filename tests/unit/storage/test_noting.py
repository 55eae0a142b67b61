"""Notes in the store: one for each message, changed and taken back with it, found at once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from storage.chat import RoomRecord
from storage.importer import load
from storage.network import Network
from storage.noting import Change, Content, Duty
from storage.planning import Kind, State
from storage.protocols import Spot
from storage.store import Store
from storage.tables.solution import Showing
from storage.when import Precision, When
from storage.when_text import iso_when
from storage.yaml_file import read_yaml

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
TEXT = """
veranstaltungen:
  - kennung: w
    titel: Runder Tisch
    wann: "2026-11-23T10:00/14:00"
    programm: [{titel: Kosten, kuerzel: B}]
    erkenntnisse: [Aus der Datei]
musterloesungen:
  - {titel: Mustervertrag, art: Vertrag, nutzen: Spart Zeit.}
"""


@pytest.fixture
async def filled(store: Store) -> Store:
    await load(store, read_yaml(TEXT, iso_when), now=NOW - timedelta(days=30), quiet=True)
    return store


async def spot(net: Network, ref: str = "W1") -> Spot:
    found = await net.protocols.spot(ref)
    assert found is not None
    return found


async def found(net: Network, words: str) -> list[str | None]:
    return [hit.ref for hit in (await net.search(words, now=NOW)).page.items]


async def test_a_note_follows_its_message(filled: Store) -> None:
    async with filled.writing() as net:
        here = await spot(net)
        first = await net.noting.typed("E", here, Content("Ein Treuhänder hilft"), "$1")
        again = await net.noting.typed("E", here, Content("Ein Treuhänder hilft"), "$1")
        assert await found(net, "Treuhänder") == ["E2"]
        edited = await net.noting.typed("E", here, Content("Ein Notar hilft"), "$1")
        assert await found(net, "Treuhänder") == []
        other = await net.noting.typed("B", await spot(net, "W1.B"), Content("Ein Notar kommt"), "$1")
        assert [one.ref for one in await net.noting.of("$1")] == ["B1"]
        assert await found(net, "Notar") == ["W1"]
        gone = await net.noting.taken_back("$1")
        assert await found(net, "Notar") == []
    assert (first, again, edited) == (Change("E2", is_new=True), Change("E2"), Change("E2"))
    assert (other, gone) == (Change("B1", is_new=True, gone=("E2",)), Change(gone=("B1",)))


async def test_a_note_by_reactions_lives_as_long_as_one_of_them(filled: Store) -> None:
    async with filled.writing() as net:
        here = await spot(net)
        changes = [
            await net.noting.marked("F", here, Content("Wer zahlt?"), "$1", "$r1"),
            await net.noting.marked("F", here, Content("Wer zahlt?"), "$1", "$r2"),
            await net.noting.marked("F", here, Content("Wer zahlt?"), "$1", "$r2"),
            await net.noting.marked("E", here, Content("Wer zahlt?"), "$1", "$r3"),
            await net.noting.unmarked("F", "$1", "$r1"),
            await net.noting.unmarked("F", "$1", "$r1"),
            await net.noting.corrected("$1", {"F": Content("Wer zahlt das?"), "E": Content("Einer zahlt")}),
        ]
        texts = {one.ref: one.text for one in await net.noting.of("$1")}
        changes += [await net.noting.unmarked("F", "$1", "$r2"), await net.noting.unmarked("F", "$1", "$r2")]
        left = [one.ref for one in await net.noting.of("$1")]
    assert changes == [
        Change("F1", is_new=True),
        Change("F1"),
        Change("F1"),
        Change("E2", is_new=True),
        Change("F1"),
        Change(),
        Change("E2, F1"),
        Change(gone=("F1",)),
        Change(),
    ]
    assert texts == {"E2": "Einer zahlt", "F1": "Wer zahlt das?"}
    assert left == ["E2"]


async def test_a_typed_note_stays_when_reactions_go(filled: Store) -> None:
    async with filled.writing() as net:
        here = await spot(net)
        await net.noting.typed("E", here, Content("Klein anfangen"), "$1")
        assert await net.noting.marked("E", here, Content("Klein anfangen"), "$1", "$r1") == Change("E2")
        assert await net.noting.unmarked("E", "$1", "$r1") == Change()
        assert await net.noting.taken_back("$1", only_typed=True) == Change(gone=("E2",))


async def test_a_solution_is_shown_once_at_a_place(filled: Store) -> None:
    async with filled.writing() as net:
        here = await spot(net)
        assert await net.noting.shown("L1", here, "$1") == Change("L1", is_new=True)
        assert await net.noting.shown("L1", here, "$2") == Change("L1")
        assert await net.noting.taken_back("$2") == Change()
        assert await net.noting.taken_back("$1") == Change(gone=("L1",))
        assert list(await net.session.scalars(select(Showing.id))) == []


async def test_what_was_noted_in_the_chat_outlives_a_changed_file(filled: Store) -> None:
    async with filled.writing() as net:
        await net.noting.typed("E", await spot(net), Content("Aus dem Chat"), "$1")
    changed = TEXT.replace("[Aus der Datei]", "[Neu in der Datei]")
    await load(filled, read_yaml(changed, iso_when), now=NOW, quiet=True)
    async with filled.reading() as net:
        event = await net.events.detail("W1")
    assert event is not None
    assert {one.text for one in event.insights} == {"Aus dem Chat", "Neu in der Datei"}


async def test_protocols_belong_to_rooms_and_threads_and_end_by_themselves(filled: Store) -> None:
    later = NOW + timedelta(hours=5, minutes=1)
    async with filled.writing() as net:
        room = await net.protocols.start(await spot(net), "!a", None, NOW)
        thread = await net.protocols.start(await spot(net, "W1.B"), "!a", "$t", NOW)
        assert (room.ends_at, thread.spot.ref) == (datetime(2026, 11, 23, 15, tzinfo=UTC), "W1.B")
        assert await net.protocols.running("!a", None, NOW) == room
        assert await net.protocols.running("!a", "$t", NOW) == thread
        assert await net.protocols.running("!a", "$other", NOW) == room
        assert await net.protocols.running("!b", None, NOW) is None
        assert await net.protocols.running("!a", None, later) is None
        late = await net.protocols.start(await spot(net), "!b", None, later)
        assert late.ends_at == later + timedelta(hours=12)
        await net.protocols.stop(room.id, NOW)
        assert await net.protocols.running("!a", None, NOW) is None
        assert await net.protocols.in_room("!a", NOW) == [thread]
        await net.protocols.forget_before(later)
        assert await net.protocols.in_room("!a", NOW) == []
        assert await net.protocols.in_room("!b", later) == [late]


def until(day: int) -> Duty:
    start = datetime(2026, 11, day - 1, 23, tzinfo=UTC)
    return Duty("Anna", "@anna:x", When(start, start + timedelta(days=1), Precision.DAY))


async def rows(net: Network, ref: str) -> list[tuple[str, str, State]]:
    return [(one.room_id, one.occurrence, one.state) for one in await net.deliveries.of_subject(Kind.ACTION_DUE, ref)]


async def test_who_is_told_that_an_action_item_is_due(filled: Store) -> None:
    async with filled.writing() as net:
        await net.rooms.save(RoomRecord("!netz", role="netzwerk"))
        await net.rooms.save(RoomRecord("!orga", role="orga"))
        here = await spot(net)
        await net.noting.typed("A", here, Content("Prüfen", duty=until(27)), "$1")
        await net.actions.plan("A1", NOW, "!netz")
        await net.noting.typed("A", here, Content("Prüfen", duty=until(26)), "$1")
        await net.actions.plan("A1", NOW, "!netz")
        assert await rows(net, "A1") == [
            ("!netz", "2026-11-27", State.CANCELLED),
            ("!netz", "2026-11-26", State.PLANNED),
        ]
        await net.noting.typed("A", here, Content("Prüfen", duty=until(27)), "$1")
        await net.actions.plan("A1", NOW, "!netz")
        (planned,) = [one for one in await rows(net, "A1") if one[2] is State.PLANNED]
        assert planned == ("!netz", "2026-11-27", State.PLANNED)
        await net.actions.plan("A1", NOW, "@anna:x")
        assert ("@anna:x", "2026-11-27", State.PLANNED) in await rows(net, "A1")
        assert await net.actions.finish("A1", "Gut") is True
        assert await net.actions.finish("A1", None) is False
        assert State.PLANNED not in {state for _room, _day, state in await rows(net, "A1")}
        duty = Duty("Stadt Soest", None, until(27).due)
        await net.noting.typed("A", here, Content("Lesen", duty=duty), "$2")
        await net.actions.plan("A2", NOW, "!netz")
        assert await rows(net, "A2") == [("!orga", "2026-11-27", State.PLANNED)]
        await net.noting.taken_back("$2")
        assert await rows(net, "A2") == [("!orga", "2026-11-27", State.CANCELLED)]
        view = await net.actions.get("A1")
    assert view is not None
    assert (view.state, view.result) == ("erledigt", "Gut")


async def test_a_notice_comes_again_a_week_later(filled: Store) -> None:
    async with filled.writing() as net:
        await net.rooms.save(RoomRecord("!orga", role="orga"))
        await net.noting.typed("A", await spot(net), Content("Lesen", duty=Duty(due=until(27).due)), "$1")
        await net.actions.plan("A1", NOW, None)
        (row,) = await net.deliveries.of_subject(Kind.ACTION_DUE, "A1")
        at = await net.actions.snooze(row, NOW + timedelta(days=4), "Europe/Berlin")
        await net.actions.snooze(row, NOW + timedelta(days=4), "Europe/Berlin")
        planned = await rows(net, "A1")
    assert at == datetime(2026, 12, 4, 8, tzinfo=UTC)
    assert planned == [("!orga", "2026-11-27", State.PLANNED), ("!orga", "wieder 2026-12-04", State.PLANNED)]
