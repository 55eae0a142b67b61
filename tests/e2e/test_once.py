"""Each command is answered once: under load, over kills, and after a pause."""

import asyncio
import random

from bot.demo.person import Person
from tests.e2e.conftest import BotProcess, wait_for_replies


async def rooms_for(bot: BotProcess, people: list[Person], count: int) -> list[str]:
    """Make network rooms with all people and the bot in them."""
    rooms = []
    for _ in range(count):
        room = await people[0].create_room(bot.user_id, *(person.user_id for person in people[1:]))
        rooms.append(room)
    for person in people[1:]:
        for room in rooms:
            await person.join(room)
    bot.settings["NETZBOTE_NETWORK_ROOMS"] = ",".join(rooms)
    return rooms


async def say_all(people: list[Person], rooms: list[str], count: int) -> set[str]:
    """Everybody types commands, each as fast as the server takes them."""

    async def one(number: int) -> list[str]:
        room = rooms[number % len(rooms)]
        return [await people[number].say(room, f"!archiv {2018 + n % 6}") for n in range(count // len(people))]

    return {event_id for part in await asyncio.gather(*map(one, range(len(people)))) for event_id in part}


async def test_a_kill_between_hearing_and_answering(bot: BotProcess, people: list[Person]) -> None:
    (room,) = await rooms_for(bot, people[:1], 1)
    await bot.start()
    await people[0].wait_for_member(room, bot.user_id)
    chance = random.Random(7)
    asked = set()
    for _ in range(6):
        asked.add(await people[0].say(room, "!archiv"))
        await asyncio.sleep(chance.uniform(0.0, 0.12))
        await bot.kill()
        await bot.start()
    found = await wait_for_replies(people[0], [room], bot.user_id, len(asked), 20)
    assert set(found) == asked
    assert [target for target, events in found.items() if len(events) != 1] == []


async def test_load_with_three_kills(bot: BotProcess, people: list[Person]) -> None:
    rooms = await rooms_for(bot, people, 10)
    await bot.start()
    for room in rooms:
        await people[0].wait_for_member(room, bot.user_id)
    saying = asyncio.create_task(say_all(people, rooms, 200))
    for _ in range(3):
        await asyncio.sleep(1.5)
        await bot.kill()
        await bot.start()
    asked = await saying
    found = await wait_for_replies(people[0], rooms, bot.user_id, len(asked), 60)
    assert len(asked) == 200
    assert set(found) == asked
    assert [target for target, events in found.items() if len(events) != 1] == []


async def test_what_was_typed_during_a_pause_is_answered_also_from_a_remembered_sync(
    bot: BotProcess, people: list[Person]
) -> None:
    rooms = await rooms_for(bot, people, 10)
    await bot.start()
    for room in rooms:
        await people[0].wait_for_member(room, bot.user_id)
    await people[0].ask(rooms[0], "!archiv")
    await bot.kill()
    one_room = {await people[0].say(rooms[0], f"!archiv {2018 + n % 6}") for n in range(150)}
    await bot.start()
    await asyncio.sleep(1)
    await bot.kill()
    spread = await say_all(people, rooms, 50)
    await bot.start()
    found = await wait_for_replies(people[0], rooms, bot.user_id, 201, 60)
    assert one_room | spread <= set(found)
    assert [target for target, events in found.items() if len(events) != 1] == []
