"""Events that come again: a rule on the series makes dated occurrences, six months ahead.

Each occurrence is an event of its own with number, registrations and cancellation. Its ``key`` says which occurrence
of which series it is, so that none is made twice, also when it was moved. Times are wall times: what is at nine stays
at nine, over both changes of the clock. Only the first is announced; the others are reminded of.
"""

from datetime import UTC, datetime, timedelta
from itertools import chain, count
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr
from sqlalchemy import ColumnElement, or_, select

from storage.cards import DRAFT, when
from storage.copying import copy_event
from storage.documents import index_event
from storage.network import Network
from storage.occurrence_key import in_series, occurrence_key, prefix_of, series_in, start_in
from storage.organising import CANCELLED, PLANNED, follow, move
from storage.planning import State
from storage.tables.delivery import Delivery
from storage.tables.event import Event, Series
from storage.tables.participation import PersonalReminder, Registration
from storage.when import Precision, When

AHEAD = relativedelta(months=6)
MOST = 400  # occurrences of one series that are ahead: one for every day and some
RHYTHM_CHANGED = "Der Rhythmus der Reihe hat sich geändert."


def occurrences(rule: str, start: datetime, after: datetime, until: datetime) -> list[datetime]:
    """Return when a rule that begins with ``start`` falls, later than ``after``; aware, by start's wall time."""
    first, last = (moment.astimezone(start.tzinfo).replace(tzinfo=None) for moment in (after, until))
    found: list[datetime] = []
    for one in rrulestr(f"RRULE:{rule}", dtstart=start.replace(tzinfo=None)):
        if one > last or len(found) >= MOST:
            break
        if one > first:
            found.append(one.replace(tzinfo=start.tzinfo))
    return found


def is_occurrence(row: Event) -> bool:
    """Whether an event was made by the rule of its series, and not put into it by hand."""
    return row.series_id is not None and series_in(row.key) == row.series_id


def _zoned(row: Event) -> When:
    return when(row.start, row.end, row.precision, row.zone)


def at(start: datetime, like: When) -> When:
    """Return a date that begins then and lasts as long as another."""
    if like.precision is not Precision.MINUTE:
        midnight = start.replace(hour=0, minute=0)
        days = (like.end.date() - like.start.date()).days if like.end and like.start else 1
        return When(midnight, midnight + timedelta(days=days), Precision.DAY, like.zone)
    end = None
    if like.end is not None and like.start is not None:
        length = like.end.replace(tzinfo=None) - like.start.replace(tzinfo=None)
        end = (start.replace(tzinfo=None) + length).replace(tzinfo=start.tzinfo)
    return When(start, end, Precision.MINUTE, like.zone)


async def begin(net: Network, row: Event, rule: str, now: datetime) -> list[Event]:
    """Make an event the first of those that a rule gives; returns the other occurrences made."""
    assert row.start is not None
    series = await _series_for(net, row, row.start)
    series.rule, series.rule_start = rule, row.start
    await net.session.flush()
    row.series_id = series.id
    row.key = occurrence_key(series.id, row.start.astimezone(ZoneInfo(row.zone)))
    await net.session.flush()
    return await extend(net, series, now)


async def _series_for(net: Network, row: Event, start: datetime) -> Series:
    """Return the series of an event, the one with its title, or a new one: a series has one rule in its life."""
    series = await net.session.get(Series, row.series_id) if row.series_id else None
    name = f"{row.title[:260]} (ab {start.astimezone(ZoneInfo(row.zone)):%Y-%m-%d}, W{row.number}"
    names = chain((row.title, f"{name})"), (f"{name}, {number})" for number in count(2)))
    while series is None or series.rule is not None or await _was_ruled(net, series.id):
        title = next(names)
        series = await net.session.scalar(select(Series).where(Series.title == title))
        if series is None:
            series = Series(title=title)
            net.session.add(series)
            await net.session.flush()
    return series


async def _was_ruled(net: Network, series_id: int) -> bool:
    """Whether occurrences of an earlier rule are left: a new rule may fall on their times."""
    return await net.session.scalar(select(Event.id).where(_was_made_for(series_id)).limit(1)) is not None


def _was_made_for(series_id: int) -> ColumnElement[bool]:
    """Return what occurrences of a series have in common, also one that was put into another series since."""
    return Event.key.startswith(prefix_of(series_id), autoescape=True)


async def extend(net: Network, series: Series, now: datetime) -> list[Event]:
    """Make the occurrences that are missing up to six months ahead; returns them."""
    if series.rule is None or series.rule_start is None:
        return []
    pattern = await _pattern(net, series.id)
    if pattern is None:
        return []
    start = series.rule_start.astimezone(ZoneInfo(pattern.zone))
    known = set(await net.session.scalars(select(Event.key).where(_was_made_for(series.id))))
    made = []
    for one in occurrences(series.rule, start, now, now + AHEAD):
        key = occurrence_key(series.id, one)
        if key in known:
            continue
        moment = at(one, _zoned(pattern))
        made.append(await copy_event(net, pattern, moment, key, now, everybody=True, status=PLANNED))
    await follow(net, made, now, quiet=True)
    for row in made:
        row.sequence = 0
    return made


async def _pattern(net: Network, series_id: int) -> Event | None:
    """Return the occurrence that new ones are copied from: the latest that was not changed by itself."""
    return await net.session.scalar(
        select(Event)
        .where(
            Event.series_id == series_id,
            _was_made_for(series_id),  # not what was put into the series by hand
            Event.status != DRAFT,
            Event.start.is_not(None),
        )
        .order_by(Event.detached, Event.status == CANCELLED, Event.start.desc())
        .limit(1)
    )


async def extend_all(net: Network, now: datetime) -> int:
    """Make for all series what is missing; returns how many occurrences that were. Nightly work."""
    count = 0
    for series in (
        await net.session.scalars(select(Series).where(Series.rule.is_not(None)).order_by(Series.id))
    ).all():
        count += len(await extend(net, series, now))
    return count


async def following(net: Network, row: Event, now: datetime, *, whole: bool) -> list[Event]:
    """Return the occurrences of a series that are ahead or put off, in the order of the rule.

    ``whole``: all of them, else those from this one on. One that was put off stands where the rule had it.
    """
    query = select(Event).where(
        Event.series_id == row.series_id, Event.status.not_in((DRAFT, CANCELLED)), _is_ahead(now)
    )
    if not whole:
        from_here = Event.key >= row.key
        if row.start is not None:
            from_here = or_(Event.start >= row.start, Event.start.is_(None) & from_here)
        query = query.where(from_here)
    return list(await net.session.scalars(query.order_by(Event.key)))


def _is_ahead(now: datetime) -> ColumnElement[bool]:
    return or_(Event.start > now, Event.start.is_(None))


async def move_all(net: Network, first: Event, moment: When, rule: str, now: datetime) -> list[Event]:
    """Give the occurrences from ``first`` on the dates of a rule that begins with ``moment``, in order.

    What was moved or called off by itself stays as it is; what the rule has no room for is called off. Returns the
    rows that were changed.
    """
    series = await net.session.get(Series, first.series_id)
    assert series is not None
    assert moment.start is not None
    rows = await net.session.scalars(
        select(Event)
        .where(Event.series_id == series.id, Event.status != DRAFT, _is_ahead(now), Event.key >= first.key)
        .where(_was_made_for(series.id))
        .order_by(Event.key)
    )
    moved: list[Event] = []
    fixed: list[Event] = []
    for row in rows:
        (fixed if row.detached or row.status == CANCELLED else moved).append(row)
    starts = occurrences(rule, moment.start, now, max(now + AHEAD, moment.start))
    if rule == series.rule:  # only the time of day is another: each keeps its day
        for row in fixed:
            starts = [one for one in starts if not await _keep_place(net, series.id, row, one)]
    changed = await _date_anew(net, series.id, moved, starts, moment, now)
    series.rule, series.rule_start = rule, moment.start.astimezone(UTC)
    await net.session.flush()
    await extend(net, series, now)
    return changed


async def _keep_place(net: Network, series_id: int, row: Event, start: datetime) -> bool:
    """Let an occurrence that stays as it is stand for the one that the rule gives on its day; whether it is that."""
    if not row.key.startswith(f"{prefix_of(series_id)}{start:%Y-%m-%d}T"):
        return False
    row.key = occurrence_key(series_id, start)
    await net.session.flush()
    return True


async def _date_anew(
    net: Network, series_id: int, rows: list[Event], starts: list[datetime], like: When, now: datetime
) -> list[Event]:
    for row in rows:
        row.key = f"{row.key} {row.number}"  # out of the way while the others get theirs
    await net.session.flush()
    taken = set(await net.session.scalars(select(Event.key).where(_was_made_for(series_id))))
    free = [one for one in starts if occurrence_key(series_id, one) not in taken]
    changed = []
    for number, row in enumerate(rows):
        if number < len(free):
            await move(net, row, at(free[number], like), now)
            row.key = occurrence_key(series_id, free[number])
        elif await forget_unknown(net, row):
            continue
        else:
            row.status, row.status_reason = CANCELLED, RHYTHM_CHANGED
        changed.append(row)
    await net.session.flush()
    return changed


async def forget_unknown(net: Network, row: Event) -> bool:
    """Delete an occurrence that no room was told of and nobody signed up for; returns whether it was one."""
    for table, condition in (
        (Registration, Registration.event_id == row.id),
        (PersonalReminder, PersonalReminder.event_id == row.id),
        (Delivery, (Delivery.event_id == row.id) & Delivery.state.in_((State.SENT.value, State.CLAIMED.value))),
    ):
        if await net.session.scalar(select(table.id).where(condition).limit(1)) is not None:
            return False
    event_id = row.id
    await net.session.delete(row)
    await net.session.flush()
    await index_event(net.session, event_id)
    return True


async def go_on_as(net: Network, first: Event, title: str, now: datetime) -> bool:
    """Let the rule of a series go on under another name from an occurrence on; whether it could.

    It can't where a series of that name has, or had, a rule of its own.
    """
    old = await net.session.get(Series, first.series_id)
    begins = start_in(first.key)
    new = await net.session.scalar(select(Series).where(Series.title == title))
    if old is None or old.rule is None or begins is None or old is new:
        return True
    if new is None:
        new = Series(title=title)
        net.session.add(new)
        await net.session.flush()
    elif new.rule is not None or await _was_ruled(net, new.id):
        return False
    ahead = select(Event).where(_was_made_for(old.id), _is_ahead(now), Event.key >= first.key)
    for row in (await net.session.scalars(ahead)).all():
        row.key = in_series(row.key, new.id)
        row.series_id = new.id if row.series_id == old.id else row.series_id
    new.rule, new.rule_start = old.rule, begins.replace(tzinfo=ZoneInfo(first.zone)).astimezone(UTC)
    old.rule = None
    await net.session.flush()
    return True


async def end(net: Network, row: Event) -> None:
    """Let a series make no further occurrences."""
    series = await net.session.get(Series, row.series_id) if row.series_id else None
    if series is not None:
        series.rule = None
        await net.session.flush()
