"""What has a name or number in the calendar: "Mai 2022", "KW 49", "Q3/2025", "Winter 2023/24", "Ostern"."""

from collections.abc import Callable

from commands.dates import almanac
from commands.dates.absolute import Found, full_year, month_word, ordinal, year_first, year_tail
from commands.dates.spans import Reading, Span, join
from commands.dates.tokens import Phrase
from commands.dates.words import (
    RELATIVE,
    ROMAN,
    SEASONS,
    weekday,
)


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
    elif word in {"kw", "kalenderwoche", "kalenderwochen", "woche"}:
        yield from _week(phrase, i)
    elif word in {"jahr", "jahre", "jahres", "jahren"} and phrase.at(i + 1).width == 4:
        yield from year_first(phrase, i + 1, phrase.number(i + 1) or 0)
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
        if phrase.word(i - 1) in {"quartal", "quartals", "halbjahr", "halbjahres"}:
            fault = "Ein Jahr hat nur zwei Halbjahre." if half else "Ein Jahr hat nur vier Quartale."
            for year, j in year_tail(phrase, i):
                yield almanac.year_span(year or phrase.now.year)._replace(fault=fault), j
        return
    for year, j in year_tail(phrase, phrase.skip(i, "-")):
        if year is not None:
            yield (almanac.half if half else almanac.quarter)(number, year), j
    if bare:
        yield (almanac.half if half else almanac.quarter)(number, None), i


def _week(phrase: Phrase, i: int) -> Found:
    word = phrase.word(i)
    j = phrase.skip(i + 1, ".") if word == "kw" else i + 1
    number = phrase.number(j)
    if number is None or phrase.at(j).width > 2:
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
    """Read what an ordinal number begins: "2. Quartal 2024", "50. KW", "1. Advent", "erster Montag im März"."""
    roman = ROMAN.get(phrase.word(i)) if phrase.glued(i + 1, ".") else None
    nth = (roman, i + 2) if roman else ordinal(phrase, i)
    if nth is None:
        return
    number, j = nth
    if phrase.word(j) in {"-", "bis", "und", "/"}:
        yield from _counted_range(phrase, number, phrase.word(j), j + 1)
        return
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


def _counted_range(phrase: Phrase, number: int, sign: str, i: int) -> Found:
    """Read the rest of "3. und 4. Quartal 2027", "49. bis 51. KW", "1. bis 3. Advent"."""
    last = ordinal(phrase, i)
    if last is None or last[0] <= number:
        return
    word = phrase.word(last[1])
    kinds: dict[str, Callable[[int, int | None], Reading]] = {
        "quartal": almanac.quarter,
        "kw": almanac.week,
        "kalenderwoche": almanac.week,
        "advent": lambda n, year: almanac.yearly(almanac.advent(n), year),
    }
    kind = kinds.get(word)
    if kind is None or (word in {"quartal", "advent"} and last[0] > 4):
        return
    for year, j in year_tail(phrase, last[1] + 1):
        gapless = sign not in {"-", "bis"} and word != "advent"
        yield join(kind(number, year), kind(last[0], year), gapless=gapless), j


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


def _feast(phrase: Phrase, i: int) -> Found:  # one branch for each form
    word = phrase.word(i)
    at, j = almanac.FEASTS.get(word), i + 1
    if word == "christi" and phrase.word(i + 1) == "himmelfahrt":
        at, j = almanac.FEASTS["himmelfahrt"], i + 2
    elif word == "tag" and phrase.word(i + 1) == "der":
        if phrase.word(i + 2) == "arbeit":
            at, j = almanac.FEASTS["maifeiertag"], i + 3
        elif phrase.word(i + 2) == "deutschen" and phrase.word(i + 3) == "einheit":
            at, j = almanac.FEASTS["einheitstag"], i + 4
    elif word == "zwischen" and phrase.word(i + 1) == "den" and phrase.word(i + 2) in {"jahren", "jahr"}:
        at, j = almanac.BETWEEN_THE_YEARS, i + 3
    if at is None:
        return
    for year, k in year_tail(phrase, j):
        yield almanac.yearly(at, year), k
