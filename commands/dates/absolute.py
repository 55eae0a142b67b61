"""Days, months and years of the calendar: "06.09.2023", "2. Juni", "2023-09-06", "05/2022", "2022"."""

from collections.abc import Iterator

from commands.dates import almanac
from commands.dates.spans import Reading, join
from commands.dates.tokens import Phrase
from commands.dates.words import MONTH_SHORT, ORDINALS, RELATIVE, WEEKDAY_SHORT, month, weekday

Found = Iterator[tuple[Reading, int]]

_BEFORE_A_DAY = frozenset(("am", "den", "dem", "der", "vom", "zum", "bis", "ab", "seit", "von", ",", "-"))


_AFTER_AN_HOUR = frozenset(("uhr", "h", "-", "bis", ":", ".", "/"))


_ENGLISH_SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "winter": 3}  # as `netzbote import --json` writes them
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
        yield from year_first(phrase, i, number)
    elif width <= 2:
        yield from _day_first(phrase, i, number)
        yield from _month_first(phrase, i, number)


def year_first(phrase: Phrase, i: int, year: int) -> Found:
    """Read what begins with a year: "2023-09-06", "2023-09", "2023/24", "2025-Q3", "2027-W03", "2022"."""
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
        elif phrase.word(i + 2) == "q" and 1 <= (quarter := phrase.number(i + 3) or 0) <= 4:
            yield almanac.quarter(quarter, year), i + 4
        elif phrase.word(i + 2) in _ENGLISH_SEASONS:
            yield almanac.season(_ENGLISH_SEASONS[phrase.word(i + 2)], year), i + 3
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
    if number is None:
        return None
    return number, phrase.skip(i + 1, ".") if len(word) == 3 else i + 1


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
