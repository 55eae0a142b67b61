"""No input makes the readers raise anything but the one declared error."""

import io
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.documents import DocumentError, read_document, recognised

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
ENDINGS = ["txt", "md", "html", "csv", "yaml", "ics", "pdf", "docx", "exe", ""]
WORDS = st.sampled_from(
    [
        *(
            "Workshop",
            "Fachforum 2:",
            "Moderation:",
            "Dr.",
            "Anna Muster,",
            "Stadt Beispiel",
            "am",
            "12. Mai 2023",
            "31.02.2024",
        ),
        *(
            "10:00",
            "bis",
            "18 Uhr",
            "Datum:",
            "\n",
            "\n\n",
            "- ",
            "„Titel“",
            "und",
            "Bürgermeisterin",
            "der",
            "|",
            "# ",
            "im Mai",
        ),
        *(
            "29. Februar",
            "5./6.11.",
            "Sommer 2022",
            "24:00",
            "Titel;Datum",
            ";",
            "BEGIN:VEVENT",
            "RRULE:FREQ=DAILY",
            "(",
            ")",
            "<b>",
            "1.",
        ),
        *(
            "99999999",
            "32.13.2020",
            "0:00 - 0:00 Uhr",
            "Montag",
            "e. V.",
            "GmbH",
            "von der",
            "Ort:",
            "in Beispiel",
            "statt",
            ":",
            ",",
        ),
    ]
)


def reads_or_refuses(filename: str, data: bytes) -> None:
    try:
        reading = read_document(filename, data, NOW)
    except DocumentError:
        return
    assert isinstance(recognised(reading.records), list)


@given(st.sampled_from(ENDINGS), st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_bytes(ending, data):
    reads_or_refuses(f"datei.{ending}", data)


@given(st.sampled_from(["txt", "md", "html", "csv", "yaml"]), st.lists(WORDS, max_size=40))
@settings(max_examples=300, deadline=None)
def test_words_of_programmes(ending, words):
    reads_or_refuses(f"datei.{ending}", " ".join(words).encode())


@given(
    st.sampled_from(
        [b"%PDF-1.4\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"PK\x03\x04", b"<html><", b"Titel;Datum\nA;"]
    ),
    st.binary(max_size=200),
)
@settings(max_examples=200, deadline=None)
def test_bytes_behind_a_mark(mark, data):
    ending = {b"%": "pdf", b"B": "ics", b"P": "docx", b"<": "html", b"T": "csv"}[mark[:1]]
    reads_or_refuses(f"datei.{ending}", mark + data)


@given(
    st.lists(
        st.sampled_from(
            [
                "DTSTART:20261201T100000Z",
                "DTSTART;VALUE=DATE:20261201",
                "DTEND:20261201T090000Z",
                "RRULE:FREQ=WEEKLY",
                "RRULE:FREQ=X",
                "SUMMARY:A",
                "UID:a",
                "STATUS:CANCELLED",
                "RDATE:20261205T100000Z",
                "EXDATE:20261208T100000Z",
                "DURATION:PT1H",
                "DTSTART;TZID=W. Europe Standard Time:20261201T100000",
                "RECURRENCE-ID:20261208T100000Z",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "SEQUENCE:x",
                "DTSTART:00010101T000000",
                "RRULE:FREQ=YEARLY;INTERVAL=0",
            ]
        ),
        max_size=12,
    )
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_calendar_lines(lines):
    body = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    reads_or_refuses("t.ics", body.encode())


@pytest.mark.parametrize("content", [b"<w:document/>", b"<a", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b""])
def test_broken_word_files(content):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", content)
    reads_or_refuses("a.docx", buffer.getvalue())
