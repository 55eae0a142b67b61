"""Keys survive crashes and empty counts, with the real encryption of both sides and no server."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.keys import SafeClient, SyncAnswer, key_counts, nio, to_device_events

ROOM = "!raum"


def device(folder: Path, user: str = "@bot:example.org", name: str = "BOT") -> SafeClient:
    folder.mkdir(exist_ok=True)
    config = nio.AsyncClientConfig(encryption_enabled=True, pickle_key="geheim", store_sync_tokens=False)
    client = SafeClient("https://example.org", user, store_path=str(folder), config=config)
    client.restore_login(user, name, "token")
    return client


def published(client: SafeClient, left: int = 50) -> None:
    """Tell a client that its upload was taken."""
    client.olm.handle_response(nio.KeysUploadResponse(0, left))
    client._fallback_due = False


def test_the_first_upload_holds_the_device_one_time_keys_and_a_fallback_key(tmp_path: Path) -> None:
    client = device(tmp_path)
    content = client.olm.share_keys()
    assert sorted(content) == ["device_keys", "fallback_keys", "one_time_keys"]
    assert len(content["one_time_keys"]) == 50
    ((name, fallback),) = content["fallback_keys"].items()
    assert name.startswith("signed_curve25519:")
    assert fallback["fallback"] is True
    assert client.olm.verify_json(fallback, client.olm.account.identity_keys["ed25519"], client.user_id, "BOT")
    published(client)
    assert not client.should_upload_keys


def test_what_was_uploaded_before_a_crash_is_uploaded_again(tmp_path: Path) -> None:
    first = device(tmp_path).olm.share_keys()
    second = device(tmp_path).olm.share_keys()
    assert first == second


@pytest.mark.parametrize("left", [0, 1, 49])
def test_one_time_keys_are_refilled(tmp_path: Path, left: int) -> None:
    client = device(tmp_path)
    client.olm.share_keys()
    published(client)
    client.note_key_counts(left, has_fallback=True)
    assert client.should_upload_keys
    assert {name: len(keys) for name, keys in client.olm.share_keys().items()} == {"one_time_keys": 50 - left}


def test_a_used_fallback_key_is_replaced(tmp_path: Path) -> None:
    client = device(tmp_path)
    first = client.olm.share_keys()["fallback_keys"]
    published(client)
    client.note_key_counts(50, has_fallback=True)
    assert not client.should_upload_keys
    client.note_key_counts(50, has_fallback=False)
    assert client.should_upload_keys
    content = client.olm.share_keys()
    assert list(content) == ["fallback_keys"]
    assert content["fallback_keys"] != first
    client.note_key_counts(50, has_fallback=None)
    published(client)
    assert not client.should_upload_keys


async def test_keys_that_the_server_has_otherwise_are_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = device(tmp_path)
    answers = [nio.KeysUploadError("One time key signed_curve25519:AAAA already exists.", "M_UNKNOWN")]
    sent: list[str] = []

    async def send(_self: Any, _kind: type, _method: str, _path: str, data: str) -> Any:
        sent.append(data)
        return answers.pop() if answers else nio.KeysUploadResponse(0, 50)

    monkeypatch.setattr(nio.AsyncClient, "_send", send)
    client.access_token = "token"
    await client.keys_upload()
    assert client.should_upload_keys
    await client.keys_upload()
    import json

    first, second = (set(json.loads(data)["one_time_keys"]) for data in sent)
    assert not first & second


def room_key(sender: SafeClient, receiver: SafeClient, upload: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the to-device event that brings a new room key, and the key's session."""
    keys = receiver.olm.account.identity_keys
    sender.olm.device_store.add(nio.crypto.OlmDevice(receiver.user_id, "BOT", keys))
    one_time = next(iter(upload["one_time_keys"].values()))["key"]
    channel = sender.olm.create_session(one_time, keys["curve25519"])
    sender.olm.create_outbound_group_session(ROOM)
    group = sender.olm.outbound_group_sessions[ROOM]
    content = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "room_id": ROOM,
        "session_id": group.id,
        "session_key": group.session_key,
    }
    target = sender.olm.device_store[receiver.user_id]["BOT"]
    encrypted = sender.olm._olm_encrypt(channel, target, "m.room_key", content)
    return {"type": "m.room.encrypted", "sender": sender.user_id, "content": encrypted}, group.id


@pytest.fixture
def delivered(tmp_path: Path) -> tuple[Callable[[], SafeClient], dict[str, Any], str, str]:
    """A bot that can be opened again, and an event with a room key for it."""
    bot = device(tmp_path / "bot")
    upload = bot.olm.share_keys()
    published(bot)
    bot.olm.save_account()
    anna = device(tmp_path / "anna", "@anna:example.org", "ANNA")
    event, session = room_key(anna, bot, upload)
    return lambda: device(tmp_path / "bot"), event, session, anna.olm.account.identity_keys["curve25519"]


class Crash(BaseException):
    """The end of the process."""


@pytest.mark.parametrize("step", ["save_account", "save_session", "save_inbound_group_session"])
@pytest.mark.parametrize("after", [True, False])
def test_a_key_is_not_lost_by_a_crash_at_any_step(
    delivered: Any, monkeypatch: pytest.MonkeyPatch, step: str, *, after: bool
) -> None:
    opened, event, session, sender_key = delivered
    bot = opened()
    really = getattr(bot.olm, step)

    def crash(*arguments: Any) -> None:
        if after:
            really(*arguments)
        raise Crash

    monkeypatch.setattr(bot.olm, step, crash)
    with pytest.raises(Crash):
        bot.take_keys([nio.ToDeviceEvent.parse_event(event)])
    bot.store.database.close()
    again = opened()
    events = [nio.ToDeviceEvent.parse_event(event)]
    again.take_keys(events)
    assert isinstance(events[0], nio.RoomKeyEvent)
    assert again.olm.inbound_group_store.get(ROOM, sender_key, session) is not None
    assert opened().olm.inbound_group_store.get(ROOM, sender_key, session) is not None


def test_one_strange_event_does_not_keep_a_key_back(delivered: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, event, session, sender_key = delivered
    bot = opened()
    strange = nio.ToDeviceEvent.parse_event({**event, "sender": "@eve:example.org"})
    strange.ciphertext = {bot.olm.account.identity_keys["curve25519"]: {"type": 0, "body": "???"}}
    bot.take_keys([strange, nio.ToDeviceEvent.parse_event(event)])
    assert bot.olm.inbound_group_store.get(ROOM, sender_key, session) is not None


def test_nio_does_not_answer_verifications(tmp_path: Path) -> None:
    client = device(tmp_path)
    start = {
        "type": "m.key.verification.start",
        "sender": "@anna:example.org",
        "content": {
            "from_device": "ANNA",
            "method": "m.sas.v1",
            "transaction_id": "t",
            "key_agreement_protocols": ["curve25519-hkdf-sha256"],
            "hashes": ["sha256"],
            "message_authentication_codes": ["hkdf-hmac-sha256"],
            "short_authentication_string": ["emoji"],
        },
    }
    client.take_keys([nio.ToDeviceEvent.parse_event(start)])
    assert client.olm.outgoing_to_device_messages == []
    assert client.olm.key_verifications == {}


def test_what_nio_leaves_out_of_a_sync_is_read() -> None:
    data = {
        "next_batch": "s1",
        "device_one_time_keys_count": {"signed_curve25519": 7},
        "device_unused_fallback_key_types": [],
        "to_device": {"events": [{"type": "m.x", "sender": "@a:b", "content": {}}, "?"]},
    }
    assert key_counts(data) == (7, False)
    assert to_device_events(data) == ({"type": "m.x", "sender": "@a:b", "content": {}},)
    data["to_device"]["events"].pop()
    answer = SyncAnswer.from_dict(data)
    assert isinstance(answer, SyncAnswer)
    assert (answer.next_batch, answer.one_time_keys, answer.has_fallback) == ("s1", 7, False)
    assert key_counts({"device_one_time_keys_count": {}}) == (0, None)
    assert key_counts({"device_one_time_keys_count": 3, "device_unused_fallback_key_types": {}}) == (None, None)
    assert to_device_events({"to_device": []}) == ()
