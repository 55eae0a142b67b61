"""Emoji verification against the other side played by the specification's words, in a room and between devices."""

import asyncio
import hashlib
import time
from collections.abc import Mapping
from typing import Any

import pytest
import vodozemac
from canonicaljson import encode_canonical_json

from bot.emoji import EMOJI
from bot.people_keys import PersonKeys
from bot.signing import Identity, SigningKey, encode
from bot.verification import AT_ONCE, LIFE, Verifications
from storage.comparing import Answered, Outcome

BOT, ANNA = "@bot:example.org", "@anna:example.org"
KIND = "m.key.verification."


class Wire:
    """Keeps what the bot says."""

    user_id, device_id = BOT, "BOT"

    def __init__(self, keys: PersonKeys) -> None:
        self.keys = keys
        self.said: list[tuple[str | None, str, dict[str, Any]]] = []

    def own_keys(self) -> tuple[str, str]:
        return "botdevice", "botmaster"

    async def to_room(self, room: str, kind: str, content: Mapping[str, Any], txn: str) -> None:
        assert txn.endswith(kind.removeprefix(KIND))
        self.said.append((room, kind, dict(content)))

    async def to_device(self, user: str, device: str, kind: str, content: Mapping[str, Any]) -> None:
        assert (user, device) == (ANNA, "ANNA")
        self.said.append((None, kind, dict(content)))

    async def keys_of(self, user: str) -> PersonKeys:
        assert user == ANNA
        return self.keys


class Desk:
    """The people on the bot's side, who say what they are told to."""

    def __init__(self, *, attended: bool = False) -> None:
        self.attended = attended
        self.shown: list[Any] = []
        self.word: Answered | None = None
        self.ended: list[Outcome] = []

    async def begin(self, person: str, emoji: Any, flow: str) -> bool:
        self.shown.append((person, emoji, flow))
        return self.attended

    async def answer(self, _flow: str) -> Answered | None:
        return self.word

    async def end(self, _flow: str, outcome: Outcome) -> None:
        self.ended.append(outcome)


class Person:
    """The side that starts, and the bot it talks with."""

    def __init__(self, room: str | None, *, known: bool = True, attended: bool = False) -> None:
        self.room = room
        self.identity = Identity.new(ANNA)
        self.device = SigningKey.new()
        keys = {"ed25519:ANNA": self.device.public, "curve25519:ANNA": "curve"}
        found = {"user_id": ANNA, "device_id": "ANNA", "keys": keys}
        self.keys = PersonKeys(ANNA, {"ANNA": found}, self.identity.public_part("master"))
        self.wire = Wire(self.keys)
        self.desk = Desk(attended=attended)
        self.verified: list[PersonKeys] = []
        self.now = 0.0

        async def is_known(_user: str) -> bool:
            return known

        async def note(person: PersonKeys) -> Outcome:
            self.verified.append(person)
            return Outcome.CONFIRMED

        self.bot = Verifications(
            self.wire, is_known=is_known, desk=self.desk, verified=note, clock=lambda: self.now, look=0.001
        )
        self.id = "$flow"
        self.sas = vodozemac.Sas()
        self.theirs: vodozemac.EstablishedSas | None = None

    async def says(self, kind: str, sender: str = ANNA, **content: Any) -> dict[str, Any]:
        """Say one thing; gives it as it was said."""
        if self.room is None:
            content["transaction_id"] = self.id
            self.bot.hear_device({"type": KIND + kind, "sender": sender, "content": content})
        elif kind == "request":
            content = {"msgtype": KIND + "request", "to": BOT, "body": "…", **content}
            event = {"type": "m.room.message", "event_id": self.id, "sender": sender, "content": content}
            assert self.bot.hear_in_room(self.room, event, 1.0)
        else:
            content["m.relates_to"] = {"rel_type": "m.reference", "event_id": self.id}
            event = {"type": KIND + kind, "event_id": "$x", "sender": sender, "content": content}
            assert self.bot.hear_in_room(self.room, event, 1.0)
        if self.bot._worker is not None:
            await asyncio.wait_for(self.bot._worker, 5)
        return content

    async def word(self, answer: Answered | None) -> None:
        """Let the bot's side answer (``None``: let its time run out) and the bot act on it."""
        self.desk.word = answer
        if answer is None:
            self.now += LIFE
        for _flow, watch in list(self.bot._watches.values()):
            await asyncio.wait_for(watch, 5)
        assert self.bot._worker is not None
        await asyncio.wait_for(self.bot._worker, 5)

    def heard(self, kind: str) -> dict[str, Any]:
        """Take the bot's next word."""
        room, name, content = self.wire.said.pop(0)
        assert (room, name) == (self.room, KIND + kind), (name, content)
        return content

    async def asks(self) -> None:
        now = int(time.time() * 1000)
        await self.says("request", from_device="ANNA", methods=["m.sas.v1", "m.qr_code.show.v1"], timestamp=now)

    async def starts(self, **changes: Any) -> dict[str, Any]:
        content: dict[str, Any] = {
            "from_device": "ANNA",
            "method": "m.sas.v1",
            "key_agreement_protocols": ["curve25519-hkdf-sha256"],
            "hashes": ["sha256"],
            "message_authentication_codes": ["hkdf-hmac-sha256.v2", "hkdf-hmac-sha256"],
            "short_authentication_string": ["decimal", "emoji"],
        }
        return await self.says("start", **(content | changes))

    async def to_emoji(self) -> tuple[tuple[str, str], ...]:
        """Go on until both sides see emoji; gives the person's."""
        await self.asks()
        ready = self.heard("ready")
        assert (ready["from_device"], ready["methods"]) == ("BOT", ["m.sas.v1"])
        start = await self.starts()
        accept = self.heard("accept")
        await self.says("key", key=self.sas.public_key.to_base64())
        key = self.heard("key")["key"]
        assert accept["commitment"] == encode(hashlib.sha256(key.encode() + encode_canonical_json(start)).digest())
        self.theirs = self.sas.diffie_hellman(vodozemac.Curve25519PublicKey.from_base64(key))
        info = f"MATRIX_KEY_VERIFICATION_SAS|{ANNA}|ANNA|{self.sas.public_key.to_base64()}|{BOT}|BOT|{key}|{self.id}"
        return tuple(EMOJI[number] for number in self.theirs.bytes(info).emoji_indices)

    def mac(self, **changes: str) -> dict[str, Any]:
        assert self.theirs is not None
        base = f"MATRIX_KEY_VERIFICATION_MAC{ANNA}ANNA{BOT}BOT{self.id}"
        keys = {"ed25519:ANNA": self.device.public}
        keys |= {f"ed25519:{self.identity.master.public}": self.identity.master.public} | changes
        return {
            "mac": {name: self.theirs.calculate_mac(key, base + name) for name, key in keys.items()},
            "keys": self.theirs.calculate_mac(",".join(sorted(keys)), base + "KEY_IDS"),
        }


@pytest.fixture(params=["!raum", None], ids=["in the room", "between devices"])
def person(request: pytest.FixtureRequest) -> Person:
    return Person(request.param)


@pytest.fixture(params=["!raum", None], ids=["in the room", "between devices"])
def attended(request: pytest.FixtureRequest) -> Person:
    return Person(request.param, attended=True)


async def test_both_sides_see_the_same_and_trust_each_other(person: Person) -> None:
    emoji = await person.to_emoji()
    assert person.desk.shown == [(ANNA, emoji, "$flow")]
    content = person.heard("mac")
    base = f"MATRIX_KEY_VERIFICATION_MAC{BOT}BOT{ANNA}ANNA{person.id}"
    assert person.theirs is not None
    for name, key in {"ed25519:BOT": "botdevice", "ed25519:botmaster": "botmaster"}.items():
        person.theirs.verify_mac(key, base + name, content["mac"][name])
    person.theirs.verify_mac("ed25519:BOT,ed25519:botmaster", base + "KEY_IDS", content["keys"])
    await person.says("mac", **person.mac(**{"ed25519:UNKNOWN": "x"}))
    person.heard("done")
    await person.says("done")
    assert (person.wire.said, person.bot._flows, person.verified) == ([], {}, [])
    await person.word(Answered.SAME)
    assert (person.wire.said, person.verified, person.desk.ended) == ([], [person.keys], [Outcome.CONFIRMED])
    assert person.bot._watches == {}


async def test_a_word_before_the_person_is_ready_waits(person: Person) -> None:
    await person.to_emoji()
    person.heard("mac")
    await person.word(Answered.SAME)
    assert (person.verified, person.desk.ended) == ([], [])
    await person.says("mac", **person.mac())
    person.heard("done")
    assert (person.verified, person.desk.ended) == ([person.keys], [Outcome.CONFIRMED])


async def test_different_emoji_end_it(person: Person) -> None:
    await person.to_emoji()
    person.heard("mac")
    await person.word(Answered.DIFFERENT)
    assert person.heard("cancel")["code"] == "m.mismatched_sas"
    assert (person.wire.said, person.verified, person.desk.ended) == ([], [], [Outcome.REFUSED])


@pytest.mark.parametrize(
    ("word", "outcome"), [(Answered.DIFFERENT, Outcome.TOO_LATE), (None, Outcome.EXPIRED)], ids=["no", "silence"]
)
async def test_without_a_yes_the_bot_signs_nothing(person: Person, word: Answered | None, outcome: Outcome) -> None:
    await person.to_emoji()
    person.heard("mac")
    await person.says("mac", **person.mac())
    person.heard("done")
    await person.says("done")
    await person.word(word)
    assert (person.wire.said, person.verified, person.desk.ended) == ([], [], [outcome])


async def test_somebody_at_the_shell_is_waited_for(attended: Person) -> None:
    await attended.to_emoji()
    await attended.says("mac", **attended.mac())
    assert attended.wire.said == []
    await attended.word(Answered.SAME)
    attended.heard("mac")
    attended.heard("done")
    await attended.says("done")
    assert (attended.wire.said, attended.verified) == ([], [attended.keys])
    assert attended.desk.ended == [Outcome.CONFIRMED]


@pytest.mark.parametrize(
    ("word", "code", "outcome"),
    [
        (Answered.DIFFERENT, "m.mismatched_sas", Outcome.REFUSED),
        (Answered.NOTHING, "m.timeout", Outcome.EXPIRED),
        (None, "m.timeout", Outcome.EXPIRED),
    ],
)
async def test_a_no_at_the_shell_is_said(attended: Person, word: Answered | None, code: str, outcome: Outcome) -> None:
    await attended.to_emoji()
    await attended.says("mac", **attended.mac())
    await attended.word(word)
    assert attended.heard("cancel")["code"] == code
    assert (attended.wire.said, attended.verified, attended.desk.ended) == ([], [], [outcome])


async def test_done_before_the_bots_part_is_out_of_turn(attended: Person) -> None:
    await attended.to_emoji()
    await attended.says("mac", **attended.mac())
    await attended.says("done")
    assert attended.heard("cancel")["code"] == "m.unexpected_message"
    assert attended.desk.ended == [Outcome.CANCELLED]


async def test_the_other_side_may_end_it(person: Person) -> None:
    await person.to_emoji()
    person.heard("mac")
    await person.says("cancel", code="m.user")
    assert (person.wire.said, person.desk.ended) == ([], [Outcome.CANCELLED])


async def test_without_an_identity_nothing_is_signed(person: Person) -> None:
    await person.to_emoji()
    person.heard("mac")
    mac = person.mac()
    del mac["mac"][f"ed25519:{person.identity.master.public}"]
    assert person.theirs is not None
    base = f"MATRIX_KEY_VERIFICATION_MAC{ANNA}ANNA{BOT}BOT{person.id}"
    mac["keys"] = person.theirs.calculate_mac("ed25519:ANNA", base + "KEY_IDS")
    await person.says("mac", **mac)
    person.heard("done")
    await person.word(Answered.SAME)
    assert (person.verified, person.desk.ended) == ([], [Outcome.NO_IDENTITY])


async def test_a_wrong_key_ends_it(person: Person) -> None:
    await person.to_emoji()
    person.heard("mac")
    await person.says("mac", **person.mac(**{"ed25519:ANNA": "another"}))
    assert person.heard("cancel")["code"] == "m.key_mismatch"
    assert person.verified == []


async def test_without_the_device_it_does_not_count(person: Person) -> None:
    await person.to_emoji()
    person.heard("mac")
    mac = person.mac()
    del mac["mac"]["ed25519:ANNA"]
    await person.says("mac", **mac)
    assert person.heard("cancel")["code"] == "m.key_mismatch"


@pytest.mark.parametrize("room", ["!raum", None])
async def test_strangers_are_refused(room: str | None) -> None:
    person = Person(room, known=False)
    await person.asks()
    assert person.heard("cancel")["code"] == "m.user"
    await person.starts()
    assert person.wire.said == []


async def test_what_comes_out_of_turn_ends_it(person: Person) -> None:
    await person.asks()
    person.heard("ready")
    await person.says("key", key=person.sas.public_key.to_base64())
    assert person.heard("cancel")["code"] == "m.unexpected_message"
    await person.asks()
    person.heard("ready")
    await person.starts(from_device="OTHER")
    assert person.heard("cancel")["code"] == "m.unexpected_message"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"message_authentication_codes": ["hkdf-hmac-sha256"]}, "m.unknown_method"),
        ({"method": "m.reciprocate.v1"}, "m.unknown_method"),
        ({"hashes": None}, "m.unknown_method"),
    ],
)
async def test_other_methods_are_refused(person: Person, changes: dict[str, Any], code: str) -> None:
    await person.asks()
    person.heard("ready")
    await person.starts(**changes)
    assert person.heard("cancel")["code"] == code


@pytest.mark.parametrize("key", ["", "?", "AAAA", 7, None, "x" * 10_000])
async def test_a_strange_key_ends_it(person: Person, key: Any) -> None:
    await person.asks()
    await person.starts()
    person.wire.said.clear()
    await person.says("key", key=key)
    assert person.heard("cancel")["code"] == "m.invalid_message"


async def test_others_cannot_meddle_and_old_ones_are_forgotten(person: Person) -> None:
    await person.asks()
    person.heard("ready")
    await person.says("start", sender="@eve:example.org", from_device="ANNA")
    await person.says("cancel", sender="@eve:example.org")
    assert person.wire.said == []
    person.now = 601.0
    await person.starts()
    assert person.wire.said == []


async def test_a_second_request_ends_the_first(person: Person) -> None:
    await person.asks()
    person.heard("ready")
    person.id = "$second"
    await person.asks()
    assert person.heard("cancel")["code"] == "m.user"
    person.heard("ready")


async def test_how_many_are_under_way_is_bounded() -> None:
    person = Person("!raum")
    for number in range(AT_ONCE + 5):
        person.id = f"${number}"
        content = {"from_device": "D", "methods": ["m.sas.v1"]}
        await person.says("request", sender=f"@p{number}:example.org", **content)
    assert len(person.bot._flows) == AT_ONCE


async def test_only_what_belongs_to_a_verification_is_taken() -> None:
    person = Person("!raum")
    for kind, content in (
        ("m.room.message", {"msgtype": "m.text", "body": "!hilfe"}),
        ("m.reaction", {}),
        (7, {}),
        ("m.key.verification.start", None),
    ):
        assert not person.bot.hear_in_room("!raum", {"type": kind, "sender": ANNA, "content": content}, 1.0)
    old = {"msgtype": KIND + "request", "to": BOT, "from_device": "D", "methods": ["m.sas.v1"]}
    event = {"type": "m.room.message", "event_id": "$1", "sender": ANNA, "content": old}
    assert person.bot.hear_in_room("!raum", event, 601.0)
    event["content"] = {**old, "to": "@other:example.org"}
    assert person.bot.hear_in_room("!raum", event, 1.0)
    assert person.bot._worker is None
