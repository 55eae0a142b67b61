"""Direct chats that the bot opens: found or made when somebody is to be told something, left when they leave."""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Mapping

import aiohttp

from bot.key_server import NioKeyServer
from bot.matrix import Matrix, MatrixError, UnreachableError
from bot.rooms import Rooms

log = logging.getLogger(__name__)

DIRECT = "m.direct"
APPEARS_WITHIN = 10.0  # seconds that a new room takes to come with the sync


class GoneError(Exception):
    """The person does not belong to the network any more."""


class Directs:
    """The way to a person."""

    def __init__(self, matrix: Matrix, rooms: Rooms) -> None:
        self._matrix = matrix
        self._rooms = rooms
        self._opening: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._encrypted: bool | None = None  # not asked yet

    async def _encrypts(self) -> bool:
        """Whether the server tells clients to encrypt direct chats (``io.element.e2ee`` in its well-known file)."""
        if self._encrypted is None:
            try:
                response = await self._matrix.client.send("GET", "/.well-known/matrix/client")
                data = await response.json(content_type=None) if response.status == 200 else {}
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                raise UnreachableError(type(error).__name__) from error
            wish = data.get("io.element.e2ee") if isinstance(data, dict) else None
            self._encrypted = isinstance(wish, dict) and wish.get("default") is True
        return self._encrypted

    async def _directs(self) -> dict[str, list[str]]:
        """Return the direct chats of the bot's account by person (``m.direct``)."""
        data = await NioKeyServer(self._matrix.client, "").account_data(DIRECT) or {}
        return {
            person: [room for room in rooms if isinstance(room, str)]
            for person, rooms in data.items()
            if isinstance(rooms, list)
        }

    async def _set_directs(self, directs: Mapping[str, list[str]]) -> None:
        await NioKeyServer(self._matrix.client, "").set_account_data(DIRECT, dict(directs))

    async def room_of(self, person: str) -> str:
        """Return the direct chat with a person; makes one where there is none.

        Encrypted where the server's default says so. Raises :class:`GoneError` for who is in no room of the network,
        and :class:`bot.matrix.MatrixError`.
        """
        if not await self._rooms.is_known(person):
            raise GoneError(person)
        async with self._opening[person]:
            room = self._rooms.direct_with(person) or await self._noted(person)
            if room is None:
                room = await self._matrix.open_direct(person, encrypted=await self._encrypts())
                await self._rooms.opened(room, person)
                await self._note(person, room)
            end = time.monotonic() + APPEARS_WITHIN
            while room not in self._matrix.client.rooms:
                if time.monotonic() > end:
                    raise UnreachableError("the new room has not come with the sync yet")
                await asyncio.sleep(0.1)
            return room

    async def _noted(self, person: str) -> str | None:
        """Find a direct chat that only the account knows of, say because the store is a new one."""
        for room in (await self._directs()).get(person, []):
            if room in self._matrix.client.rooms and person in await self._matrix.members(room):
                await self._rooms.opened(room, person)
                return room
        return None

    async def _note(self, person: str, room: str) -> None:
        """Note the chat as a direct one in the account, for other clients of the bot (``m.direct``)."""
        directs = await self._directs()
        if room not in directs.get(person, []):
            await self._set_directs({**directs, person: [*directs.get(person, []), room]})

    async def leave(self, person: str) -> None:
        """Leave the direct chat with somebody who has left the network."""
        room = self._rooms.direct_with(person)
        if room is None:
            return
        try:
            await self._matrix.leave(room)
            directs = await self._directs()
            if person in directs:
                kept = [one for one in directs[person] if one != room]
                rest = {name: rooms for name, rooms in directs.items() if name != person}
                await self._set_directs({**rest, person: kept} if kept else rest)
        except MatrixError as error:
            log.warning(
                "Der Direktchat mit jemandem, der das Netzwerk verlassen hat, ließ sich nicht verlassen: %s", error
            )
            return
        await self._rooms.left(room)
