"""What follows when somebody leaves: the direct chat is left, and who is in no room of the network is forgotten."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from bot.directs import Directs
from bot.rooms import Rooms
from storage.store import Store

log = logging.getLogger(__name__)

PATIENCE = 1.0  # seconds: who is moved from one room to another leaves the first before joining the second


class Farewell:
    """Hears who has left."""

    def __init__(
        self,
        *,
        rooms: Rooms,
        directs: Directs,
        store: Store,
        own_id: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._rooms = rooms
        self._directs = directs
        self._store = store
        self._own_id = own_id
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()

    def gone(self, room: str, person: str) -> None:
        """Note that somebody has left a room."""
        if person == self._own_id:
            return
        task = asyncio.create_task(self._guarded(room, person))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, room: str, person: str) -> None:
        try:
            await asyncio.sleep(PATIENCE)
            if self._rooms.direct_with(person) == room:
                await self._directs.leave(person)
            else:
                await self.check(person)
        except Exception:  # the nightly look finds who was missed
            log.exception("Was jemand hinterlässt, der gegangen ist, ließ sich nicht löschen.")

    async def check(self, person: str) -> None:
        """Forget somebody who belongs to the network no more, unless the bot can't know that."""
        if not self._rooms.all_are_known() or await self._rooms.is_known(person):
            return
        async with self._store.writing() as net:
            await net.forget_wishes(person, self._clock())
        await self._directs.leave(person)

    async def check_all(self) -> None:
        """Look at everybody who is registered, wants to be reminded or subscribed: leaving may have gone unheard."""
        async with self._store.reading() as net:
            people = await net.people_with_wishes()
        for person in sorted(people):
            await self.check(person)

    async def close(self) -> None:
        """Stop."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
