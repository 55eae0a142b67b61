"""Pinned messages of a room (Matrix spec, m.room.pinned_events): what others have pinned stays as it is.

Both functions look first and change only what differs, so that they can be repeated after a crash. They raise
:class:`bot.matrix.RefusedError` without the right to.
"""

from typing import Any

from bot.matrix import Matrix

PINNED = "m.room.pinned_events"


async def pin(matrix: Matrix, room: str, event_id: str) -> None:
    """Pin a message."""
    pinned = await _pinned(matrix, room)
    if event_id not in pinned:
        await matrix.set_state(room, PINNED, {"pinned": [*pinned, event_id]})


async def unpin(matrix: Matrix, room: str, event_id: str) -> None:
    """Let a message go, if it is still pinned."""
    pinned = await _pinned(matrix, room)
    if event_id in pinned:
        await matrix.set_state(room, PINNED, {"pinned": [one for one in pinned if one != event_id]})


async def _pinned(matrix: Matrix, room: str) -> list[Any]:
    pinned = (await matrix.state(room, PINNED)).get("pinned")
    return pinned if isinstance(pinned, list) else []
