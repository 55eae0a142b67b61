"""The result of a poll: in words, and as a picture with the same numbers."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from commands.chart import draw_bars
from commands.port import Document, PollEnd, Reply
from storage.deliveries import DeliveryView
from storage.network import Network
from storage.noting import Content
from storage.planning import Kind, State
from storage.polls import PollView
from templates.filters import decimal

WAITS = "umfrage"
START, NOW = "am Anfang", "jetzt"
POLL = "Umfrage"  # the kind of a note


@dataclass(frozen=True, slots=True)
class Counted:
    """How many chose an answer. ``share`` in percent of all votes; ``before``: the same in the poll it repeats."""

    answer: str
    votes: int
    share: int
    votes_before: int | None = None
    share_before: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A closed poll. ``mean``: of a scale, if somebody voted."""

    question: str
    rows: tuple[Counted, ...]
    votes: int
    votes_before: int | None = None
    mean: float | None = None
    mean_before: float | None = None


async def close_poll(net: Network, poll: PollView, now: datetime) -> None:
    """Close a poll, plan the message with its result and note it. Who voted for what is forgotten here."""
    if poll.closed_at is not None:
        return
    await _note(net, await net.polls.close(poll.id, now))
    await net.waiting.drop(poll.command)
    await net.deliveries.add(
        DeliveryView(
            id=0,
            kind=Kind.POLL,
            subject=str(poll.id),
            room_id=poll.room,
            occurrence="ergebnis",
            event_id=None,
            due_at=now,
            state=State.PLANNED,
        )
    )


async def _note(net: Network, poll: PollView) -> None:
    """Keep the result with the workshop of which notes were being taken when the poll was opened."""
    running = await net.protocols.in_room(poll.room, poll.opened_at)
    here = next((one for one in running if one.thread is None), running[0] if len(running) == 1 else None)
    if here is None or not sum(poll.counts or ()):
        return
    before = await net.polls.get(poll.before) if poll.before is not None else None
    content = Content(in_a_line(count(poll, before)), POLL)
    await net.noting.typed("E", here.spot, content, poll.command)


def count(poll: PollView, before: PollView | None = None) -> Result:
    """Reckon shares and, of a scale, the mean."""
    counts = poll.counts or (0,) * len(poll.answers)
    earlier = before.counts if before is not None and before.answers == poll.answers else None
    rows = []
    for number, answer in enumerate(poll.answers):
        votes = counts[number]
        old = earlier[number] if earlier else None
        rows.append(
            Counted(
                answer,
                votes,
                _percent(votes, sum(counts)),
                old,
                _percent(old, sum(earlier)) if earlier and old is not None else None,
            )
        )
    return Result(
        poll.question,
        tuple(rows),
        sum(counts),
        sum(earlier) if earlier else None,
        _mean(poll, counts),
        _mean(poll, earlier) if earlier else None,
    )


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def _mean(poll: PollView, counts: tuple[int, ...]) -> float | None:
    if not poll.is_scale or not sum(counts):
        return None
    return sum(int(step) * votes for step, votes in zip(poll.answers, counts, strict=True)) / sum(counts)


def votes_in_words(votes: int) -> str:
    """Say a number of votes."""
    return "1 Stimme" if votes == 1 else f"{votes} Stimmen"


def in_words(result: Result) -> str:
    """Say what the picture shows, for whoever can't see it."""
    return f"Balkendiagramm zu „{result.question}“. {_rows_in_words(result)}."


def in_a_line(result: Result) -> str:
    """Say the result as it stands among the notes of a workshop."""
    parts = [f"{result.question} {_rows_in_words(result)}"]
    if result.mean is not None:
        start = f"{START} {decimal(result.mean_before)}, {NOW} " if result.mean_before is not None else ""
        parts.append(f"Mittelwert: {start}{decimal(result.mean)}")
    return f"{'. '.join([*parts, f'Abgestimmt: {result.votes}'])}."


def _rows_in_words(result: Result) -> str:
    rows = []
    for row in result.rows:
        if row.votes_before is None:
            rows.append(f"{row.answer}: {votes_in_words(row.votes)}")
        else:
            rows.append(f"{row.answer}: {START} {votes_in_words(row.votes_before)}, {NOW} {votes_in_words(row.votes)}")
    return "; ".join(rows)


async def poll_result(net: Network, poll_id: int) -> Reply | None:
    """Make the message with the result of a closed poll."""
    poll = await net.polls.get(poll_id)
    if poll is None or poll.counts is None:
        return None
    before = await net.polls.get(poll.before) if poll.before is not None else None
    result = count(poll, before)
    picture = await asyncio.to_thread(
        draw_bars,
        result.question,
        [(row.answer, row.votes, row.votes_before) for row in result.rows],
        (NOW, START),
    )
    document = Document("umfrage.png", "image/png", data=picture, caption=in_words(result))
    end = PollEnd(poll.event, f"Die Umfrage ist beendet: {poll.question}") if poll.event else None
    return Reply("umfrage_ergebnis", {"ergebnis": result}, documents=(document,), poll=end)
