"""What other people publish of their keys, and whether the signatures on it hold.

The chain: a device is signed by its owner's self-signing key, that by the owner's master key, and the master
key is the one that the bot saw first (:class:`bot.trust_book.TrustBook`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from bot.signing import signature_holds


def _only_key(value: Mapping[str, Any] | None, user_id: str, usage: str) -> str | None:
    """Return the one Ed25519 key of a cross-signing key object that is what it says it is."""
    if not isinstance(value, Mapping) or value.get("user_id") != user_id or usage not in (value.get("usage") or ()):
        return None
    keys = value.get("keys")
    if not isinstance(keys, Mapping) or len(keys) != 1:
        return None
    name, key = next(iter(keys.items()))
    return key if isinstance(key, str) and name == f"ed25519:{key}" else None


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """One person's published keys. Nothing in them is believed before it is checked."""

    user_id: str
    devices: Mapping[str, Mapping[str, Any]]
    master_object: Mapping[str, Any] | None = None
    self_signing_object: Mapping[str, Any] | None = None

    @classmethod
    def read(cls, user_id: str, answer: Mapping[str, Any]) -> Self:
        """Read an answer of /keys/query, which comes from a server and may be of any form."""

        def part(name: str) -> Any:
            whole = answer.get(name)
            return whole.get(user_id) if isinstance(whole, dict) else None

        devices = part("device_keys")
        found = {
            name: device
            for name, device in (devices.items() if isinstance(devices, dict) else ())
            if isinstance(device, dict) and device.get("user_id") == user_id and device.get("device_id") == name
        }
        master, self_signing = part("master_keys"), part("self_signing_keys")
        return cls(
            user_id,
            found,
            master if isinstance(master, dict) else None,
            self_signing if isinstance(self_signing, dict) else None,
        )

    @property
    def master(self) -> str | None:
        """The public master key."""
        return _only_key(self.master_object, self.user_id, "master")

    @property
    def self_signing(self) -> str | None:
        """The public self-signing key, if the master key has signed it."""
        key = _only_key(self.self_signing_object, self.user_id, "self_signing")
        if key is None or self.master is None or self.self_signing_object is None:
            return None
        return key if signature_holds(self.self_signing_object, self.user_id, self.master) else None

    def device_key(self, device_id: str) -> str | None:
        """Return a device's Ed25519 key."""
        keys = self.devices.get(device_id, {}).get("keys")
        key = keys.get(f"ed25519:{device_id}") if isinstance(keys, dict) else None
        return key if isinstance(key, str) else None

    def device_with(self, sender_key: str) -> str | None:
        """Return the id of the device with this Curve25519 key."""
        for device_id, device in self.devices.items():
            keys = device.get("keys")
            if isinstance(keys, dict) and keys.get(f"curve25519:{device_id}") == sender_key:
                return device_id
        return None

    def is_signed(self, device_id: str) -> bool:
        """Whether the owner has signed the device: the chain up to the master key holds."""
        device, key = self.devices.get(device_id), self.self_signing
        return device is not None and key is not None and signature_holds(device, self.user_id, key)
