"""From a line of text to a command and its reply."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from commands.address import read_line
from commands.declare import DECLARED, Command
from commands.errors import CommandError, NotAllowedError, NotUnderstoodError
from commands.happenings import gathered
from commands.lists import Lists
from commands.names import Names
from commands.port import Context, Reply
from commands.privacy import Privacy
from commands.references import reference_only
from commands.resolve import COMMAND_FOR_LETTER, ChoiceNeeded
from commands.rights import allows, check_right, what_is_missing
from commands.words import quote
from storage.chat import Turn
from storage.network import Network
from storage.store import Store
from storage.views import Page

__all__ = ["Keep", "Parsed", "Privacy", "Registry", "Unknown", "load"]

Keep = Callable[[Network, Reply], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A command and the words behind its name."""

    command: Command
    rest: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that is no command: close to some, or said to the bot alone (``asked``), which owes an answer."""

    word: str
    suggestions: tuple[str, ...]
    asked: bool = False
    text: str = ""


class Registry:
    """All commands. Raises ``ValueError`` if two share a name."""

    def __init__(self, commands: Iterable[Command], privacy: Privacy | None = None) -> None:
        self.commands = tuple(commands)
        self.privacy = privacy or Privacy()
        self.names = Names(self.commands)
        self.lists = Lists()
        self.feed = ""  # the address of the calendar feed, where there is one

    def find(self, word: str) -> Command | None:
        """Return the command of this name, however it is spelt."""
        return self.names.find(word)

    def parse(
        self, text: str, *, prefix: str = "!", direct: bool = False, names: Iterable[str] = ()
    ) -> Parsed | Unknown | None:
        """Read a message: a command, a word close to one, or ``None`` for what is not meant for the bot."""
        line = read_line(text, prefix=prefix, direct=direct, names=names)
        if line is None:
            return None
        if not line.word:
            return Parsed(self._must("hilfe"), "") if line.asked else None
        command = self.find(line.word)
        if command is not None:
            return Parsed(command, line.rest)
        letter = reference_only(line.text)
        if letter in COMMAND_FOR_LETTER and not line.loose:
            return Parsed(self._must(COMMAND_FOR_LETTER[letter]), line.text)
        if line.loose:
            return None
        suggestions = self.names.near(line.word, lambda _command: True)
        return Unknown(line.word, suggestions, line.asked, line.text) if suggestions or line.asked else None

    def _must(self, name: str) -> Command:
        command = self.find(name)
        assert command is not None, name
        return command

    async def run(
        self, parsed: Parsed | Unknown, context: Context, store: Store, keep: Keep | None = None
    ) -> Reply | None:
        """Run a command; what the person can put right becomes a reply, too.

        ``keep`` is called with the reply of a command that changes something, before the change is committed.
        """
        if isinstance(parsed, Unknown):
            return self._unknown(parsed, context)
        try:
            check_right(parsed.command, context)
            if parsed.command.name == "mehr":
                return await self._more(context, store)
            if parsed.command.reads_message:
                context = await gathered(context)
            return await self._call(parsed, context, store, offset=0, keep=keep)
        except ChoiceNeeded as choice:
            return Reply(
                "auswahl",
                {"auswahl": choice.candidates, "befehl": parsed.command.name, "prefix": context.prefix},
            )
        except CommandError as error:
            return _error(parsed.command, error, context)

    def _unknown(self, unknown: Unknown, context: Context) -> Reply | None:
        suggestions = self.names.near(unknown.word, lambda command: allows(command, context))
        if not suggestions and not unknown.asked:
            return None
        missing = what_is_missing(context)
        if missing is not None and not suggestions:
            return _error(self._must("hilfe"), missing, context)
        return Reply(
            "unbekannt",
            {
                "wort": quote(unknown.word, 30),
                "vorschlaege": suggestions,
                "prefix": context.prefix,
                "suche": quote(unknown.text) if " " in unknown.text else "Kooperationsvertrag",
            },
        )

    @staticmethod
    def _values(command: Command, rest: str, context: Context) -> list[Any]:
        if len(rest) > command.longest:
            raise NotUnderstoodError(f"Die Angabe ist zu lang, höchstens {command.longest} Zeichen sind möglich.")
        values = []
        for argument in command.arguments:
            value, rest = argument.take(rest, context.now)
            values.append(value)
        if command.arguments and rest.strip():
            raise NotUnderstoodError(f"Die Angabe „{quote(rest)}“ kann ich hier nicht zuordnen.")
        return values

    async def _call(
        self, parsed: Parsed, context: Context, store: Store, *, offset: int, keep: Keep | None = None
    ) -> Reply:
        command = parsed.command
        values = self._values(command, parsed.rest, context)
        options: dict[str, Any] = {"offset": offset} if offset else {}
        if command.needs_registry:
            options["registry"] = self
        if command.prepare is not None:
            options["prepared"] = await command.prepare(context, *values)
        unit = store.writing() if command.changes else store.reading()
        async with unit as net:
            reply = await command.handler(net, context, *values, **options)
            reply = replace(reply, data={"prefix": context.prefix, **reply.data})
            if command.changes and keep is not None:
                await keep(net, reply)
        page = reply.data.get("seite")
        if isinstance(page, Page):
            await self._note(page, parsed, context, store)
        return reply

    async def _note(self, page: Page[Any], parsed: Parsed, context: Context, store: Store) -> None:
        """Note where a list stands, if it goes on or takes the place of one that does."""
        if not page.rest and not page.offset and await self.lists.last(store, context) is None:
            return
        self.lists.put(
            Turn(
                room=context.room,
                sender=context.sender,
                event=context.event,
                command=parsed.command.name,
                args={"rest": parsed.rest},
                offset=page.offset + len(page.items),
                previous=page.offset,
                at=context.now,
            )
        )

    async def _more(self, context: Context, store: Store) -> Reply:
        """Go on with the person's last list in this room; the same message gets the same page again."""
        turn = await self.lists.last(store, context)
        command = self.find(turn.command) if turn else None
        if turn is None or command is None:
            raise NotUnderstoodError("Hier ist keine Liste offen, die weitergehen könnte.", "termine")
        check_right(command, context)
        rest = str(turn.args.get("rest", ""))
        offset = turn.previous if turn.event == context.event else turn.offset
        reply = await self._call(Parsed(command, rest), context, store, offset=offset)
        page = reply.data.get("seite")
        if isinstance(page, Page) and not page.items:
            return Reply("ende", {"befehl": f"{command.name} {quote(rest)}".strip(), "prefix": context.prefix})
        return reply


def _error(command: Command, error: CommandError, context: Context) -> Reply:
    return Reply("fehler", {"satz": error.sentence, "beispiel": _example(command, error), "prefix": context.prefix})


def _example(command: Command, error: CommandError) -> str | None:
    """Return a line that works; where an argument was not understood, one that has an argument."""
    if error.example or isinstance(error, NotAllowedError):
        return error.example
    if isinstance(error, NotUnderstoodError):
        return next((line for line in command.examples if " " in line), command.examples[0])
    return command.examples[0]


def load(privacy: Privacy | None = None) -> Registry:
    """Return the registry with all commands of this program."""
    from commands import (  # noqa: F401, PLC0415  # importing them declares the commands
        actions,
        calendar,
        changes,
        comparing,
        copies,
        decisions,
        drafts,
        due,
        events,
        general,
        history,
        importing,
        marks,
        noting,
        objection,
        open_work,
        personal,
        polls,
        protocol,
        publish,
        registration,
        reminders,
        report,
        reuse,
        review,
        rooms,
        search,
        sharing,
        solutions,
        subscriptions,
        terms,
        who,
    )

    return Registry(DECLARED, privacy)
