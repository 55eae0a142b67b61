"""PDF documents: text by pypdf, words cut at line ends joined again, page debris left out."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from commands.documents.errors import DocumentError
from commands.documents.lines import Line, Pages

PAGE_LIMIT = 300
STREAM_LIMIT = 4 * 2**20
_BULLET = re.compile(r"^\s*(?:[•▪●◦‣■►–*-]|\uf0b7|\uf0a7|o(?=\s))\s+")
_PAGE_NUMBER = re.compile(r"(?:Seite\s*)?-?\s*\d{1,3}\s*-?(?:\s*(?:/|von)\s*\d{1,3})?", re.IGNORECASE)
_STARTS = re.compile(
    r"(?:\d{1,2}[.:]\d{2}\b|\d{1,2}\s*Uhr\b|(?:Moderation|Impuls|Referent\w*|Datum|Ort|Termin|Zeit|Beginn)\b.*:|"
    r"\d+\.\s)"
)


def read_pdf(data: bytes, filename: str = "") -> Pages:
    """Read the text of all pages. Raises :class:`DocumentError` for broken, locked or picture-only files."""
    import pypdf  # noqa: PLC0415  # large, the bot seldom needs it

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns about every small flaw of other programs
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        _check(reader)
        pages = [_text(page) for page in reader.pages]
        title = _metadata_title(reader)
    except DocumentError:
        raise
    except Exception as error:  # the library raises whatever its parts meet in a broken file
        raise DocumentError("Das PDF ist beschädigt und lässt sich nicht lesen.") from error
    if not "".join(pages).strip():
        raise DocumentError("Das PDF enthält keinen Text, nur Bilder. Bitte geben Sie eine Fassung mit Text.")
    return Pages(tuple(reflow(pages)), title, filename)


def _check(reader: Any) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError("Das PDF ist mit einem Kennwort geschützt.")
    count = len(reader.pages)
    if count > PAGE_LIMIT:
        raise DocumentError(f"Das PDF hat {count} Seiten. Gelesen werden höchstens {PAGE_LIMIT}.")


def _text(page: Any) -> str:
    contents = page.get_contents()
    if contents is None:
        return ""
    if len(contents.get_data()) > STREAM_LIMIT:
        raise DocumentError("Eine Seite des PDF ist unverhältnismäßig groß und wird deshalb nicht gelesen.")
    text: str = page.extract_text()
    return text


def _metadata_title(reader: Any) -> str | None:
    title = reader.metadata.title if reader.metadata is not None else None
    if not isinstance(title, str) or re.search(
        r"\.(?:docx?|pdf|indd|pptx?)$|^Microsoft|^untitled", title.strip(), re.IGNORECASE
    ):
        return None
    return title.strip() or None


def reflow(pages: Iterable[str]) -> list[Line]:
    """Return paragraphs: lines that were only broken by the width of the page become one."""
    sheets = [[line.strip() for line in page.split("\n")] for page in pages]
    repeated = Counter(line for sheet in sheets for line in {*sheet[:2], *sheet[-2:]} if line)
    kept: list[str] = []
    for sheet in sheets:
        for line in sheet:
            if len(sheets) > 2 and repeated[line] > len(sheets) / 2:
                continue
            if _PAGE_NUMBER.fullmatch(line) is None:
                kept.append(line)
    return join_wrapped(kept)


def join_wrapped(rows: list[str]) -> list[Line]:
    """Join lines that end near the right margin in the middle of a sentence, and words cut by a hyphen."""
    filled = sorted(len(row) for row in rows if row)
    width = filled[int(len(filled) * 0.9)] if filled else 0
    result: list[Line] = []
    open_line: str | None = None
    item = gap = False

    def close() -> None:
        nonlocal open_line
        if open_line:
            result.append(Line(open_line, item=item, gap=gap))
        open_line = None

    for row, following in pairwise([*rows, ""]):
        if not row:
            close()
            gap = True
            continue
        if open_line is None:
            match = _BULLET.match(row)
            item = match is not None
            gap = gap or not result
            open_line = row[match.end() :] if match else row
        elif open_line.endswith("-") and row[:1].islower() and not re.match(r"(?:und|oder|bzw)\b", row):
            open_line = open_line[:-1] + row
        else:
            open_line = f"{open_line} {row}"
        if not _goes_on(row, following, width):
            close()
            gap = False
    close()
    return result


def _goes_on(row: str, following: str, width: int) -> bool:
    if not following or _BULLET.match(following) or _STARTS.match(following):
        return False
    if row.endswith("-") and following[:1].islower():
        return True
    if len(row) < width * 0.75 or width < 40:
        return False
    return not row.endswith((".", "!", "?", ":")) or following[:1].islower() or len(row) > width * 0.9
