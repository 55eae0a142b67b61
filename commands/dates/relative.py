"""Dates seen from today: "übermorgen", "in drei Wochen", "nächsten Freitag", "Freitag in einer Woche", "Ende März"."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from commands.dates import almanac
from commands.dates.absolute import Found, calendar_day, numeric, ordinal, year_tail
from commands.dates.amounts import Amount, cardinal, single
from commands.dates.distance import ahead, behind, distance, from_a_day, moved, relative, weekday_at, weeks_in
from commands.dates.named import named, nth_weekday
from commands.dates.spans import DAY, Beat, Cycle, Reading, Span, change, choose, days, is_day, join, moment, sample
from commands.dates.tokens import Phrase
from commands.dates.words import (
    DAYS,
    PARTS,
    SEASONS,
    SPAN_PARTS,
    SPANS,
    weekday,
)
from storage.when import Precision

_LEAD = frozenset(
    "am an im in der den dem die das des vom von zum zur zu fuer ueber waehrend gegen laufe beim".split()  # noqa: SIM905  # easier to read
)


def date(phrase: Phrase, i: int) -> list[tuple[Reading, int]]:
    """Read one date, with "am", "im", "in der" before it."""
    found = list(_date(phrase, i))
    if phrase.word(i) in _LEAD:
        found += _date(phrase, i + 1)
        if phrase.word(i + 1) in _LEAD:
            found += _date(phrase, i + 2)
            if phrase.word(i + 2) in _LEAD:  # "im Laufe der nächsten Woche"
                found += _date(phrase, i + 3)
    return found


def _date(phrase: Phrase, i: int) -> Found:  # noqa: C901  # one branch for each form
    word = phrase.word(i)
    if not word:
        return
    if phrase.number(i) is not None:
        yield from _with_weekday(phrase, i)
        yield from ((r, j) for r, j in numeric(phrase, i) if j <= i + 2 or not is_day(r, phrase))
        yield from _named(phrase, i)
        yield from _half(phrase, i)
        return
    if word in DAYS:
        base = days(phrase.today + DAYS[word] * DAY)
        yield from from_a_day(phrase, base, i + 1)
        yield from _said_twice(phrase, base, i + 1)
    elif word == "woche" and phrase.word(i + 1) in {"vom", "ab"}:
        yield from _week_from(phrase, phrase.skip(i + 2, "dem", "den"))
    elif word in {"jetzt", "sofort"}:
        yield moment(phrase.wall), i + 1
    elif word in {"in", "vor", "innerhalb", "binnen"}:
        yield from distance(phrase, i)
    elif word in PARTS or word in SPAN_PARTS:
        yield from _part(phrase, i)
    step = relative(phrase, i)
    if step:
        yield from _stepped(phrase, *step)
    day = weekday_at(phrase, i)
    if day:
        yield from _on_weekday(phrase, *day)
    elif word == "wochenende":
        yield almanac.WEEKEND, i + 1
        for span, j in _weeks(phrase, i + 1):
            assert span.start is not None
            yield days(span.start + 5 * DAY, 2), j
    yield from calendar_day(phrase, i)
    yield from _named(phrase, i)
    yield from _half(phrase, i)


def _said_twice(phrase: Phrase, base: Span, i: int) -> Found:
    """Read the rest of "heute, 18.3.", "morgen, Donnerstag": both have to mean the same day."""
    j = phrase.skip(phrase.skip(i, ",", "("), "den", "der", "dem", "am")
    same = partial(almanac.same_day, base)
    closing = ")" if phrase.word(i) == "(" else ""
    again = [(r, k) for r, k in calendar_day(phrase, j) if is_day(r, phrase)]
    day = weekday_at(phrase, j)
    if day and day[2]:
        again += [(r, k) for r, k in _on_weekday(phrase, *day) if is_day(r, phrase)]
    yield from ((change(r, same), phrase.skip(k, closing)) for r, k in again)


def _week_from(phrase: Phrase, i: int) -> Found:
    """Read the rest of "(in der) Woche vom 4. Mai"."""
    for reading, j in calendar_day(phrase, i):
        if is_day(reading, phrase):
            yield change(reading, almanac.week_around), j
    yield from day_ranges(phrase, i)


def _with_weekday(phrase: Phrase, i: int) -> Found:
    """Read a day of the calendar, and the weekday behind it: "7.12.2026 (Montag)"."""
    for reading, j in calendar_day(phrase, i):
        day = weekday_at(phrase, phrase.skip(j, ","))
        if day and day[2]:
            yield almanac.claimed(reading, day[0]), day[1]
        yield reading, j


def _named(phrase: Phrase, i: int) -> Found:
    """Read what has a name, and the weekday of a calendar week: "KW 49 Mittwoch"."""
    for reading, j in named(phrase, i):
        day = weekday_at(phrase, phrase.skip(phrase.skip(j, ","), "am"))
        span = sample(reading, phrase)
        if day and span.start is not None and span.end is not None and span.end - span.start == 7 * DAY:
            yield change(reading, partial(almanac.weekday_in, number=day[0])), day[1]
        yield reading, j


def _on_weekday(phrase: Phrase, number: int, j: int, alone: bool) -> Found:
    k = phrase.skip(phrase.skip(j, ","), "den", "dem", "der", "am")
    for reading, end in calendar_day(phrase, k):
        if is_day(reading, phrase):
            yield almanac.claimed(reading, number), end
    second = _second_weekday(phrase, j)
    if second:
        last, k = second
        for reading, end in day_ranges(phrase, phrase.skip(phrase.skip(k, ","), "vom", "den")):
            yield almanac.claimed(reading, number, last=last), end
    for span, end in _weeks(phrase, j):
        yield almanac.weekday_in(span, number), end
    if phrase.word(j) in {"in", "vor"}:
        for amount, end in single(phrase, j + 1):
            count = weeks_in(phrase, j + 1, amount)
            if count is not None:
                back = phrase.word(j) == "vor"
                base = choose(almanac.weekday(number), phrase.wall, "past" if back else "future")
                yield moved(base, Amount(days=-count if back else count)), end
    if alone:
        yield almanac.weekday(number), j


def _second_weekday(phrase: Phrase, i: int) -> tuple[int, int] | None:
    if phrase.word(i) not in {"-", "/", "und", "bis"}:
        return None
    found = weekday_at(phrase, i + 1)
    return None if found is None else found[:2]


def _weeks(phrase: Phrase, i: int) -> Iterator[tuple[Span, int]]:
    """Read the week after a weekday: "nächster Woche", "der KW 49", "in der kommenden Woche"."""
    j = i
    for _ in range(3):
        step = relative(phrase, j)
        if step and phrase.word(step[1]) in {"woche", "kw", "kalenderwoche"}:
            yield almanac.shifted("week", step[0], phrase.today), step[1] + 1
        if phrase.word(j) in {"kw", "kalenderwoche"} or phrase.word(j + 2) in {"kw", "kalenderwoche"}:
            for reading, k in named(phrase, j):
                span = choose(reading, phrase.wall, phrase.prefer)
                if span.start is not None and span.end is not None and (span.end - span.start) == 7 * DAY:
                    yield span, k
        if phrase.word(j) not in {"in", "der", "von", ","}:
            return
        j += 1


def _stepped(phrase: Phrase, steps: int, i: int) -> Found:  # noqa: C901  # one branch for each form
    """Read what follows "nächste", "diesen", "letzte"."""
    word = phrase.word(i)
    unit = SPANS.get(word) or ("week" if word in {"kw", "kalenderwoche"} else None)
    if unit and unit != "weekend":
        span = almanac.shifted(unit, steps, phrase.today)
        yield span, i + 1
        yield from _inside(phrase, unit, span, i + 1)
    elif word == "nacht" and steps in {-1, 0, 1}:
        evening = phrase.today + min(steps, 0) * DAY + timedelta(hours=22)
        yield Span(evening, evening + timedelta(hours=8), Precision.DAY), i + 1
    elif unit == "weekend":
        yield _step(almanac.WEEKEND, steps, phrase), i + 1
    if cardinal(phrase, i) is not None and steps in {1, -1}:
        for amount, j in single(phrase, i):
            yield (ahead if steps == 1 else behind)(phrase, amount), j
    number = weekday(word) if word else None
    if number is not None:
        span = _step(almanac.weekday(number), steps, phrase)
        yield span, i + 1
        yield from _said_twice(phrase, span, i + 1)
        if steps == -1:
            yield from nth_weekday(phrase, -1, i)
    elif phrase.number(i) is None and word not in SEASONS:
        for reading, j in named(phrase, i):
            if isinstance(reading, Cycle):
                yield _step(reading, steps, phrase), j
    elif word in SEASONS:
        yield _step(_season_cycle(word), steps, phrase), i + 1


def _season_cycle(word: str) -> Cycle:
    reading = almanac.season(SEASONS[word], None)
    assert isinstance(reading, Cycle)
    return reading


def _step(cycle: Cycle, steps: int, phrase: Phrase) -> Span:
    """Give the next that begins after today, the last that ended before, or this one."""
    if steps > 0:
        span = _after(cycle, phrase.today)
        for _ in range(steps - 1):
            span = _after(cycle, span.start or phrase.today)
        return span
    if steps < 0:
        span = _before(cycle, phrase.today)
        for _ in range(-steps - 1):
            span = _before(cycle, span.start or phrase.today)
        return span
    running = choose(cycle, phrase.wall, "future")
    if (running.start or phrase.wall) <= phrase.wall:
        return running
    if cycle.beat is Beat.WEEK and phrase.prefer == "future":
        return running
    return cycle.at(cycle.beat.index(phrase.wall)) or running


def _after(cycle: Cycle, moment: datetime) -> Span:
    return cycle.first(moment, lambda s: s.start is not None and s.start > moment)


def _before(cycle: Cycle, moment: datetime) -> Span:
    return cycle.last(moment, lambda s: s.end is not None and s.end <= moment)


def _inside(phrase: Phrase, unit: str, span: Span, i: int) -> Found:  # noqa: C901  # one branch for each form
    """Read what narrows the stretch: "nächste Woche Mittwoch", "nächstes Jahr im März", "nächsten Monat am 5."."""
    assert span.start is not None
    j = phrase.skip(phrase.skip(i, ","), "am", "im", "an", "zu")
    if unit == "week":
        day = weekday_at(phrase, phrase.skip(j, "von"))
        if day:
            yield almanac.weekday_in(span, day[0]), day[1]
            second = _second_weekday(phrase, day[1])
            if second:
                last = almanac.weekday_in(span, second[0])
                yield join(almanac.weekday_in(span, day[0]), last), second[1]
    elif unit == "year":
        for reading, k in date(phrase, j):
            if isinstance(reading, Cycle) and reading.beat is Beat.YEAR:
                inner = reading.at(span.start.year)
                if inner is not None:
                    yield inner, k
    elif unit == "month" and j > i:
        for reading, k in calendar_day(phrase, j):
            if isinstance(reading, Cycle) and reading.beat is Beat.MONTH:
                day_span = reading.at(Beat.MONTH.index(span.start))
                if day_span is not None:
                    yield day_span, k


def _part(phrase: Phrase, i: int) -> Found:
    """Read "Anfang März", "Mitte nächster Woche", "Ende des Jahres", "Jahresende 2024", "Anfang bis Mitte Mai"."""
    word = phrase.word(i)
    if word in SPAN_PARTS:
        which, unit = SPAN_PARTS[word]
        for year, j in year_tail(phrase, i + 1):
            if year is not None and unit == "year":
                yield almanac.part(almanac.year_span(year), which), j
        yield almanac.part(almanac.current(unit), which), i + 1
        return
    which = PARTS[word]
    yield from ((almanac.part(inner, which), j) for inner, j in _whole(phrase, i + 1))
    if phrase.word(i + 1) in {"bis", "-", "/", "und", "oder"} and phrase.word(i + 2) in PARTS:
        until = PARTS[phrase.word(i + 2)]
        if until > which:
            for inner, j in _whole(phrase, i + 3):
                yield join(almanac.part(inner, which), almanac.part(inner, until)), j


def _half(phrase: Phrase, i: int) -> Found:
    """Read "zweite Hälfte März", "erste Hälfte des Jahres"."""
    nth = ordinal(phrase, i)
    if nth and nth[0] in {1, 2} and phrase.word(nth[1]) in {"haelfte", "halfte"}:
        for inner, j in _whole(phrase, nth[1] + 1):
            span = sample(inner, phrase)
            if span.start and span.end and span.end - span.start >= 28 * DAY:
                yield almanac.half_of(inner, nth[0]), j


def _whole(phrase: Phrase, i: int) -> Found:
    """Read what has a beginning, a middle and an end: at least a week."""
    j = phrase.skip(phrase.skip(i, "des", "der", "vom", "von", "im"), "der", "des")
    unit = SPANS.get(phrase.word(j))
    if unit and unit != "weekend":  # "des Monats" is this one, "Anfang Monat" the next one to come
        yield almanac.shifted(unit, 0, phrase.today) if j > i else almanac.current(unit), j + 1
    step = relative(phrase, j)
    if step:
        unit = SPANS.get(phrase.word(step[1]))
        if unit and unit != "weekend":
            yield almanac.shifted(unit, step[0], phrase.today), step[1] + 1
        else:
            yield from ((r, k) for r, k in _stepped(phrase, *step) if _long(r, phrase))
    if phrase.number(j) is not None:
        yield from ((r, k) for r, k in numeric(phrase, j) if _long(r, phrase))
    yield from ((r, k) for r, k in named(phrase, j) if _long(r, phrase))


def _long(reading: Reading, phrase: Phrase) -> bool:
    span = choose(reading, phrase.wall, phrase.prefer)
    if span.start is None or span.end is None:
        return False
    return span.end - span.start >= timedelta(days=7)


def day_ranges(phrase: Phrase, i: int, depth: int = 0) -> Found:
    """Read ranges whose left side is only a number: "2.-4.6.2023", "2. und 3. Juni", "5., 6. und 7. November"."""
    number, j = phrase.number(i), i + 1
    if number is None:
        return
    if phrase.at(i).width > 2 or not 1 <= number <= 31:
        return
    dotted = phrase.glued(j, ".")
    j = j + 1 if dotted else j
    sign = phrase.word(j)
    if sign not in {"-", "bis", "und", "/", "+", "&", ","} or (sign not in {"-", "bis"} and not dotted):
        return
    k = phrase.skip(j + 1, "zum") if sign == "bis" else j + 1
    k = phrase.skip(k, "einschliesslich", "einschl") if sign == "bis" else k
    left = almanac.day_of_month(number)
    rights = [(r, e) for r, e in calendar_day(phrase, k) if is_day(r, phrase)]
    lone = ordinal(phrase, k)
    if lone and number < lone[0] <= 31 and phrase.word(i - 1) in {"vom", "von", "am", "den", "dem"}:
        rights.append((almanac.day_of_month(lone[0]), lone[1]))
    rights += day_ranges(phrase, k, depth + 1) if sign == "," and depth < 5 else []
    day = weekday_at(phrase, k)
    if day:
        rights += [(r, e) for r, e in _on_weekday(phrase, *day) if is_day(r, phrase)]
    for right, end in rights:
        yield linked(left, right, sign), end


def linked(left: Reading, right: Reading, sign: str) -> Reading:
    """Join two dates; "und", "/" and "," only without a gap between them."""
    return join(left, right, gapless=sign not in {"-", "bis"})
