"""nio's client with its handling of keys made safe.

What nio does by itself, and what happens here instead:

- It decrypts key material while /sync is read and commits each step on its own, so that a crash in between
  uses up a one-time key or a ratchet without keeping what came with it. Here an answer's key material is one
  transaction: the server sends it again unless all of it is kept.
- It never refills one-time keys that have run out, knows no fallback key, and uploads new keys before it keeps
  them. Here they are kept first, and the same ones are uploaded again after a crash.
- It answers verifications, in a way that current clients refuse (:mod:`bot.verification` does that).
"""

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from bot.lean import without_spare_parts

with without_spare_parts():
    import nio

__all__ = ["SafeClient", "SyncAnswer", "key_counts", "nio", "to_device_events"]

log = logging.getLogger(__name__)

ALGORITHM = "signed_curve25519"
MARKERS = "de.netzbote."
AT_ONCE = 10  # people whose devices are taken in before others get their turn


class SyncAnswer(nio.SyncResponse):  # type: ignore[misc]  # nio has no types
    """An answer of /sync with what nio leaves out of it."""

    one_time_keys: int | None = None  # how many the server has left
    has_fallback: bool | None = None  # whether an unused fallback key lies on the server; None: it does not say
    to_device: tuple[dict[str, Any], ...] = ()  # as it came

    @classmethod
    def from_dict(cls, parsed_dict: dict[str, Any], *arguments: Any) -> Any:
        """Read the answer."""
        answer = super().from_dict(parsed_dict, *arguments)
        if isinstance(answer, nio.SyncResponse):
            fields = nio.SyncResponse.__dataclass_fields__.items()
            read = cls(**{name: getattr(answer, name) for name, field in fields if field.init})
            read.read_rest(parsed_dict)
            return read
        return answer

    def read_rest(self, data: dict[str, Any]) -> None:
        """Take what nio does not read (Matrix spec, "Extensions to /sync")."""
        self.one_time_keys, self.has_fallback = key_counts(data)
        self.to_device = to_device_events(data)


def key_counts(data: dict[str, Any]) -> tuple[int | None, bool | None]:
    """Return how many one-time keys the server has, and whether an unused fallback key."""
    counts = data.get("device_one_time_keys_count")
    count = counts.get(ALGORITHM, 0) if isinstance(counts, dict) else None
    unused = data.get("device_unused_fallback_key_types")
    return (count if isinstance(count, int) else None), (ALGORITHM in unused if isinstance(unused, list) else None)


def to_device_events(data: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Return the to-device events of an answer of /sync as they came."""
    part = data.get("to_device")
    events = part.get("events") if isinstance(part, dict) else None
    return tuple(event for event in events if isinstance(event, dict)) if isinstance(events, list) else ()


class SafeClient(nio.AsyncClient):  # type: ignore[misc]  # nio has no types
    """nio's client; see the head of the module."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._fallback_due = False

    def load_store(self) -> None:
        """Open the encryption store and take out what nio does wrong."""
        super().load_store()
        if self.olm is not None:
            self.olm.handle_key_verification = lambda _event: None
            self.olm.share_keys = self._keys_to_upload
            self._fallback_due = not self.olm.account.shared

    def encrypt(self, room_id: str, message_type: str, content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Encrypt a message; the bot's own markers stay readable outside."""
        marks = {name: value for name, value in content.items() if name.startswith(MARKERS)}
        inside = {name: value for name, value in content.items() if name not in marks}
        kind, encrypted = super().encrypt(room_id, message_type, inside)
        return kind, {**encrypted, **marks}

    @contextmanager
    def one_transaction(self) -> Iterator[None]:
        """Keep all changes of the encryption store, or none. Nothing may be awaited for long inside."""
        if self.store is None:
            yield
            return
        with self.store.database.atomic():
            yield

    async def ask(self, method: str, path: str, data: str | None = None, *, timeout: Any = None) -> Any:  # noqa: ASYNC109  # it is aiohttp's
        """Return the body of a good answer as it came, or nio's error with ``transport_response``.

        For what needs nothing of nio: it checks each answer against a schema and begins a transaction.
        """
        if not self.access_token:
            raise nio.exceptions.LocalProtocolError("not logged in")
        headers = {"Authorization": f"Bearer {self.access_token}", "Content-Type": "application/json"}
        response = await self.send(method, path, data, headers, timeout=timeout)
        async with response:
            body = await response.read()
        if response.status == 200:
            return body
        try:
            error = nio.ErrorResponse.from_dict(json.loads(body))
        except ValueError:
            error = nio.ErrorResponse("unknown error")
        error.transport_response = response
        return error

    async def _send(self, response_class: type, *arguments: Any, **more: Any) -> Any:
        if response_class is nio.SyncResponse:
            response_class = SyncAnswer
        return await super()._send(response_class, *arguments, **more)

    async def receive_response(self, response: Any) -> None:
        """Take in an answer of the server."""
        if isinstance(response, nio.SyncResponse):
            await super().receive_response(response)  # in two steps, see below
            return
        with self.one_transaction():
            await super().receive_response(response)

    async def _handle_to_device(self, response: Any) -> None:
        self.take_keys(response.to_device_events)

    def take_keys(self, events: list[Any]) -> None:
        """Decrypt to-device events in place and keep the keys that they bring, all at once.

        One event that can't be digested does not keep the others back.
        """
        with self.one_transaction():
            for index, event in enumerate(events):
                try:
                    decrypted = self._handle_decrypt_to_device(event)
                except Exception:  # other people's data; nio checks little of it
                    log.exception("Eine Schlüsselnachricht war nicht lesbar.")
                    continue
                if decrypted:
                    events[index] = decrypted

    def note_key_counts(self, one_time_keys: int | None, *, has_fallback: bool | None) -> None:
        """Remember what the server said of our keys; nio itself takes 0 for "no news"."""
        if self.olm is not None and one_time_keys is not None:
            self.olm.uploaded_key_count = one_time_keys
        if has_fallback is False:
            self._fallback_due = True

    @property
    def should_upload_keys(self) -> bool:
        """Whether the server needs keys of ours."""
        return bool(super().should_upload_keys) or (self.olm is not None and self._fallback_due)

    def _keys_to_upload(self) -> dict[str, Any]:
        """Return the body for /keys/upload; new keys are kept before anybody can use them."""
        olm = self.olm
        account = olm.account
        content: dict[str, Any] = {}
        if not account.shared:
            content["device_keys"] = self._device_keys()
        wanted = account.max_one_time_keys - (olm.uploaded_key_count or 0 if account.shared else 0)
        if account.shared and olm.uploaded_key_count is None:
            wanted = 0
        keys = account._account  # noqa: SLF001  # nio has no way to the fallback key
        if wanted > 0 and not keys.one_time_keys:
            keys.generate_one_time_keys(wanted)
        if self._fallback_due and not keys.fallback_key:
            keys.generate_fallback_key()
        olm.save_account()
        if wanted > 0:
            one_time = {key: self._signed({"key": public.to_base64()}) for key, public in keys.one_time_keys.items()}
            content["one_time_keys"] = {f"{ALGORITHM}:{key}": value for key, value in one_time.items()}
        if keys.fallback_key:
            fallback = {
                key: self._signed({"key": public.to_base64(), "fallback": True})
                for key, public in keys.fallback_key.items()
            }
            content["fallback_keys"] = {f"{ALGORITHM}:{key}": value for key, value in fallback.items()}
        return content

    def _device_keys(self) -> dict[str, Any]:
        keys = self.olm.account.identity_keys
        return self._signed(
            {
                "algorithms": list(self.olm._algorithms),  # noqa: SLF001  # what nio can do
                "device_id": self.device_id,
                "user_id": self.user_id,
                "keys": {f"{kind}:{self.device_id}": key for kind, key in keys.items()},
            }
        )

    def _signed(self, value: dict[str, Any]) -> dict[str, Any]:
        signature = self.olm.sign_json(value)
        return {**value, "signatures": {self.user_id: {f"ed25519:{self.device_id}": signature}}}

    async def keys_query(self) -> Any:
        """Ask for the devices of people who have changed theirs.

        Each device's signature is checked and the device is kept, for a large room a fifth of a second: so a few
        people at a time, others get their turn in between.
        """
        if not self.users_for_key_query:
            raise nio.exceptions.LocalProtocolError("nobody to ask for")
        wanted = json.dumps({"device_keys": {user: [] for user in self.users_for_key_query}})
        body = await self.ask("POST", "/_matrix/client/v3/keys/query", wanted)
        if not isinstance(body, bytes):
            return body
        try:
            data = json.loads(body)
            devices = dict(data["device_keys"])
        except (ValueError, KeyError, TypeError):
            return nio.KeysQueryError("no answer of /keys/query")
        people = iter(list(devices))
        while portion := list(islice(people, AT_ONCE)):
            part = {"device_keys": {user: devices[user] for user in portion}, "failures": {}}
            answer = nio.KeysQueryResponse.from_dict(part)
            if isinstance(answer, nio.ErrorResponse):
                return answer
            await self.receive_response(answer)
            await asyncio.sleep(0)
        return nio.KeysQueryResponse(devices, data.get("failures") or {})

    async def keys_upload(self) -> Any:
        """Upload what is due.

        A server that already has other keys under our ids (an encryption store from an old backup) gets new
        ones under higher ids with the next upload.
        """
        answer = await super().keys_upload()
        if isinstance(answer, nio.KeysUploadResponse):
            self._fallback_due = False
        elif "already exists" in (answer.message or ""):
            log.warning("Der Server hat schon andere Einmalschlüssel unter diesen Nummern. Es werden neue gemacht.")
            self.olm.mark_keys_as_published()
            self.olm.save_account()
        return answer
