"""Commands about Musterlösungen: the list, and one in full with its files."""

import asyncio
from pathlib import Path

from commands.arguments import Ref, RefValue, Words
from commands.declare import FINDING, command
from commands.port import Context, Document, Place, Reply, Role
from commands.references import reference_only
from commands.resolve import not_there, resolve
from commands.words import quote
from storage.network import Network
from storage.submissions import RELEASED
from storage.views import FileView, SolutionDetail
from templates.filters import accessibility, kind_of_file, size


@command(
    "loesungen",
    "musterloesungen",
    "solutions",
    args=[Words("Thema, Art oder Kommune")],
    help="Musterlösungen, auch zu einem Thema, einer Art oder einer Kommune",
    examples=["loesungen", "loesungen Vertrag", "loesungen Iserlohn"],
    topic=FINDING,
)
async def solutions(net: Network, context: Context, words: str, *, offset: int = 0) -> Reply:
    """Released Musterlösungen that match all words; a single number shows that one."""
    if reference_only(words) == "L":
        ref, _rest = Ref("L").take(words, context.now)
        assert ref is not None
        return await solution(net, context, ref)
    page = await net.solutions.list(words=words, offset=offset)
    return Reply("loesungen", {"seite": page, "worte": quote(words)})


@command(
    "loesung",
    "musterloesung",
    "solution",
    args=[Ref("L")],
    help="Eine Musterlösung in allen Einzelheiten, mit ihren Dateien",
    examples=["loesung L1", "loesung GoNet"],
    topic=FINDING,
)
async def solution(net: Network, context: Context, ref: RefValue) -> Reply:
    """One Musterlösung in full; its files follow as messages of their own."""
    detail = await _in_review(net, context, ref)
    if detail is None:
        found = await resolve(net, ref, ("solution",), "loesungen")
        detail = await net.solutions.detail(found.ref)
    if detail is None:
        raise not_there(ref, "loesungen")
    there = [file for file in detail.files if await asyncio.to_thread(Path(file.path).exists)]
    documents = tuple(
        Document(
            file.filename,
            file.mime,
            path=file.path,
            caption=f"{file.filename} ({described(file)})",
        )
        for file in there
    )
    lost = tuple(file.filename for file in detail.files if file not in there)
    return Reply("loesung", {"loesung": detail, "verloren": lost}, documents=documents)


def described(file: FileView) -> str:
    """Say of what kind a file is: PDF, 240 KB, Barrierefreiheit unbekannt."""
    return ", ".join((kind_of_file(file.mime), size(file.size), accessibility(file.accessible)))


async def _in_review(net: Network, context: Context, ref: RefValue) -> SolutionDetail | None:
    """Return one that is not released, for organisers among themselves and for whoever handed it in."""
    if ref.letter != "L" or ref.number is None or context.place not in {Place.ORGANISERS, Place.DIRECT}:
        return None
    submission = await net.submissions.get(ref.number)
    if submission is None or submission.status == RELEASED:
        return None
    if context.role is not Role.ORGANISER and submission.submitted_by != context.sender:
        return None
    return await net.solutions.detail(submission.ref, released=False)
