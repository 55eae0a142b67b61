"""People's names in German text: titles, offices in front, particles, two-part names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commands.dates.words import month, weekday
from commands.documents.prose.organisation_words import HEADS, looks_like_organisation
from commands.documents.prose.vocabulary import LOWER, OFFICES, UNITS, UPPER, given_names, word_list
from storage.text import fold

_TITLE = (
    r"(?:(?:apl\.\s?|Univ\.-|Hon\.-)?Prof(?:\.(?:in\b)?|['’‘:*]in\b|essor(?:in)?\b)|PD\b|Dr\.in\b|"
    r"Dr\.?(?:[ -]?(?:-?Ing|rer|phil|jur|"
    r"med|h|nat|oec|pol|iur|agr|theol|sc|habil|techn)\b\.?(?:\s?(?:nat|pol|c|oec|soc|publ|mult)\b\.?)*)*|"
    r"Dipl\.-?\s?[\w-]+\.?(?:\s?\(FH\))?|Mag\.|Drs\.|Ir\.|lic\.|Ing\.|mult\.|em\.|h\.\s?c\.|M\.\s?A\.|MinDirig|MinDir|"
    r"MinR|RD(?:in)?\b|ORR|MR(?:in)?\b|StS(?:in)?\b)"
)
_WORD = (
    rf"(?!(?:Dr|Prof|Dipl|PD)\b)[{UPPER}](?:[{LOWER}]+|['’][{UPPER}][{LOWER}]+)(?:[{UPPER}][{LOWER}]+)?"
    rf"(?:-[{UPPER}]?[{LOWER}]+)*"
)
_INITIAL = rf"[{UPPER}]\.(?:-?[{UPPER}]\.)?"
_NOBLE = r"(?:Graf|Gräfin|Freiherr|Freifrau|Freiin|Baron|Baronin|Prinz|Prinzessin|Fürst)"  # no second given name
_PARTICLE = (
    r"(?:von der|von dem|von den|von und zu|van der|van den|van de|von|van|de la|de|da|dos|del|della|di|zu|"
    rf"zur|ten|ter|te|op den|op de|op der|el|al|bin|v\.|{_NOBLE})"
)
_NAME = re.compile(
    rf"(?P<titles>(?:{_TITLE}\s*)+)?"
    rf"(?P<given>{_INITIAL}(?:\s?{_INITIAL})*|{_WORD}(?:\s+(?!{_NOBLE}\s)(?:{_INITIAL}|{_WORD}(?=\s+(?:{_PARTICLE}\s+)?(?:{_WORD}|{_INITIAL}))))*)\s+"
    rf"(?P<family>(?:{_PARTICLE}\s+)*{_WORD}(?:\s[dD][’'][{UPPER}][{LOWER}]+)?)"
)
_INITIALLED = re.compile(rf"(?P<given>{_INITIAL}\s(?P<second>{_WORD}))\s(?P<family>(?:{_PARTICLE}\s+)*{_WORD})")
_OF_VON = re.compile(rf"(?:\s(?:und|&|für|[{UPPER}][\w-]+)){{1,5}}\s(?:e\.\s?V\.|g?GmbH|eG)")
_RETIRED = re.compile(r"\b[ai]\.\s?$")
_NAMED_FOR = re.compile(  # "Anna Muster Stiftung": what follows is named for somebody
    r"[ -](?:Stiftung|Universität|Hochschule|Gymnasium|Gesamtschule|Grundschule|Straße|Platz|Institut|Preis|Akademie|"
    r"Haus|"
    r"Halle|Allee|Foundation|Award|Kolleg|Gesellschaft|Verlag|Archiv|Quartett|Trio|Band|Ensemble|Orchester|Museum|Gedenkstätte|"
    r"Cent(?:rum|er|re)|Zentrum|Klinik|Klinikum|Krankenhaus|Campus|Realschule|Mittelschule|Oberschule|Berufskolleg|Bibliothek|"
    r"Stadion|Park|Turm|Ring|Weg|Hospiz|Haus)(?:e?s)?\b"
)
_CAPITAL_PARTICLES = frozenset(
    ["Al", "El", "Ben", "Bin", "Abu", "Ibn", "De", "Di", "Del", "Da", "Dos", "Van", "La", "Le"]
)
_ROMANCE = re.compile(r"(?:de la|de|dos|del|della|di|van der|van den|van de|van|ter|ten)\s")
_NOBODY = re.compile(r"Otto Normal\w+|(?:Max|Erika) Mustermann|Lieschen Müller")
_FRONTED = re.compile(rf"(?:Herrn?|Frau|Hr\.|Fr\.|{OFFICES.pattern})\s$")
_HONORIFIC = re.compile(r"(?:Herrn?|Frau|Hr\.|Fr\.)\s+")
_CLOSING = re.compile(
    r"^\s*,?\s*(?:\(?(?:MdB|MdL|MdEP|MdBB|M\.\s?A\.|B\.\s?A\.|M\.\s?Sc\.|B\.\s?Sc\.|LL\.\s?M\.|MBA|"
    r"P[hH]\.?\s?D\.?)\)?)(?=[\s,(;]|$)"
)
_NOUN_END = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ität|itäten|ismus|ierung|tum|nis|nisse|"
    r"thema|themen|technik|technologie|digital|kommune|kommunen|leitung|planung|strategie|strategien|"
    r"politik|projekt|projekte|"
    r"workshop|workshops|konferenz|forum|foren|tagung|preis|programm|gespräch|vortrag|vorträge|akademie|"
    r"region|regionen|"
    r"bürger|bürgerinnen|innen|diskussion|runde|rathaus|halle|saal|straße|platz|weg|haus|schule|woche|tage|uhr|zeit|"
    r"wirtschaft|verwaltung|gesellschaft|netzwerk|zentrum|kultur|bildung|mobilität|energie|klima|daten|"
    r"stadt|land|dorf|"
    r"geschichte|forschung|recht|management|service|kommunikation|beitrag|phase|modell|lösung|lösungen|"
    r"prozess|prozesse|gruppe|gruppen|austausch|träger|system|struktur|strukturen|schwerpunkt|plattform|portal|raum|räume|wandel|markt|pause|team|teams|"
    r"theater|bahnhof|gasthof|dienst|dienste|laden|läden|amt|ämter|büro|turnhalle|kirche|gebäude|ordnung|vertrag|recording|club|slam|jugend|frauen|familie|senioren)$"
)
_ADJECTIVE = re.compile(r"(?:ig|lich|isch|sam|los|bar|end|iert|ell|tional|[rtkn]al|iv|är|nom|phon|log)(?:e|er|en|es)$")
_OF_HOUSE = re.compile(
    r"^(?:Cent(?:rum|er|re)s?|Zentrums?|Klinik|Klinikums?|Krankenhaus(?:es)?|Campus|Instituts?|Stiftung|Schule|Realschule|"
    r"Group|Band|Quartett|Trio|Ensemble|Orchester|Verlag|Foundation|Award)$|"
    r"-(?:Stiftung|Universität|Hochschule|Gymnasium|Schule|Straße|Platz|Institut|Preis|Akademie|Haus|Halle|Allee|Verlag)$"
)
_TRADES = re.compile(  # "Bäckerei Muster", "Radio Musterland": no given name, but what a house is
    r"(?:[bcdfghjklmnpqrstvwxzß]erei|elei|^Radio|[Kk]anzlei|[Aa]potheke|[Hh]andlung|[Bb]äder|[Ww]erke|[Kk]reis|[Hh]äuser|[Mm]arketing)$"
)
_IN_OFFICE = re.compile(  # no family name, but what somebody is
    r"(?:professor|referent|leiter|manager|sprecher|präsident|direktor|mitarbeiter|journalist|geschäftsführer)(?:in)?$",
    re.IGNORECASE,
)
_BENT = re.compile(  # "Sprudelndes", "Wichtigste", "Leckere", "Barrierefreier", "Bunte"
    r"(?:(?:nd|st|frei|weit|voll|[^aeiouäöü]er)(?:e|er|en|es)|(?:Bunt|Rot|Blau|Gelb|Weiß|Schwarz|Braun|Grau|Golden|Offen|Jung|"
    r"Stark|Schön|Lang|Kurz|Tief|Warm|Kalt|Laut|Schnell|Klar|Heiß|Leicht|Schwer|Wild|Süß|Rund|Dick|Dünn|Fair|Mobil|Reich|Arm|"
    r"Krank|Gesund|Spät|Früh|Still|Ganz|Halb|Echt|Fremd|Spitz|Fein|Fest|Flach|Frisch|Froh|Gleich|Hart|Hell|Lieb|Nass|Scharf|"
    r"Schmal|Steil|Stolz|Treu|Trocken|Weich|Zart)e[nrs]?)$"
)
LONGEST_FAMILY_OF_HEADS = 6  # letters of words for houses that are family names, too: "Bund", "Kirche"
_NOT_NAMES = word_list("no_names.txt")


_FUNCTION_WORDS = frozenset(
    [
        "die",
        "der",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "im",
        "am",
        "in",
        "an",
        "auf",
        "bei",
        "mit",
        "von",
        "vom",
        "zur",
        "zum",
        "aus",
        "für",
        "und",
        "oder",
        "als",
        "nach",
        "vor",
        "sie",
        "wir",
        "uhr",
        "moderation",
        "workshop",
        "forum",
        "herr",
        "frau",
        "straße",
        "platz",
        "institut",
        "universität",
        "hochschule",
        "gmbh",
        "stiftung",
        "coaching",
        "austausch",
        "begrüßung",
        "vortrag",
        "impuls",
        "pause",
        "fazit",
        "size",
    ]
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a text, with where it stands. ``sure`` where a title or a known given name speaks for it."""

    name: str
    title: str | None
    start: int
    end: int
    sure: bool


def find_names(text: str) -> Iterator[Name]:
    """Yield the names in a text, from left to right."""
    position = 0
    while True:
        match = _NAME.search(text, position)
        if match is None:
            return
        name = _name(text, match)
        if name is None:
            step = re.compile(r"\S+\s*").match(text, match.start())
            position = step.end() if step is not None else match.end()
            continue
        yield name
        position = name.end


def name_at(text: str) -> Name | None:
    """Return the name that the text begins with, after an honorific."""
    honorific = _HONORIFIC.match(text)
    start = honorific.end() if honorific else 0
    match = _NAME.match(text, start)
    return _name(text, match) if match is not None else None


def names_surely(text: str) -> bool:
    """Tell whether a text begins with a name that has a known given name or a title."""
    name = name_at(text)
    return name is not None and name.sure


def _name(text: str, match: re.Match[str]) -> Name | None:  # noqa: C901, PLR0912  # one branch for each form
    start = match.start()
    if start and (text[start - 1].isalnum() or text[start - 1] in "-/&_@#."):
        return None
    given, family, titles = match["given"], match["family"], match["titles"]
    full = _initialled(text, match.start("given"))
    if full is not None:
        given, family = full["given"], full["family"]
    alone = given.endswith(".") and not titles and not _FRONTED.search(text[max(0, start - 80) : start])
    if alone and not _says_who(text, start, match.end()):
        return None  # "E. Muster" alone may be anything
    known = given_names()
    words = given.split()
    while (
        not titles
        and len(words) > 1
        and not words[0].endswith(".")
        and (words[0] not in known and not _hyphenated(words[0], known))
    ):
        if words[1] not in known and not _hyphenated(words[1], known):
            break
        cut = text.index(words[1], start + len(words[0]))  # "Bürgermeister Max Muster": the office is no name
        start, words = cut, words[1:]
    fronted = _FRONTED.search(text[max(0, start - 80) : start]) is not None
    count = _given_count(words, family, known, fronted=fronted)
    end = (full or match).end()
    particle = family.startswith(("zu ", "zur ", "von "))
    middle = (
        count < len(words)
        and not particle
        and re.match(r"\s*(?:[,()]|$)", text[end:]) is not None
        and (words[0] in known or _hyphenated(words[0], known))
    )
    if middle and len(words) == count + 1 and not is_noun(words[count]) and not is_noun(family):
        count = len(words)  # "Anne Mareile Beispiel, Leiterin": the second is a given name, too
    if count < len(words):  # "Nora Beispiel Koordinierungs-": the second word is the family name
        family = words[count]
        end = start if titles is None or start != match.start() else match.start("given")
        for word in words[: count + 1]:
            end = text.index(word, end) + len(word)
        words = words[:count]
    given = " ".join(words)
    sure = titles is not None or given.endswith(".") or _is_known(words[0], family, known)
    noble = re.match(rf"\s+von\s+([{UPPER}][{LOWER}]+)(?=[\s.,;)]|$)(?!\s(?:for|of|and)\b)", text[end:])
    if (
        noble is not None
        and re.search(rf"(?:{OFFICES.pattern})[^,.;]*$", text[max(0, start - 110) : start])
        and not looks_like_organisation(noble[1])
        and not is_noun(noble[1])
    ):
        family, end = f"{family} von {noble[1]}", end + noble.end()  # an office in front: what follows is the name
    article = re.match(r"(?:von der|von den|von dem|vom)\s(?P<house>[\w-]+)$", family)
    if article is not None and len(words) > 1 and _begins_house(article["house"], text[end:]):
        end = start + len(text[start:end].rstrip()) - len(family) - 1  # "A B von der Musterstadter Feuerwehr"
        family, words = words[-1], words[:-1]
        given = " ".join(words)
    if len(words) > 1 and (OFFICES.fullmatch(family) or is_noun(family)):
        end = start + len(text[start:end].removesuffix(family).rstrip())  # "A B Ministerin für X", no comma between
        family, words = words[-1], words[:-1]
        given = " ".join(words)
    if _goes_on_as_house(text, end, titled=titles is not None):
        return None
    if not _plausible(words, family, sure=sure, title=titles is not None):
        return None
    if _NOBODY.fullmatch(f"{given} {family}"):
        return None
    closing = _CLOSING.match(text[end:])
    sure = sure or closing is not None
    end += closing.end() if closing else 0
    title = re.sub(r"\s+", " ", titles).strip() if titles else None
    return Name(re.sub(r"\s+", " ", f"{given} {family}"), title, start, end, sure)


def _is_known(given: str, family: str, known: frozenset[str]) -> bool:
    """Tell whether a given name is known, or the family is noble: "Feodora Gräfin Muster"."""
    return given in known or _hyphenated(given, known) or re.match(rf"{_NOBLE}\s", family) is not None


def _goes_on_as_house(text: str, end: int, *, titled: bool) -> bool:
    """Tell whether what looked like a name is only the beginning of a word, a firm or what is named for somebody."""
    rest = text[end:]
    if rest[:1] and (rest[0].isalnum() or rest[0] in "_@&" or (rest[0] == "-" and rest[1:2].isalpha())):
        return True
    if re.match(rf"(?:\s[{UPPER}][\w-]+){{0,2}}\s(?:eG|g?GmbH|mbH|AG|KG|SE|UG|GbR|AöR|e\.\s?V\.)(?![\w-])", rest):
        return True
    if re.search(r"\bvon\s[\w-]+$", text[:end]) and _OF_VON.match(rest):
        return True  # "Dr. Muster von Haus und Garten e.V."
    of_house = titled and re.match(rf"\s(?:Universität|Hochschule|Institut|Akademie)\s[{UPPER}]", rest)
    return _NAMED_FOR.match(rest) is not None and not of_house  # "Prof. A B Hochschule X" says where, without a comma


def _initialled(text: str, start: int) -> re.Match[str] | None:
    """Match "J. Eva Muster", where an initial stands in front of a known given name; "a. D. Eva Muster" has none."""
    full = _INITIALLED.match(text, start)
    if full is None or full["second"] not in given_names() or is_noun(full["family"]):
        return None
    return full if _RETIRED.search(text[max(0, start - 4) : start]) is None else None


def _given_count(words: list[str], family: str, known: frozenset[str], *, fronted: bool) -> int:
    """Return how many of the words in front of a family name are given names."""
    if _ROMANCE.match(family) and (words[0] in known or fronted):
        return len(words)  # "Eva Lima de Carvalho": all of it is the name
    count = 1
    while count < len(words) and (
        words[count] in known
        or _hyphenated(words[count], known)
        or words[count].endswith(".")
        or words[count] in _CAPITAL_PARTICLES
    ):
        count += 1
    return count


def _begins_house(word: str, after: str) -> bool:
    """Tell whether a word behind "A B von der" belongs to a house, not to the name: "Agentur …", "Freien Schule"."""
    if re.match(r"\s[\w-]*(?:[Uu]niversität|[Hh]ochschule|[Ss]tiftung|[Ss]chule|Gymnasium|Akademie)\b", after):
        return True
    bent = re.search(r"(?:er|en)$", word) is not None and re.match(rf"\s[{UPPER}]", after) is not None
    return bent or after.startswith("- ") or is_noun(word)


def _says_who(text: str, start: int, end: int) -> bool:
    """Tell whether initials and a name stand in a list, with an office or a house right behind them."""
    if text[:start].strip() and text[:start].rstrip()[-1] not in ",;(:•–\n\t":
        return False
    beside = re.match(r"\s*(?:\(([^()]{2,90})\)|(?:,\s|/\s?)([^,;]{2,90}))", text[end:])
    words = (beside[1] or beside[2]).strip() if beside is not None else ""
    return bool(words) and (OFFICES.match(words) is not None or looks_like_organisation(words))


def is_noun(word: str) -> bool:
    """Tell whether a word is a common noun, an office or a house rather than a family name."""
    return (
        word.lower() in _NOT_NAMES
        or OFFICES.match(word) is not None
        or _NOUN_END.search(word.lower()) is not None
        or looks_like_organisation(word)
    )


def _hyphenated(word: str, known: frozenset[str]) -> bool:
    return "-" in word and all(part in known for part in word.split("-"))


def _plausible(words: list[str], family: str, *, sure: bool, title: bool) -> bool:  # noqa: C901, PLR0912  # one branch for each form
    last = family.rsplit(maxsplit=1)[-1]
    if sure and last.lower() in _FUNCTION_WORDS:
        return False
    if not title and (_OF_HOUSE.search(last) or (" " in family and re.search(rf"[{LOWER}]{{3}}[{UPPER}]", last))):
        return False  # "Otto Group", "Günter-Muster-Haus"
    if not title and last in HEADS and len(last) > LONGEST_FAMILY_OF_HEADS:
        return False  # "Herzog August Bibliothek"
    for word in (*words, last) if not sure else words[:1]:
        lowered = word.lower()
        if lowered in _NOT_NAMES and not (word in given_names() and word == words[0]):
            return False
        if month(fold(word)) is not None and word not in given_names() and not title:
            return False
        if weekday(fold(word)) is not None:
            return False
    if _TRADES.search(words[0]) or (OFFICES.match(words[0]) and words[0] not in given_names()):
        return False
    if OFFICES.fullmatch(last) and (not sure or _IN_OFFICE.search(last)):
        return False
    if re.search(r"(?:innen|ungen|[a-zäöüß]{5}(?<!j)ung|schaft|tion|tionen|heit|keit|ität)$", last) or (
        looks_like_organisation(last) and not sure
    ):
        return False
    if not sure and " " in family and not _ROMANCE.match(family):
        return False  # "Grundlagen von Beispiel": a particle makes no name of nouns
    if not sure:
        full = " ".join((*words, family))
        if UNITS.match(full) or (last in given_names() and len(family.split()) > 1):
            return False
        if any(_ADJECTIVE.search(word) for word in (*words, last)) or _BENT.search(words[0]):
            return False
        if looks_like_organisation(full) or len(words) > 2:
            return False
        if any(_NOUN_END.search(word.lower()) for word in (*words, last)):
            return False
    return True
