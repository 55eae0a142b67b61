"""The virus scanner is asked as clamd wants it, and what it can't say is a refusal."""

import asyncio
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.config import ConfigError, load_settings
from bot.scanner import Scanner
from commands.errors import NotUnderstoodError

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class FakeClamd:
    """Speaks INSTREAM: collects the pieces and answers."""

    def __init__(self, answer: bytes, *, hangs_up_after: int | None = None) -> None:
        self.answer, self.hangs_up_after, self.got = answer, hangs_up_after, b""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readexactly(10) == b"zINSTREAM\0"
        while size := struct.unpack(">I", await reader.readexactly(4))[0]:
            self.got += await reader.readexactly(size)
            if self.hangs_up_after is not None and len(self.got) > self.hangs_up_after:
                break
        writer.write(self.answer)
        await writer.drain()
        writer.close()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        async with server:
            yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"


DATA = bytes(range(256)) * 1000


async def test_a_clean_file_is_taken() -> None:
    clamd = FakeClamd(b"stream: OK\0")
    async with clamd.listening() as address:
        await Scanner(address).check(DATA)
    assert clamd.got == DATA


async def test_at_a_socket(tmp_path: Path) -> None:
    clamd = FakeClamd(b"stream: OK\0")
    server = await asyncio.start_unix_server(clamd.serve, tmp_path / "clamd")
    async with server:
        await Scanner(str(tmp_path / "clamd")).check(DATA)
    assert clamd.got == DATA


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"stream: Eicar-Test-Signature FOUND\0", "Der Virenscanner hat die Datei beanstandet"),
        (b"INSTREAM size limit exceeded. ERROR\0", "Die Datei lässt sich gerade nicht auf Viren prüfen"),
        (b"", "Die Datei lässt sich gerade nicht auf Viren prüfen"),
    ],
)
async def test_what_is_refused(answer: bytes, said: str) -> None:
    async with FakeClamd(answer).listening() as address:
        with pytest.raises(NotUnderstoodError) as refused:
            await Scanner(address).check(DATA)
    assert refused.value.sentence.startswith(said)


async def test_a_scanner_that_is_away_refuses_and_none_takes_all(tmp_path: Path) -> None:
    async with FakeClamd(b"").listening() as address:
        pass
    for nobody in (address, str(tmp_path / "nobody")):
        with pytest.raises(NotUnderstoodError):
            await Scanner(nobody).check(DATA)
    await Scanner("").check(DATA)


def test_an_address_without_a_port_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETZBOTE_CLAMD", "localhost")
    with pytest.raises(ConfigError, match="clamd"):
        load_settings()
