"""What speaks for and against a date being the event's: named signs, each there or not (:mod:`.weighing`)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from commands.documents.prose.date_mentions import FAR, LEAP, NEAR, SHORT, Mention, mentions
from commands.documents.prose.date_words import (
    CALLED_OFF,
    INVITES,
    MOVED_FROM,
    MOVED_TO,
    OTHER_HEAD,
    REPORTS,
    ROW,
    SENTENCE_END,
    TOWN,
    WORDS,
)
from commands.documents.prose.finer import SPEAKS_FOR
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_times
from commands.documents.prose.vocabulary import VENUE_WORD

LONG = 200  # characters of a paragraph
HEAD, TOP = 3, 8  # lines at the head of a text
LAST = 0.8  # of a text, behind which it only ends
BEGINS = 12  # characters with which a sentence begins
TELLING = 4000  # characters that show whether a text reports or invites
ROWS = 2  # lines with times that make a programme
LISTED = 3  # points with dates that make a list
OFTEN = 20  # mentions of one day that are looked at
WEEKS = 120  # days between an event and what is written about it
FIVE = 5  # minutes: events begin at full ones, pages are published at any
Named = Iterator[tuple[str, object]]  # signs, each with whether it is there


@dataclass(frozen=True, slots=True)
class Setting:
    """What all dates of a text share. ``titles``: places of the title's parts; ``kind``: report or invitation."""

    parts: list[Part]
    found: list[Mention]
    hints: tuple[int, ...]
    titles: tuple[int, ...]
    kind: str
    listed: bool
    by_day: dict[tuple[int | None, int | None], list[Mention]]
    spans: list[Mention]
    told: frozenset[tuple[int | None, int | None]]
    bare: frozenset[tuple[int | None, int | None]]
    stamps: tuple[date, ...]
    year: int | None
    first: date | None
    last: date | None


def setting(parts: list[Part], hints: list[int], found: list[Mention] | None = None) -> Setting:
    """Look at a text as a whole. ``hints`` are years that title or file name say, ``found`` its dates if known."""
    found = mentions(parts) if found is None else found
    text = " ".join(part.text for part in parts if part.kind in {"text", "item"})[:TELLING]
    by_day: dict[tuple[int | None, int | None], list[Mention]] = defaultdict(list)
    for one in found:
        if one.is_day:
            by_day[one.day].append(one)
    stamps = tuple(
        one.moment.day_in(one.moment.year)
        for one in found
        if one.moment.year and one.stamps and one.moment.exists(one.moment.year)
    )
    year = next(iter(hints), None) or next((stamp.year for stamp in stamps), None)
    days = [day for one in found for day in [_in_year(one.moment, year)] if one.is_day and day is not None]
    return Setting(
        parts=parts,
        found=found,
        hints=tuple(hints),
        titles=tuple(place for place, part in enumerate(parts) if part.used and part.kind != "debris"),
        kind="report" if len(REPORTS.findall(text)) > len(INVITES.findall(text)) else "invitation",
        listed=sum(one.part.kind == "item" and one.is_day for one in found) >= LISTED,
        by_day=by_day,
        spans=[one for one in found if one.moment.last is not None],
        told=frozenset(one.day for one in found if one.told),
        bare=frozenset(one.day for one in found if one.bare),
        stamps=stamps,
        year=year,
        first=min(days, default=None),
        last=max(days, default=None),
    )


def signs(one: Mention, all_: Setting) -> list[str]:
    """Return the names of the signs that a date has."""
    return [name for name, said in asked(one, all_) if said]


def asked(one: Mention, all_: Setting) -> Named:
    """Yield every sign that is looked for, with whether it is there."""
    for look in (_form, _line, _place, _among, _words):
        yield from look(one, all_)


def _form(one: Mention, all_: Setting) -> Named:
    """Yield what the date itself says."""
    moment = one.moment
    if not one.is_day:
        yield f"only a {moment.precision.value}", True
    yield "several days", moment.last is not None
    yield "joined from headings", one.joined
    yield "hours beside", moment.times is not None
    yield "hours from to", moment.times is not None and moment.times.end is not None
    yield "odd minute", moment.times is not None and moment.times.begin[1] % FIVE != 0
    yield "weekday", moment.weekday is not None
    yield "year", moment.year is not None
    yield "year other than title", moment.year is not None and all_.hints and moment.year not in all_.hints
    yield "in words", re.search(r"[A-Za-z]{3}", moment.text) is not None


def _line(one: Mention, all_: Setting) -> Named:
    """Yield in what kind of line it stands, and where in it."""
    moment, part, text = one.moment, one.part, one.text
    yield "field date", part.kind == "field" and part.field == "date"
    yield "field other", part.kind == "field" and part.field != "date"
    for kind in ("heading", "item", "debris"):
        yield kind, part.kind == kind
    yield "cells", part.line.cells
    yield "paragraph", len(text) > LONG
    plain = moment.weekday is None and moment.last is None
    yield "alone", one.alone and plain and moment.times is None
    yield "alone with weekday", one.alone and not plain
    yield f"stamp in {all_.kind}", one.stamps
    yield "begins the line", moment.start < 4
    yield "ends the line", moment.stop >= len(text) - 2 and moment.start > 3
    yield "dateline", one.fronts and moment.start > 0
    yield "town behind", len(text) < SHORT and TOWN.fullmatch(text[moment.stop :]) is not None
    yield "trail", len(text) < LONG and re.search(r"\s[>›»|·]\s", text) is not None
    yield "venue in line", len(text) < LONG and VENUE_WORD.search(text) is not None
    yield "in a list", all_.listed and part.kind == "item"
    yield "own line other heading", len(text) < SHORT and OTHER_HEAD.search(text) is not None


def _place(one: Mention, all_: Setting) -> Named:
    """Yield where in the text it stands, and what stands above and below."""
    yield "head", one.place < HEAD
    yield "top", one.place < TOP
    yield "first line", one.place == 0
    yield "last fifth", one.place > LAST * len(all_.parts) > LAST * TOP
    yield "first date", one.moment is all_.found[0].moment
    near = min((one.place - title for title in all_.titles), key=abs, default=0)
    yield "above title", -2 <= near < 0
    following = all_.parts[one.place + 1 : one.place + 7]
    short = [other.text for other in following[:2] if len(other.text) < SHORT]
    yield "rows below", sum(ROW.match(other.text) is not None for other in following) >= ROWS
    yield "venue below", any(VENUE_WORD.search(text) for text in short)
    hours = any(next(find_times(text), None) is not None for text in short if len(text) < NEAR)
    yield "hours below", len(one.text) < SHORT and hours
    head = next((other for other in reversed(all_.parts[: one.place]) if other.kind == "heading"), None)
    yield "below other heading", head is not None and OTHER_HEAD.search(head.text) is not None


def _among(one: Mention, all_: Setting) -> Named:
    """Yield what the other dates of the text say of it."""
    moment = one.moment
    yield "days besides", not one.is_day and bool(all_.by_day)
    if not one.is_day:
        return
    same = [other for other in all_.by_day[one.day] if other is not one][:OFTEN]
    yield "only day", len(all_.by_day) == 1
    yield "said twice", sum(not other.joined for other in all_.by_day[one.day]) > 1
    yield "also in title", any(other.part.used or other.place in all_.titles for other in same)
    yield "also told", any(SPEAKS_FOR.search(other.text) for other in same if len(other.text) > SHORT)
    yield "also with weekday", any(other.moment.weekday is not None for other in same)
    yield "also with hours", any(other.moment.times is not None for other in same)
    yield "bare, others told", one.bare and all_.told - {one.day}
    yield "told, others bare", one.told and all_.bare - {one.day}
    single = moment.last is None
    yield "first of several days", single and any(other.moment.last and not other.joined for other in same)
    yield "one of the headings", single and any(_inside(moment, o.moment) for o in all_.spans if o.joined)
    apart = not single and not one.joined and any(_inside(other.moment, moment) for other in all_.found)
    yield "its days said apart", apart
    day = _in_year(moment, all_.year)
    if day is None:
        return
    ahead = [(stamp - day).days for stamp in all_.stamps if stamp != day]
    yield f"before a stamp in {all_.kind}", any(0 < days <= WEEKS for days in ahead)
    yield f"after a stamp in {all_.kind}", any(0 < -days <= WEEKS for days in ahead)
    yield "far from a stamp", any(abs(days) > WEEKS for days in ahead)
    several = all_.first != all_.last
    yield f"latest in {all_.kind}", several and day == all_.last
    yield f"earliest in {all_.kind}", several and day == all_.first


def _words(one: Mention, all_: Setting) -> Named:
    """Yield what the words of its sentence say."""
    before, after, first = _sentence(one)
    around = {"W": (before, after), "B": (before,), "A": (after,), "N": (before[-NEAR:],)}
    line = (one.text,) if len(one.text) < LONG else ()
    for name, (pattern, where) in WORDS.items():
        said = any(pattern.search(text) for text in around.get(where, line))
        yield f"word {name}", said
        if name in {"ahead", "past"}:
            yield f"word {name} in {all_.kind}", said
    gone = CALLED_OFF.search(after) or MOVED_FROM.search(before[-NEAR:])
    yield "called off or moved away", gone and not MOVED_TO.search(before)
    yield "first sentence", first and len(one.text) > SHORT
    yield "begins the sentence", len(one.text) > SHORT and len(before.strip(" .?!")) < BEGINS


def _sentence(one: Mention) -> tuple[str, str, bool]:
    """Return the words of its sentence before and behind it, and whether it is the first of its line."""
    text, moment = one.text, one.moment
    begin = max(text.rfind(mark, 0, moment.start) for mark in (". ", "? ", "! "))
    if begin > 0 and re.search(r"\d\.?\s*$", text[: begin + 1]):
        begin = text.rfind(". ", 0, max(begin - 3, 0))
    stop = SENTENCE_END.search(text, moment.stop)
    before = text[max(begin, 0) : moment.start][-FAR:]
    return before, text[moment.stop : stop.start() if stop else len(text)][:FAR], begin <= 0


def _in_year(moment: Moment, year: int | None) -> date | None:
    year = moment.year or year
    return moment.day_in(year) if year is not None and moment.day is not None and moment.exists(year) else None


def _inside(moment: Moment, span: Moment) -> bool:
    """Tell whether a day is one of several, and not the first."""
    if span.last is None or moment.last is not None or moment.day is None or not moment.exists(LEAP):
        return False
    return (span.month or 0, span.day or 0) < (moment.month or 0, moment.day) <= span.last[1:]
