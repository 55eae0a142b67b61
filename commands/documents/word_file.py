"""Word documents (.docx): checked as an archive before anything in it is unpacked."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from commands.documents.errors import DocumentError
from commands.documents.lines import Line, Pages

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

UNPACKED_LIMIT = 60 * 2**20
TEXT_LIMIT = 12 * 2**20
RATIO_LIMIT = 150
PARTS_LIMIT = 2000
_TOO_BIG = "Die Word-Datei ist entpackt unverhältnismäßig groß und wird deshalb nicht gelesen."
_BROKEN = "Die Word-Datei ist beschädigt und lässt sich nicht lesen."


def check_archive(data: bytes) -> None:
    """Refuse archives that are no .docx, carry macros, or unpack to far more than they should."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError) as error:
        raise DocumentError(_BROKEN) from error
    names = {part.filename for part in parts}
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise DocumentError("Die Datei ist ein Archiv, aber kein Word-Dokument (.docx).")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise DocumentError("Die Word-Datei enthält Makros. Bitte speichern Sie sie als .docx ohne Makros.")
    if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise DocumentError(_TOO_BIG)
    for part in parts:
        if part.flag_bits & 1:
            raise DocumentError("Die Word-Datei ist mit einem Kennwort geschützt.")
        if part.filename.endswith((".xml", ".rels")) and part.file_size > TEXT_LIMIT:
            raise DocumentError(_TOO_BIG)
        if part.file_size > 2**20 and part.file_size > RATIO_LIMIT * max(part.compress_size, 1):
            raise DocumentError(_TOO_BIG)


def read_docx(data: bytes, filename: str = "") -> Pages:
    """Read paragraphs, lists and tables in order. Raises :class:`DocumentError`."""
    check_archive(data)
    from docx import Document  # noqa: PLC0415  # lxml is large, the bot seldom needs it

    try:
        document = Document(io.BytesIO(data))
        lines = tuple(_lines(document))
        title = (document.core_properties.title or "").strip() or None
    except DocumentError:
        raise
    except Exception as error:  # the library raises whatever its parts meet in broken XML
        raise DocumentError(_BROKEN) from error
    return Pages(lines, title, filename)


def _lines(document: Any) -> Iterator[Line]:
    gap = False
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from _rows(block)
            gap = True
            continue
        text = " ".join(block.text.replace("\t", " \t ").split(" ")).strip()
        if not text:
            gap = True
            continue
        for number, part in enumerate(text.split("\n")):
            if part.strip():
                yield Line(part.strip(), _level(block), _is_item(block), gap=gap and number == 0)
        gap = False


def _rows(table: "Table") -> Iterator[Line]:
    for row in table.rows:
        cells: list[str] = []
        seen: list[Any] = []
        for cell in row.cells:
            if any(cell._tc is other for other in seen):  # noqa: SLF001  # merged cells come once per column
                continue
            seen.append(cell._tc)  # noqa: SLF001  # as above
            cells.append("\n".join(part.strip() for part in cell.text.split("\n") if part.strip()))
        if any(cells):
            yield Line(" ".join(cell for cell in cells if cell), cells=tuple(cells))


def _level(paragraph: "Paragraph") -> int:
    name = (paragraph.style.name if paragraph.style is not None else None) or ""
    if name in {"Title", "Titel"}:
        return 1
    head, _, number = name.rpartition(" ")
    if head.lower() in {"heading", "überschrift"} and number.isdigit():
        return min(int(number), 6)
    return 0


def _is_item(paragraph: "Paragraph") -> bool:
    name = ((paragraph.style.name if paragraph.style is not None else None) or "").lower()
    properties = paragraph._p.pPr  # noqa: SLF001  # python-docx has no public way to see numbering
    return "list" in name or "liste" in name or (properties is not None and properties.numPr is not None)
