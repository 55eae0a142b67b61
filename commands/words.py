"""The words of a message: cleaned, folded, and cut where they are repeated to somebody."""

from storage.text import clean, fold, squeeze

__all__ = ["clean", "fold", "quote", "squeeze"]

ECHO = 60


def quote(text: str, length: int = ECHO) -> str:
    """Return what a person typed, fit to be repeated: one line, nothing invisible, not longer than ``length``."""
    line = " ".join(clean(text).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
