"""Rows that are planned, claimed and settled, on both databases."""

from dataclasses import replace
from datetime import timedelta

from storage.chat import RoomRecord
from storage.deliveries import DeliveryView
from storage.importer import load
from storage.planning import Kind, State
from storage.store import Store
from storage.when_text import iso_when
from storage.yaml_file import read_yaml
from tests.conftest import NOW

MINUTE = timedelta(minutes=1)


def row(number: int, *, room: str = "!a", due: int = 0) -> DeliveryView:
    return DeliveryView(
        0, Kind.MESSAGE, f"M{number}", room, "", None, NOW + due * MINUTE, State.PLANNED, data={"vorlage": "pause"}
    )


async def add(store: Store, *rows: DeliveryView) -> None:
    async with store.writing() as net:
        await net.deliveries.add(*rows)


async def claim(
    store: Store, minutes: int = 0, device: str = "EINS", busy: tuple[str, ...] = ()
) -> list[DeliveryView]:
    async with store.writing() as net:
        return await net.deliveries.claim(NOW + minutes * MINUTE, device, MINUTE, busy=busy)


def names(rows: list[DeliveryView]) -> list[str]:
    return [one.subject for one in rows]


async def test_the_same_thing_is_planned_once(store: Store) -> None:
    await add(store, row(1), row(1))
    await add(store, row(1, due=5))
    assert names(await claim(store, 10)) == ["M1"]


async def test_what_is_due_is_claimed_in_order_and_nobody_else_gets_it(store: Store) -> None:
    await add(store, row(1, due=2), row(2, due=1), row(3, due=9), row(4, room="!b"))
    async with store.reading() as net:
        assert await net.deliveries.next_due() == NOW
    assert names(await claim(store, 3)) == ["M4", "M2", "M1"]
    assert await claim(store, 3, "ZWEI") == []
    async with store.reading() as net:
        assert await net.deliveries.next_due() == NOW + 9 * MINUTE
        assert not await net.deliveries.has_stale_claims(NOW + 3 * MINUTE)
        assert await net.deliveries.has_stale_claims(NOW + 4 * MINUTE)


async def test_a_claim_that_ran_out_or_was_released_is_free_and_tells_who_tried(store: Store) -> None:
    await add(store, row(1))
    (first,) = await claim(store)
    assert first.tried_by is None
    (second,) = await claim(store, 1, "ZWEI")
    assert second.tried_by == "EINS"
    async with store.writing() as net:
        await net.deliveries.release_claims(NOW + MINUTE)
    (third,) = await claim(store, 1, "DREI")
    assert third.tried_by == "ZWEI"


async def test_busy_rooms_are_left_out(store: Store) -> None:
    await add(store, row(1), row(2, room="!b"))
    assert names(await claim(store, busy=("!a",))) == ["M2"]


async def test_a_row_that_is_tried_later_keeps_its_time(store: Store) -> None:
    await add(store, row(1))
    (taken,) = await claim(store)
    async with store.writing() as net:
        again = replace(taken, state=State.PLANNED, try_at=NOW + 5 * MINUTE, attempts=1, reason="weg")
        await net.deliveries.settle([again])
    assert await claim(store, 4) == []
    (later,) = await claim(store, 5)
    assert (later.due_at, later.attempts, later.reason) == (NOW, 1, "weg")


async def test_settled_rows_are_kept_for_a_time_and_planned_ones_for_ever(store: Store) -> None:
    await add(store, row(1), row(2, due=1))
    (taken,) = await claim(store)
    async with store.writing() as net:
        await net.deliveries.settle([replace(taken, state=State.SENT, sent_event="$1", sent_at=NOW)])
        await net.deliveries.sweep(NOW + 10 * MINUTE)
    async with store.reading() as net:
        assert [len(await net.deliveries.of_subject(Kind.MESSAGE, name)) for name in ("M1", "M2")] == [0, 1]


async def test_a_room_that_loses_its_role_is_told_nothing_more(store: Store) -> None:
    async with store.writing() as net:
        await net.rooms.save(RoomRecord("!netz", "netzwerk"))
    event = "veranstaltungen:\n  - {kennung: a, titel: Treffen, wann: 2026-12-08T14:00}\n"
    await load(store, read_yaml(event, iso_when), now=NOW)
    async with store.writing() as net:
        await net.rooms.save(RoomRecord("!netz", None))
        await net.deliveries.replan([1], NOW)
    async with store.reading() as net:
        rows = await net.deliveries.of_event(1)
        board = await net.deliveries.of_subject(Kind.BOARD, "Termine")
    assert {(one.state, one.reason) for one in (*rows, *board)} == {(State.CANCELLED, "durch eine Änderung überholt")}
    async with store.writing() as net:
        await net.rooms.save(RoomRecord("!netz", "netzwerk"))
        await net.deliveries.replan([1], NOW)
    async with store.reading() as net:
        assert {one.state for one in await net.deliveries.of_event(1)} == {State.PLANNED}
