"""Until when sessions go on side by side, where another row of the programme says so."""

import re
from dataclasses import replace

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_times
from commands.documents.prose.session import Found

_GROUPS_END = re.compile(  # "11.30 Uhr Ende der Arbeitsgruppen"
    r"\W*(?:Uhr\W*)?(?:Ende|Abschluss|Schluss)\sder\s(?:[a-zäöü]+\s)?(?:Arbeits|Fach|Klein|Parallel|Themen|Dialog|Diskussions)*-?"
    r"(?:AGs?|Gruppen(?:arbeit(?:en)?)?|Workshops?|Foren|Werkstätten|Sessions?|Panels?|Tische|Runden|Kreise)\b",
    re.IGNORECASE,
)
FEWEST = 2  # sessions that make groups side by side


def with_groups_end(sessions: list[Found], parts: list[Part]) -> list[Found]:
    """Give labelled sessions that began together the end that a row below them gives the groups."""
    for part in parts:
        times = next(find_times(part.text), None)
        if times is None or times.start > 0 or not _GROUPS_END.match(part.text[times.stop :]):
            continue
        above = [
            one for one in sessions if one.label is not None and one.times is not None and one.place < part.number
        ]
        begin = above[-1].times.begin if above and above[-1].times is not None else times.begin
        groups = [one for one in above if one.times is not None and (one.times.begin, one.times.end) == (begin, None)]
        for one in groups if len(groups) >= FEWEST and begin < times.begin else ():
            assert one.times is not None
            one.times = replace(one.times, end=times.begin)
    return sessions
