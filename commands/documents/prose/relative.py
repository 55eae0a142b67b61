"""Days that only the day of publication gives: "am vergangenen Freitag", "am 5. Mai" without a year."""

import re
from datetime import date, timedelta

from commands.dates.words import WEEKDAY_NAMES
from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import sentences
from commands.documents.prose.moments import Moment
from commands.documents.prose.vocabulary import EVENT_WORDS
from storage.when import Precision

_PAST = re.compile(
    r"\bfand(?:en)?\b|\btraf(?:en)?\b|\bwurden?\b|\bwaren?\b|\bkamen\b|\bhatte\b|diskutierten|stellten|"
    r"beschäftigten|tauschten|"
    r"informierten|erlebten|feierten|begrüßten?|folgten|nutzten|besuchten",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"findet|finden .* statt|lädt|laden .* ein|wird .* stattfinden|startet|erwartet Sie|sind eingeladen|anmelden",
    re.IGNORECASE,
)
_DAYS = {name.lower(): number for number, name in enumerate(WEEKDAY_NAMES)} | {"sonnabend": 5}
RELATIVE = re.compile(
    rf"\b(?:am|vom)\s+(?P<which>vergangenen|letzten|gestrigen|heutigen|kommenden)\s+(?P<day>{'|'.join(_DAYS)})"
    r"(?:abend|morgen|nachmittag|vormittag|mittag)?\b",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(r"\b[Gg]estern(?:\s(?:Abend|Morgen|Nachmittag|Vormittag|Mittag))?\b")
_LAST = re.compile(  # "am Mittwochabend" without a date, in a sentence about what has been
    rf"\bam\s+(?P<day>{'|'.join(_DAYS)})(?:abend|morgen|nachmittag|vormittag|mittag)?\b"
    r"(?!\s*,?\s*(?:de[nm]\s)?(?:\(\s*)?\d{1,2}\.)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:ist|sind|hat|haben)\b.*\b(?:\w{0,4}ge[a-zäöüß]{3,}(?:t|en)|begonnen|stattgefunden|eröffnet|beendet|"
    r"veranstaltet|[a-zäöüß]{2,}iert)\b"
)
_MET = re.compile(
    r"\b(?:diskutierten|berieten|sprachen|informierten|nahmen|kamen|folgten|trafen|besuchten)\b.*\b(?:Gäste|"
    r"Teilnehm\w+|Menschen|"
    r"Bürger\w*|Interessierte|Vertreter\w*|Fachleute|Personen|Besucher\w*|Jugendliche)|\b(?:Tag der offenen Tür|"
    r"getroffen|trafen sich|traf sich|zusammengekommen|kamen\b.*\bzusammen|versammelt\w*|"
    r"ausgetauscht|"
    r"tauschten sich)\b|\b(?:sind|waren|ist|war)\b.*\b(?:gekommen|gefolgt|angereist|erschienen|zusammengetroffen)\b"
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d|\s?(?:Euro|€|Einwohner|Uhr|Quadrat))")
_SINCE = re.compile(r"\b(?:seit|ab|bis|von|gegründet|vor|nach|um|anno)\s$", re.IGNORECASE)  # what was in another year
_COUNTS = re.compile(r"\s(?!Uhr)[A-ZÄÖÜ][a-zäöüß]+(?:en|er|e|innen)\b")  # "2000 Bewohner"
SHORT = 20  # characters of a line that tells nothing
TELLING = 5  # paragraphs in which a report says when it was


def counts_back(text: str) -> bool:
    """Tell whether a text counts days from the one on which it was written: "gestern", "am vergangenen Freitag"."""
    match = RELATIVE.search(text)
    if _YESTERDAY.search(text) is not None or (match is not None and match["which"].lower() != "kommenden"):
        return True
    return any(_LAST.search(one) and (_PAST.search(one) or _DONE.search(one)) for one in sentences(text))


def counted_day(parts: list[Part], issued: list[Moment], days: list[Moment]) -> tuple[Moment, Part] | None:
    """Return the day that a report counts from its own, unless it gives one before that by its date."""
    counted = [relative_day(parts, moment) for moment in issued]
    told = counted[0] if counted else None
    if told is None or len({one[0].day if one is not None else None for one in counted}) != 1:
        return None
    written = max(moment.day_in(moment.year) for moment in issued if moment.year and moment.exists(moment.year))
    for day in days:
        year = day.year or written.year
        if day.precision is Precision.DAY and (not day.exists(year) or day.day_in(year) <= written):
            return None
    return told


def relative_day(parts: list[Part], published: Moment) -> tuple[Moment, Part] | None:
    """Return the day that a sentence about an event counts from the day of publication, and where it stands."""
    if published.year is None or not published.exists(published.year):
        return None
    issued = published.day_in(published.year)
    for part in [part for part in parts if part.kind in {"text", "item"} and len(part.text) > SHORT][:TELLING]:
        for sentence in sentences(part.text):
            yesterday = _YESTERDAY.search(sentence) if RELATIVE.search(sentence) is None else None
            if yesterday is not None and (EVENT_WORDS.search(sentence) or _MET.search(sentence)):
                return _moment(issued - timedelta(days=1), yesterday, part.text.find(sentence)), part
            match = RELATIVE.search(sentence)
            which = match["which"].lower() if match is not None else "letzten"
            if match is None and (_PAST.search(sentence) or _DONE.search(sentence)):
                match = _LAST.search(sentence)
                if match is not None and _DAYS[match["day"].lower()] == issued.weekday():
                    return None  # today or a week ago
            if match is not None and (EVENT_WORDS.search(sentence) or _MET.search(sentence)):
                day = _counted(issued, which, _DAYS[match["day"].lower()])
                if day is None:
                    return None
                return _moment(day, match, part.text.find(sentence)), part
    return None


def _moment(day: date, match: re.Match[str], begin: int) -> Moment:
    """Return a day that was counted, with the words of a sentence that begins at ``begin``."""
    start = begin + match.start()
    return Moment(day.year, day.month, day.day, Precision.DAY, match[0], start, start + len(match[0]))


def _counted(issued: date, which: str, weekday: int) -> date | None:
    if which == "kommenden":
        return issued + timedelta(days=(weekday - issued.weekday() - 1) % 7 + 1)
    back = {"heutigen": 0, "gestrigen": 1}.get(which, (issued.weekday() - weekday - 1) % 7 + 1)
    day = issued - timedelta(days=back)
    return day if day.weekday() == weekday else None  # the weekday contradicts


def year_of_weekday(moment: Moment, said: list[Moment], parts: list[Part]) -> int | None:
    """Return the one year that a text says anywhere in which the day has the weekday that the text gives it."""
    weekdays = {one.weekday for one in said if (one.month, one.day) == (moment.month, moment.day)} - {None}
    years = {
        int(match[0])
        for part in parts
        for match in _YEAR.finditer(part.text)
        if not _SINCE.search(part.text[: match.start()]) and not _COUNTS.match(part.text[match.end() :])
    }
    fit = [year for year in years if moment.exists(year) and {moment.day_in(year).weekday()} == weekdays]
    return fit[0] if len(fit) == 1 else None


def year_near(moment: Moment, published: Moment, parts: list[Part]) -> int | None:
    """Return the year of a day without one, by the day of publication; ``None`` where it is too far off."""
    assert published.year is not None
    issued = published.day_in(published.year)
    text = " ".join(part.text for part in parts)[:3000]
    years = [year for year in (issued.year - 1, issued.year, issued.year + 1) if moment.exists(year)]
    claimed = [
        year for year in years if moment.weekday is not None and moment.day_in(year).weekday() == moment.weekday
    ]
    if len(claimed) == 1:
        return claimed[0]
    close = [year for year in years if abs(moment.day_in(year) - issued) <= timedelta(days=180)]
    if len(close) == 1:
        return close[0]
    past, coming = _PAST.search(text), _COMING.search(text)
    before = [year for year in years if moment.day_in(year) <= issued]
    after = [year for year in years if moment.day_in(year) >= issued]
    if past and not coming and before:
        near = max(before)
    elif coming and not past and after:
        near = min(after)
    else:
        near = min(years, key=lambda year: abs(moment.day_in(year) - issued)) if years else issued.year
    return near if abs(moment.day_in(near) - issued) <= timedelta(days=180) else None
