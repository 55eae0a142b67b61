"""Who is interested in a Musterlösung, who reuses it, and whether it is still current."""

from datetime import datetime, timedelta
from typing import Any

from commands.arguments import Ref, RefValue
from commands.declare import SOLUTIONS, command, listener
from commands.errors import NotAllowedError, NotFoundError, NotUnderstoodError
from commands.port import Answer, Context, Reply, Role
from commands.sharing import split_number
from commands.solution_fields import Lines, named_submission
from commands.solution_news import short_hash, tell_organisers
from commands.words import quote
from storage.network import Network
from storage.pending import PendingView
from storage.planning import ORGANISERS
from storage.privacy import strip_private
from storage.submissions import RELEASED, Submission

WAITS = "interesse"
WAITS_FOR = timedelta(days=7)
LONGEST_NAME = 120


@command(
    "interesse",
    args=[Lines("L7 Organisation", optional=False)],
    help="Mehr über eine Musterlösung erfahren wollen; das Organisationsteam wird benachrichtigt",
    examples=["interesse L7", "interesse L7 Gemeinde Beispiel"],
    topic=SOLUTIONS,
    changes=True,
)
async def interest(net: Network, context: Context, text: str) -> Reply:
    """Note that the person's organisation is interested."""
    return await _use(net, context, text, is_interest=True)


@command(
    "nachgenutzt",
    args=[Lines("L7 Kommune", optional=False)],
    help="Mitteilen, dass Ihre Organisation eine Musterlösung nachnutzt",
    examples=["nachgenutzt L7", "nachgenutzt L7 Gemeinde Beispiel"],
    topic=SOLUTIONS,
    changes=True,
)
async def reuse(net: Network, context: Context, text: str) -> Reply:
    """Note that an organisation reuses it."""
    return await _use(net, context, text, is_interest=False)


async def _released(net: Network, number: int) -> Submission:
    submission = await net.submissions.get(number)
    if submission is None or submission.status != RELEASED:
        raise NotFoundError(f"Eine Musterlösung L{number} gibt es nicht.", "loesungen")
    return submission


async def _use(net: Network, context: Context, text: str, *, is_interest: bool) -> Reply:
    number, name = split_number(text)
    word = "interesse" if is_interest else "nachgenutzt"
    if number is None:
        raise NotUnderstoodError("Bitte nennen Sie die Nummer der Musterlösung.", f"{word} L7 Gemeinde Beispiel")
    submission = await _released(net, number)
    if not name:
        name = await net.submissions.organisation_of(context.sender) or ""
    if not name:
        await net.waiting.put(
            PendingView(
                command=context.origin,
                room=context.room,
                sender=context.sender,
                kind=WAITS,
                created_at=context.now,
                data={"nummer": number, "interesse": is_interest},
                expires_at=context.now + WAITS_FOR,
            )
        )
        data = {"nummer": submission.ref, "titel": submission.title, "befehl": word}
        return Reply("interesse_fuer_wen", data, waits=True)
    return await _note(net, context, submission, name, is_interest=is_interest)


def _organisation(text: str) -> str:
    """Return a name that an organisation can have. Raises :class:`NotUnderstoodError` for others."""
    name = " ".join(text.split()).strip(" .,;:!?\"'„“")
    if len(name) > LONGEST_NAME or "\n" in text.strip() or not any(sign.isalpha() for sign in name):
        raise NotUnderstoodError("Bitte nennen Sie nur den Namen der Organisation.", "interesse L7 Gemeinde Beispiel")
    if strip_private(name)[1] or name.startswith("@"):
        raise NotUnderstoodError(
            "Bitte nennen Sie die Organisation, keine Person und keine Adresse.", "interesse L7 Gemeinde Beispiel"
        )
    return name


async def _note(net: Network, context: Context, submission: Submission, text: str, *, is_interest: bool) -> Reply:
    name = _organisation(text)
    number = int(submission.ref[1:])
    action = "interesse" if is_interest else "nachgenutzt"
    async with net.audit.recording(context.sender, action, submission.ref, context.now):
        new = await net.submissions.note_use(
            number, name, is_interest=is_interest, by=context.sender, day=context.now.date()
        )
    if new:
        data = {
            "nummer": submission.ref,
            "titel": submission.title,
            "organisation": name,
            "wer": context.who,
            "kontakt": submission.values.get("contact"),
            "von": submission.values.get("owner"),
            "interesse": is_interest,
        }
        mark = f"interesse {short_hash(context.event)}"
        await tell_organisers(net, "zu_interesse", data, submission.ref, mark, context.now)
    values: dict[str, Any] = {
        "nummer": submission.ref,
        "titel": submission.title,
        "organisation": quote(name, LONGEST_NAME),
        "interesse": is_interest,
        "neu": new,
        "kontakt": submission.values.get("contact"),
    }
    return Reply("interesse", values)


async def _is_asked(net: Network, context: Context, answer: Answer) -> bool:
    waiting = await net.waiting.get(answer.command, WAITS)
    return waiting is not None and waiting.is_open(context.now) and waiting.sender == context.sender


@listener(Answer, _is_asked)
async def named(net: Network, context: Context, answer: Answer) -> Reply:
    """Take the organisation that somebody answers with."""
    waiting = await net.waiting.get(answer.command, WAITS)
    assert waiting is not None
    submission = await _released(net, int(waiting.data["nummer"]))
    reply = await _note(net, context, submission, answer.text, is_interest=bool(waiting.data["interesse"]))
    await net.waiting.drop(answer.command)
    return reply


@command(
    "aktuell",
    args=[Ref("L")],
    help="Bestätigen, dass eine Musterlösung noch aktuell ist",
    examples=["aktuell L7"],
    topic=SOLUTIONS,
    changes=True,
)
async def current(net: Network, context: Context, ref: RefValue) -> Reply:
    """Note that a Musterlösung is still current."""
    submission = await named_submission(net, ref, "aktuell L7")
    if context.role is not Role.ORGANISER and submission.submitted_by != context.sender:
        raise NotAllowedError(
            f"Das können nur die Person, die {submission.ref} eingereicht hat, und das Organisationsteam bestätigen."
        )
    async with net.audit.recording(context.sender, "aktuell", submission.ref, context.now):
        await net.submissions.confirm(int(submission.ref[1:]), context.now.date())
    return Reply("aktuell", {"nummer": submission.ref, "titel": submission.title})


async def ask_whether_current(net: Network, now: datetime) -> None:
    """Ask, once a year for each Musterlösung, whether it is still current: who handed it in, else the organisers."""
    for submission, day in await net.submissions.to_confirm(now):
        data = {"nummer": submission.ref, "titel": submission.title}
        targets = [submission.submitted_by] if submission.submitted_by else await net.rooms.with_role(ORGANISERS)
        for target in targets:
            await net.tell(
                target, "zu_aktuell", data, subject=submission.ref, occurrence=f"aktuell {day:%Y-%m-%d}", now=now
            )
