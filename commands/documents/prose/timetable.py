"""Rows of a timetable: times in front, in a table with or without a head, also "9.30" without "Uhr"."""

import itertools
import re
from dataclasses import dataclass, field

from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import mentioned
from commands.documents.prose.moments import Times, find_times
from commands.documents.prose.names import find_names, name_at
from commands.documents.prose.people import parse_people
from commands.documents.prose.session import QUOTED, Found, add_rest, default_role, item_kind, title_and_people
from commands.documents.prose.session_heads import HEAD, KIND_QUOTED, KIND_TITLE, is_group, kind_of
from commands.documents.prose.vocabulary import UPPER

_COLUMNS = (
    ("time", r"(?:uhr)?zeit(?:en|raum)?|wann|beginn|von|uhr"),
    ("number", r"(?:lfd\.? )?nr\.?|top|#|pos\.?|punkt"),
    ("title", (
        r"thema|themen|titel|programm|programmpunkt|inhalt|was|beitrag|agenda(?:punkt)?|tagesordnungspunkt|vortrag"
    )),
    ("people", (
        r"vortrag|vortragende\w*|wer|mit|person(?:en)?|referent\W?(?:in|inn?en|en)?(?:[/ ]\S+)?|referierende|"
        r"speaker\w*|verantwortlich|leitung|moderation|mitwirkende"
    )),
    ("room", r"raum|ort|wo|saal"),
)  # fmt: skip
_BARE = re.compile(
    r"\s*(?:ab |ca\. )?([01]?\d|2[0-3])[.:]([0-5]\d)(?:\s*[-–—]\s*([01]?\d|2[0-3])[.:]([0-5]\d))?(?=\s|$|[:;,]\s)"
)
_SIGNS = re.compile(r"^\s*(?:Uhr)?\s*[:;,/|–—-]?\s*(?:Uhr\s+)?")
_HALL = re.compile(rf"(?P<room>(?:[{UPPER}][\w-]*)?[Ss]aal|Foyer|Aula|Raum\s[\w.]+|Hörsaal(?:\s[\w.]+)?):\s(?=\S)")
_HALL_BARE = re.compile(  # "15:45 Uhr Ratssaal Begrüßung"
    rf"(?P<room>(?:[{UPPER}][a-zäöüß]*(?:saal|keller|halle|bühne)|Saal|Foyer|Aula|Diele|Mensa|Bühne)(?:\s\d)?)\s"
    r"(?=(?:Begrüßung|Eröffnung|Ankommen|Grußwort|Einführung|Podium|Workshop|Abschluss|Verabschiedung|Impuls|Keynote|"
    r"Vortrag|Anmeldung|Registrierung|Imbiss|Suppe|Kaffee|Empfang|Einlass)\w*)"
)
_ASIDE = re.compile(r"\([^()]*\)")  # "(je zwei Personen)": a shift of helpers
_TELLS = re.compile(  # goes on as a sentence: "Zwischen 12 und 13 Uhr besteht die Möglichkeit …"
    r"(?:Uhr\s)?(?:besteht|findet|finden|gibt|geht|steht|stehen|beginnt|beginnen|startet|starten|endet|können|kann|sind|ist|"
    r"wird|werden|haben|hat|folgt|folgen|laden|lädt|war|waren|wurde|wurden|trafen|treffen)\s|[a-zäöüß]{3,}t\s(?:ihr|wir|Sie|es|man|der|die|das)\s"
)
_TOLD = re.compile(  # "3D-Druck: Ihr wolltet schon immer wissen, wie …?"
    r"(?P<title>[^:.!?„“\"]{3,60}):\s(?P<told>[A-ZÄÖÜ](?=.*\b(?:ihr|euch|wir|uns|Sie|man|ist|sind|wird|werden|hat|haben|kann|"
    r"können|wurde|wurden|lassen|gibt|zeigen|zeigt)\b).{40,}[.!?)…])"
)
_GREETS = re.compile(  # "Landrat A B eröffnet die Veranstaltung"
    r"(?P<who>[^,.:!?]{5,120}?)\s(?P<verb>eröffnet|eröffnen|begrüßt|begrüßen)(?:\s(?:die|den|das|alle|Sie|uns|seine|ihre)\b[^.:!?]{0,80})?[.]?"
)
_IN_TALK = re.compile(  # "A B und C D (angefragt) im Gespräch über das Gehörte"
    r"(?P<who>[^:!?„“]{5,160}?)\s(?:im|in der)\s"
    r"(?P<title>(?:Gespräch|Diskussion|Austausch)\s(?:über|zu|zum|zur)\s[^.:]{3,120})"
)
ROWS = 2  # rows that make a timetable
BARE_ROWS = 3  # the same for times without "Uhr": less sure, so one more
ROW_LENGTH = 600  # characters; what is longer is a paragraph


@dataclass(slots=True)
class Timetable:
    """How a document prints its timetable. ``heads`` gives for a part's number the columns of its table."""

    is_one: bool = False
    bare: bool = False
    heads: dict[int, dict[str, int]] = field(default_factory=dict)


def find_timetable(parts: list[Part]) -> Timetable:
    """Look through a document for rows of a timetable; the heads of tables are marked as used."""
    table = Timetable()
    head: dict[str, int] | None = None
    for part in parts:
        columns = _columns(part.line.cells)
        if columns is not None:
            head, part.used, part.kind = columns, True, "debris"
        elif not part.line.cells:
            head = None
        elif head is not None:
            table.heads[part.number] = head
    clocks = [
        (int(match[1]), int(match[2]))
        for part in parts
        if part.kind != "debris" and part.field is None
        for match in [_BARE.match(part.text)]
        if match is not None and len(part.text) < ROW_LENGTH
    ]
    rises = sum(one <= other for one, other in itertools.pairwise(clocks))
    table.bare = len(clocks) >= BARE_ROWS and rises >= len(clocks) * 0.6
    rows = sum(row_times(part, table) is not None for part in parts)
    numbered = sum("number" in head and "title" in head for head in table.heads.values())
    table.is_one = rows >= ROWS or numbered >= ROWS
    return table


def _columns(cells: tuple[str, ...]) -> dict[str, int] | None:
    found: dict[str, int] = {}
    if len(cells) < 2 or any(len(cell) > 40 for cell in cells):
        return None
    for place, cell in enumerate(cells):
        words = cell.strip(" :*").lower()
        kind = next((k for k, words_of in _COLUMNS if k not in found and re.fullmatch(words_of, words)), None)
        if kind is not None:
            found[kind] = place
        elif words:
            return None
    if "title" not in found and "people" in found and "time" in found:
        found["title"] = found.pop("people")
    return found if "title" in found and len(found) > 1 else None


def row_times(part: Part, table: Timetable) -> Times | None:
    """Return the times that a row begins with, ``None`` if it is no row."""
    if part.kind == "debris" or part.field in {"date", "time", "begin", "end", "skip", "place"}:
        return None
    head = table.heads.get(part.number)
    cells = part.line.cells
    if head is not None and "time" not in head:
        return None
    text = cells[head["time"] if head is not None else 0] if cells else part.text
    match = re.match(r"\s*(?:(?:[Aa]b|ca\.|circa|etwa|gegen|um|von)\s+){0,2}", text)
    start = match.end() if match else 0
    times = next(find_times(text[start:]), None)
    if times is None or times.start > 0:
        times = _bare_times(text[start:]) if table.bare or head is not None else None
    if times is None or len(part.text) > ROW_LENGTH:
        return None
    rest = (" ".join(cells[1:]) if cells else text[start + times.stop :]).strip(" :|–-\t")
    if (
        not rest
        or rest[0] in ".)"
        or (_ASIDE.fullmatch(rest) and not is_group(rest[1:-1]))
        or _TELLS.match(rest)
        or re.match(r"(?:Uhr\s*)?(?:in|im)\s", rest)
        or re.match(r"[a-zäöü]+\s[a-zäöü]+\s.*\.$", rest)
    ):
        return None
    return Times(times.begin, times.end, start + times.start, start + times.stop)


def _bare_times(text: str) -> Times | None:
    match = _BARE.match(text)
    if match is None:
        return None
    begin = (int(match[1]), int(match[2]))
    end = (int(match[3]), int(match[4])) if match[3] else None
    return Times(begin, end if end is not None and end > begin else None, 0, match.end())


def read_row(part: Part, table: Timetable) -> Found | None:
    """Read a row with its time, label, title and people; ``None`` for what is no row."""
    times = row_times(part, table)
    head = table.heads.get(part.number)
    numbered = head is not None and "number" in head
    if times is None and not numbered:
        return None
    cells = part.line.cells
    session = Found("", times=times, agenda=True)
    people = None
    if head is not None:
        text = cells[head["title"]] if head["title"] < len(cells) else ""
        people = cells[head["people"]] if "people" in head and head["people"] < len(cells) else None
        if "room" in head and head["room"] < len(cells):
            session.room = cells[head["room"]][:200] or None
    elif cells:
        own = _SIGNS.sub("", cells[0][times.stop :]) if times is not None else ""
        text = "\n".join(cell for cell in (own, *cells[1:]) if cell)
    else:
        assert times is not None
        text = part.text[times.stop :]
    text = _SIGNS.sub("", text)
    text = text.strip()[1:-1] if _ASIDE.fullmatch(text.strip()) else text
    hall = _HALL.match(text) or _HALL_BARE.match(text)
    if hall is not None:
        session.room, text = hall["room"], text[hall.end() :]
    lines = [line for line in re.split(r"[\n\t]", text) if line.strip()]
    if not lines:
        return None
    read_title(session, lines)
    if numbered and head is not None and session.label is None:
        session.label = cells[head["number"]].strip(" .:")[:80] or None
    if people:
        session.people += parse_people(people, default_role(session.kind), firms=False)
    return session if session.title else None


def read_title(session: Found, lines: list[str]) -> None:
    """Read label, kind, title and people of a row; ``lines`` are its title and what stands beside or below it."""
    told = _TOLD.fullmatch(lines[0].strip())
    if (
        told is not None
        and not KIND_TITLE.match(lines[0].strip())
        and name_at(told["told"]) is None
        and name_at(told["title"]) is None
    ):
        session.body.append(told["told"])
        lines = [told["title"], *lines[1:]]
    greets = _GREETS.fullmatch(lines[0].strip())
    if greets is not None and any(one.sure for one in find_names(greets["who"])):
        session.title = "Eröffnung" if greets["verb"].startswith("eröffne") else "Begrüßung"
        session.kind = "Begrüßung"
        session.people += mentioned(greets["who"], "Begrüßung")
        return
    talk = _IN_TALK.fullmatch(lines[0].strip())
    first = name_at(talk["who"]) if talk is not None else None
    if talk is not None and first is not None and first.sure:
        session.title, session.kind = talk["title"], item_kind(talk["title"])
        session.people += mentioned(talk["who"], default_role(session.kind))
        return
    head = HEAD.match(lines[0].strip())
    kind = KIND_TITLE.match(lines[0].strip()) or KIND_QUOTED.match(lines[0].strip())
    if head is not None and not head["rest"].strip(" :.–-|") and len(lines) == 1:
        session.label, session.kind, session.word = head["number"], kind_of(head["kind"]), head["kind"]
        session.title = session.printed or ""
    elif head is not None and head["rest"].strip(" :.–-|"):
        session.label, session.kind, session.word = head["number"], kind_of(head["kind"]), head["kind"]
        title_and_people(session, "\n".join([head["rest"].strip().lstrip(":.–—|-/ "), *lines[1:]]))
    elif kind is not None:
        session.kind = item_kind(kind["kind"]) or kind["kind"]
        name = name_at(kind["rest"])
        if name is not None and name.sure:
            session.title = kind["kind"]
            _title_and_people_after(session, "\n".join([kind["rest"], *lines[1:]]))
        else:
            title_and_people(session, "\n".join([*_behind_quotation(kind["rest"]), *lines[1:]]))
    else:
        session.kind = item_kind(lines[0])
        title_and_people(session, "\n".join(lines))
        session.kind = item_kind(session.title) or session.kind


def _behind_quotation(text: str) -> list[str]:
    """Part a title in quotation marks that follows its kind from what stands behind it."""
    quoted = QUOTED.match(text)
    behind = text[quoted.end() :] if quoted is not None else ""
    if quoted is None or not re.match(r"\s(?:mit|im|in|aus|für|anhand|am|an|auf)\s", behind):
        return [text]
    return [quoted[0], behind.strip(" ,.")]


def _title_and_people_after(session: Found, text: str) -> None:
    """Read "Impuls: Max Muster, Stadt X: Titel" where the people come first."""
    first = text.split("\n", 1)[0]
    quoted = QUOTED.search(first)
    if quoted is not None and len(quoted["title"]) > 10:
        session.title = quoted["title"].strip()
        text = text.replace(quoted[0], " ")
    for line in text.split("\n"):
        if line.strip():
            add_rest(session, line.strip(" ,–-:"))
