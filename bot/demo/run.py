"""The demo: starts everything, then types what a script says or what the person at the terminal types."""

import asyncio
import contextlib
import logging
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from bot.demo.future import future_events
from bot.demo.homeserver import Homeserver, HomeserverError, bot_environment, end_with_parent
from bot.demo.person import Person, PersonError
from bot.demo.show import show_event
from commands.dispatch import load as load_commands
from storage.importer import load, load_example
from storage.store import Store
from storage.when_text import iso_when
from storage.yaml_file import read_yaml

MEMBER, ORGANISER, BOT = "mitglied", "orga", "netzbote"
PASSWORD = "demo"  # noqa: S105  # a server that only this machine sees and that ends with the demo
ANSWER_WITHIN = 15.0  # seconds
ZONE = "Europe/Berlin"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stage:
    """The running demo."""

    server: Homeserver
    member: Person
    room: str
    bot: asyncio.subprocess.Process


@asynccontextmanager
async def staged(folder: Path, console: Console) -> AsyncIterator[Stage]:
    """Start everything and end it again."""
    server = Homeserver(folder / "homeserver")
    people: list[Person] = []
    bot: asyncio.subprocess.Process | None = None
    try:
        with console.status("Homeserver startet …"):
            await server.start()
        with console.status("Konten und Räume werden angelegt …"):
            ids = [await server.register(name, PASSWORD) for name in (MEMBER, ORGANISER, BOT)]
            member = await Person.login(server.url, ids[0], PASSWORD)
            people.append(member)
            organiser = await Person.login(server.url, ids[1], PASSWORD)
            people.append(organiser)
            await member.set_name("Mitglied")
            await organiser.set_name("Organisationsteam")
            network = await organiser.create_room(ids[0], ids[2], name="Netzwerk")
            team = await organiser.create_room(ids[2], name="Organisationsteam")
            await member.join(network)
        with console.status("Das Beispielnetzwerk wird geladen …"):
            await _fill(folder / "bot")
        with console.status("Der Bot startet …"):
            bot = await _start_bot(server, ids[2], folder / "bot", network, team)
            await _joined(member, network, ids[2], bot, folder)
        yield Stage(server, member, network, bot)
    finally:
        if bot is not None and bot.returncode is None:
            bot.send_signal(signal.SIGTERM)
            await bot.wait()
        for person in people:
            await person.close()
        await server.stop()


async def _fill(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(f"sqlite+aiosqlite:///{folder / 'netzbote.sqlite3'}", data_dir=folder, zone=ZONE)
    try:
        await store.upgrade()
        await load_example(store)
        ahead = future_events(datetime.now(ZoneInfo(ZONE)))
        await load(store, read_yaml(ahead, partial(iso_when, zone=ZONE)), quiet=True)
    finally:
        await store.close()


async def _start_bot(
    server: Homeserver, user_id: str, folder: Path, network: str, team: str
) -> asyncio.subprocess.Process:
    environment = bot_environment(
        server, user_id, PASSWORD, folder, NETZBOTE_NETWORK_ROOMS=network, NETZBOTE_ORGANISER_ROOMS=team
    )
    with (folder / "bot.log").open("ab") as output:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            env=environment,
            stdout=output,
            stderr=output,
            preexec_fn=end_with_parent(),
        )


async def _joined(member: Person, room: str, user_id: str, bot: asyncio.subprocess.Process, folder: Path) -> None:
    joined = asyncio.create_task(member.wait_for_member(room, user_id, 30))
    ended = asyncio.create_task(bot.wait())
    await asyncio.wait({joined, ended}, return_when=asyncio.FIRST_COMPLETED)
    if ended.done():
        joined.cancel()
        raise HomeserverError(f"Der Bot ist nicht gestartet. Protokoll: {folder / 'bot' / 'bot.log'}")
    ended.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await ended
    await joined


def _said(console: Console, line: str) -> None:
    console.print()
    console.print(Text("Mitglied", "bold blue"))
    console.print(Text(f"  {line}"))


async def _exchange(stage: Stage, console: Console, line: str) -> bool:
    """Type one line and print what comes back; tells whether something did."""
    try:
        answers = await stage.member.ask(stage.room, line, ANSWER_WITHIN)
    except (TimeoutError, PersonError):
        console.print(Text(f"  Keine Antwort innerhalb von {ANSWER_WITHIN:.0f} Sekunden.", "red"))
        return False
    for event in answers:
        show_event(console, event)
    return True


async def _play(script: Path, console: Console) -> int:
    lines = [line.strip() for line in script.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory(prefix="netzbote-demo-") as folder:
        async with staged(Path(folder), console) as stage:
            unanswered = 0
            for line in lines:
                if not line or line.startswith("#"):
                    continue
                _said(console, line)
                unanswered += not await _exchange(stage, console, line)
    if unanswered:
        console.print(Text(f"\n{unanswered} Zeilen blieben ohne Antwort.", "red"))
    return 1 if unanswered else 0


async def _talk(console: Console) -> int:
    from prompt_toolkit import PromptSession  # noqa: PLC0415  # only where somebody types
    from prompt_toolkit.completion import WordCompleter  # noqa: PLC0415
    from prompt_toolkit.patch_stdout import patch_stdout  # noqa: PLC0415

    names = [f"!{one.name}" for one in load_commands().commands]
    with tempfile.TemporaryDirectory(prefix="netzbote-demo-") as folder:
        async with staged(Path(folder), console) as stage:
            console.print(f"\nHomeserver für jeden Matrix-Client: {stage.server.url}")
            console.print(f"Anmelden als {MEMBER} oder {ORGANISER}, Passwort: {PASSWORD}")
            console.print("Sie sprechen hier als Mitglied im Raum Netzwerk. Zum Beispiel: !hilfe")
            console.print("Strg-D beendet alles.\n")
            prompt: PromptSession[str] = PromptSession(completer=WordCompleter(names, sentence=True))
            while True:
                try:
                    with patch_stdout():
                        line = (await prompt.prompt_async("Mitglied> ")).strip()
                except (EOFError, KeyboardInterrupt):
                    return 0
                if line:
                    await _exchange(stage, console, line)


def run_demo(script: Path | None) -> int:
    """Run the demo; with a script, type its lines, print the conversation and end.

    Returns 0 when every line got an answer.
    """
    console = Console(highlight=False)
    if script is not None and not script.is_file():
        console.print(f"Die Datei {script} gibt es nicht.")
        return 1
    try:
        return asyncio.run(_play(script, console) if script else _talk(console))
    except HomeserverError as error:
        console.print(str(error))
        return 1
    except KeyboardInterrupt:
        return 0
