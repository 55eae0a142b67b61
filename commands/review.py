"""Review of Musterlösungen by the organisers: released, rejected with a reason, or still with gaps."""

from typing import Any

from commands.declare import SOLUTIONS, command, listener
from commands.errors import NotAllowedError, NotUnderstoodError
from commands.port import Context, Reaction, Reply, Role
from commands.sharing import split_number
from commands.solution_fields import Lines, example_for, missing, submission_of
from commands.solution_news import REVIEW, tell_submitter
from commands.words import quote, squeeze
from storage.network import Network
from storage.submissions import HANDED_IN, REJECTED, RELEASED, WITHDRAWN

YES, NO = "✅", "❌"
NEVERTHELESS = "trotzdem"
LONGEST_REASON = 1_000


@command(
    "freigeben",
    "release",
    args=[Lines("L7", optional=False)],
    help="Eine eingereichte Musterlösung freigeben; mit „trotzdem“ auch, wenn noch Angaben fehlen",
    examples=["freigeben L7", "freigeben L7 trotzdem"],
    topic=SOLUTIONS,
    role=Role.ORGANISER,
    changes=True,
)
async def release(net: Network, context: Context, text: str) -> Reply:
    """Release a Musterlösung: from now on it is found."""
    number, rest = split_number(text)
    if number is None or squeeze(rest) not in {"", NEVERTHELESS}:
        raise NotUnderstoodError("Bitte nennen Sie die Nummer der Musterlösung.", "freigeben L7")
    return await _release(net, context, number, nevertheless=bool(rest))


async def _release(net: Network, context: Context, number: int, *, nevertheless: bool) -> Reply:
    submission = await submission_of(net, number)
    if submission.status == RELEASED:
        raise NotAllowedError(f"{submission.ref} ist schon freigegeben.", f"loesung {submission.ref}")
    if submission.status == WITHDRAWN:
        raise NotAllowedError(f"{submission.ref} ist zurückgezogen und lässt sich nicht freigeben.")
    if submission.missing and not nevertheless:
        data = {
            "nummer": submission.ref,
            "titel": submission.title,
            "fehlt": missing(submission),
            "ergaenzen": example_for(submission),
        }
        return Reply("freigabe_luecken", data)
    async with net.audit.recording(context.sender, "freigeben", submission.ref, context.now):
        after = await net.submissions.set_status(number, RELEASED, context.now)
    told = await tell_submitter(net, context, after, "zu_freigabe")
    await net.tell_subscribers(after.ref, "\n".join(after.values.values()), context.now)
    return Reply("freigegeben", {"nummer": after.ref, "titel": after.title, "benachrichtigt": told})


@command(
    "ablehnen",
    "reject",
    args=[Lines("L7 Grund", optional=False)],
    help="Eine eingereichte Musterlösung ablehnen; der Grund wird der Person im Direktchat mitgeteilt",
    examples=["ablehnen L7 Die Anlage enthält Namen von Beschäftigten"],
    topic=SOLUTIONS,
    role=Role.ORGANISER,
    changes=True,
)
async def reject(net: Network, context: Context, text: str) -> Reply:
    """Reject a Musterlösung, with the reason for whoever handed it in."""
    number, reason = split_number(text)
    if number is None:
        raise NotUnderstoodError("Bitte nennen Sie die Nummer der Musterlösung und den Grund.")
    submission = await submission_of(net, number)
    if submission.status != HANDED_IN:
        raise NotAllowedError(
            f"{submission.ref} ist {submission.status}. Ablehnen lässt sich nur, was eingereicht ist."
        )
    if not any(sign.isalnum() for sign in reason):
        raise NotUnderstoodError(
            "Bitte nennen Sie den Grund. Er wird der Person mitgeteilt, die eingereicht hat.",
            f"ablehnen {submission.ref} Die Anlage enthält Namen von Beschäftigten",
        )
    if len(reason) > LONGEST_REASON:
        raise NotUnderstoodError(f"Der Grund ist zu lang, höchstens {LONGEST_REASON} Zeichen sind möglich.")
    async with net.audit.recording(context.sender, "ablehnen", submission.ref, context.now):
        after = await net.submissions.set_status(number, REJECTED, context.now, reason)
    told = await tell_submitter(net, context, after, "zu_ablehnung", grund=reason)
    return Reply(
        "abgelehnt", {"nummer": after.ref, "titel": after.title, "grund": quote(reason, 400), "benachrichtigt": told}
    )


async def _is_review(net: Network, context: Context, reaction: Reaction) -> bool:
    """Whether an organiser reacts to a request for review."""
    if context.role is not Role.ORGANISER or reaction.key.rstrip("\ufe0f") not in {YES, NO}:
        return False
    return await _asked_about(net, context, reaction) is not None


async def _asked_about(net: Network, context: Context, reaction: Reaction) -> str | None:
    """Return the number of the Musterlösung that a request for review is about."""
    rows = await net.deliveries.by_message(context.room, reaction.target)
    return next((row.subject for row in rows if row.data.get("vorlage") == REVIEW), None)


@listener(Reaction, _is_review)
async def review(net: Network, context: Context, reaction: Reaction) -> Reply:
    """Release at a tick; a cross asks for the reason. In encrypted rooms reactions can be forged: say what to type."""
    ref = await _asked_about(net, context, reaction)
    assert ref is not None
    says_yes = reaction.key.rstrip("\ufe0f") == YES
    if context.is_encrypted or not says_yes:
        return Reply("pruefung_tippen", {"nummer": ref, "ja": says_yes, "verschluesselt": context.is_encrypted})
    return await _release(net, context, int(ref[1:]), nevertheless=False)


@command(
    "luecken",
    "pruefung",
    help="Musterlösungen, die auf Prüfung warten oder denen Angaben fehlen",
    examples=["luecken"],
    topic=SOLUTIONS,
    role=Role.ORGANISER,
)
async def gaps(net: Network, context: Context, *, offset: int = 0) -> Reply:
    """List what waits for review and what has gaps."""
    del context
    page = await net.submissions.with_gaps(offset=offset)
    entries: tuple[dict[str, Any], ...] = tuple(
        {"ref": one.ref, "title": one.title, "status": one.status, "fehlt": missing(one)} for one in page.items
    )
    example = next((line for one in page.items if (line := example_for(one))), None)
    return Reply("luecken", {"seite": page, "eintraege": entries, "beispiel": example})
