"""What is done at certain times: digests, deleting; and personal reminders that follow their event."""

from datetime import datetime, timedelta

import pytest

from bot.upkeep import Upkeep
from storage.chat import RoomRecord
from storage.planning import Kind
from storage.store import Store
from storage.tables.event import Event
from tests.unit.bot.heralding import BERLIN, World


@pytest.fixture
async def world(store: Store) -> World:
    made = World(store, now=None)  # type: ignore[arg-type]
    made.at("2026-11-20T12:00")
    await made.rooms("!netz", "!orga", erinnerungen=[])
    return made


def upkeep(world: World) -> Upkeep:
    return Upkeep(world.store, "Europe/Berlin", "NW")


async def due(world: World, kind: Kind, subject: str) -> list[tuple[str, str, str]]:
    async with world.store.reading() as net:
        rows = await net.deliveries.of_subject(kind, subject)
    return [(row.room_id, f"{row.due_at.astimezone(BERLIN):%Y-%m-%d %H:%M}", row.state.value) for row in rows]


async def test_the_digest_comes_on_monday_at_eight_after_a_holiday_on_the_next_day(world: World) -> None:
    await upkeep(world).plan_digests(world.now)
    await upkeep(world).plan_digests(world.now)
    world.at("2027-03-23T12:00")  # the Monday after is Easter Monday
    await upkeep(world).plan_digests(world.now)
    assert await due(world, Kind.DIGEST, "Woche") == [
        ("!netz", "2026-11-23 08:00", "geplant"),
        ("!netz", "2027-03-30 08:00", "geplant"),
    ]


async def test_the_digest_says_what_there_is_and_nothing_if_there_is_nothing(world: World) -> None:
    await upkeep(world).plan_digests(world.now)
    await world.tell("2026-11-23T08:00")
    assert await world.rows(Kind.DIGEST) == [("uebersicht", "verpasst", "es gab nichts zu berichten")]
    await world.enter("{kennung: a, titel: Runder Tisch, wann: 2026-12-08T14:00/16:00}", quiet=True)
    world.at("2026-11-26T12:00")
    await upkeep(world).plan_digests(world.now)
    await world.tell("2026-11-30T08:00")
    assert world.said() == ["Die Woche im Netzwerk"]
    body = world.server.messages["!netz"][-1]["content"]["body"]
    assert body.split("\n")[:5] == [
        "Die Woche im Netzwerk",
        "",
        "In den nächsten zwei Wochen:",
        "- W1: Runder Tisch",
        "  Datum: Dienstag, 8. Dezember 2026, 14 bis 16 Uhr (in 8 Tagen)",
    ]


async def test_a_room_that_wants_none_has_its_digest_called_off(world: World) -> None:
    await upkeep(world).plan_digests(world.now)
    async with world.store.writing() as net:
        await net.rooms.save(RoomRecord("!netz", "netzwerk", settings={"uebersicht": False, "planen": True}))
    await upkeep(world).plan_rooms(world.now)
    assert await due(world, Kind.DIGEST, "Woche") == [("!netz", "2026-11-23 08:00", "hinfällig")]


async def test_a_personal_reminder_follows_its_event_and_falls_silent_with_it(world: World) -> None:
    await world.enter("{kennung: a, titel: Runder Tisch, wann: 2026-12-08T14:00/16:00}", quiet=True)
    async with world.store.writing() as net:
        await net.reminders.add("@anna:x", world.now, event_ref="W1", offset="P1D")
        await net.reminders.add("@anna:x", world.now, event_ref="W1", offset="PT1H")
    later = datetime(2026, 12, 9, 10, tzinfo=BERLIN)
    await world.change(1, start=later, end=later + timedelta(hours=1))
    await world.tell("2026-12-07T14:00")
    assert world.said("!direkt-anna:x") == []
    await world.tell("2026-12-08T10:00")
    await world.change(1, status="abgesagt")
    await world.tell("2026-12-09T09:00")
    assert world.said("!direkt-anna:x") == ["Ihre Erinnerung R1: Runder Tisch beginnt morgen."]
    assert [state for _kind, state, _why in await world.rows(Kind.PERSONAL)] == [
        "hinfällig",
        "gesendet",
        "hinfällig",
        "hinfällig",
    ]


async def test_what_is_kept_long_enough_is_deleted(world: World) -> None:
    await world.enter("{kennung: a, titel: Runder Tisch, wann: 2026-12-08T14:00/16:00}")
    await world.tell("2026-11-20T12:10")
    async with world.store.writing() as net:
        await net.registrations.sign_up("W1", "@anna:x", world.now)
        await net.reminders.add("@anna:x", world.now, at=world.now + timedelta(days=1), text="Tee")
    for moment, kept in (
        ("2026-12-01T03:00", {"@anna:x"}),
        ("2027-03-01T03:00", {"@anna:x"}),
        ("2027-03-12T03:00", set()),
    ):
        world.at(moment)
        await upkeep(world).tidy(world.now)
        async with world.store.reading() as net:
            assert await net.people_with_wishes() == kept
    async with world.store.reading() as net:
        assert await net.session.get(Event, 1) is not None
        assert [row.kind for row in await net.deliveries.of_event(1) if row.state.value == "gesendet"] == []
