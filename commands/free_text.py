"""What people write behind a command: its lines made even, and a number that may stand before them."""

import re

from commands.references import RefValue, read_reference

_LEADING = re.compile(
    r"\s*(?P<ref>[wW#]\s?\d{1,9}(?:\s?\.\s?[\w-]{1,20})?)(?![\w.-])[\s:,;–-]*(?P<rest>.*)", re.DOTALL
)


def even(text: str) -> str:
    """Return the text with its line breaks, the spaces between words made one."""
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n")).strip()


def leading_reference(text: str) -> tuple[RefValue | None, str]:
    """Split off an event's or session's number that the text begins with."""
    match = _LEADING.fullmatch(text)
    if match is None:
        return None, text
    return read_reference(match["ref"].replace(" ", ""), "W"), match["rest"].strip()
