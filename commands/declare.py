"""How a command is declared: names, arguments, role, help and examples in one place."""

import inspect
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from commands.arguments import Argument
from commands.port import Reply, Role

Handler = Callable[..., Awaitable[Reply]]

EVENTS, KNOWLEDGE, GENERAL = "Veranstaltungen", "Wissen und Menschen", "Allgemeines"  # topics, as help orders them
USUAL_LENGTH = 2_000  # characters that a command reads behind its name


@dataclass(frozen=True, slots=True)
class Command:
    """A declared command.

    ``topic``: under which heading help shows it; ``changes``: it writes to the store; ``everywhere``: also in rooms
    without a role and for strangers; ``longest``: how many characters it reads.
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
) -> Callable[[Handler], Handler]:
    """Declare a command.

    The function gets the network, the context and one value for each argument; ``offset`` if its reply has a
    list as ``seite`` that ``!mehr`` can continue; ``registry`` if it names that parameter.
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
                needs_registry="registry" in inspect.signature(handler).parameters,
            )
        )
        return handler

    return declare
