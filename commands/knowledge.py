"""Commands about what the network knows: search, Musterlösungen, people, action items."""

from commands.arguments import Choice, Ref, RefValue, Words
from commands.declare import command
from commands.errors import NotFoundError
from commands.port import Context, Document, Reply
from commands.resolve import resolve
from commands.words import quote
from storage.network import Network

STATES = {"offen": "offen", "erledigt": "erledigt", "alle": None}


@command(
    "suche",
    "suchen",
    "such",
    "finde",
    "search",
    "find",
    args=[Words("Suchworte", optional=False)],
    help="Alles durchsuchen: Veranstaltungen, Programmpunkte, Musterlösungen, Erkenntnisse, Menschen, Organisationen",
    examples=["suche Kooperationsvertrag", "suche Storytelling", 'suche "Social Intranet"'],
)
async def search(net: Network, context: Context, words: str, *, offset: int = 0) -> Reply:
    """Hits of all kinds, best first, with the passage that shows why."""
    result = await net.search(words, now=context.now, offset=offset)
    return Reply("suche", {"seite": result.page, "worte": quote(words), "vorschlag": result.suggestion})


@command(
    "loesungen",
    "musterloesungen",
    "solutions",
    args=[Words("Thema, Art oder Kommune")],
    help="Musterlösungen, auch zu einem Thema, einer Art oder einer Kommune",
    examples=["loesungen", "loesungen Vertrag"],
)
async def solutions(net: Network, context: Context, words: str, *, offset: int = 0) -> Reply:
    """Released Musterlösungen that match all words."""
    del context
    page = await net.solutions.list(words=words, offset=offset)
    return Reply("loesungen", {"seite": page, "worte": quote(words)})


@command(
    "loesung",
    "musterloesung",
    "solution",
    args=[Ref("L")],
    help="Eine Musterlösung in allen Einzelheiten, mit ihren Dateien",
    examples=["loesung L1", "loesung Kooperationsvertrag"],
)
async def solution(net: Network, context: Context, ref: RefValue) -> Reply:
    """One Musterlösung in full; its files follow as messages of their own."""
    del context
    found = await resolve(net, ref, ("solution",), "loesung L1")
    detail = await net.solutions.detail(found.ref)
    if detail is None:
        raise NotFoundError(f"{ref.text} gibt es nicht.", "loesungen")
    documents = tuple(Document(file.filename, file.mime, path=file.path, caption=file.title) for file in detail.files)
    return Reply("loesung", {"loesung": detail}, documents=documents)


@command(
    "wer",
    "who",
    "kontakt",
    "experten",
    args=[Words("Thema", optional=False)],
    help="Menschen und Organisationen mit Erfahrung zu einem Thema",
    examples=["wer Storytelling", "wer interkommunale Zusammenarbeit"],
)
async def experts(net: Network, context: Context, topic: str, *, offset: int = 0) -> Reply:
    """Who took part in what on a topic, and who shared which Musterlösung."""
    page = await net.experts(topic, now=context.now, offset=offset)
    return Reply("wer", {"seite": page, "thema": quote(topic)})


@command(
    "massnahmen",
    "massnahme",
    "aufgaben",
    "todos",
    "actions",
    args=[Choice(("offen", "meine", "erledigt", "alle")), Ref("W", optional=True)],
    help="Vereinbarte nächste Schritte: offene, meine, erledigte oder die einer Veranstaltung",
    examples=["massnahmen", "massnahmen meine", "massnahmen W1"],
)
async def actions(
    net: Network, context: Context, state: str | None, ref: RefValue | None, *, offset: int = 0
) -> Reply:
    """Action items with who is responsible and until when."""
    event = None
    if ref is not None:
        event = (await resolve(net, ref, ("event", "session"), "massnahmen W1")).ref.partition(".")[0]
    wanted = STATES.get(state or "", None if event else "offen")
    person = context.sender if state == "meine" else None
    page = await net.actions.list(state=wanted, event_ref=event, person=person, offset=offset)
    return Reply("massnahmen", {"seite": page, "auswahl": state, "veranstaltung": event})
