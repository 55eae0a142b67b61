"""Who signed up hears of a move or a cancellation in the direct chat: once for each state, like the rooms."""

import pytest

from commands.dispatch import Registry
from storage.planning import Kind
from storage.store import Store
from tests.conftest import context
from tests.unit.bot.heralding import BERLIN, RENDERER, World

EVENT = "{kennung: a, titel: Runder Tisch, wann: 2026-12-08T14:00/16:00, wo: Rathaus, plaetze: 1}"
ANNA, BERTA = "@anna:example.org", "@berta:example.org"
CHAT, BERTAS_CHAT = f"!direkt-{ANNA[1:]}", f"!direkt-{BERTA[1:]}"
NEW_DATE = "Neuer Termin für Runder Tisch: {}"


class People:
    """Members who type commands into the network room."""

    def __init__(self, world: World, registry: Registry) -> None:
        self._world, self._registry, self._count = world, registry, 0

    async def __call__(self, line: str, sender: str = ANNA) -> str:
        self._count += 1
        where = context(f"${self._count}", sender=sender, now=self._world.now.astimezone(BERLIN))
        parsed = self._registry.parse(f"!{line}", prefix="!")
        assert parsed is not None
        reply = await self._registry.run(parsed, where, self._world.store)
        assert reply is not None
        return RENDERER.render(reply).plain


@pytest.fixture
async def world(store: Store) -> World:
    made = World(store, now=None)  # type: ignore[arg-type]
    made.at("2026-11-23T12:00")
    await made.rooms("!netz", "!orga")
    await made.enter(EVENT)
    await made.tell("2026-11-23T12:10")
    return made


@pytest.fixture
def say(world: World, registry: Registry) -> People:
    return People(world, registry)


async def move(world: World, day: int, hour: int = 14) -> None:
    start = world.now.replace(month=12, day=day, hour=hour - 1, minute=0)
    await world.change(1, start=start, end=start.replace(hour=hour + 1))


def texts(world: World, room: str) -> list[str]:
    return [one["content"]["body"] for one in world.server.messages[room]]


async def test_a_move_and_a_cancellation_are_told_after_the_grace_time(world: World, say: People) -> None:
    await say("anmelden W1")
    await say("anmelden W1", BERTA)
    await move(world, 9)
    await world.tell("2026-11-23T12:19")
    assert world.said(CHAT) == []
    await world.tell("2026-11-23T12:20")
    await world.tell("2026-11-23T12:21")
    told = (
        "Neuer Termin für Runder Tisch: Mittwoch, 9. Dezember 2026, 14 bis 16 Uhr\n"
        "Bisher: Dienstag, 8. Dezember 2026, 14 bis 16 Uhr\n"
        "Ort: Rathaus\n"
        "{} Zurücknehmen: !abmelden W1\n"
        "Mehr dazu: !workshop W1"
    )
    assert texts(world, CHAT) == [told.format("Ihre Anmeldung gilt weiter.")]
    assert texts(world, BERTAS_CHAT) == [told.format("Ihr Platz auf der Warteliste bleibt.")]
    await world.change(1, status="abgesagt")
    await world.tell("2026-11-23T12:31")
    await world.change(1, description="Mit Kaffee")  # the words of what is cancelled change nothing for anybody
    await world.tell("2026-11-23T12:50")
    called_off = (
        "Abgesagt: Runder Tisch findet nicht statt.\n"
        "Geplant war: Mittwoch, 9. Dezember 2026, 14 bis 16 Uhr\n"
        "{}, abmelden müssen Sie sich nicht.\n"
        "Mehr dazu: !workshop W1"
    )
    assert texts(world, CHAT)[1:] == [called_off.format("Sie waren angemeldet")]
    assert texts(world, BERTAS_CHAT)[1:] == [called_off.format("Sie standen auf der Warteliste")]
    assert "angemeldet" not in texts(world, "!netz")[-1]


async def test_several_moves_within_the_grace_time_are_one_message_and_back_again_is_none(
    world: World, say: People
) -> None:
    await say("anmelden W1")
    await move(world, 9)
    world.at("2026-11-23T12:15")
    await move(world, 10)
    await world.tell("2026-11-23T12:20")
    assert world.said(CHAT) == [NEW_DATE.format("Donnerstag, 10. Dezember 2026, 14 bis 16 Uhr")]
    await move(world, 11)
    await move(world, 10)
    await world.tell("2026-11-23T12:40")
    assert len(world.said(CHAT)) == 1


async def test_a_change_of_the_place_is_no_reason_to_write_to_people(world: World, say: People) -> None:
    await say("anmelden W1")
    await world.change(1, place="Sparkasse")
    await world.tell("2026-11-23T12:30")
    assert world.said(CHAT) == []


async def test_who_signs_up_after_a_move_or_off_before_it_is_told_is_not_written_to(world: World, say: People) -> None:
    await say("anmelden W1")
    await move(world, 9)
    await say("abmelden W1")
    assert "Mittwoch, 9. Dezember" in await say("anmelden W1", BERTA)
    await world.tell("2026-11-23T12:30")
    assert (world.said(CHAT), world.said(BERTAS_CHAT)) == ([], [])
    states = [(state, reason) for _kind, state, reason in await world.rows(Kind.MOVE)]
    assert sorted(states, key=str) == [("gesendet", None), ("hinfällig", "die Person ist nicht mehr angemeldet")]


async def test_who_signs_up_again_between_two_moves_is_told_of_the_second_only(world: World, say: People) -> None:
    await say("anmelden W1")
    await say("abmelden W1")
    await move(world, 9)
    await world.tell("2026-11-23T12:20")
    await say("anmelden W1")
    await move(world, 10)
    await world.tell("2026-11-23T12:30")
    (text,) = texts(world, CHAT)
    assert text.split("\n")[:2] == [
        NEW_DATE.format("Donnerstag, 10. Dezember 2026, 14 bis 16 Uhr"),
        "Bisher: Mittwoch, 9. Dezember 2026, 14 bis 16 Uhr",
    ]


async def test_a_crash_between_sending_and_noting_does_not_tell_twice(world: World, say: People) -> None:
    await say("anmelden W1")
    await move(world, 9)
    world.at("2026-11-23T12:20")
    world.server.lost_answers = 3
    await world.tell()
    world.restart(device="ZWEI")
    await world.tell("2026-11-23T12:22")
    await world.tell("2026-11-23T12:24")
    assert world.said(CHAT) == [NEW_DATE.format("Mittwoch, 9. Dezember 2026, 14 bis 16 Uhr")]


async def test_who_has_left_the_network_is_not_looked_for(world: World, say: People) -> None:
    await say("anmelden W1")
    world.gone.add(ANNA)
    await move(world, 9)
    await world.tell("2026-11-23T12:30")
    assert world.said(CHAT) == []
    assert ("verschiebung", "hinfällig", "die Person ist nicht mehr im Netzwerk") in await world.rows(Kind.MOVE)


async def test_what_people_knew_is_no_message_that_was_sent(world: World, say: People) -> None:
    await say("anmelden W1")
    async with world.store.reading() as net:
        known = await net.deliveries.of_subject(Kind.KNOWN, "W1")
        sent, total = await net.deliveries.listed((known[0].state,), offset=0, limit=20)
    assert len(known) == 1
    assert total == len(sent)
    assert Kind.KNOWN not in {row.kind for row in sent}
