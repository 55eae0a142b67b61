"""A person at a homeserver, with no code in common with the bot's connection: plain HTTP."""

import asyncio
import itertools
from typing import Any, Self
from urllib.parse import quote

import aiohttp

BASE = "/_matrix/client/v3"


class PersonError(Exception):
    """The homeserver refused something."""


class Person:
    """Logs in, joins rooms, writes and listens."""

    def __init__(self, url: str, user_id: str) -> None:
        self.user_id = user_id
        self._url = url
        self._http = aiohttp.ClientSession()
        self._token = ""
        self._since: str | None = None
        self._count = itertools.count()
        self._device = ""

    @classmethod
    async def login(cls, url: str, user_id: str, password: str) -> Self:
        """Log in with a password."""
        person = cls(url, user_id)
        identifier = {"type": "m.id.user", "user": user_id}
        body = {"type": "m.login.password", "identifier": identifier, "password": password}
        answer = await person.call("POST", "/login", body)
        person._token, person._device = answer["access_token"], answer["device_id"]
        return person

    async def close(self) -> None:
        """End the connections."""
        await self._http.close()

    async def call(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        """Make a request. Raises :class:`PersonError` when the server says no."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        url = self._url + BASE + path
        async with self._http.request(method, url, json=body, params=query, headers=headers) as answer:
            data = await answer.json()
            if answer.status != 200:
                raise PersonError(f"{method} {path}: {answer.status} {data}")
            return data

    async def set_name(self, name: str) -> None:
        """Set the name that others see."""
        await self.call("PUT", f"/profile/{quote(self.user_id)}/displayname", {"displayname": name})

    async def create_room(self, *invited: str, name: str | None = None, direct: bool = False, **more: Any) -> str:
        """Make a private room and invite people."""
        body: dict[str, Any] = {"preset": "private_chat", "invite": list(invited), "is_direct": direct, **more}
        if name:
            body["name"] = name
        return str((await self.call("POST", "/createRoom", body))["room_id"])

    async def invite(self, room: str, user_id: str) -> None:
        """Invite somebody."""
        await self.call("POST", f"/rooms/{quote(room)}/invite", {"user_id": user_id})

    async def join(self, room: str) -> None:
        """Join a room."""
        await self.call("POST", f"/join/{quote(room)}", {})

    async def send(self, room: str, kind: str, content: dict[str, Any]) -> str:
        """Send an event and return its id."""
        txn = f"{self._device}{next(self._count)}"
        return str((await self.call("PUT", f"/rooms/{quote(room)}/send/{kind}/{txn}", content))["event_id"])

    async def say(self, room: str, text: str, **more: Any) -> str:
        """Send a text message; ``more`` goes into its content."""
        return await self.send(room, "m.room.message", {"msgtype": "m.text", "body": text, **more})

    async def edit(self, room: str, target: str, text: str) -> str:
        """Edit one of the person's messages."""
        return await self.send(
            room,
            "m.room.message",
            {
                "msgtype": "m.text",
                "body": f"* {text}",
                "m.new_content": {"msgtype": "m.text", "body": text},
                "m.relates_to": {"rel_type": "m.replace", "event_id": target},
            },
        )

    async def redact(self, room: str, target: str) -> None:
        """Delete a message."""
        await self.call("PUT", f"/rooms/{quote(room)}/redact/{quote(target)}/r{next(self._count)}", {})

    async def messages(self, room: str, limit: int = 1000) -> list[dict[str, Any]]:
        """Return the newest events of a room, oldest first."""
        found: list[dict[str, Any]] = []
        start: dict[str, str] = {}
        while len(found) < limit:
            answer = await self.call("GET", f"/rooms/{quote(room)}/messages", dir="b", limit="500", **start)
            found += answer["chunk"]
            if not answer["chunk"] or "end" not in answer:
                break
            start = {"from": answer["end"]}
        return found[::-1]

    async def listen(self, wait: float = 0.0) -> list[tuple[str, dict[str, Any]]]:
        """Return what is new in the person's rooms since the last call; waits up to ``wait`` seconds for it."""
        query = {"timeout": str(int(wait * 1000)), "filter": '{"room":{"timeline":{"limit":1000}}}'}
        if self._since:
            query["since"] = self._since
        answer = await self.call("GET", "/sync", **query)
        self._since = answer["next_batch"]
        joined = answer.get("rooms", {}).get("join", {})
        return [(room, event) for room, part in joined.items() for event in part["timeline"]["events"]]

    async def members(self, room: str) -> set[str]:
        """Return who is in a room."""
        return set((await self.call("GET", f"/rooms/{quote(room)}/joined_members"))["joined"])

    async def wait_for_member(self, room: str, user_id: str, timeout: float = 20.0) -> None:  # noqa: ASYNC109
        """Wait until somebody has joined. Raises ``TimeoutError``."""
        async with asyncio.timeout(timeout):
            while user_id not in await self.members(room):  # noqa: ASYNC110  # somebody else changes it
                await asyncio.sleep(0.05)

    async def ask(self, room: str, text: str, timeout: float = 15.0, **more: Any) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """Send a text and return the answers to it: the first, and what follows within a moment.

        Raises ``TimeoutError`` when nothing comes.
        """
        if self._since is None:
            await self.listen()
        return await self.answers(room, await self.say(room, text, **more), timeout)

    async def answers(self, room: str, event_id: str, timeout: float = 15.0) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """Wait for the replies to a message of this person."""
        found: list[dict[str, Any]] = []
        async with asyncio.timeout(timeout):
            while True:
                news = await self.listen(0.5 if found else 5.0)
                replies = [event for place, event in news if place == room and answers_to(event) == event_id]
                found += replies
                if found and not replies:
                    return found


def answers_to(event: dict[str, Any]) -> str | None:
    """Return the message that an event replies to."""
    relation = event.get("content", {}).get("m.relates_to")
    reply = relation.get("m.in_reply_to") if isinstance(relation, dict) else None
    target = reply.get("event_id") if isinstance(reply, dict) else None
    return target if isinstance(target, str) else None
