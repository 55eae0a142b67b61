"""The running bot: puts the parts together, starts them and ends them."""

import asyncio
import contextlib
import fcntl
import logging
import os
import secrets
import signal
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.answers import Answers
from bot.clock import Clock
from bot.config import Settings
from bot.desk import CommonDesk
from bot.directs import Directs
from bot.farewell import Farewell
from bot.filing import filing
from bot.herald import Herald
from bot.keeper import Keeper
from bot.leader import Leader
from bot.lean import apart, settle
from bot.locked import LockedMessages
from bot.matrix import LoggedOutError, patiently
from bot.metrics import CountingRegistry, Pulse
from bot.outbox import Outbox
from bot.people import People
from bot.render import Renderer
from bot.rooms import Rooms
from bot.session import write_private
from bot.sign_in import StartError, open_matrix, sign_in, stay_trusted
from bot.sync import SyncLoop
from bot.upkeep import Upkeep
from bot.verification import Verifications
from commands.dispatch import Privacy, load
from storage.store import Store

__all__ = ["StartError", "run", "set_up_logging"]

log = logging.getLogger(__name__)

WARM_UP_AFTER = 2.0  # seconds after the start: templates are compiled when the first questions are answered
STOP_WITHIN = 1.2  # seconds for what is under way when the bot is told to stop


def set_up_logging(level: str) -> None:
    """Log to standard error: time, level, text. Libraries only from warnings on: they log contents."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("bot").setLevel(level.upper())
    for noisy in ("nio", "peewee"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


@asynccontextmanager
async def alone(lock: Path) -> AsyncIterator[None]:
    """Hold a data folder or database: a second bot on it waits until the first is gone."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        told = False
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not told:
                    log.warning("Ein anderer Netzbote benutzt diese Daten. Es wird gewartet, bis er endet.")
                    told = True
                await asyncio.sleep(0.5)
        yield
    finally:
        os.close(descriptor)


async def open_store(settings: Settings) -> Store:
    """Open the store and bring an empty one to the current schema.

    Raises :class:`StartError` when its schema is newer than this program or needs an upgrade.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = Store(settings.store_url, data_dir=settings.data_dir, zone=settings.timezone, policy=settings.policy)
    state = await store.schema_state()
    if state == "empty":
        await store.upgrade()
    elif state in {"newer", "older"}:
        await store.close()
        if state == "newer":
            raise StartError("Die Datenbank ist neuer als dieses Programm. Bitte Netzbote aktualisieren.")
        raise StartError("Die Datenbank ist älter als dieses Programm. Bitte „netzbote db upgrade“ ausführen.")
    return store


def make_store(settings: Settings) -> None:
    """Make the tables of a new SQLite store before the bot itself starts, so that Alembic's ten megabytes don't stay.

    What fails here is told when :func:`open_store` meets it again. Must be called without a running event loop.
    """

    async def make() -> None:
        await (await open_store(settings)).close()

    if settings.is_new:
        apart(lambda: asyncio.run(make()))


async def own_secret(store: Store) -> bytes:
    """Return the key of the bot's own marks; made at the first start, the same for all processes on the store."""
    async with store.writing() as net:
        return bytes.fromhex(await net.standing.keepsake("zeichenschluessel", secrets.token_hex(32)))


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT. Raises :class:`StartError` or :class:`ConfigError`."""
    settings.require_account()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    working = asyncio.create_task(_work(settings))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        log.info("Netzbote wird beendet.")
        working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working


async def _work(settings: Settings) -> None:
    begun = time.monotonic()
    store = await open_store(settings)
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(alone(settings.data_dir / "sperre"))
            if store.file is not None and store.file.parent.resolve() != settings.data_dir.resolve():
                # two data folders on one SQLite file: on one machine, so a lock beside it is enough
                await stack.enter_async_context(alone(store.file.with_name(f"{store.file.name}.sperre")))
            if store.is_sqlite:
                await _serve(settings, store, begun)
            else:
                await _in_turn(settings, store, begun)
    finally:
        await store.close()


async def _in_turn(settings: Settings, store: Store, begun: float) -> None:
    """Serve while this process is the one that speaks; wait while another does."""
    leader = Leader(store, instance_id(settings.data_dir))
    while True:
        if not await leader.take():
            log.warning("Ein anderer Netzbote spricht für diese Datenbank. Es wird gewartet, bis er endet.")
            # the device is made and signed before it is needed, so that it is sent keys from now on
            await _introduce(settings)
            await leader.wait()
            begun = time.monotonic()
            log.info("Dieser Netzbote übernimmt.")
        serving = asyncio.create_task(_serve(settings, store, begun))
        keeping = asyncio.create_task(leader.keep())
        try:
            await asyncio.wait({serving, keeping}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                return await serving
            log.error("Die Datenbank ist nicht erreichbar, oder ein anderer Netzbote hat übernommen.")
        finally:
            for task in (serving, keeping):
                task.cancel()
            await asyncio.gather(serving, keeping, return_exceptions=True)
            await leader.release()


async def _introduce(settings: Settings) -> None:
    matrix = open_matrix(settings)
    try:
        await sign_in(matrix, settings)
    finally:
        await matrix.close()


def instance_id(data_dir: Path) -> str:
    """Return what tells this data folder from others; made at the first start."""
    path = data_dir / "instanz"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        made = secrets.token_hex(16)
        write_private(path, made.encode("ascii"))
        return made


async def _settle_in(renderer: Renderer) -> None:
    await asyncio.sleep(WARM_UP_AFTER)
    await renderer.warm_up()
    settle()


@asynccontextmanager
async def _pages(
    settings: Settings, store: Store, registry: CountingRegistry, pulse: Pulse, secret: bytes
) -> AsyncIterator[None]:
    """Answer over HTTP where the operator wants it."""
    if not settings.http:
        yield
        return
    from bot.http import Web, feed_path, served  # noqa: PLC0415  # stays out of the memory where it is off

    if settings.feed_url:
        registry.feed = settings.feed_url.rstrip("/") + feed_path(secret)
    pages = Web(store=store, zone=settings.timezone, pulse=pulse, registry=registry, secret=secret)
    async with served(pages.app, settings.http):
        yield


async def _serve(settings: Settings, store: Store, begun: float) -> None:
    matrix = open_matrix(settings)
    keeping: asyncio.Task[None] | None = None
    settling: asyncio.Task[None] | None = None
    sync: SyncLoop | None = None
    clock: Clock | None = None
    herald: Herald | None = None
    farewell: Farewell | None = None
    try:
        session = await sign_in(matrix, settings)
        people = People(matrix, settings.data_dir)
        registry = CountingRegistry(
            load(
                Privacy(
                    settings.controller,
                    settings.data_protection_officer,
                    settings.legal_basis,
                    settings.privacy_url,
                    settings.retention,
                )
            )
        )
        secret, pulse = await own_secret(store), Pulse()
        keeper = Keeper(store, registry.lists, session.device_id, datetime.now(UTC))
        rooms = Rooms(matrix, store, settings)
        await rooms.load()
        await patiently(rooms.resolve_configured)
        await rooms.note_configured()
        renderer = Renderer()
        answers = Answers(
            settings=settings,
            matrix=matrix,
            store=store,
            registry=registry,
            renderer=renderer,
            rooms=rooms,
            keeper=keeper,
            outbox=Outbox(matrix),
            check_sender=people.check_sender,
        )

        async def relogin(error: LoggedOutError) -> None:
            keeper.device_id = (await sign_in(matrix, settings, ended=error)).device_id

        desk = CommonDesk(store, answers.notices)
        await desk.clear()
        verifications = Verifications(people, is_known=rooms.is_known, desk=desk, verified=people.verified)
        sync = SyncLoop(
            matrix=matrix,
            rooms=rooms,
            keeper=keeper,
            answers=answers,
            relogin=relogin,
            own_keys_changed=partial(stay_trusted, matrix, settings),
            locked=LockedMessages(settings.data_dir),
            verifications=verifications,
            heard=pulse.beat,
        )
        keeping = asyncio.create_task(keeper.run())
        directs = Directs(matrix, rooms)
        farewell = Farewell(rooms=rooms, directs=directs, store=store, own_id=matrix.user_id)
        rooms.on_gone = farewell.gone
        herald = Herald(
            matrix=matrix,
            store=store,
            rooms=rooms,
            renderer=renderer,
            secret=secret,
            direct_room=directs.room_of,
        )
        upkeep = Upkeep(store, settings.timezone, settings.land or None, settings.retention)
        clock = Clock(herald.tell, upkeep, settings.timezone, farewell.check_all)
        clock.every_hour(answers.notices.leave_unset)
        store.on_planned = herald.on_free = clock.wake

        def ready() -> None:
            clock.start()
            log.info("Netzbote ist bereit, %.1f Sekunden nach dem Start.", time.monotonic() - begun)
            nonlocal settling
            settling = asyncio.create_task(_settle_in(renderer))

        async with _pages(settings, store, registry, pulse, secret), filing(store):
            await sync.run(ready)
    finally:
        await _end(settling, clock, (herald, farewell), sync)
        if keeping is not None:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await keeper.save()
        await matrix.close()


async def _end(
    settling: asyncio.Task[None] | None,
    clock: Clock | None,
    parts: Iterable[Herald | Farewell | None],
    sync: SyncLoop | None,
) -> None:
    """End what was begun: nothing new is started, what is under way has a moment."""
    if settling is not None:
        settling.cancel()
    if clock is not None:
        clock.stop()
    for part in parts:
        if part is not None:
            await part.close()
    if sync is not None:
        await sync.close(STOP_WITHIN)
