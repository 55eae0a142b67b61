"""From a line of text to a command and its reply."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz, process

from commands.declare import DECLARED, Command, unique_names
from commands.errors import CommandError, NotAllowedError, NotUnderstoodError
from commands.port import Context, Place, Reply, Role
from commands.resolve import ChoiceNeeded
from commands.words import clean, quote, squeeze
from storage.chat import PageRequest
from storage.network import Network
from storage.store import Store
from storage.views import Page

log = logging.getLogger(__name__)

CLOSE = 74.0  # likeness in percent from which "Meinten Sie …?" is asked
LONGEST_NAME = 24
LONGEST_ARGUMENT = 2_000  # characters of a line that are read as arguments


@dataclass(frozen=True, slots=True)
class Parsed:
    """A command and the words behind its name."""

    command: Command
    rest: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word close to a command."""

    word: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the operator says about data protection."""

    controller: str = ""
    officer: str = ""
    legal_basis: str = ""
    url: str = ""


class Registry:
    """All commands."""

    def __init__(self, commands: Iterable[Command], privacy: Privacy | None = None) -> None:
        self.commands = tuple(commands)
        self.privacy = privacy or Privacy()
        self._table = unique_names(self.commands)

    def find(self, word: str) -> Command | None:
        """Return the command of this name, however it is spelt."""
        return self._table.get(squeeze(word))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return the names of commands close to a word, best first."""
        near = process.extract(squeeze(word), self._table.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE, limit=4)
        return tuple(dict.fromkeys(self._table[spelling].name for spelling, _ratio, _index in near))[:3]

    def parse(
        self, text: str, *, prefix: str = "!", direct: bool = False, names: Iterable[str] = ()
    ) -> Parsed | Unknown | None:
        """Read a line: a command, a word close to one, or ``None`` for what is not meant for the bot."""
        line = clean(text[: LONGEST_ARGUMENT + 500]).strip()
        addressed = _without_name(line, names)
        if addressed is not None:
            line = addressed
        explicit = line.startswith(prefix)
        if explicit:
            line = line[len(prefix) :].lstrip()
        elif not direct and addressed is None:
            return None
        word, rest = _first_word(line)
        if not word or len(word) > LONGEST_NAME:
            return self._greeting(explicit=explicit, asked=direct or addressed is not None)
        command = self.find(word)
        if command is not None:
            return Parsed(command, rest)
        suggestions = self.suggest(word)
        if suggestions or direct or addressed is not None:
            return Unknown(word, suggestions)
        return None

    def _greeting(self, *, explicit: bool, asked: bool) -> Parsed | None:
        """Somebody called the bot and said nothing else it knows: help is the answer."""
        if asked and not explicit:
            return Parsed(self._table["hilfe"], "")
        return None

    async def run(self, parsed: Parsed | Unknown, context: Context, store: Store) -> Reply | None:
        """Run a command; what the person can put right becomes a reply, too."""
        if isinstance(parsed, Unknown):
            return self._unknown(parsed, context)
        try:
            self._check_right(parsed.command, context)
            return await self._run(parsed, context, store)
        except ChoiceNeeded as choice:
            return Reply(
                "auswahl",
                {"auswahl": choice.candidates, "befehl": parsed.command.name, "prefix": context.prefix},
            )
        except CommandError as error:
            return self._error(parsed.command, error, context)

    def _unknown(self, unknown: Unknown, context: Context) -> Reply | None:
        if context.place is Place.UNSET and not unknown.suggestions:
            return None
        return Reply(
            "unbekannt",
            {"wort": quote(unknown.word, 30), "vorschlaege": unknown.suggestions, "prefix": context.prefix},
        )

    @staticmethod
    def _error(command: Command, error: CommandError, context: Context) -> Reply:
        example = error.example or (command.examples[0] if not isinstance(error, NotAllowedError) else None)
        return Reply("fehler", {"satz": error.sentence, "beispiel": example, "prefix": context.prefix})

    @staticmethod
    def _check_right(command: Command, context: Context) -> None:
        if command.everywhere:
            return
        if context.place is Place.UNSET:
            raise NotAllowedError(
                "Dieser Raum ist noch nicht eingerichtet. Hier beantworte ich nur hilfe und datenschutz. "
                "Eine Person aus dem Organisationsteam kann dem Raum eine Rolle geben."
            )
        if context.role is Role.STRANGER:
            raise NotAllowedError(
                "Ich antworte nur Mitgliedern des Netzwerks. "
                "Treten Sie bitte zuerst einem Raum des Netzwerks bei, dann versuchen Sie es noch einmal."
            )
        if command.role is Role.ORGANISER and context.role is not Role.ORGANISER:
            raise NotAllowedError("Diesen Befehl kann nur das Organisationsteam ausführen.")

    def _values(self, command: Command, rest: str, context: Context) -> list[Any]:
        if len(rest) > LONGEST_ARGUMENT:
            raise NotUnderstoodError("Die Angabe ist zu lang. Bitte schreiben Sie sie kürzer.")
        values = []
        for argument in command.arguments:
            value, rest = argument.take(rest, context.now)
            values.append(value)
        if rest.strip():
            raise NotUnderstoodError(f"„{quote(rest)}“ kann ich hier nicht zuordnen.")
        return values

    async def _run(self, parsed: Parsed, context: Context, store: Store) -> Reply:
        if parsed.command.name == "mehr":
            return await self._more(context, store)
        values = self._values(parsed.command, parsed.rest, context)
        return await self._call(parsed, values, context, store, offset=0)

    async def _call(self, parsed: Parsed, values: list[Any], context: Context, store: Store, *, offset: int) -> Reply:
        command = parsed.command
        options: dict[str, Any] = {"offset": offset} if offset else {}
        if command.needs_registry:
            options["registry"] = self
        unit = store.writing() if command.changes else store.reading()
        async with unit as net:
            reply = await command.handler(net, context, *values, **options)
        page = reply.data.get("seite")
        if isinstance(page, Page) and (page.rest or offset):
            request = PageRequest(command.name, {"rest": parsed.rest}, page.offset + len(page.items))
            async with store.writing() as writing:
                await _note_page(writing, context, request, shown_from=page.offset)
        return replace(reply, data={"prefix": context.prefix, **reply.data})

    async def _more(self, context: Context, store: Store) -> Reply:
        """Go on with the person's last list in this room."""
        async with store.reading() as net:
            request = await net.paging.turn(context.room, context.sender, context.event)
        command = self.find(request.command) if request else None
        if request is None or command is None:
            raise NotUnderstoodError("Es gibt keine Liste, die weitergeht.", "termine")
        parsed = Parsed(command, str(request.args.get("rest", "")))
        values = self._values(command, parsed.rest, context)
        reply = await self._call(parsed, values, context, store, offset=request.offset)
        page = reply.data.get("seite")
        if isinstance(page, Page) and not page.items:
            return Reply("ende", {"befehl": command.name, "prefix": context.prefix})
        return reply


async def _note_page(net: Network, context: Context, request: PageRequest, *, shown_from: int) -> None:
    await net.paging.put(context.room, context.sender, context.event, request, shown_from=shown_from, now=context.now)


def _first_word(line: str) -> tuple[str, str]:
    parts = line.split(None, 1)
    if not parts:
        return "", ""
    return parts[0].rstrip(":,.?"), parts[1] if len(parts) > 1 else ""


def _without_name(line: str, names: Iterable[str]) -> str | None:
    """Return the line behind the bot's name if it is addressed by it ("Netzbote: termine"), else ``None``."""
    lowered = line.casefold()
    for name in sorted(names, key=len, reverse=True):
        for start in (name, f"@{name}"):
            if not lowered.startswith(start.casefold()):
                continue
            rest = line[len(start) :]
            if not rest or rest[0] in ":, \n":
                return rest.lstrip(":, \n")
    return None


def load(privacy: Privacy | None = None) -> Registry:
    """Return the registry with all commands of this program."""
    from commands import events, general, knowledge  # noqa: F401, PLC0415  # importing them declares the commands

    return Registry(DECLARED, privacy)
