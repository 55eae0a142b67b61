"""Encrypted rooms: crashes, late and withheld keys, ended sessions, a lost identity."""

import asyncio
import json
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import nio
import pytest

from bot.demo.homeserver import Homeserver
from bot.demo.person import Person
from tests.e2e.conftest import PASSWORD, BotProcess
from tests.e2e.secret_person import SecretPerson


@pytest.fixture
async def anna(homeserver: Homeserver) -> AsyncIterator[SecretPerson]:
    person = await SecretPerson.login(homeserver.url, await homeserver.register("anna", PASSWORD), PASSWORD)
    yield person
    await person.close()


async def secret_room(bot: BotProcess, anna: SecretPerson) -> str:
    """Start the bot with an encrypted network room."""
    room = await anna.create_room(bot.user_id)
    bot.settings["NETZBOTE_NETWORK_ROOMS"] = room
    await bot.start()
    await anna.ready(room, 2)
    return room


async def answer(anna: SecretPerson, target: str, seconds: float = 15) -> str:
    found = await anna.wait_for({target}, seconds)
    (event,) = found[target]
    return str(event["content"]["body"])


def session_of(bot: BotProcess) -> dict[str, str]:
    return json.loads((bot.folder / "sitzung.json").read_text())


async def log_out(bot: BotProcess) -> None:
    """End the bot's session on the homeserver."""
    person = Person(bot.server.url, bot.user_id)
    person._token = session_of(bot)["access_token"]
    await person.call("POST", "/logout", {})
    await person.close()


async def test_encrypted_commands_over_kills(bot: BotProcess, anna: SecretPerson) -> None:
    room = await secret_room(bot, anna)
    asked = set()
    for number in range(4):
        asked.add(await anna.say(room, f"!archiv {2018 + number}"))
        await asyncio.sleep(0.04 * number)
        await bot.kill()
        asked.add(await anna.say(room, "!archiv"))
        await bot.start()
    found = await anna.wait_for(asked, 20)
    assert set(found) == asked
    assert [len(events) for events in found.values()] == [1] * len(asked)
    assert anna.unread == {}


async def test_a_message_is_answered_when_its_key_comes_even_after_a_restart(
    bot: BotProcess, anna: SecretPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await secret_room(bot, anna)
    held: list[tuple[Any, ...]] = []
    really = nio.Api.to_device

    def hold(*arguments: Any) -> Any:
        """Let the room's key go to nobody, and keep it."""
        held.append(arguments)
        return really(arguments[0], arguments[1], {"messages": {}}, arguments[3])

    monkeypatch.setattr(nio.Api, "to_device", hold)
    asked = await anna.say(room, "!archiv 2019")
    for _ in range(100):
        if (bot.folder / "ungelesen.json").exists():
            break
        await asyncio.sleep(0.05)
    await bot.kill()
    await bot.start()
    assert asked not in anna.answers
    assert held
    monkeypatch.undo()
    for arguments in held:
        method, path, data = really(*arguments[:3], "later")
        headers = {"Authorization": f"Bearer {anna.client.access_token}", "Content-Type": "application/json"}
        response = await anna.client.send(method, path.partition("?")[0], data, headers)
        assert response.status == 200
    assert "Innovatives Management" in await answer(anna, asked)
    for _ in range(100):
        if asked not in (bot.folder / "ungelesen.json").read_text():
            break
        await asyncio.sleep(0.05)
    await bot.end(signal.SIGTERM)
    assert json.loads((bot.folder / "ungelesen.json").read_text()) == {"messages": [], "told": []}


async def test_who_keeps_the_key_back_is_told_once(
    bot: BotProcess, anna: SecretPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await secret_room(bot, anna)

    def nothing(self: Any, _session: Any, _device: Any, _kind: str, content: dict[str, Any]) -> dict[str, Any]:
        return {"code": "m.unverified", **{key: content[key] for key in ("algorithm", "room_id", "session_id")}}

    really = nio.Api.to_device
    monkeypatch.setattr(nio.crypto.Olm, "_olm_encrypt", nothing)
    monkeypatch.setattr(
        nio.Api, "to_device", lambda token, _kind, content, txn: really(token, "m.room_key.withheld", content, txn)
    )
    asked = await anna.say(room, "!archiv 2019")
    again = await anna.say(room, "!archiv 2018")
    monkeypatch.undo()
    assert "kann ich nicht lesen" in await answer(anna, asked)
    await asyncio.sleep(1)
    assert again not in anna.answers
    assert bot.said("gibt dem Bot einen Schlüssel nicht (m.unverified)") == 1


async def test_one_time_keys_are_refilled_from_zero(bot: BotProcess, anna: SecretPerson) -> None:
    await secret_room(bot, anna)
    session = session_of(bot)
    await bot.end(signal.SIGTERM)
    claimed = set()
    while True:
        answer = await anna.client.keys_claim({bot.user_id: [session["device_id"]]})
        ((_, keys),) = answer.one_time_keys[bot.user_id].items()
        ((name, key),) = keys.items()
        if key.get("fallback"):
            break
        claimed.add(name)
    assert len(claimed) >= 48
    await bot.start()
    for _ in range(100):
        answer = await anna.client.keys_claim({bot.user_id: [session["device_id"]]})
        ((_, keys),) = answer.one_time_keys[bot.user_id].items()
        ((name, key),) = keys.items()
        if not key.get("fallback"):
            break
        await asyncio.sleep(0.1)
    assert name not in claimed
    assert not key.get("fallback")


async def test_an_ended_session_is_made_anew(bot: BotProcess, anna: SecretPerson) -> None:
    room = await secret_room(bot, anna)
    assert "Drehbuch" in await answer(anna, await anna.say(room, "!archiv 2018"))
    before = session_of(bot)
    await log_out(bot)
    for _ in range(100):
        if session_of(bot)["device_id"] != before["device_id"]:
            break
        await asyncio.sleep(0.1)
    await anna.knows(bot.user_id, session_of(bot)["device_id"])
    assert "Innovatives" in await answer(anna, await anna.say(room, "!archiv 2019"), 20)
    # and one that ended while the bot was away
    await bot.end(signal.SIGTERM)
    await log_out(bot)
    await bot.start()
    await anna.knows(bot.user_id, session_of(bot)["device_id"])
    assert "Drehbuch" in await answer(anna, await anna.say(room, "!archiv 2018"), 20)
    # without a password there is no way back
    await bot.end(signal.SIGTERM)
    await log_out(bot)
    bot.settings["NETZBOTE_PASSWORD"] = ""
    with pytest.raises(AssertionError):
        await bot.start()
    assert bot.said("für eine neue fehlt das Passwort") == 1
    assert bot.said("Traceback") == 0


async def command(bot: BotProcess, *words: str, typed: str = "", folder: Path | None = None) -> tuple[int, str]:
    """Run ``netzbote identity`` with the bot's settings."""
    import sys

    from bot.demo.homeserver import bot_environment

    environment = bot_environment(bot.server, bot.user_id, PASSWORD, folder or bot.folder, **bot.settings)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "identity", *words),
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate(typed.encode())
    return process.returncode or 0, output.decode()


def lose_folder(bot: BotProcess) -> None:
    """Lose all but the store."""
    for name in ("identitaet.json", "sitzung.json", "speicherschluessel"):
        (bot.folder / name).unlink()
    shutil.rmtree(bot.folder / "schluessel")


async def test_a_lost_identity_is_restored_with_the_recovery_key(bot: BotProcess, anna: SecretPerson) -> None:
    room = await secret_room(bot, anna)
    await bot.end(signal.SIGTERM)
    status, output = await command(bot, "recovery-key")
    assert status == 0, output
    key = next(line.strip() for line in output.splitlines() if line.startswith("    "))
    identity = (bot.folder / "identitaet.json").read_text()
    lose_folder(bot)
    bot.settings["NETZBOTE_RECOVERY_KEY"] = key
    await bot.start()
    await anna.knows(bot.user_id, session_of(bot)["device_id"])
    assert (bot.folder / "identitaet.json").read_text() == identity
    assert "Drehbuch" in await answer(anna, await anna.say(room, "!archiv 2018"), 20)


async def test_a_lost_identity_stops_the_bot_until_it_is_reset(bot: BotProcess, anna: SecretPerson) -> None:
    room = await secret_room(bot, anna)
    await bot.end(signal.SIGTERM)
    identity = (bot.folder / "identitaet.json").read_text()
    lose_folder(bot)
    with pytest.raises(AssertionError):
        await bot.start()
    assert bot.said("Die Identität des Bots ist verloren") == 1
    assert not (bot.folder / "identitaet.json").exists()
    for typed, said in (("nein\n", "Es wurde nichts geändert"), ("", "Ohne Antwort wurde nichts geändert")):
        status, output = await command(bot, "reset", typed=typed)
        assert (status, said in output) == (1, True), output
    assert not (bot.folder / "identitaet.json").exists()
    status, output = await command(bot, "reset", "--yes")
    assert (status, "Die neue Identität gilt" in output) == (0, True), output
    status, output = await command(bot, "reset", typed="ja\n")
    assert (status, "Die neue Identität gilt" in output) == (0, True), output
    assert (bot.folder / "identitaet.json").read_text() != identity
    await bot.start()
    await anna.knows(bot.user_id, session_of(bot)["device_id"])
    assert "Innovatives" in await answer(anna, await anna.say(room, "!archiv 2019"), 20)
    assert bot.said("Traceback") == 0


async def test_an_identity_reset_elsewhere_ends_the_bot_with_a_reason(bot: BotProcess, anna: SecretPerson) -> None:
    room = await secret_room(bot, anna)
    before = (bot.folder / "identitaet.json").read_text()
    status, output = await command(bot, "reset", "--yes", folder=bot.folder / "anderswo")
    assert status == 0, output
    assert bot._process is not None
    assert await asyncio.wait_for(bot._process.wait(), 20) == 1
    assert bot.said("Die Identität des Bots ist verloren") == 1
    assert bot.said("Traceback") == 0
    bot.settings["NETZBOTE_RECOVERY_KEY"] = next(
        line.strip() for line in output.splitlines() if line.startswith("    ")
    )
    await bot.start()
    assert (bot.folder / "identitaet.json").read_text() != before
    await anna.knows(bot.user_id, session_of(bot)["device_id"])
    assert "Drehbuch" in await answer(anna, await anna.say(room, "!archiv 2018"), 20)


async def new_token(bot: BotProcess) -> str:
    """Log in for the bot, as an administrator of a server without passwords would."""
    person = await Person.login(bot.server.url, bot.user_id, PASSWORD)
    token = str(person._token)
    await person.close()
    return token


async def test_an_access_token_does_without_a_password(bot: BotProcess, anna: SecretPerson) -> None:
    bot.settings |= {"NETZBOTE_PASSWORD": "", "NETZBOTE_ACCESS_TOKEN": await new_token(bot)}
    room = await secret_room(bot, anna)
    assert "Drehbuch" in await answer(anna, await anna.say(room, "!archiv 2018"))
    before = session_of(bot)
    assert before["access_token"] == bot.settings["NETZBOTE_ACCESS_TOKEN"]
    await bot.end(signal.SIGTERM)
    await log_out(bot)
    with pytest.raises(AssertionError):
        await bot.start()
    assert bot.said("ein neues NETZBOTE_ACCESS_TOKEN") == 1
    bot.settings["NETZBOTE_ACCESS_TOKEN"] = await new_token(bot)
    await bot.start()
    assert session_of(bot)["device_id"] != before["device_id"]
    await anna.knows(bot.user_id, session_of(bot)["device_id"])
    assert "Innovatives" in await answer(anna, await anna.say(room, "!archiv 2019"), 20)
    await bot.end(signal.SIGTERM)
    bot.settings["NETZBOTE_ACCESS_TOKEN"] = "falsch"
    (bot.folder / "sitzung.json").unlink()
    with pytest.raises(AssertionError):
        await bot.start()
    assert bot.said("Der Server kennt NETZBOTE_ACCESS_TOKEN nicht") == 1
    status, output = await command(bot, "reset", "--yes", typed="")
    assert (status, "kennt NETZBOTE_ACCESS_TOKEN nicht" in output) == (1, True), output
    bot.settings["NETZBOTE_ACCESS_TOKEN"] = await new_token(bot)
    identity = (bot.folder / "identitaet.json").read_text()
    status, output = await command(bot, "reset", "--yes")
    assert (status, "NETZBOTE_PASSWORD fehlt" in output) == (1, True), output
    assert (bot.folder / "identitaet.json").read_text() == identity
    assert bot.said("Traceback") == 0
