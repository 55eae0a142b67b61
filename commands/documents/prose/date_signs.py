"""What speaks for a date of the text being the event's, as named signs; how much each weighs is in date_weights.txt."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from commands.documents.prose.finer import SPEAKS_FOR
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments, find_times
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER, VENUE_WORD
from storage.when import Precision

NEAR, FAR = 40, 160  # characters before and after a date in which words count
SHORT, LONG = 90, 200  # characters of a line and of a paragraph
HEAD, TOP = 3, 8  # lines at the head of a text
LEAP = 2000  # a year that has every day, for days without one
APART = 8  # days from the first to the last of an event whose days head its programme
ROWS = 2  # lines with times that make a programme
LISTED = 3  # points with dates that make a list
WEEKS = 120  # days between an event and what is written about it

# words in the sentence before (B) or behind (A) the date, or on both sides (W)
_WORDS = {
    "published": (r"veröffentlich|\bStand\b|aktualisiert|erschienen|erstellt|gepostet|posted|upload|Druckfassung|Erscheinungs", "W"),
    "issue": (r"Pressemitteilung|Presseinformation|Medieninformation|\bPM\b|Newsletter|Rundbrief|Ausgabe|\bNr\.|Meldung|Aufrufe|Redaktion|Kommentare|Autor|\bvon [A-Z][a-z]+ [A-Z][a-z]+", "L"),
    "deadline": (r"Anmeld\w*|anzumelden|spätestens|\bFrist|Bewerbung|Rückmeldung|schluss\b|Abgabe|Einreich|Call for|beantrag|Anträge", "B"),
    "until": (r"\bbis(?: zum| einschließlich| Ende| Mitte)?\s*$", "B"),
    "since": (r"\b(?:seit|ab|ab dem|seit dem|nach dem|vor dem)\s*$", "B"),
    "the one after": (rf"\b(?:nächste|kommende|folgende|weitere)[nrsm]?\s+(?:[\w-]+\s+){{0,2}}?(?:Termin|{EVENT_WORDS.pattern})", "B"),
    "next": (r"\b(?:nächste|kommende|folgende|weitere)[nrsm]?\b|Folge(?:veranstaltung|termin)|Fortsetzung|\bAusblick|vormerken|wieder\b", "B"),
    "before": (r"\b(?:vergangene|letzte|vorige|vorherige|erste)[nrsm]?\b|Vorjahr|zuletzt|[Nn]achdem|bereits|schon\b|ursprünglich|zunächst|statt (?:wie|am)|eigentlich|frühere", "B"),
    "event": (EVENT_WORDS.pattern, "N"),
    "takes place": (SPEAKS_FOR.pattern, "W"),
    "began": (r"\b(?:beginn(?:t|en)|begann|startet|eröffnet|Auftakt|Beginn)\b", "W"),
    "venue": (VENUE_WORD.pattern, "A"),
    "past": (r"\b(?:fand(?:en)?|traf(?:en)?|kam(?:en)?|lud(?:en)?|nahm(?:en)?|hatten?|war(?:en)?|wurden?|gab(?:en)?|diskutierten?|standen?|ging(?:en)?|machten?)\b", "W"),
    "ahead": (r"\b(?:findet|finden|lädt|laden|wird|werden|sind|startet|erwartet|möchten|wollen|können|soll(?:en)?)\b", "W"),
    "of": (r"\b(?:vom|des)\s*$", "B"),
    "on": (r"\b(?:am|den|dem)\s*$", "B"),
}  # fmt: skip
_COMPILED = {name: (re.compile(pattern, re.IGNORECASE), where) for name, (pattern, where) in _WORDS.items()}
_OFF = re.compile(r"\b(?:entfallen|entfällt|entfiel|ausfallen|abgesagt|verschoben|verlegt|fällt\b.*\baus)\b")
_OLD = re.compile(
    r"\b(?:ursprünglich|statt (?:wie geplant )?(?:am|vom)|verschoben vom\s*$|anstatt|eigentlich|sollte|zunächst|"
    r"vorgesehen|geplante[rn]? Termin)\b", re.IGNORECASE
)  # fmt: skip
_MOVED = re.compile(
    r"verschoben auf|verlegt auf|Ersatztermin|neue[rmn]? (?:Termin|Datum)|nun am|nachgeholt|Nachholtermin",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:fand(?:en)?|traf(?:en)?|kam(?:en)?|lud(?:en)?|nahm(?:en)?|begrüßten?|eröffneten?|diskutierten?|"
    r"stellten?|zeigten?|berichteten?|folgten?|wurden?|konnten?)\b"
)
_INVITES = re.compile(
    r"\b(?:findet|finden|lädt|laden|eingeladen|wollen wir|möchten wir|erwartet|anmelden|Anmeldung|geplant|wird|werden)\b"
)
_ROW = re.compile(r"\s*(?:ab |ca\. |von )?\d{1,2}(?:[:.]\d{2}|\s?Uhr)")
OTHER_HEAD = re.compile(
    r"\b(?:Weitere|Nächste|Aktuelle|Termine|Frist|Anmeld|Download|Veranstaltungshinweis|Mehr|Archiv|Ausblick|"
    r"Kontakt|Links|Publikation|Kommentar|Verwandt|Auch interessant)"
)
_TOWN = re.compile(rf"\s*[,–-]?\s*(?:in|im)?\s*[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?\s*")
_DATELINE = re.compile(rf"\(?[{UPPER}][\w.-]+(?:[ /-][\w.-]+){{0,3}}\)?,?\s*(?:den\s*)?(?:\([\w/]{{2,8}}\)\.?\s*)?")
_COUNTY = re.compile(rf"\s*[,/|]\s*(?:Kreis|Landkreis|Stadt|Gemeinde)\s[{UPPER}][\w-]+")  # "14.01.2019, Kreis X"
_END = re.compile(r"(?<=[a-zäöüß)\"“]{2})[.!?](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date at its place. ``place`` is that of its part among the others; ``joined``: put together from headings."""

    moment: Moment
    part: Part
    place: int
    joined: bool = False

    @property
    def text(self) -> str:
        """Return the words in which it stands."""
        return self.part.value if self.part.kind == "field" else self.part.text

    @property
    def stamps(self) -> bool:
        """Tell whether it stands as that of a report or page does: bare, in front of a paragraph, over a county."""
        return _stamps(self)

    @property
    def bare(self) -> bool:
        """Tell whether it only stands there, as the day of a page or paper may: no hours, no sentence, one day."""
        return _bare(self)

    @property
    def day(self) -> tuple[int | None, int | None]:
        """Return month and day: mentions of the same are one date."""
        return self.moment.month, self.moment.day


def mentions(parts: list[Part]) -> list[Mention]:
    """Return every date of a text, and the spans from the first to the last day of a programme."""
    found = []
    for place, part in enumerate(parts):
        if part.field in {"skip", "contact"} or (part.kind == "debris" and part.used):
            continue
        text = part.value if part.kind == "field" else part.text
        found += [Mention(moment, part, place) for moment in find_moments(text)]
    return found + list(_spans(found))


def _spans(found: list[Mention]) -> Iterator[Mention]:
    """Yield the span from first to last of days that follow each other, each in a short line of its own."""
    heads = [one for one in found if one.moment.precision is Precision.DAY and _is_head(one)]
    days = {one.day: one for one in reversed(heads)}
    ordered = sorted(days.values(), key=lambda one: one.moment.day_in(LEAP).replace(year=LEAP))
    run: list[Mention] = []
    for one in [*ordered, None]:
        if one is not None and run and _apart(run[-1], one) == 1:
            run.append(one)
            continue
        if len(run) > 1 and _apart(run[0], run[-1]) <= APART:
            first, last = run[0].moment, run[-1].moment
            year = first.year or last.year
            assert last.month is not None
            assert last.day is not None
            yield replace(
                run[0],
                moment=replace(
                    first, year=year, last=(year, last.month, last.day), times=None, last_weekday=last.weekday
                ),
                joined=True,
            )
        run = [] if one is None else [one]


def _is_head(one: Mention) -> bool:
    return (
        one.moment.last is None
        and one.moment.exists(LEAP)
        and len(one.text) - len(one.moment.text) < NEAR
        and one.part.kind != "debris"
    )


def _apart(one: Mention, other: Mention) -> int:
    return (other.moment.day_in(LEAP).replace(year=LEAP) - one.moment.day_in(LEAP).replace(year=LEAP)).days


@dataclass(frozen=True, slots=True)
class Setting:
    """What all dates of a text share."""

    parts: list[Part]
    found: list[Mention]
    hints: tuple[int, ...]
    titles: tuple[int, ...]
    days: Counter[tuple[int | None, int | None]]
    stamps: tuple[date, ...]
    kind: str
    listed: bool


def setting(parts: list[Part], hints: list[int], found: list[Mention] | None = None) -> Setting:
    """Look at a text as a whole. ``hints`` are years that title or file name say, ``found`` its dates if known."""
    found = mentions(parts) if found is None else found
    told = " ".join(part.text for part in parts if part.kind in {"text", "item"})[:4000]
    past, ahead = len(_REPORT.findall(told)), len(_INVITES.findall(told))
    stamps = tuple(
        one.moment.day_in(one.moment.year)
        for one in found
        if one.moment.year
        and one.moment.precision is Precision.DAY
        and _stamps(one)
        and one.moment.exists(one.moment.year)
    )
    return Setting(
        parts, found, tuple(hints),
        tuple(place for place, part in enumerate(parts) if part.used and part.kind != "debris"),
        Counter(one.day for one in found if one.moment.precision is Precision.DAY and not one.joined),
        stamps, "report" if past > ahead else "invitation",
        sum(one.part.kind == "item" and one.moment.precision is Precision.DAY for one in found) >= LISTED,
    )  # fmt: skip


def _stamps(one: Mention) -> bool:
    """Tell whether a day stands as that of a report or page does: bare, in front of a paragraph or in brackets."""
    moment, text = one.moment, one.text
    if moment.precision is not Precision.DAY or moment.last is not None or moment.weekday is not None:
        return False
    if one.part.kind == "field":
        return False
    bare = not re.sub(
        r"\W+|\b(?:vom|am|Datum|den|Uhr|Pressemitteilung|Meldung|News|Aktuelles)\b|\d\d:\d\d",
        "",
        text[: moment.start] + text[moment.stop :],
    )
    front = len(text) > SHORT and _DATELINE.fullmatch(text[: moment.start]) is not None
    issue = len(text) < SHORT and _COMPILED["issue"][0].search(text) is not None
    return bare or front or issue or (moment.start == 0 and _COUNTY.fullmatch(text[moment.stop :]) is not None)


def _bare(one: Mention) -> bool:
    moment, rest = one.moment, re.sub(r"\W+", "", one.text[: one.moment.start] + one.text[one.moment.stop :])
    if moment.precision is not Precision.DAY or moment.last is not None or moment.times is not None or one.joined:
        return False
    closing = one.text[: moment.start].rstrip().endswith("(") and re.fullmatch(r"\s*\)\W*", one.text[moment.stop :])
    return one.part.kind != "field" and (one.stamps or len(rest) < 4 or closing is not None)


def _told(one: Mention) -> bool:
    """Tell whether a sentence says that something is or was on a day."""
    if len(one.text) < SHORT or one.moment.precision is not Precision.DAY:
        return False
    before, after = one.text[: one.moment.start][-FAR:], one.text[one.moment.stop :][:FAR]
    if any(_COMPILED[name][0].search(before) for name in ("deadline", "until", "since", "the one after")):
        return False
    return any(_COMPILED[name][0].search(text) for name in ("takes place", "began") for text in (before, after))


def signs(one: Mention, all_: Setting) -> list[str]:  # noqa: C901, PLR0912, PLR0915  # one line for each sign
    """Return the names of the signs that a date has."""
    moment, part, text = one.moment, one.part, one.text
    begin = max(text.rfind(mark, 0, moment.start) for mark in (". ", "? ", "! "))
    if begin > 0 and re.search(r"\d\.?\s*$", text[: begin + 1]):
        begin = max(text.rfind(". ", 0, max(begin - 3, 0)), 0)
    stop = _END.search(text, moment.stop)
    before, after = text[max(begin, 0) : moment.start], text[moment.stop : stop.start() if stop else len(text)]
    has: list[str] = []

    def add(name: str, said: object) -> None:
        if said:
            has.append(name)

    add(f"only a {moment.precision.value}", moment.precision is not Precision.DAY)
    add("several days", moment.last is not None)
    add("joined from headings", one.joined)
    add("hours beside", moment.times is not None)
    add("hours from to", moment.times is not None and moment.times.end is not None)
    odd = moment.times is not None and moment.times.begin[1] % 5 != 0
    add("odd minute", odd)
    add("weekday", moment.weekday is not None)
    add("year", moment.year is not None)
    add("year other than title", moment.year is not None and all_.hints and moment.year not in all_.hints)
    add("in words", re.search(r"[A-Za-z]{3}", moment.text) is not None)
    # the line
    add("field date", part.kind == "field" and part.field == "date")
    add("field other", part.kind == "field" and part.field != "date")
    for kind in ("heading", "item", "debris"):
        add(kind, part.kind == kind)
    add("cells", part.line.cells)
    add("paragraph", len(text) > LONG)
    rest = re.sub(r"\W+", " ", text[: moment.start] + text[moment.stop :]).strip()
    add("alone", len(rest) < 4 and moment.weekday is None and moment.last is None and moment.times is None)
    add("alone with weekday", len(rest) < 4 and (moment.weekday is not None or moment.last is not None))
    stamp = _stamps(one)
    add(f"stamp in {all_.kind}", stamp)
    add("begins the line", moment.start < 4)
    add("ends the line", moment.stop >= len(text) - 2 and moment.start > 3)
    add("dateline", len(text) > SHORT and moment.start > 0 and _DATELINE.fullmatch(text[: moment.start]) is not None)
    add("town behind", len(text) < SHORT and _TOWN.fullmatch(after) is not None)
    add("trail", re.search(r"\s[>›»|·]\s", text) is not None)
    add("venue in line", len(text) < LONG and VENUE_WORD.search(text) is not None)
    # the place
    share = one.place / max(1, len(all_.parts))
    add("head", one.place < HEAD)
    add("top", one.place < TOP)
    add("first line", one.place == 0)
    add("last fifth", share > 0.8 and len(all_.parts) > TOP)
    add("first date", all_.found and one.moment is all_.found[0].moment)
    near = min((one.place - title for title in all_.titles), key=abs, default=0)
    add("above title", -2 <= near < 0)
    following = all_.parts[one.place + 1 : one.place + 7]
    add("rows below", sum(_ROW.match(other.text) is not None for other in following) >= ROWS)
    add("venue below", any(len(o.text) < SHORT and VENUE_WORD.search(o.text) for o in following[:2]))
    add(
        "hours below",
        len(text) < SHORT
        and any(len(o.text) < NEAR and next(find_times(o.text), None) is not None for o in following[:2]),
    )
    head = next((o for o in reversed(all_.parts[: one.place]) if o.kind == "heading"), None)
    add("below other heading", head is not None and OTHER_HEAD.search(head.text) is not None)
    add("own line other heading", len(text) < SHORT and OTHER_HEAD.search(text) is not None)
    add("in a list", all_.listed and part.kind == "item")
    bare, told = one.bare, _told(one)
    others = [other for other in all_.found if other.day != one.day]
    add("bare, others told", bare and any(map(_told, others)))
    add("told, others bare", told and any(other.bare for other in others))
    # the other dates
    has += _among(one, all_)
    # the words
    for name, (pattern, where) in _COMPILED.items():
        near_, far = before[-NEAR:], before[-FAR:]
        said = (
            pattern.search(far) or pattern.search(after[:FAR]) if where == "W"
            else pattern.search(far) if where == "B"
            else pattern.search(after[:FAR]) if where == "A"
            else pattern.search(near_) if where == "N"
            else pattern.search(text) if len(text) < LONG else None
        )  # fmt: skip
        if said:
            has.append(f"word {name}")
            if name in {"ahead", "past"}:
                has.append(f"word {name} in {all_.kind}")
    gone = _OFF.search(after) or _OLD.search(before[-NEAR:])
    add("called off or moved away", gone and not _MOVED.search(before))
    add("first sentence", begin <= 0 and len(text) > SHORT)
    add("begins the sentence", len(text) > SHORT and len(before.strip(" .?!")) < 12)
    return has


def _among(one: Mention, all_: Setting) -> Iterator[str]:
    """Yield what the other dates say of one."""
    moment = one.moment
    count = len(all_.days)
    if count == 1 and moment.precision is Precision.DAY:
        yield "only day"
    if moment.precision is not Precision.DAY:
        if count:
            yield "days besides"
        return
    if all_.days[one.day] > 1:
        yield "said twice"
    same = [other for other in all_.found if other.day == one.day and other is not one]
    if any(other.part.used or other.place in all_.titles for other in same):
        yield "also in title"
    if any(SPEAKS_FOR.search(other.text) for other in same if len(other.text) > SHORT):
        yield "also told"
    if any(other.moment.weekday is not None for other in same):
        yield "also with weekday"
    if any(other.moment.times is not None for other in same):
        yield "also with hours"
    if moment.last is None and any(other.moment.last is not None and not other.joined for other in same):
        yield "first of several days"
    if moment.last is None and any(_inside(moment, other.moment) for other in all_.found if other.joined):
        yield "one of the headings"
    if moment.last is not None and not one.joined and any(_inside(other.moment, moment) for other in all_.found):
        yield "its days said apart"
    year = moment.year or next(iter(all_.hints), None) or (all_.stamps[0].year if all_.stamps else None)
    if year is not None and moment.exists(year):
        day = moment.day_in(year)
        others = [s for s in all_.stamps if s != day]
        if any(0 < (s - day).days <= WEEKS for s in others):
            yield f"before a stamp in {all_.kind}"
        if any(0 < (day - s).days <= WEEKS for s in others):
            yield f"after a stamp in {all_.kind}"
        if any(abs((day - s).days) > WEEKS for s in others):
            yield "far from a stamp"
        known = [
            o.moment.day_in(y)
            for o in all_.found
            for y in [o.moment.year or year]
            if o.moment.precision is Precision.DAY and o.moment.exists(y)
        ]
        if len(set(known)) > 1 and day == max(known):
            yield f"latest in {all_.kind}"
        if len(set(known)) > 1 and day == min(known):
            yield f"earliest in {all_.kind}"


def _inside(moment: Moment, span: Moment) -> bool:
    """Tell whether a day is one of several, and not the first."""
    if span.last is None or moment.last is not None or moment.precision is not Precision.DAY:
        return False
    return (span.month or 0, span.day or 0) < (moment.month or 0, moment.day or 0) <= span.last[1:]
