"""What a reference means: numbers, labels of sessions, or words."""

import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import DRAFT, EVENT, EVENT_CARDS, bound, event_cards, session_cards, solution_cards
from storage.search.find import candidates
from storage.tables.note import ActionItem, Insight
from storage.text import fold
from storage.views import Candidate, EventCard, SessionCard, SolutionCard

WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_EVENT_BY_NUMBER = EVENT_CARDS.where(EVENT.number == bound("number", EVENT.number), EVENT.status != DRAFT)
KIND_WORDS = {"ws": "workshop", "ff": "fachforum", "werkst": "werkstatt", "forum": "fachforum", "sonnabend": "samstag"}


class Refs:
    """Looks references up."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, letter: str, number: int, label: str | None = None) -> list[Candidate]:
        """Return what ``W12`` or ``W12.B`` names: nothing, one, or several where a label repeats on several days."""
        letter = letter.upper()
        if not 0 < number < 10**9:
            return []
        if letter == "W" and label:
            return await self._sessions(number, label)
        if letter == "W":
            rows = (await self._session.execute(_EVENT_BY_NUMBER, {"number": number})).all()
            return [candidate_of(card) for card in await event_cards(self._session, rows)]
        if letter == "L":
            cards = await solution_cards(self._session, "number", number)
            return [candidate_of(card) for card in cards.values()]
        table: Any = {"A": ActionItem, "E": Insight}.get(letter)
        if table is None:
            return []
        text = await self._session.scalar(select(table.text).where(table.number == number))
        kind = "action" if letter == "A" else "insight"
        return [Candidate(f"{letter}{number}", kind, text)] if text is not None else []

    async def _sessions(self, number: int, label: str) -> list[Candidate]:
        cards = await session_cards(self._session, "event_number", number)
        wanted = _label_words(label)
        exact = [card for card in cards.values() if fold(card.ref.partition(".")[2]) == fold(label)]
        if exact:
            return [candidate_of(card) for card in exact]
        found = [card for card in cards.values() if wanted and wanted <= _names(card)]
        return [candidate_of(card) for card in found]

    async def by_words(
        self, words: str, *, kinds: tuple[str, ...] = ("event", "session"), limit: int = 6
    ) -> list[Candidate]:
        """Return the best matches for words, best first, with a score that says how good."""
        return await candidates(self._session, words, kinds=kinds, limit=limit)


def _label_words(label: str) -> set[str]:
    parts = re.findall(r"[^\W\d_]+|\d+", fold(label))
    return {KIND_WORDS.get(part, part) for part in parts}


def _names(card: SessionCard) -> set[str]:
    """Return all words by which a session of its event may be called."""
    names = _label_words(card.label or "") | _label_words(card.kind or "") | _label_words(card.ref.partition(".")[2])
    if card.when.start is not None:
        names.add(WEEKDAYS[card.when.start.weekday()])
    return names


def candidate_of(card: EventCard | SessionCard | SolutionCard) -> Candidate:
    """Turn a card into something to choose from."""
    if isinstance(card, EventCard):
        return Candidate(card.ref, "event", card.title, when=card.when)
    if isinstance(card, SessionCard):
        return Candidate(card.ref, "session", card.title, subtitle=card.label, when=card.when)
    return Candidate(card.ref, "solution", card.title, subtitle=card.kind)
