"""Cross-signing keys: making, signing, keeping and their form on the wire.

Follows the Matrix specification, "Cross-signing" and "Signing JSON": Ed25519 over canonical JSON without
``signatures`` and ``unsigned``, keys and signatures in unpadded base64.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from canonicaljson import encode_canonical_json
from Crypto.PublicKey import ECC
from Crypto.Random import get_random_bytes
from Crypto.Signature import eddsa

from bot.session import write_private

USAGES = ("master", "self_signing", "user_signing")


def encode(data: bytes) -> str:
    """Unpadded base64."""
    return base64.b64encode(data).decode("ascii").rstrip("=")


def decode(text: str) -> bytes:
    """Read unpadded (or padded) base64. Raises ``ValueError``."""
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def signable(value: Mapping[str, Any]) -> bytes:
    """Return the bytes that a signature covers."""
    return encode_canonical_json({key: part for key, part in value.items() if key not in {"signatures", "unsigned"}})


def signature_holds(value: Mapping[str, Any], user_id: str, public: str) -> bool:
    """Whether ``value`` carries a good signature of this user by this Ed25519 key."""
    signatures = value.get("signatures")
    mine = signatures.get(user_id) if isinstance(signatures, dict) else None
    signature = mine.get(f"ed25519:{public}") if isinstance(mine, dict) else None
    return isinstance(signature, str) and _verifies(value, public, signature)


def _verifies(value: Mapping[str, Any], public: str, signature: str) -> bool:
    try:
        key = eddsa.import_public_key(decode(public))
        eddsa.new(key, "rfc8032").verify(signable(value), decode(signature))
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private Ed25519 key, kept as its 32-byte seed."""

    seed: bytes

    @classmethod
    def new(cls) -> "SigningKey":
        """Make a key."""
        return cls(get_random_bytes(32))

    def _key(self) -> ECC.EccKey:
        return ECC.construct(curve="Ed25519", seed=self.seed)

    @property
    def public(self) -> str:
        """The public key in unpadded base64; it is also the key's id."""
        return encode(self._key().public_key().export_key(format="raw"))

    def sign(self, value: Mapping[str, Any], user_id: str) -> dict[str, Any]:
        """Return ``value`` with this key's signature added."""
        signature = encode(eddsa.new(self._key(), "rfc8032").sign(signable(value)))
        return with_signature(value, user_id, f"ed25519:{self.public}", signature)


def with_signature(value: Mapping[str, Any], user_id: str, key_id: str, signature: str) -> dict[str, Any]:
    """Return ``value`` with one more signature."""
    signatures = {user: dict(keys) for user, keys in dict(value.get("signatures") or {}).items()}
    signatures.setdefault(user_id, {})[key_id] = signature
    return {**value, "signatures": signatures}


@dataclass(frozen=True, slots=True)
class Identity:
    """The three private keys that make an account trusted."""

    user_id: str
    master: SigningKey
    self_signing: SigningKey
    user_signing: SigningKey

    @classmethod
    def new(cls, user_id: str) -> "Identity":
        """Make an identity that nobody knows yet."""
        return cls(user_id, SigningKey.new(), SigningKey.new(), SigningKey.new())

    def key(self, usage: str) -> SigningKey:
        """Return the private key for ``master``, ``self_signing`` or ``user_signing``."""
        return {"master": self.master, "self_signing": self.self_signing, "user_signing": self.user_signing}[usage]

    def public_part(self, usage: str) -> dict[str, Any]:
        """Return a public key as the server wants it; all but the master key are signed by the master key."""
        public = self.key(usage).public
        value = {"user_id": self.user_id, "usage": [usage], "keys": {f"ed25519:{public}": public}}
        return value if usage == "master" else self.master.sign(value, self.user_id)

    def upload(self) -> dict[str, Any]:
        """Return the body for ``/keys/device_signing/upload``."""
        return {f"{usage}_key": self.public_part(usage) for usage in USAGES}


class IdentityFile:
    """The private keys in the data folder, readable by their owner only."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "identitaet.json"

    def load(self, user_id: str) -> Identity | None:
        """Return the kept identity of this account."""
        try:
            data = json.loads(self._path.read_text(encoding="ascii"))
            if data["user_id"] != user_id:
                return None
            seeds = [SigningKey(decode(data[usage])) for usage in USAGES]
        except (FileNotFoundError, KeyError, TypeError, ValueError):
            return None
        return Identity(user_id, *seeds)

    def save(self, identity: Identity) -> None:
        """Keep the private keys. Comes before their upload: an identity nobody holds the keys of is lost."""
        data = {"user_id": identity.user_id} | {usage: encode(identity.key(usage).seed) for usage in USAGES}
        write_private(self._path, json.dumps(data).encode("ascii"))
