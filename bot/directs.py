"""Direct chats that the bot opens: found or made when somebody is to be told something."""

import asyncio
import time
from collections import defaultdict

from bot.matrix import Matrix, UnreachableError
from bot.rooms import Rooms

APPEARS_WITHIN = 10.0  # seconds that a new room takes to come with the sync


class Directs:
    """The way to a person."""

    def __init__(self, matrix: Matrix, rooms: Rooms) -> None:
        self._matrix = matrix
        self._rooms = rooms
        self._opening: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def room_of(self, person: str) -> str:
        """Return the direct chat with a person; makes one where there is none.

        Encrypted where the server's default says so. Raises :class:`bot.matrix.MatrixError`.
        """
        async with self._opening[person]:
            room = self._rooms.direct_with(person)
            if room is None:
                room = await self._matrix.open_direct(person)
                await self._rooms.opened(room, person)
            end = time.monotonic() + APPEARS_WITHIN
            while room not in self._matrix.client.rooms:
                if time.monotonic() > end:
                    raise UnreachableError("the new room has not come with the sync yet")
                await asyncio.sleep(0.1)
            return room
