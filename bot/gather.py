"""Fetches what a message refers to: the message that it answers, and the file that comes with either."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.incoming import read_message
from bot.matrix import Matrix, RefusedError
from commands.errors import CommandError, NotUnderstoodError
from commands.port import Gathered, HandedFile, Quoted

LONGEST_NAME = 200  # characters of a file's name


class Gathering:
    """What one message refers to. ``limit``: bytes that a file may have; ``scan`` refuses infected ones."""

    def __init__(
        self,
        matrix: Matrix,
        room: str,
        *,
        target: str | None,
        file: Mapping[str, Any] | None,
        limit: int,
        scan: Callable[[bytes], Awaitable[None]],
    ) -> None:
        self._matrix = matrix
        self._room = room
        self._target = target
        self._file = file
        self._limit = limit
        self._scan = scan

    async def gather(self) -> Gathered:
        """Fetch the message and the file. Raises :class:`CommandError` for a file that can't be taken."""
        quoted, file = None, self._file
        if self._target is not None:
            heard = await self._matrix.event(self._room, self._target)
            message = (
                read_message(self._room, heard.source, now_ms=0, encrypted=heard.encrypted)
                if heard is not None
                else None
            )
            if message is not None:
                quoted = Quoted(message.event_id, message.sender, message.text, message.thread, dict(message.people))
                file = file or message.file
            elif heard is not None:  # a poll, for example
                quoted = Quoted(self._target, str(heard.source.get("sender", "")), "")
        return Gathered(quoted, await self._fetch(file) if file is not None else None)

    async def _fetch(self, content: Mapping[str, Any]) -> HandedFile:
        info = content.get("info")
        info = info if isinstance(info, dict) else {}
        size = info.get("size")
        if isinstance(size, int) and size > self._limit:
            raise self._too_large()
        try:
            data = await self._matrix.download(content, self._limit)
        except RefusedError as error:
            if error.code == "M_TOO_LARGE":
                raise self._too_large() from error
            raise NotUnderstoodError(
                "Die Datei lässt sich nicht abrufen. Bitte laden Sie sie noch einmal hoch."
            ) from error
        await self._scan(data)
        name = content.get("filename") or content.get("body")
        mime = info.get("mimetype")
        return HandedFile(
            name[:LONGEST_NAME] if isinstance(name, str) else "Datei",
            mime if isinstance(mime, str) else "application/octet-stream",
            data,
        )

    def _too_large(self) -> CommandError:
        return NotUnderstoodError(f"Die Datei ist zu groß. Möglich sind höchstens {self._limit // 1_000_000} MB.")
