"""The rooms the bot is in: their role, who belongs to the network, invitations and upgrades."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.config import Settings
from bot.matrix import Matrix, MatrixError, RefusedError
from commands.port import Place, Role
from commands.words import clean
from storage.chat import RoomRecord
from storage.store import Store

log = logging.getLogger(__name__)

ADMIN_LEVEL = 50
LONGEST_NAME = 80  # characters of a person's shown name
CREATORS_RULE_SINCE = 12  # room version from which creators stand above all power levels (MSC4289)


class Rooms:
    """What is known of the rooms; records lie in the store, memberships only in memory."""

    def __init__(self, matrix: Matrix, store: Store, settings: Settings) -> None:
        self._matrix = matrix
        self._store = store
        self._settings = settings
        self._records: dict[str, RoomRecord] = {}
        self._configured: dict[str, str] = {}
        self._members: dict[str, frozenset[str]] = {}
        self._creators: dict[str, frozenset[str]] = {}
        self.on_gone: Callable[[str, str], None] = lambda _room, _person: None  # somebody left a room
        self._expected: dict[str, tuple[str | None, datetime]] = {}  # who invited to a direct chat, and when

    @property
    def zone(self) -> ZoneInfo:
        """The network's time zone."""
        return self._settings.zone

    async def load(self) -> None:
        """Read the records."""
        async with self._store.reading() as net:
            self._records = {record.room_id: record for record in await net.rooms.all()}

    async def reload(self, room: str) -> None:
        """Read a room's record again: a command has changed it."""
        async with self._store.reading() as net:
            record = await net.rooms.get(room)
        if record is not None:
            self._records[room] = record
            self.forget_members(room)

    def direct_with(self, person: str) -> str | None:
        """Return the direct chat with a person that the bot is in."""
        for room, record in self._records.items():
            if record.person == person and record.role == Place.DIRECT.value and record.left_at is None:
                return room
        return None

    def name_of(self, room: str) -> str:
        """Return what people call a room, its id if the bot does not know."""
        known = self._matrix.client.rooms.get(room)
        return str(known.name) if known is not None and known.name else room

    def name_of_person(self, room: str, person: str) -> str | None:
        """Return how somebody is called in a room, if the bot knows and it says anything."""
        known = self._matrix.client.rooms.get(room)
        user = known.users.get(person) if known is not None else None
        name = " ".join(clean(str(user.display_name or "")).split()) if user is not None else ""
        return name[:LONGEST_NAME] if any(sign.isalnum() for sign in name) else None

    async def opened(self, room: str, person: str) -> None:
        """Record a direct chat that the bot has made."""
        self._expected[room] = (person, datetime.now(UTC))
        await self.entered(room)

    async def note_configured(self) -> None:
        """Write down which rooms have their role from the configuration, for planning; and which no longer have."""
        changed = []
        for room, record in self._records.items():
            role = self._configured.get(room)
            if role is not None and record.left_at is None:
                changed.append(self._with_configured_role(record))
            elif record.settings.get("konfiguriert"):
                kept = {name: value for name, value in record.settings.items() if name != "konfiguriert"}
                changed.append(replace(record, role=None, settings={**kept, "planen": True}))
        changed = [record for record in changed if record != self._records[record.room_id]]
        if changed:
            await self._save(*changed)

    def _with_configured_role(self, record: RoomRecord) -> RoomRecord:
        role = self._configured.get(record.room_id)
        if role is None or (record.role == role and record.settings.get("konfiguriert")):
            return record
        since = datetime.now(UTC).isoformat()
        if record.role == role:
            since = record.settings.get("seit", since)
        return replace(
            record, role=role, settings={**record.settings, "konfiguriert": True, "planen": True, "seit": since}
        )

    async def resolve_configured(self) -> None:
        """Give the rooms named in the configuration their role; aliases are looked up now.

        An alias that can't be resolved is left out with a line in the log; ids may be rooms that the bot
        is not in yet.
        """
        for role, names in (
            (Place.NETWORK, self._settings.network_rooms),
            (Place.ORGANISERS, self._settings.organiser_rooms),
        ):
            for name in names:
                room = name
                if name.startswith("#"):
                    try:
                        room = await self._matrix.resolve(name)
                    except RefusedError as error:
                        log.warning("Der Raum %s ist dem Server nicht bekannt (%s).", name, error.code)
                        continue
                self._configured[room] = role.value

    async def enter_configured(self) -> None:
        """Join configured rooms that stand open; the others wait for an invitation."""
        for room in self._configured:
            if room in self._matrix.client.rooms:
                continue
            try:
                await self._matrix.join(room)
            except RefusedError:
                log.info("Für den Raum %s wird auf eine Einladung gewartet.", room)
            except MatrixError as error:
                log.warning("Der Raum %s ließ sich nicht betreten: %s", room, error)
            else:
                await self.entered(room)

    def place(self, room: str) -> Place:
        """Return the role of a room: configuration beats what was set in the room."""
        role = self._configured.get(room)
        record = self._records.get(room)
        if role is None and record is not None:
            role = record.role
        if role is not None:
            return Place(role)
        return Place.DIRECT if self._is_pair(room) else Place.UNSET

    def _is_pair(self, room: str) -> bool:
        """Whether exactly two are in a room without a name: a direct chat nobody marked as one."""
        known = self._matrix.client.rooms.get(room)
        return known is not None and known.name is None and known.member_count == 2

    def prefix(self, room: str) -> str:
        """Return what commands in this room begin with."""
        record = self._records.get(room)
        return (record.prefix if record else None) or self._settings.prefix

    def known(self, room: str) -> bool:
        """Whether the bot has a record of being in this room."""
        record = self._records.get(room)
        return record is not None and record.left_at is None

    def entered_at(self, room: str) -> datetime | None:
        """When the bot was invited to the room, as far as it knows."""
        record = self._records.get(room)
        return record.invited_at if record else None

    def _with_role(self, role: Place) -> list[str]:
        joined = self._matrix.client.rooms
        named = [room for room, name in self._configured.items() if name == role.value]
        named += [
            room
            for room, record in self._records.items()
            if record.role == role.value and room not in self._configured
        ]
        return [room for room in named if room in joined]

    def all_are_known(self) -> bool:
        """Whether the bot is in every room of network and of the organisers that it knows of, and in any at all."""
        roles = {Place.NETWORK.value, Place.ORGANISERS.value}
        wanted = set(self._configured) | {room for room, record in self._records.items() if record.role in roles}
        return bool(wanted) and wanted <= set(self._matrix.client.rooms)

    def organiser_rooms(self) -> list[str]:
        """Return the organisers' rooms that the bot is in."""
        return self._with_role(Place.ORGANISERS)

    async def role(self, room: str, sender: str) -> Role:
        """Return what the sender may do here, by the rooms they are in at this moment."""
        place = self.place(room)
        if place is Place.ORGANISERS:
            return Role.ORGANISER
        if await self._is_in_any(sender, Place.ORGANISERS):
            return Role.ORGANISER
        if place is Place.NETWORK or await self._is_in_any(sender, Place.NETWORK):
            return Role.MEMBER
        return Role.STRANGER

    async def is_known(self, person: str) -> bool:
        """Whether the person is in a room of the network or of the organisers."""
        return await self._is_in_any(person, Place.NETWORK) or await self._is_in_any(person, Place.ORGANISERS)

    async def _is_in_any(self, person: str, role: Place) -> bool:
        for room in self._with_role(role):
            if room not in self._members:
                try:
                    self._members[room] = await self._matrix.members(room)
                except RefusedError:
                    continue
            if person in self._members[room]:
                return True
        return False

    def is_admin(self, room: str, person: str) -> bool:
        """Whether the person has power level 50 or more; creators count from room version 12 on."""
        known = self._matrix.client.rooms.get(room)
        if known is None:
            return False
        return person in self._creators.get(room, ()) or known.power_levels.get_user_level(person) >= ADMIN_LEVEL

    def note_creation(self, room: str, source: dict[str, Any]) -> None:
        """Remember who made the room; the version decides whether that gives power (room version 12)."""
        content = source.get("content")
        if not isinstance(content, dict):
            return
        version = content.get("room_version")
        if isinstance(version, str) and version.isdigit() and int(version) >= CREATORS_RULE_SINCE:
            more = content.get("additional_creators")
            names = [source.get("sender"), *(more if isinstance(more, list) else [])]
            self._creators[room] = frozenset(name for name in names if isinstance(name, str))

    def note_membership(self, room: str, source: dict[str, Any]) -> None:
        """Follow who comes and goes."""
        members = self._members.get(room)
        person = source.get("state_key")
        content = source.get("content")
        if isinstance(person, str) and isinstance(content, dict) and content.get("membership") in ("leave", "ban"):
            self.on_gone(room, person)
        if members is None or not isinstance(person, str) or not isinstance(content, dict):
            return
        if content.get("membership") == "join":
            self._members[room] = members | {person}
        else:
            self._members[room] = members - {person}

    def forget_members(self, room: str) -> None:
        """Ask anew when next needed: something may have been missed."""
        self._members.pop(room, None)

    def may_invite(self, inviter: str) -> bool:
        """Whether an invitation from this person is followed: allowed people and servers, else the own server."""
        allowed = self._settings.invites_from or (self._settings.server_name,)
        return inviter in allowed or inviter.partition(":")[2] in allowed

    async def invited(self, room: str, invitation: tuple[dict[str, Any], ...], since: datetime) -> None:
        """Answer an invitation: join, or refuse when the policy does not allow it.

        ``since`` is the earliest time at which it may have come: what was said then is already the bot's to hear.
        """
        mine = next((event for event in invitation if self._is_for_me(event)), None)
        if mine is None:
            return
        sender = str(mine.get("sender", ""))
        if room not in self._configured and not self.may_invite(sender):
            log.info("Einladung in %s abgelehnt: nicht von einem zugelassenen Server.", room)
            await self._matrix.leave(room)
            return
        direct = mine["content"].get("is_direct") is True
        # the sync may tell of the room before the join is answered
        self._expected[room] = (sender if direct else None, since)
        try:
            await self._matrix.join(room, (sender.partition(":")[2],))
        except RefusedError as error:
            log.warning("Der Einladung in %s konnte nicht gefolgt werden: %s", room, error)
            return
        await self.entered(room)

    def _is_for_me(self, event: dict[str, Any]) -> bool:
        content = event.get("content")
        return (
            event.get("type") == "m.room.member"
            and event.get("state_key") == self._matrix.user_id
            and isinstance(content, dict)
            and content.get("membership") == "invite"
        )

    async def entered(self, room: str) -> None:
        """Record a room that the bot is in now.

        Both /sync and the answer to joining tell of it; the later one finds it noted, and maybe planned for already.
        """
        entry, known = self._entry(room, datetime.now(UTC)), self._records.get(room)
        if known is None or replace(entry, joined_at=known.joined_at) != known:
            await self._save(entry)

    async def found(self, rooms: list[str], since: datetime) -> None:
        """Record rooms that the bot turns out to be in, all at once."""
        await self._save(*(self._entry(room, since) for room in rooms))

    def _entry(self, room: str, found_at: datetime) -> RoomRecord:
        now = datetime.now(UTC)
        person, invited_at = self._expected.get(room, (None, None))
        old = self._records.get(room) or self._inherited(room)
        entry = RoomRecord(
            room_id=room,
            role=old.role if old and old.role else (Place.DIRECT.value if person else None),
            prefix=old.prefix if old else None,
            person=person or (old.person if old else None),
            invited_at=(old.invited_at if old and old.left_at is None else None) or invited_at or found_at,
            joined_at=now,
            land=old.land if old else None,
            settings=old.settings if old else {},
        )
        return self._with_configured_role(entry)

    def _inherited(self, room: str) -> RoomRecord | None:
        """Return what a room takes over from the one that it replaces."""
        for old in self._records.values():
            if old.replaced_by == room:
                return replace(old, role=self._configured.get(old.room_id) or old.role, invited_at=None)
        return None

    def unset_since(self, before: datetime) -> list[str]:
        """Return the rooms without a role that the bot has been in since before then."""
        return [
            room
            for room, record in self._records.items()
            if record.left_at is None
            and record.joined_at is not None
            and record.joined_at < before
            and self.place(room) is Place.UNSET
        ]

    async def leave(self, room: str) -> None:
        """Leave a room and record it."""
        await self._matrix.leave(room)
        await self.left(room)

    async def left(self, room: str) -> None:
        """Record that the bot is no longer in the room."""
        self.forget_members(room)
        record = self._records.get(room)
        if record is not None and record.left_at is None:
            await self._save(replace(record, left_at=datetime.now(UTC)))

    async def upgraded(self, room: str, source: dict[str, Any]) -> None:
        """Follow a room's upgrade (m.room.tombstone) and take its settings along."""
        before = self._records.get(room)
        if before is not None and before.replaced_by:
            return
        content = source.get("content")
        target = content.get("replacement_room") if isinstance(content, dict) else None
        if not isinstance(target, str) or not target:
            return
        await self._save(replace(before or RoomRecord(room), replaced_by=target))
        via = str(source.get("sender", "")).partition(":")[2]
        try:
            await self._matrix.join(target, (via,) if via else ())
        except RefusedError:
            log.info("Raum %s wurde durch %s ersetzt. Dort wird auf eine Einladung gewartet.", room, target)
            return
        await self.entered(target)
        log.info("Raum %s wurde durch %s ersetzt, Einstellungen sind übernommen.", room, target)

    async def _save(self, *records: RoomRecord) -> None:
        self._records.update({record.room_id: record for record in records})
        async with self._store.writing() as net:
            for record in records:
                await net.rooms.save(record)
                if record.settings.get("planen"):
                    net.deliveries.changed = True
