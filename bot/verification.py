"""Emoji verification, started by a person: the bot answers, in the room and between devices.

Follows the Matrix specification, "Key verification framework" and "Short Authentication String (SAS)
verification". nio's own can't be used: current clients end it with ``m.key_mismatch``.

The bot never starts one. On its side the emoji are shown in the organisers' room, and at the shell by
``netzbote check --verify``; whoever sees them says whether they are the same as the person's (:class:`Desk`).

What the bot itself signs waits for that word. What it says to the person's client (its ``mac``) waits only while
somebody sits at the shell: it is safe to say, since the person's own comparison decides what the person believes, and
whoever stands in between could say something of the kind anyway. So nobody has to be at hand for people who verify.
"""

import asyncio
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import vodozemac
from canonicaljson import encode_canonical_json

from bot.emoji import EMOJI
from bot.people_keys import PersonKeys
from bot.signing import encode
from storage.comparing import Answered, Outcome

log = logging.getLogger(__name__)

KIND = "m.key.verification."
METHOD = "m.sas.v1"
AGREEMENT = "curve25519-hkdf-sha256"
MAC = "hkdf-hmac-sha256.v2"
AT_ONCE = 20  # verifications under way
LIFE = 600.0  # seconds
LOOK = 1.0  # seconds between looks for an answer of the bot's side


class Wire(Protocol):
    """How verifications are heard and said. All calls wait while the server is away."""

    @property
    def user_id(self) -> str:
        """The bot."""

    @property
    def device_id(self) -> str:
        """The bot's device."""

    def own_keys(self) -> tuple[str, str]:
        """Return the device's Ed25519 key and the public master key."""

    async def to_room(self, room: str, kind: str, content: Mapping[str, Any], txn: str) -> None:
        """Send into a room."""

    async def to_device(self, user: str, device: str, kind: str, content: Mapping[str, Any]) -> None:
        """Send to one device."""

    async def keys_of(self, user: str) -> PersonKeys:
        """Ask for a person's keys."""


class Desk(Protocol):
    """Where people on the bot's side see the emoji and say what they think. ``flow``: the verification."""

    async def begin(self, person: str, emoji: tuple[tuple[str, str], ...], flow: str) -> bool:
        """Show the emoji; whether somebody sits there and answers at once."""

    async def answer(self, flow: str) -> Answered | None:
        """Return what they say, if anybody has said anything."""

    async def end(self, flow: str, outcome: Outcome) -> None:
        """Tell them how it ended."""


@dataclass(slots=True, eq=False)
class Flow:
    """One verification under way."""

    user: str
    device: str
    id: str
    room: str | None
    begun: float
    sas: vodozemac.Sas = field(default_factory=vodozemac.Sas)
    established: vodozemac.EstablishedSas | None = None
    state: str = "ready"
    given: bool = False  # the bot has said its part
    confirmed: bool = False  # somebody on the bot's side has said that the emoji are the same
    person: PersonKeys | None = None  # the person's keys once they are checked
    is_master_checked: bool = False
    ended: Outcome | None = None


class _EndedError(Exception):
    """The verification ends; the code goes to the other side."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not value or len(value) > 255:
        raise _EndedError("m.invalid_message")
    return value


def _offers(content: Mapping[str, Any], name: str, wanted: str) -> bool:
    value = content.get(name)
    return isinstance(value, list) and wanted in value


class Verifications:
    """Answers verifications, one step after the other."""

    def __init__(
        self,
        wire: Wire,
        *,
        is_known: Callable[[str], Awaitable[bool]],
        desk: Desk,
        verified: Callable[[PersonKeys], Awaitable[Outcome]],
        clock: Callable[[], float] = time.monotonic,
        look: float = LOOK,
    ) -> None:
        self._wire = wire
        self._is_known = is_known
        self._desk = desk
        self._verified = verified
        self._clock = clock
        self._look = look
        self._watches: dict[str, tuple[Flow, asyncio.Task[None]]] = {}  # by person
        self._flows: dict[str, Flow] = {}
        self._steps: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue(maxsize=1000)
        self._worker: asyncio.Task[None] | None = None

    def hear_in_room(self, room: str, source: Mapping[str, Any], age: float) -> bool:
        """Take a room's event if it belongs to a verification; ``age`` is in seconds."""
        kind, content, sender = source.get("type"), source.get("content"), source.get("sender")
        event_id = source.get("event_id")
        if not isinstance(kind, str) or not isinstance(content, dict) or not isinstance(sender, str):
            return False
        if kind == "m.room.message" and content.get("msgtype") == KIND + "request":
            if content.get("to") == self._wire.user_id and isinstance(event_id, str) and age < LIFE:
                self._queue(lambda: self._step("request", sender, event_id, room, content))
            return True
        if not kind.startswith(KIND):
            return False
        relation = content.get("m.relates_to")
        flow = relation.get("event_id") if isinstance(relation, dict) else None
        if isinstance(flow, str) and age < LIFE and sender != self._wire.user_id:
            self._queue(lambda: self._step(kind.removeprefix(KIND), sender, flow, room, content))
        return True

    def hear_device(self, event: Mapping[str, Any]) -> None:
        """Take a message between devices if it belongs to a verification."""
        kind, content, sender = event.get("type"), event.get("content"), event.get("sender")
        if not isinstance(kind, str) or not isinstance(content, dict) or not isinstance(sender, str):
            return
        flow = content.get("transaction_id")
        if kind.startswith(KIND) and isinstance(flow, str) and len(flow) <= 255:
            self._queue(lambda: self._step(kind.removeprefix(KIND), sender, flow, None, content))

    def _queue(self, step: Callable[[], Awaitable[None]]) -> None:
        if self._steps.full():
            return
        self._steps.put_nowait(step)
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work(), name="verification")

    async def _work(self) -> None:
        while not self._steps.empty():
            try:
                await self._steps.get_nowait()()
            except Exception:
                log.exception("Eine Verifizierung ist gescheitert.")

    async def close(self) -> None:
        """Leave what is under way; the other side times out."""
        tasks = [task for _flow, task in self._watches.values()]
        tasks += [self._worker] if self._worker is not None else []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _step(self, kind: str, sender: str, flow_id: str, room: str | None, content: dict[str, Any]) -> None:
        now = self._clock()
        self._flows = {name: flow for name, flow in self._flows.items() if now - flow.begun < LIFE}
        flow = self._flows.get(flow_id)
        if kind == "request":
            await self._request(sender, flow_id, room, content)
            return
        if flow is None or (flow.user, flow.room) != (sender, room):
            return
        handle = {"start": self._start, "key": self._key, "mac": self._mac, "done": self._done}.get(kind)
        if kind == "cancel":
            self._flows.pop(flow_id)
            await self._end(flow, Outcome.CANCELLED)
        elif handle is not None:
            try:
                await handle(flow, content)
            except _EndedError as error:
                await self._cancel(flow, error.code)

    async def _request(self, sender: str, flow_id: str, room: str | None, content: dict[str, Any]) -> None:
        if flow_id in self._flows or not _offers(content, "methods", METHOD):
            return
        sent_at = content.get("timestamp")
        if room is None and (not isinstance(sent_at, int) or abs(time.time() - sent_at / 1000) > LIFE):
            return
        try:
            flow = Flow(sender, _text(content, "from_device"), flow_id, room, self._clock())
        except _EndedError:
            return
        if not await self._is_known(sender):
            log.info("Eine Verifizierung durch %s wurde abgelehnt: nicht im Netzwerk.", sender)
            await self._cancel(flow, "m.user")
            return
        for old in [one for one in self._flows.values() if one.user == sender]:
            await self._cancel(old, "m.user")
        if len(self._flows) >= AT_ONCE:
            await self._cancel(flow, "m.user")
            return
        self._flows[flow_id] = flow
        await self._say(flow, "ready", {"from_device": self._wire.device_id, "methods": [METHOD]})

    async def _start(self, flow: Flow, content: dict[str, Any]) -> None:
        if flow.state != "ready" or content.get("from_device") != flow.device:
            raise _EndedError("m.unexpected_message")
        wanted = {
            "key_agreement_protocols": AGREEMENT,
            "hashes": "sha256",
            "message_authentication_codes": MAC,
            "short_authentication_string": "emoji",
        }
        if content.get("method") != METHOD or not all(_offers(content, name, one) for name, one in wanted.items()):
            raise _EndedError("m.unknown_method")
        flow.state = "started"
        commitment = hashlib.sha256(flow.sas.public_key.to_base64().encode() + encode_canonical_json(content)).digest()
        await self._say(
            flow,
            "accept",
            {
                "method": METHOD,
                "key_agreement_protocol": AGREEMENT,
                "hash": "sha256",
                "message_authentication_code": MAC,
                "short_authentication_string": ["emoji"],
                "commitment": encode(commitment),
            },
        )

    async def _key(self, flow: Flow, content: dict[str, Any]) -> None:
        if flow.state != "started":
            raise _EndedError("m.unexpected_message")
        flow.state = "keys"
        theirs, ours = _text(content, "key"), flow.sas.public_key.to_base64()
        try:
            flow.established = flow.sas.diffie_hellman(vodozemac.Curve25519PublicKey.from_base64(theirs))
        except ValueError as error:
            raise _EndedError("m.invalid_message") from error
        await self._say(flow, "key", {"key": ours})
        info = "|".join(
            (
                "MATRIX_KEY_VERIFICATION_SAS",
                *(flow.user, flow.device, theirs),
                *(self._wire.user_id, self._wire.device_id, ours),
                flow.id,
            )
        )
        emoji = tuple(EMOJI[number] for number in flow.established.bytes(info).emoji_indices)
        await self._watch(flow)
        if not await self._desk.begin(flow.user, emoji, flow.id):
            await self._give(flow, flow.established)

    async def _watch(self, flow: Flow) -> None:
        """Wait for the answer of the bot's side; one verification of each person."""
        old = self._watches.pop(flow.user, None)
        if old is not None:
            old[1].cancel()
            await self._end(old[0], Outcome.CANCELLED)
        task = asyncio.create_task(self._wait(flow), name="verification answer")
        self._watches[flow.user] = flow, task
        task.add_done_callback(lambda _task: self._forget_watch(flow))

    def _forget_watch(self, flow: Flow) -> None:
        if flow.user in self._watches and self._watches[flow.user][0] is flow:
            del self._watches[flow.user]

    async def _wait(self, flow: Flow) -> None:
        answer: Answered | None = None
        while answer is None and flow.ended is None and self._clock() - flow.begun < LIFE:
            await asyncio.sleep(self._look)
            answer = await self._desk.answer(flow.id)
        if flow.ended is None:
            self._queue(lambda: self._answered(flow, answer))

    async def _answered(self, flow: Flow, answer: Answered | None) -> None:
        """Act on the word of the bot's side; ``None``: there was none in time."""
        if flow.ended is not None or flow.established is None:
            return
        is_under_way = self._flows.get(flow.id) is flow
        if answer is Answered.SAME:
            flow.confirmed = True
            if not flow.given:
                await self._give(flow, flow.established)
            await self._trust(flow)
        elif answer is Answered.DIFFERENT:
            log.warning("Bei der Verifizierung durch %s waren die Zeichen verschieden.", flow.user)
            if is_under_way:
                await self._cancel(flow, "m.mismatched_sas", Outcome.REFUSED)
            await self._end(flow, Outcome.TOO_LATE)
        else:
            if is_under_way and not flow.given:
                await self._cancel(flow, "m.timeout", Outcome.EXPIRED)
            await self._end(flow, Outcome.EXPIRED)

    async def _give(self, flow: Flow, sas: vodozemac.EstablishedSas) -> None:
        """Say the bot's part, and that it is done if the person's has come already."""
        flow.given = True
        await self._say(flow, "mac", self._our_mac(flow, sas))
        if flow.person is not None:
            await self._say(flow, "done", {})

    async def _trust(self, flow: Flow) -> None:
        """Sign the person's identity once both sides have compared."""
        if not flow.confirmed or flow.person is None:
            return
        if not flow.is_master_checked:
            await self._end(flow, Outcome.NO_IDENTITY)
            return
        await self._end(flow, await self._verified(flow.person))

    async def _end(self, flow: Flow, outcome: Outcome) -> None:
        """Tell the bot's side how it ended, once; there is nothing to tell before the emoji."""
        if flow.ended is None and flow.established is not None:
            flow.ended = outcome
            await self._desk.end(flow.id, outcome)

    def _our_mac(self, flow: Flow, sas: vodozemac.EstablishedSas) -> dict[str, Any]:
        base = "".join(
            (
                "MATRIX_KEY_VERIFICATION_MAC",
                *(self._wire.user_id, self._wire.device_id),
                *(flow.user, flow.device),
                flow.id,
            )
        )
        device_key, master = self._wire.own_keys()
        keys = {f"ed25519:{self._wire.device_id}": device_key, f"ed25519:{master}": master}
        return {
            "mac": {name: sas.calculate_mac(key, base + name) for name, key in keys.items()},
            "keys": sas.calculate_mac(",".join(sorted(keys)), base + "KEY_IDS"),
        }

    async def _mac(self, flow: Flow, content: dict[str, Any]) -> None:
        if flow.state != "keys" or flow.established is None:
            raise _EndedError("m.unexpected_message")
        macs = content.get("mac")
        if not isinstance(macs, dict) or not all(isinstance(mac, str) for mac in macs.values()):
            raise _EndedError("m.invalid_message")
        person = await self._wire.keys_of(flow.user)
        expected = {f"ed25519:{person.master}": person.master}
        expected |= {f"ed25519:{device}": person.device_key(device) for device in person.devices}
        base = "".join(
            (
                "MATRIX_KEY_VERIFICATION_MAC",
                *(flow.user, flow.device),
                *(self._wire.user_id, self._wire.device_id),
                flow.id,
            )
        )
        checked = set()
        try:
            names = ",".join(sorted(macs))
            flow.established.verify_mac(names, base + "KEY_IDS", _text(content, "keys"))
            for name, mac in macs.items():
                key = expected.get(name)
                if key is not None:
                    flow.established.verify_mac(key, base + name, mac)
                    checked.add(name)
        except ValueError as error:
            raise _EndedError("m.key_mismatch") from error
        if f"ed25519:{flow.device}" not in checked:
            raise _EndedError("m.key_mismatch")
        flow.state = "checked"
        flow.person = person
        flow.is_master_checked = person.master is not None and f"ed25519:{person.master}" in checked
        if flow.given:
            await self._say(flow, "done", {})
        await self._trust(flow)

    async def _done(self, flow: Flow, _content: dict[str, Any]) -> None:
        if flow.state != "checked" or not flow.given:
            raise _EndedError("m.unexpected_message")
        self._flows.pop(flow.id)
        log.info("%s hat den Bot verifiziert.", flow.user)

    async def _cancel(self, flow: Flow, code: str, outcome: Outcome = Outcome.CANCELLED) -> None:
        self._flows.pop(flow.id, None)
        await self._say(flow, "cancel", {"code": code, "reason": code})
        await self._end(flow, outcome)

    async def _say(self, flow: Flow, kind: str, content: Mapping[str, Any]) -> None:
        if flow.room is None:
            await self._wire.to_device(flow.user, flow.device, KIND + kind, {**content, "transaction_id": flow.id})
            return
        relation = {"rel_type": "m.reference", "event_id": flow.id}
        await self._wire.to_room(
            flow.room, KIND + kind, {**content, "m.relates_to": relation}, f"pruefung {flow.id} {kind}"
        )
