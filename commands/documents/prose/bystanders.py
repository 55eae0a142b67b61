"""People whom a sentence only names: who took a picture, is thanked, honoured or read from, and who was not there."""

import re

from commands.documents.prose.vocabulary import OFFICES

_CREDIT = re.compile(
    r"\b(?:[Vv]eröffentlicht|[Vv]erfasst|[Ee]rstellt|[Gg]eschrieben)\s(?:am|um)\s[^!?]{5,40}\svon\s$|(?:\b(?:Veröffentlicht|Verfasst|Fotos?|Bild(?:er|nachweis)?|Grafik|Text|Video|Autor\w*|Redaktion|"
    r"Illustration\w*|Kontakt|Bericht\w*erstellung|Redaktionsteam|Fotograf\w*|Druck|Satz|Layout|"
    r"Ansprechpartner\w*|Anmeldung(?:en)? (?:bei|an)|Rückfragen|Lizenz|"
    r"(?:Bild)?[Qq]uelle|Copyright|[Aa]ktualisiert|[Ee]rstellt|[Gg]eschrieben)\b\s*(?::|"
    r"von\b(?!\s(?:links|rechts)\b)|/|\(|©)|©|&#169;|&copy;|"
    r"\(c\))\W*(?:\w+\W+){0,3}$"
)
_CONTACT = re.compile(
    r"\bsteh\w*\s+(?:Ihnen|Euch)\b|\b[Ww]enden\s+(?:Sie|Ihr)\b|\b[Mm]elden\s+Sie\b|per (?:E-)?Mail (?:an|bei)\b|"
    r"Ansprechpartner\w*(?:\s+(?:ist|sind|war)\b|\s*:)|(?:Ihr|Ihre|Eure?|Unsere?)\s+Ansprech\w+|Rückfragen|"
    r"[Ff]ür weitere Informationen|Weitere (?:Informationen|Auskünfte|Infos) (?:erteil|geb|gib|erhalten|bei|über)|"
    r"Auskünfte? (?:erteil|gib|geb)|"
    r"\bbei\s(?:Frau\s|Herrn\s)?[A-ZÄÖÜ][^.!?]{2,90}\s(?:anmelden|anzumelden|melden|zu\smelden)\b|"
    r"\bAnmeldung(?:en)?\b.{0,40}\b(?:bei|an)\b|\bAnmeldung(?:en)?\s(?:ist|sind|wird|werden)\b[^.!?]{0,30}:|"
    r"\b[Mm]elde[tn]?\s(?:euch|dich|sich)\b[^.!?]{0,120}\bbei\b"
)
_THANKS = re.compile(
    r"\bDank\s+(?:gilt|geht|gebührt|gehen)\b|\bgilt\b[^.!?]{0,80}\bDank\b|\b[Ww]ir\s(?:be)?danken\b|"
    r"\b(?:[Hh]erzlichen|[Vv]ielen|[Bb]esten)\sDank\s?[!.]*$|"
    r"\bsei(?:en)?\b[^.!?]{0,60}\bgedankt\b|"
    r"\bdanken\s(?:wir|auch|ihm|ihr)\b|\bDanke(?:schön)?\san\b|\bDank\b[^.!?]{0,30}\san\b"
)
_SPOKE = re.compile(r"[Rr]efer(?:ent|ier)|Podium|[Mm]oder|Vortr|Impuls|diskutier|begrüßt|eröffnet")
_CARD = re.compile(r"[^.!?;„]{0,60}\b(?:Tel\.?|Telefon|Fax|E-?Mail)(?:\s*:|\s\d)")  # an address
_FRONT = rf"(?:(?:{OFFICES.pattern})\s)?(?:Herrn\s|Herr\s|Frau\s)?"
_ABSENT = re.compile(
    r"\b(?:vertritt|[Ii]n Vertretung (?:für|von)|[Ss]tellvertretend für|"
    r"[Aa]nstelle (?:von|de[rs] (?:erkrankt|verhindert)en)|anstatt|"
    r"(?:nicht anwesend|abwesend|entschuldigt|erkrankt|verhindert|verstorben)e[nrs]?|"
    rf"(?:der|des|dem|die|den) (?:damalige|verstorbene)[nr]?|Nachfolger(?:in)? (?:für|von)|Nachfolge von)\s{_FRONT}$"
)
_NOT_THERE = re.compile(  # "A B (nicht anwesend)", "A B leider wegen … nicht vor Ort", "A B (1881–1973)", "A B (@ab)"
    r"\s*\(?(?:leider\s|krankheitsbedingt\s)?(?:[a-zäöüß]+\s[\w-]+\s)?(?:nicht\s(?:anwesend|vor\sOrt|dabei)|"
    r"verhindert|entschuldigt|abwesend)\b|\s(?:war|ist|waren|sind|konnten?|musste)\s[^.,;]{0,60}?\b(?:verhindert|entschuldigt|"
    r"erkrankt|absagen|nicht\s(?:teilnehmen|kommen|dabei|anwesend))\b|"
    r",\sd(?:er|ie)\s[^.,;]{0,60}?\bnicht\s[^.,;]{0,40}?(?:teilnehmen|kommen|dabei\ssein|anwesend\ssein)\sk(?:onnte|ann)n?\b|"
    r"(?:,?\s[a-zäöüß]+)?,\sd(?:er|ie)\s[^.;]{0,70}?\b(?:verhindert|erkrankt|entschuldigt)\b|"
    r"\s[^.,;]{0,70}?\b(?:halten|sprechen|kommen|auftreten|moderieren|leiten)\s(?:sollten?|wollten?|hätten?\ssollen)\b|"
    r"\s*\((?:@|\*|†|gest\.\s|\d{4}\s?[–-]\s?\d{4}\))"
)
_SUBJECT = re.compile(  # whose works are read or shown, or who is remembered
    r"\b(?:Texten?|Werken?|Büchern?|Biogra(?:f|ph)ie|Gedichten?|Kompositionen|Zitat|Theaterstück|(?:Todes|Geburts)tage?s?|"
    r"Stolperstein|Artikel|Reportage|Radiobeitrag|Zeitungsbericht)\s(?:von|zu|des|der|für\sden|für\sdie|für)\s(?:[\w-]+\s){0,3}$"
)
_SIGNS = re.compile(
    r"(?:(?:Ihre?|Euer|Eure)\s(?:[\w-]*[Tt]eam|Vorstand|Redaktion|Vorbereitungsgruppe)\b[^.!?]{0,90}|"
    r"(?:Viele|Herzliche|Liebe|Beste|Schöne|[Mm]it\s(?:freundlichen|herzlichen|besten|vielen|lieben))\s(?:[a-zäöüß]+\s)?"
    r"Gr(?:ü|ue)(?:ß|ss)en?(?:\s[^.!?]{0,60})?|"
    r"(?:Ich|Wir)\sfreuen?\s(?:mich|uns)\s(?:(?:schon|sehr|jetzt)\s){0,2}auf\s(?:Sie|Euch|euch|Ihr\sKommen|Ihre\sTeilnahme)\b[^.!?]{0,40})\s*[,.!]?"
)
_OF_ANOTHER = re.compile(  # "C D (Referent des Präsidenten A B)"
    rf"\((?:{OFFICES.pattern})\s(?:des|der)\s(?:[\w-]+\s){{1,2}}$|"
    rf"\b(?:[Ss]tellvertreter|[Vv]ertreter|[Nn]achfolger|[Vv]orgänger)(?:innen|in|s|n)?\s(?:von|des|der)\s(?:{OFFICES.pattern})\s$"
)
_REMEMBERED = re.compile(
    r"\b(?:[Ee]rinner\w+\san|[Tt]rauer\w*\sum|[Gg]edenken\s(?:an|wir|der|des)?|[Gg]edacht\w*\s(?:wurde\s)?(?:der|des)|Hommage\san|"
    r"Andenken\san)\s(?:[\w-]+\s){0,3}$|"
    r"\b(?:Film|Roman|Buch|Stück|Theaterstück|Oper|Musical|Gedicht|Erzählung|Novelle|[Aa]us)\s[„\"»][^„“”\"»«]{2,90}[“”\"«]\s"
    r"(?:von|nach)\s$|\bCC[- ]BY\b"
)
_FELL_OUT = re.compile(  # "Der Vortrag von A B musste leider ausfallen"
    r"\b(?:[\w-]*[Vv]ortrag|Beitrag|Impuls|Keynote|[Ww]orkshop|Referat|Lesung|Grußwort|Input|Gespräch)\s(?:von|mit|des|der)\s"
    r"[^!?;]*\b(?:ausfallen|entfallen|entfiel|ausgefallen|abgesagt|fiel\s[^.!?;]*\baus)\b"
)
_INSTEAD = re.compile(r"[Ss]tattdessen|[Aa]nstelle|[Dd]afür|[Ee]rsatz|vertr[ae]t|sprang|[Ff]ür (?:ihn|sie)")
_GREETS = re.compile(  # who signs a letter
    r"\b(?:Viele|Herzliche|Liebe|Beste|Schöne|[Mm]it\s(?:freundlichen|herzlichen|besten|vielen|lieben))\s(?:[a-zäöüß]+\s)?"
    r"Gr(?:ü|ue)(?:ß|ss)en?\b"
)
_THANKED = re.compile(  # "dankte die Bürgermeisterin Pfarrer A B", "dankte sie Frau A B": not "dankte A B"
    rf"\b(?:dankten?|bedankten?\ssich)\s(?:bei\s)?(?:(?:er|sie|wir|man)\s(?:bei\s)?{_FRONT}|(?:der|die)\s[\w-]+\s(?:bei\s)?"
    rf"(?:(?:{OFFICES.pattern})|Herrn|Frau)\s)$|\bdankten?\s[^.;]{{5,90}}\s(?:den|allen)\s[\w-]+\s(?:sowie|und)\s(?:Herrn|Frau)\s$|\bbedankten?\ssich\s[^.,;]{{3,60}}\sbei\s{_FRONT}$"
)
_GAVE = re.compile(  # "Apfelsaft, gespendet von A B"
    rf"\b(?:spendiert|gespendet|gestiftet|gesponsert|gebacken|zubereitet|gemalt|fotografiert)\svon\s{_FRONT}$|"
    rf"\b[Üü]bersetz(?:t|ung)\s(?:haben|hat|wurde\svon|von)\s$|\b[Gg]edolmetscht\s(?:haben|hat|wurde\svon|von)\s$|"
    rf"\bwird\serstellt\s$|^(?:Ihre?|Eue?re?)\s$"
)
_SAID_ONCE = re.compile(r"\s(?:sagte|schrieb|formulierte|meinte)\s(?:einmal|einst|schon|bereits)\b")
_HONOURED = re.compile(r"\bw(?:u|e)rden?\b[^.!?]{0,300}\b(?:geehrt|ausgezeichnet)\b|\bgeehrt\b[^.!?]{0,12}:")
_HONOURS = re.compile(rf"\b(?:durch|von|vom|mit)\s(?:de[nmr]\s|die\s)?{_FRONT}$")
_LONG_AGO = re.compile(
    r"(?<!geboren )(?<!geb\. )(?<![\d.–-])(?:[Ii]m Jahre? |[Ii]n den |am \d+\. ?\w+ )1[0-9](?:[0-8]\d)\b"
)
NEAR = 300  # characters beside a name that say what its bearer has to do with the event


def nobody_there(sentence: str) -> bool:
    """Tell whether a sentence names people only as contacts, for thanks or out of the past."""
    if _CONTACT.search(sentence):
        return True
    told = _THANKS.search(sentence) or _LONG_AGO.search(sentence)
    return told is not None and _SPOKE.search(sentence) is None


def closes_letter(text: str) -> bool:
    """Tell whether a line is the close of a letter, which whoever wrote it signs below."""
    return _SIGNS.fullmatch(text.strip()) is not None


def is_absent(text: str, start: int, end: int) -> bool:
    """Tell whether the words beside the name from ``start`` to ``end`` say that its bearer was not there."""
    before = text[max(0, start - NEAR) : start]
    return _ABSENT.search(before) is not None or _NOT_THERE.match(text, end) is not None


def is_bystander(sentence: str, start: int, end: int) -> bool:
    """Tell whether the name that stands from ``start`` to ``end`` is that of somebody who took no part."""
    before, after = sentence[max(0, start - NEAR) : start], sentence[end : end + NEAR]
    if is_absent(sentence, start, end):
        return True
    if _CREDIT.search(before[-60:]) or re.search(r"\bFotos?:?\s+$", before) or _CARD.match(after):
        return True
    if (
        _THANKED.search(before)
        and re.match(r"(?:\s(?:vom|von|aus)\s[^.,;]{3,50}?)?\sfür\s", after)
        and not _SPOKE.search(after[:70])
    ):
        return True
    if (gave := _GAVE.search(before)) is not None and (gave.end() > len("Eurer ") or not after.strip(" .,")):
        return True
    if _SAID_ONCE.match(after) or (before.endswith(("„", "»")) and re.match(r"[.:]\s", after)):
        return True  # quoted, or the title of a paper
    if _FELL_OUT.search(sentence) and not _INSTEAD.search(sentence):
        return True
    if _REMEMBERED.search(before) or _GREETS.search(before) or _SUBJECT.search(before) or _OF_ANOTHER.search(before):
        return True
    beside = f"{before}{sentence[start:end]}{after}"
    honoured = _HONOURED.search(beside) is not None and _SPOKE.search(beside) is None
    return honoured and _HONOURS.search(before) is None


def goes_on(between: str) -> bool:
    """Tell whether the words between two names only go on with a list."""
    return re.fullmatch(r"\s*(?:\([^()]{2,60}\))?\s*(?:,|,?\s*(?:und|sowie|oder|&))\s*", between) is not None
