"""Whole phrases: dates with times, ranges, "ab", "bis" and "seit"; and finding one among other words."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from commands.dates.absolute import ordinal
from commands.dates.almanac import day_of_month
from commands.dates.amounts import amounts, single
from commands.dates.clock import at_times, bare_times, part_of_day, times
from commands.dates.model import DateError, Period, Prefer
from commands.dates.relative import date, day_ranges, linked
from commands.dates.spans import Reading, Span, change, choose, finish, is_day, join, moment, sample
from commands.dates.tokens import Phrase
from commands.dates.words import PARTS, fold, spelt
from storage.when import Precision

Found = Iterator[tuple[Reading, int]]

_LONGEST = 160
_JOINS = frozenset(("-", "bis", "und", "/", "+", "&"))
_FROM = frozenset(("von", "vom", "ab"))
_UNTIL_MORE = ("zum", "zur", "einschliesslich", "einschl", "inklusive", "inkl", "spaetestens", "am", "in")
_OPEN = spelt(
    {
        "ab frühestens": "from",
        "seit": "since",
        "bis spätestens längstens": "until",
        "nach": "after",
        "vor": "before",
    }
)
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII | re.IGNORECASE)

# A number after one of these names a thing, not a day; after a title also a year.
_LABELS = frozenset(
    """workshop werkstatt fachforum forum raum saal halle modul teil gruppe version kommune web industrie stadt city
    nr nummer kapitel seite block los top paragraph panel session impuls zimmer haus ebene phase stufe programm
    runde slot""".split()  # noqa: SIM905  # a list of words reads better
)
_TITLES = frozenset(("agenda", "vision", "horizont", "windows", "iso", "din", "en", "industrie", "version"))
# A number before one of these counts things.
_COUNTED = frozenset(
    """euro eur € % prozent personen teilnehmende teilnehmer teilnehmerinnen einwohner kommunen staedte gemeinden
    meter km mal x stueck plaetze leute menschen""".split()  # noqa: SIM905  # a list of words reads better
)


def date_ranges(phrase: Phrase, i: int) -> list[tuple[Reading, int]]:
    """Read a date or a range of dates."""
    j = i + 1 if phrase.word(i) in _FROM else i
    found = list(day_ranges(phrase, j))
    if phrase.word(j) in {"den", "dem", "am"}:
        found += day_ranges(phrase, j + 1)
    for left, k in phrase.once(date, j):
        halves = phrase.word(i) == "von" and phrase.word(j) in PARTS and phrase.word(j + 2) in PARTS
        if j == i or halves:  # "von Anfang bis Mitte Mai" is one date of two parts
            found.append((left, k))
        sign = phrase.word(k)
        if sign == "/" and phrase.at(j).width == 4 == phrase.at(k + 1).width:
            sign = "-"  # ISO 8601: "2023-06-02/2023-06-04"
            found += _second(phrase, left, sign, k + 1)
        elif sign in _JOINS:
            found += _second(phrase, left, sign, k + 1)
        elif sign == "," and phrase.word(k + 1) == "bis":
            found += _second(phrase, left, "bis", k + 2)
    if phrase.word(i) == "zwischen":
        for left, k in [*phrase.once(date, i + 1), *_lone_day(phrase, i + 1)]:
            if phrase.word(k) == "und":
                found += _second(phrase, left, "-", k + 1)
    return found


def _lone_day(phrase: Phrase, i: int) -> Found:
    """Read the left side of "zwischen (dem) 3. und 5. Juni"."""
    nth = ordinal(phrase, phrase.skip(i, "dem", "den"))
    if nth and 1 <= nth[0] <= 31:
        yield day_of_month(nth[0]), nth[1]


def _second(phrase: Phrase, left: Reading, sign: str, i: int) -> Found:
    """Read the right side of a range; "bis zum", "bis einschließlich"."""
    j = i
    while sign == "bis" and phrase.word(j) in _UNTIL_MORE:
        j += 1
    for right, k in phrase.once(date, j) + (phrase.once(date, j - 1) if j > i else []):
        if sign in _JOINS and not _same_kind(left, right, sign, phrase):
            continue
        yield linked(left, right, sign), k


def _same_kind(left: Reading, right: Reading, sign: str, phrase: Phrase) -> bool:
    """Days go with days; what only stands beside ("KW 49, 2. Dezember") is no range."""
    if sign in {"-", "bis"}:
        return True
    return sample(left, phrase).precision == sample(right, phrase).precision


def _point(phrase: Phrase, i: int) -> list[tuple[Reading, int]]:
    """Read dates with times, in either order, or one of them."""
    found: list[tuple[Reading, int]] = []
    for reading, j in phrase.once(date_ranges, i):
        if j < phrase.size and is_day(reading, phrase):
            if phrase.word(phrase.skip(j, ",")) in {"ganztaegig", "ganztags"}:
                found.append((reading, phrase.skip(j, ",") + 1))
            k = phrase.skip(phrase.skip(j, ",", ";", "|"), "-")
            if phrase.word(k) == "t" and phrase.at(k).glued:
                k += 1
            starts = {k, phrase.skip(j, ",")}
            for start in sorted(starts, reverse=True):
                for clock, end in times(phrase, start, dated=True):
                    timed = at_times(reading, clock, phrase)
                    found.append((timed, end))
                    if clock.end is None:
                        found += _lasting(phrase, timed, end)
        found.append((reading, j))
    for clock, j in times(phrase, i, dated=False):
        k = phrase.skip(j, ",")
        found += [(at_times(r, clock, phrase), e) for r, e in phrase.once(date_ranges, k) if is_day(r, phrase)]
        found.append((bare_times(clock, phrase), j))
    for clock, j in part_of_day(phrase, i):
        found += [(at_times(r, clock, phrase), e) for r, e in phrase.once(date, j) if is_day(r, phrase)]
    return found


def _lasting(phrase: Phrase, reading: Reading, i: int) -> Found:
    """Read how long it lasts: "14 Uhr, 90 Minuten", "10 Uhr für zwei Stunden"."""
    j = phrase.skip(phrase.skip(i, ",", ";"), "fuer", "dauer")
    for amount, k in amounts(phrase, phrase.skip(j, ":")):
        if amount.minutes and not amount.days and not amount.months:
            length = timedelta(minutes=amount.minutes)
            yield change(reading, partial(_until, length=length)), k


def _until(span: Span, length: timedelta) -> Span:
    return span if span.start is None else span._replace(end=span.start + length)


def _phrase(phrase: Phrase, i: int) -> list[tuple[Reading, int]]:
    """Read a whole phrase."""
    found = list(phrase.once(_point, i))
    j = i + 1 if phrase.word(i) in _FROM else i
    for left, k in phrase.once(_point, j):
        sign = phrase.word(k)
        if sign in {"-", "bis"} and k + 1 < phrase.size:
            m = phrase.skip(k + 1, "zum", "am")
            found += [(join(left, right), e) for right, e in phrase.once(_point, m)]
        elif sign == "an" and phrase.word(i) in _FROM:
            found.append((_from(left, phrase), k + 1))
    found += _open(phrase, i)
    return found


def _open(phrase: Phrase, i: int) -> Found:
    """Read "ab März", "seit zwei Wochen", "bis Freitag", "nach Ostern", "vor dem 1. März"."""
    side = _OPEN.get(phrase.word(i))
    if side is None:
        return
    j = i + 1
    while phrase.word(j) in _UNTIL_MORE or phrase.word(j) in {"dem", "den", "der", "ab", "bis"}:
        j += 1
    if side == "since":
        for amount, k in single(phrase, j):
            start = phrase.wall - amount.delta() if amount.is_time else phrase.today - amount.delta()
            yield Span(start, None, Precision.MINUTE if amount.is_time else Precision.DAY), k
    for at in range(i + 1, j + 1):
        for reading, k in phrase.once(_point, at):
            if side in {"from", "since"}:
                yield _from(reading, phrase, since=side == "since"), k
                continue
            span = choose(reading, phrase.wall, phrase.prefer)
            last = span.end or span.start
            if side == "until":
                yield span._replace(start=None, end=last, vague=False), k
            elif side == "before":
                yield span._replace(start=None, end=span.start, vague=False), k
            else:
                yield span._replace(start=last, end=None, vague=False), k


def _from(reading: Reading, phrase: Phrase, *, since: bool = False) -> Span:
    return choose(reading, phrase.wall, "past" if since else phrase.prefer)._replace(end=None, vague=False)


def _iso(text: str, phrase: Phrase) -> Span | None:
    """Read ISO 8601 with a T: one moment, or two with "/", "-" or "bis" between."""
    found = _ISO.findall(text)
    if not found or len(found) > 2 or _ISO.sub("", text).strip(" /–-bis") or not text[0].isdigit():
        return None
    try:
        stamps = [datetime.fromisoformat(stamp.upper()) for stamp in found]
    except ValueError as error:
        raise DateError(f"Die Zeitangabe „{text}“ gibt es so nicht.") from error
    aware = [s.astimezone(phrase.now.tzinfo) if s.tzinfo else s for s in stamps]
    start = moment(aware[0])
    return start if len(aware) == 1 else start._replace(end=aware[1])


def read(text: str, now: datetime, prefer: Prefer) -> Span | None:
    """Read a whole phrase; None if it is no time, DateError if it can't be right."""
    text = text.strip().rstrip(".!?,;") if not text.rstrip().endswith(".") else text.strip().rstrip("!?,;")
    if not text or len(text) > _LONGEST:
        return None
    phrase = Phrase(text, now, prefer)
    if "T" in text.upper()[10:11]:
        iso = _iso(text, phrase)
        if iso is not None:
            return iso
    ends = {phrase.size}
    if phrase.size and phrase.word(phrase.size - 1) == ".":
        ends.add(phrase.size - 1)
    best: Span | None = None
    for reading, j in _phrase(phrase, 0):
        if j in ends:
            span = choose(reading, phrase.wall, prefer)
            if not span.fault:
                return span
            best = best or span
    return best


def parse_period(text: str, now: datetime, prefer: Prefer = "future") -> Period | None:
    """Read a German time phrase; None if the text as a whole is no time.

    ``now`` is aware and gives the zone. A bare month, day, weekday or hour is the next one or, with
    ``prefer="past"``, the last one; what runs now counts for both. Raises ``DateError`` for what can't be: a date
    that does not exist, a weekday that does not fit the date, an end before the beginning.
    """
    span = read(text, now, prefer)
    return None if span is None else finish(span, now.tzinfo)


def find_period(words: str, now: datetime, prefer: Prefer = "future") -> tuple[Period | None, str]:
    """Split the longest time phrase out of a command's words: "märz online iserlohn" → March, "online iserlohn".

    Numbers that name or count things ("Workshop 3", "2000 Einwohner"), years far ahead ("Smart City 2030") and what
    stands in quotes or is part of a longer word stay words.
    """
    whole = parse_period(words, now, prefer)
    if whole is not None:
        return whole, ""
    phrase = Phrase(words, now, prefer, within=True)
    best: tuple[int, int, Span] | None = None
    quoted = _quoted(words)
    for i in range(phrase.size):
        if not _may_begin(phrase, i) or any(a <= phrase.at(i).start < b for a, b in quoted):
            continue
        for reading, j in _phrase(phrase, i):
            length = j - i
            if best is not None and length < best[1] - best[0]:
                continue
            if not _may_end(phrase, i, j):
                continue
            better = best is None or length > best[1] - best[0]
            if not better and (best is None or best[0] != i or not best[2].fault):
                continue
            span = choose(reading, phrase.wall, prefer)
            if better or not span.fault:
                best = (i, j, span)
    if best is None:
        return None, words.strip()
    i, j, span = best
    rest = words[: phrase.at(i).start] + " " + words[phrase.at(j - 1).end :]
    return finish(span, now.tzinfo), _tidy(rest)


def _quoted(words: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[\"„“»«][^\"„“”»«]*[\"“”»«]", words)]


def _may_begin(phrase: Phrase, i: int) -> bool:
    token = phrase.at(i)
    if not token.text[0].isalnum() and token.text != "'":
        return False
    before = phrase.word(i - 1)
    if token.glued and before and (before[0].isalnum() or before in {"-", "_", "/", "@", "#", "."}):
        return False
    if token.number is None:
        return True
    return before not in _TITLES and (before not in _LABELS or token.width == 4)


def _may_end(phrase: Phrase, i: int, j: int) -> bool:
    last, following = phrase.at(j - 1), phrase.at(j)
    if following.glued and (following.text[0].isalnum() or following.text in {"-", "_", "/", "%", "€"}):
        return False
    if last.number is not None and following.text in _COUNTED:
        return False
    alone = j == i + 1 and last.number is not None
    return not (alone and i > 0 and last.number is not None and last.number > phrase.now.year + 1)


def _tidy(rest: str) -> str:
    rest = re.sub(r"\(\s*\)|\[\s*\]", " ", rest)
    words = rest.split()
    while words and fold(words[0]) in {"und", "oder", ",", ";"}:
        del words[0]
    while words and fold(words[-1]) in {"und", "oder", ",", ";"}:
        del words[-1]
    return " ".join(words).strip(" ,;")
