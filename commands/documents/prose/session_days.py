"""Days that sessions have of their own, below their headings: "Wann: Freitag, 6. September, 9:30 Uhr"."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments
from storage.when import Precision

LONGEST = 200  # characters of a line that says when
_SAYS_WHEN = re.compile(
    r"^\W*(?:Der|Die|Das|Dieser|Dieses|Diese)?\s?(?:Workshop|Kurs|Seminar|Vortrag|Webinar|Treffen|Modul|"
    r"Veranstaltung|Session|"
    r"Termin|Exkursion|Führung)\w*\s(?:findet|startet|beginnt|ist|war|fand)\b"
)


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
