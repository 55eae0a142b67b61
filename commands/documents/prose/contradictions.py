"""Weekdays of a text that the calendar contradicts."""

from collections.abc import Iterable

from commands.dates.words import WEEKDAY_NAMES, spoken_day
from commands.documents.prose.moments import Moment, iso_days
from storage.when import Precision


def contradictions(usable: Iterable[Moment], year: int | None, chosen: Moment) -> tuple[str, ...]:
    """Report a weekday that the calendar contradicts."""
    found: list[str] = []
    for moment in usable:
        this = moment.year or (year if (moment.month, moment.day) == (chosen.month, chosen.day) else None)
        if moment.precision is not Precision.DAY or this is None or not moment.exists(this):
            continue
        first, last = iso_days(moment, this)
        for day, claim in ((first, moment.weekday), (last, moment.last_weekday)):
            if claim is not None and day.weekday() != claim:
                found.append(
                    f"{spoken_day(day)} ist ein {WEEKDAY_NAMES[day.weekday()]}, im Text steht {WEEKDAY_NAMES[claim]}."
                )
    return tuple(dict.fromkeys(found))
