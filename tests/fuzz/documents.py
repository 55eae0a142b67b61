"""Feeds the readers of documents with broken ones: ``python -m tests.fuzz.documents --inputs 20000 --seed 1``.

Small valid documents of each kind are changed in places: bytes, lines, values, parts of archives. Each ends in records,
which must be of a form that can be shown and stored, or in a ``DocumentError`` with a sentence; all else is a fault.
"""

import argparse
import asyncio
import io
import json
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from bot.render import Renderer
from bot.said import MESSAGE_LIMIT, say
from commands.documents import DocumentError, Reading, read_document, recognised
from commands.errors import CommandError
from commands.importing import import_file
from commands.port import Place, Role
from storage.store import Store
from tests.conftest import context
from tests.fuzz.__main__ import say_line
from tests.handed_in import pdf

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
LARGEST = 200_000  # bytes of a changed document
HANGS = 60  # seconds without an end
STORED = 4  # of so many readings one goes on into the store, where it is rolled back
LONGEST_SENTENCE = 1_000  # characters
RENDERER = Renderer()

PROSE = """Fachtag Offene Daten

Termin: Mittwoch, 12. Mai 2027, 10:00 bis 16:00 Uhr
Ort: Rathaus Beispielstadt
Veranstalter: Stadt Beispielstadt, Kreis Muster

10:00 Uhr Begrüßung durch Bürgermeisterin Dr. Anna Muster
Workshop A: Daten finden
Moderation: Bernd Beispiel, Agentur für Daten
- Was liegt vor?
- Wer darf was?
Workshop 2: Musterverträge (11:30 - 12:15)
Impuls: Prof. Carla Probe, Hochschule Muster

Ergebnisse: Alle Kommunen teilen ihren Kooperationsvertrag. Kontakt: anna.muster@beispiel.example
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Beispiel//DE
BEGIN:VEVENT
UID:fachtag-2027@beispiel.example
DTSTAMP:20260101T100000Z
DTSTART;TZID=Europe/Berlin:20270512T100000
DTEND;TZID=Europe/Berlin:20270512T160000
SUMMARY:Fachtag Offene Daten
LOCATION:Rathaus\\, Beispielstadt
DESCRIPTION:Mit Werkstätten\\nund Essen
ORGANIZER;CN=Stadt Beispielstadt:mailto:post@beispiel.example
RRULE:FREQ=MONTHLY;COUNT=3
EXDATE;TZID=Europe/Berlin:20270612T100000
STATUS:CONFIRMED
SEQUENCE:2
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTART;VALUE=DATE:20270601
DURATION:P2D
SUMMARY:Klausur
URL:https://beispiel.example/klausur
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
TABLE = """Titel;Datum;Ende;Ort;Art;Veranstalter;Beschreibung
Fachtag;12.05.2027 10:00;12.05.2027 16:00;Beispielstadt;Fachtag;Stadt Beispielstadt;"Mit ""Werkstatt""; und Essen"
Klausur;01.06.2027;;online;;Kreis Muster;
"""
PAGE = """<!DOCTYPE html><html><head><title>Fachtag &amp; mehr</title><style>p{}</style></head><body>
<nav>Menü</nav><h1>Fachtag Offene Daten</h1><p>Termin: <b>12. Mai 2027</b>, 10:00 bis 16:00 Uhr<br>Ort: Beispielstadt</p>
<h2>Programm</h2><table><tr><th>Zeit</th><th>Punkt</th></tr><tr><td>10:00</td><td>Begrüßung</td></tr></table>
<ul><li>Workshop A: Daten finden<li>Moderation: Bernd Beispiel</ul><script>x()</script><p>Ende &#228; &lt;b&gt;</p>
</body></html>
"""
TOKENS = (
    *(
        "",
        "\n",
        "\r\n",
        "\x00",
        "\ufeff",
        "\u202e",
        "\ud83d",
        "😀",
        "ä",
        "\t",
        "  ",
        " " * 300,
        ";",
        ":",
        ",",
        '"',
        "'",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        "- ",
        "? ",
        "| ",
        "> ",
        "&a ",
        "*a",
        "!!python/object:os.system x",
        "!!binary x",
        "<<: ",
        "#",
    ),
    *(
        "<",
        ">",
        "</p>",
        "<table>",
        "<td>",
        "<li>" * 50,
        "<div>" * 600,
        "<![CDATA[",
        "<!--",
        "&#x110000;",
        "&#0;",
        "&amp",
    ),
    *(
        "BEGIN:VEVENT\r\n",
        "END:VEVENT\r\n",
        "BEGIN:VTIMEZONE\r\n",
        "RRULE:FREQ=SECONDLY\r\n",
        "RRULE:FREQ=DAILY;COUNT=0\r\n",
    ),
    *(
        "DTSTART:00010101T000000Z\r\n",
        "DTSTART;TZID=Mond:20270101T100000\r\n",
        "DURATION:-P99999999D\r\n",
        "RDATE:x\r\n",
    ),
    *(
        "31.02.2027",
        "29.02.2028",
        "99:99",
        "0000-00-00",
        "9999-12-31T23:59:59+14:00",
        "0001-01-01",
        "1e999",
        "-1",
        "NaN",
    ),
    *(
        "12. bis 5. Mai 2027",
        "jeden 31.",
        "morgen",
        "Sommer 2027",
        "1" * 400,
        "x" * 5_000,
        "W12",
        "W99999999999999999999",
    ),
    *(
        "true",
        "null",
        "~",
        "yes",
        "2027-05-12",
        "10:30",
        "0x10",
        "=cmd()",
        "@room",
        "javascript:alert(1)",
        "../../etc/passwd",
    ),
)
JUNK: tuple[Any, ...] = (
    *(None, True, 0, -1, 2**70, 1.5, float("nan"), "", " ", "x" * 3_000, "31.02.2027", "W1", datetime(2027, 5, 12)),
    *([], [None], {}, {"a": 1}, [[[[[]]]]], ["x"] * 200, {"titel": "x"}, {1: 2}, "\u202e", "https://", b"x"),
)


class HangError(Exception):
    """An input took longer than anybody waits."""


@dataclass
class Result:
    """What came out of it."""

    inputs: int = 0
    read: int = 0
    stored: int = 0
    slowest: float = 0.0  # seconds
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def word_file(text: str) -> bytes:
    """Write the text as a Word document with a table."""
    from docx import Document

    made = Document()
    for line in text.splitlines():
        made.add_paragraph(line, style="List Bullet" if line.startswith("- ") else None)
    table = made.add_table(rows=2, cols=2)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "10:00 Uhr Workshop"
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def seeds() -> dict[str, bytes]:
    """Return small valid documents by their names."""
    example = files("storage") / "example"
    return {
        "a.yaml": (example / "40-sommerakademie-2023.yaml").read_bytes()[:6_000].rpartition(b"\n")[0],
        "b.yaml": (example / "00-organisationen.yaml").read_bytes(),
        "c.yaml": (example / "30-strategiestarter-2022.yaml").read_bytes(),
        "a.ics": CALENDAR.encode(),
        "a.html": PAGE.encode(),
        "a.csv": TABLE.encode(),
        "a.docx": word_file(PROSE),
        "a.txt": PROSE.encode(),
        "a.md": ("# " + PROSE.replace("\n\n", "\n\n## ")).encode(),
        "a.pdf": pdf("Fachtag am 12. Mai 2027 in Beispielstadt"),
    }


def _bytes(random: Random, data: bytes) -> bytes:
    at, size = random.randrange(len(data) + 1), random.choice((1, 2, 8, 64, 512))
    new = random.choice((b"", random.randbytes(size), data[at : at + size] * random.choice((2, 20))))
    return data[:at] + new + data[at + (size if random.random() < 0.7 else 0) :]


def _token(random: Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    at = random.randrange(len(text) + 1)
    end = at + random.choice((0, 0, 1, 5, 40))
    return (text[:at] + random.choice(TOKENS) + text[end:]).encode("utf-8", "surrogatepass")


def _lines(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    a, b = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(4):
        case 0:
            lines[a], lines[b] = lines[b], lines[a]
        case 1:
            del lines[a]
        case 2:
            lines.insert(a, lines[b])
        case _:
            lines[a:a] = [lines[b]] * random.choice((3, 100))
    return b"\n".join(lines)


def _half(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield value, key
        yield from _places(part)


def _yaml(random: Random, data: bytes) -> bytes:
    """Change values in the tree of a YAML document; what is none any more is changed as text."""
    try:
        value = yaml.safe_load(data)
    except (yaml.YAMLError, ValueError, RecursionError):
        return _token(random, data)
    places = list(_places(value))
    if not places:
        return _token(random, data)
    holder, key = random.choice(places)
    match random.randrange(5):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[random.choice(("titel", "wann", "personen", "programm", "unbekannt", 7))] = holder.pop(key)
        case 2:
            other, name = random.choice(places)
            holder[key] = json.loads(json.dumps(other[name], default=str)) if name in _keys(other) else None
        case _:
            holder[key] = random.choice(JUNK)
    return yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass")


def _keys(value: Any) -> Any:
    return value if isinstance(value, dict) else range(len(value))


def _archive(random: Random, data: bytes) -> bytes:
    """Change one part inside a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return _bytes(random, data)
    except Exception:  # noqa: BLE001  # zlib and struct have errors of their own; a broken archive is changed as bytes
        return _bytes(random, data)
    name = random.choice(["word/document.xml", "word/document.xml", "word/styles.xml", *parts])
    change = random.choice((_bytes, _token, _half, _lines))
    parts[name] = b"" if random.random() < 0.05 else change(random, parts.get(name, b"<a/>"))
    if random.random() < 0.1:
        parts.pop(random.choice(list(parts)))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    return target.getvalue()


CHANGES: dict[str, tuple[Callable[[Random, bytes], bytes], ...]] = {
    "yaml": (_yaml, _yaml, _yaml, _token, _lines, _bytes, _half),
    "docx": (_archive, _archive, _archive, _bytes, _half),
    "pdf": (_bytes, _token, _half, _lines),
}
TEXTS = (_token, _token, _lines, _bytes, _half)


def changed(random: Random, name: str, data: bytes) -> bytes:
    """Return the document with one to four changes."""
    for _ in range(random.choice((1, 1, 2, 3, 4))):
        data = random.choice(CHANGES.get(name.rpartition(".")[2], TEXTS))(random, data)[:LARGEST]
    return data


@contextmanager
def _ending() -> Iterator[None]:
    """Break off what does not end."""

    def ring(*_given: Any) -> None:
        raise HangError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(HANGS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def read(name: str, data: bytes, result: Result) -> Reading | None:
    """Read one document and look at what it gave; ``None`` if it was refused with a sentence."""
    try:
        reading = read_document(name, data, NOW)
    except DocumentError as error:
        sentence = str(error)
        assert sentence.strip()
        assert len(sentence) < LONGEST_SENTENCE, sentence[:LONGEST_SENTENCE]
        result.refused[name.rpartition(".")[2]] += 1
        return None
    json.dumps(recognised(reading.records), ensure_ascii=False, allow_nan=False)
    return reading


class _UndoneError(Exception):
    """Ends a transaction so that nothing of it stays."""


def _undo() -> None:
    raise _UndoneError


async def hand_in(store: Store, reading: Reading) -> None:
    """Hand a document in by chat that was read already, look at what is answered, and take it back."""
    asked = context(role=Role.ORGANISER, place=Place.ORGANISERS, now=NOW)
    try:
        async with store.writing() as net:
            said = say(RENDERER, await import_file(net, asked, "", prepared=reading))
            assert said.parts
            for part in said.parts:
                assert len(part.html.encode()) <= MESSAGE_LIMIT
            _undo()
    except (_UndoneError, CommandError):
        return


async def fuzz(inputs: int, seed: int, *, tell: bool = False) -> Result:
    """Read so many documents; the same seed gives the same."""
    random, result, known = Random(seed), Result(), seeds()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite+aiosqlite:///{Path(folder) / 'x.sqlite3'}", data_dir=Path(folder))
        await store.upgrade()
        for name, data in known.items():
            assert read(name, data, result) is not None, name
        while result.inputs < inputs:
            name = random.choice(list(known))
            data = changed(random, name, known[name])
            result.inputs += 1
            begun = time.monotonic()
            try:
                with _ending():
                    reading = read(name, data, result)
                    if reading is not None:
                        result.read += 1
                        if random.randrange(STORED) == 0:
                            result.stored += 1
                            await hand_in(store, reading)
            except Exception:  # noqa: BLE001  # whatever it is, it is a fault
                result.faults.append(
                    f"{name}, Eingabe {result.inputs}: {data[:300]!r}\n{traceback.format_exc()[-3000:]}"
                )
            result.slowest = max(result.slowest, time.monotonic() - begun)
            if tell and result.inputs % 1_000 == 0:
                say_line(f"{result.inputs} Dokumente, {len(result.faults)} Fehler, längstes {result.slowest:.1f} s")
        await store.close()
    return result


def main() -> int:
    """Run the long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    result = asyncio.run(fuzz(given.inputs, given.seed, tell=True))
    for fault in result.faults[:20]:
        say_line(fault, end="\n\n")
    say_line(
        f"Dokumente: {result.inputs}, gelesen: {result.read}, davon gespeichert: {result.stored}, "
        f"mit einem Satz abgelehnt: {dict(result.refused)}, längstes: {result.slowest:.1f} s, Fehler: {len(result.faults)}"
    )
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
