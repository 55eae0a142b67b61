"""The type of a document by its content; the name only decides between kinds of plain text."""

import re
from enum import StrEnum
from pathlib import PurePath

from commands.documents.errors import DocumentError

SIZE_LIMIT = 20 * 2**20
READABLE = "Möglich sind .yaml, .csv, .ics, .md, .txt, .html, .docx und .pdf."


class Type(StrEnum):
    """The types that can be read."""

    YAML = "yaml"
    CSV = "csv"
    ICS = "ics"
    MARKDOWN = "md"
    TEXT = "txt"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


_BY_ENDING = {
    ".yaml": Type.YAML,
    ".yml": Type.YAML,
    ".csv": Type.CSV,
    ".tsv": Type.CSV,
    ".md": Type.MARKDOWN,
    ".markdown": Type.MARKDOWN,
    ".txt": Type.TEXT,
    ".text": Type.TEXT,
    ".html": Type.HTML,
    ".htm": Type.HTML,
    ".ics": Type.ICS,
}
_REFUSED = (
    (b"MZ", "ein Windows-Programm"),
    (b"\x7fELF", "ein Programm"),
    (b"\xca\xfe\xba\xbe", "ein Programm"),
    (b"\xcf\xfa\xed\xfe", "ein Programm"),
    (b"\xd0\xcf\x11\xe0", "ein altes Office-Format. Bitte speichern Sie das Dokument als .docx"),
    (b"{\\rtf", "RTF. Bitte speichern Sie das Dokument als .docx"),
    (b"\x89PNG", "ein Bild"),
    (b"\xff\xd8\xff", "ein Bild"),
    (b"GIF8", "ein Bild"),
    (b"Rar!", "ein Archiv"),
    (b"7z\xbc\xaf", "ein Archiv"),
    (b"\x1f\x8b", "ein Archiv"),
)
_MARKUP = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h[1-6])\b")


def check_size(size: int) -> None:
    """Refuse what is larger than 20 MB."""
    if size > SIZE_LIMIT:
        raise DocumentError(f"Die Datei hat {size / 2**20:.0f} MB. Gelesen werden Dateien bis 20 MB.")
    if size == 0:
        raise DocumentError("Die Datei ist leer.")


def binary_type(data: bytes) -> Type | None:
    """Recognise PDF and zip-based formats; ``None`` for what may be text. Refuses programs, images and archives."""
    for magic, name in _REFUSED:
        if data.startswith(magic):
            raise DocumentError(f"Der Inhalt der Datei ist {name}. {READABLE}")
    if b"%PDF-" in data[:1024]:
        return Type.PDF
    if data.startswith(b"PK\x03\x04"):
        return Type.DOCX
    return None


def text_type(filename: str, text: str) -> Type:
    """Tell which kind of plain text this is."""
    ending = PurePath(filename).suffix.lower()
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if head[:15].upper().startswith("BEGIN:VCALENDAR"):
        return Type.ICS
    if ending not in {".md", ".markdown", ".yaml", ".yml", ".csv"} and _MARKUP.match(head.lower()):
        return Type.HTML
    found = _BY_ENDING.get(ending)
    if found is None:
        name = f"„{ending[:20]}“" if ending else "ohne Endung"
        raise DocumentError(f"Eine Datei {name} mit diesem Inhalt kann nicht gelesen werden. {READABLE}")
    return found
