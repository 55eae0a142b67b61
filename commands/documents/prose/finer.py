"""Which of several dates is the event's: all its days rather than one, the one that a sentence tells of."""

import re
from dataclasses import dataclass

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment
from storage.when import Precision

SPEAKS_FOR = re.compile(
    r"\bfand(?:en)?\b|findet|finden|stattfind|\bstatt\b|stattgefunden|traf(?:en)?\b|treffen sich|lädt|"
    r"laden|lud(?:en)?\b|eingeladen|"
    r"veranstalte\w*|kamen|zusammen|begrüß\w*|zu Gast|eröffnet|tagte|diskutierten|beschäftigten|"
    r"tauschten|nahmen|drehte|"
    r"durchgeführt|ausgerichtet|gestartet|startete|begann|\bstand\b|versammelten|fuhr\b|stellten sich|folgte\b|"
    r"ging es",
    re.IGNORECASE,
)
SPAN = 4  # what must at least speak for days that stand before the day of something at the event


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date with how much speaks for it."""

    moment: Moment
    part: Part
    score: int
    published: bool


_TOLD = re.compile(
    r"\b(?:fand(?:en)?|hatten?|hat|haben|war(?:en)?|wurden?|gab(?:en)?|traf(?:en)?|kam(?:en)?|konnten?|durften?|"
    r"diskutierten?|veranstalteten?|stellten?|nahmen|feierten?|begrüßten?)\b"
)
_INVITES = re.compile(
    r"\b(?:laden wir|lädt|laden .{0,40} ein|möchten wir|wollen wir|eingeladen sind|herzlich eingeladen)\b"
)
_HELD = re.compile(r"\bfand(?:en)?\b(?:[^.!?]|(?<=\d)\.)*\bstatt\b")
_COMES = re.compile(r"\b(?:findet|finden|wird|werden|laden|lädt)\b")
_STOP = re.compile(r"(?<=[a-zäöüß)“]{2})[.!?]\s")
CLOSE = 3  # how much less may speak for a day that a report tells of
_BEGINS = re.compile(r"\b(?:findet|finden|beginnt|startet|lädt|laden|eingeladen|veranstaltet|treffen|steht|öffnet)\b")
_HAS_BEEN = re.compile(
    r"\b(?:fand(?:en)?|trafen|traf|kamen|schalteten|versammelten|gab|tagten?|diskutierten|lud(?:en)?|begrüßten?|"
    r"nahmen|waren|hatten?|"
    r"haben|feierten?|veranstaltete\w*|beschäftigten|informierten?)\b"
)
_LETTERHEAD = re.compile(
    r"(?:Stadt |Gemeinde |Landkreis |Kreis )?[A-ZÄÖÜ][\w-]+(?:[ /-][\w-]+){0,2},\s(?:den\s|am\s)?"
)
HEAD, TOP = 12, 3  # lines in which a report gives its own day with a town, and without
BARE = 5  # characters beside a day that stands alone
AROUND, LONGEST_REPORT = 140, 45  # characters of a sentence behind its day, days after which one reports
TOLD, SENTENCE = 6, 60  # what speaks for a day that is told of, and characters of a sentence
_WITHIN = re.compile(  # "auf den „Energietagen“ in Ulm einen Workshop"
    r"\b(?:auf|bei|während|im Rahmen|am Rande|anlässlich)\s(?:den|der|dem|des)\s[„“\"»]?(?P<what>[A-ZÄÖÜ][\w-]{4,})"
)
STEM = 7  # characters of a word that stay when it is bent
MANY = 3  # points with days that make a list of dates to come
LONGEST_WAIT = 120  # days from an event to the report about it


def before_report(usable: list[Candidate], found: list[Candidate], parts: list[Part]) -> list[Candidate]:
    """Leave days out that lie after the publication of a report, where it tells of one before: those are to come."""
    issued = {
        one.moment.day_in(one.moment.year)
        for one in found
        if one.published and one.moment.year and one.moment.day and one.moment.exists(one.moment.year)
    }
    text = " ".join(part.text for part in parts if part.kind in {"text", "item"})
    if len(issued) != 1 or _INVITES.search(text):
        return usable
    day = issued.pop()
    later, told = [], False
    for one in usable:
        if one.moment.precision is not Precision.DAY or not one.moment.exists(one.moment.year or day.year):
            continue
        ahead = (one.moment.day_in(one.moment.year or day.year) - day).days
        if ahead > 0 and one.moment.year is not None and one.part.kind != "field":
            later.append(one)
        elif -LONGEST_WAIT < ahead <= 0 and len(one.part.text) > SPAN and _TOLD.search(one.part.text):
            told = True
    return [one for one in usable if one not in later] if told else usable


def told_rather(best: Candidate, usable: list[Candidate]) -> Candidate:
    """Prefer "fand am … statt" to a bare date at the head of a report."""
    listed = {(one.moment.month, one.moment.day) for one in usable if one.part.line.item and one.moment.day}
    if best.part.line.item and len(listed) >= MANY and best.moment.last is None:
        told = [one for one in usable if not one.part.line.item and one.moment.day and _HELD.search(one.part.text)]
        return max(told, key=lambda one: one.score) if told else best
    if _COMES.search(_sentence(best)) is not None:
        held = [
            one for one in usable
            if one.part.number < best.part.number and one.score >= best.score - CLOSE and _HELD.search(_sentence(one))
        ]  # fmt: skip
        if held:
            return held[0]  # what a report tells of before it says what comes
    times = best.moment.times
    stamp = times is None or (times.end is None and "Uhr" not in best.part.text)  # "20.02.2019 · 12:00"
    bare = best.part.kind in {"text", "heading"} and best.part.number <= HEAD and stamp
    if not bare or not _stands_alone(best):
        return best
    told = [
        one for one in usable
        if one.moment.precision is Precision.DAY and one.score >= TOLD
        and (re.search(r"\bfand(?:en)?\b.*\bstatt\b", one.part.text) or _counts_from(best.moment, one))
    ]  # fmt: skip
    return max(told, key=lambda one: one.score) if told else best


def _sentence(one: Candidate) -> str:
    """Return the sentence around a day."""
    text = one.part.value if one.part.kind == "field" else one.part.text
    begin = max((stop.end() for stop in _STOP.finditer(text, 0, one.moment.start)), default=0)
    stop = _STOP.search(text, one.moment.stop)
    return text[begin : stop.start() if stop is not None else len(text)]


def _stands_alone(one: Candidate) -> bool:
    """Tell whether a line has a day and at most what a page is filed under: "Nr. 88 · 14. November 2022"."""
    text = one.part.text.strip()
    times = one.moment.times
    hours = times.stop - times.start + 2 if times is not None else 0
    if one.part.number <= TOP and len(text) - len(one.moment.text) - hours < BARE:
        return True
    if _LETTERHEAD.fullmatch(text[: one.moment.start]) and not text[one.moment.stop :].strip(" ."):
        return True  # "Musterstadt, 21.09.2023"
    if one.moment.start == 0 and re.fullmatch(r"\s[A-ZÄÖÜ][\w-]+(?:\s&\s[A-ZÄÖÜ][\w-]+)?", text[one.moment.stop :]):
        return True  # "14. November 2022 Netzwerk"
    cells = re.split(r"\s[|·•]\s", text)
    return len(cells) > 1 and len(text) < SENTENCE and any(cell.strip() == one.moment.text for cell in cells)


def _counts_from(issued: Moment, told: Candidate) -> bool:
    """Tell whether a sentence gives a day by weekday or with an hour and leaves the year to the date of the page."""
    moment = told.moment
    if moment.year is not None or issued.year is None or moment.last is not None or len(told.part.text) < SENTENCE:
        return False
    if not (moment.exists(issued.year) and issued.exists(issued.year)):
        return False
    ahead = (moment.day_in(issued.year) - issued.day_in(issued.year)).days
    begin = max(told.part.text.rfind(". ", 0, max(moment.start - 3, 0)), 0)
    around = told.part.text[begin : moment.stop + AROUND]
    day = moment.day_in(issued.year).weekday()
    if 0 < ahead < LONGEST_WAIT:
        return moment.times is not None and moment.weekday == day and _BEGINS.search(around) is not None
    return -LONGEST_REPORT < ahead < 0 and moment.weekday in {None, day} and _HAS_BEEN.search(around) is not None


def whole_span(best: Candidate, usable: list[Candidate]) -> Candidate:
    """Prefer all days of an event to one of them: "am 6. und 7. Mai", then "Freitag, 7. Mai, 13 Uhr: Gespräch"."""
    day = best.moment
    if day.precision is not Precision.DAY or day.last is not None or day.day is None or best.part.field == "date":
        return best
    for one in usable:
        span = one.moment
        if span.last is None or span.day is None or one.part.number >= best.part.number or one.score < SPAN:
            continue
        inside = (span.month or 0, span.day) <= (day.month or 0, day.day) <= span.last[1:]
        if (
            inside
            and (span.year is None or day.year is None or span.year == day.year)
            and SPEAKS_FOR.search(one.part.text)
        ):
            return one
    return best


def month_told(best: Candidate, usable: list[Candidate], parts: list[Part]) -> Candidate:
    """Prefer "fand im September 2018 statt" to the bare date of the page in that month."""
    if best.part.field != "date" or best.moment.times or best.moment.last or best.moment.weekday is not None:
        return best
    same = [
        one for one in usable
        if one.moment.precision is Precision.MONTH and one.part is not best.part
        and (one.moment.month, one.moment.year) == (best.moment.month, best.moment.year)
        and re.search(r"\bfand(?:en)?\s[^.!?]{0,40}$", one.part.text[: one.moment.start])
    ]  # fmt: skip
    others = [one for one in usable if one.moment.precision is Precision.DAY and one.part is not best.part]
    fields = any(part.kind == "field" and part.field in {"place", "time", "begin"} for part in parts)
    return same[0] if same and not others and not fields else best


def _is_part_of(day: Candidate, span: Candidate) -> bool:
    """Tell whether what was on a day was a part of what took several: "auf den X-Tagen", "Die X-Tage fanden …"."""
    within = _WITHIN.search(_sentence(day))
    return (
        within is not None
        and re.match(rf"\W*(?:Die|Der|Das)\s\W?{re.escape(within['what'][:STEM])}", _sentence(span)) is not None
    )


def own_day(best: Candidate, usable: list[Candidate]) -> Candidate:
    """Prefer the day of a part to all days of the larger event that it was held at."""
    if best.moment.last is None:
        return best
    first = (best.moment.month, best.moment.day)
    days = (one for one in usable if (one.moment.month, one.moment.day) == first and one.moment.last is None)
    return next((one for one in days if one.part.number < best.part.number and _is_part_of(one, best)), best)


def finer(best: Candidate, usable: list[Candidate]) -> Candidate:
    """Prefer a day within the month that was found ("im Mai 2022" and "11.5.2022")."""
    if best.moment.precision is Precision.DAY:
        for one in usable:
            starts = (one.moment.day, one.moment.month) == (best.moment.day, best.moment.month)
            if starts and one.moment.last is not None and best.moment.last is None and one.score > 3:
                return one  # "5. und 6. Mai", where the programme's head says the first day only
        for one in usable:
            same = one.moment.day == best.moment.day and one.moment.month == best.moment.month
            if (
                same
                and best.moment.year is None
                and one.moment.year is not None
                and one.moment.last == best.moment.last
            ):
                return one
        return best
    finer = [
        one for one in usable
        if one.moment.precision is Precision.DAY and one.score >= 3
        and one.moment.month == best.moment.month and one.moment.year in {None, best.moment.year}
    ]  # fmt: skip
    return max(finer, key=lambda one: one.score) if finer else best
