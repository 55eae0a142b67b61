"""Which of several processes on one database speaks: a lease that is renewed, and taken over when it no longer is.

No clock is compared: the owner raises a number again and again, and stops in time when it can't; who waits takes over
when it has seen the same number for longer than that. Both count by a clock of their own that no one sets.
"""

import asyncio
import logging
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from storage.store import Store

log = logging.getLogger(__name__)

RENEW = 1.5  # seconds between renewals
GIVEN_UP = 5.0  # seconds without a renewal after which the owner stops
TAKEN = 7.5  # seconds without a sign of the owner after which another takes over; what is under way ends in between
LOOK = 0.5  # seconds between looks of who waits
UNREACHABLE = (SQLAlchemyError, OSError, TimeoutError)


def steady() -> float:
    """Return seconds by a clock that runs on while the machine sleeps, where there is one."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Leader:
    """The lease as one process sees it. ``owner`` is the same over restarts of one data folder."""

    def __init__(self, store: Store, owner: str, clock: Callable[[], float] = steady) -> None:
        self._store = store
        self._owner = owner
        self._clock = clock
        self._beat = 0
        self._renewed = 0.0
        self._seen: tuple[int, float] | None = None  # the last beat of another, and since when it stands

    async def take(self) -> bool:
        """Try to become the one that speaks: at once where nobody is, else after a silence."""
        now = self._clock()
        async with self._store.writing() as net:
            owner, beat = await net.standing.lease()
            if owner not in {"", self._owner}:
                if self._seen is None or self._seen[0] != beat:
                    self._seen = beat, now
                if now - self._seen[1] < TAKEN:
                    return False
            taken = await net.standing.take(self._owner, beat)
        if taken is None:
            return False
        self._beat, self._renewed, self._seen = taken, now, None
        return True

    async def wait(self) -> None:
        """Wait until this process is the one that speaks; also while the database is away."""
        while True:
            await asyncio.sleep(LOOK)
            try:
                if await self.take():
                    return
            except UNREACHABLE as error:
                log.warning("Die Datenbank ist nicht erreichbar (%s).", type(error).__name__)

    async def renew(self) -> bool:
        """Show that this process lives; ``False`` if it must stop speaking."""
        now = self._clock()
        try:
            async with asyncio.timeout(max(0.1, self._renewed + GIVEN_UP - now)), self._store.writing() as net:
                beat = await net.standing.take(self._owner, self._beat)
        except UNREACHABLE:
            return self._clock() - self._renewed < GIVEN_UP
        if beat is None:
            return False
        self._beat, self._renewed = beat, now
        return True

    async def keep(self) -> None:
        """Renew the lease until that fails."""
        while await self.renew():  # noqa: ASYNC110  # another process or the database ends it, not an event here
            await asyncio.sleep(RENEW)

    async def release(self) -> None:
        """Let another take over at once."""
        try:
            async with self._store.writing() as net:
                await net.standing.release(self._owner)
        except UNREACHABLE as error:
            log.info("Der Vorrang ließ sich nicht abgeben (%s).", type(error).__name__)
