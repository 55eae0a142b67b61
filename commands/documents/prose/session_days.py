"""Days that sessions have of their own, below their headings: "Wann: Freitag, 6. September, 9:30 Uhr"."""

import re
from collections import Counter
from dataclasses import replace

from commands.dates.words import WEEKDAY_NAMES
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Clock, Moment, Times, find_moments, find_times, follow
from commands.documents.prose.session import Found
from commands.documents.prose.when import Chosen, is_day_heading
from storage.when import Precision

LONGEST = 200  # characters of a line that says when
PAGE_HEAD = 3  # lines at the head of a page, where its day of publication stands
SERIES = 3  # days that make a series
_ORDINALS = ("erster", "zweiter", "dritter", "vierter", "fünfter")
_NTH_DAY = re.compile(
    rf"(?:Tag\s+(?P<n>[1-7])|(?P<m>[1-7])\.\s*(?:\w*tag)|(?P<o>{'|'.join(_ORDINALS)})\s(?:\w*tag))\b(?:\s*[:–(|-].*)?",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:[Jj]eweils|[Jj]eden|immer)\b(?P<rest>(?:[^.!?]|(?<=\d)\.(?=\d))*)")
_SAYS_WHEN = re.compile(
    r"^\W*(?:Der|Die|Das|Dieser|Dieses|Diese)?\s?(?:Workshop|Kurs|Seminar|Vortrag|Webinar|Treffen|Modul|Veranstaltung|Session|"
    r"Termin|Exkursion|Führung)\w*\s(?:findet|startet|beginnt|ist|war|fand)\b"
)


_PUT_OFF = re.compile(r"\s*(?:\w+\s){0,2}(?:verschoben|verlegt)\b")


def own_moment(part: Part, parts: list[Part]) -> Moment | None:
    """Return the day that a line gives to the session above it, where the lines of several sessions give several."""
    moment = _said(part)
    if moment is None:
        return None
    others = {
        (one.month, one.day) for other in parts if other is not part for one in [_said(other)] if one is not None
    }
    return moment if others - {(moment.month, moment.day)} else None


def _said(part: Part) -> Moment | None:
    if part.kind == "field":
        text = part.value if part.field == "date" else ""
    else:
        text = part.text if len(part.text) < LONGEST and _SAYS_WHEN.match(part.text.strip(" >-–→")) else ""
    moments = find_moments(text) if text else []
    days = {(one.month, one.day) for one in moments}
    return moments[0] if len(days) == 1 and moments[0].precision is Precision.DAY and moments[0].last is None else None


def each_time(sessions: list[Found], parts: list[Part]) -> list[Found]:
    """Give the sessions of a series the hours that the text says for each ("jeweils 18 bis 19.30 Uhr").

    Of several on one day none gets them.
    """
    days = Counter((one.day.month, one.day.day) for one in sessions if one.day is not None)
    said = {times for part in parts for times in _each(part.text)} if len(days) >= SERIES else set()
    if len(said) == 1:
        begin, end = said.pop()
        for one in sessions:
            if one.times is None and one.day is not None and days[one.day.month, one.day.day] == 1:
                one.times = Times(begin, end, 0, 0)
    return sessions


def told_days(sessions: list[Found]) -> list[Found]:
    """Give the sessions of a series the days that their texts tell, where each has one after that of the one before.

    "Modul 1: …", below it "Zum Auftakt am 10. September sprach …". What was put off is on the later day.
    """
    labelled = [one for one in sessions if one.label is not None]
    days = [_told_day(one.body[0]) if one.body else None for one in labelled]
    dated = [day for day in days if day is not None]
    if len(dated) < max(SERIES, len(labelled)) or any(
        one.day is not None or one.times is not None for one in labelled
    ):
        return sessions
    if follow(dated):
        for one, day in zip(labelled, dated, strict=True):
            one.day = replace(day, times=None)
    return sessions


def _told_day(text: str) -> Moment | None:
    """Return the first day of a paragraph: "Am 5. Mai war …", "musste vom 5. auf den 12. Mai verschoben werden"."""
    moment = next(iter(find_moments(text)), None)
    if moment is None or moment.precision is not Precision.DAY or moment.start > LONGEST:
        return None
    if moment.last is None:
        return moment
    later = replace(moment, year=moment.last[0], month=moment.last[1], day=moment.last[2], last=None)
    later = replace(later, weekday=moment.last_weekday, last_weekday=None)
    return later if _PUT_OFF.match(text[moment.stop :]) else None


def _each(text: str) -> list[tuple[Clock, Clock | None]]:
    """Return the hours behind "jeweils" in the same sentence."""
    found = []
    for match in _EACH.finditer(text):
        times = next(find_times(match["rest"]), None)
        if times is not None:
            found.append((times.begin, times.end))
    return found


def day_mark(part: Part) -> tuple[str, int] | None:
    """Read a line that only says which day of several it is: "Freitag", "Tag 2: Vertiefung"."""
    text = part.text.strip(" *:–-")
    if text.capitalize() in WEEKDAY_NAMES:
        return "weekday", WEEKDAY_NAMES.index(text.capitalize())
    match = _NTH_DAY.fullmatch(text) if len(text) < 100 and part.kind in {"heading", "text"} else None
    if match is None:
        return None
    return "day", int(match["n"] or match["m"] or _ORDINALS.index(match["o"].lower()) + 1)


def day_headed(part: Part, chosen: Chosen) -> Moment:
    """Return the day that a line heads, in the event's year where its weekday belongs to that and not to its own."""
    moment, year = find_moments(part.text)[0], chosen.year
    if year is None or moment.year in {None, year} or moment.weekday is None or not moment.exists(year):
        return moment
    there = replace(moment, year=year)
    misprinted = there.day_in(year).weekday() == moment.weekday != moment.day_in(year).weekday()
    return there if misprinted else moment


def heads_day(part: Part, chosen: Chosen) -> bool:
    """Tell whether a line heads a day of this event: a day outside it is that of something else."""
    if not is_day_heading(part):
        return False
    moment, event = find_moments(part.text)[0], chosen.moment
    if event is None:
        return part.number > PAGE_HEAD or moment.weekday is not None  # else the day of the page
    if event.day is None or event.month is None:
        return True
    days = [(event.month, event.day), event.last[1:] if event.last else (event.month, event.day)]
    return days[0] <= (moment.month, moment.day) <= days[1] or days[0] > days[1]
