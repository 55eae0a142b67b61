"""German words that tell what a part of a text is: roles, offices, organisations, kinds of sessions and events."""

import re
from functools import lru_cache
from importlib.resources import files

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈČĎĐĒĘĚĞĢĪİĶĻŁŃŅŇŌŐŒŔŘŚŜŞŠŢŤŪŮŰŹŻŽ"
LOWER = "a-zß-öø-ÿāăąćĉčďđēęěğģīıķļłńņňōőœŕřśŝşšţťūůűźżž"


@lru_cache
def word_list(filename: str) -> frozenset[str]:
    """Return the words of a list that lies beside this module."""
    return frozenset((files("commands.documents.prose") / filename).read_text("utf-8").split())


def given_names() -> frozenset[str]:
    """Return common given names in Germany; they only weigh as evidence, other names are found by their place."""
    return word_list("given_names.txt")


ROLES = {
    "moderation": "Moderation", "moderator": "Moderation", "moderatorin": "Moderation", "moderiert von": "Moderation",
    "moderator:in": "Moderation", "moderation und einführung": "Moderation", "gesamtmoderation": "Moderation",
    "tagesmoderation": "Moderation", "moderierende": "Moderation", "durch den tag führt": "Moderation",
    "chair": "Moderation", "chairs": "Moderation",
    "impuls": "Impuls", "impulse": "Impuls", "impulsgeber": "Impuls", "impulsgeberin": "Impuls",
    "impulsgeber:innen": "Impuls", "impulsgebende": "Impuls", "impulsvortrag": "Impuls", "impulsvorträge": "Impuls",
    "impulsreferat": "Impuls", "input": "Input", "inputs": "Input", "inputgeber": "Input", "inputgeberin": "Input",
    "inputgeber:innen": "Input", "inputgebende": "Input", "inputvortrag": "Input",
    "referent": "Referat", "referentin": "Referat", "referenten": "Referat", "referentinnen": "Referat",
    "referent:in": "Referat", "referent:innen": "Referat", "referent*innen": "Referat", "referent_innen": "Referat",
    "referent*in": "Referat", "referent/in": "Referat", "referent/-in": "Referat", "referent(in)": "Referat",
    "referierende": "Referat", "referierender": "Referat", "referat": "Referat", "referate": "Referat",
    "referentinnen und referenten": "Referat", "referenten und referentinnen": "Referat", "referent/innen": "Referat",
    "vortrag": "Vortrag", "vorträge": "Vortrag", "vortragende": "Vortrag", "vortragender": "Vortrag",
    "fachvortrag": "Vortrag", "praxisvortrag": "Vortrag", "speaker": "Vortrag", "speakerin": "Vortrag",
    "speaker:innen": "Vortrag", "praxisbeispiel": "Vortrag", "praxisbericht": "Vortrag", "es sprechen": "Vortrag",
    "keynote": "Keynote", "keynote-speaker": "Keynote", "keynotespeaker": "Keynote", "keynote-speakerin": "Keynote",
    "podium": "Podium", "podiumsdiskussion": "Podium", "panel": "Podium",
    "panelists": "Podium", "panelisten": "Podium", "auf dem podium": "Podium", "es diskutieren": "Podium",
    "podiumsteilnehmende": "Podium", "diskutanten": "Podium", "diskussionsteilnehmende": "Podium",
    "diskussion mit": "Podium", "diskussionsrunde mit": "Podium", "podiumsdiskussion mit": "Podium",
    "podiumsgespräch mit": "Podium", "gesprächspartner": "Podium", "gäste": "Podium", "im gespräch": "Podium",
    "paneldiskussion mit": "Podium", "talkrunde mit": "Podium", "gesprächsrunde mit": "Podium", "talk mit": "Podium",
    "gestaltet von": "Gestaltung", "gestaltung": "Gestaltung", "durchgeführt von": "Gestaltung",
    "durchführung": "Gestaltung", "workshopleitung": "Leitung", "leitung": "Leitung", "seminarleitung": "Leitung",
    "geleitet von": "Leitung", "leitung und moderation": "Leitung", "dozent": "Leitung", "dozentin": "Leitung",
    "dozent:in": "Leitung", "trainer": "Leitung", "trainerin": "Leitung", "kursleitung": "Leitung",
    "reflexion": "Reflexion", "kommentar": "Kommentar", "kommentierung": "Kommentar", "resümee": "Reflexion",
    "grußwort": "Grußwort", "grußworte": "Grußwort", "begrüßung": "Begrüßung", "eröffnung": "Begrüßung",
    "protokoll": "Protokoll", "protokollführung": "Protokoll", "protokollantin": "Protokoll",
    "protokollant": "Protokoll", "schriftführung": "Protokoll", "dokumentation": "Protokoll",
    "einführung": "Einführung", "mit": "Mitwirkung", "mitwirkende": "Mitwirkung", "beteiligte": "Mitwirkung",
    "mit dabei": "Mitwirkung", "expertin": "Mitwirkung", "experte": "Mitwirkung", "expert:innen": "Mitwirkung",
    "expertinnen und experten": "Mitwirkung", "themenpate": "Mitwirkung", "themenpatin": "Mitwirkung",
    "tischpate": "Leitung", "tischpatin": "Leitung", "tischpat*in": "Leitung", "tischpat:in": "Leitung",
    "tischpaten": "Leitung", "tischleitung": "Leitung", "tischmoderation": "Moderation", "gruppenleitung": "Leitung",
    "gastgeber": "Mitwirkung", "gastgeberin": "Mitwirkung", "sitzungsleitung": "Leitung", "gastgebende": "Mitwirkung",
    "sessiongeber": "Leitung", "sessiongeberin": "Leitung",
    "sessiongebende": "Leitung", "sessiongeber:in": "Leitung", "schriftführer": "Protokoll",
    "protokollführer": "Protokoll",
    "begrüßung durch": "Begrüßung", "eröffnung durch": "Begrüßung", "sessionleitung": "Leitung",
    "tagungsleiter": "Leitung", "tagungsleiterin": "Leitung", "tagungsleitung": "Leitung", "leiter": "Leitung",
    "podiumsgäste": "Podium", "podiumsteilnehmer": "Podium", "expertinnen": "Mitwirkung", "experten": "Mitwirkung",
    "vorsitz": "Leitung", "berichterstatter": "Vortrag", "berichterstatterin": "Vortrag",
    "berichterstattung": "Vortrag",
}  # fmt: skip

FIELDS = {
    "datum": "date", "termin": "date", "wann": "date", "tag": "date", "zeitraum": "date", "termine": "date",
    "datum und uhrzeit": "date", "datum und zeit": "date", "zeit und ort": "date", "veranstaltungsdatum": "date",
    "datum / uhrzeit": "date", "datum/uhrzeit": "date", "termin und ort": "date", "datum und ort": "date",
    "uhrzeit": "time", "zeit": "time", "beginn": "begin", "start": "begin", "beginn der sitzung": "begin",
    "sitzungsbeginn": "begin",
    "veranstaltungsbeginn": "begin", "ende der sitzung": "end", "sitzungsende": "end", "veranstaltungsende": "end",
    "beginn der veranstaltung": "begin", "ende der veranstaltung": "end", "einlass": "skip", "ende": "end",
    "dauer": "time", "beginn und ende": "time", "beginn / ende": "time", "beginn/ende": "time", "von / bis": "time",
    "redaktionsschluss": "skip", "druckfassung": "skip", "bearbeitungsstand": "skip", "anmeldefrist": "skip",
    "anmeldung bis": "skip", "rückmeldung": "skip", "rückmeldung bis": "skip", "frist": "skip", "erstellt": "skip",
    "veranstaltungszeit": "time", "sitzungsdauer": "time", "veranstaltungsdauer": "time", "tagungsdauer": "time",
    "sitzungszeit": "time", "dauer der sitzung": "time", "dauer der veranstaltung": "time", "zeitrahmen": "time",
    "ort": "place", "wo": "place", "veranstaltungsort": "place", "tagungsort": "place", "treffpunkt": "place",
    "adresse": "place", "location": "place", "raum": "place", "ort der veranstaltung": "place", "sitzungsort": "place",
    "ort des geschehens": "place", "kursort": "place",
    "format": "mode", "art der veranstaltung": "mode", "veranstaltungsart": "mode", "durchführungsform": "mode",
    "veranstaltungsformat": "mode", "teilnahmeform": "mode",
    "veranstalter": "organiser", "veranstalterin": "organiser", "veranstaltet von": "organiser",
    "veranstaltende": "organiser", "veranstalter:in": "organiser", "veranstalter*in": "organiser",
    "organisation": "organiser", "organisator": "organiser", "ausrichter": "organiser", "gastgeber": "organiser",
    "eine veranstaltung von": "organiser", "eine veranstaltung der": "organiser",
    "eine veranstaltung des": "organiser",
    "organisiert von": "organiser", "träger": "organiser", "veranstalter und organisator": "organiser",
    "thema": "title", "titel": "title", "betreff": "title", "veranstaltung": "title",
    "titel der veranstaltung": "title",
    "anmeldung": "skip", "anmeldeschluss": "skip", "kosten": "skip", "teilnahmegebühr": "skip", "kontakt": "contact",
    "ansprechpartner": "contact", "ansprechpartnerin": "contact", "ansprechperson": "contact", "stand": "skip",
    "zielgruppe": "target", "teilnehmende": "attendance", "anwesend": "attendance", "anwesende": "attendance",
    "teilnehmer": "attendance", "teilnehmerinnen und teilnehmer": "attendance", "entschuldigt": "skip",
    "verteiler": "skip", "veröffentlicht": "skip", "veröffentlicht am": "skip", "autor": "skip", "autorin": "skip",
    "foto": "skip", "fotos": "skip", "bild": "skip", "text": "skip", "redaktion": "skip", "quelle": "skip",
    "erscheinungsdatum": "skip", "veröffentlichungsdatum": "skip", "erscheinungstag": "skip",
    "datum der meldung": "skip",
    "berichterstellung": "skip", "redaktionsteam": "skip", "fotograf": "skip", "fotografin": "skip", "druck": "skip",
    "layout": "skip", "satz": "skip", "redaktion und text": "skip",
    "rückfragen": "contact", "pressekontakt": "contact", "video": "skip", "grafik": "skip", "erschienen": "skip",
}  # fmt: skip

KINDS = (
    "Workshop", "Fachforum", "Forum", "Werkstatt", "Praxiswerkstatt", "Ideenwerkstatt", "Arbeitsgruppe", "AG", "Panel",
    "Fachpanel", "Session", "Block", "Themenblock", "Modul", "Thementisch", "Tisch", "Themeninsel", "Station", "Track",
    "Praxisforum", "Dialogforum", "Themenforum", "Diskussionsforum", "Parallelforum", "Fachworkshop", "Impuls",
    "Vortrag", "Impulsvortrag", "Keynote", "Slot", "Barcamp-Session", "Breakout-Session", "Breakout", "Lab", "Labor",
    "Sektion", "Runde", "Teil", "Gruppe", "Kleingruppe", "Webinar", "Praxisdialog", "Deep Dive", "Input",
    "Inputvortrag", "Seminar", "Exkursion", "Themenraum", "Raum", "Fachgespräch", "Themenworkshop", "Masterclass",
    "Tagesordnungspunkt", "TOP", "Beitrag", "Referat", "Kurs", "Sitzung", "Programmpunkt",
    "Dialoginsel", "Fachvortrag",
    "Thema", "Praxisbeispiel", "Good Practice", "Themensession", "Pitch", "Parallelworkshop", "WS", "Podium",
    "Podiumsdiskussion", "Panelsession", "Fachsession", "Cluster", "Praxisbericht", "Erfahrungsbericht",
    "Fachprogramm", "Fachveranstaltung",
    "Talk", "Talkrunde", "Gesprächsrunde",
)  # fmt: skip

# What an agenda item is, by a word in its title; the first that fits counts.
ITEM_KINDS = tuple((kind, re.compile(words)) for kind, words in (
    ("Pause", r"\b\w*pause\b|mittagessen|mittagsimbiss|imbiss|\blunch|snack|kaffee\b|\babendessen|\bbuffet"),
    ("Ankommen", r"\bankommen|anmeldung und|registrierung|einlass|check-?in|\bankunft|\beintreffen|\beinwahl"),
    ("Podium", (
        r"podium|panel|diskussionsrunde|paneldiskussion|fishbowl|talkrunde|\btalk\b|gesprächsrunde|"
        r"streitgespräch"
    )),
    ("Keynote", r"keynote"),
    ("Impuls", r"\bimpuls|\binput\b|\binputs\b|inputvortrag"),
    ("Workshop", r"workshop|\bworkshops\b"),
    ("Begrüßung", r"begrüßung|eröffnung|willkommen|grußwort|auftakt|einführung in den tag"),
    ("Exkursion", r"exkursion|führung|rundgang|besichtigung|stadtspaziergang|besuch "),
    ("World Café", r"world ?-?caf[eé]"),
    ("Markt", r"marktplatz|markt der möglichkeiten|messe|ausstellung|posterpräsentation|postersession"),
    ("Arbeitsphase", r"arbeitsphase|arbeitsgruppe|gruppenarbeit|gruppenphase|breakout|arbeitsrunde"),
    ("Abschluss", (
        r"abschluss|verabschiedung|schlusswort|ausklang|ende der veranstaltung|get[- ]?together|netzwerken|"
        r"networking|resümee|fazit|abschied"
    )),
    ("Vortrag", r"vortrag|vorträge|referat\b|bericht aus|praxisbericht|praxisbeispiel"),
    ("Diskussion", r"diskussion|austausch|plenum|fragerunde|gespräch"),
    ("Präsentation", r"präsentation|vorstellung|pitch"),
    ("Einführung", r"einführung|einleitung|einstieg"),
))  # fmt: skip

EVENT_WORDS = re.compile(
    r"\b\w*(?:workshop|konferenz|kongress|tagung|fach-?tag|forum|fachforum|treffen|veranstaltung|seminar|webinar|"
    r"barcamp|hackathon|akademie|symposium|werkstatt|stammtisch|arbeitskreis|sitzung|dialog|austausch|netzwerktreffen|"
    r"klausurtagung|convention|messe|festival|gipfel|camp|café|cafe|runde|tage|sprechstunde|infoabend|sabend|"
    r"bürgerversammlung|vortragsreihe|reihe|schulung|auftakt|fachgespräch|meetup|summit|lab|sommerschule|winterschule|"
    r"kick-?off|kolloquium|colloquium|symposion|festakt|jubiläum|geburtstag|versammlung|fortbildung|konvent|infotag|"
    r"arbeitsgespräch|(?:dorf|film|heimat|energie|themen|eltern|vortrags|gesprächs|bürger|unternehmer|kultur|lese|"
    r"klima|"
    r"digital|netzwerk|frauen|jugend|helfer|ehren|gründer|wirtschafts|umwelt|senioren|kennenlern)abend|"
    r"(?:neujahrs|sommer|jahres|ehrenamts)empfang|(?:eröffnungs|jubiläums|abschluss|einweihungs|jahres)feier|"
    r"(?:sommer|dorf|stadt|stadtteil|vereins|straßen|herbst|frühlings|familien|nachbarschafts|bürger|jubiläums)fest|"
    r"(?:unternehmer|bürgermeister|wirtschafts|frauen|netzwerk|digital)frühstück|lehrgang|klausur|hearing|klausur|"
    r"tagesseminar|auftaktveranstaltung)(?:s|en|"
    r"e|es)?\b",
    re.IGNORECASE,
)

OFFICES = re.compile(
    r"\b(?![\w-]*(?i:konferenz|gremium|input|vortrag|gespräch|talk|wissen|gruppe|runde|team|ministerium|büro|verband|verein|verlag|kammer|netzwerk|brunch|tag|wahl|amt|"
    r"sprechstunde|pädagogik|soziologie|psychologie|geogra[fp]h?ie|architektur|direktorat|rektorat|dekanat|"
    r"mitgliederversammlung|mitgliedschaft|studentenwerk|unternehmerschaft)(?:e?s|e?n)?\b)(?:stellv(?:ertretende[rn]?|\.)?\s+|ehem(?:alige[rn]?|\.)?\s+|[Ee]rste[rn]?\s+|"
    r"vorm\.\s+|komm\.\s+|geschäftsführende[rn]?\s+|"
    r"wissenschaftliche[rn]?\s+|leitende[rn]?\s+|hauptamtliche[rn]?\s+)*"
    rf"(?:[{UPPER}][\w/&-]*)?(?:[Bb]ürgermeister|[Ll]andrat|[Ll]andrät|[Bb]eigeordnet|[Dd]ezernent|[Ss]tadtdirektor|"
    r"[Kk]ämmer(?:er|in)|[Ss]tadtr[aä]t(?:in)?\b|[Ll]eiter(?:s|in)?\b|[Ll]eitung\b|[Gg]eschäftsführ|"
    r"[Vv]orst(?:and|änd)|[Vv]orsitzend|"
    r"[Pp]räsident|[Ss]precher|[Rr]eferent|[Mm]inister(?:in|s)?\b|[Ss]taatssekretär|[Dd]ire[kc]tor|"
    r"[Pp]rofessor|[Mm]anager|"
    r"[Bb]eauftragt|[Bb]eauftr\.|[Kk]oordinator|[Kk]oordination\b|[Bb]erater|[Mm]itarbeiter|[Mm]itarbeitend|"
    r"[Ww]issenschaftler|[Gg]ründer|[Oo]rganisator|"
    r"[Ii]nhaber|(?<![+&]\s)[Pp]artner(?:in)?\b|[Rr]ektor|[Oo]berrat\b|[Aa]mtsrat\b|[Rr]egierungsr[aä]t|[Mm]inisterialr[aä]t|[Ss]enatsr[aä]t|[Mm]inisterialdirig|"
    r"[Bb]eamt(?:er|e|in)\b|[Vv]orsteher|[Ii]nitiator|[Bb]etreiber|[Ss]chatzmeister|[Kk]assier|[Pp]hysiker|[Pp]sycholog|[Gg]eograf|[Gg]eograph|[Kk]anzler|"
    r"[Dd]ekan|[Aa]bgeordnet|[Ss]enator|[Ss]ekretär|[Rr]edakteur|"
    r"[Jj]ournalist|[Mm]oderator|[Aa]rchitekt|[Pp]laner(?:in)?\b|[Tt]rainer|[Cc]oach|[Ee]xpert|[Mm]itglied|[Kk]urator|"
    r"[Ff]orscher|[Aa]nalyst|[Ee]ntwickler|[Ii]ngenieur|[Jj]urist|[Rr]echtsanw|[Aa]nwalt|[Aa]utor|"
    r"[Ss]peaker|[Oo]fficer|"
    r"[Cc]hef(?:in)?\b|[Ll]ead\b|[Hh]ead\b|[Ff]ührer|[Kk]ommissar|[Bb]otschafter|[Dd]ozent|[Ll]ehrer|[Pp]farrer|"
    r"[Pp]räses|[Oo]bmann|[Aa]mtsleit|[Hh]auptgeschäftsf|[Aa]bteilung|[Gg]eneralsekretär|[Ii]ntendant|[Pp]ädagog|"
    r"[Ss]oziolog|[Ii]nformatiker|[Vv]ertreter|[Pp]rokurist|[Vv]erantwortlich|[Uu]nternehmer|[Aa]ktivist|"
    r"[Aa]ssisten[tz]|[Cc]onsultant|[Ss]chirmherr|[Kk]reisr[aä]t(?:in)?\b|[Bb]ezirksr[aä]t(?:in)?\b|[Ss]tudent)\w*"
    rf"|\b(?:[{UPPER}][\w-]*)?(?:[Kk]ustod|[Aa]rchivar|[Bb]ibliothekar|[Hh]istoriker|[Ss]achbearbeiter|[Ss]uperintendent|"
    r"[Ss]tadtverordnete|[Ss]ozialarbeiter|[Bb]randmeister|[Bb]randinspektor|(?:[Kk]reis|[Ll]andes|[Bb]ezirks)bäuer|"
    r"[Oo]bfrau|[Kk]andidat|[Kk]assenwart|[Kk]ommandant|[Ss]chriftsteller|[Kk]ünstler|"
    r"(?:[Bb]io|[Gg]eo|[Aa]rchäo|[Pp]olito|[Öö]ko|[Ee]thno|[Tt]heo)log|[Ll]andwirt|[Pp]ublizist|[Ss]treetworker|[Ee]rzieher|[Zz]eitzeug|(?:[Ll]andes|[Bb]au)r(?:at|ätin)|[Rr]ichterin|[Pp]astor)(?:e|er|in|n|s)?\b"
    r"|\bOB(?:M|in)?\b|\bVors\.|\bGF\b|\bC[DITEOF]O\b|\bMd[BLE]P?\b|\ba\. ?D\.|"
    r"\bi\. ?R\.|\bProjektleit\w+|\bChief \w+(?: \w+)? Officer"
)

# What ends in a full stop inside the name of a house or an office: "Thür. Landgesellschaft", "Parl. Staatssekretär".
ABBREVIATIONS = (
    r"Thür|Sächs|Niedersächs|Bayer|Hess|Brandenb|Württ|Westf|Nds|Dt|Ev|Kath|Staatl|Städt|Techn|Parl|Wiss|Univ|Abt|Ref|"
    r"Dez|Inst|Lkr|Gem|Stellv|Ltd|Reg|Geschäftsf|Vors|Landesverb|Hochsch|Bundesverb|Hl|stellv|ehem|komm|wiss|vorm|kfm|techn|ev|kath|kirchl|landw|luth|reform|röm|orth|meth"
)

UNITS = re.compile(
    r"^(?:der |des |im |in der )?(?:Abteilung|Referat(?:e?s)?|Fachbereich(?:e?s)?|Fachdienst(?:e?s)?|"
    r"Dezernat(?:e?s)?|Stabsstelle|Stabstelle|"
    r"Sachgebiet(?:e?s)?|Bereich(?:e?s)?|Programmbereich(?:e?s)?|Fachgebiet(?:e?s)?|Lehrstuhl(?:e?s)?|"
    r"Geschäftsbereich(?:e?s)?|Ressort|Stabsbereich|Sachbereich|Amt(?:es)?|Fachamt|"
    r"Projektgruppe|Projektteam|Team|Arbeitsbereich|Hauptamt|Ordnungsamt|Stabsabteilung|Wirtschaftsförderung|"
    r"Projektleitung|Abteilungsleitung|Leitung)\b"
)

_VENUE = (
    r"(?:Rathaus|Saal|Halle|Haus|Raum|Zentrum|Forum|Hub|Schule|Museum|Hotel|Theater|Bibliothek|Campus|"
    r"Universität|Hochschule|Schloss|Kloster|"
    r"Gasthof|Bahnhof|Kirche|Akademie|Stadion|Kreishaus|Labor|Lab|Werkstatt|Center|"
    r"Jugendherberge|Stätte|Gasthaus|Gaststätte|Räumlichkeiten?|Räumen|Räume|Schloß|Bühne|Pavillon|Remise|Mensa|"
    r"Bildungswerk|Werk|Speicher|Centrum|Landtag|Ministerium|Institut|Landratsamt|Aula|Foyer|Kulturzentrum|Fabrik|"
    r"Scheune|Kino|Zone|Lounge|Mühle|Zelt|Kantine|Casino|Loft|Atelier|Gebäude|"
    r"Residenz|Orangerie|Gutshof|Hofgut|Rittergut|Pfarrheim|Vereinsheim|Sportheim|Schützenheim|Bürgertreff|Stadl|"
    r"Scheuer|Brauerei|Schänke|Arena|Marktplatz|Festplatz|Dorfplatz|Kirchplatz|Schlosspark|Stadtpark|Festwiese|"
    r"(?:Kreis|Stadt|Gemeinde)verwaltung|Hütte|Space|Villa|Palais|Galerie|Studio|Stube|Gelände|Gymnasium|Kolleg|"
    r"Bücherei|"
    r"Kita|Synagoge|Moschee|Sternwarte|Kaserne|(?:Stadt|Kreis|Landes|Staats)archiv|(?:Rats|Wein|Gewölbe)keller|"
    r"(?:Feuer|Polizei)wache|(?:Dorf|Stadtteil|Nachbarschafts|Hof|Welt)laden|(?:Innen|Kultur|Bauern|Museums|Kloster|"
    r"Schul|"
    r"Pfarr|Bau)hof|(?:Stadt|Bier|Schul|Kloster|Kur|Schloss)garten|(?:Kur|Bürger|Volks|Innovations|Technologie|Gewerbe|Medien)park|"
    r"(?:Jugend|Stadtteil|Nachbarschafts|Quartiers)treff)"
)
ACADEMY = re.compile(r"\b(?:[A-ZÄÖÜ][a-zäöüß]+e\s)?[\w-]*Akademie\b")  # a house, though others are events
TAVERN = re.compile(r"\b(?:[\w-]*Café|[\w-]*Cafe|[\w-]*Restaurant|Bistro|Weingut|[\w-]*[Ww]irtschaft(?=\s„))\b")
VENUE_WORD = re.compile(
    rf"\b[\w-]*{_VENUE}(?:e?s|n|en|ern?)?\b|\b\w*(?:{_VENUE.lower()})(?:s|n|en)?\b|\b\w*(?:[Ss]traße|[Ss]tr\.|"
    rf"[Pp]latz|[Aa]llee|weg)\s+\d+|"
    rf"\b\d{{5}}\s+[{UPPER}]"
)
