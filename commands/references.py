"""What people write to name one thing: W12, w 12, W12.B, #12, L7, "Workshop B in Iserlohn", or plain words."""

import re
from dataclasses import dataclass

from commands.words import quote

_DIGITS = r"\d{1,9}"
_LABEL = r"[\w-]{1,20}(?:[ \t]+\w{1,12}){0,2}"
_NUMBERED = re.compile(
    rf"(?P<letter>[wlae#])[ \t]*(?P<number>{_DIGITS})(?:\s*[.,:/-]\s*(?P<dotted>{_LABEL})|\s+(?P<label>{_LABEL}))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:nr\.?|nummer|no\.?)?\s*(?P<number>{_DIGITS})(?:\s*\.\s*(?P<dotted>[\w-]{{1,20}})|\s+(?P<label>[a-z]))?",
    re.IGNORECASE,
)
_KINDS = r"workshop|werkstatt|fachforum|forum|programmpunkt|arbeitsgruppe|ws|ff|panel|podium|impuls|vortrag"
_IN = r"(?:\s+(?:in|bei|auf|von|der|des|am|im|beim|zu|zur))*"
_LABEL_FIRST = re.compile(
    rf"(?P<label>(?:{_KINDS})\s+(?:\d{{1,3}}|[a-z])|[a-z])\b(?!-){_IN}\s*[,:]?\s+(?P<words>.+)", re.IGNORECASE
)
_LABEL_LAST = re.compile(rf"(?P<words>.+?)[\s,:]+(?P<label>(?:{_KINDS})\s+(?:\d{{1,3}}|[a-z])|[a-z])", re.IGNORECASE)
_LABEL_ONLY = re.compile(rf"(?:{_KINDS})\s+(?:\d{{1,3}}|[a-z])", re.IGNORECASE)
_ALONE = re.compile(rf"(?P<letter>[wlae])\s?{_DIGITS}(?:\s*\.\s*[\w-]{{1,20}}|\s+[a-z])?[.?!]?", re.IGNORECASE)
_WRAPPING = " \t.,;:?!()[]<>\"'„“”»«"


@dataclass(frozen=True, slots=True)
class RefValue:
    """What a person wrote to name something: a number with the letter of its kind, a label ("Workshop B"), words."""

    letter: str | None = None
    number: int | None = None
    label: str | None = None
    words: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return self.number is None and not self.label and not self.words

    @property
    def text(self) -> str:
        """Return it as it may be repeated to the person."""
        if self.number is None:
            return quote(" ".join(part for part in (self.label, self.words) if part))
        return f"{self.letter or ''}{self.number}" + (f".{quote(self.label, 20)}" if self.label else "")


def read_reference(text: str, bare_letter: str) -> RefValue:
    """Read a reference; ``bare_letter`` is the kind that a number without a letter means."""
    line = " ".join(text.strip().partition("\n")[0].split()).strip(_WRAPPING)
    if match := _NUMBERED.fullmatch(line):
        letter = match["letter"].upper().replace("#", bare_letter)
        return RefValue(letter, int(match["number"]), match["dotted"] or match["label"])
    if match := _BARE.fullmatch(line):
        return RefValue(bare_letter, int(match["number"]), match["dotted"] or match["label"])
    if _LABEL_ONLY.fullmatch(line):
        return RefValue(label=line)
    match = _LABEL_FIRST.fullmatch(line) or _LABEL_LAST.fullmatch(line)
    if match is None:
        return RefValue(words=line)
    inner = _NUMBERED.fullmatch(match["words"].strip(_WRAPPING))
    if inner is not None and inner["letter"] in "wW#":
        return RefValue("W", int(inner["number"]), match["label"])
    return RefValue(None, None, match["label"], match["words"].strip())


def reference_only(text: str) -> str | None:
    """Return the letter of the kind if the text is nothing but a reference with its letter, else ``None``."""
    match = _ALONE.fullmatch(text.strip())
    return match["letter"].upper() if match else None
