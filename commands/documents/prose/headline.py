"""Headlines that are sentences: what event they name, without what they say of it."""

import re

from commands.documents.prose.event_phrase import names_event, straight
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER

_MOTTO = re.compile(  # "Unter dem Motto „…“ findet am …": a sentence broken over lines
    r"(?:(?:Unter|Mit) de[mr]|Zum) (?:Motto|Titel|Thema|Leitthema|Überschrift|"
    r"Leitmotiv):?\s[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«],?\s"
    r"(?:findet|fand|finden|fanden|lädt|laden|lud|luden|veranstalte\w*|trafen|treffen|steht|stand|startet\w*|hat|"
    r"haben|beginnt|begann|"
    r"geht|ging|wird|wurde|kamen|diskutier\w+|bietet|organisier\w+)\b.*"
)
_UNDER_THIS = re.compile(  # "„…“ – unter diesem Motto kamen am …"
    r"[„“\"»](?P<title>[^„“”\"»«]{5,200})[“”\"«][,.]?\s(?:[–—-]\s)?(?:[Uu]nter diesem|[Ss]o lautete?|[Mm]it diesem|"
    r"[Dd]as war)\s.*"
)
_INVITES_TO = re.compile(  # "Landkreis lädt zur 2. Ehrenamtskonferenz ein"
    rf"[{UPPER}][^:„“\"]{{2,80}}\s(?:lädt|laden|lud|luden)\s(?:[a-zäöüß]+\s)?(?P<link>zum|zur|"
    rf"zu)\s(?P<title>(?:\d{{1,2}}\.\s|[a-zäöüß]+en\s)?"
    rf"[{UPPER}].{{4,120}}?)\sein[.!]?"
)
_PREDICATE = re.compile(  # what a headline says of the event: "Fachtag … kommt an", "… erfolgreich gestartet"
    r"\s(?:kommt (?:gut |sehr gut )?an|kam (?:gut |sehr gut )?an|(?:war|ist|wird|wurde) (?:ein )?(?:voller |großer |"
    r"toller )?Erfolg|ein voller Erfolg|"
    r"(?:ist )?(?:erfolgreich )(?:gestartet|abgeschlossen|durchgeführt|beendet|verlaufen)|"
    r"stößt auf (?:\w+ ){0,2}(?:Interesse|Resonanz)|"
    r"stieß auf (?:\w+ ){0,2}(?:Interesse|Resonanz)|(?:war |ist )?gut besucht|tagte?(?: wieder| erneut)?|"
    r"begeistert(?:e)?(?: die)? \w+|"
    r"lockt\w* .{3,40} an)[.!]?$"
)


def event_of(title: str) -> str:
    """Return the event that a headline names: "Unter dem Motto „…“ findet …", "Kreis lädt zur … ein"."""
    motto = _MOTTO.fullmatch(title) or _UNDER_THIS.fullmatch(title)
    title = motto["title"] if motto is not None else title
    invites = _INVITES_TO.fullmatch(re.sub(r"^[^:„]{3,60}:\s(?=[^:]*\slädt\s)", "", title))
    if invites is not None and EVENT_WORDS.search(invites["title"]):
        title = straight(invites["link"], invites["title"])
    if names_event(_PREDICATE.sub("", title)):
        title = _PREDICATE.sub("", title)
    return title
