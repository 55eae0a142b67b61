"""What could be the title of an event: lines, parts of lines, quotations and what sentences call it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from commands.documents.prose.clean_title import SUFFIX, clean_title
from commands.documents.prose.event_phrase import is_kind, named_by, straight
from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import sentences
from commands.documents.prose.moments import find_moments
from commands.documents.prose.title_lines import UNFINISHED, is_caption, only_date
from commands.documents.prose.vocabulary import EVENT_WORDS, LOWER, UPPER

MOST_LINES, CUT_LINES = 45, 15  # lines of an event that are looked at, and that are cut and joined
PARAGRAPHS = 8  # paragraphs whose sentences are looked at
ROWS = 24  # short lines of text before which they are
LONGEST_LINE = 190  # characters; what is longer is a paragraph
MOST_CUTS = 4  # of a line
LONGEST, SHORTEST = 200, 5  # characters of a title
LONGEST_TITLE = 11  # words of a title with a full stop behind it
LONGEST_PARAGRAPH = 900  # characters of a paragraph that are looked at
VERB = re.compile(
    r"\b(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|hatten?|kann|können|soll|sollen|findet|fand|finden|fanden|"
    r"lädt|laden|lud|luden|gibt|gab|geht|ging|steht|stand|stehen|standen|kam|kamen|kommt|kommen|trafen|treffen sich|"
    r"diskutier\w+|zeigt\w*|macht|machen|startet\w*|beginnt|begann|bietet|bieten|erwartet|erhält|erhalten|stellt\w*|"
    r"möchten?|freut|freuen|veranstaltet\w*|informiert\w*|begrüßte\w*|beschäftigt\w*|befasst\w*|bringt|nimmt|nahmen?|"
    r"führten?|leiteten?|eröffneten?|berichtet\w*|erläutert\w*|referierte\w*|moderierte\w*|sprach(?:en)?|"
    r"dankt\w*|beschloss\w*|tagte\w*)\b"
)
_QUOTE = re.compile(r"[„“\"»](?P<words>[^„“”\"»«]{5,150})[“”\"«]")
_CUTS = re.compile(
    r"\s*(?:\s[–—-]\s|:\s|\s\|\s|\s/\s|\s[•·]\s|(?<=[a-zäöüß])(?<!\be)[.?!]\s(?=[A-ZÄÖÜ„])|\s\(|\s?»\s|\s(?=[„\"])|"
    r"(?<=[a-zäöüß])(?=\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄÖÜ]))|(?<=\w):(?=[A-ZÄÖÜ]))\s*"
)
_ALONE = (  # what names a kind of event by itself
    r"tagung|konferenz|kongress|workshop|forum|treffen|seminar|webinar|barcamp|camp|werkstatt|symposium|gipfel|versammlung|"
    r"austausch|festakt|jubiläum|stammtisch|kolloquium|klausur|schulung|hackathon|akademie|dialog|veranstaltung|messe|"
    r"frühstück|gespräche?|sitzung|empfang|lesung|rundgang|exkursion|sprechstunde|hearing|konvent|matinee|fortbildung|"
    r"kick-?off|lehrgang|ausstellung|arbeitskreis|gesprächskreis|lenkungskreis"
)
_COMPOUND = (  # and what does so with a word before it only: "Ehrenamtstag"
    r"reihe|tag|tage|abend|nachmittag|café|runde|fest|markt|woche|vortrag|salon|labor|lab|podium|diskussion|börse|"
    r"kurs|auftakt|feier|ehrung|verleihung|eröffnung|einweihung|besuch"
)
_NOUN = (
    rf"(?:[{UPPER}][\w-]{{0,60}}(?i:{_ALONE})|(?=[{UPPER}])(?i:{_ALONE})|[{UPPER}][\w-]{{2,60}}(?i:{_COMPOUND}))"
    r"(?:e?s|en)?(?![\w-])"
)
_LOWER = rf"[{LOWER}]+e[nrs]?(?<!\bde[nrs])(?<!\bdie)(?<!\beine)(?<!\beine[nrs])"  # an adjective, and no article
_LEFT = rf"(?:\d{{1,2}}\.\s)?(?:(?:{_LOWER}|[{UPPER}][\w&/-]*(?:-\s(?:und|&))?)\s){{0,3}}?"
_NAMED = re.compile(
    rf"(?<![\w-])(?P<link>(?:[Zz]u[mr]|[Bb]eim?|[Dd](?:er|ie|as|em|en|es)|[Ii]m|[Aa]m|[Vv]om|[Ee]ine[mnr]?|[Ee]in|[Uu]nser\w*|"
    rf"[Uu]nter|[Dd]iesjährige\w*)\s)?"
    rf"(?P<left>{_LEFT})(?P<noun>{_NOUN})"
)
_TAG_DER = re.compile(
    rf"(?<![\w-])(?P<core>(?:\d{{1,2}}\.\s)?(?:[{UPPER}][\w-]+\s)?(?:Tag|Woche|Nacht|Fest|Abend|Markt|Runder Tisch)"
    rf"\s(?:der|des|für|zum|zur)\s[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?)"
)
_OF = re.compile(  # what belongs to a noun behind it
    rf"(?:\s(?:der|des|von|für|zum|zur|zu|im|in|am(?!\s\d)|und|&|über|mit|auf|aus|an|vor|den|dem|die|das|einer|eines|"
    rf"(?!haben|werden|wurden|wurde|finden|hatten|waren|möchte|kamen|trafen|laden|konnten|konnte|sollen|sollte|bringen)"
    rf"[{LOWER}]{{3,}}(?:en|er|e|em|es)(?=\s[{UPPER}])|[{UPPER}\d][\w&/.-]*[\w]|[„“\"»][^„“”\"»«]{{3,90}}[“”\"«]))+"
)
_GENITIVE = re.compile(
    rf"(?:\s(?:der|des)\s(?:[{LOWER}]+en\s)?[{UPPER}][\w-]+(?:\s(?:und\s)?[{UPPER}][\w-]+){{0,3}}(?:\se\.\s?V\.)?)"
)
_PURPOSE = re.compile(
    rf"(?:\s(?:für|zum|zur|zu)\s(?:[{LOWER}]+\s)?[{UPPER}][\w-]+(?:\s(?:und|der|des|in|[{LOWER}]+en|[{UPPER}][\w-]+))*)"
)
_BEHIND_QUOTE = re.compile(r",?:?\s?[„“\"»][^„“”\"»«]{3,150}[“”\"«]")
_ABOUT = re.compile(  # what stands before a title: "über die 4. Sitzung", "Motto: …", "Absage der Tagung"
    r"(?:über (?:die|den|das)\s+(?=\d)|(?:Motto|Thema|Titel|Leitthema|Betreff|Überschrift|Veranstaltung)\s*:\s+|"
    r"(?:Absage|Verschiebung|Verlegung|Ergebnis|Ergebnisse|Niederschrift|Protokoll) der\s|"
    r"(?:Das|Unser) (?:Thema|Motto|Titel) [^:.!?]{0,80}?\b(?:lautete?|war|ist|hieß|heißt)\s?:\s+)"
)
_OPENED = re.compile(r'(?:^|[\s(])"[^"]*$')
_NEXT_SENTENCE = re.compile(r"[a-zäöüß]{3}\.\s[A-ZÄÖÜ]")
_WORD = re.compile(r"[a-zäöüßA-ZÄÖÜ]{3}")
_LOOSE_END = re.compile(
    r"(?:\s(?:des|dieses) Jahres|\s(?:der|des|von|für|zum|zur|zu|im|in|am|und|&|über|mit|auf|aus|an|vor|den|dem|"
    r"die|das|einer|eines|findet|statt|ein))+$"
)
_ENDS = (
    ("called of", _GENITIVE), ("called for", _PURPOSE), ("called long", _OF), ("called quoted", _BEHIND_QUOTE),
)  # fmt: skip
_DOT = "\u2024"  # stands for the dot of an abbreviation
_NO_END = str.maketrans({".": _DOT, "?": "\ue001", "!": "\ue002"})  # „Wohin heute? Hilfe im Notfall“
_ENDS_AGAIN = str.maketrans({_DOT: ".", "\ue001": "?", "\ue002": "!"})
_ABBREVIATED = re.compile(r"\b(?:e\.\s?V\.|z\.\s?B\.|u\.\s?a\.|Dr\.|Prof\.|St\.|\d{1,2}\.(?=\s[A-ZÄÖÜ]))")


_OPENER = re.compile(  # "Eindrücke vom zweiten …", "So war das 1. Forum …", "Absage der Jahrestagung …"
    rf"(?:[\w\d-]+\s){{1,4}}?(?P<link>de[rs]|vom|zum|zur|beim|im|das|die)\s(?P<rest>(?:\d{{1,2}}\.\s)?[{UPPER}{LOWER}].{{6,}})"
)
_BENDING = frozenset(["den", "zum", "zur", "der", "dem", "vom", "beim", "des"])  # the adjectives behind them
LINES = frozenset(["line", "field", "head", "tail", "joined", "behind opener", "before day"])
HEAD_LINES = 3  # lines of which the words before a day are looked at, however long they are


@dataclass(slots=True)
class Candidate:
    """Words that could be the title, with the line that they stand in and how they were come by.

    ``where`` holds each place that gave them: line, kind of source, what stands before and behind them there.
    """

    words: str
    where: list["Source"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """One place in the text that gives a candidate. ``parts``: the lines that hold nothing else."""

    kind: str
    number: int
    before: str = ""
    behind: str = ""
    parts: tuple[Part, ...] = ()


def candidates(parts: list[Part]) -> list[Candidate]:
    """Return what could be the title, each wording once, in the order of the text."""
    found: dict[str, Candidate] = {}
    for words, source in _every(parts):
        clean = _tidy if source.kind.startswith("called") else clean_title
        title = shorn(clean(words))
        if SHORTEST <= len(title) <= LONGEST and _WORD.search(title) and not only_date(title):
            found.setdefault(plain(title), Candidate(title)).where.append(source)
    return list(found.values())


def shorn(title: str) -> str:
    """Take off what stands before a title and is no part of it."""
    about = _ABOUT.match(title)
    return title[about.end() :] if about is not None else title


def plain(text: str) -> str:
    """Fold case, signs and blanks."""
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" :–-|•·*#,")


def _every(parts: list[Part]) -> Iterator[tuple[str, Source]]:
    paragraphs = 0
    seen = 0
    for number, part in enumerate(parts):
        text = part.text.strip()
        if seen >= MOST_LINES:
            return
        seen += part.kind != "debris"
        if len(text) <= LONGEST_LINE:
            if not (is_sentence(text) or only_date(text) or is_caption(parts, number)):
                yield from _of_line(parts, number, cut=seen <= CUT_LINES)
        elif seen <= HEAD_LINES:
            yield from _before_day(text, number)
        if part.kind == "debris":
            continue
        if (paragraphs < PARAGRAPHS and seen <= ROWS + paragraphs) or (
            part.kind == "heading" and paragraphs < PARAGRAPHS
        ):
            yield from _of_sentences(text[:LONGEST_PARAGRAPH], number)
            paragraphs += len(text) > LONGEST_LINE


def _before_day(text: str, number: int) -> Iterator[tuple[str, Source]]:
    """Yield what a paragraph begins with: of a page that came as one line the title, then the day."""
    moments = find_moments(text)
    if moments and SHORTEST < moments[0].start < LONGEST and not VERB.search(text[: moments[0].start]):
        yield text[: moments[0].start], Source("before day", number, behind=text[moments[0].start :])


def is_sentence(text: str) -> bool:
    """Tell whether a line is a sentence: what it calls the event counts, not the whole."""
    ended = text.endswith((".", "!")) and not text.endswith("V.")
    told = VERB.search(text) is not None
    if ended and (told or len(text.split()) > LONGEST_TITLE):
        return True
    return told and _NEXT_SENTENCE.search(text) is not None


def _of_line(parts: list[Part], number: int, *, cut: bool) -> Iterator[tuple[str, Source]]:
    part = parts[number]
    text = part.value if part.kind == "field" and part.field == "title" else part.text.strip()
    below = parts[number + 1].line if number + 1 < len(parts) else None
    if below is not None and not below.gap and UNFINISHED.search(text):
        yield from _joined(parts, number)  # "… der Ausschüsse für Archive und"
        return
    if _left_open(text, parts, number):
        yield from _joined(parts, number)  # a quotation over two lines
        return
    yield text, Source("line", number, parts=(part,))
    if part.kind == "field" and part.field == "title":
        yield text, Source("field", number, parts=(part,))
    if not cut:
        return
    opened = _OPENER.fullmatch(text)
    if opened is not None and EVENT_WORDS.search(opened["rest"]):
        words = straight(opened["link"], opened["rest"])
        yield (
            words[:1].upper() + words[1:],
            Source("behind opener", number, before=text[: opened.start("rest")], parts=(part,)),
        )
    for place in list(_CUTS.finditer(text))[:MOST_CUTS]:
        yield text[: place.start()], Source("head", number, behind=text[place.start() :], parts=(part,))
        if SUFFIX.match(text, place.start()):
            continue  # "… – ein Rückblick"
        yield text[place.end() :].strip(" )"), Source("tail", number, before=text[: place.end()], parts=(part,))
    yield from _joined(parts, number)


def _left_open(text: str, parts: list[Part], number: int) -> bool:
    """Tell whether a quotation goes over into the line below, or comes from the one above."""
    above = parts[number - 1].text if number and not parts[number].line.gap else ""
    below = parts[number + 1].text if number + 1 < len(parts) and not parts[number + 1].line.gap else ""
    return (_opens(text) and _closes(below)) or (_opens(above) and _closes(text))


def _opens(text: str) -> bool:
    return text.count("„") > text.count("“") + text.count("”") or (
        text.count('"') % 2 == 1 and _OPENED.search(text) is not None
    )


def _closes(text: str) -> bool:
    return text.count("„") < text.count("“") + text.count("”") or (
        text.count('"') % 2 == 1 and _OPENED.search(text) is None
    )


def _joined(parts: list[Part], number: int) -> Iterator[tuple[str, Source]]:
    """Yield a line with the one or two below it, where they may belong together."""
    part = parts[number]
    text = part.text.strip()
    following = next((n for n in range(number + 1, min(number + 3, len(parts))) if parts[n].kind != "debris"), None)
    if following is None or part.kind == "debris":
        return
    below = parts[following].text.strip()
    if (
        part.kind == "item"
        or only_date(below)
        or (
            parts[following].line.gap
            and not (UNFINISHED.search(text) or below[:1].islower() or text.endswith((":", "–", "-")))
        )
    ):
        return
    if len(text) + len(below) < LONGEST:
        yield f"{text} {below}", Source("joined", number, parts=(part, parts[following]))
        third = following + 1
        if (
            third < len(parts)
            and len(text) + len(below) + len(parts[third].text) < LONGEST
            and not parts[third].line.gap
        ):
            joint = f"{text} {below} {parts[third].text.strip()}"
            yield joint, Source("joined", number, parts=(part, parts[following], parts[third]))


def _of_sentences(text: str, number: int) -> Iterator[tuple[str, Source]]:
    for pattern, words in named_by(text):
        yield words, Source(pattern, number)
    quoted = _QUOTE.sub(lambda m: m[0].translate(_NO_END), text)
    for sentence in sentences(_ABBREVIATED.sub(lambda m: m[0].replace(".", _DOT), quoted)):
        for words, source in _of_sentence(sentence, number):
            yield words.translate(_ENDS_AGAIN), source


def _of_sentence(sentence: str, number: int) -> Iterator[tuple[str, Source]]:
    for match in _QUOTE.finditer(sentence):
        before = sentence[: match.start()]
        link = before.rsplit(maxsplit=1)[-1].lower() if before.split() else ""
        bent = link in _BENDING and EVENT_WORDS.search(match["words"]) is not None
        words = straight(before.lower(), match["words"]) if bent else match["words"]
        yield words, Source("quoted", number, before, sentence[match.end() :])
    text = sentence.translate(_ENDS_AGAIN)
    for match in _TAG_DER.finditer(text):
        yield match["core"], Source("called", number, text[: match.start()], text[match.end() :])
    for match in _NAMED.finditer(text):
        if is_kind(match["noun"]):
            yield from _called(match, text, number)


def _called(match: re.Match[str], text: str, number: int) -> Iterator[tuple[str, Source]]:
    """Yield a noun for an event with less and with more of what belongs to it."""
    link, left, noun = (match["link"] or "").strip(), match["left"], match["noun"]
    said, behind = f"{text[: match.start()]}{link}".lower(), text[match.end() :]
    ends = [("called", "")]
    for kind, pattern in _ENDS:
        if (right := pattern.match(behind)) is not None:
            ends.append((kind, _LOOSE_END.sub("", right[0])))
    if (right := _GENITIVE.match(behind)) and (more := _BEHIND_QUOTE.match(behind[right.end() :])):
        ends.append(("called quoted", right[0] + more[0]))
    nth = re.match(r"\d{1,2}\.\s", left)
    rest = left[nth.end() :] if nth is not None else left
    wordings = {left + noun, (nth[0] if nth else "") + noun} if rest[:1].islower() else {left + noun}
    for begin in sorted(wordings):
        for kind, right_words in ends:
            words = straight(said if link.lower() in _BENDING else "die", begin + right_words)
            source = Source(kind, number, f"{text[: match.start()]}{link} ", behind[len(right_words) :])
            yield words[:1].upper() + words[1:], source
