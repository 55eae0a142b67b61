"""A room's key reaches everybody, or the message is not sent; nothing hangs."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from bot.matrix import UnreachableError
from bot.sharing import AT_ONCE, KeySharing, parts

ROOM = "!raum"


class FakeOlm:
    """Remembers who has a channel and who has the room's key."""

    def __init__(self, people: dict[str, list[str]]) -> None:
        self.people = people
        self.channels: set[tuple[str, str]] = set()
        self.users_for_key_query: set[str] = set()
        self.session = SimpleNamespace(shared=False, users_shared_with=set())
        self.outbound_group_sessions = {ROOM: self.session}

    def should_share_group_session(self, _room: str) -> bool:
        return not self.session.shared

    def get_missing_sessions(self, people: list[str]) -> dict[str, list[str]]:
        missing = {user: [d for d in self.people[user] if (user, d) not in self.channels] for user in people}
        return {user: devices for user, devices in missing.items() if devices}

    def share_group_session_parallel(self, _room: str, people: list[str], **_more: Any) -> Iterator[Any]:
        done = self.session.users_shared_with
        wanted = [(user, d) for user in people for d in self.people[user] if (user, d) in self.channels - done]
        for start in range(0, len(wanted), AT_ONCE):
            yield set(wanted[start : start + AT_ONCE]), {"messages": {}}


class FakeClient:
    """Answers as nio does; ``fails`` names what goes wrong how often."""

    access_token = "token"

    def __init__(self, people: dict[str, list[str]], **fails: int) -> None:
        self.olm = FakeOlm(people)
        self.rooms = {ROOM: SimpleNamespace(encrypted=True, members_synced=False, users=people)}
        self.fails = fails
        self.bad: set[str] = set()
        self.calls: list[str] = []

    @contextmanager
    def one_transaction(self) -> Iterator[None]:
        yield

    def _fail(self, name: str) -> None:
        self.calls.append(name)
        if self.fails.get(name, 0):
            self.fails[name] -= 1
            raise UnreachableError(name)

    async def joined_members(self, room: str) -> None:
        self._fail("members")
        self.rooms[room].members_synced = True

    async def keys_query(self) -> Any:
        self._fail("query")
        answered = {user: {} for user in self.olm.users_for_key_query if "fern" not in user}
        self.olm.users_for_key_query -= set(answered)
        return SimpleNamespace(device_keys=answered)

    async def keys_claim(self, wanted: dict[str, list[str]]) -> None:
        self._fail("claim")
        for user, devices in wanted.items():
            for name in devices:
                if name in self.bad:
                    raise ValueError(name)
                self.olm.channels.add((user, name))

    async def _send(self, *_arguments: Any, response_data: Any) -> None:
        self._fail("send")
        self.olm.session.users_shared_with |= response_data[1]


def sharing(client: FakeClient) -> KeySharing:
    async def call(request: Awaitable[Any]) -> Any:
        return await request

    return KeySharing(lambda: client, call)


def people(count: int) -> dict[str, list[str]]:
    return {f"@p{number}:example.org": [f"D{number}"] for number in range(count)}


def all_devices(client: FakeClient) -> set[tuple[str, str]]:
    return {(user, name) for user, devices in client.olm.people.items() for name in devices}


@pytest.mark.parametrize("step", ["members", "claim", "send"])
async def test_after_a_failure_the_next_try_goes_on(step: str) -> None:
    client = FakeClient(people(25), **{step: 1})
    share = sharing(client)
    with pytest.raises(UnreachableError):
        await share.prepare(ROOM)
    assert not client.olm.session.shared
    async with asyncio.timeout(1):
        await share.prepare(ROOM)
    assert client.olm.session.shared
    assert client.olm.session.users_shared_with == all_devices(client)


async def test_what_is_shared_is_not_shared_again() -> None:
    client = FakeClient(people(3))
    share = sharing(client)
    await asyncio.gather(*(share.prepare(ROOM) for _ in range(5)))
    assert client.calls == ["members", "claim", "send"]


async def test_one_bad_key_does_not_shut_the_others_out() -> None:
    client = FakeClient(people(12))
    client.bad = {"D4"}
    await sharing(client).prepare(ROOM)
    assert client.olm.session.users_shared_with == all_devices(client) - {("@p4:example.org", "D4")}
    assert client.olm.session.shared


async def test_new_devices_are_learnt_before_something_is_said() -> None:
    client = FakeClient(people(2))
    share = sharing(client)
    client.olm.users_for_key_query = {"@p0:example.org", "@anderswo:example.org"}
    await share.prepare(ROOM)
    assert client.calls == ["members", "query", "claim", "send"]
    client.olm.users_for_key_query = {"@anderswo:example.org"}
    await share.prepare(ROOM)
    assert client.calls.count("query") == 1


async def test_a_server_that_does_not_answer_is_not_asked_for_each_message() -> None:
    client = FakeClient({"@a:fern.example": ["D"]})
    share = sharing(client)
    client.olm.users_for_key_query = {"@a:fern.example"}
    for _ in range(3):
        await share.prepare(ROOM)
    assert client.calls.count("query") == 1


async def test_a_room_in_clear_needs_no_key() -> None:
    client = FakeClient(people(2))
    client.rooms[ROOM].encrypted = False
    await sharing(client).prepare(ROOM)
    await sharing(client).prepare("!unbekannt")
    assert client.calls == []


def test_portions() -> None:
    assert list(parts({"a": ["1", "2"], "b": ["3"]}, 2)) == [{"a": ["1", "2"]}, {"b": ["3"]}]
    assert list(parts({"a": ["1", "2", "3"]}, 2)) == [{"a": ["1", "2"]}, {"a": ["3"]}]
    assert list(parts({}, 2)) == []
