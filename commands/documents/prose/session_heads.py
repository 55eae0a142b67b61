"""Lines that head a session: "Workshop A: …", "2. Forum: …", "Keynote: …", and rows that only head several."""

import re

from commands.documents.prose.vocabulary import KINDS, UPPER

_KIND = "|".join(sorted((re.escape(kind) for kind in KINDS), key=len, reverse=True)) + (
    rf"|[{UPPER}][\w-]*(?:workshop|forum|werkstatt|gruppe|tisch|raum|insel|session|panel|gespräch|station|vortrag|talk)"
    rf"|[{UPPER}][\w-]*-(?:Workshop|Forum|Werkstatt|Gruppe|Tisch|Raum|Insel|Session|Panel|Gespräch|Station|Vortrag|"
    rf"Lab|Talk)"
)
KIND = (  # with words that a label alone makes sessions of: "1. Bürgerdialog" may be the event
    rf"{_KIND}|[{UPPER}][\w-]*(?:bank|pitch|labor|ecke|schmiede|küche|zirkel|salon|atelier|café|dialog|impuls|exkursion|"
    rf"spaziergang|podium|runde|block)"
)
_LOUD = (  # kinds as headings print them in capital letters
    r"Break-?[Oo]ut|WORKSHOP|FORUM|FACHFORUM|PANEL|SESSION|BLOCK|MODUL|IMPULS|STATION|ARBEITSGRUPPE|THEMENTISCH|KEYNOTE|VORTRAG|SLOT|TRACK|Top|"
    r"WERKSTATT"
)
HEAD = re.compile(
    rf"^(?:(?:Zusammenfassung|Bericht|Ergebnisse?|Dokumentation|Protokoll|Rückblick|Paralleler|Themen)(?: "
    rf"aus| zu| von| der| des)?\s+)?(?:[Zz]um?\s+(?=T[Oo][Pp]\s))?(?:\d{{1,2}}\.\s+|\d\.\d\.?\s+)?"
    rf"(?P<kind>{KIND}|{_LOUD})\s*(?:Nr\.\s*|#)?(?!\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?\d\d)?)(?P<number>\d{{1,2}}(?:\.\d|[a-z])?|[A-H]|(?<=\s)[a-h](?=:)|"
    rf"[IVX]{{1,4}})(?![\w-])"
    rf"(?:\s*\((?P<note>[^()]*)\))?(?P<rest>\s*[:.–—|-]\s*.*|\s/\s(?!Raum|Saal|\d).*|\)\s+\S.*|\s*[„\"»].*|(?<=T[Oo][Pp]\s\d)\s+[{UPPER}].*|\s*)$",
    re.DOTALL,
)
HEAD_BARE = re.compile(  # in a heading that the format marks, no sign need stand before the title
    rf"^(?:zu\s+)?(?P<kind>{KIND})\s+(?P<number>\d{{1,2}}|[A-H])\s+(?P<rest>[{UPPER}„\"»][^.]*)$", re.DOTALL
)
ORDINAL = re.compile(rf"^(?P<number>\d{{1,2}})\.\s+(?P<kind>{_KIND})\s*[:–—-]\s*(?P<rest>.+)$", re.DOTALL)
KIND_TITLE = re.compile(
    r"^(?:[A-ZÄÖÜ][a-zäöüß]+e[rs]?\s+|[A-ZÄÖÜ][a-zäöüß]+-\s(?:und|&)\s)?(?P<kind>Workshop|[A-ZÄÖÜ][a-zäöüß]+diskussion|Impuls(?:vortrag|referat)?|Keynote|"
    r"(?:[A-ZÄÖÜ][a-zäöüß]+)?vortrag|"
    r"(?:[A-ZÄÖÜ][a-zäöüß]+)?Podium|[A-ZÄÖÜ][a-zäöüß]+podium|Podiumsdiskussion|Podiumsgespräch|Paneldiskussion|Panel|"
    r"(?:[A-ZÄÖÜ][a-zäöüß]+)?gespräch|Exkursion|World ?Caf[eé]|Praxisbeispiel|Diskussion|Fishbowl|Input|Session|"
    r"Fachforum|Begrüßung|Einführung|Grußwort)"
    r"\s*[:–]\s*(?P<rest>(?!\s*(?:Moderation|Leitung|Referent\w*)\s*:).+)$",
    re.DOTALL | re.IGNORECASE,
)
KIND_QUOTED = re.compile(
    rf"^(?P<kind>[{UPPER}]?\w*(?:[Vv]ortrag|[Kk]eynote|[Ii]mpuls|[Ii]nput|[Dd]iskussion|[Gg]espräch|[Ww]orkshop|"
    rf"[Ff]orum|[Ff]ilm(?:abend|vorführung)?|[Ll]esung|[Tt]alk|[Ff]ishbowl|[Pp]odium|[Pp]anel|[Ee]xkursion|[Rr]eferat|"
    rf"[Rr]unde)|World ?Caf[eé])"
    r"(?:\s(?:mit|und)\s(?:anschließender\s)?(?:Aussprache|Diskussion|Fragerunde|Gespräch|Austausch)\s?:?)?\s+(?P<rest>[„“\"»].+)$",
    re.DOTALL,
)
KIND_LINE = re.compile(  # "Workshop „Umbau“ mit A B", "Panel „Wohnen im Alter“"
    r"(?P<kind>(?:Impuls|Fach|Kurz|Praxis|Gast|Haupt|Eröffnungs|Fest)?[Vv]ortrag|Impuls|Keynote|Input|Workshop|"
    r"Fachworkshop|Panel|Podium|"
    r"Podiumsdiskussion|Podiumsgespräch|Diskussion|Gesprächsrunde|Talkrunde|Talk|Lesung|Film|Fachforum|Forum|"
    r"Arbeitsgruppe|Thementisch|Tisch|Themeninsel|Themenraum|Station|Sektion|Session|"
    r"Werkstatt|Praxisbeispiel|World ?Caf[eé])\s[„“\"»](?P<title>[^„“”\"»«]{4,200})[“”\"«]"
    r"(?:\s?(?P<link>mit|von|durch|,|–|-|\()\s?(?P<who>(?!.*[a-zäöüß]{3}[.!?]\s[A-ZÄÖÜ]).{5,200}))?",
)
SECTION = re.compile(
    r"^(?:Das|Die|Der|Im|In der|Beim|Bei der|Auf dem|Zum|Zu den|Bei den)\s+(?:[a-zäöü]+en\s+|"
    r"abschließende[nr]?\s+)?(?P<kind>Podium\w*|Panel\w*|Keynote|Exkursion\w*|Impulsvortrag|"
    r"Podiumsdiskussion)\b"
)
SEVERAL = (
    r"(?:[\w-]*(?:foren|workshops|werkstätten|arbeitsgruppen|arbeitskreisen?|gruppen|sessions|panels|labs|tischen?|inseln|"
    r"werkstattgespräche|exkursionen)|(?:themen|lern|erfahrungs|dialog|diskussions|denk|projekt)räume)"
)
_GROUP = re.compile(
    rf"(?:(?:die|in|\d+|zwei|drei|vier|fünf|sechs|\w*parallel\w*|zeitgleiche|moderierte|thematische|vertiefende|vertiefung|den|der|beiden|"
    rf"arbeit|arbeitsphase|austausch|diskussion)\s+)*(?:in\s+(?:den\s+)?)?"
    rf"(?:(?:[\w-]+\s[–-]\s)?parallele\s(?:veranstaltungen|angebote|vorträge|formate|runden|beiträge)|"
    rf"{SEVERAL}(?:[ -]?phase)?|workshop-?\s?(?:phase|runde|block)|(?:arbeits|gruppen)phase)"
    rf"(?:\s*[,(:–-]?\s*(?:\d\.\s*)?(?:(?:runde|block|phase|teil|parallel\w*|durchgang|wiederholung)\s*)?(?:[ivx]{{1,3}}|\d{{1,2}}|[a-h])?"
    rf"(?:\s*(?:-|–|bis|und)\s*(?:\d{{1,2}}|[a-h]|[ivx]{{1,4}}))?\)?)?\s*[:.]?",
    re.IGNORECASE,
)

_BEGINS_GROUP = re.compile(
    rf"(?:(?:die|in|arbeit|diskussion|austausch|\d+|zwei|drei|vier|fünf|sechs|\w*parallele?n?|moderierte|thematische|den)\s+)*"
    rf"(?:in\s+(?:den\s+)?)?{SEVERAL}\s(?:zu|zum|zur|am|im|in|aus|mit|rund|für)\b",
    re.IGNORECASE,
)


def is_group(title: str) -> bool:
    """Tell whether a row only heads sessions that run side by side: "Parallele Foren", "Workshops, Runde I"."""
    words = re.split(
        r"\s+mit\s|\s*[„\"]|\s*\((?:mit|inkl\.|inklusive|gesonderte|(?:phase|runde|block|teil)\s[ivx\d]+:)\s",
        title.strip(),
        flags=re.IGNORECASE,
    )[0]
    return len(words) < 80 and _GROUP.fullmatch(words) is not None


def begins_group(title: str) -> bool:
    """Tell whether a row begins with the labelled sessions below it: "Parallele Foren zu Fragen des Alltags"."""
    return _BEGINS_GROUP.match(title.strip()) is not None


_LABEL_ALONE = re.compile(rf"(?:{KIND})\s\d{{1,2}}")
_MENU = re.compile(rf"(?:{KIND})\s\d{{1,2}}(?:\s[|/·]\s(?:{KIND})\s\d{{1,2}})+")  # "Workshop 1 | Workshop 2"


def is_label_menu(text: str, below: str) -> bool:
    """Tell whether a line only leads to sessions elsewhere: "Workshop 1 | Workshop 2", or one below another."""
    line = text.strip()
    bare = _LABEL_ALONE.fullmatch(line) is not None
    return _MENU.fullmatch(line) is not None or (
        bare and (_LABEL_ALONE.fullmatch(below.strip()) or _MENU.fullmatch(below.strip())) is not None
    )


def is_session_heading(text: str) -> bool:
    """Tell whether a line heads a labelled session."""
    return HEAD.match(text.strip()) is not None or ORDINAL.match(text.strip()) is not None


def kind_of(word: str) -> str:
    """Return the kind that an abbreviation stands for."""
    plain = word.capitalize() if word.isupper() and word.capitalize() in KINDS else word
    return {"WS": "Workshop", "AG": "Arbeitsgruppe", "Top": "TOP"}.get(word, plain)
