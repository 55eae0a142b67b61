"""Who holds an event: a field, "organisiert von der Stadt X", "lädt das Amt Y ein", "eine Tagung des Verbands Z"."""

import re
from collections.abc import Iterator

from commands.dates.words import month
from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import sentences
from commands.documents.prose.names import find_names
from commands.documents.prose.nominative import nominative
from commands.documents.prose.organisation_kinds import is_no_house
from commands.documents.prose.organisation_words import HEADS, looks_like_organisation
from commands.documents.prose.phrases import glued, phrase_of, unglued
from commands.documents.prose.vocabulary import EVENT_WORDS, OFFICES, UNITS, UPPER
from storage.records import RoleRecord
from storage.text import fold

_HELD = r"(?:organisiert|veranstaltet|ausgerichtet|durchgeführt)"
_HOLDS = r"(?:lädt|laden|lud|luden|veranstalte[nt]|veranstalteten?|organisier(?:t|te|ten))"
_ARTICLE = r"(?P<link>[Dd](?:ie|er|as)\s)"
_BY = r"(?P<link>von\sder|von\sdem|vom|von|durch\sd(?:ie|en|as)|durch)"
_WHO = rf"(?P<who>(?=[{UPPER}„a-z])(?:(?!\s(?:von|vom|durch)\s)[^.!?;:]){{3,220}}?)"
_PASSIVE = re.compile(rf"\b(?<!Rahmen\s){_BY}\s{_WHO}\s(?:{_HELD}(?:e[nrs]?)?|statt)\b")
_FRONTED = re.compile(
    rf"\b(?i:{_HELD})\s(?:wurde|wird|werden|wurden)?\s?(?:[^.!?;:]{{0,60}}?\s)?{_BY}\s(?P<who>[^.!?;:]{{3,200}})"
)
_IS = re.compile(
    rf"\b(?:Veranstalter(?:in(?:nen)?)?|Ausrichter(?:in)?|Gastgeber(?:in)?)\s(?:ist|war|sind|waren)\s(?:laut\s\w+\s|auch\s|wieder\s|erneut\s)?{_ARTICLE}?"
    r"(?P<who>[^.!?;:]{3,200})"
)
_ACTIVE = re.compile(
    rf"(?:^|[–:]\s)(?:(?:Auch|Dazu|Hierzu|Dafür|Erstmals)\s)?{_ARTICLE}?"
    rf"(?P<who>[{UPPER}„][^.!?;:]{{2,140}}?)\s(?:{_HOLDS}|(?:hat|hatte|haben|hatten)\s[^.!?]{{0,200}}?\b(?:ein)?geladen)\b"
)
_INVERTED = re.compile(
    rf"\b(?:{_HOLDS}|(?:hat|hatte|haben|hatten)(?=[^.!?]{{0,200}}\b(?:(?:ein)?geladen|organisiert|veranstaltet)\b)|"
    r"[Ee]ingeladen\s(?:hat|hatte|haben|hatten))\s(?:[^.!?]{0,50}?\s[-–]\s)?"
    rf"(?:(?:wir|sie|auch|nun|heute|dazu|hierzu|daher|gemeinsam|erstmals)\s)?{_ARTICLE}?(?P<who>[{UPPER}„][^.!?;:]{{2,200}})"
)
_WE = re.compile(  # "haben wir von Code for X eingeladen", "Wir vom Verein Y laden ein"
    rf"\b[Ww]ir\s(?P<link>von\sder|vom|von)\s(?P<who>[{UPPER}„][^.!?;:]{{2,160}})"
    rf"(?=[^.!?]{{0,200}}\b(?:{_HOLDS}|eingeladen|geladen|organisiert|veranstaltet)\b|\s(?:laden|organisieren|veranstalten)\b)"
)
_PARTNER = re.compile(  # "Gemeinsam mit dem Verein X hat die Stadt Y die Messe organisiert"
    rf"^(?:Gemeinsam|Zusammen|In\s(?:Kooperation|Zusammenarbeit))\smit\s(?P<link>der|dem|den)\s(?P<who>[{UPPER}„][^.!?;:,]{{2,120}}?)\s"
    rf"(?P<verb>{_HOLDS}|hat|hatte|haben|hatten)\s"
)
_ALONGSIDE = re.compile(  # "Die Stadt X lädt, gemeinsam mit dem Verein Y, zum Fest ein"
    rf"\b(?:gemeinsam|zusammen|in\s(?:Kooperation|Zusammenarbeit))\smit\s(?P<link>der|dem|den)\s(?P<who>[{UPPER}„][^.!?;:]{{2,140}})"
)
_OFFERS = re.compile(  # "Die Volkshochschule X bietet am Montag einen Kurs an"
    rf"(?:^|[–:]\s){_ARTICLE}?(?P<who>[{UPPER}„][^.!?;:]{{2,140}}?)\s"
    r"(?:(?:bietet|bieten|bot|boten)\s(?=[^.!?]*\san\b)|(?:richte(?:t|te|n|ten))\s(?=[^.!?]*\saus\b)|(?:führ(?:t|te|en|ten))\s(?=[^.!?]*\sdurch(?:[.!?]|$)))"
)
_HOSTS = re.compile(  # "Die Stadt X begrüßte rund 100 Gäste", "… freute sich das Netzwerk Y über viele Besucher"
    rf"(?:(?:^|[–:]\s){_ARTICLE}(?P<who>[{UPPER}„][^.!?;:,]{{2,90}}?)\s(?:begrüßten?|freute[n]?\ssich)|"
    rf"\b(?:begrüßten?|freuten?\ssich)\s(?:[Dd](?:ie|er|as)\s)(?P<host>[{UPPER}„][^.!?;:,]{{2,90}}?))\s"
    r"(?=[^.!?]{0,90}\b(?:Gäste|Teilnehm\w+|Besuch\w*|Interessierte\w*|Anwesen\w+)\b)"
)
_GIVES = re.compile(  # "Am Montag führte das Büro X einen Kurs durch", "bittet der Verband Z … zu einem Abend"
    r"\b(?:(?:führ(?:t|te|en|ten)(?=[^.!?]*\sdurch(?:[.!?]|$))|bieten?(?=[^.!?]*\san(?:[.!?]|$))|"
    r"richte(?:t|te|n|ten)(?=[^.!?]*\saus(?:[.!?]|$))|(?:bittet|bitten|bat|baten)(?=[^.!?]*\szu(?:m|r)?\s)|"
    rf"öffne(?:t|te)(?=[^.!?]*\sTüren\b))\s{_ARTICLE}(?P<who>[{UPPER}„][^.!?;:]{{2,140}})|"
    rf"(?:^|\s){_ARTICLE.replace('link', 'back')}(?P<host>[{UPPER}„][^.!?;:,]{{2,90}}?)\s(?:bei|auf|zu|in)\s"
    rf"(?:seine[mr]|ihre[mr])\s(?:\d{{1,2}}[.\ue010]\s|[a-zäöüß]+n\s)?(?i:{EVENT_WORDS.pattern}|\w*gespräch\b))"
)
_GATHERED = re.compile(  # "Der Städtebund X traf sich zum Thema …"
    rf"^{_ARTICLE}(?P<who>[{UPPER}„][^.!?;:,]{{2,90}}?)\s(?:traf\ssich|tagte|kam\s(?=[^.!?]*\szusammen\b))"
)
_JOINT_WORK = re.compile(  # "Eine Veranstaltung von X und Y", "ein Gemeinschaftsprojekt der AG Z und des Netzwerks W"
    r"(?:^Eine\s(?:gemeinsame\s)?Veranstaltung|\b[Gg]emeinschafts(?:projekt|veranstaltung)|\bKooperationsveranstaltung)\s(?P<link>der|des|von|vom)\s"
    rf"(?P<who>[{UPPER}„][^.!?;:]{{2,160}})"
)
_MET = re.compile(  # "Am 9. Juli trafen sich die Mitglieder des Vereins X"
    r"\b(?:kamen|tra(?:fen|f)|tagten|treffen|versammelten)\s(?:sich\s)?(?:die|alle|der)\s(?:[a-zäöüß]+en\s)?"
    r"(?:(?:Mitglied|Bürgermeister|Vertreter|Delegierte|Vorst[aä]nd|Sprecher)\w*(?:\sund\s[A-ZÄÖÜ]\w+)?)\s(?P<link>der|des)\s"
    rf"(?P<who>[{UPPER}„][^.!?;:]{{2,140}})"
)
_STARTS = re.compile(  # "startet die Stadt X in das Programm"
    rf"\b(?:starte(?:t|n|te|ten)|feier(?:t|n|te|ten))\s{_ARTICLE}(?P<who>[{UPPER}„][^.!?;:]{{2,140}})"
)
_TOGETHER = re.compile(
    rf"\bin\s(?:Kooperation|Zusammenarbeit)\s(?P<link>von|des|der)\s(?P<who>[^.!?;:]{{3,200}}?)\s{_HELD}\b"
)
_INVITED = re.compile(
    rf"\bEinladung\s(?P<link>der|des|von|vom)\s(?:[\w-]+(?:en|er)\s)?(?P<who>[{UPPER}„][^.!?;:]{{2,160}})"
)
_OF = re.compile(
    rf"(?:(?i:{EVENT_WORDS.pattern})|\bKooperations(?:projekt|veranstaltung)|\b[Pp]odiumsdiskussion|\b[Pp]resse(?:gespräch|konferenz|termin))"
    rf"(?:\s[{UPPER}][\w-]+|(?<=[Rr]eihe)\s[„\"»][^„“”\"»«]{{2,60}}[“”\"«]|\smit\s[{UPPER}]\w+|\s\([^()]{{2,40}}\))?\s(?P<link>der|des|von|vom)\s(?P<who>[{UPPER}„][^.!?;:]{{2,160}})"
)
_WITH = re.compile(
    r",?\s(?:in\s(?:Zusammenarbeit|Kooperation)|gemeinsam|zusammen)\smit\s|,\s|\s(?:und|sowie)\s(?=(?:d(?:er|em|ie|as|en|es)|vom|von)\s)|"
    r"\s(?:und|sowie)\s(?=[A-ZÄÖÜ])"
)
_ENDS = re.compile(
    r",?\s(?:im\s(?=[A-ZÄÖÜ])[\w-]*(?:[Hh]aus|[Mm]useum|[Ss]aal|[Hh]of|[Tt]heater|[Ss]chloss|[Hh]otel|[Ff]oyer|[Kk]loster)\b|"
    r"in\sder\s[A-ZÄÖÜ][\w-]*(?:halle|schule|kirche|mensa|aula|scheune)\b|unterstützt|gefördert|moderiert|statt\b|im\sRahmen|im\sAuftrag|unter\sde[mr]\b|herzlich|interessierte|alle\s|mit\sUnterstützung|am\s\d|"
    r"vom\s\d|zum\s|zur\s|nach\s|ins?\s|(?:von|ab|um)\s\d|eine?[mnr]?\b)"
)
_TOLD = {
    _JOINT_WORK,
    _GIVES,
    _TOGETHER,
    _PASSIVE,
    _FRONTED,
    _IS,
    _ACTIVE,
    _INVERTED,
    _INVITED,
    _WE,
    _PARTNER,
    _OFFERS,
    _HOSTS,
}
_ORDER = (
    (_TOGETHER, _PASSIVE, _FRONTED, _IS, _ACTIVE, _INVERTED, _WE),
    (_INVITED,),
    (_JOINT_WORK,),
    (_OFFERS, _GIVES),
    (_HOSTS,),
    (_MET, _STARTS, _GATHERED),
    (),
    (_OF,),
)  # () is the letterhead
_LEADS = re.compile(  # words that a sentence begins with, and no name
    r"(?:Wie|Wer|Was|Wo|Wenn|Weil|Dass|Ob|Nun|Jetzt|Heute|Morgen|Gemeinsam|Zusammen|Im|In|Ins|Am|An|Auf|Aus|Ab|Als|Bei|Beim|Mit|Nach|Für|Zu|Zum|Zur|Um|Von|Vom|Vor|Durch|Über|Unter|Seit|Wir|Sie|Er|Es|Ihr\w*|"
    r"Eine?[nrms]?|Unser\w*|Dies\w*|Alle\w*|Viele|Hier|Dort|So|Da|Dabei|Damit|Dazu|Danach|Anschließend|Jede\w*|Kein\w*|Beide)\s"
)
_SOME = re.compile(  # "Weitere Vereine", "Ende Oktober", "Lotse Herr X"
    r"(?:Weitere|Verschiedene|Zahlreiche|Einige|Mehrere|Andere|Unterschiedliche|Ende|Anfang|Mitte|Neben|Rund|Etwa|Fast|Knapp)[nrs]?\b|"
    r".*\b(?:Herrn?|Frau|[\w-]*[Vv]ortr[aä]gen?)\b"
)
HEAD_LINES = 2  # in which a letter or a programme prints whose it is
LAST = 45  # paragraphs in which an announcement or a report names who holds the event


def organisers(parts: list[Part], title: str | None = None) -> tuple[RoleRecord, ...]:
    """Return the houses that hold the event, by a field or else by the first sentence that says so.

    ``title``: that of the file, which may end with whose page it is.
    """
    found: list[str] = []
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if part.kind == "field" and part.field == "organiser":
            found += listed_names(part.value)
        elif following is not None and _HEADS_LIST.search(part.text) and _is_list(following.text):
            found += listed_names(following.text)
        elif found and (joint := _JOINT.match(part.text)) is not None and part.kind != "field":
            found += [name for name in listed_names(part.text[joint.end() :]) if _is_house(name)]
    told = [part for part in parts if part.kind in {"text", "item", "heading"}][:LAST]
    letterhead = [part.text.strip() for part in parts[:HEAD_LINES] if _is_house_alone(part.text.strip())]
    for forms in _ORDER:
        if not found and not forms:
            found = letterhead[:1]
        elif not found:
            found = next(filter(None, (_said(part.text, forms) for part in told)), [])
    if not found and title is not None:
        found = [name for name in re.split(r"\s[|·–-]\s", title)[1:][-1:] if _is_house_alone(name)]
    return tuple(RoleRecord(name[:300], "Organisation", is_organisation=True) for name in dict.fromkeys(found))


def _said(text: str, forms: tuple[re.Pattern[str], ...]) -> list[str]:
    for sentence in sentences(text):
        masked = re.sub(
            r"\be\.\s?V\.?|\bSt\.(?=\s[A-ZÄÖÜ])|(?<=\d)\.(?=\S|\s[-–]|\s[A-ZÄÖÜ\d]|\sbis\b)|\b[A-ZÄÖÜ]{2}[a-z]{0,2}\.(?=\s[a-z])|\b[aiod]\.(?=\s?[a-z]\.|\s[A-ZÄÖÜ])|(?<=[a-zäöüß])\.(?=[A-ZÄÖÜ][a-zäöüß])",
            lambda match: match[0].replace(".", "\ue010").replace(" ", "\ue011"),
            sentence,
        )
        for form in forms:
            for match in form.finditer(masked):
                who = match["who"] or match.groupdict()["host"]
                if form is _HOSTS and " " not in who:
                    continue  # "Der Fachverband begrüßte …" tells no name
                found = list(
                    _houses(who, (match["link"] or match.groupdict().get("back") or "").strip(), told=form in _TOLD)
                )
                partner = (_PARTNER.match(masked) or _ALONGSIDE.search(masked)) if found and form in _TOLD else None
                if partner is not None:
                    houses = _houses(partner["who"], partner["link"], told="verb" in partner.groupdict())
                    found += [house for house in houses if house not in found]
                if found:
                    return found
    return []


def _houses(words: str, link: str, *, told: bool) -> Iterator[str]:
    """Yield the houses of a list up to where the sentence goes on.

    ``told``: the sentence says that they hold the event, so that a name of two words or more need not look like one.
    """
    words = _ENDS.split(words)[0]
    rest = glued(words)
    start = 0
    cuts = [*_WITH.finditer(rest), None]
    for cut in cuts:
        piece = unglued(rest[start : cut.start() if cut is not None else len(rest)]).strip()
        if cut is not None and (
            piece.endswith("-") or (re.search(r"\bfür\s[\w-]+$", piece) and not _ARTICLED.match(rest, cut.end()))
        ):
            continue  # "Klima- und Energieagentur", "Ministerium für Wohnen, Bau und Verkehr"
        if (
            cut is not None
            and re.fullmatch(r"\s(?:und|sowie)\s", cut[0])
            and re.fullmatch(r"[\w-]+", piece)
            and not _is_house(piece)
        ):
            continue  # "Laut und Leise e.V."
        behind = rest[cut.end() :] if cut is not None else ""
        if (
            cut is not None
            and re.fullmatch(r"\s(?:und|sowie)\s", cut[0])
            and _GOES_ON_OF.match(behind)
            and _is_house(piece)
        ):
            continue  # "die Fachstelle Jugend und Familie der Stadt X"
        following = unglued(_WITH.split(behind)[0]).strip()
        short = _SHORT.search(following)
        if cut is not None and short is not None and _capitals(f"{piece} {following[: short.start()]}") == short[1]:
            continue  # "Landesstelle Hitze und Gesundheit (LHG)"
        if cut is not None and (
            _BRANCH.match(following)
            if cut[0] == ", "
            else re.fullmatch(r"\s(?:und|sowie)\s", cut[0])
            and _is_house(piece)
            and re.fullmatch(rf"[{UPPER}][a-zäöüß]+", following)
            and re.fullmatch(rf"[{UPPER}]\w+\s[{UPPER}]\w+", piece)
            and not _is_house(following)
        ):
            continue  # "Verein X, Kreisverband Y", "die Akademie Land und Garten"
        start = cut.end() if cut is not None else start
        article = re.match(r"(?i:der|dem|die|das|den|des|vom|von\sder|von\sdem|von)\s", piece)
        name = piece[article.end() :] if article is not None else piece
        said = (article[0].lower() if article is not None else link or "der").split()[-1]
        name = phrase_of(name.replace("\ue010", ".").replace("\ue011", " ").strip('„“”" '))
        branch = next(
            (one for one in _TO_BRANCH.finditer(piece) if name and piece.endswith(name, 0, one.start())), None
        )
        name += f", {phrase_of(piece[branch.end() :])}" if branch is not None else ""
        name = re.sub(r"[„“”\"»«]|\s(?:19|20)\d\d$", "", name)
        if not name or _LEADS.match(name) or not (_is_house(name) or (told and _is_group(name))):
            return
        told = True
        strong = {"der": r"\1r ", "das": r"\1s "}.get(said.lower()) if said == link.lower() else None
        if strong is not None:  # "der Deutsche Verein"
            name = re.sub(rf"^([{UPPER}]\w+(?:isch|lich|sch|ig)e)\s", strong, name)
        yield nominative(f"des {name}") if said in {"des", "dem", "vom"} else nominative(name)
        link = link if article is None else said


def _capitals(words: str) -> str:
    """Return the capitals that words begin with."""
    return "".join(word[0] for word in words.split() if word[0].isupper())


def _is_group(name: str) -> bool:
    """Tell whether a name in the place of a holder is one of a group: "Bürgerrunde X", "Code for Y"."""
    words = re.sub(r"\s\([^()]*\)$", "", name).split()
    if len(words) == 1:
        return (  # "KlimaDorf", "Gemeindejugendarbeit"
            re.match(r"(?:[a-z]+\.)?[A-ZÄÖÜ][a-zäöüß]+[A-ZÄÖÜ]\w*", words[0]) is not None
            or re.fullmatch(rf"[{UPPER}]\w+(?:arbeit|pflege|gemeinschaft|förderung|beratung|management)", words[0])
            is not None
        )
    if _SOME.match(name):
        return False
    if any(month(fold(word)) is not None for word in words) or re.search(r"[Ww]eb(?:site|seite)$|Seite$", name):
        return False
    plain = all(
        re.match(rf"[{UPPER}]", word) or word in {"for", "of", "für", "und", "&", "da", "de", "am", "im"}
        for word in words
    )
    person = any(found.sure for found in find_names(name))
    event = EVENT_WORDS.match(words[0]) is not None
    return len(words) > 1 and plain and not person and not event and not OFFICES.search(name) and not is_no_house(name)


_ARTICLED = re.compile(r"(?:die|der|das|dem|den|des)\s")
_SHORT = re.compile(rf"\s\(([{UPPER}]{{2,8}})\)")
_BRANCH = re.compile(r"(?:Kreis|Landes|Orts|Bezirks|Stadt|Regional)(?:verband|verein|gruppe|gliederung|vereinigung)\b")
_TO_BRANCH = re.compile(rf",\s(?={_BRANCH.pattern})")
_GOES_ON_OF = re.compile(
    r"(?:Gewerkschaften|Hochschulen|Unternehmen|Firmen|Gemeinden|Städten?|Kommunen|Vereine)\b|"
    rf"(?![\w-]*(?:verein|verband|amt|schule|gesellschaft)\b)[{UPPER}]\w+\s(?:der|des)\s[{UPPER}]"
)
_HEADS_LIST = re.compile(  # a label alone, or a sentence that ends where a list begins
    r"^(?:Veranstalter(?:in|innen)?|Veranstaltet von|Ausrichter(?:in)?|Gastgeber(?:in)?|Träger(?:in)?)$|"
    rf"\b{_HELD}\s(?:von|durch):?$"
)
_JOINT = re.compile(r"(?:[Ii]n\s(?:Kooperation|Zusammenarbeit)|[Gg]emeinsam|[Zz]usammen)\smit\s")


def _is_list(line: str) -> bool:
    """Tell whether a line below such a label begins with a house, or lists several names between bars."""
    return "|" in line or looks_like_organisation(re.split(r",\s|\s(?:und|sowie)\s", line)[0])


def _is_house_alone(line: str) -> bool:
    """Tell whether a line is nothing but the name of a house."""
    feast = re.match(r"[\w-]*(?:feier|fest|abend)\b", line) is not None
    event = EVENT_WORDS.match(line.split(maxsplit=1)[0]) is not None if line.split() else True
    return (
        not (event or feast)
        and len(line.split()) > 1
        and _is_house(line)
        and phrase_of(line) == line
        and not re.search(r"\d", line)
    )


def _is_house(name: str) -> bool:
    """Tell whether a name is that of a house, and of neither an office, a unit nor an event."""
    return (
        looks_like_organisation(name)
        and not is_no_house(name)
        and not OFFICES.match(name)
        and name not in HEADS
        and (
            not (UNITS.match(name) and not re.search(r"\s(?:der|des)\s[A-ZÄÖÜ]", name))
            and not EVENT_WORDS.fullmatch(name)
        )
    )


def listed_names(words: str) -> list[str]:
    """Return the names of a field: "die Stadt X, das Amt Y und die Hochschule Z"."""
    words = re.sub(r"\s+(?:in Zusammenarbeit|in Kooperation|gemeinsam|zusammen) mit\s+", ", ", words)
    words = re.split(r"\s+(?:unter|im Rahmen|statt|am \d|auf|als)\b", words)[0]
    names = []
    for piece in re.split(
        (
            r"\s*(?:;|\n|\||,\s+(?=(?:die|der|das|dem|den|[A-ZÄÖÜ]))|\bsowie\b|\bund (?=(?:die|der|das|dem|den|"
            r"vom|von)\b))\s*"
        ),
        words,
    ):
        name = re.sub(
            r"^(?:und|die|der|das|dem|den|des|vom|von der|von dem|von|durch)\s+",
            "",
            piece.strip(" .,"),
            flags=re.IGNORECASE,
        )
        name = re.sub(r"^(?:die|der|das|dem|den|nationale|dem)\s+", "", name)
        if len(name) > 2 and not re.search(r"@|\b\d{5}\s[A-ZÄÖÜ]", name):
            names.append(f"{name}." if name.endswith(("e.V", "e. V")) else name)
    whole = [name for name in names if not UNITS.match(name)]
    return _rejoined(whole if whole and looks_like_organisation(whole[0]) else names)


def _rejoined(names: list[str]) -> list[str]:
    """Put "Ministerium für Wohnen" and "Stadtentwicklung und Bauwesen" together again."""
    result: list[str] = []
    for name in names:
        if result and re.search(r"\bfür\b[^,]*$", result[-1]) and not looks_like_organisation(name):
            result[-1] = f"{result[-1]}, {name}"
        else:
            result.append(name)
    return result
