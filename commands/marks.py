"""Notes taken by reacting to a message, and following what becomes of the message: edits, deletions."""

from commands.declare import listener
from commands.duties import Task, read_task
from commands.errors import CommandError
from commands.free_text import even
from commands.noting import PREFIX, checked, understood, withdrawn
from commands.port import Context, Correction, Deletion, Quoted, Reaction, ReactionRemoved, Reply
from commands.words import clean
from storage.network import Network
from storage.noting import Content, Duty, Letter

SIGNS: dict[str, Letter] = {"💡": "E", "✅": "B", "❓": "F", "📌": "A"}
_DRESSING = dict.fromkeys((0xFE0E, 0xFE0F, *range(0x1F3FB, 0x1F400)))  # how a sign is shown: text, colour, skin


def letter_of(key: str) -> Letter | None:
    """Return what kind of note a reaction means."""
    return SIGNS.get(key.translate(_DRESSING).strip())


def quiet(reaction: str | None = None, gone: tuple[str, ...] = ()) -> Reply:
    """Say nothing, or only by a reaction."""
    words = reaction or "".join(gone)
    return Reply("notiert", {"worte": words}, reaction=reaction, takes_back=withdrawn(gone), silent=True)


def _content(letter: Letter, text: str, context: Context, quoted: Quoted | None, author: str) -> Content:
    text = checked(text)
    if letter != "A":
        return Content(text)
    people = quoted.people if quoted is not None else context.people
    try:
        task = read_task(text, context.now, people=people, sender=author, zone=str(context.now.tzinfo), strict=False)
    except CommandError:  # nothing but a name or a time: kept as it stands
        task = Task(text, Duty())
    return Content(task.text, duty=task.duty)


async def _is_mark(net: Network, context: Context, happening: Reaction) -> bool:
    if letter_of(happening.key) is None or happening.command is not None:
        return False
    if not await net.protocols.in_room(context.room, context.moment):
        return False
    return not await net.deliveries.by_message(context.room, happening.target)  # not what the bot itself said


@listener(Reaction, _is_mark, reads_message=True)
async def mark(net: Network, context: Context, happening: Reaction) -> Reply | None:
    """Note the message that somebody reacted to."""
    quoted, letter = context.gathered.quoted, letter_of(happening.key)
    if quoted is None or letter is None:
        return None
    running = await net.protocols.running(context.room, quoted.thread, context.moment)
    known = await net.noting.of(quoted.event)
    typed = next((one for one in known if not one.by_reaction), None)
    text = typed.text if typed is not None else even(clean(quoted.text))
    is_command = typed is None and text.startswith(context.prefix)
    if running is None or is_command or not any(sign.isalnum() for sign in text):
        return None
    content = _content(letter, text, context, quoted, quoted.sender)
    change = await net.noting.marked(letter, running.spot, content, quoted.event, context.event)
    if not change.is_new:
        return quiet()
    due = ""
    if content.duty is not None:
        await net.actions.plan(change.ref, context.now, context.room)
        due = understood(content.duty.due)
    return quiet(f"{PREFIX}{change.ref}{due}")


async def _was_mark(net: Network, context: Context, happening: ReactionRemoved) -> bool:
    del context
    return letter_of(happening.key) is not None and await net.noting.is_known(happening.target)


@listener(ReactionRemoved, _was_mark)
async def unmark(net: Network, context: Context, happening: ReactionRemoved) -> Reply | None:
    """Forget a note when the last reaction that noted it is gone."""
    del context
    letter = letter_of(happening.key)
    if letter is None:
        return None
    change = await net.noting.unmarked(letter, happening.target, happening.event)
    return quiet(gone=change.gone) if change.gone else None


async def _is_noted(net: Network, context: Context, happening: Correction | Deletion) -> bool:
    del context
    return await net.noting.is_known(happening.target)


@listener(Correction, _is_noted, reads_message=True)
async def correct(net: Network, context: Context, happening: Correction) -> Reply | None:
    """Follow the edit of a message that was noted; only its author's edits count (Matrix spec, m.replace).

    A command that an edit turned into something else is no note any more.
    """
    quoted = context.gathered.quoted
    if quoted is None or quoted.event != happening.target or quoted.sender != context.sender:
        return None
    text = even(clean(happening.text))
    says_something = any(sign.isalnum() for sign in text)
    gone = await net.noting.taken_back(happening.target, only_typed=says_something)
    marked = [one for one in await net.noting.of(happening.target) if one.by_reaction]
    if not marked:
        return quiet(gone=gone.gone) if gone.gone else None
    contents = {one.letter: _content(one.letter, text, context, None, context.sender) for one in marked}
    await net.noting.corrected(happening.target, contents)
    action = next((one.ref for one in marked if one.letter == "A"), None)
    if action is None:
        return quiet(gone=gone.gone)
    await net.actions.plan(action, context.now, context.room)
    duty = contents["A"].duty
    return quiet(f"{PREFIX}{action}{understood(duty.due if duty else None)}", gone=(*gone.gone, action))


@listener(Deletion, _is_noted)
async def forget(net: Network, context: Context, happening: Deletion) -> Reply | None:
    """Forget what was noted from a message that was deleted; there is nothing left to react to."""
    del context
    await net.noting.taken_back(happening.target)
    return None
