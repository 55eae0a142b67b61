"""From a file's bytes to records: which reader takes it, and what all of them share."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from commands.dates import parse_when
from commands.documents.calendar_file import read_ics
from commands.documents.csv_table import read_csv
from commands.documents.detect import Type, binary_type, check_size, text_type
from commands.documents.encoding import decode_text
from commands.documents.errors import DocumentError
from commands.documents.lines import Pages
from commands.documents.pdf_file import read_pdf
from commands.documents.plain import read_plain
from commands.documents.prose import read_prose
from commands.documents.reading import Reading, Source
from commands.documents.web_page import read_html
from commands.documents.word_file import read_docx
from storage.records import ImportFormatError
from storage.when import When
from storage.when_text import iso_when
from storage.yaml_file import read_yaml

TEXT_LIMIT = 2_000_000


def read_document(filename: str, data: bytes, now: datetime) -> Reading:
    """Read one file; ``now`` is aware, its zone is that of times without one.

    Raises :class:`DocumentError` for whatever can't be taken over, and nothing else.
    """
    check_size(len(data))
    found = binary_type(data)
    if found is Type.PDF:
        return _prose(filename, read_pdf(data, filename), now)
    if found is Type.DOCX:
        return _prose(filename, read_docx(data, filename), now)
    text = decode_text(data)
    if not text.strip():
        raise DocumentError("Die Datei enthält keinen Text.")
    return _read_text(filename, text, now)


def _read_text(filename: str, text: str, now: datetime) -> Reading:
    found = text_type(filename, text)
    zone = now.tzinfo.key if isinstance(now.tzinfo, ZoneInfo) else "Europe/Berlin"
    warnings: tuple[str, ...] = ()
    match found:
        case Type.YAML:
            try:
                records = read_yaml(text, partial(_when, now=now, zone=zone))
            except ImportFormatError as error:
                raise DocumentError(str(error)) from error
        case Type.CSV:
            records, warnings = read_csv(text, partial(_when, now=now, zone=zone))
        case Type.ICS:
            if not text.lstrip("\ufeff \n").upper().startswith("BEGIN:VCALENDAR"):
                raise DocumentError("Die Datei ist kein Kalender: Sie beginnt nicht mit BEGIN:VCALENDAR.")
            records, warnings = read_ics(text.lstrip("\ufeff \n").encode(), now, zone)
        case Type.HTML:
            return _prose(filename, read_html(_limited(text), filename), now)
        case _:
            return _prose(filename, read_plain(_limited(text), filename), now)
    return Reading(filename, Source.STRUCTURED, records, warnings)


def _limited(text: str) -> str:
    if len(text) > TEXT_LIMIT:
        raise DocumentError("Der Text ist länger als zwei Millionen Zeichen und wird deshalb nicht gelesen.")
    return text


def _prose(filename: str, pages: Pages, now: datetime) -> Reading:
    if sum(len(line.text) for line in pages.lines) > TEXT_LIMIT:
        raise DocumentError("Der Text ist länger als zwei Millionen Zeichen und wird deshalb nicht gelesen.")
    records, warnings, stripped = read_prose(pages, now)
    return Reading(filename, Source.PROSE, records, warnings, stripped)


def _when(words: str, now: datetime, zone: str) -> When | None:
    return iso_when(words, zone) or parse_when(words, now)
