"""From when to when an event was, where only its programme says so."""

from dataclasses import replace

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Times
from commands.documents.prose.timetable import find_timetable, row_times
from commands.documents.prose.when import Chosen
from storage.when import Precision

ROWS = 3  # rows that make a programme of the whole event


def with_programme(chosen: Chosen, parts: list[Part]) -> Chosen:
    """Give a day without hours those of its programme, one with a beginning alone the end of the last row."""
    moment = chosen.moment
    if moment is None or moment.precision is not Precision.DAY or moment.last is not None:
        return chosen
    if moment.times is not None and moment.times.end is not None:
        return chosen
    table = find_timetable(parts)
    rows = [times for part in parts for times in [row_times(part, table)] if times is not None] if table.is_one else []
    if len(rows) < ROWS or any(one.begin > other.begin for one, other in zip(rows, rows[1:], strict=False)):
        return chosen
    begin = moment.times.begin if moment.times is not None else rows[0].begin
    end = rows[-1].end
    if begin > rows[0].begin or (moment.times is not None and end is None):
        return chosen
    return replace(chosen, moment=replace(moment, times=Times(begin, end if end and end > begin else None, 0, 0)))
