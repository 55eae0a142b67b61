"""What one answer of /sync brought, as plain data."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Heard:
    """One event of a timeline; if ``locked``, it is still encrypted.

    ``sender_key`` is the Curve25519 key of the device that the key of an encrypted event came from.
    """

    source: dict[str, Any]
    encrypted: bool = False
    locked: bool = False
    sender_key: str | None = None


@dataclass(frozen=True, slots=True)
class RoomNews:
    """What is new in one joined room. ``gap`` is where the left-out part of the timeline begins, going back."""

    state: tuple[dict[str, Any], ...] = ()
    timeline: tuple[Heard, ...] = ()
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """One answer of /sync: ``token`` is the position after it."""

    token: str
    joined: dict[str, RoomNews] = field(default_factory=dict)
    invited: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    new_keys: frozenset[tuple[str, str]] = frozenset()  # (room, Megolm session) that can be read from now on
    to_device: tuple[dict[str, Any], ...] = ()  # messages between devices as they came
    keys_changed: frozenset[str] = frozenset()  # people with new or changed devices or identities


def source_of(event: Any) -> dict[str, Any]:
    """Return an event of nio as it came; nio takes the content out of membership events while it reads them."""
    source: dict[str, Any] = event.source
    if "content" not in source and isinstance(getattr(event, "content", None), dict):
        return {**source, "content": event.content}
    return source
