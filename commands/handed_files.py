"""Files that somebody hands in with a command: what they are is checked before anything is stored."""

import asyncio
from dataclasses import dataclass

from commands.errors import NotUnderstoodError
from commands.port import HandedFile
from storage.file_types import RefusedFileError, recognise, safe_name

CHECKING_TAKES = 20.0  # seconds


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that is what it says."""

    filename: str
    mime: str
    data: bytes


async def checked(file: HandedFile) -> CheckedFile:
    """Recognise a file by its content. Raises :class:`NotUnderstoodError` with the reason for what is refused."""
    try:
        async with asyncio.timeout(CHECKING_TAKES):
            mime = await asyncio.to_thread(recognise, file.filename, file.data)
    except RefusedFileError as error:
        raise NotUnderstoodError(str(error)) from error
    except TimeoutError as error:
        raise NotUnderstoodError("Die Datei lässt sich nicht in vertretbarer Zeit prüfen.") from error
    return CheckedFile(safe_name(file.filename, mime), mime, file.data)
