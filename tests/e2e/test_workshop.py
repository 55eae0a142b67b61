"""A workshop in a real room: noted by commands and reactions, summed up, corrected, published, found again."""

import asyncio
import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo.homeserver import Homeserver
from bot.demo.person import Person
from storage.store import Store
from tests.e2e.conftest import PASSWORD, BotProcess
from tests.e2e.secret_person import SecretPerson
from tests.e2e.test_deliveries import all_planned, enter, event, said_in, wait_for
from tests.e2e.test_once import rooms_for

ZONE = ZoneInfo("Europe/Berlin")
REACTION = "m.reaction"


async def react(person: Person, room: str, target: str, key: str) -> str:
    relation = {"rel_type": "m.annotation", "event_id": target, "key": key}
    return await person.send(room, REACTION, {"m.relates_to": relation})


async def signs(person: Person, room: str, bot_id: str) -> dict[str, list[str]]:
    """The reactions of the bot that stand in a room, by the message."""
    found: dict[str, list[str]] = {}
    for one in await person.messages(room):
        relation = one["content"].get("m.relates_to", {})
        if one["type"] == REACTION and one["sender"] == bot_id and relation:
            found.setdefault(relation["event_id"], []).append(relation["key"])
    return found


async def wait_for_signs(person: Person, room: str, bot_id: str, wanted: dict[str, list[str]]) -> None:
    found: dict[str, list[str]] = {}
    for _ in range(60):
        found = await signs(person, room, bot_id)
        if found == wanted:
            return
        await asyncio.sleep(0.25)
    assert found == wanted


def last_numbers(bot: BotProcess) -> dict[str, int]:
    with contextlib.closing(sqlite3.connect(bot.folder / "netzbote.sqlite3")) as database:
        return dict(database.execute("SELECT letter, last FROM counter").fetchall())


async def body(person: Person, room: str, text: str, **more: object) -> str:
    return str((await person.ask(room, text, **more))[0]["content"]["body"])


async def two_files(person: Person, room: str) -> list[dict]:
    found: list[dict] = []
    for _ in range(40):
        found = [one["content"] for one in await person.messages(room) if one["content"].get("msgtype") == "m.file"]
        if len(found) == 2:
            break
        await asyncio.sleep(0.25)
    return found


async def test_a_workshop_is_noted_summed_up_and_found(bot: BotProcess, people: list[Person]) -> None:
    anna, bea, cem = people[:3]
    (room,) = await rooms_for(bot, [anna, bea, cem], 1)
    orga = await cem.create_room(bot.user_id)
    bot.settings |= {"NETZBOTE_ORGANISER_ROOMS": orga, "NETZBOTE_GRACE": "0"}
    start = datetime.now(ZONE) - timedelta(minutes=30)
    await enter(bot.folder, event("r", start), quiet=True)
    await bot.start()
    await anna.wait_for_member(room, bot.user_id)
    await cem.wait_for_member(orga, bot.user_id)

    last = last_numbers(bot)
    e1, e2, e3, e4 = (f"E{last['E'] + number}" for number in range(1, 5))
    f1, f2 = (f"F{last['F'] + number}" for number in range(1, 3))
    a1, a2 = (f"A{last['A'] + number}" for number in range(1, 3))

    assert (await body(cem, room, "!protokoll start W10")).startswith("Ich schreibe mit: W10 Runder Tisch Geodaten.")
    typed = [
        await anna.say(room, "!erkenntnis Ein Treuhänder schafft Vertrauen"),
        await anna.say(room, "!beschluss Wir treffen uns wieder"),
        await bea.say(room, "!frage Wer trägt die Kosten?"),
        await bea.say(room, "!massnahme Vertrag prüfen @Stadt Soest in den nächsten Wochen"),
        await cem.say(room, "!erkenntnis Diese Notiz verschwindet"),
        await cem.say(room, "!link https://example.org/leitfaden Leitfaden Geodaten"),
    ]
    spoken = [await bea.say(room, text) for text in ("Klein anfangen", "Alle sechs Wochen", "Reicht das Geld", "Raum")]
    await bea.edit(room, spoken[2], "Reicht das Geld wirklich")
    reactions = [
        await react(who, room, target, key)
        for who, target, key in (
            (anna, spoken[0], "💡\ufe0f"),
            (cem, spoken[0], "💡"),
            (anna, spoken[1], "✅"),
            (anna, spoken[2], "❓"),
            (cem, spoken[3], "📌"),
        )
    ]
    wanted = {
        typed[0]: [f"notiert, {e1}"],
        typed[1]: [f"notiert, B{last.get('B', 0) + 1}"],
        typed[2]: [f"notiert, {f1}"],
        typed[3]: [f"notiert, {a1}"],
        typed[4]: [f"notiert, {e2}"],
        typed[5]: [f"notiert, {e3}"],
        spoken[0]: [f"notiert, {e4}"],
        spoken[1]: [f"notiert, B{last.get('B', 0) + 2}"],
        spoken[2]: [f"notiert, {f2}"],
        spoken[3]: [f"notiert, {a2}"],
    }
    await wait_for_signs(anna, room, bot.user_id, wanted)

    await anna.edit(room, typed[0], "!erkenntnis Ein Datentreuhänder schafft Vertrauen")
    await bea.edit(room, spoken[0], "Klein anfangen und wachsen")
    await cem.redact(room, typed[4])
    await anna.redact(room, reactions[0])  # the other one stays, and so does the note
    await cem.redact(room, reactions[4])
    wanted.pop(spoken[3])
    await wait_for_signs(anna, room, bot.user_id, {**wanted, typed[4]: [f"notiert, {e2}"]})
    assert (await body(cem, room, "!protokoll stop")).startswith("Beendet: das Protokoll zu W10")

    (draft,) = await cem.ask(orga, "!bericht W10")
    lines = draft["content"]["body"].split("\n")
    assert f"- {e1}: Ein Datentreuhänder schafft Vertrauen" in lines
    assert f"- {e4}: Klein anfangen und wachsen" in lines
    assert f"- {a1}: Vertrag prüfen (Stadt Soest, in den nächsten Wochen)" in lines
    assert f"- {f2}: Reicht das Geld wirklich" in lines
    assert not [line for line in lines if "verschwindet" in line or "Raum" in line]
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": draft["event_id"]}}}
    corrected = await body(cem, orga, "Überblick: Ein guter Anfang in Soest.", **reply)
    assert "Ein guter Anfang in Soest." in corrected.split("\n")
    assert (await body(cem, orga, "!veroeffentlichen W10")).startswith("Veröffentlicht: die Zusammenfassung von W10")

    short, long = [one for one in await wait_for(anna, room, bot.user_id, 2) if one["content"]["msgtype"] == "m.text"]
    assert short["content"]["body"].startswith("Zusammenfassung: Runder Tisch Geodaten")
    assert long["content"]["m.relates_to"]["rel_type"] == "m.thread"
    assert long["content"]["m.relates_to"]["event_id"] == short["event_id"]
    files = await two_files(anna, room)
    assert [one["filename"] for one in files] == ["W10-Zusammenfassung.docx", "W10-Zusammenfassung.md"]
    assert {one["m.relates_to"]["event_id"] for one in files} == {short["event_id"]}
    assert f"{e1}: Ein »Datentreuhänder« schafft Vertrauen" in await body(anna, room, "!suche Datentreuhänder")
    assert len(await said_in(anna, room, bot.user_id)) == 2


async def test_the_request_for_a_summary_is_answered_with_a_part_of_it(bot: BotProcess, people: list[Person]) -> None:
    anna = people[0]
    orga = await anna.create_room(bot.user_id)
    bot.settings |= {"NETZBOTE_ORGANISER_ROOMS": orga, "NETZBOTE_GRACE": "0"}
    await bot.start()
    await anna.wait_for_member(orga, bot.user_id)
    await body(anna, orga, "!raum")
    await all_planned(bot.folder)
    await enter(bot.folder, event("r", datetime.now(ZONE) + timedelta(minutes=5)), quiet=True)
    await bot.kill()
    with contextlib.closing(sqlite3.connect(bot.folder / "netzbote.sqlite3")) as database, database:
        late = (datetime.now(UTC) - timedelta(seconds=5)).isoformat(" ")
        changed = database.execute("UPDATE delivery SET due_at = ?, try_at = ? WHERE kind = 'bitte'", (late, late))
        assert changed.rowcount == 1
    await bot.start()
    (request,) = await wait_for(anna, orga, bot.user_id, 1)
    assert request["content"]["body"].startswith("Runder Tisch Geodaten (W10) ist vorbei.")
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": request["event_id"]}}}
    assert "Ein guter Tag." in (await body(anna, orga, "Überblick: Ein guter Tag.", **reply)).split("\n")


async def test_notes_in_an_encrypted_room(bot: BotProcess, homeserver: Homeserver) -> None:
    anna = await SecretPerson.login(homeserver.url, await homeserver.register("anna", PASSWORD), PASSWORD)
    room = await anna.create_room(bot.user_id)
    bot.settings["NETZBOTE_NETWORK_ROOMS"] = room
    await bot.start()
    await anna.ready(room, 2)
    store = Store(f"sqlite+aiosqlite:///{bot.folder / 'netzbote.sqlite3'}", data_dir=bot.folder)
    async with store.writing() as net:  # an organiser's command needs a signed device, which plain nio does not have
        spot = await net.protocols.spot("W9")
        assert spot is not None
        await net.protocols.start(spot, room, None, datetime.now(UTC))
    said = await anna.say(room, "Ein Geheimtipp")
    edit = {"msgtype": "m.text", "body": "Ein Geheimfach"}
    relation = {"rel_type": "m.replace", "event_id": said}
    content = {**edit, "body": "* Ein Geheimfach", "m.new_content": edit, "m.relates_to": relation}
    await anna.client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
    sign = {"m.relates_to": {"rel_type": "m.annotation", "event_id": said, "key": "💡"}}
    await anna.client.room_send(room, REACTION, sign)
    found: list[str] = []
    for _ in range(80):
        async with store.reading() as net:
            event = await net.events.detail("W9")
        assert event is not None
        found = [one.text for one in event.insights if "Geheim" in one.text]
        if found:
            break
        await asyncio.sleep(0.25)
    await anna.close()
    await store.close()
    assert found == ["Ein Geheimfach"]
