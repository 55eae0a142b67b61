"""What speaks for and against words being where an event was: named signs, each there or not (:mod:`.weighing`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commands.documents.prose.layout import Part
from commands.documents.prose.mode import ONLINE
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.names import name_at
from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.place_candidates import HOUSE, Candidate, candidates, text_of, without_dates
from commands.documents.prose.place_lines import is_told_town
from commands.documents.prose.place_words import LANDSCAPE, UNTOLD, is_town, same_day, sentence_at
from commands.documents.prose.vocabulary import EVENT_WORDS, OFFICES, UPPER, VENUE_WORD
from commands.documents.prose.when import Chosen
from storage.text import fold

_MEETS = re.compile(
    r"\b(?:treffen|trafen|getroffen|traf|zusammen\w*|eingeladen|zu Gast|versammel\w+|lädt|laden|lud|luden|fand(?:en)?|"
    r"findet|finden|begrüßte[nt]?|eröffnete[nt]?|tagten?|stattgefunden|stattfand\w*|stattfindet|gefolgt|folgten|kamen|"
    r"füllten|begann|beginnt|startete|veranstaltete\w*|diskutierten|gekommen)\b"
)
_HELD_BEHIND = re.compile(r"[^.!?]{0,60}\b(?:statt|zusammen|stattgefunden|stattfand|stattfindet|ein)\b")
_REACH = re.compile(
    r"\b(?:Tel|Telefon|Fax|E-?Mail|Mail|Kontakt|Ansprechp\w+|Anmeld\w+|Rückfragen|Impressum|Herausgeber|V\.i\.S\.d\.P|"
    r"Redaktion|Absender|Postfach|www\.|Geschäftsstelle|Auskunft|Info(?:s|rmationen)? (?:bei|unter))|@"
)
_FURTHER = re.compile(
    r"\b(?:[Nn]ächste[nrsm]?|[Kk]ommende[nrsm]?|[Ff]olgeveranstaltung|[Ww]eitere[nrsm]?|Fortsetzung|danach|anschließend|"
    r"zuvor|früher\w*|letzte[nrsm]?|vergangene[nrsm]?|vorherige[nrsm]?|bereits|seit|Vorjahr|ehemals)\b"
)
_TRIP = re.compile(
    r"\b(?:\w*[Ff]ührung|\w*[Bb]esichtig\w+|\w*[Ee]xkursion|\w*[Rr]undgang|\w*[Ss]paziergang|\w*[Aa]usflug|Beispiel\w*|"
    r"Projekt\w*|geplant\w*|Bau|gebaut|saniert\w*|Umbau\w*|Abendessen|Übernachtung|Parken|Parkplätze|Bushaltestelle|Anreise|"
    r"Ausstellung|entsteht|entstehen|entstand\w*|entwickelt\w*)\b"
)
_REGION = re.compile(
    r"(?:Regionen|Ländern?|Kommunen|Städten|Gemeinden|Landkreisen|Orten|Land(?:kreis)?|Kreis|Region|Bezirk|Regierungsbezirk|Freistaat|Gemeinde|Stadt|Verbandsgemeinde|Markt|Raum|Bund|"
    r"Metropolregion|Süden|Norden|Osten|Westen|Ausland|EU|Europa|Welt)\b"
)
_WIDE = re.compile(
    r"(?:Deutschland|Bayern|Hessen|Sachsen(?:-Anhalt)?|Thüringen|Brandenburg|Niedersachsen|Nordrhein-Westfalen|NRW|"
    r"Baden-Württemberg|Rheinland-Pfalz|Schleswig-Holstein|Mecklenburg-Vorpommern|Saarland|Österreich|Schweiz|Europa|"
    r"Dänemark|Niederlanden?|Frankreich|Südtirol)\b"
)
_TOWN_END = re.compile(
    r"(?:stadt|berg|burg|dorf|heim|furt|feld|bach|wald|tal|hafen|hofen|hausen|itz|ow|au|kirchen|stein|ingen|bronn|brunn|"
    r"see|rode|roda|leben|stedt|stetten|büttel|beck|bek|brück|hagen|haven|münde|reuth|ried|zell|weiler)\b"
)
_ROOM = re.compile(
    rf"(?<![\w-])(?:[{UPPER}][\w-]*)?(?:[Ss]aal|[Rr]aum|[Rr]äumen|[Ff]oyer|[Aa]ula|[Zz]immer)(?:e?s|es)?(?!\w)"
)
_VAGUE = re.compile(
    r"(?:\w*[Ff]orum|\w*[Ww]erkstatt|\w*[Ll]abor|\w*[Rr]aum|\w*[Rr]äumen?|\w*[Nn]etzwerk|\w*[Ii]nstitut|\w*[Mm]inisterium|\w*[Zz]entrum|"
    r"\w*[Aa]kademie|\w*[Vv]erwaltung|\w*[Ll]andtag|\w*[Kk]reistag|Haushalt|Handwerk)(?:e?s|n|en)?\b"
)
_STREET = re.compile(
    r"\b[\w.-]*(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Pp]latz|[Aa]llee|[Ww]eg|[Gg]asse|[Dd]amm|[Uu]fer|[Rr]ing|[Mm]arkt|[Tt]or)\s\d+"
)
_LODGING = re.compile(
    r"\b(?:Übernachtung\w*|\w*[Zz]immer(?:kontingent|reservierung|buchung)?|\w*[Kk]ontingent|Unterkunft|Unterkünfte|Abendessen)\b"
)
_WORKS = re.compile(r"\b(?:arbeite\w*|tätig|beschäftigt|leitet|wohn\w+|lebt|lehrt|studier\w+|angesiedelt)\b")
_ROW = re.compile(r"\W*\d{1,2}[.:]\d{2}\b|\W*\d{1,2}\s?Uhr\b")
_HERE = re.compile(r"\b(?:[Hh]ybrid\w*|vor Ort|in Präsenz|Präsenz\w+)\b")
_NO_EVENT = re.compile(  # rooms and houses with the word for an event in them: "Workshop-Raum", "Kommunalakademie"
    r"\b[\w-]+(?:-?[Rr]aum|-?[Ss]aal)\b|\b(?:Kommunal|Verwaltungs|Bildungs|Landes|Verbands|Umwelt|Land)akademie\b"
)
_ON_SITE = re.compile(  # "Vor Ort im Kreishaus", "in Präsenz in der Stadthalle"
    r"\b(?:[Vv]or Ort|[Pp]räsenz\w*)(?:\s(?:im|in|in der|in den|auf dem|am|an der|beim))?\s$"
)
_WITH_HOUSE = (
    "beside the day",
    "right behind the day",
    "people meet",
    "line of the day",
    "held right behind",
)  # weigh otherwise
_WITH_FORM = ("head", "contact", "event word first", "whole line", "beside a contact", "line of the day", "one word")
OFFICE = 40  # characters before words in which an office stands that is there
SHORT, LONG = 12, 60  # characters of words
NEAR = 4  # lines to the line of the event's date
HEAD = 3  # lines at the head of a document
TOLD = 60  # characters of a line that tells something
OFTEN = 3  # times that words are repeated
ADDRESS_LINES = 5  # of house, street, town, and the telephone below them
FEW = 5  # candidates of a document that says little of places


@dataclass(frozen=True, slots=True)
class Setting:
    """What all candidates of an event share. ``houses``: the candidates that name one, in their order."""

    parts: list[Part]
    chosen: Chosen
    title: str | None
    text: str
    candidates: list[Candidate]
    houses: list[str]

    @property
    def day_line(self) -> int | None:
        """Return the number of the line of the event's date."""
        return self.chosen.part.number if self.chosen.part is not None else None


def setting(parts: list[Part], chosen: Chosen, title: str | None) -> Setting:
    """Look at an event once, for all candidates."""
    found = candidates(parts, chosen, title)
    houses = [one.words for one in found if HOUSE.search(one.words)]
    return Setting(parts, chosen, title, "\n".join(part.text for part in parts), found, houses)


def signs(candidate: Candidate, about: Setting) -> list[str]:
    """Return the names of the signs that a candidate has, each once."""
    house = (
        "house" if HOUSE.search(candidate.words) else "perhaps" if VENUE_WORD.search(candidate.words) else "no house"
    )
    named = [f"form {candidate.form}", house, f"{candidate.form}: {house}"]
    if candidate.link:
        named += [f"link {candidate.link.split()[0]}", f"link {candidate.link.split()[0]}: {house}"]
    named += [*_form(candidate, about), *_repeated(candidate, about)]
    if candidate.part is not None:
        named += [*_line(candidate, candidate.part, about), *_sentence(candidate, candidate.part, about)]
    named += [f"{sign}: {house}" for sign in _WITH_HOUSE if sign in named]
    named += [f"{candidate.form}: {sign}" for sign in _WITH_FORM if sign in named]
    return list(dict.fromkeys(named))


def _form(candidate: Candidate, about: Setting) -> Iterator[str]:  # noqa: C901, PLR0912  # one branch for each sign
    words = candidate.words
    if HOUSE.match(words):
        yield "house first"
    if HOUSE.fullmatch(words):
        yield "house alone"
    if _ROOM.match(words):
        yield "room first"
        if re.fullmatch(rf"{_ROOM.pattern}(?:\s[\w.-]{{1,5}})?", words):
            yield "room alone"
    if UNTOLD.match(words) or _VAGUE.match(words):
        yield "vague"
        if len(words.split()) == 1:
            yield "vague alone"
    bare = _NO_EVENT.sub("", words)
    if EVENT_WORDS.search(bare):
        yield "event word"
        if EVENT_WORDS.match(bare):
            yield "event word first"
    if OFFICES.match(words):
        yield "office"
    if looks_like_organisation(words) and not HOUSE.search(words):
        yield "organisation"
    if name_at(words) is not None:
        yield "person"
    if _REGION.match(words):
        yield "region"
    if _WIDE.match(words):
        yield "wide"
    yield from _town(words)
    if LANDSCAPE.fullmatch(words):
        yield "landscape"
    if is_told_town(words, about.text):
        yield "told to be a town"
    yield from _letters(words)
    if about.title and candidate.form != "title":
        if words in about.title:
            yield "in the title"
        elif fold(words.split()[0]) in fold(about.title):
            yield "begins in the title"


def _town(words: str) -> Iterator[str]:
    """Whether words can be a town."""
    if not is_town(words):
        yield "no town's word"
    elif not HOUSE.search(words) and not VENUE_WORD.search(words):
        if _TOWN_END.search(words):
            yield "sounds like a town"
        if re.match(r"(?:Bad|Sankt|St\.)\s", words) or re.search(r"\s(?:am|an der|ob der|\()", words):
            yield "surely a town"


def _letters(words: str) -> Iterator[str]:  # noqa: C901  # one branch for each sign
    """How words are put together."""
    if re.search(r"\b\d{5}\s", words):
        yield "postal code"
    if _STREET.search(words):
        yield "street"
    if re.search('[„“"]', words):
        yield "quoted name"
    if re.search(rf",?\sin\s[{UPPER}]", words):
        yield "with town"
    if len(words.split()) == 1:
        yield "one word"
    if len(words) > LONG:
        yield "long"
    for inner in re.findall(r"\s(zum|zur|zu|in|im|am|an|von|für|und|auf|des|der)\s", words)[:3]:
        yield f"inner {inner}"
    if re.search(r"\s[a-zäöüß]{4,}", re.sub(r"\([^()]*\)", "", words)):
        yield "small words"
    if re.search(r"\d", words) and not _STREET.search(words) and not re.search(r"\b\d{5}\b", words):
        yield "other digits"
    if re.fullmatch(rf"(?:[{UPPER}]{{2,}}\W*)+", words):
        yield "capitals"


def _repeated(candidate: Candidate, about: Setting) -> Iterator[str]:
    times = about.text.count(candidate.words)
    if times >= OFTEN:
        yield "said often"
    elif times > 1:
        yield "said twice"
    others = [one.words for one in about.candidates if one.words != candidate.words]
    if any(_within(candidate.words, other) for other in others):
        yield "inside another find"
    if any(_within(other, candidate.words) for other in others):
        yield "holds another find"
    if any(one.form == "field" for one in about.candidates) and candidate.form != "field":
        yield "a field says it"
    houses = about.houses
    if len(set(houses)) == 1 and candidate.words in houses:
        yield "only house"
    if not houses:
        yield "no house at all"
    if candidate is next((one for one in about.candidates if one.form == candidate.form), None):
        yield "first of its form"
    if candidate.words in houses[:1]:
        yield "first house"


def _within(inner: str, outer: str) -> bool:
    """Tell whether words stand in others, with no letter right beside them."""
    begin = outer.find(inner)
    beside = outer[begin - 1 : begin] + outer[begin + len(inner) : begin + len(inner) + 1]
    return begin >= 0 and not re.search(r"[\w-]", beside)


def _line(candidate: Candidate, part: Part, about: Setting) -> Iterator[str]:  # noqa: C901, PLR0912  # one branch for each sign
    text = text_of(part)
    yield f"kind {part.kind}"
    if len(text) > TOLD:
        yield "in a long line"
    place = about.parts.index(part) if part in about.parts else 0
    if place < HEAD:
        yield "head"
    elif place > 0.75 * len(about.parts) and len(about.parts) > 2 * HEAD:
        yield "towards the end"
    if about.day_line is None:
        yield "no day known"
    else:
        apart = part.number - about.day_line
        if apart == 0:
            yield "line of the day"
        elif 0 < apart <= 2:
            yield "right below the day"
        elif 0 < apart <= NEAR:
            yield "below the day"
        elif -2 <= apart < 0:
            yield "right above the day"
    if part.used:
        yield "used"
    if part.field in {"contact", "organiser"} or _REACH.search(text[:200]):
        yield "contact"
    ahead = ADDRESS_LINES if candidate.form == "address" else 2
    if any(_REACH.search(one.text[:80]) for one in about.parts[max(0, place - 2) : place + ahead] if one is not part):
        yield "beside a contact"
    if any(_LODGING.search(one.text) for one in about.parts[max(0, place - 2) : place + 2]):
        yield "lodging"
    if _ROW.match(text) or part.line.cells:
        yield "row"
    if part.line.item:
        yield "item"
    if part.kind == "role":
        yield "role"
    if re.match(rf"\W*(?:[{UPPER}][\w/ -]{{2,30}}),?\s(?:\(\w+\)\s)?[–—-]\s", text[:60]) and candidate.start < 5:
        yield "dateline"
    if candidate.words == text.strip(" .,"):
        yield "whole line"


def _sentence(candidate: Candidate, part: Part, about: Setting) -> Iterator[str]:  # noqa: C901, PLR0912  # one branch for each sign
    text = text_of(part)
    sentence = sentence_at(text, candidate.start)
    moments = find_moments(sentence)
    same = [one for one in moments if same_day(one.text, about.chosen.moment) is not None]
    if same:
        yield "beside the day"
    elif moments:
        yield "beside another day"
    if next(find_times(sentence), None) is not None:
        yield "beside an hour"
    if _MEETS.search(sentence):
        yield "people meet"
    if EVENT_WORDS.search(sentence.replace(candidate.words, "")):
        yield "beside an event"
    if about.title and len(about.title) > SHORT and about.title in text:
        yield "beside the title"
    if ONLINE.search(sentence):
        yield "online beside"
    if _FURTHER.search(sentence):
        yield "another time"
    if _TRIP.search(sentence):
        yield "trip or example"
    if _HELD_BEHIND.match(text[candidate.stop :]):
        yield "held behind"
    if re.match(r"\s*(?:statt|zusammen)\b", text[candidate.stop :]):
        yield "held right behind"
    if re.match(r"\W*$", text[candidate.stop :]):
        yield "ends the line"
    elif re.match(r"\s[a-zäöüß]+", text[candidate.stop :]):
        yield "goes on"
    before = text[: candidate.start]
    if before.count("„") > before.count("“"):
        yield "quotation"
    if same and 0 <= candidate.start - text.find(sentence) - same[0].stop < SHORT:
        yield "right behind the day"
    if re.search(rf"[{UPPER}][\w.-]+\s(?:aus|von|vom)\s(?:der\s|dem\s)?$", before) or name_at(
        before[-40:].split(" in ")[0]
    ):
        yield "somebody's"
    if OFFICES.search(before[-OFFICE:]) or _WORKS.search(before[-OFFICE:]):
        yield "behind an office"
    if re.match(rf"\s(?:und|oder|sowie)\s[{UPPER}]", text[candidate.stop :]):
        yield "and another"
    if moments and without_dates(text).strip(" |·•.,") == candidate.words:
        yield "alone with the day"
    if _ON_SITE.search(before):
        yield "on site"
    if "(" in before[-30:] and ")" not in before[-30:]:
        yield "in brackets"


def signs_of_nothing(about: Setting) -> Iterator[str]:
    """Yield what speaks for giving no place."""
    yield "nothing"
    head = " ".join([about.title or "", about.text[:1500]])
    said = len(ONLINE.findall(head))
    if said:
        yield "nothing: online"
    if said >= OFTEN:
        yield "nothing: often online"
    if _HERE.search(head):
        yield "nothing: people in one room"
    if not about.houses:
        yield "nothing: no house said"
    if len(about.candidates) < FEW:
        yield "nothing: little said"
    if about.title and ONLINE.search(about.title):
        yield "nothing: title online"
    if any(part.field in {"place", "mode"} and ONLINE.search(part.value) for part in about.parts):
        yield "nothing: field online"
    day, line = about.chosen.moment, about.chosen.part
    if day is None:
        yield "nothing: no day"
    elif line is not None and ONLINE.search(sentence_at(text_of(line), day.start)):
        yield "nothing: online beside the day"
