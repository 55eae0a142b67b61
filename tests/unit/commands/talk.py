"""A conversation in the organisers' room without a chat: lines, replies, reactions and edits, one after the other."""

from datetime import datetime, timedelta
from typing import Any

from bot.render import Renderer
from commands.dispatch import Registry
from commands.happenings import hear
from commands.port import Answer, Context, Deletion, Document, Place, Reaction, Reply, Role
from storage.chat import RoomRecord
from storage.store import Store
from tests.conftest import NOW, context

RENDERER = Renderer()
ORGA, NETWORK = "!orga", "!netz"


class Talk:
    """One organiser in a room, and one room of the network. Every message comes a minute later than the last."""

    def __init__(self, registry: Registry, store: Store) -> None:
        self.registry, self.store = registry, store
        self.now: datetime = NOW
        self.command = ""  # the last one whose answer waits
        self._number = 0

    async def open(self) -> "Talk":
        """Set the rooms up."""
        async with self.store.writing() as net:
            await net.rooms.save(RoomRecord(NETWORK, "netzwerk"))
        return self

    def _context(self, changes: dict[str, Any]) -> Context:
        self._number += 1
        self.now += timedelta(minutes=1)
        where: dict[str, Any] = {
            "role": Role.ORGANISER,
            "place": Place.ORGANISERS,
            "room": ORGA,
            "sender": "@orga:example.org",
            "now": self.now,
        }
        return context(f"${self._number}", **(where | changes))

    @staticmethod
    def _read(reply: Reply | None) -> str:
        return "" if reply is None else RENDERER.render(reply).plain

    async def say(self, line: str, **changes: Any) -> str:
        """Type a command."""
        where = self._context(changes)
        parsed = self.registry.parse(f"!{line}")
        assert parsed is not None
        reply = await self.registry.run(parsed, where, self.store)
        if reply is not None and reply.waits:
            self.command = where.origin
        return self._read(reply)

    async def files(self, line: str, **changes: Any) -> tuple[Document, ...]:
        """Type a command that is answered with files."""
        parsed = self.registry.parse(f"!{line}")
        assert parsed is not None
        reply = await self.registry.run(parsed, self._context(changes), self.store)
        assert reply is not None
        return reply.documents

    async def edit(self, line: str) -> str:
        """Edit the last command whose answer waits."""
        return await self.say(line, original=self.command)

    async def answer(self, text: str, **changes: Any) -> str:
        """Answer the bot's last message that waits."""
        return self._read(await hear(Answer("$r", text, self.command), self._context(changes), self.store))

    async def react(self, key: str, **changes: Any) -> str:
        """React to the bot's last message that waits."""
        return self._read(await hear(Reaction("$r", key, self.command), self._context(changes), self.store))

    async def delete(self) -> str:
        """Delete the last command whose answer waits."""
        return self._read(await hear(Deletion(self.command), self._context({}), self.store))
