"""What people type after the dot: ``W12.B``. Short, unique within the event, stable for the same programme."""

import re
from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from storage.records import SessionRecord

DAYS = ("MO", "DI", "MI", "DO", "FR", "SA", "SO")
ABBREVIATIONS = {"workshop": "WS", "fachforum": "FF", "werkstatt": "W", "impuls": "I", "vortrag": "V", "podium": "P"}


def _flat(
    programme: Iterable[SessionRecord], parent: int | None, found: list[tuple[SessionRecord, int | None]]
) -> None:
    for record in programme:
        found.append((record, parent))
        _flat(record.children, len(found) - 1, found)


def _printed(record: SessionRecord) -> str | None:
    """Return the letter or number at the end of a label: B, 3."""
    match = re.fullmatch(r"(?:.*\s)?([A-Za-z]|\d{1,3})[.:)]?", (record.label or "").strip())
    return match[1].upper() if match else None


def _kind_letters(record: SessionRecord) -> str:
    words = (record.label or "").split()
    name = words[0] if len(words) > 1 else (record.kind or "")
    return ABBREVIATIONS.get(name.lower(), name[:2].upper())


def slug_sessions(programme: Iterable[SessionRecord], zone: str) -> list[tuple[str, SessionRecord, int | None]]:
    """Return every session with its slug and the place of its parent in the list, in the order as printed.

    The printed letter or number alone where it is unique (``B``), else with the kind (``FF2``), else with the
    weekday in front (``SA-WS1``); what has no label is counted (``P1``).
    """
    flat: list[tuple[SessionRecord, int | None]] = []
    _flat(programme, None, flat)
    printed = Counter(_printed(record) for record, _parent in flat)
    kinds = Counter((_kind_letters(record), _printed(record)) for record, _parent in flat)
    taken: set[str] = set()
    result = []
    counted = 0
    for record, parent in flat:
        name = _printed(record)
        if name is None:
            counted += 1
            slug = f"P{counted}"
        elif printed[name] == 1:
            slug = name
        elif kinds[_kind_letters(record), name] == 1:
            slug = f"{_kind_letters(record)}{name}"
        else:
            day = ""
            if record.when is not None and record.when.start is not None:
                day = DAYS[record.when.start.astimezone(ZoneInfo(zone)).weekday()] + "-"
            slug = f"{day}{_kind_letters(record)}{name}"
        base, number = slug, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        result.append((slug, record, parent))
    return result
