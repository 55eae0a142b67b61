"""Longer texts as an argument: their lines stay as they were written."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Text:
    """All that is left, line by line."""

    name: str = "Text"
    optional: bool = True

    @property
    def usage(self) -> str:
        """How help shows it."""
        return f"[{self.name}]" if self.optional else f"<{self.name}>"

    def take(self, words: str, now: datetime) -> tuple[str, str]:
        """Take the text; signs without a letter or digit are none."""
        del now
        return (words.strip() if any(sign.isalnum() for sign in words) else ""), ""
