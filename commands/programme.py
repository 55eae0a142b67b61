"""Lines of a programme: "A: Workshop Titel, 10-12 Uhr, Moderation: Name (Amt, Organisation)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from commands.dates import DateError, parse_when
from commands.errors import NotUnderstoodError
from commands.fields import field_name, role_name
from commands.words import quote, squeeze
from storage.records import RoleRecord, SessionRecord
from storage.when import Precision, When

MOST_SESSIONS, MOST_PEOPLE, LONGEST_TITLE = 60, 30, 300
KINDS = (
    *("Workshop", "Werkstatt", "Fachforum", "Forum", "Impuls", "Vortrag", "Keynote", "Podium", "Panel", "Exkursion"),
    *("Pause", "Mittagspause", "Kaffeepause", "Begrüßung", "Einführung", "Abschluss", "Ausklang", "Plenum", "Markt"),
    *("Marktplatz", "Barcamp", "Session", "Diskussion", "Podiumsdiskussion", "Grußwort", "Rundgang", "Empfang"),
)
_KINDS = {squeeze(kind): kind for kind in KINDS}
_BULLET = re.compile(r"\s*(?:[-*•–]\s+)?")
_LABEL = re.compile(
    r"(?P<label>[A-Z]|\d{1,2}|(?:Workshop|Werkstatt|Fachforum|Forum|Panel|Session|Slot|AG|WS)\s+(?:[A-Z]|\d{1,2}))"
    r"\s*(?::(?!\d)|\)|\.(?=\s+[^\d\s])|\s[-–])\s*(?P<rest>.+)",
    re.DOTALL,
)
_HOURS = r"\d{1,2}(?:[:.]\d{2})?"
_TIME_FIRST = re.compile(
    rf"(?P<time>(?:ab\s+|um\s+|von\s+)?(?:{_HOURS}\s*(?:Uhr)?\s*(?:-|–|bis)\s*{_HOURS}(?:\s*Uhr)?|{_HOURS}\s*Uhr|\d{{1,2}}:\d{{2}}))"
    r"\s*[:,;–-]?\s+(?P<rest>\D.*)",
    re.IGNORECASE | re.DOTALL,
)
_TIME_LAST = re.compile(
    rf"(?P<rest>.*\S)\s+(?P<time>(?:ab |um |von )?{_HOURS}\s*(?:Uhr|(?:-|–|bis)\s*{_HOURS}\s*(?:Uhr)?))", re.IGNORECASE
)
_TIME = re.compile(rf"\b{_HOURS}\s*(?:Uhr\b|(?:-|–|bis)\s*{_HOURS})|\b\d{{1,2}}:\d{{2}}\b", re.IGNORECASE)
_PART = re.compile(r"[,;]\s*(?![^()]*\))|\n\s*")
_ROLE = re.compile(r"(?P<role>[^\W\d][\w ß-]{2,30}?)\s*:\s*(?P<names>.+)", re.DOTALL)
_ROOM = re.compile(r"(?:Raum|Saal|Ort)\s*:?\s+(?P<room>.+)", re.IGNORECASE)
_PERSON = re.compile(
    r"(?P<title>(?:(?:Prof|Dr|Dipl|Ing|med|phil|jur)\.[\s-]*(?:-[A-Z]\w*\.\s*)?)*)(?P<name>[^()]+?)\s*(?:\((?P<more>[^()]*)\))?"
)
_NOBODY = frozenset({"nn", "tba", "tbd", "offen", "nochoffen", "unbekannt"})
_ORGANISATION = re.compile(
    r"\b(Stadt|Gemeinde|Kreis|Landkreis|Landratsamt|Verband|Zweckverband|Verbandsgemeinde|Amt|Ministerium|Agentur|"
    r"Hochschule|Universität|Uni|Institut|GmbH|AG|e\. ?V\.|Verein|Stiftung|Netzwerk|Land|Region|Bezirk|Kommune|KGSt)\b"
    r"|ministerium\b|verband\b|universität\b|agentur\b|kreis\b",
)


@dataclass(slots=True)
class Programme:
    """The sessions read. ``untimed``: titles of those whose time needs a day that is not known."""

    sessions: list[SessionRecord] = field(default_factory=list)
    untimed: list[str] = field(default_factory=list)


def read_programme(text: str, around: When | None) -> Programme:
    """Read the lines of a programme; ``around``: when the event is, which gives its sessions their day."""
    found = Programme()
    for block in _items(text):
        found.sessions.append(_session(block, around, found.untimed))
    if len(found.sessions) > MOST_SESSIONS:
        raise NotUnderstoodError(f"Das Programm ist zu lang, höchstens {MOST_SESSIONS} Programmpunkte sind möglich.")
    return found


def _items(text: str) -> Iterator[str]:
    """Put together the lines of one session: a line indented deeper, or naming a role, goes on with the one before."""
    current: list[str] = []
    depth = 0
    for line in text.split("\n"):
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        words = _BULLET.sub("", line, count=1)
        head = words.partition(":")[0].strip()
        names_role = ":" in words and role_name(head) is not None and squeeze(head) not in _KINDS
        more = bool(current) and (indent > depth or names_role or squeeze(head) in {"raum", "beschreibung"})
        if more and not _LABEL.fullmatch(words):
            current.append(words.strip())
            continue
        if current:
            yield "\n".join(current)
        current, depth = [words.strip()], indent
    if current:
        yield "\n".join(current)


@dataclass(slots=True)
class _Parts:
    """What the parts of one line say."""

    time: str | None
    title: list[str] = field(default_factory=list)
    people: list[RoleRecord] = field(default_factory=list)
    room: str | None = None
    description: str | None = None
    role: str | None = None  # of the people who are being named

    def take(self, part: str) -> None:
        """Read one part."""
        named = _ROLE.fullmatch(part) if self.title else None  # "Podium: …" at the beginning is a kind
        role = role_name(named["role"]) if named else None
        if named is not None and role is not None:
            self.role = role
            self.people += _people(named["names"], role)
        elif named is not None and field_name(named["role"]) == "beschreibung":
            self.description, self.role = named["names"].strip(), None
        elif self.time is None and _TIME.search(part) and _is_time(part):
            self.time, self.role = part, None
        elif match := _ROOM.fullmatch(part):
            self.room, self.role = match["room"].strip()[:200], None
        elif self.role is not None:
            self.people += _people(part, self.role)
        elif self.description is not None:
            self.description = f"{self.description}, {part}"
        elif self.time is None and (match := _TIME_LAST.fullmatch(part)):
            self.title.append(match["rest"])
            self.time = match["time"]
        else:
            self.title.append(part)


def _session(text: str, around: When | None, untimed: list[str]) -> SessionRecord:
    label, words = _label(text)
    time_text, words = _leading_time(words)
    if label is None:
        label, words = _label(words)
    parts = _Parts(time_text)
    for part in filter(None, map(str.strip, _PART.split(words))):
        parts.take(part)
    kind, name = _kind(", ".join(parts.title), label)
    if not any(sign.isalnum() for sign in name):
        raise NotUnderstoodError(f"Im Programm fehlt ein Titel: „{quote(text, 60)}“.", None)
    if len(name) > LONGEST_TITLE:
        raise NotUnderstoodError(f"Im Programm ist ein Titel zu lang, höchstens {LONGEST_TITLE} Zeichen sind möglich.")
    return SessionRecord(
        title=name,
        label=label,
        kind=kind,
        when=_when(parts.time, around, name, untimed) if parts.time else None,
        room=parts.room,
        description=parts.description,
        people=tuple(parts.people),
    )


def _label(text: str) -> tuple[str | None, str]:
    match = _LABEL.fullmatch(text)
    return (match["label"], match["rest"]) if match else (None, text)


def _leading_time(text: str) -> tuple[str | None, str]:
    match = _TIME_FIRST.fullmatch(text)
    return (match["time"], match["rest"]) if match else (None, text)


def _is_time(text: str) -> bool:
    """Whether the words are nothing but a time, maybe with a day."""
    try:
        return parse_when(text, datetime(2026, 1, 1, tzinfo=UTC)).start is not None
    except DateError as error:
        return "nicht als Zeitangabe verstanden" not in str(error)


def _when(text: str, around: When | None, title: str, untimed: list[str]) -> When | None:
    exact = around is not None and around.start is not None and around.precision in {Precision.MINUTE, Precision.DAY}
    if not exact:
        untimed.append(title)
        return None
    assert around is not None
    assert around.start is not None
    midnight = around.start.replace(hour=0, minute=0)
    try:
        found = parse_when(text, midnight)
    except DateError as error:
        raise NotUnderstoodError(f"Im Programm, „{quote(title, 40)}“: {error}", None) from error
    return found if found.precision is Precision.MINUTE else When(None, None, Precision.OPEN, around.zone)


def _kind(text: str, label: str | None) -> tuple[str | None, str]:
    """Split the kind off: "Workshop Verträge", "Impuls: Was trägt"."""
    first, _, rest = text.partition(" ")
    kind = _KINDS.get(squeeze(first.rstrip(":–-")))
    if kind is None:
        word = (label or "").split()[0] if label and " " in label else ""
        return (_KINDS.get(squeeze(word)) if word else None), text.strip(" :–-")
    rest = rest.strip(" :–-")
    if not rest:
        return kind, first.rstrip(":–-")
    # "Markt der Möglichkeiten": the word belongs to the title
    return (kind, rest) if first.endswith(":") or not rest[0].islower() else (kind, text)


def _people(text: str, role: str) -> list[RoleRecord]:
    found = []
    for part in re.split(r"\s+(?:und|&)\s+(?![^()]*\))|[,;/]\s*(?![^()]*\))", text.strip(" .,;")):
        match = _PERSON.fullmatch(part.strip())
        letters = "".join(sign for sign in part.lower() if sign.isalpha())
        if match is None or not letters or letters in _NOBODY:
            if part.strip() and letters not in _NOBODY:
                raise NotUnderstoodError(f"„{quote(part, 60)}“ kann ich nicht als Person lesen.", None)
            continue
        office, organisation = _function(match["more"])
        found.append(
            RoleRecord(
                name=" ".join(match["name"].split())[:200],
                role=role,
                office=office,
                organisation=organisation,
                title=" ".join(match["title"].split()) or None,
            )
        )
    if len(found) > MOST_PEOPLE:
        raise NotUnderstoodError(f"Das sind zu viele Personen, höchstens {MOST_PEOPLE} sind möglich.")
    return found


def _function(text: str | None) -> tuple[str | None, str | None]:
    """Read what stands in brackets: office and organisation, or one of them."""
    if not text or not text.strip():
        return None, None
    first, comma, second = (part.strip() for part in text.partition(","))
    if comma and second:
        return first[:300], second[:300]
    return (None, first[:300]) if _ORGANISATION.search(first) else (first[:300], None)


def read_people(text: str) -> list[RoleRecord]:
    """Read "Moderation: Name (Amt, Organisation)", several roles one a line or after a semicolon."""
    found: list[RoleRecord] = []
    for line in re.split(r"\n|;\s*(?=[^\W\d][\w -]{2,30}:)", text):
        if not line.strip():
            continue
        named = _ROLE.fullmatch(_BULLET.sub("", line, count=1).strip())
        role = role_name(named["role"]) if named else None
        if named is None or role is None:
            found += _people(_BULLET.sub("", line, count=1), found[-1].role if found else "Mitwirkung")
        else:
            found += _people(named["names"], role)
    return found
