"""The command that searches everything."""

from commands.arguments import Words
from commands.declare import KNOWLEDGE, command
from commands.port import Context, Reply
from commands.words import quote
from storage.network import Network

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
    topic=KNOWLEDGE,
)
async def search(net: Network, context: Context, words: str, *, offset: int = 0) -> Reply:
    """Hits of all kinds, best first, with the passage that shows why; people with what they did."""
    result = await net.search(words, now=context.now, offset=offset)
    names = {hit.title for hit in result.page.items if hit.kind in NAMED}
    return Reply(
        "suche",
        {
            "seite": result.page,
            "worte": quote(words.strip(QUOTATION_MARKS)),
            "vorschlag": result.suggestion and quote(result.suggestion),
            "beitraege": await net.involvements(names) if names else {},
        },
    )
