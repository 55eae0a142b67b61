"""Sharing a room's key before something is said in it, so that everybody there can read it.

nio would leave the room locked for ever when claiming keys fails, takes a failed share for a good one, does not
ask for devices that the last sync told of, and works for a second at a time in a large room.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from itertools import islice
from typing import Any, Protocol
from uuid import uuid4

from bot.keys import SafeClient, nio

log = logging.getLogger(__name__)

AT_ONCE = 10  # devices worked on before other rooms get their turn, and in one to-device request
TRIES = 3
ASK_AGAIN_AFTER = 60.0  # seconds until somebody whose server did not answer is asked for again


class Call(Protocol):
    """Awaits a request of nio; raises :class:`bot.matrix.MatrixError` when it fails."""

    async def __call__(self, request: Awaitable[Any]) -> Any:
        """Await it."""


def parts(wanted: Mapping[str, list[str]], size: int) -> Iterator[dict[str, list[str]]]:
    """Split devices by person into portions of ``size`` devices."""
    pairs = ((user, device) for user, devices in wanted.items() for device in devices)
    while portion := list(islice(pairs, size)):
        found: dict[str, list[str]] = {}
        for user, device in portion:
            found.setdefault(user, []).append(device)
        yield found


class KeySharing:
    """Brings a room's key to the devices of everybody in the room."""

    def __init__(self, client: Callable[[], SafeClient], call: Call) -> None:
        self._client = client
        self._call = call
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._querying = asyncio.Lock()
        self._asked_at: dict[str, float] = {}

    async def prepare(self, room_id: str) -> None:
        """Make sure that what is said in the room now can be read by all devices in it.

        Raises :class:`bot.matrix.MatrixError`; a second call goes on where the first one failed.
        """
        client = self._client()
        room = client.rooms.get(room_id)
        if client.olm is None or room is None or not room.encrypted:
            return
        async with self._locks[room_id]:
            if not room.members_synced:
                await self._call(client.joined_members(room_id))
            await self.learn_devices(set(room.users))
            for _ in range(TRIES):  # somebody who leaves meanwhile takes the key away again
                if not client.olm.should_share_group_session(room_id):
                    break
                await self._claim(client, list(room.users))
                await self._share(client, room_id, list(room.users))

    async def learn_devices(self, people: set[str] | None = None) -> None:
        """Ask for devices of people who have changed theirs; of all of them without ``people``."""
        client = self._client()
        now = time.monotonic()
        async with self._querying:
            waiting = client.olm.users_for_key_query if people is None else client.olm.users_for_key_query & people
            due = {user for user in waiting if now - self._asked_at.get(user, -ASK_AGAIN_AFTER) >= ASK_AGAIN_AFTER}
            if not due:
                return
            answer = await self._call(client.keys_query())
            silent = due - set(answer.device_keys)
            self._asked_at = {user: at for user, at in self._asked_at.items() if now - at < ASK_AGAIN_AFTER}
            self._asked_at.update(dict.fromkeys(silent, now))

    async def _claim(self, client: SafeClient, people: list[str]) -> None:
        """Open an encrypted channel to devices without one. One bad key does not keep the others out."""
        for portion in parts(client.olm.get_missing_sessions(people), AT_ONCE):
            try:
                await self._call(client.keys_claim(portion))
            except ValueError:
                await self._claim_singly(client, portion)
            await asyncio.sleep(0)

    async def _claim_singly(self, client: SafeClient, portion: Mapping[str, list[str]]) -> None:
        for single in parts(portion, 1):
            try:
                await self._call(client.keys_claim(single))
            except ValueError:
                log.warning("Ein Gerät von %s hat unbrauchbare Schlüssel und kann nicht mitlesen.", *single)

    async def _share(self, client: SafeClient, room_id: str, people: list[str]) -> None:
        olm = client.olm
        olm._maxToDeviceMessagesPerRequest = AT_ONCE  # noqa: SLF001  # nio's is a constant of the class
        portions = olm.share_group_session_parallel(room_id, people, ignore_unverified_devices=True)
        sending = []
        while True:
            with client.one_transaction():
                portion = next(portions, None)
            if portion is None:
                break
            devices, messages = portion
            method, path, data = nio.Api.to_device(client.access_token, "m.room.encrypted", messages, uuid4())
            request = client._send(  # noqa: SLF001  # the way of nio's own share_group_session
                nio.ShareGroupSessionResponse, method, path, data, response_data=(room_id, devices)
            )
            sending.append(asyncio.ensure_future(self._call(request)))
            await asyncio.sleep(0)
        results = await asyncio.gather(*sending, return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                log.warning("Der Schlüssel des Raums %s kam nicht bei allen an.", room_id)
                raise result
        session = olm.outbound_group_sessions.get(room_id)
        if session is not None:
            session.shared = True
