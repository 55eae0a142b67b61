"""The bot's part of an emoji verification at the shell, for ``netzbote check --verify``.

Works beside the running bot: see :mod:`bot.desk`.
"""

import asyncio
import fcntl
import os
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.typed import yes_or_no
from storage.comparing import Answered, Comparison, Outcome
from storage.store import Store

LOOK = 0.5  # seconds between looks into the database
SITS = timedelta(seconds=60)  # that the mark of somebody's presence holds unless renewed
RENEW = 20.0  # seconds
ANSWERS_WITHIN = 30.0  # seconds that the bot may take to act on an answer

WAITS = "Bitte die Person, die Verifizierung des Bots jetzt zu beginnen. Gewartet wird bis zu {minuten} Minuten."
NOBODY = "In dieser Zeit hat niemand eine Verifizierung begonnen."
NO_ANSWER = "Es wurde keine Antwort gegeben. Der Bot bestätigt nichts."
TOO_LONG = "Die Zeit für diese Verifizierung ist abgelaufen. Bitte noch einmal beginnen."
NO_ACT = "Der Bot hat auf die Antwort nicht reagiert. Läuft er noch? Es wurde nichts bestätigt."
NOT_THERE = "Die Person hat auf ihrer Seite nicht bestätigt. Es gilt nichts als bestätigt."
ELSEWHERE = "Jemand hat im Raum des Organisationsteams schon geantwortet."
ENDED = {
    Outcome.CONFIRMED: "Bestätigt. Der Bot hat die Identität von {person} unterschrieben.",
    Outcome.REFUSED: "Abgebrochen, der Bot hat nichts bestätigt. Sind die Zeichen auch beim nächsten Mal verschieden, "
    "hört jemand mit: Bitte sagen Sie dem Betrieb des Matrix-Servers Bescheid.",
    Outcome.TOO_LATE: "Der Bot bestätigt nichts. Das Programm von {person} hat den Bot aber schon als verifiziert "
    "vermerkt: Bitte die Person, das zurückzunehmen.",
    Outcome.OTHER_KEY: "Die Identität von {person} ist nicht die zuerst gesehene, der Bot unterschreibt sie nicht. "
    "Hat die Person sie zurückgesetzt: netzbote identity accept {person}",
    Outcome.NO_IDENTITY: "Die Zeichen stimmen, aber {person} hat keine Identität, die der Bot unterschreiben könnte.",
    Outcome.CANCELLED: "Die Verifizierung mit {person} wurde auf der anderen Seite abgebrochen. Bestätigt ist nichts.",
    Outcome.EXPIRED: TOO_LONG,
}


@dataclass(frozen=True, slots=True)
class Shell:
    """The person at the shell: what is shown, and what is typed (``None`` at the end of the input)."""

    say: Callable[[str], None]
    read: Callable[[], Awaitable[str | None]]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    look: float = LOOK
    acts_within: float = ANSWERS_WITHIN


async def typed_line() -> str | None:
    """Return one line of standard input without holding up the program's end while nobody types."""
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str | None] = loop.create_future()

    def read() -> None:
        text = sys.stdin.readline()

        def tell() -> None:
            if not line.done():
                line.set_result(text or None)

        if not loop.is_closed():
            loop.call_soon_threadsafe(tell)

    threading.Thread(target=read, daemon=True).start()
    return await line


def bot_runs(data_dir: Path) -> bool:
    """Whether a bot holds this data folder."""
    try:
        descriptor = os.open(data_dir / "sperre", os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


@asynccontextmanager
async def _sitting(store: Store, shell: Shell) -> AsyncIterator[None]:
    """Let the bot know that somebody is here and answers."""

    async def mark() -> None:
        async with store.writing() as net:
            await net.comparing.attend(shell.now(), shell.now() + SITS)

    async def renew() -> None:
        while True:
            await asyncio.sleep(RENEW)
            await mark()

    await mark()
    renewing = asyncio.create_task(renew())
    try:
        yield
    finally:
        renewing.cancel()
        await asyncio.gather(renewing, return_exceptions=True)
        async with store.writing() as net:
            await net.comparing.leave()


async def verify(store: Store, shell: Shell, patience: timedelta) -> bool:
    """Wait for a verification, show its emoji, ask, and say how it ended; whether the person is confirmed."""
    async with _sitting(store, shell):
        shell.say(WAITS.format(minuten=max(1, round(patience.total_seconds() / 60))))
        one = await _next(store, shell, patience)
        if one is None:
            shell.say(NOBODY)
            return False
        shell.say(f"{one.person} verifiziert den Bot. Auf der Seite des Bots stehen diese Zeichen:")
        for number, (picture, name) in enumerate(one.emoji, start=1):
            shell.say(f"  {number}. {name} {picture}")
        try:
            answer = await _ask(store, shell, one)
        except asyncio.CancelledError:
            await _give(store, one, Answered.NOTHING)  # so that the other side need not wait
            raise
        if answer is not None and not await _give(store, one, answer):
            shell.say(ELSEWHERE)
        if answer is Answered.NOTHING:
            shell.say(NO_ANSWER)
            return False
        return await _told(store, shell, one)


async def _next(store: Store, shell: Shell, patience: timedelta) -> Comparison | None:
    until = shell.now() + patience
    while shell.now() < until:
        async with store.reading() as net:
            found = await net.comparing.open(shell.now())
        if found:
            return found[0]
        await asyncio.sleep(shell.look)
    return None


async def _ask(store: Store, shell: Shell, one: Comparison) -> Answered | None:
    """Ask until there is an answer; ``None`` if the verification ends before."""
    ending = asyncio.create_task(_no_longer_open(store, shell, one))
    try:
        while True:
            shell.say(f"Sieht {one.person} dieselben Zeichen in derselben Reihenfolge? ja oder nein:")
            reading = asyncio.ensure_future(shell.read())
            await asyncio.wait({reading, ending}, return_when=asyncio.FIRST_COMPLETED)
            if not reading.done():
                reading.cancel()
                return None
            line = reading.result()
            if line is None:
                return Answered.NOTHING
            same = yes_or_no(line)
            if same is not None:
                return Answered.SAME if same else Answered.DIFFERENT
    finally:
        ending.cancel()
        await asyncio.gather(ending, return_exceptions=True)


async def _no_longer_open(store: Store, shell: Shell, one: Comparison) -> None:
    while True:
        await asyncio.sleep(shell.look)
        async with store.reading() as net:
            current = await net.comparing.get(one.id)
        if current is None or not current.is_open(shell.now()):
            return


async def _give(store: Store, one: Comparison, answer: Answered) -> bool:
    """Hand the answer to the bot; ``False`` if there is one already."""
    async with store.writing() as net:
        current = await net.comparing.get(one.id)
        if current is None or current.outcome is not None:
            return True
        if current.answer is not None:
            return False
        await net.comparing.put(replace(current, answer=answer))
    return True


async def _told(store: Store, shell: Shell, one: Comparison) -> bool:
    """Say how it ended; after a yes that may wait for the person, else the bot acts at once."""
    until = shell.now() + timedelta(seconds=shell.acts_within)
    current: Comparison | None = one
    while current is not None:
        async with store.reading() as net:
            current = await net.comparing.get(one.id)
        if current is None:
            break
        if current.outcome is not None:
            shell.say(ENDED[current.outcome].format(person=one.person))
            return current.outcome is Outcome.CONFIRMED
        if current.answer is None and shell.now() >= one.expires:
            shell.say(TOO_LONG)
            return False
        if current.answer is not Answered.SAME and shell.now() >= until:
            break
        if shell.now() >= one.expires:
            shell.say(NOT_THERE)
            return False
        await asyncio.sleep(shell.look)
    shell.say(NO_ACT)
    return False
