"""Files that nobody should hand in, each with the sentence that refuses it."""

import io
import zipfile

from commands.documents.detect import READABLE
from tests.handed_in import CONTENT_TYPES, EXE, pdf

TOO_LARGE = 200_000_000  # bytes
TOO_BIG = "Die Word-Datei ist entpackt unverhältnismäßig groß und wird deshalb nicht gelesen."
BROKEN_PDF = "Das PDF ist beschädigt und lässt sich nicht lesen."


def bomb() -> bytes:
    """A small .docx that would unpack to 13 MB of nothing."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("word/document.xml", b"0" * 13 * 2**20)
    return target.getvalue()


def lying_bomb() -> bytes:
    """The same, which says of itself that it unpacks to 1,000 bytes, in both of its directories."""
    return bomb().replace((13 * 2**20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def calendar(*lines: str) -> bytes:
    """A calendar of these lines."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//T//T//DE", *lines, "END:VCALENDAR", ""]).encode()


def _event(*lines: str) -> list[str]:
    return ["BEGIN:VEVENT", "UID:a", "SUMMARY:Runde", "DTSTART:20261201T100000Z", *lines, "END:VEVENT"]


def _too_many(limit: int) -> str:
    return (
        f"Der Kalender enthält 100.000 Termine. Gelesen werden höchstens {limit}. "
        "Bitte begrenzen Sie die Wiederholung oder teilen Sie die Datei."
    )


DATES = ",".join(  # the first occurrence is one of them
    f"202612{1 + number % 28:02}T{number // 28 % 24:02}{number // 672 % 60:02}{number // 40320:02}Z"
    for number in range(100_000)
)
WINDOWS_1252 = "Titel;Datum;Ort\nGrüne Runde;3.3.2027;Bürgerhaus Köln\n".encode("cp1252")  # this one is read
CALENDARS = {
    "rule": (calendar(*_event("RRULE:FREQ=DAILY;COUNT=100000")), _too_many(1000)),
    "dates": (calendar(*_event(f"RDATE:{DATES}")), _too_many(1000)),
    "events": (calendar(*(line for _ in range(100_000) for line in _event())), _too_many(2000)),
}
FILES = {
    "zip bomb": ("bombe.docx", bomb(), TOO_BIG),
    "lying zip bomb": ("bombe.docx", lying_bomb(), "Die Word-Datei ist beschädigt und lässt sich nicht lesen."),
    "broken pdf": ("kaputt.pdf", b"%PDF-1.7\nkein PDF", BROKEN_PDF),
    "cut pdf": ("halb.pdf", pdf()[:300], BROKEN_PDF),
    "program": (
        "plan.pdf",
        EXE,
        f"Der Inhalt der Datei ist ein Windows-Programm. {READABLE}",
    ),
}
IMPORTED = FILES | {f"calendar of {name}": ("termine.ics", *one) for name, one in CALENDARS.items()}
