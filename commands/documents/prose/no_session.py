"""What stands in a programme and is no session: meals, breaks, arrival, what only says where to go."""

import re

_NO_SESSION = re.compile(
    r"(?:(?:kurze|kleine|gemeinsame[sr]?|gemütliche[sr]?|informelle[sr]?|anschließend(?:e[sr]?)?|"
    r"optional(?:e[sr]?)?)\s+)*"
    r"(?:(?:[a-zäöüß]+-?(?:,| und| &| /)?\s*)?[a-zäöüß]*pausen?|"
    r"(?:(?:netzwerk\w*|gemeinsames)[ -])?\w*(?:mittag|abend)essen|[a-zäöüß]*imbiss|"
    r"(?:business |steh)?lunch|frühstück|\w*buff?[eé]t|snacks?|[a-zäöüß]*kaffee|tee|"
    r"ankommen|ankunft|anreise|abreise|heimreise|abfahrt|rückfahrt|eintreffen|"
    r"\w*registrierung|anmeldung(?=\s*$|\s*(?:und|&|,|/|bei|mit)\s)|akkreditierung|einlass|einwahl|check-?\s?in|"
    r"türöffnung|empfang der (?:gäste|teilnehm\w+)|"
    r"(?:voraussichtliches |offizielles )?ende(?=\s*[.!]?\s*$|"
    r"\s+(?:und|&|mit)\s+(?:[a-zäöü]+\s)*\w*(?:ausklang|imbiss|abreise|umtrunk)|\s+(?:der|des|gegen|ca|tag|von)\b|\s*[,(–])|"
    r"(?:veranstaltungs|tagungs|sitzungs)ende|schluss der \w+|ausklang|ausklingen|"
    r"(?:(?:konferenz|veranstaltungs|tagungs|programm|sitzungs|fachtags?|kongress)?beginn|start)(?:\s+(?:der|des)\s+(?:veranstaltung|tagung|programms?|abends|konferenz|treffens|workshops))?"
    r"(?=\s*[.!]?\s*$)|(?:gemütliches |geselliges )?beisammensein|geselliger (?:abend|ausklang)|"
    r"schluss(?=\s*[.!]?\s*$)|ende und einladung\b|technik-?\s?check|gruppen(?:foto|bild)|fingerfood|"
    r"(?:\w+e\s)?häppchen|zusammensitzen|abschluss und ende(?=\s*$)|"
    r"(?:brezeln?|wein|bier|getränke) (?:und|&) gespräche|"
    r"[\w-]*party\b|open[ -]end|rück(?:kehr|fahrt|reise|weg)\s(?:zum|zur|nach|in)\s[^,]*$|"
    r"(?:gute |interessante )?gespräche bei (?!der|dem|den)[^,]*$|gespräche\s(?:in|an|bei)\s(?:der|dem|einem|"
    r"einer)\s\w*(?:schänke|schenke|kneipe|bar|stube|lounge|theke|gaststätte|keller)$|"
    r"\w*suppe|brotzeit|vesper|brunch|abendbrot|grillabend|grillen|(?:kaffee|tee) und kuchen|"
    r"get[- ]?together|come[- ]together|umtrunk|sektempfang|stehempfang|abendempfang)(?![\w-])",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"^(?:danach|anschließend|im anschluss|abschließend|dann|jeweils)\W*\s(?=\S)", re.IGNORECASE)
_SOMETHING = re.compile(
    r"\b(?:begrüßung|eröffnung|einführung|vortrag|vorträge|diskussion|podium\w*|gespräch|workshops?|grußworte?|"
    r"führung|"
    r"exkursion|rundgang|besichtigung|vorstellung|präsentation|verabschiedung|abschluss\w*|zusammenfassung|fazit|"
    r"ausblick|impuls\w*)\b",
    re.IGNORECASE,
)


def is_no_session(title: str) -> bool:
    """Tell whether a row of a timetable is only arrival, break, meal or end: nothing that one could look for later."""
    plain = _AFTERWARDS.sub("", title.strip(' „“"*–-(').replace("grüss", "grüß"))
    match = _NO_SESSION.match(plain)
    return match is not None and _SOMETHING.search(plain) is None
