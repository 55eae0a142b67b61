"""Which answers of /sync nio must see, and which are read as they came."""

import json
from collections.abc import Awaitable
from typing import Any

import pytest

from bot.keys import nio
from bot.news import Heard, News, RoomNews
from bot.polling import Polling, is_plain, sync_filter

ROOM = "!a:example.org"
MESSAGE = {
    "type": "m.room.message",
    "sender": "@m:example.org",
    "event_id": "$1",
    "origin_server_ts": 1,
    "content": {"msgtype": "m.text", "body": "!hilfe"},
}


def joined(**parts: Any) -> dict[str, Any]:
    return {"next_batch": "s2", "rooms": {"join": {ROOM: {"timeline": {"events": [MESSAGE]}, **parts}}}}


def test_a_message_in_a_known_room_is_plain() -> None:
    data = joined(state={"events": []}, summary={}) | {
        "device_one_time_keys_count": {"signed_curve25519": 50},
        "device_lists": {"changed": [], "left": []},
        "to_device": {"events": []},
    }
    assert is_plain(data, {ROOM})
    assert not is_plain(data, set())


@pytest.mark.parametrize(
    "data",
    [
        joined(state={"events": [{"type": "m.room.name", "state_key": ""}]}),
        joined(state_after={"events": [{"type": "m.room.name", "state_key": ""}]}),
        joined(summary={"m.joined_member_count": 3}),
        joined(timeline={"events": [MESSAGE], "limited": True, "prev_batch": "t1"}),
        joined(timeline={"events": [MESSAGE, {"type": "m.room.member", "state_key": "@m:example.org"}]}),
        joined() | {"to_device": {"events": [{"type": "m.room_key"}]}},
        joined() | {"device_lists": {"changed": ["@m:example.org"]}},
        joined() | {"device_lists": {"left": ["@m:example.org"]}},
        {"next_batch": "s2", "rooms": {"invite": {ROOM: {}}}},
        {"next_batch": "s2", "rooms": {"leave": {ROOM: {}}}},
    ],
)
def test_what_changes_a_room_or_keys_goes_through_nio(data: dict[str, Any]) -> None:
    assert not is_plain(data, {ROOM})


class Client:
    """Gives prepared answers and notes what it was asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.paths: list[str] = []
        self.rooms = {ROOM: nio.MatrixRoom(ROOM, "@netzbote:example.org")}
        self.next_batch = ""
        self.filters = 0
        self.counts: list[tuple[int | None, bool | None]] = []

    async def ask(self, method: str, path: str, *, timeout: Any) -> Any:  # noqa: ASYNC109  # as the client has it
        assert method == "GET"
        assert timeout is not None
        self.paths.append(path)
        return self.answers.pop(0)

    async def upload_filter(self, _user_id: str, **parts: Any) -> Any:
        assert parts == sync_filter("@netzbote:example.org")
        self.filters += 1
        return nio.UploadFilterResponse("7")

    def note_key_counts(self, count: int | None, *, has_fallback: bool | None) -> None:
        self.counts.append((count, has_fallback))

    def take_keys(self, events: list[Any]) -> None:
        assert events == []

    async def receive_response(self, response: Any) -> None:
        raise KeyError(response.next_batch)


class RefusedError(Exception):
    """What the caller makes of an error."""


async def call(request: Awaitable[Any]) -> Any:
    answer = await request
    if isinstance(answer, nio.ErrorResponse):
        raise RefusedError
    return answer


def polling(client: Client) -> Polling:
    return Polling(lambda: client, call, "@netzbote:example.org")  # type: ignore[arg-type,return-value]


async def test_a_plain_answer_is_read_without_nio() -> None:
    data = joined() | {"device_one_time_keys_count": {"signed_curve25519": 9}}
    client = Client(json.dumps(data).encode())
    news = await polling(client).sync("s1", first=False)
    assert news == News("s2", joined={ROOM: RoomNews(timeline=(Heard(MESSAGE),))})
    assert (client.next_batch, client.counts) == ("s2", [(9, None)])


async def test_an_answer_that_nio_chokes_on_is_read_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(json.dumps(joined()).encode())
    news = await polling(client).sync("s1", first=True)
    assert news == News("s2", joined={ROOM: RoomNews(timeline=(Heard(MESSAGE),))})
    assert client.next_batch == "s2"
    assert [record.name for record in caplog.records] == ["bot.polling"] * 2
    assert "full_state=true" in client.paths[0]


async def test_the_filter_is_left_with_the_server_and_sent_again_when_that_has_lost_it() -> None:
    lost = nio.ErrorResponse("unknown filter", "M_NOT_FOUND")
    lost.transport_response = type("Response", (), {"status": 404})()
    answer = json.dumps(joined()).encode()
    client = Client(answer, answer, lost, answer)
    asking = polling(client)
    await asking.sync("s1", first=False)
    await asking.keep_filter()
    await asking.keep_filter()
    await asking.sync("s1", first=False)
    with pytest.raises(RefusedError):
        await asking.sync("s1", first=False)
    await asking.sync("s1", first=False)
    assert client.filters == 1
    assert ["filter=7" in path for path in client.paths] == [False, True, True, False]
    assert ["filter=%7B" in path for path in client.paths] == [True, False, False, True]


@pytest.mark.parametrize("body", [b"", b"[]", b"<html>", b'{"next_batch": 3}'])
async def test_something_else_than_an_answer_is_an_error(body: bytes) -> None:
    with pytest.raises(RefusedError):
        await polling(Client(body)).sync("s1", first=False)
