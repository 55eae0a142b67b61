"""What happens besides commands: reactions, answers to the bot, edits, deletions, votes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from commands.declare import LISTENING, Listener
from commands.errors import CommandError
from commands.port import Context, Happening, Reply, Role
from storage.network import Network
from storage.store import Store

Keep = Callable[[Network, Reply], Awaitable[None]]


async def gathered(context: Context) -> Context:
    """Fetch what the message refers to. Raises :class:`CommandError` for a file that can't be taken."""
    if context.gatherer is None:
        return context
    return replace(context, gathered=await context.gatherer.gather())


async def _interested(happening: Happening, context: Context, store: Store) -> Listener | None:
    async with store.reading() as net:
        for one in LISTENING:
            if isinstance(happening, one.happening) and await one.interest(net, context, happening):
                return one
    return None


async def hear(happening: Happening, context: Context, store: Store, keep: Keep | None = None) -> Reply | None:
    """Let the first listener that is interested act; ``None`` if there is none, or nothing to say.

    Strangers are not heard. ``keep`` is called with the reply before the change is committed.
    """
    if context.role is Role.STRANGER:
        return None
    one = await _interested(happening, context, store)
    if one is None:
        return None
    try:
        if one.reads_message:
            context = await gathered(context)
        options = {"prepared": await one.prepare(context, happening)} if one.prepare is not None else {}
        async with store.writing() as net:
            reply = await one.act(net, context, happening, **options)
            if reply is not None:
                reply = replace(reply, data={"prefix": context.prefix, **reply.data})
                if keep is not None:
                    await keep(net, reply)
    except CommandError as error:
        return Reply("fehler", {"satz": error.sentence, "beispiel": error.example, "prefix": context.prefix})
    return reply
