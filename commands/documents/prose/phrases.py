"""How far the name of a house goes in a sentence."""

import re

from commands.documents.prose.organisation_words import is_acronym, looks_like_organisation
from commands.documents.prose.vocabulary import ABBREVIATIONS, OFFICES, UNITS, UPPER

CONNECTORS = {
    "für",
    "und",
    "der",
    "des",
    "den",
    "dem",
    "am",
    "im",
    "in",
    "an",
    "bei",
    "zu",
    "zur",
    "zum",
    "&",
    "-",
    "–",
    "of",
    "for",
    "a.",
    "u.",
    "e.",
    "ob",
    "von",
    "vor",
}
_ARTICLES = frozenset(
    ["die", "eine", "einer", "diese", "dieser", "ihre", "ihrer", "seine", "seiner", "unsere", "unserer"]
)
_QUALITY = rf"(?:[a-zäöüß]{{4,}}(?:e|en|er|es)|[{UPPER}][a-zäöüß]+(?:liche|ische|ige|ale)[nrs]?)\s"
_FIELD = rf"(?:{_QUALITY})?[{UPPER}][\w-]+"  # "Umwelt", "nukleare Sicherheit", "Ländlichen Raum"
_FIELDS = re.compile(  # "für Umwelt, Naturschutz und nukleare Sicherheit"
    rf"(?:\b(?:Fachbereich|Fachdienst|Dezernat|Abteilung|Referat|Sachgebiet)(?:e?s)?|"
    rf"\bfür|(?<=inisterium)\sde[rs]|(?<=inisteriums)\sde[rs])\s{_FIELD}(?:,\s(?:für\s)?{_FIELD}){{1,5}}"
    rf"\s(?:und|sowie|&)\s(?:für\s)?{_FIELD}"
)
_QUOTED = re.compile(r"[„»\"][^„“”\"»«]{2,60}[“”\"«]")
GLUE = {" ": "\ue000", ",": "\ue001"}  # keep the words of such a list together
_ASIDE = re.compile(  # where a sentence goes on that a name could go on with, too
    r"(?:am Beispiel|im Rahmen|in Vertretung|in Zusammenarbeit|in Kooperation|in Abstimmung|in Anwesenheit|in Form|"
    r"in Bezug|zum Thema|zur Frage|zur Rolle|zur Begrüßung|zum Einstieg|zum Auftakt|zum Abschluss|zum Schluss|"
    r"zum Stand|zu Beginn|zu Gast|zu Wort|zur Verfügung|zur Seite|im Anschluss|im Namen|im Auftrag|im Gespräch|"
    r"im Interview|im Vortrag|im Podium|im Plenum|im Zuge|im Hinblick|im Jahr|im Mittelpunkt|im Detail|im Saal|"
    r"am Ende|am Rande|"
    r"am (?:\w+[Vv]or|[Vv]or|Nach)mittag|am (?:\w+)?[Aa]bend|"
    r"am (?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|am Mittwoch|an Hand|von Anfang|vor Ort|bei Bedarf|"
    r"(?:in|zu) (?:der|dem|einem|einer|seinem|seiner|ihrem|ihrer|diesem|dieser) "
    r"(?:\w*[Vv]ortrag|\w*[Ii]mpuls|\w*[Rr]ede|\w*[Bb]egrüßung|Einführung|Keynote|\w*[Rr]eferat|\w*[Gg]rußwort|Eröffnung))\b"
)
_CODA = re.compile(rf"\s(?:und|sowie)\s(?!Partner$)(?:{OFFICES.pattern})$")


_BODY_OF = re.compile(
    r"[\w-]*(?:[Bb]und|[Vv]erband|[Vv]erein|[Vv]ereinigung|[Pp]lattform|[Gg]esellschaft|[Nn]etzwerk|[Aa]rbeitskreis|"
    r"[Ii]nitiative|[Rr]at|[Rr]ing|[Kk]ammer|[Aa]kademie|[Ii]nstitut|[Ss]tiftung)(?:e?s)?"
)
CONSONANTS = r"(?!str\b|sz\b)[b-df-hj-np-tv-xz]{3,5}"  # an abbreviation that writes itself small: "vhs"
_IN_PLACES = r"[abdiovu]\."  # "Neustadt a. d. Saale"
_GOES_ON = re.compile(
    rf"(?:\b{_IN_PLACES}$|\be\.|V\.|-,|\bCo\.|\bSt\.|\b(?:{ABBREVIATIONS})\.)$"
)  # a sign that ends nothing
LONGEST = 200  # characters of a name


_ARTICLED = (["der"], ["dem"], ["den"], ["die"], ["Rhein"], ["See"])  # what goes on with a name behind "an"


def phrase_of(words: str) -> str:  # noqa: C901, PLR0912  # one branch for each form
    """Take the words of a name: capitalised ones and what links them, until the sentence goes on."""
    kept: list[str] = []
    every = glued(words).split()
    for number, word in enumerate(every):
        bare = word.strip('„“"(),;:.!?–-')
        following = every[number + 1] if number + 1 < len(every) else ""
        if re.fullmatch(r"[a-zäöüß]+(?:e|en|er|es)", word) and re.match(rf"[{UPPER}]", following):
            if not kept:
                continue  # "vom beauftragten Büro X"
            listed = kept[-1] == "und" and "für" in kept
            if (listed or kept[-1] in {"für", "zur", "der", "des"}) and number < 8 and word not in _ARTICLES:
                kept.append(word)
                continue
        if word in {"der", "die"} and kept and is_acronym(kept[-1]) and OFFICES.match(following):
            break  # "von A B vom SWR der Landrat …"
        if kept and _BODY_OF.fullmatch(kept[-1]) and re.fullmatch(r"[a-zäöüß]+er", word) and following[:1].isupper():
            kept.append(word)
            continue  # "Bund deutscher Kapellen"
        if kept and word.startswith("(") and not word.rstrip(",.;:").endswith(")"):
            break
        if kept and word.lstrip("(")[:1] in {"„", '"', "»"} and not looks_like_organisation(kept[-1]):
            break  # "von der Stadt X „Titel“"
        if bare in CONNECTORS and _ASIDE.match(" ".join(every[number : number + 3])):
            break
        if (
            (
                re.match(rf"[(„\"]?[{UPPER}\d]", word)
                and not (word[0] in '„"' and kept and kept[-1] in {"und", "sowie"})
            )
            or re.match(rf"[a-z]+(?:-?[{UPPER}\d]|[:.&+][a-zäöü])\w", word)
            or (bare in CONNECTORS and kept)
            or (GLUE[" "] in word and kept)
            or (not kept and re.fullmatch(CONSONANTS, bare) and re.match(rf"[{UPPER}]|$", following))
            or bare in {"e.V", "eG"}
            or (kept and re.fullmatch(_IN_PLACES, word))
            or word in {"e.", "&", "-"}
        ):
            kept.append(word)
            if re.search(r"[,;:.!?)]$", word) and not _GOES_ON.search(word):
                break
            continue
        break
    if aside := next(
        (n for n, word in enumerate(kept) if n and word == "an" and kept[n + 1 : n + 2] not in _ARTICLED), 0
    ):
        del kept[aside:]  # "vom Büro X an Beispielen"
    if "den" in kept[1:] and kept[kept.index("den", 1) - 1] not in {"an", "in", "bei", "von", "für"}:
        del kept[kept.index("den", 1) :]  # "von der Stadt X den Vortrag …"
    while kept and kept[-1].strip(",") in CONNECTORS | {"Herr", "Herrn", "Frau"}:
        kept.pop()
    words = re.split(r"\s+(?:und|sowie)\s+(?:der|die|den)\s", " ".join(kept))[0].strip(" ,;:.!?")
    words = unglued(_CODA.sub("", words if "(" in words else words.rstrip(")")))
    return f"{words}." if words.endswith(("e.V", "e. V")) else words


def glued(words: str) -> str:
    """Return the words with a list of fields of work as one: "für Umwelt, Naturschutz und nukleare Sicherheit"."""
    words = _QUOTED.sub(lambda match: match[0].replace(" ", GLUE[" "]), words)
    listed = _FIELDS.search(words[:LONGEST])
    if listed is None or any(map(_is_other, listed[0].split(", "))):
        return words
    return words[: listed.start()] + re.sub(r"[ ,]", lambda sign: GLUE[sign[0]], listed[0]) + words[listed.end() :]


def unglued(words: str) -> str:
    """Undo :func:`glued`."""
    return words.replace(GLUE[" "], " ").replace(GLUE[","], ",")


def _is_other(field: str) -> bool:
    """Tell whether what stands in a list is no field of work, but an office or a house of its own."""
    words = re.split(r"\s(?:und|sowie|&)\s", re.sub(r"^(?:für|de[rs])\s", "", field.strip()))
    return any(OFFICES.match(word) is not None or looks_like_organisation(word) for word in words)


_PART = r"(?:Abteilung|Referats?|Dezernats?|Fachbereichs?|Stabsstelle|Sachgebiets?|Fachdienst(?:e?s)?|Bereichs?)"
_LEGAL = r"\s(?:g?GmbH|e\.\s?V\.?|AG|eG)"
_MORE = re.compile(
    rf"(?:{_QUALITY})?(?:[{UPPER}][\w-]*\s+){{1,2}}(?:und|sowie|&)\s+(?:{_QUALITY})?[{UPPER}]|{_FIELD}{_LEGAL}$"
)
_ONE = re.compile(rf"(?:{_QUALITY})?[{UPPER}][\w-]*(?:\s+(?:und|sowie|&)\s+(?:{_QUALITY})?[{UPPER}]|(?:{_LEGAL})?$)")


def joined(parts: list[str]) -> list[str]:
    """Put names with commas in them together again: "Ministerium für Wohnen", "Stadtentwicklung und Bauwesen"."""
    result: list[str] = []
    for number, part in enumerate(parts):
        later = parts[number : number + 4]
        goes_on = any(_MORE.match(other) for other in later)
        plain = _ONE.match(part) is not None
        before = result[-1] if result else ""
        if (
            (before and part.startswith("für ") and re.search(r"[Mm]inister|Senat|Behörde", before))
            or (
                before
                and goes_on
                and plain
                and re.search(
                    rf"(?:\b(?:für|des|der)\s+|\b{_PART}\s+)(?:{_PART}\s+)?(?:[a-zäöü]+\s+)?[{UPPER}][\w-]*(?:\s+und\s+[{UPPER}][\w-]*)?(?:,\s+{_FIELD})*-?$",
                    before,
                )
            )
            or (before.endswith("-") and plain)
            or (
                (OFFICES.match(before) or UNITS.match(before))
                and re.fullmatch(rf"[{UPPER}]\w+ und [{UPPER}]\w+", part)
                and not looks_like_organisation(before.split()[-1])
                and not looks_like_organisation(part)
            )
        ):
            result[-1] = f"{before}, {part}"
        else:
            result.append(part)
    return result
