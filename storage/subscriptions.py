"""Who wants to hear of new things on a topic, and what they are told."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.planning import Kind, State
from storage.search.analyse import prepare, terms_of_word, words_of
from storage.tables.participation import Subscription
from storage.text import fold

MOST = 30  # topics of one person


class TooManyTopicsError(Exception):
    """Somebody has :data:`MOST` topics already."""


class Subscriptions:
    """The subscriptions in one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, matrix_id: str, topic: str) -> bool:
        """Note a topic; tells whether it is new."""
        known = await self.of(matrix_id)
        if fold(topic) in {fold(one) for one in known}:
            return False
        if len(known) >= MOST:
            raise TooManyTopicsError
        self._session.add(Subscription(matrix_id=matrix_id, topic=topic))
        await self._session.flush()
        return True

    async def remove(self, matrix_id: str, topic: str) -> bool:
        """Drop a topic; tells whether there was one."""
        for row in await self._session.scalars(select(Subscription).where(Subscription.matrix_id == matrix_id)):
            if fold(row.topic) == fold(topic):
                await self._session.delete(row)
                await self._session.flush()
                return True
        return False

    async def of(self, matrix_id: str) -> list[str]:
        """Return somebody's topics, in alphabetical order."""
        rows = await self._session.scalars(select(Subscription.topic).where(Subscription.matrix_id == matrix_id))
        return sorted(rows, key=fold)

    async def all(self) -> list[tuple[str, str]]:
        """Return all pairs of person and topic."""
        rows = await self._session.execute(
            select(Subscription.matrix_id, Subscription.topic).order_by(Subscription.id)
        )
        return [(person, topic) for person, topic in rows]

    async def people(self) -> set[str]:
        """Return who has a subscription."""
        return set(await self._session.scalars(select(Subscription.matrix_id).distinct()))

    async def notices(
        self, ref: str, text: str, due: datetime, *, event_id: int | None = None, occurrence: str = ""
    ) -> list[dict[str, Any]]:
        """Return the rows that tell each subscriber of something new: once, whichever of their topics it is on.

        ``ref`` like ``W12`` or ``L7``; ``text``: all that it says; ``occurrence`` tells several things with one
        number apart.
        """
        terms = _terms(text)
        found: dict[str, str] = {}
        for person, topic in await self.all():
            if person not in found and is_on(topic, terms):
                found[person] = topic
        return [
            {
                "kind": Kind.SUBSCRIPTION.value,
                "subject": ref,
                "room_id": person,
                "occurrence": occurrence,
                "event_id": event_id,
                "due_at": due,
                "try_at": due,
                "state": State.PLANNED.value,
                "reason": None,
                "attempts": 0,
                "data": {"thema": topic},
            }
            for person, topic in found.items()
        ]

    async def forget(self, matrix_id: str) -> None:
        """Delete all of somebody's topics."""
        await self._session.execute(delete(Subscription).where(Subscription.matrix_id == matrix_id))


def _terms(text: str) -> set[str]:
    """Return the terms of a text: stems, pieces and parts of compounds."""
    words = (word for word in words_of(prepare(text)) if not word.is_stop)
    return {term for word in words for term, _weight in terms_of_word(word.folded, word.pieces)}


def is_on(topic: str, terms: set[str]) -> bool:
    """Whether a text with these terms is on the topic: all words of the topic occur, also within compounds."""
    stems = [word.stem for word in words_of(prepare(topic)) if not word.is_stop]
    return bool(stems) and all(stem in terms for stem in stems)
