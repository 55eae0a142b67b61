"""A Musterlösung with a 3 MB file through review into a plain and an encrypted room; a poll of three people."""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nio
import pytest

from bot.demo.homeserver import Homeserver
from bot.demo.person import Person, answers_to
from bot.identity import establish
from bot.key_server import NioKeyServer
from tests.e2e.conftest import PASSWORD, BotProcess
from tests.e2e.secret_person import SecretPerson
from tests.handed_in import pdf

START, RESPONSE, END = (f"org.matrix.msc3381.poll.{name}" for name in ("start", "response", "end"))


@pytest.fixture
async def cora(homeserver: Homeserver) -> AsyncIterator[SecretPerson]:
    person = await SecretPerson.login(homeserver.url, await homeserver.register("cora", PASSWORD), PASSWORD)
    yield person
    await person.close()


async def upload(person: Person, data: bytes) -> str:
    headers = {"Authorization": f"Bearer {person._token}", "Content-Type": "application/pdf"}
    url = f"{person._url}/_matrix/media/v3/upload"
    async with person._http.post(url, data=io.BytesIO(data), headers=headers) as answer:
        return str((await answer.json())["content_uri"])


async def download(person: Person, address: str) -> bytes:
    server, _, media = address.removeprefix("mxc://").partition("/")
    url = f"{person._url}/_matrix/client/v1/media/download/{quote(server)}/{quote(media)}"
    async with person._http.get(url, headers={"Authorization": f"Bearer {person._token}"}) as answer:
        assert answer.status == 200
        return bytes(await answer.read())


async def wait_for(person: Person, room: str, wanted: Any, seconds: float = 20) -> dict[str, Any]:
    """Wait for an event in a room that fits."""
    async with asyncio.timeout(seconds):
        while True:
            for event in await person.messages(room):
                if wanted(event):
                    return event
            await asyncio.sleep(0.2)


def says(text: str) -> Any:
    return lambda event: text in str(event.get("content", {}).get("body"))


async def test_a_file_of_3_mb_goes_in_through_review_and_out_into_both_kinds_of_rooms(
    bot: BotProcess, people: list[Person], cora: SecretPerson
) -> None:
    anna, bea = people[:2]
    network = await anna.create_room(bot.user_id)
    team = await bea.create_room(bot.user_id)
    secret = await cora.create_room(bot.user_id)
    bot.settings["NETZBOTE_NETWORK_ROOMS"] = f"{network},{secret}"
    bot.settings["NETZBOTE_ORGANISER_ROOMS"] = team
    await bot.start()
    for person, room in ((anna, network), (bea, team)):
        await person.wait_for_member(room, bot.user_id)
    await cora.ready(secret, 2)
    data = pdf("Schiedsvereinbarung", filler=3_000_000)
    caption = (
        "!teilen Titel: Vertrag\nArt: Vertrag\nNutzen: Spart Zeit\nKommune: Stadt Musterhausen\n"
        "Kontakt: Hauptamt\nLizenz: unklar"
    )
    content = {
        "msgtype": "m.file",
        "body": caption,
        "filename": "Vertrag.pdf",
        "url": await upload(anna, data),
        "info": {"mimetype": "application/pdf", "size": len(data)},
    }
    handed = await anna.send(network, "m.room.message", content)
    (read_back,) = await anna.answers(network, handed)
    assert read_back["content"]["body"].startswith("Danke, die Musterlösung ist als L11 eingereicht")
    request = await wait_for(bea, team, says("Zur Prüfung: L11, Vertrag"))
    relation = {"rel_type": "m.annotation", "event_id": request["event_id"], "key": "✅"}
    await bea.send(team, "m.reaction", {"m.relates_to": relation})
    await wait_for(bea, team, says("L11, Vertrag, ist freigegeben"))

    async def plain() -> None:
        asked = await anna.say(network, "!loesung L11")
        event = await wait_for(
            anna, network, lambda one: answers_to(one) == asked and one["content"].get("msgtype") == "m.file"
        )
        assert event["content"]["body"] == "Vertrag.pdf (PDF, 3,0 MB, Barrierefreiheit unbekannt)"
        assert await download(anna, event["content"]["url"]) == data

    async def encrypted() -> None:
        asked = await cora.say(secret, "!loesung L11")
        async with asyncio.timeout(20):
            while len(cora.answers.get(asked, [])) < 2:  # noqa: ASYNC110  # another task fills it
                await asyncio.sleep(0.1)
        content = cora.answers[asked][1]["content"]
        assert "url" not in content
        file = content["file"]
        answer = await cora.client.download(file["url"])
        assert isinstance(answer, nio.DownloadResponse), answer
        clear = nio.crypto.decrypt_attachment(answer.body, file["key"]["k"], file["hashes"]["sha256"], file["iv"])
        assert clear == data

    await asyncio.gather(plain(), encrypted())


async def test_a_poll_of_three_people(bot: BotProcess, people: list[Person]) -> None:
    anna, bea, dora = people[:3]
    team = await bea.create_room(bot.user_id)
    network = await bea.create_room(bot.user_id, anna.user_id, dora.user_id)
    for person in (anna, dora):
        await person.join(network)
    bot.settings["NETZBOTE_NETWORK_ROOMS"] = network
    bot.settings["NETZBOTE_ORGANISER_ROOMS"] = team
    await bot.start()
    await bea.wait_for_member(network, bot.user_id)
    await bea.wait_for_member(team, bot.user_id)
    asked = await bea.say(network, "!umfrage Wann passt es? | Montag | Dienstag")
    poll = await wait_for(bea, network, lambda event: event["type"] == START)
    assert poll["content"][START]["answers"] == [
        {"id": "0", "org.matrix.msc1767.text": "Montag"},
        {"id": "1", "org.matrix.msc1767.text": "Dienstag"},
    ]
    shown = await wait_for(bea, network, says("Die Umfrage läuft: Wann passt es?"))

    async def vote(person: Person, answer: str) -> str:
        content = {
            RESPONSE: {"answers": [answer]},
            "m.relates_to": {"rel_type": "m.reference", "event_id": poll["event_id"]},
        }
        return await person.send(network, RESPONSE, content)

    await vote(anna, "0")
    await vote(anna, "1")
    await vote(bea, "1")
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": shown["event_id"]}}}
    in_words = await dora.say(network, "1", **reply)
    await wait_for(
        dora,
        network,
        lambda event: event["type"] == "m.reaction" and event["content"]["m.relates_to"]["event_id"] == in_words,
    )
    await bea.ask(network, "!umfrage ende")
    result = await wait_for(bea, network, says("Ergebnis der Umfrage"))
    assert answers_to(result) == poll["event_id"]
    assert result["content"]["body"] == (
        "Ergebnis der Umfrage: Wann passt es?\n"
        "- Montag: 1 Stimme (33 Prozent)\n- Dienstag: 2 Stimmen (67 Prozent)\n\nAbgestimmt: 3 Personen."
    )
    end = await wait_for(bea, network, lambda event: event["type"] == END)
    assert end["content"]["m.relates_to"] == {"rel_type": "m.reference", "event_id": poll["event_id"]}
    picture = await wait_for(bea, network, lambda event: event["content"].get("msgtype") == "m.image")
    assert picture["content"]["body"] == "Balkendiagramm zu „Wann passt es?“. Montag: 1 Stimme; Dienstag: 2 Stimmen."
    assert (await download(bea, picture["content"]["url"])).startswith(b"\x89PNG")
    assert answers_to(poll) == asked


async def test_a_poll_in_an_encrypted_room(bot: BotProcess, cora: SecretPerson, tmp_path: Path) -> None:
    await establish(NioKeyServer(cora.client, PASSWORD), tmp_path / "cora")  # else her commands are not taken there
    team = await cora.create_room(bot.user_id)
    bot.settings["NETZBOTE_ORGANISER_ROOMS"] = team
    polls: list[dict[str, Any]] = []
    note = cora._note

    def noted(room: str, event: Any) -> None:
        if event.source.get("type") == START:
            polls.append(event.source)
        note(room, event)

    cora._note = noted  # type: ignore[method-assign]
    await bot.start()
    await cora.ready(team, 2)
    asked = await cora.say(team, "!umfrage Wie aktiv sind wir? 1-3")
    assert "Skala von 1 bis 3" in (await cora.wait_for({asked}, 20))[asked][0]["content"]["body"]
    async with asyncio.timeout(10):
        while not polls:  # noqa: ASYNC110  # another task fills it
            await asyncio.sleep(0.05)
    poll = polls[0]["event_id"]
    assert [answer["id"] for answer in polls[0]["content"][START]["answers"]] == ["0", "1", "2"]
    vote = {RESPONSE: {"answers": ["2"]}, "m.relates_to": {"rel_type": "m.reference", "event_id": poll}}
    await cora.client.room_send(team, RESPONSE, vote, ignore_unverified_devices=True)
    await cora.say(team, "!umfrage ende")
    result = (await cora.wait_for({poll}, 20))[poll]
    assert result[0]["content"]["body"].endswith("Abgestimmt: 1 Person.\nMittelwert: 3,0")
    async with asyncio.timeout(10):
        while not (pictures := [one for one in cora.said if one["content"]["msgtype"] == "m.image"]):  # noqa: ASYNC110  # likewise
            await asyncio.sleep(0.05)
    assert "url" not in pictures[0]["content"]
    assert pictures[0]["content"]["file"]["url"].startswith("mxc://")
