"""Sessions in the store's form, each on its day."""

from dataclasses import replace
from datetime import timedelta

from commands.documents.prose.mentions import mentioned
from commands.documents.prose.moments import Moment, iso_days
from commands.documents.prose.placing import to_when
from commands.documents.prose.session import Found
from commands.documents.prose.when import Chosen
from storage.records import RoleRecord, SessionRecord
from storage.when import Precision

SOON = 3  # days after the event's own to which a programme may go on


def session_record(found: Found, chosen: Chosen, zone: str) -> SessionRecord:
    """Put a session into the store's form; its day is that of the event where it has none of its own."""
    moment = found.day or _own_day(found, chosen)
    when = loose = None
    if moment is not None:
        timed: Moment = replace(moment, times=found.times, last=None)
        year = moment.year or chosen.year
        if year is None or timed.exists(year):
            when, loose = to_when(timed, year, None, zone)
            when = when if when.start is not None else None
    people: dict[str, RoleRecord] = {}
    for person in found.people:
        people.setdefault(person.name, person)
    for text in found.body:
        for person in mentioned(text, "Mitwirkung"):
            known = people.get(person.name)
            if known is None:
                people[person.name] = person
            elif known.organisation is None and person.organisation is not None:
                people[person.name] = replace(
                    known, organisation=person.organisation, office=known.office or person.office
                )
    body = "\n\n".join(text for text in found.body if len(text) > 20) or None
    return SessionRecord(
        title=found.title[:300],
        label=found.label[:80] if found.label else None,
        kind=found.kind[:80] if found.kind else None,
        when=when,
        room=found.room,
        description=body,
        people=tuple(people.values()),
        loose=loose,
    )


def _own_day(found: Found, chosen: Chosen) -> Moment | None:
    """Return the day of a session with times; of several days only the one that a mark above it names."""
    moment = chosen.moment
    if found.times is None or moment is None or moment.precision is not Precision.DAY or moment.day is None:
        return None
    day = replace(moment, last=None, times=None, weekday=None, last_weekday=None)
    year = moment.year or chosen.year
    if moment.last is None:
        return _on_weekday(day, year, found.nth)
    if found.nth is None or year is None or not moment.exists(year):
        return None
    first, last = iso_days(moment, year)
    kind, number = found.nth
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    fits = [one for n, one in enumerate(days, 1) if (one.weekday() if kind == "weekday" else n) == number]
    return replace(day, year=fits[0].year, month=fits[0].month, day=fits[0].day) if len(fits) == 1 else None


def _on_weekday(day: Moment, year: int | None, nth: tuple[str, int] | None) -> Moment:
    """Return the day, or the one soon after it that a weekday above the row names ("Samstag:")."""
    if nth is None or nth[0] != "weekday" or year is None or not day.exists(year):
        return day
    first = day.day_in(year)
    ahead = (nth[1] - first.weekday()) % 7
    if not 0 < ahead <= SOON:
        return day
    after = first + timedelta(days=ahead)
    return replace(day, year=after.year, month=after.month, day=after.day)


def without_days_of_the_page(sessions: list[Found], chosen: Chosen) -> None:
    """Take the day off sessions without a time where all have one before or after the event: that of the page."""
    event = chosen.moment
    days = {(one.day.month or 0, one.day.day or 0) for one in sessions if one.day is not None}
    if event is None or event.day is None or event.month is None or len(days) != 1:
        return
    first, last = (event.month, event.day), event.last[1:] if event.last is not None else (event.month, event.day)
    (day,) = days
    if first > last or first <= day <= last:
        return
    for one in sessions:
        if one.times is None:
            one.day = None


def without_common_day(sessions: list[Found], chosen: Chosen) -> None:
    """Take the day off several sessions without a time where it is only that of the event."""
    event = chosen.moment
    if event is None or event.last is not None or len(sessions) < 2:
        return
    days = {(one.day.month, one.day.day) for one in sessions if one.day is not None}
    if len(days) > 1:
        return
    for one in sessions:
        if one.times is None and one.day is not None and (one.day.month, one.day.day) == (event.month, event.day):
            one.day = None
