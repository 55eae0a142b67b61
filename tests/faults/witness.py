"""A member who counts what the bot said: plain HTTP, nothing in common with the bot."""

import asyncio
import itertools
from collections import Counter
from typing import Any
from urllib.parse import quote

import aiohttp


class Witness:
    """Makes rooms and reads them."""

    def __init__(self, url: str, bot: str) -> None:
        self._url = url
        self._bot = bot
        self._http = aiohttp.ClientSession()
        self._token = ""
        self._count = itertools.count()

    async def close(self) -> None:
        await self._http.close()

    async def _call(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        address = f"{self._url}/_matrix/client/v3{path}"
        while True:
            try:
                async with self._http.request(method, address, json=body, params=query, headers=headers) as answer:
                    data = await answer.json()
                    assert answer.status == 200, (path, answer.status, data)
                    return data
            except (aiohttp.ClientError, OSError):  # the homeserver is being killed, too
                await asyncio.sleep(0.5)

    async def log_in(self, user: str, password: str) -> None:
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": user},
            "password": password,
        }
        self._token = (await self._call("POST", "/login", body))["access_token"]

    async def make_room(self) -> str:
        body = {"preset": "private_chat", "invite": [self._bot], "power_level_content_override": {"users_default": 50}}
        return str((await self._call("POST", "/createRoom", body))["room_id"])

    async def has_joined(self, room: str, user: str) -> bool:
        return user in (await self._call("GET", f"/rooms/{quote(room)}/joined_members"))["joined"]

    async def wait_for(self, rooms: list[str], user: str, within: float = 90) -> None:
        """Wait until somebody is in all rooms; ``within`` seconds."""
        async with asyncio.timeout(within):
            for room in rooms:
                while not await self.has_joined(room, user):  # noqa: ASYNC110  # somebody else changes it
                    await asyncio.sleep(0.1)

    async def _events(self, room: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        start: dict[str, str] = {}
        while True:
            page = await self._call("GET", f"/rooms/{quote(room)}/messages", dir="b", limit="500", **start)
            found += page["chunk"]
            if not page["chunk"] or "end" not in page:
                return found
            start = {"from": page["end"]}

    async def heard(self, rooms: list[str]) -> Counter[tuple[str, str]]:
        """Count what the bot said in each room: by its first line, edits apart."""
        counted: Counter[tuple[str, str]] = Counter()
        for room in rooms:
            for event in await self._events(room):
                content = event["content"]
                is_edit = content.get("m.relates_to", {}).get("rel_type") == "m.replace"
                if event["sender"] == self._bot and event["type"] == "m.room.message" and not is_edit:
                    counted[room, content["body"].split("\n")[0]] += 1
        return counted
