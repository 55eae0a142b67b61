"""Dates of the calendar: "06.09.2023", "2. Juni", "Mai 2022", "KW 49", "Q3/2025", "Winter 2023/24", "Ostern"."""

from collections.abc import Iterator

from commands.dates import almanac
from commands.dates.spans import Reading, Span, join
from commands.dates.tokens import Phrase
from commands.dates.words import (
    MONTH_SHORT,
    ORDINALS,
    RELATIVE,
    ROMAN,
    SEASONS,
    WEEKDAY_SHORT,
    month,
    weekday,
)

Found = Iterator[tuple[Reading, int]]

_BEFORE_A_DAY = frozenset(("am", "den", "dem", "der", "vom", "zum", "bis", "ab", "seit", "von", ",", "-"))
_AFTER_AN_HOUR = frozenset(("uhr", "h", "-", "bis", ":", ".", "/"))
_NO_DATE_AFTER = frozenset(("uhr", "h", "%", "€", "euro"))


def full_year(number: int, width: int) -> int | None:
    """Give the year that two or four digits mean: 23 is 2023, 70 to 99 are 1970 to 1999."""
    if width == 4:
        return number if 1900 <= number < 2200 else None
    if width == 2:
        return 2000 + number if number < 70 else 1900 + number
    return None


def year_tail(phrase: Phrase, i: int) -> list[tuple[int | None, int]]:
    """Read the year behind a month or quarter, if there is one; the last reading is always "none"."""
    found: list[tuple[int | None, int]] = []
    j = phrase.skip(i, ",")
    year, k = _year_number(phrase, j, i)
    if year is not None:
        found.append((year, k))
    j = phrase.skip(j, "im", "in", "des", "vom", "von")
    j = phrase.skip(j, "der")
    if phrase.word(j) in {"jahr", "jahres", "jahre"} and phrase.at(j + 1).width == 4:
        year = full_year(phrase.number(j + 1) or 0, 4)
        if year is not None:
            found.append((year, j + 2))
    steps = RELATIVE.get(phrase.word(j))
    if steps is not None and phrase.word(j + 1) in {"jahr", "jahres", "jahrs"}:
        found.append((phrase.now.year + steps, j + 2))
    found.append((None, i))
    return found


def _year_number(phrase: Phrase, j: int, i: int) -> tuple[int | None, int]:
    """Read "2023", "'23", "/2023", "/23"; two digits alone ("Mai 22") only near today and at the end."""
    marked = phrase.word(j) in {"/", "'"}
    k = j + 1 if marked else j
    number, width = phrase.number(k), phrase.at(k).width
    if number is None or (phrase.at(k + 1).glued and phrase.word(k + 1) in {":", "."} and phrase.at(k + 2).glued):
        return None, i
    if width == 2 and not marked:
        year = 2000 + number
        near = phrase.now.year - 25 <= year <= phrase.now.year + 5
        after = phrase.word(k + 1)
        if j > i or not near or after in _AFTER_AN_HOUR or (phrase.within and k + 1 < phrase.size):
            return None, i
        return year, k + 1
    year_found = full_year(number, width)
    return year_found, k + 1


def numeric(phrase: Phrase, i: int) -> Found:
    """Read dates in digits."""
    number, width = phrase.number(i), phrase.at(i).width
    if number is None:
        return
    if width == 8:
        year, month_day = divmod(number, 10000)
        if 1900 <= year < 2200:
            yield almanac.day(month_day % 100, month_day // 100, year), i + 1
    elif width == 4:
        yield from _year_first(phrase, i, number)
    elif width <= 2:
        yield from _day_first(phrase, i, number)
        yield from _month_first(phrase, i, number)


def _year_first(phrase: Phrase, i: int, year: int) -> Found:
    if not 1900 <= year < 2200:
        return
    sign = phrase.word(i + 1)
    glued = phrase.at(i + 1).glued and phrase.at(i + 2).glued
    if glued and sign in {"-", "/"}:
        second, width = phrase.number(i + 2), phrase.at(i + 2).width
        third = phrase.number(i + 4)
        if second is not None and width <= 2 and phrase.glued(i + 3, sign) and third is not None:
            yield almanac.day(third, second, year), i + 5
        elif second is not None and width == 2 and sign == "-" and 1 <= second <= 12:
            yield almanac.month(second, year), i + 3
        elif second is not None and width == 2 and second == (year + 1) % 100:
            yield join(almanac.year_span(year), almanac.year_span(year + 1)), i + 3
        elif phrase.word(i + 2) == "q" and 1 <= (third := phrase.number(i + 3) or 0) <= 4:
            yield almanac.quarter(third, year), i + 4
    week_at = i + 2 if glued and sign == "-" else i + 1
    if phrase.word(week_at) == "w" and phrase.at(week_at).glued and phrase.number(week_at + 1):
        yield almanac.week(phrase.number(week_at + 1) or 0, year), week_at + 2
    yield almanac.year_span(year), i + 1


def _day_first(phrase: Phrase, i: int, day: int) -> Found:
    number = phrase.number(i + 2)
    if not phrase.glued(i + 1, ".") or number is None or phrase.at(i + 2).width > 2:
        return
    trusted = phrase.word(i - 1) in _BEFORE_A_DAY or _is_weekday(phrase, i - 1)
    if phrase.glued(i + 3, "."):
        if phrase.number(i + 4) is not None and phrase.word(i + 5) not in _NO_DATE_AFTER:
            width = phrase.at(i + 4).width
            year = full_year(phrase.number(i + 4) or 0, width) if width == 4 or phrase.at(i + 4).glued else None
            if year is not None:
                yield almanac.day(day, number, year), i + 5
            if phrase.at(i + 4).glued:
                return
        if trusted or number <= 12:
            yield almanac.day(day, number, None), i + 4
    elif phrase.at(i + 2).glued and phrase.word(i + 3) not in _NO_DATE_AFTER and 1 <= number <= 12:
        plain = phrase.at(i).width == 2 == phrase.at(i + 2).width and 1 <= day <= 31
        if trusted or plain or phrase.word(i + 3) in {"-", "bis"}:
            yield almanac.day(day, number, None), i + 3


def _month_first(phrase: Phrase, i: int, number: int) -> Found:
    sign = phrase.word(i + 1)
    if sign not in {"/", "."} or not (phrase.at(i + 1).glued and phrase.at(i + 2).glued) or not 1 <= number <= 12:
        return
    width = phrase.at(i + 2).width
    if width == 4 or (width == 2 and sign == "/" and phrase.at(i).width == 2):
        year = full_year(phrase.number(i + 2) or 0, width) if phrase.number(i + 2) is not None else None
        if year is not None and not phrase.glued(i + 3, "/"):
            yield almanac.month(number, year), i + 3


def _is_weekday(phrase: Phrase, i: int) -> bool:
    word = phrase.word(i)
    if word == "." and i > 0:
        word = phrase.word(i - 1)
    return bool(word) and (word in WEEKDAY_SHORT or weekday(word) is not None)


def ordinal(phrase: Phrase, i: int) -> tuple[int, int] | None:
    """Read "2." or "zweiten"."""
    number = phrase.number(i)
    if number is not None:
        return (number, i + 2) if phrase.glued(i + 1, ".") and phrase.at(i).width <= 2 else None
    found = ORDINALS.get(phrase.word(i))
    return (found, i + 1) if found else None


def month_word(phrase: Phrase, i: int) -> tuple[int, int] | None:
    """Read the name of a month, short or long."""
    i = i + 1 if phrase.word(i) == "monat" else i
    word = phrase.word(i)
    if not word or phrase.number(i) is not None:
        return None
    short = MONTH_SHORT.get(word)
    if short:
        return short, phrase.skip(i + 1, ".")
    number = month(word)
    return (number, i + 1) if number else None


def calendar_day(phrase: Phrase, i: int) -> list[tuple[Reading, int]]:
    """Read a day of the calendar without a weekday: "6.9.", "6. September 2023", "2023-09-06", "12."."""
    found = [(r, j) for r, j in numeric(phrase, i) if j > i + 2]
    nth = ordinal(phrase, i)
    number = phrase.number(i)
    if nth is None and number is not None and 1 <= number <= 31 and phrase.at(i).width <= 2:
        nth = (number, i + 1)  # "2 Juni"
        if month_word(phrase, i + 1) is None:
            return found
    if nth is None:
        return found
    day, j = nth
    named = month_word(phrase, j)
    if named:
        found += [(almanac.day(day, named[0], year), k) for year, k in year_tail(phrase, named[1])]
    else:
        found += _of_a_month(phrase, day, j)
        if _stands_as_day(phrase, i) and 1 <= day <= 31:
            found.append((almanac.day_of_month(day), j))
    return found


def _stands_as_day(phrase: Phrase, i: int) -> bool:
    return (
        phrase.word(i - 1) in _BEFORE_A_DAY - {"der"}
        or _is_weekday(phrase, i - 1)
        or (phrase.word(i - 1) == "der" and i >= 2)
    )


def _of_a_month(phrase: Phrase, day: int, i: int) -> list[tuple[Reading, int]]:
    """Read the rest of "5. (des) nächsten Monats"."""
    j = phrase.skip(i, "des", "im", "vom", "in")
    j = phrase.skip(j, "des")
    steps = RELATIVE.get(phrase.word(j))
    if steps is None or phrase.word(j + 1) not in {"monat", "monats", "monates"}:
        return []
    start = almanac.shifted("month", steps, phrase.today).start
    assert start is not None
    return [(almanac.day(day, start.month, start.year), j + 2)]


def named(phrase: Phrase, i: int) -> Found:
    """Read everything else that has a name or number in the calendar."""
    word = phrase.word(i)
    if not word:
        return
    yield from _month(phrase, i)
    yield from _counted(phrase, i)
    if word in SEASONS:
        yield from _season(phrase, i)
    elif word in {"q", "h", "quartal", "halbjahr", "hj"}:
        yield from _quarter(phrase, i)
    elif word in {"kw", "kalenderwoche", "kalenderwochen", "woche", "w"}:
        yield from _week(phrase, i)
    elif word in {"jahr", "jahre", "jahres", "jahren"} and phrase.at(i + 1).width == 4:
        for reading, j in _year_first(phrase, i + 1, phrase.number(i + 1) or 0):
            yield reading, j
    elif word == "heuer":
        yield almanac.year_span(phrase.now.year), i + 1
    else:
        yield from _feast(phrase, i)


def _month(phrase: Phrase, i: int) -> Found:
    found = month_word(phrase, i)
    if found is None:
        return
    number, j = found
    tails = year_tail(phrase, j)
    if phrase.within and phrase.word(i) == "jan" and len(tails) == 1:
        return  # a first name among other words
    for year, k in tails:
        yield almanac.month(number, year), k


def _season(phrase: Phrase, i: int) -> Found:
    number = SEASONS[phrase.word(i)]
    for year, j in year_tail(phrase, i + 1):
        if year is not None and number == 3 and phrase.word(j) in {"/", "-"}:
            second, width = phrase.number(j + 1), phrase.at(j + 1).width
            if second is not None and width in {2, 4} and second % 100 == (year + 1) % 100:
                yield almanac.season(number, year), j + 2
        yield almanac.season(number, year), j


def _quarter(phrase: Phrase, i: int) -> Found:
    word = phrase.word(i)
    number = phrase.number(i + 1) or ROMAN.get(phrase.word(i + 1))
    if number is None or (word in {"q", "h"} and not phrase.at(i + 1).glued):
        return
    yield from _with_number(phrase, number, i + 2, half=word in {"h", "hj", "halbjahr"}, bare=word != "h")


def _with_number(phrase: Phrase, number: int, i: int, *, half: bool, bare: bool = True) -> Found:
    if not 1 <= number <= (2 if half else 4):
        return
    for year, j in year_tail(phrase, phrase.skip(i, "-")):
        if year is not None or (bare and j == i):
            yield (almanac.half if half else almanac.quarter)(number, year), j


def _week(phrase: Phrase, i: int) -> Found:
    word = phrase.word(i)
    j = phrase.skip(i + 1, ".") if word == "kw" else i + 1
    number = phrase.number(j)
    if number is None or phrase.at(j).width > 2 or (word == "w" and not phrase.at(j).glued):
        return
    if word == "w":  # "W12" is a reference
        return
    yield from _week_number(phrase, number, j + 1)


def _week_number(phrase: Phrase, number: int, i: int) -> Found:
    sign, second, width = phrase.word(i), phrase.number(i + 1), phrase.at(i + 1).width
    k = phrase.skip(i + 1, "kw")
    last = phrase.number(k)
    if sign in {"-", "bis", "/", "und", "+"} and last is not None and phrase.at(k).width <= 2 and last > number:
        following = last == number + 1
        if sign in {"-", "bis"} or following:
            doubt = sign == "/" and k == i + 1 and abs(2000 + last - phrase.now.year) <= 5
            for year, j in year_tail(phrase, k + 1):
                reading = join(almanac.week(number, year), almanac.week(last, year))
                if doubt and year is None:
                    yield _doubtful_week(number, last), j
                else:
                    yield reading, j
            return
    if sign == "/" and second is not None and width == 2 and phrase.at(i + 1).glued:
        yield almanac.week(number, full_year(second, 2)), i + 2
        return
    for year, j in year_tail(phrase, phrase.skip(i, "-") if width == 4 else i):
        yield almanac.week(number, year), j


def _doubtful_week(number: int, last: int) -> Span:
    fault = (
        f"„KW {number}/{last}“ ist zweideutig. Schreiben Sie „KW {number} bis {last}“ oder „KW {number}/20{last:02}“."
    )
    span = almanac.year_span(2000 + last)
    return span._replace(fault=fault)


def _counted(phrase: Phrase, i: int) -> Found:
    """Read what an ordinal number begins: "2. Quartal 2024", "50. Kalenderwoche", "1. Advent", "erster Montag im März"."""
    roman = ROMAN.get(phrase.word(i)) if phrase.glued(i + 1, ".") else None
    nth = (roman, i + 2) if roman else ordinal(phrase, i)
    if nth is None:
        return
    number, j = nth
    word = phrase.word(j)
    if word in {"quartal", "quartals", "quartales", "q"}:
        yield from _with_number(phrase, number, j + 1, half=False)
    elif word in {"halbjahr", "halbjahres", "hj"}:
        yield from _with_number(phrase, number, phrase.skip(j + 1, ".") if word == "hj" else j + 1, half=True)
    elif word in {"kw", "kalenderwoche"}:
        yield from _week_number(phrase, number, j + 1)
    elif word in {"advent", "adventssonntag"} and 1 <= number <= 4:
        for year, k in year_tail(phrase, j + 1):
            yield almanac.yearly(almanac.advent(number), year), k
    elif word in {"weihnachtstag", "weihnachtsfeiertag"} and number in {1, 2}:
        for year, k in year_tail(phrase, j + 1):
            yield almanac.day(24 + number, 12, year), k
    else:
        yield from nth_weekday(phrase, number, j)


def nth_weekday(phrase: Phrase, nth: int, i: int) -> Found:
    """Read the rest of "erster Montag im März", "letzter Freitag im Jahr 2026"."""
    day = weekday(phrase.word(i)) if phrase.word(i) else None
    if day is None or nth > 5:
        return
    j = phrase.skip(i + 1, "im", "des", "in")
    if j == i + 1:
        return
    steps = RELATIVE.get(phrase.word(j))
    if steps is not None and phrase.word(j + 1) in {"monat", "monats", "monates"}:
        yield almanac.nth_weekday(day, nth, almanac.shifted("month", steps, phrase.today)), j + 2
        return
    for reading, k in _month(phrase, j):
        yield almanac.nth_weekday(day, nth, reading), k


def _feast(phrase: Phrase, i: int) -> Found:
    word = phrase.word(i)
    at, j = almanac.FEASTS.get(word), i + 1
    if word == "christi" and phrase.word(i + 1) == "himmelfahrt":
        at, j = almanac.FEASTS["himmelfahrt"], i + 2
    elif word == "zwischen" and phrase.word(i + 1) == "den" and phrase.word(i + 2) in {"jahren", "jahr"}:
        at, j = almanac.BETWEEN_THE_YEARS, i + 3
    if at is None:
        return
    for year, k in year_tail(phrase, j):
        yield almanac.yearly(at, year), k
