"""A summary as files: Markdown, and a Word document made by python-docx (imported only when one is wanted)."""

import asyncio
import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from commands.port import Document
from commands.summary_text import Part

MARKDOWN = "text/markdown"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "de-DE"
_MARKS = re.compile(r"([\\`*_\[\]<>#|])")
_URL = re.compile(r"(https?://[^\s<>]+)")


async def files_of(ref: str, title: str, parts: Iterable[Part]) -> tuple[Document, ...]:
    """Return both files, named after the event."""
    given = tuple(parts)
    heading = f"Zusammenfassung: {title}"
    word = await asyncio.to_thread(_word, heading, given)
    return (
        Document(f"{ref}-Zusammenfassung.docx", WORD, data=word),
        Document(f"{ref}-Zusammenfassung.md", MARKDOWN, data=markdown(heading, given).encode()),
    )


def markdown(heading: str, parts: Iterable[Part]) -> str:
    """Write Markdown; what people typed stays text."""
    blocks = [f"# {_escaped(heading)}"]
    for part in parts:
        if part.heading:
            blocks.append(f"## {part.heading}")
        blocks.append("\n".join(_line(line) for line in part.body.split("\n")))
    return "\n\n".join(blocks) + "\n"


def _line(line: str) -> str:
    if line.startswith("- "):
        return f"- {_escaped(line[2:])}"
    return f"{_escaped(line)}  " if line.strip() else ""  # two spaces: the line break stays


def _escaped(text: str) -> str:
    pieces = _URL.split(text)
    return "".join(piece if number % 2 else _MARKS.sub(r"\\\1", piece) for number, piece in enumerate(pieces))


def _word(heading: str, parts: Iterable[Part]) -> bytes:
    """Write a Word document with real headings and lists, title and language set for screen readers."""
    import docx  # noqa: PLC0415  # lxml takes a moment, and few want the file
    from docx.oxml.ns import qn  # noqa: PLC0415

    document: Any = docx.Document()
    document.core_properties.title = heading
    document.core_properties.language = LANGUAGE
    document.core_properties.author = "Netzbote"
    document.core_properties.comments = ""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    document.add_heading(heading, level=1)
    for part in parts:
        if part.heading:
            document.add_heading(part.heading, level=2)
        for block in part.body.split("\n\n"):
            _block(document, block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _block(document: Any, block: str) -> None:
    running: list[str] = []
    for line in [*block.split("\n"), ""]:
        if line and not line.startswith("- "):
            running.append(line)
            continue
        if running:
            paragraph = document.add_paragraph()
            for number, text in enumerate(running):
                if number:
                    paragraph.add_run().add_break()
                paragraph.add_run(text)
            running = []
        if line:
            document.add_paragraph(line[2:], style="List Bullet")
