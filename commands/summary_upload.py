"""A summary that somebody wrote in a file: read as text, private addresses and numbers left out."""

import asyncio

from commands.errors import NotUnderstoodError
from commands.port import HandedFile
from commands.summary_text import from_markdown
from storage.privacy import strip_private

EXAMPLE = "bericht W9 datei"
TEXTS = (".md", ".markdown", ".txt")
READABLE = "Möglich sind .docx, .md und .txt."


async def read_upload(file: HandedFile, title: str) -> tuple[str, int]:
    """Return the text, and how many private addresses and numbers were cut from it.

    Raises :class:`NotUnderstoodError` for a file that can't be read or says nothing.
    """
    marked = await asyncio.to_thread(_read, file)
    text, count = strip_private(from_markdown(marked, title))
    if not any(sign.isalnum() for sign in text):
        raise NotUnderstoodError("In der Datei steht kein Text.", EXAMPLE)
    return text, count


def _read(file: HandedFile) -> str:
    """Return the text of a file as Markdown; its type is told by its content."""
    from commands.documents.detect import Type, binary_type, check_size  # noqa: PLC0415  # seldom needed, and large
    from commands.documents.encoding import decode_text  # noqa: PLC0415  # as above
    from commands.documents.errors import DocumentError  # noqa: PLC0415  # as above

    try:
        check_size(len(file.data))
        kind = binary_type(file.data)
        if kind is Type.DOCX:
            return _word(file)
        if kind is None and file.filename.lower().endswith(TEXTS):
            return decode_text(file.data)
    except DocumentError as error:
        raise NotUnderstoodError(str(error), EXAMPLE) from error
    raise NotUnderstoodError(f"Diese Datei kann ich nicht als Zusammenfassung lesen. {READABLE}", EXAMPLE)


def _word(file: HandedFile) -> str:
    from commands.documents.word_file import read_docx  # noqa: PLC0415  # lxml is large, and few hand in Word files

    rows: list[str] = []
    for line in read_docx(file.data, file.filename).lines:
        if line.level or line.gap:
            rows.append("")
        mark = "#" * line.level + " " if line.level else "- " if line.item else ""
        rows.append(f"{mark}{line.text}")
    return "\n".join(rows)
