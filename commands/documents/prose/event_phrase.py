"""How sentences name an event: "lädt zum Fachtag … ein", "Unter dem Motto „…“ fand die … statt"."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from commands.documents.prose.moments import find_moments
from commands.documents.prose.vocabulary import EVENT_WORDS, LOWER, UPPER

NAMING = 4  # paragraphs at the head in which a report says what it is about
SHORT = 40  # characters of a line that is no paragraph
_BARE = frozenset([
    "tagung", "konferenz", "kongress", "workshop", "forum", "treffen", "seminar", "webinar", "werkstatt", "symposium",
    "veranstaltung", "versammlung", "barcamp", "austausch", "dialog", "akademie", "schulung",
])  # fmt: skip
_DOT = "\u2024"  # stands for the dot of an abbreviation
_NTH = rf"(?:\d{{1,2}}[.{_DOT}]\s)"  # "10. …"
_END = (  # how a noun ends that names a kind of event
    r"(?:tagung|konferenz|kongress|workshop|forum|treffen|seminar|webinar|barcamp|werkstatt|symposium|gipfel|"
    r"versammlung|erfahrungsaustausch|festakt|jubiläum|geburtstag|stammtisch|kolloquium|klausur|schulung|hackathon|"
    r"(?:fach|aktions|themen|info|digital|praxis|studien|netzwerk|ehrenamts|zukunfts)tag|"
    r"(?:themen|info|diskussions|vortrags|gesprächs|bürger|kino)abend|"
    r"(?:fach|kamin|dorf|werkstatt|stadt|bürger)gespräch|(?:bürgermeister|unternehmer|netzwerk)frühstück)"
)
_WIDE_END = (
    rf"(?:{_END}|camp|(?<=[a-zäöü])akademie|dialog|veranstaltung|messe|reihe|[a-zäöü]tag|[a-zäöü]abend|frühstück|"
    r"caf[eé])"
)
_NO_KIND = re.compile(
    r"(?:Bundes|Land|Kreis|Städte|Gemeinde|Mit|Feier|Vor|Werk|All|Jahres|Mon|Diens|Donners|Frei|Sams|Sonn)tags?",
    re.IGNORECASE,
)
_QUOTE = r"[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«]"


def _noun(end: str) -> str:
    """Return a pattern for a noun with this ending, also for the bare word: "Fachtagung", "Tagung"."""
    return rf"(?:[{UPPER}][\w-]{{0,60}}(?i:{end})|(?=[{UPPER}])(?i:{end}))"


_NOUN = _noun(rf"(?:{_END}|(?<=[a-zäöü])akademie|dialog|camp|veranstaltung)")
_TOPIC = r"(?:zum\s+Thema|mit\s+dem\s+(?:Titel|Thema)|unter\s+de[mr]\s+(?:Titel|Motto|Thema|Überschrift|Leitthema)):?"
_DESCRIBED = re.compile(rf"{_noun(_WIDE_END)}(?:s|es)?\s+(?:[^„“\"».?!]{{0,80}}?\s)?{_TOPIC}\s+{_QUOTE}")
_QUOTED = re.compile(rf"{_noun(_WIDE_END)}(?:s|es)?\s+{_QUOTE}")
_UNDER = re.compile(
    rf"\b[Uu]nter\s+de[mr]\s+(?:Titel|Motto|Thema|Überschrift|Leitthema):?\s+{_QUOTE}(?P<rest>[^.?!]*)"
)
_GATHERED = re.compile(
    r"\b(?:fand(?:en)?|findet|finden|lädt|laden|lud(?:en)?|eingeladen|geladen|trafen|treffen|kamen|veranstaltet\w*|"
    r"tagte\w*|diskutierten|versammelten|begrüßte\w*)\b"
)
_FOUND = re.compile(
    r"(?:fand|findet|fanden|finden|trafen|veranstaltet|lädt|laden|lud|luden)\b[^.?!]{0,140}?\b(?:der|die|das|den|"
    r"ein|eine|einen|einem|zum|zur|unser|unsere|unserem|unserer|dem)\s+"
    rf"(?P<title>(?:[a-zäöü{LOWER}-]+(?:e|er|es|en|em)\s+){{0,3}}(?P<core>{_NTH}?"
    rf"[{UPPER}\d„][^,.;!?]{{4,150}}?))\s+(?:statt|ein\b|zusammen|am(?:\s\d|\s*,)|"
    rf"(?:in|im|ins|am|auf dem|auf der|in d(?:as|en|ie|er)) [{UPPER}][^.]*?\s(?:statt|ein)\b)"
)
_SUBJECT = re.compile(
    rf"(?:Der|Die|Das)\s+(?:[a-zäöü-]+\s+){{0,2}}(?P<core>{_NTH}?[{UPPER}][^,.;!?]{{4,120}}?)\s+(?:fand|"
    rf"findet|fanden|finden|wird|wurde|hat|startete|begann)\b"
)
_IN_NTH = re.compile(  # "in der nunmehr 10. Musterkonferenz am 14. März werden … gezeigt"
    rf"\b(?:[Ii]n der|[Bb]ei der|[Ii]m|[Bb]eim|[Zz]ur|[Zz]um)\s"
    rf"(?:nunmehr\s|mittlerweile\s|inzwischen\s|diesjährigen\s)?"
    rf"(?P<title>\d{{1,2}}[.{_DOT}]\s(?:[{UPPER}][\w-]+\s)?{_noun(_END)})(?=\s(?:am|vom|in)\s)"
)
_MOTTO = re.compile(
    rf"\b(?:Oberthema|Thema|Titel|Motto|Leitthema|Überschrift)\b[^.„“\"»?!]{{0,60}}?(?:\b(?:lautet|lautete|ist|war|"
    rf"hieß)\b|:)"
    rf"[^.„“\"»?!]{{0,20}}\s{_QUOTE}"
)
_ASKED = re.compile(
    rf"^{_QUOTE}[.,]?\s+(?:Das haben|Das fragten|Das war|So lautete|Unter diesem|Diese[rs]? Frage|Mit dieser Frage)\b"
)
_NAMED = re.compile(
    r"^(?:[„“\"»](?P<quoted>[^„“”\"»«]{5,200})[“”\"«]|(?P<plain>[^„“\".?!]{5,90}))\s+(?:[–-]\s+(?:so\s+)?)?"
    r"(?:lautete|hieß|war|ist|stand)\s+(?:als\s+)?(?:das|der)\s+(?:Thema|Titel|Motto)\b(?P<where>[^.]{0,80})"
)
_HELD = re.compile(
    rf"\b(?:veranstaltet|organisiert|bietet|lädt|laden|lud|luden)\b[^.?!]{{0,140}}?\b(?:einen|eine|ein|zum|zur|einem|"
    rf"einer)\s+(?:[a-zäöüß]+e[nr]\s+)?(?P<core>{_noun(_WIDE_END)}(?:\s[„“\"][^“”\"]{{3,120}}[“”\"])?)"
)
_HELD_NTH = re.compile(  # "veranstaltet der Verband den 80. Musterstädter Wandertag"
    rf"\b(?:veranstaltet|organisiert|lädt|laden|lud|luden|richtet|begeht|feiert|findet|"
    rf"fand)\w*\b[^.?!]{{0,160}}?\b(?P<link>den|die|das|der|zum|zur)\s"
    rf"(?P<core>\d{{1,2}}[.{_DOT}]\s(?:[{UPPER}][\w-]+\s){{0,3}}(?:{_noun(_END)}|[{UPPER}][\w-]{{0,60}}tag)"
    rf"(?:\s(?:der|des)\s[{UPPER}][\w-]+)?)(?![\w-])"
)
_HAS_HELD = re.compile(
    rf"\b(?:hat|haben|hatten?)\b[^.?!]{{0,140}}?\b(?:eine|einen|ein|zum|zur|zu einem|zu einer)\s+"
    rf"(?:[a-zäöüß]+\s+){{0,2}}"
    rf"(?P<core>{_noun(_WIDE_END)}(?:\s(?:für|zur|zum|zu)\s[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)*)?)\s[^.?!]{{0,60}}?"
    r"\b(?:organisiert|veranstaltet|durchgeführt|ausgerichtet|eingeladen|geladen)\b"
)
_QUOTED_EVENT = re.compile(
    r"\b(?P<link>[Zz]ur|[Zz]um|[Bb]eim|[Bb]ei der|der|die|das|den|dem|am|[Aa]uf der|[Aa]n der)\s+[„“\"»]"
    rf"(?P<title>[^„“”\"»«]{{0,60}}(?:{_END}|dialog|(?<=[a-zäöü])akademie|[Cc]af[eé]|Tag|Tage|"
    rf"Runde[nr]? Tisch)[^„“”\"»«]{{0,120}})"
    r"[“”\"«]",
    re.IGNORECASE,
)
_GENITIVE = re.compile(
    rf"\b(?:des|eines)\s+(?:[a-zäöüß]+en\s+)?(?P<core>{_NTH}?(?:[{UPPER}][\w-]{{0,60}}\s)?"
    rf"{_noun('(?:forum|workshop|kongress|treffen|seminar|webinar|barcamp|symposium|fachtag|gipfel)')})(?:e?s)"
    rf"(?P<of>\s(?:der|des)\s[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?)?\b"
)
_LITTLE = (
    r"(?:Die|Der|Das|Dem|Den|Ein|Eine[rnm]?|Im|Am|Beim|Zum|Zur|Bei|Auf|Mit|In|Dies\w*|Unser\w*|Nach|Vor|Für|Zu)\b"
)
_PHRASE = re.compile(
    rf"\b(?P<core>{_NTH}?(?:(?!{_LITTLE})[{UPPER}]\w{{0,40}}(?:-\w{{1,40}}){{0,4}}-?\s){{0,3}}(?:(?<=-\s)"
    rf"und\s)?(?:{_NOUN}|"
    rf"Runde[nr]? Tisch)"
    rf"(?:\s(?:[{UPPER}][\w-]+|vor(?=\sOrt\b)|zur|zum|zu|für|der|des|einem|einer|und|[a-zäöüß]{{3,}}er(?=\s[{UPPER}])))*"
    rf"(?:(?:\s(?:von|zu|des Projekts|zum Projekt)|(?<=rojekts)|(?<=rogramms)|(?<=etzwerks))"
    rf"\s[„“\"»][^„“”\"»«]{{3,80}}[“”\"«])?)(?![\w-])"
)
_ABBREVIATED = re.compile(
    r"\b(?:e\.\s?V\.|z\.\s?B\.|u\.\s?a\.|i\.\s?d\.|Dr\.|Prof\.|St\.|a\.\s?d\.|\d{1,2}\.(?=\s[A-ZÄÖÜ]))"
)
_DISCUSSED = re.compile(  # "veranstaltet der Verein eine Podiumsdiskussion zum Thema „…“"
    rf"\b(?:veranstaltet|organisiert|lädt|laden|lud|luden|findet|fand|bietet)\b(?:[^.?!„“]|\.(?=\s?\d)|"
    rf"[„“\"][^„“”\"]*[”“\"]){{0,260}}?"
    rf"\b(?:eine[rnm]?|die|zur|zum|zu einer|zu einem|ein)\s(?:[a-zäöüß]+\s)?[{UPPER}][\w-]*(?:diskussion|gespräch|"
    rf"podium|lesung|talk|"
    rf"runde|vortrag|exkursion|ausstellung)s?\s(?:{_TOPIC}\s+)?{_QUOTE}"
)
_TAKING_PLACE = re.compile(  # "Zu der am … stattfindenden Sitzung des Ausschusses … laden wir ein"
    rf"\bstattfindende[nrms]?\s(?P<core>{_NTH}?(?:[a-zäöüß]+en\s)?[{UPPER}][^,.;!?„]{{4,120}}?)(?=\s(?:lade|laden|"
    rf"lädt|möchte\w*|sind|"
    rf"ist|am|vom|ein|herzlich|wird|werden)\b|[.,;!])"
)
_ANY = re.compile(r"\b(?:ein|eine|einem|einer|kein|keine)\s+(?:[a-zäöüß]+e[srnm]?\s+)?$")
_SPOKEN_OF = re.compile(
    rf"\b(?:diskutier|tausch|sprach|sprech|informier|beschäftig|befass|berat)\w*\b[^.?!]{{0,120}}?\b(?:über|mit|zu)\s+"
    rf"(?P<topic>(?!Fragen\b|Themen\b)[{UPPER}][\w-]+(?:\s(?:und|für|in|im|der|des|von|zur|zum|[a-zäöüß]+e[nrs]?|"
    rf"[{UPPER}][\w-]+))+)"
)
_NTH_DAY = re.compile(
    rf"\b(?P<core>\d{{1,2}}[.{_DOT}]\s(?:[{UPPER}][\w-]+\s(?:und\s)?){{0,3}}[{UPPER}][\w-]{{0,60}}tag)(?:s|es|e)?\b"
)
_LINKS_LEFT = re.compile(r"(?:\s(?:zur|zum|zu|für|der|des|einem|einer|und))+$")
_ANY_KIND = re.compile(rf"\b{_noun(_WIDE_END)}\b")
_INVITED = re.compile(r"\b(?:zu (?:einem|einer)|zum|zur|alle)\b")
_EMPTY = re.compile(r"(?:\w+ )?(?:Ausgabe|Auflage|Veranstaltung|Teil|Rahmen|Regie|Motto|Ziel|Anfang|Ende)\b")
_DAYTIME = re.compile(
    r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag(?:abend|morgen|mittag|nachmittag|vormittag)?|Mittwoch(?:abend|morgen|"
    r"mittag|"
    r"nachmittag|vormittag)?|(?:Nach|Vor)mittag|(?:Vor)?[Aa]bend"
)
_IN_TOWN = re.compile(
    rf"\bin\s(?!der\b|den\b|die\b)(?P<town>[{UPPER}][\w-]+(?:\s(?:an der|am|im|bei)\s[{UPPER}][\w-]+)?)"
)


_BENT = re.compile(  # "zum regionalen Dialog", "der Zweiten großen Konferenz": what bends the adjectives
    rf"(?P<nth>\d{{1,2}}[.{_DOT}]\s)?"
    rf"(?P<adjectives>(?:(?:[{LOWER}]+|[{UPPER}][{LOWER}]*(?:isch|lich|ig|utsch|roß|neu|al|sam|rst|eit|itt|"
    rf"[rtnsb]t))en\s){{1,2}})"
    rf"(?P<rest>(?P<noun>[{UPPER}][\w-]{{0,60}}).*)"
)
_BENT_NOUN = re.compile(
    rf"(?:\d+\. )?(?:[a-zäöüß]+en )?(?:[{UPPER}][a-zäöüß-]+er )?[{UPPER}][\w-]{{0,60}}(?<![suia])s\b"
)
_NEUTER = re.compile(
    r"(?:forum|treffen|seminar|webinar|barcamp|camp|symposium|gespräch|caf[eé]|festival|kolloquium|frühstück|netzwerk|"
    r"plenum|labor|hearing|podium)(?:s|es)?$",
    re.IGNORECASE,
)


def told_title(texts: list[str], clean: Callable[[str], str], *, sure: bool = False) -> str | None:
    """Return the title that one of the sentences gives, ``None`` if none does.

    ``clean`` takes off a printed title what does not belong to it. With ``sure`` only sentences count that say that it
    is the event.
    """
    telling = [text for text in texts if len(text) > SHORT] or texts
    heads = [_closed(undated(text)) for text in telling[:NAMING]]
    told = (_named, _under, _taking_place, _held, _discussed, _described, _quoted_event, _found, _subject, _has_held)
    found = [(read, text) for read in ((_held, _subject) if sure else told) for text in heads]
    found += [] if sure else [(read, text) for text in heads for read in (_genitive, _phrase)]
    for read, text in found:
        for words, context in read(text):
            title = clean(words).replace(_DOT, ".")
            whole = title.count("„") == title.count("“")  # not cut within a quotation
            if _DAYTIME.fullmatch(title):
                continue
            if len(title) > 4 and whole and not _EMPTY.match(title) and names_event(context):
                if title.lower() in _BARE and (topic := _topic(heads)) is not None:
                    return f"{title}: {topic}"
                return title
    return None


def named_by(text: str) -> Iterator[tuple[str, str]]:
    """Yield how each of the patterns reads a paragraph: its name, and what it takes for the event's title."""
    closed = _closed(undated(text))
    for name, read in _READERS.items():
        for words, context in read(closed):
            if names_event(context):
                yield name, words.replace(_DOT, ".")


def is_kind(noun: str) -> bool:
    """Tell whether a noun that ends as one for an event is one: "Donnerstag", "Landtag" and "Nachmittag" are none."""
    return not (_NO_KIND.fullmatch(noun) or _DAYTIME.fullmatch(noun))


def names_event(words: str) -> bool:
    """Tell whether words name a kind of event, be it in one word or as a round table."""
    return EVENT_WORDS.search(words) is not None or re.search(r"\bRunde[rnm]? Tisch", words) is not None


def _topic(heads: list[str]) -> str | None:
    """Return what was spoken of, where an event has no other name: "diskutierten … über Wege aufs Land"."""
    match = next((one for text in heads if (one := _SPOKEN_OF.search(text)) is not None), None)
    return match["topic"].replace(_DOT, ".") if match is not None else None


def _closed(text: str) -> str:
    """Let the dots of abbreviations end no sentence."""
    return _ABBREVIATED.sub(lambda match: match[0].replace(".", _DOT), text)


def kind_and_town(texts: list[str]) -> str | None:
    """Return what kind of event the text names first, with the town beside it: "Infoveranstaltung in Musterstadt"."""
    for text in map(undated, texts):
        match = next(
            (one for one in _ANY_KIND.finditer(text) if is_kind(one[0])),
            None,
        )
        if match is not None:
            town = _IN_TOWN.match(text[match.end() :].lstrip())
            return f"{match[0]} in {town['town']}" if town is not None else match[0]
    return None


_BENT_PLURAL = re.compile(  # "zu den Dorfgesprächen"
    r"(?P<noun>(?:\d{1,2}\.\s)?[\w-]*(?i:gespräche|tage|abende|dialoge|seminare|kongresse|stammtische|feste|empfänge))n(?![\w-])"
)


def straight(words_before: str, rest: str) -> str:
    """Put what the words before it have bent into the form of a title: "(zum) offenen Dialog", "(des) 3. Forums"."""
    link = words_before.rsplit(maxsplit=1)[-1] if words_before.split() else ""
    if link == "den" and not re.search(r"\b(?:zu|bei|mit|von|in|auf|an)\sden\s*$", words_before):
        link = "dem"  # one, no several: "den 80. Deutschen Wandertag"
    elif link == "den" and (several := _BENT_PLURAL.match(rest)) is not None:
        rest = several["noun"] + rest[several.end() :]
    if link == "des":
        noun = _BENT_NOUN.match(rest)
        rest = re.sub(r"(?:(?<=[gdtbsz])e)?s$", "", noun[0]) + rest[noun.end() :] if noun is not None else rest
    bent = _BENT.fullmatch(rest) if link in {"zum", "zur", "der", "dem", "vom", "beim", "des"} else None
    if bent is None:
        return rest
    ending = "e" if link in {"zur", "der"} else "es" if _NEUTER.search(bent["noun"]) else "er"
    words = " ".join(f"{one[:-2]}{ending}" for one in bent["adjectives"].split())
    return f"{bent['nth'] or ''}{words[:1].upper()}{words[1:]} {bent['rest']}"


def _named(text: str) -> Iterator[tuple[str, str]]:
    match = _NAMED.search(text)
    if match is not None and (match["quoted"] or re.match(r"\s(?:des|der|beim|bei|eines|einer)\b", match["where"])):
        yield match["quoted"] or match["plain"], match[0]
    asked = _ASKED.match(text)
    if asked is not None:
        yield asked["title"], text
    nth = _IN_NTH.search(text)
    if nth is not None:
        yield nth["title"], text
    motto = _MOTTO.search(text)
    if motto is not None:
        yield motto["title"], text


def _under(text: str) -> Iterator[tuple[str, str]]:
    match = _UNDER.search(text)
    if match is not None and _GATHERED.search(match["rest"]):
        yield match["title"], match[0]


def _held(text: str) -> Iterator[tuple[str, str]]:
    nth = _HELD_NTH.search(text)
    if nth is not None:
        yield straight({"den": "dem"}.get(nth["link"], nth["link"]), nth["core"]), f"{nth[0]} {text}"
    match = _HELD.search(text)
    if match is not None and not re.match(rf"\s+{_TOPIC}", text[match.end() :]):
        yield match["core"], match[0]


def _discussed(text: str) -> Iterator[tuple[str, str]]:
    match = _DISCUSSED.search(text)
    if match is not None:
        yield match["title"], f"Veranstaltung {match[0]}"


def _described(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_QUOTED, _DESCRIBED):
        match = pattern.search(text)
        if match is not None:
            yield match["title"], match[0]


def _quoted_event(text: str) -> Iterator[tuple[str, str]]:
    match = _QUOTED_EVENT.search(text)
    if match is not None:
        yield straight(match["link"].lower(), match["title"]), match[0]


def _found(text: str) -> Iterator[tuple[str, str]]:
    match = _FOUND.search(text)
    if (
        match is not None and names_event(match["core"]) and not _INVITED.search(match["core"])
    ):  # "lädt die Stelle alle zu …": who invites, and whom
        yield _from_article(match["core"]), match[0]


def _from_article(core: str) -> str:
    """Leave out what stands between: "Landesschule wieder das Seminar für …" of "an der Landesschule wieder das …"."""
    noun = EVENT_WORDS.search(core) or re.search(r"\bRunde[rnm]? Tisch", core)
    articles = (
        list(
            re.finditer(
                r"\s(?:das|die|der|den|ein|eine|einen|einem|einer|unser|unsere|unseren)\s", core[: noun.start()]
            )
        )
        if noun
        else []
    )
    return core[articles[-1].end() :] if articles else core


def _core_of(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    match = pattern.search(text)
    if match is not None:
        yield match["core"], match[0]


_subject, _has_held = partial(_core_of, _SUBJECT), partial(_core_of, _HAS_HELD)
_taking_place = partial(_core_of, _TAKING_PLACE)


def _genitive(text: str) -> Iterator[tuple[str, str]]:
    match = _GENITIVE.search(text)
    if match is not None:
        yield match["core"] + (match["of"] or ""), match[0]


def _phrase(text: str) -> Iterator[tuple[str, str]]:
    found = [
        (straight(text[: one.start()], _LINKS_LEFT.sub("", one["core"])), one)
        for pattern in (_PHRASE, _NTH_DAY)
        for one in pattern.finditer(text)
    ]
    for core, match in sorted(found, key=lambda pair: pair[0].lower() in _BARE):
        if core.lower() not in _BARE or not _ANY.search(text[: match.start()]):  # "ein bundesweites Forum" is no name
            yield core, match[0] if match.re is _PHRASE else text


def undated(text: str) -> str:
    """Take dates and ordinals with their dots out, so that they end no sentence."""
    for moment in reversed(find_moments(text)):
        text = text[: moment.start].rstrip() + " " + text[moment.stop :].lstrip()
    return text


_READERS = {"described": _described, "phrase": _phrase}
