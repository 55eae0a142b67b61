"""The running bot: puts the parts together, starts them and ends them."""

import asyncio
import contextlib
import fcntl
import logging
import os
import secrets
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.answers import Answers
from bot.config import ConfigError, Settings
from bot.identity import CryptoLostError, IdentityLostError, establish
from bot.keeper import Keeper
from bot.key_server import NioKeyServer
from bot.matrix import Matrix, RefusedError, patiently
from bot.outbox import Outbox
from bot.render import Renderer
from bot.rooms import Rooms
from bot.secret_storage import RecoveryKeyError
from bot.session import Session, SessionFile, write_private
from bot.sync import SyncLoop
from commands.dispatch import Privacy, load
from storage.store import Store

log = logging.getLogger(__name__)

WARM_UP_AFTER = 2.0  # seconds after the start: templates are compiled when the first questions are answered
STOP_WITHIN = 1.2  # seconds for what is under way when the bot is told to stop


class StartError(Exception):
    """The bot can't start; the message is a German sentence for the operator."""


def set_up_logging(level: str) -> None:
    """Log to standard error: time, level, text. Libraries only from warnings on: they log contents."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("bot").setLevel(level.upper())
    for noisy in ("nio", "peewee"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


def pickle_key(data_dir: Path) -> str:
    """Return the key that protects the encryption store; made at the first start."""
    path = data_dir / "speicherschluessel"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        key = secrets.token_urlsafe(32)
        write_private(path, key.encode("ascii"))
        return key


@asynccontextmanager
async def alone(data_dir: Path) -> AsyncIterator[None]:
    """Hold the data folder: a second bot on it waits until the first is gone."""
    descriptor = os.open(data_dir / "sperre", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        told = False
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not told:
                    log.warning("Ein anderer Netzbote benutzt diesen Datenordner. Es wird gewartet, bis er endet.")
                    told = True
                await asyncio.sleep(0.5)
        yield
    finally:
        os.close(descriptor)


async def _session(matrix: Matrix, settings: Settings) -> Session:
    """Return the kept session, or log in; waits while the server is away."""
    kept = SessionFile(settings.data_dir)
    session = kept.load(settings.homeserver, settings.user)
    if session is not None:
        matrix.resume(session)
        return session
    if not settings.password:
        raise ConfigError("NETZBOTE_PASSWORD oder NETZBOTE_PASSWORD_FILE fehlt für die erste Anmeldung.")
    try:
        session = await patiently(matrix.login)
    except RefusedError as error:
        raise StartError(f"Der Server nimmt die Anmeldung nicht an: {error}") from error
    kept.save(session)
    return session


async def _sign_in(matrix: Matrix, settings: Settings) -> Session:
    """Log in or go on, and make sure that the device is signed by the bot's own identity.

    A device whose encryption store is gone is given up for a new one before any key is uploaded.
    """
    session = await _session(matrix, settings)
    for _ in range(2):
        server = NioKeyServer(matrix.client, settings.password)
        try:
            await patiently(partial(establish, server, settings.data_dir, recovery_key=settings.recovery_key or None))
        except CryptoLostError:
            log.warning("Der Schlüsselspeicher gehört nicht zu diesem Gerät. Der Bot meldet sich als neues Gerät an.")
            SessionFile(settings.data_dir).forget()
            session = await _session(matrix, settings)
        except (IdentityLostError, RecoveryKeyError, RefusedError) as error:
            log.error(  # noqa: TRY400  # what is wrong stands in the sentence
                "Die Identität des Bots fehlt (%s). In verschlüsselten Räumen hören ihn strenge Clients nicht. "
                "Abhilfe: NETZBOTE_RECOVERY_KEY setzen.",
                error,
            )
            break
        else:
            break
    return session


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
        async with alone(settings.data_dir):
            await _serve(settings, store, begun)
    finally:
        await store.close()


async def _serve(settings: Settings, store: Store, begun: float) -> None:
    matrix = Matrix(settings, settings.data_dir / "schluessel", pickle_key(settings.data_dir))
    keeping: asyncio.Task[None] | None = None
    sync: SyncLoop | None = None
    try:
        session = await _sign_in(matrix, settings)
        registry = load(
            Privacy(settings.controller, settings.data_protection_officer, settings.legal_basis, settings.privacy_url)
        )
        keeper = Keeper(store, registry.lists, session.device_id, datetime.now(UTC))
        rooms = Rooms(matrix, store, settings)
        await rooms.load()
        await patiently(rooms.resolve_configured)
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
        )

        async def relogin() -> None:
            SessionFile(settings.data_dir).forget()
            keeper.device_id = (await _sign_in(matrix, settings)).device_id

        sync = SyncLoop(matrix=matrix, rooms=rooms, keeper=keeper, answers=answers, relogin=relogin)
        keeping = asyncio.create_task(keeper.run())

        def ready() -> None:
            log.info("Netzbote ist bereit, %.1f Sekunden nach dem Start.", time.monotonic() - begun)
            asyncio.get_running_loop().call_later(WARM_UP_AFTER, renderer.warm_up)

        await sync.run(ready)
    finally:
        if sync is not None:
            await sync.close(STOP_WITHIN)
        if keeping is not None:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await keeper.save()
        await matrix.close()
