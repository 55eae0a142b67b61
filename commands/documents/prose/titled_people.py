"""People whom the title of a point names: "Lesung mit Autorin A B", "Grußwort C D, Leiterin des Amts X"."""

import re
from collections.abc import Iterable

from commands.documents.prose.mentions import mentioned
from commands.documents.prose.names import name_at
from commands.documents.prose.session import Found
from commands.documents.prose.vocabulary import OFFICES

_PART = re.compile(
    r"(?P<kind>(?:[A-ZÄÖÜ][a-zäöüß]+)?(?:[Gg]rußworte?|[Bb]egrüßung|[Ee]inführung|[Ee]röffnung|[Ll]esung|[Vv]ortrag|[Ii]mpuls|"
    r"[Kk]eynote|[Ii]nput|[Rr]eferat|[Kk]onzert|[Gg]espräch|[Tt]alk|[Mm]oderation|[Ss]chlussworte?|[Ff]ührung|[Rr]undgang))"
    r"(?:\s(?:und|&)\s[A-ZÄÖÜ]\w+)?(?:\s(?:mit|von|durch))?\s(?:(?:der|dem|den)\s)?"
    rf"(?P<office>(?:{OFFICES.pattern})\s)?"
)


def name_titled(sessions: Iterable[Found]) -> None:
    """Add to points whom their own title names behind the kind of the point."""
    for session in sessions:
        match = _PART.match(session.title)
        name = name_at(session.title[match.end() :]) if match is not None else None
        if match is None or name is None or not (name.sure or match["office"]):
            continue
        known = {person.name for person in session.people}
        session.people += [one for one in mentioned(session.title, match["kind"][:60]) if one.name not in known]
