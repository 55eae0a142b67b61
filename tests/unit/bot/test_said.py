"""What is said about a change outlives a crash."""

import json

import pytest

from bot.render import Rendered
from bot.said import Said, from_json, to_json
from commands.port import Document, Poll, PollEnd


def test_packing_and_unpacking() -> None:
    said = Said(
        (Rendered(html="<p>a</p>", plain="a"),),
        (Document("b.md", "text/markdown", b"\xff"), Document("c.pdf", "application/pdf", path="c", caption="C")),
        "notiert",
        ("notiert, E1",),
        ("@anna:example.org",),
        waits=True,
    )
    assert from_json(json.loads(json.dumps(to_json(said)))) == said


@pytest.mark.parametrize("poll", [Poll("Wann?", ("heute", "morgen")), PollEnd("$poll", "Ende"), None])
def test_polls_are_packed(poll: Poll | PollEnd | None) -> None:
    said = Said((), poll=poll)
    assert from_json(json.loads(json.dumps(to_json(said)))) == said
