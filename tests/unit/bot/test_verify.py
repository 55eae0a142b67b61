"""The bot's part of a verification at the shell: bot and shell meet in the database."""

import asyncio
import fcntl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk import CommonDesk
from bot.verify import ENDED, NO_ACT, NO_ANSWER, NOBODY, NOT_THERE, TOO_LONG, Shell, bot_runs, verify
from storage.comparing import Answered, Outcome
from storage.store import Store

ANNA = "@anna:example.org"
EMOJI = (("🐶", "Hund"), ("🔑", "Schlüssel"))
SOON = timedelta(seconds=30)


class Room:
    """The organisers' room."""

    async def show_emoji(self, _person: str, _emoji: Any, _flow: str) -> tuple[str, ...]:
        return ("$gezeigt",)


class Both:
    """The bot's desk and the shell on one store, with a clock that is set."""

    def __init__(self, store: Store, *lines: str | None) -> None:
        self.store = store
        self.time = datetime(2026, 11, 25, 12, tzinfo=UTC)
        self.said: list[str] = []
        self.lines = list(lines)
        self.desk = CommonDesk(store, Room(), lambda: self.time)  # type: ignore[arg-type]
        self._begun, self._asked = asyncio.Event(), asyncio.Event()
        self.shell = Shell(self.say, self.read, lambda: self.time, look=0.001)

    def say(self, line: str) -> None:
        self.said.append(line)
        self._begun.set()
        if line.startswith("Sieht"):
            self._asked.set()

    async def read(self) -> str | None:
        if not self.lines:
            await asyncio.Event().wait()
        return self.lines.pop(0)

    async def run(self, bot: Callable[[], Awaitable[None]]) -> bool:
        """Let the shell wait and the bot do something beside it."""
        shell = asyncio.create_task(verify(self.store, self.shell, SOON))
        async with asyncio.timeout(20):
            await self._begun.wait()
            await bot()
            return await shell

    async def answered(self) -> Answered:
        """Wait for the word of the shell, as the bot does."""
        while True:
            answer = await self.desk.answer("$flow")
            if answer is not None:
                return answer
            await asyncio.sleep(0.001)

    async def asked(self) -> None:
        """Wait until the shell has shown the emoji."""
        await self._asked.wait()


@pytest.mark.parametrize(
    ("lines", "answer", "outcome", "confirmed"),
    [
        (("ja\n",), Answered.SAME, Outcome.CONFIRMED, True),
        (("vielleicht\n", " J \n"), Answered.SAME, Outcome.OTHER_KEY, False),
        (("nein\n",), Answered.DIFFERENT, Outcome.REFUSED, False),
        (("n\n",), Answered.DIFFERENT, Outcome.TOO_LATE, False),
    ],
)
async def test_the_word_reaches_the_bot_and_the_end_the_shell(
    example: Store, lines: tuple[str, ...], answer: Answered, outcome: Outcome, confirmed: bool
) -> None:
    both = Both(example, *lines)

    async def bot() -> None:
        assert await both.desk.begin(ANNA, EMOJI, "$flow")
        assert await both.answered() is answer
        await both.desk.end("$flow", outcome)

    assert await both.run(bot) is confirmed
    question = f"Sieht {ANNA} dieselben Zeichen in derselben Reihenfolge? ja oder nein:"
    assert both.said[1:] == [
        f"{ANNA} verifiziert den Bot. Auf der Seite des Bots stehen diese Zeichen:",
        "  1. Hund 🐶",
        "  2. Schlüssel 🔑",
        *[question] * len(lines),
        ENDED[outcome].format(person=ANNA),
    ]
    async with example.reading() as net:
        assert not await net.comparing.is_attended(both.time)


async def test_nobody_at_the_shell(example: Store) -> None:
    both = Both(example)
    assert not await both.desk.begin(ANNA, EMOJI, "$flow")
    async with example.reading() as net:
        assert await net.waiting.command_of("$gezeigt") is not None
    # the shell comes later and finds it
    both.lines = ["ja"]

    async def bot() -> None:
        await both.answered()
        await both.desk.end("$flow", Outcome.CONFIRMED)

    assert await both.run(bot)


async def test_nobody_verifies(example: Store) -> None:
    both = Both(example)

    async def bot() -> None:
        both.time += SOON

    assert not await both.run(bot)
    assert both.said[1:] == [NOBODY]


async def test_the_input_ends(example: Store) -> None:
    both = Both(example, None)

    async def bot() -> None:
        await both.desk.begin(ANNA, EMOJI, "$flow")
        assert await both.answered() is Answered.NOTHING

    assert not await both.run(bot)
    assert both.said[-1] == NO_ANSWER


async def test_the_shell_is_left(example: Store) -> None:
    both = Both(example)
    shell = asyncio.create_task(verify(example, both.shell, SOON))
    async with asyncio.timeout(20):
        await both._begun.wait()
        await both.desk.begin(ANNA, EMOJI, "$flow")
        await both.asked()
        shell.cancel()
        with pytest.raises(asyncio.CancelledError):
            await shell
    assert await both.desk.answer("$flow") is Answered.NOTHING


@pytest.mark.parametrize("outcome", [Outcome.CANCELLED, Outcome.EXPIRED])
async def test_the_person_ends_it_while_the_question_stands(example: Store, outcome: Outcome) -> None:
    both = Both(example)

    async def bot() -> None:
        await both.desk.begin(ANNA, EMOJI, "$flow")
        await both.asked()
        await both.desk.end("$flow", outcome)

    assert not await both.run(bot)
    assert both.said[-1] == ENDED[outcome].format(person=ANNA)


async def test_time_runs_out(example: Store) -> None:
    both = Both(example)

    async def bot() -> None:
        await both.desk.begin(ANNA, EMOJI, "$flow")
        await both.asked()
        both.time += timedelta(minutes=10)

    assert not await both.run(bot)
    assert both.said[-1] == TOO_LONG


@pytest.mark.parametrize(
    ("line", "later", "said"),
    [("nein", timedelta(seconds=30), NO_ACT), ("ja", timedelta(minutes=10), NOT_THERE)],
)
async def test_no_end_comes(example: Store, line: str, later: timedelta, said: str) -> None:
    both = Both(example, line)

    async def bot() -> None:
        await both.desk.begin(ANNA, EMOJI, "$flow")
        await both.answered()
        while both.said[-1] != said:
            both.time += later
            await asyncio.sleep(0.001)

    assert not await both.run(bot)
    assert both.said[-1] == said


async def test_a_new_run_of_the_bot_forgets_what_the_last_had_begun(example: Store) -> None:
    both = Both(example)
    await both.desk.begin(ANNA, EMOJI, "$flow")
    await both.desk.clear()
    async with example.reading() as net:
        assert await net.comparing.open(both.time) == []
        assert await net.waiting.command_of("$gezeigt") is None
    await both.desk.end("$flow", Outcome.CANCELLED)  # of a flow that is forgotten: nothing to note


async def test_both_databases(store: Store) -> None:
    both = Both(store, "ja")

    async def bot() -> None:
        assert await both.desk.begin(ANNA, EMOJI, "$flow")
        assert await both.answered() is Answered.SAME
        await both.desk.end("$flow", Outcome.CONFIRMED)

    assert await both.run(bot)


def test_whether_a_bot_runs(tmp_path: Path) -> None:
    assert not bot_runs(tmp_path)
    lock = tmp_path / "sperre"
    lock.touch()
    assert not bot_runs(tmp_path)
    with lock.open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert bot_runs(tmp_path)
