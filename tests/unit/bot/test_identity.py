"""The decision table of the bot's identity, against a server that remembers what it is told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.identity import CryptoLostError, IdentityLostError, OwnKeys, establish, store_secrets
from bot.key_server import _how_to_confirm
from bot.matrix import RefusedError
from bot.secret_storage import RecoveryKeyError, StorageKey, read_recovery_key, write_recovery_key
from bot.signing import Identity, SigningKey, signature_holds, with_signature

USER = "@bot:example.org"


class FakeServer:
    """Keeps keys and account data as a homeserver does; the device signs with a key of its own."""

    user_id = USER

    def __init__(self) -> None:
        self.device = SigningKey.new()
        self.device_id = "DEVICE"
        self.devices: dict[str, dict[str, Any]] = {}
        self.identity: dict[str, Any] = {}
        self.data: dict[str, Mapping[str, Any]] = {}
        self.uploads = 0

    def device_keys(self) -> Mapping[str, Any]:
        return {f"ed25519:{self.device_id}": self.device.public, f"curve25519:{self.device_id}": "curve"}

    def sign_as_device(self, value: Mapping[str, Any]) -> str:
        return self.device.sign(value, USER)["signatures"][USER][f"ed25519:{self.device.public}"]

    async def own_keys(self) -> OwnKeys:
        return OwnKeys(self.devices, self.identity.get("master_key"), self.identity.get("self_signing_key"))

    async def upload_device_keys(self) -> None:
        bare = {"user_id": USER, "device_id": self.device_id, "keys": dict(self.device_keys()), "algorithms": []}
        signature = self.sign_as_device(bare)
        self.devices.setdefault(self.device_id, with_signature(bare, USER, f"ed25519:{self.device_id}", signature))

    async def upload_identity(self, body: Mapping[str, Any]) -> None:
        self.identity = dict(body)
        self.uploads += 1

    async def upload_signatures(self, body: Mapping[str, Any]) -> None:
        for name, value in body[USER].items():
            old = self.devices[name] if name in self.devices else self.identity["master_key"]
            if name not in self.devices:
                signers = {key.partition(":")[2] for key in value["signatures"][USER]}
                assert signers <= set(self.devices), "signed by a device that is not there"
            merged = old.get("signatures", {}).get(USER, {}) | value["signatures"][USER]
            new = {**value, "signatures": {USER: merged}}
            if name in self.devices:
                self.devices[name] = new
            else:
                self.identity["master_key"] = new

    async def account_data(self, kind: str) -> Mapping[str, Any] | None:
        return self.data.get(kind)

    async def set_account_data(self, kind: str, content: Mapping[str, Any]) -> None:
        self.data[kind] = content

    @property
    def is_trusted(self) -> bool:
        public = next(iter(self.identity["self_signing_key"]["keys"].values()))
        return signature_holds(self.devices[self.device_id], USER, public)


async def test_a_first_start_makes_an_identity_and_signs_the_device(tmp_path: Path) -> None:
    server = FakeServer()
    identity = await establish(server, tmp_path)
    assert server.is_trusted
    assert signature_holds(server.identity["self_signing_key"], USER, identity.master.public)
    assert f"ed25519:{server.device_id}" in server.identity["master_key"]["signatures"][USER]
    assert (tmp_path / "identitaet.json").stat().st_mode & 0o777 == 0o600


async def test_a_restart_uploads_nothing(tmp_path: Path) -> None:
    server = FakeServer()
    first = await establish(server, tmp_path)
    assert await establish(server, tmp_path) == first
    assert server.uploads == 1


async def test_a_new_device_is_signed_by_the_kept_identity(tmp_path: Path) -> None:
    server = FakeServer()
    await establish(server, tmp_path)
    server.device, server.device_id = SigningKey.new(), "OTHER"
    await establish(server, tmp_path)
    assert server.is_trusted
    assert server.uploads == 1


async def test_a_new_device_is_signed_after_the_old_one_was_logged_out(tmp_path: Path) -> None:
    server = FakeServer()
    await establish(server, tmp_path)
    server.devices.clear()
    server.device, server.device_id = SigningKey.new(), "OTHER"
    await establish(server, tmp_path)
    assert server.is_trusted
    assert "ed25519:OTHER" in server.identity["master_key"]["signatures"][USER]


async def test_a_lost_folder_without_recovery_key_changes_nothing(tmp_path: Path) -> None:
    server = FakeServer()
    await establish(server, tmp_path / "a")
    before = dict(server.identity)
    server.device, server.device_id = SigningKey.new(), "OTHER"
    with pytest.raises(IdentityLostError):
        await establish(server, tmp_path / "b")
    assert server.identity == before


async def test_a_lost_folder_is_mended_with_the_recovery_key(tmp_path: Path) -> None:
    server = FakeServer()
    identity = await establish(server, tmp_path / "a")
    recovery = await store_secrets(server, identity)
    server.device, server.device_id = SigningKey.new(), "OTHER"
    assert await establish(server, tmp_path / "b", recovery_key=recovery) == identity
    assert server.is_trusted
    assert server.uploads == 1
    with pytest.raises(RecoveryKeyError):
        await establish(server, tmp_path / "c", recovery_key=write_recovery_key(StorageKey.new().key))


async def test_a_lost_encryption_store_is_noticed_before_anything_is_uploaded(tmp_path: Path) -> None:
    server = FakeServer()
    await establish(server, tmp_path)
    before = dict(server.devices)
    server.device = SigningKey.new()
    with pytest.raises(CryptoLostError):
        await establish(server, tmp_path)
    assert server.devices == before


async def test_an_explicit_reset_makes_a_new_identity(tmp_path: Path) -> None:
    server = FakeServer()
    first = await establish(server, tmp_path)
    second = await establish(server, tmp_path, reset=True)
    assert first != second
    assert server.is_trusted


def test_recovery_keys_are_read_as_written_and_mistakes_are_noticed() -> None:
    key = StorageKey.new().key
    text = write_recovery_key(key)
    assert read_recovery_key(text.replace(" ", "")) == key
    for wrong in ("", "EsTx", text[:-1], text.replace(text[5], "1" if text[5] != "1" else "2", 1), text + "a"):
        with pytest.raises(RecoveryKeyError):
            read_recovery_key(wrong)


def test_a_changed_value_loses_its_signature() -> None:
    identity = Identity.new(USER)
    part = identity.public_part("self_signing")
    assert signature_holds(part, USER, identity.master.public)
    assert not signature_holds({**part, "usage": ["master"]}, USER, identity.master.public)


async def test_a_reset_that_is_refused_leaves_the_old_identity(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = FakeServer()
    before = await establish(server, tmp_path)

    async def refuse(_body: Mapping[str, Any]) -> None:
        raise RefusedError("M_FORBIDDEN")

    monkeypatch.setattr(server, "upload_identity", refuse)
    with pytest.raises(RefusedError):
        await establish(server, tmp_path, reset=True)
    monkeypatch.undo()
    assert await establish(server, tmp_path) == before


@pytest.mark.parametrize(
    ("flows", "params", "words"),
    [
        ([["m.login.password"], ["m.oauth"]], {}, "NETZBOTE_PASSWORD fehlt"),
        (
            [["m.oauth"]],
            {"m.oauth": {"url": "https://konto.example.org/"}},
            "unter https://konto.example.org/ mit dem",
        ),
        ([["m.login.sso"]], None, "in der Kontoverwaltung mit dem"),
        ([["m.oauth"]], {"m.oauth": {"url": 7}}, "in der Kontoverwaltung"),
        ([], {"m.oauth": "x"}, "in der Kontoverwaltung"),
    ],
)
def test_how_a_person_confirms_a_new_identity(flows: list[list[str]], params: Any, words: str) -> None:
    assert words in _how_to_confirm(flows, params)
