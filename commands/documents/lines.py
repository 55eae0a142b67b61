"""A document as lines, whatever format it came in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading, list item or table row.

    ``level`` is that of a marked-up heading (1 to 6), 0 where the format marks none. ``gap``: an empty line or
    another break stands before it. ``cells`` holds the cells of a table row, ``text`` then joins them. ``number`` is
    that of an item in a numbered list, as far as the format keeps it. ``shared``: it is one of several items below a
    time that stands alone. ``depth``: blanks before the sign of an item in a list, where the format keeps them.
    """

    text: str
    level: int = 0
    item: bool = False
    gap: bool = False
    cells: tuple[str, ...] = ()
    number: str | None = None
    shared: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """All lines of a document, with the title its metadata gives and what the file name may tell."""

    lines: tuple[Line, ...]
    title: str | None = None
    filename: str = ""
