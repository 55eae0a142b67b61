"""What becomes of drafts, typed or read from a file: confirmed, given up or corrected, by sign, word or command."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from commands.arguments import Ref, RefValue
from commands.declare import EVENTS, command, listener
from commands.drafts import (
    DONE,
    GIVEN_UP,
    KEPT,
    WAITS,
    correct,
    gone,
    refs_of,
    waiting_for,
)
from commands.errors import NotAllowedError, NotFoundError, NotUnderstoodError
from commands.fields import EXAMPLE
from commands.free_text import leading_reference
from commands.port import Answer, Context, Deletion, Reaction, Reply, Role
from commands.words import NO, YES, clean, fold
from storage.cards import event_cards_by_id
from storage.documents import index_event
from storage.network import Network
from storage.organising import EventState, discard, publish, state_of
from storage.pending import PendingView
from storage.planning import Kind, State
from storage.recurrence import begin
from storage.submissions import HANDED_IN, WITHDRAWN

YES_SIGNS, NO_SIGNS = frozenset("✅👍✔☑👌🆗"), frozenset("❌👎✖🚫")
SKIN = dict.fromkeys((0xFE0F, *range(0x1F3FB, 0x1F400)))
SHOWN = 20  # of the drafts of a file
SOON = timedelta(minutes=1)


async def confirm(net: Network, context: Context, waiting: PendingView, refs: Sequence[str] = ()) -> Reply:
    """Publish what waits, or some of it, and say when it will be announced."""
    chosen = list(refs) or refs_of(waiting)
    states = await _states(net, chosen)
    rule = waiting.data.get("regel")
    drafts = [state for state in states if state.is_draft]
    for state in drafts:
        async with net.audit.recording(context.sender, _action(waiting), state.ref, context.now):
            row = await publish(net, state.ref, context.now)
            if rule:
                await begin(net, row, rule, context.now)
                await index_event(net.session, row.id)
    await _close(net, waiting, DONE)
    if len(chosen) == 1:
        return await _confirmed(net, context, states[0], already=not drafts)
    planned = [await announcement_of(net, state.id, context.now) for state in drafts]
    times = [one["angekuendigt"] for one in planned if one["angekuendigt"]]
    first = min(times, default=None)
    is_soon = first is not None and first <= context.now + SOON
    return _listed(
        drafts, confirmed=True, angekuendigt=len(times), wann=first, gleich=is_soon, zone=context.now.tzinfo
    )


async def give_up(net: Network, context: Context, waiting: PendingView, refs: Sequence[str] = ()) -> Reply:
    """Delete the drafts that wait, or some of them."""
    chosen = list(refs) or refs_of(waiting)
    states = await _states(net, chosen)
    drafts = [state for state in states if state.is_draft]
    if not drafts and len(chosen) == 1:
        known = states[0]
        raise NotAllowedError(f"{known.ref} {known.title} ist schon eingetragen.", f"absagen {known.ref} Krankheit")
    for state in drafts:
        async with net.audit.recording(context.sender, "verworfen", state.ref, context.now):
            await discard(net, state.ref)
            if await _is_decided(net, waiting):
                await _withdraw_named(net, context, waiting)
    await _close(net, waiting, GIVEN_UP)
    if len(chosen) == 1:
        return Reply("neu_verworfen", {"nummer": drafts[0].ref, "titel": drafts[0].title})
    return _listed(drafts, confirmed=False, angekuendigt=0)


def _action(waiting: PendingView) -> str:
    return "import" if "refs" in waiting.data else "neu"


def _listed(drafts: Sequence[EventState], *, confirmed: bool, **more: Any) -> Reply:
    lines = [f"{state.ref}: {state.title}" for state in drafts[:SHOWN]]
    data = {"bestaetigt": confirmed, "liste": lines, "anzahl": len(drafts), "weitere": len(drafts) - len(lines)}
    return Reply("entwuerfe_entschieden", {**data, **more})


async def _states(net: Network, refs: Sequence[str]) -> list[EventState]:
    """Return what there is of the drafts. Raises :class:`NotFoundError` where there is nothing."""
    states = [state for ref in refs if (state := await state_of(net, ref)) is not None]
    if not states:
        raise gone()
    return states


async def _withdraw_named(net: Network, context: Context, waiting: PendingView) -> None:
    """Withdraw the Musterlösungen that came with a file of which nothing is kept, unless somebody released them."""
    if any([await state_of(net, ref) is not None for ref in refs_of(waiting)]):
        return
    for ref in waiting.data.get("loesungen", ()):
        submission = await net.submissions.get(int(ref[1:]))
        if submission is not None and submission.status == HANDED_IN:
            await net.submissions.set_status(int(ref[1:]), WITHDRAWN, context.now)


async def _is_decided(net: Network, waiting: PendingView) -> bool:
    states = [await state_of(net, ref) for ref in refs_of(waiting)]
    return not any(state is not None and state.is_draft for state in states)


async def _close(net: Network, waiting: PendingView, kind: str) -> None:
    """Wait no more, unless others of the drafts are still to be decided."""
    if await _is_decided(net, waiting):
        await net.waiting.put(replace(waiting, kind=kind))


async def _confirmed(net: Network, context: Context, state: EventState, *, already: bool) -> Reply:
    card = (await event_cards_by_id(net.session, [state.id]))[state.id]
    return Reply(
        "neu_bestaetigt",
        {
            "karte": card,
            "schon": already,
            "vergangen": state.is_over(context.now),
            "weitere": await occurrences_ahead(net, state, context.now),
            "jetzt": context.now,
        }
        | await announcement_of(net, state.id, context.now),
    )


async def occurrences_ahead(net: Network, state: EventState, now: datetime) -> int:
    """Return how many further occurrences of a recurring event are ahead."""
    current = await state_of(net, state.ref)
    if current is None or current.rule is None or current.series_id is None:
        return 0
    return await net.events.in_series(current.series_id, now) - 1


async def announcement_of(net: Network, event_id: int, now: datetime) -> dict[str, Any]:
    """Return when and in how many rooms an event is announced, or why it is not."""
    rows = [one for one in await net.deliveries.of_event(event_id) if one.kind is Kind.ANNOUNCEMENT]
    planned = [one.due_at for one in rows if one.state is State.PLANNED]
    reasons = sorted({one.reason for one in rows if one.state is State.MISSED and one.reason})
    return {
        "angekuendigt": min(planned) if planned else None,
        "gleich": bool(planned) and min(planned) <= now + SOON,
        "raeume": len(planned),
        "gesagt": any(one.state is State.SENT for one in rows),
        "grund": reasons[0] if reasons else "",
        "zone": now.tzinfo,
    }


async def _waiting(net: Network, context: Context, *messages: str | None) -> PendingView | None:
    """Return the draft that one of these messages is about, if this person may decide on it here."""
    if context.role is not Role.ORGANISER:
        return None
    for message in messages:
        found = await net.waiting.get(message, WAITS) if message else None
        if found is not None and found.room == context.room and found.is_open(context.now):
            return found
    return None


def _sign(key: str) -> str:
    return key.translate(SKIN).strip()


async def _is_sign(net: Network, context: Context, reaction: Reaction) -> bool:
    known = _sign(reaction.key) in YES_SIGNS | NO_SIGNS
    return known and await _waiting(net, context, reaction.command, reaction.target) is not None


@listener(Reaction, _is_sign)
async def decide_by_sign(net: Network, context: Context, reaction: Reaction) -> Reply | None:
    """Confirm or give up by a reaction."""
    waiting = await _waiting(net, context, reaction.command, reaction.target)
    if waiting is None:
        return None
    decide = confirm if _sign(reaction.key) in YES_SIGNS else give_up
    return await decide(net, context, waiting)


async def _is_answer(net: Network, context: Context, answer: Answer) -> bool:
    return await _waiting(net, context, answer.command) is not None


@listener(Answer, _is_answer)
async def decide_by_words(net: Network, context: Context, answer: Answer) -> Reply | None:
    """Confirm, give up or correct by a reply."""
    waiting = await _waiting(net, context, answer.command)
    if waiting is None:
        return None
    refs, words = _one_of(refs_of(waiting), clean(answer.text).strip())
    short = fold(words).strip(" .!,")
    if short in YES:
        return await confirm(net, context, waiting, refs)
    if short in NO:
        return await give_up(net, context, waiting, refs)
    if len(refs) != 1:
        raise NotUnderstoodError(
            f"Ich habe {len(refs)} Entwürfe gelesen. Welchen soll ich ändern? Schreiben Sie seine Nummer davor, zum "
            f"Beispiel „{refs[0]} Wo: Rathaus“ oder „{refs[0]} nein“. Mit „ja“ oder „nein“ allein entscheiden Sie "
            "über alle."
        )
    if len(refs_of(waiting)) == 1:
        return await correct(net, context, waiting, words)
    # its answer must not decide about all of them
    return await correct(net, context, replace(waiting, data={"refs": refs}), words, waits=False)


def _one_of(refs: list[str], words: str) -> tuple[list[str], str]:
    """Return the drafts that an answer is about, "W12 nein" or all of them, and what it says of them."""
    named, rest = leading_reference(words)
    if named is None or named.number is None or named.label:
        return refs, words
    ref = f"W{named.number}"
    if ref not in refs:
        raise NotUnderstoodError(f"{ref} gehört nicht dazu. Hier geht es um {', '.join(refs[:SHOWN])}.")
    if not rest:
        raise NotUnderstoodError(
            f"Was ist mit {ref}? Schreiben Sie dahinter „ja“, „nein“ oder zum Beispiel „Wo: Rathaus“."
        )
    return [ref], rest


async def _is_typed_draft(net: Network, context: Context, deletion: Deletion) -> bool:
    return await _waiting(net, context, deletion.target) is not None


@listener(Deletion, _is_typed_draft)
async def give_up_deleted(net: Network, context: Context, deletion: Deletion) -> Reply | None:
    """Give a draft up whose message was deleted; the bot takes its answer back as well."""
    waiting = await _waiting(net, context, deletion.target)
    if waiting is not None and any([await state_of(net, ref) is not None for ref in refs_of(waiting)]):
        await give_up(net, context, waiting)
    return None


async def _draft_here(net: Network, context: Context, ref: RefValue | None) -> tuple[PendingView, list[str]]:
    """Return what is meant: a draft by its number, else the last ones of this person in this room."""
    if ref is None:
        waiting = await net.waiting.latest(context.sender, WAITS, context.room)
        if waiting is None:
            raise NotFoundError("Hier wartet nichts auf Ihre Bestätigung.", EXAMPLE)
        return waiting, refs_of(waiting)
    state = await state_of(net, f"W{ref.number}") if ref.number is not None else None
    if state is None:
        raise NotFoundError(f"Einen Entwurf {ref.text} gibt es nicht.", EXAMPLE)
    waiting = await waiting_for(net, state.ref, WAITS, DONE)
    if waiting is None:
        command = state.key.removeprefix("chat:")
        data = {"ref": state.ref}
        waiting = PendingView(command, context.room, context.sender, WAITS, context.now, data, context.now + KEPT)
    return waiting, [state.ref]


@command(
    "ok",
    "bestaetigen",
    "confirm",
    args=[Ref("W", "Nummer", optional=True)],
    help="Den zuletzt von Ihnen hier eingetragenen Entwurf bestätigen, oder den mit dieser Nummer",
    examples=["ok", "ok W12"],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
)
async def ok(net: Network, context: Context, ref: RefValue | None) -> Reply:
    """Confirm a draft by a typed command."""
    return await confirm(net, context, *await _draft_here(net, context, ref))


@command(
    "verwerfen",
    "discard",
    args=[Ref("W", "Nummer", optional=True)],
    help="Den zuletzt von Ihnen hier eingetragenen Entwurf verwerfen, oder den mit dieser Nummer",
    examples=["verwerfen", "verwerfen W12"],
    topic=EVENTS,
    role=Role.ORGANISER,
    changes=True,
)
async def drop(net: Network, context: Context, ref: RefValue | None) -> Reply:
    """Give a draft up by a typed command."""
    return await give_up(net, context, *await _draft_here(net, context, ref))
