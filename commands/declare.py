"""How a command is declared: names, arguments, role, help and examples in one place."""

import inspect
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from commands.arguments import Argument
from commands.port import Context, Reply, Role
from storage.network import Network

Handler = Callable[..., Awaitable[Reply]]
Preparing = Callable[..., Awaitable[Any]]

FINDING, ATTENDING, NOTES = "Suchen und finden", "Dabei sein", "Mitschreiben"
SOLUTIONS, EVENTS, GENERAL = "Musterlösungen einreichen und nutzen", "Veranstaltungen pflegen", "Allgemeines"
TOPICS = (FINDING, ATTENDING, EVENTS, NOTES, SOLUTIONS, GENERAL)  # as help orders them
USUAL_LENGTH = 2_000  # characters that a command reads behind its name


@dataclass(frozen=True, slots=True)
class Command:
    """A declared command.

    ``topic``: under which heading help shows it; ``changes``: it writes to the store; ``everywhere``: also in rooms
    without a role and for strangers; ``longest``: how many characters it reads; ``reads_message``: what it answers to
    and the file that comes with it are fetched first (``context.gathered``); ``prepare``: what takes time, done with
    the context and the values of the arguments before the store is touched; its result is the ``prepared`` of the
    function.
    """

    name: str
    aliases: tuple[str, ...]
    arguments: tuple[Argument, ...]
    help: str
    examples: tuple[str, ...]
    handler: Handler
    topic: str
    role: Role = Role.MEMBER
    changes: bool = False
    everywhere: bool = False
    longest: int = USUAL_LENGTH
    needs_registry: bool = False
    reads_message: bool = False
    prepare: Preparing | None = None

    @property
    def is_question(self) -> bool:
        """Whether an answer can be left out when it comes too late: nothing is changed by it."""
        return not self.changes

    @property
    def usage(self) -> str:
        """The command with its arguments, as help shows it."""
        return " ".join([self.name, *(argument.usage for argument in self.arguments)])

    @property
    def names(self) -> tuple[str, ...]:
        """All names by which it can be called."""
        return (self.name, *self.aliases)


DECLARED: list[Command] = []


def command(
    name: str,
    *aliases: str,
    args: Iterable[Argument] = (),
    help: str,  # noqa: A002  # the word of the declaration
    examples: Iterable[str],
    topic: str,
    role: Role = Role.MEMBER,
    changes: bool = False,
    everywhere: bool = False,
    longest: int = USUAL_LENGTH,
    reads_message: bool = False,
    prepare: Preparing | None = None,
) -> Callable[[Handler], Handler]:
    """Declare a command.

    The function gets the network, the context and one value for each argument; ``offset`` if its reply has a
    list as ``seite`` that ``!mehr`` can continue; ``registry`` if it names that parameter; ``prepared`` if something
    is prepared.
    """

    def declare(handler: Handler) -> Handler:
        DECLARED.append(
            Command(
                name=name,
                aliases=aliases,
                arguments=tuple(args),
                help=help,
                examples=tuple(examples),
                handler=handler,
                topic=topic,
                role=role,
                changes=changes,
                everywhere=everywhere,
                longest=longest,
                reads_message=reads_message,
                prepare=prepare,
                needs_registry="registry" in inspect.signature(handler).parameters,
            )
        )
        return handler

    return declare


Interest = Callable[[Network, Context, Any], Awaitable[bool]]
Listening = Callable[..., Awaitable[Reply | None]]


@dataclass(frozen=True, slots=True)
class Listener:
    """Something that acts on what happens besides commands.

    ``interest`` looks, without changing anything, whether it is meant; ``act`` does it and may answer.
    ``reads_message``: the message that it is about is fetched before (``context.gathered``). ``prepare``: what takes
    time, done with the context and the happening before the store is touched; its result is the ``prepared`` of
    ``act``.
    """

    happening: type
    interest: Interest
    act: Listening
    reads_message: bool = False
    prepare: Preparing | None = None


LISTENING: list[Listener] = []


def listener(
    happening: type, interest: Interest, *, reads_message: bool = False, prepare: Preparing | None = None
) -> Callable[[Listening], Listening]:
    """Declare what listens to a kind of happening; the first that is interested acts."""

    def declare(act: Listening) -> Listening:
        LISTENING.append(Listener(happening, interest, act, reads_message, prepare))
        return act

    return declare
