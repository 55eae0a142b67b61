"""What a text says, as the tests of the prose reader ask for it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.documents import read_document, recognised
from commands.documents.lines import Line
from commands.documents.prose.layout import Part, classify

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HEAD = "Fachtag Archive\n\nDatum: 12. Mai 2023\n\n"


def read_one(text: str) -> dict:
    """Read the one event of a text."""
    (found,) = recognised(read_document("text.txt", text.encode(), NOW).records)
    return found


def named(text: str) -> list[tuple]:
    """Return names and houses of the one event whose head stands before a text, its sessions' people last."""
    found = read_one(f"{HEAD}{text}\n")
    everybody = [*found["people"], *(who for session in found["sessions"] for who in session["people"])]
    return [(who["name"], who["organisation"]) for who in everybody]


def sessions(text: str) -> list[tuple]:
    """Return label, title and who speaks of the sessions of the one event whose head stands before a text."""
    return [
        (one["label"], one["title"], [who["name"] for who in one["people"]])
        for one in read_one(HEAD + text)["sessions"]
    ]


def lines_apart(*texts: str) -> list[Part]:
    """Return the parts of a text whose lines stand apart."""
    return classify(tuple(Line(text, gap=True) for text in texts))


def times(text: str) -> list[tuple]:
    """Return titles and hours of the sessions of the one event of a text."""
    return [(one["title"], (one["start"] or "")[11:16]) for one in read_one(text)["sessions"]]
