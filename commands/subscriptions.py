"""Topics of which somebody wants to hear."""

from commands.arguments import Choice, Words
from commands.declare import ATTENDING, command
from commands.errors import NotFoundError, NotUnderstoodError
from commands.port import Context, Reply
from commands.words import quote
from storage.network import Network
from storage.subscriptions import MOST, TooManyTopicsError

LONGEST_TOPIC = 80


@command(
    "abo",
    "abonnieren",
    "abos",
    "subscribe",
    args=[Choice(("aus",)), Words("Thema")],
    help="Im Direktchat hören, wenn es zu einem Thema Neues gibt; ohne Thema: Ihre Abos",
    examples=["abo Datenschutz", "abo aus Datenschutz", "abo"],
    topic=ATTENDING,
    changes=True,
)
async def subscribe(net: Network, context: Context, off: str | None, topic: str) -> Reply:
    """Note or drop a topic, or list all of the person's."""
    if len(topic) > LONGEST_TOPIC:
        raise NotUnderstoodError(f"Ein Thema hat höchstens {LONGEST_TOPIC} Zeichen.", "abo Datenschutz")
    changed = ""
    if off and topic:
        if not await net.subscriptions.remove(context.sender, topic):
            raise NotFoundError(f"Ein Abo zu „{quote(topic)}“ haben Sie nicht.", "abo")
        changed = "gelöscht"
    elif off:
        sentence = "Bitte nennen Sie das Thema, das Sie nicht mehr abonnieren wollen."
        raise NotUnderstoodError(sentence, "abo aus Datenschutz")
    elif topic:
        try:
            new = await net.subscriptions.add(context.sender, topic)
        except TooManyTopicsError as error:
            raise NotUnderstoodError(f"Sie haben schon {MOST} Abos. Bitte löschen Sie erst eines.", "abo") from error
        changed = "neu" if new else "bekannt"
    return Reply("abo", {"thema": quote(topic), "was": changed, "themen": await net.subscriptions.of(context.sender)})
