"""How long the bot stands still when it shares a room's key with many members: real encryption, no server.

    python tests/bench/members.py [--members 150] [--limit 100]

The first answer in an encrypted room needs a channel to each device and the room's key for it. Measured is the
longest time in which nothing else gets its turn, in wall time and, for a busy machine, in CPU time. Ends with
status 1 when a turn takes more CPU than the limit, in milliseconds.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import vodozemac

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.keys import SafeClient, nio
from bot.sharing import KeySharing

ROOM = "!raum:example.org"
BOT = "@netzbote:example.org"


class Member:
    """Somebody with one device."""

    def __init__(self, number: int) -> None:
        self.user, self.device = f"@mitglied{number}:example.org", f"GERAET{number}"
        self._account = vodozemac.Account()
        self._account.generate_one_time_keys(1)

    def _signed(self, value: dict[str, Any]) -> dict[str, Any]:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        signature = self._account.sign(text.encode()).to_base64()
        return {**value, "signatures": {self.user: {f"ed25519:{self.device}": signature}}}

    def keys(self) -> dict[str, Any]:
        """What /keys/query tells of the device."""
        keys = {
            f"curve25519:{self.device}": self._account.curve25519_key.to_base64(),
            f"ed25519:{self.device}": self._account.ed25519_key.to_base64(),
        }
        algorithms = ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"]
        return self._signed({"algorithms": algorithms, "device_id": self.device, "user_id": self.user, "keys": keys})

    def one_time_key(self) -> dict[str, Any]:
        """What /keys/claim gives for the device."""
        ((name, key),) = self._account.one_time_keys.items()
        return {f"signed_curve25519:{name}": self._signed({"key": key.to_base64()})}


class Client(SafeClient):
    """nio with a server that answers at once."""

    members: dict[str, Member]
    sent = 0

    async def _answered(self, response: Any) -> Any:
        await asyncio.sleep(0)
        await self.receive_response(response)
        return response

    async def ask(self, method: str, path: str, data: str | None = None, **_more: Any) -> bytes:
        await asyncio.sleep(0)
        assert (method, path) == ("POST", "/_matrix/client/v3/keys/query")
        wanted = json.loads(data or "")["device_keys"]
        return json.dumps(
            {"device_keys": {user: {self.members[user].device: self.members[user].keys()} for user in wanted}}
        ).encode()

    async def keys_claim(self, user_set: dict[str, list[str]]) -> Any:
        given = {user: {self.members[user].device: self.members[user].one_time_key()} for user in user_set}
        return await self._answered(nio.KeysClaimResponse.from_dict({"one_time_keys": given, "failures": {}}, ROOM))

    async def _send(self, _kind: type, *_request: Any, response_data: Any) -> Any:
        room, devices = response_data
        self.sent += len(devices)
        return await self._answered(nio.ShareGroupSessionResponse.from_dict({}, room, devices))


class Watch:
    """Takes every turn it gets and remembers the longest time between two."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    async def run(self) -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        while True:
            await asyncio.sleep(0)
            now, spent = time.perf_counter(), time.thread_time()
            self.wall, self.cpu = max(self.wall, now - wall), max(self.cpu, spent - cpu)
            wall, cpu = now, spent


async def measure(count: int, folder: Path) -> Watch:
    """Share a new room's key with so many members."""
    config = nio.AsyncClientConfig(encryption_enabled=True, pickle_key="geheim", store_sync_tokens=False)
    client = Client("https://example.org", BOT, store_path=str(folder), config=config)
    client.restore_login(BOT, "BOT", "token")
    client.members = {one.user: one for one in map(Member, range(count))}
    room = client.rooms[ROOM] = nio.MatrixRoom(ROOM, BOT, encrypted=True)
    for user in client.members:
        room.add_member(user, None, None)
    room.members_synced = True
    client.olm.users_for_key_query.update(client.members)

    async def call(request: Awaitable[Any]) -> Any:
        return await request

    sharing = KeySharing(lambda: client, call)
    watch = Watch()
    watching = asyncio.create_task(watch.run())
    await asyncio.sleep(0)
    begun = time.thread_time()
    await sharing.prepare(ROOM)
    spent = 1000 * (time.thread_time() - begun)
    sys.stdout.write(f"{count} members: {spent:.0f} ms CPU in all, key sent to {client.sent} devices\n")
    watching.cancel()
    await client.close()
    if client.sent != count:
        raise SystemExit("not everybody got the key")
    return watch


def main() -> int:
    """Measure and compare with the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=150)
    parser.add_argument("--limit", type=float, default=100.0, help="ms of CPU in one turn")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        watch = asyncio.run(measure(given.members, Path(folder)))
    sys.stdout.write(
        f"longest turn: {1000 * watch.cpu:.0f} ms CPU, {1000 * watch.wall:.0f} ms wall (limit {given.limit:.0f})\n"
    )
    return 0 if 1000 * watch.cpu <= given.limit else 1


if __name__ == "__main__":
    sys.exit(main())
