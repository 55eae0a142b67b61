"""What is said about a change outlives a crash."""

import json

from bot.render import Rendered
from bot.said import Said, from_json, to_json
from commands.port import Document


def test_packing_and_unpacking() -> None:
    said = Said(
        (Rendered(html="<p>a</p>", plain="a"),),
        (Document("b.md", "text/markdown", b"\xff"), Document("c.pdf", "application/pdf", path="c", caption="C")),
        "notiert",
        ("@anna:example.org",),
        waits=True,
    )
    assert from_json(json.loads(json.dumps(to_json(said)))) == said
