"""Headings of a report that are the titles of talks: the text below them begins with who speaks."""

import re

from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import mentioned, sentences
from commands.documents.prose.moments import find_moments
from commands.documents.prose.names import find_names
from commands.documents.prose.people import parse_people
from commands.documents.prose.session import Found, item_kind, name_line
from commands.documents.prose.told_titles import titles_told
from commands.documents.prose.told_topics import named_groups
from commands.documents.prose.vocabulary import UPPER
from storage.records import RoleRecord

FEWEST = 2  # talks with somebody who speaks
OPENING = 3  # sentences below a heading in which somebody speaks
LONGEST_TITLE, SHORTEST_TITLE = 150, 3  # characters, words
SHORTEST_GIVEN = 2  # words of a title below which somebody surely gives a talk
LONGEST_FLAT, PARAGRAPH = 90, 100  # characters of a heading without a blank line, and of the text below it
SHARE = 0.6  # of the headings from the first to the last talk
_SPEAKS = re.compile(
    r"\b(?:beleuchtete?n?|sprach(?:en)?|sprechen|spricht|zeigte?n?|berichtete?n?|präsentierte?n?|präsentieren|referierte?n?|"
    r"erläuterte?n?|erklärte?n?|moderiert\w*|vorgestellt|stellte?n?\b.*\bvor|gab(?:en)?|diskutierte?n?|vortrug)\b"
)
_GIVES = re.compile(  # verbs of a talk itself, also where its title is short
    r"\b(?:sprach(?:en)?|zeigten?|berichteten?|präsentierten?|referierten?|erläuterten?|diskutierten?|schilderten?|erzählten?|vortrug(?:en)?|"
    r"stritten|stritt|ließ(?:en)?|skizzierten?|umriss(?:en)?|informierten?|stellten?\b[^.?!]*\bvor|gingen?\b[^.?!]*\bein|führten?\b[^.?!]*\bein)\b|"
    r"\b(?:Vortrag|Impuls\w*|Podium|Keynote|Referat|Podiumsdiskussion)\b"
)
_TALK = re.compile(r"\b(?:zum|im|[Dd]er|[Ii]hrem|[Ss]einem)\s(?:Vortrag|Impulsvortrag|Podiumsgespräch)\b")
_NO_TALK = re.compile(
    r"(?:Fazit|Ausblick|Rückblick|Ergebnis\w*|Hintergrund|Ablauf|Programm|Impressionen|Fotos?|Kontakt|Über\b|Weitere\b|Mehr\b|"
    r"Nächste|Termine?|Die Projekte|Projekte|Preise?|Gewinner\w*|Organisation|Dank\w*|Auftakt|Abschluss|Begrüßung|"
    r"Grußworte?|Eröffnung|Vorträge|Impulse|Podium|Diskussion|"
    r"Die (?:Vorträge|Impulse|Expert\w+|Referent\w+|Diskussion|"
    r"Workshops|Foren)|Wir\b|Bis\s(?:bald|zum)|Materialien|Arbeitsgruppen|Workshops|Foren|Gruppen|Thementische|Downloads?|"
    r"Ansprechp\w+|Wie geht es|So geht es|Was bleibt|Und jetzt|Zum\sAbschluss|Am\s\w+)\b"
)
_NAMED = re.compile(  # "Aus der Praxis I | Wege ins Netz", "Einführung - Wege ins Netz"
    r"(?P<kind>Aus der Praxis|Praxisbeispiel|Praxisbericht|Praxisimpuls|Praxis|Blick in die Praxis|"
    r"(?:Impuls|Fach|Kurz|Gast|Haupt|Fest)?[Vv]ortrag|Werkstatt|Workshop|Methode|Planspiel|Podium|Podiumsdiskussion|"
    r"Diskussion|Gespräch|Session|Impulsreferat|Fachimpuls|Impuls|Input|Fachinput|Keynote|Einführung|Beitrag|Referat)"
    rf"(?:\s(?:[IVX]{{1,4}}|\d{{1,2}}))?\s?(?:[|:]|\s[–-])\s(?P<title>[{UPPER}„“\"»\d].{{4,}})"
)
_ANNOUNCES = re.compile(  # what heads headings of talks
    r"(?:(?:Die|Unsere|Alle|Aus\sden|Höhepunkte(?:\saus)?\s(?:den|der)|Einblicke\sin\sdie)\s)?(?:(?:Fach|Impuls|Kurz|Praxis)?(?:[Vv]orträge|[Ii]mpulse|"
    r"[Bb]eiträge|[Ii]nputs|[Ss]essions|[Rr]eferate|[Bb]eispiele)n?|Keynotes|Panels|Expert(?:en|innen)|Referent(?:en|innen)|Referierenden)(?:\sim\sÜberblick)?:?"
)
_CAPTION = re.compile(r"(?:Bild|Foto|Grafik|Abb(?:ildung)?|Logo|Porträt|Gruppenbild|Gruppenfoto)\b")
_COUNTED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\s+(?=[A-ZÄÖÜ„])")
_NUMBERED = re.compile(r"^\d{1,2}(?:\)|\.\)?)\s+(?=\D)")


def told_heads(parts: list[Part]) -> list[Found]:
    """Take headings of a report as talks where the text below them begins with who speaks; most must be such.

    Below a heading that announces talks ("Unsere Beiträge") those with a name in their text count.
    """
    heads = [n for n, part in enumerate(parts) if _heads(parts, n) and not part.used]
    talks: dict[int, Found] = {}
    sure: list[int] = []
    announced = False
    for order, begin in enumerate(heads):
        stop = heads[order + 1] if order + 1 < len(heads) else len(parts)
        texts = [part for part in parts[begin + 1 : stop] if part.kind == "text" and not part.used]
        if not texts or parts[begin + 1 : stop][0].used:
            announced = _ANNOUNCES.fullmatch(parts[begin].text.strip()) is not None and stop == begin + 1
            continue
        talk, given = _talk(parts[begin], texts, announced=announced)
        announced = announced and talk is not None
        if talk is not None:
            talks[order] = talk
            if given:
                sure.append(order)
    if not _enough(sorted(talks), sure):
        return []
    for order in talks:
        parts[heads[order]].used = True
    if all(_COUNTED.match(one.title) for one in talks.values()):  # "1 Wege", "2 Hecken"
        for one in talks.values():
            one.title = _COUNTED.sub("", one.title)
    return list(talks.values())


def _heads(parts: list[Part], number: int) -> bool:
    """Tell whether a line is a heading; without blank lines, a short one without a full stop above a paragraph."""
    part = parts[number]
    text = part.text.strip()
    if part.kind == "heading":
        return _CAPTION.match(text) is None
    if part.kind == "item" and number and _ANNOUNCES.fullmatch(parts[number - 1].text.strip()):
        return (
            number + 1 < len(parts) and parts[number + 1].kind == "text"
        )  # the first of a list whose points are told
    if part.kind == "text" and part.line.gap and _NAMED.fullmatch(text) and number + 1 < len(parts):
        return name_line(parts[number + 1].text)  # "Einführung - Wege ins Netz", below it who speaks
    if part.kind != "text" or part.line.gap or part.line.cells or not 1 < number < len(parts) - 1:
        return False
    flat = not any(one.line.gap for one in parts[max(1, number - 3) : number + 3])
    below = parts[number + 1]
    short = len(text) <= LONGEST_FLAT and re.match(rf"[{UPPER}\d„].*[\w?“”]$", text) is not None
    return flat and short and (len(below.text) > PARAGRAPH or len(below.text) <= LONGEST_FLAT)


def _enough(talks: list[int], sure: list[int]) -> bool:
    """Tell whether most headings from the first talk to the last are talks; two do where surely both are given."""
    if len(sure) < FEWEST or len(talks) < (talks[-1] - talks[0] + 1) * SHARE:
        return False
    return len(talks) > FEWEST or (sure == talks and talks[1] == talks[0] + 1)


def _talk(head: Part, texts: list[Part], *, announced: bool) -> tuple[Found | None, bool]:
    """Read a heading with the text below it as a talk; the second value tells whether surely somebody gives it."""
    named = _NAMED.fullmatch(head.text.strip())
    title = named["title"] if named is not None else _NUMBERED.sub("", head.text.strip())
    people, spoken, given = _speakers(texts, named=named is not None)
    if announced and not people:
        spoken = given = any(True for _name in find_names(texts[0].text))
    told = spoken or any(_TALK.search(part.text) for part in texts)
    if not told or not _can_be_talk(title, SHORTEST_GIVEN if given or named else SHORTEST_TITLE + 1):
        return None, False
    opening = list(sentences(texts[0].text))[:OPENING]
    if named_groups(texts) or any(True for sentence in opening for _one in titles_told(sentence, "")):
        return None, False  # the text gives the title of what it tells of
    kind = (item_kind(named["kind"]) if named is not None else None) or "Vortrag"
    return Found(title.strip(' „“”"»«'), kind=kind, place=head.number, people=people), bool(people) or (
        announced and given
    )


def _speakers(texts: list[Part], *, named: bool) -> tuple[list[RoleRecord], bool, bool]:
    """Return who speaks below a heading, whether somebody does, and whether surely as a talk."""
    first = texts[0].text.strip()
    if name_line(first) and not texts[0].line.gap:
        people = [one for one in parse_people(first, "Referat") if not one.is_organisation]
        if people:
            return people, True, True
    opening = " ".join(list(sentences(first))[:OPENING])
    names = any(True for _name in find_names(opening))
    spoken = names and (named or _SPEAKS.search(opening) is not None or _GIVES.search(opening) is not None)
    people = [one for one in mentioned(opening, "Referat") if not one.is_organisation] if spoken else []
    return people, spoken, bool(people) and (named or _GIVES.search(opening) is not None)


def _can_be_talk(title: str, fewest: int) -> bool:
    return (
        len(title) <= LONGEST_TITLE
        and len(title.split()) >= fewest
        and not title.endswith((":", "."))
        and not _NO_TALK.match(title)
        and not find_moments(title)
        and not any(name.sure for name in find_names(title))
    )
