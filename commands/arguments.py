"""Typed arguments: each is parser, check and help at once.

Arguments are taken from the words of a command one after the other; each returns its value and the words that
are left. What stays over at the end is an error.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from commands.dates import Period, Prefer, find_period
from commands.errors import NotUnderstoodError
from commands.references import RefValue, read_reference
from commands.words import quote, squeeze

__all__ = ["Argument", "Choice", "PeriodArg", "Ref", "RefValue", "Words"]

LONGEST_WITH_TIME = 300  # characters in which a time is looked for; nobody asks for a time in an essay


class Argument(Protocol):
    """One argument of a command."""

    @property
    def name(self) -> str:
        """What it is, in German."""

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
    """A reference to one thing; takes all words that are left. ``letter`` is the kind that a bare number means."""

    letter: str = "W"
    name: str = "Nummer oder Titel"
    optional: bool = False

    @property
    def usage(self) -> str:
        """How help shows it."""
        return _usage(self.name, optional=self.optional)

    def take(self, words: str, now: datetime) -> tuple[RefValue | None, str]:
        """Return the reference, ``None`` if an optional one is missing."""
        del now
        ref = read_reference(words, self.letter)
        if not ref.is_empty:
            return ref, ""
        if self.optional:
            return None, ""
        raise NotUnderstoodError("Bitte nennen Sie eine Nummer oder Worte aus dem Titel.")


@dataclass(frozen=True, slots=True)
class PeriodArg:
    """A time, anywhere among the words; ``prefer`` reads a bare month forwards or backwards."""

    prefer: Prefer = "future"
    name: str = "Zeit"
    optional: bool = True

    @property
    def usage(self) -> str:
        """How help shows it."""
        return _usage(self.name, optional=self.optional)

    def take(self, words: str, now: datetime) -> tuple[Period | None, str]:
        """Split the time off. Raises :class:`NotUnderstoodError` for a date that does not exist."""
        if len(words) > LONGEST_WITH_TIME:
            return None, words
        try:
            return find_period(words, now, self.prefer)
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
        """Take the words, the spaces between them made one. Signs without a letter or digit are no words."""
        del now
        text = " ".join(words.split())
        if not any(sign.isalnum() for sign in text):
            text = ""
        if not text and not self.optional:
            raise NotUnderstoodError(f"Bitte nennen Sie dahinter: {self.name}.")
        return text, ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words, if the command begins with it; other beginnings of the word count as well."""

    options: tuple[str, ...]
    name: str = "Auswahl"
    optional: bool = True

    @property
    def usage(self) -> str:
        """How help shows it."""
        return _usage("/".join(self.options), optional=self.optional)

    def take(self, words: str, now: datetime) -> tuple[str | None, str]:
        """Take the word if it is one of the options, inflected or not ("offene" is "offen")."""
        del now
        first, _, rest = words.strip().partition(" ")
        typed = squeeze(first.strip(",;.:?"))
        for option in self.options:
            stem = squeeze(option)
            if typed and (typed == stem or (typed.startswith(stem) and len(typed) - len(stem) <= 2)):
                return option, rest
        if self.optional:
            return None, words
        if not typed:
            raise NotUnderstoodError(f"Bitte nennen Sie dahinter eines davon: {', '.join(self.options)}.")
        raise NotUnderstoodError(f"„{quote(first)}“ ist hier nicht möglich. Möglich ist: {', '.join(self.options)}.")
