"""Asking the server what is new (GET /sync), and reading the answer.

nio checks each event of an answer against a schema, writes to its store and reads the answer again, although most
answers are one message in a room that it knows: 3 ms CPU, more than finding out what to answer. Here nio is fed only
with what changes what it must know: rooms, members, keys. The rest is read as it came.
"""

import json
import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.incoming import VOTES
from bot.keys import SafeClient, SyncAnswer, key_counts, nio, to_device_events
from bot.news import Heard, News, RoomNews, source_of
from bot.sharing import Call

log = logging.getLogger(__name__)

SYNC_TIMEOUT_MS = 30_000
TIMELINE_LIMIT = 100
PATH = "/_matrix/client/v3/sync?"
WAITING = aiohttp.ClientTimeout(total=SYNC_TIMEOUT_MS / 1000 + 15)
FIRST = aiohttp.ClientTimeout(total=None, sock_connect=30, sock_read=300)  # all rooms' state takes the server a while

HEARD = (
    "m.room.message",
    "m.room.encrypted",
    "m.room.redaction",
    "m.reaction",
    *VOTES,
    "m.room.member",
    "m.room.encryption",
    "m.room.power_levels",
    "m.room.tombstone",
    "m.room.name",
    "m.room.create",
    "m.key.verification.*",
)
HISTORY = ("m.room.message", "m.room.encrypted", "m.room.redaction", "m.reaction", *VOTES, "m.room.member")
STATE = (
    "m.room.member",
    "m.room.encryption",
    "m.room.power_levels",
    "m.room.create",
    "m.room.tombstone",
    "m.room.name",
)


def sync_filter(user_id: str) -> dict[str, Any]:
    """Return the lean filter: what the bot acts on, without its own messages, members only as needed."""
    nothing: dict[str, Any] = {"types": []}
    return {
        "presence": nothing,
        "account_data": nothing,
        "room": {
            "account_data": nothing,
            "ephemeral": nothing,
            "state": {"types": list(STATE), "lazy_load_members": True},
            "timeline": {
                "types": list(HEARD),
                "not_senders": [user_id],
                "limit": TIMELINE_LIMIT,
                "lazy_load_members": True,
            },
        },
    }


class Polling:
    """Holds on to what the server has new."""

    def __init__(self, client: Callable[[], SafeClient], call: Call, user_id: str) -> None:
        self._client = client
        self._call = call
        self._user_id = user_id
        self._wanted = sync_filter(user_id)
        self._filter = self._whole_filter()  # or its id
        self._filter_kept = False

    async def sync(self, since: str | None, *, first: bool) -> News:
        """Ask what is new since ``since``; raises :class:`bot.matrix.MatrixError`.

        An answer that nio can't digest is read without it, so that one strange event does not stop the bot.
        """
        body, data = await self._call(self._fetch(since, first=first))
        client = self._client()
        if not first and is_plain(data, client.rooms):
            client.next_batch = data["next_batch"]
            self._note_keys(data)
            return raw_news(data)
        news = await self._through_nio(data)
        if news is None:
            log.warning("Eine Antwort des Servers war für die Bibliothek nicht lesbar, sie wird ohne sie gelesen.")
            return self._without_nio(json.loads(body))  # nio has changed what it was given
        return news

    async def _fetch(self, since: str | None, *, first: bool) -> Any:
        """Return the answer, as it came and read, or nio's error."""
        query = {"filter": self._filter, "timeout": 0 if first else SYNC_TIMEOUT_MS, "set_presence": "offline"}
        if since:
            query["since"] = since
        if first:
            query["full_state"] = "true"
        body = await self._client().ask("GET", PATH + urlencode(query), timeout=FIRST if first else WAITING)
        if not isinstance(body, bytes):
            if body.transport_response.status in {400, 404}:
                self._filter = self._whole_filter()  # perhaps the server has lost the one it was given
            return body
        try:
            data = json.loads(body)
        except ValueError:
            data = None
        if isinstance(data, dict) and isinstance(data.get("next_batch"), str):
            return body, data
        return nio.SyncError("no answer of /sync")

    def _whole_filter(self) -> str:
        return json.dumps(self._wanted, separators=(",", ":"))

    async def keep_filter(self) -> None:
        """Leave the filter with the server, which else reads and checks it with each request."""
        if self._filter_kept:
            return
        self._filter_kept = True  # tried once: without it, each request brings the filter along
        answer = await self._call(self._client().upload_filter(self._user_id, **self._wanted))
        self._filter = str(answer.filter_id)

    def _note_keys(self, data: dict[str, Any]) -> None:
        count, has_fallback = key_counts(data)
        self._client().note_key_counts(count, has_fallback=has_fallback)

    async def _through_nio(self, data: dict[str, Any]) -> News | None:
        """Let nio take an answer in; ``None`` if it can't read it."""
        client = self._client()
        try:
            answer = SyncAnswer.from_dict(data)
            if not isinstance(answer, SyncAnswer):
                return None
            if answer.next_batch == client.next_batch:
                client.next_batch = ""  # nio would take it for one that it has read
            await client.receive_response(answer)
        except Exception as error:  # noqa: BLE001  # nio choked on something inside; its errors quote what people wrote
            log.warning("Die Bibliothek kam mit einer Antwort des Servers nicht zurecht (%s).", type(error).__name__)
            return None
        self._note_keys(data)
        for room, info in answer.rooms.join.items():
            if info.timeline.limited and room in client.rooms:
                # with members loaded lazily, who came in the gap is not told: ask before the next message
                client.rooms[room].members_synced = False
        return _news(answer)

    def _without_nio(self, data: dict[str, Any]) -> News:
        client = self._client()
        events = [nio.ToDeviceEvent.parse_event(event) for event in to_device_events(data)]
        client.take_keys(events)
        self._note_keys(data)
        news = replace(raw_news(data), new_keys=_room_keys(events))
        for room, part in news.joined.items():
            known = client.rooms.setdefault(room, nio.MatrixRoom(room, self._user_id))
            sources = [*part.state, *(heard.source for heard in part.timeline)]
            if any(source.get("type") == "m.room.encryption" for source in sources):
                # never send in clear what belongs encrypted
                known.encrypted = True
                client.encrypted_rooms.add(room)
        client.next_batch = news.token
        return news


def _heard(event: Any) -> Heard:
    source = source_of(event)
    locked = source.get("type") == "m.room.encrypted"
    return Heard(
        source,
        encrypted=locked or bool(getattr(event, "decrypted", False)),
        locked=locked,
        sender_key=getattr(event, "sender_key", None),
    )


def _room_keys(events: Iterable[Any]) -> frozenset[tuple[str, str]]:
    return frozenset((event.room_id, event.session_id) for event in events if isinstance(event, nio.RoomKeyEvent))


def _news(answer: SyncAnswer) -> News:
    """Take the plain data out of nio's answer."""
    joined = {
        room: RoomNews(
            state=tuple(source_of(event) for event in info.state if isinstance(event.source, dict)),
            timeline=tuple(_heard(event) for event in info.timeline.events if isinstance(event.source, dict)),
            gap=info.timeline.prev_batch if info.timeline.limited else None,
        )
        for room, info in answer.rooms.join.items()
    }
    return News(
        token=answer.next_batch,
        joined=joined,
        invited={
            room: tuple(source_of(event) for event in info.invite_state) for room, info in answer.rooms.invite.items()
        },
        left=tuple(answer.rooms.leave),
        new_keys=_room_keys(answer.to_device_events),
        to_device=answer.to_device,
        keys_changed=_names(answer.device_list.changed),
    )


def _dicts(value: Any) -> tuple[dict[str, Any], ...]:
    return tuple(item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def _part(value: Any, key: str) -> dict[str, Any]:
    part = value.get(key) if isinstance(value, dict) else None
    return part if isinstance(part, dict) else {}


def raw_news(data: dict[str, Any]) -> News:
    """Read an answer of /sync as it came (Matrix spec, GET /sync); what has a wrong form is left out."""
    rooms = _part(data, "rooms")
    joined = {}
    for room, info in _part(rooms, "join").items():
        timeline = _part(info, "timeline")
        gap = timeline.get("prev_batch") if timeline.get("limited") is True else None
        joined[room] = RoomNews(
            state=_dicts(_part(info, "state").get("events")),
            timeline=tuple(
                Heard(source, locked=source.get("type") == "m.room.encrypted")
                for source in _dicts(timeline.get("events"))
            ),
            gap=gap if isinstance(gap, str) else None,
        )
    return News(
        token=data["next_batch"],
        joined=joined,
        invited={
            room: _dicts(_part(info, "invite_state").get("events")) for room, info in _part(rooms, "invite").items()
        },
        left=tuple(_part(rooms, "leave")),
        to_device=to_device_events(data),
        keys_changed=_names(_part(data, "device_lists").get("changed")),
    )


def _names(value: Any) -> frozenset[str]:
    return frozenset(name for name in value if isinstance(name, str)) if isinstance(value, list) else frozenset()


def is_plain(data: dict[str, Any], rooms: Collection[str]) -> bool:
    """Whether an answer brings nothing but messages in rooms that nio knows: nothing that changes its state."""
    told, lists = _part(data, "rooms"), _part(data, "device_lists")
    if _part(data, "to_device").get("events") or lists.get("changed") or lists.get("left"):
        return False
    if any(told.get(kind) for kind in ("invite", "leave", "knock")):
        return False
    return all(room in rooms and _only_talk(info) for room, info in _part(told, "join").items())


def _only_talk(info: Any) -> bool:
    timeline = _part(info, "timeline")
    return not (
        _part(info, "state").get("events")
        or _part(info, "state_after").get("events")
        or _part(info, "summary")
        or timeline.get("limited")
        or any("state_key" in event for event in _dicts(timeline.get("events")))
    )
