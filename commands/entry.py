"""From what an organiser wrote to an event as it would be stored, and what is missing in it or should be looked at."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commands.dates import DateError, find_period, read_recurrence
from commands.errors import NotUnderstoodError
from commands.field_values import FieldReader, mode_of, read_moment, recurrence_words
from commands.fields import EXAMPLE, LABELS, Lines, read_lines
from commands.programme import read_people, read_programme
from commands.words import fold, quote
from storage.records import EventRecord, RoleRecord
from storage.when import Precision, When

READ_ELSEWHERE = frozenset({"wann", "wiederholung", "programm", "personen"})
MOST_WORDS = 30  # of a line in which a time is looked for
PAST = "Die Zeit liegt in der Vergangenheit. Die Veranstaltung wird gespeichert, aber nicht angekündigt."
_MODE_LAST = re.compile(
    r"(?P<rest>.*?)[\s,;(]*\b(?P<mode>online|hybrid|digital|virtuell|vor Ort|in Präsenz|per Videokonferenz)\)?\s*$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?P<rest>.*?)[\s,;]*\b(?:in|im|bei|ort)\s*:?\s+(?P<place>(?:der |dem |die )?[A-ZÄÖÜ].*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it was understood. ``fields``: the words by field, to be corrected one by one."""

    record: EventRecord
    fields: Mapping[str, str]
    rule: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Said:
    """What a line without labels says."""

    title: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def read_entry(text: str, now: datetime) -> dict[str, str]:
    """Read the words of ``!neu`` into fields. Raises for what can't be read."""
    lines = read_lines(text)
    if lines.head:
        _take_head(lines, now)
    if not lines.fields.get("titel"):
        raise NotUnderstoodError("Es fehlt ein Titel.", EXAMPLE)
    return lines.fields


def _take_head(lines: Lines, now: datetime) -> None:
    """Give the words before the first label their place: the first line is the title, maybe with time and place."""
    first, _, rest = lines.head.partition("\n")
    if "titel" in lines.fields:
        first, rest = "", lines.head
    if first:
        said = _one_line(first, now) if "wann" not in lines.fields else _Said(first)
        lines.fields["titel"] = said.title
        for name, words in said.fields.items():
            lines.fields.setdefault(name, words)
    if rest.strip():
        known = lines.fields.get("beschreibung")
        lines.fields["beschreibung"] = f"{rest.strip()}\n{known}" if known else rest.strip()


def _one_line(line: str, now: datetime) -> _Said:
    """Read "Stammtisch am 3. Dezember 18 Uhr in Soest online"."""
    words = line.split()
    if len(words) > MOST_WORDS:
        return _Said(line)
    place = _time_in(words, now)
    if place is None:
        title, mode = _mode_of(" ".join(words))
        return _Said(title, {"format": mode} if mode else {})
    begin, end = place
    after, mode = _mode_of(" ".join(words[end:]).strip(" ,;"))
    before = " ".join(words[:begin]).strip(" ,;:–-")
    fields = {"wann": " ".join(words[begin:end]).strip(" ,;")}
    match = _PLACE.fullmatch(after)
    if match is not None:
        after, fields["wo"] = match["rest"].strip(" ,;"), match["place"].strip(" ,;")
    if mode is None:
        before, mode = _mode_of(before)
    if mode:
        fields["format"] = mode
    return _Said(" ".join(part for part in (before, after) if part), fields)


def _mode_of(words: str) -> tuple[str, str | None]:
    match = _MODE_LAST.fullmatch(words)
    if match is None:
        return words, None
    return match["rest"].strip(" ,;("), mode_of(match["mode"])


def _time_in(words: list[str], now: datetime) -> tuple[int, int] | None:
    """Return which of the words are the time."""
    found = _recurrence_in(words, now) if recurrence_words(" ".join(words)) else None
    if found is not None:
        return found
    line = " ".join(words)
    try:
        period, rest = find_period(line, now, "future")
    except DateError as error:
        raise NotUnderstoodError(str(error), EXAMPLE) from error
    if period is None:
        return None
    left = _bare(rest)
    spans = [(end - begin, begin, end) for begin in range(len(words)) for end in range(begin + 1, len(words) + 1)]
    for _length, begin, end in sorted(spans):
        if _bare(" ".join(words[:begin] + words[end:])) == left:
            return begin, end
    return None


def _bare(text: str) -> str:
    return re.sub(r"[\s,;]+", " ", text).strip()


def _recurrence_in(words: list[str], now: datetime) -> tuple[int, int] | None:
    """Return the longest part that says what comes again; if that can't be right, it is refused."""
    for size in range(len(words), 0, -1):
        for begin in range(len(words) - size + 1):
            phrase = " ".join(words[begin : begin + size])
            if not recurrence_words(phrase):
                continue
            try:
                if read_recurrence(phrase.strip(" ,;"), now) is not None:
                    return begin, begin + size
            except DateError as error:
                raise NotUnderstoodError(str(error), EXAMPLE) from error
    return None


def understand(fields: Mapping[str, str], key: str, now: datetime) -> Entry:
    """Turn fields into the event that they mean. Raises for a value that can't be read."""
    reader = FieldReader(now)
    values: dict[str, Any] = {}
    for name, words in fields.items():
        if name not in READ_ELSEWHERE:
            values |= reader.values(name, words)
    moment = None
    if fields.get("wann") or fields.get("wiederholung"):
        moment = read_moment(fields.get("wann", ""), now, fields.get("wiederholung"))
    when = moment.when if moment else When(None, None, Precision.OPEN, str(now.tzinfo))
    programme = read_programme(fields.get("programm", ""), when)
    organisers = values.pop("organisers", [])
    people = tuple(RoleRecord(name, "Organisation", is_organisation=True) for name in organisers)
    people += tuple(read_people(fields.get("personen", "")))
    title, series, topics = values.pop("title"), values.pop("series", None), values.pop("topics", ())
    mode = values.get("mode") or ("online" if fold(values.get("place") or "") == "online" else None)
    record = EventRecord(
        key=key,
        title=title,
        when=when,
        fields={**values, "mode": mode, "status": "Entwurf"},
        series=series,
        topics=tuple(topics),
        people=people,
        programme=tuple(programme.sessions),
    )
    remarks = []
    if programme.untimed:
        names = ", ".join(f"„{quote(title, 40)}“" for title in programme.untimed)
        remarks.append(f"Die Uhrzeiten im Programm fehlen noch, weil der Tag nicht feststeht: {names}.")
    if reader.stripped:
        remarks.append(f"Private Adressen oder Rufnummern habe ich weggelassen: {reader.stripped}.")
    return Entry(record, dict(fields), moment.rule if moment else None, tuple(remarks))


def missing(record: EventRecord) -> list[str]:
    """Return the fields that people will ask for and that are not given."""
    found = []
    if record.when.precision is not Precision.MINUTE:
        found.append("Uhrzeit" if record.when.precision is Precision.DAY else LABELS["wann"])
    mode = record.fields.get("mode")
    if not record.fields.get("place") and record.town is None and mode != "online":
        found.append(LABELS["wo"])
    if mode in {"online", "hybrid"} and not record.fields.get("online_link"):
        found.append("Online (die Adresse für die Teilnahme)")
    if mode is None:
        found.append(LABELS["format"])
    return found


def remarks_on(record: EventRecord, now: datetime) -> list[str]:
    """Return what the organiser should look at."""
    remarks = _about_time(record.when, now)
    remarks += [
        f"„{quote(session.title, 40)}“ liegt nicht in der Zeit der Veranstaltung."
        for session in record.programme
        if session.when is not None and _is_outside(session.when, record.when)
    ]
    deadline, last = record.fields.get("registration_deadline"), record.when.end or record.when.start
    if deadline is not None and last is not None and deadline > last:
        remarks.append("Der Anmeldeschluss liegt nach der Veranstaltung.")
    place = record.fields.get("place")
    if record.fields.get("mode") == "online" and place and fold(place) != "online":
        remarks.append("Als Format steht „online“, und es ist ein Ort genannt.")
    labels = [
        session.label if session.kind is None or session.kind in session.label else f"{session.kind} {session.label}"
        for session in record.programme
        if session.label
    ]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        remarks.append(f"Im Programm kommt mehrmals vor: {', '.join(twice)}.")
    return remarks


def _about_time(when: When, now: datetime) -> list[str]:
    remarks = []
    start, over = when.start, when.end or when.start
    if over is not None and over <= now:
        remarks.append(PAST)
    elif start is not None and start.year > now.year + 2:
        remarks.append(f"Bis dahin ist es lange: {start.year}.")
    if when.precision is Precision.MINUTE and start is not None and when.end is not None:
        over_night = when.end.date() != start.date() and when.end.hour < 12
        if over_night and (when.end - start).days < 1:
            remarks.append("Das Ende liegt am Tag danach.")
    return remarks


def _is_outside(part: When, whole: When) -> bool:
    if part.start is None or whole.start is None or whole.precision is not Precision.MINUTE:
        return False
    return part.start < whole.start or (whole.end is not None and (part.end or part.start) > whole.end)
