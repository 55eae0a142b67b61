"""What the bot says by itself, in a real room: once, on time, and true after a change."""

import asyncio
import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.demo.person import Person, PersonError
from storage.deliveries import Policy
from storage.importer import load
from storage.store import Store
from storage.when_text import iso_when
from storage.yaml_file import read_yaml
from tests.e2e.conftest import PASSWORD, BotProcess
from tests.e2e.test_once import rooms_for

ZONE = "Europe/Berlin"


async def enter(folder: Path, text: str, *, quiet: bool = False) -> None:
    """Import events as the operator's shell does, beside the running bot."""
    store = Store(f"sqlite+aiosqlite:///{folder / 'netzbote.sqlite3'}", data_dir=folder, policy=Policy(timedelta(0)))
    try:
        await load(store, read_yaml(text, partial(iso_when, zone=ZONE)), quiet=quiet)
    finally:
        await store.close()


async def all_planned(folder: Path) -> None:
    """Wait until the bot has planned for all its rooms."""
    with contextlib.closing(sqlite3.connect(folder / "netzbote.sqlite3")) as database:
        for _ in range(200):
            rooms = database.execute("SELECT settings LIKE '%planen%' FROM room WHERE role IS NOT NULL").fetchall()
            if rooms and (1,) not in rooms:
                return
            await asyncio.sleep(0.1)
    raise AssertionError("not planned")


def event(key: str, start: datetime, *, title: str = "Runder Tisch Geodaten", place: str = "Rathaus") -> str:
    local = start.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
    return (
        "veranstaltungen:\n"
        f"  - {{kennung: {key}, titel: {title}, wann: {local:%Y-%m-%dT%H:%M}/{local + timedelta(hours=2):%Y-%m-%dT%H:%M}, "
        f"wo: {place}}}\n"
    )


async def said_in(person: Person, room: str, bot_id: str) -> list[dict]:
    """What the bot has said by itself (m.text), oldest first; edits apart."""
    events = [one for one in await person.messages(room) if one["sender"] == bot_id]
    events = [one for one in events if one["content"].get("msgtype") == "m.text"]
    return sorted(events, key=lambda one: one["origin_server_ts"])


def is_edit(one: dict) -> bool:
    return one["content"].get("m.relates_to", {}).get("rel_type") == "m.replace"


async def wait_for(person: Person, room: str, bot_id: str, count: int) -> list[dict]:
    """Wait until the bot has said so much."""
    for _ in range(80):
        found = await said_in(person, room, bot_id)
        if len(found) >= count:
            return found
        await asyncio.sleep(0.5)
    raise AssertionError([one["content"].get("body") for one in found])


async def enter_direct_chat(bot: BotProcess, person: Person) -> str:
    """Wait until the bot has made a direct chat with somebody, and let them join it."""
    account = await Person.login(bot.server.url, bot.user_id, PASSWORD)
    path = f"/user/{quote(bot.user_id)}/account_data/m.direct"
    directs: dict = {}
    for _ in range(80):
        with contextlib.suppress(PersonError):
            directs = await account.call("GET", path)
            break
        await asyncio.sleep(0.25)
    await account.close()
    ((with_whom, (chat,)),) = directs.items()
    assert with_whom == person.user_id
    await person.join(chat)
    return chat


async def test_an_event_is_announced_kept_true_and_called_off(bot: BotProcess, people: list[Person]) -> None:
    (room,) = await rooms_for(bot, people[:1], 1)
    bot.settings["NETZBOTE_GRACE"] = "0"
    await bot.start()
    await people[0].wait_for_member(room, bot.user_id)
    start = datetime.now(ZoneInfo(ZONE)).replace(hour=14, minute=0) + timedelta(days=10)
    await enter(bot.folder, event("r", start))
    (announced,) = await wait_for(people[0], room, bot.user_id, 1)
    assert announced["content"]["body"].startswith("Neue Veranstaltung: Runder Tisch Geodaten")

    await bot.kill()
    await enter(bot.folder, event("r", start, place="Sparkasse"))
    await bot.start()
    _, edit = await wait_for(people[0], room, bot.user_id, 2)
    assert is_edit(edit)
    assert edit["content"]["m.relates_to"]["event_id"] == announced["event_id"]
    assert "Ort: Sparkasse" in edit["content"]["m.new_content"]["body"]

    await enter(bot.folder, event("r", start + timedelta(days=1), place="Sparkasse"))
    found = await wait_for(people[0], room, bot.user_id, 4)
    assert sum(is_edit(one) for one in found) == 2
    moved = [one for one in found[2:] if not is_edit(one)]
    assert len(moved) == 1
    assert moved[0]["content"]["body"].startswith("Neuer Termin für Runder Tisch Geodaten:")
    assert moved[0]["content"]["m.relates_to"]["m.in_reply_to"]["event_id"] == announced["event_id"]

    await bot.kill()
    await bot.start()
    await asyncio.sleep(2)
    assert len(await said_in(people[0], room, bot.user_id)) == 4


async def test_a_reminder_missed_in_a_pause_is_said_late_and_once(bot: BotProcess, people: list[Person]) -> None:
    (room,) = await rooms_for(bot, people[:1], 1)
    bot.settings["NETZBOTE_GRACE"] = "0"
    await bot.start()
    await people[0].wait_for_member(room, bot.user_id)
    start = datetime.now(ZoneInfo(ZONE)) + timedelta(hours=1, minutes=5)
    await all_planned(bot.folder)  # a room that is planned for after the restart would get the row's own time again
    await enter(bot.folder, event("bald", start), quiet=True)
    await bot.kill()
    with contextlib.closing(sqlite3.connect(bot.folder / "netzbote.sqlite3")) as database, database:
        late = datetime.now(UTC) - timedelta(seconds=5)
        changed = database.execute(
            "UPDATE delivery SET due_at = ?1, try_at = ?1 WHERE kind = 'erinnerung' AND state = 'geplant'",
            (late.isoformat(" "),),
        )
        assert changed.rowcount == 1
    await bot.start()
    (reminder,) = await wait_for(people[0], room, bot.user_id, 1)
    assert reminder["content"]["body"].startswith("Erinnerung: Runder Tisch Geodaten beginnt in")
    await bot.kill()
    await bot.start()
    await asyncio.sleep(2)
    assert len(await said_in(people[0], room, bot.user_id)) == 1


async def test_a_personal_reminder_comes_once_in_a_direct_chat_that_is_made_for_it(
    bot: BotProcess, people: list[Person]
) -> None:
    (room,) = await rooms_for(bot, people[:1], 1)
    await bot.start()
    anna = people[0]
    await anna.wait_for_member(room, bot.user_id)
    store = Store(f"sqlite+aiosqlite:///{bot.folder / 'netzbote.sqlite3'}", data_dir=bot.folder)
    now = datetime.now(UTC)
    async with store.writing() as net:
        await net.reminders.add(anna.user_id, now, at=now + timedelta(seconds=2), text="Unterlagen schicken")
    await store.close()
    chat = await enter_direct_chat(bot, anna)
    (message,) = await wait_for(anna, chat, bot.user_id, 1)
    assert message["content"]["body"] == "Ihre Erinnerung R1: Unterlagen schicken"
    await bot.kill()
    await bot.start()
    await asyncio.sleep(2)
    assert len(await said_in(anna, chat, bot.user_id)) == 1
    assert await said_in(anna, room, bot.user_id) == []


async def test_who_signed_up_is_told_of_a_move_in_the_direct_chat_once(bot: BotProcess, people: list[Person]) -> None:
    (room,) = await rooms_for(bot, people[:1], 1)
    bot.settings["NETZBOTE_GRACE"] = "0"
    await bot.start()
    anna = people[0]
    await anna.wait_for_member(room, bot.user_id)
    await all_planned(bot.folder)
    start = datetime.now(ZoneInfo(ZONE)).replace(hour=14, minute=0) + timedelta(days=10)
    await enter(bot.folder, event("r", start), quiet=True)
    (answer,) = await anna.ask(room, "!anmelden W10")
    assert answer["content"]["body"].startswith("Sie sind angemeldet: Runder Tisch Geodaten (W10).")
    await enter(bot.folder, event("r", start + timedelta(days=1)), quiet=True)
    chat = await enter_direct_chat(bot, anna)
    (message,) = await wait_for(anna, chat, bot.user_id, 1)
    assert message["content"]["body"].startswith("Neuer Termin für Runder Tisch Geodaten:")
    assert "Ihre Anmeldung gilt weiter." in message["content"]["body"]
    await bot.kill()
    await bot.start()
    await asyncio.sleep(2)
    assert len(await said_in(anna, chat, bot.user_id)) == 1
    assert await said_in(anna, room, bot.user_id) == []  # nothing stands there that could be set right


async def test_a_new_device_finds_in_an_encrypted_room_what_the_old_one_sent(
    bot: BotProcess, people: list[Person]
) -> None:
    encryption = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
    room = await people[0].create_room(bot.user_id, initial_state=[encryption])
    bot.settings |= {"NETZBOTE_NETWORK_ROOMS": room, "NETZBOTE_GRACE": "0"}
    await bot.start()
    await people[0].wait_for_member(room, bot.user_id)
    await bot.kill()
    await enter(bot.folder, event("r", datetime.now(ZoneInfo(ZONE)) + timedelta(days=10)))
    bot.settings["NETZBOTE_FAULT"] = "put"
    await bot.start()
    async with asyncio.timeout(20):
        assert bot._process is not None
        await bot._process.wait()  # it ends by itself, right after the message has gone out
    del bot.settings["NETZBOTE_FAULT"]
    (bot.folder / "sitzung.json").unlink()
    await bot.start()

    async def marked() -> list[str]:
        events = [one for one in await people[0].messages(room) if one["type"] == "m.room.encrypted"]
        return [
            one["content"]["de.netzbote.zustellung"] for one in events if "de.netzbote.zustellung" in one["content"]
        ]

    for _ in range(40):
        if len(await marked()) == 2:
            break
        await asyncio.sleep(0.25)
    await asyncio.sleep(1)
    found = await marked()
    assert len(found) == 2  # the announcement, and the list of coming events
    assert len(set(found)) == 2
