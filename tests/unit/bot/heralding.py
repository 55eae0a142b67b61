"""A small world for the herald: a homeserver of a few lines, a clock that is set, rooms in a real store."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.directs import GoneError
from bot.herald import Herald
from bot.matrix import MatrixError
from bot.pins import PINNED
from bot.render import Renderer
from storage.chat import RoomRecord
from storage.deliveries import DeliveryView, Policy
from storage.importer import load
from storage.planning import Kind, State
from storage.replanning import TABLE
from storage.store import Store
from storage.tables.event import Event
from storage.when_text import iso_when
from storage.yaml_file import read_yaml

BERLIN = ZoneInfo("Europe/Berlin")
RENDERER = Renderer()
SECRET = b"geheim"


@dataclass
class FakeServer:
    """Keeps messages; knows transaction ids by device; refuses what it is told to refuse."""

    messages: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    transactions: dict[tuple[str, str], str] = field(default_factory=dict)
    errors: dict[str, list[MatrixError]] = field(default_factory=lambda: defaultdict(list))  # by room, one for a call
    lost_answers: int = 0  # so many messages arrive, but the answer does not
    pinned: dict[str, list[str]] = field(default_factory=dict)
    pin_error: MatrixError | None = None
    lost_pins: int = 0  # so many pins are set, but the answer does not arrive
    lookups: list[str] = field(default_factory=list)


class FakeMatrix:
    """A device on the server."""

    def __init__(self, server: FakeServer, device: str = "EINS") -> None:
        self._server = server
        self.client = SimpleNamespace(device_id=device, rooms={})
        self.before_send: Any = None

    async def send(
        self, room: str, kind: str, content: Mapping[str, Any], txn: str, *, marker: Mapping[str, str] | None = None
    ) -> str:
        if self.before_send is not None:
            work, self.before_send = self.before_send, None
            await work()
        if self._server.errors[room]:
            raise self._server.errors[room].pop(0)
        key = (self.client.device_id, txn)
        if key not in self._server.transactions:
            event_id = f"${len(self._server.transactions) + 1}"
            self._server.transactions[key] = event_id
            self._server.messages[room].append({"event_id": event_id, "content": {**content, **(marker or {})}})
        if self._server.lost_answers:
            self._server.lost_answers -= 1
            raise ConnectionResetError
        return self._server.transactions[key]

    async def find_marked(self, room: str, name: str, value: str, *, since: datetime) -> str | None:
        self._server.lookups.append(room)
        return next(
            (one["event_id"] for one in self._server.messages[room] if one["content"].get(name) == value), None
        )

    async def state(self, room: str, kind: str) -> dict[str, Any]:
        assert kind == PINNED
        return {"pinned": self._server.pinned[room]} if room in self._server.pinned else {}

    async def set_state(self, room: str, kind: str, content: Mapping[str, Any]) -> None:
        assert kind == PINNED
        if self._server.pin_error is not None:
            raise self._server.pin_error
        self._server.pinned[room] = list(content["pinned"])
        if self._server.lost_pins:
            self._server.lost_pins -= 1
            raise ConnectionResetError

    async def upload(self, data: bytes, mime: str, filename: str, *, encrypt: bool) -> dict[str, Any]:
        return {"url": f"mxc://example.org/{filename}"}

    def is_encrypted(self, room: str) -> bool:
        return False


class FakeRooms:
    """Rooms as the herald asks for them."""

    zone = BERLIN

    def prefix(self, room: str) -> str:
        return "!"

    def organiser_rooms(self) -> list[str]:
        return ["!orga"]

    def name_of(self, room: str) -> str:
        return "Netzwerkraum" if room == "!netz" else room


@dataclass
class World:
    """All of it together; ``now`` is what the clock shows."""

    store: Store
    now: datetime
    server: FakeServer = field(default_factory=FakeServer)
    gone: set[str] = field(default_factory=set)
    matrix: FakeMatrix = field(init=False)
    herald: Herald = field(init=False)

    def __post_init__(self) -> None:
        self.store.policy = Policy(timedelta(minutes=10))
        self.restart()

    def restart(self, device: str = "EINS") -> None:
        """Begin again as after a crash."""
        self.matrix = FakeMatrix(self.server, device)

        async def direct(person: str) -> str:
            if person in self.gone:
                raise GoneError(person)
            return f"!direkt-{person[1:]}"

        self.herald = Herald(
            matrix=self.matrix,  # type: ignore[arg-type]
            store=self.store,
            rooms=FakeRooms(),  # type: ignore[arg-type]
            renderer=RENDERER,
            secret=SECRET,
            direct_room=direct,
            clock=lambda: self.now,
        )

    async def rooms(self, *names: str, **settings: Any) -> None:
        """Give rooms their role: those that begin with ``!orga`` are the organisers'."""
        async with self.store.writing() as net:
            for name in names:
                role = "orga" if name.startswith("!orga") else "netzwerk"
                since = "2020-01-01T00:00:00+00:00"
                await net.rooms.save(RoomRecord(name, role, settings={"seit": since, **settings}))

    async def enter(self, text: str, *, quiet: bool = False) -> None:
        """Import events: lines of YAML below ``veranstaltungen``."""
        lines = "\n".join(f"  - {line}" for line in text.strip().splitlines())
        await load(self.store, read_yaml(f"veranstaltungen:\n{lines}\n", iso_when), now=self.now, quiet=quiet)

    async def change(self, number: int, **fields: Any) -> None:
        """Change an event as a command would."""
        async with self.store.writing() as net:
            event = await net.session.scalar(select(Event).where(Event.number == number))
            assert event is not None
            for name, value in fields.items():
                setattr(event, name, value)
            event.sequence += 1
            await net.replan(event.id, self.now)

    def at(self, text: str) -> None:
        """Set the clock, by the time in Berlin."""
        self.now = datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)

    async def tell(self, at: str | None = None) -> None:
        """Let the herald say what is due, at a time."""
        if at is not None:
            self.at(at)
        await self.herald.tell()
        await self.herald.settled()

    def said(self, room: str = "!netz") -> list[str]:
        """First lines of what stands in a room: edits marked, the list of coming events left out."""
        return [line for line, is_board in self._lines(room) if not is_board]

    def board(self, room: str = "!netz") -> list[str]:
        """What became of the list of coming events: the whole text of each message and edit."""
        return [
            one["content"]["body"] for one in self.server.messages[room] if one["content"]["msgtype"] == "m.notice"
        ]

    def _lines(self, room: str) -> list[tuple[str, bool]]:
        return [
            (one["content"]["body"].split("\n")[0], one["content"]["msgtype"] == "m.notice")
            for one in self.server.messages[room]
        ]

    async def rows(self, *kinds: Kind) -> list[tuple[str, str, str | None]]:
        """Kind, state and reason of all rows of some kinds, in the order in which they are due."""
        async with self.store.reading() as net:
            rows = await net.session.execute(select(TABLE).order_by(TABLE.c.due_at, TABLE.c.id))
            return [
                (row.kind, row.state, row.reason)
                for row in rows
                if row.kind in {kind.value for kind in kinds or set(Kind) - {Kind.BOARD}}
            ]

    async def plan(self, kind: Kind, subject: str, room: str, due: datetime, **data: Any) -> None:
        """Plan one message."""
        async with self.store.writing() as net:
            await net.deliveries.add(DeliveryView(0, kind, subject, room, "", None, due, State.PLANNED, data=data))
