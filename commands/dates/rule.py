"""From the parts of a recurrence to an rrule; what is missing is asked for, not guessed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule
from dateutil.rrule import weekday as rule_weekday

from commands.dates.clock import Times
from commands.dates.model import DateError
from commands.dates.spans import Span, localise
from commands.dates.tokens import Phrase
from commands.dates.words import WEEKDAY_NAMES
from storage.when import Precision


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule with what an rrule can't hold: how long each occurrence lasts and whether a time was named."""

    rule: rrule
    length: timedelta | None
    timed: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """What has been read so far; ``recurs``: some word says that it comes again."""

    recurs: bool = False
    freq: int | None = None
    interval: int = 1
    days: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    wrong_day: int | None = None  # "am 32. jeden Monats"
    every_nth: bool = False  # "jeden zweiten Dienstag" without "im Monat"
    times: Times | None = None
    begin: Span | None = None
    end: datetime | None = None


def build(pattern: Pattern, phrase: Phrase) -> Recurrence:
    """Make the rule; ask for what is missing instead of guessing."""
    if pattern.wrong_day is not None:
        raise DateError(f"Einen {pattern.wrong_day}. Tag hat kein Monat.")
    minutes, length = _clock(pattern.times)
    if pattern.begin is not None and pattern.begin.fault:
        raise DateError(pattern.begin.fault)
    begin = (pattern.begin and pattern.begin.start) or phrase.wall
    base = max(begin, phrase.today).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(minutes=minutes)
    options, interval = _options(_spread(pattern), begin)
    first = rrule(dtstart=base, **options).after(phrase.wall)
    if first is None:
        raise DateError("Für diese Angabe finde ich keinen künftigen Termin.")
    until = None
    if pattern.end is not None:
        until = localise(pattern.end - timedelta(seconds=1), phrase.now.tzinfo)
        if first >= pattern.end:
            raise DateError("Bis zu diesem Ende gibt es keinen künftigen Termin.")
    rule = rrule(dtstart=first.replace(tzinfo=phrase.now.tzinfo), interval=interval, until=until, **options)
    return Recurrence(rule, length, timed=pattern.times is not None)


def _clock(found: Times | None) -> tuple[int, timedelta | None]:
    if found is None:
        return 0, None
    if found.vague:
        raise DateError("Bitte nennen Sie die Uhrzeit, zum Beispiel „jeden Freitag um 14 Uhr“.")
    fault = found.start.fault or (found.end.fault if found.end else None)
    if fault or found.start.minutes >= 24 * 60:
        raise DateError(fault or "Bitte nennen Sie eine Uhrzeit zwischen 0:00 und 23:59.")
    if found.end is None:
        return found.start.minutes, None
    length = timedelta(minutes=found.end.minutes - found.start.minutes)
    if length <= timedelta():
        if found.start.minutes < 17 * 60:
            raise DateError("Das Ende liegt vor dem Beginn. Bitte prüfen Sie die Uhrzeiten.")
        length += timedelta(days=1)
    return found.start.minutes, length


def _options(pattern: Pattern, begin: datetime) -> tuple[dict[str, Any], int]:  # noqa: C901  # one branch for each form
    """Give the parts of the rule and its interval."""
    anchored = pattern.begin is not None and pattern.begin.precision is Precision.DAY and not pattern.begin.vague
    if pattern.nth:
        return _nth_options(pattern)
    if pattern.month_days:
        options: dict[str, Any] = {"freq": YEARLY if pattern.months else MONTHLY, "bymonthday": pattern.month_days}
        if len(pattern.months) == 1 and pattern.freq == YEARLY:
            options |= {"bymonth": pattern.months}
        elif pattern.months:
            options |= {"freq": MONTHLY, "bymonth": pattern.months}
        if options["freq"] == MONTHLY and len(pattern.month_days) == 1 and pattern.month_days[0] > 28:
            options |= {"bymonthday": tuple(range(28, pattern.month_days[0] + 1)), "bysetpos": -1}
        return options, pattern.interval
    if pattern.days:
        if pattern.freq in {MONTHLY, YEARLY}:
            name = WEEKDAY_NAMES[pattern.days[0]]
            raise DateError(f"Welcher {name} ist gemeint? Schreiben Sie zum Beispiel „jeden ersten {name} im Monat“.")
        return {"freq": WEEKLY, "byweekday": pattern.days}, pattern.interval
    freq = pattern.freq if pattern.freq is not None else DAILY
    if freq == DAILY:
        return {"freq": DAILY}, pattern.interval
    if not anchored:
        raise DateError(_MISSING[freq])
    options = {"freq": freq}
    if freq == WEEKLY:
        options["byweekday"] = begin.weekday()
    else:
        options["bymonthday"] = begin.day
        if freq == YEARLY:
            options["bymonth"] = begin.month
    return options, pattern.interval


def _spread(pattern: Pattern) -> Pattern:
    """Give "halbjährlich am 1. Mai" its months: May and November; refuse what does not fit together."""
    if pattern.days and not pattern.nth and pattern.freq == DAILY and pattern.interval > 1:
        raise DateError("Bitte nennen Sie entweder Wochentage oder den Abstand in Tagen.")
    if len(pattern.months) != 1 or pattern.freq in {None, YEARLY} or not (pattern.month_days or pattern.nth):
        return pattern
    if pattern.freq != MONTHLY or pattern.interval == 1 or 12 % pattern.interval:
        raise DateError("Abstand und Datum passen nicht zusammen. Schreiben Sie zum Beispiel „jährlich am 1. März“.")
    months = range(pattern.months[0] - 1, pattern.months[0] + 11, pattern.interval)
    return replace(pattern, months=tuple(sorted(m % 12 + 1 for m in months)), interval=1)


_MISSING = {
    WEEKLY: "An welchem Wochentag? Schreiben Sie zum Beispiel „alle zwei Wochen mittwochs um 10 Uhr“.",
    MONTHLY: "An welchem Tag? Schreiben Sie zum Beispiel „jeden ersten Dienstag im Monat“ oder „monatlich am 15.“.",
    YEARLY: "An welchem Tag? Schreiben Sie zum Beispiel „jährlich am 1. März“.",
}


def _nth_options(pattern: Pattern) -> tuple[dict[str, Any], int]:
    if pattern.every_nth and pattern.freq is None:
        name = WEEKDAY_NAMES[pattern.days[0]]
        raise DateError(
            f"Das hat zwei Bedeutungen. Schreiben Sie „alle {pattern.nth[0]} Wochen {name.lower()}s“ "
            f"oder „jeden {pattern.nth[0]}. {name} im Monat“."
        )
    freq = YEARLY if len(pattern.months) == 1 else MONTHLY
    if freq == MONTHLY and pattern.freq in {DAILY, WEEKLY, YEARLY}:
        raise DateError(_MISSING[MONTHLY])
    options: dict[str, Any] = {"freq": freq}
    if pattern.months:
        options["bymonth"] = pattern.months
    if len(pattern.days) == 1:
        options["byweekday"] = [rule_weekday(pattern.days[0], n) for n in pattern.nth]
    else:
        options |= {"byweekday": pattern.days, "bysetpos": pattern.nth}
    return options, pattern.interval
