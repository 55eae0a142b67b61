"""Towns that an office in front of a name is that of: "Bonner Oberbürgermeister", "Bonns Bürgermeisterin"."""

import re

from commands.documents.prose.vocabulary import OFFICES, UPPER

_RULER = (  # of a town: a district or a Land calls itself otherwise than the adjective says ("Talländer Landrat")
    r"(?:[a-zäöüß]+(?:e|en|er)\s)?(?:\w*[Bb]ürgermeister|\w*[Dd]ezernent|\w*[Bb]eigeordnete|\w*[Vv]orsteher|Stadtdirektor|"
    r"Stadtbaurat)(?:in|n|s|r)?"
)
_OF_TOWN = re.compile(
    rf"\b(?:[Dd]e[rnms]|[Dd]ie|vom|beim|zum|und|sowie|durch|mit|von)\s(?P<place>[{UPPER}][a-zäöüß-]+er)\s{_RULER}\s$"
)
_OF_PLACE = re.compile(
    rf"(?<!\bdes\s)(?<!\beines\s)(?<!\bDes\s)(?<![\w-])(?P<place>[{UPPER}][a-zäöüß]+(?:-[{UPPER}][a-zäöüß]+)?)(?<![sßxz])s\s{_RULER}\s$"
)
_KEEPS = re.compile(  # names of towns that "er" is only put to
    r"(?:stadt|berg|burg|dorf|heim|furt|feld|bach|wald|tal|mund|born|hafen|hofen|haven|hausen|ow|itz|[^ie]in|au|loh|"
    r"kirchen|stein|um|en|[^aeioulrn]z|nz|zig|eig|wig|ln|leben|roda|bronn|brunn|see)$"
)
_NO_PLACE = re.compile(
    r"(?:Erst|Zweit|Dritt|Viert|Ob|Unt|Neu|Alt|Früh|Schweiz|Pfälz|Stellvertretend|Ehemalig|Unser|Ihr|All)"
)


def place_ruled(before: str, text: str) -> str | None:
    """Return the town of the office that ``before`` ends with, as ``text`` names it or as it surely is."""
    ruled = _OF_PLACE.search(before)
    if ruled is not None:
        return (
            ruled["place"] if not OFFICES.match(ruled["place"]) and not _NO_PLACE.fullmatch(ruled["place"]) else None
        )
    town = _OF_TOWN.search(before)
    stem = town["place"][:-2] if town is not None else ""
    if town is None or _NO_PLACE.fullmatch(stem) or OFFICES.match(town["place"]):
        return None
    for name in (stem, f"{stem}en", f"{stem}e", f"{stem}n"):
        if re.search(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", text):
            return name
    if stem.endswith("ing"):
        return f"{stem}en"
    return stem if _KEEPS.search(stem) else None
