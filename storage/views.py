"""What storage hands to the layers above: frozen records without a connection to the database.

References are what people type: ``W12`` (event), ``W12.B`` (session), ``L7`` (Musterlösung), ``A3``
(action item), ``E4`` (insight).
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from storage.when import When

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Credit:
    """A person or organisation in a role, with office and employer of that day."""

    name: str
    role: str  # "Moderation", "Impuls", "Referat", "Gestaltung", "Podium", "Reflexion", "Organisation" ...
    office: str | None = None
    organisation: str | None = None
    is_person: bool = True


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event as lists show it."""

    ref: str
    title: str
    kind: str | None  # "Regionalkonferenz", "Workshop" ...
    mode: str | None  # "vor Ort", "online", "hybrid"
    status: str  # "geplant", "verschoben", "abgesagt", "durchgeführt", "dokumentiert", "Entwurf"
    when: When
    place: str | None  # venue: "CityCube Berlin, Workshop-Raum M8"
    town: str | None  # Kommune: "Iserlohn"
    organisers: tuple[str, ...] = ()
    people: tuple[Credit, ...] = ()
    topics: tuple[str, ...] = ()
    is_example: bool = False  # invented for the demo


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A session (Programmpunkt) as lists show it."""

    ref: str
    event_ref: str
    event_title: str
    label: str | None  # as printed: "A", "Workshop 3", "Werkstatt 3"
    kind: str | None
    title: str
    when: When  # own day or time; precision OPEN where the source names none
    people: tuple[Credit, ...] = ()
    room: str | None = None
    parent_ref: str | None = None


@dataclass(frozen=True, slots=True)
class InsightView:
    """An insight, thesis, success factor or quotation."""

    ref: str
    kind: str  # "Erkenntnis", "These", "Erfolgsfaktor", "Stolperstein", "Zitat", "Zahl"
    text: str
    event_ref: str
    event_title: str
    session_ref: str | None = None
    session_title: str | None = None
    by: Credit | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A decision or an open (or guiding) question."""

    ref: str
    text: str
    event_ref: str
    session_ref: str | None = None


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action item (Maßnahme, next step)."""

    ref: str
    text: str
    state: str  # "offen", "läuft", "erledigt", "verworfen"
    event_ref: str
    event_title: str
    session_ref: str | None = None
    responsible: str | None = None
    due: When | None = None
    result: str | None = None
    matrix_id: str | None = None  # of the person responsible


@dataclass(frozen=True, slots=True)
class SolutionCard:
    """A Musterlösung as lists show it."""

    ref: str
    title: str
    kind: str
    use: str  # the one sentence of use
    owner: str | None
    status: str
    topics: tuple[str, ...] = ()
    shown_at: tuple[SessionCard | EventCard, ...] = ()
    shared_by: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class FileView:
    """A stored file; ``path`` lies in the data folder."""

    title: str
    filename: str
    mime: str
    size: int
    sha256: str
    path: str
    accessible: str = "unbekannt"  # "ja", "nein", "teilweise" as who handed it in says


@dataclass(frozen=True, slots=True)
class UseView:
    """An organisation that has taken a Musterlösung over or is interested, and since when."""

    name: str
    since: date


@dataclass(frozen=True, slots=True)
class SolutionDetail:
    """A Musterlösung in full. ``facts`` are (German label, value) pairs in the order to be shown."""

    card: SolutionCard
    description: str | None = None
    facts: tuple[tuple[str, str], ...] = ()  # Kontakt, Lizenz, Land, Reifegrad, Kosten, ... only those known
    files: tuple[FileView, ...] = ()
    reusers: tuple[UseView, ...] = ()
    interested: tuple[UseView, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """A session in full."""

    card: SessionCard
    event: EventCard
    description: str | None = None
    methods: tuple[str, ...] = ()
    questions: tuple[NoteView, ...] = ()
    insights: tuple[InsightView, ...] = ()
    decisions: tuple[NoteView, ...] = ()
    actions: tuple[ActionView, ...] = ()
    solutions: tuple[SolutionCard, ...] = ()
    children: tuple[SessionCard, ...] = ()


@dataclass(frozen=True, slots=True)
class EventDetail:
    """An event in full; ``programme`` in the order as printed, children after their parent."""

    card: EventCard
    series: str | None = None
    motto: str | None = None
    description: str | None = None
    capacity: int | None = None
    attendance: str | None = None  # as the source says it: "rund 120 Teilnehmende"
    target_group: str | None = None
    url: str | None = None
    online_link: str | None = None
    contact: str | None = None
    programme: tuple[SessionCard, ...] = ()
    insights: tuple[InsightView, ...] = ()
    questions: tuple[NoteView, ...] = ()
    decisions: tuple[NoteView, ...] = ()
    actions: tuple[ActionView, ...] = ()
    solutions: tuple[SolutionCard, ...] = ()
    has_summary: bool = False
    uid: str = ""  # RFC 5545 UID, stable for ever
    sequence: int = 0  # RFC 5545 SEQUENCE
    reason: str | None = None  # why it was called off


@dataclass(frozen=True, slots=True)
class SummaryView:
    """A published summary; paragraphs are separated by blank lines, lines with "- " are a list."""

    event: EventCard
    text: str
    author: str | None = None
    is_whole: bool = False  # made from the notes: decisions, insights and the like stand in the text


@dataclass(frozen=True, slots=True)
class Passage:
    """Why something was found: the matching text cut in parts, ``True`` where a part matched."""

    parts: tuple[tuple[str, bool], ...]
    field: str | None = None  # German name of the field: "Titel", "Personen", "Beschreibung" ...


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search."""

    kind: str  # "event", "session", "solution", "insight", "person", "organisation"
    ref: str | None
    title: str
    score: float
    event: EventCard | None = None
    when: When | None = None
    people: tuple[Credit, ...] = ()
    owner: str | None = None
    subtitle: str | None = None  # office of a person, kind of a Musterlösung, label of a session
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Involvement:
    """What a person or organisation did, with office and employer of that day."""

    role: str
    ref: str
    title: str  # of the session, event or Musterlösung
    office: str | None = None
    organisation: str | None = None
    when: When | None = None  # the session's own day or time, else the event's
    event_title: str | None = None  # where the title is a session's


@dataclass(frozen=True, slots=True)
class Expert:
    """A person or organisation with experience in a topic, and from where that is known."""

    name: str
    is_person: bool
    office: str | None
    organisation: str | None
    reasons: tuple[Involvement, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list: ``items`` from ``offset`` on, ``total`` in all."""

    items: tuple[T, ...]
    total: int
    offset: int = 0

    @property
    def rest(self) -> int:
        """How many come after this page."""
        return max(0, self.total - self.offset - len(self.items))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a reference or words may mean; ``score`` is 1.0 for an exact name."""

    ref: str
    kind: str  # "event", "session", "solution", "action", "insight"
    title: str
    subtitle: str | None = None
    when: When | None = None
    score: float = 1.0
