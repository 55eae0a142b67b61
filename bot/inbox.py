"""One queue for each room: rooms are served side by side, each room in order."""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.incoming import Incoming, Reacted, Voted, Withdrawn
from bot.position import Batch

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of a room's timeline that /sync left out: before ``start``, back to ``until``."""

    room: str
    start: str
    until: str


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """The end of what a room had to say while the bot was away."""

    room: str


Item = Incoming | Withdrawn | Reacted | Voted | Gap | CaughtUp


class Inbox:
    """Takes things to do and hands them to ``handle``, one after the other in each room."""

    def __init__(self, handle: Callable[[Item], Awaitable[None]]) -> None:
        self._handle = handle
        self._queues: dict[str, deque[tuple[Item, Batch]]] = defaultdict(deque)
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._closing = False

    async def rest(self, seconds: float) -> None:
        """Wait until all is worked off, but not for longer than so many seconds."""
        if self._workers:
            await asyncio.wait(self._workers.values(), timeout=seconds)

    def put(self, item: Item, batch: Batch) -> None:
        """Queue one thing; its batch stays open until it is handled."""
        batch.add()
        self._queues[item.room].append((item, batch))
        if item.room not in self._workers and not self._closing:
            self._workers[item.room] = asyncio.create_task(self._work(item.room), name=f"room {item.room}")

    async def _work(self, room: str) -> None:
        queue = self._queues[room]
        try:
            while queue and not self._closing:
                item, batch = queue[0]
                try:
                    await self._handle(item)
                except Exception:  # one bad message must not silence a room
                    log.exception("Ein Ereignis in %s wurde nicht bearbeitet.", room)
                queue.popleft()
                batch.done()
        finally:
            del self._workers[room]
            if not queue:
                del self._queues[room]

    async def close(self, grace: float) -> None:
        """Finish what is under way within ``grace`` seconds; what waits is left for the next start."""
        self._closing = True
        running = list(self._workers.values())
        if not running:
            return
        _done, late = await asyncio.wait(running, timeout=grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
