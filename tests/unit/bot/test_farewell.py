"""Direct chats are found or made, noted, and left; who leaves the network is forgotten."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.directs import Directs, GoneError
from bot.farewell import Farewell
from storage.store import Store
from tests.conftest import NOW

ANNA = "@anna:example.org"


class Server:
    """What the bot's account knows and does."""

    def __init__(self) -> None:
        self.account: dict[str, list[str]] = {}
        self.made: list[tuple[str, bool]] = []
        self.left: list[str] = []
        self.well_known: dict[str, Any] = {}
        self.client = SimpleNamespace(rooms={}, send=self._send)

    async def _send(self, method: str, path: str) -> Any:
        async def json(content_type: str | None) -> Any:
            return self.well_known

        return SimpleNamespace(status=200 if self.well_known else 404, json=json)

    async def open_direct(self, person: str, *, encrypted: bool) -> str:
        self.made.append((person, encrypted))
        room = f"!neu{len(self.made)}"
        self.client.rooms[room] = object()
        return room

    async def members(self, room: str) -> frozenset[str]:
        return frozenset({ANNA})

    async def leave(self, room: str) -> None:
        self.left.append(room)


class Rooms:
    """Who is where, as the bot has written it down."""

    def __init__(self) -> None:
        self.known = {ANNA}
        self.direct: dict[str, str] = {}
        self.complete = True

    async def is_known(self, person: str) -> bool:
        return person in self.known

    def all_are_known(self) -> bool:
        return self.complete

    def direct_with(self, person: str) -> str | None:
        return self.direct.get(person)

    async def opened(self, room: str, person: str) -> None:
        self.direct[person] = room

    async def left(self, room: str) -> None:
        self.direct = {person: one for person, one in self.direct.items() if one != room}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    made = Server()

    async def read(_self: Directs) -> dict[str, list[str]]:
        return dict(made.account)

    async def write(_self: Directs, directs: dict[str, list[str]]) -> None:
        made.account = dict(directs)

    monkeypatch.setattr(Directs, "_directs", read)
    monkeypatch.setattr(Directs, "_set_directs", write)
    return made


def directs(server: Server, rooms: Rooms) -> Directs:
    return Directs(server, rooms)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("well_known", "encrypted"),
    [({}, False), ({"io.element.e2ee": {"default": True}}, True), ({"io.element.e2ee": 7}, False)],
)
async def test_a_direct_chat_is_made_once_and_noted(server: Server, well_known: dict, encrypted: bool) -> None:
    server.well_known = well_known
    rooms = Rooms()
    way = directs(server, rooms)
    assert [await way.room_of(ANNA), await way.room_of(ANNA)] == ["!neu1", "!neu1"]
    assert server.made == [(ANNA, encrypted)]
    assert server.account == {ANNA: ["!neu1"]}


async def test_a_chat_that_only_the_account_knows_is_found(server: Server) -> None:
    server.account = {ANNA: ["!alt"]}
    server.client.rooms["!alt"] = object()
    rooms = Rooms()
    assert await directs(server, rooms).room_of(ANNA) == "!alt"
    assert (server.made, rooms.direct) == ([], {ANNA: "!alt"})


async def test_strangers_are_not_written_to(server: Server) -> None:
    with pytest.raises(GoneError):
        await directs(server, Rooms()).room_of("@fremd:example.org")


async def wishes(store: Store) -> set[str]:
    async with store.reading() as net:
        return await net.people_with_wishes()


async def farewell(store: Store, server: Server, rooms: Rooms) -> Farewell:
    async with store.writing() as net:
        await net.subscriptions.add(ANNA, "Geodaten")
        await net.reminders.add(ANNA, NOW, at=NOW.replace(hour=15), text="Tee")
    await directs(server, rooms).room_of(ANNA)
    return Farewell(
        rooms=rooms,  # type: ignore[arg-type]
        directs=directs(server, rooms),
        store=store,
        own_id="@netzbote:example.org",
        clock=lambda: NOW,
    )


async def test_who_leaves_the_last_room_is_forgotten_and_the_direct_chat_left(store: Store, server: Server) -> None:
    rooms = Rooms()
    leaving = await farewell(store, server, rooms)
    await leaving.check_all()
    assert (await wishes(store), server.left) == ({ANNA}, [])
    rooms.known.clear()
    await leaving.check_all()
    assert (await wishes(store), server.left, server.account) == (set(), ["!neu1"], {})


async def test_nobody_is_forgotten_while_the_bot_is_missing_in_a_room(store: Store, server: Server) -> None:
    rooms = Rooms()
    leaving = await farewell(store, server, rooms)
    rooms.known.clear()
    rooms.complete = False
    await leaving.check_all()
    assert await wishes(store) == {ANNA}


async def test_who_leaves_the_direct_chat_only_keeps_what_they_wished(
    store: Store, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.farewell.PATIENCE", 0)
    rooms = Rooms()
    leaving = await farewell(store, server, rooms)
    leaving.gone("!neu1", ANNA)
    for task in list(leaving._tasks):
        await task
    assert (await wishes(store), server.left, server.account) == ({ANNA}, ["!neu1"], {})
