"""Dates and times of day as they stand in running text, with what they leave open."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from commands.dates.words import MONTH_NAMES, MONTH_SHORT, WEEKDAY_NAMES, WEEKDAY_SHORT
from commands.dates.words import fold as fold_word
from storage.when import Precision

_MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)} | {"jänner": 1, "maerz": 3}
_SHORT = {word: number for word, number in MONTH_SHORT.items() if word != "mar"} | {"mär": 3, "jän": 1}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(WEEKDAY_NAMES)} | {"sonnabend": 5}
SEASONS = {"frühjahr": "spring", "frühling": "spring", "sommer": "summer", "herbst": "autumn", "winter": "winter"}

_NAMES = "|".join(_MONTHS)
_SHORTS = "|".join(_SHORT)
_MONTH = rf"(?:{_NAMES}|(?:{_SHORTS})(?:\.|(?=\s+(?:19|20)\d\d)))"
_WD = (
    rf"(?:(?P<{{0}}>{'|'.join(_WEEKDAYS)}|(?:{'|'.join(WEEKDAY_SHORT)})(?=[.,]))[.,]*\s*(?:,|den|dem|der|vom|"
    rf"\()*\s*(?:den|dem)?\s*)?"
)
_D = r"(?<![\d.:,/])(?:0?[1-9]|[12]\d|3[01])"
_Y = r"(?:(?:19|20)\d\d)(?!\d)"
_TO = r"\s*(?:-|–|—|/|bis(?: einschließlich)?(?: zum)?|,?\s?und|&|sowie|\+|auf(?: den)?)\s*"

_COUNTED = (  # "Tag 2 - 5. September": a number that counts something is no day
    "Tag", "Tages", "Teil", "Modul", "Block", "Woche", "Runde", "Session", "Termin", "Workshop", "Forum", "Nr.",
    "Ausgabe", "Heft", "Band", "Sitzung", "Treffen", "Phase", "Etappe", "Seminar", "Webinar", "Kapitel",
    "Lektion", "Folge",
)  # fmt: skip
_NO_COUNT = "".join(rf"(?<!\b{re.escape(word)} )" for word in _COUNTED)

_RANGE_WORDS = re.compile(
    rf"(?<![\w.])(?:(?=\d{{1,2}}\.)|{_NO_COUNT}){_WD.format('w1')}(?P<d1>{_D})\.?\s*(?P<m1>{_MONTH})?\s*(?P<y1>{_Y})?{_TO}"
    rf"{_WD.format('w2')}(?P<d2>0?[1-9]|[12]\d|3[01])\.\s*(?P<m2>{_MONTH})(?!\w)\.?(?:\s*,?\s*(?P<y2>{_Y}))?",
    re.IGNORECASE,
)
_RANGE_NUMBERS = re.compile(
    rf"(?<![\w.]){_WD.format('w1')}(?P<d1>{_D})\.\s?(?:(?P<m1>1[0-2]|0?[1-9])\.)?\s?(?P<y1>{_Y})?{_TO}"
    rf"{_WD.format('w2')}(?P<d2>0?[1-9]|[12]\d|3[01])\.\s?(?P<m2>1[0-2]|0?[1-9])\.\s?(?P<y2>{_Y}|"
    rf"(?<=\.)\d\d(?![\d:.–-]))?",
    re.IGNORECASE,
)
_SINGLE_WORDS = re.compile(
    rf"(?<![\w.]){_WD.format('w1')}(?P<d1>{_D})\.?\s*(?P<m1>{_MONTH})(?:e?s)?(?!\w)\.?(?:\s*,?\s*(?P<y1>{_Y}|"
    rf"['’]\d\d))?",
    re.IGNORECASE,
)
_SINGLE_NUMBERS = re.compile(
    (
        rf"(?<![\w.,/]){_WD.format('w1')}(?P<d1>{_D})\.\s?(?P<m1>1[0-2]|0?[1-9])\.(?:\s?(?P<y1>{_Y}|"
        rf"(?:(?<=\.)|(?<=\d\.\s\d\d\.\s))\d\d(?![\d:.–-])))?(?!\d)"
    ),
    re.IGNORECASE,
)
_SINGLE_BARE = re.compile(  # "Donnerstag 13.04": only behind a weekday
    rf"(?<![\w.])(?P<w1>{'|'.join(_WEEKDAYS)}),?\s(?:den\s|dem\s)?(?P<d1>0?[1-9]|[12]\d|3[01])\.(?P<m1>1[0-2]|0?[1-9])"
    rf"(?![\d.:]|\s?(?:Uhr|h\b))(?!\s?(?:[-–]|bis)\s?\d)",
    re.IGNORECASE,
)
_BARE_RANGE = re.compile(
    rf"(?<![\w.])(?P<w1>{'|'.join(_WEEKDAYS)}),?\s(?:den\s|dem\s)?(?P<d1>0?[1-9]|[12]\d|3[01])\.(?P<m1>1[0-2]|"
    rf"0?[1-9])\.?"
    rf"\s?(?P<y1>{_Y})?{_TO}(?P<w2>{'|'.join(_WEEKDAYS)}),?\s(?:den\s|dem\s)?(?P<d2>0?[1-9]|[12]\d|3[01])\."
    rf"(?P<m2>1[0-2]|0?[1-9])\.?\s?(?P<y2>{_Y})?(?![\d:])",
    re.IGNORECASE,
)
_FROM_DAY = re.compile(  # "vom 11.04 - 15.04": hours would stand behind "von"
    rf"\b[Vv]om\s(?P<w1>(?!))?(?P<d1>{_D})\.(?P<m1>1[0-2]|0?[1-9])(?P<y1>(?!))?\s?(?:-|–|bis(?: zum)?)\s?(?P<w2>(?!))?"
    r"(?P<d2>0?[1-9]|[12]\d|3[01])\.(?P<m2>1[0-2]|0?[1-9])(?P<y2>(?!))?(?![.\d]|\s?Uhr)"
)
_TWO_WEEKDAYS = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\s?(?:und|&|/|bis|-|–)\s?$", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(?P<y1>(?:19|20)\d\d)-(?P<m1>0[1-9]|1[0-2])-(?P<d1>0[1-9]|[12]\d|3[01])(?!\d)")
_SLASH = re.compile(r"(?<!\d)(?P<d1>0[1-9]|[12]\d|3[01])/(?P<m1>0[1-9]|1[0-2])/(?P<y1>(?:19|20)\d\d)(?!\d)")
_AMERICAN = re.compile(  # only where the second number can be no month
    r"(?<!\d)(?P<m1>0[1-9]|1[0-2])/(?P<d1>1[3-9]|2\d|3[01])/(?P<y1>(?:19|20)\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(  # "Mrz 21, 2023" of blogs
    rf"(?<![\w.])(?P<m1>{_NAMES}|{_SHORTS})\.?\s(?P<d1>0?[1-9]|[12]\d|3[01]),\s(?P<y1>{_Y})", re.IGNORECASE
)
_MONTH_ONLY = re.compile(
    rf"(?<!\w)(?:(?P<part>Anfang|Mitte|Ende)\s+)?(?P<m1>{'|'.join(_MONTHS)})\s+(?:des Jahres\s+)?(?P<y1>{_Y})",
    re.IGNORECASE,
)
_MONTH_BARE = re.compile(
    rf"(?<!\w)(?:im|Anfang|Mitte|Ende)\s+(?P<m1>{'|'.join(_MONTHS)})(?!\w)(?!\s+{_Y})", re.IGNORECASE
)
_SEASON = re.compile(rf"(?<!\w)(?P<s>{'|'.join(SEASONS)})\s+(?P<y1>{_Y})(?:/\d\d)?", re.IGNORECASE)
_YEAR = re.compile(rf"(?<!\w)(?:im Jahre?|in|Jahr)\s+(?P<y1>{_Y})", re.IGNORECASE)

_H = r"(?:[01]?\d|2[0-4])"
_RANGE_TIME = re.compile(
    rf"(?<![\d.,/])(?:von\s+|zwischen\s+|ab\s+)?(?P<h1>{_H})(?:[:.](?P<n1>[0-5]\d))?\s*(?P<u1>Uhr|"
    rf"h\b)?\s*(?:(?:-|–|—|bis)(?:\s+(?:ca\.|circa|gegen|etwa|ungefähr|"
    rf"voraussichtlich))?|und)\s*"
    rf"(?P<h2>{_H})(?:[:.](?P<n2>[0-5]\d))?(?!\d|[.:]\d|\.\s?[A-ZÄÖÜ\d])\s*(?P<u2>Uhr|h\b)?",
    re.IGNORECASE,
)
_SINGLE_TIME = re.compile(
    rf"(?<![\d.,/:])(?P<h1>{_H})(?:(?:[:.](?P<n1>[0-5]\d))?\s*(?P<u1>Uhr|h\b)|:(?P<n2>[0-5]\d)(?![\d:])"
    rf"(?:\s?(?P<half>[AP]M)\b)?)",
    re.IGNORECASE,
)

_BETWEEN = re.compile(  # what stands between a day and its hours
    r"[^\w.!?]*(?:(?:von|ab|um|jeweils|in der Zeit|Beginn|Uhrzeit|Zeit|gegen|zwischen|Start|dem|ganztägig|findet|"
    rf"pünktlich|ca\.|circa|etwa|morgens|vormittags|mittags|nachmittags|abends|{'|'.join(_WEEKDAYS)})[^\w.!?]*){{0,3}}",
    re.IGNORECASE,
)
LEAP = 2024  # a year that has every day

Clock = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Times:
    """A time of day, or from one to another."""

    begin: Clock
    end: Clock | None
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a text. ``year`` is ``None`` where the text does not say it; ``last`` is the last day of several."""

    year: int | None
    month: int | None
    day: int | None
    precision: Precision
    text: str
    start: int
    stop: int
    last: tuple[int | None, int, int] | None = None
    season: str | None = None
    weekday: int | None = None
    last_weekday: int | None = None
    times: Times | None = None

    @property
    def said_until(self) -> int:
        """Return where the date ends in its text, with the times behind it."""
        return max(self.stop, self.times.stop if self.times is not None else 0)

    def day_in(self, year: int) -> date:
        """Return its first day in a year; only for a date to the day."""
        assert self.month is not None
        assert self.day is not None
        return date(self.year or year, self.month, self.day)

    def with_year(self, year: int) -> "Moment":
        """Return the same date with a year that was found elsewhere."""
        last = (self.last[0] or year, *self.last[1:]) if self.last else None
        return replace(self, year=self.year or year, last=last)

    def exists(self, year: int) -> bool:
        """Tell whether the calendar has these days in that year."""
        if self.day is None:
            return True
        try:
            self.day_in(year)
            if self.last is not None:
                date(self.last[0] or year, *self.last[1:])
        except ValueError:
            return False
        return True


def follow(days: Iterable[Moment]) -> bool:
    """Tell whether each of the days is after the one before; a part that is not said comes first."""
    counted = ((one.year or 0, one.month or 0, one.day or 0) for one in days)
    return all(one < other for one, other in itertools.pairwise(counted))


def find_moments(text: str) -> list[Moment]:
    """Return the dates of a text in order, each with the times that stand beside it."""
    return list(_moments(text))


@lru_cache(maxsize=1024)  # each part of a document is asked several times, by title, date, place and programme
def _moments(text: str) -> tuple[Moment, ...]:
    found: list[Moment] = []
    taken: list[tuple[int, int]] = []
    for read in (_ranges, _singles, _coarse) if any(map(str.isdigit, text)) else (_coarse,):
        for moment in read(text):
            if not any(moment.start < b and moment.stop > a for a, b in taken):
                found.append(moment)
                taken.append((moment.start, moment.stop))
    found.sort(key=lambda moment: moment.start)
    timed = [
        _timed(moment, text, found[n + 1].start if n + 1 < len(found) else len(text)) for n, moment in enumerate(found)
    ]
    return tuple(_from_to(timed, text))


def _from_to(found: list[Moment], text: str) -> list[Moment]:
    """Join "12.05.2023 10:00 Uhr – 13.05.2023 16:00 Uhr", where each day has its own time."""
    result: list[Moment] = []
    for moment in found:
        before = result[-1] if result else None
        if (
            before is not None
            and before.times is not None
            and moment.times is not None
            and before.times.end is None
            and before.last is None
            and moment.last is None
            and moment.day is not None
            and moment.month is not None
            and re.fullmatch(r"[\s,(]*(?:Uhr)?\s*(?:-|–|—|bis(?: zum)?)\s*", text[before.times.stop : moment.start])
        ):
            same = (before.month, before.day) == (moment.month, moment.day)
            times = replace(before.times, end=moment.times.begin, stop=moment.times.stop)
            last = None if same else (moment.year, moment.month, moment.day)
            if not same or moment.times.begin > before.times.begin:
                result[-1] = replace(before, year=before.year or moment.year, last=last, times=times)
                continue
        result.append(moment)
    return result


def _ranges(text: str) -> Iterator[Moment]:
    for pattern in (_RANGE_WORDS, _RANGE_NUMBERS, _BARE_RANGE, _FROM_DAY):
        for match in pattern.finditer(text):
            month2 = _month(match["m2"])
            month1 = _month(match["m1"]) if match["m1"] else month2
            year2, year1 = _year(match["y2"]), _year(match["y1"])
            year1 = year1 or (year2 - 1 if year2 and month1 > month2 else year2)
            year2 = year2 or year1
            first = (month1, int(match["d1"]))
            last = (month2, int(match["d2"]))
            if year1 == year2 and last <= first:
                continue
            weekday, last_weekday = _weekday(match["w1"]), _weekday(match["w2"])
            if _are_apart(match, first, last, year1):
                yield Moment(
                    year1,
                    *first,
                    Precision.DAY,
                    match[0].strip(" ,("),
                    match.start(),
                    match.start("d2"),
                    weekday=weekday,
                )
                text2 = text[match.start("d2") : match.end()].strip(" ,(")
                yield Moment(year2, *last, Precision.DAY, text2, match.start("d2"), match.end(), weekday=last_weekday)
                continue
            before = _TWO_WEEKDAYS.search(text[max(0, match.start() - 24) : match.start()])
            if before is not None and weekday is not None and last_weekday is None:
                weekday, last_weekday = _weekday(before[1]), weekday  # "Freitag und Samstag, dem 9. und 10. Mai"
            yield Moment(
                year1, *first, Precision.DAY, match[0].strip(" ,("), match.start(), match.end(), (year2, *last),
                weekday=weekday, last_weekday=last_weekday,
            )  # fmt: skip


def _are_apart(match: re.Match[str], first: tuple[int, int], last: tuple[int, int], year: int | None) -> bool:
    """Tell whether two days that "und" joins do not follow each other: "am 14. und 16. Mai" are two days, no span."""
    joint = match.string[match.end("d1") : match.start("d2")]
    try:
        days = (date(year or LEAP, *last) - date(year or LEAP, *first)).days
    except ValueError:
        return False
    return days != 1 and re.search(r"\b(?:und|sowie)\b|&|\+", joint) is not None


def _singles(text: str) -> Iterator[Moment]:
    for pattern in (_SINGLE_WORDS, _SINGLE_NUMBERS, _SINGLE_BARE, _ISO, _SLASH, _AMERICAN, _MONTH_FIRST):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if pattern is _SINGLE_NUMBERS and re.match(r"\s*(?:Uhr|%|€|Euro|Mio)", text[match.end() :]):
                continue
            yield Moment(
                _year(groups.get("y1")), _month(groups["m1"]), int(groups["d1"]), Precision.DAY,
                match[0].strip(" ,("), match.start(), match.end(), weekday=_weekday(groups.get("w1")),
            )  # fmt: skip


def _coarse(text: str) -> Iterator[Moment]:
    for match in _MONTH_ONLY.finditer(text):
        yield Moment(
            int(match["y1"]), _month(match["m1"]), None, Precision.MONTH, match[0], match.start(), match.end()
        )
    for match in _SEASON.finditer(text):
        season = SEASONS[match["s"].lower()]
        yield Moment(
            int(match["y1"]), None, None, Precision.SEASON, match[0], match.start(), match.end(), season=season
        )
    for match in _YEAR.finditer(text):
        yield Moment(int(match["y1"]), None, None, Precision.YEAR, match[0], match.start(), match.end())
    for match in _MONTH_BARE.finditer(text):
        yield Moment(None, _month(match["m1"]), None, Precision.MONTH, match[0], match.start(), match.end())


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    plain = word.lower().rstrip(".")
    return _MONTHS.get(plain) or _SHORT.get(plain) or _SHORT[fold_word(plain)]


def _year(word: str | None) -> int | None:
    if not word:
        return None
    number = int(word.lstrip("'’"))
    return number if number > 99 else 2000 + number


def _weekday(word: str | None) -> int | None:
    if word is None:
        return None
    plain = word.lower().rstrip(".,")
    return _WEEKDAYS.get(plain, WEEKDAY_SHORT.get(plain))


def _timed(moment: Moment, text: str, until: int) -> Moment:
    """Add the time that follows a date closely, or stands right before it ("um 18 Uhr am 5. Mai")."""
    if moment.precision is not Precision.DAY:
        return moment
    after = text[moment.stop : min(until, moment.stop + 60)]
    for times in find_times(after):
        between = after[: times.start]
        if _BETWEEN.fullmatch(between):
            return replace(
                moment, times=replace(times, start=moment.stop + times.start, stop=moment.stop + times.stop)
            )
        break
    before = text[max(0, moment.start - 30) : moment.start]
    found = list(find_times(before))
    if found and re.fullmatch(r"[\s,]*(?:am|des|vom)?\s*", before[found[-1].stop :]):
        return replace(moment, times=found[-1])
    return moment


def find_times(text: str) -> Iterator[Times]:
    """Yield the times of day in a text in order; numbers without "Uhr" count only as HH:MM or in a range of such."""
    position = 0
    while position < len(text):
        span, single = _RANGE_TIME.search(text, position), _SINGLE_TIME.search(text, position)
        if span is not None and span["u1"] is None and span["u2"] is None and text[: span.start()].endswith("vom "):
            position = span.end()  # days
            continue
        if span is not None and not _is_time_range(span):
            nearer = _RANGE_TIME.search(text, span.start() + 1)
            span = nearer if nearer is not None and _is_time_range(nearer) else None
        if span is None and single is None:
            return
        if span is not None and (single is None or span.start() <= single.start()):
            begin = (int(span["h1"]), int(span["n1"] or 0))
            end = (int(span["h2"]), int(span["n2"] or 0))
            yield Times(begin, end if end > begin else None, span.start(), span.end())
            position = span.end()
        else:
            assert single is not None
            clock = (int(single["h1"]), int(single["n1"] or single["n2"] or 0))
            if single["half"] is not None and 1 <= clock[0] <= 12:  # "08:00 PM" of English calendars
                clock = (clock[0] % 12 + (12 if single["half"].upper() == "PM" else 0), clock[1])
            if clock < (24, 0):
                yield Times(clock, None, single.start(), single.end())
            position = single.end()


def _is_time_range(match: re.Match[str]) -> bool:
    if int(match["h1"]) == 24 or (int(match["h2"]) == 24 and match["n2"] not in {None, "00"}):
        return False
    if match["u2"] or match["u1"]:
        return True
    return bool(match["n1"] and match["n2"])


def iso_days(moment: Moment, year: int) -> tuple[date, date]:
    """Return first and last day."""
    first = moment.day_in(year)
    if moment.last is None:
        return first, first
    return first, date(moment.last[0] or first.year, *moment.last[1:])
