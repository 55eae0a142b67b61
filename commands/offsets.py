"""Offsets before an event: from what people type to what is stored, and back into words."""

from datetime import time, timedelta

from dateutil.relativedelta import relativedelta

from commands.dates import parse_offset
from commands.errors import NotUnderstoodError
from storage.offsets import Offset, read_offset

LONGEST = timedelta(days=366)
EXAMPLE = "1 Tag vorher"


def offset_of(text: str, example: str) -> Offset:
    """Read an offset before an event. Raises :class:`NotUnderstoodError` for anything else."""
    bare = text.strip()
    try:
        found = parse_offset(bare) if "vor" in bare else parse_offset(f"{bare} vorher") or parse_offset(bare)
    except ValueError as error:
        raise NotUnderstoodError(str(error), example) from error
    if found is None:
        raise NotUnderstoodError(f"„{bare[:60]}“ kann ich nicht als Abstand zum Beginn lesen.", example)
    offset = _of_timedelta(found) if isinstance(found, timedelta) else _of_relativedelta(found)
    if offset is None:
        raise NotUnderstoodError("Eine Erinnerung kann nur vor dem Beginn kommen, höchstens ein Jahr davor.", example)
    return offset


def _of_timedelta(found: timedelta) -> Offset | None:
    if found < timedelta(0) or found > LONGEST:
        return None
    minutes = found.seconds // 60
    return Offset(days=found.days, minutes=minutes)


def _of_relativedelta(found: relativedelta) -> Offset | None:
    days = found.days
    if found.years < 0 or found.months < 0 or days < 0 or found.years * 12 + found.months > 12:
        return None
    at = time(found.hour, found.minute or 0) if found.hour is not None else None
    return Offset(found.years, found.months, days, found.hours * 60 + found.minutes, at)


def _number(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"


def offset_words(text: str) -> str:
    """Say a stored offset: "7 Tage vorher", "am Vorabend um 18:00 Uhr"."""
    offset = read_offset(text)
    if not (offset.years or offset.months or offset.days or offset.minutes or offset.at):
        return "zum Beginn"
    hours, minutes = divmod(offset.minutes, 60)
    parts = [
        _number(count, one, many)
        for count, one, many in (
            (offset.years, "Jahr", "Jahre"),
            (offset.months, "Monat", "Monate"),
            (offset.days, "Tag", "Tage"),
            (hours, "Stunde", "Stunden"),
            (minutes, "Minute", "Minuten"),
        )
        if count
    ]
    words = " und ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    if offset.at is None:
        return f"{words} vorher"
    return f"{words} vorher um {offset.at:%H:%M} Uhr" if words else f"am selben Tag um {offset.at:%H:%M} Uhr"
