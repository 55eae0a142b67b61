"""The operator's virus scanner: clamd, asked with INSTREAM before a file that was handed in is used.

Without the setting nothing is asked. With it, no file is taken that the scanner has not seen: if it is away, files are
refused (clamd manual, "INSTREAM": pieces with their length in four bytes, an empty piece ends).
"""

import asyncio
import contextlib
import logging
import struct

from commands.errors import NotUnderstoodError

log = logging.getLogger(__name__)

ANSWERS_WITHIN = 60.0  # seconds
PIECE = 2**16
_CLEAN, _FOUND = b"OK", b"FOUND"


class Scanner:
    """A clamd at ``host:port`` or at the path of its socket; an empty address means none."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def check(self, data: bytes) -> None:
        """Raise :class:`NotUnderstoodError` for an infected file, and if the scanner can't say."""
        if not self._address:
            return
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                answer = await self._ask(data)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            log.warning("Der Virenscanner antwortet nicht: %s", error)
            raise NotUnderstoodError(_AWAY) from error
        if answer.endswith(_FOUND):
            log.warning("Der Virenscanner hat eine Datei beanstandet: %s", answer.decode("utf-8", "replace"))
            raise NotUnderstoodError(
                "Der Virenscanner hat die Datei beanstandet, sie wird nicht angenommen. Bitte prüfen Sie Ihr Gerät."
            )
        if not answer.endswith(_CLEAN):
            log.warning("Der Virenscanner hat einen Fehler gemeldet: %s", answer.decode("utf-8", "replace"))
            raise NotUnderstoodError(_AWAY)

    async def _ask(self, data: bytes) -> bytes:
        if "/" in self._address:
            reader, writer = await asyncio.open_unix_connection(self._address.removeprefix("unix:"))
        else:
            host, _, port = self._address.rpartition(":")
            reader, writer = await asyncio.open_connection(host.strip("[]"), int(port))
        try:
            # a scanner that has seen enough answers and closes while pieces are still sent
            with contextlib.suppress(ConnectionError):
                writer.write(b"zINSTREAM\0")
                for start in range(0, len(data), PIECE):
                    piece = data[start : start + PIECE]
                    writer.write(struct.pack(">I", len(piece)) + piece)
                    await writer.drain()
                writer.write(struct.pack(">I", 0))
                await writer.drain()
            return (await reader.read(4096)).rstrip(b"\0\n ")
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


_AWAY = (
    "Die Datei lässt sich gerade nicht auf Viren prüfen und wird deshalb nicht angenommen. Bitte versuchen Sie es "
    "später noch einmal."
)
