"""What was read, in the form other programs get by ``netzbote import --dry-run --json``."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from storage.records import EventRecord, LooseDate, NetworkRecords, RoleRecord, SessionRecord
from storage.when import When
from storage.when_text import to_iso

_COARSE = {"month", "season", "year"}


def recognised(records: NetworkRecords) -> list[dict[str, Any]]:
    """Return events and Musterlösungen as plain data; what the document does not say is ``None``."""
    keys = {event.key for event in records.events}
    return [_event(event, records) for event in records.events] + [
        {"kind": "solution", "title": one.title, "solution_kind": one.fields.get("kind"), "owner": one.owner}
        for one in records.solutions
        if not any(key in keys for key, _session in one.shown_at)
    ]


def _event(event: EventRecord, records: NetworkRecords) -> dict[str, Any]:
    return {
        "kind": "event",
        "title": event.title,
        "start": _start(event.when, event.loose),
        "end": _end(event.when, event.loose),
        "precision": event.loose.precision.value if event.loose else event.when.precision.value,
        "date_as_written": event.fields.get("date_as_written") or event.when.as_written,
        "place": event.fields.get("place") or event.town,
        "format": event.fields.get("mode"),
        "organisers": [role.name for role in event.people if role.role == "Organisation"],
        "people": _people(role for role in event.people if role.role != "Organisation"),
        "sessions": [entry for session in event.programme for entry in _sessions(session)],
        "solutions": [
            {"title": one.title, "kind": one.fields.get("kind"), "owner": one.owner}
            for one in records.solutions
            if any(key == event.key for key, _session in one.shown_at)
        ],
        "insights": [insight.text for insight in event.insights],
        "actions": [action.text for action in event.actions],
        "description": event.fields.get("description"),
        "summary": event.summary,
    }


def _sessions(session: SessionRecord) -> list[dict[str, Any]]:
    entry = {
        "label": session.label,
        "kind": session.kind,
        "title": session.title,
        "start": _start(session.when, session.loose),
        "end": _end(session.when, session.loose),
        "people": _people(session.people),
        "description": session.description,
    }
    return [entry, *(child for part in session.children for child in _sessions(part))]


def _people(roles: Iterable[RoleRecord]) -> list[dict[str, Any]]:
    """Return people, and firms in a role; a group of towns that shaped a session is not a list of people."""
    every = list(roles)
    firms = [role for role in every if role.is_organisation]
    return [_person(role) for role in every if not role.is_organisation or len(firms) == 1]


def _person(role: RoleRecord) -> dict[str, Any]:
    return {"name": role.name, "role": role.role, "office": role.office, "organisation": role.organisation}


def _iso(value: datetime | None) -> str | None:
    return value.isoformat(timespec="minutes") if value else None


def _start(when: When | None, loose: LooseDate | None) -> str | None:
    if loose is not None:
        return loose.start
    if when is None or when.start is None:
        return None
    if when.precision.value in _COARSE:
        return to_iso(when)
    return when.start.date().isoformat() if when.precision == "day" else _iso(when.start)


def _end(when: When | None, loose: LooseDate | None) -> str | None:
    if loose is not None:
        return loose.end
    if when is None or when.end is None or when.precision.value in _COARSE:
        return None
    if when.precision == "day":
        return (to_iso(when) or "").partition("/")[2] or None
    return _iso(when.end)
