"""Files that somebody hands in with a command: what they are is checked before anything is stored."""

from dataclasses import dataclass
from functools import partial

from commands.apart import apart
from commands.port import HandedFile
from storage.file_text import read_text
from storage.file_types import recognise, safe_name


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that is what it says. ``text``: what it says, without private addresses and numbers."""

    filename: str
    mime: str
    data: bytes
    text: str = ""


async def checked(file: HandedFile) -> CheckedFile:
    """Recognise a file by its content, and read it for the search.

    Raises :class:`commands.errors.NotUnderstoodError` with the reason for what is refused.
    """
    mime, text = await apart(partial(_look, file.filename, file.data))
    return CheckedFile(safe_name(file.filename, mime), mime, file.data, text)


def _look(filename: str, data: bytes) -> tuple[str, str]:
    mime = recognise(filename, data)
    return mime, read_text(mime, data)
