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
_DOES = re.compile(  # "Dorfkonferenz in Altenau lockt 120 Menschen in die Halle"
    r"\s(?:lockte?n?|zieht|zog|bringt|brachte|begeistert[e]?|sorgte?|zeigte?|setzte?|liefert[e]?|bietet|bot|stößt|"
    r"stieß|feierte?|"
    r"beleuchtete?|widmete? sich|befasste? sich|diskutierte?|tagte?|rückte?|blickte?|vernetzte?|stellte?|informierte?|"
    r"füllte?|"
    r"überzeugte?|weckte?|bewegte?|fragte?|findet|fand|endete?|führte?|macht|machte|stand|steht|war|wird|wurde|hat|"
    r"hatte)"
    r",?\s(?=[^:„“\"]*$).*$"
)
_SAT = re.compile(  # "2. AG Digitalisierung tagte in Seedorf": who meets is what the meeting is called by
    rf"(?P<title>(?:(?:Die|Der|Das)\s)?(?:\d{{1,2}}\.\s)?(?:[{UPPER}][\w-]+\s){{0,2}}"
    rf"(?:[{UPPER}]?[\w-]*(?:AG|AK|[Aa]rbeitsg\w+|[Aa]rbeitskreis|[Aa]usschuss|[Bb]eirat|[Rr]unde|[Rr]under Tisch|"
    rf"[Kk]reistag|[Nn]etzwerk|[Ss]teuerungsgruppe))\b[^:„“\"?!]{{0,60}}?)\s"
    r"(?:tagte?|(?:trifft|traf|treffen|trafen) sich|kam(?:en)? zusammen|kommt zusammen)\b[^:„“\"?!]{0,80}"
)
_WHITHER = re.compile(
    rf"(?<=\w)\s(?:nach|in den|in die|ins|auf den|auf die)\s[{UPPER}][^„“\"]*$"
)  # "zum Dorfabend nach Altenau"
_PREDICATE = re.compile(  # what a headline says of the event: "Fachtag … kommt an", "… erfolgreich gestartet"
    r"\s(?:kommt (?:gut |sehr gut )?an|kam (?:gut |sehr gut )?an|(?:war|ist|wird|wurde) (?:ein )?(?:voller |großer |"
    r"toller )?Erfolg|ein voller Erfolg|"
    r"(?:ist )?(?:erfolgreich )(?:gestartet|abgeschlossen|durchgeführt|beendet|verlaufen)|"
    r"stößt auf (?:\w+ ){0,2}(?:Interesse|Resonanz)|"
    r"stieß auf (?:\w+ ){0,2}(?:Interesse|Resonanz)|(?:war |ist )?gut besucht|tagte?(?: wieder| erneut)?|"
    r"begeistert(?:e)?(?: die)? \w+|"
    r"lockt\w* .{3,40} an|(?:(?:wegen|aufgrund|nach) [^„“\"]{3,40} )?(?:wird |ist |wurde |muss )?"
    r"(?:verlegt|verschoben|abgesagt)(?: werden)?|(?:fällt|fallen) (?:[^„“\"]{3,30} )?aus)[.!]?$"
)

_SAYS = re.compile(  # what any headline may end with: "… startet", "… geht in die zweite Runde"
    r"\s(?:(?:startet|beginnt|starten|beginnen)(?:e|en|e wieder)?|steht (?:an|bevor|vor der Tür)|stehen an|"
    r"rückt näher|"
    r"findet statt|finden statt|geht (?:wieder )?los|geht zu Ende|ging zu Ende|ist (?:zu Ende|gestartet|eröffnet)|"
    r"hat begonnen|"
    r"geht in die (?:nächste|zweite|dritte|vierte|fünfte|\d\.) (?:Runde|Auflage))"
    r"(?:\s(?:heute|morgen|bald|wieder|in Kürze|demnächst|(?:am|im) [A-ZÄÖÜ][a-zäöüß]+))?[.!]?$"
)
_TELLS = re.compile(  # what a report puts behind the event: "2. Dorfkonferenz: Viele Ideen erarbeitet"
    r":\s(?!(?:[Ww]ie|[Ww]as|[Ww]er|[Ww]o|[Ww]arum|[Ww]ann|[Ww]elche\w*)\b)[^:„“\"»«?]*\b(?:wächst|wachsen|"
    r"erarbeitet|gesammelt|"
    r"zeig(?:t|ten?|en)|tausch(?:t|en|ten?)|diskutier(?:t|en|ten?)|kam(?:en)?|trafen|trifft sich|treffen sich|"
    r"informier(?:t|en|ten?)|begeister(?:t|n|te)|überzeugt|gefragt|gelungen|vernetz(?:t|en|ten) sich|vorgestellt|"
    r"ausgezeichnet|"
    r"beteilig(?:t|en|ten) sich|steht fest|stehen fest|war(?:en)?|wurden?|hatten?|gab(?:en)?|ging|fand(?:en)?|"
    r"nahmen|lockt(?:e|en)?)\b[^:„“\"»«?]*$"
)
_CAME_TO = re.compile(  # "Rund 90 Jugendliche beim dritten Jugendgipfel"
    rf"(?:Rund|Etwa|Über|Fast|Mehr als|Knapp|Zahlreiche|Viele|\d{{2,5}})\s[^:„“\"]{{3,60}}?\s"
    rf"(?P<link>beim|bei der|zum|zur|auf dem|auf der)\s(?P<title>(?:\d{{1,2}}\.\s|"
    rf"[a-zäöüß]+en\s){{0,2}}[{UPPER}].{{4,100}})"
)
_CALL = re.compile(  # what pages put behind a title for the hurried: "– jetzt anmelden!", "+++ausgebucht+++"
    r"\s*(?:\s[–—-]|\+{2,}|\s\(|\s\[|\s\||(?<=\w)[.!:](?=\s))\s*"
    r"(?:(?:(?:ist|sind)\s)?(?:jetzt|nun|ab sofort|hier|noch)\s(?:online|verfügbar|dabei sein|mitmachen|(?:an|"
    r"vor)melden|bewerben|"
    r"(?:Tickets?|Plätze?|Platz)\s(?:sichern|frei|verfügbar|buchen))|(?:bitte |bis \S+ )?anmelden|aus(?:gebucht|"
    r"verkauft)|abgesagt|"
    r"entfällt|verschoben|(?:alle |Gäste |Interessierte )(?:sind )?(?:herzlich )?willkommen|herzlich willkommen|"
    r"(?:noch )?(?:(?:wenige|einige) )?Plätze (?:frei|verfügbar)|(?:jetzt )?Anmeldung (?:läuft|möglich|geöffnet|"
    r"gestartet|"
    r"freigeschaltet|ab sofort|noch|jetzt)\b.*|Save the Date|Eintritt frei|Neuer Termin)[\s.!+)\]]*$",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"^(?:\[[^\[\]]{2,24}\]|\+{2,}[^+]{3,30}\+{2,}|(?:Update|Heute|Morgen|Neu|Jetzt anmelden|"
    r"Letzte Chance):)\s+(?=\S{4})"
)
_NUMBER = re.compile(
    r"^(?:(?:Beschluss|Mitteilungs|Sitzungs)?[Vv]orlage|Drucksache|TOP|Az\.)\s?(?:Nr\.?\s)?[\dIVX][\d/IVX.-]*\s?[:–|-]\s(?=\S{4})"
)
_VERB_LEFT = re.compile(
    r"\s(?:ist|sind|war|waren|findet|finden|fand|fanden|startet|beginnt|kommt|kommen|steigt|tagt|läuft|lädt)$"
)
_DAY_OF = re.compile(r"(?:\d{1,2}\.\s)?(?:Tag|Woche|Nacht|Abend)\sde[rs]\s")
_QUOTED = re.compile(r"[„“\"»][^„“”\"»«]{5,80}[“”\"«]")
_MEET_AT = re.compile(  # "Ortsvorsteher aus dem ganzen Land treffen sich zum 3. Tag der Dörfer"
    rf"[{UPPER}][^:„“\"]{{3,80}}?\s(?:treffen|trafen|trifft|traf) sich (?P<link>zum|zur|beim|bei der)\s"
    rf"(?P<title>(?:\d{{1,2}}\.\s|[a-zäöüß]+en\s){{0,2}}[{UPPER}].{{4,80}})"
)
_COUNTED = re.compile(rf"\d{{1,2}}\.\s[{UPPER}][\w-]*(?:gespräch|tag|abend|fest|markt)\b")
LONGEST_SUBJECT = 7  # words of an event's name before what a headline says of it
SHORTEST_REST = 5  # characters of a title without what is put behind it


def without_call(title: str) -> str:
    """Return a headline without marks around it: "[Update] …", "… – jetzt anmelden!"."""
    title = _NUMBER.sub("", _TAG.sub("", title))
    shorter = _CALL.sub("", title)
    return shorter if len(shorter) >= SHORTEST_REST else title


def without_verb(words: str) -> str:
    """Return the subject of a sentence that was cut at its day: "Das Dorflabor ist" of "… ist am 3. Mai in X"."""
    shorter = _VERB_LEFT.sub("", words)
    if shorter == words or len(shorter) < SHORTEST_REST:
        return words
    return re.sub(r"^(?:Das|Der|Die|Unsere?)\s(?=[A-ZÄÖÜ„\d])", "", shorter)


def _unbound(words: str) -> str:
    """Return a subject as a title: "Das dritte Netzwerktreffen" as "Drittes Netzwerktreffen", "Die Dorfwoche" bare."""
    nth = re.match(r"(?P<article>Der|Die|Das)\s(?P<adjective>[a-zäöüß]+e)\s(?=[A-ZÄÖÜ])", words)
    if nth is not None:
        ending = {"Der": "r", "Das": "s"}.get(nth["article"], "")
        return f"{nth['adjective'].capitalize()}{ending} {words[nth.end() :]}"
    return re.sub(r"^(?:Der|Die|Das)\s(?=[A-ZÄÖÜ\d])", "", words) if len(words.split()) > 1 else words


def event_of(title: str) -> str:
    """Return the event that a headline names: "Unter dem Motto „…“ findet …", "Kreis lädt zur … ein"."""
    motto = _MOTTO.fullmatch(title) or _UNDER_THIS.fullmatch(title)
    title = motto["title"] if motto is not None else title
    invites = _INVITES_TO.fullmatch(re.sub(r"^[^:„]{3,60}:\s(?=[^:]*\slädt\s)", "", title))
    if invites is not None and EVENT_WORDS.search(invites["title"]):
        title = _WHITHER.sub("", straight(invites["link"], invites["title"]))
    sat = _SAT.fullmatch(title)
    if sat is not None:
        return _unbound(sat["title"])
    does = _DOES.search(title)
    before = title[: does.start()] if does is not None else ""
    if (
        before
        and (EVENT_WORDS.search(before) or _QUOTED.fullmatch(before) or _COUNTED.match(before))
        and len(before.split()) <= LONGEST_SUBJECT
        and not re.search("[,:?]", before)
    ):
        title = _unbound(before)
    came = _CAME_TO.fullmatch(title) or _MEET_AT.fullmatch(title)
    if came is not None and (EVENT_WORDS.search(came["title"]) or _DAY_OF.match(came["title"])):
        title = straight(came["link"], came["title"])
    if names_event(_PREDICATE.sub("", title)):
        title = _PREDICATE.sub("", title)
    told = _TELLS.search(title)
    if told is not None and names_event(title[: told.start()]):
        title = title[: told.start()]
    shorter = _SAYS.sub("", title)
    return shorter if names_event(shorter) or len(shorter.split()) > 1 else title
