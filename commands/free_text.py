"""Words taken as they were typed, with their line breaks, and a reference that may stand before them."""

import re
from dataclasses import dataclass
from datetime import datetime

from commands.errors import NotUnderstoodError
from commands.references import RefValue, read_reference

_LEADING = re.compile(
    r"\s*(?P<ref>[wW#]\s?\d{1,9}(?:\s?\.\s?[\w-]{1,20})?)(?![\w.-])[\s:,;–-]*(?P<rest>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class FreeText:
    """All that is left, line breaks kept. Signs without a letter or digit are no words."""

    name: str = "Text"
    optional: bool = True

    @property
    def usage(self) -> str:
        """How help shows it."""
        return f"[{self.name}]" if self.optional else f"<{self.name}>"

    def take(self, words: str, now: datetime) -> tuple[str, str]:
        """Take the text, without the spaces at the ends of its lines."""
        del now
        text = "\n".join(" ".join(line.split()) for line in words.strip().split("\n")).strip()
        if not any(sign.isalnum() for sign in text):
            text = ""
        if not text and not self.optional:
            raise NotUnderstoodError(f"Bitte nennen Sie dahinter: {self.name}.")
        return text, ""


def leading_reference(text: str) -> tuple[RefValue | None, str]:
    """Split off an event's or session's number that the text begins with."""
    match = _LEADING.fullmatch(text)
    if match is None:
        return None, text
    return read_reference(match["ref"].replace(" ", ""), "W"), match["rest"].strip()
