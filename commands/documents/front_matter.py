"""The fields that site generators keep at the head of a page: between "---" or "+++", or bare as in Pelican."""

import re

LONGEST = 400  # lines of such a head
MANY = 3  # fields that make a head in which a value runs over several lines
FEWEST = 2  # known fields that make a head without marks
_ROW = re.compile(r"\s*(?:[\w.-]+\s*[:=]|-(?:\s|$)|#|\[|\]|\}|\"|'|$)|\s{2,}\S")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]*)\s*[:=]\s*(?P<value>.*?)\s*")
_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d))?.*")
_KNOWN = frozenset([
    "title", "date", "tags", "category", "categories", "author", "authors", "slug", "layout", "summary", "status",
    "lang", "permalink", "keywords", "image", "published", "modified", "description",
])  # fmt: skip
_STARTS = frozenset(["start", "start_date", "startdate", "event_date", "eventdate", "start_time", "begin"])
_ENDS = frozenset(["end", "end_date", "enddate", "end_time"])
_PLACES = frozenset(["ort", "venue", "veranstaltungsort", "event_location", "place", "location"])


def without_front_matter(rows: list[str]) -> list[str]:
    """Leave out such a head; the title in it, and day and place of an event that it gives, are kept as lines."""
    end = _end(rows)
    if end is None:
        return rows
    begin = 1 if rows[0].strip() in {"---", "+++"} else 0
    fields: dict[str, str] = {}
    for row in rows[begin:end]:
        match = _FIELD.fullmatch(row)
        if match is not None:
            value = re.sub(r"\s+#\s.*$", "", match["value"])  # a remark
            fields.setdefault(match["name"].lower(), value.strip("\"' "))
    rest = rows[end + begin :]
    if not any(row.strip() for row in rest):
        rest = _description(rows[begin:end])  # the page has its text there
    kept = _event(fields)
    title = fields.get("title", "")
    first = next((row for row in rest if row.strip()), "")
    head = first[1:].strip().casefold() if re.match(r"#\s", first) else ""
    known = title.casefold() in head
    if title and not known:
        return [f"# {title}", "", *kept, *([""] if kept else []), *rest]
    return [*kept, *([""] if kept else []), *rest] if kept else rest


def _description(rows: list[str]) -> list[str]:
    """Return the lines of the description, which may run over several."""
    start = next((n for n, row in enumerate(rows) if re.match(r"(?:description|summary|text)\s*[:=]", row)), None)
    if start is None:
        return []
    stop = next((n for n in range(start + 1, len(rows)) if _FIELD.fullmatch(rows[n])), len(rows))
    first = re.sub(r"^\w+\s*[:=]\s*[\"'|>]*", "", rows[start])
    lines = [first, *rows[start + 1 : stop]]
    return [line.rstrip("\"' ") if n == len(lines) - 1 else line for n, line in enumerate(lines)]


def _end(rows: list[str]) -> int | None:
    """Return the row that ends the head, ``None`` where there is none."""
    mark = rows[0].strip() if rows else ""
    if mark in {"---", "+++"}:
        end = next((place for place, row in enumerate(rows[1:LONGEST], 1) if row.strip() == mark), None)
        if end is None or all(_ROW.match(row) for row in rows[1:end]):
            return end
        names = [match["name"].lower() for row in rows[1:end] if (match := _FIELD.fullmatch(row.strip())) is not None]
        return end if _FIELD.fullmatch(rows[1]) and "title" in names and len(names) >= MANY else None
    end = next((place for place, row in enumerate(rows[:LONGEST]) if not row.strip()), None)
    if not end:
        return None
    names = [match["name"].lower() for row in rows[:end] if (match := _FIELD.fullmatch(row)) is not None]
    known = sum(name in _KNOWN for name in names)
    lower = all(re.match(r"[a-z]", row) for row in rows[:end])
    return end if len(names) == end and "title" in names and known > FEWEST - 1 and lower else None


def _event(fields: dict[str, str]) -> list[str]:
    start = next((fields[name] for name in fields if name in _STARTS and _DAY.fullmatch(fields[name])), None)
    end = next((fields[name] for name in fields if name in _ENDS and _DAY.fullmatch(fields[name])), None)
    place = next(
        (fields[name] for name in fields if name in _PLACES and re.search(r"[A-ZÄÖÜ][a-zäöüß]{2}", fields[name])), None
    )
    issued = _DAY.fullmatch(fields.get("date") or fields.get("datum", ""))
    kept: list[str] = []
    if start is not None:
        kept = [f"Datum: {_spoken(start)}" + (f" – {_spoken(end)}" if end is not None and end != start else "")]
    elif issued is not None:
        kept = [f"Veröffentlicht am {issued['day']}.{issued['month']}.{issued['year']}"]
    return [*kept, *([f"Ort: {place}"] if place else [])]


def _spoken(value: str) -> str:
    match = _DAY.fullmatch(value)
    assert match is not None
    day = f"{match['day']}.{match['month']}.{match['year']}"
    timed = match["hour"] is not None and (match["hour"], match["minute"]) != ("00", "00")
    return f"{day}, {match['hour']}:{match['minute']} Uhr" if timed else day
