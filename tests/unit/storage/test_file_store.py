"""What files are accepted, what their text is, and how they lie in the data folder."""

import io
import stat
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import file_types
from storage.file_text import UnreadableError, read_text
from storage.file_types import DOCX, ODT, PDF, PPTX, XLSX, RefusedFileError, recognise, safe_name
from storage.files import path_of, put, sweep
from tests.handed_in import EXE, JPEG, PNG, docx, odt, office, pdf

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "data", "mime"),
    [
        ("Vertrag.pdf", pdf(), PDF),
        ("Vertrag", pdf(), PDF),
        ("Satzung.docx", docx(), DOCX),
        ("Kosten.xlsx", office({"xl/workbook.xml": "<x/>"}), XLSX),
        ("Vortrag.pptx", office({"ppt/presentation.xml": "<x/>"}), PPTX),
        ("Ordnung.odt", odt(), ODT),
        ("Bild.png", PNG, "image/png"),
        ("Foto.JPG", JPEG, "image/jpeg"),
        ("Notiz.txt", "Grüße".encode("cp1252"), "text/plain"),
        ("Notiz.md", b"# Titel", "text/markdown"),
        ("Liste.csv", b"a;b\n1;2", "text/csv"),
        ("Termine.ics", b"BEGIN:VCALENDAR", "text/calendar"),
        ("Daten.yml", b"titel: x", "application/yaml"),
    ],
)
def test_what_is_accepted(name: str, data: bytes, mime: str) -> None:
    assert recognise(name, data) == mime


BOMB = office({"word/document.xml": "0" * 40_000_000})
BROKEN_DOCX = docx()[:-40]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("leer.pdf", b"", "Die Datei ist leer."),
        ("Vertrag.pdf", EXE, "Der Inhalt der Datei ist ein Programm."),
        ("Vertrag.pdf", b"#!/bin/sh\nrm -r /", "Der Inhalt der Datei ist ein Programm."),
        ("Vertrag.pdf", pdf()[:-30], "Das PDF ist beschädigt: Sein Ende fehlt."),
        ("Vertrag.pdf", b"nur Text", "Diese Art von Datei nehme ich nicht an."),
        ("Vertrag.docx", pdf(), "Der Name der Datei endet auf „.docx“, ihr Inhalt ist aber etwas anderes (.pdf)."),
        ("Bombe.docx", BOMB, "Die Office-Datei ist entpackt unverhältnismäßig groß"),
        ("Satzung.docx", BROKEN_DOCX, "Die Office-Datei ist beschädigt"),
        ("Makro.docx", office({"word/document.xml": "<x/>", "word/vbaProject.bin": b"x"}), "enthält Makros"),
        ("Makro.docx", office({"word/a.xml": "<x/>"}, '<Types a="macroEnabled.main+xml"/>'), "enthält Makros"),
        ("alles.zip", office({"a.txt": "x"}), "Der Inhalt der Datei ist ein Archiv."),
        ("alles.gz", b"\x1f\x8b\x08", "Der Inhalt der Datei ist ein Archiv."),
        ("alt.doc", b"\xd0\xcf\x11\xe0\xa1", "Die Datei hat ein altes Office-Format"),
        ("Seite.html", b"<html></html>", "Diese Art von Datei nehme ich nicht an."),
        ("Liste.csv", b"\x00\x01\x02\x03", "Der Inhalt der Datei ist kein Text."),
        ("Bild.png", PNG[:20], "Das Bild ist beschädigt"),
    ],
)
def test_what_is_refused(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(RefusedFileError) as refused:
        recognise(name, data)
    assert reason in str(refused.value)


def test_a_directory_that_lies_about_sizes_is_no_way_around_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_types, "UNPACKED_LIMIT", 1000)
    data = bytearray(office({"word/document.xml": "ab" * 600}))
    target = io.BytesIO(data)
    with zipfile.ZipFile(target) as archive:
        assert sum(part.file_size for part in archive.infolist()) > 1000
    central = data.rindex(b"PK\x01\x02")
    data[central + 24 : central + 28] = (5).to_bytes(4, "little")
    with pytest.raises(RefusedFileError):
        recognise("Lüge.docx", bytes(data))


@pytest.mark.parametrize(
    ("name", "mime", "safe"),
    [
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\Akten\\Vertrag.pdf", PDF, "Vertrag.pdf"),
        ("a\x00b\n c.pdf", PDF, "ab c.pdf"),
        (".versteckt.pdf", PDF, "versteckt.pdf"),
        ("", PDF, "Datei.pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * 196 + ".pdf"),
    ],
)
def test_names(name: str, mime: str, safe: str) -> None:
    assert safe_name(name, mime) == safe


@pytest.mark.parametrize(
    ("mime", "data", "text"),
    [
        (PDF, pdf("Kontakt: frau.muster@gmx.de Vertrag"), "Kontakt: Vertrag"),
        (DOCX, docx("Größe &amp; Maß"), "Größe & Maß\nEnde"),
        (ODT, odt(), "Geschäftsordnung"),
        ("text/plain", "Grüße".encode("cp1252"), "Grüße"),
        ("image/png", PNG, ""),
    ],
)
def test_the_text_of_documents(mime: str, data: bytes, text: str) -> None:
    assert read_text(mime, data) == text


def test_a_broken_pdf_has_no_text() -> None:
    with pytest.raises(UnreadableError):
        read_text(PDF, b"%PDF-1.4\nstartxref\n7\n%%EOF")


def test_a_huge_text_gives_its_beginning() -> None:
    assert len(read_text("text/plain", b"a" * 5_000_000)) == 100_000
    assert len(read_text(DOCX, docx("Wort " * 200_000))) <= 100_000


def test_the_same_content_is_stored_once_and_unused_ones_are_deleted(tmp_path: Path) -> None:
    first, again, other = put(tmp_path, b"eins"), put(tmp_path, b"eins"), put(tmp_path, b"zwei")
    assert first == again != other
    path = path_of(tmp_path, first)
    assert path.read_bytes() == b"eins"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    later = datetime.now(UTC) + timedelta(days=2)
    assert sweep(tmp_path, {first}, datetime.now(UTC)) == 0
    assert sweep(tmp_path, {first}, later) == 1
    assert path.exists()
    assert not path_of(tmp_path, other).exists()
