"""Family names that a programme prints in capitals: "Eva MUSTER", "Dr. Max von BEISPIEL"."""

import re
from collections.abc import Iterable
from dataclasses import replace

from commands.documents.lines import Line
from commands.documents.prose.names import is_noun
from commands.documents.prose.organisation_words import LEGAL, NO_ORG
from commands.documents.prose.vocabulary import LOWER, UPPER, given_names

ALWAYS = 2  # names in capitals from which on a document prints them so
_GIVEN = rf"[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?"
_FAMILY = rf"[{UPPER}](?:[’'][{UPPER}])?[{UPPER}ßẞ]{{2,}}(?:-[{UPPER}][{UPPER}ßẞ]+)?"
_NAME = re.compile(
    rf"(?<![\w-])(?P<given>{_GIVEN})\s(?P<more>(?:(?:{_GIVEN}|[{UPPER}]\.)\s)?(?:(?:von|van|de|der|zu)\s){{0,2}})"
    rf"(?P<family>(?:(?:DEL|DE|LA|VON|VAN|DER|AL|EL|DI|DA)[\s-])*{_FAMILY}(?:\s{_FAMILY})?)(?![\w-]|\.\w)"
)


_OPENS = re.compile(r"(?:^|(?:Prof|Dr)\.(?:\s?h\.\s?c\.)?\s|[,:|•–(]\s?|\b(?:und|sowie|mit|durch|von|Herrn?|Frau)\s)$")
_CLOSES = re.compile(r"\s*(?:$|[,(|–/-]|(?:und|sowie)\b)")


def _is_name(match: re.Match[str], *, always: bool = False) -> bool:
    """Tell whether a given name stands before the capitals, and no abbreviation behind it.

    ``always``: the document prints names so, and a given name need not be known where an entry of a list begins.
    """
    family = match["family"].split()
    listed = (
        always
        and _OPENS.search(match.string[: match.start()]) is not None
        and _CLOSES.match(match.string[match.end() :]) is not None
        and not is_noun(match["given"])
    )
    return (
        (listed or match["given"].split("-")[0] in given_names())
        and not any(word in NO_ORG or LEGAL.fullmatch(word) for word in family)
        and re.search(r"[AEIOUYÄÖÜ]", family[-1]) is not None
        and not is_noun(family[-1].capitalize())
    )


def _written_out(match: re.Match[str]) -> str:
    if not _is_name(match, always=True):
        return match[0]
    family = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), match["family"])
    return f"{match['given']} {match['more']}{family}"


def uncapitalised(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Write family names in capitals as one usually does, where a document prints several names so."""
    every = tuple(lines)
    told = sum(_is_name(match) for line in every for match in _NAME.finditer(line.text))
    if told < ALWAYS:
        return every
    return tuple(
        replace(
            line,
            text=_NAME.sub(_written_out, line.text),
            cells=tuple(_NAME.sub(_written_out, cell) for cell in line.cells),
        )
        for line in every
    )
