"""The homeserver as the bot sees it: nio with its retries, hangs and early tokens taken out of the way.

nio by itself tries for ever on errors; here every call either answers, or raises one of the errors below
at once. Waiting and trying again is decided by the caller, who also logs it.
"""

import asyncio
import io
import json
import logging
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp

from bot.backoff import delays
from bot.config import Settings
from bot.keys import SafeClient, nio
from bot.news import Heard, News, source_of
from bot.polling import HISTORY, Polling
from bot.session import Session
from bot.sharing import KeySharing

EncryptionError, LocalProtocolError = nio.exceptions.EncryptionError, nio.exceptions.LocalProtocolError

log = logging.getLogger(__name__)

T = TypeVar("T")

DEVICE_NAME = "Netzbote"
ENCRYPTED = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


class MatrixError(Exception):
    """Something between the bot and the homeserver."""


class UnreachableError(MatrixError):
    """No answer, or one that says the server is not well: try again later."""


class LimitedError(UnreachableError):
    """Too many requests; ``retry_after`` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"rate limited for {retry_after:.1f} s")
        self.retry_after = retry_after


class RefusedError(MatrixError):
    """The server understood and said no; ``code`` is Matrix's errcode."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(f"{code} {message}".strip())
        self.code = code


class LoggedOutError(MatrixError):
    """The access token is no longer good; if ``soft``, the device still is (Matrix spec, soft logout)."""

    def __init__(self, code: str, *, soft: bool = False) -> None:
        super().__init__(code)
        self.soft = soft


async def patiently(work: Callable[[], Awaitable[T]], *, logged_out_ends: bool = False) -> T:
    """Do something with the server, and again while it is away or asks to wait.

    What the server refuses for good is raised as :class:`RefusedError`; if ``logged_out_ends``, so is
    :class:`LoggedOutError`, for the time in which no sync loop runs that would log in again.
    """
    for delay in delays():
        try:
            return await work()
        except LimitedError as error:
            await asyncio.sleep(error.retry_after)
        except UnreachableError as error:
            log.warning("Der Matrix-Server ist nicht erreichbar (%s), neuer Versuch in %.1f s.", error, delay)
            await asyncio.sleep(delay)
        except LoggedOutError:
            if logged_out_ends:
                raise
            # the sync loop notices the same and logs in again
            await asyncio.sleep(delay)
    raise AssertionError("delays() does not end")


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a room's history, newest first, and where the next older one begins."""

    events: tuple[dict[str, Any], ...]
    encrypted: Mapping[str, str | None]  # those that came encrypted, by id, with the key of the sending device
    end: str | None


def connection(settings: Settings) -> dict[str, Any]:
    """Return how to get to the server, as arguments for nio: its own authority, a proxy."""
    return {"ssl": _tls(settings), "proxy": _proxy(settings.homeserver)}


def _tls(settings: Settings) -> ssl.SSLContext | None:
    return ssl.create_default_context(cafile=str(settings.ca_file)) if settings.ca_file else None


def _proxy(homeserver: str) -> str | None:
    """Return the proxy of the usual environment variables (https_proxy, no_proxy …) for this server."""
    parts = urlsplit(homeserver)
    if parts.hostname is None or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)


class Matrix:
    """One account on one homeserver."""

    def __init__(self, settings: Settings, crypto_dir: Path, pickle_key: str) -> None:
        self._settings = settings
        self._password = settings.password
        self._crypto_dir = crypto_dir
        self._pickle_key = pickle_key
        self._upload_limit: int | None = None
        self.client = self._new_client()
        self._sharing = KeySharing(lambda: self.client, self._call)
        self._polling = Polling(lambda: self.client, self._call, settings.user)

    def _new_client(self, device_id: str = "") -> SafeClient:
        self._crypto_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return SafeClient(
            self._settings.homeserver,
            self._settings.user,
            device_id,
            store_path=str(self._crypto_dir),
            **connection(self._settings),
            config=nio.AsyncClientConfig(
                encryption_enabled=True,
                pickle_key=self._pickle_key,
                store_sync_tokens=False,
                max_limit_exceeded=0,
                max_timeouts=0,
                request_timeout=30,
            ),
        )

    @property
    def user_id(self) -> str:
        """The bot's own full id."""
        return self._settings.user

    def resume(self, session: Session) -> None:
        """Go on with a kept session; opens the store of that device."""
        self.client.restore_login(session.user_id, session.device_id, session.access_token)

    async def login(self, device_id: str = "") -> Session:
        """Log in with the password; makes a new device, or goes on with an old one after a soft logout.

        Raises :class:`RefusedError` when the server does not accept it.
        """
        await self.start_anew(device_id)
        answer = await self._call(self.client.login(self._password, DEVICE_NAME))
        if answer.user_id != self._settings.user:
            raise RefusedError("M_FORBIDDEN", "the server knows this account by another id")
        return Session(self._settings.homeserver, answer.user_id, answer.device_id, answer.access_token)

    async def start_anew(self, device_id: str = "") -> None:
        """Leave the session and the device's store."""
        await self.client.close()
        self.client = self._new_client(device_id)

    async def close(self) -> None:
        """End the connections."""
        await self.client.close()

    async def _call(self, request: Awaitable[Any]) -> Any:
        """Await a request of nio and turn its many ways to fail into our few."""
        try:
            answer = await request
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UnreachableError(type(error).__name__) from error
        except LocalProtocolError as error:
            if not self.client.access_token:
                raise LoggedOutError("no access token") from error
            raise RefusedError("NETZBOTE_LOCAL", str(error)) from error
        except (EncryptionError, nio.exceptions.OlmTrustError, nio.exceptions.SendRetryError) as error:
            raise RefusedError("NETZBOTE_ENCRYPTION", type(error).__name__) from error
        if isinstance(answer, nio.ErrorResponse):
            raise self._error(answer)
        return answer

    @staticmethod
    def _error(answer: nio.ErrorResponse) -> MatrixError:
        code = answer.status_code or ""
        status = getattr(answer.transport_response, "status", 0)
        if code in {"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"}:
            return LoggedOutError(code, soft=answer.soft_logout)
        if code == "M_LIMIT_EXCEEDED" or status == 429:
            return LimitedError(max((getattr(answer, "retry_after_ms", None) or 2000) / 1000, 0.05))
        if status >= 500 or not code.startswith(("M_", "ORG.", "IO.")):
            return UnreachableError(f"status {status} {code}")
        return RefusedError(code, answer.message or "")

    async def sync(self, since: str | None, *, first: bool) -> News:
        """Ask what is new since ``since``. The first call of a run brings every room's state and does not wait."""
        return await self._polling.sync(since, first=first)

    async def upkeep(self) -> None:
        """Send what encryption owes the server after a sync: keys, queries, to-device messages."""
        client = self.client
        if client.olm is None:
            return
        if client.outgoing_to_device_messages:
            await self._call_all(client.send_to_device_messages())
        if client.should_upload_keys:
            await self._call(client.keys_upload())
        await self._sharing.learn_devices()
        if client.should_claim_keys:
            await self._call(client.keys_claim(client.get_users_for_key_claiming()))
        await self._polling.keep_filter()

    async def _call_all(self, request: Awaitable[list[Any]]) -> None:
        try:
            await request
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UnreachableError(type(error).__name__) from error

    async def send(
        self, room: str, kind: str, content: Mapping[str, Any], txn: str, *, marker: Mapping[str, str] | None = None
    ) -> str:
        """Send an event, encrypted where the room is; the same ``txn`` again gives the first event's id.

        ``marker`` stays outside the ciphertext, so that a new device can find the message again.
        """
        if marker:
            content = {**content, **marker}
        known = self.client.rooms.get(room)
        if known is not None and not known.encrypted:
            return await self._send_plain(room, kind, content, txn)
        if kind != "m.reaction":
            await self._sharing.prepare(room)
        answer = await self._call(
            self.client.room_send(room, kind, dict(content), tx_id=txn, ignore_unverified_devices=True),
        )
        return str(answer.event_id)

    async def _send_plain(self, room: str, kind: str, content: Mapping[str, Any], txn: str) -> str:
        """Send as it is: nio adds nothing here but work, a millisecond for each answer."""
        path = f"/_matrix/client/v3/rooms/{quote(room, safe='')}/send/{quote(kind, safe='')}/{quote(txn, safe='')}"
        body = await self._call(self.client.ask("PUT", path, json.dumps(content, separators=(",", ":"))))
        try:
            return str(json.loads(body)["event_id"])
        except (ValueError, KeyError, TypeError) as error:
            raise UnreachableError("the answer to a message has no id") from error

    async def redact(self, room: str, event_id: str, txn: str) -> None:
        """Take back one of the bot's own messages."""
        await self._call(self.client.room_redact(room, event_id, tx_id=txn))

    async def typing(self, room: str, *, on: bool) -> None:
        """Show or hide that the bot is writing. Only a courtesy: failures are ignored."""
        try:
            await self._call(self.client.room_typing(room, on, timeout=20_000))
        except MatrixError as error:
            log.debug("Tipp-Anzeige nicht gesetzt: %s", error)

    async def history(self, room: str, start: str, *, until: str | None = None, own: bool = False) -> Found:
        """Return one page of a room's messages before ``start``, not older than the position ``until``."""
        wanted: dict[str, Any] = {"types": list(HISTORY)}
        wanted |= {"senders": [self.user_id]} if own else {"not_senders": [self.user_id]}
        answer = await self._call(
            self.client.room_messages(room, start=start, end=until, limit=100, message_filter=wanted),
        )
        encrypted = {e.event_id: e.sender_key for e in answer.chunk if getattr(e, "decrypted", False)}
        return Found(tuple(source_of(e) for e in answer.chunk), encrypted, answer.end if answer.chunk else None)

    async def get(self, path: str) -> dict[str, Any] | None:
        """Ask the server; ``None`` for what is not there or not for the bot."""
        headers = {"Authorization": f"Bearer {self.client.access_token}"}
        try:
            response = await self.client.send("GET", f"/_matrix/client/{path}", None, headers)
            async with response:
                if response.status in {403, 404}:
                    return None
                if response.status != 200:
                    raise _refusal(response.status)
                answer = await response.json()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise UnreachableError(type(error).__name__) from error
        return answer if isinstance(answer, dict) else None

    async def find_marked(self, room: str, name: str, value: str, *, since: datetime) -> str | None:
        """Return the bot's own message with this marker, sent since then."""
        start: str | None = ""  # the newest: what another process sent may be newer than the own position
        while start is not None:
            page = await self.history(room, start, own=True)
            for event in page.events:
                content = event.get("content")
                if isinstance(content, dict) and content.get(name) == value:
                    return str(event["event_id"])
            oldest = page.events[-1].get("origin_server_ts", 0) if page.events else 0
            start = page.end if oldest >= since.timestamp() * 1000 else None
        return None

    async def open_direct(self, person: str, *, encrypted: bool) -> str:
        """Make a direct chat; returns its id. A server may encrypt it by itself, whatever clients ask for."""
        state = [ENCRYPTED] if encrypted else []
        answer = await self._call(
            self.client.room_create(
                is_direct=True, preset=nio.RoomPreset.trusted_private_chat, invite=[person], initial_state=state
            )
        )
        return str(answer.room_id)

    async def state(self, room: str, kind: str) -> dict[str, Any]:
        """Return what a room has set under a kind; nothing if it is not set."""
        try:
            answer = await self._call(self.client.room_get_state_event(room, kind))
        except RefusedError as error:
            if error.code != "M_NOT_FOUND":
                raise
            return {}
        return answer.content if isinstance(answer.content, dict) else {}

    async def set_state(self, room: str, kind: str, content: Mapping[str, Any]) -> None:
        """Set something in a room. Raises :class:`RefusedError` without the right to."""
        await self._call(self.client.room_put_state(room, kind, dict(content)))

    async def join(self, room: str, via: tuple[str, ...] = ()) -> str:
        """Join a room by id or alias; returns its id. ``via`` names servers that know it."""
        query = "&".join(f"server_name={quote(name)}" for name in via)
        path = f"/_matrix/client/v3/join/{quote(room, safe='')}" + (f"?{query}" if query else "")
        answer = await self._call(self.client._send(nio.JoinResponse, "POST", path, "{}"))  # noqa: SLF001  # nio's join knows no server_name
        return str(answer.room_id)

    async def leave(self, room: str) -> None:
        """Leave a room or refuse an invitation."""
        await self._call(self.client.room_leave(room))

    async def resolve(self, alias: str) -> str:
        """Return the id of the room with this alias."""
        answer = await self._call(self.client.room_resolve_alias(alias))
        return str(answer.room_id)

    async def members(self, room: str) -> frozenset[str]:
        """Return the ids of all people who are in the room."""
        answer = await self._call(self.client.joined_members(room))
        return frozenset(member.user_id for member in answer.members)

    async def set_display_name(self, name: str) -> None:
        """Set the bot's display name unless it has one."""
        answer = await self._call(self.client.get_displayname(self.user_id))
        if not answer.displayname or answer.displayname == self.user_id[1:].partition(":")[0]:
            await self._call(self.client.set_displayname(name))

    async def upload(self, data: bytes, mime: str, filename: str, *, encrypt: bool) -> dict[str, Any]:
        """Store a file on the server; returns the ``url`` or ``file`` part of an ``m.file`` content.

        Raises :class:`RefusedError` with ``M_TOO_LARGE`` before sending what the server would drop.
        """
        if self._upload_limit is None:
            config = await self._call(self.client.content_repository_config())
            self._upload_limit = config.upload_size or 50 * 2**20
        if len(data) > self._upload_limit:
            raise RefusedError("M_TOO_LARGE", f"limit {self._upload_limit}")
        try:
            answer, keys = await self.client.upload(
                io.BytesIO(data), content_type=mime, filename=filename, encrypt=encrypt, filesize=len(data)
            )
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UnreachableError(type(error).__name__) from error
        if isinstance(answer, nio.ErrorResponse):
            raise self._error(answer)
        if keys:
            return {"file": {**keys, "url": answer.content_uri}}
        return {"url": answer.content_uri}

    async def download(self, content: Mapping[str, Any], limit: int) -> bytes:
        """Fetch the file of a message (``m.file``, ``m.image`` …) and decrypt it where it is encrypted.

        Raises :class:`RefusedError`: ``M_TOO_LARGE`` above ``limit`` bytes, ``NETZBOTE_FILE`` if it is not what
        the message says.
        """
        file = content.get("file")
        url = file.get("url") if isinstance(file, dict) else content.get("url")
        server, _, media = url[len("mxc://") :].partition("/") if isinstance(url, str) else ("", "", "")
        if not server or not media or not str(url).startswith("mxc://"):
            raise RefusedError("NETZBOTE_FILE", "no address")
        path = f"/_matrix/client/v1/media/download/{quote(server, safe='')}/{quote(media, safe='')}"
        headers = {"Authorization": f"Bearer {self.client.access_token}"}
        try:
            response = await self.client.send("GET", path, None, headers)
            async with response:
                if response.status != 200:
                    raise _refusal(response.status)
                data = bytearray()
                async for piece in response.content.iter_chunked(2**16):
                    data += piece
                    if len(data) > limit:
                        raise RefusedError("M_TOO_LARGE", f"limit {limit}")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UnreachableError(type(error).__name__) from error
        if not isinstance(file, dict):
            return bytes(data)
        try:
            return bytes(
                nio.crypto.decrypt_attachment(bytes(data), file["key"]["k"], file["hashes"]["sha256"], file["iv"])
            )
        except (EncryptionError, KeyError, TypeError, ValueError) as error:
            raise RefusedError("NETZBOTE_FILE", "damaged or not encrypted as its message says") from error

    def unlock(self, room: str, source: Mapping[str, Any]) -> Heard | None:
        """Read an encrypted event whose key has come; ``None`` if it still can't be read."""
        try:
            event = nio.Event.parse_encrypted_event(self._with_sender_key(room, source))
            if not isinstance(event, nio.MegolmEvent):
                return None
            event.room_id = room
            clear = self.client.decrypt_event(event)
        except (EncryptionError, LocalProtocolError):
            return None
        except (
            AssertionError,
            AttributeError,
            KeyError,
            TypeError,
            ValueError,
        ) as error:  # nio checks little of what people send
            log.warning(
                "Eine verschlüsselte Nachricht in %s ist von unbekannter Form (%s).", room, type(error).__name__
            )
            return None
        if not isinstance(clear, nio.Event):
            return None
        return Heard(source_of(clear), encrypted=True, sender_key=clear.sender_key)

    def _with_sender_key(self, room: str, source: Mapping[str, Any]) -> dict[str, Any]:
        """Fill in what newer clients leave out (Matrix spec 1.3 deprecates it) and nio insists on."""
        content = source.get("content")
        if not isinstance(content, dict) or isinstance(content.get("sender_key"), str) or self.client.olm is None:
            return dict(source)
        for sender_key, sessions in self.client.olm.inbound_group_store[room].items():
            if content.get("session_id") in sessions:
                return {**source, "content": {"device_id": "", **content, "sender_key": sender_key}}
        return dict(source)

    def is_encrypted(self, room: str) -> bool:
        """Whether messages in the room are encrypted, as far as the sync has told."""
        known = self.client.rooms.get(room)
        return bool(known and known.encrypted)


def _refusal(status: int) -> MatrixError:
    if status == 429 or status >= 500:
        return UnreachableError(f"status {status}")
    return LoggedOutError("M_UNKNOWN_TOKEN") if status == 401 else RefusedError("M_NOT_FOUND", f"status {status}")
