"""Inputs that nobody should send: events with fields of the wrong form, lines that hit and miss the commands."""

import copy
import string
from collections.abc import Iterator
from random import Random
from typing import Any

PEOPLE = frozenset({"@anna:example.org", "@bea:example.org"})
JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**70,
    1.5,
    "",
    " ",
    "$1",
    "!netz",
    "@anna:example.org",
    "x" * 70_000,
    "\u202e\u200b\x00\ud83d",
    "\ufeff",
    [],
    [None],
    ["m.text"],
    {},
    {"a": {"b": []}},
    [[[[[[[[[[]]]]]]]]]],
    {"event_id": 5},
    {"rel_type": "m.replace", "event_id": "$1"},
    {"m.in_reply_to": {"event_id": "$1"}},
    {"m.in_reply_to": "$1"},
)
WORDS = [
    "W1",
    "W9",
    "W9.B",
    "W999",
    "L1",
    "L6",
    "L99",
    "A1",
    "A9",
    "E1",
    "#3",
    "morgen",
    "gestern",
    "nächste",
    "Woche",
    "märz",
    "2022",
    "31.2.2027",
    "14",
    "Uhr",
    "bis",
    "ab",
    "seit",
    "online",
    "iserlohn",
    "achern",
    "Vertrag",
    "Titel:",
    "Wann:",
    "Wo:",
    "Programm:",
    "Art:",
    "aus",
    "alle",
    "offen",
    "meine",
    "ja",
    "nein",
    "1",
    "Tag",
    "vorher",
    "jeden",
    "Dienstag",
    "rolle",
    "netzwerk",
    "präfix",
    "?",
    "ruhe",
    "20-7",
    "<b>",
    "@room",
    "@anna:example.org",
    "|",
    ";",
    "'",
    '"',
    "%",
    "_",
    "*",
    "/",
    "\\",
    "{{",
    "}}",
    "{%",
    "%}",
    "\u202e",
    "\u200b",
    "\x00",
    "🎉",
    "ä",
    "ß",
    "é",
    "2.-4.6.2023",
    "00:00",
    "25:61",
    "1e999",
    "NaN",
    "--",
    "✅",
]
SIGNS = string.printable + "äöüß„“–…\u00a0\u200b\u202e\u2028😀"


def line(random: Random, names: list[str]) -> str:
    """Return a line that looks like a command, more or less."""
    name = random.choice(names)
    if random.random() < 0.2:
        name = "".join(random.sample(name, len(name)))
    words = [random.choice(WORDS) for _ in range(random.randrange(7))]
    if random.random() < 0.2:
        words.append("".join(random.choice(SIGNS) for _ in range(random.randrange(80))))
    if random.random() < 0.02:
        words *= random.randrange(1, 2000)
    glue = random.choice([" ", " ", " ", "\n", "  ", ": ", ", "])
    prefix = random.choice(["!", "!", "!", "! ", "Netzbote: ", "", "!!"])
    return prefix + name + " " + glue.join(words)


def events(number: int, text: str, sender: str) -> Iterator[dict[str, Any]]:
    """Give one event of each type that the bot listens to."""
    base = {
        "event_id": f"$e{number}",
        "sender": sender,
        "origin_server_ts": 1_760_000_000_000 + number,
        "unsigned": {"age": 5},
    }
    relation = {"rel_type": "m.annotation", "event_id": "$sent1", "key": "✅"}
    yield base | {"type": "m.room.message", "content": {"msgtype": "m.text", "body": text}}
    yield base | {
        "type": "m.room.message",
        "content": {
            "msgtype": "m.text",
            "body": f"* {text}",
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": f"$e{number - 1}"},
        },
    }
    yield base | {
        "type": "m.room.message",
        "content": {
            "msgtype": "m.file",
            "body": text,
            "filename": "a.pdf",
            "url": "mxc://a/b",
            "info": {"size": 1, "mimetype": "application/pdf"},
        },
    }
    yield base | {
        "type": "m.room.message",
        "content": {
            "msgtype": "m.text",
            "body": text,
            "m.relates_to": {"rel_type": "m.thread", "event_id": "$t", "m.in_reply_to": {"event_id": "$sent1"}},
        },
    }
    yield base | {"type": "m.reaction", "content": {"m.relates_to": relation}}
    yield base | {"type": "m.room.redaction", "redacts": f"$e{number - 1}", "content": {"redacts": f"$e{number - 1}"}}
    yield base | {
        "type": "org.matrix.msc3381.poll.response",
        "content": {
            "m.relates_to": {"rel_type": "m.reference", "event_id": "$p"},
            "org.matrix.msc3381.poll.response": {"answers": ["1"]},
        },
    }
    yield base | {"type": "m.room.member", "state_key": sender, "content": {"membership": "join", "displayname": text}}
    yield base | {
        "type": "m.room.encrypted",
        "content": {
            "algorithm": "m.megolm.v1.aes-sha2",
            "ciphertext": text,
            "sender_key": "k",
            "device_id": "D",
            "session_id": "s",
        },
    }
    yield base | {"type": "m.room.power_levels", "state_key": "", "content": {"users": {sender: 50}}}
    yield base | {"type": "m.room.tombstone", "state_key": "", "content": {"replacement_room": "!neu", "body": text}}
    yield base | {"type": "m.room.create", "state_key": "", "content": {"room_version": "12"}}
    yield base | {"type": "m.key.verification.request", "content": {"methods": ["m.sas.v1"]}}


def spoilt(random: Random, event: dict[str, Any]) -> dict[str, Any]:
    """Return the event with one to three of its fields of another form, or gone."""
    made = copy.deepcopy(event)
    for _ in range(random.randrange(1, 4)):
        places = list(_places(made))
        holder, key = random.choice(places)
        if random.random() < 0.25:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(random.choice(JUNK))
        if not made:
            break
    return made


def _places(value: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for key, part in value.items():
        yield value, key
        if isinstance(part, dict):
            yield from _places(part)


def answer(random: Random, room: str, wanted: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an answer of /sync that brings these events; its outer form is spoilt seldom."""
    made: dict[str, Any] = {
        "rooms": {"join": {room: {"timeline": {"events": wanted, "limited": False, "prev_batch": "t"}}}},
        "to_device": {"events": []},
    }
    if random.random() < 0.03:
        made["to_device"] = {
            "events": [
                spoilt(
                    random, {"type": "m.room_key.withheld", "sender": "@anna:example.org", "content": {"code": "x"}}
                ),
                spoilt(
                    random, {"type": "m.room.encrypted", "sender": "@anna:example.org", "content": {"ciphertext": {}}}
                ),
            ]
        }
    if random.random() < 0.03:
        made["rooms"] = spoilt(random, made["rooms"] | {"invite": {"!x": {"invite_state": {"events": wanted}}}})
    return made
