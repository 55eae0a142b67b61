"""What reading a document gives."""

from dataclasses import dataclass
from enum import StrEnum

from storage.records import NetworkRecords


class Source(StrEnum):
    """How a document says what it says: in fields, or in sentences that had to be interpreted."""

    STRUCTURED = "structured"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Reading:
    """Records, and what the person who imports should know about them.

    ``warnings`` are German sentences: contradictions, what was left out, what was not found. ``stripped`` counts
    private mail addresses and telephone numbers that were cut before the text was read.
    """

    filename: str
    source: Source
    records: NetworkRecords
    warnings: tuple[str, ...] = ()
    stripped: int = 0
