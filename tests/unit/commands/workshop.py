"""A workshop that runs, without a chat: typing, reacting, editing, deleting."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.render import Renderer
from commands.dispatch import Registry
from commands.happenings import hear
from commands.port import Context, Gathered, HandedFile, Happening, Place, Quoted, Reply, Role
from storage.chat import RoomRecord
from storage.importer import load
from storage.network import Network
from storage.store import Store
from storage.when_text import iso_when
from storage.yaml_file import read_yaml
from tests.conftest import BERLIN, NOW, context

TEXT = """
veranstaltungen:
  - kennung: a
    titel: Geodaten im September
    wann: "2026-09-01T10:00/14:00"
    reihe: Runder Tisch
    massnahmen: [{text: Datenkatalog pflegen, verantwortlich: Stadt Soest}]
  - kennung: b
    titel: Geodaten im November
    wann: "2026-11-23T10:00/14:00"
    reihe: Runder Tisch
    wo: Rathaus, Soest
    veranstalter: [Stadt Soest]
    programm:
      - {titel: Daten teilen, kuerzel: A, personen: [{name: Anna Beispiel, rolle: Moderation}]}
      - {titel: Kosten, kuerzel: B}
  - {kennung: c, titel: Planspiel, wann: "2027-01-20T10:00/14:00"}
musterloesungen:
  - {titel: Mustervertrag Geodaten, art: Vertrag, nutzen: Spart Zeit., kommune: Stadt Soest}
"""
RENDERER = Renderer()


@dataclass(frozen=True)
class Fetched:
    """What the chat would fetch for a message."""

    quoted: Quoted | None = None
    file: HandedFile | None = None

    async def gather(self) -> Gathered:
        return Gathered(self.quoted, self.file)


class Workshop:
    """The rooms of a network with a workshop that has begun."""

    def __init__(self, registry: Registry, store: Store) -> None:
        self.registry, self.store = registry, store

    @classmethod
    async def begin(cls, registry: Registry, folder: Path) -> "Workshop":
        store = Store(f"sqlite+aiosqlite:///{folder / 'workshop.sqlite3'}", data_dir=folder)
        await store.upgrade()
        await load(store, read_yaml(TEXT, iso_when), now=datetime(2026, 8, 1, tzinfo=BERLIN), quiet=True)
        async with store.writing() as net:
            await net.rooms.save(RoomRecord("!netz", role="netzwerk"))
            await net.rooms.save(RoomRecord("!orga", role="orga"))
        return cls(registry, store)

    async def type(self, line: str, event: str = "$1", **changes: object) -> Reply:
        """Type as a member in the network room."""
        parsed = self.registry.parse(line)
        assert parsed is not None, line
        reply = await self.registry.run(parsed, context(event, **changes), self.store)
        assert reply is not None
        return reply

    async def organise(self, line: str, event: str = "$1", **changes: object) -> Reply:
        """Type as an organiser in the organisers' room."""
        who = {"role": Role.ORGANISER, "place": Place.ORGANISERS, "room": "!orga", "sender": "@orga:example.org"}
        return await self.type(line, event, **(who | changes))

    async def start(self, **changes: object) -> Reply:
        """Begin to take notes in the network room."""
        return await self.organise("!protokoll start W2", room="!netz", place=Place.NETWORK, **changes)

    async def happen(
        self, happening: Happening, quoted: Quoted | None = None, event: str = "$h", **changes: object
    ) -> Reply | None:
        """Let something happen in the network room."""

        async def keep(net: Network, reply: Reply) -> None:
            RENDERER.render(reply)

        where: Context = context(event, **{"gatherer": Fetched(quoted), **changes})
        return await hear(happening, where, self.store, keep)


def plain(reply: Reply) -> str:
    return RENDERER.render(reply).plain


def soon(**more: float) -> datetime:
    return NOW + timedelta(**more)
