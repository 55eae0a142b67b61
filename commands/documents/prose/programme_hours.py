"""From when to when an event was, where only its programme says so."""

import itertools
import re
from dataclasses import replace

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, Times, find_moments
from commands.documents.prose.no_session import is_no_session
from commands.documents.prose.session import item_kind
from commands.documents.prose.timed_kinds import timed_kinds
from commands.documents.prose.timetable import find_timetable, row_times
from commands.documents.prose.title_lines import only_date
from commands.documents.prose.when import Chosen, is_day_heading
from storage.when import Precision

_ARRIVAL = re.compile(
    r"(?:An(?:kommen|kunft|reise|meldung)|Eintreffen|Einlass|Registrierung|Check-?in|Einwahl|Akkreditierung|Türöffnung|"
    r"Empfang der|Begrüßungskaffee|Stehkaffee|(?:Steh)?[Kk]affee|Frühstück)\b"
)
_CLOSE = re.compile(
    r"(?:(?:voraussichtliches|offizielles)\s)?(?:Ende|Veranstaltungsende|Tagungsende|Schluss)\b", re.IGNORECASE
)
_CLOSING = re.compile(
    r"(?:Abschluss|Abschied|Verabschiedung|Schlusswort|Zusammenfassung|Ausblick|Resümee|Fazit)", re.IGNORECASE
)
_PROGRAMME = re.compile(
    r"(?:Programm|Ablauf|Agenda|Tagesordnung|Zeitplan)(?:übersicht|ablauf|plan|punkte)?\W*$", re.IGNORECASE
)
ROWS = 3  # rows that make a programme of the whole event


def with_programme(chosen: Chosen, parts: list[Part]) -> Chosen:  # noqa: C901  # one branch for each reason to leave it
    """Give a day without hours those of its programme, one with a beginning alone the end of the last row."""
    moment = chosen.moment
    if moment is None or moment.precision is not Precision.DAY:
        return chosen
    if moment.last is not None:
        times = _over_days(moment, parts) if moment.times is None else None
        return chosen if times is None else replace(chosen, moment=replace(moment, times=times))
    among = [
        one
        for one in timed_kinds(parts)
        if one.day is None or (one.day.month, one.day.day) == (moment.month, moment.day)
    ]
    if len(among) > 1 and (moment.times is None or any(_same(one.times, moment.times) for one in among)):
        return replace(chosen, moment=replace(moment, times=_whole([one.times for one in among])))
    if moment.times is not None and moment.times.end is not None:
        return chosen
    table = find_timetable(parts)
    rows = [
        (part, times)
        for part in parts
        for times in [row_times(part, table) if table.is_one else None]
        if times is not None
    ]
    further = _further_day(parts, chosen)
    above = [row for row in rows if further is not None and row[0].number < further]
    if len(above) < ROWS:
        further = None  # a day of something else
    elif moment.times is None:
        rows = above
    if len(rows) < ROWS or any(one.begin > other.begin for (_a, one), (_b, other) in itertools.pairwise(rows)):
        return chosen
    (opener, first), (closer, last) = rows[0], rows[-1]
    opening = _said(opener, first)
    if moment.times is None and _ARRIVAL.match(opening) and _opens(_said(*rows[1])) and not _opens(opening):
        first = rows[1][1]
    closes = _CLOSE.match(_said(closer, last)) is not None
    if last.end is None and closes:
        last = replace(last, end=last.begin)
    if moment.times is None and not (
        closes
        or _opens(opening)
        or is_no_session(opening)
        or item_kind(opening) == "Begrüßung"
        or (_ARRIVAL.search(opening) is None and _is_headed(opener, parts))
    ):
        return chosen  # it may have begun before
    begin = moment.times.begin if moment.times is not None else first.begin
    later = (one.end for _part, one in rows if one.end is not None and one.end >= last.begin)
    ends = last.end if last.end is not None else max(later, default=None)
    if begin > first.begin or (moment.times is not None and ends is None):
        return chosen
    end = ends if ends is not None and ends > begin and further is None else None
    return replace(chosen, moment=replace(moment, times=Times(begin, end, 0, 0)))


def _over_days(moment: Moment, parts: list[Part]) -> Times | None:
    """Return when several days begin and end whose first row opens and whose last row, on the last day, closes.

    Of a programme that begins with the arrival or ends with a meal or the way home only the days are the event's.
    """
    assert moment.last is not None
    table = find_timetable(parts)
    rows: list[tuple[Part, Times, tuple[int | None, int | None]]] = []
    day = (moment.month, moment.day)
    for part in parts if table.is_one else ():
        times = row_times(part, table)
        if times is not None:
            rows.append((part, times, day))
        elif is_day_heading(part):
            day = (find_moments(part.text)[0].month, find_moments(part.text)[0].day)
    if len(rows) < ROWS or rows[0][2] != (moment.month, moment.day) or rows[-1][2] != moment.last[1:]:
        return None
    (opener, first, _), (closer, last, _) = rows[0], rows[-1]
    opening, closing = _said(opener, first), _said(closer, last)
    if _ARRIVAL.match(opening) or not _opens(opening):
        return None
    if _CLOSE.match(closing) is not None:
        return Times(first.begin, last.end or last.begin, 0, 0)
    return Times(first.begin, last.end, 0, 0) if last.end is not None and _CLOSING.match(closing) else None


def _further_day(parts: list[Part], chosen: Chosen) -> int | None:
    """Return the line that heads the programme of another day, below the event's: "Samstag, 9. November"."""
    if chosen.part is None or chosen.moment is None:
        return None
    own = (chosen.moment.month, chosen.moment.day)
    for part in parts:
        if part.number > chosen.part.number and part.kind != "debris" and only_date(part.text):
            days = [(one.month, one.day) for one in find_moments(part.text) if one.last is None]
            if days and own not in days:
                return part.number
    return None


def _is_headed(row: Part, parts: list[Part]) -> bool:
    """Tell whether a row is the first of a programme as a whole: right below "Programm:" or the day."""
    above = next((one for one in reversed(parts) if one.number < row.number and one.kind != "debris"), None)
    return above is not None and (_PROGRAMME.search(above.text) is not None or is_day_heading(above))


def _said(row: Part, times: Times) -> str:
    """Return what a row says behind its time."""
    return row.text[times.stop :].strip(" :|–-\t").removeprefix("Uhr").strip(" :|–-")


def _opens(title: str) -> bool:
    """Tell whether a row says that it begins: "Konferenzbeginn", "Begrüßung", "Grußworte", "Auftakt"."""
    return (
        re.search(r"[Bb]egrü(?:ß|ss)ung(?!s)|[Ee]röffnung|[Bb]eginn|[Gg]ru(?:ß|ss)wort|[Aa]uftakt", title) is not None
    )


def _same(one: Times, other: Times) -> bool:
    return (one.begin, one.end) == (other.begin, other.end)


def _whole(every: list[Times]) -> Times:
    """Return the hours from the first of several sessions to the end of the last."""
    last = max(every, key=lambda one: one.begin)
    return Times(min(one.begin for one in every), last.end, 0, 0)
