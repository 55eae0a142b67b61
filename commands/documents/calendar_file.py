"""Calendars (.ics, RFC 5545) by the icalendar library: changes by UID and SEQUENCE, series as dated events."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from commands.documents.errors import DocumentError
from storage.records import EventRecord, NetworkRecords, RoleRecord
from storage.text import shorten
from storage.when import Precision, When

OCCURRENCE_LIMIT = 1000
EVENT_LIMIT = 2000
LONGEST_RULE = 30_000  # occurrences of a rule without an end: more than a daily one since FIRST_YEAR
FIRST_YEAR, LAST_YEAR = 1970, 2100
AHEAD = relativedelta(months=6)
BACK = relativedelta(months=12)
_STATUS = {"CANCELLED": "abgesagt", "TENTATIVE": "geplant", "CONFIRMED": "geplant"}
_BROKEN = "Der Kalender ist beschädigt und lässt sich nicht lesen."
_TOO_MANY = (
    "Der Kalender enthält {count} Termine. Gelesen werden höchstens {limit}. "
    "Bitte begrenzen Sie die Wiederholung oder teilen Sie die Datei."
)
_ONLINE = re.compile(
    r"\b(?:online|zoom|teams|webex|videokonferenz|bigbluebutton|jitsi|virtuell)\b|https?://", re.IGNORECASE
)


def read_ics(data: bytes, now: datetime, zone: str) -> tuple[NetworkRecords, tuple[str, ...]]:
    """Return the events and what was left out. Occurrences reach from 12 months back to six months ahead.

    Floating times are taken in ``zone``. Raises :class:`DocumentError`.
    """
    from icalendar import Calendar  # noqa: PLC0415  # loaded only for a calendar

    _check_number(data.upper().count(b"BEGIN:VEVENT"))  # before the library reads them, which takes its time
    try:
        calendars = Calendar.from_ical(data, multiple=True)
        parts = [part for calendar in calendars for part in calendar.walk("VEVENT")]
        groups = _groups(parts)
        warnings: list[str] = []
        events: list[EventRecord] = []
        for uid, (master, overrides) in groups.items():
            events += _Group(uid, master, overrides, now, zone, warnings).records()
    except DocumentError:
        raise
    except Exception as error:  # the library raises whatever a broken property meets
        raise DocumentError(_BROKEN) from error
    if not events and not warnings:
        raise DocumentError("Der Kalender enthält keinen Termin.")
    return NetworkRecords(events=tuple(events)), tuple(warnings)


def _check_number(count: int, limit: int = EVENT_LIMIT) -> None:
    if count > limit:
        raise DocumentError(_TOO_MANY.format(count=f"{count:,}".replace(",", "."), limit=limit))


def _groups(parts: Iterable[Any]) -> dict[str, tuple[Any, dict[datetime | date, Any]]]:
    """Return master and changed occurrences by UID; of two versions the one with the higher SEQUENCE counts."""
    groups: dict[str, tuple[Any, dict[datetime | date, Any]]] = {}
    for number, part in enumerate(parts):
        uid = str(part.get("UID") or "").strip() or f"ohne-uid-{number}-{part.get('SUMMARY', '')}"
        master, overrides = groups.get(uid, (None, {}))
        recurrence = part.get("RECURRENCE-ID")
        if recurrence is not None:
            key = recurrence.dt
            if key not in overrides or _sequence(part) >= _sequence(overrides[key]):
                overrides[key] = part
        elif master is None or _sequence(part) >= _sequence(master):
            master = part
        groups[uid] = (master, overrides)
    return groups


def _sequence(part: Any) -> int:
    return int(part.get("SEQUENCE") or 0)


class _Group:
    """All that one UID says."""

    def __init__(
        self,
        uid: str,
        master: Any,
        overrides: dict[datetime | date, Any],
        now: datetime,
        zone: str,
        warnings: list[str],
    ) -> None:
        self._uid, self._master, self._overrides = uid, master, overrides
        self._now, self._zone, self._warnings = now, zone, warnings

    def records(self) -> Iterator[EventRecord]:
        if self._master is None:
            for moment, part in self._overrides.items():
                yield self._record(part, part["DTSTART"].dt, _key(self._uid, self._plain(moment)))
            return
        if self._master.get("DTSTART") is None:
            named = shorten(_text(self._master, "SUMMARY") or "ohne Titel")
            self._warnings.append(f"Der Termin „{named}“ hat keinen Beginn; er fehlt.")
            return
        if self._master.get("RRULE") is None and self._master.get("RDATE") is None:
            yield self._record(self._master, self._master["DTSTART"].dt, _key(self._uid, None))
            return
        changed = {self._plain(moment): part for moment, part in self._overrides.items()}
        title = _text(self._master, "SUMMARY")
        for moment in self._occurrences():
            plain = self._plain(moment)
            key = _key(self._uid, plain)
            part = changed.pop(plain, None)
            if part is not None:
                yield self._record(part, part["DTSTART"].dt, key, series=title)
            else:
                yield self._record(self._master, moment, key, series=title)

    def _occurrences(self) -> Iterator[datetime | date]:
        first = self._master["DTSTART"].dt
        whole_day = not isinstance(first, datetime)
        start = datetime.combine(first, time()) if whole_day else first.replace(tzinfo=None)
        excluded = {self._wall(one.dt) for one in _dates(self._master, "EXDATE")}
        moments = {start, *(self._wall(one.dt) for one in _dates(self._master, "RDATE"))}
        moments |= set(self._rule(start))
        local = ZoneInfo(self._zone)
        now = self._now.astimezone(local).replace(tzinfo=None)
        near = sorted(wall for wall in moments - excluded if now - BACK <= wall <= now + AHEAD)
        _check_number(len(near), OCCURRENCE_LIMIT)
        for wall in near:
            yield wall.date() if whole_day else wall.replace(tzinfo=first.tzinfo)

    def _rule(self, start: datetime) -> Iterator[datetime]:
        for one in _dates(self._master, "RRULE", flat=False):
            words = one.to_ical().decode()
            count = self._count(words, start)
            until = re.search(r"UNTIL=(\d{4})(\d\d)(\d\d)", words)
            plain = re.sub(r";?(?:COUNT|UNTIL)=[^;]*", "", words).strip(";")
            ahead = self._now.replace(tzinfo=None) + AHEAD
            end = ahead
            if until is not None:
                end = datetime.combine(date(min(int(until[1]), LAST_YEAR), int(until[2]), int(until[3])), time.max)
            rule: Any = rrulestr(plain, dtstart=start)
            rule = rule.replace(until=end)
            for number, moment in enumerate(rule):
                most = OCCURRENCE_LIMIT if until is not None else LONGEST_RULE
                if number >= most:
                    raise DocumentError(_TOO_MANY.format(count=f"mehr als {most}", limit=OCCURRENCE_LIMIT))
                if moment > ahead or (count is not None and number >= count):
                    break
                yield moment

    def _count(self, words: str, start: datetime) -> int | None:
        """Return how often it is to be, and refuse what would never end."""
        count = re.search(r"COUNT=(\d+)", words)
        if count:
            _check_number(int(count[1]), OCCURRENCE_LIMIT)
        if re.search(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)", words):
            raise DocumentError("Der Kalender wiederholt einen Termin stündlich oder öfter. Das wird nicht gelesen.")
        if re.search(r"INTERVAL=0+\b", words) or start.year < FIRST_YEAR:
            raise DocumentError(_BROKEN)
        return int(count[1]) if count else None

    def _wall(self, moment: Any) -> datetime:
        if isinstance(moment, tuple):  # a PERIOD
            moment = moment[0]
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time())
        zone = getattr(self._master["DTSTART"].dt, "tzinfo", None)
        if moment.tzinfo is not None and zone is not None:
            moment = moment.astimezone(zone)
        wall: datetime = moment.replace(tzinfo=None)
        return wall

    def _plain(self, moment: datetime | date) -> datetime:
        return self._wall(moment) if self._master is not None else self._aware(moment).replace(tzinfo=None)

    def _aware(self, moment: datetime | date) -> datetime:
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time(), ZoneInfo(self._zone))
        return moment.replace(tzinfo=ZoneInfo(self._zone)) if moment.tzinfo is None else moment

    def _record(self, part: Any, moment: datetime | date, key: str, series: str | None = None) -> EventRecord:
        title = (_text(part, "SUMMARY") or "Ohne Titel")[:300]
        place = _text(part, "LOCATION")
        description = _text(part, "DESCRIPTION")
        fields: dict[str, Any] = {
            "place": place[:300] if place else None,
            "description": description,
            "url": (_text(part, "URL") or "")[:1000] or None,
            "status": self._status(part, moment),
            "mode": _mode(place, description),
        }
        organiser = part.get("ORGANIZER")
        name = str(organiser.params.get("CN", "")).strip() if organiser is not None else ""
        people = (RoleRecord(name, "Organisation", is_organisation=True),) if name and "@" not in name else ()
        categories = part.get("CATEGORIES")
        topics = tuple(str(one) for one in getattr(categories, "cats", ())) if categories is not None else ()
        return EventRecord(
            key=key,
            title=title,
            when=self._when(part, moment),
            fields={name: value for name, value in fields.items() if value is not None},
            series=series[:300] if series else None,
            topics=topics,
            people=people,
        )

    def _status(self, part: Any, moment: datetime | date) -> str | None:
        status = _STATUS.get(str(part.get("STATUS") or "").upper())
        if status == "geplant" and self._aware(moment) <= self._now:
            return None  # the store knows that it is over
        return status

    def _when(self, part: Any, moment: datetime | date) -> When:
        first = part["DTSTART"].dt
        length = self._length(part, first)
        if not isinstance(moment, datetime):
            start = self._aware(moment)
            days = max(length.days, 1) if length is not None else 1
            return When(start, start + relativedelta(days=days), Precision.DAY, self._zone)
        start = self._aware(moment)
        name = getattr(start.tzinfo, "key", None) or self._zone
        if name in {"UTC", "Etc/UTC"}:
            name = self._zone
        try:
            local = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            name, local = self._zone, ZoneInfo(self._zone)
        start = start.astimezone(local)
        end = None
        if length is not None and length > timedelta():
            end = (start.replace(tzinfo=None) + length).replace(tzinfo=local)
        return When(start, end, Precision.MINUTE, name)

    def _length(self, part: Any, first: datetime | date) -> timedelta | None:
        end, duration = part.get("DTEND"), part.get("DURATION")
        if end is not None:
            last = end.dt
            if isinstance(first, datetime) != isinstance(last, datetime):
                return None
            if isinstance(first, datetime):
                first, last = self._aware(first), self._aware(last)
                same = first.tzinfo is last.tzinfo or str(first.tzinfo) == str(last.tzinfo)
                if not same:
                    return last.astimezone(UTC) - first.astimezone(UTC)
            length: timedelta = last - first
            return length
        return duration.dt if duration is not None else None


def _text(part: Any, name: str) -> str | None:
    value = part.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return (str(value).strip() or None) if value is not None else None


def _dates(part: Any, name: str, *, flat: bool = True) -> list[Any]:
    value = part.get(name)
    values = [] if value is None else value if isinstance(value, list) else [value]
    return [one for entry in values for one in entry.dts] if flat else values


def _key(uid: str, moment: datetime | None) -> str:
    tail = f"/{moment:%Y%m%dT%H%M}" if moment is not None else ""
    return f"ics:{uid[:270]}{tail}"


def _mode(place: str | None, description: str | None) -> str | None:
    if place is not None and re.search(r"\bhybrid\b", f"{place} {description or ''}", re.IGNORECASE):
        return "hybrid"
    if place is not None and _ONLINE.search(place):
        return "online"
    return None
