"""The command that asks for people: by topic, by role, or by the event or session they took part in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commands.arguments import Words
from commands.declare import FINDING, command
from commands.errors import NotFoundError
from commands.port import Context, Reply
from commands.references import read_reference
from commands.resolve import EVENT_KINDS, named_event, resolve
from commands.words import fold, quote
from storage.network import Network
from storage.search.question import subject
from storage.views import Credit, EventCard, Expert, Involvement, Page, SessionCard

PAGE = 5
EVERYBODY = 10_000
_SPEAKING = ("impuls", "vortrag", "refer", "input", "keynote", "podium", "gruss", "eroeff", "einfuehr", "begruess")
_ROLES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(  # a word, and how the roles begin it asks for
    (re.compile(words), roles)
    for words, roles in (
        (r"moderation|moderator(in|en|innen)?|moderier(t|te|ten|en)", ("moder",)),
        (r"spra(ch|chen)|sprech(en|er|erin|erinnen|ende)|spricht|gesprochen|redet|redner(in|innen)?", _SPEAKING),
        (r"impuls(e|vortrag|vortraege)?", ("impuls", "input")),
        (r"referat(e)?|referent(in|en|innen)?|referier(t|te|ten)|vortrag|vortraege", ("refer", "vortrag", "impuls")),
        (r"gestaltet(e|en)?", ("gestalt",)),
        (r"leitet(e|en)?|geleitet|leitung|leiter(in|innen)?", ("leit", "moder")),
        (r"podium", ("podium",)),
        (r"reflexion|reflektier(t|te|ten)", ("reflex",)),
        (r"eroeffnet(e)?|eroeffnung|begruesst(e)?|begruessung", ("eroeff", "begruess")),
        (r"organisiert(e|en)?|veranstaltet(e|en)?|veranstalter(in|innen)?|ausgerichtet", ("organis",)),
    )
)
_FILLERS = frozenset("hat haben war waren ist sind wird werden hielt halt haelt den die der das einen eine".split())  # noqa: SIM905  # a list would be one word a line


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for people: the topic without the words that name a role, and the beginnings of those roles."""

    topic: str
    roles: tuple[str, ...]

    def wants(self, role: str) -> bool:
        """Whether somebody in this role is asked for."""
        return not self.roles or fold(role).startswith(self.roles)


def understand(words: str) -> Asked:
    """Take the words for roles out of a question: "moderiert Workshop B" asks who moderated workshop B."""
    roles: list[str] = []
    rest: list[str] = []
    for word in words.rstrip("?.! ").split():
        folded = fold(word.strip(",;:"))
        found = next((asked for word_for_it, asked in _ROLES if word_for_it.fullmatch(folded)), None)
        if found is not None:
            roles += found
        elif folded not in _FILLERS or rest:
            rest.append(word)
    return Asked(" ".join(rest), tuple(dict.fromkeys(roles)))


@command(
    "wer",
    "who",
    "experten",
    args=[Words("Thema", optional=False)],
    help="Menschen und Organisationen mit Erfahrung zu einem Thema, oder die Beteiligten einer Veranstaltung",
    examples=["wer Storytelling", "wer moderierte Workshop B in Iserlohn", "wer W9.B"],
    topic=FINDING,
)
async def experts(net: Network, context: Context, words: str, *, offset: int = 0) -> Reply:
    """Who took part in what on a topic; the people of an event or session where one is named."""
    asked = understand(words)
    page = await _of_reference(net, asked, offset)
    if page is None:
        page = await _of_topic(net, context, asked, words, offset)
    return Reply("wer", {"seite": page, "thema": quote(subject(words))})


async def _of_topic(net: Network, context: Context, asked: Asked, words: str, offset: int) -> Page[Expert]:
    if not asked.roles or not asked.topic:
        return await net.experts(words, now=context.now, offset=offset)
    everybody = await net.experts(asked.topic, now=context.now, limit=EVERYBODY)
    return _page([one for one in everybody.items if any(asked.wants(reason.role) for reason in one.reasons)], offset)


async def _of_reference(net: Network, asked: Asked, offset: int) -> Page[Expert] | None:
    """Return the people of the event or session that the question names, else ``None``."""
    found = await _named(net, asked)
    if found is None:
        return None
    involved: list[tuple[Credit, Involvement]] = []
    if "." in found:
        session = await net.events.session(found)
        if session is not None:
            for card in (session.card, *session.children):
                involved += _involved(card, session.event)
    else:
        event = await net.events.detail(found)
        if event is not None:
            involved += _involved(event.card, event.card)
            for card in event.programme:
                involved += _involved(card, event.card)
    wanted = [pair for pair in involved if asked.wants(pair[0].role)]
    return _page(_experts(wanted or involved), offset)


async def _named(net: Network, asked: Asked) -> str | None:
    """Return the reference of what is named by number or label ("Workshop B"), or by words if a role is asked for."""
    ref = read_reference(asked.topic, "W")
    if ref.number is not None or (ref.label and " " in ref.label):
        try:
            return (await resolve(net, ref, EVENT_KINDS, "wer W9")).ref
        except NotFoundError:
            return None
    return await named_event(net, asked.topic) if asked.roles and asked.topic else None


def _involved(card: SessionCard | EventCard, event: EventCard) -> Iterable[tuple[Credit, Involvement]]:
    when = card.when if card.when.start is not None else event.when
    title = event.title if card is not event else None
    people = card.people
    if isinstance(card, EventCard):
        people += tuple(Credit(name, "Organisation", is_person=False) for name in card.organisers)
    for one in people:
        yield one, Involvement(one.role, card.ref, card.title, one.office, one.organisation, when, title)


def _experts(involved: Iterable[tuple[Credit, Involvement]]) -> list[Expert]:
    """Gather what each did, in the order of the programme."""
    people: dict[str, list[tuple[Credit, Involvement]]] = {}
    for pair in involved:
        people.setdefault(pair[0].name, []).append(pair)
    return [
        Expert(
            name,
            pairs[0][0].is_person,
            next((credit.office for credit, _ in pairs if credit.office), None),
            next((credit.organisation for credit, _ in pairs if credit.organisation), None),
            tuple(involvement for _, involvement in pairs),
        )
        for name, pairs in people.items()
    ]


def _page(found: Sequence[Expert], offset: int) -> Page[Expert]:
    return Page(tuple(found[offset : offset + PAGE]), len(found), offset)
