"""Messages are read from the wire without trusting any field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import (
    Incoming,
    Reacted,
    Voted,
    Withdrawn,
    read_message,
    read_reaction,
    read_redaction,
    read_vote,
)

NOW = 1_700_000_010_000


def event(content: object, **more: object) -> dict:
    return {
        "type": "m.room.message",
        "event_id": "$1",
        "sender": "@anna:example.org",
        "origin_server_ts": NOW - 10_000,
        "content": content,
        **more,
    }


def read(content: object, **more: object) -> Incoming | None:
    return read_message("!r", event(content, **more), now_ms=NOW, encrypted=False)


def test_a_plain_text() -> None:
    assert read({"msgtype": "m.text", "body": "!termine"}) == Incoming(
        room="!r", event_id="$1", sender="@anna:example.org", sent_at=NOW - 10_000, age=10.0, text="!termine"
    )


def test_the_age_is_what_the_server_says() -> None:
    message = read({"msgtype": "m.text", "body": "!termine"}, unsigned={"age": 3_000})
    assert message is not None
    assert message.age == 3.0


def test_a_message_in_a_thread() -> None:
    relation = {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$0"},
    }
    message = read({"msgtype": "m.text", "body": "!hilfe", "m.relates_to": relation})
    assert message is not None
    assert (message.thread, message.reply_to) == ("$root", "$0")


def test_who_is_mentioned() -> None:
    html = (
        '<mx-reply><a href="https://matrix.to/#/@x:y">x</a></mx-reply>'
        '<a href="https://matrix.to/#/@anna:example.org">Anna &amp; Co</a>, '
        '<a href="https://matrix.to/#/%40bea:example.org">b</a> <a href="https://matrix.to/#/!room:x">Raum</a>'
    )
    message = read({"msgtype": "m.text", "body": "Anna & Co, b", "formatted_body": html})
    assert message is not None
    assert message.people == (("Anna & Co", "@anna:example.org"), ("b", "@bea:example.org"))


def test_the_quotation_before_a_reply_is_no_part_of_the_text() -> None:
    content = {
        "msgtype": "m.text",
        "body": "> <@bot:example.org> Vorher\n> noch eine\n\n!workshop W1",
        "m.relates_to": {"m.in_reply_to": {"event_id": "$0"}},
    }
    message = read(content)
    assert message is not None
    assert message.text == "!workshop W1"


def test_an_edit_brings_the_new_text_and_its_target() -> None:
    content = {
        "msgtype": "m.text",
        "body": "* !termine märz",
        "m.new_content": {"msgtype": "m.text", "body": "!termine märz"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"},
    }
    message = read(content)
    assert message is not None
    assert (message.text, message.edit_of) == ("!termine märz", "$0")


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        {"msgtype": "m.notice", "body": "!hilfe"},
        {"msgtype": "m.emote", "body": "!hilfe"},
        {"msgtype": "m.text"},
        {"msgtype": "m.text", "body": ""},
        {"msgtype": "m.text", "body": 7},
        {"msgtype": "m.text", "body": "x" * 70_000},
        {"msgtype": "m.text", "body": "*", "m.relates_to": {"rel_type": "m.replace"}},
        {"msgtype": "m.text", "body": "*", "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"}},
    ],
)
def test_what_is_not_heard(content: object) -> None:
    assert read(content) is None


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(json, json, json, json)
def test_nothing_on_the_wire_breaks_the_reading(
    content: object, relation: object, unsigned: object, sender: object
) -> None:
    source = event(content, unsigned=unsigned, sender=sender)
    if isinstance(content, dict):
        content["m.relates_to"] = relation
    read_message("!r", source, now_ms=NOW, encrypted=False)
    read_redaction("!r", {**source, "type": "m.room.redaction", "redacts": relation})


@pytest.mark.parametrize("source", [{"redacts": "$0"}, {"content": {"redacts": "$0"}}])
def test_a_deletion_in_old_and_new_room_versions(source: dict) -> None:
    assert read_redaction("!r", {"type": "m.room.redaction", "event_id": "$2", **source}) == Withdrawn(
        "!r", "$2", "$0"
    )


def test_the_caption_of_a_file_is_heard() -> None:
    content = {"msgtype": "m.file", "body": "!teilen", "filename": "vertrag.pdf", "url": "mxc://a/b"}
    message = read(content)
    assert message is not None
    assert (message.text, message.file) == ("!teilen", content)


@pytest.mark.parametrize("more", [{}, {"filename": "vertrag.pdf"}])
def test_the_name_of_a_file_is_no_command(more: dict) -> None:
    message = read({"msgtype": "m.file", "body": "vertrag.pdf", "url": "mxc://a/b", **more})
    assert message is not None
    assert message.text == ""


def related(kind: str, content: dict) -> dict:
    return {**event(content), "type": kind}


def test_a_reaction() -> None:
    content = {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$0", "key": "✅"}}
    assert read_reaction("!r", related("m.reaction", content), NOW) == Reacted(
        "!r", "$1", "@anna:example.org", NOW - 10_000, 10.0, "$0", "✅"
    )


@pytest.mark.parametrize(
    "relation",
    [
        None,
        {},
        {"rel_type": "m.annotation", "event_id": "$0"},
        {"rel_type": "m.annotation", "event_id": 1, "key": "✅"},
        {"rel_type": "m.thread", "event_id": "$0", "key": "✅"},
        {"rel_type": "m.annotation", "event_id": "$0", "key": "x" * 101},
    ],
)
def test_what_is_no_reaction(relation: object) -> None:
    assert read_reaction("!r", related("m.reaction", {"m.relates_to": relation}), NOW) is None


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("m.poll.response", {"m.selections": ["a", 1, "b"]}),
        ("org.matrix.msc3381.poll.response", {"org.matrix.msc3381.poll.response": {"answers": ["a", "b"]}}),
    ],
)
def test_a_vote(kind: str, more: dict) -> None:
    content = {"m.relates_to": {"rel_type": "m.reference", "event_id": "$0"}, **more}
    assert read_vote("!r", related(kind, content), NOW) == Voted(
        "!r", "$1", "@anna:example.org", NOW - 10_000, 10.0, "$0", ("a", "b")
    )
