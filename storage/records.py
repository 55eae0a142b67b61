"""What is read out of a file before it is taken into the store; the same for every format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from storage.when import Precision, When

ParseWhen = Callable[[str], When | None]


class ImportFormatError(ValueError):
    """The file can't be taken over; the message is a German sentence that says what and where."""


@dataclass(frozen=True, slots=True)
class RoleRecord:
    """A person or organisation in a role."""

    name: str
    role: str
    office: str | None = None
    organisation: str | None = None
    title: str | None = None
    is_organisation: bool = False


@dataclass(frozen=True, slots=True)
class InsightRecord:
    """An insight with who said it."""

    text: str
    kind: str = "Erkenntnis"
    by: RoleRecord | None = None


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """An action item."""

    text: str
    responsible: str | None = None
    due: When | None = None
    state: str = "offen"


@dataclass(frozen=True, slots=True)
class LooseDate:
    """A date whose year the source does not say: ``--04-03T16:30`` or ``--04-03``, with an end of the same form.

    It is told to the person who imports; the store keeps its words only, since it can't be placed in time.
    """

    start: str
    end: str | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session with what belongs to it."""

    title: str
    label: str | None = None
    kind: str | None = None
    when: When | None = None
    room: str | None = None
    description: str | None = None
    methods: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    attendance: str | None = None
    people: tuple[RoleRecord, ...] = ()
    questions: tuple[str, ...] = ()
    insights: tuple[InsightRecord, ...] = ()
    decisions: tuple[str, ...] = ()
    actions: tuple[ActionRecord, ...] = ()
    children: tuple["SessionRecord", ...] = ()
    loose: LooseDate | None = None


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event with its programme."""

    key: str
    title: str
    when: When
    fields: Mapping[str, Any]  # simple columns of the table, by their English name
    town: str | None = None
    series: str | None = None
    topics: tuple[str, ...] = ()
    people: tuple[RoleRecord, ...] = ()
    questions: tuple[str, ...] = ()
    insights: tuple[InsightRecord, ...] = ()
    decisions: tuple[str, ...] = ()
    actions: tuple[ActionRecord, ...] = ()
    summary: str | None = None
    programme: tuple[SessionRecord, ...] = ()
    loose: LooseDate | None = None


@dataclass(frozen=True, slots=True)
class SolutionRecord:
    """A Musterlösung."""

    key: str
    title: str
    fields: Mapping[str, Any]
    owner: str | None = None
    topics: tuple[str, ...] = ()
    people: tuple[RoleRecord, ...] = ()
    shown_at: tuple[tuple[str, str | None], ...] = ()  # (key of the event, slug or label of the session)
    reused_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """What is known of an organisation."""

    name: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What is known of a person."""

    name: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NetworkRecords:
    """All that one file says."""

    events: tuple[EventRecord, ...] = ()
    solutions: tuple[SolutionRecord, ...] = ()
    organisations: tuple[OrganisationRecord, ...] = ()
    people: tuple[PersonRecord, ...] = ()
