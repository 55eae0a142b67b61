"""What a text says, as the tests of the prose reader ask for it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.documents import read_document, recognised

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


def times(text: str) -> list[tuple]:
    """Return titles and hours of the sessions of the one event of a text."""
    return [(one["title"], (one["start"] or "")[11:16]) for one in read_one(text)["sessions"]]
