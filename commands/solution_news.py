"""What organisers and submitters are told about a Musterlösung."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from commands.port import Context
from commands.solution_fields import known, missing
from storage.network import Network
from storage.planning import ORGANISERS
from storage.submissions import Submission

REVIEW = "zu_pruefung"  # the template of the message that asks for review
COMPLETED_EVERY = timedelta(minutes=10)  # several additions one after the other are told once


def short_hash(text: str) -> str:
    """Return an opaque short name of a message."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def shown(submission: Submission) -> dict[str, Any]:
    """Return what messages show of it, of a form that JSON can hold."""
    return {
        "nummer": submission.ref,
        "titel": submission.title,
        "angaben": [list(pair) for pair in known(submission)],
        "dateien": [
            {"filename": file.filename, "mime": file.mime, "size": file.size, "accessible": file.accessible}
            for file in submission.files
        ],
        "fehlt": list(missing(submission)),
    }


async def tell_organisers(
    net: Network, template: str, data: dict[str, Any], subject: str, mark: str, at: datetime
) -> int:
    """Plan a message to each organisers' room; returns how many there are."""
    rooms = await net.rooms.with_role(ORGANISERS)
    for room in rooms:
        await net.tell(room, template, data, subject=subject, occurrence=mark, now=at)
    return len(rooms)


async def ask_for_review(net: Network, context: Context, submission: Submission) -> int:
    """Ask the organisers to review it; returns how many rooms are asked."""
    data = {**shown(submission), "wer": context.who}
    return await tell_organisers(
        net, REVIEW, data, submission.ref, f"prüfung {short_hash(context.event)}", context.now
    )


async def tell_completed(net: Network, context: Context, submission: Submission) -> None:
    """Tell the organisers, once for several additions, that more was added."""
    step = COMPLETED_EVERY.total_seconds()
    slot = int(context.now.timestamp() // step) + 1
    due = datetime.fromtimestamp(slot * step, context.now.tzinfo)
    data = {"nummer": submission.ref, "titel": submission.title, "fehlt": list(missing(submission))}
    await tell_organisers(net, "zu_ergaenzung", data, submission.ref, f"ergänzt {slot}", due)


async def tell_submitter(net: Network, context: Context, submission: Submission, template: str, **data: Any) -> bool:
    """Tell in the direct chat who handed it in, unless it is the one who acts; tells whether anybody is told."""
    person = submission.submitted_by
    if person is None or person == context.sender:
        return False
    values = {"nummer": submission.ref, "titel": submission.title, **data}
    mark = f"{template} {short_hash(context.event)}"
    await net.tell(person, template, values, subject=submission.ref, occurrence=mark, now=context.now)
    return True
