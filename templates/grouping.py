"""Bring together what belongs together: people by role, sessions by day, insights by where they come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from templates.filters import credit, day, last_day

EXACT = frozenset({"minute", "day"})


def by_role(people: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Group people by what they did, roles in the order they come first."""
    groups: dict[str, list[Any]] = {}
    for one in people:
        groups.setdefault(one.role, []).append(one)
    return list(groups.items())


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions below one heading; ``name`` is empty where the days are not told apart."""

    name: str
    around: Any  # the time that is known already from what stands above
    sessions: tuple[Any, ...]


def by_day(sessions: Iterable[Any], event: Any) -> list[Day]:
    """Group the sessions of an event that takes several days by their day, if each has one.

    ``event`` is the event's own :class:`storage.when.When`.
    """
    entries = tuple(sessions)
    if event.start is None or any(one.when.start is None or one.when.precision not in EXACT for one in entries):
        return [Day("", event, entries)] if entries else []
    groups = [(key, tuple(group)) for key, group in groupby(entries, lambda one: one.when.start.date())]
    one_day = event.precision in EXACT and last_day(event).date() == event.start.date()
    if one_day or len({key for key, _group in groups}) < len(groups):
        return [Day("", event, entries)]
    return [Day(day(key), group[0].when, group) for key, group in groups]


@dataclass(frozen=True, slots=True)
class Origin:
    """Insights of one session and, where ``who`` is named, all of one person; each with who else said it."""

    session: str
    who: str
    insights: tuple[tuple[Any, str], ...]


def by_origin(insights: Iterable[Any], *, with_session: bool, known: Iterable[Any] = ()) -> list[Origin]:
    """Group insights that follow each other by session (if asked for) and by person.

    Office and organisation are said once; not at all for people in ``known``, who stand above with theirs.
    """
    introduced = {one.name for one in known}

    def who(one: Any) -> str:
        if one is None:
            return ""
        named: str = one.name if one.name in introduced else credit(one)
        introduced.add(one.name)
        return named

    found = []
    for (ref, _same), group in groupby(insights, lambda one: _origin(one, with_session)):
        several = list(group)
        session = f"{ref} {several[0].session_title}" if ref else ""
        speakers = {one.by for one in several}
        if len(several) > 1 and len(speakers) == 1:
            found.append(Origin(session, who(several[0].by), tuple((one, "") for one in several)))
        else:
            found.append(Origin(session, "", tuple((one, who(one.by)) for one in several)))
    return found


def _origin(insight: Any, with_session: bool) -> tuple[str | None, Any]:
    if with_session and insight.session_ref:
        return insight.session_ref, None
    return None, insight.by
