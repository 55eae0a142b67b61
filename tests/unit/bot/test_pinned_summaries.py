"""A published summary is pinned for a while: once, beside what others have pinned, whatever comes in between."""

import pytest

from bot.matrix import RefusedError, UnreachableError
from bot.pins import pin, unpin
from bot.render import Renderer
from commands.dispatch import Registry
from commands.port import Place, Reply, Role
from storage.deliveries import DeliveryView
from storage.planning import Kind, State
from storage.store import Store
from storage.views import Page
from tests.conftest import NOW, context
from tests.unit.bot.heralding import BERLIN, FakeMatrix, FakeServer, World

EVENT = "{kennung: a, titel: Runder Tisch, wann: 2026-11-20T14:00/16:00, wo: Rathaus}"
OTHERS = ["$Regeln", "$Einladung"]
SUMMARY = "$1"  # the first that the server is sent


@pytest.fixture
async def world(store: Store, registry: Registry) -> World:
    """Published on Monday, with the rights to pin; others have pinned two messages."""
    made = World(store, now=None)  # type: ignore[arg-type]
    made.at("2026-11-23T12:00")
    await made.rooms("!netz", "!orga")
    await made.enter(EVENT, quiet=True)
    made.server.pinned["!netz"] = list(OTHERS)
    await organise(made, registry, "!bericht W1 Überblick: Ein guter Tag.")
    await organise(made, registry, "!veroeffentlichen W1")
    return made


async def organise(world: World, registry: Registry, line: str) -> str:
    parsed = registry.parse(line)
    assert parsed is not None
    where = context(
        f"${line}", role=Role.ORGANISER, place=Place.ORGANISERS, room="!orga", now=world.now.astimezone(BERLIN)
    )
    reply = await registry.run(parsed, where, world.store)
    assert reply is not None
    return Renderer().render(reply).plain


async def pin_rows(world: World) -> list[tuple[str, str, str | None]]:
    return await world.rows(Kind.PIN, Kind.UNPIN)


async def test_it_is_pinned_for_two_weeks_and_then_let_go(world: World) -> None:
    await world.tell()
    assert world.said()[0] == "Zusammenfassung: Runder Tisch"
    assert world.server.pinned["!netz"] == [*OTHERS, SUMMARY]
    await world.tell("2026-12-07T11:59")
    assert world.server.pinned["!netz"] == [*OTHERS, SUMMARY]
    await world.tell("2026-12-07T12:00")
    assert world.server.pinned["!netz"] == OTHERS
    assert await pin_rows(world) == [("anheften", "gesendet", None), ("loesen", "gesendet", None)]


async def test_a_correction_pins_nothing_twice(world: World, registry: Registry) -> None:
    await world.tell()
    world.at("2026-11-25T12:00")
    await organise(world, registry, "!bericht W1 Überblick: Ein sehr guter Tag.")
    await organise(world, registry, "!veroeffentlichen W1")
    await world.tell()
    assert world.server.pinned["!netz"] == [*OTHERS, SUMMARY]
    await world.tell("2026-12-07T12:00")
    assert world.server.pinned["!netz"] == OTHERS
    assert len(await pin_rows(world)) == 2


@pytest.mark.parametrize("device", ["EINS", "ZWEI"])
async def test_a_crash_after_pinning_or_unpinning_changes_nothing(world: World, device: str) -> None:
    for when, pinned in (("2026-11-23T12:00", [*OTHERS, SUMMARY]), ("2026-12-07T12:00", OTHERS)):
        world.server.lost_pins = 1
        await world.tell(when)
        assert world.server.pinned["!netz"] == pinned
        world.restart(device)
        await world.tell()
        assert (world.server.lost_pins, world.server.pinned["!netz"]) == (0, pinned)
    assert await pin_rows(world) == [("anheften", "gesendet", None), ("loesen", "gesendet", None)]
    assert [line for line in world.said() if line.startswith("Zusammenfassung")] == ["Zusammenfassung: Runder Tisch"]


async def test_a_server_that_is_away_is_asked_again(world: World) -> None:
    world.server.pin_error = UnreachableError("weg")
    await world.tell()
    assert world.server.pinned["!netz"] == OTHERS
    world.server.pin_error = None
    await world.tell("2026-11-23T12:01")
    assert world.server.pinned["!netz"] == [*OTHERS, SUMMARY]


async def test_without_the_right_the_summary_stands_and_the_organisers_are_told_once(world: World) -> None:
    world.server.pin_error = RefusedError("M_FORBIDDEN")
    await world.tell()
    await world.tell("2026-11-23T12:01")
    assert world.said()[0] == "Zusammenfassung: Runder Tisch"
    assert [line.split(". ")[0] for line in world.said("!orga") if "anheften" in line] == [
        "Im Raum Netzwerkraum darf ich nichts anheften"
    ]
    await world.tell("2026-12-07T12:00")
    assert await pin_rows(world) == [
        ("anheften", "fehlgeschlagen", "im Raum fehlt das Recht, Nachrichten anzuheften"),
        ("loesen", "hinfällig", "war nicht angeheftet"),
    ]


async def test_without_the_right_to_let_go_the_organisers_are_told(world: World) -> None:
    await world.tell()
    world.server.pin_error = RefusedError("M_FORBIDDEN")
    await world.tell("2026-12-07T12:00")
    await world.tell("2026-12-07T12:01")
    assert [line.split(". ")[0] for line in world.said("!orga") if "lösen" in line] == [
        "Im Raum Netzwerkraum darf ich nichts mehr lösen"
    ]


async def test_what_an_organiser_has_unpinned_stays_so(world: World) -> None:
    await world.tell()
    world.server.pinned["!netz"] = ["$Regeln"]
    await world.tell("2026-12-07T12:00")
    assert world.server.pinned["!netz"] == ["$Regeln"]


async def test_what_is_taken_back_before_it_is_said_is_not_pinned_but_the_next_is(
    world: World, registry: Registry
) -> None:
    await organise(world, registry, "!rueckgaengig")
    await world.tell()
    assert (world.said(), world.server.pinned["!netz"]) == ([], OTHERS)
    world.at("2026-11-23T13:00")
    await organise(world, registry, "!veroeffentlichen W1")
    await world.tell()
    await world.tell("2026-12-07T12:30")
    assert world.server.pinned["!netz"] == [*OTHERS, SUMMARY]
    await world.tell("2026-12-07T13:00")
    assert world.server.pinned["!netz"] == OTHERS


async def test_what_is_planned_is_shown_in_words(world: World, registry: Registry) -> None:
    await world.tell()
    said = await organise(world, registry, "!fällig")
    assert (
        "- Lösen der angehefteten Zusammenfassung: W1 Runder Tisch\n  Wann: Montag, 7. Dezember 2026, 12 Uhr" in said
    )


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_delivery_has_a_name_for_people(kind: Kind) -> None:
    data = {
        "welche": "",
        "titel": {},
        "raeume": {"!netz": "Netzwerk"},
        "ausgefallen": 0,
        "zone": BERLIN,
        "prefix": "!",
    }
    row = DeliveryView(1, kind, "W1", "!netz", "", None, NOW, State.PLANNED)
    lines = Renderer().render(Reply("faellig", {"seite": Page((row,), 1, 0), **data})).plain.split("\n")
    assert lines[0] == "Als Nächstes"
    assert lines[1][:2] == "- "
    assert lines[1][2].isupper()


async def test_a_list_of_pins_that_is_none_is_begun_anew() -> None:
    server = FakeServer(pinned={"!netz": "kaputt"})  # type: ignore[dict-item]
    matrix = FakeMatrix(server)
    await unpin(matrix, "!netz", "$1")  # type: ignore[arg-type]
    await pin(matrix, "!netz", "$1")  # type: ignore[arg-type]
    assert server.pinned["!netz"] == ["$1"]
