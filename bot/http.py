"""What the bot offers over HTTP, where the operator wants it: health, metrics, the calendar feed.

Off unless ``NETZBOTE_HTTP`` names an address. Nothing here is about persons: metrics count commands and deliveries,
the feed has title, time, place, page and topics of published events. Its path holds a word that can't be guessed.
"""

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.metrics import CountingRegistry, Pulse
from bot.sign_in import StartError
from commands.calendar import MOST, WITH_A_DAY, write
from storage.store import Store
from storage.tables.delivery import Delivery

log = logging.getLogger(__name__)

SYNC_IS_OLD = 120.0  # seconds: the server answers at least every 30
DATABASE_ANSWERS_WITHIN = 5.0  # seconds
FEED_IS_KEPT = 60.0  # seconds for which the feed is not made anew
PAST = timedelta(days=30)  # that the feed still shows
CLOSE_WITHIN = 0.5  # seconds for open requests when the bot ends


def feed_path(secret: bytes) -> str:
    """Return the path of the calendar feed; it stays the same as long as the bot's secret does."""
    word = hmac.new(secret, b"kalender", hashlib.sha256).hexdigest()[:32]
    return f"/kalender/{word}.ics"


class Web:
    """The answers to requests."""

    def __init__(self, *, store: Store, zone: str, pulse: Pulse, registry: CountingRegistry, secret: bytes) -> None:
        self._store = store
        self._zone = ZoneInfo(zone)
        self._pulse = pulse
        self._registry = registry
        self._feed: tuple[float, bytes] | None = None
        self.app = web.Application()
        self.app.router.add_get("/health", self.health)
        self.app.router.add_get("/metrics", self.metrics)
        self.app.router.add_get(feed_path(secret), self.feed)

    async def _database_answers(self) -> bool:
        try:
            async with asyncio.timeout(DATABASE_ANSWERS_WITHIN):
                return await self._store.schema_state() == "current"
        except (SQLAlchemyError, OSError, TimeoutError):
            return False

    async def health(self, request: web.Request) -> web.Response:
        """200 while the server answers and the database does, else 503."""
        del request
        age = self._pulse.age
        syncing, database = age is not None and age < SYNC_IS_OLD, await self._database_answers()
        body = {
            "status": "ok" if syncing and database else "fault",
            "sync_age_seconds": None if age is None else round(age, 1),
            "database": database,
        }
        return web.json_response(body, status=200 if syncing and database else 503)

    async def metrics(self, request: web.Request) -> web.Response:
        """Counts for Prometheus."""
        del request
        states = await self._deliveries()
        prometheus = await asyncio.to_thread(__import__, "prometheus_client")
        registry = prometheus.CollectorRegistry()
        commands = prometheus.Counter("netzbote_commands", "Commands run", ["command"], registry=registry)
        for name, count in self._registry.commands_run.items():
            commands.labels(command=name).inc(count)
        faults = prometheus.Counter("netzbote_faults", "Commands that failed inside the bot", registry=registry)
        faults.inc(self._registry.faults)
        deliveries = prometheus.Gauge("netzbote_deliveries", "Messages by state", ["state"], registry=registry)
        for state, count in states.items():
            deliveries.labels(state=state).set(count)
        if self._pulse.age is not None:
            age = prometheus.Gauge("netzbote_sync_age_seconds", "Since the server answered", registry=registry)
            age.set(self._pulse.age)
        return web.Response(
            body=prometheus.generate_latest(registry), headers={"Content-Type": prometheus.CONTENT_TYPE_LATEST}
        )

    async def _deliveries(self) -> dict[str, int]:
        async with self._store.reading() as net:
            rows = await net.session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
            return {state: count for state, count in rows}  # noqa: C416  # rows are no pairs for the type checker

    async def feed(self, request: web.Request) -> web.Response:
        """The calendar of published events, without what is for members only."""
        del request
        if self._feed is None or time.monotonic() - self._feed[0] > FEED_IS_KEPT:
            self._feed = (time.monotonic(), await self._make_feed(datetime.now(self._zone)))
        return web.Response(
            body=self._feed[1],
            content_type="text/calendar",
            charset="utf-8",
            headers={"Cache-Control": f"max-age={FEED_IS_KEPT:.0f}", "X-Robots-Tag": "noindex"},
        )

    async def _make_feed(self, now: datetime) -> bytes:
        async with self._store.reading() as net:
            ahead = await net.events.upcoming(now, limit=MOST)
            over = await net.events.past(now, period=(now - PAST, None), limit=MOST)
            details = [await net.events.detail(card.ref) for card in (*reversed(over.items), *ahead.items)]
        events = [
            replace(event, description=None, online_link=None)
            for event in details
            if event is not None and event.card.when.precision in WITH_A_DAY
        ]
        return await asyncio.to_thread(write, events, now)


@asynccontextmanager
async def served(app: web.Application, address: str) -> AsyncIterator[None]:
    """Answer at ``host:port`` while the block runs. Raises :class:`StartError`."""
    host, _, port = address.rpartition(":")
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_WITHIN)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        except OSError as error:
            raise StartError(
                f"An der Adresse {address} (NETZBOTE_HTTP) kann nicht gelauscht werden: {error}"
            ) from error
        log.info("HTTP an %s.", address)
        yield
    finally:
        await runner.cleanup()
