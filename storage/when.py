"""Dates that know how precise they are: "im Mai 2022" is never shown as 1 May."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a date is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class When:
    """A date as far as it is known: half-open [start, end), both aware in the event's own zone.

    For ``MINUTE`` a missing ``end`` means that the end is not known. For ``DAY`` to ``YEAR`` the pair spans
    whole local days (2 to 4 June: start 2 June 00:00, end 5 June 00:00). For ``OPEN`` both are ``None``.
    ``as_written`` keeps the words of the source where they say more than the fields.
    """

    start: datetime | None
    end: datetime | None
    precision: Precision
    zone: str = "Europe/Berlin"
    as_written: str | None = None
