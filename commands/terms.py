"""The network's own words for the search: "OZG = Onlinezugangsgesetz"."""

from commands.arguments import Choice, Words
from commands.declare import GENERAL, command
from commands.errors import NotFoundError, NotUnderstoodError
from commands.port import Context, Reply, Role
from commands.words import fold, quote
from storage.network import Network
from storage.terms import BETWEEN, MOST, TooManyTermsError, says_something
from storage.views import Page

LONGEST = 80  # characters of one word or expression
MOST_NAMES = 4  # names of one thing
SHOWN = 20
EXAMPLE = "begriff OZG = Onlinezugangsgesetz"


@command(
    "begriff",
    "begriffe",
    "synonym",
    "term",
    args=[Choice(("aus",)), Words("Begriff = Bedeutung")],
    help="Der Suche beibringen, was dasselbe bedeutet; „aus“ davor löscht, allein zeigt alle",
    examples=[EXAMPLE, "begriff aus OZG", "begriff"],
    topic=GENERAL,
    role=Role.ORGANISER,
    changes=True,
)
async def terms(net: Network, context: Context, off: str | None, words: str, *, offset: int = 0) -> Reply:
    """Add, replace or drop a term, or list all."""
    del context
    if off:
        return await _dropped(net, words)
    if words:
        return await _added(net, words)
    items, total = await net.terms.page(offset=offset, limit=SHOWN)
    return Reply("begriffe", {"seite": Page(tuple(items), total, offset)})


async def _added(net: Network, words: str) -> Reply:
    names = [part.strip(' "„“”»«') for part in words.split("=")]
    if len(names) < 2:
        raise NotUnderstoodError("Bitte schreiben Sie beide Seiten mit einem Gleichheitszeichen dazwischen.", EXAMPLE)
    for name in names:
        _check(name)
    if len(names) > MOST_NAMES or len(BETWEEN.join(names[1:])) > 300:
        raise NotUnderstoodError(f"Bitte nennen Sie höchstens {MOST_NAMES} Namen für eine Sache.", EXAMPLE)
    if len({fold(name) for name in names}) < len(names):
        raise NotUnderstoodError("Auf beiden Seiten steht dasselbe.", EXAMPLE)
    try:
        changed = await net.terms.put(names[0], names[1:])
    except TooManyTermsError as error:
        raise NotUnderstoodError(f"Es gibt schon {MOST} Begriffe. Bitte löschen Sie erst einen.", "begriff") from error
    return Reply("begriff", {"begriff": names[0], "bedeutung": names[1:], "was": changed or "bekannt"})


def _check(name: str) -> None:
    if not says_something(name):
        raise NotUnderstoodError(
            f"Mit „{quote(name)}“ kann die Suche nichts anfangen." if name else "Auf einer Seite fehlt das Wort.",
            EXAMPLE,
        )
    if len(name) > LONGEST:
        raise NotUnderstoodError(f"Ein Begriff hat höchstens {LONGEST} Zeichen.", EXAMPLE)
    if {"~", ">", "<"} & set(name):
        raise NotUnderstoodError("Zwischen den Namen steht nur ein Gleichheitszeichen.", EXAMPLE)


async def _dropped(net: Network, words: str) -> Reply:
    name = words.partition("=")[0].strip(' "„“”»«')
    if not name:
        raise NotUnderstoodError("Bitte nennen Sie den Begriff, der gelöscht werden soll.", "begriff aus OZG")
    gone = await net.terms.remove(name)
    if gone is None:
        raise NotFoundError(f"Einen eigenen Begriff „{quote(name)}“ gibt es nicht.", "begriff")
    return Reply("begriff", {"begriff": gone.term, "bedeutung": gone.means, "was": "gelöscht"})
