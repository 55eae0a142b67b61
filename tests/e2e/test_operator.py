"""The operator's way from nothing to a running bot: init, check, run with HTTP, backup, restore, check."""

import asyncio
import re
import sys
from pathlib import Path

import aiohttp

from bot.demo.homeserver import Homeserver, bot_environment, free_port
from tests.e2e.conftest import PASSWORD, BotProcess


async def netzbote(environment: dict[str, str], folder: Path, *words: str) -> tuple[int, str]:
    """Run the command and give its exit code with all it said."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        env=environment,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


async def test_from_nothing_to_a_restored_bot(homeserver: Homeserver, tmp_path: Path) -> None:
    user, folder, port = await homeserver.register("frisch", PASSWORD), tmp_path / "bot", free_port()
    environment = {
        **bot_environment(homeserver, user, PASSWORD, folder),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    code, said = await netzbote(environment, tmp_path, "init")
    assert code == 0, said
    assert re.search(r"\n    (?:\w{4} ){11,}\w{4}\n", said), said
    code, again = await netzbote(environment, tmp_path, "init")
    assert (code, "gibt es schon" in again) == (0, True), again

    bot = BotProcess(homeserver, user, folder)
    bot.settings = {"NETZBOTE_HTTP": f"127.0.0.1:{port}"}
    await bot.start()
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/health") as response:
        assert (response.status, (await response.json())["status"]) == (200, "ok")
    code, said = await netzbote(environment, tmp_path, "check")
    assert code == 0, said
    for words in (
        "In Ordnung: Der Matrix-Server antwortet.",
        "In Ordnung: Die Uhr geht wie die des Servers.",
        "In Ordnung: Die Anmeldung des Bots gilt.",
        "ist von der Identität des Bots unterschrieben",
        "Warnung: Für den Befehl datenschutz fehlen Angaben",
        "Ergebnis: 0 Fehler,",
    ):
        assert words in said, said
    code, said = await netzbote(environment, tmp_path, "backup", "sicherung.tar.gz")
    assert code == 0, said
    await bot.kill()

    moved = {**environment, "NETZBOTE_DATA_DIR": str(tmp_path / "neu")}
    code, said = await netzbote(moved, tmp_path, "restore", "sicherung.tar.gz")
    assert code == 0, said
    new = BotProcess(homeserver, user, tmp_path / "neu")
    await new.start()
    code, said = await netzbote(moved, tmp_path, "check")
    await new.kill()
    assert code == 0, said
    assert "ist von der Identität des Bots unterschrieben" in said
