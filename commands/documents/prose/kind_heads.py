"""Programmes in which lines of their own say what comes: "Podiumsdiskussion:", below it who; headings over reports."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import mentioned, sentences
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import find_names
from commands.documents.prose.people import parse_people, role_line, role_of
from commands.documents.prose.programme_lists import SEVERAL
from commands.documents.prose.session import Found, default_role, is_no_session, item_kind
from commands.documents.prose.session_heads import SECTION
from commands.documents.prose.vocabulary import UPPER

FEWEST = 2  # such lines that make a programme
OPENING = 3  # sentences below a heading in which somebody speaks
LONGEST_TITLE, SHORTEST_TITLE = 150, 3  # characters, words
SHARE = 0.6  # of the headings from the first to the last talk
_HEAD = re.compile(rf"(?P<title>[{UPPER}][\w*/& -]{{3,60}}?)\s*:")
_KIND = re.compile(
    r"(?i:podiumsdiskussion|podiumsgespräch|podium|talkrunde|vortrag|impuls|input|keynote|austausch|thementische|diskussion|"
    r"workshop|lesung|film|führung|rundgang|world ?café|markt der|begrüßung|grußwort|einführung|ausblick|fishbowl)"
)
_ABOUT = re.compile(
    r"(?i:anmeldung|kontakt|zum|zur|der|die|das|folgende|unsere?|ergebnisse?|themen|links?|downloads?)\b"
)
_LINK = re.compile(r"^(?:mit|von|durch)\b:?\s*")
_SPEAKS = re.compile(
    r"\b(?:beleuchtete?n?|sprach(?:en)?|sprechen|spricht|zeigte?n?|berichtete?n?|präsentierte?n?|präsentieren|referierte?n?|"
    r"erläuterte?n?|erklärte?n?|moderiert\w*|vorgestellt|stellte?n?\b.*\bvor|gab(?:en)?|diskutierte?n?|vortrug)\b"
)
_TALK = re.compile(r"\b(?:zum|im|[Dd]er|[Ii]hrem|[Ss]einem)\s(?:Vortrag|Impulsvortrag|Podiumsgespräch)\b")
_NO_TALK = re.compile(
    r"(?:Fazit|Ausblick|Rückblick|Ergebnis\w*|Hintergrund|Ablauf|Programm|Impressionen|Fotos?|Kontakt|Über\b|Weitere\b|Mehr\b|"
    r"Nächste|Termine?|Die Projekte|Projekte|Preise?|Gewinner\w*|Organisation|Dank\w*)\b"
)


def kind_heads(parts: list[Part]) -> list[Found]:
    """Take lines such as "Podiumsdiskussion:" as sessions, with who stands below them; two at least."""
    heads = [place for place, part in enumerate(parts) if _title(part) is not None]
    if len(heads) < FEWEST:
        return []
    found: list[Found] = []
    taken: list[Part] = []
    for place in heads:
        title = _title(parts[place]) or ""
        session = Found(title, kind=item_kind(title), place=parts[place].number, agenda=True)
        taken.append(parts[place])
        for part in parts[place + 1 :]:
            text = part.text.strip()
            if text.endswith(":") or part.kind == "heading" or role_line(text) is not None or part.used:
                break
            words = _LINK.sub("", text).strip(" ,")
            words = re.sub(r",?\s(?:und|sowie)$", "", words)
            people = parse_people(words, default_role(session.kind)) if words and len(words) < LONGEST_TITLE else ()
            if people:
                session.people += people
                taken.append(part)
            elif words:
                session.body.append(text)
                break
        found.append(session)
    for part in taken:
        part.used = True
    return found


def _title(part: Part) -> str | None:
    match = _HEAD.fullmatch(part.text.strip())
    if match is None or part.used or part.kind == "debris" or part.line.item:
        return None
    title = match["title"].strip()
    if (
        (role_of(title) and item_kind(title) is None)
        or _ABOUT.match(title)
        or title.lower() in SEVERAL
        or is_no_session(title)
    ):
        return None
    return title if _KIND.search(title) else None


def told_heads(parts: list[Part]) -> list[Found]:
    """Take headings of a report as talks where the text below them begins with who speaks; most must be such."""
    heads = [n for n, part in enumerate(parts) if part.kind == "heading" and not part.used]
    talks: dict[int, Found] = {}
    sure = 0
    for order, begin in enumerate(heads):
        stop = heads[order + 1] if order + 1 < len(heads) else len(parts)
        title = parts[begin].text.strip()
        texts = [part for part in parts[begin + 1 : stop] if part.kind == "text" and not part.used]
        if not _can_be_talk(title) or not texts:
            continue
        opening = " ".join(list(sentences(texts[0].text))[:OPENING])
        spoken = _SPEAKS.search(opening) is not None and any(True for _name in find_names(opening))
        people = [one for one in mentioned(opening, "Referat") if not one.is_organisation] if spoken else []
        if spoken or any(_TALK.search(part.text) for part in texts):
            sure += bool(people)
            talks[order] = Found(title, kind="Vortrag", place=parts[begin].number, people=people)
    if len(talks) <= FEWEST or sure < FEWEST or len(talks) < (max(talks) - min(talks) + 1) * SHARE:
        return []
    for order in talks:
        parts[heads[order]].used = True
    return list(talks.values())


def _can_be_talk(title: str) -> bool:
    return (
        len(title) <= LONGEST_TITLE
        and len(title.split()) > SHORTEST_TITLE
        and not title.endswith((":", "."))
        and not _NO_TALK.match(title)
        and not find_moments(title)
    )


def section_of(part: Part, parts: list[Part]) -> Found | None:
    """Read a heading whose text begins with what it is ("Das Podium am Nachmittag, mit …")."""
    body = next(
        (other for other in parts if other.number > part.number and other.kind != "debris" and len(other.text) > 80),
        None,
    )
    match = SECTION.match(body.text.strip()) if body is not None and body.number - part.number < 5 else None
    if match is None or any(name.sure for name in find_names(part.text)):
        return None
    return Found(part.text.strip()[:300], kind=item_kind(match["kind"]) or match["kind"])
