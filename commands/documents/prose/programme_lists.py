"""Programmes without times: lists of points, and titles with the people who speak on the lines below them."""

import itertools
import re

from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments
from commands.documents.prose.names import find_names, name_at, names_surely
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import affiliated, parse_people, role_of
from commands.documents.prose.session import QUOTED, Found, default_role, item_kind, name_line, title_and_people
from commands.documents.prose.session_heads import KIND_TITLE
from commands.documents.prose.vocabulary import OFFICES, UPPER
from commands.documents.prose.when import is_day_heading
from storage.records import RoleRecord

MANY = 3  # points that make a list a programme
LONG_OFFICE = 300  # characters of a line that begins with an office
HEADED = 80  # characters of a paragraph
LINES_OF_BLOCK = 4  # lines of who speaks, of what house, on what
SHORTEST_QUOTED = 4  # characters of a title in quotation marks
PAIRS = 3  # titles with people below them that make lines a programme
SEVERAL = {  # words that head a list of sessions, with the kind of each
    "workshops": "Workshop", "foren": "Forum", "fachforen": "Fachforum", "vorträge": "Vortrag", "impulse": "Impuls",
    "impulsvorträge": "Impulsvortrag", "fachvorträge": "Vortrag", "arbeitsgruppen": "Arbeitsgruppe",
    "thementische": "Thementisch", "panels": "Panel", "sessions": "Session", "praxisbeispiele": "Praxisbeispiel",
    "exkursionen": "Exkursion", "besichtigungen": "Besichtigung", "führungen": "Führung", "rundgänge": "Rundgang",
    "inputs": "Input", "themeninseln": "Themeninsel", "keynotes": "Keynote", "referate": "Referat",
    "vorträgen": "Vortrag", "impulsvorträgen": "Impulsvortrag", "thementischen": "Thementisch",
    "arbeitskreise": "Arbeitskreis", "arbeitskreisen": "Arbeitskreis", "kleingruppen": "Gruppe",
    "themengruppen": "Themengruppe", "themenforen": "Forum", "themenräume": "Themenraum",
    "themenräumen": "Themenraum", "werkstätten": "Werkstatt", "themenworkshops": "Workshop",
    "fachworkshops": "Workshop", "themenstationen": "Station", "stationen": "Station", "praxisforen": "Forum",
    "dialogforen": "Dialogforum", "dialoginseln": "Dialoginsel", "dialogtische": "Dialogtisch",
    "dialogtischen": "Dialogtisch", "barcamp-sessions": "Session", "diskussionsrunden": "Diskussionsrunde",
    "gesprächsrunden": "Gesprächsrunde", "kurzvorträge": "Vortrag", "projektvorstellungen": "Präsentation",
    "kurzvorstellungen": "Präsentation", "praxisberichte": "Vortrag", "kurzberichte": "Vortrag",
    "erfahrungsberichte": "Vortrag", "fachimpulse": "Impuls", "kurzimpulse": "Impuls", "praxisimpulse": "Impuls",
    "impulsbeiträge": "Impuls", "kurzinputs": "Input", "fachinputs": "Input",
}  # fmt: skip
OPINION = re.compile(r"[^:„“\"»]{5,120}:\s[„“\"»][^„“”\"»«]+[.!][“”\"«]")  # "A B (Stadt X): „Wir brauchen mehr.“"
SPEAKS = re.compile(r"^[^:„\"]{5,120}:\s*[„“\"»][^„“”\"»«]{5,200}[“”\"«]\s*$")
_HOUSE = re.compile(
    r"(?!.*(?:Moderation|Vortrag|Impuls|Diskussion|Workshop|Podium|Pause|Grußwort|Begrüßung))"
    r"[A-ZÄÖÜ][\w&./-]*(?:\s[\w&./()-]+){1,8}(?<![.:!?])"
)
_POINTER = re.compile(
    r"(?:Präsentation|Vortrag|Folien|Handout|Download|Video|Beitrag|PDF)\b.{0,60}\b(?:pdf|Datei|Download|[kKM]B)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:Moderation|Referent\W?\w*|Referierende|Ansprechpartner\W?\w*|Kontakt|Veranstalter\W?\w*|Mitwirkende|"
    r"Anmeldung|"
    r"Leitung|Team|Vorstand|Impressum|Redaktion|Gäste|Teilnehm\w*|Anwesen\w*)\b.*"
)


def says_who(current: Found, part: Part, parts: list[Part]) -> bool:
    """Tell whether a line is the office or house of the person on the line before it."""
    last = current.people[-1] if current.people else None
    if last is None or last.organisation or last.is_organisation:
        return False
    if len(part.text) > (LONG_OFFICE if OFFICES.match(part.text) and not part.line.gap else 120):
        return False
    if last.office and not looks_like_organisation(part.text):
        return False
    place = next((n for n, one in enumerate(parts) if one.number == part.number), 0)
    before = parts[place - 1] if place else None
    if before is None or not name_line(before.text):
        return False
    after = parts[place + 1] if place + 1 < len(parts) else None
    listed = after is None or after.line.gap or name_line(after.text) or after.kind in {"role", "debris"}
    if listed and before.text.strip().endswith(last.name) and _HOUSE.fullmatch(part.text.strip()):
        return True  # a name alone, a house alone, and so on down the list
    return OFFICES.search(part.text) is not None or looks_like_organisation(part.text)


def paired_sessions(parts: list[Part]) -> list[Found]:  # noqa: C901, PLR0912, PLR0915  # one branch for each form
    """Take titles as sessions that have the people who speak on the lines below them, or beside them in one line."""
    found: list[Found] = []
    taken: list[Part] = []
    heads: list[Part] = []  # lines since the last person: a title, perhaps with a second line
    enough = PAIRS
    kind: str | None = None  # what a heading says that they are; then text may stand between them
    day: Moment | None = None
    for place, part in enumerate(parts):
        text = part.text.strip()
        if part.kind == "debris" or part.used or _POINTER.match(text):
            continue
        if is_day_heading(part):
            day, heads = find_moments(text)[0], []
            continue
        if kind is not None and found and not heads and found[-1].people and len(text) > HEADED:
            found[-1].body.append(text)
            taken.append(part)
            continue
        beside = _beside(part)
        if beside is not None:
            found.append(beside)
            taken.append(part)
            heads = []
        elif (name_line(text) or (part.kind == "role" and name_at(part.value))) and (
            heads or (found and found[-1].people)
        ):
            role = part.field.split("/", maxsplit=1)[0] if part.kind == "role" and part.field else "Referat"
            people = parse_people(part.value if part.kind == "role" else text, role)
            if heads and people:
                title = " ".join(one.text.strip() for one in heads)
                session = Found("", kind=kind or item_kind(title) or "Vortrag", place=heads[0].number)
                title_and_people(session, title)
                session.people += people
                session.day = day
                found.append(session)
                taken += [*heads, part]
                heads = []
            elif people and found:
                found[-1].people += people
                taken.append(part)
        elif heads and _FAMILY.match(text):
            title = " ".join(one.text.strip() for one in heads)
            found.append(Found(title, kind=kind or item_kind(title) or "Vortrag", day=day, place=heads[0].number))
            taken += [*heads, part]
            heads = []
        elif found and not heads and found[-1].people and _is_house(part, parts, place):
            last = found[-1].people[-1]
            if last.organisation is None:
                found[-1].people[-1] = affiliated(last, text)
            taken.append(part)
        elif can_be_title(part) and (found or heads or _heads_several(part) is None):
            over = heads[-1].text.strip(" :") if heads else ""
            alone = over.lower() in SEVERAL or _OVER.fullmatch(over) is not None
            heads = (
                [*heads[-1:], part]
                if heads and not part.line.gap and not heads[-1].line.level and not alone
                else [part]
            )
        else:
            if len(found) >= enough:
                break
            found, taken, heads = [], [], []
            kind = _heads_several(part)
            enough = PAIRS - 1 if kind or text.strip(" :").lower() in SEVERAL or _ANNOUNCES.search(text) else PAIRS
    if len(found) < enough or sum(role_of(one.title) is None for one in found) < 2:
        return []
    for part in taken:
        part.used = True
    return found


def _heads_several(part: Part) -> str | None:
    """Return the kind of the sessions that a heading announces: "Parallele Workshops zu Konzepten"."""
    words = re.findall(r"[\w-]+", part.text.lower())
    if part.kind != "heading" or len(part.text) > HEADED or part.text.rstrip().endswith((".", "?", "!")):
        return None
    return next((SEVERAL[word] for word in words if word in SEVERAL), None)


_OVER = re.compile(  # heads the titles below it, and is no first half of one
    r"(?:(?:Das|Unser)\s)?(?:\w*[Pp]rogramm|\w*[Aa]blauf|Agenda|Tagesordnung)"
    r"(?:\s(?:des|der|am|für|zum|zur)\s[\w .]{3,40})?|"
    r"(?:Impuls|Fach|Haupt|Fest|Eröffnungs|Einführungs)?[Vv]ortrag|Keynote|Impuls|Input"
)
_FAMILY = re.compile(  # who speaks, by the family name alone: "Frau Berg, Referentin der Stadt X"
    rf"(?:Frau|Herrn?|Fr\.|Hr\.)\s(?:(?:Prof|Dr)\.\s?)*[{UPPER}][\w-]+,\s[{UPPER}][^.!?]{{3,120}}$"
)
_ANNOUNCES = re.compile(
    r"\b\w*(?:[Vv]orträge|[Ii]mpulse|[Ii]nputs|[Bb]eiträge|[Bb]eispiele|[Pp]rogramm|[Rr]eferate)\b[^.!?]{0,60}:$"
)
_WHO_HEAD = re.compile(
    r"(?:Referent\w*(?:[*:_]innen)?(?:\s(?:und|/)\s(?:Referent\w+|Themen))*|Referierende(?:\sund\sThemen)?|"
    r"Vortragende|Speaker\w*|"
    r"Es sprechen|Es referieren|Mit Vorträgen von|Programm|Beiträge|Impulsgeber\w*)\W*",
)


def block_sessions(parts: list[Part]) -> list[Found]:
    """Take blocks of lines as sessions: the speaker first, the title last, below "Vorträge" and the like."""
    found: list[Found] = []
    taken: list[Part] = []
    block: list[Part] = []
    headed = False
    for part in [*parts, None]:
        if part is not None and part.kind == "debris":
            continue
        if part is not None and not part.line.gap and block:
            block.append(part)
            continue
        session = _spoken_block(block) if headed else None
        if session is not None:
            found.append(session)
            taken += block
        elif block:
            text = block[-1].text.strip(" :").lower()
            if len(found) > 1:
                break
            found, taken = [], []
            headed = len(block) == 1 and (
                text in SEVERAL
                or _WHO_HEAD.fullmatch(block[-1].text) is not None
                or _ANNOUNCES.search(block[-1].text) is not None
                or _heads_several(block[-1]) is not None
            )
        block = [part] if part is not None else []
    if len(found) < PAIRS - 1:
        return []
    for part in taken:
        part.used = True
    return found


def _spoken_block(block: list[Part]) -> Found | None:
    """Read "Dr. A B, Stadt X" over "Titel"; a house may stand between."""
    if not 2 <= len(block) <= LINES_OF_BLOCK or any(part.used for part in block):
        return None
    first, *between, last = (part.text.strip() for part in block)
    name = name_at(first)
    if name is None or not name.sure or not name_line(first) or names_surely(last):
        return None
    kind = KIND_TITLE.match(last)
    if kind is not None:
        session = Found("", kind=item_kind(kind["kind"]) or kind["kind"], place=block[0].number)
        title_and_people(session, kind["rest"])
        session.people += parse_people(first, "Referat")
        return session if session.people else None
    if not can_be_title(block[-1]) or (looks_like_organisation(last) and not between) or OFFICES.match(last):
        return None
    session = Found("", kind=item_kind(last) or "Vortrag", place=block[0].number)
    title_and_people(session, last)
    session.people += parse_people(first, "Referat")
    for words in between:
        if session.people and session.people[-1].organisation is None:
            session.people[-1] = affiliated(session.people[-1], words)
    return session if session.people else None


def _beside(part: Part) -> Found | None:
    """Read "Dr. A B, Stadt X: „Titel“" and "„Titel“ – Dr. A B, Stadt X"."""
    text = part.text.strip()
    if part.kind not in {"text", "item", "heading"} or len(text) > 300 or OPINION.fullmatch(text):
        return None
    quoted = QUOTED.match(text)
    if SPEAKS.fullmatch(text) is not None and name_at(text) is not None:
        cut = text.index(":")
        title, who = text[cut + 1 :].strip(), text[:cut]
    elif (
        quoted is not None and len(quoted["title"]) > SHORTEST_QUOTED and re.match(r"\s*[,–(|-]", text[quoted.end() :])
    ):
        title, who = quoted[0], text[quoted.end() :].strip(" ,–(|-")
        if name_at(who) is None:
            return None
    else:
        return None
    session = Found(title.strip(' „“”"»«'), kind="Vortrag", place=part.number)
    session.people += parse_people(who, "Referat")
    return session if session.people else None


def can_be_title(part: Part) -> bool:
    """Tell whether a line can be the title of a session: short, no sentence, no person, no date."""
    text = part.text.strip()
    return (
        (part.kind in {"text", "heading", "item"} or (part.kind == "role" and not name_at(part.value)))
        and 4 < len(text) <= 180
        and not re.search(r"[.:;,]$", text)
        and re.match(rf"\(?[{UPPER}\d„\"»]", text) is not None
        and _NO_TITLE.fullmatch(text) is None
        and not find_moments(text)
        and not any(name.sure for name in find_names(text))
    )


def _is_house(part: Part, parts: list[Part], place: int) -> bool:
    """Tell whether a line is office or house of the person above it, and no title: no person stands below it."""
    text = part.text.strip()
    following = next((one for one in parts[place + 1 :] if one.kind != "debris"), None)
    if part.line.gap or len(text) > 160 or (following is not None and name_line(following.text)):
        return OFFICES.match(text) is not None and not part.line.gap
    return OFFICES.search(text) is not None or looks_like_organisation(text)


_KIND_HEAD = re.compile(
    r"(?:Begrüßung|Grußworte?|Eröffnung|Einführung|Keynote|Impuls(?:vortrag|referat)?|(?:Fach|Haupt|Eröffnungs|Fest|"
    r"Einführungs)?[Vv]ortrag|"
    r"Schlusswort|Festrede|Laudatio)\b[^.!?:]{0,60}"
)


def spoken_heads(parts: list[Part]) -> list[Found]:
    """Take lines that say what somebody on the line below does: "Begrüßung durch die Stadt", then "A B, …"."""
    found: list[Found] = []
    told = [part for part in parts if part.kind != "debris"]
    for part, below in itertools.pairwise(told):
        text = part.text.strip()
        if part.kind not in {"text", "heading"} or part.used or _KIND_HEAD.fullmatch(text) is None:
            continue
        people = parse_people(below.text, default_role(item_kind(text))) if name_line(below.text) else ()
        if people and names_surely(below.text):
            found.append(Found(text, kind=item_kind(text), people=list(people), place=part.number))
            part.used = below.used = True
    return found


def headed_sessions(parts: list[Part]) -> list[Found]:
    """Take headings as sessions that have text and then who speaks below them, where at least two are like that."""
    heads = [n for n, part in enumerate(parts) if part.kind == "heading" and can_be_title(part) and not _label(part)]
    found: list[Found] = []
    taken: list[Part] = []
    for begin, end in itertools.pairwise([*heads, len(parts)]):
        day = next((one for one in reversed(parts[:begin]) if is_day_heading(one)), None)
        section = [part for part in parts[begin + 1 : end] if part.kind != "debris"]
        people = [person for n, part in enumerate(section) for person in _in_role(section, n)]
        if not people or parts[begin].used:
            continue
        title = re.sub(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+(?=\D)", "", parts[begin].text.strip())
        session = Found(title[:300], kind=item_kind(parts[begin].text), place=parts[begin].number)
        session.day = find_moments(day.text)[0] if day is not None else None
        session.people += people
        session.body += [part.text for part in section if part.kind == "text" and len(part.text) > HEADED]
        found.append(session)
        taken += [parts[begin], *section]
    if len(found) < MANY - 1:
        return []
    for part in taken:
        part.used = True
    return found


def _label(part: Part) -> tuple[str, ...] | None:
    """Return the roles that a line names which only heads a list of people: "Referentinnen und Referenten:"."""
    return role_of(part.text.strip(" :")) if part.text.rstrip().endswith(":") else None


def _in_role(section: list[Part], place: int) -> tuple[RoleRecord, ...]:
    """Return who a line names in a role, or in the list below the name of one."""
    part = section[place]
    if part.kind == "role" and part.field:
        return parse_people(part.value, part.field.split("/", maxsplit=1)[0])
    above = next((one for one in reversed(section[:place]) if not one.line.item), None)
    label = _label(above) if above is not None and part.line.item else None
    return parse_people(part.text, label[0]) if label else ()
