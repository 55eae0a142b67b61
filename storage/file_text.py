"""The text of a stored document, so that it can be searched. Bounded: a huge file gives only its beginning."""

import html
import io
import logging
import re
import zipfile
from collections.abc import Iterator

from storage.file_types import DOCX, ODP, ODS, ODT, PDF, PPTX, XLSX, decode
from storage.privacy import strip_private

LONGEST = 100_000  # characters that are kept
PAGES, PAGE_BYTES = 300, 4 * 2**20
PART_BYTES = 8 * 2**20  # of one part of an Office file
_PARTS = {
    DOCX: re.compile(r"word/(?:document|header\d*|footnotes)\.xml"),
    XLSX: re.compile(r"xl/sharedStrings\.xml"),
    PPTX: re.compile(r"ppt/(?:slides|notesSlides)/[^/]+\.xml"),
    ODT: re.compile(r"content\.xml"),
    ODS: re.compile(r"content\.xml"),
    ODP: re.compile(r"content\.xml"),
}
_PARAGRAPH_ENDS = re.compile(r"</(?:w:p|a:p|text:p|text:h|si|w:tr|table:table-row)>|<(?:w:br|w:tab|text:tab)\b[^>]*>")
_TAGS = re.compile(r"<[^>]*>")
_BROKEN = "Das PDF ist beschädigt und lässt sich nicht lesen."
_BLANKS = re.compile(r"[ \t]+|\n\s*\n+")


class UnreadableError(ValueError):
    """A document is broken or locked; the message is a German sentence."""


def read_text(mime: str, data: bytes) -> str:
    """Return what a document says, private addresses and numbers left out; empty where it holds no text.

    Takes up to seconds: to be called in a thread. Raises :class:`UnreadableError`.
    """
    if mime == PDF:
        text = _joined(_pdf_pages(data))
    elif mime in _PARTS:
        text = _joined(_office_parts(mime, data))
    elif mime.startswith("image/"):
        return ""
    else:
        text = (decode(data) or "")[:LONGEST]
    text = _BLANKS.sub(lambda found: "\n" if "\n" in found[0] else " ", text.replace("\x00", "")).strip()
    return strip_private(text)[0]


def _joined(pieces: Iterator[str]) -> str:
    found: list[str] = []
    size = 0
    for piece in pieces:
        found.append(piece[: LONGEST - size])
        size += len(found[-1])
        if size >= LONGEST:
            break
    return "\n".join(found)


def _pdf_pages(data: bytes) -> Iterator[str]:
    import pypdf  # noqa: PLC0415  # large and seldom needed

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every small flaw of other programs
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if is_locked else len(reader.pages)
    except Exception as error:  # the library raises whatever its parts meet in a broken file
        raise UnreadableError(_BROKEN) from error
    if is_locked:
        raise UnreadableError("Das PDF ist mit einem Kennwort geschützt.")
    if not count:
        raise UnreadableError("Das PDF ist beschädigt: Es hat keine Seiten.")
    for number in range(min(count, PAGES)):
        try:
            contents = reader.pages[number].get_contents()
            if contents is not None and len(contents.get_data()) <= PAGE_BYTES:
                yield reader.pages[number].extract_text()
        except Exception as error:  # likewise
            raise UnreadableError(_BROKEN) from error


def _office_parts(mime: str, data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if _PARTS[mime].fullmatch(name) is None:
                continue
            with archive.open(name) as part:
                source = part.read(PART_BYTES).decode("utf-8", "replace")
            yield html.unescape(_TAGS.sub("", _PARAGRAPH_ENDS.sub("\n", source)))
