"""Polls in a room: opened by organisers, voted in natively or by a number in a reply, closed by time or command."""

from datetime import datetime

from commands.declare import EVENTS, command, listener
from commands.errors import NotFoundError, NotUnderstoodError
from commands.poll_results import WAITS, close_poll
from commands.poll_words import EXAMPLE, chosen, read_closing, read_poll
from commands.port import Answer, Context, Deletion, Place, Poll, Reply, Role, Vote
from commands.solution_fields import Lines
from commands.words import squeeze
from storage.network import Network
from storage.pending import PendingView
from storage.polls import OPEN_AT_MOST, PollView

_END = {squeeze(word) for word in ("ende", "beenden", "schließen", "stop", "stopp", "aus")}
_AGAIN = {squeeze(word) for word in ("wiederholen", "wiederhole", "nochmal")}


@command(
    "umfrage",
    "poll",
    args=[Lines("Frage | Antwort | Antwort …", optional=False)],
    help="Eine Umfrage im Raum, auch mit Skala; „ende“ schließt sie, „wiederholen“ stellt die letzte noch einmal",
    examples=[
        EXAMPLE,
        "umfrage Wie aktiv sind wir in regionalen Kooperationen? 1-5",
        "umfrage ende",
        "umfrage wiederholen",
    ],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
    reads_message=True,
    longest=12_000,
)
async def poll(net: Network, context: Context, text: str) -> Reply:
    """Open, end or repeat a poll."""
    if context.place is Place.DIRECT:
        raise NotUnderstoodError("Eine Umfrage geht nur in einem Raum mit mehreren Personen.")
    first, _, rest = text.partition(" ")
    if squeeze(first.strip()) in _END and not rest.strip():
        return await _end(net, context)
    if squeeze(first.strip()) in _AGAIN:
        return await _again(net, context, rest)
    words = read_poll(text, context.now)
    return await _open(net, context, words.question, words.answers, words.closes_at, is_scale=words.is_scale)


async def _open(
    net: Network,
    context: Context,
    question: str,
    answers: tuple[str, ...],
    closes_at: datetime | None,
    *,
    is_scale: bool,
    before: int | None = None,
) -> Reply:
    if await net.polls.by_command(context.origin) is not None:
        raise NotUnderstoodError(
            "Eine laufende Umfrage lässt sich nicht ändern. Beenden Sie sie und stellen Sie eine neue.", "umfrage ende"
        )
    if closes_at is not None and closes_at - context.now > OPEN_AT_MOST:
        raise NotUnderstoodError(f"Eine Umfrage läuft höchstens {OPEN_AT_MOST.days} Tage.", EXAMPLE)
    opened = await net.polls.open(
        command=context.origin,
        room=context.room,
        question=question,
        answers=answers,
        is_scale=is_scale,
        by=context.sender,
        now=context.now,
        closes_at=closes_at,
        before=before,
    )
    await net.waiting.put(
        PendingView(
            command=context.origin,
            room=context.room,
            sender=context.sender,
            kind=WAITS,
            created_at=context.now,
            data={"umfrage": opened.id},
        )
    )
    data = {
        "frage": question,
        "antworten": answers,
        "skala": is_scale,
        "bis": closes_at,
        "jetzt": context.now,
        "wiederholt": before is not None,
    }
    return Reply("umfrage", data, waits=True, poll=Poll(question, answers))


async def _meant(net: Network, context: Context) -> PollView | None:
    """Return the poll that is answered to, else the newest open one of the room."""
    quoted = context.gathered.quoted
    asked = await net.waiting.command_of(quoted.event) if quoted is not None else None
    found = await net.polls.by_command(asked) if asked is not None else None
    if found is not None and found.closed_at is None:
        return found
    return await net.polls.latest(context.room, is_open=True)


async def _end(net: Network, context: Context) -> Reply:
    found = await _meant(net, context)
    if found is None:
        raise NotFoundError("Hier läuft keine Umfrage.", EXAMPLE)
    await close_poll(net, found, context.now)
    return Reply("umfrage_beendet", {"frage": found.question})


async def _again(net: Network, context: Context, rest: str) -> Reply:
    """Ask the last question of the room again; the result shows both side by side."""
    closes_at, left = read_closing(rest, context.now)
    if left.strip():
        raise NotUnderstoodError("Dahinter kann nur stehen, wann die Umfrage endet.", "umfrage wiederholen bis 15 Uhr")
    if await net.polls.latest(context.room, is_open=True) is not None:
        raise NotUnderstoodError("Hier läuft schon eine Umfrage. Bitte beenden Sie sie erst.", "umfrage ende")
    last = await net.polls.latest(context.room, is_open=False)
    if last is None:
        raise NotFoundError("In diesem Raum gab es noch keine Umfrage, die sich wiederholen ließe.", EXAMPLE)
    return await _open(
        net,
        context,
        last.question,
        last.answers,
        closes_at,
        is_scale=last.is_scale,
        before=last.before or last.id,
    )


async def _is_ours(net: Network, context: Context, vote: Vote) -> bool:
    del context
    return vote.command is not None and await net.polls.by_command(vote.command) is not None


@listener(Vote, _is_ours)
async def count(net: Network, context: Context, vote: Vote) -> None:
    """Count a vote given in a client that knows polls; an empty one takes it back."""
    found = await net.polls.by_command(vote.command or "")
    assert found is not None
    if found.event is None:
        await net.polls.note_event(found.command, vote.target)
    if not found.takes_votes(context.now):
        return
    valid = [int(one) for one in vote.answers if one.isdecimal() and len(one) < 4 and int(one) < len(found.answers)]
    if valid or not vote.answers:
        await net.polls.vote(found.id, context.sender, valid[0] if valid else None, context.now)


async def _is_choice(net: Network, context: Context, answer: Answer) -> bool:
    del context
    found = await net.polls.by_command(answer.command)
    return found is not None and chosen(answer.text, found.answers, is_scale=found.is_scale) is not None


@listener(Answer, _is_choice)
async def count_words(net: Network, context: Context, answer: Answer) -> Reply:
    """Count a vote given by a number in a reply."""
    found = await net.polls.by_command(answer.command)
    assert found is not None
    number = chosen(answer.text, found.answers, is_scale=found.is_scale)
    if not found.takes_votes(context.now):
        return Reply("umfrage_vorbei", {"frage": found.question})
    await net.polls.vote(found.id, context.sender, number, context.now)
    return Reply("umfrage_gezaehlt", reaction="gezählt", silent=True)


async def _opened_a_poll(net: Network, context: Context, deletion: Deletion) -> bool:
    del context
    found = await net.polls.by_command(deletion.target)
    return found is not None and found.closed_at is None


@listener(Deletion, _opened_a_poll)
async def take_back(net: Network, context: Context, deletion: Deletion) -> None:
    """Forget a poll whose command was deleted; the bot takes its messages back as well."""
    del context
    found = await net.polls.by_command(deletion.target)
    assert found is not None
    await net.polls.discard(found.id)
    await net.waiting.drop(found.command)
