"""Only a whole chain of signatures counts, and only the first identity that was seen of a person."""

import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.people import People, SenderCheck
from bot.people_keys import PersonKeys
from bot.signing import Identity, IdentityFile, SigningKey, signature_holds
from bot.trust_book import Known, TrustBook

ANNA = "@anna:example.org"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def device(identity: Identity, name: str = "D", *, signed: bool = True) -> dict[str, Any]:
    keys = {f"ed25519:{name}": SigningKey.new().public, f"curve25519:{name}": f"curve-{name}"}
    bare = {"user_id": ANNA, "device_id": name, "keys": keys, "algorithms": []}
    return identity.self_signing.sign(bare, ANNA) if signed else bare


def answer(identity: Identity, *devices: dict[str, Any]) -> dict[str, Any]:
    return {
        "device_keys": {ANNA: {one["device_id"]: one for one in devices}},
        "master_keys": {ANNA: identity.public_part("master")},
        "self_signing_keys": {ANNA: identity.public_part("self_signing")},
    }


@pytest.fixture
def identity() -> Identity:
    return Identity.new(ANNA)


def test_a_whole_chain_counts(identity: Identity) -> None:
    keys = PersonKeys.read(ANNA, answer(identity, device(identity), device(identity, "E", signed=False)))
    assert keys.master == identity.master.public
    assert keys.self_signing == identity.self_signing.public
    assert (keys.is_signed("D"), keys.is_signed("E"), keys.is_signed("F")) == (True, False, False)
    assert (keys.device_with("curve-D"), keys.device_with("curve-E"), keys.device_with("x")) == ("D", "E", None)


def test_each_broken_link_is_noticed(identity: Identity) -> None:
    good = answer(identity, device(identity))
    other = Identity.new(ANNA)

    def changed(**parts: Any) -> dict[str, Any]:
        return copy.deepcopy(good) | parts

    tampered = copy.deepcopy(good)
    tampered["device_keys"][ANNA]["D"]["keys"]["curve25519:D"] = "another"
    renamed = {"E": good["device_keys"][ANNA]["D"]}
    for wrong in (
        tampered,
        changed(master_keys={ANNA: other.public_part("master")}),
        changed(self_signing_keys={ANNA: other.public_part("self_signing")}),
        changed(self_signing_keys={ANNA: identity.public_part("user_signing")}),
        changed(self_signing_keys={}),
        changed(master_keys={}),
        changed(device_keys={ANNA: renamed}),
        changed(device_keys={ANNA: []}),
        changed(device_keys=None, master_keys=[], self_signing_keys="?"),
        changed(master_keys={ANNA: {**identity.public_part("master"), "user_id": "@eve:example.org"}}),
        changed(master_keys={ANNA: {**identity.public_part("master"), "keys": {"ed25519:x": "y"}}}),
        {},
    ):
        keys = PersonKeys.read(ANNA, wrong)
        assert not keys.is_signed("D"), wrong
        assert not keys.is_signed("E"), wrong


def test_the_first_identity_counts_until_the_operator_takes_another(tmp_path: Path) -> None:
    book = TrustBook(tmp_path)
    assert book.matches(ANNA, "eins", NOW)
    assert book.matches(ANNA, "eins", NOW)
    assert not book.matches(ANNA, "zwei", NOW)
    book.compared(ANNA, "zwei", NOW)
    assert book.people() == {ANNA: Known("eins", "2026-11-24T12:00:00+00:00")}
    book.accept(ANNA, "zwei", NOW)
    assert TrustBook(tmp_path).matches(ANNA, "zwei", NOW)
    book.compared(ANNA, "zwei", NOW)
    assert book.count_compared() == 1


@pytest.mark.parametrize("text", ["[]", "{", '{"@a:b": {"x": 1}}'])
def test_a_broken_book_trusts_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / "vertrauen.json").write_text(text)
    with pytest.raises(ValueError):
        TrustBook(tmp_path).matches(ANNA, "eins", NOW)


class FakePeople(People):
    """Asks no server."""

    def __init__(self, folder: Path, keys: PersonKeys) -> None:
        super().__init__(type("M", (), {"user_id": "@bot:example.org"})(), folder)  # type: ignore[arg-type]
        self.keys = keys
        self.uploaded: list[Any] = []

    async def keys_of(self, user: str) -> PersonKeys:
        assert user == ANNA
        return self.keys

    def _server(self) -> Any:
        return self

    async def upload_signatures(self, body: Any) -> None:
        self.uploaded.append(body)


async def test_a_sender_is_judged_by_the_device(tmp_path: Path, identity: Identity) -> None:
    signed = answer(identity, device(identity), device(identity, "E", signed=False))
    people = FakePeople(tmp_path, PersonKeys.read(ANNA, signed))
    assert await people.check_sender(ANNA, None) is SenderCheck.CLEAR
    assert await people.check_sender(ANNA, "curve-E") is SenderCheck.UNSIGNED
    assert await people.check_sender(ANNA, "unknown") is SenderCheck.UNSIGNED
    assert await people.check_sender(ANNA, "curve-D") is SenderCheck.SIGNED
    assert await people.sender_is_signed(ANNA, "curve-D")
    other = Identity.new(ANNA)
    people.keys = PersonKeys.read(ANNA, answer(other, device(other)))
    assert await people.check_sender(ANNA, "curve-D") is SenderCheck.CHANGED
    assert not await people.sender_is_signed(ANNA, "curve-D")


async def test_who_compared_emoji_is_signed_once_known(tmp_path: Path, identity: Identity) -> None:
    mine = Identity.new("@bot:example.org")
    IdentityFile(tmp_path).save(mine)
    people = FakePeople(tmp_path, PersonKeys.read(ANNA, answer(identity, device(identity))))
    await people.verified(people.keys)
    ((signed,),) = ([body[ANNA][identity.master.public] for body in people.uploaded],)
    assert signature_holds(signed, "@bot:example.org", mine.user_signing.public)
    assert people.book.count_compared() == 1
    other = Identity.new(ANNA)
    await people.verified(PersonKeys.read(ANNA, answer(other)))
    assert len(people.uploaded) == 1
