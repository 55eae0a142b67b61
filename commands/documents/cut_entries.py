"""Entries of people that a narrow column breaks inside a name or a house: they become one line again."""

import re

_TITLES = r"(?:(?:Prof\.|Dr\.|Dr\.-Ing\.|PD|Dipl\.-\w+\.)\s?)+"
_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČ][\w’'-]+"
_NAMED = re.compile(  # "Referentin: Dr. A von B, …"
    rf"[\W\d]{{0,12}}(?:[A-ZÄÖÜ][\w:*-]+:\s+)?(?:{_TITLES})?"
    rf"{_WORD}(?:\s(?:von|van|vom|der|den|de|zu|zur|ten|{_WORD})){{1,4}},\s"
)
_OPEN = re.compile(r"\b(?:des|der|für|im|am|vom|beim|von|zur|zum|sowie|&)$")
_KIND = (
    r"(?:(?:Verbands|Samt|Orts|Einwohner|Markt)?[Gg]emeinde|(?:Hanse|Landeshaupt|Universitäts)?[Ss]tadt|(?:Land)?[Kk]reis(?:es)?|"
    r"Hochschule|Universität|(?:[A-ZÄÖÜ]\w*)?(?:[Vv]erband(?:e?s)?|[Vv]erein(?:e?s)?|[Nn]etzwerks?|[Zz]weckverband(?:e?s)?)|"
    r"(?:Landkreis|Städte|Gemeinde)tag(?:e?s)?)"
)
_OF_KIND = re.compile(rf"(?:\b(?:der|des|im|beim|vom|am|von|bei)\s|,\s){_KIND}$")  # of which one is not said yet
_REST = re.compile(rf"{_WORD}(?:\s(?:{_WORD}|im|in|am|an|der|für|und|e\.\s?V\.)){{0,5}}(?:\s\([^()]{{3,40}}\))?")
_GOES_ON = re.compile(r"(?:der|des|im|am|vom|beim)\s\S")
_FIRM = re.compile(rf"(?:{_WORD}\s){{1,3}}(?:g?GmbH|mbH|AG|eG|e\.\s?V\.)(?:\s\d{{1,3}})?")
_HALF_NAME = re.compile(rf"(?:^|\s){_TITLES}{_WORD}$|,\s(?:und|sowie)\s[A-ZÄÖÜ][a-zäöüß]+$")
_OTHER_HALF = re.compile(rf"{_WORD}(?:,\s|\s(?:und|sowie)\s)")


def whole_entries(rows: list[str]) -> list[str]:
    """Join rows where one names somebody and breaks off, and the next one goes on with the name of the house."""
    result: list[str] = []
    for row in rows:
        if result and _breaks_off(result[-1].rstrip(), row.strip()):
            result[-1] = f"{result[-1].rstrip()} {row.strip()}"
        else:
            result.append(row)
    return result


def _breaks_off(before: str, row: str) -> bool:
    """Tell whether an entry goes on in the next row."""
    if not row or not before:
        return False
    if _HALF_NAME.search(before) and _OTHER_HALF.match(row):
        return True
    if _NAMED.match(before) is None:
        return False
    if _OPEN.search(before):
        return re.match(r"[A-ZÄÖÜa-zäöü„]", row) is not None
    if _OF_KIND.search(before):
        return _REST.fullmatch(row) is not None
    return before[-1].isalpha() and (_GOES_ON.match(row) is not None or _FIRM.fullmatch(row) is not None)
