"""What one answer of /sync brought, as plain data."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Heard:
    """One event of a timeline; ``locked`` holds an encrypted event whose key is not there yet."""

    source: dict[str, Any]
    encrypted: bool = False
    locked: Any = None


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
