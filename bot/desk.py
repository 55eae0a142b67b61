"""Where people on the bot's side compare emoji: the organisers' room, and the shell (``netzbote check --verify``).

The shell is a process of its own, and the running bot holds the encryption store; so both meet in the database.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.notices import Notices
from bot.verification import LIFE
from storage.comparing import Answered, Comparison, Outcome
from storage.store import Store

log = logging.getLogger(__name__)

UNREACHABLE = (SQLAlchemyError, OSError, TimeoutError)


def comparison_id(flow: str) -> str:
    """Return the name of a verification's comparison: people choose the ids of verifications, so it is derived."""
    return "emoji" + hashlib.blake2b(flow.encode(), digest_size=18).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)


class CommonDesk:
    """Shows emoji in both places and waits for a word from either."""

    def __init__(self, store: Store, notices: Notices, clock: Callable[[], datetime] = _now) -> None:
        self._store = store
        self._notices = notices
        self._clock = clock

    async def clear(self) -> None:
        """Forget what an earlier run had begun: it went with it."""
        async with self._store.writing() as net:
            await net.comparing.forget()

    async def begin(self, person: str, emoji: tuple[tuple[str, str], ...], flow: str) -> bool:
        """Show the emoji; whether somebody sits at the shell."""
        now = self._clock()
        one = Comparison(comparison_id(flow), person, emoji, now, now + timedelta(seconds=LIFE))
        async with self._store.writing() as net:
            await net.comparing.put(one)
            attended = await net.comparing.is_attended(now)
        shown = await self._notices.show_emoji(person, emoji, flow)
        async with self._store.writing() as net:
            for event in shown:
                await net.waiting.note_reply(event, one.id, now)
        return attended

    async def answer(self, flow: str) -> Answered | None:
        """Return the first word from either place; none while the database is away."""
        try:
            async with self._store.reading() as net:
                one = await net.comparing.get(comparison_id(flow))
        except UNREACHABLE as error:
            log.warning("Die Datenbank ist nicht erreichbar (%s).", type(error).__name__)
            return None
        return one.answer if one is not None else None

    async def end(self, flow: str, outcome: Outcome) -> None:
        """Note how it ended, for the shell."""
        async with self._store.writing() as net:
            one = await net.comparing.get(comparison_id(flow))
            if one is not None:
                await net.comparing.put(replace(one, outcome=outcome))
