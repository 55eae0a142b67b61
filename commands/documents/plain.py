"""Plain text and Markdown, also the mixture of both that copying from web pages leaves."""

import re
from collections.abc import Iterator
from html import unescape

from commands.documents.cut_entries import whole_entries
from commands.documents.front_matter import without_front_matter
from commands.documents.lines import Line, Pages
from commands.documents.wrapped import unwrap

_BULLET = re.compile(r"^\s*(?:[•▪●◦‣■►✓✔➔→]|(?:[-*+–»!›]|>>)(?=\s|$)|\uf0b7)\s*")
_NUMBER = re.compile(r"^\s*(\d{1,2})[.)]\s+(?=\D)")
_ATX = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^\s*(?:[-=_*~]\s*){3,}$")
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{2,3})(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
_LOOSE = re.compile(r"(?<![\w*])\*\*(?=[^\s*])([^*]{1,300}?)\s\*\*(?=\s|$)")  # "**Vortrag: 11 Uhr ** Wege ins Netz"
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((?:[^()\s]|\([^()]{0,100}\)){0,1000}(?:\s{1,3}\"[^\"]{0,200}\")?\)")
_ROW = re.compile(r"\s*\d{1,2}[.:]\d\d\b.*\S {3,}\S.* {3,}\S")
_COLUMN = re.compile(r"(?<=\S) {3,}(?=\S)")
_REFERENCE = re.compile(r"!?\[([^\[\]]{1,300})\]\[[\w .-]{0,80}\]")  # "[Stadt X][stadt-x]"
_TARGET = re.compile(r"\s{0,3}\[[\w .-]{1,80}\]:\s+(?:https?://|/|<|mailto:)\S*.{0,200}")  # "[stadt-x]: https://…"
_QUOTED_DAY = re.compile(r"^\s{0,3}>\s?(?=.*\d{1,2}[.:]\s?\w)")  # "> Freitag, 27. September, 14:00 Uhr" in Markdown
_SHORTCODE = re.compile(r"\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\}|\{:[^{}\n]{0,80}\}")  # of site generators
_ENTITY = re.compile(
    r"&(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,6}|#x[\dA-Fa-f]{2,5});"
)  # "M&uuml;ller", left by site generators
_TAG = re.compile(r"</?(?:i|b|u|em|strong|span|br|ul|ol|li|p|div|a|sup|sub|small)\b[^<>]{0,300}>", re.IGNORECASE)
_ENDS_PART = re.compile(r"</?(?:i|em|li|ul|ol|br|p|div)\b[^<>]{0,300}>", re.IGNORECASE)
LONGEST_MARKED = 20_000  # characters; a longer line is no paragraph that somebody marked up
_MONTHS = (
    r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Januar|Februar|März|April|Juni|Juli|August|September|"
    r"Oktober|November|Dezember|Tag)\b"  # "2. Tag: Freitag" is no point of a list either
)


def unmark(text: str) -> str:
    """Take Markdown emphasis, links and stray inline tags out of a line; tags between parts become tabs."""
    text = _REFERENCE.sub(r"\1", _LINK.sub(r"\1", text))
    text = _TAG.sub("", _ENDS_PART.sub("\t", text))
    text = _LOOSE.sub(r"\1", text) if len(text) < LONGEST_MARKED else text
    for _ in range(3 if len(text) < LONGEST_MARKED else 0):
        shorter = _EMPHASIS.sub(r"\2", text)
        if shorter == text:
            break
        text = shorter
    return re.sub(r"[ \u00a0]+", " ", text).strip()


def read_plain(text: str, filename: str = "") -> Pages:
    """Read plain text or Markdown."""
    text = re.sub("\u00ad(?=[ \\t]*\\n)", "-", text).replace("\u00ad", "")
    text = _SHORTCODE.sub("", text) if "{" in text else text
    text = _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text
    rows = [_QUOTED_DAY.sub("", row) for row in without_front_matter(text.split("\n"))]
    lines = tuple(_lines(whole_entries(unwrap([row for row in rows if not _TARGET.fullmatch(row)]))))
    title = next((line.text for line in lines if line.level == 1), None)
    return Pages(lines, title, filename)


def _numbered(rows: list[str]) -> set[int]:
    """Return the rows that are items of a numbered list: 1. 2. 3. in order; "12. Konferenz" alone is none."""
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for place, row in enumerate(rows):
        match = _NUMBER.match(row)
        if match is None or re.match(rf"\s*\d+\.\s+{_MONTHS}", row):
            continue
        number = int(match[1])
        if run and number == run[-1][1] + 1:
            run.append((place, number))
        else:
            run = [(place, number)]
        if len(run) > 1 and run[0][1] == 1:
            found |= {place for place, _number in run}
    return found


def _stands_alone(rows: list[str], number: int, numbered: set[int]) -> bool:
    """Tell whether a numbered line heads the text below it: an empty line or that text follows, not the next point."""
    if number and rows[number - 1].strip() and not _RULE.match(rows[number - 1]):
        return False
    following = next((place for place in range(number + 1, len(rows)) if rows[place].strip()), None)
    return following is not None and following not in numbered and len(rows[following]) > 30


def _lines(rows: list[str]) -> Iterator[Line]:
    numbered = _numbered(rows)
    gap = True
    for number, row in enumerate(rows):
        if not row.strip() or _RULE.match(row) or _TABLE_RULE.match(row):
            gap = True
            continue
        heading = _ATX.match(row)
        if heading:
            yield Line(unmark(heading[2]), len(heading[1]), gap=True)
            gap = True
            continue
        if (row.lstrip().startswith("|") and row.count("|") > 1) or re.match(r"\s*\d{1,2}[:.]\d\d.{0,18}\s\|\s", row):
            cells = tuple(unmark(cell) for cell in row.strip().strip("|").split("|"))
            yield Line(" ".join(cell for cell in cells if cell), gap=gap, cells=cells)
            gap = False
            continue
        following = rows[number + 1] if number + 1 < len(rows) else ""
        setext = 1 if re.fullmatch(r"={3,}\s*", following) else 2 if re.fullmatch(r"-{3,}\s*", following) else 0
        if len(following) > len(row) * 1.3 + 3:
            setext = 0  # a line across the page, not one under a heading
        if _ROW.match(row):
            row = _COLUMN.sub("\t", row)  # noqa: PLW2901  # columns that blanks make
        count = _NUMBER.match(row) if number in numbered else None
        alone = count is not None and _stands_alone(rows, number, numbered)
        bullet = _BULLET.match(row) or count
        text = unmark(row[bullet.end() :] if bullet else row)
        text = re.sub(r"^\|\s*|\s*\|$", "", text).strip()
        if text:
            yield Line(
                text,
                setext,
                item=bullet is not None and not alone,
                gap=gap,
                number=count[1] if count else None,
                depth=len(row) - len(row.lstrip()) if bullet is not None else 0,
            )
            gap = False
