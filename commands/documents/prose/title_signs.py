"""What speaks for and against words being an event's title: named signs, each there or not (see weighing.py).

Signs of the words hold wherever they stand. Signs of the use are told apart by the kind of source, since what speaks
for a line (that it stands above everything, that the paragraphs take it up) says little of words out of a sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from commands.documents.prose.clean_title import BARE_KIND
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import find_names, name_at, names_surely
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.session_heads import is_session_heading
from commands.documents.prose.title_candidates import LINES, VERB, Candidate, Source, plain
from commands.documents.prose.title_frame import LONG_LINE, ROOM, TOLD, frame, stem
from commands.documents.prose.title_lines import CLOCK, ONLY_KIND, UNFINISHED, only_date
from commands.documents.prose.vocabulary import EVENT_WORDS, FIELDS, ROLES, UPPER, VENUE_WORD

FEW, SOME, MANY = 3, 8, 20  # lines from the head
ROWS = 2  # lines with hours that make a programme
NEAR = 120  # characters from a day to what is held then
_HOUR = re.compile(r"\d[.:]\d\d\b|\bUhr\b")
_LABELS = frozenset(FIELDS) | frozenset(ROLES) | {"veranstaltung", "zeit", "und", "uhr", "thema"}
_SITE = re.compile(r"[a-zäöüß][A-ZÄÖÜ][a-zäöüß]|\|.*\||[@{}=<>©_]|https?:|Fotos?\s?:|www\.|\(at\)")
_TRAIL = re.compile(  # where in a site the page stands: "Blog > Ländliche Räume", "Verein | Aktuelles"
    r"(?:^|\s)[»›>]\s|^/|\s/\s.*\s/\s|\bKategorien?\b|"
    r"(?:^|\s[|–-]\s)(?:Blog|Aktuelles|News|Neuigkeiten|Startseite|Home|Termine|Veranstaltungen|Presse|Archiv)(?:$|\s[|–-]\s)"
)
_CHROME = re.compile(  # what stands on every page of a site
    r"\b(?:Passwort|Login|Warenkorb|Benutzername|Cookies?|Newsletter|Suche|Suchen|Suchbegriff|Menü|Navigation|Logo|"
    r"(?:Vorherige|Vorige|Nächste|Ältere|Neuere)[rs]?\s(?:Beitrag|Artikel|Meldung|Beiträge)|"
    r"Kommentar\w*|Archiv|Schriftgröße|Kontrast|Textversion|(?:Einfache|Leichte)[rn]? Sprache|Impressum|RSS|Sitemap|"
    r"(?i:anzeigen|aufklappen|schließen|weiterlesen|überspringen|drucken|abonnieren|Aufrufe))\b"
)
_SERVICE = re.compile(
    r"\b(?:Tel|Telefon|Fax|E-?Mail|Kontakt|Anmeldung|anmelden|Eintritt|\d+ Plätze|Plätze(?= im| frei|:)|Kosten|"
    r"Gebühr|Rückfragen|Datenschutz(?:erklärung|hinweise?)|Sperrfrist|Download\w*|Seite|Artikel|Autor\w*|Redaktion|Hinweis\w*|"
    r"Kalender|Meldung(?:en)?|Presse\w*|Inhalt\w*)\b"
)
_ADDRESS = re.compile(
    rf"\b\d{{5}}\s[{UPPER}]|(?:straße|str\.|platz|gasse|allee|weg)\s\d|^(?:Rathaus|Saal|Stadthalle|Bürgerhaus|Ort)\b"
)
_GREETING = re.compile(
    r"(?:Sehr geehrte|Liebe|Hallo|Guten Tag|Herzlich|Mit (?:freundlichen|besten)|Moin|"
    r"[A-ZÄÖÜ][a-zäöüß]+en\sSie\b|Weitere|Mehr|Hier|Alle|Fotos?)\b"
)
_SECTION = re.compile(
    r"(?:Ablauf|Programm|Ergebnisse|Ausblick|Fazit|Hintergrund|Teilnehm\w+|Themen|Anmeldung|Kontakt|Ort|Termin|Zielgruppe|"
    r"Inhalte?|Ziele?|Begrüßung|Grußwort\w*|Einführung|Pause|Abschluss|Diskussion|Mittag\w*|Ankommen|Tagesordnung|"
    r"Vorstellung|Verschiedenes|Nächste Schritte|Impressionen|Veranstalter\w*|Moderation|Referent\w*|Zusammenfassung|"
    r"Eröffnung)\b"
)
_OF_THIS = re.compile(rf"\b(?:[Dd]iese[rsmn]?|[Uu]nsere[rsmn]?)\s(?:[a-zäöüß]+\s)?(?i:{EVENT_WORDS.pattern[2:]})")
_BEHIND_LINK = re.compile(
    rf"\s(?:der|die|das|dem|den|des|zum|zur|beim|im|vom|am)\s(?:\S+\s){{0,2}}?(?:{EVENT_WORDS.pattern})", re.IGNORECASE
)
_DEFINITE = re.compile(r"\b(?:[Dd](?:er|ie|as|en)|[Dd]em)\s(?:[a-zäöüß]+\s)?$")
_DEFINITE_QUOTE = re.compile(r"\b(?:d[ae][nsrm]|die|zu[rm]|beim|unter)\s?[„“\"»]?$")
_COUNTED = re.compile(rf"\d{{1,2}}\.\s(?=[{UPPER}])")
_PREPOSITION = re.compile(r"(?:auf|in|im|am|an|bei|beim|zum|zur|zu|von|vom|für|mit|aus|nach|durch|und|oder)\s")
_TWO_PARTS, _SENTENCES = re.compile(r"\s[–-]\s|:\s"), re.compile(r"[a-zäöüß][.?!]\s")
_LABEL_FIRST = re.compile(  # "Themen: …", "Preis: …", "Ort und Zeit: …"
    r"(?:Thema|Themen|Preis|Kosten|Gebühr|Ort|Wo|Wann|Zeit|Termin|Datum|Beginn|Dauer|Veranstalter\w*|Zielgruppe|"
    r"Moderation|"
    r"Leitung|Referent\w*|Anlass|Ablauf|Programm|Anmeld\w+|Kontakt|Stand|Ziele?|Inhalte?|Sprache|Format|"
    r"Teilnehm\w+|Art|Rubrik|Bereich|"
    r"Schlagw\w+|Kategorien?|Von|Autor\w*)(?:\s(?:und|&|/)\s[A-ZÄÖÜ]\w+)?\s?:"
)
_WITHIN = re.compile(  # what an event is a part of
    r"\b(?:im Rahmen|am Rande|anlässlich|als Teil|im Zuge|im Vorfeld|zum Auftakt|Bestandteil|Teil|parallel zu|"
    r"begleitend zu|flankierend zu|Programm|Nebenprogramm|Vorabend)\s?(?:de[rsm]|von|eine[rs]|unsere[rs])?\s?"
    r"(?:[a-zäöüß]+n\s)?"
    r"[„“\"»]?$",
    re.IGNORECASE,
)
_COMPOUND_TOLD = re.compile(rf"{TOLD}(?P<kind>{EVENT_WORDS.pattern[2:]})")  # "des Zukunftsworkshops"
_HELD = re.compile(
    r"\b(?:statt|stattgefunden|eingeladen|lädt|laden|lud|luden|trafen|veranstalte\w*|tagt\w*|organisiert\w*|kamen|folgten)\b"
)
_EVENT_BEFORE = re.compile(
    rf"(?:{EVENT_WORDS.pattern}|\b(?!(?:mon|diens|donners|frei|sams|sonn)tag)\w{{4,}}(?:tag|gespräch|abend)(?:es|s)?)\s?[,:–-]?\s?$",
    re.IGNORECASE,
)


KINDS_OF_LINE = (
    ("address", _ADDRESS), ("of a site", _SITE), ("trail", _TRAIL), ("on every page", _CHROME), ("service", _SERVICE),
    ("label first", _LABEL_FIRST),
)  # fmt: skip
OF_A_SITE = (_TRAIL, _CHROME, _LABEL_FIRST)  # no title without a word for an event
_OF_NO_TITLE = frozenset([  # signs of words that are more than likely none
    "name first", "kind of text", "clock", "labels only", "address", "of a site", "trail", "on every page", "service",
    "heads a session",
])  # fmt: skip


@dataclass(slots=True)
class Setting:
    """What the signs ask of the whole event: its lines, words of the paragraphs, where things stand."""

    parts: list[Part]
    order: list[int]  # of each line among those that are no debris
    words: str  # all words, folded
    told: frozenset[str]  # long words of the paragraphs
    first_long: int  # line of the first paragraph
    many_long: int  # and of the one with which they are a few
    first_row: int  # line in which the programme begins
    first_heading: int
    first_event: int  # short line with a word for an event
    kinds: frozenset[str]  # of event that the text tells of: "der Workshop"
    frame: tuple[int, int] | None  # line of an event around this one, and line that says what this one is


def setting(parts: list[Part]) -> Setting:
    """Look at the lines of an event once, for all candidates."""
    order, count = [], 0
    for part in parts:
        order.append(count)
        count += part.kind != "debris"
    end = len(parts)
    rows = [n for n, part in enumerate(parts) if CLOCK.match(part.text.strip())]
    long = [n for n, part in enumerate(parts) if len(part.text) > LONG_LINE]
    short = (n for n, part in enumerate(parts) if len(part.text) < LONG_LINE and part.kind != "debris")
    return Setting(
        parts,
        order,
        f" {plain(' '.join(part.text for part in parts))} ",
        frozenset(word for part in parts if len(part.text) > LONG_LINE for word in _long_words(part.text)),
        long[0] if long else end,
        long[FEW - 1] if len(long) >= FEW else end,
        rows[0] if len(rows) >= ROWS else end,
        next((n for n, part in enumerate(parts) if part.kind == "heading"), end),
        next((n for n in short if _events(parts[n].text)), end),
        frozenset(stem(match["kind"]) for part in parts for match in _COMPOUND_TOLD.finditer(part.text)),
        frame(parts),
    )


def signs(candidate: Candidate, about: Setting) -> frozenset[str]:
    """Return the names of the signs that a candidate has."""
    return signs_around(candidate, about) | signs_within(candidate.words)


def signs_around(candidate: Candidate, about: Setting) -> frozenset[str]:
    """Return the signs of where a candidate stands, how it was come by and how the text takes it up."""
    kinds = {source.kind for source in candidate.where}
    group = "line" if kinds & LINES else "quoted" if kinds <= {"quoted"} else "told"
    first = min(source.number for source in candidate.where)
    of_use = (*_of_use(candidate.words, about), *_of_place(first, about))
    found = {f"{group}: {sign}" for sign in of_use} & USES
    for source in candidate.where:
        if f"as {source.kind}" in SOURCES:
            found.add(f"as {source.kind}")
        found.update((_of_line if source.kind in LINES else _of_sentence)(source, about))
    printed = {source.number for source in candidate.where if source.kind in LINES}
    if printed and any(source.number not in printed for source in candidate.where):
        found.add("line and sentence")
    return frozenset(found)


@lru_cache(maxsize=4096)
def _events(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the words for events in a text: begin, end, word."""
    return tuple(
        (match.start(), match.end(), match[0])
        for match in EVENT_WORDS.finditer(text)
        if not ROOM.match(text, match.end())
    )


def _long_words(text: str) -> set[str]:
    found = set(re.findall(rf"\b[{UPPER}#][\w-]{{4,}}", text))
    return {word.lower() for word in found if not any(one[:2] == (0, len(word)) for one in _events(word))}


SOURCES = frozenset([
    "as line", "as head", "as tail", "as joined", "as behind opener", "as quoted", "as described", "as phrase",
    "as called", "as called of", "as called for",
])  # fmt: skip
USES = frozenset([  # what else is said of candidates of a kind is known to weigh nothing
    "line: one word", "line: 4 to 8 words", "line: 9 to 15 words", "line: 16 words or more", "line: event word",
    "line: bare kind", "line: stands once", "line: no long word", "line: told of all", "line: told of most",
    "line: told of none", "line: at the head", "line: near head", "line: upper", "line: middle", "line: low",
    "line: above paragraphs", "line: in programme", "told: bare kind", "told: stands once", "told: stands often",
    "told: no long word", "told: told of all", "told: at the head", "told: near head", "quoted: stands once",
    "line: its kind told", "line: another kind told", "told: its kind told", "told: another kind told",
    "line: below paragraphs", "told: below paragraphs", "quoted: one word", "quoted: 4 to 8 words",
])  # fmt: skip


@lru_cache(maxsize=512)
def signs_within(text: str) -> frozenset[str]:
    """Return the signs of the words alone, wherever they stand."""
    events = _events(text)
    name = name_at(text)
    found = {*_of_words(text, events)}
    if name is not None and name.sure:
        found.add("name first")
    elif any(one.sure for one in find_names(text)):
        found.add("name inside")
    if not events and looks_like_organisation(text):
        found.add("organisation")
    if ONLY_KIND.fullmatch(text):
        found.add("kind of text")
    if _HOUR.search(text) or CLOCK.match(text):
        found.add("clock")
    if all(word.lower().strip(" :,") in _LABELS for word in text.split()):
        found.add("labels only")
    found.update(name for name, pattern in KINDS_OF_LINE if pattern.search(text))
    if found & _OF_NO_TITLE or _greets_or_heads(text):
        found.add("like no title")
    return frozenset(found)


def _greets_or_heads(text: str) -> bool:
    """Tell whether words are a greeting, or head a part of any text."""
    return _GREETING.match(text) is not None or (len(text.split()) <= FEW + 1 and _SECTION.match(text) is not None)


def _of_words(  # noqa: C901, PLR0912  # one branch for each sign
    text: str, events: tuple[tuple[int, int, str], ...]
) -> Iterator[str]:
    if len(events) > 1:
        yield "event words"
    if events and " " not in text and events[0][2].lower() != text.lower():
        yield "part of event word"
    if events and _BEHIND_LINK.search(text):
        yield "event word behind link"
    elif not events and VENUE_WORD.search(text):
        yield "place"
    moments = find_moments(text)
    if moments:
        yield "date inside"
    if _COUNTED.match(text) and not (moments and moments[0].start == 0):
        yield "counted"
    if VERB.search(text):
        yield "verb"
        if len(text.split()) > SOME - 2:
            yield "verb among many words"
    if text[:1].islower():
        yield "begins small"
    if UNFINISHED.search(text):
        yield "unfinished"
    if text.isupper():
        yield "capitals"
    if _PREPOSITION.match(text):
        yield "begins with preposition"
    if _OF_THIS.search(text):
        yield "of this event"
    if text[-1] in ".;,":
        yield "ends like sentence"
    if _TWO_PARTS.search(text):
        yield "two parts"
    if _SENTENCES.search(text):
        yield "several sentences"
    if (
        text.count("(") != text.count(")")
        or text.count("„") != text.count("“") + text.count("”")
        or text.count('"') % 2
    ):
        yield "left open"
    if is_session_heading(text):
        yield "heads a session"


def _of_use(text: str, about: Setting) -> Iterator[str]:  # noqa: C901, PLR0912  # one branch for each sign
    """Yield how long the words are and how the text takes them up."""
    count = len(text.split())
    if count == 1:
        yield "one word"
    elif FEW < count <= SOME:
        yield "4 to 8 words"
    elif SOME < count < 2 * SOME:
        yield "9 to 15 words"
    elif count >= 2 * SOME:
        yield "16 words or more"
    if _events(text):
        yield "event word"
        kinds = {stem(word) for _begin, _end, word in _events(text)}
        if kinds & about.kinds:
            yield "its kind told"
        elif about.kinds:
            yield "another kind told"
    if BARE_KIND.fullmatch(text):
        yield "bare kind"
    times = about.words.count(f" {plain(text)} ")
    if times < 2:
        yield "stands once"
    elif times >= FEW:
        yield "stands often"
    long = _long_words(text)
    if not long:
        yield "no long word"
        return
    share = len(long & about.told) / len(long)
    if share == 1:
        yield "told of all"
    elif share >= 0.5:
        yield "told of most"
    elif not share:
        yield "told of none"


def _of_place(number: int, about: Setting) -> Iterator[str]:
    order = about.order[number]
    if not order:
        yield "at the head"
    elif order < MANY:
        yield "near head" if order < FEW else "upper" if order < SOME else "middle"
    else:
        yield "low"
    if number < about.first_long:
        yield "above paragraphs"
    if number > about.first_row:
        yield "in programme"
    if number > about.many_long:
        yield "below paragraphs"


def _of_sentence(source: Source, about: Setting) -> Iterator[str]:  # noqa: C901  # one branch for each sign
    """Yield how a sentence uses the words."""
    before, behind = source.before, source.behind
    if about.parts[source.number].kind == "heading" and about.order[source.number] < FEW:
        yield "sentence in head line"
    if source.number == about.first_long:
        yield "first paragraph"
    if not before.strip():
        yield "begins sentence"
    if find_moments(before[-NEAR:]) or find_moments(behind[:NEAR]):
        yield "day in sentence"
    if _WITHIN.search(before[-NEAR // 2 :].rstrip()):
        yield "event around"
    if source.kind != "quoted":
        if _DEFINITE.search(before):
            yield "definite before"
        return
    if _EVENT_BEFORE.search(before[-NEAR // 2 :].rstrip(' „“"»')):
        yield "quoted behind event word"
    if _HELD.search(before) or _HELD.search(behind):
        yield "quoted and held"
    if _DEFINITE_QUOTE.search(before):
        yield "definite before quoted"


def _of_line(source: Source, about: Setting) -> Iterator[str]:  # noqa: C901, PLR0912  # one branch for each sign
    """Yield what kind of line it is and what stands around it."""
    parts, number = about.parts, source.number
    part = parts[number]
    if part.kind in {"heading", "item", "debris"}:
        yield f"line is {part.kind}"
    if part.line.level == 1:
        yield "level 1"
    if number == about.first_heading:
        yield "first heading"
    if number == about.first_event:
        yield "first line with event word"
    if find_moments(part.text):
        yield "date in line"
    if part.text.rstrip().endswith(":"):
        yield "line leads on"
    last = number + max(len(source.parts), 1) - 1
    following = next((n for n in range(last + 1, len(parts)) if parts[n].kind != "debris"), None)
    above = next((one for one in reversed(parts[:number]) if one.kind != "debris"), None)
    if following is not None:
        below = parts[following]
        if below.line.gap:
            yield "gap below"
        if only_date(below.text):
            yield "date below"
        elif find_moments(below.text):
            yield "dated line below"
        if len(below.text) > LONG_LINE:
            yield "paragraph below"
        if names_surely(below.text):
            yield "name below"
        if _is_kind_and_day(parts, following):
            yield "kind and day below"
    if above is not None:
        if only_date(above.text):
            yield "date above"
        if ONLY_KIND.fullmatch(above.text.strip()):
            yield "kind of text above"
    if source.kind == "joined":
        yield from _of_joint(source)
    elif source.kind == "head" and source.behind.strip().startswith(":"):
        yield "head before colon"


def _is_kind_and_day(parts: list[Part], number: int) -> bool:
    """Tell whether a short line says what kind of event the one above is, with the day in it or below."""
    text = parts[number].text
    if len(text) > NEAR or not EVENT_WORDS.search(text) or parts[number].kind == "item":
        return False
    return bool(find_moments(text)) or (number + 1 < len(parts) and only_date(parts[number + 1].text))


def _of_joint(source: Source) -> Iterator[str]:
    """Yield what speaks for it that two lines are one title."""
    first, second = source.parts[0].text.strip(), source.parts[1].text.strip()
    if UNFINISHED.search(first) or second[:1].islower() or first.endswith(":") or first.count("„") > first.count("“"):
        yield "joined rightly"
    if len(second) > NEAR / 2 or len(first) > NEAR * 0.75:
        yield "joined long"
