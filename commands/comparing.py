"""The organisers' answer to the emoji of a verification: whether they are the same on both sides."""

from dataclasses import replace

from commands.declare import listener
from commands.errors import NotUnderstoodError
from commands.port import Answer, Context, Reply, Role
from commands.words import NO, YES, fold
from storage.comparing import Answered
from storage.network import Network


async def _is_about_emoji(net: Network, context: Context, happening: Answer) -> bool:
    return context.role is Role.ORGANISER and await net.comparing.get(happening.command) is not None


@listener(Answer, _is_about_emoji)
async def compared(net: Network, context: Context, happening: Answer) -> Reply | None:
    """Note the answer; the bot acts on it. The first one counts."""
    one = await net.comparing.get(happening.command)
    assert one is not None  # the interest has just seen it
    if not one.is_open(context.now):
        return Reply("emoji_antwort", {"person": one.person, "antwort": "vorbei"})
    words = fold(happening.text).strip(" .!")
    if words not in YES | NO:
        raise NotUnderstoodError("Bitte antworten Sie auf die Zeichen mit „ja“ oder „nein“.")
    answer = Answered.SAME if words in YES else Answered.DIFFERENT
    await net.comparing.put(replace(one, answer=answer))
    return Reply("emoji_antwort", {"person": one.person, "antwort": answer.value})
