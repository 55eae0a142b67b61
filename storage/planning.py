"""What must be said about an event, to whom and when: a pure function from what is known to what is due.

Promises (architecture: delivery):

1. Nothing due is lost: what must be said is a row, written in the same transaction as the change that caused it.
2. Nothing is said twice: kind, subject, room and occurrence are unique together.
3. Time is local: offsets are reckoned in the event's zone at its wall clock, across the change to summer time.
4. A change re-plans: this function runs again, and rows that are no longer wanted are called off.
5. Late is said, too late is a state: what was past when it entered the store is noted as missed, with the reason.

Who signed up for an event is a room to it, too: the direct chat, where a move or a cancellation is told.

The sending half lies in ``bot/herald.py``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from storage.offsets import read_offset, start_of_day
from storage.quiet import Quiet
from storage.when import Precision

NETWORK, ORGANISERS, PERSON = "netzwerk", "orga", "person"
DRAFT, CANCELLED, POSTPONED = "Entwurf", "abgesagt", "verschoben"


class Kind(StrEnum):
    """Why something is said."""

    ANNOUNCEMENT = "ankuendigung"
    CHANGE = "aenderung"
    MOVE = "verschiebung"
    CANCELLATION = "absage"
    REMINDER = "erinnerung"
    REQUEST = "bitte"
    SECOND_REQUEST = "bitte2"
    SUMMARY = "zusammenfassung"
    PIN = "anheften"  # a message that stands in the room already
    UNPIN = "loesen"
    ACTION_DUE = "massnahme"
    DIGEST = "uebersicht"
    PERSONAL = "persoenlich"
    SUBSCRIPTION = "abo"
    REGISTRATION = "anmeldung"
    KNOWN = "kenntnis"  # never said: what somebody knew of an event when they signed up for it
    FAULT = "stoerung"
    BOARD = "tafel"  # the list of coming events, one message for each room, edited for ever
    START = "beginn"
    POLL = "umfrage"  # the result of a poll
    MESSAGE = "nachricht"  # made when it was planned: a template with its data


class State(StrEnum):
    """What became of it."""

    PLANNED = "geplant"
    CLAIMED = "vergeben"
    SENT = "gesendet"
    MISSED = "verpasst"
    CANCELLED = "hinfällig"
    FAILED = "fehlgeschlagen"


CHANGES = (Kind.CHANGE, Kind.MOVE, Kind.CANCELLATION)
OF_EVENTS = (*CHANGES, Kind.ANNOUNCEMENT, Kind.REMINDER, Kind.START, Kind.REQUEST, Kind.SECOND_REQUEST)
REQUEST_AFTER, SECOND_REQUEST_AFTER = timedelta(hours=2), timedelta(days=3)
LATE_ROOM = timedelta(days=1)  # a room set up later than so after an event was published gets no announcement of it
URGENT = timedelta(days=2)  # what begins sooner is said in quiet hours, too
USUAL_LENGTH = timedelta(hours=2)  # of an event whose end is not known
NO_REST = Quiet()
DEFAULT_OFFSETS = ("P7D", "P1D", "PT1H")


@dataclass(frozen=True, slots=True)
class PlanRoom:
    """A room as planning sees it. ``since``: when it got its role (UTC)."""

    room_id: str
    role: str
    since: datetime
    offsets: tuple[str, ...] = DEFAULT_OFFSETS
    quiet: Quiet = NO_REST


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """An event as planning sees it. ``published_at``: when it left the draft or entered the store (UTC)."""

    ref: str
    status: str
    start: datetime | None
    end: datetime | None
    precision: Precision
    zone: str
    published_at: datetime
    quiet: bool
    sequence: int
    said: Mapping[str, Any] = field(default_factory=dict)  # what an announcement would say now, see said_of()
    has_summary: bool = False

    @property
    def begins(self) -> datetime | None:
        """When it begins, in its zone: to the minute, or nine o'clock of a day; ``None`` if not known so well."""
        if self.start is None:
            return None
        if self.precision is Precision.MINUTE:
            return self.start.astimezone(ZoneInfo(self.zone))
        return start_of_day(self.start, self.zone) if self.precision is Precision.DAY else None

    @property
    def over(self) -> datetime | None:
        """When it is over, as far as known."""
        if self.end is not None:
            return self.end
        return self.start + USUAL_LENGTH if self.start is not None else None


@dataclass(frozen=True, slots=True)
class Told:
    """What a room has been told of an event last."""

    said: Mapping[str, Any]
    announced: bool  # there is an announcement that can be edited


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be said. ``past``: why it is noted as missed instead, if it is new and its time is over."""

    kind: Kind
    room_id: str
    occurrence: str
    due_at: datetime
    past: str | None = None
    skip: str | None = None  # why it is not said whatever the time


def moment_of(said: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the part of what was said that makes a change a move."""
    return (said.get("start"), said.get("end"), said.get("precision"))


def plan_event(
    event: PlanEvent, rooms: Iterable[PlanRoom], told: Mapping[str, Told], grace: timedelta, now: datetime
) -> tuple[Due, ...]:
    """Return all that must be said of an event; times in UTC. ``told``: by room, what it was told last."""
    if event.status == DRAFT:
        return ()
    planned: list[Due] = []
    begins = event.begins
    moments: dict[tuple[str, ...], tuple[Moment, ...]] = {}  # rooms mostly have the same offsets
    for room in rooms:
        if room.role == NETWORK:
            planned += _announcement(event, room, told.get(room.room_id), grace)
            planned += _correction(event, room, told.get(room.room_id), grace, now)
            if room.offsets not in moments:
                moments[room.offsets] = tuple(_moments(event, begins, room.offsets))
            planned += _reminders(event, begins, room, moments[room.offsets])
        elif room.role == PERSON:
            planned += _correction(event, room, told.get(room.room_id), grace, now)
        elif room.role == ORGANISERS:
            planned += _requests(event, room)
    return tuple(planned)


def _was_past(event: PlanEvent) -> bool:
    """Whether it lay in the past when it entered the store, or its time is not known at all."""
    return event.over is None or event.over <= event.published_at


def _announcement(event: PlanEvent, room: PlanRoom, told: Told | None, grace: timedelta) -> Iterable[Due]:
    if told is not None and told.announced:
        # said already; kept wanted so that it is never planned anew
        yield Due(Kind.ANNOUNCEMENT, room.room_id, "", event.published_at + grace)
        return
    if event.status == CANCELLED or (event.over is not None and _was_past(event)):
        return
    skip = None
    if event.quiet:
        skip = "still eingetragen"
    elif room.since > event.published_at + LATE_ROOM:
        skip = "der Raum kam später dazu"
    due = event.published_at + grace
    yield Due(
        Kind.ANNOUNCEMENT, room.room_id, "", _unhurried(event.begins, event.zone, room, due, holidays=False), skip=skip
    )


def _correction(event: PlanEvent, room: PlanRoom, told: Told | None, grace: timedelta, now: datetime) -> Iterable[Due]:
    """A move, cancellation or other change, where the room was told something else."""
    if told is None or told.said == event.said:
        return
    kind = _kind_of_change(event, told)
    if kind is None:
        return
    before = told.said.get("start")
    times = [time for time in (event.start, datetime.fromisoformat(before) if before else None) if time is not None]
    is_over = event.over is not None and event.over <= now and (not times or max(times) <= now)
    if is_over:
        return
    due = now + grace
    if kind is not Kind.CHANGE:
        if times and min(times) <= now + 2 * grace:
            due = now
        elif not times or min(times) - now >= URGENT:
            due = room.quiet.next_allowed(due, event.zone, holidays=False)
    yield Due(kind, room.room_id, f"{event.sequence}", due)


def _kind_of_change(event: PlanEvent, told: Told) -> Kind | None:
    """Say how a change is told; ``None`` where nothing stands that could be set right."""
    if event.status == CANCELLED:
        # who was told of the cancellation already needs no second one for a change of words
        return Kind.CANCELLATION if told.said.get("status") != CANCELLED else _edit(told)
    status_before = told.said.get("status")
    is_back = status_before in {CANCELLED, POSTPONED} and status_before != event.status
    is_put_off = event.status == POSTPONED != status_before
    if is_back or is_put_off or moment_of(told.said) != moment_of(event.said):
        return Kind.MOVE
    return _edit(told)


def _edit(told: Told) -> Kind | None:
    return Kind.CHANGE if told.announced else None


Moment = tuple[Kind, str, datetime]  # of a reminder: its kind, its occurrence, when it is due


def _moments(event: PlanEvent, begins: datetime | None, offsets: tuple[str, ...]) -> Iterable[Moment]:
    """Return the reminders at some offsets, whatever the room."""
    if begins is None or event.status in {CANCELLED, POSTPONED} or begins <= event.published_at:
        return
    mark = f"{begins.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    for text in offsets:
        offset = read_offset(text)
        if event.precision is Precision.DAY and offset.is_below_a_day:
            continue
        yield Kind.START if offset.is_nothing else Kind.REMINDER, f"{text} {mark}", offset.before(begins)


def _reminders(
    event: PlanEvent, begins: datetime | None, room: PlanRoom, moments: tuple[Moment, ...]
) -> Iterable[Due]:
    for kind, occurrence, due in moments:
        past = None
        if due <= event.published_at:
            past = "die Zeit war schon vorbei, als die Veranstaltung eingetragen wurde"
        elif due <= room.since:
            past = "die Zeit war schon vorbei, als der Raum dazukam"
        yield Due(kind, room.room_id, occurrence, _unhurried(begins, event.zone, room, due, holidays=True), past=past)


def _unhurried(begins: datetime | None, zone: str, room: PlanRoom, due: datetime, *, holidays: bool) -> datetime:
    """Hold back until the room's rest is over, unless the event begins soon."""
    if begins is not None and begins - due < URGENT:
        return due
    return room.quiet.next_allowed(due, zone, holidays=holidays)


def _requests(event: PlanEvent, room: PlanRoom) -> Iterable[Due]:
    """Ask the organisers for the summary: after the end, and once more."""
    known = event.precision in {Precision.MINUTE, Precision.DAY}
    if not known or event.status in {CANCELLED, POSTPONED} or event.has_summary or _was_past(event):
        return
    over = event.over
    if over is None:
        return
    first = over + REQUEST_AFTER
    if event.precision is Precision.DAY:
        first = start_of_day(over, event.zone).astimezone(UTC)
    first = room.quiet.next_allowed(first, event.zone, holidays=True)
    mark = f"{over.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    yield Due(Kind.REQUEST, room.room_id, mark, first)
    second = room.quiet.next_allowed(first + SECOND_REQUEST_AFTER, event.zone, holidays=True)
    yield Due(Kind.SECOND_REQUEST, room.room_id, mark, second)
