"""The words of a message: cleaned, folded, and cut where they are repeated to somebody."""

import re
import unicodedata

from storage.text import fold, squeeze

__all__ = ["NO", "YES", "clean", "fold", "quote", "squeeze"]

ECHO = 60
YES = frozenset(
    {"ja", "ok", "okay", "stimmt", "passt", "genau", "richtig", "bestaetigt", "bestaetigen", "ja bitte", "j", "yes"}
)
NO = frozenset({"nein", "verwerfen", "abbrechen", "abbruch", "nicht", "loeschen", "doch nicht", "n", "no"})

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    r"""Compose (NFC) and drop what can't be seen or stored: zero-width and direction marks, control characters.

    Lone surrogates, which JSON can carry and databases can't, are dropped as well. Line ends become ``\n``.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _CONTROL.sub("", _UNSEEN.sub("", lines)))


def quote(text: str, length: int = ECHO) -> str:
    """Return what a person typed, fit to be repeated: one line, nothing invisible, not longer than ``length``."""
    line = " ".join(clean(text).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
