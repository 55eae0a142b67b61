"""People named in sentences: "stellte Eva Muster (Firma GmbH) …", "die Bürgermeisterin der Gemeinde X, Y Z"."""

import re
from collections.abc import Iterator

from commands.dates.words import weekday
from commands.documents.prose.affiliation import words_beside
from commands.documents.prose.ahead import spoken_for
from commands.documents.prose.bystanders import goes_on, is_bystander, nobody_there
from commands.documents.prose.names import Name, find_names, name_at
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.organisations import split_affiliation
from commands.documents.prose.people import (
    PAPERS,
    STAR,
    heads_words,
    is_named_house,
    joins,
    parse_people,
    role_of,
    spells_out,
)
from commands.documents.prose.phrases import CONNECTORS
from commands.documents.prose.places_ruled import place_ruled
from commands.documents.prose.shared_houses import BOTH, sharing, without_strays
from commands.documents.prose.vocabulary import ABBREVIATIONS, OFFICES, UPPER
from storage.records import RoleRecord
from storage.text import fold

LONGEST_LINE = 220  # characters of a row that names people
_ORGANISED = re.compile(
    r"(?:Organisiert|Vorbereitet|Konzipiert|Geplant)\s(?:wurde\w*\s|wird\s|hatten?\s)?(?:\w+\s){0,4}?(?:von|durch)\b"
)
_QUOTED_NOW = re.compile(  # "…“, erklärt Landrätin A B": said before the event, not there
    r"[“”\"]\s*,\s*(?:erklärt|sagt|betont|meint|freut\ssich|unterstreicht|wirbt|ergänzt|erläutert|so)\s"
    r"(?:[\w-]+,?\s){1,12}?[A-ZÄÖÜ][\w-]+\W*$|"
    r",\sso\s(?:(?:der|die)\s)?(?:[\w-]+\s){0,3}[A-ZÄÖÜ][\w-]+\s[A-ZÄÖÜ][\w-]+(?:,\s[^,]{3,140})?\W*$"
)
_PLACES = re.compile(
    r"(?:straße|str\.|allee|platz|weg|haus|saal|schule|gymnasium|halle|stiftung|preis|museum)\b", re.IGNORECASE
)
_ROLE_BEFORE = tuple((role, re.compile(words)) for role, words in (
    ("Moderation", (
        r"[Mm]oderation(?: von| durch)?(?: \w+)?\s*$|[Mm]oderiert\w*(?: von| durch| wurde \w+(?: \w+)? "
        r"von)?\s*$|Moderator(?:in)?\s*$"
    )),
    ("Grußwort", r"Gru(?:ß|ss)worte?n? (?:von|durch|des|der)?[\w\s,]*$"),
    ("Begrüßung", r"[Bb]egrüß\w+ (?:durch|von)\s*$|[Ee]röffn\w+ (?:durch|von)\s*$"),
    ("Keynote", r"Keynote(?:s)? (?:von|durch|hielt)?\s*$"),
    ("Impuls", r"Impuls\w* (?:von|durch|hielt|kam von|gab)?\s*$|Inputs? (?:von|durch|gab)?\s*$"),
    ("Vortrag", r"(?:Vortrag|Vorträge|Referat) (?:von|durch|hielt|hielten)?\s*$"),
))  # fmt: skip
_ROLE_AFTER = tuple((role, re.compile(words)) for role, words in (
    ("Moderation", (
        r"moderiert|führte? (?:souverän |gekonnt |charmant )?durch (?:den|die|das)|leitete (?:dabei )?\w* "
        r"?durch"
    )),
    ("Begrüßung", r"(?:begrüß|eröffne|hieß|betonte in ihrer Begrüßung|betonte in seiner Begrüßung)"),
    ("Keynote", r"Keynote"),
    ("Impuls", r"Impuls|Input"),
    ("Vortrag", r"Vortrag|referier|trug vor|stellte|stellten|präsentier|berichte|zeigte|erläuter"),
))  # fmt: skip
_ROLE_SENTENCE = tuple((role, re.compile(words)) for role, words in (
    ("Podium", r"Podium|Panel|[Dd]iskutier|Talkrunde|Gesprächsrunde|Diskussionsrunde"),
    ("Grußwort", r"Grußwort"),
    ("Keynote", r"Keynote"),
    ("Impuls", r"Impuls"),
    ("Vortrag", r"Vortrag|Vorträge"),
    ("Moderation", r"[Mm]oderat"),
))  # fmt: skip
_BEGINS = re.compile(  # words that stand with a capital letter only where a sentence begins
    r"(?:Von|Der|Die|Das|Den|Dem|Ein|Eine|Einen|Im|In|Mit|Wir|Hier|Es|Nach|Auf|Bei|Durch|Für|Zu|Zum|Zur|Dies\w*|Dabei|Am|"
    r"Sie|Er|Auch|Anschließend|Danach|Als|Aus|Über|Unter|Ihr\w*|Sein\w*|Vor|Beim|Neben|Zudem|Außerdem|So|Dort|Darüber|Wie)\s"
)


LONGEST_TITLE = 160  # characters
_CALLS = re.compile(  # what stands before a title, and not before what somebody said
    r"\b(?:Motto|Titel|Thema|Überschrift|Frage|Vortragstitel|\w*[Vv]ortrag|Impuls|Keynote|Podiumsdiskussion|Workshop|Forum)\s$"
)


_SHORTENED = re.compile(
    r"(?:\b(?:Dr|Prof|Dipl|Ing|bzw|ca|vgl|Nr|St|Str|ehem|stellv|inkl|Abs|Art|Hr|Fr|evtl|ggf|h\.c|"
    rf"{ABBREVIATIONS}|Co|"
    r"z\.B|u\.a|d\.h|[aiov]\.\s?d|e|e\.V|i\.R|a\.D|rer|nat|phil|jur|med|pol|geod|agr|oec|habil|mult)|\b\d{1,2}|"
    r"\b[A-Za-z])\.$"
)


def _in_title(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether a full stop stands inside a title in quotation marks, or right at its end."""
    before = text[start : stop.start()]
    opened = before.rfind("„")
    if opened < 0 or any(mark in before[opened:] for mark in "“”"):
        return False
    closed = re.search(r"[“”]", text[stop.start() : stop.start() + LONGEST_TITLE])
    near = closed is not None and len(before) - opened <= LONGEST_TITLE
    return near and _CALLS.search(before[:opened]) is not None


def sentences(text: str) -> Iterator[str]:
    """Split a paragraph; titles, initials and abbreviations end no sentence."""
    start = 0
    for match in re.finditer(
        r"(?<=[a-zäöüß)\]\"“”»%\d])[.!?][\"“”]?\s+(?=[A-ZÄÖÜ„\"»])|"
        r"(?<=[A-ZÄÖÜ]{3})[.!?]\s+(?=(?:Er|Sie|Es|Wir|Der|Die|Das|Im|In|Am|Dort|Hier|Danach|Anschließend)\s)|"
        r"(?:(?<=e\.V)|(?<=e\. V))\.\s+(?=[A-ZÄÖÜ])",
        text,
    ):
        before = text[start : match.start() + 1]
        if before.endswith("V."):
            if not _BEGINS.match(text[match.end() :]):
                continue
        elif _SHORTENED.search(before) or _in_title(text, start, match):
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def mentioned(text: str, default: str = "Mitwirkung", *, ahead: bool = False) -> tuple[RoleRecord, ...]:
    """Return the people whom a paragraph names, with role, office and organisation as far as it says them.

    ``ahead``: the text announces, so that who is only quoted in the present tense need not be there.
    """
    found: dict[str, RoleRecord] = {}
    text = STAR.sub("", text)
    if _is_line(text):
        return parse_people(text, default)
    for sentence in sentences(text):
        if ahead and _QUOTED_NOW.search(sentence):
            continue
        for person in _in_sentence(sentence, text, default):
            known = found.get(person.name)
            if known is None or (known.organisation is None and person.organisation is not None):
                found[person.name] = person
    return tuple(found.values())


_LINE_WORDS = CONNECTORS | {
    "vom",
    "beim",
    "aus",
    "mit",
    "sowie",
    "die",
    "das",
    "e.V.",
    "stellv.",
    "ehem.",
    "bzw.",
    "a.D.",
    "d.",
}


def _is_line(text: str) -> bool:
    """Tell whether a text is a row of a list that begins with a name and says what somebody is, without a verb."""
    words = text.split()
    first = name_at(text.strip())
    if (
        len(text) > LONGEST_LINE
        or first is None
        or not first.sure
        or not re.match(r"\s*[,(–—|/[]|\sfür\s", text.strip()[first.end :])
    ):
        return False
    for number, word in enumerate(words):
        bare = word.strip("(),;")
        following = words[number + 1] if number + 1 < len(words) else ""
        attribute = re.fullmatch(r"[a-zäöüß]+e[nrs]?", bare) and re.match(rf"[{UPPER}]", following)
        leads = number and (words[number - 1] in CONNECTORS or words[number - 1].endswith(","))
        if re.match(r"[a-zäöüß]{2}", bare) and bare not in _LINE_WORDS and not (attribute and leads):
            return False
    return True


def _in_sentence(sentence: str, text: str, default: str) -> Iterator[RoleRecord]:  # noqa: C901  # one branch for each form
    names: list[Name] = []
    sentence = PAPERS.sub("", sentence)
    if nobody_there(sentence) or _ORGANISED.match(sentence):
        return
    every = list(find_names(sentence))
    aside: Name | None = None  # who only is named; a list goes on with others
    starts: list[int] = []
    for name in every:
        listed = aside is not None and goes_on(sentence[aside.end : name.start])
        if listed or is_bystander(sentence, name.start, name.end):
            aside = name
            starts.append(name.start)
        elif _is_person(sentence, name) or (bool(names) and joins(sentence, names[-1], name)):
            names.append(name)
    shared = BOTH.search(sentence)
    found: list[RoleRecord] = []
    starts += [one.start for one in names]
    for name in names:
        following = min((start for start in starts if start > name.start), default=None)
        until = following if following is not None else len(sentence)
        begin = max((one.end for one in every if one.end <= name.start and (one.sure or one in names)), default=0)
        before, after = sentence[begin : name.start], re.split(r"[;•](?![^()]*\))", sentence[name.end : until])[0]
        after = re.sub(r"^,\s(?=\()", " ", _PARTICLE.sub("", _WHERE.sub("", after)))
        if (
            following is not None and " für " not in after
        ):  # "vom Weingut X und Koch C D": that is what the next one is
            after = re.sub(rf"\s(?:und|sowie)\s[{UPPER}][a-zäöüß]+\s$", " und ", after)
        if re.search(r"\bMd(?:B|L|EP)$", sentence[: name.end]):
            after = re.sub(
                rf"^\s(?:und|sowie)\s(?={OFFICES.pattern})", ", ", after
            )  # "A B, MdB und Vorsitzende des …"
        if sentence.count("(", 0, name.start) > sentence.count(")", 0, name.start):
            after = _inside(after)
        if any(one.end == begin and one not in names for one in every):
            before = re.sub(r"^\s*,[^,]*", "", before)  # that is of somebody who was not there
        office, organisation, role = words_beside(before, after, following=following is not None)
        if (
            found
            and organisation is not None
            and organisation == found[-1].organisation
            and organisation not in after
            and not _own_office(before, organisation)
        ):
            office, organisation, role = words_beside(
                "", after, following=following is not None
            )  # that is the other's
        if organisation is None and shared is not None and name.end <= shared.start():
            organisation = split_affiliation(re.split(r"\s+[–-]\s+", shared[1])[0])[1]
        if organisation is None:
            organisation = spoken_for(before, sentence) or place_ruled(before, text)
        found.append(
            RoleRecord(
                name.name,
                role or role_beside(before, after, sentence, default, alone=len(names) == 1),
                office,
                organisation,
                name.title,
            )
        )
    yield from without_strays(sentence, sharing(sentence, names, found))


def _own_office(before: str, organisation: str) -> bool:
    """Tell whether the office that names a house belongs to who follows: "… und die Leiterin des Amts X, "."""
    house = re.escape(organisation)
    return (
        re.search(
            rf"\b(?:und|sowie|&)\s(?:(?:der|die|den|dem)\s(?={OFFICES.pattern})[^,]*{house}[^,]*,?|"
            rf"(?={OFFICES.pattern})[^,]*{house}[^,]*)\s$",
            before,
        )
        is not None
    )


def _inside(after: str) -> str:
    """Return what stands behind a name up to the end of the brackets that it stands in."""
    depth = 0
    for place, sign in enumerate(after):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return after[:place]
    return after


def _is_person(sentence: str, name: Name) -> bool:
    before, after = sentence[: name.start], sentence[name.end :]
    if re.search(r"[„\"“(/]$", before) and re.match(r"[\"“]", after) and not name.title:
        return False
    if (
        not (name.title and after.startswith(" "))
        and re.match(
            (
                r"[- ]?(?:-?Straße|-?Str\.|-?Platz|-?Haus|-?Halle|-?Saal|-?Schule|-?Gymnasium|-?Stiftung|-?Preis|"
                r"-?Allee|-?Weg|-?Ring|-?Universität)"
            ),
            after,
        )
    ) or (_PLACES.fullmatch(name.name.split()[-1]) if name.sure else _PLACES.search(name.name.split()[-1])):
        return False
    if not name.title and re.search(r"\b(?:im|am|zum|ins|beim|einem|einer|eine|ein|zur)\s$", before):
        return False
    if name.sure:
        return True
    front = re.search(r"(\S+)\s$", before)
    if front is not None and OFFICES.fullmatch(front[1]):
        return True
    if spells_out(sentence, name) or re.search(rf"(?:^|\s)[{UPPER}][\w-]*\s$", before):
        return False  # "Institut für Experimentelles Software Engineering (ISE)"
    close = re.match(
        r"\s*(?:\(([^()]{2,120})\)|,\s*([^,;]{3,90}?)(?:,|$|\.|\sund\b)|\s(?:vom|von der|als Vertreter(?:in)? "
        r"(?:der|des|von))\s([^,;.]{4,60}))",
        after,
    )
    if close is None:
        return False
    words = (close[1] or close[2] or close[3]).strip()
    if close[3]:
        return looks_like_organisation(words) and weekday(fold(words.split()[0])) is None
    return (
        OFFICES.match(words) is not None
        or (re.match(rf"[{UPPER}]", words) is not None and heads_words(words) and not name.name.isupper())
        or role_of(words) is not None
        or (close[1] is not None and is_named_house(words))
        or (before.endswith(": ") and is_named_house(words) and re.fullmatch(r"[^,]+", after[close.end() :]) is None)
    )


_PARTICLE = re.compile(  # that of a verb, in front of what somebody is: "stieß A B dazu, Referentin der Stadt X"
    r"^\s(?:dazu|hinzu|teil|ein|vorbei|zu\sWort|zur\sSeite|zu\sGast|als\sGast|herum|durch)(?=,\s)"
)
_WHERE = re.compile(  # in a picture, or of which party
    r"\s*\((?:links?|rechts|Mitte|[lrm]\.|nicht im Bild|v\. ?l\.[^()]{0,20}|\d+\. ?v\. ?[lr]\.|"
    r"SPD|CDU|CSU|FDP|GRÜNE|Grüne|parteilos|#[^()]{2,40})\)"
)


def role_beside(before: str, after: str, sentence: str, default: str, *, alone: bool) -> str:
    """Return the role that the words beside a name say; those of the sentence count for its only name."""
    for role, pattern in _ROLE_BEFORE:
        if pattern.search(before[-90:]):
            return role
    for role, pattern in _ROLE_AFTER:
        if pattern.search(after[:120]):
            return role
    for role, pattern in _ROLE_SENTENCE:
        if pattern.search(sentence) and (alone or role == "Podium"):
            return role
    return default
