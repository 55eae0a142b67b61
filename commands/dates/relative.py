"""Dates seen from today: "übermorgen", "in drei Wochen", "nächsten Freitag", "Mittwoch in einer Woche", "Ende März"."""

from collections.abc import Iterator
from datetime import UTC, timedelta

from commands.dates import almanac
from commands.dates.amounts import Amount, amounts, cardinal, single
from commands.dates.named import Found, calendar_day, named, nth_weekday, numeric, year_tail
from commands.dates.spans import DAY, Beat, Cycle, Reading, Span, adjacent, change, choose, days, is_day, join, moment
from commands.dates.tokens import Phrase
from commands.dates.words import (
    DAYS,
    PARTS,
    RELATIVE,
    SEASONS,
    SPAN_PARTS,
    SPANS,
    WEEKDAY_SHORT,
    weekday,
)
from storage.when import Precision

_LEAD = frozenset(
    "am an im in der den dem die das des vom von zum zur zu fuer ueber waehrend gegen laufe beim".split()
)


def relative(phrase: Phrase, i: int) -> tuple[int, int] | None:
    """Read "nächste", "letzten", "über nächste" as steps."""
    word = phrase.word(i)
    if word in {"ueber", "uber"} and RELATIVE.get(phrase.word(i + 1)) == 1:
        return 2, i + 2
    if word == "vor" and RELATIVE.get(phrase.word(i + 1)) == -1:
        return -2, i + 2
    steps = RELATIVE.get(word)
    return None if steps is None else (steps, i + 1)


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


def _date(phrase: Phrase, i: int) -> Found:
    word = phrase.word(i)
    if not word:
        return
    if phrase.number(i) is not None:
        yield from calendar_day(phrase, i)
        yield from ((r, j) for r, j in numeric(phrase, i) if j <= i + 2 or not is_day(r, phrase))
        yield from named(phrase, i)
        return
    if word in DAYS:
        yield from _from_a_day(phrase, days(phrase.today + DAYS[word] * DAY), i + 1)
    elif word in {"jetzt", "sofort"}:
        yield moment(phrase.wall), i + 1
    elif word in {"in", "vor", "innerhalb", "binnen"}:
        yield from _distance(phrase, i)
    elif word in PARTS or word in SPAN_PARTS:
        yield from _part(phrase, i)
    step = relative(phrase, i)
    if step:
        yield from _stepped(phrase, *step)
    day = _weekday(phrase, i)
    if day:
        yield from _on_weekday(phrase, i, *day)
    elif word == "wochenende":
        yield almanac.WEEKEND, i + 1
        for span, j in _weeks(phrase, i + 1):
            assert span.start is not None
            yield days(span.start + 5 * DAY, 2), j
    yield from calendar_day(phrase, i)
    yield from named(phrase, i)


def _weekday(phrase: Phrase, i: int) -> tuple[int, int, bool] | None:
    """Read a weekday: number, position after it, and whether it may stand alone ("So" may not always)."""
    word = phrase.word(i)
    if len(word) == 2 and word in WEEKDAY_SHORT:
        j = phrase.skip(i + 1, ".")
        marked = phrase.word(i + 1) in {"-", "/", "bis"} or phrase.number(j) is not None
        marked = marked or (phrase.word(i - 1) in {"-", "/", "am", "bis", "ab"} and phrase.tokens[i].capital)
        marked = marked or (not phrase.within and (j > i + 1 or phrase.tokens[i].capital))
        return WEEKDAY_SHORT[word], j, marked
    number = weekday(word)
    return None if number is None else (number, i + 1, True)


def _on_weekday(phrase: Phrase, i: int, number: int, j: int, alone: bool) -> Found:
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
            count = _weeks_in(phrase, j + 1, amount)
            if count is not None:
                back = phrase.word(j) == "vor"
                base = choose(almanac.weekday(number), phrase.wall, "past" if back else "future")
                yield _moved(base, Amount(days=-count if back else count)), end
    if alone:
        yield almanac.weekday(number), j


def _second_weekday(phrase: Phrase, i: int) -> tuple[int, int] | None:
    if phrase.word(i) not in {"-", "/", "und", "bis"}:
        return None
    found = _weekday(phrase, i + 1)
    return None if found is None else found[:2]


def _weeks_in(phrase: Phrase, i: int, amount: Amount) -> int | None:
    """Give the days of whole weeks; "acht Tage" in words is one week, "vierzehn Tage" two."""
    if amount.months or amount.minutes:
        return None
    if amount.days == 8 and phrase.word(i) == "acht":
        return 7
    return amount.days if amount.days % 7 == 0 else None


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


def _from_a_day(phrase: Phrase, base: Span, i: int) -> Found:
    """Read "heute", "heute in einer Woche", "morgen in acht Tagen", "heute vor einem Jahr"."""
    if phrase.word(i) in {"in", "vor"}:
        for amount, j in single(phrase, i + 1):
            if amount.minutes:
                continue
            count = _weeks_in(phrase, i + 1, amount)
            shift = amount if count is None else Amount(days=count)
            yield _moved(base, shift, back=phrase.word(i) == "vor"), j
    yield base, i


def _moved(base: Span, amount: Amount, *, back: bool = False) -> Span:
    assert base.start is not None
    start = base.start - amount.delta() if back else base.start + amount.delta()
    return days(start)


def _distance(phrase: Phrase, i: int) -> Found:
    """Read "in drei Wochen", "vor zwei Monaten", "in einer halben Stunde", "innerhalb von zwei Wochen"."""
    word = phrase.word(i)
    if word in {"innerhalb", "binnen"}:
        j = phrase.skip(i + 1, "von", "der")
        step = relative(phrase, j)
        for amount, k in single(phrase, step[1] if step and step[0] == 1 else j):
            yield _ahead(phrase, amount), k
        return
    for amount, j in amounts(phrase, i + 1):
        found = _away(phrase, amount, back=word == "vor")
        yield found, j
        if amount.days and amount.days % 7 == 0 and not amount.months and not amount.minutes:
            day = _weekday(phrase, phrase.skip(j, "am", ","))
            if day and day[2]:
                assert found.start is not None
                yield almanac.weekday_in(almanac.week_of(found.start), day[0]), day[1]


def _away(phrase: Phrase, amount: Amount, *, back: bool) -> Span:
    delta = -amount.delta() if back else amount.delta()
    if not amount.is_time:
        return days(phrase.today + delta)
    if amount.days or amount.months:
        return moment(phrase.wall + delta)
    aware = (phrase.now.astimezone(UTC) + delta).astimezone(phrase.now.tzinfo)
    return moment(aware)


def _ahead(phrase: Phrase, amount: Amount) -> Span:
    """From today on (hours: from now on) for a time."""
    if amount.is_time:
        return Span(phrase.wall, phrase.wall + amount.delta(), Precision.MINUTE)
    return Span(phrase.today, phrase.today + amount.delta(), Precision.DAY, name=None)


def _behind(phrase: Phrase, amount: Amount) -> Span:
    """For a time until today, today included (hours: until now)."""
    if amount.is_time:
        return Span(phrase.wall - amount.delta(), phrase.wall, Precision.MINUTE)
    return Span(phrase.today - amount.delta(), phrase.today + DAY, Precision.DAY)


def _stepped(phrase: Phrase, steps: int, i: int) -> Found:
    """Read what follows "nächste", "diesen", "letzte"."""
    word = phrase.word(i)
    unit = SPANS.get(word) or ("week" if word in {"kw", "kalenderwoche"} else None)
    if unit and unit != "weekend":
        span = almanac.shifted(unit, steps, phrase.today)
        yield span, i + 1
        yield from _inside(phrase, unit, span, i + 1)
    elif unit == "weekend":
        yield _step(almanac.WEEKEND, steps, phrase), i + 1
    if cardinal(phrase, i) is not None and steps in {1, -1}:
        for amount, j in single(phrase, i):
            yield (_ahead if steps == 1 else _behind)(phrase, amount), j
    number = weekday(word) if word else None
    if number is not None:
        yield _step(almanac.weekday(number), steps, phrase), i + 1
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
        span = cycle.first(phrase.today, lambda s: s.start is not None and s.start > phrase.today)
        for _ in range(steps - 1):
            begin = span.start or phrase.today
            span = cycle.first(begin, lambda s, begin=begin: s.start is not None and s.start > begin)
        return span
    if steps < 0:
        span = cycle.last(phrase.today, lambda s: s.end is not None and s.end <= phrase.today)
        for _ in range(-steps - 1):
            begin = span.start or phrase.today
            span = cycle.last(begin, lambda s, begin=begin: s.end is not None and s.end <= begin)
        return span
    running = choose(cycle, phrase.wall, "future")
    if (running.start or phrase.wall) <= phrase.wall:
        return running
    if cycle.beat is Beat.WEEK and phrase.prefer == "future":
        return running
    return cycle.at(cycle.beat.index(phrase.wall)) or running


def _inside(phrase: Phrase, unit: str, span: Span, i: int) -> Found:
    """Read what narrows the stretch: "nächste Woche Mittwoch", "nächstes Jahr im März", "nächsten Monat am 5."."""
    assert span.start is not None
    j = phrase.skip(phrase.skip(i, ","), "am", "im", "an", "zu")
    if unit == "week":
        day = _weekday(phrase, j)
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


def _whole(phrase: Phrase, i: int) -> Found:
    """Read what has a beginning, a middle and an end: at least a week."""
    j = phrase.skip(phrase.skip(i, "des", "der", "vom", "von", "im"), "der", "des")
    unit = SPANS.get(phrase.word(j))
    if unit and unit != "weekend":
        for year, k in year_tail(phrase, j + 1):
            if year is None:
                yield almanac.current(unit), k
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


def day_ranges(phrase: Phrase, i: int) -> Found:
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
    rights += [(r, e) for r, e in day_ranges(phrase, k)] if sign == "," else []
    day = _weekday(phrase, k)
    if day:
        rights += [(r, e) for r, e in _on_weekday(phrase, k, *day) if is_day(r, phrase)]
    for right, end in rights:
        yield linked(left, right, sign, phrase), end


def linked(left: Reading, right: Reading, sign: str, phrase: Phrase) -> Reading:
    """Join two dates; "und", "/" and "," only without a gap between them."""
    both = join(left, right)
    if sign in {"-", "bis"}:
        return both
    fault = "Das sind einzelne Tage oder Zeiten. Bitte nennen Sie eine davon oder einen Zeitraum mit „bis“."

    def check(span: Span) -> Span:
        return span if span.fault or gapless else span._replace(fault=fault)

    gapless = adjacent(left, right, phrase)
    return change(both, check)
