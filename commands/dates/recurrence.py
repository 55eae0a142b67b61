"""What comes again: "jeden ersten Dienstag im Monat um 9 Uhr", "alle zwei Wochen mittwochs", "jährlich am 1. März"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule

from commands.dates.absolute import calendar_day, month_word, ordinal
from commands.dates.amounts import cardinal
from commands.dates.clock import times
from commands.dates.model import DateError
from commands.dates.periods import date_ranges
from commands.dates.relative import date
from commands.dates.rule import Pattern, Recurrence, build
from commands.dates.spans import Cycle, choose
from commands.dates.tokens import Phrase
from commands.dates.words import (
    DAYPARTS,
    RELATIVE,
    SPANS,
    UNITS,
    WEEKDAY_SHORT,
    spelt,
    weekday,
    weekdays,
)
from storage.when import Precision

_EACH = frozenset(["jede", "jeden", "jeder", "jedes", "jedem", "alle", "allen"])
_FILL = frozenset((",", "jeweils", "immer", "am", "an", "und", "zu", "stets"))
_EXCEPT = frozenset(["ausser", "ausgenommen", "ausnahme", "ohne", "nicht"])
_WORKDAYS = (0, 1, 2, 3, 4)

_FREQUENCIES: dict[str, tuple[int, int]] = spelt(
    {
        "täglich tagtäglich": (DAILY, 1),
        "wöchentlich allwöchentlich": (WEEKLY, 1),
        "zweiwöchentlich zweiwöchig zweiwöchentliche vierzehntägig vierzehntäglich": (WEEKLY, 2),
        "dreiwöchentlich dreiwöchig": (WEEKLY, 3),
        "vierwöchentlich vierwöchig": (WEEKLY, 4),
        "monatlich allmonatlich": (MONTHLY, 1),
        "zweimonatlich": (MONTHLY, 2),
        "vierteljährlich quartalsweise dreimonatlich": (MONTHLY, 3),
        "halbjährlich": (MONTHLY, 6),
        "jährlich alljährlich": (YEARLY, 1),
    }
)
_UNIT_FREQUENCY = {
    "day": (DAILY, 1),
    "week": (WEEKLY, 1),
    "month": (MONTHLY, 1),
    "quarter": (MONTHLY, 3),
    "half": (MONTHLY, 6),
    "year": (YEARLY, 1),
}
_DAY_GROUPS: dict[str, tuple[int, ...]] = spelt(
    {
        "werktags werktäglich wochentags arbeitstags arbeitstäglich": _WORKDAYS,
        "Werktag Werktagen Werktage Arbeitstag Arbeitstagen Arbeitstage Wochentag Wochentagen": _WORKDAYS,
        "Wochenende Wochenenden": (5, 6),
    }
)


def parse_recurrence(text: str, now: datetime) -> rrule | None:
    """Read what comes again as an rrule whose first occurrence is its ``dtstart``, after ``now``.

    Occurrences are aware in now's zone and keep their wall time across DST; without a time they are at midnight.
    Without an anchor ("alle zwei Wochen mittwochs") it counts from the next possible day. The 29th to 31st of a
    month fall on the last day of shorter months. Raises ``DateError`` for exceptions ("außer in den Ferien"), for
    what has two meanings ("jeden zweiten Dienstag") and where the day is missing ("monatlich"). None if it is no
    recurrence.
    """
    found = read_recurrence(text, now)
    return None if found is None else found.rule


def read_recurrence(text: str, now: datetime) -> Recurrence | None:
    """Read as ``parse_recurrence`` does, and keep the length of "von 9 bis 12 Uhr"."""
    phrase = Phrase(text.strip().rstrip("!?;"), now, "future")
    if not phrase.size or phrase.size > 40:
        return None
    _refuse_exceptions(phrase)
    end = phrase.size - (phrase.word(phrase.size - 1) == ".")
    error: DateError | None = None
    for pattern, j in _patterns(phrase, 0, Pattern()):
        if j < end or not pattern.recurs:
            continue
        try:
            return build(pattern, phrase)
        except DateError as refused:
            error = error or refused
    if error:
        raise error
    return None


def _refuse_exceptions(phrase: Phrase) -> None:
    """Raise for "jeden Dienstag außer in den Ferien": an exception left out in silence would be worse."""
    place = next((i for i in range(phrase.size) if phrase.word(i) in _EXCEPT), None)
    if place is None:
        return
    for i in range(phrase.size):
        if i == place:
            continue
        for pattern, j in _patterns(phrase, i, Pattern()):
            if pattern.recurs and (i > place or j <= place):
                raise DateError(
                    "Ausnahmen wie „außer in den Ferien“ kann ich nicht berücksichtigen. "
                    "Nennen Sie die Reihe ohne Ausnahme und sagen Sie einzelne Termine ab."
                )


def _patterns(phrase: Phrase, i: int, so_far: Pattern) -> Iterator[tuple[Pattern, int]]:
    """Read the parts of a recurrence in any order, each at most once."""
    if i > 0:
        yield so_far, i
    if i >= phrase.size:
        return
    for pattern, j in _piece(phrase, i, so_far):
        if j > i:
            yield from _patterns(phrase, j, pattern)
    if phrase.word(i) in _FILL:
        yield from _patterns(phrase, i + 1, so_far)


def _piece(phrase: Phrase, i: int, so_far: Pattern) -> Iterator[tuple[Pattern, int]]:
    if so_far.freq is None:
        for freq, interval, j in _frequency(phrase, i):
            yield replace(so_far, recurs=True, freq=freq, interval=interval), j
    if not so_far.days and not so_far.month_days:
        yield from _weekday_list(phrase, i, so_far)
        yield from _nth_days(phrase, i, so_far)
        yield from _dated(phrase, i, so_far)
    if so_far.times is None:
        yield from ((replace(so_far, times=found), j) for found, j in times(phrase, i, dated=True))
    yield from _bounds(phrase, i, so_far)


def _frequency(phrase: Phrase, i: int) -> Iterator[tuple[int, int, int]]:  # noqa: C901  # one branch for each form
    """Read "täglich", "jede Woche", "alle zwei Wochen", "jeden zweiten Monat", "14-tägig", "einmal im Monat"."""
    word = phrase.word(i)
    stem = word[:-1] if word.endswith("e") else word.removesuffix("er").removesuffix("en")
    known = _FREQUENCIES.get(word) or _FREQUENCIES.get(stem)
    if known:
        yield *known, i + 1
    if phrase.number(i) is not None and phrase.word(i + 1) == "-":
        days, rest = phrase.number(i) or 0, phrase.word(i + 2)
        if rest.startswith(("taeg", "tag")) and days:
            yield *_whole_weeks(DAILY, days), i + 3
        elif rest.startswith(("woech", "woch")) and days:
            yield WEEKLY, days, i + 3
    if word in {"einmal", "1x", "je"} and phrase.word(i + 1) in {"im", "pro", "die", "in", "jede", "jeden"}:
        unit = UNITS.get(phrase.word(phrase.skip(i + 2, "der")))
        if unit in _UNIT_FREQUENCY:
            yield *_UNIT_FREQUENCY[unit], phrase.skip(i + 2, "der") + 1
    if word not in _EACH:
        return
    if phrase.word(i + 1) in DAYPARTS:  # "jeden Morgen um 8": the part belongs to the time
        yield DAILY, 1, i + 1
    count, j = cardinal(phrase, i + 1), i + 2
    if count is None or word not in {"alle", "allen"}:
        nth = ordinal(phrase, i + 1)
        count, j = nth or (1, i + 1)
    unit = UNITS.get(phrase.word(j)) or SPANS.get(phrase.word(j))
    if unit in _UNIT_FREQUENCY and count > 0 and (word not in {"alle", "allen"} or count > 1):
        freq, size = _UNIT_FREQUENCY[unit]
        yield *_whole_weeks(freq, size * count), j + 1


def _whole_weeks(freq: int, interval: int) -> tuple[int, int]:
    """Give "alle 14 Tage" as every two weeks."""
    return (WEEKLY, interval // 7) if freq == DAILY and interval % 7 == 0 else (freq, interval)


def _one_weekday(phrase: Phrase, i: int) -> tuple[int, bool, int] | None:
    """Read a weekday: number, whether its form says "each" ("montags"), position after it."""
    word = phrase.word(i)
    if not word:
        return None
    if word in WEEKDAY_SHORT:
        return WEEKDAY_SHORT[word], False, phrase.skip(i + 1, ".")
    number = weekdays(word)
    if number is not None:
        return number, True, i + 1
    number = weekday(word)
    if number is None:
        return None
    return number, phrase.word(i + 1) in {"abends", "morgens", "nachmittags", "vormittags", "mittags"}, i + 1


def _weekday_list(phrase: Phrase, i: int, so_far: Pattern) -> Iterator[tuple[Pattern, int]]:  # noqa: C901  # one branch for each form
    """Read "jeden Dienstag und Donnerstag", "montags bis freitags", "Mo-Fr", "werktags", "an Werktagen"."""
    each = phrase.word(i) in _EACH
    ranged = phrase.word(i) in {"von", "vom"}
    j = i + 1 if each or ranged else i
    group = _DAY_GROUPS.get(phrase.word(j))
    if group and not ranged:
        noun = phrase.word(j) in {"werktag", "arbeitstag", "wochentag", "wochenende"}
        if each or not noun:
            yield replace(so_far, recurs=True, days=group), j + 1
        return
    if phrase.word(j) == "unter" and phrase.word(j + 1) == "der" and phrase.word(j + 2) == "woche":
        yield replace(so_far, recurs=True, days=_WORKDAYS), j + 3
    first = _one_weekday(phrase, j)
    if first is None:
        return
    number, said, j = first
    days, recurs = [number], each or said
    while True:
        sign = phrase.word(j)
        k = j + 1
        if sign in {"und", ",", "/", "+", "&", "sowie"}:
            k = phrase.skip(k, "und", *_EACH, "am")
        elif sign not in {"-", "bis"}:
            break
        following = _one_weekday(phrase, k)
        if following is None:
            break
        if sign in {"-", "bis"}:
            if following[0] <= days[-1]:
                break
            days.extend(range(days[-1] + 1, following[0] + 1))
        else:
            days.append(following[0])
        recurs = recurs or following[1]
        ranged = ranged and sign not in {"-", "bis"}
        j = following[2]
    if ranged:
        return
    yield replace(so_far, recurs=so_far.recurs or recurs, days=tuple(sorted(set(days)))), j


def _nth(phrase: Phrase, i: int) -> tuple[int, int] | None:
    """Read "ersten", "2.", "letzten", "vorletzten"."""
    steps = RELATIVE.get(phrase.word(i))
    if steps in {-1, -2} and phrase.word(i).startswith(("letz", "vorletz")):
        return steps, i + 1
    return ordinal(phrase, i)


def _nth_days(phrase: Phrase, i: int, so_far: Pattern) -> Iterator[tuple[Pattern, int]]:
    """Read "jeden ersten (und dritten) Dienstag im Monat", "am letzten Werktag des Monats"."""
    j = phrase.skip(phrase.skip(i, "am", "an", "zum"), *_EACH, "dem", "den")
    each = any(phrase.word(k) in _EACH for k in range(i, j))
    found: list[int] = []
    while nth := _nth(phrase, j):
        found.append(nth[0])
        j = nth[1]
        if phrase.word(j) not in {"und", ","}:
            break
        j = phrase.skip(j + 1, "am", "jeden")
    if not found or any(n > 5 for n in found):
        return
    numbers = tuple(found)
    day = _one_weekday(phrase, j)
    group = _DAY_GROUPS.get(phrase.word(j))
    if day is None and group is None and not (phrase.word(j) == "tag" and numbers == (-1,)):
        return
    k = day[2] if day else j + 1
    base = replace(so_far, nth=numbers, days=(day[0],) if day else (group or tuple(range(7))))
    yield from _of_what(phrase, k, base)
    certain = set(numbers) <= {1, -1, -2}
    if each:
        yield replace(base, recurs=True, every_nth=not certain and len(numbers) == 1), k
    elif so_far.freq in {MONTHLY, YEARLY} or not so_far.recurs:
        yield base, k


def _of_what(phrase: Phrase, i: int, base: Pattern) -> Iterator[tuple[Pattern, int]]:
    """Read "im Monat", "jeden Monats", "des Quartals", "im März"."""
    j = phrase.skip(i, "im", "des", "in", "pro", "eines", "vom")
    each = phrase.word(j) in _EACH
    j = phrase.skip(j, *_EACH)
    second = ordinal(phrase, j)
    if second and each and UNITS.get(phrase.word(second[1])) is None and phrase.word(second[1]) != "monats":
        second = None
    interval, k = second if second and each else (1, j)
    word = phrase.word(k)
    if (j > i or word == "monats") and word in {"monat", "monats", "monates", "monate"}:
        yield replace(base, recurs=True, freq=base.freq or MONTHLY, interval=max(interval, base.interval)), k + 1
    elif j > i and word in {"quartal", "quartals"}:
        months = (3, 6, 9, 12) if base.nth and base.nth[0] < 0 else (1, 4, 7, 10)
        yield replace(base, recurs=True, freq=MONTHLY, interval=1, months=months), k + 1
    else:
        month = month_word(phrase, j) if j > i else None
        if month:
            each = base.recurs or phrase.word(0) in _EACH
            yield replace(base, recurs=each, freq=base.freq or YEARLY, months=(month[0],)), month[1]


def _dated(phrase: Phrase, i: int, so_far: Pattern) -> Iterator[tuple[Pattern, int]]:
    """Read "am 15. (jeden Monats)", "jeden 1. März", "am 1. und 15.", "am Monatsletzten"."""
    j = phrase.skip(i, "am", "zum")
    each = phrase.word(j) in _EACH
    j = phrase.skip(j, *_EACH)
    word = phrase.word(j)
    if word in {"monatsersten", "monatserster", "monatsletzten", "monatsletzter"}:
        number = 1 if "erst" in word else -1
        yield replace(so_far, recurs=True, freq=MONTHLY, month_days=(number,)), j + 1
        return
    if j == i:
        return
    numbers: list[int] = []
    k = j
    while nth := ordinal(phrase, k):
        numbers.append(nth[0])
        k = nth[1]
        if phrase.word(k) not in {"und", ","}:
            break
        k = phrase.skip(k + 1, "am", "zum")
    if not numbers:
        return
    base = replace(so_far, recurs=so_far.recurs or each, month_days=tuple(sorted(numbers)))
    month = month_word(phrase, k)
    wrong = next((n for n in numbers if not 1 <= n <= 31), None)
    if wrong is not None:
        yield from ((replace(p, wrong_day=wrong), end) for p, end in _of_what(phrase, k, base))
        return
    if month or phrase.number(k) is not None:
        yield from _each_year(phrase, j, base)
        return
    yield from _of_what(phrase, k, base)
    yield replace(base, freq=so_far.freq or MONTHLY), k


def _each_year(phrase: Phrase, i: int, base: Pattern) -> Iterator[tuple[Pattern, int]]:
    for reading, j in calendar_day(phrase, i):
        if not isinstance(reading, Cycle):
            continue
        span = reading.at(2000)
        if span is None or span.start is None or span.start.year != 2000:
            continue
        if span.fault:
            raise DateError(span.fault)
        freq = YEARLY if base.freq is None else base.freq
        yield replace(base, freq=freq, month_days=(span.start.day,), months=(span.start.month,)), j


def _bounds(phrase: Phrase, i: int, so_far: Pattern) -> Iterator[tuple[Pattern, int]]:  # noqa: C901  # one branch for each form
    """Read "ab März", "bis Ende Juni", "bis zum 30.6.", "von Mai bis Juli", "im Mai 2027"."""
    word = phrase.word(i)
    if word in {"ab", "seit", "beginnend", "erstmals"} and so_far.begin is None:
        j = phrase.skip(phrase.skip(i + 1, "ab", "am", "mit"), "dem", "der", "den")
        for reading, k in phrase.once(date, j):
            span = choose(reading, phrase.wall, "past" if word == "seit" else "future")
            yield replace(so_far, begin=span), k
    if word in {"bis", "laengstens"} and so_far.end is None:
        j = i + 1
        while phrase.word(j) in {"zum", "zur", "einschliesslich", "inklusive", "spaetestens"}:
            j += 1
        base = so_far.begin.start if so_far.begin and so_far.begin.start else phrase.wall
        for reading, k in phrase.once(date, j) + (phrase.once(date, j - 1) if j > i + 1 else []):
            span = choose(reading, max(base, phrase.wall), "future")
            if span.fault:
                raise DateError(span.fault)
            yield replace(so_far, end=span.end or span.start), k
    if word in {"von", "vom", "zwischen", "im", "in"} and so_far.begin is None and so_far.end is None:
        for reading, k in phrase.once(date_ranges, i):
            span = choose(reading, phrase.wall, "future")
            if span.end is not None and span.precision is not Precision.MINUTE and span.start is not None:
                if word in {"im", "in"} and (span.end - span.start).days < 28:
                    continue
                yield replace(so_far, begin=span, end=span.end), k
