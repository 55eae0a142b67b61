"""What a message refers to is fetched: files up to the limit, scanned; polls have no text."""

from typing import Any

import pytest

from bot.gather import Gathering
from bot.matrix import RefusedError
from commands.errors import NotUnderstoodError
from commands.port import Gathered, HandedFile, Quoted

TOO_LARGE = "Die Datei ist zu groß. Möglich sind höchstens 20 MB."
POLL: dict[str, Any] = {
    "type": "org.matrix.msc3381.poll.start",
    "event_id": "$poll",
    "sender": "@bot:b",
    "content": {},
}


class FakeMatrix:
    def __init__(self, data: bytes = b"x", event: dict[str, Any] | None = None) -> None:
        self.data, self.asked, self._event = data, 0, event or POLL

    async def download(self, content: Any, limit: int) -> bytes:
        self.asked += 1
        if len(self.data) > limit:
            raise RefusedError("M_TOO_LARGE")
        return self.data

    async def get(self, path: str) -> dict[str, Any] | None:
        return self._event if path == f"v3/rooms/%21r/event/%24{self._event['event_id'][1:]}" else None


def content(size: int) -> dict[str, Any]:
    return {"body": "a.pdf", "url": "mxc://a/b", "info": {"size": size, "mimetype": "application/pdf"}}


def gathering(matrix: Any, file: Any, *, target: str | None = None) -> tuple[Gathering, list[bytes]]:
    scanned: list[bytes] = []

    async def scan(data: bytes) -> None:
        scanned.append(data)

    return Gathering(matrix, "!r", target=target, file=file, limit=20_000_000, scan=scan), scanned


async def test_a_file_is_fetched_and_scanned() -> None:
    made, scanned = gathering(FakeMatrix(b"data"), content(4))
    assert await made.gather() == Gathered(None, HandedFile("a.pdf", "application/pdf", b"data"))
    assert scanned == [b"data"]


async def test_200_mb_are_refused_without_a_download_and_a_lie_during_it() -> None:
    matrix = FakeMatrix(bytes(20_000_001))
    made, scanned = gathering(matrix, content(200_000_000))
    with pytest.raises(NotUnderstoodError, match=TOO_LARGE):
        await made.gather()
    assert matrix.asked == 0
    made, scanned = gathering(matrix, content(10))
    with pytest.raises(NotUnderstoodError, match=TOO_LARGE):
        await made.gather()
    assert (matrix.asked, scanned) == (1, [])


async def test_a_poll_that_is_answered_to_is_known_by_its_id() -> None:
    made, _scanned = gathering(FakeMatrix(), None, target="$poll")
    assert await made.gather() == Gathered(Quoted("$poll", "@bot:b", ""))


def message(text: str, sender: str, **more: Any) -> dict[str, Any]:
    content = {"msgtype": "m.text", "body": text, **more}
    return {"type": "m.room.message", "event_id": "$m", "sender": sender, "content": content}


@pytest.mark.parametrize(("editor", "text"), [("@bea:b", "Neu"), ("@mallory:b", "Alt")])
async def test_of_an_edited_message_the_newest_text_of_its_author_counts(editor: str, text: str) -> None:
    relation = {"rel_type": "m.replace", "event_id": "$m"}
    new = {"msgtype": "m.text", "body": "Neu"}
    edit = message("* Neu", editor, **{"m.new_content": new, "m.relates_to": relation}) | {"event_id": "$e"}
    event = message("Alt", "@bea:b") | {"unsigned": {"m.relations": {"m.replace": edit}}}
    made, _scanned = gathering(FakeMatrix(event=event), None, target="$m")
    assert await made.gather() == Gathered(Quoted("$m", "@bea:b", text))


async def test_what_is_gone_is_not_quoted() -> None:
    made, _scanned = gathering(FakeMatrix(), None, target="$other")
    assert await made.gather() == Gathered()
