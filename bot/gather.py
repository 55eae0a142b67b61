"""Fetches what a message refers to: the message that it answers, and the file that comes with either."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import quote

from bot.incoming import Incoming, read_message
from bot.matrix import Matrix, RefusedError
from bot.news import Heard
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
            heard, edit = await self._event(self._target)
            message = self._read(heard)
            if message is not None:
                newest = self._read(edit) or message
                newest = newest if newest.sender == message.sender else message
                quoted = Quoted(message.event_id, message.sender, newest.text, message.thread, dict(newest.people))
                file = file or message.file
            elif heard is not None:  # a poll, for example
                quoted = Quoted(self._target, str(heard.source.get("sender", "")), "")
        return Gathered(quoted, await self._fetch(file) if file is not None else None)

    async def _event(self, event_id: str) -> tuple[Heard | None, Heard | None]:
        """Return a message as it was first sent, and its newest edit (Matrix spec, server-side aggregation)."""
        path = f"v3/rooms/{quote(self._room, safe='')}/event/{quote(event_id, safe='')}"
        source = await self._matrix.get(path)
        if source is None:
            return None, None
        unsigned = source.get("unsigned")
        relations = unsigned.get("m.relations") if isinstance(unsigned, dict) else None
        edit = relations.get("m.replace") if isinstance(relations, dict) else None
        return self._clear(source), self._clear(edit) if isinstance(edit, dict) else None

    def _clear(self, source: dict[str, Any]) -> Heard | None:
        """Decrypt it if it is encrypted; ``None`` if it can't be read."""
        if source.get("type") == "m.room.encrypted":
            return self._matrix.unlock(self._room, source)
        return Heard(source)

    def _read(self, heard: Heard | None) -> Incoming | None:
        if heard is None:
            return None
        return read_message(self._room, heard.source, now_ms=0, encrypted=heard.encrypted)

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
