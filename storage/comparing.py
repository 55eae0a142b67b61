"""Emoji comparisons under way: between the running bot and whoever answers for it, at the shell or in a room.

The bot opens one when it has emoji to show, the shell or the organisers' room answers, and the bot notes how it ended.
Kept among what waits (:mod:`storage.pending`); the first answer counts.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.pending import PendingView, Waiting

KIND = "emoji"
ATTENDING = "emoji-rechner"  # kind and key of the mark that somebody sits at the shell


class Answered(StrEnum):
    """What the person on the bot's side says."""

    SAME = "gleich"
    DIFFERENT = "anders"
    NOTHING = "nichts"  # asked, but gone without an answer


class Outcome(StrEnum):
    """How a comparison ended."""

    CONFIRMED = "bestaetigt"
    REFUSED = "abgelehnt"  # the emoji differed, and the other side was told so
    TOO_LATE = "zu spaet"  # they differed, but the other side had ended it already
    OTHER_KEY = "anderer schluessel"  # the same emoji, but not the identity that was first seen
    NO_IDENTITY = "ohne identitaet"  # the same emoji, but there is no identity to sign
    CANCELLED = "abgebrochen"
    EXPIRED = "abgelaufen"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Emoji to compare with what ``person`` sees: pictures and German names, in their order."""

    id: str
    person: str
    emoji: tuple[tuple[str, str], ...]
    begun: datetime
    expires: datetime
    answer: Answered | None = None
    outcome: Outcome | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether an answer is awaited."""
        return self.answer is None and self.outcome is None and now < self.expires


class Comparing:
    """The comparisons in one unit of work."""

    def __init__(self, waiting: Waiting) -> None:
        self._waiting = waiting

    async def put(self, one: Comparison) -> None:
        """Add or replace a comparison."""
        data = {
            "zeichen": [list(pair) for pair in one.emoji],
            "antwort": one.answer,
            "ausgang": one.outcome,
        }
        await self._waiting.put(PendingView(one.id, "", one.person, KIND, one.begun, data, one.expires))

    async def get(self, name: str) -> Comparison | None:
        """Return one comparison."""
        view = await self._waiting.get(name, KIND)
        return _comparison(view) if view is not None else None

    async def open(self, now: datetime) -> list[Comparison]:
        """Return those that wait for an answer, the oldest first."""
        found = [_comparison(view) for view in reversed(await self._waiting.of_kinds(KIND))]
        return [one for one in found if one.is_open(now)]

    async def forget(self) -> None:
        """Drop all: the bot that had begun them has ended."""
        for view in await self._waiting.of_kinds(KIND):
            await self._waiting.drop(view.command)

    async def attend(self, since: datetime, until: datetime) -> None:
        """Note that somebody sits at the shell and answers, until then unless renewed."""
        await self._waiting.put(PendingView(ATTENDING, "", "", ATTENDING, since, {}, until))

    async def leave(self) -> None:
        """Note that nobody does any more."""
        await self._waiting.drop(ATTENDING)

    async def is_attended(self, now: datetime) -> bool:
        """Whether somebody does."""
        view = await self._waiting.get(ATTENDING, ATTENDING)
        return view is not None and view.is_open(now)


def _comparison(view: PendingView) -> Comparison:
    answer, outcome = view.data["antwort"], view.data["ausgang"]
    assert view.expires_at is not None  # all have one
    return Comparison(
        view.command,
        view.sender,
        tuple((picture, name) for picture, name in view.data["zeichen"]),
        view.created_at,
        view.expires_at,
        Answered(answer) if answer else None,
        Outcome(outcome) if outcome else None,
    )
