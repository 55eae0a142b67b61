"""The bot in real rooms: asked, threaded, edited, deleted, invited, upgraded, restarted."""

import asyncio
import contextlib
import signal
import time
from urllib.parse import quote

from bot.demo.homeserver import Homeserver
from bot.demo.person import Person, answers_to
from tests.e2e.conftest import PASSWORD, BotProcess, replies


async def network_room(bot: BotProcess, anna: Person, *others: Person) -> str:
    """Start the bot with a network room that it is invited to."""
    room = await anna.create_room(bot.user_id, *(other.user_id for other in others), name="Netzwerk")
    for other in others:
        await other.join(room)
    bot.settings["NETZBOTE_NETWORK_ROOMS"] = room
    await bot.start()
    await anna.wait_for_member(room, bot.user_id)
    return room


async def test_the_bot_joins_under_its_name(bot: BotProcess, people: list[Person]) -> None:
    anna = people[0]
    room = await network_room(bot, anna)
    members = (await anna.call("GET", f"/rooms/{quote(room)}/joined_members"))["joined"]
    assert members[bot.user_id]["display_name"] == "Netzbote"


async def test_a_conversation(bot: BotProcess, people: list[Person]) -> None:
    anna = people[0]
    room = await network_room(bot, anna)

    (answer,) = await anna.ask(room, "!workshop W9.B")
    content = answer["content"]
    assert content["msgtype"] == "m.notice"
    assert "Moderation: Dorothee Fricke" in content["body"]
    assert "<li>Moderation: Dorothee Fricke" in content["formatted_body"]
    assert content["m.mentions"] == {}
    assert list(content["m.relates_to"]) == ["m.in_reply_to"]

    root = await anna.say(room, "Ein Faden")
    relation = {"rel_type": "m.thread", "event_id": root}
    (answer,) = await anna.ask(room, "!archiv 2023", **{"m.relates_to": relation})
    assert answer["content"]["m.relates_to"]["rel_type"] == "m.thread"
    assert answer["content"]["m.relates_to"]["event_id"] == root

    command = await anna.say(room, "!archiv 2018")
    (first,) = await anna.answers(room, command)
    await anna.edit(room, command, "!archiv 2019")
    edits = []
    for _ in range(20):
        edits += [
            event
            for place, event in await anna.listen(1)
            if place == room
            and event["content"].get("m.relates_to", {}).get("rel_type") == "m.replace"
            and event["sender"] == bot.user_id
        ]
        if edits:
            break
    assert [edit["content"]["m.relates_to"]["event_id"] for edit in edits] == [first["event_id"]]
    assert "Innovatives Management" in edits[0]["content"]["m.new_content"]["body"]

    answers = await anna.ask(room, "!kalender W9")
    assert [answer["content"]["msgtype"] for answer in answers] == ["m.notice", "m.file"]
    assert answers[1]["content"]["filename"] == "W9.ics"

    await anna.redact(room, command)
    for _ in range(20):
        left = [event for event in await anna.messages(room) if event["event_id"] == first["event_id"]]
        if not left[0]["content"]:
            break
        await asyncio.sleep(0.2)
    assert left[0]["content"] == {}


async def test_awkward_input_is_answered_or_left_alone(bot: BotProcess, people: list[Person]) -> None:
    anna = people[0]
    room = await network_room(bot, anna)
    asked = {
        await anna.say(room, text): text
        for text in (
            "!tremine",
            "\u200b!ter\u200bmine",
            "!suche <script>alert(1)</script> @room",
            "!suche " + "x" * 59_000,
            "!workshop \u202eW1",
            "!LÖSUNGEN vertrag",
        )
    }
    ignored = {
        await anna.say(room, "Guten Morgen"),
        await anna.say(room, "!8ball"),
        await anna.send(room, "m.room.message", {"msgtype": "m.notice", "body": "!hilfe"}),
        await anna.send(room, "m.room.message", {"msgtype": "m.emote", "body": "!hilfe"}),
    }
    gone = await anna.say(room, "nichts")
    await anna.redact(room, gone)
    last = await anna.say(room, "!hilfe")
    await anna.listen()
    for _ in range(40):
        found = await replies(anna, room, bot.user_id)
        if last in found:
            break
        await asyncio.sleep(0.25)
    assert set(found) == {*asked, last}
    assert [target for target, events in found.items() if len(events) != 1] == []
    assert not ignored & set(found)
    bodies = " ".join(events[0]["content"]["formatted_body"] for events in found.values())
    assert "<script" not in bodies
    assert "@room" not in bodies
    assert bot.said("Traceback") == 0


async def test_invitations_follow_the_policy_and_a_direct_chat_is_for_members(
    bot: BotProcess, people: list[Person]
) -> None:
    anna, stranger = people[0], people[1]
    await network_room(bot, anna)
    chat = await anna.create_room(bot.user_id, direct=True)
    await anna.wait_for_member(chat, bot.user_id)
    (answer,) = await anna.ask(chat, "archiv 2019")
    assert "Innovatives Management" in answer["content"]["body"]

    other = await stranger.create_room(bot.user_id, direct=True)
    await stranger.wait_for_member(other, bot.user_id)
    (answer,) = await stranger.ask(other, "archiv 2019")
    assert "nur Mitgliedern" in answer["content"]["body"]

    unset = await anna.create_room(bot.user_id, stranger.user_id, name="Ohne Rolle")
    await anna.wait_for_member(unset, bot.user_id)
    (answer,) = await anna.ask(unset, "!termine")
    assert "noch nicht eingerichtet" in answer["content"]["body"]


async def test_invitations_from_elsewhere_are_refused(bot: BotProcess, people: list[Person]) -> None:
    bot.settings["NETZBOTE_INVITES_FROM"] = "andere.example"
    await bot.start()
    room = await people[0].create_room(bot.user_id)
    for _ in range(40):
        state = await people[0].call("GET", f"/rooms/{room}/state/m.room.member/{bot.user_id}")
        if state["membership"] == "leave":
            break
        await asyncio.sleep(0.25)
    assert state["membership"] == "leave"


async def test_an_upgraded_room_is_followed_with_its_role(bot: BotProcess, people: list[Person]) -> None:
    anna = people[0]
    room = await network_room(bot, anna)
    new = (await anna.call("POST", f"/rooms/{room}/upgrade", {"new_version": "11"}))["replacement_room"]
    await anna.invite(new, bot.user_id)
    await anna.wait_for_member(new, bot.user_id)
    (answer,) = await anna.ask(new, "!archiv 2019")
    assert "Innovatives Management" in answer["content"]["body"]


async def test_sigterm_ends_the_bot_within_two_seconds(bot: BotProcess, people: list[Person]) -> None:
    await network_room(bot, people[0])
    begun = time.monotonic()
    status = await bot.end(signal.SIGTERM)
    assert status == 0
    assert time.monotonic() - begun < 2
    assert bot.said("Traceback") == 0


async def test_the_server_may_come_late_and_go_away(
    homeserver: Homeserver, bot: BotProcess, people: list[Person]
) -> None:
    anna = people[0]
    room = await network_room(bot, anna)
    await bot.end(signal.SIGTERM)
    await homeserver.stop()
    starting = asyncio.create_task(bot.start())
    async with asyncio.timeout(20):
        while bot.said("nicht") < 1:  # noqa: ASYNC110  # another process writes it
            await asyncio.sleep(0.1)
    await homeserver.start()
    await starting
    (answer,) = await anna.ask(room, "!archiv 2019")
    assert answers_to(answer) is not None
    await homeserver.kill()
    await asyncio.sleep(2)
    await homeserver.start()
    (answer,) = await anna.ask(room, "!archiv 2018", timeout=30)
    assert "Drehbuch" in answer["content"]["body"]


async def test_a_strange_password_is_said_plainly(bot: BotProcess) -> None:
    bot.settings["NETZBOTE_PASSWORD"] = PASSWORD + "x"
    with contextlib.suppress(AssertionError):
        await bot.start()
    assert bot.said("nimmt die Anmeldung nicht an") == 1
    assert bot.said(PASSWORD + "x") == 0
