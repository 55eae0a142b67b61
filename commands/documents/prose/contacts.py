"""People of whom a page only says how to reach them, or that they wrote it or signed it."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.names import find_names
from commands.documents.prose.vocabulary import UPPER

_REACHED = re.compile(  # a number, an address, a house with its number
    r"(?:Tel\.?|Telefon|Fax|Mobil|Durchwahl|E-?Mail|Kontakt-E-Mail)\b.*|(?:\+|0)\d[\d\s/().–-]{6,}|\S+@\S+|"
    rf"[{UPPER}][\w.-]*(?:[Ss]traße|[Ss]tr\.|[Gg]asse|[Ww]eg|[Pp]latz|[Aa]llee|[Rr]ing|[Uu]fer)\s\d{{1,4}}\s?[a-z]?"
)
_LEAD = re.compile(r"(?:(?:Name|i\.\s?[AV]\.|gez\.)\s|c/o\s[^,]{3,60},\s)")
_BYLINE = re.compile(r"(?:[Vv]on|[Aa]utor(?:in|en)?:?|[Tt]ext:?|[Bb]y)\s+")
_LABEL = re.compile(
    r"(?:(?:Ihre?|Unsere?|Deine?|Eue?re?)\s)?(?:Ansprechpartner\w*|Ansprechperson\w*|Kontakte?|Kontaktperson\w*|Pressekontakte?|"
    r"Rückfragen)\W*"
)
ABOVE = 4  # lines below such a label
OFFICE_WORDS = 5  # words of a line between a name and how to reach it
HEAD = 10  # lines in which a page names its author


def is_names(text: str) -> bool:
    """Tell whether a line holds nothing but names: "A B", "Von A B und C D"."""
    rest = _BYLINE.sub("", text.strip())
    names = list(find_names(rest))
    for name in reversed(names):
        rest = rest[: name.start] + rest[name.end :]
    return bool(names) and re.fullmatch(r"(?:[\s,&/|]|und)*", rest) is not None


def is_contact(parts: list[Part], place: int) -> bool:
    """Tell whether a line is a name alone above a number or an address, one line between them at most."""
    text = _LEAD.sub("", parts[place].text.strip())
    if parts[place].text.strip().startswith("c/o "):
        return True
    reached = re.search(r",|&|\bund\b", text) is None and (_labelled(parts, place) or _reached(parts, place))
    return reached and is_names(text)


def _labelled(parts: list[Part], place: int) -> bool:
    """Tell whether a label for contacts stands above, or their field."""
    for above in reversed(parts[max(0, place - ABOVE) : place]):
        if above.field == "contact" or _LABEL.fullmatch(above.text.strip()):
            return True
        if len(above.text.split()) > OFFICE_WORDS:
            break
    return False


def _reached(parts: list[Part], place: int) -> bool:
    below = [part.text.strip() for part in parts[place + 1 : place + 3]]
    if below and _REACHED.fullmatch(below[0]):
        return True
    return len(below) > 1 and len(below[0].split()) <= OFFICE_WORDS and _REACHED.fullmatch(below[1]) is not None


def is_byline(parts: list[Part], place: int) -> bool:
    """Tell whether a line near the head says who wrote the page: "Von A B und C D"."""
    text = parts[place].text.strip()
    return place < HEAD and _BYLINE.match(text) is not None and is_names(text)


def signs(text: str) -> bool:
    """Tell whether a line below the close of a letter is a signature: "i. A. A B"."""
    return is_names(_LEAD.sub("", text.strip()))
