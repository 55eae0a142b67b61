"""A session as it is being put together: its title and people out of one printed line."""

import re
from dataclasses import dataclass, field

from commands.documents.prose.moments import Moment, Times, find_times
from commands.documents.prose.names import find_names, name_at
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.people import affiliated, cut_sentence, parse_people, role_line, role_of
from commands.documents.prose.speakers_apart import speaker_apart
from commands.documents.prose.title_ends import SHORTEST_HEAD, without_ends
from commands.documents.prose.vocabulary import ITEM_KINDS, OFFICES, UPPER
from storage.records import RoleRecord

QUOTED = re.compile(r"[„“\"»](?P<title>[^„“”\"»«]{4,250})[“”\"«]")
_KIND_WORDS = {
    "Vortrag",
    "Impuls",
    "Impulsvortrag",
    "Keynote",
    "Grußwort",
    "Grußworte",
    "Key Note",
    "Festvortrag",
    "Fachvortrag",
    "Gastvortrag",
    "Lesung",
    "Begrüßung",
    "Input",
    "Referat",
    "Eröffnung",
    "Schlusswort",
    "Festrede",
    "Eröffnungsrede",
    "Ansprache",
    "Zusammenfassung und Ausblick",
    "Fazit und Ausblick",
}
_VERB = re.compile(r"\s(?:ist|war|sind|waren|hat|haben|wird|wurde|gab|ging|[a-zäöü]{3,}(?:te|ten|tet|iert|ieren))\b")


@dataclass(slots=True)
class Found:
    """A session as it is being put together."""

    title: str
    label: str | None = None  # the letter or number alone: "A", "1"
    kind: str | None = None
    word: str | None = None  # the kind as printed before the label: "WS", "TOP"
    day: Moment | None = None
    times: Times | None = None
    people: list[RoleRecord] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    room: str | None = None
    place: int = 0
    agenda: bool = False
    heads: bool = False  # a row of the timetable that only heads others
    nth: tuple[str, int] | None = None  # "weekday" and its number, or "day" and which of several

    @property
    def printed(self) -> str | None:
        """Return the label as it stands in the text: "Workshop A", "TOP 1"."""
        return " ".join(part for part in (self.word, self.label) if part) if self.label else None


_ON_TOPIC = re.compile(
    rf"(?:[{UPPER}]?\w*(?:[Vv]ortr(?:ag|äge)|[Ii]mpulse?|[Ii]nputs?|[Dd]iskussion|[Gg]espräch|[Ww]orkshop|[Rr]eferat|"
    rf"[Rr]unde)|Keynote)\s"
    r"(?:zum\sThema|zur\sFrage|mit\sdem\s(?:Titel|Thema)|"
    r"unter\sdem\sTitel):?\s[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«]"
)
LONG_POINT = 110  # characters of a labelled point that tells more than its title
_LONG_POINT = re.compile(  # "Wege ins Netz: Viele Gemeinden haben … (A B)"
    rf"(?P<title>[^.:?!\n]{{6,90}}?(?:[?!]|(?=[.:]\s)|(?=\s–\s)))[.:]?\s(?P<told>.{{100,}}?)(?P<who>\((?:(?:Prof|Dr)\.\s?)*[{UPPER}][^()\d]{{4,60}}\))?\.?"
)
_TIMED_INSIDE = re.compile(  # "Wege ins Netz, Zeitrahmen: 11.00 bis 12.00 Uhr"
    r",?\s(?:Zeitrahmen|Uhrzeit|Zeit)\s?:\s(?P<time>\d{1,2}(?:[.:]\d\d)?(?:\s?(?:[-–]|bis)\s?\d{1,2}(?:[.:]\d\d)?)?\sUhr)|"
    r",\s(?P<span>\d{1,2}[.:]\d\d\s?(?:[-–]|bis)\s?\d{1,2}[.:]\d\d\sUhr)$"
)
FOLLOWING = re.compile(r"\smit\s(?:den\s)?(?:folgenden|diesen)\s[A-ZÄÖÜ]\w+$")
_WHERE = re.compile(r"(?:^|\s?,\s|\s\|\s)(?:Ort|Raum)\s?:\s(?P<room>\w[\w .-]{2,60})$")  # "A B, Ort: Saal"
_LASTS = re.compile(
    r"\s*\((?:je(?:weils)?\s|ca\.\s?|etwa\s)?\d{1,3}\s?(?:['’′]|Min(?:uten|\.)?|Std\.?|Stunden?|h)\)",
    re.IGNORECASE,
)
GIVEN_BY = re.compile(  # "Impuls von A B, Stadt X – Titel"
    r"(?P<kind>Impuls|Vortrag|Keynote|Input|Beitrag|Impulsvortrag|Fachvortrag|Referat)\s(?:von\s|durch\s|(?=(?:Prof|"
    r"Dr)\.))(?P<who>[^–:„“\"]{5,120}?)"
    r"\s*(?:\s[–-]|:)\s(?P<title>.{5,200})"
)
_SPOKEN = re.compile(  # "Vortrag von A B über Archive", "Impuls von A B zum Thema „Archive“"
    rf"(?:(?:[Ee]ine?n?|[Dd](?:er|ie|as))\s)?(?P<kind>[{UPPER}]?\w*(?:[Vv]ortrag|[Ii]mpuls|[Ii]nput|[Rr]eferat|"
    rf"[Bb]eitrag|[Bb]ericht|[Vv]orstellung)|Keynote)\s"
    rf"(?:von|durch|mit)\s(?P<who>[^–:„“\"]{{5,120}}?),?\s(?:(?:zum\sThema|zur\sFrage|mit\sdem\s(?:Titel|Thema)|"
    rf"unter\sdem\sTitel|über|zu):?\s"
    r"[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«]|(?P<topic>(?:zu[mr]?|über)\s[^„“\"]{5,140}))[.]?"
)
_SPEECH = re.compile(  # "Rede der Ministerin für Heimat A B, »Wege ins Netz«"
    r"(?P<kind>Rede|Grußwort|Ansprache|Festrede|Keynote|Vortrag|Impuls|Impulsvortrag|Festvortrag)\s(?:der|des|von)\s"
    r"(?P<who>[^„“”\"»«]{5,120}?)\s?[,:]\s[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«].{0,60}"
)
_GOES_ON = re.compile(  # what a title goes on with behind its quotation
    r"\s*[–—-]\s|\s(?!mit anschließend)(?:mit|für|aus|im|in|in der|über|als|bei|und)\s(?:[a-zäöüß]+\s)*"
    r"[A-ZÄÖÜ][a-zäöüß]{3,}"
)
_TELLS_ON = re.compile(  # "„Gebühren“ – dieser Tisch wurde von allen moderiert"
    r"\s*[,;–—-]?\s(?:dies\w{1,2}|hier|es|wurde|war)\s(?:.*\s)?(?:wurden?|war(?:en)?|ist|sind|hatten?|gab|ging)\b|\s(?:wurden?|war(?:en)?)\s"
)
_KIND_FIRST = re.compile(  # "Impulsvortrag Digitale Stadt"
    r"(?P<kind>Impulsvortrag|Fachvortrag|Kurzvortrag|Hauptvortrag|Eröffnungsvortrag|Einführungsvortrag|"
    r"Lightning Talk)\s"
    r"(?P<title>[A-ZÄÖÜ][\w-]+\s\S.{3,})"
)
_ARTICLE = re.compile(rf"(?:ein|eine|einen|der|die|das)\s(?=[{UPPER}])")
_ROLE_INSIDE = re.compile(  # "Wege ins Netz Moderation: A B mit: C D"
    r"(?<=[\w?!.“”\")]),?\s+(?=(?:Moderation|Moderiert von|[Mm]it|Referent\w*(?:[*:_/-]\w+)?|Referierende|"
    r"Vortragende|Leitung|"
    rf"Impulsgeb\w+|Gäste|Auf dem Podium|Es diskutieren|Mitwirkende|Beteiligte)\s?:\s(?:Prof|Dr|Frau|Herrn?|"
    rf"[{UPPER}]))|;\s(?=(?:Moderation|Leitung)\s(?:durch|von)\s)"
)
LED_BY = re.compile(  # "Offene Sitzung (Moderation durch A B)"
    r"\s\((?P<role>Moderation|Moderiert|Leitung|Geleitet|Gestaltet|Gestaltung|Referent(?:in)?|Referierende[r]?|Dozent(?:in)?|Tischpat(?:e|in)|Themenpat(?:e|in)|Pat(?:e|in)|Gastgeber(?:in)?|Expert(?:e|in|en|innen))"
    r"(?:\s(?:durch|von)|:)?\s(?P<who>[^()]{2,200}(?:\([^()]{2,60}\))?)\)$",
    re.IGNORECASE,
)

_WITH_WHOM = re.compile(r"\s\((?:mit|von|durch)\s(?P<who>[^()]{5,120}(?:\([^()]{2,60}\))?)\)$")  # "Im Test (mit A B)"


def title_and_people(session: Found, text: str) -> None:
    """Split title and people of one line: by quotes, line ends, or a link word before a name."""
    lines = _lines(session, text)
    first = lines[0] if lines else ""
    first = _on_topic(first)
    first = _ARTICLE.sub("", first, count=1) if _ARTICLE.match(first) else first
    first = _without_leader(session, first)
    spoken = _SPOKEN.fullmatch(first)
    if spoken is not None and name_at(re.sub(r"^(?:Frau|Herrn?)\s", "", spoken["who"])) is not None:
        session.kind = session.kind or spoken["kind"]
        add_rest(session, spoken["who"])
        first = f"„{spoken['title']}“" if spoken["title"] else f"{spoken['kind']} {spoken['topic']}"
        lines = [first, *lines[1:]]
    given = GIVEN_BY.fullmatch(first)
    speaker = name_at(given["who"]) if given is not None and len(list(find_names(first))) == 1 else None
    if given is not None and speaker is not None and (speaker.sure or not given["who"][speaker.end :].strip()):
        session.kind = session.kind or given["kind"]
        add_rest(session, given["who"].strip(" ,"))
        first = given["title"]
    speech = _SPEECH.fullmatch(first)
    if speech is not None and any(name.sure for name in find_names(speech["who"])):
        session.kind = session.kind or speech["kind"]
        add_rest(session, speech["who"])
        first = f"„{speech['title']}“"
    first = _without_speaker(session, first)
    quoted = QUOTED.match(first)
    if quoted is not None and len(quoted[0]) >= 12:
        session.title = quoted["title"].strip()
        after = first[quoted.end() :]
        if _is_rest_of_title(after) and not any(name.sure for name in find_names(after)):
            session.title, after = first, ""
        rest = after.strip(" ,–-|:")
        if rest:
            add_rest(session, rest)
    else:
        below = any(
            name.sure for line in lines[1:] for name in find_names(line)
        )  # else "Start mit Fedora Linux" is cut
        title, people = _before_people(first, sure=below)
        bare = _KIND_FIRST.fullmatch(title)
        if bare is not None and name_at(bare["title"]) is None:
            session.kind, title = session.kind or bare["kind"], bare["title"]
        session.title = title
        if people and not _adds(session, people) and ":" in first[len(title) : len(first) - len(people) + 1]:
            session.title = first  # "Arbeit in Gruppen: Mein Quartier": nobody, but what it is about
    for line in lines[1:]:
        add_rest(session, line)
    title, hall = without_ends(session.title)
    session.room = session.room or hall
    session.title = title[:300]


def _on_topic(first: str) -> str:
    """Take "Vortrag zum Thema" off a title in quotation marks; who speaks may stand behind it."""
    topic = _ON_TOPIC.match(first)
    if topic is None or (topic.end() < len(first) and not re.match(r"\s(?:von|durch|mit)\s", first[topic.end() :])):
        return first
    return topic["title"] if topic.end() == len(first) else f"„{topic['title']}“{first[topic.end() :]}"


def _adds(session: Found, people: str) -> bool:
    """Add people to a session; tell whether the words name any, or tell so much that they are no part of a title."""
    before, told = len(session.people), len(session.body)
    add_rest(session, people)
    if len(session.people) > before or len(session.body) == told or len(people) > LONG_POINT:
        return True
    del session.body[told:]
    return False


def _is_rest_of_title(after: str) -> bool:
    """Tell whether words behind a quotation belong to the title: "„Freiwilliger“ Zwang? Archive in kleinen Orten"."""
    words = after.strip()
    if _TELLS_ON.match(after):
        return False
    return _GOES_ON.match(after) is not None or (
        re.match(rf"\s[{UPPER}][\w-]+[?!]?\s\S", after) is not None
        and role_of(words.split()[0].strip(" :")) is None
        and OFFICES.match(words) is None
        and name_at(words) is None
        and item_kind(words) is None
        and ":" not in words
        and not looks_like_organisation(words)
    )


def _lines(session: Found, text: str) -> list[str]:
    """Return the lines of a row or point, without hours, and what a long point tells behind its title."""
    timed = _TIMED_INSIDE.search(text)
    if timed is not None:
        session.times = session.times or next(find_times(timed["time"] or timed["span"]), None)
        text = text[: timed.start()] + text[timed.end() :]
    lettered = _LONG_POINT.fullmatch(text) if session.label is not None and len(text) > LONG_POINT else None
    if lettered is not None and not any(name.sure for name in find_names(lettered["told"])):
        session.body.append(lettered["told"].strip())
        text = lettered["title"].strip(" .:–") + (f" {lettered['who']}" if lettered["who"] else "")
    lines = [line.strip() for line in re.split(r"[\n\t]", _ROLE_INSIDE.sub("\n", _LASTS.sub("", text)))]
    for number, line in enumerate(lines):
        where = _WHERE.search(line)
        if where is not None:
            session.room, lines[number] = session.room or where["room"], f"{line[: where.start()].strip()},"
    return [line for line in lines if line.strip(",")]


def _without_leader(session: Found, first: str) -> str:
    """Take who leads it off a title: "Offene Sitzung (Moderation durch A B)"."""
    led = LED_BY.search(first)
    if led is not None and led.start() >= SHORTEST_HEAD:
        role = {"moderiert": "Moderation", "geleitet": "Leitung", "gestaltet": "Gestaltung"}.get(
            led["role"].lower(), led["role"]
        )
        session.people += parse_people(led["who"], (role_of(role) or (role,))[0])
        return first[: led.start()]
    given = _WITH_WHOM.search(first)
    if given is not None and given.start() >= SHORTEST_HEAD and name_at(given["who"]) is not None:
        session.people += parse_people(given["who"], "Referat", firms=True)
        return first[: given.start()]
    return first


def _without_speaker(session: Found, first: str) -> str:
    """Take who speaks off the front of a title: "Amtsleiterin A B (Stadt X) über „…“"."""
    apart = speaker_apart(first)
    if apart is None:
        return first
    session.people += apart[0]
    return f"„{apart[1]}“"


def topic_of(title: str) -> str:
    """Return what "Vorträge zum Thema „…“" is about; any other title as it is."""
    topic = _ON_TOPIC.fullmatch(title)
    return topic["title"] if topic is not None else title


def _before_people(text: str, *, sure: bool) -> tuple[str, str]:  # noqa: C901, PLR0912  # one branch for each form
    """Split "Begrüßung durch Max Muster, Stadt X" or "Titel (Max Muster)". ``sure``: known given names only."""
    for name in find_names(text):
        if sure and not name.sure:
            continue
        before = text[: name.start]
        role = re.search(r"\s+(?:[–—|-]\s+|\()(?P<role>[^:–—|()]{3,40}):\s*$", before)
        if role is not None and role.start() > 2 and role_of(role["role"]) is not None:
            people = text[role.start("role") :]
            return before[: role.start()], people.removesuffix(")") if "(" in role[0] else people
        link = re.search(
            (
                r"(?:\s+(?:durch|mit|von|by)|[,:;|(–—]|\s-)\s*(?:(?:den|die|der|dem|Frau|Herrn?|"
                r"Bürgermeister(?:in)?|Oberbürgermeister(?:in)?|Landrat|Landrätin|\w*(?i:präsident|leiter|"
                r"minister|direktor|sekretär|dezernent|geordnet|vorsitzend|sprecher|führer|rektor|dekan|beauftragt|"
                r"schirmherr|moderator|referent)\w*)\s*)*$"
            ),
            before,
        )
        goes_on = (
            link is not None
            and not name.sure
            and (
                link[0].strip()[:1] == ";"
                or (
                    link[0].strip() == ":"
                    and re.match(rf"\s[\da-zäöü]|\s[{UPPER}][a-zäöüß]+\s[a-zäöü]", text[name.end :])
                )
            )
        )
        if goes_on:
            continue  # "Bearbeitung: Sessions Part 1 in Gruppen"
        if link is not None and link.start() > 2:
            people = text[link.start() :].strip(" ,:;|–—-")
            if people.startswith("(") and people.endswith(")"):
                people = people[1:-1].strip()
            return before[: link.start()], people
        own = re.search(r"\s(?:(?:Frau|Herrn?)\s)?$", before)
        if (
            own is not None
            and name.sure
            and _ends_name(text[name.end :])
            and not re.search(r"\b(?:nach|wie|was|an|über|für|und)\s$", before)
        ):
            office = re.search(
                (
                    r"\s(?:[A-ZÄÖÜ]\w*(?:meister|meisterin|rat|rätin|minister|ministerin|sekretär|sekretärin|"
                    r"direktor|direktorin|präsident|präsidentin|dezernent|dezernentin|geordnete|"
                    r"geordneter))\s$"
                ),
                before,
            )
            cut = office.start() if office is not None else own.start()
            return before[:cut].strip(), text[cut:].strip()
        fronted = re.search(rf",\s(?=(?:{OFFICES.pattern})[^,]*$)", before)
        behind = re.fullmatch(r"\s*(?:\([^()]{3,80}\))?\s*", text[name.end :])
        if fronted is not None and fronted.start() > 2 and name.sure and behind is not None:
            return before[: fronted.start()], text[fronted.end() :]  # "Videobotschaft, Ministerin im Haus X A B"
        kind_alone = own is not None and name.sure and before.strip() in _KIND_WORDS
        greets = (
            own is not None
            and before.strip() in _KIND_WORDS
            and re.match(rf",\s(?:{OFFICES.pattern})", text[name.end :])
        )
        if greets:
            return before.strip(), text[name.start :]  # "Grußwort A B, Präsidentin des Verbands X"
        if kind_alone and re.fullmatch(r"\s*(?:\([^()]*\))?", text[name.end :]):
            return before.strip(), text[name.start :]
        if own is not None and re.search(r"\b(?:und|sowie|an|mit|für|von|bei)\s(?:\S+\s)?$", before):
            break  # "Fragen an die Referentinnen und Landrat A B"
        titled = name.title is not None or (before.split() and OFFICES.fullmatch(before.split()[-1]) is not None)
        if own is not None and name.sure and titled and not text[name.end :].strip() and len(before.split()) > 1:
            office = re.search(r"\s(\S+)\s$", before)
            cut = office.start() if office is not None and OFFICES.fullmatch(office[1]) else own.start()
            return before[:cut].strip(), text[cut:].strip()
        housed = not before.strip() and re.match(r"\s\([^()]{3,80}\):\s", text[name.end :]) is not None
        if housed or (name.sure and (not before.strip() or OFFICES.fullmatch(before.strip()) is not None)):
            colon = re.search(r":\s+", text[name.end :])
            if colon is not None and len(text) > name.end + colon.end():
                return text[name.end + colon.end() :], text[: name.end + colon.start()]  # "Landrat A B: Titel"
        if name.sure:
            break
    return text, ""


def _ends_name(rest: str) -> bool:
    """Tell whether what stands behind a name begins its house: ", Stadt X", also behind a second name."""
    joined = re.match(r"\s(?:und|&)\s", rest)
    second = name_at(rest[joined.end() :]) if joined is not None else None
    if joined is not None and second is not None and second.sure:
        rest = rest[joined.end() + second.end :]
    return re.match(r"\*?\s*(?:\([A-ZÄÖÜ][\w/ ]+\)\s*)?,(?:\s|$)", rest) is not None


def add_rest(session: Found, words: str) -> None:
    """Take a further line: people with their role, the house of the one before, or a description."""
    role = role_line(words)
    label, value = role if role is not None else (default_role(session.kind), words)
    plain = re.sub(r"^(?:mit|von|durch)\s+", "", value)
    people = parse_people(plain, label.split("/", maxsplit=1)[0], firms=role is not None)
    if people:
        session.people += people
    elif session.people and len(cut_sentence(words)) < 160 and (last := session.people[-1]).organisation is None:
        session.people[-1] = affiliated(last, words)
    else:
        session.body.append(words)


def default_role(kind: str | None) -> str:
    """Return the role of people who are printed below a session without one."""
    if kind in {"Impuls", "Keynote", "Begrüßung", "Podium", "Input", "Vortrag", "Impulsvortrag"}:
        return kind
    return {"Podiumsdiskussion": "Podium", "Panel": "Podium", "Einführung": "Einführung"}.get(kind or "", "Referat")


def name_line(text: str) -> bool:
    """Tell whether a line begins with a person and then only says who that is."""
    plain = re.sub(
        r"\b(?:Prof|Dr|Dipl|Ing|rer|nat|phil|jur|vorm|ehem|stellv|komm|wiss|Vors|Geschäftsf|Abt|Inst)\.", "", text
    )
    if len(text) > 260 or re.search(r"[a-zäöü]{3,}\.\s+[A-Z]", plain) or _VERB.search(plain):
        return False
    name = name_at(re.sub(r"^(?:mit|von|durch|Mit|Von)\s+", "", text))
    if name is None:
        office = re.match(rf"(?:[{UPPER}][\w-]*(?:meister|rat|rät|direktor|minister|präsident|sekretär)\w*\s+)", text)
        name = name_at(text[office.end() :]) if office is not None else None
        return name is not None
    rest = text[name.end :].strip(" ")
    if not rest.strip():
        return name.sure
    if rest[0] == "\t":
        return True  # a table of names and houses
    if rest[0] == ":" and not name.sure:
        return False  # "Direkte Demokratie: Motor oder Bremse?"
    return rest[0] in ",(–-|/;:" or rest.startswith(("und ", "sowie ", "vom ", "von ", "aus ", "&"))


_NO_TOUR = re.compile(r"(?:(?<=fort)|(?<=auf)|(?<=vor)|(?<=aus)|(?<=durch)|(?<=weiter))führung(?:en)?")  # no tours


def item_kind(title: str) -> str | None:
    """Return what kind of item a title names."""
    lowered = _NO_TOUR.sub("", title.lower().replace("grüss", "grüß"))
    lowered = lowered if "einführung in den tag" in lowered else lowered.replace("einführung", "einleitung")
    return next((kind for kind, pattern in ITEM_KINDS if pattern.search(lowered)), None)


def same_title(one: str, other: str) -> bool:
    """Compare titles without case, signs and blanks; one may be the beginning of the other."""
    first, second = (re.sub(r"\W+", "", title).lower() for title in (one, other))
    return bool(first) and bool(second) and (first in second or second in first)
