"""A person in encrypted rooms, on plain nio: shares no code with the bot's connection."""

import asyncio
import contextlib
from typing import Any, Self

import nio
from nio.store import SqliteMemoryStore

ENCRYPTED = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


class SecretPerson:
    """Writes encrypted, and notes what answers which message and what could not be read."""

    def __init__(self, url: str, user_id: str) -> None:
        self.user_id = user_id
        config = nio.AsyncClientConfig(store=SqliteMemoryStore, store_sync_tokens=False, encryption_enabled=True)
        self.client = nio.AsyncClient(url, user_id, config=config)
        self.answers: dict[str, list[dict[str, Any]]] = {}
        self.unread: dict[str, Any] = {}
        self.said: list[dict[str, Any]] = []
        self._listening: asyncio.Task[None] | None = None

    @classmethod
    async def login(cls, url: str, user_id: str, password: str) -> Self:
        person = cls(url, user_id)
        answer = await person.client.login(password)
        assert isinstance(answer, nio.LoginResponse), answer
        await person._turn(full_state=True)
        person._listening = asyncio.create_task(person._listen())
        return person

    async def close(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        await self.client.close()

    async def _listen(self) -> None:
        while True:
            try:
                await self._turn(timeout=5000)
            except Exception:  # noqa: BLE001  # nio raises all kinds while the homeserver is away
                await asyncio.sleep(0.3)

    async def _turn(self, **arguments: Any) -> None:
        client = self.client
        answer = await client.sync(sync_filter={"room": {"timeline": {"limit": 500}}}, **arguments)
        if not isinstance(answer, nio.SyncResponse):
            await asyncio.sleep(0.3)
            return
        for room, info in answer.rooms.join.items():
            for event in info.timeline.events:
                self._note(room, event)
        for room in answer.rooms.invite:
            await client.join(room)
        for key, event in list(self.unread.items()):
            with contextlib.suppress(nio.EncryptionError):
                self._note(event.room_id, client.decrypt_event(event))
                del self.unread[key]
        if client.should_upload_keys:
            await client.keys_upload()
        if client.should_query_keys:
            await client.keys_query()
        await client.send_to_device_messages()

    def _note(self, room: str, event: Any) -> None:
        if isinstance(event, nio.MegolmEvent):
            self.unread[event.event_id] = event
            return
        source = event.source
        content = source.get("content") or {}
        if source.get("type") != "m.room.message" or event.sender == self.user_id:
            return
        relation = content.get("m.relates_to") or {}
        target = relation.get("m.in_reply_to", {}).get("event_id")
        self.said.append(source)
        if target and source["event_id"] not in {known["event_id"] for known in self.answers.get(target, [])}:
            self.answers.setdefault(target, []).append(source)

    async def create_room(self, *invited: str, **more: Any) -> str:
        answer = await self.client.room_create(invite=list(invited), initial_state=[ENCRYPTED], **more)
        return str(answer.room_id)

    async def ready(self, room: str, count: int) -> None:
        """Wait until the room is known, encrypted, and has that many members whose devices are known."""
        async with asyncio.timeout(30):
            while not await self._knows_all(room, count):  # noqa: ASYNC110  # a server changes it
                await asyncio.sleep(0.1)

    async def _knows_all(self, room: str, count: int) -> bool:
        known = self.client.rooms.get(room)
        if known is None or not known.encrypted:
            return False
        answer = await self.client.joined_members(room)
        if not isinstance(answer, nio.JoinedMembersResponse) or len(answer.members) < count:
            return False
        if self.client.should_query_keys:
            await self.client.keys_query()
        devices = self.client.device_store.active_user_devices
        return all(
            member.user_id == self.user_id or any(True for _ in devices(member.user_id)) for member in answer.members
        )

    async def knows(self, user: str, device: str) -> None:
        """Wait until this device of somebody is known."""
        async with asyncio.timeout(30):
            while device not in self.client.device_store[user]:
                if self.client.should_query_keys:
                    await self.client.keys_query()
                await asyncio.sleep(0.1)

    async def say(self, room: str, text: str) -> str:
        content = {"msgtype": "m.text", "body": text}
        while True:
            with contextlib.suppress(Exception):
                answer = await self.client.room_send(
                    room, "m.room.message", content, ignore_unverified_devices=True, tx_id=f"t{id(content)}{text}"
                )
                if isinstance(answer, nio.RoomSendResponse):
                    return str(answer.event_id)
            await asyncio.sleep(0.3)

    async def wait_for(self, targets: set[str], seconds: float) -> dict[str, list[dict[str, Any]]]:
        """Wait for answers to all of these; gives what is there when the time is over."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not targets <= set(self.answers):  # noqa: ASYNC110  # another task fills it
                    await asyncio.sleep(0.05)
        return {target: self.answers[target] for target in targets if target in self.answers}
