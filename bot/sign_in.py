"""Getting the bot's device signed in and trusted: the decision table of :mod:`bot.identity` at work."""

import fcntl
import logging
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

from bot.config import ConfigError, Settings
from bot.identity import CryptoLostError, IdentityLostError, establish, store_secrets
from bot.key_server import NioKeyServer
from bot.matrix import LoggedOutError, Matrix, RefusedError, patiently
from bot.secret_storage import RecoveryKeyError
from bot.session import Session, SessionFile, write_private
from bot.trust import has_secret_storage

log = logging.getLogger(__name__)

TRIES = 3
UNTRUSTED = (IdentityLostError, RecoveryKeyError, RefusedError)


class StartError(Exception):
    """The bot can't start or go on; the message is a German sentence for the operator."""


def pickle_key(data_dir: Path) -> str:
    """Return the key that protects the encryption store; made at the first start."""
    path = data_dir / "speicherschluessel"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        key = secrets.token_urlsafe(32)
        write_private(path, key.encode("ascii"))
        return key


def open_matrix(settings: Settings) -> Matrix:
    """Return the account, not signed in yet."""
    return Matrix(settings, settings.data_dir / "schluessel", pickle_key(settings.data_dir))


async def _log_in(matrix: Matrix, settings: Settings, device_id: str = "") -> Session:
    try:
        session = await patiently(partial(matrix.login, device_id))
    except RefusedError as error:
        raise StartError(f"Der Server nimmt die Anmeldung nicht an: {error}") from error
    SessionFile(settings.data_dir).save(session)
    return session


async def _session(matrix: Matrix, settings: Settings) -> Session:
    """Return the kept session, or log in; waits while the server is away."""
    session = SessionFile(settings.data_dir).load(settings.homeserver, settings.user)
    if session is not None:
        matrix.resume(session)
        return session
    if settings.access_token:
        session = await _take_over(matrix, settings)
    elif settings.password:
        session = await _log_in(matrix, settings)
    else:
        raise ConfigError(
            "Für die erste Anmeldung fehlt NETZBOTE_PASSWORD oder NETZBOTE_PASSWORD_FILE, oder auf Servern ohne "
            "Anmeldung mit Passwort NETZBOTE_ACCESS_TOKEN."
        )
    await _introduce(matrix, settings)
    return session


async def _take_over(matrix: Matrix, settings: Settings) -> Session:
    """Go on with an access token that the operator had made, as servers without passwords want it (MAS)."""
    matrix.client.access_token = settings.access_token
    try:
        user_id, device_id = await patiently(NioKeyServer(matrix.client, "").whoami, logged_out_ends=True)
    except (LoggedOutError, RefusedError) as error:
        raise StartError("Der Server kennt NETZBOTE_ACCESS_TOKEN nicht. Bitte ein neues machen.") from error
    if user_id != settings.user:
        raise StartError(f"NETZBOTE_ACCESS_TOKEN gehört zu {user_id}, nicht zu {settings.user}.")
    if not device_id:
        raise StartError("NETZBOTE_ACCESS_TOKEN gehört zu keinem Gerät; verschlüsselte Räume brauchen eines.")
    session = Session(settings.homeserver, user_id, device_id, settings.access_token)
    SessionFile(settings.data_dir).save(session)
    matrix.resume(session)
    return session


async def _introduce(matrix: Matrix, settings: Settings) -> None:
    """Give the account its name before it joins rooms; some servers keep names to themselves."""
    try:
        await patiently(partial(matrix.set_display_name, settings.display_name))
    except RefusedError as error:
        log.info("Der Server lässt den Anzeigenamen nicht setzen: %s", error)


async def _renew(matrix: Matrix, settings: Settings, *, soft: bool) -> Session:
    """Log in again after the server ended the session; after a soft logout the device stays the same."""
    kept = SessionFile(settings.data_dir).load(settings.homeserver, settings.user)
    if settings.access_token and (kept is None or kept.access_token != settings.access_token):
        await matrix.start_anew()
        return await _take_over(matrix, settings)
    if not settings.password:
        raise StartError(
            "Der Server hat die Anmeldung des Bots beendet, und für eine neue fehlt das Passwort. "
            "Bitte NETZBOTE_PASSWORD oder NETZBOTE_PASSWORD_FILE setzen (oder ein neues NETZBOTE_ACCESS_TOKEN) und "
            "den Bot neu starten."
        )
    device_id = str(matrix.client.device_id or "") if soft else ""
    return await _log_in(matrix, settings, device_id)


async def sign_in(matrix: Matrix, settings: Settings, *, ended: LoggedOutError | None = None) -> Session:
    """Log in or go on, and make sure that the device is signed by the bot's own identity.

    ``ended`` says that the server has just ended the session. A device whose encryption store is gone is given
    up for a new one before any key is uploaded. Raises :class:`StartError` if the identity can't be had.
    """
    if ended is not None:
        session = await _renew(matrix, settings, soft=ended.soft)
    else:
        session = await _session(matrix, settings)
    for _ in range(TRIES):
        server = NioKeyServer(matrix.client, settings.password)
        work = partial(establish, server, settings.data_dir, recovery_key=settings.recovery_key or None)
        try:
            await patiently(work, logged_out_ends=True)
        except LoggedOutError as error:
            log.warning("Der Server kennt die Anmeldung nicht mehr.")
            session = await _renew(matrix, settings, soft=error.soft)
        except CryptoLostError:
            log.warning("Der Schlüsselspeicher gehört nicht zu diesem Gerät. Der Bot meldet sich als neues Gerät an.")
            session = await _renew(matrix, settings, soft=False)
        except UNTRUSTED as error:
            raise _why(error) from error
        else:
            return session
    raise StartError("Der Server nimmt das Gerät des Bots auch nach neuer Anmeldung nicht an.")


def _why(error: Exception) -> StartError:
    """Say why the bot has no identity that it could go on with."""
    match error:
        case IdentityLostError():
            return StartError(
                f"Die Identität des Bots ist verloren: {error} hat auf dem Server eine, deren Schlüssel hier fehlen. "
                "In verschlüsselten Räumen würde er so nicht gehört. Bitte NETZBOTE_RECOVERY_KEY oder "
                "NETZBOTE_RECOVERY_KEY_FILE auf den Wiederherstellungsschlüssel setzen. Gibt es keinen, macht "
                "„netzbote identity reset“ eine neue Identität."
            )
        case RecoveryKeyError():
            return StartError(f"Die Identität des Bots ließ sich nicht wiederherstellen: {error}")
    return StartError(f"Der Server nimmt die Identität des Bots nicht an: {error}")


async def stay_trusted(matrix: Matrix, settings: Settings) -> None:
    """Look, after a change of the account's keys, whether its identity is still the bot's, and sign what is missing.

    Somebody may have reset it in a client: then it is restored with the recovery key, or :class:`StartError` is
    raised, since nobody in encrypted rooms would hear the bot any more.
    """
    server = NioKeyServer(matrix.client, settings.password)
    work = partial(establish, server, settings.data_dir, recovery_key=settings.recovery_key or None)
    try:
        await patiently(work, logged_out_ends=True)
    except (LoggedOutError, CryptoLostError) as error:
        log.info("Das Gerät des Bots gilt nicht mehr (%s).", type(error).__name__)  # the next sync or start sees to it
    except UNTRUSTED as error:
        raise _why(error) from error


@contextmanager
def _undisturbed(settings: Settings) -> Iterator[None]:
    """Hold the data folder, or say that the bot is running."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(settings.data_dir / "sperre", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StartError("Der Bot läuft gerade mit diesem Datenordner. Bitte vorher anhalten.") from error
        yield
    finally:
        os.close(descriptor)


@asynccontextmanager
async def offline(settings: Settings) -> AsyncIterator[NioKeyServer]:
    """Speak with the server as the bot's device while the bot itself does not run; the identity may be missing."""
    with _undisturbed(settings):
        matrix = open_matrix(settings)
        try:
            await _session(matrix, settings)
            yield NioKeyServer(matrix.client, settings.password)
        finally:
            await matrix.close()


async def make_recovery_key(settings: Settings, *, again: bool = False) -> str | None:
    """Put the identity into secret storage and return the recovery key, to be shown once.

    ``None`` if there is one already and ``again`` does not ask for another. The bot must not be running.
    Raises :class:`StartError`, :class:`ConfigError` and :class:`bot.matrix.MatrixError`.
    """
    with _undisturbed(settings):
        matrix = open_matrix(settings)
        try:
            await sign_in(matrix, settings)
            server = NioKeyServer(matrix.client, settings.password)
            if not again and await has_secret_storage(server):
                return None
            identity = await establish(server, settings.data_dir, recovery_key=settings.recovery_key or None)
            return await store_secrets(server, identity)
        finally:
            await matrix.close()
