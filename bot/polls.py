"""Polls as Matrix carries them (MSC3381).

The type of the event is the unstable one: clients send no other in rooms of today's versions, and those on the Rust
SDK read no other there. The content holds the stable form (Matrix spec 1.7, ``m.poll``) beside it, and the question
with its answers as text for clients that know neither.
"""

from collections.abc import Mapping
from typing import Any

from commands.port import Poll, PollEnd

START, END = "org.matrix.msc3381.poll.start", "org.matrix.msc3381.poll.end"
TEXT = "org.matrix.msc1767.text"


def start_content(poll: Poll, relation: Mapping[str, Any] | None) -> dict[str, Any]:
    """Build the content of a poll whose result is shown only at its end."""
    text = "\n".join([poll.question, *(f"{number}. {answer}" for number, answer in enumerate(poll.answers, 1))])
    content: dict[str, Any] = {
        TEXT: text,
        "m.text": [{"body": text}],
        START: {
            "kind": "org.matrix.msc3381.poll.undisclosed",
            "max_selections": 1,
            "question": {TEXT: poll.question, "body": poll.question, "msgtype": "m.text"},
            "answers": [{"id": str(number), TEXT: answer} for number, answer in enumerate(poll.answers)],
        },
        "m.poll": {
            "kind": "m.undisclosed",
            "max_selections": 1,
            "question": {"m.text": [{"body": poll.question}]},
            "answers": [
                {"m.id": str(number), "m.text": [{"body": answer}]} for number, answer in enumerate(poll.answers)
            ],
        },
        "m.mentions": {},
    }
    if relation:
        content["m.relates_to"] = dict(relation)
    return content


def end_content(end: PollEnd) -> dict[str, Any]:
    """Build the content of a poll's end."""
    return {
        TEXT: end.text,
        "m.text": [{"body": end.text}],
        END: {},
        "m.mentions": {},
        "m.relates_to": {"rel_type": "m.reference", "event_id": end.target},
    }
