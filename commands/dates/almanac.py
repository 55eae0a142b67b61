"""Days, weeks, months, seasons, quarters, half years and feasts as spans and cycles."""

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from commands.dates.spans import DAY, Beat, Cycle, Reading, Span, change, days, wall
from commands.dates.words import MONTH_NAMES, PART_NAMES, SEASON_NAMES, WEEKDAY_NAMES, spelt, spoken_day
from storage.when import Precision


def yearly(at: Callable[[int], Span], year: int | None) -> Reading:
    """Give the span of that year, or the cycle if the year is not said."""
    return Cycle(Beat.YEAR, at) if year is None else at(year)


def day(number: int, month: int, year: int | None) -> Reading:
    """Give a day of the calendar; one that does not exist has a fault."""

    def at(year: int) -> Span:
        fault = _no_such_day(number, month, year)
        if fault:
            safe = wall(year, min(max(month, 1), 12), 28 if 1 <= month <= 12 else 1)
            return days(safe)._replace(fault=fault)
        return days(wall(year, month, number))

    return yearly(at, year)


def _no_such_day(number: int, month: int, year: int) -> str | None:
    if not 1 <= month <= 12:
        return f"Einen {month}. Monat gibt es nicht. Schreiben Sie zum Beispiel 06.09.2023."
    last = monthrange(year, month)[1]
    if 1 <= number <= last:
        return None
    name = MONTH_NAMES[month - 1]
    if (number, month) == (29, 2):
        leap = next(y for y in range(year, year + 9) if isleap(y))
        return f"Den 29. Februar gibt es {year} nicht, erst wieder {leap}."
    if month == 2:
        return f"Den {number}. Februar gibt es nicht, der Februar hat höchstens 29 Tage."
    return f"Den {number}. {name} gibt es nicht, der {name} hat {last} Tage."


def day_of_month(number: int) -> Cycle:
    """Give the 12th of each month, leaving out months that are too short."""

    def at(index: int) -> Span | None:
        year, month = divmod(index, 12)
        if number > monthrange(year, month + 1)[1]:
            return None
        return days(wall(year, month + 1, number))

    return Cycle(Beat.MONTH, at)


def months(year: int, first: int, count: int, precision: Precision = Precision.MONTH, name: str = "") -> Span:
    """Give a number of whole months; ``first`` may lie beyond December."""
    start, end = (wall(year + n // 12, n % 12 + 1, 1) for n in (first - 1, first - 1 + count))
    return Span(start, end, precision, name=name or None)


def month(number: int, year: int | None) -> Reading:
    """Give a month."""
    return yearly(lambda y: months(y, number, 1, name=f"{MONTH_NAMES[number - 1]} {y}"), year)


def year_span(year: int) -> Span:
    """Give a calendar year."""
    return months(year, 1, 12, Precision.YEAR, str(year))


def season(number: int, year: int | None) -> Reading:
    """Give a season as in meteorology (spring from 1 March); the winter of a year begins in its December."""

    def at(year: int) -> Span:
        shown = f"{year}/{(year + 1) % 100:02}" if number == 3 else str(year)
        name = f"{SEASON_NAMES[number]} {shown}"
        return months(year, 3 * number + 3, 3, Precision.SEASON, name)

    return yearly(at, year)


def quarter(number: int, year: int | None) -> Reading:
    """Give a quarter."""
    name = f"{number}. Quartal"
    return yearly(lambda y: months(y, 3 * number - 2, 3, name=f"{name} {y}")._replace(vague=True), year)


def half(number: int, year: int | None) -> Reading:
    """Give a half year."""
    name = f"{number}. Halbjahr"
    return yearly(lambda y: months(y, 6 * number - 5, 6, name=f"{name} {y}")._replace(vague=True), year)


def week_of(moment: datetime) -> Span:
    """Give the week, Monday to Monday, that holds a moment."""
    monday = datetime.combine(moment.date() - timedelta(days=moment.weekday()), time())
    iso = monday.isocalendar()
    return days(monday, 7)._replace(name=f"KW {iso.week}/{iso.year}", vague=True)


def week_around(span: Span) -> Span:
    """Give the week that holds the first day of a span."""
    assert span.start is not None
    return week_of(span.start)._replace(fault=span.fault)


def week(number: int, year: int | None) -> Reading:
    """Give a calendar week by ISO 8601; week 53 of a year with 52 is a fault."""

    def at(year: int) -> Span:
        last = date(year, 12, 28).isocalendar().week
        if not 1 <= number <= last:
            span = week_of(wall(year, 12, 28))
            return span._replace(fault=f"Das Jahr {year} hat nur {last} Kalenderwochen, keine KW {number}.")
        return week_of(datetime.combine(date.fromisocalendar(year, number, 1), time()))

    return yearly(at, year)


def weekday(number: int) -> Cycle:
    """Give a weekday, Monday is 0."""
    return Cycle(Beat.WEEK, lambda index: days(datetime.fromordinal(index * 7 + 1 + number)))


WEEKEND = Cycle(Beat.WEEK, lambda index: days(datetime.fromordinal(index * 7 + 6), 2))


def weekday_in(week: Span, number: int) -> Span:
    """Give a weekday of a week."""
    assert week.start is not None
    return days(week.start + number * DAY)._replace(fault=week.fault)


def nth_weekday(number: int, nth: int, inside: Reading) -> Reading:
    """Give the first (1) ... fifth (5) or last (-1) Friday of a month or year."""

    def pick(span: Span) -> Span:
        assert span.start is not None
        assert span.end is not None
        if nth > 0:
            found = span.start + ((number - span.start.weekday()) % 7 + 7 * (nth - 1)) * DAY
        else:
            before = span.end - DAY
            found = before - (before.weekday() - number) % 7 * DAY
        name = WEEKDAY_NAMES[number]
        fault = span.fault
        if found >= span.end:
            fault = f"Einen {nth}. {name} gibt es in diesem Zeitraum nicht."
        return days(found)._replace(fault=fault)

    return change(inside, pick)


def claimed(reading: Reading, number: int, *, last: int | None = None) -> Reading:
    """Check the weekday that was written with a date; for a range also the one of its last day."""

    def check(span: Span) -> Span:
        if span.fault or span.start is None:
            return span
        fault = _mismatch(span.start, number)
        if not fault and last is not None and span.end is not None:
            fault = _mismatch(span.end - DAY, last)
        return span._replace(fault=fault)

    return change(reading, check)


def _mismatch(day: datetime, number: int) -> str | None:
    if day.weekday() == number:
        return None
    return f"Der {spoken_day(day)} ist ein {WEEKDAY_NAMES[day.weekday()]}, kein {WEEKDAY_NAMES[number]}."


def same_day(day: Span, again: Span) -> Span:
    """Check a day that was said a second time: "heute, 18.3."."""
    if again.fault or day.start is None or again.start is None or day.start == again.start:
        return again
    fault = f"Das sind zwei verschiedene Tage: der {spoken_day(day.start)} und der {spoken_day(again.start)}."
    return again._replace(fault=fault)


def part(reading: Reading, which: int) -> Reading:
    """Give beginning (0), middle (1) or end (2).

    Of a month the 1st to 10th, 11th to 20th and 21st to last day; of a week Monday and Tuesday, Wednesday, Thursday
    to Sunday; of a year January to March, May to August, October to December; else a third, in whole months.
    """

    def cut(span: Span) -> Span:
        assert span.start is not None
        assert span.end is not None
        length = (span.end - span.start).days
        if length <= 7:
            first, count = ((0, 2), (2, 1), (3, 4))[which]
            start, end = span.start + first * DAY, span.start + (first + count) * DAY
        elif length <= 31:
            start = span.start + which * 10 * DAY
            end = start + 10 * DAY if which < 2 else span.end
        else:
            size = (span.end.year - span.start.year) * 12 + span.end.month - span.start.month
            first, count = ((0, 3), (4, 4), (9, 3))[which] if size == 12 else (which * size // 3, size // 3)
            start = span.start + relativedelta(months=first)
            end = start + relativedelta(months=count)
        precision = Precision.DAY if length <= 31 else Precision.MONTH
        name = f"{PART_NAMES[which]} {span.name or ''}".strip()
        return Span(start, end, precision, span.fault, name, vague=True)

    return change(reading, cut)


def half_of(reading: Reading, which: int) -> Reading:
    """Give the first (1) or second (2) half; of a month the 1st to 15th or the rest."""

    def cut(span: Span) -> Span:
        assert span.start is not None
        assert span.end is not None
        length = (span.end - span.start).days
        middle = span.start + (relativedelta(months=round(length / 61)) if length > 31 else 15 * DAY)
        start, end = (span.start, middle) if which == 1 else (middle, span.end)
        precision = Precision.DAY if length <= 31 else Precision.MONTH
        return Span(start, end, precision, span.fault, f"{which}. Hälfte {span.name or ''}".strip(), vague=True)

    return change(reading, cut)


def shifted(unit: str, steps: int, today: datetime) -> Span:
    """Give this (0), the next (1), the last (-1) week, month, quarter, half year or year."""
    if unit == "week":
        return week_of(today + timedelta(days=7 * steps))
    if unit == "year":
        return year_span(today.year + steps)
    size = {"month": 1, "quarter": 3, "half": 6}[unit]
    index = (today.month - 1) // size
    turn, place = divmod(index + steps, 12 // size)
    found = {"month": month, "quarter": quarter, "half": half}[unit](place + 1, today.year + turn)
    assert isinstance(found, Span)
    return found


def current(unit: str) -> Cycle:
    """Give each week, month, quarter, half year or year as a cycle."""
    if unit == "week":
        return Cycle(Beat.WEEK, lambda index: week_of(datetime.fromordinal(index * 7 + 1)))
    if unit == "month":
        return Cycle(Beat.MONTH, lambda index: shifted("month", 0, wall(index // 12, index % 12 + 1, 1)))
    if unit == "year":
        return Cycle(Beat.YEAR, year_span)
    size = 3 if unit == "quarter" else 6

    def at(index: int) -> Span | None:
        year, place = divmod(index, 12)
        return shifted(unit, 0, wall(year, place + 1, 1)) if place % size == 0 else None

    return Cycle(Beat.MONTH, at, reach=size)


def _movable(offset: int, count: int = 1) -> Callable[[int], Span]:
    return lambda year: days(datetime.combine(easter(year) + timedelta(days=offset), time()), count)


def _fixed(month: int, day: int, count: int = 1) -> Callable[[int], Span]:
    return lambda year: days(wall(year, month, day), count)


def advent(number: int) -> Callable[[int], Span]:
    """Give a Sunday of Advent (1 to 4)."""

    def at(year: int) -> Span:
        fourth = wall(year, 12, 24) - (wall(year, 12, 24).weekday() + 1) % 7 * DAY
        return days(fourth - (4 - number) * 7 * DAY)

    return at


FEASTS: dict[str, Callable[[int], Span]] = spelt(
    {
        "Neujahr Neujahrstag": _fixed(1, 1),
        "Rosenmontag": _movable(-48),
        "Aschermittwoch": _movable(-46),
        "Gründonnerstag": _movable(-3),
        "Karfreitag": _movable(-2),
        "Ostern": _movable(0, 2),
        "Ostersonntag": _movable(0),
        "Ostermontag": _movable(1),
        "Himmelfahrt Christihimmelfahrt Vatertag": _movable(39),
        "Pfingsten": _movable(49, 2),
        "Pfingstsonntag": _movable(49),
        "Pfingstmontag": _movable(50),
        "Fronleichnam": _movable(60),
        "Maifeiertag": _fixed(5, 1),
        "Einheitstag": _fixed(10, 3),
        "Reformationstag Halloween": _fixed(10, 31),
        "Allerheiligen": _fixed(11, 1),
        "Nikolaus Nikolaustag": _fixed(12, 6),
        "Heiligabend": _fixed(12, 24),
        "Weihnachten": _fixed(12, 24, 3),
        "Silvester": _fixed(12, 31),
        "Jahreswechsel": lambda year: days(wall(year, 12, 31), 2),
    }
)
BETWEEN_THE_YEARS: Callable[[int], Span] = _fixed(12, 27, 5)
