"""Polls and files on their way out: what is sent, and what is said of a file that the server refuses."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.attachments import attachment
from bot.event import Event
from bot.keeper import Keeper
from bot.matrix import RefusedError
from bot.outbox import Outbox
from bot.polls import END, START, end_content, start_content
from bot.render import Renderer
from bot.said import Said
from bot.speech import Speech
from bot.upkeep import Upkeep
from commands.chart import draw_bars
from commands.lists import Lists
from commands.port import Document, Poll, PollEnd, Reply
from storage.store import Store
from tests.conftest import NOW

POLL = Poll("Wann?", ("heute", "morgen"))


class FakeMatrix:
    """Notes what is sent; takes files up to a size."""

    def __init__(self, *, encrypted: bool = False, limit: int = 1_000_000) -> None:
        self.encrypted, self.limit, self.sent = encrypted, limit, []

    def is_encrypted(self, room: str) -> bool:
        return self.encrypted

    async def upload(self, data: bytes, mime: str, filename: str, *, encrypt: bool) -> dict[str, Any]:
        if len(data) > self.limit:
            raise RefusedError("M_TOO_LARGE")
        return {"file": {"url": "mxc://a/b"}} if encrypt else {"url": "mxc://a/b"}

    async def send(self, room: str, kind: str, content: Any, txn: str) -> str:
        if txn not in {one[2] for one in self.sent}:
            self.sent.append((kind, content, txn))
        return f"$sent{[one[2] for one in self.sent].index(txn)}"


def speech(matrix: FakeMatrix, store: Store) -> Speech:
    keeper = Keeper(store, Lists(), "DEVICE", datetime.now(UTC))
    return Speech(matrix, Outbox(matrix), keeper, Renderer())  # type: ignore[arg-type]


async def test_a_poll_is_sent_first_once_and_remembered(example: Store) -> None:
    matrix = FakeMatrix()
    out = speech(matrix, example)
    async with example.writing() as net:
        await net.polls.open(
            command="$ask", room="!r", question="Wann?", answers=POLL.answers, is_scale=False, by="@b:c", now=NOW
        )
    message = Event("!r", "$ask", "@b:c", 0.0)
    said = Said((Renderer().render(Reply("umfrage_gezaehlt")),), waits=True, poll=POLL)
    await out.send(message, "$ask", said)
    await out.send(message, "$ask", said)
    assert [kind for kind, _content, _txn in matrix.sent] == [START, "m.room.message"]
    assert await out._keeper.command_of("$sent0") == "$ask"
    await out._keeper.save()
    async with example.reading() as net:
        poll = await net.polls.by_command("$ask")
        assert poll is not None
        assert poll.event == "$sent0"
        assert await net.waiting.command_of("$sent0") == "$ask"


def test_the_forms_of_a_poll() -> None:
    assert start_content(POLL, {"m.in_reply_to": {"event_id": "$ask"}}) == {
        "org.matrix.msc1767.text": "Wann?\n1. heute\n2. morgen",
        "m.text": [{"body": "Wann?\n1. heute\n2. morgen"}],
        "org.matrix.msc3381.poll.start": {
            "kind": "org.matrix.msc3381.poll.undisclosed",
            "max_selections": 1,
            "question": {"org.matrix.msc1767.text": "Wann?", "body": "Wann?", "msgtype": "m.text"},
            "answers": [
                {"id": "0", "org.matrix.msc1767.text": "heute"},
                {"id": "1", "org.matrix.msc1767.text": "morgen"},
            ],
        },
        "m.poll": {
            "kind": "m.undisclosed",
            "max_selections": 1,
            "question": {"m.text": [{"body": "Wann?"}]},
            "answers": [{"m.id": "0", "m.text": [{"body": "heute"}]}, {"m.id": "1", "m.text": [{"body": "morgen"}]}],
        },
        "m.mentions": {},
        "m.relates_to": {"m.in_reply_to": {"event_id": "$ask"}},
    }
    assert end_content(PollEnd("$poll", "Ende")) == {
        "org.matrix.msc1767.text": "Ende",
        "m.text": [{"body": "Ende"}],
        END: {},
        "m.mentions": {},
        "m.relates_to": {"rel_type": "m.reference", "event_id": "$poll"},
    }


@pytest.mark.parametrize("encrypted", [False, True])
async def test_a_picture_is_shown_as_one(*, encrypted: bool) -> None:
    data = draw_bars("Wann?", [("heute", 1, None)], ("jetzt", "am Anfang"))
    matrix: Any = FakeMatrix(encrypted=encrypted)
    content = await attachment(matrix, "!r", Document("a.png", "image/png", data, caption="Ein Bild"), None)
    height = content["info"].pop("h")
    assert 100 < height < 400
    assert content == {
        "msgtype": "m.image",
        "body": "Ein Bild",
        "filename": "a.png",
        "info": {"mimetype": "image/png", "size": len(data), "w": 1000},
        "m.mentions": {},
        **({"file": {"url": "mxc://a/b"}} if encrypted else {"url": "mxc://a/b"}),
    }


async def test_a_file_that_the_server_refuses_is_named(example: Store, tmp_path: Path) -> None:
    matrix = FakeMatrix(limit=10)
    small, large = tmp_path / "a", tmp_path / "b"
    small.write_bytes(b"x")
    large.write_bytes(b"x" * 11)
    documents = tuple(
        Document(f"{path.name}.pdf", "application/pdf", path=str(path)) for path in (small, large, tmp_path / "c")
    )
    await speech(matrix, example).send(Event("!r", "$ask", "@b:c", 0.0), "$ask", Said((), documents))
    assert [content["body"] for _kind, content, _txn in matrix.sent] == [
        "a.pdf",
        (
            "Diese Dateien nimmt der Server nicht an, vermutlich sind sie ihm zu groß: b.pdf, c.pdf. "
            "Das Organisationsteam kann sie auf anderem Weg schicken."
        ),
    ]


async def test_polls_are_closed_when_their_time_is_over_and_unused_files_go(example: Store) -> None:
    upkeep = Upkeep(example, "Europe/Berlin", None)
    async with example.writing() as net:
        await net.polls.open(
            command="$ask",
            room="!r",
            question="A?",
            answers=("a", "b"),
            is_scale=False,
            by="@b:c",
            now=NOW,
            closes_at=NOW,
        )
    await upkeep.close_polls(NOW)
    await upkeep.close_polls(NOW)
    async with example.reading() as net:
        poll = await net.polls.by_command("$ask")
        assert poll is not None
        assert (poll.closed_at, poll.counts) == (NOW, (0, 0))
        assert await net.deliveries.next_due() == NOW
    await upkeep.tidy(NOW)
