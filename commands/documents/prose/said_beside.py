"""The words beside a name without what goes on behind them: marks, remarks, the title of a talk, the next sentence."""

import re

from commands.documents.prose.organisation_words import looks_like_organisation
from commands.documents.prose.vocabulary import OFFICES

_WORDS_AFTER = re.compile(  # where a sentence or the next row goes on behind a house
    r"\s+\d{1,2}[.:]\d\d\s*Uhr\b|(?<=e\.V\.)\s+(?=[a-zäöü])|(?<=e\. V\.)\s+(?=[a-zäöü])|"
    r"\s+mit\s+(?:einem|einer|seinem|ihrem|kurze\w+|dem\s(?:Thema|Titel|Vortrag|Impuls|Beitrag|Projekt))\b|"
    r"\s+(?:zum\sThema|zur\sFrage|unter\sdem\sTitel)\b|\s+(?:und|sowie)\s+(?:ein|eine[mnr]?|weitere\w*|viele\w*|andere\w*|zahlreiche\w*)\s|\s+(?:fand(?:en)?|findet|weitere[nr]?|zu\s(?:den|dem|der))\s|"
    r"\s+(?:Der|Die|Das|Im|In|Am|An|Auf|Mit|Bei|Nach|Seit|Zum|Zur|Eine?)\s+(?=[a-zäöüß]{3,}\s)|"
    r"\s+im\s(?:Gespräch|Interview|Dialog)\smit\b|"
    r"(?<!für)(?<!auf)(?<!gegen)(?<!\sin)(?<!\sum)(?<!durch)\s+die\s+(?=[a-zäöüß]+e[nrs]?\s[A-ZÄÖÜ])|"
    r"\s+(?:zwei|drei|vier|fünf|mehrere|verschiedene|zahlreiche|viele)\s|"
    r"\s+(?:nur|dann|jedoch|zudem|sodann|daher|deshalb|nicht|gerne?|sich|bereits|anschließend|ebenfalls|zunächst|ausdrücklich)\s|"
    r"\s+(?:Der|Im|Wir|Es|Nach|Beim|Dabei|Dies\w*)\s+(?=[A-ZÄÖÜ][a-zäöüß]+\s[a-zäöüß]{3,})|"
    r"\s+(?:im|in\s\w+|auf\s\w+)\s[\w-]+\sPlatz$|"
    r"\s+auf\s(?:die\sBühne|das\sPodium|dem\sPodium)\b"
)
_REMARK = re.compile(  # what stands behind a house and is no part of it: "(zu Ernährung)", "Kurzvita", a country
    r"\s\((?:zu|zum|zur|für|per|via|online|digital|siehe|u\.\s?a\.|seit|bis|ab)\s[^()]*\)?$|\s\((?:angefragt|zugesagt|tbc|online|digital|virtuell|verhindert|krank)\)$|\s(?:Kurz)?[Vv]ita$|(?<=\w\w)\s(?:Gesamt)?[Mm]oderation$|\s(?:Profil|Webseite|Website|Homepage)$|"
    r",\s(?:GB|UK|USA|AT|CH|NL|DE|BE|LU|FR|IT|PL|CZ|DK|SE|Österreich|Schweiz|Deutschland|Niederlande|Dänemark|Frankreich|Italien|Polen|Belgien)$"
)
_QUESTION = re.compile(r"(?<=\w)\s[“„\"»][^“”„\"»«]*[?!][“”\"«]$")  # the title of a talk behind a house
_PROJECT = re.compile(
    r"(\b[\w-]*Projekt(?:leit|koordinat|manag|referent|mitarbeit)\w*)\s[„\"»][^„“”\"»«]{3,90}[“”\"«]"
)
_AT_MINISTER = re.compile(r"(.*)\s(?:bei der|beim)\s(Bundes|Landes|Staats)minister(?:in)?(\s(?:für|des|der)\s.*)")


def said_beside(text: str) -> str:
    """Return what words beside a name say of office and house."""
    words = re.sub(r"\s*\((?:Gesamt)?[Mm]oderation\)|\s+[–-]\s+hinzufügen$", "", _tidy(text))
    words = _QUESTION.sub("", _PROJECT.sub(r"\1", _REMARK.sub("", words)))
    first, slash, second = words.partition("/")
    if slash and " " in first and OFFICES.match(second) and looks_like_organisation(first):
        words = first  # "Universität X/Sprecherin der Y"
    words = re.sub(
        r"^c/o\s+|\s\([^()]*-?[Mm]itglied\)$|\s\((?:Mitglied|Partner(?:in)?)\s(?:im|in|der|des|bei|beim)\s[^()]*\)?$|^em\.\s|,?\sMd[BL]$",
        "",
        words,
    )
    words = re.sub(r"\s+(?:a\. ?D\.?|i\. ?R\.?)(?=\s*(?:,|$|aus\b|in\b))", "", words).strip(" *,")
    words = _WORDS_AFTER.split(words)[0]
    words = re.split(rf"(?<=\w):\s(?={OFFICES.pattern})", words)[0]  # "Fraktion X: Sprecherin für Verkehr"
    return _AT_MINISTER.sub(r"\1 im \2ministerium\3", words)


def _tidy(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip(" ,;:–-|/\t")
    return re.sub(r"^\((.*)\)$", r"\1", words).strip()
