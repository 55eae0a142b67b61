"""The keys of recurring events: which occurrence of which series one is, also after it was moved."""

import re
from datetime import datetime

_PREFIX = re.compile(r"reihe:(?P<series>\d+):(?=(?P<start>[\dT:-]{16})?)")


def prefix_of(series_id: int) -> str:
    """Return how the keys of a series' occurrences begin; the wall time that the rule gives follows."""
    return f"reihe:{series_id}:"


def occurrence_key(series_id: int, start: datetime) -> str:
    """Return the identity of an occurrence: its series and the wall time that the rule gives it."""
    return f"{prefix_of(series_id)}{start:%Y-%m-%dT%H:%M}"


def series_in(key: str) -> int | None:
    """Return the id of the series whose occurrence has this key, ``None`` if it is none of a series."""
    found = _PREFIX.match(key)
    return int(found["series"]) if found is not None else None


def in_series(key: str, series_id: int) -> str:
    """Return the key of an occurrence for a series with another id."""
    return _PREFIX.sub(prefix_of(series_id), key, count=1)


def start_in(key: str) -> datetime | None:
    """Return the wall time (without a zone) that the rule gives the occurrence with this key."""
    found = _PREFIX.match(key)
    return datetime.fromisoformat(found["start"]) if found is not None and found["start"] else None
