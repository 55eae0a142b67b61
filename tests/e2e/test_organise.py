"""An organiser enters an event in the chat, moves it and calls it off; the network hears of each once."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo.person import Person
from tests.e2e.conftest import BotProcess, replies
from tests.e2e.test_deliveries import ZONE, is_edit, said_in, wait_for
from tests.e2e.test_once import rooms_for


def plain(event: dict) -> str:
    """What a message says, an edit what it says now."""
    content = event["content"]
    return content.get("m.new_content", content)["body"]


async def react(person: Person, room: str, target: str, key: str) -> str:
    """React to a message."""
    relation = {"rel_type": "m.annotation", "event_id": target, "key": key}
    return await person.send(room, "m.reaction", {"m.relates_to": relation})


async def test_from_the_first_line_to_the_cancellation(bot: BotProcess, people: list[Person]) -> None:
    anna = people[0]
    network, orga = await rooms_for(bot, people[:1], 2)
    bot.settings |= {
        "NETZBOTE_NETWORK_ROOMS": network,
        "NETZBOTE_ORGANISER_ROOMS": orga,
        "NETZBOTE_GRACE": "0",
    }
    await bot.start()
    for room in (network, orga):
        await anna.wait_for_member(room, bot.user_id)
    day = datetime.now(ZoneInfo(ZONE)) + timedelta(days=10)

    asked = await anna.say(
        orga, f"!neu Titel: Runder Tisch\nWann: {day:%d.%m.%Y}, 14-16 Uhr\nWo: Rathaus\nFormat: vor Ort"
    )
    (draft,) = await anna.answers(orga, asked)
    assert plain(draft).startswith("Entwurf W10: Runder Tisch")
    await anna.edit(
        orga, asked, f"!neu Titel: Runder Tisch\nWann: {day:%d.%m.%Y}, 15-16 Uhr\nWo: Rathaus\nFormat: vor Ort"
    )
    for _ in range(40):
        edits = [one for one in await anna.messages(orga) if is_edit(one) and one["sender"] == bot.user_id]
        if edits:
            break
        await asyncio.sleep(0.25)
    assert [one["content"]["m.relates_to"]["event_id"] for one in edits] == [draft["event_id"]]
    assert "15 bis 16 Uhr" in plain(edits[0])
    assert await said_in(anna, network, bot.user_id) == []

    await react(anna, orga, draft["event_id"], "✅")
    (confirmed,) = await anna.answers(orga, draft["event_id"])
    assert plain(confirmed).startswith("Eingetragen: W10 Runder Tisch")
    (announced,) = await wait_for(anna, network, bot.user_id, 1)
    assert plain(announced).startswith("Neue Veranstaltung: Runder Tisch")

    moved = await anna.ask(orga, f"!verschieben W10 {day + timedelta(days=1):%d.%m.%Y}")
    assert plain(moved[0]).startswith("Verschoben: W10 Runder Tisch")
    found = await wait_for(anna, network, bot.user_id, 3)
    (news,) = [one for one in found[1:] if not is_edit(one)]
    assert plain(news).startswith("Neuer Termin für Runder Tisch:")
    assert news["content"]["m.relates_to"]["m.in_reply_to"]["event_id"] == announced["event_id"]

    called_off = await anna.ask(orga, "!absagen W10 Krankheit")
    assert plain(called_off[0]).startswith("Abgesagt: W10 Runder Tisch")
    found = await wait_for(anna, network, bot.user_id, 5)
    (last,) = [one for one in found[3:] if not is_edit(one)]
    assert plain(last).startswith("Abgesagt: Runder Tisch findet nicht statt.")
    assert "Grund: Krankheit" in plain(last)
    edits = [one for one in found if is_edit(one)]
    assert {one["content"]["m.relates_to"]["event_id"] for one in edits} == {announced["event_id"]}
    assert plain(edits[-1]).startswith("Abgesagt: Runder Tisch")

    await react(anna, orga, draft["event_id"], "👍")
    await bot.kill()
    await bot.start()
    await asyncio.sleep(1)
    assert len(await said_in(anna, network, bot.user_id)) == len(found) == 5
    assert len((await replies(anna, orga, bot.user_id))[draft["event_id"]]) == 1
