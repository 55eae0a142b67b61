"""From when to when on the event's day, where the times stand apart from the date."""

import itertools
import re
from dataclasses import replace

from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import sentences
from commands.documents.prose.moments import Clock, Moment, Times, find_moments, find_times
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER
from storage.when import Precision

PARAGRAPH = 60  # characters
LEAP, LONGEST = 2024, 32  # a year that has every day, and days that an event takes at most
NEAR = 24  # characters around a time that say that it is another one
_OTHER_HOURS = re.compile(
    r"[Aa]nmeld|[Ss]prechzeit|geöffnet|Öffnungszeit|[Pp]ause|[Tt]elefon|erreichbar|montags|täglich"
)
_ENDS = re.compile(
    r"\W*(?:Ende|bis)\s*:?\s*(?:(?:ca\.|gegen|etwa|um|voraussichtlich)\s*){0,2}(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr)"
)
_UNTIL = re.compile(
    r"\W*(?:bis|Ende:?)\s(?:(?:ca\.|gegen|etwa|um|voraussichtlich)\s)?(?P<time>\d{1,2}(?:[.:]\d\d)?\s*(?:Uhr|h)|\d{1,2}:\d\d)"
)
_MARKED = re.compile(
    r"(?:^|[,;|]\s*)(?P<what>Beginn|Start|Ende|Anfangszeit:|Startzeit:)\s(?:(?:ca\.|gegen|etwa|um|ab|voraussichtlich|"
    r"ist)\s*){0,2}(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr|(?<=zeit:\s)\d{1,2}:\d\d)"
)
_WHOLE = re.compile(r"Programm\b|Veranstaltung\b|Tagung\b|\bfand\b|\bfindet\b|\bstatt\b|\bdauer|\btrafen\b|\btagte")
_BEGINS = re.compile(
    rf"\b(?:(?:Die|Der|Das)\s+(?P<what>[{UPPER}][\w-]*)|Beginn|Los)\s+"
    r"(?:beginnt|startet|geht es|geht's|ist)\s+(?:um|ab)\s+"
    r"(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr)"
)
_CLOSES = re.compile(
    r"\b(?:(?:Die Veranstaltung|Das Treffen|Der Abend|Das Webinar|Die Tagung|Der Workshop|Das Programm|Sie|Der Tag|"
    r"Das Forum|Er|Es|"
    r"Die Konferenz|Die Sitzung|Das Seminar)\s(?:endet|dauert|geht)|(?:Ende|Schluss)(?:\s(?:ist|wird))?)\s"
    r"(?:(?:spätestens|gegen|etwa|ca\.|um|bis|voraussichtlich|sein)\s){0,4}(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr)"
)
_OPENED = re.compile(  # minutes: "Die Vorsitzende eröffnet die Sitzung um 19 Uhr"
    rf"\b(?:eröffnete?|beg(?:ann|innt)|startete?)\s(?:(?:die|den|das|unsere[ns]?)\s(?:[{UPPER}a-zäöü.\d][\w-]*\.?\s){{1,4}})?"
    r"(?:pünktlich\s)?(?:um|gegen)\s(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr)"
)
_OPENS = re.compile(  # "werden die Konferenz um 17 Uhr eröffnen", "wird um 9.30 Uhr eröffnet"
    rf"\b(?:(?:die|den|das|unsere[ns]?)\s(?:[{UPPER}a-zäöü.\d][\w-]*\.?\s){{1,4}})?(?:pünktlich\s)?(?:um|gegen)\s"
    r"(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr)\s(?:[^.!?,]{0,60}\s)?(?:eröffnen|eröffnete?|begonnen|beginnen)\b"
)
_CLOSED = re.compile(  # "… und endet um 15.30 Uhr", "schließt die Sitzung um 21 Uhr", "Schluss 20.40 Uhr"
    rf"(?:\b(?:endete?|schließt|schloss|beendete?)\s(?:(?:die|den|das)\s(?:[{UPPER}a-zäöü.\d][\w-]*\.?\s){{1,4}})?"
    r"(?:um|gegen|etwa|ca\.)\s|^\W*(?:Schluss|Ende)(?:\sder\s\w+)?\s*:?\s(?:(?:um|gegen|ca\.)\s)?)"
    r"(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr)"
)
_MEETS = re.compile(  # "… statt. Beginn 19.30 Uhr.", "Wir treffen uns um 10 Uhr im …"
    r"(?:^|[.!?)]\s+)(?:Beginn|Start|Wir treffen uns|Treffpunkt)(?:\s(?:ist|der Veranstaltung))?\s*:?\s*"
    r"(?:(?:um|ab|gegen)\s)?"
    r"(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr)(?P<what>)"
)
_STARTS = re.compile(  # "Den Anfang macht um 17:30 Uhr die Kabarettistin"
    r"\b(?:[Dd]en\s(?:Anfang|Auftakt)\smach(?:t|en|te|ten)|[Ll]os\s(?:geht|ging)(?:\ses|'s)?|[Aa]uftakt\s(?:ist|war))\s(?:um|ab|gegen)\s"
    r"(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr)(?P<what>)"
)
_EACH = re.compile(
    r"\b(?:Terminen?|Tagen?|Abenden?|finden|fanden|treffen|trafen|beginnen|Beginn|Veranstaltungen)\b[^.!?]{0,60}?"
    r"\b(?:jeweils|immer)\s(?P<rest>(?:um|ab|von|zwischen)\s\d[^!?]{0,40})"
)
SERIES = 3  # days that make a series
_GOES_OFF = re.compile(
    r"\b[UuAa][mb]\s(?P<time>\d{1,2}(?:[.:]\d\d)?\s*Uhr)\s(?:geht es los|geht's los|ist Beginn)(?P<what>)"
)


def with_times(moment: Moment, usable: list[tuple[Moment, Part]], parts: list[Part]) -> Moment:
    """Give a day the times that stand elsewhere: beside the same date, in a field, on a line of their own.

    ``usable`` are all dates of the text that may be the event's, with their parts.
    """
    if moment.precision is not Precision.DAY:
        return moment
    if moment.times is not None:
        end = None
        if moment.times.end is None and moment.last is None:
            end = (
                _end_beside(moment.times, parts)
                or _end_below(moment.times, parts)
                or _end_behind(moment, usable)
                or _end_field(moment, parts)
                or _end_told(moment.times, parts)
            )
        return moment if end is None else replace(moment, times=replace(moment.times, end=end))
    for other, part in usable:
        same = (other.day, other.month) == (moment.day, moment.month)
        days = (other.last or (0,))[1:] == (moment.last or (0,))[1:]
        if same and other.times is not None and days and part.kind != "item":
            return replace(moment, times=other.times)
    times = _each_day(moment, parts) if moment.last is not None else None
    times = times or (
        _marked_behind(moment, usable)
        or _below_date(moment, usable, parts)
        or _field_times(parts)
        or _begin_line(parts)
        or _lone_times(parts)
        or _sentence_times(moment, usable)
    )
    if times is None and moment.last is None:
        times = _beginning(parts) or _told_span(parts) or _opened(parts) or _each_time(usable, parts)
    if times is not None and times.end is None and moment.last is None:
        times = replace(times, end=_end_below(times, parts) or _end_told(times, parts))
    return replace(moment, times=times) if times is not None else moment


def until_field(moment: Moment, parts: list[Part]) -> Moment:
    """Give a day the last day and hour of a field: "Beginn: 14. November, 10 Uhr", "Ende: 15. November, 13 Uhr"."""
    field = next((part for part in parts if part.kind == "field" and part.field == "end"), None)
    ends = find_moments(field.value) if field is not None else []
    if len(ends) != 1 or moment.last is not None or moment.day is None or ends[0].day is None or ends[0].last:
        return moment
    end, year = ends[0], moment.year or ends[0].year or LEAP
    if (
        not (moment.exists(year) and end.exists(year))
        or not 0 < (end.day_in(year) - moment.day_in(year)).days < LONGEST
    ):
        return moment
    clock = end.times.begin if end.times is not None else None
    times = replace(moment.times, end=clock) if moment.times is not None else None
    assert end.month is not None
    assert end.day is not None
    return replace(moment, last=(end.year, end.month, end.day), times=times)


def _marked_behind(moment: Moment, usable: list[tuple[Moment, Part]]) -> Times | None:
    """Return the beginning that is marked behind the date in its line: "5. Mai, Einlass 17:30, Beginn 18:00 Uhr"."""
    part = next((part for one, part in usable if one.start == moment.start and one.text == moment.text), None)
    behind = (part.value if part.kind == "field" else part.text)[moment.stop :] if part is not None else ""
    match = next((one for one in _MARKED.finditer(behind) if one["what"] != "Ende" and one.start() < PARAGRAPH), None)
    return next(find_times(match["time"]), None) if match is not None else None


def _end_field(moment: Moment, parts: list[Part]) -> Clock | None:
    """Return the time of a field for the end, on the same day: "Ende: 5. Mai 2023, 20:00 Uhr"."""
    assert moment.times is not None
    for part in parts:
        if part.kind != "field" or part.field != "end":
            continue
        days = [(one.month, one.day) for one in find_moments(part.value)]
        times = next(find_times(part.value), None)
        if times is not None and times.begin > moment.times.begin and days in ([], [(moment.month, moment.day)]):
            return times.begin
    return None


def _end_beside(times: Times, parts: list[Part]) -> Clock | None:
    """Return the end that a field or a line of its own gives with the same beginning: "19:00 Uhr – 21:00 Uhr"."""
    for part in parts:
        text = part.value if part.kind == "field" else part.text
        if part.field not in {None, "time", "begin", "date"} or len(text) > PARAGRAPH:
            continue
        span = next(find_times(text), None)
        if span is not None and span.begin == times.begin and span.end is not None:
            rest = re.sub(r"\W+|\b(?:Uhr|um|von|ab)\b", "", text[: span.start] + text[span.stop :])
            if not rest:
                return span.end
    return None


def _end_below(times: Times, parts: list[Part]) -> Clock | None:
    """Return the end on the line below the one that only says the beginning: "ab 10:00 Uhr", "bis 20:30 Uhr"."""
    for part, below in itertools.pairwise(parts):
        until = _UNTIL.fullmatch(below.text)
        told = next(find_times(part.text), None) if until is not None else None
        if until is None or told is None or told.begin != times.begin or len(part.text) > PARAGRAPH:
            continue
        ends = next(find_times(until["time"]), None)
        if ends is not None and ends.begin > times.begin:
            return ends.begin
    return None


def _end_behind(moment: Moment, usable: list[tuple[Moment, Part]]) -> Clock | None:
    """Return the end that is said right behind the beginning: "ab 14 Uhr (Ende ca. 18 Uhr)"."""
    assert moment.times is not None
    part = next((part for one, part in usable if one.start == moment.start and one.text == moment.text), None)
    if part is None:
        return None
    text = part.value if part.kind == "field" else part.text
    match = _ENDS.match(text[moment.times.stop :])
    times = next(find_times(match["time"]), None) if match is not None else None
    return times.begin if times is not None and times.begin > moment.times.begin else None


def _end_told(times: Times, parts: list[Part]) -> Clock | None:
    """Return the end that a sentence gives: "Die Veranstaltung endet gegen 18.30 Uhr"."""
    found = {
        told.begin
        for part in parts
        if part.kind in {"text", "item", "heading"} and not part.line.cells
        for match in (*_CLOSES.finditer(part.text), *_CLOSED.finditer(part.text))
        if not _OTHER_HOURS.search(part.text[max(0, match.start() - PARAGRAPH) : match.start()])
        for told in [next(find_times(match["time"]), None)]
        if told is not None and told.begin > times.begin
    }
    return found.pop() if len(found) == 1 else None


def _each_day(moment: Moment, parts: list[Part]) -> Times | None:
    """Return when the first day begins and the last one ends, where a sentence tells the one time of each."""
    told: dict[tuple[int | None, int | None], Times] = {}
    for part in parts:
        for sentence in sentences(part.text) if part.kind == "text" and len(part.text) > PARAGRAPH else ():
            days, times = find_moments(sentence), list(find_times(sentence))
            if len(days) == len(times) == 1 and days[0].last is None and not _OTHER_HOURS.search(sentence):
                told.setdefault((days[0].month, days[0].day), times[0])
    assert moment.last is not None
    first, last = told.get((moment.month, moment.day)), told.get(moment.last[1:])
    return Times(first.begin, last.end, 0, 0) if first is not None and last is not None and last.end else None


def _below_date(moment: Moment, usable: list[tuple[Moment, Part]], parts: list[Part]) -> Times | None:
    """Return the times on the line below the date, which has nothing else: "Dienstag, 3. Mai", "12.30 – 13 Uhr"."""
    part = next((part for one, part in usable if one.start == moment.start and one.text == moment.text), None)
    if part is None or moment.last is not None or len(part.text) > PARAGRAPH:
        return None
    after = next((one for one in parts if one.number > part.number and one.kind != "debris"), None)
    times = next(find_times(after.text), None) if after is not None and len(after.text) < PARAGRAPH else None
    if (
        after is None
        or times is None
        or re.sub(r"\W+|\b(?:Uhr|um|von|ab|bis|ca)\b", "", after.text[: times.start] + after.text[times.stop :])
    ):
        return None
    return times


def _begin_line(parts: list[Part]) -> Times | None:
    """Read "Beginn 17 Uhr, Einlass 16.30 Uhr" and "Ende gegen 20 Uhr" on lines of their own."""
    begin: Clock | None = None
    end: Clock | None = None
    for part in parts:
        if part.kind not in {"text", "heading", "item"} or len(part.text) > PARAGRAPH or part.line.cells:
            continue
        for match in _MARKED.finditer(part.text):
            times = next(find_times(match["time"]), None)
            if times is not None and match["what"] == "Ende":
                end = end or times.begin
            elif times is not None:
                begin = begin or times.begin
    if begin is None:
        return None
    return Times(begin, end if end is not None and end > begin else None, 0, 0)


def _sentence_times(moment: Moment, usable: list[tuple[Moment, Part]]) -> Times | None:
    """The one time of day in the sentence that names the date ("am 5. Mai … von 9 bis 17 Uhr statt")."""
    part = next((part for one, part in usable if one.start == moment.start and one.text == moment.text), None)
    if part is None or len(part.text) < 60 or moment.last is not None:
        return None
    text = part.text
    stop = re.compile(r"(?<=[a-zäöüß)]{3})[.!?]\s").search(text, moment.stop)
    rest = text[moment.stop : stop.start() if stop else len(text)]
    times = [
        one for one in find_times(rest) if not _OTHER_HOURS.search(rest[max(0, one.start - NEAR) : one.stop + NEAR])
    ]
    if len(times) == 1 and not find_moments(rest) and "Uhr" in rest:
        return times[0]
    begins = re.search(
        (
            r"(?:Die Veranstaltung|Beginn|Start|Los geht es|Sie|Der Abend)\b(?:[^.!?]{0,40}?\b(?:startet|"
            r"beginnt|ist|um)\b[^.!?]{0,40}|(?: der \w+)?:\s*\d{1,2}(?:[.:]\d\d)?\s*Uhr)"
        ),
        text[moment.stop :],
    )
    if times or begins is None:
        return None
    return next((one for one in find_times(begins[0] + " ") if "Uhr" in begins[0]), None)


def _beginning(parts: list[Part]) -> Times | None:
    """Read "Das Forum beginnt um 16 Uhr", wherever the text says it once."""
    found = {
        (times.begin, times.end): times
        for part in parts
        if part.kind in {"text", "item"} and not part.line.cells
        for match in (
            *_BEGINS.finditer(part.text),
            *_GOES_OFF.finditer(part.text),
            *_MEETS.finditer(part.text),
            *_STARTS.finditer(part.text),
        )
        for times in [next(find_times(match["time"]), None)]
        if times is not None and (not match["what"] or EVENT_WORDS.fullmatch(match["what"]))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _opened(parts: list[Part]) -> Times | None:
    """Return when the minutes say that a meeting was opened, if they say one time."""
    found = {
        times.begin: times
        for part in parts
        if part.kind in {"text", "item"} and not part.line.cells
        for match in (*_OPENED.finditer(part.text), *_OPENS.finditer(part.text))
        if not _OTHER_HOURS.search(part.text[max(0, match.start() - PARAGRAPH) : match.start()])
        for times in [next(find_times(match["time"]), None)]
        if times is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _told_span(parts: list[Part]) -> Times | None:
    """Read "Von 9 bis 17 Uhr umfasste das Programm …": the one span of time that the paragraphs tell of."""
    found: dict[tuple[Clock, Clock | None], Times] = {}
    for part in parts:
        if part.kind not in {"text", "item"} or part.line.cells or len(part.text) < PARAGRAPH:
            continue
        for times in find_times(part.text):
            if times.end is not None:
                around = part.text[max(0, times.start - 40) : times.stop + 80]
                if not _OTHER_HOURS.search(around):
                    found[times.begin, times.end] = times
    span = next(iter(found.values())) if len(found) == 1 else None
    around = "" if span is None else next(p.text for p in parts if span in find_times(p.text))
    return span if span is not None and _WHOLE.search(around[max(0, span.start - 60) : span.stop + 80]) else None


def _each_time(usable: list[tuple[Moment, Part]], parts: list[Part]) -> Times | None:
    """Return the hours of each of several days: "finden an folgenden Terminen jeweils ab 18:30 Uhr statt"."""
    days = {(one.month, one.day) for one, _part in usable if one.precision is Precision.DAY and one.last is None}
    found = {
        (times.begin, times.end): times
        for part in parts
        for match in (_EACH.finditer(part.text) if len(days) >= SERIES and part.kind in {"text", "item"} else ())
        for times in [next(find_times(match["rest"]), None)]
        if times is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _field_times(parts: list[Part]) -> Times | None:
    begin: Clock | None = None
    end: Clock | None = None
    for part in parts:
        if part.kind != "field" or part.field not in {"time", "begin", "end", "date"}:
            continue
        if (
            re.match(r"Dauer\b", part.text)
            and "Uhr" not in part.value
            and re.search(r"\d\s*(?:-|–|bis)\s*\d", part.value) is None
        ):
            continue  # "Dauer: 01:45" is no time of day
        times = _two_times(part.value) or next(find_times(part.value), None) or _plain_hours(part.value)
        if times is None:
            continue
        if part.field == "end":
            end = end or times.begin
        elif begin is None:
            begin, end = times.begin, times.end or end
    if begin is None:
        return None
    return Times(begin, end if end is not None and end > begin else None, 0, 0)


def _two_times(text: str) -> Times | None:
    """Read "10:00 Uhr / 11:40 Uhr" as beginning and end."""
    match = re.fullmatch(r"\s*(\d{1,2})[.:](\d\d)(?:\s*Uhr)?\s*/\s*(\d{1,2})[.:](\d\d)(?:\s*Uhr)?\s*", text)
    return _plain_hours(f"{match[1]}:{match[2]}-{match[3]}:{match[4]}") if match is not None else None


def _plain_hours(text: str) -> Times | None:
    match = re.fullmatch(r"\s*(\d{1,2})(?:[.:](\d\d))?\s*(?:-|–|bis)\s*(\d{1,2})(?:[.:](\d\d))?\s*", text)
    if match is None or int(match[1]) > 23 or int(match[3]) > 23:
        return None
    begin, end = (int(match[1]), int(match[2] or 0)), (int(match[3]), int(match[4] or 0))
    return Times(begin, end if end > begin else None, 0, 0)


def _lone_times(parts: list[Part]) -> Times | None:
    """Times on a short line of their own near the head ("10 bis 16 Uhr, Rathaus"), not those of an agenda."""
    lines = [part for part in parts[:12] if part.kind in {"text", "heading", "item"} and len(part.text) < 70]
    alone = [
        (part, times)
        for part in lines
        if not _OTHER_HOURS.search(part.text)
        for times in [next(find_times(part.text), None)]
        if times is not None and times.start <= 8 and len(part.text) - (times.stop - times.start) < 35
        and not _CLOSED.match(part.text)
    ]  # fmt: skip
    every = [
        part
        for part in parts
        if re.match(r"\s*(?:ab |ca\. )?\d{1,2}[.:]?\d{0,2}\s*(?:Uhr|-|–|\s)", part.text)
        and not any(one.start == 0 for one in find_moments(part.text))
    ]
    if len(alone) == 1 and len(every) <= 1 and (alone[0][1].end or "Uhr" in alone[0][0].text):
        rest = alone[0][0].text[alone[0][1].stop :].strip(" ,|–-")
        if not rest or re.match(r"(?:im|in|Rathaus|online|via|\w*[Ss]aal)", rest) or rest[:1] == "(":
            return alone[0][1]
    return None
