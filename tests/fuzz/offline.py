"""A bot without a server: what the server would say is put in, what the bot would send is counted."""

import asyncio
import json
import logging
import re
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bot.answers import Answers
from bot.config import Settings
from bot.keeper import Keeper
from bot.locked import LockedMessages
from bot.matrix import LoggedOutError, Matrix, RefusedError
from bot.outbox import Outbox
from bot.render import Renderer
from bot.rooms import Rooms
from bot.session import Session
from bot.sync import SyncLoop
from commands.dispatch import load
from storage.store import Store

BOT = "@netzbote:example.org"
REMEMBERED = 500  # messages that can be asked for
_EVENT = re.compile(r"v3/rooms/[^/]+/event/([^/?]+)")
_REACTIONS = re.compile(r"v1/rooms/[^/]+/relations/([^/?]+)/m\.annotation/m\.reaction")
UNREADABLE = "war für die Bibliothek nicht lesbar"  # by rule: such an answer is read without the library


class Offline(Matrix):
    """The account, with every request answered here."""

    def __init__(self, settings: Settings, folder: Path, people: frozenset[str]) -> None:
        super().__init__(settings, folder / "keys", "test")
        self.people = people
        self.members_of: dict[str, frozenset[str]] = {}  # where not everybody is
        self.encrypted: frozenset[str] = frozenset()  # rooms; what is said there comes readable all the same
        self.files: dict[str, bytes] = {}  # by address
        self.said: OrderedDict[str, dict[str, Any]] = OrderedDict()  # by id, what people and the bot have sent
        self.before = 0  # messages sent earlier, where each has an id of its own
        self.sent: list[tuple[str, str, dict[str, Any]]] = []
        self._next: dict[str, Any] = {}
        self.client.ask = self._answer  # type: ignore[method-assign]  # in place of the request

    def put(self, answer: dict[str, Any]) -> None:
        """Say what the next sync brings."""
        self._next = answer

    async def _answer(self, *_arguments: Any, **_more: Any) -> bytes:
        return json.dumps(self._next).encode("ascii")

    async def _call(self, request: Any) -> Any:
        """Take what is put in for an answer; whatever else would go over the network is refused."""
        if getattr(request, "__name__", "") == "_fetch":
            return await request
        request.close()
        raise RefusedError("NETZBOTE_OFFLINE")

    def note(self, event: dict[str, Any]) -> None:
        """Remember what was sent, an edit with what it edits, for who asks for it later."""
        relation = event["content"].get("m.relates_to") or {}
        edited = self.said.get(relation.get("event_id", "")) if relation.get("rel_type") == "m.replace" else None
        if edited is not None:
            edited["unsigned"] = {"m.relations": {"m.replace": event}}
        if event["type"] == "m.room.redaction":
            self.said.pop(event["content"]["redacts"], None)
        self.said[event["event_id"]] = event
        while len(self.said) > REMEMBERED:
            self.said.popitem(last=False)

    async def get(self, path: str) -> Any:
        if found := _EVENT.fullmatch(path):
            return self.said.get(unquote(found[1]))
        if found := _REACTIONS.match(path):
            relation = {"rel_type": "m.annotation", "event_id": unquote(found[1])}
            reactions = [one for one in self.said.values() if one["type"] == "m.reaction" and one["sender"] == BOT]
            return {
                "chunk": [
                    one
                    for one in reactions
                    if {name: one["content"]["m.relates_to"].get(name) for name in relation} == relation
                ]
            }
        return None

    def is_encrypted(self, room: str) -> bool:
        return room in self.encrypted

    async def send(self, room: str, kind: str, content: Any, txn: str, *, marker: Any = None) -> str:
        self.sent.append((room, kind, dict(content)))
        event_id = f"$sent{self.before + len(self.sent)}"
        self.note({"event_id": event_id, "sender": BOT, "type": kind, "content": dict(content)})
        return event_id

    async def find_marked(self, room: str, name: str, value: str, *, since: datetime) -> str | None:
        return None

    async def state(self, room: str, kind: str) -> Any:
        return {}

    async def set_state(self, room: str, kind: str, content: Any) -> None:
        return

    async def redact(self, room: str, event_id: str, txn: str) -> None:
        self.sent.append((room, "m.room.redaction", {"redacts": event_id}))
        self.said.pop(event_id, None)

    async def typing(self, room: str, *, on: bool) -> None:
        return

    async def history(self, room: str, start: str, *, until: str | None = None, own: bool = False) -> Any:
        from bot.matrix import Found

        return Found((), {}, None)

    async def members(self, room: str) -> frozenset[str]:
        return self.members_of.get(room, self.people)

    async def join(self, room: str, via: tuple[str, ...] = ()) -> str:
        raise RefusedError("M_FORBIDDEN")

    async def leave(self, room: str) -> None:
        return

    async def upload(self, data: bytes, mime: str, filename: str, *, encrypt: bool) -> dict[str, Any]:
        return {"url": "mxc://example.org/x"}

    async def download(self, content: Any, limit: int) -> bytes:
        if isinstance(content.get("url"), str) and content["url"] in self.files:
            return self.files[content["url"]]
        raise RefusedError("NETZBOTE_FILE", "offline")


class Faults(logging.Handler):
    """Collects what the log calls an error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.faults: list[str] = []
        self.unreadable = 0

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if UNREADABLE in text:
            self.unreadable += 1
        if UNREADABLE in text or record.levelno < logging.ERROR:
            return
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        self.faults.append(text)


class OfflineBot:
    """The bot's parts behind the connection, put together as at a real start."""

    def __init__(self, matrix: Offline, rooms: Rooms, sync: SyncLoop, faults: Faults) -> None:
        self.matrix, self.rooms, self.faults = matrix, rooms, faults
        self.numbered = False  # whether each message that is sent gets an id of its own
        self.keeper: Keeper | None = None  # if it writes after each event, so that the same comes of the same
        self._sync = sync
        self._token = 0

    async def hear(self, answer: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
        """Take in one answer of /sync and return what was sent for it."""
        self._token += 1
        before = len(self.matrix.sent)
        self.matrix.put({**answer, "next_batch": f"s{self._token}"})
        news = await self.matrix.sync(f"s{self._token - 1}", first=False)
        await self._sync._take(news, since=f"s{self._token - 1}", first=False)
        await self._sync.inbox.rest(60)
        if self.keeper is not None:
            await self.keeper.save()
        return self.taken(before)

    def taken(self, start: int = 0) -> list[tuple[str, str, dict[str, Any]]]:
        """Return what was sent and forget it."""
        sent = self.matrix.sent[start:]
        if self.numbered:
            self.matrix.before += len(self.matrix.sent)
        del self.matrix.sent[:]
        return sent


@asynccontextmanager
async def offline_bot(
    store: Store,
    folder: Path,
    *,
    network: str | tuple[str, ...],
    organisers: str,
    people: frozenset[str],
    renderer: Renderer | None = None,
    at_once: bool = False,
) -> AsyncIterator[OfflineBot]:
    """Start a bot in a network room, or several, and an organisers' room.

    ``at_once``: what it remembers is written after each event, and not when it has time.
    """
    networks = (network,) if isinstance(network, str) else network
    settings = Settings(
        homeserver="http://127.0.0.1:9",
        user=BOT,
        password="x",
        data_dir=folder,
        network_rooms=networks,
        organiser_rooms=(organisers,),
        rate_per_minute=1_000_000,
    )
    matrix = Offline(settings, folder, people)
    matrix.resume(Session(settings.homeserver, BOT, "DEVICE", "token"))
    faults = Faults()
    logging.getLogger("bot").addHandler(faults)
    registry = load()
    keeper = Keeper(store, registry.lists, "DEVICE", datetime.now(UTC))
    await keeper.load()
    rooms = Rooms(matrix, store, settings)
    await rooms.resolve_configured()
    await rooms.found([*networks, organisers], datetime(2000, 1, 1, tzinfo=UTC))
    answers = Answers(
        settings=settings,
        matrix=matrix,
        store=store,
        registry=registry,
        renderer=renderer or Renderer(),
        rooms=rooms,
        keeper=keeper,
        outbox=Outbox(matrix),
    )

    async def relogin(error: LoggedOutError) -> None:
        raise error

    async def own_keys_changed() -> None:
        """Nothing to look at: there is no server."""

    sync = SyncLoop(
        matrix=matrix,
        rooms=rooms,
        keeper=keeper,
        answers=answers,
        relogin=relogin,
        own_keys_changed=own_keys_changed,
        locked=LockedMessages(folder),
    )
    bot = OfflineBot(matrix, rooms, sync, faults)
    keeping = asyncio.create_task(asyncio.sleep(0) if at_once else keeper.run())
    if at_once:
        bot.keeper = keeper
    try:
        yield bot
    finally:
        logging.getLogger("bot").removeHandler(faults)
        await sync.close(1)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await matrix.close()
