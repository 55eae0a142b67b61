"""What a file that somebody hands in is: by its content, never by what its name or the sender's client says.

Accepted are documents, tables, slides, pictures and plain text. Refused with the reason: programs, archives, old
Office formats and macros, zip bombs, what is broken, and what is not what its name says.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath

READABLE = (
    "Möglich sind PDF, Word, Excel, PowerPoint, OpenDocument, Text, Markdown, CSV, iCalendar, YAML, PNG und JPEG."
)
UNPACKED_LIMIT = 200 * 2**20  # bytes that an Office file may have in all when unpacked
PART_RATIO_FROM, RATIO_LIMIT = 2**20, 150  # a part larger than this may not be packed more than so many times
PARTS_LIMIT = 5_000
LONGEST_NAME = 200
_MACROS = re.compile(r"(?:^|/)vbaproject\.bin$|^basic/.*\.xml$|^scripts/.+", re.IGNORECASE)
_MACRO_TYPE = b"macroEnabled"

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT, ODS, ODP = (f"application/vnd.oasis.opendocument.{name}" for name in ("text", "spreadsheet", "presentation"))
ENDINGS: Mapping[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    PPTX: (".pptx",),
    ODT: (".odt",),
    ODS: (".ods",),
    ODP: (".odp",),
    "text/plain": (".txt", ".text"),
    "text/markdown": (".md", ".markdown"),
    "text/csv": (".csv", ".tsv"),
    "text/calendar": (".ics",),
    "application/yaml": (".yaml", ".yml"),
}
_OF_ENDING = {ending: mime for mime, endings in ENDINGS.items() for ending in endings}
_OFFICE = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_PROGRAM = "ein Programm"
_ARCHIVE = "ein Archiv"
_REFUSED = (
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xfe\xed\xfa\xce", _PROGRAM),
    (b"\xfe\xed\xfa\xcf", _PROGRAM),
    (b"\xce\xfa\xed\xfe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"#!", _PROGRAM),
    (b"\x00asm", _PROGRAM),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"MSCF", _ARCHIVE),
    (b"{\\rtf", "ein RTF-Dokument, das Makros und Programme enthalten kann"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


class RefusedFileError(ValueError):
    """A file is not taken; the message is a German sentence with the reason."""


def recognise(filename: str, data: bytes) -> str:
    """Return the type (MIME) of a file. Raises :class:`RefusedFileError` for what is not accepted."""
    if not data:
        raise RefusedFileError("Die Datei ist leer.")
    for magic, name in _REFUSED:
        if data.startswith(magic):
            raise RefusedFileError(f"Der Inhalt der Datei ist {name}. {READABLE}")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RefusedFileError(
            "Die Datei hat ein altes Office-Format, das Makros enthalten kann. Bitte speichern Sie sie als .docx, "
            ".xlsx, .pptx oder PDF."
        )
    mime = _binary(data) or _text(filename, data)
    ending = ending_of(filename)
    named = _OF_ENDING.get(ending)
    if named is not None and named != mime:
        raise RefusedFileError(
            f"Der Name der Datei endet auf „{ending}“, ihr Inhalt ist aber etwas anderes ({ENDINGS[mime][0]})."
        )
    return mime


def ending_of(filename: str) -> str:
    """Return the ending of a file's name in lower case, with its dot."""
    return PurePosixPath(filename.strip()).suffix.lower()


def safe_name(filename: str, mime: str) -> str:
    """Return the name without folders, with the ending that its type has."""
    name = PureWindowsPath(PurePosixPath(filename.replace("\x00", "")).name).name
    name = " ".join("".join(sign for sign in name if sign.isprintable()).split()).lstrip(".") or "Datei"
    endings = ENDINGS.get(mime, ("",))
    if ending_of(name) not in endings:
        name += endings[0]
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(suffix) - 1]}{dot}{suffix}"


def _binary(data: bytes) -> str | None:
    if b"%PDF-" in data[:1024]:
        if b"%%EOF" not in data[-2048:] or b"startxref" not in data[-4096:]:
            raise RefusedFileError("Das PDF ist beschädigt: Sein Ende fehlt.")
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        if b"IEND" not in data[-64:]:
            raise RefusedFileError("Das Bild ist beschädigt: Sein Ende fehlt.")
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        if b"\xff\xd9" not in data[-4096:]:
            raise RefusedFileError("Das Bild ist beschädigt: Sein Ende fehlt.")
        return JPEG
    return _packed(data) if data.startswith(b"PK") else None


def _packed(data: bytes) -> str:
    """Recognise Office files, which are zip archives, and look into all their parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            mime = _office(archive, {part.filename for part in parts})
            _check_parts(parts)
            _unpack(archive, parts)
            if _MACRO_TYPE in _small_part(archive, "[Content_Types].xml"):
                raise RefusedFileError(_has_macros())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, IndexError) as error:
        raise RefusedFileError("Die Office-Datei ist beschädigt und lässt sich nicht öffnen.") from error
    return mime


def _office(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names and "content.xml" in names:
        mime = _small_part(archive, "mimetype").decode("ascii", "replace").strip()
        if mime in {ODT, ODS, ODP}:
            return mime
    if "[Content_Types].xml" in names:
        for folder, mime in _OFFICE:
            if any(name.startswith(folder) for name in names):
                return mime
    raise RefusedFileError(f"Der Inhalt der Datei ist ein Archiv. {READABLE}")


def _small_part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as part:
            return part.read(2**20)
    except (KeyError, RuntimeError):
        return b""


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if any(_MACROS.search(part.filename) for part in parts):
        raise RefusedFileError(_has_macros())
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedFileError("Die Office-Datei ist mit einem Kennwort geschützt.")
    too_big = len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT
    if too_big or any(_is_bomb(part.file_size, part.compress_size) for part in parts):
        raise RefusedFileError(_unpacks_too_much())


def _unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack all parts to nowhere: what they really hold, not what the directory claims, is held to the limits."""
    total = 0
    for part in parts:
        size = 0
        with archive.open(part) as opened:
            while piece := opened.read(2**18):
                size += len(piece)
                if total + size > UNPACKED_LIMIT or _is_bomb(size, part.compress_size):
                    raise RefusedFileError(_unpacks_too_much())
        total += size


def _is_bomb(size: int, packed: int) -> bool:
    return size > PART_RATIO_FROM and size > RATIO_LIMIT * max(packed, 1)


def _has_macros() -> str:
    return "Die Office-Datei enthält Makros. Bitte speichern Sie sie ohne Makros oder als PDF."


def _unpacks_too_much() -> str:
    return "Die Office-Datei ist entpackt unverhältnismäßig groß und wird deshalb nicht angenommen."


def _text(filename: str, data: bytes) -> str:
    mime = _OF_ENDING.get(ending_of(filename))
    if mime is None or not mime.startswith(("text/", "application/yaml")):
        raise RefusedFileError(f"Diese Art von Datei nehme ich nicht an. {READABLE}")
    text = decode(data)
    if text is None or len(_CONTROLS.findall(text)) > len(text) / 200 or "\x00" in text:
        raise RefusedFileError(f"Der Inhalt der Datei ist kein Text. {READABLE}")
    return mime


def decode(data: bytes) -> str | None:
    """Return bytes as text (UTF-8, UTF-16 with a mark, Windows-1252), ``None`` if they are none."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
