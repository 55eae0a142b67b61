"""How a command is declared: names, arguments, role, help and examples in one place."""

import inspect
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from commands.arguments import Argument
from commands.port import Context, Reply, Role
from commands.words import squeeze

Handler = Callable[..., Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Command:
    """A declared command. ``changes``: it writes to the store; ``everywhere``: also in rooms without a role."""

    name: str
    aliases: tuple[str, ...]
    arguments: tuple[Argument, ...]
    help: str
    examples: tuple[str, ...]
    handler: Handler
    role: Role = Role.MEMBER
    changes: bool = False
    everywhere: bool = False
    details: str = ""
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
    role: Role = Role.MEMBER,
    changes: bool = False,
    everywhere: bool = False,
    details: str = "",
) -> Callable[[Handler], Handler]:
    """Declare a command. The function gets the network, the context and one value for each argument."""

    def declare(handler: Handler) -> Handler:
        DECLARED.append(
            Command(
                name=name,
                aliases=tuple(aliases),
                arguments=tuple(args),
                help=help,
                examples=tuple(examples),
                handler=handler,
                role=role,
                changes=changes,
                everywhere=everywhere,
                details=details,
                needs_registry="registry" in inspect.signature(handler).parameters,
            )
        )
        return handler

    return declare


def spellings(name: str) -> set[str]:
    """Return the folded forms under which a name is looked up."""
    return {squeeze(name)}


def unique_names(commands: Iterable[Command]) -> dict[str, Command]:
    """Return every spelling with its command. Raises ``ValueError`` if two commands share one."""
    table: dict[str, Command] = {}
    for one in commands:
        for name in one.names:
            for spelling in spellings(name):
                other = table.setdefault(spelling, one)
                if other is not one:
                    raise ValueError(f"{name}: {one.name} and {other.name} share a name")
    return table


def describe(values: Iterable[Any]) -> str:
    """Join values for a sentence."""
    return ", ".join(str(value) for value in values)


__all__ = ["DECLARED", "Command", "Context", "command", "describe", "unique_names"]
