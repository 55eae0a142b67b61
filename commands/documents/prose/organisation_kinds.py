"""What kind of house a name is that of: a town, a party, none at all."""

import re

from commands.documents.prose.vocabulary import OFFICES, UPPER

_PARTY = re.compile(
    r"(?:SPD|CDU|CSU|CDU/CSU|FDP|GRÜNE|Grüne|AfD|BSW|FW|SPÖ|ÖVP|FPÖ|"
    r"(?:Die )?(?:Linke|LINKE)|Freien? Wählern?|Grünen|Linken|"
    r"Bündnis\s?90\s?/\s?(?:Die Grünen|DIE GRÜNEN)|"
    r"ÖDP|Volt|Piraten(?:partei)?|UWG|ÜWG|Bürgerliste|Wählergruppe|Wählervereinigung|"
    r"Unabhängige|parteilos|Freie Liste)"
)
_TOWN = (
    r"(?:(?:[A-ZÄÖÜ]\w+)?[Ss]tadt|Gemeinde|Markt|Flecken|Landkreis|Kreis|Samtgemeinde|Verbandsgemeinde|VG|Amt|Region|"
    r"Bezirk|Kommune|[A-ZÄÖÜ][\w-]+kreis)"
)
_OFFICE_OF_TOWN = re.compile(
    r"(?:[A-ZÄÖÜ][\w-]*(?:amt|abteilung|dezernat|referat|stelle|fachbereich|büro|förderung|planung|vertretung)"
    r"|Amt für .+)(?:\s.+)?"
)
_PART = re.compile(  # "des Jugendamtes", "Fachliche Leitstelle E-Akte"
    r"(?:des )?(?:[A-ZÄÖÜ][a-zäöüß]+(?:liche|ische|ale|er)[nrs]?\s)?(?:(?:[A-ZÄÖÜ][\w-]*(?:amt|referat|dezernat|büro|"
    r"abteilung|stelle|fachbereich|fachdienst|förderung|planung|aufsicht|management)|Abteilung|Referat|Dezernat|Fachbereich|Fachdienst|Sachgebiet|"
    r"Geschäftsbereich|Stabsstelle|Leitstelle|Fachstelle|Geschäftsstelle|Servicestelle|Koordinierungsstelle)(?:e?s)?"
    r"(?:\s(?!(?:der|des|im|am|bei|beim|vom|von|in)\s).*)?|(?:Zentrum|Institut)s?\s(?:für\s)?[^,]*)"
)
_HAS_PARTS = re.compile(
    r"^(?:Kanton|Land|Freistaat|Bezirk|Provinz|Zweckverband|Landratsamt|Regierungspräsidium|Bezirksregierung|[A-ZÄÖÜ]\w*ministerium)\b|"
    r"[Uu]niversität|[Hh]ochschule|\b(?:TU|FH|TH)\b|\be\.\s?V\.|\b(?:gGmbH|GmbH|AG|eG|AöR)\b"
)
_MEETING = re.compile(
    r"(?:Vorstand|\w*[Vv]eranstaltung|\w*[Tt]agung|\w*[Kk]onferenz|\w*[Tt]reffens?|[Ww]orkshops?|\w*[Kk]ongress(?:es)?)"
)
BUREAU = re.compile(
    r"(?:des )?(?:[A-ZÄÖÜ][a-zäöüß]+(?:büro|referat|dezernat)s?|(?:[A-ZÄÖÜ]\w+)?[Gg]eschäftsstelle|Sekretariats?|"
    r"[A-ZÄÖÜ]\w+stelle(?:\s\w+)?)"
    r"\s+(?P<link>des|der|im|beim)\s+(?=[A-ZÄÖÜ])"
)
COUNCIL = re.compile(
    r"(?:des )?\w*(?:[Bb]eirat|[Aa]usschuss|[Kk]uratorium|[Kk]ommission)(?:e?s)?\b"
)  # where nobody works
FIRM = re.compile(  # "Geschäftsführer Muster, Musterstadt": the second is the town
    rf"\w*(?:[Gg]eschäftsführer|[Vv]orstand|[Gg]ründer|[Ii]nhaber)(?:in)?\s(?P<firm>[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)*)"
)
OF_A_CALLING = re.compile(  # houses named for what their people are: "Verein Musterer Ingenieure", "Planwerker GmbH"
    r"(?:(?:Bundes|Landes|Zentral|Berufs|Fach)?(?:[Vv]erband|[Vv]erein|[Vv]ereinigung|[Kk]ammer)|Bund)\s(?:(?:der|[A-ZÄÖÜ]?[a-zäöüß]+er)\s)+"
    r"[A-ZÄÖÜ]\w+(?:\s(?:und\s)?[A-ZÄÖÜ]\w+)*(?:\s(?:in|im)\s[A-ZÄÖÜ]\w+)?(?:\s\([A-ZÄÖÜ][\w-]+\))?(?:\se\.\s?V\.)?|"
    r"[A-ZÄÖÜ][\w&-]+\s(?:g?GmbH|AG|eG|GbR|UG|mbB)"
)
_OF_SOMEBODY = re.compile(  # "Büro der Oberbürgermeisterin": of which house is not said
    rf"(?:des )?(?:[A-ZÄÖÜ]\w+)?(?:[Bb]üro|[Ss]ekretariat|[Ss]tab)s?\s(?:der|des)\s(?:{OFFICES.pattern})$"
)
_OF_A_KIND = re.compile(  # no name, but what many are
    r"(?:\w*(?:[Vv]ereinen?|Verbänden?|Städten?|Gemeinden|Behörden|Institutionen|Organisationen|Initiativen|Kirchen|Schulen|[Rr]äten?)|"
    r"Menschen(?:\s.*)?|Beginn(?:\s.*)?|Anfang(?:\s.*)?|Unternehmen|Gewerkschaften|Hochschulen|Universitäten|Firmen|Betriebe)(?:\s(?:und|sowie)\s\w+)?|Stadt|Land|Markt|Region|Kommunen?|Smart|Technische|Freie|Evangelische|"
    r"(?:Gesamt)?(?:[Pp]ersonalrat|[Bb]etriebsrat)(?:e?s)?|(?:Hanse|Landeshaupt|Universitäts)stadt|"
    r"Katholische|Kommunales?|Deutsche[rs]?|Team|Projekt|Plattform|"
    r"(?:Smart|Digital|Sozial|Lebendig|Nachhaltig|Engagiert)e[rs]?\s(?:Stadt|Kreis|Landkreis|Gemeinde|Region|Kommune)"
)

LAND = (
    r"(?:Baden-Württemberg|Bayern|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Mecklenburg-Vorpommern|Niedersachsen|"
    r"Nordrhein-Westfalen|Rheinland-Pfalz|Saarland|Sachsen|Sachsen-Anhalt|Schleswig-Holstein|Thüringen)"
)
COUNTRY = (
    r"(?:Deutschland|Österreich|Schweiz|Liechtenstein|Luxemburg|Frankreich|Italien|Spanien|Portugal|Polen|Tschechien|Slowakei|"
    r"Slowenien|Kroatien|Serbien|Ungarn|Rumänien|Bulgarien|Griechenland|Türkei|Ukraine|Russland|Litauen|Lettland|Estland|"
    r"Finnland|Schweden|Norwegen|Dänemark|Niederlande|Belgien|Großbritannien|England|Schottland|Irland|USA|UK|GB|Kanada|"
    r"Mexiko|Brasilien|Argentinien|Chile|Kolumbien|China|Japan|Indien|Israel|Syrien|Iran|Irak|Afghanistan|Australien|Südafrika|"
    r"Nigeria|Ghana|Kenia|Senegal|Kamerun|Togo|Europa)"
)
_NO_NAME = re.compile(  # what stands beside a name and is no name: a paper, an hour, a street, a short word
    r"(?:(?:Vortrags|Präsentations)?[Ff]olien|Präsentation|Slides|PDF|Video|Aufzeichnung|Mitschnitt|Amt|Abi(?:tur)?|"
    r"(?:Präsentation|Handout)\s.*|(?:Einführungs|Eröffnungs|Fach|Fest|Gast|Haupt|Impuls|Kurz)?[Vv]ortrag|Impuls|(?:Gesamt)?[Mm]oderation|Lesung|Herrn?|Frau|tb[acd]|angefragt|zugesagt|"
    r"Gesang|Sopran|Alt|Tenor|Bass|Bariton|Klavier|Piano|Orgel|Gitarre|Geige|Violine|Viola|Cello|Kontrabass|Harfe|Laute|"
    r"(?:Block|Quer)?[Ff]löte|Klarinette|Saxophon|Saxofon|Trompete|Posaune|Akkordeon|Schlagzeug|Percussion|Regie|"
    r"(?:Kategorien?|Schlagworte|Ort|Raum|Saal|Zeit|Uhrzeit|Datum|Fotos?|Bild|Quelle|Titel|Thema|Dauer|Treffpunkt|Zielgruppe|Kosten|Sprache|Inhalt|Format|Link|Tel|E-?Mail):.*|"
    r"(?:©|\(c\)).*|\d{1,2}\.\s(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?:\s\d{4})?|"
    r"[„\"»][^„“”\"»«]*[?!][“”\"«]|"
    r"UPDATE:?|Autor(?:en|innen)?|Tag\s\d+|(?:Dr|Prof|Mr|Ms|Mrs)\.\s(?!.*\b(?:GmbH|mbH|AG|KG|GbR|Stiftung)\b).*|[A-ZÄÖÜ][a-zäöüß]{1,6}\.|.*\bUhr(?:\s.*)?|\d+\s[a-zäöü].*|\d{1,2}[.:]\d\d(?:\s.*)?|\d{4}|"
    rf"{COUNTRY}(?:\s?[/&,]\s?{COUNTRY})*|"
    r".*(?:[Ss]tr\.|[Ss]traße|[Aa]llee|[Pp]latz|[Ww]eg)\s\d.*|[a-zäöüß]+(?<!e)(?<!er)(?<!es)(?<!en)\s(?:im|in|am|auf|zum|zur)\s.*)"
)

_SUBJECT = re.compile(  # what somebody studied or teaches
    r"(?:[A-ZÄÖÜ]\w*(?:wissenschaft(?:en)?|[a-zäöü]{2}logie|nomie|sophie|gogik|istik|metrie|technik|informatik|ökonomie)|Informatik|Mathematik|Physik|"
    r"Chemie|Biologie|Geologie|Jura|Medizin|Pädagogik|Philosophie|Geschichte|Architektur|Maschinenbau|Elektrotechnik|Bauingenieurwesen|"
    r"Raumplanung|Stadtplanung|Geogra(?:f|ph)ie|Theologie|Politik|Kunst|Psychologie)(?:\sund\s[A-ZÄÖÜ]\w+(?:wissenschaft(?:en)?|logie|istik|technik|informatik))?"
)
_TRADE = re.compile(  # what somebody lives by, and no house: "Mediator", "Architektin"
    r"(?:[\w.]+-)?\w*(?:[Aa]rchitekt|[Gg]eogra[fp]h?|[Pp]laner|[Jj]ournalist|[Aa]utor|[Bb]erater|[Mm]oderator|[Cc]oach|[Tt]rainer|"
    r"[Pp]ädagog|[Ss]oziolog|[Pp]sycholog|[Jj]urist|[Rr]echtsanw[aä]lt|[Ii]ngenieur|[Uu]nternehmer|"
    r"[Ss]chriftsteller|[Kk]ünstler|[Kk]urator|[Rr]egisseur|[Ff]ilmemacher|[Mm]usiker|[Ff]otograf|[Dd]esigner|[Hh]istoriker|"
    r"[Ss]upervisor|[Mm]ediator|[Rr]eferent|[Dd]ozent|(?:Bäcker|Maler|Tischler|Schreiner|Zimmer|Metzger|Fleischer|Friseur|"
    r"Elektro|Maurer|Schlosser|Dachdecker|Handwerks)meister|[Ww]inzer|[Gg]ärtner|[Ss]chäfer|[Ff]örster|[Hh]andwerker|[Hh]ändler|"
    r"[Gg]astwirt|[Ll]andwirt|[Tt]eichwirt|[Aa]potheker|[Dd]olmetscher|[Tt]exter|[Bb]logger|(?:[Aa]rchiv|[Kk]ranken|[Aa]lten|[Dd]enkmal|[Hh]eimat)pfleger|(?:[Gg]emeinde|[Ss]tadt)schreiber|[Zz]eichner|[Ii]llustrator|[Gg]rafiker|[Bb]ildhauer|[Tt]änzer|[Cc]horeogra[fp]h?|[Kk]abarettist|[Ss]änger|[Pp]hysiker|[Cc]hemiker|[Bb]iolog|[Öö]konom|[Pp]hilosoph|[Tt]heolog|[Ää]rzt|Arzt|[Nn]otar|[Rr]ichter|[Ss]teuerberater|[Ss]tatistiker|[Ii]nformatiker|[Pp]rogrammierer|[Ee]ntwickler|[Üü]bersetzer|[Ll]ektor)(?:e|in)?"
)


def is_trade(word: str) -> bool:
    """Tell whether a word says what somebody lives by, and no house."""
    return _TRADE.fullmatch(word) is not None


def is_office_of_town(name: str | None) -> bool:
    """Tell whether a name is that of a part of a town hall ("Stadtplanungsamt")."""
    return name is not None and _OFFICE_OF_TOWN.fullmatch(name) is not None


def is_party(name: str) -> bool:
    """Tell whether a name is that of a party, which is nobody's house."""
    return _PARTY.fullmatch(name) is not None


def is_no_house(name: str) -> bool:
    """Tell whether a name is that of a party, a meeting or somebody's bureau."""
    if re.match(rf"(?:{_PARTY.pattern})\s(?:im|in)\s", name):
        return True
    return any(
        pattern.fullmatch(name) is not None
        for pattern in (_PARTY, _MEETING, _OF_SOMEBODY, _OF_A_KIND, _NO_NAME, _SUBJECT)
    )


def starts_with_town(name: str) -> bool:
    """Tell whether a name begins with what a municipality calls itself ("Stadt Musterhausen")."""
    return re.match(rf"{_TOWN}\s+[{UPPER}]|[{UPPER}][\w-]+kreis\b", name) is not None


def works_alone(office: str | None) -> bool:
    """Tell whether somebody works for no house: "freiberuflicher Planer", "freie Journalistin"."""
    return (
        office is not None
        and re.match(r"[Ff]reiberuflich|[Ss]elbstständig|[Ff]reie[rs]? \w+(?:in|er|ist)\b", office) is not None
    )


def is_within(inner: str, outer: str) -> bool:
    """Tell whether the second is the house of the first: an institute and its university."""
    return (
        re.match(r"(?:Institut|Fakultät|Lehrstuhl|Fachbereich|Department|Seminar|Center|Centre|Zentrum)\b", inner)
        is not None
        and re.search(r"(?:[Uu]niversität|[Hh]ochschule|\bTU\b|\bFH\b)", outer) is not None
    )


def is_part_of(inner: str, outer: str) -> bool:
    """Tell whether the second house is that of which the first is a part: "Leitstelle E-Akte", "Landkreis X"."""
    return _PART.fullmatch(inner) is not None and (starts_with_town(outer) or _HAS_PARTS.search(outer) is not None)
