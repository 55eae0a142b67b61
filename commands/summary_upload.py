"""A summary that somebody wrote in a file: read as text, private addresses and numbers left out."""

from commands.errors import NotUnderstoodError
from commands.port import HandedFile
from commands.summary_text import from_markdown
from storage.privacy import strip_private

EXAMPLE = "bericht W9 datei"
TEXTS = (".md", ".markdown", ".txt")


async def read_upload(file: HandedFile, title: str) -> tuple[str, int]:
    """Return the text, and how many private addresses and numbers were cut from it.

    Raises :class:`NotUnderstoodError` for a file that can't be read or says nothing.
    """
    if not file.filename.lower().endswith(TEXTS):
        raise NotUnderstoodError("Diese Datei kann ich nicht lesen. Möglich sind .md und .txt.", EXAMPLE)
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = file.data.decode("cp1252", errors="replace")
    text, count = strip_private(from_markdown(text, title))
    if not any(sign.isalnum() for sign in text):
        raise NotUnderstoodError("In der Datei steht kein Text.", EXAMPLE)
    return text, count
