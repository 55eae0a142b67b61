"""Handing a Musterlösung in: in lines, as the caption of a file, or as an answer to one; a stub is enough."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from commands.arguments import Ref, RefValue
from commands.declare import SOLUTIONS, command, listener
from commands.errors import NotAllowedError, NotUnderstoodError
from commands.handed_files import CheckedFile, checked
from commands.port import Answer, Context, Reply, Role
from commands.solution_fields import (
    Fields,
    Lines,
    change_solution,
    check_may_change,
    example_for,
    named_submission,
    read_fields,
    submission_of,
)
from commands.solution_news import ask_for_review, short_hash, shown, tell_completed, tell_organisers
from commands.words import quote
from storage.network import Network
from storage.pending import PendingView
from storage.submissions import MOST_FILES, REJECTED, WITHDRAWN, Submission, TooManyFilesError

WAITS = "teilen"
WAITS_FOR = timedelta(days=30)
LONGEST_SHARED = 10_000  # characters
_NUMBER = re.compile(r"(?:[Ll#]\s?(\d{1,9})|(\d{1,9})(?=\s*$|\s+[^\W\d_][\w ]{1,30}:))\b[.,:;]?\s*")


def split_number(text: str) -> tuple[int | None, str]:
    """Return the number of a Musterlösung at the start, and the rest."""
    match = _NUMBER.match(text)
    if match is None:
        return None, text
    return int(match[1] or match[2]), text[match.end() :].strip()


def names_solution(text: str) -> bool:
    """Whether a text begins with the number of a Musterlösung, its letter with it."""
    return text.lstrip()[:1] in {"L", "l"} and split_number(text.lstrip())[0] is not None


async def _checked_file(context: Context, _text: str) -> CheckedFile | None:
    return await checked(context.gathered.file) if context.gathered.file is not None else None


@command(
    "teilen",
    "einreichen",
    "share",
    args=[Lines()],
    help="Eine Musterlösung einreichen: Angaben in Zeilen, als Text zu einer Datei oder als Antwort auf eine Datei; "
    "ein Titel genügt",
    examples=["teilen Titel: Kooperationsvertrag", "teilen L7 Lizenz: CC-BY-4.0"],
    topic=SOLUTIONS,
    changes=True,
    reads_message=True,
    prepare=_checked_file,
    longest=LONGEST_SHARED,
)
async def share(net: Network, context: Context, text: str, *, prepared: CheckedFile | None) -> Reply:
    """Take in a new Musterlösung, or add fields and a file to one that is named or answered to."""
    number, rest = split_number(text)
    quoted = context.gathered.quoted
    if number is None and quoted is not None:
        number = await _waiting_number(net, quoted.event)
    if not rest and quoted is not None and number is None and quoted.sender == context.sender:
        rest = "" if quoted.text.startswith(context.prefix) else quoted.text  # a command says nothing of a file
    fields = read_fields(rest)
    if number is not None:
        return await _add(net, context, number, fields, prepared)
    earlier = await net.submissions.by_key(_key(context))
    if earlier is not None:  # the message was edited
        return await _add(net, context, int(earlier.ref[1:]), fields, prepared)
    return await _new(net, context, fields, prepared)


def _key(context: Context) -> str:
    return f"teilen-{short_hash(context.origin)}"


async def _waiting_number(net: Network, event: str) -> int | None:
    asked = await net.waiting.command_of(event)
    waiting = await net.waiting.get(asked, WAITS) if asked is not None else None
    return int(waiting.data["nummer"]) if waiting is not None else None


def _title_of(file: CheckedFile) -> str:
    return " ".join(re.sub(r"[_\s]+", " ", file.filename.rpartition(".")[0]).split())


async def _new(net: Network, context: Context, fields: Fields, file: CheckedFile | None) -> Reply:
    values = dict(fields.values)
    if "title" not in values and file is not None:
        values["title"] = _title_of(file)
    if "title" not in values:
        raise NotUnderstoodError(
            "Es fehlt ein Titel oder eine Datei. Schreiben Sie die Angaben in Zeilen, zum Beispiel Titel, Art, "
            "Nutzen, Kommune, Kontakt, Lizenz und Themen, oder antworten Sie mit diesem Befehl auf eine Datei.",
            "teilen Titel: Kooperationsvertrag",
        )
    async with net.audit.recording(context.sender, "teilen", "L", context.now) as entry:
        submission = await net.submissions.add(values, by=context.sender, key=_key(context), now=context.now)
        entry.subject = submission.ref
        submission, is_new_file = await _with_file(net, context, submission, file)
        submission = await _with_accessibility(net, submission, fields)
    rooms = await ask_for_review(net, context, submission)
    return await _read_back(net, context, submission, fields, new=True, file_is_new=is_new_file, rooms=rooms)


async def _add(net: Network, context: Context, number: int, fields: Fields, file: CheckedFile | None) -> Reply:
    before = await submission_of(net, number)
    if not fields.values and file is None:
        unknown = f" „{quote(fields.unknown[0], 30)}“ kenne ich nicht." if fields.unknown else ""
        raise NotUnderstoodError(
            f"Was soll zu {before.ref} ergänzt werden?{unknown} Nennen Sie ein Feld, oder antworten Sie mit dem "
            "Befehl auf eine Datei.",
            example_for(before) or f"teilen {before.ref} Lizenz: CC-BY-4.0",
        )
    async with net.audit.recording(context.sender, "ergaenzen", before.ref, context.now):
        submission = await change_solution(net, context, before.ref, fields.values)
        submission, is_new_file = await _with_file(net, context, submission, file)
        submission = await _with_accessibility(net, submission, fields)
    if context.role is not Role.ORGANISER:
        if before.status == REJECTED:
            await ask_for_review(net, context, submission)
        else:
            await tell_completed(net, context, submission)
    return await _read_back(net, context, submission, fields, new=False, file_is_new=is_new_file)


async def _with_file(
    net: Network, context: Context, submission: Submission, file: CheckedFile | None
) -> tuple[Submission, bool | None]:
    """Store the file; tells whether it is new there, ``None`` without a file."""
    if file is None:
        return submission, None
    number = int(submission.ref[1:])
    try:
        is_new = await net.submissions.add_file(
            number, filename=file.filename, mime=file.mime, data=file.data, text=file.text, now=context.now
        )
    except TooManyFilesError as error:
        raise NotUnderstoodError(
            f"{submission.ref} hat schon {MOST_FILES} Dateien, mehr sind nicht möglich."
        ) from error
    return await submission_of(net, number), is_new


async def _with_accessibility(net: Network, submission: Submission, fields: Fields) -> Submission:
    """Note what is said of the files, once there are some. Raises :class:`NotUnderstoodError` where there is none."""
    value = fields.values.get("accessible")
    if value is None:
        return submission
    number = int(submission.ref[1:])
    if not submission.files:
        raise NotUnderstoodError(
            "Ob sie barrierefrei ist, wird von einer Datei gesagt. Bitte schicken Sie die Angabe mit der Datei oder "
            "danach.",
            "teilen L7 Barrierefrei: ja",
        )
    await net.submissions.set_accessible(number, str(value))
    return await submission_of(net, number)


async def _read_back(
    net: Network,
    context: Context,
    submission: Submission,
    fields: Fields,
    *,
    new: bool,
    file_is_new: bool | None,
    rooms: int = 0,
) -> Reply:
    number = int(submission.ref[1:])
    await net.waiting.put(
        PendingView(
            command=context.origin,
            room=context.room,
            sender=context.sender,
            kind=WAITS,
            created_at=context.now,
            data={"nummer": number},
            expires_at=context.now + WAITS_FOR,
        )
    )
    data: dict[str, Any] = {
        **shown(submission),
        "neu": new,
        "status": submission.status,
        "datei_neu": file_is_new,
        "unbekannt": fields.unknown,
        "entfernt": fields.stripped,
        "gleich": await net.submissions.same_title(submission.title, number) if new else None,
        "geprueft_von": rooms,
        "beispiel": example_for(submission),
    }
    return Reply("teilen", data, waits=True)


async def _is_about_mine(net: Network, context: Context, answer: Answer) -> bool:
    """Whether words answer the bot's message about a Musterlösung, and are some that it can take."""
    waiting = await net.waiting.get(answer.command, WAITS)
    if waiting is None or not waiting.is_open(context.now):
        return False
    return waiting.sender == context.sender or context.role is Role.ORGANISER


@listener(Answer, _is_about_mine)
async def complete(net: Network, context: Context, answer: Answer) -> Reply | None:
    """Add what somebody answers to what was read back."""
    waiting = await net.waiting.get(answer.command, WAITS)
    assert waiting is not None
    fields = read_fields(answer.text)
    if set(fields.values) == {"title"} and ":" not in answer.text:
        return None  # a remark to other people, no field
    # what the answer belongs to stays the first command: later answers to any of the bot's messages find it
    return await _add(net, replace(context, original=answer.command), int(waiting.data["nummer"]), fields, None)


@command(
    "loesungaendern",
    "loesung_aendern",
    args=[Lines("L7 Feld: Wert", optional=False)],
    help="Angaben einer Musterlösung ändern",
    examples=["loesungaendern L7 Lizenz: CC-BY-4.0"],
    topic=SOLUTIONS,
    changes=True,
    longest=LONGEST_SHARED,
)
async def change_lines(net: Network, context: Context, text: str) -> Reply:
    """Set fields of a Musterlösung."""
    number, rest = split_number(text)
    if number is None:
        raise NotUnderstoodError("Bitte nennen Sie die Nummer der Musterlösung und das Feld mit seinem neuen Wert.")
    return await _add(net, context, number, read_fields(rest), None)


@command(
    "zurueckziehen",
    args=[Ref("L")],
    help="Eine Musterlösung zurückziehen, die Sie eingereicht haben",
    examples=["zurueckziehen L7"],
    topic=SOLUTIONS,
    changes=True,
)
async def withdraw(net: Network, context: Context, ref: RefValue) -> Reply:
    """Take a Musterlösung back; it is not found any more."""
    submission = await named_submission(net, ref, "zurueckziehen L7")
    mine = submission.submitted_by == context.sender
    if not mine:
        check_may_change(submission, context)
    if submission.status == WITHDRAWN:
        raise NotAllowedError(f"{submission.ref} ist schon zurückgezogen.")
    async with net.audit.recording(context.sender, "zurueckziehen", submission.ref, context.now):
        after = await net.submissions.set_status(int(submission.ref[1:]), WITHDRAWN, context.now)
    if context.role is not Role.ORGANISER:
        data = {"nummer": after.ref, "titel": after.title}
        mark = f"zurück {short_hash(context.event)}"
        await tell_organisers(net, "zu_rueckzug", data, after.ref, mark, context.now)
    return Reply("zurueckgezogen", {"nummer": after.ref, "titel": after.title})
