"""Prose to records: workshop documentations, event pages, minutes and announcements in German."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.dates.words import MONTH_NAMES
from commands.documents.errors import DocumentError
from commands.documents.lines import Line, Pages
from commands.documents.prose.capitals import uncapitalised
from commands.documents.prose.event import read_event
from commands.documents.prose.grouped import grouped
from commands.documents.prose.labels_apart import labels_apart, leads_apart, signed
from commands.documents.prose.layout import classify
from commands.documents.prose.letter import body, unnumbered, unpaged
from commands.documents.prose.names import name_at
from commands.documents.prose.one_line import points_of_line, unglued
from commands.documents.prose.row_forms import spans_joined, times_first
from commands.documents.prose.run_on import parted
from commands.documents.prose.several_talks import talks_apart
from commands.documents.prose.shapes import shaped
from commands.documents.prose.side_by_side import side_by_side
from commands.documents.prose.speakers_first import titles_first
from commands.documents.prose.split import split_events
from commands.documents.prose.vocabulary import FIELDS
from storage.privacy import strip_private
from storage.records import EventRecord, NetworkRecords, SolutionRecord
from storage.text import clean

_HYPHEN = re.compile(r"(?<=[a-zäöüß])-\s(?=[A-ZÄÖÜ][a-zäöüß]+(?:,|$))")  # "Müller- Beispiel,"
_BROKEN = re.compile(  # "sich selbst ver- sorgen", broken at the end of a line
    r"(?<=[a-zäöüß]{2})-\s(?=(?!(?:und|oder|bzw|sowie|bis|als|wie|statt|noch|nach|zu|in|im|auf|über|aber|mit|für|von|"
    r"beziehungsweise|respektive|nicht|sondern|eine?|der|die|das|den|dem|wir|sie|es|er|am|an|bei|aus|vor)\b)[a-zäöüß]{3,})"
)
_GLUED = re.compile(
    r"\s+[-–•]\s+(?=(?:Workshop|Forum|Fachforum|Arbeitsgruppe|Arbeitskreis|AG|AK|Werkstatt|Thementisch|Tisch|Station|Exkursion|Modul|"
    r"Impuls|Vortrag|Gruppe|Panel|Session|Thema)\s(?:\d{1,2}|[A-H])\s*:\s)"
)
_LABELS = r"(?:Datum|Termin|Uhrzeit|Zeit|Ort|Veranstaltungsort|Einlass|Beginn|Ende|Wann|Wo|Raum|Moderation)"
_SEVERAL_FIELDS = re.compile(rf"(?<!:)\s*[|,;•]\s+(?={_LABELS}\s*:\s)")  # "Beginn: 14:00 Uhr, Ende: 16:15 Uhr"
_FIELD = re.compile(rf"{_LABELS}\s*:\s")
_MIDNIGHTS = re.compile(  # "18.10, 00:00 - 20.10.22, 00:00" of calendars that know no whole days
    r"(?P<a>\d{1,2}\.\d{1,2}(?:\.(?:\d{4}|\d\d))?)\.?,?\s00:00\s?[-–]\s?(?P<b>\d{1,2}\.\d{1,2}\.(?:\d{4}|"
    r"\d\d)),?\s00:00"
)
_SPLIT_DAY = re.compile(rf"(?<=\d) \.(?=\s(?:{'|'.join(MONTH_NAMES)})\b)")  # "19 . April"
_DOTTED_TIME = re.compile(r"(?<=^\d\d\.\d\d)\.(?=\s?[–-]\s?\d{1,2}[.:]\d\d\.?\sUhr)")  # "11.45. – 12.05 Uhr"
_SPLIT_TIME = re.compile(r"(?<=\d):\s(?=\d\d\s*Uhr)")  # "15: 00 Uhr"
_SPLIT_ROW = re.compile(r"^(\d{1,2}\.)\s([0-5]\d)(?=\s[A-ZÄÖÜ„])")  # "11. 15 Vorträge"
_SPLIT_MINUTES = re.compile(r"^(\d{1,2}:\d)\s(\d)(?=\s\D)")  # "17:0 0 Abschluss"
_TORN = (  # what pages tear apart, and how it is written, in the order in which they are mended
    (_SPLIT_MINUTES, r"\1\2"),
    (_SPLIT_TIME, ":"),
    (_DOTTED_TIME, ""),
    (_HYPHEN, "-"),
    (_BROKEN, ""),
    (_SPLIT_DAY, "."),
    (_MIDNIGHTS, r"\g<a>. - \g<b>"),
)
_TIME = re.compile(
    r"\s*(?:(?:ab\s+)?\d{1,2}[:.]\d{2}\s*(?:Uhr)?(?:\s*(?:-|–|bis)\s*\d{1,2}[:.]\d{2})?\s*(?:Uhr|h)?\s*:?|"
    r"(?:ab\s+)?\d{1,2}(?:[:.]\d{2})?(?:\s*(?:-|–|bis)\s*\d{1,2}(?:[:.]\d{2})?)?\s*Uhr\s*:?)"
)
ROWS = 2  # lines with times of a programme
LINE_LIMIT = 3000
PIECE = 2500  # characters
NAME_ALONE = 60  # characters of a line with nothing but a name


def read_prose(pages: Pages, now: datetime) -> tuple[NetworkRecords, tuple[str, ...], int]:
    """Return records, warnings, and how many private addresses and numbers were cut."""
    zone = now.tzinfo.key if isinstance(now.tzinfo, ZoneInfo) else "Europe/Berlin"
    told_of = tuple(
        part
        for line in unnumbered(body(shaped(unpaged(uncapitalised(pages.lines[:LINE_LIMIT])))))
        for piece in labels_apart(line)
        for whole in parted(piece)
        for point in points_of_line(whole)
        for part in _pieces(point)
    )
    lines, stripped = _stripped(signed(unglued(tuple(leads_apart(told_of)))))
    parts = classify(grouped(tuple(titles_first(side_by_side(talks_apart(list(_mended(lines))))))))
    events: list[EventRecord] = []
    shortened = len(pages.lines) > LINE_LIMIT
    solutions: dict[str, SolutionRecord] = {}
    warnings: list[str] = []
    for section in split_events(parts):
        read = read_event(section, pages, zone)
        if read is None:
            continue
        event, named, told = read
        events.append(event)
        solutions |= {one.key: replace(one, shown_at=((event.key, None),)) for one in named}
        warnings += [f"{event.title}: {one}" for one in told]
    if not events:
        raise DocumentError(
            "In dem Text ist keine Veranstaltung zu erkennen: Es fehlt eine Überschrift mit dem Titel. "
            "Beispiel für den Anfang: „Fachtag Digitalisierung“, darunter „Datum: 6. September 2023“."
        )
    if shortened:
        warnings.append(f"Der Text ist sehr lang; gelesen wurden die ersten {LINE_LIMIT} Absätze.")
    return NetworkRecords(events=tuple(events), solutions=tuple(solutions.values())), tuple(warnings), stripped


def _pieces(line: Line) -> Iterator[Line]:
    """Cut a line of more than a page, so that no pattern has to look through all of it again and again."""
    text = line.text
    if len(text) <= PIECE:
        if not line.cells and _FIELD.match(text) and len(fields := _SEVERAL_FIELDS.split(text)) > 1:
            yield from (replace(line, text=one, gap=line.gap and not n) for n, one in enumerate(fields))
        elif not line.cells and (glued := _GLUED.split(text)) and len(glued) > 1:
            yield from (replace(line, text=piece, item=line.item if not n else True) for n, piece in enumerate(glued))
        else:
            yield line
        return
    start = 0
    while start < len(text):
        stop = min(start + PIECE, len(text))
        if stop < len(text):
            end = max(text.rfind(". ", start, stop), text.rfind("\n", start, stop))
            stop = end + 1 if end > start else max(text.rfind(" ", start, stop), start + PIECE // 2)
        yield replace(line, text=text[start:stop].strip(), cells=())
        start = stop


def _mended(lines: Iterable[Line]) -> Iterator[Line]:
    """Put lines together that were broken inside a name or a programme's row."""
    every = times_first(_own_times(_leaves(_numbers(spans_joined(list(lines))))))
    if sum(re.match(r"\d{1,2}\.\d\d\s", line.text) is not None for line in every) >= ROWS:
        every = [replace(line, text=_SPLIT_ROW.sub(r"\1\2", line.text)) for line in every]
    rows = sum(_TIME.match(line.text) is not None for line in every)
    alone = rows >= ROWS and any(_TIME.fullmatch(line.text) for line in every)
    held: Line | None = None
    shared = False
    for whole in every:
        shared = shared and not whole.level and not _TIME.match(whole.text) and (whole.item or not whole.gap)
        line = replace(whole, shared=True) if shared and whole.item else whole
        if held is None:
            held = line
        elif _goes_on(held, line) and not held.level and not line.level and not line.cells:
            space = "" if line.text[:1] in ",;" else " "
            held = replace(held, text=f"{held.text}{space}{line.text}")
        elif alone and _TIME.fullmatch(held.text) and not _TIME.fullmatch(line.text) and not line.cells:
            if _is_field(line.text):
                yield held
                held = line
                continue
            shared = line.item
            held = replace(held, text=f"{held.text} {line.text}", level=0, item=False)
        else:
            yield held
            held = line
    if held is not None:
        yield held


_DAY_ALONE = re.compile(
    r"(?:(?:Zeit|Datum|Termin|Wann)\s?:\s)?(?:[A-Z][a-z]+,?\s)?(?:den\s)?\d{1,2}\.\s?(?:\d{1,2}\.|"
    r"[A-ZÄ][a-zä]+)\s?\d{2}(?:\d\d)?"
)
_LEAF_DAY = re.compile(r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[.,]?\s)?(?P<day>0?[1-9]|[12]\d|3[01])\.?")
_LEAF_MONTH = re.compile(
    r"(?P<month>Jan|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)[a-zä]*\.?(?:\s(?P<year>20\d\d))?", re.IGNORECASE
)
_LEAF_YEAR = re.compile(r"20\d\d")
_NUMBER_ALONE = re.compile(r"(\d{1,2})[.)]")
NUMBERS = 3  # numbers alone that make a list
_TIME_ALONE = re.compile(
    r"(?:ab\s|von\s)?\d{1,2}[:.]\d\d\s*(?:Uhr)?(?:\s*(?:-|–|bis)\s*\d{1,2}[:.]\d\d\s*(?:Uhr)?)?", re.IGNORECASE
)
_LABEL_ALONE = re.compile(r"[A-ZÄÖÜ][\w ]{2,32}:")


def _numbers(lines: list[Line]) -> list[Line]:
    """Put numbers that stand alone in front of what they number: "1.", below it "Begrüßung"."""
    places = [n for n, line in enumerate(lines) if _NUMBER_ALONE.fullmatch(line.text) and not line.cells]
    counted = [n for k, n in enumerate(places) if int(_NUMBER_ALONE.fullmatch(lines[n].text)[1]) == k + 1]  # type: ignore[index]
    if len(counted) < NUMBERS or len(counted) < len(places):
        return lines
    result = list(lines)
    for n in counted:
        if n + 1 < len(lines) and not lines[n + 1].cells and n + 1 not in places:
            number = lines[n].text.strip(" .)")
            result[n + 1] = replace(lines[n + 1], item=True, number=number, gap=lines[n].gap)
            result[n] = replace(lines[n], text="")
    return [line for line in result if line.text]


def _leaves(lines: list[Line]) -> list[Line]:
    """Put the leaves of a calendar together: "9", "Jan", "2024" on lines of their own, or "Jan", "9"."""
    result: list[Line] = []
    number = 0
    while number < len(lines):
        texts = [line.text.strip() for line in lines[number : number + 3]] + [""] * 3
        one, other, third = texts[:3]
        months = [_LEAF_MONTH.fullmatch(word) for word in (one, other)]
        days = [_LEAF_DAY.fullmatch(word) for word in (other, one)]
        place = next((n for n in (1, 0) if months[n] is not None and days[n] is not None), None)
        if place is None or lines[number].cells:
            result.append(lines[number])
            number += 1
            continue
        month, day = months[place], days[place]
        assert month is not None
        assert day is not None
        year = month["year"] or (third if _LEAF_YEAR.fullmatch(third) else None)
        name = next(
            full for full in MONTH_NAMES if full[:3].lower() == month["month"][:3].lower().replace("mrz", "mär")
        )
        text = f"{day['day']}. {name} {year}" if year else f"{day['day']}. {name}"
        result.append(replace(lines[number], text=text))
        number += 3 if year and not month["year"] else 2
    return result


def _own_times(lines: list[Line]) -> list[Line]:
    """Keep times below a day from being a row of the programme, and give labels the times that follow them all."""
    result = list(lines)
    for number, line in enumerate(lines):
        labels = 0
        while number + labels < len(lines) and _is_time_label(lines[number + labels].text):
            labels += 1
        times = lines[number + labels : number + 2 * labels]
        if labels > 1 and len(times) == labels and all(_TIME_ALONE.fullmatch(one.text) for one in times):
            for place in range(labels):
                joint = f"{lines[number + place].text} {times[place].text}"
                result[number + place] = replace(lines[number + place], text=joint)
                result[number + labels + place] = replace(times[place], text="")
            break
        following = lines[number + 1] if number + 1 < len(lines) else None
        span = following is not None and re.search(r"\d\s*(?:Uhr)?\s*(?:-|–|bis)\s*\d", following.text) is not None
        if (
            _DAY_ALONE.fullmatch(line.text)
            and following is not None
            and span
            and _TIME_ALONE.fullmatch(following.text)
        ):
            after = lines[number + 2] if number + 2 < len(lines) else None
            if after is None or after.gap or len(after.text.split()) == 1 or _is_field(after.text):
                result[number + 1] = replace(following, text=f"Uhrzeit: {following.text}")
    return [line for line in result if line.text]


def _is_field(text: str) -> bool:
    """Tell whether a line begins with the name of a field: "Ort: …", "Veranstalter:"."""
    return ":" in text and text.split(":", maxsplit=1)[0].strip().lower() in FIELDS


def _is_time_label(text: str) -> bool:
    return _LABEL_ALONE.fullmatch(text) is not None and FIELDS.get(text.rstrip(":").lower()) in {
        "begin",
        "end",
        "time",
    }


def _goes_on(before: Line, line: Line) -> bool:
    if line.item or before.cells or _TIME.match(line.text):
        return False
    if line.text[:1] in ",;":
        return True
    if not line.gap and re.fullmatch(r"\([^()]{3,90}\)", line.text) and len(before.text) < NAME_ALONE:
        named = name_at(before.text)
        return named is not None and named.sure and named.end == len(before.text)  # whose house stands below the name
    if not line.gap and re.fullmatch(r"\([^()]{3,120}\)", line.text) and ", " in before.text:
        last = before.text.rsplit(", ", 1)[-1]
        named = name_at(last)
        if named is not None and named.sure and named.end == len(last):
            return True  # "Titel, A B", below it the house
    if not line.gap and before.text.count("(") > before.text.count(")") and re.match(r"[^()]{1,60}\)", line.text):
        return True  # broken inside brackets
    if not line.gap and (
        (before.text.endswith(":") and line.text[:1] in "„“»" and len(before.text) > 60)
        or (before.text[-1:] in "“”«" and re.match(r"[a-zäöü]{3,}", line.text) and before.text.count("„") > 0)
    ):
        return True  # a quotation on lines of its own
    if line.gap or len(before.text) > 240 or (_TIME.match(before.text) and len(before.text) < 20):
        return False
    if (
        re.search(r"\b(?:[A-ZÄÖÜ][\w-]*[Uu]niversität|Universität|Hochschule|Stadt|Landkreis)$", before.text)
        and "," in before.text
    ):
        return re.fullmatch(r"[A-ZÄÖÜ][\w-]+(?: \([\w ]+\))?", line.text) is not None
    broken = re.search(
        r"(?:,|\b(?:der|des|für|und|von|im|in|am|zur|zum|öffentliche|e)|[a-zäöüß]+liche[rn]?)$", before.text
    )
    return (
        broken is not None
        and len(before.text) > 50
        and "," in before.text
        and re.match(r"[A-ZÄÖÜ][\w-]*(?:\s|$)", line.text) is not None
        and len(line.text) < 60
    )


def _stripped(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], int]:
    count = 0
    kept = []
    for line in lines:
        text = clean(line.text)
        for pattern, whole in _TORN:
            text = pattern.sub(whole, text)
        text, cut = strip_private(text)
        count += cut
        cells = tuple(strip_private(clean(cell))[0].strip() for cell in line.cells)
        if text.strip():
            kept.append(replace(line, text=text.strip(), cells=cells))
    return tuple(kept), count
