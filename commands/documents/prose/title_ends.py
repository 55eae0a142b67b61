"""What stands behind the title of a session and is none of it: halls, requests, what comes then, who is not named."""

import re

from commands.documents.prose.names import find_names
from commands.documents.prose.vocabulary import UPPER

SHORTEST_HEAD = 5  # characters of a title in front of a bracket
_PEOPLE_FOLLOW = re.compile(
    r"\s*[|–-]\s*(?:Teilnehmende|Podiumsgäste|Gäste|Mitwirkende|Referent\w*|Moderation|Leitung)$"
)
_KIND_BEHIND = re.compile(
    r"(?<=\w{4})(?:[.,]|\s[–-])\s(?:[Ee]in\s)?(?:Workshop|Vortrag|Impulsvortrag|Fachvortrag|Impuls|Keynote|Lesung)$"
)
_BY_FAMILY = re.compile(  # no given name: nobody that one could look up
    rf"\s\((?:(?:Herrn?|Frau|Prof\.|Professor(?:in)?|Dr\.|PD|[{UPPER}]\.(?:-?[{UPPER}]\.)?)\s?)+(?:(?:von|van|de|zu)\s)?"
    rf"[{UPPER}][\w’'-]+(?:,\s[^()]{{2,40}})?\)$"
)
_ROOM = re.compile(  # "Begrüßung im Adam-Riese-Saal", "Plenum (Raum 1.12)"
    rf"(?:\s*,)?\s(?:\(?(?:im|in der|in den)\s|[–|-]\s|\()(?P<room>(?:(?:Großen|Kleinen|großen|kleinen|Großer|"
    rf"Kleiner)\s)?"
    rf"(?:[{UPPER}][\w.-]*[Ss]aal(?:s|\s[{UPPER}\d][\w.]*)?|(?:Seminar|Gruppen|Besprechungs|Tagungs|Veranstaltungs|Gemeinde|"
    rf"Schulungs|Klassen|Konferenz|Vortrags)?[Rr]aum\s[{UPPER}\d][\w.-]*|(?:Seminar|Besprechungs|Tagungs|Schulungs|"
    rf"Konferenz|Vortrags)raum|Hörsaal(?:\s[\w.]+)?|Foyer|Aula|Eingangshalle)(?:\s(?:des|der)\s[{UPPER}][\w-]+)?)\)?$"
)
_BY_SOMEBODY = re.compile(  # no given name
    rf"(?<=\w{{4}})\s(?:durch|von)\s(?:Herrn|Frau)\s(?:von\s|van\s|de\s)?[{UPPER}][^.:]*$"
)
_POINTS_TO = re.compile(r"\s\((?:siehe|s\.|vgl\.|Dokumentation|Protokoll|Anlage|Folien|Präsentation|PDF)\b[^()]*\)$")
_PLACED = re.compile(rf",\s(?:Ort|Raum|Wo)\s?:\s(?P<room>[{UPPER}a-z][\w -]{{2,60}})$")  # "Wege ins Netz, Ort: Saal"
_KIND_IN_BRACKETS = re.compile(  # "Wege ins Netz (Vortrag und Diskussion)"
    r"(?<=\w{3}[\w?!.“”\"])\s\((?:(?:Online|Input|Impuls|Fach|Kurz|Praxis|Podiums)-?)?(?:[Vv]ortrag|[Ii]mpuls|[Ii]nput|[Gg]espräch|[Dd]iskussion|"
    r"[Ww]orkshop|Webinar|[Ll]esung|Keynote|Austausch|Film)"
    r"(?:\s?(?:und|&|\+|mit|/)\s?(?:Diskussion|Gespräch|Austausch|Aussprache|Fragerunde|Fragen))?\)$"
)
_AUDIENCE = re.compile(r"\s\((?:nicht|nicht-)?\s?öffentlich(?:e[rs]?\s\w+)?\)$|\s\(parallele?\s?\w*\)$", re.IGNORECASE)
_WITH_GREETING = re.compile(r"(?<=\w{3})\smit\s(?:den\s)?Grußwort(?:en?)?(?:\s(?:von|des|der|durch)\s.*)?$")
_GREETING_OF = re.compile(r"(?P<title>(?:Video)?[Gg]ruß(?:worte?|botschaft)?\s(?:der|des)\s[^,„“]{4,70}),\s.+")
_WITH_ALL = re.compile(r"(?<=\w{5})\smit\sallen\s[\w*:]+(?:,?\s(?:sowie|und))$")  # "Gespräch mit allen Rednern sowie"
_LEFT_OVER = re.compile(  # what stood before a person
    r"(?<=\w{4})\s(?:des|durch|von|vom|dem)$|\s?[–,-]\s(?:moderiert|geleitet|gehalten)$"
)
_REMARK = re.compile(  # "Offene Werkstatt (inkl. Pausen)", "Wärme im Quartier [mehr Infos]"
    r"\s(?:\((?:inkl\.|inklusive|einschl\.|einschließlich|gesonderte|separate|begrenzte|auch|nur|besonders|bei|mit\s(?=[A-ZÄÖÜ][a-zäöüß]+\)))[^()]*\)|\((?-i:Die|Der|Das|Beim|Bei|Jede|Alle|Es|Sie|Hier)\s(?:[^()\s]+\s){4,}[^()]*\)|\[(?:mehr|zu[mr]?\s|hier|Video|Bericht|siehe|Infos?|weitere)[^\[\]]*\])$",
    re.IGNORECASE,
)
_REQUEST = re.compile(  # "Arbeitsphase: Bitte bei der Anmeldung angeben"
    r"\s?[:–(-]\s?(?:[Bb]itte|[Aa]nmeldung|[Uu]m Anmeldung|[Mm]it Anmeldung|[Vv]oranmeldung)\s(?!um\b)[^„“]*$"
)
_THEN_END = re.compile(  # "Auswertung, anschl. Ende der Tagung"
    r"(?:,|;|\s[–-]|\s\+|,\sund)\s(?:anschl\.|anschließend(?:e[rs]?)?|danach|dann|gemeinsame[rs]?)\s"
    r"(?:Ende(?:\s(?:der|des)\s\w+)?|Abreise|Heimreise|Abfahrt|Ausklang|(?:Mittag|Abend)essen|Mittagsimbiss|Imbiss|Umtrunk|Get-together)$|"
    r"\s(?:in Verbindung mit|verbunden mit|mit anschließende[mr])\s(?:einem\s|einer\s)?"
    r"(?:gemeinsame[mnr]\s|kleinen\s)?"
    r"(?:Abendessen|Mittagessen|Imbiss|Mittagsimbiss|Umtrunk|Empfang|Brunch|Buffet|Kaffeepause|Pause)$",
)
_ENLARGED = re.compile(  # "Aussprache (Behandlung von Wünschen, Anregungen und Anträgen)"
    rf"(?P<title>(?:[{UPPER}][\w-]+\s(?:und|&)\s)?[{UPPER}][\w-]+)\s\((?=[^()]*(?:,|\sund\s))(?!\d)[^()]{{25,200}}\)"
)
_DROPPED = re.compile(r"\s*[–(-]\s*(?:\w+bedingt )?(?:ausgefallen|entfallen|entfällt|abgesagt)\W*$", re.IGNORECASE)


def without_ends(title: str) -> tuple[str, str | None]:
    """Return a title without what stands behind it, and the hall that it names."""
    title = _KIND_BEHIND.sub("", _BY_FAMILY.sub("", _PEOPLE_FOLLOW.sub("", title)))
    room = _ROOM.search(title.rstrip(" :"))
    hall = None
    if room is not None and room.start() >= SHORTEST_HEAD:
        hall, title = room["room"], title[: room.start()]
    title = _LEFT_OVER.sub("", _POINTS_TO.sub("", _BY_SOMEBODY.sub("", title)))
    placed = _PLACED.search(title)
    if placed is not None and placed.start() >= SHORTEST_HEAD:
        hall, title = hall or placed["room"], title[: placed.start()]
    title = _WITH_ALL.sub("", _AUDIENCE.sub("", _KIND_IN_BRACKETS.sub("", title)))
    greeting = _GREETING_OF.fullmatch(title)
    title = _WITH_GREETING.sub("", greeting["title"] if greeting is not None else title)
    title = _REMARK.sub("", title)
    title = _REQUEST.sub("", title) or title
    title = _THEN_END.sub("", title) or title
    enlarged = _ENLARGED.fullmatch(title)
    if enlarged is not None and not any(name.sure for name in find_names(title)):
        title = enlarged["title"]
    title = _DROPPED.sub("", title).strip(" :–-|,/").strip()
    if re.fullmatch(r"[„“\"»][^„“”\"»«]*[“”\"«]", title):
        title = title[1:-1].strip()
    if title.count("(") > title.count(")") and title.rindex("(") > SHORTEST_HEAD:
        title = title[: title.rindex("(")].strip()  # a bracket that was cut, or holds who speaks
    return title, hall
