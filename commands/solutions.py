"""Commands about Musterlösungen: the list, and one in full with its files."""

from commands.arguments import Ref, RefValue, Words
from commands.declare import KNOWLEDGE, command
from commands.port import Context, Document, Reply
from commands.references import reference_only
from commands.resolve import not_there, resolve
from commands.words import quote
from storage.network import Network


@command(
    "loesungen",
    "musterloesungen",
    "solutions",
    args=[Words("Thema, Art oder Kommune")],
    help="Musterlösungen, auch zu einem Thema, einer Art oder einer Kommune",
    examples=["loesungen", "loesungen Vertrag", "loesungen Iserlohn"],
    topic=KNOWLEDGE,
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
    topic=KNOWLEDGE,
)
async def solution(net: Network, context: Context, ref: RefValue) -> Reply:
    """One Musterlösung in full; its files follow as messages of their own."""
    del context
    found = await resolve(net, ref, ("solution",), "loesungen")
    detail = await net.solutions.detail(found.ref)
    if detail is None:
        raise not_there(ref, "loesungen")
    documents = tuple(Document(file.filename, file.mime, path=file.path, caption=file.title) for file in detail.files)
    return Reply("loesung", {"loesung": detail}, documents=documents)
