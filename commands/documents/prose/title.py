"""The event's title: as printed, without what only says what kind of text this is, and without the date."""

import re
from collections import Counter

from commands.documents.lines import Pages
from commands.documents.prose.clean_title import BARE_KIND, ON_THEME, SUFFIX, clean_title
from commands.documents.prose.event_phrase import NAMING, kind_and_town, told_title
from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import sentences
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import name_at
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.session_heads import is_session_heading
from commands.documents.prose.title_lines import (
    CLOCK,
    DAY_OF,
    INVITATION,
    ONLY_KIND,
    PAPER,
    REPEATED,
    TELLING,
    UNFINISHED,
    around,
    goes_on_to_day,
    is_caption,
    only_date,
    page_headline,
)
from commands.documents.prose.vocabulary import EVENT_WORDS, OFFICES, UPPER

_OPEN_TITLE = re.compile(  # no sentence, and no head of a list
    r"(?!.*\b(?:hier|unser\w*|Sie|im Überblick|folgende\w*|sind|ist|werden|wird|wurden?|waren|es geht|gibt|gab|stehen|"
    r"standen|stand|steht|finden|erwarten|informiert|teilt|nahmen|kamen|hatten|haben|Aus de[rm]|Themen|Arbeitsgruppen|"
    r"Workshops|Foren|Vorträge|Programm|Agenda|Ablauf|Tagesordnung|Details|Infos?|Ergebnisse|Schritte|Partner|"
    r"Aussteller|Sponsoren|Ziele|Inhalte|"
    r"Kooperationspartner|Mitwirkende|Teilnehmende|Mitglieder)\b)"
    r".{13,70}:",
    re.IGNORECASE,
)
_REPORT = re.compile(  # what a report is headed by: the event's name follows
    rf"(?:(?:Ein |Unser )?Rückblick|Rückschau|Nachbericht|Nachlese|Veranstaltungsbericht|Dokumentation|Das war|So war)"
    rf"\s*(?::|–|\b(?:zum|zur|auf|der|des|die|das)\b|(?=[{UPPER}\d„]))\s*\S.{{8,}}"
)
_SENTENCE_HEAD = re.compile(  # "Am Vormittag ist der Workshop im Rathaus:", "Heute um 16 Uhr startet das Fest: …"
    r"^(?:Am|Ab|Um|Im|In|Heute|Morgen|Gestern|Hier|Dort|Dann|Danach|Aus)\b.{3,160}\s(?:haben|ist|sind|folgt|folgen|"
    r"startet|beginnt|"
    r"findet|geht|gibt|stehen|steht|war|waren)\s"
)
_SERIES = re.compile(  # what the event belongs to, and what only praises it
    r"(?:(?:Eine|Unsere|Die|Neue)\s)?(?:Veranstaltungs|Vortrags|Gesprächs|Themen|Dialog)reihe\b|Eine Veranstaltung\b|"
    r"(?:Ein|Zwei|Drei)\s(?:Tage?|Abende?|Nachmittage?)\s(?:voller|voll|mit|im Zeichen|für)\b"
)
_POINTER = re.compile(
    r"(?:[A-ZÄÖÜ][a-zäöüß]+en\sSie\b|Weitere|Mehr|Hier|Alle|Zur (?:Präsentation|Anmeldung)|"
    r"Die Präsentation\w*|Download\w*|Fotos?)\b"
)
_ANNOUNCES = re.compile(r".*\b(?:gibt|gab|stehen|standen|erwarten|folgende[nrs]?|informiert|teilt mit|meldet)\b.*:")
_SPEAKS = re.compile(  # a sentence, a cry or an office over a letter
    r"(?:Der|Die|Das|Sie|Es|Wir|Diese\w*)\s[^:]*\b(?:findet|fand|finden|fanden|lädt|trifft)\b.*|"
    r"(?:\d+ Fragen an|Interview mit|Im Gespräch mit|Nachgefragt)\b.*|"
    r"(?:Was für|Wow|Danke|Vielen Dank|Geschafft|Es war|Endlich|Schön war|Wie schön)\b.*!.*|"
    r"(?:Der|Die)\s(?:Ober|Erste\s|Samtgemeinde|Amts|Verbands)?(?:[Bb]ürgermeister|Landr[aä]t|Präsident|Vorstand|"
    r"Magistrat|Vorsitzende|"
    r"Vorsteher|[Dd]irektor|Regierungspräsident)(?:in)?"
)
_LETTERHEAD = re.compile(
    rf"[{UPPER}][\w-]+(?:[ /-][\w-]+){{0,2}},\s(?:den\s|am\s)?\d{{1,2}}\.\s?[\w.]{{2,10}}\s?(?:\d{{4}})?"
)
_HEADS_LIST = re.compile(r"\b(?:folgende[nrs]?|[Ww]ir|[Uu]ns)\b.*:$")
_NEXT = re.compile(r"(?:Der |Das |Die )?[Nn]ächste[rs]?\s")
ECHO, MOST_ECHO = 0.6, 1.6  # how much a word speaks for a title that the paragraphs take up, and all of them
HEADLINE = 2.5  # how much it speaks for a line that it heads a page
_LABELLED = re.compile(r"[A-Z]{1,3}\s?\d{1,2}\b[.:]?\s\S")  # "SA1 Schwammstadt": a point of the programme
LABELS = 3  # headings with such labels
_PARTS = re.compile(
    r"(?:Die |Unsere )?(?:Arbeitsgruppen|Workshops|Foren|Fachforen|Vorträge|Sessions|Referate|Exkursionen|Ausstellung)"
)
_EDITION = re.compile(
    rf"[{UPPER}\d][{UPPER}\d/&-]+(?:\s[{UPPER}&-]+)*[ ’'](?:(?:19|20)\d\d|\d\d)"
)  # "KGF 2015": of an event by letters
_STATES = re.compile(r".*\b(?:ist|sind|war|waren|wird|werden|wurden?|kann|können|hat|haben)\b.*[.!]|\w+: \d+")
_NTH = re.compile(  # the event that a title page in one line names: "… 2. Regionales Forum Musterstadt …"
    rf"(?<![\w.])(?<![a-zäöüß]\s)\d{{1,2}}\.\s(?:[{UPPER}][\w-]+\s){{0,3}}(?:[{UPPER}][\w-]*)?(?i:dialog|forum|"
    rf"konferenz|tagung|kongress|"
    rf"treffen|werkstatt|symposium|workshop|fachtag|gipfel|messe|camp)(?![\w-])(?:\s[{UPPER}][a-zäöüß]+(?=\s))?"
)
_SAYS_NOTHING = frozenset(["dokument", "document", "text", "datei", "scan", "neu", "entwurf", "kopie", "download"])
LONGEST_TITLE = 90  # characters; what is longer and no heading is a sentence


_MINUTES = re.compile(r"(?:Niederschrift|Protokoll|Sitzungsniederschrift|Ergebnisprotokoll)", re.IGNORECASE)
_MEETING = re.compile(
    rf"(?:über|der|zur|von)\s.*?\b(?P<title>(?:\d{{1,3}}\.\s)?Sitzung\s(?:des|der)\s[{UPPER}].{{5,140}}?)(?=\s(?:am|"
    rf"vom)\s|,?\s\w+tag,|$)"
)


def _of_minutes(parts: list[Part]) -> tuple[str, list[Part]] | None:
    """Read "Niederschrift" over a sentence in several lines that says of what: "über die Sitzung des … am …"."""
    for number, part in enumerate(parts[:-1]):
        below = [one for one in parts[number + 1 : number + 5] if not one.line.gap or one is parts[number + 1]]
        if _MINUTES.fullmatch(part.text.strip()) and below[0].text[:1].islower():
            match = _MEETING.match(" ".join(one.text.strip() for one in below))
            if match is not None:
                return match["title"], [part]
    return None


def find_title(pages: Pages, parts: list[Part]) -> tuple[str | None, list[Part]]:  # noqa: C901, PLR0912  # one branch for each source
    """Return the title and the parts that hold it."""
    minutes = _of_minutes(parts)
    if minutes is not None:
        return minutes
    ranked = sorted(_ranked(parts), key=lambda pair: (-pair[0], pair[1].number))
    telling = [
        pair
        for pair in ranked
        if pair[1].text.rstrip().endswith(":") or not BARE_KIND.fullmatch(clean_title(pair[1].text))
    ]
    if telling and telling[0][0] >= 1:
        ranked = telling  # "Konferenz am 6. Juli" says only what kind of event it is
    if ranked and ranked[0][0] >= 1 and ranked is not telling:
        told = told_title([part.text for part in parts if part.kind in {"text", "item"}], clean_title)
        if told is not None and not BARE_KIND.fullmatch(told):
            return told, []
    if ranked and ranked[0][0] >= 1:
        part = _rather_short([part for score, part in ranked if score >= 1])
        words, used = (part.value if part.field == "title" and part.value else part.text).strip(), [part]
        following = next((one for one in parts if one.number > part.number and one.kind != "debris"), None)
        if (
            following is not None
            and following.kind in {"heading", "text"}
            and len(following.text) < 160
            and not find_moments(following.text)
        ) and (
            (words.endswith(":") and not CLOCK.match(following.text))
            or (UNFINISHED.search(words) and not following.line.gap)
            or (not following.line.gap and re.fullmatch(r"[„“\"»][^„“”\"»«]{5,}[“”\"«]", following.text.strip()))
            or (words.count("„") > len(re.findall(r"[“”\"]", words)) and "“" in following.text)
        ):
            words, used = f"{words} {following.text.strip()}", [part, following]
        title = clean_title(words)
        nth = _NTH.search(title) if len(title) > LONGEST_TITLE else None
        return (nth[0] if nth is not None else title), used
    named = next((part for part in parts if part.kind == "field" and part.field == "title"), None)
    if named is not None:
        return clean_title(named.value), [named]
    texts = [
        part.text
        for part in parts
        if part.kind in {"text", "item"} or (part.kind == "heading" and len(part.text) > LONGEST_TITLE)
    ]
    told = told_title(texts, clean_title)
    if told is not None and BARE_KIND.fullmatch(told) and (headline := page_headline(parts)) is not None:
        return clean_title(headline.text), [headline]
    if told is not None:
        return (_fuller(told, texts) if BARE_KIND.fullmatch(told) else told), []
    told = told_title(texts[NAMING:], clean_title, sure=True)
    if told is not None and not BARE_KIND.fullmatch(told):
        return told, []
    if pages.title and not ONLY_KIND.fullmatch(pages.title):
        return clean_title(re.split(r"\s+[|–]\s+", pages.title)[0]), []
    usable = [part for part in parts if _may_be_title(part)]
    telling_parts = (
        part
        for part in usable
        if len(part.text) > 8 and not ONLY_KIND.fullmatch(part.text) and not _HEADS_LIST.search(part.text)
    )
    first = next((part for part in telling_parts if part.kind == "heading" or not _STATES.fullmatch(part.text)), None)
    first = first or next(iter(usable), None)
    kind = next((part for part in usable if part.kind != "item" and ONLY_KIND.fullmatch(part.text)), None)
    if kind is not None and first is not None and len(first.text) > LONGEST_TITLE:
        first = kind
    if first is not None and (len(first.text) > LONGEST_TITLE or first.kind == "item"):
        derived = kind_and_town(texts)
        derived = _fuller(derived, texts) if derived is not None and BARE_KIND.fullmatch(derived) else derived
        derived = derived or (_of_file(pages.filename) if first.kind == "item" else None)
        if derived is not None:
            return derived, []
    if not any(EVENT_WORDS.search(part.text) or find_moments(part.text) for part in parts):
        return None, []
    if first is None:
        return _of_file(pages.filename), []
    return clean_title(next(sentences(first.text))[:140].strip(" .")) or None, []


def _fuller(word: str, texts: list[str]) -> str:
    """Return the longer word that the text has elsewhere: "Auftaktveranstaltung" for "Veranstaltung"."""
    pattern = re.compile(rf"\b[{UPPER}][\w-]+{re.escape(word.lower())}\b")
    found = Counter(match[0] for text in texts for match in pattern.finditer(text))
    return found.most_common(1)[0][0] if found else word


def _rather_short(parts: list[Part]) -> Part:
    """Take another heading that a very long one begins with: title pages that come as one line, too."""
    title = clean_title(parts[0].text).casefold()
    if len(title) <= LONGEST_TITLE:
        return parts[0]
    shorter = (
        part for part in parts[1:] if title.startswith(short := clean_title(part.text).casefold()) and len(short) > 12
    )
    return next(shorter, parts[0])


def _may_be_title(part: Part) -> bool:
    """Tell whether a line may be taken as title where nothing better is found."""
    return (
        (part.kind in {"text", "item", "heading"} or (part.kind == "field" and part.field in {"title", "organiser"}))
        and name_at(part.text) is None
        and not only_date(part.text)
        and not CLOCK.match(part.text)
        and re.match(rf"[{UPPER}\d„“\"»#]|[a-z]\w*[{UPPER}]|über (?:die|den|das)\s", part.text) is not None
    )


def _of_file(filename: str) -> str | None:
    """Return the words of a file name as the last resort, ``None`` where they say nothing: "dokument_1.pdf"."""
    words = re.findall(r"[^\W\d_]{2,}", filename.rsplit(".", 1)[0])
    telling = [word for word in words if len(word) > 3 and word.lower() not in _SAYS_NOTHING]
    return " ".join(words)[:140].capitalize() if len(telling) > 1 else None


def _ranked(parts: list[Part]) -> list[tuple[float, Part]]:
    found: list[tuple[float, Part]] = []
    told = _words(" ".join(part.text for part in parts if part.kind == "text" and len(part.text) > TELLING))
    place = 0
    longs = 0
    opens = next((part for part in parts if part.kind != "debris"), None)
    head = page_headline(parts)
    told_first = opens is not None and opens.kind == "text" and len(opens.text) > TELLING  # so headings are of parts
    labels = sum(part.kind == "heading" and _LABELLED.match(part.text) is not None for part in parts)
    for number, part in enumerate(parts):
        if part.kind == "debris" or (labels >= LABELS and _LABELLED.match(part.text)):
            continue
        text = part.text.strip()
        if part.kind == "text" and len(text) > 170:
            longs += 1
        usable = part.kind == "heading" or (place == 0 and part.kind in {"text", "field", "role"} and len(text) < 170)
        usable = (
            usable
            or part is head
            or (
                place < 6
                and part.kind == "text"
                and len(text) < 130
                and (EVENT_WORDS.search(text) is not None or INVITATION.match(text) is not None)
                and not re.search(r"(?<!e\.V)(?<!e\. V)[.,;:!?]$", text)
            )
        )
        if usable and not is_caption(parts, number):
            below = parts[number + 1] if number + 1 < len(parts) else None
            dated = below is not None and EVENT_WORDS.search(text) is not None and only_date(below.text)
            score = (
                _score(text, part, place, longs, headline=part is head)
                + (HEADLINE if part is head else 0)
                + around(parts, number)
                - (2 if told_first and not part.line.level else 0)
                + (1.5 if dated and part.kind == "text" else 0)
                - (2 if goes_on_to_day(parts, number) else 0)
                + (2 if any(one.text.strip() == text for one in parts[:REPEATED] if one is not part) else 0)
            )
            house = looks_like_organisation(text) and not EVENT_WORDS.search(text)
            echo = 0.0 if house else min(MOST_ECHO, ECHO * len(_words(text) & told))
            found.append((score + echo, part))
        place += 1
        if place > 25:
            break
    return found


def _words(text: str) -> set[str]:
    """Return the long words of a text: what a title names, the paragraphs below take up again."""
    found = re.findall(rf"\b[{UPPER}#][\w-]{{5,}}", text)
    return {word.lower() for word in found if not EVENT_WORDS.fullmatch(word)}


def _score(text: str, part: Part, place: int, longs: int, *, headline: bool) -> float:
    only_kind = ONLY_KIND.fullmatch(text) and not ON_THEME.fullmatch(text)
    if only_kind or is_session_heading(text) or only_date(text) or len(text) < 4:
        return -5
    name = name_at(text)
    if name is not None and name.sure and not part.line.level:
        rest = text[name.end :].strip(" .,")
        if not rest or (text[name.end : name.end + 1] == "," and OFFICES.search(rest)):
            return -5
    undated = re.sub(r"[\s,|–-]+$", "", text[: moments[0].start]) if (moments := find_moments(text)) else ""
    if undated and (ONLY_KIND.fullmatch(undated) or _PARTS.fullmatch(undated)):
        return -5
    if place and _LETTERHEAD.fullmatch(text) and not EVENT_WORDS.match(text):
        return -5
    words = text.lower().split()
    score_of_site = -3 if len(words) > 1 and len(set(words)) == 1 else 0
    score = {1: 6.0, 2: 1.5, 3: 0.5}.get(part.line.level, 0.0)
    score += 3 - place * 0.45 - longs * 1.5 + (0.6 if place == 0 and part.kind == "heading" else 0)
    score -= 1 if re.match(r"(?:Ab|Jetzt|Noch|Bis|Anmeldung|Registrierung|Seit)\b", text) else 0
    shouts = text.isupper() and not _EDITION.fullmatch(text)
    score -= 2 if shouts and (len(text.split()) == 1 or not EVENT_WORDS.search(text)) else 0
    score += score_of_site
    score -= 3 if _POINTER.match(text) else 0
    score -= 5 if CLOCK.match(text) else 0
    score += 2 if re.match(rf"\d{{1,2}}\.\s(?=[{UPPER}])", text) and not find_moments(text) else 0
    below = place == 1 and not part.line.gap  # a second line of the headline
    score += (0 if below else 3) if _REPORT.match(text) else 2 if SUFFIX.search(text) else 0
    score -= (
        2 if re.fullmatch(r"[^\W\d]+", text) and not EVENT_WORDS.search(text) and not DAY_OF.fullmatch(text) else 0
    )
    score += 1.5 if DAY_OF.fullmatch(text) else 0
    score -= 5 if _NEXT.match(text) else 0
    score -= 4 if PAPER.fullmatch(text) and not EVENT_WORDS.search(text) else 0
    score -= 5 if _ANNOUNCES.fullmatch(text) or _SPEAKS.fullmatch(text) else 0
    score -= 5 if _HEADS_LIST.search(text) else 0
    score -= 3 if len(text) > 60 and re.search(r"\b(?:wir|ging\w*|waren|wurden?|hatten|haben|sind)\b.*:$", text) else 0
    score -= 1.5 if re.match(r"(?:Start|Beginn|Ablauf|Programm|Hintergrund) (?:der|des)\b", text) else 0
    score -= 4 if re.search(r"\bStand\s*:", text) else 0
    score -= 4 if _SENTENCE_HEAD.search(text) else 0
    score -= 4 if _SERIES.match(text) else 0
    score -= (
        2 if re.match(r"(?:Ich|Wir|Blick|Gruppenbild|Gruppenfoto|Teilnehm\w+|Eindrücke?|Impression\w*)\b", text) else 0
    )
    score += 0.5 if re.search(r"\b(?:19|20)\d\d\b", text) and not find_moments(text) else 0
    score -= 2 if looks_like_organisation(text) and not EVENT_WORDS.search(text) else 0
    score += 1.5 if EVENT_WORDS.search(text) else 0
    score += 1 if re.match(rf"{EVENT_WORDS.pattern}\s+[„“\"»]", text, re.IGNORECASE) else 0
    score += 3 if INVITATION.match(text) else 0
    score += 0.5 if re.search(r"[:–]\s", text) else 0
    score += 4 if part.kind == "heading" and _OPEN_TITLE.fullmatch(text) else 0
    score -= 5 if part.kind == "text" and re.search(r"\b(?:veranstaltet|lädt|findet|fand|laden|bietet)\b", text) else 0
    sentence = part.kind == "text" and not headline and re.search(r"[.;]$", text) is not None
    score -= (2 if len(text) < 90 else 6) if sentence else 0
    score -= 2 if part.kind in {"field", "role"} and not EVENT_WORDS.search(text) else 0
    score -= (
        2.5 if re.match(r"(?:[\w .-]+,\s*)?(?:\d{5}\s|[A-ZÄÖÜ][\w.-]+(?:straße|str\.|platz|allee)\s+\d)", text) else 0
    )
    score -= (
        2
        if re.search(r"\b(?:(?<!ndlichen )(?<!ndlicher )Raum|Saal|Halle|Rathaus)\b", text)
        and len(text) < 60
        and not EVENT_WORDS.search(text)
        else 0
    )
    score -= 1.5 if re.match(r"(?:Stadt|Gemeinde|Landkreis|Kreis|Landratsamt)\s+[A-ZÄÖÜ][\w-]+$", text) else 0
    return score
