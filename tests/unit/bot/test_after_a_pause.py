"""What the bot says when it was away: one message for much, nothing that matters no more, and why."""

import re
from collections import Counter

import pytest

from bot.matrix import UnreachableError
from commands.compose import MERGED
from commands.dispatch import Registry
from commands.due import due
from commands.port import Place, Role
from storage.deliveries import DeliveryView
from storage.planning import Kind, State
from storage.store import Store
from tests.conftest import context
from tests.unit.bot.heralding import BERLIN, RENDERER, World

BEGUN = "die Veranstaltung hat schon begonnen"


@pytest.fixture
async def world(store: Store) -> World:
    made = World(store, now=None)  # type: ignore[arg-type]
    made.at("2026-11-23T06:00")
    await made.rooms("!netz", "!orga", erinnerungen=["P7D", "P1D", "PT1H"])
    return made


async def fallen_out(world: World, registry: Registry) -> list[tuple[str, str]]:
    """Title and reason of all that ``!fällig ausgefallen`` lists, page by page."""
    found: list[tuple[str, str]] = []
    where = context("$f", now=world.now.astimezone(BERLIN), role=Role.ORGANISER, place=Place.ORGANISERS, room="!orga")
    total = 1
    while len(found) < total:
        async with world.store.reading() as net:
            reply = await due(net, where, "ausgefallen", offset=len(found))
        total = reply.data["seite"].total
        text = RENDERER.render(reply).plain
        page = re.findall(r"^- (.+)\n(?:  .+\n)*?  Grund: (.+)$", text, re.MULTILINE)
        assert len(page) == len(reply.data["seite"].items)
        found += page
    parsed = registry.parse("!fällig")
    assert parsed is not None
    overview = await registry.run(parsed, where, world.store)
    assert overview is not None
    assert f"Nicht gesagt wurde im letzten Monat: {total}." in RENDERER.render(overview).plain
    return found


async def test_six_hours_and_fifty_missed_reminders_of_three_kinds_make_one_message(
    world: World, registry: Registry
) -> None:
    # each event misses one reminder between 6 and 12 o'clock: a week before, a day before, or an hour before
    lines = []
    for number in range(50):
        hour, minute = 7 + number % 5, number % 60
        day, shift = (("2026-11-30", 0), ("2026-11-24", 0), ("2026-11-23", 1))[number % 3]
        start = f"{day}T{hour + shift:02}:{minute:02}"
        lines.append(f"{{kennung: k{number}, titel: Treffen {number}, wann: {start}}}")
    world.at("2026-11-01T06:00")
    await world.enter("\n".join(lines), quiet=True)
    # what came due before the pause was said
    await world.tell("2026-11-17T12:00")
    await world.tell("2026-11-22T12:00")
    await world.tell("2026-11-23T06:00")
    before = len(world.said())
    missed_before = Counter(row for row in await world.rows(Kind.REMINDER) if row[1] == "verpasst")

    await world.tell("2026-11-23T12:30")
    assert world.said()[before:] == ["Nachgeholt: Hinweise aus meiner Pause"]
    bodies = [one["content"]["body"] for one in world.server.messages["!netz"]]
    text = next(body for body in reversed(bodies) if body.startswith("Nachgeholt"))
    told = {number for number in range(50) if f"Treffen {number}\n" in text}
    # of those that were to begin within the hour, one has not begun yet
    assert told == {number for number in range(50) if number % 3 != 2 or number == 44}
    missed = Counter(row for row in await world.rows(Kind.REMINDER) if row[1] == "verpasst") - missed_before
    assert missed == Counter({("erinnerung", "verpasst", BEGUN): 15})
    listed = Counter(await fallen_out(world, registry))
    assert {title for title, reason in listed if reason == BEGUN} == {
        f"Erinnerung: W{number + 1} Treffen {number}" for number in range(2, 50, 3) if number != 44
    }
    assert [row for row in await world.rows(Kind.REMINDER) if row[1] == "geplant" and row[2]] == []
    await world.tell("2026-11-23T12:31")
    assert len(world.said()) == before + 1


async def test_so_do_reminders_beginnings_and_a_digest_and_what_is_over_falls_out(
    world: World, registry: Registry
) -> None:
    await world.rooms("!netz", erinnerungen=["P1D", "PT2H", "PT0M"])
    at = {
        "schon begonnen": [f"2026-11-23T{8 + n // 10:02}:{n % 10 * 5:02}/14:00" for n in range(20)],
        "heute noch": [f"2026-11-23T13:{n * 5:02}/15:00" for n in range(6)],
        "morgen": [f"2026-11-24T{7 + n // 6:02}:{n % 6 * 10:02}/18:00" for n in range(24)],
    }
    lines = [
        f"{{kennung: {name}{number}, titel: {name} {number}, wann: {start}}}"
        for name, starts in at.items()
        for number, start in enumerate(starts)
    ]
    world.at("2026-11-20T06:00")
    await world.enter("\n".join(lines), quiet=True)
    await world.tell("2026-11-22T20:00")
    async with world.store.writing() as net:
        monday = world.now.replace(day=23, hour=7, minute=0)
        await net.deliveries.add(DeliveryView(0, Kind.DIGEST, "Woche", "!netz", "", None, monday, State.PLANNED))
    await world.tell("2026-11-23T06:05")
    before = len(world.said())
    await world.tell("2026-11-23T12:10")
    await world.tell("2026-11-23T12:11")
    assert world.said()[before:] == ["Nachgeholt: Hinweise aus meiner Pause"]
    reminders, _, digest = world.server.messages["!netz"][-1]["content"]["body"].partition(
        "In den nächsten zwei Wochen"
    )
    assert "schon begonnen" in digest  # as it still goes on
    assert set(re.findall(r"(?:schon begonnen|heute noch|morgen) \d+", reminders)) == {
        *(f"heute noch {n}" for n in range(6)),
        *(f"morgen {n}" for n in range(24)),
    }
    # the first two events were reminded of in time; a reminder falls out for the beginning, which is over as well
    assert Counter(reason for _title, reason in await fallen_out(world, registry)) == {
        "still eingetragen": 50,
        BEGUN: 20,
        MERGED: 18,
    }


async def test_three_missed_reminders_of_one_event_make_one(world: World) -> None:
    await world.enter("{kennung: a, titel: Runder Tisch, wann: 2026-12-08T14:00/16:00}", quiet=True)
    await world.tell("2026-12-08T13:30")
    assert world.said() == ["Erinnerung: Runder Tisch beginnt in 30 Minuten."]
    assert await world.rows(Kind.REMINDER) == [
        ("erinnerung", "verpasst", MERGED),
        ("erinnerung", "verpasst", MERGED),
        ("erinnerung", "gesendet", None),
    ]


async def test_two_missed_messages_are_said_one_by_one(world: World) -> None:
    await world.enter(
        "{kennung: a, titel: Erster Termin, wann: 2026-12-08T14:00}\n"
        "{kennung: b, titel: Zweiter Termin, wann: 2026-12-08T15:00}",
        quiet=True,
    )
    await world.tell("2026-12-01T18:00")
    assert world.said() == [
        "Erinnerung: Erster Termin beginnt in 7 Tagen.",
        "Erinnerung: Zweiter Termin beginnt in 7 Tagen.",
    ]


THREE = "\n".join(
    f"{{kennung: k{number}, titel: Termin {number}, wann: 2026-12-08T{10 + number}:00}}" for number in range(3)
)


async def test_what_was_put_together_stays_together_over_a_crash(world: World) -> None:
    await world.enter(THREE, quiet=True)
    world.server.lost_answers = 1
    await world.tell("2026-12-01T18:00")
    world.restart()
    await world.tell("2026-12-01T18:01")
    assert world.said() == ["Nachgeholt: Hinweise aus meiner Pause"]
    assert [row[1] for row in await world.rows(Kind.REMINDER)][:3] == ["gesendet"] * 3


async def test_so_it_does_for_another_device_even_if_one_event_is_cancelled_meanwhile(world: World) -> None:
    await world.enter(THREE, quiet=True)
    world.server.lost_answers = 1
    await world.tell("2026-12-01T18:00")
    await world.change(1, status="abgesagt")
    world.restart(device="ZWEI")
    await world.tell("2026-12-01T18:01")
    await world.tell("2026-12-01T18:30")
    assert world.said() == [
        "Nachgeholt: Hinweise aus meiner Pause",
        "* Nachgeholt: Hinweise aus meiner Pause",
        "Abgesagt: Termin 0 findet nicht statt.",
    ]


async def test_a_row_that_waited_for_the_server_still_counts_as_overdue(world: World) -> None:
    await world.enter(THREE, quiet=True)
    world.server.errors["!netz"] = [UnreachableError("weg")] * 3
    await world.tell("2026-12-01T10:00")
    await world.tell("2026-12-01T11:00")
    await world.tell("2026-12-01T12:00")
    world.server.errors["!netz"] = []
    await world.tell("2026-12-01T18:00")
    assert world.said() == [
        "Erinnerung: Termin 0 beginnt in 7 Tagen.",
        "Erinnerung: Termin 1 beginnt in 7 Tagen.",
        "Erinnerung: Termin 2 beginnt in 7 Tagen.",
    ]


async def test_organisers_get_one_message_for_all_summaries_that_are_missing(world: World) -> None:
    await world.enter(THREE, quiet=True)
    for time in ("2026-12-01T10:00", "2026-12-07T10:00", "2026-12-08T09:00"):
        await world.tell(time)
    await world.tell("2026-12-09T08:00")
    assert [one["content"]["body"].split("\n")[:3] for one in world.server.messages["!orga"]] == [
        [
            "Nachgeholt: Hinweise aus meiner Pause",
            "",
            "Hierzu fehlt noch die Zusammenfassung:",
        ]
    ]


async def test_personal_reminders_are_put_together_in_the_direct_chat(world: World) -> None:
    async with world.store.writing() as net:
        for number in range(3):
            at = world.now.replace(hour=10 + number)
            await net.reminders.add("@anna:x", world.now, at=at, text=f"Unterlage {number}")
    await world.tell("2026-11-23T18:00")
    (message,) = world.server.messages["!direkt-anna:x"]
    assert message["content"]["body"].split("\n") == [
        "Nachgeholt: Hinweise aus meiner Pause",
        "- Ihre Erinnerung R1: Unterlage 0",
        "- Ihre Erinnerung R2: Unterlage 1",
        "- Ihre Erinnerung R3: Unterlage 2",
    ]
