"""One document, one event or several: pages with a section for each workshop, and lists of dates."""

import re
from dataclasses import replace

from commands.documents.prose.entries import entries, meetings, one_span
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments, find_times
from commands.documents.prose.names import name_at
from commands.documents.prose.repeated import repeated
from commands.documents.prose.session_heads import is_session_heading
from commands.documents.prose.vocabulary import EVENT_WORDS
from commands.documents.prose.when import candidates, is_day_heading
from storage.when import Precision

LINE = 120  # characters of a line with day, hour and place
_PAGE_OF_EVENTS = re.compile(
    r"(?:(?:Unsere|Weitere|Die|Kommende|Nächste)\s)?(?:Veranstaltungen|Termine|Veranstaltungshinweise|Newsletter)\b"
)
_COLUMNS = {
    "datum": "date", "termin": "date", "wann": "date", "tag": "date", "veranstaltung": "title", "titel": "title",
    "was": "title", "thema": "title", "ort": "place", "wo": "place", "veranstaltungsort": "place", "uhrzeit": "time",
    "zeit": "time", "beginn": "begin",
}  # fmt: skip
_ALSO = re.compile(  # what else may stand in a list of events
    r"\b(?:Exkursion|Führung|Ausstellung|Lesung|Konzert|Vortrag|Diskussion|Wanderung|Radtour|Besichtigung|Rundgang|"
    r"Kurs|Treffen|trifft sich)"
)
SENTENCE, OPENING = 40, 30  # characters of a sentence, and before the day that it begins with
_BESIDES = re.compile(  # heads what else is on
    r"(?:Weitere|Andere|Ähnliche|Kommende|Nächste)\s(?:Veranstaltungen|Termine|Events|Angebote)\b|Auch interessant|"
    r"Das könnte (?:Sie|Euch|dich)|Mehr (?:aus|zum Thema)\b"
)
ENDS = 60  # characters of such a heading
ENTRY = 3  # lines of an entry in a list of events: day, title, hour or place
OWN = 8  # what speaks for a day above a list, that makes it the page's own
NUMBERED = 3  # numbered headings that divide a document


def split_events(parts: list[Part]) -> list[list[Part]]:
    """Return the parts of each event."""
    besides = next((number for number, part in enumerate(parts) if _is_besides(part)), len(parts))
    if besides < len(parts) and _own_day(parts[:besides]):  # what else is on stands below
        sections = _split(parts[:besides])
        return sections if len(sections) > 1 else [parts]
    return _split(parts)


def _split(parts: list[Part]) -> list[list[Part]]:
    sections = repeated(parts) or _listed(parts) or _detailed(parts) or _tabled(parts) or _told_each(parts)
    if not sections:
        _head_days(parts)
        sections = _headed(parts)
    if sections:
        return sections
    sections = entries(parts) or meetings(parts)
    lead = parts[: min((part.number for section in sections for part in section), default=0)]
    return [parts] if not sections or _own_day(lead) else sections


def _own_day(lead: list[Part]) -> bool:
    """Tell whether what stands above a list has a day of its own: then the list is not what the page is about."""
    return any(
        one.score >= OWN and one.moment.precision is Precision.DAY and not one.published for one in candidates(lead)
    )


def _is_besides(part: Part) -> bool:
    return part.kind in {"text", "heading"} and len(part.text) < ENDS and _BESIDES.match(part.text) is not None


def _headed(parts: list[Part]) -> list[list[Part]]:
    """Return what stands below headings that each have a day of their own; nothing where it is one event."""
    heads = [number for number, part in enumerate(parts) if _can_head(part)]
    level = min((parts[number].line.level for number in heads if parts[number].line.level > 1), default=0)
    if level:
        heads = [number for number in heads if parts[number].line.level in {1, level}]
    heads = list({_letters(parts[number].text): number for number in reversed(heads)}.values())[::-1]
    numbered = [number for number in heads if parts[number].line.number is not None]
    if len(numbered) >= NUMBERED:
        heads = numbered  # the items of a newsletter
    if (
        len(heads) < 2
        or sum(is_day_heading(part) and part.line.cells != () for part in parts) > 1
        or sum(is_session_heading(part.text) for part in parts) >= 2
    ):
        return []
    lead = parts[: heads[0]]
    if any(one.score >= 6 and not one.published for one in candidates(lead)):
        return []
    sections = [parts[begin:end] for begin, end in zip(heads, [*heads[1:], len(parts)], strict=True)]
    if any(part.kind == "field" and part.field == "date" for part in sections[0]) and not all(
        _field_date(s) for s in sections
    ):
        return []
    dated = [section for section in sections if _own_date(section)]
    moments = [moment for section in dated for moment in [_best(section)] if moment is not None]
    distinct = {(m.month, m.day) if m.day is not None else (m.year, m.month) for m in moments}
    days = [(m.month, m.day) for m in moments if m.day is not None and m.month is not None]
    places = {section[0].text.split("(")[0].split(":")[0] for section in dated}
    bodies = [section for section in sections if sum(len(part.text) for part in section[1:]) > 80]
    if len(dated) < 2 or len(dated) < len(bodies) * 0.6:
        return []
    if len(distinct) < 2 or len(set(days)) < len(days) or len(places) < len(dated) or one_span(days, parts):
        return []
    if len(dated) < NUMBERED and not all(_names_event(section[0].text) or _dated_line(section) for section in dated):
        return []
    return [section for section in sections if section in dated]


def _letters(text: str) -> str:
    """Return only the letters and digits of a heading, which a page may print twice."""
    return re.sub(r"[\W_]+", "", text).lower()


def _listed(parts: list[Part]) -> list[list[Part]]:
    """Return the entries of a list of events: a line with the day, one with the title, fields with hour or place."""
    dated = [number for number, part in enumerate(parts) if _is_date_line(part)]
    if len(dated) < NUMBERED:
        return []
    entries: list[list[Part]] = []
    days = set()
    for begin, end in zip(dated, [*dated[1:], len(parts)], strict=True):
        section = [part for part in parts[begin:end] if part.kind != "debris"]
        if len(section) < ENTRY or section[1].kind not in {"text", "heading"} or len(section[1].text) > LINE:
            continue
        fields = any(part.kind == "field" and part.field in {"time", "place", "begin"} for part in section[2:])
        if not fields or find_moments(section[1].text) or next(find_times(section[1].text), None) is not None:
            continue
        moment = find_moments(section[0].text)[0]
        days.add((moment.month, moment.day))
        entries.append([section[1], section[0], *section[2:]])
    if len(entries) < NUMBERED or len(days) < NUMBERED:
        return []
    for entry in entries:
        entry[0].kind = "heading"
    return entries


def _detailed(parts: list[Part]) -> list[list[Part]]:
    """Return the events of a page headed "Veranstaltungen im Mai": heading, text, then fields with day and place."""
    head = next((part for part in parts if part.kind != "debris"), None)
    if head is None or _PAGE_OF_EVENTS.match(head.text) is None or any(is_session_heading(one.text) for one in parts):
        return []
    dated = [number for number, part in enumerate(parts) if part.kind == "field" and part.field == "date"]
    days = {(one.month, one.day) for number in dated for one in find_moments(parts[number].value)[:1] if one.day}
    if len(dated) < 2 or len(days) < len(dated):
        return []
    sections: list[list[Part]] = []
    end = parts.index(head) + 1
    for number in dated:
        begin = next((n for n in range(end, number) if parts[n].kind == "heading" and _can_head(parts[n])), None)
        beside = [one.field for one in parts[max(0, number - 2) : number + 3] if one.kind == "field"]
        if begin is None or not {"place", "time", "begin"} & set(beside):
            return []
        end = next((n for n in range(number, len(parts)) if parts[n].kind == "heading"), len(parts))
        sections.append(parts[begin:end])
    return sections


def _tabled(parts: list[Part]) -> list[list[Part]]:
    """Return the rows of a table of events, below "Datum", "Veranstaltung" and "Ort" on a page headed "Termine"."""
    head = next((part for part in parts if part.kind != "debris"), None)
    if head is None or _PAGE_OF_EVENTS.match(head.text) is None:
        return []
    columns: dict[str, int] = {}
    sections: list[list[Part]] = []
    days = set()
    for part in parts:
        cells = part.line.cells or tuple(part.text.split("\t"))
        labels = [_COLUMNS.get(cell.strip(" :*").lower(), "") for cell in cells]
        if {"date", "title"} <= set(labels):
            columns = {label: n for n, label in enumerate(labels) if label}
            continue
        if not columns or len(cells) <= max(columns.values()):
            columns = {}
            continue
        moments = find_moments(cells[columns["date"]])
        if len(moments) != 1 or moments[0].day is None or not cells[columns["title"]].strip():
            return []
        days.add((moments[0].month, moments[0].day))
        row = [
            replace(part, line=replace(part.line, text=cells[columns["title"]], cells=()), kind="heading", field=None)
        ]
        row += [
            replace(part, line=replace(part.line, text=cells[n], cells=()), kind="field", field=label, value=cells[n])
            for label, n in columns.items()
            if label != "title" and cells[n].strip()
        ]
        sections.append(row)
    return sections if len(days) >= len(sections) >= 2 else []


def _told_each(parts: list[Part]) -> list[list[Part]]:
    """Return the paragraphs of a page headed "Termine" of which each tells of an event on a day of its own."""
    shown = [part for part in parts if part.kind != "debris"]
    if len(shown) < ENTRY or _PAGE_OF_EVENTS.match(shown[0].text) is None:
        return []
    days = set()
    for part in shown[1:]:
        moments = find_moments(part.text)
        if part.kind not in {"text", "item"} or len(part.text) < SENTENCE or not moments or moments[0].day is None:
            return []
        if moments[0].start > OPENING or not (EVENT_WORDS.search(part.text) or _ALSO.search(part.text)):
            return []
        days.add((moments[0].month, moments[0].day))
    return [[part] for part in shown[1:]] if len(days) == len(shown) - 1 else []


def _head_days(parts: list[Part]) -> None:
    """Take lines that stand apart for headings where a day stands below them, if others of the page are so, too."""
    lines = [
        part
        for number, part in enumerate(parts[:-1])
        if part.kind in {"text", "heading"}
        and part.line.gap
        and len(part.text) < LINE
        and not find_moments(part.text)
        and _dated_line([part, parts[number + 1]])
    ]
    if len(lines) >= NUMBERED:
        for part in lines:
            part.kind = "heading"


def _is_date_line(part: Part) -> bool:
    """Tell whether a line only gives a day: in a list of events each entry begins with one."""
    if part.kind == "field" and part.field != "date":
        return False
    moments = find_moments(part.text)
    return is_day_heading(part) or (part.kind == "field" and len(moments) == 1 and moments[0].day is not None)


def _can_head(part: Part) -> bool:
    return (
        part.kind == "heading"
        and not is_session_heading(part.text)
        and not is_day_heading(part)
        and not any(one.start == 0 and one.times is not None for one in find_moments(part.text))
        and len(part.text) > 8
        and not part.text.rstrip().endswith(":")
        and not re.match(
            r"(?:Veröffentlicht|Bitte)\b|(?:Die )?Anmeldung|Weitere\b|Kontakt\b|Termin|Ende\b|"
            r"(?:Für wen|Was|Wie|Wo|Wann|Wer)\b.*\?$|\d{1,2}[:.]\d{2}\s|\d{1,2}\sUhr",
            part.text,
        )
        and not _NO_EVENT.match(part.text)
        and not ((name := name_at(part.text)) is not None and name.sure and part.text[name.end :].startswith(","))
    )


_NO_EVENT = re.compile(  # an hour, what it costs, who may come: a section of one event
    r"\d{1,2}[.:]\d\d\s*Uhr\b|Zu[rm]?\s(?:Dokumentation|Anmeldung|Programm|Übersicht|Website|Präsentation)|(?:Teilnahme|Tagungs)?(?:[Gg]ebühr|[Bb]eitrag|[Kk]osten|[Bb]edingung)\w*\b|Eintritt\b|"
    r"(?:Tagungs|Veranstaltungs)?[Oo]rt\b|Für\swen\b|Ende\sder\b|Frühbucher"
)


def _names_event(head: str) -> bool:
    """Tell whether a heading can name an event: "Fachtag …", "Musterstadt (Hessen): …"; "Ausblick" can't."""
    return EVENT_WORDS.search(head) is not None or re.match(r"[^():]{3,60}\s\([^()]{3,40}\)\s*:", head) is not None


def _dated_line(section: list[Part]) -> bool:
    """Tell whether day and hour stand right below the heading: "10.01.2020, 20:00 Uhr, Bürgerhaus"."""
    for part in [one for one in section[1:] if one.kind != "debris"][:2]:
        moments = find_moments(part.text)
        if len(part.text) < LINE and len(moments) == 1 and moments[0].start == 0 and moments[0].times is not None:
            return True
    return False


def _field_date(section: list[Part]) -> bool:
    return any(part.kind == "field" and part.field == "date" for part in section)


def _best(section: list[Part]) -> Moment | None:
    usable = [
        one
        for one in candidates(section)
        if one.score > 0 and one.moment.precision in {Precision.DAY, Precision.MONTH}
    ]
    return max(usable, key=lambda one: one.score).moment if usable else None


def _own_date(section: list[Part]) -> bool:
    text = " ".join(part.text for part in section)
    return (
        _best(section) is not None
        and (EVENT_WORDS.search(text) is not None or _ALSO.search(section[0].text) or _dated_line(section))
        and len(find_moments(text)) < 12
        and not re.match(r"Kontakt|Impressum", section[0].text)
    )
