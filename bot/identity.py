"""The bot's own identity: which of the cases of a start this is, and what follows from it.

Since April 2026 clients neither show messages from nor send keys to a device that its owner has not
cross-signed (MSC4153). nio knows no cross-signing, so the bot makes its identity itself.

========================================  ==========================================================
what is found                             what happens
========================================  ==========================================================
no identity on the server                 make one (or take the kept one), save it, then upload it
the kept one is the server's              nothing, or sign a new device
the server has one, none or another kept  restore it from secret storage with the recovery key
the same, without a recovery key          :class:`IdentityLostError`; only an explicit reset goes on
our device on the server has other keys   :class:`CryptoLostError`: log in as a new device
========================================  ==========================================================
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bot.matrix import RefusedError
from bot.secret_storage import RecoveryKeyError, StorageKey, read_recovery_key, write_recovery_key
from bot.signing import USAGES, Identity, IdentityFile, SigningKey, decode, encode, signature_holds, with_signature

log = logging.getLogger(__name__)

SECRET = {usage: f"m.cross_signing.{usage}" for usage in USAGES}


class IdentityLostError(Exception):
    """The account has an identity whose private keys are not here."""


class CryptoLostError(Exception):
    """The encryption store does not belong to the device that the server knows."""


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """What the server publishes of the bot's account."""

    devices: Mapping[str, Mapping[str, Any]]
    master: Mapping[str, Any] | None
    self_signing: Mapping[str, Any] | None

    @property
    def master_public(self) -> str | None:
        """The public master key."""
        keys = self.master.get("keys") if self.master else None
        return str(next(iter(keys.values()))) if isinstance(keys, dict) and keys else None


class KeyServer(Protocol):
    """What the identity needs of the homeserver and of the device."""

    user_id: str

    @property
    def device_id(self) -> str:
        """The bot's device."""

    def device_keys(self) -> Mapping[str, Any]:
        """Return the device's own public keys, as the encryption store has them, by ``ed25519:…`` and so on."""

    def sign_as_device(self, value: Mapping[str, Any]) -> str:
        """Return the device's signature."""

    async def own_keys(self) -> OwnKeys:
        """Ask for the account's keys."""

    async def upload_device_keys(self) -> None:
        """Publish the device unless that is done."""

    async def upload_identity(self, body: Mapping[str, Any]) -> None:
        """Publish the cross-signing keys, with the password if the server asks."""

    async def upload_signatures(self, body: Mapping[str, Any]) -> None:
        """Publish signatures."""

    async def account_data(self, kind: str) -> Mapping[str, Any] | None:
        """Read account data."""

    async def set_account_data(self, kind: str, content: Mapping[str, Any]) -> None:
        """Write account data."""


async def establish(
    server: KeyServer, data_dir: Path, *, recovery_key: str | None = None, reset: bool = False
) -> Identity:
    """Make sure that the account has an identity, that its keys are here, and that this device is signed.

    Raises :class:`IdentityLostError`, :class:`CryptoLostError` or
    :class:`bot.secret_storage.RecoveryKeyError`, before anything on the server is changed.
    """
    file = IdentityFile(data_dir)
    published = await server.own_keys()
    mine = published.devices.get(server.device_id)
    if mine is not None and dict(mine.get("keys", {})) != dict(server.device_keys()):
        raise CryptoLostError(server.device_id)
    await server.upload_device_keys()
    identity = file.load(server.user_id)
    if published.master_public is None or reset:
        kept = identity
        if identity is None or reset:
            identity = Identity.new(server.user_id)
            file.save(identity)
        try:
            await server.upload_identity(identity.upload())
        except RefusedError:
            if kept is not None:
                file.save(kept)  # the server still has the old one
            raise
        log.info("Die Identität des Bots wurde veröffentlicht.")
        published = await server.own_keys()
    elif identity is None or identity.master.public != published.master_public:
        if recovery_key is None:
            raise IdentityLostError(server.user_id)
        identity = await _restore(server, published, recovery_key)
        file.save(identity)
        log.info("Die Identität des Bots wurde mit dem Wiederherstellungsschlüssel geholt.")
    await _sign(server, identity, published)
    return identity


async def _sign(server: KeyServer, identity: Identity, published: OwnKeys) -> None:
    """Sign the device with the identity and the identity with the device, where that is missing."""
    device = published.devices.get(server.device_id)
    if device is None:
        published = await server.own_keys()
        device = published.devices.get(server.device_id)
    if device is None or dict(device.get("keys", {})) != dict(server.device_keys()):
        raise CryptoLostError(server.device_id)
    signed: dict[str, Any] = {}
    if not signature_holds(device, server.user_id, identity.self_signing.public):
        signed[server.device_id] = identity.self_signing.sign(_bare(device), server.user_id)
    master = dict(published.master or {})
    device_key = str(server.device_keys()[f"ed25519:{server.device_id}"])
    if master and not _signed_by_device(master, server, device_key):
        bare = _bare(master)
        signature = server.sign_as_device(bare)
        signed[identity.master.public] = with_signature(bare, server.user_id, f"ed25519:{server.device_id}", signature)
    if signed:
        await server.upload_signatures({server.user_id: signed})


def _bare(value: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the signatures that are there: servers refuse those of devices that have gone meanwhile."""
    return {key: part for key, part in value.items() if key not in {"unsigned", "signatures"}}


def _signed_by_device(master: Mapping[str, Any], server: KeyServer, device_key: str) -> bool:
    signatures = master.get("signatures")
    mine = signatures.get(server.user_id) if isinstance(signatures, dict) else None
    signature = mine.get(f"ed25519:{server.device_id}") if isinstance(mine, dict) else None
    if not isinstance(signature, str):
        return False
    renamed = {**master, "signatures": {server.user_id: {f"ed25519:{device_key}": signature}}}
    return signature_holds(renamed, server.user_id, device_key)


async def _restore(server: KeyServer, published: OwnKeys, recovery_key: str) -> Identity:
    """Fetch the private keys from secret storage and check them against what is published."""
    key = StorageKey(read_recovery_key(recovery_key))
    default = await server.account_data("m.secret_storage.default_key") or {}
    name = default.get("key")
    description = await server.account_data(f"m.secret_storage.key.{name}") if isinstance(name, str) else None
    if description is None:
        raise RecoveryKeyError("Auf dem Server liegt kein Geheimnisspeicher für dieses Konto.")
    if not key.fits(description):
        raise RecoveryKeyError("Der Wiederherstellungsschlüssel passt nicht zu diesem Konto.")
    seeds = {}
    for usage in USAGES:
        secret = await server.account_data(SECRET[usage]) or {}
        encrypted = secret.get("encrypted", {}).get(name)
        if encrypted is None:
            raise RecoveryKeyError("Im Geheimnisspeicher fehlt ein Teil der Identität.")
        seeds[usage] = SigningKey(decode(key.decrypt(SECRET[usage], encrypted).decode("ascii")))
    identity = Identity(server.user_id, **seeds)
    if identity.master.public != published.master_public:
        raise RecoveryKeyError("Der Geheimnisspeicher gehört zu einer früheren Identität dieses Kontos.")
    return identity


async def store_secrets(server: KeyServer, identity: Identity) -> str:
    """Put the private keys into secret storage under a new recovery key and return that key, to be shown once."""
    key = StorageKey.new()
    name = encode(StorageKey.new().key)[:32].replace("/", "a").replace("+", "b")
    await server.set_account_data(f"m.secret_storage.key.{name}", key.description())
    for usage in USAGES:
        secret = encode(identity.key(usage).seed).encode("ascii")
        encrypted = key.encrypt(SECRET[usage], secret)
        await server.set_account_data(SECRET[usage], {"encrypted": {name: encrypted}})
    await server.set_account_data("m.secret_storage.default_key", {"key": name})
    return write_recovery_key(key.key)
