"""What is done at certain times: planning for rooms that changed, digests, deleting what is kept long enough."""

import asyncio
import logging
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from commands.poll_results import close_poll
from commands.reuse import ask_whether_current
from storage.deliveries import DeliveryView, plan_room
from storage.files import sweep
from storage.planning import NETWORK, Kind, State
from storage.recurrence import extend_all
from storage.retention import Retention, expire, remove_files
from storage.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 25  # events planned in one transaction, so that nobody waits for the writer
BREATH = 0.02  # seconds between them
DIGEST_AT = time(8)


class Upkeep:
    """The bot's regular work on the store."""

    def __init__(self, store: Store, zone: str, land: str | None, keep: Retention | None = None) -> None:
        self._keep = keep or Retention()
        self._store = store
        self._zone = ZoneInfo(zone)
        self._land = land

    async def plan_rooms(self, now: datetime) -> None:
        """Plan for rooms that got a role or other times since the last look."""
        async with self._store.reading() as net:
            waiting = await net.rooms.to_plan()
            ahead = await net.deliveries.ahead(now) if waiting else []
        if not waiting:
            return
        for start in range(0, len(ahead), AT_ONCE):
            async with self._store.writing() as net:
                await net.deliveries.replan(ahead[start : start + AT_ONCE], now)
            await asyncio.sleep(BREATH)
        async with self._store.writing() as net:
            await net.rooms.planned(waiting)
        await self.plan_digests(now)

    async def close_polls(self, now: datetime) -> None:
        """Close the polls whose time is over; their results are planned."""
        async with self._store.reading() as net:
            due = await net.polls.due(now)
        for poll in due:
            async with self._store.writing() as net:
                await close_poll(net, poll, now)

    async def plan_digests(self, now: datetime) -> None:
        """Plan the next digest of each network room that wants one: Monday at eight, after holidays the day after."""
        local = now.astimezone(self._zone)
        monday = local.date() + timedelta(days=(7 - local.weekday()) % 7)
        due = datetime.combine(monday, DIGEST_AT, self._zone)
        if due <= local:
            due += timedelta(days=7)
        async with self._store.writing() as net:
            for room in await net.rooms.all():  # those that want none have none planned any more
                wanted = room.settings.get("uebersicht", True)
                if room.role != NETWORK or room.left_at is not None or not wanted:
                    await net.deliveries.call_off(Kind.DIGEST, None, "abgestellt", room_id=room.room_id)
                    continue
                plan = plan_room(room.room_id, room.role, room.settings, room.land or self._land)
                await net.deliveries.add(
                    DeliveryView(
                        id=0,
                        kind=Kind.DIGEST,
                        subject="Woche",
                        room_id=room.room_id,
                        occurrence=f"{due:%G-W%V}",
                        event_id=None,
                        due_at=plan.quiet.next_allowed(due.astimezone(UTC), str(self._zone), holidays=True),
                        state=State.PLANNED,
                    )
                )

    async def extend_series(self, now: datetime) -> None:
        """Make the occurrences of recurring events that have come within six months."""
        async with self._store.writing() as net:
            await extend_all(net, now)

    async def tidy(self, now: datetime) -> None:
        """Delete what has been kept long enough (product: "keeps for a time")."""
        async with self._store.writing() as net:
            await net.deliveries.replan((), now)  # the lists of coming events are looked at
            gone = await expire(net, self._keep, now)
            await ask_whether_current(net, now)
            used = await net.submissions.hashes()
        remove_files(self._store.data_dir, gone)
        await asyncio.to_thread(sweep, self._store.data_dir, used, now)
        log.info("Abgelaufenes ist gelöscht.")
