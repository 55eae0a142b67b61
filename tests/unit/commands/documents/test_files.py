"""Word and PDF files, and text that a page's width or a program has broken."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from docx import Document

from commands.documents import read_document, recognised
from commands.documents.lines import Line
from commands.documents.pdf_file import reflow
from commands.documents.plain import read_plain, unmark
from commands.documents.web_page import read_html
from commands.documents.word_file import read_docx

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def word_file() -> bytes:
    document = Document()
    document.add_heading("Fachtag Offene Daten", 1)
    document.add_paragraph("Freitag, 12. Mai 2023, 10 bis 16 Uhr")
    document.add_paragraph("Klein anfangen", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("10:00", "Begrüßung"), ("11:00", "Vortrag")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf_file(*lines: str) -> bytes:
    """Write the smallest PDF that shows lines of text."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines).encode("cp1252")
    stream = b"BT /F1 12 Tf 50 700 Td " + shown + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    result, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(result))
        result += b"%d 0 obj%b endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(result)
    return (
        result
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    )


def test_lines_of_a_word_file():
    assert read_docx(word_file()).lines == (
        Line("Fachtag Offene Daten", 1),
        Line("Freitag, 12. Mai 2023, 10 bis 16 Uhr"),
        Line("Klein anfangen", item=True),
        Line("10:00 Begrüßung", cells=("10:00", "Begrüßung")),
        Line("11:00 Vortrag", cells=("11:00", "Vortrag")),
    )


@pytest.mark.parametrize(
    ("filename", "data"),
    [
        ("plan.docx", word_file()),
        ("plan.pdf", word_file()),
        ("plan.pdf", pdf_file("Fachtag Offene Daten", "Freitag, 12. Mai 2023, 10 bis 16 Uhr", "10:00 Begrüßung", "11:00 Vortrag")),
    ],
    ids=["docx", "docx named pdf", "pdf"],
)  # fmt: skip
def test_the_content_counts_not_the_name(filename, data):
    (event,) = recognised(read_document(filename, data, NOW).records)
    assert (event["title"], event["start"], event["end"]) == (
        "Fachtag Offene Daten",
        "2023-05-12T10:00+02:00",
        "2023-05-12T16:00+02:00",
    )
    assert [session["title"] for session in event["sessions"]] == ["Begrüßung", "Vortrag"]


def test_words_cut_at_the_end_of_a_line_are_joined():
    page = "\n".join(
        [
            "Die Gemeinde hat mit den Bürgerinnen und Bürgern in einem Work-",
            "shop besprochen, wie die Verwaltung in den nächsten Jahren für alle",
            "besser werden kann.",
            "• Erster Punkt",
            "Seite 1",
        ]
    )
    assert reflow([page]) == [
        Line(
            "Die Gemeinde hat mit den Bürgerinnen und Bürgern in einem Workshop besprochen, wie die Verwaltung in den "
            "nächsten Jahren für alle besser werden kann.",
            gap=True,
        ),
        Line("Erster Punkt", item=True),
    ]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("**Fachtag** am *Montag*", "Fachtag am Montag"),
        ("Bürger*innen und Helfer*innen", "Bürger*innen und Helfer*innen"),
        ("[Programm](https://beispiel.example/a_(b).pdf)", "Programm"),
        ("Eröffnung <i>Eva Beispiel</i> Stadt X", "Eröffnung \tEva Beispiel\t Stadt X"),
    ],
)
def test_marks_are_taken_out(row, text):
    assert unmark(row) == text


def test_numbers_are_items_only_in_a_list():
    lines = read_plain("12. Konferenz\n\n1. Eins\n2. Zwei\n").lines
    assert [(line.text, line.item) for line in lines] == [("12. Konferenz", False), ("Eins", True), ("Zwei", True)]


def test_what_is_no_content_of_a_page_is_left_out():
    page = "<nav>Menü</nav><h2>A &amp; B</h2><script>x()</script><ul><li>eins<li>zwei</ul><p>Ende<br>gut</p>"
    assert [(line.text, line.level, line.item) for line in read_html(page).lines] == [
        ("A & B", 2, False),
        ("eins", 0, True),
        ("zwei", 0, True),
        ("Ende", 0, False),
        ("gut", 0, False),
    ]
