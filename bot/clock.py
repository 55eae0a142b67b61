"""The clock: APScheduler rings, the truth about what is due lies in the store.

A date job for the next due delivery, a sweep for what another process planned, cron for the digest and the nightly
work in the network's zone.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.lean import PROCESSES, empty
from bot.upkeep import Upkeep

with empty(PROCESSES):
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from apscheduler.triggers.base import BaseTrigger
    from apscheduler.triggers.cron import CronTrigger
    from apscheduler.triggers.date import DateTrigger
    from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

SWEEP = 10  # seconds: a query of a tenth of a millisecond, so that an import by another process is seen soon
TIDY_AFTER = timedelta(minutes=10)  # after a start, for a bot that does not run at night
SOONEST = timedelta(seconds=1)
NEXT, SWEEPING, DIGEST, NIGHT = "next", "sweep", "digest", "night"


class Clock:
    """Rings when something is due."""

    def __init__(
        self,
        tell: Callable[[], Awaitable[datetime | None]],
        upkeep: Upkeep,
        zone: str,
        nightly: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._tell = tell
        self._upkeep = upkeep
        self._nightly = nightly
        # several may begin to ring: the first does the work, the others tell it to look again
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 3}
        self._scheduler = AsyncIOScheduler(timezone=zone, job_defaults=defaults)
        self._zone = zone
        self._ringing = asyncio.Lock()
        self._again = False
        self._stopped = False

    def start(self) -> None:
        """Begin to ring."""
        add = self._add
        add(self.ring, IntervalTrigger(seconds=SWEEP), id=SWEEPING, next_run_time=datetime.now(UTC))
        add(self._digests, CronTrigger(day_of_week="mon", hour=0, minute=5, timezone=self._zone), id=DIGEST)
        add(self._night, CronTrigger(hour=3, minute=17, timezone=self._zone), id=NIGHT)
        add(self._digests, DateTrigger(datetime.now(UTC)), id=f"{DIGEST} now")
        add(self._night, DateTrigger(datetime.now(UTC) + TIDY_AFTER), id=f"{NIGHT} now")
        # the library tells of each ring otherwise
        for name in ("apscheduler.executors.default", "apscheduler.scheduler"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self._scheduler.start()

    def every_hour(self, work: Callable[[datetime], Awaitable[None]]) -> None:
        """Do something each hour, the first time in an hour."""

        async def ring() -> None:
            await work(datetime.now(UTC))

        self._add(ring, IntervalTrigger(hours=1))

    def stop(self) -> None:
        """Ring no more."""
        self._stopped = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def wake(self) -> None:
        """Ring at once: something was planned."""
        if self._ringing.locked():
            self._again = True
        elif self._scheduler.running:
            self._set(datetime.now(UTC))

    def _set(self, when: datetime) -> None:
        self._add(self.ring, DateTrigger(when), id=NEXT, replace_existing=True)

    def _add(self, work: Callable[[], Awaitable[None]], trigger: BaseTrigger, **more: Any) -> None:
        """Have something done; when the bot is stopped, what is under way ends without a word in the log."""

        async def job() -> None:
            try:
                await work()
            except asyncio.CancelledError:
                if not self._stopped:
                    raise

        self._scheduler.add_job(job, trigger, **more)

    async def ring(self) -> None:
        """Say what is due and set the clock to what comes next."""
        if self._ringing.locked():
            self._again = True  # what was planned meanwhile is looked at right after
            return
        async with self._ringing:
            while True:
                self._again = False
                try:
                    await self._upkeep.plan_rooms(datetime.now(UTC))
                    await self._upkeep.close_polls(datetime.now(UTC))
                    upcoming = await self._tell()
                except Exception:  # the next sweep tries again
                    log.exception("Was ansteht, ließ sich nicht nachsehen.")
                    return
                if not self._again:
                    break
        if upcoming is not None:
            self._set(max(upcoming, datetime.now(UTC) + SOONEST))

    async def _digests(self) -> None:
        await self._upkeep.plan_digests(datetime.now(UTC))

    async def _night(self) -> None:
        await self._upkeep.extend_series(datetime.now(UTC))
        await self._upkeep.tidy(datetime.now(UTC))
        if self._nightly is not None:
            await self._nightly()
