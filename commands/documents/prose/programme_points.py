"""Programmes without times: points below a heading ("Programm", "Folgende Workshops:"), with or without bullets."""

import itertools
import re
from dataclasses import dataclass, field

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.names import find_names, name_at
from commands.documents.prose.no_session import is_no_session
from commands.documents.prose.people import affiliated, is_placeholder, parse_people
from commands.documents.prose.programme_lists import MANY, OPINION, SEVERAL, SPEAKS, says_who
from commands.documents.prose.session import Found, item_kind, name_line, title_and_people
from commands.documents.prose.session_heads import HEAD, KIND_QUOTED, KIND_TITLE, is_group, kind_of
from commands.documents.prose.told_labels import tells_of_label
from commands.documents.prose.vocabulary import OFFICES, UPPER

LONGEST = 200  # characters of a point
LONGEST_OF_KIND = 600  # and of one that says what it is
KINDS = 2  # points that say what they are and make a list a programme
PARAGRAPH = 160  # and of what tells about the point above it
TOLD = 600  # characters of what stands between two bullets
BETWEEN = 3  # and lines
MOST = 0.75  # share of points that end in brackets or have people
SHORTEST = 4  # characters of a title
NEAR_KINDS = 0.5  # share of lines that say what kind of point they are, or have a person below them
_PROGRAMME = (
    r"(?:(?:Tages|Konferenz|Tagungs|Veranstaltungs|Abend|Vortrags|Kongress|Workshop)?[Pp]rogramm"
    r"(?:punkte|ablauf|übersicht|überblick)?|(?:Grob|Veranstaltungs|Tagungs|Programm)?[Aa]blauf(?:plan)?|Zeitplan|Tagesablauf|Agenda|Tagesordnung)"
)
LIST_HEAD = re.compile(
    rf"(?:(?:Das|Unser|Vorläufiges|Geplantes|Der|Die|Geplanter|Vorläufige[rs]?)\s+)?{_PROGRAMME}"
    rf"(?:\s(?:am|des|der|für|zum|zur|im|und)\s[\w .,-]{{3,50}})?\s*(?:\([^()]{{3,60}}\))?\W*|"
    r"Inhaltsverzeichnis\W*|Geplant (?:ist|sind)\W*|Es sprechen\W*|Vorträge\W*|Beiträge\W*|"
    rf".{{0,60}}\b(?:[Aa]uf de[mr]|[Zz]um)\s\w*{_PROGRAMME}\s(?:stehen|steht|"
    rf"standen|stand|gehören|gehörten)"
    r"(?:\s(?:unter anderem|u\.\s?a\.|dabei|folgende \w+))?\s*:|"
    r"(?:Vormittags?|Nachmittags?|Am (?:Vor|Nach)mittag|Vormittagsprogramm|Nachmittagsprogramm)\W*|"
    r"\d\s+(?:Ablauf(?: der \w+)?|Programm|Tagesordnung)|"
    r"(?:Das|Es|Dies) erwarte[nt] (?:Sie|euch|dich|die Teilnehmenden)\b[^.:]{0,40}:|"
    r".{0,60}\bfolgende[ns]? (?:Tagesordnung|Themen|Agenda|Punkten?|Programmpunkten?|Programm|Ablauf|"
    r"Beiträgen?)\b.{0,30}:"
)
_KINDS_AHEAD = "|".join(sorted(SEVERAL, key=len, reverse=True))
_LIST_OF = re.compile(
    rf"(?:[^.:]{{0,120}}[\s-])?(?P<several>{_KINDS_AHEAD})n?\b(?:[,\s][^.:]{{0,90}})?:",
    re.IGNORECASE,
)
_HEADING_OF = re.compile(  # the same above bullets, without a colon: "Vorträge am Vormittag"
    rf"(?:(?:Die|Unsere|Parallele|Vertiefende|Moderierte|Interaktive|Kurze|Alle)\s)?(?P<several>{_KINDS_AHEAD})"
    r"(?:\s(?:am|im|in|zum|zur|zu)\s[^.:?!]{3,40}|\s\d\.\sTag)?",
    re.IGNORECASE,
)
_TOPICS = re.compile(
    r"(?:(?:Die|Unsere|Weitere)\s)?(?:Themen|Inhalte|Schwerpunkte)(?:\s(?:und|&)\s(?:Referent\w*(?:[*:_]\w+)?|Referierende|Vortragende))?(?:\s(?:waren|sind|des|der|am|im)\b[^.:]{0,40})?:"
)
_ABOUT_THEM = re.compile(  # what is told about sessions rather than which there are
    r"\b(?:Downloads?|Präsentationen|Folien|Unterlagen|Materialien|Ergebnisse?|Ziele?n?|Dokumentation\w*|Links?|Fotos|"
    r"Zusammenfassung\w*|Wünsche|Anforderungen|Fragen|Regeln|Protokolle|Schritte|Forderungen|Ideen|Vorschläge|"
    r"Maßnahmen)\b"
)
_LIST_PART = re.compile(r"(?:[IVX]+\.|[A-C][.)])?\s*(?:Nicht)?[Öö]ffentliche[rn]?\s+(?:Teil|Sitzung)\W*")
_TIMED = re.compile(
    r"(?P<time>\d{1,2}[.:]\d\d(?:\s?[–-]\s?\d{1,2}[.:]\d\d)?\sUhr)\s?[:|–-]?\s(?P<title>[^.!?:]{5,100})"
)
_OPENING = re.compile(r"(?:Begrüßung|Eröffnung|Willkommen|Grußworte?|Anmoderation)\b")
ENDS = re.compile(  # what heads another part of a page than its programme
    r"(?:Anmeld\w+|Kontakt\w*|Veranstaltungsort|Tagungsort|Ort|Anfahrt|Anreise|Kosten|Teilnahme\w*|Teilnehmende|Aussteller\w*|Hintergrund|"
    r"Weitere\b.*|"
    r"Download\w*|Zielgruppe|Organisation|Veranstalter\w*|Ansprechp\w+|Information\w*|Ergebnis\w*|Fotos?|Impressionen|Stimmen\b.*|Zitate|"
    r"Dokumentation\w*|Presse\w*|Zurück|Teilen|Materialien|Links?|Hinweis\w*|Bitte\b.*|Mehr\b.*|Rückfragen|Termine?|"
    r"Datum|"
    r"Eine Veranstaltung\b.*|In Kooperation\b.*|Gefördert\b.*|Mit freundlich\b.*|Partner\w*|Förder\w*)\W*"
)
_ASIDE = re.compile(r"\s*\([^()]{25,}\)?\s*$")
_GIVEN_BY = re.compile(
    r"\s\((?P<who>(?!\d|ca\.|siehe|optional|je |mit |inkl|[a-zäöü]{2,}\s[a-zäöü])[^()]{3,60}(?:\([^()]{3,30}\))?)\)$"
)
_WITHOUT_FAMILY = re.compile(rf",\s(?:mit|von)\s[{UPPER}][\w-]+(?:\s\([^()]{{2,60}}\))?$")
_NO_POINT = re.compile(
    r".*\b(?:PDF|pdf|[kKM]B)\b.*|(?:Vorwort|Impressum|Anhang|Anlagen?|Literatur\w*|Teilnehm\w*liste|Inhalt|Geleitwort|"
    r"Handout|Download)\W*|(?:Moderat\w+|Referent\w*|Referierende|Leitung|Stand|Ort|Raum)(?:[*:_]\w+)?\s?:\s.+"
)
_CLOSES = re.compile(  # the end of a letter
    r"(?:Mit (?:freundlich|best|herzlich|kollegial|viel)\w* Gr|(?:Herzliche|Freundliche|Beste|Viele) Grüße|gez\.|"
    r"Ihre?\s[A-ZÄÖÜ]|"
    r"Wir (?:freuen|bitten|laden)|Im Auftrag|i\. ?A\.)"
)
_CLOCK = re.compile(  # "ab 19:00 Uhr: Diskussion"
    r"(?:(?:ab|ca\.|gegen|um)\s){0,2}\d{1,2}(?:[.:]\d\d)?(?:\s?(?:-|–|bis)\s?\d{1,2}(?:[.:]\d\d)?)?\sUhr\s?[:–|-]?\s+(?=\S{3})"
)
_ROMAN = re.compile(r"(?P<number>[IVX]{1,4})\.\s+(?=\S{3})")
_PLACED = re.compile(
    r"(?:Ganztägig|[Aa]nschließend|[Dd]anach|[Aa]bschließend|[Ii]m Anschluss|[Zz]um Abschluss)"
    r"(?:\s*:\s+(?=\S)|\s(?=[A-ZÄÖÜ„]))"
)


@dataclass(slots=True)
class _List:
    """A list as it is being read.

    ``announced``: a heading says that it is one; ``spoken``: it is one of topics, so people must speak;
    ``numbered``: how many of its points have a number.
    """

    announced: bool = False
    kind: str | None = None
    spoken: bool = False
    numbered: int = 0
    found: list[Found] = field(default_factory=list)
    taken: list[Part] = field(default_factory=list)

    def says_kinds(self) -> bool:
        """Tell whether the points themselves say that they are a programme: "Impuls: …", "Podiumsdiskussion: …"."""
        texts = [part.text.strip() for part in self.taken if part.line.item]
        kinds = sum(KIND_TITLE.match(text) is not None for text in texts)
        every = kinds + sum(HEAD.match(text) is not None for text in texts)
        return kinds > 0 and every >= max(KINDS, len(self.found) * NEAR_KINDS)

    def whole(self) -> bool:
        """Tell whether the points make a programme."""
        said = sum(OPINION.fullmatch(part.text.strip()) is not None for part in self.taken)
        if not self.announced and said * 2 > len(self.taken):
            return False  # what people say of it
        spoken = sum(SPEAKS.search(part.text) is not None for part in self.taken)
        if self.spoken and sum(bool(one.people) for one in self.found) < max(2, len(self.found) * NEAR_KINDS):
            return False
        fewest = 2 if self.spoken or self.says_kinds() else MANY
        enough = len(self.found) >= fewest or self.kind is not None or spoken >= len(self.found)
        return enough and len(self.found) > 1  # one point is no list


def listed_sessions(parts: list[Part], *, announced: bool = False, several: bool = False) -> list[Found]:
    """Take the points of lists as sessions: those that a heading announces, and one that begins with a welcome.

    ``announced``: only the former; ``several``: only those of a kind ("Workshops:"). People on lines between belong
    to the point before. The parts that were taken are marked.
    """
    lists: list[_List] = []
    now = _List()
    for number, part in enumerate(parts):
        if part.used:
            continue
        text = part.text.strip()
        if part.kind == "debris" or (now.found and (is_placeholder(text) or _only_times(text))):
            continue
        if _take(now, part, parts):
            continue
        lists.append(now)
        now = _head(text, part)
        if now.announced and now.kind is None and not several:
            plain = _plain_points(parts[number + 1 :], parts)
            if plain is not None:
                lists.append(plain)
                now = _List()
    lists.append(now)
    whole = _whole(lists, announced=announced, several=several)
    for one in whole:
        for part in one.taken:
            part.used = True
        _give_brackets(one.found)
    found = [session for one in whole for session in one.found]
    labelled = any(session.label for session in found)
    return [one for one in found if not (labelled and one.label is None and not one.people and is_group(one.title))]


def _whole(lists: list[_List], *, announced: bool, several: bool) -> list[_List]:
    """Return the lists that make a programme."""
    for one in lists:
        one.announced = one.announced or one.says_kinds()
    whole = [one for one in lists if one.whole() and (one.announced or not announced) and (one.kind or not several)]
    return whole if announced or several or any(one.announced for one in whole) else whole[:1]


def _give_brackets(found: list[Found]) -> None:
    """Take what most points of a list have in brackets at their end for who gives them: "Löten (Verein X)"."""
    if len(found) >= MANY and sum(bool(one.people) for one in found) >= len(found) * MOST:
        for one in found:  # "…, mit Benni (Verein X)", as the others have it
            one.title = one.title if one.people else _WITHOUT_FAMILY.sub("", one.title)
    ends = {id(one): match for one in found if (match := _GIVEN_BY.search(one.title)) is not None}
    if len(ends) < MANY or len(ends) + sum(bool(one.people) for one in found) < len(found) * MOST:
        return
    for one in found:
        match = ends.get(id(one))
        who = parse_people(match["who"], "Referat", firms=True) if match is not None else ()
        if match is not None and who and match.start() > SHORTEST:
            one.people += who
            one.title = one.title[: match.start()].strip()


def _head(text: str, part: Part) -> _List:
    """Return an empty list for the line that may head it."""
    text = re.split(r"(?<=[a-zäöüß)]{2}[.!?])\s+(?=[A-ZÄÖÜ])", text)[-1] if text.endswith(":") else text
    several = _LIST_OF.fullmatch(text) if len(text) < LONGEST and part.kind != "role" else None
    if several is None and part.kind == "heading" and not part.line.item:
        several = _HEADING_OF.fullmatch(text)
    if _TOPICS.fullmatch(text):
        return _List(announced=True, spoken=True)
    if several is not None and _ABOUT_THEM.search(text):
        return _List(announced=True, spoken=True)
    if several is not None:
        return _List(announced=True, kind=SEVERAL[several["several"].lower()])
    if text.endswith(":") and _ABOUT_THEM.search(text):
        return _List(spoken=True)  # results, next steps: points that begin with a welcome are none of a programme
    return _List(announced=LIST_HEAD.fullmatch(text) is not None and (not part.line.item or text.endswith(":")))


def _take(now: _List, part: Part, parts: list[Part]) -> bool:
    """Add a line to a list as a point, or as who speaks to the one before; ``False`` where it ends the list."""
    text = part.text.strip()
    speaks = part.line.item and SPEAKS.search(text) is not None and name_at(text) is not None
    kind = part.line.item and KIND_TITLE.match(text) is not None
    labelled = kind or (part.line.item and now.found and HEAD.match(text) is not None)
    opens = now.announced or now.found or speaks or kind or _OPENING.match(text)
    if part.line.item and len(text) < (LONGEST_OF_KIND if labelled else LONGEST) and opens:
        now.taken.append(part)
        if now.numbered > 1 and part.line.number is None and not labelled:
            now.found[-1].body.append(text)  # a point of the numbered one above it
        elif now.found and not (now.numbered > 1 and part.line.number) and _who_speaks(now.found[-1], text):
            now.found[-1].people += parse_people(text, "Referat")
        elif tells_of_label(text):
            now.taken.pop()
        elif not is_no_session(text) and _NO_POINT.fullmatch(text) is None:
            now.found.append(point(part, now.kind))
            now.numbered += part.line.number is not None
        return True
    timed = _TIMED.fullmatch(text) if now.announced and not now.found and part.kind != "role" else None
    if timed is not None and not is_no_session(timed["title"]):
        session = Found("", None, item_kind(timed["title"]), place=part.number)
        session.times = next(find_times(timed["time"]), None)
        title_and_people(session, timed["title"])
        now.found.append(session)
    elif not (now.found and _belongs(now.found[-1], part, parts)):
        moderates = part.kind == "role" or _LIST_PART.fullmatch(text) is not None
        return not now.found and now.announced and moderates  # who moderates all of it
    now.taken.append(part)
    return True


def _who_speaks(session: Found, text: str) -> bool:
    """Tell whether a point only says who speaks on the one before: "Dr. A B, Stadt X" below a title."""
    name = name_at(text)
    if item_kind(text.split(maxsplit=1)[0]) is not None:
        return False  # "Schlusswort A B, Stadt X"
    if name is not None and re.search(r":\s\S", text[name.end :]) is not None:
        return False  # "A B, Stadt X: Wege ins Netz"
    return name is not None and name.sure and name_line(text) and bool(session.people or not name_at(session.title))


def _belongs(session: Found, part: Part, parts: list[Part]) -> bool:
    """Give the line below a point to it, where it says who speaks or goes on with its title."""
    text = part.text.strip()
    if _CLOSES.match(text):
        return False
    role = (part.field or "").split("/", maxsplit=1)[0] if part.kind == "role" else None
    people = parse_people(part.value if role else text, role or "Referat") if len(text) < LONGEST else ()
    if people and (role or name_line(text)):
        session.people += people
    elif session.people and len(text) < 80 and says_who(session, part, parts):
        session.people[-1] = affiliated(session.people[-1], text)
    elif part.kind == "text" and ((session.label and len(text) < 80) or _between_points(part, parts)):
        session.body.append(text)
    else:
        return False
    return True


def _between_points(part: Part, parts: list[Part]) -> bool:
    """Tell whether a line stands right between bullets of a list: it only tells more about the point above it."""
    at = next((n for n, one in enumerate(parts) if one is part), 0)
    before = parts[at - 1] if at else None
    between = list(itertools.takewhile(_tells_more, parts[at : at + BETWEEN]))
    after = next((one for one in parts[at + len(between) :] if one.kind != "debris"), None)
    return before is not None and bool(between) and after is not None and after.line.item and not after.line.gap


def _tells_more(part: Part) -> bool:
    return part.kind == "text" and not part.line.gap and not part.text.rstrip().endswith(":") and len(part.text) < TOLD


def point(part: Part, kind: str | None) -> Found:
    """Read one point: its label, kind, title and people. ``kind``: what the list says that its points are."""
    text = _PLACED.sub("", part.text.strip(), count=1)
    session = Found("", part.line.number, item_kind(text) or kind, place=part.number)
    clock = _CLOCK.match(text)
    if clock is not None:
        session.times, text = next(find_times(clock[0]), None), text[clock.end() :]
    roman = _ROMAN.match(text)
    if roman is not None and session.label is None:
        session.label, text = roman["number"], text[roman.end() :]
    labelled = HEAD.match(text)
    if labelled is not None and labelled["rest"].strip(" :.–—|-"):
        session.label, session.kind, session.word = labelled["number"], kind_of(labelled["kind"]), labelled["kind"]
        title_and_people(session, labelled["rest"].strip().lstrip(":.–—|- "))
        return session
    match = KIND_TITLE.match(text) or KIND_QUOTED.match(text)
    named = match is not None and kind is None and not _begins_with_person(match["rest"])
    title_and_people(session, match["rest"] if match is not None and named else text)
    session.kind = item_kind(match["kind"]) or match["kind"] if match is not None else session.kind
    if kind is not None:
        session.title, session.kind = _without_aside(session.title), kind
    return session


def _begins_with_person(words: str) -> bool:
    """Tell whether words behind a kind say who: "A B, Stadt X", "Landrätin Dr. A B"."""
    office = OFFICES.match(words.strip())
    return name_at(words) is not None or (
        office is not None and name_at(words.strip()[office.end() :].strip()) is not None
    )


def _without_aside(title: str) -> str:
    """Take what explains a title off it: "Mobilität (Bus, Bahn, Mitfahren u. a.)"."""
    aside = _ASIDE.search(title)
    if aside is None or "," not in aside[0] or any(name.sure for name in find_names(aside[0])):
        return title
    return title[: aside.start()].strip() or title


def _only_times(text: str) -> bool:
    times = next(find_times(text), None)
    return times is not None and not re.search(r"[^\W\d_]", text[: times.start] + text[times.stop :])


def _plain_points(below: list[Part], parts: list[Part]) -> _List | None:  # noqa: C901  # one branch for each form
    """Read points that stand on lines of their own without bullets: "Begrüßung", below it who, "Impulsvortrag: …"."""
    now = _List(announced=True)
    telling = 0
    apart = False  # a paragraph stands before
    for place, part in enumerate(below):
        text = part.text.strip()
        if part.kind == "debris":
            continue
        if part.line.item or part.line.cells or part.used or find_moments(text) or ENDS.fullmatch(text):
            break
        if LIST_HEAD.fullmatch(text):
            now.taken.append(part)
            continue
        if now.found and _ROMAN.match(text) is None and _belongs(now.found[-1], part, parts):
            now.taken.append(part)
            continue
        if part.kind in {"field", "role"} and not (now.found and KIND_TITLE.match(text)):
            if part.kind == "role" and not now.found:
                continue
            break
        if len(text) > PARAGRAPH or re.search(r"[a-zäöü)][.;]$", text):
            if not now.found:
                return None
            apart = True
            continue
        after = next((one for one in below[place + 1 :] if one.kind != "debris"), None)
        tells = (
            item_kind(text) is not None
            or (after is not None and (name_line(after.text) or after.kind == "role"))
            or KIND_TITLE.match(text) is not None
        )
        if (apart and not tells) or re.match(rf"[{UPPER}\d„\"»]", text) is None or name_line(text):
            break
        apart = False
        now.taken.append(part)
        if is_no_session(text):
            telling += 1
            continue
        telling += tells
        now.found.append(point(part, None))
    opens = any(_OPENING.match(one.title) or one.kind in {"Begrüßung", "Abschluss"} for one in now.found)
    if len(now.found) < MANY or not opens or telling < len(now.found) * NEAR_KINDS:
        return None
    return now
