"""What must not be read is refused with a sentence, and nothing but that."""

import io
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commands.documents import DocumentError, read_document
from commands.documents.detect import check_size

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
READABLE = "Möglich sind .yaml, .csv, .ics, .md, .txt, .html, .docx und .pdf."


def refusal(filename: str, data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read_document(filename, data, NOW)
    return str(caught.value)


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_file_of_200_mb_is_refused_by_its_size_alone():
    with pytest.raises(DocumentError) as caught:
        check_size(200 * 2**20)
    assert str(caught.value) == "Die Datei hat 200 MB. Gelesen werden Dateien bis 20 MB."


@pytest.mark.parametrize(
    ("filename", "data", "sentence"),
    [
        ("plan.pdf", b"MZ\x90\x00\x03", f"Der Inhalt der Datei ist ein Windows-Programm. {READABLE}"),
        ("plan.txt", b"\x7fELF\x02\x01", f"Der Inhalt der Datei ist ein Programm. {READABLE}"),
        ("foto.docx", b"\x89PNG\r\n\x1a\n", f"Der Inhalt der Datei ist ein Bild. {READABLE}"),
        (
            "alt.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            f"Der Inhalt der Datei ist ein altes Office-Format. Bitte speichern Sie das Dokument als .docx. {READABLE}",
        ),
        ("leer.txt", b"", "Die Datei ist leer."),
        ("leer.txt", b" \n\n", "Die Datei enthält keinen Text."),
        ("binaer.txt", b"abc\x00def\x00", "Der Inhalt der Datei ist kein Text."),
        ("text.pdf", b"Fachtag", f"Eine Datei „.pdf“ mit diesem Inhalt kann nicht gelesen werden. {READABLE}"),
        ("kaputt.pdf", b"%PDF-1.7\nkein PDF", "Das PDF ist beschädigt und lässt sich nicht lesen."),
        ("termine.ics", b"Termine", "Die Datei ist kein Kalender: Sie beginnt nicht mit BEGIN:VCALENDAR."),
        ("kaputt.docx", b"PK\x03\x04kaputt", "Die Word-Datei ist beschädigt und lässt sich nicht lesen."),
        ("tabelle.docx", packed(**{"a.txt": b"a"}), "Die Datei ist ein Archiv, aber kein Word-Dokument (.docx)."),
        (
            "bombe.docx",
            packed(**{"[Content_Types].xml": b"<a/>", "word/document.xml": b"0" * 13 * 2**20}),
            "Die Word-Datei ist entpackt unverhältnismäßig groß und wird deshalb nicht gelesen.",
        ),
        (
            "makro.docx",
            packed(**{"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>", "word/vbaProject.bin": b""}),
            "Die Word-Datei enthält Makros. Bitte speichern Sie sie als .docx ohne Makros.",
        ),
        ("nichts.txt", b"Guten Tag.", None),
    ],
)  # fmt: skip
def test_is_refused(filename, data, sentence):
    said = refusal(filename, data)
    assert said == sentence if sentence else said.startswith("In dem Text ist keine Veranstaltung zu erkennen")


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//T//T//DE", *lines, "END:VCALENDAR", ""]).encode()


def test_a_calendar_with_100_000_occurrences_is_refused():
    event = [
        "BEGIN:VEVENT",
        "UID:a",
        "SUMMARY:Runde",
        "DTSTART:20261201T100000Z",
        "RRULE:FREQ=DAILY;COUNT=100000",
        "END:VEVENT",
    ]
    assert refusal("t.ics", calendar(*event)) == (
        "Der Kalender enthält 100.000 Termine. Gelesen werden höchstens 1000. "
        "Bitte begrenzen Sie die Wiederholung oder teilen Sie die Datei."
    )


def test_a_calendar_with_too_many_single_events_is_refused():
    events = [
        line
        for number in range(2001)
        for line in ("BEGIN:VEVENT", f"UID:{number}", "DTSTART:20261201T100000Z", "END:VEVENT")
    ]
    assert refusal("t.ics", calendar(*events)).startswith("Der Kalender enthält 2.001 Termine.")


def test_a_rule_by_the_minute_is_refused():
    event = ["BEGIN:VEVENT", "UID:a", "SUMMARY:Runde", "DTSTART:20261201T100000Z", "RRULE:FREQ=MINUTELY", "END:VEVENT"]
    assert refusal("t.ics", calendar(*event)) == (
        "Der Kalender wiederholt einen Termin stündlich oder öfter. Das wird nicht gelesen."
    )


def test_an_unknown_yaml_field_is_refused_by_name():
    assert refusal("a.yaml", b"veranstaltungen: [{titel: A, farbe: rot}]") == (
        "Veranstaltung „A“: Unbekanntes Feld „farbe“."
    )


@pytest.mark.parametrize(
    ("filename", "text"),
    [
        ("a.csv", f"Titel;Datum\n{'Tagung ' * 5000};irgendwann{'x' * 9000}\n"),
        ("a.yaml", f"veranstaltungen: [{{titel: {'Tagung' * 5000}, wann: {'x' * 9000}}}]"),
        ("a.yaml", f"veranstaltungen: [{{titel: A, {'feld' * 5000}: 1}}]"),
        ("a.yaml", "veranstaltungen: [{titel: A, " + ", ".join(f"feld{n}: 1" for n in range(3000)) + "}]"),
        (f"a.{'x' * 9000}", "Text"),
    ],
)
def test_a_sentence_repeats_only_the_beginning_of_what_is_long(filename: str, text: str) -> None:
    assert len(refusal(filename, text.encode())) < 600
