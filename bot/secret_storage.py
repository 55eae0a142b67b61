"""Server-side secret storage (4S) under a recovery key.

Follows the Matrix specification, "Secrets": ``m.secret_storage.v1.aes-hmac-sha2`` and the form of recovery
keys (base58, two bytes in front, a parity byte at the end).
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from Crypto.Cipher import AES
from Crypto.Hash import SHA256
from Crypto.Protocol.KDF import HKDF

from bot.signing import decode, encode

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PREFIX = bytes((0x8B, 0x01))
ALGORITHM = "m.secret_storage.v1.aes-hmac-sha2"
KEY_BYTES = 32


class RecoveryKeyError(ValueError):
    """The recovery key is mistyped or belongs to something else."""


def _parity(data: bytes) -> int:
    result = 0
    for byte in data:
        result ^= byte
    return result


def write_recovery_key(key: bytes) -> str:
    """Return a 32-byte key as people write it down, in groups of four."""
    data = PREFIX + key
    number = int.from_bytes(data + bytes((_parity(data),)))
    text = ""
    while number:
        number, rest = divmod(number, 58)
        text = ALPHABET[rest] + text
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def read_recovery_key(text: str) -> bytes:
    """Read a recovery key; spaces don't matter. Raises :class:`RecoveryKeyError`."""
    number = 0
    for sign in "".join(text.split()):
        if sign not in ALPHABET:
            raise RecoveryKeyError("Der Wiederherstellungsschlüssel enthält ein Zeichen, das nicht vorkommen kann.")
        number = number * 58 + ALPHABET.index(sign)
    length = len(PREFIX) + KEY_BYTES + 1
    try:
        data = number.to_bytes(length)
    except OverflowError as error:
        raise RecoveryKeyError("Der Wiederherstellungsschlüssel ist zu lang.") from error
    if not data.startswith(PREFIX) or _parity(data) != 0:
        raise RecoveryKeyError("Der Wiederherstellungsschlüssel ist nicht richtig abgeschrieben.")
    return data[len(PREFIX) : -1]


@dataclass(frozen=True, slots=True)
class StorageKey:
    """A key of the secret storage."""

    key: bytes

    @classmethod
    def new(cls) -> "StorageKey":
        """Make a key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def _keys(self, name: str) -> tuple[bytes, bytes]:
        derived = HKDF(self.key, 64, bytes(32), SHA256, context=name.encode())
        assert isinstance(derived, bytes)
        return derived[:32], derived[32:]

    def encrypt(self, name: str, secret: bytes, iv: bytes | None = None) -> dict[str, str]:
        """Encrypt a secret under its name."""
        if iv is None:
            start = bytearray(secrets.token_bytes(16))
            start[8] &= 0x7F  # bit 63 is zero, for implementations with a 64-bit counter
            iv = bytes(start)
        aes, mac = self._keys(name)
        ciphertext = AES.new(aes, AES.MODE_CTR, nonce=b"", initial_value=iv).encrypt(secret)
        return {
            "iv": encode(iv),
            "ciphertext": encode(ciphertext),
            "mac": encode(hmac.digest(mac, ciphertext, hashlib.sha256)),
        }

    def decrypt(self, name: str, data: Mapping[str, Any]) -> bytes:
        """Read a secret. Raises :class:`RecoveryKeyError` when the key is not the right one."""
        try:
            iv, ciphertext, tag = (decode(str(data[part])) for part in ("iv", "ciphertext", "mac"))
        except (KeyError, ValueError) as error:
            raise RecoveryKeyError("Der Geheimnisspeicher auf dem Server ist nicht lesbar.") from error
        aes, mac = self._keys(name)
        if not hmac.compare_digest(hmac.digest(mac, ciphertext, hashlib.sha256), tag):
            raise RecoveryKeyError("Der Wiederherstellungsschlüssel passt nicht zu diesem Konto.")
        return AES.new(aes, AES.MODE_CTR, nonce=b"", initial_value=iv).decrypt(ciphertext)

    def description(self) -> dict[str, Any]:
        """Return the content of ``m.secret_storage.key.…``, by which the key can be checked."""
        check = self.encrypt("", bytes(32))
        return {"algorithm": ALGORITHM, "iv": check["iv"], "mac": check["mac"]}

    def fits(self, description: Mapping[str, Any]) -> bool:
        """Whether this is the key that the description speaks of; one without a check is believed."""
        if "iv" not in description or "mac" not in description:
            return True
        try:
            check = self.encrypt("", bytes(32), decode(str(description["iv"])))
        except ValueError:
            return False
        return hmac.compare_digest(check["mac"].rstrip("="), str(description["mac"]).rstrip("="))
