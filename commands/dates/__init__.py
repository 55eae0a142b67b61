"""What German organisers mean by time phrases, in their words: "märz", "Mittwoch in einer Woche", "1 Tag vorher".

A small strict grammar: the whole text must be a time, else it is none. How each word is meant stands in
docs/adr/0003-german-dates.md.
"""

from commands.dates.model import DateError, Period, Prefer
from commands.dates.occasion import parse_when
from commands.dates.offsets import Offset, parse_offset
from commands.dates.periods import find_period, parse_period
from commands.dates.recurrence import parse_recurrence, read_recurrence
from commands.dates.rule import Recurrence

__all__ = [
    "DateError",
    "Offset",
    "Period",
    "Prefer",
    "Recurrence",
    "find_period",
    "parse_offset",
    "parse_period",
    "parse_recurrence",
    "parse_when",
    "read_recurrence",
]
