"""A summary that somebody wrote in a file: read as text, private addresses and numbers left out."""

from functools import partial

from commands.apart import apart
from commands.errors import NotUnderstoodError
from commands.port import HandedFile
from commands.summary_text import from_markdown
from storage.privacy import strip_private

EXAMPLE = "bericht W9 datei"
LONGEST = 200_000  # characters: more is no summary, whatever is cut from it
TEXTS = (".md", ".markdown", ".txt")
READABLE = "Möglich sind .docx, .md und .txt."


async def read_upload(file: HandedFile) -> str:
    """Return what a file says, as Markdown.

    Raises :class:`NotUnderstoodError` for one that can't be read or is far longer than a summary.
    """
    try:
        return await apart(partial(_read, file.filename, file.data))
    except NotUnderstoodError as error:
        raise NotUnderstoodError(error.sentence, EXAMPLE) from error


def summary_of(marked: str, title: str) -> tuple[str, int]:
    """Return the text of a summary, and how many private addresses and numbers were cut from it.

    Raises :class:`NotUnderstoodError` for one that says nothing.
    """
    text, count = strip_private(from_markdown(marked, title))
    if not any(sign.isalnum() for sign in text):
        raise NotUnderstoodError("In der Datei steht kein Text.", EXAMPLE)
    return text, count


def _read(filename: str, data: bytes) -> str:
    """Return the text of a file as Markdown; its type is told by its content."""
    from commands.documents.detect import Type, binary_type, check_size  # noqa: PLC0415  # seldom needed, and large
    from commands.documents.encoding import decode_text  # noqa: PLC0415  # as above
    from commands.documents.errors import DocumentError  # noqa: PLC0415  # as above

    check_size(len(data))
    kind = binary_type(data)
    if kind is Type.DOCX:
        text = _word(filename, data)
    elif kind is None and filename.lower().endswith(TEXTS):
        text = decode_text(data)
    else:
        raise DocumentError(f"Diese Datei kann ich nicht als Zusammenfassung lesen. {READABLE}")
    if len(text) > LONGEST:
        raise DocumentError("Die Datei ist länger als eine Zusammenfassung sein kann.")
    return text


def _word(filename: str, data: bytes) -> str:
    from commands.documents.word_file import read_docx  # noqa: PLC0415  # lxml is large, and few hand in Word files

    rows: list[str] = []
    for line in read_docx(data, filename).lines:
        if line.level or line.gap:
            rows.append("")
        mark = "#" * line.level + " " if line.level else "- " if line.item else ""
        rows.append(f"{mark}{line.text}")
    return "\n".join(rows)
