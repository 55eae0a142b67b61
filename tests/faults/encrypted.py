"""Encrypted commands while the bot is killed and the homeserver restarts: each is answered once, all is readable.

``python -m tests.faults.encrypted --commands 200 --people 10 --kills 10 --restarts 2 --seed 1``. Counted by the people's
own clients, which share no code with the bot's connection. Ends with 1 if an answer is missing, twice or unreadable.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.demo.homeserver import Homeserver
from tests.e2e.conftest import PASSWORD, BotProcess
from tests.e2e.secret_person import SecretPerson

ANSWERED_WITHIN = 240.0  # seconds after the last command
LOCKED = "kann ich nicht lesen"  # how the bot says that it could not read a message


@dataclass(frozen=True)
class Outcome:
    """What the people saw."""

    asked: int
    answered: int
    twice: int
    unread: int  # by the people
    unheard: int  # messages that the bot could not read and said so
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether each was answered once and all was readable."""
        return self.asked == self.answered and not (self.twice or self.unread or self.unheard)


async def _disturb(bot: BotProcess, server: Homeserver, random: Random, kills: int, restarts: int) -> None:
    """Kill the bot and the homeserver at random moments."""
    steps = ["bot"] * kills + ["server"] * restarts
    random.shuffle(steps)
    for step in steps:
        await asyncio.sleep(random.uniform(0.3, 2.5))
        if step == "bot":
            await bot.kill()
            await asyncio.sleep(random.uniform(0, 0.5))
            await bot.start()
        else:
            await server.kill()
            await server.start()


async def _speak(person: SecretPerson, rooms: list[str], commands: int, random: Random) -> set[str]:
    asked = set()
    for number in range(commands):
        asked.add(await person.say(random.choice(rooms), f"!archiv {2000 + number}"))
        await asyncio.sleep(random.uniform(0.1, 2.0))
    return asked


async def play(commands: int, people: int, kills: int, restarts: int, seed: int, folder: Path) -> Outcome:
    """Let people ask while everything falls over."""
    random = Random(seed)
    server = Homeserver(folder / "homeserver")
    await server.start()
    bot = BotProcess(server, await server.register("netzbote", PASSWORD), folder / "bot")
    bot.folder.mkdir()
    members: list[SecretPerson] = []
    begun = time.monotonic()
    try:
        for number in range(people):
            user = await server.register(f"mitglied{number}", PASSWORD)
            members.append(await SecretPerson.login(server.url, user, PASSWORD))
        others = [one.user_id for one in members[1:]]
        rooms = [await members[0].create_room(bot.user_id, *others) for _ in range(2)]
        bot.settings["NETZBOTE_NETWORK_ROOMS"] = ",".join(rooms)
        await bot.start()
        for one in members:
            for room in rooms:
                await one.ready(room, people + 1)
        share = [commands // people + (number < commands % people) for number in range(people)]
        talk = [
            _speak(one, rooms, count, Random(f"{seed}{one.user_id}"))
            for one, count in zip(members, share, strict=True)
        ]
        *asked, _none = await asyncio.gather(*talk, _disturb(bot, server, random, kills, restarts))
        answers: dict[str, list[str]] = {}
        for one, targets in zip(members, asked, strict=True):
            found = await one.wait_for(targets, ANSWERED_WITHIN)
            answers |= {
                target: [str(event["content"]["body"]) for event in events] for target, events in found.items()
            }
        await asyncio.sleep(3)  # for answers that come twice
        twice = sum(
            len(one.answers.get(target, [])) > 1 for one, mine in zip(members, asked, strict=True) for target in mine
        )
        return Outcome(
            asked=sum(map(len, asked)),
            answered=len(answers),
            twice=twice,
            unread=sum(len(one.unread) for one in members),
            unheard=sum(LOCKED in text for texts in answers.values() for text in texts),
            seconds=time.monotonic() - begun,
        )
    finally:
        for one in members:
            await one.close()
        if bot._process is not None:
            await bot.kill()
        await server.stop()


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (("commands", 200), ("people", 10), ("kills", 10), ("restarts", 2), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(
            play(given.commands, given.people, given.kills, given.restarts, given.seed, Path(folder))
        )
    sys.stdout.write(f"{outcome}\n")
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
