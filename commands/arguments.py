"""Typed arguments: each is parser, check and help at once.

Arguments are taken from the words of a command one after the other; each returns its value and the words that
are left. What stays over at the end is an error, unless the command takes words.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from commands.dates import Period, find_period
from commands.errors import NotUnderstoodError
from commands.words import fold, quote

REFERENCE = re.compile(
    r"(?P<letter>[wlae#])\s*(?P<number>\d{1,9})(?:\s*[.,:/-]\s*(?P<dotted>[\w-]{1,20}(?:\s+\w{1,12}){0,2})"
    r"|\s+(?P<label>[\w-]{1,20}(?:\s+\w{1,12}){0,2}))?",
    re.IGNORECASE,
)
BARE = re.compile(r"#?\s*(?P<number>\d{1,9})(?:\s*\.\s*(?P<dotted>[\w-]{1,20}))?")
LABELLED = re.compile(
    r"(?P<label>(?:workshop|werkstatt|fachforum|forum|ws|ff|panel|podium|impuls)\s+(?:\d{1,3}|[a-z]))\b"
    r"(?:\s+(?:in|bei|auf|von|der|des|am|im))*\s*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class RefValue:
    """What a person wrote to name something: a number with its letter, or words."""

    letter: str | None = None
    number: int | None = None
    label: str | None = None
    words: str | None = None

    @property
    def text(self) -> str:
        """Return it as it may be repeated."""
        if self.number is None:
            return quote(self.words or "")
        return f"{self.letter or ''}{self.number}" + (f".{quote(self.label, 20)}" if self.label else "")


class Argument(Protocol):
    """One argument of a command."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""

    @property
    def usage(self) -> str:
        """How help shows it."""

    def take(self, words: str, now: datetime) -> tuple[Any, str]:
        """Return the value and the words that are left. Raises :class:`NotUnderstoodError`."""


def _usage(name: str, *, optional: bool) -> str:
    return f"[{name}]" if optional else f"<{name}>"


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference. ``letters`` are the kinds that make sense; the first is meant by a bare number."""

    letters: str = "W"
    name: str = "Nummer oder Titel"
    optional: bool = False

    @property
    def usage(self) -> str:
        """How help shows it."""
        return _usage(self.name, optional=self.optional)

    def take(self, words: str, now: datetime) -> tuple[RefValue | None, str]:
        """Take everything that is left as one reference."""
        del now
        text = words.strip()
        if not text:
            if self.optional:
                return None, ""
            raise NotUnderstoodError("Es fehlt, was gemeint ist: eine Nummer oder Worte aus dem Titel.")
        match = REFERENCE.fullmatch(text)
        if match is not None:
            letter = match["letter"].upper().replace("#", self.letters[0])
            return RefValue(letter, int(match["number"]), match["dotted"] or match["label"]), ""
        bare = BARE.fullmatch(text)
        if bare is not None:
            return RefValue(self.letters[0], int(bare["number"]), bare["dotted"]), ""
        labelled = LABELLED.fullmatch(text)
        if labelled is not None and labelled["words"].strip():
            inner = REFERENCE.fullmatch(labelled["words"].strip())
            if inner is not None:
                return RefValue("W", int(inner["number"]), labelled["label"]), ""
            return RefValue(None, None, labelled["label"], labelled["words"].strip()), ""
        return RefValue(words=text), ""


@dataclass(frozen=True, slots=True)
class PeriodArg:
    """A time, anywhere among the words; ``prefer`` reads a bare month forwards or backwards."""

    prefer: str = "future"
    name: str = "Zeit"
    optional: bool = True

    @property
    def usage(self) -> str:
        """How help shows it."""
        return _usage(self.name, optional=self.optional)

    def take(self, words: str, now: datetime) -> tuple[Period | None, str]:
        """Split the time off. Raises :class:`NotUnderstoodError` for a date that does not exist."""
        try:
            return find_period(words, now, "past" if self.prefer == "past" else "future")
        except ValueError as error:
            raise NotUnderstoodError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Words:
    """All words that are left."""

    name: str = "Worte"
    optional: bool = True

    @property
    def usage(self) -> str:
        """How help shows it."""
        return _usage(self.name, optional=self.optional)

    def take(self, words: str, now: datetime) -> tuple[str, str]:
        """Take the words, the spaces between them made one."""
        del now
        text = " ".join(words.split())
        if not text and not self.optional:
            raise NotUnderstoodError(f"Es fehlt: {self.name}.")
        return text, ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words, if the command begins with it."""

    options: tuple[str, ...]
    name: str = "Auswahl"
    optional: bool = True

    @property
    def usage(self) -> str:
        """How help shows it."""
        return _usage("/".join(self.options), optional=self.optional)

    def take(self, words: str, now: datetime) -> tuple[str | None, str]:
        """Take the word if it is one of the options."""
        del now
        first, _, rest = words.strip().partition(" ")
        for option in self.options:
            if first and fold(option) == fold(first):
                return option, rest
        if self.optional or not first:
            return None, words
        raise NotUnderstoodError(f"„{quote(first)}“ ist hier nicht möglich. Möglich ist: {', '.join(self.options)}.")
