"""Times of day: "14 Uhr", "halb neun", "Viertel nach acht", "9-16 Uhr", "abends um acht", "nachmittags"."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from commands.dates.spans import DAY, Beat, Cycle, Reading, Span, change, days
from commands.dates.tokens import Phrase
from commands.dates.words import ARTICLES, CARDINALS, DAYPARTS, MONTH_NAMES, MONTH_SHORT, WEEKDAY_NAMES, month
from storage.when import Precision

_SIX, _NOON, _EVENING, _FULL_DAY = 6 * 60, 12 * 60, 17 * 60, 24 * 60
_AROUND = ("um", "gegen", "ca", "circa", "etwa", "ab", "punkt", "so")
_PART_NAMES = {
    (6, 10): "morgens",
    (6, 12): "vormittags",
    (11, 14): "mittags",
    (12, 18): "nachmittags",
    (18, 24): "abends",
    (22, 30): "nachts",
}
_HOURS = frozenset(("uhr", "h", "hr"))


class Clock(NamedTuple):
    """Minutes since midnight; ``spoken``: an hour of the twelve on a dial ("um acht", "halb neun")."""

    minutes: int
    spoken: bool = False
    fault: str | None = None


class Times(NamedTuple):
    """A beginning and perhaps an end within a day, or a part of a day."""

    start: Clock
    end: Clock | None = None
    vague: str | None = None


def _valid(hour: int, minute: int, *, spoken: bool = False) -> Clock:
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return Clock(0, fault=f"Die Uhrzeit {hour}:{minute:02} gibt es nicht.")
    return Clock(hour * 60 + minute, spoken)


def _marked(phrase: Phrase, i: int, *, dated: bool) -> Iterator[tuple[Clock, int]]:  # noqa: C901  # one branch for each form
    """Read a time that can be nothing else: "14:30", "14.30 Uhr", "14 Uhr 30", "18h", "acht Uhr"."""
    hour = phrase.number(i)
    if hour is None:
        hour = CARDINALS.get(phrase.word(i))
        if hour is not None and phrase.word(i + 1) == "uhr":
            minute = CARDINALS.get(phrase.word(i + 2)) or phrase.number(i + 2)
            if minute is not None and phrase.word(i + 3) not in {".", ":", "-", "uhr"}:
                yield _valid(hour, minute), i + 3
            yield _valid(hour, 0, spoken=0 < hour <= 12), i + 2
        return
    if phrase.at(i).width > 2:
        return
    minute = phrase.number(i + 2)
    sign = phrase.word(i + 1)
    if minute is not None and phrase.at(i + 2).width == 2 and phrase.at(i + 2).glued:
        if phrase.glued(i + 1, ":"):
            j = i + 3
            if phrase.glued(j, ":") and phrase.at(j + 1).width == 2 and phrase.number(j + 1) is not None:
                j += 2
            yield _valid(hour, minute), j + 1 if phrase.word(j) in _HOURS else j
        elif phrase.glued(i + 1, "."):
            if phrase.word(i + 3) in _HOURS:
                yield _valid(hour, minute), i + 4
            elif dated and not phrase.glued(i + 3, ".") and hour <= 24 and minute <= 59:
                yield Clock(hour * 60 + minute), i + 3
    if sign in _HOURS and (sign != "h" or phrase.at(i + 1).glued or hour <= 24):
        minute = phrase.number(i + 2)
        if minute is not None and phrase.at(i + 2).width <= 2 and phrase.word(i + 3) not in {".", ":", "-", *_HOURS}:
            yield _valid(hour, minute), i + 3
        yield _valid(hour, 0), i + 2


def _dial(phrase: Phrase, i: int) -> Iterator[tuple[Clock, int]]:  # noqa: C901  # one branch for each form
    """Read a time as spoken: "halb neun", "Viertel nach acht", "dreiviertel neun", "fünf vor halb drei"."""
    word = phrase.word(i)
    if word == "mitternacht":
        yield Clock(_FULL_DAY), i + 1
        return
    shift, j = 0, i
    number = phrase.number(i) if phrase.number(i) is not None else CARDINALS.get(word)
    if word == "viertel" and phrase.word(i + 1) in {"nach", "vor"}:
        shift, j = 15, i + 2
    elif word == "drei" and phrase.word(i + 1) == "viertel":
        j = i + 2
    elif number is not None and number < 30:
        k = phrase.skip(i + 1, "minuten", "min")
        if phrase.word(k) not in {"nach", "vor"}:
            return
        shift, j = number, k + 1
    if shift and phrase.word(j - 1) == "vor":
        shift = -shift
    base, k = None, j
    if phrase.word(j) == "halb":
        base, k = -30, j + 1
    elif not shift and word in {"dreiviertel", "viertel"}:
        base, k = (-15 if word == "dreiviertel" else -45), i + 1
    elif j == i + 2 and not shift:
        base, k = -15, j
    elif shift:
        base = 0
    hour = _hour(phrase, k)
    if base is not None and hour is not None and 1 <= hour <= 24:
        yield Clock(hour * 60 + base + shift, spoken=hour <= 12), phrase.skip(k + 1, "uhr")


def _hour(phrase: Phrase, i: int) -> int | None:
    number = phrase.number(i)
    if number is not None:
        return number if phrase.at(i).width <= 2 else None
    word = phrase.word(i)
    return None if word in ARTICLES else CARDINALS.get(word)


def _bare(phrase: Phrase, i: int) -> Iterator[tuple[Clock, int]]:
    """Read an hour that only its place makes a time: "um acht", "von 9 (bis 12 Uhr)"."""
    hour = _hour(phrase, i)
    if hour is None or hour > 24:
        return
    following = phrase.word(i + 1)
    if phrase.number(i) is not None and following in {".", ":"} and phrase.at(i + 1).glued and i + 2 < phrase.size:
        return
    if month(following) or (following in MONTH_SHORT and not phrase.at(i + 1).glued):
        return
    yield Clock(hour * 60, spoken=phrase.number(i) is None and 0 < hour <= 12), i + 1


def _part(phrase: Phrase, i: int) -> Iterator[tuple[str, int]]:
    """Read a part of a day: "abends", "am Abend", "in der Früh"."""
    j = phrase.skip(i, "am", "in", "zu", "gegen")
    j = phrase.skip(j, "der", "den") if j > i else j
    if phrase.word(j) in DAYPARTS:
        yield phrase.word(j), j + 1


def _clock(phrase: Phrase, i: int, *, dated: bool) -> Iterator[tuple[Clock, int]]:
    """Read one time with the small words before it."""
    j = i
    while phrase.word(j) in _AROUND:
        j += 1
        j = phrase.skip(j, ".")
    yield from _marked(phrase, j, dated=dated)
    yield from _dial(phrase, j)
    if j > i and phrase.word(j - 1) in {"um", "gegen"}:
        yield from ((clock._replace(spoken=0 < clock.minutes <= _NOON), k) for clock, k in _bare(phrase, j))


def _range(phrase: Phrase, i: int, *, dated: bool) -> Iterator[tuple[Clock, Clock, int]]:
    """Read "9-16 Uhr", "von 9 bis 12 Uhr", "10:00 - 18:00", "zwischen acht und zehn Uhr"."""
    opening = phrase.word(i)
    j = i + 1 if opening in {"von", "zwischen", "jeweils"} else i
    j = phrase.skip(j, "von", "zwischen") if opening == "jeweils" else j
    between = phrase.word(j - 1) == "zwischen" and j > i
    lefts = [(c, k, True) for c, k in _clock(phrase, j, dated=True)]
    lefts += [(c, k, False) for c, k in _bare(phrase, j)]
    for left, k, marked in lefts:
        if phrase.word(k) not in ({"und"} if between else {"-", "bis"}):
            continue
        for right, end in _clock(phrase, k + 1, dated=dated):
            yield left, right, end
        if dated or (marked and phrase.word(k - 1) in _HOURS) or phrase.word(k - 2) == ":":
            for right, end in _bare(phrase, k + 1):
                if phrase.word(end) not in {".", "/", ":"} and phrase.word(end) not in _HOURS:
                    yield left, right, end


def times(phrase: Phrase, i: int, *, dated: bool) -> Iterator[tuple[Times, int]]:
    """Read a time, a range of times or (after a date) a part of a day."""
    i = phrase.skip(i, "jeweils") if dated else i
    yield from _with_part(phrase, i, None, dated=dated)
    for part, j in _part(phrase, i):
        yield from _with_part(phrase, phrase.skip(j, ","), part, dated=dated)
        if dated:
            hours = DAYPARTS[part]
            yield Times(Clock(hours[0] * 60), Clock(hours[1] * 60), vague=part), j


def part_of_day(phrase: Phrase, i: int) -> Iterator[tuple[Times, int]]:
    """Read the beginning of "am Abend des 3. Dezember"."""
    for part, j in _part(phrase, i):
        if phrase.word(j) in {"des", "vom", "am"}:
            hours = DAYPARTS[part]
            yield Times(Clock(hours[0] * 60), Clock(hours[1] * 60), vague=part), j + 1


def _with_part(phrase: Phrase, i: int, part: str | None, *, dated: bool) -> Iterator[tuple[Times, int]]:
    found = [(Times(a, b), j) for a, b, j in _range(phrase, i, dated=dated or part is not None)]
    found += [(Times(c), j) for c, j in _clock(phrase, i, dated=dated)]
    for found_times, j in found:
        if part is not None:
            yield _within(found_times, part), j
            continue
        for after, k in _part(phrase, j):
            yield _within(found_times, after), k
        yield _by_day(found_times), j


def _by_day(found: Times) -> Times:
    """Give "um drei" and "halb drei" as the afternoon: nobody meets before six; "von zehn bis zwei" ends at 14:00."""
    start = _later(found.start) if found.start.spoken and found.start.minutes < _SIX else found.start
    end = found.end
    if end is not None and end.spoken and end.minutes <= min(start.minutes, _NOON):
        end = _later(end)
    return Times(start, end)


def _later(clock: Clock) -> Clock:
    return clock._replace(minutes=clock.minutes + _NOON)


def _within(found: Times, part: str) -> Times:
    start = _in_part(found.start, part)
    end = _in_part(found.end, part) if found.end else None
    return Times(start, end)


def _in_part(clock: Clock, part: str) -> Clock:
    """Give the hour that "acht Uhr abends" means; the night's small hours of "Freitagnacht" belong to Saturday."""
    hour = clock.minutes // 60
    minutes = clock.minutes
    first = DAYPARTS[part][0]
    if first == 18:
        minutes += _NOON if 4 <= hour < 12 else (_NOON if hour == 12 else 0)
        fits = minutes >= _EVENING - 60
    elif part in {"mittag", "mittags", "nachmittag", "nachmittags"}:
        minutes += _NOON if 1 <= hour <= 7 else 0
        fits = 11 * 60 <= minutes <= 19 * 60
    elif first == 22:
        late = 8 <= hour <= 12
        minutes += _NOON if late else (_FULL_DAY if part == "nacht" and hour < 7 else 0)
        fits = late or hour < 7 or hour >= 20
    else:
        fits = minutes <= _NOON + 60
    fault = clock.fault or (None if fits else f"{hour} Uhr und „{part}“ passen nicht zusammen.")
    return Clock(minutes, fault=fault)


def at_times(reading: Reading, found: Times, phrase: Phrase) -> Reading:
    """Put times on days. Of several days the first gets the beginning, the last the end."""
    return change(reading, lambda span: _apply(span, found, phrase))


def bare_times(found: Times, phrase: Phrase) -> Reading:
    """Give times without a date: they come again each day."""

    def at(index: int) -> Span:
        return _apply(days(phrase.today + (index - phrase.today.toordinal()) * DAY), found, phrase)

    return Cycle(Beat.DAY, at)


def _apply(span: Span, found: Times, phrase: Phrase) -> Span:
    assert span.start is not None
    assert span.end is not None
    shift = 0 if found.vague else _later_today(span, found, phrase)
    start = span.start + timedelta(minutes=found.start.minutes + shift)
    fault = span.fault or found.start.fault
    if found.end is None:
        end = span.end if span.end - span.start > DAY else None
        return Span(start, end, Precision.MINUTE, fault)
    fault = fault or found.end.fault
    end = span.end - DAY + timedelta(minutes=found.end.minutes + shift)
    if end <= start:
        if found.start.minutes >= _EVENING and found.end.minutes <= _NOON:
            end += DAY
        else:
            fault = fault or "Das Ende liegt vor dem Beginn. Bitte prüfen Sie die Uhrzeiten."
    if found.vague:
        day = span.start
        name = f"{WEEKDAY_NAMES[day.weekday()]}, {day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"
        return Span(start, end, Precision.DAY, fault, f"{name}, {_PART_NAMES[DAYPARTS[found.vague]]}", vague=True)
    return Span(start, end, Precision.MINUTE, fault)


def _later_today(span: Span, found: Times, phrase: Phrase) -> int:
    """Half a day more for "heute um acht", said after eight in the morning: the evening is meant."""
    if not found.start.spoken or phrase.prefer != "future" or span.start != phrase.today:
        return 0
    last = found.end or found.start
    if last.minutes > _NOON:
        return 0
    moment = span.start + timedelta(minutes=last.minutes)
    return _NOON if moment < phrase.wall <= moment + timedelta(minutes=_NOON) else 0
