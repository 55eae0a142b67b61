"""Plain text broken at a fixed width, as in mails and text taken from a PDF: lines become paragraphs again."""

import itertools
import re
from collections import Counter

_STARTS = re.compile(
    r"\s*(?:(?:[•▪●◦‣■►✓✔➔→]|[-*+–](?=\s)|\uf0b7)|\d{1,2}[.)]\s|(?:ab\s+|ca\.\s+)?\d{1,2}[.:]\d{2}\b|\d{1,2}\s*Uhr\b|"
    r"[#>|]|"
    r"[A-ZÄÖÜ][\w/ -]{1,30}:\s|(?:Prof|Dr)\.|(?:Raum|Saal)\s)"
)
_CUT = re.compile(r"[a-zäöüß]-$")
_ELLIPSIS = re.compile(r"\s*(?:und|oder|bzw|sowie|bis)\b")  # "Klima- und Umweltschutz"
_PAGE_NUMBER = re.compile(
    r"[\s–—-]{0,9}(?:Seite\s{1,3})?\d{1,3}(?:\s?(?:/|von)\s?\d{1,3})?[\s–—-]{0,9}", re.IGNORECASE
)
_MONTH = re.compile(  # "9", "Jan", "2024": a leaf of a calendar
    r"\s*(?:Jan|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Sept|Okt|Nov|Dez|Januar|Februar|März|April|Juni|Juli|August|"
    r"September|"
    r"Oktober|November|Dezember)\.?(?:\s20\d\d)?\s*",
    re.IGNORECASE,
)
NARROW, WIDE = 50, 100  # characters: widths at which people and programs break lines
BLOCK, BLOCK_WIDTH = 3, 125  # lines of a paragraph, and how wide they may be
ROWS = 12  # fewer say nothing about a width


def unwrap(rows: list[str]) -> list[str]:
    """Join lines that were only broken because the next word did not fit; other texts stay as they are.

    A line after which the next word would still have fitted was ended on purpose.
    """
    rows = _without_page_heads(rows)
    filled = [row.rstrip() for row in rows if row.strip()]
    if len(filled) < ROWS:
        return _filled_blocks(_healed(rows))
    lengths = sorted(map(len, filled))
    usual = lengths[int((len(lengths) - 1) * 0.95)]
    width = max(length for length in lengths if length <= usual * 1.12)
    longer = sum(length > width for length in lengths)
    if not NARROW <= width <= WIDE or longer > len(lengths) * 0.05 or not _is_broken(filled, width):
        return _filled_blocks(_healed(rows))
    result: list[str] = []
    last = ""  # the line before as it stands in the text
    for row in rows:
        if result and result[-1].strip() and _goes_on(last, row, width):
            result[-1] = _joined(result[-1].rstrip(), row.strip())
        else:
            result.append(row)
        last = row
    return result


def _healed(rows: list[str]) -> list[str]:
    """Join only words that were cut at the end of a line."""
    result: list[str] = []
    for row in rows:
        if (
            result
            and _CUT.search(result[-1].rstrip())
            and re.match(r"\s*[a-zäöüß]{2}", row)
            and not _ELLIPSIS.match(row)
        ):
            result[-1] = _joined(result[-1].rstrip(), row.strip())
        else:
            result.append(row)
    return result


def _filled_blocks(rows: list[str]) -> list[str]:
    """Join the lines of single paragraphs that are all filled, in a text that is not broken throughout."""
    result: list[str] = []
    for empty, group in itertools.groupby(rows, key=lambda row: not row.strip()):
        block = list(group)
        width = max(map(len, block))
        inner = block[:-1]
        filled = (
            not empty
            and len(block) >= BLOCK
            and NARROW <= width <= BLOCK_WIDTH
            and sum(map(len, inner)) >= width * 0.7 * len(inner)
            and any(row.lstrip()[:1].islower() for row in block[1:])
            and sum(re.search(r"[.!?:]$", row.rstrip()) is None for row in inner) >= len(inner) * 0.6
            and re.search(r"[.!?][\"“”)]?$", block[-1].rstrip()) is not None
            and not any(_STARTS.match(row) for row in block)
        )
        result += [" ".join(row.strip() for row in block)] if filled else block
    return result


def _is_broken(filled: list[str], width: int) -> bool:
    following = [(a, b.strip()) for a, b in itertools.pairwise(filled) if len(a) > width * 0.8]
    cut = sum(_CUT.search(a) is not None and b[:1].islower() for a, b in following)
    lower = sum(b[:1].islower() for _a, b in following)
    return cut >= 3 or (len(following) >= 4 and lower >= len(following) * 0.4)


def _goes_on(row: str, following: str, width: int) -> bool:
    words = following.split(maxsplit=1)
    if not row.strip() or not words or _STARTS.match(following):
        return False
    if _CUT.search(row.rstrip()) and words[0][:1].islower() and not _ELLIPSIS.match(following):
        return True
    if re.match(r"\s{4}", row) and re.search(r"[.?!:]$", row.rstrip()):
        return False  # in the columns of a programme a sentence ends its line
    return len(row.rstrip()) + 1 + len(words[0]) > width


def _joined(before: str, row: str) -> str:
    if _CUT.search(before) and not _ELLIPSIS.match(row):
        return before[:-1] + row if row[:1].islower() else before + row
    return f"{before} {row}"


def _without_page_heads(rows: list[str]) -> list[str]:
    """Leave out what stands at the head or foot of every page, where page numbers show that there are pages."""
    numbers = [
        place
        for place, row in enumerate(rows)
        if row.strip()
        and _PAGE_NUMBER.fullmatch(row)
        and not any(map(_MONTH.fullmatch, rows[max(place - 1, 0) : place + 2]))
    ]
    if len(numbers) < 2:
        return rows
    beside = {
        place
        for number in numbers
        for place in range(max(number - 3, 0), min(number + 4, len(rows)))
        if rows[place].strip() and place not in numbers
    }
    near = Counter(" ".join(rows[place].split()) for place in beside)
    repeated = {text for text, count in near.items() if count > len(numbers) / 2}
    left_out = set(numbers)
    return [row for place, row in enumerate(rows) if place not in left_out and " ".join(row.split()) not in repeated]
