"""What the reading of German time phrases hands out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.when import Precision

Prefer = Literal["future", "past"]


class DateError(ValueError):
    """A time phrase that can't be right; the message is a German sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, half-open [start, end), aware in the zone of ``now``.

    An open side is ``None`` ("ab März", "bis Freitag"); a moment ("um 14 Uhr") has ``end`` None and precision
    ``MINUTE``. Weeks, weekends and thirds of a month have precision ``DAY``; quarters, half years and parts
    of a year ``MONTH``; parts of a day ("heute Nachmittag") have their hours and precision ``DAY``.
    """

    start: datetime | None
    end: datetime | None
    precision: Precision
