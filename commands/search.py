"""The command that searches everything."""

from commands.arguments import Words
from commands.declare import FINDING, command
from commands.port import Context, Reply
from commands.words import quote
from storage.network import Network
from storage.search.question import subject

QUOTATION_MARKS = '"„“”»« '
NAMED = frozenset({"person", "organisation"})  # kinds of hits without a number


@command(
    "suche",
    "suchen",
    "such",
    "finde",
    "search",
    "find",
    args=[Words("Suchworte", optional=False)],
    help="Alles durchsuchen: Veranstaltungen, Programmpunkte, Musterlösungen, Erkenntnisse, Menschen, Organisationen",
    examples=["suche Kooperationsvertrag", "suche Paderborn Bürgermeister", "suche Storytelling"],
    topic=FINDING,
)
async def search(net: Network, context: Context, words: str, *, offset: int = 0) -> Reply:
    """Hits of all kinds, best first, with the passage that shows why; people with what they did."""
    result = await net.search(words, now=context.now, offset=offset)
    names = {hit.title for hit in result.page.items if hit.kind in NAMED}
    return Reply(
        "suche",
        {
            "seite": result.page,
            "worte": quote(_shown(result.corrected or words)),
            "getippt": quote(_shown(words)) if result.corrected else None,
            "vorschlag": result.suggestion and quote(result.suggestion),
            "beitraege": await net.involvements(names) if names else {},
        },
    )


def _shown(words: str) -> str:
    """Return what was asked for, without chat; quotation marks around all of it are those of the answer."""
    bare = words.strip(QUOTATION_MARKS)
    return words if set(QUOTATION_MARKS.strip()) & set(bare) else subject(bare)
