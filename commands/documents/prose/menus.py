"""What a site prints on each of its pages: the points of its menu, beside each other or one below the other."""

import re
from itertools import takewhile

from commands.documents.lines import Line
from commands.documents.prose.moments import find_moments
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER

_POINTS = frozenset([
    "startseite", "home", "start", "aktuelles", "aktuell", "news", "neuigkeiten", "nachrichten", "presse",
    "pressestelle", "termine", "kalender", "veranstaltungen", "service", "services", "kontakt", "kontakte",
    "impressum", "datenschutz", "datenschutzerklärung", "suche", "sitemap", "menü", "rathaus", "bürgerservice",
    "verwaltung", "politik", "tourismus", "wirtschaft", "bauen", "wohnen", "bildung", "kultur", "freizeit",
    "umwelt", "familie", "gemeinde", "stadt", "landkreis", "vereine", "ortsteile", "leben", "soziales",
    "gesundheit", "sport", "verkehr", "mobilität", "projekte", "projekt", "büro", "team", "profil", "leistungen",
    "angebote", "angebot", "themen", "texte", "publikationen", "veröffentlichungen", "downloads", "mediathek",
    "bilder", "galerie", "fotos", "archiv", "links", "partner", "netzwerk", "mitglieder", "mitgliedschaft",
    "verein", "verband", "vorstand", "geschäftsstelle", "förderung", "forschung", "lehre", "studium", "institut",
    "hochschule", "anfahrt", "anmelden", "anmeldung", "login", "newsletter", "jobs", "karriere", "stellenangebote",
    "stellen", "formulare", "satzungen", "ausschreibungen", "bekanntmachungen", "amtsblatt", "blog", "forum",
    "shop", "spenden", "mitmachen", "engagement", "beratung", "weiterbildung", "referenzen", "english", "deutsch",
    "en", "de", "international", "intern", "über", "barrierefrei", "leichte", "sprache", "gebärdensprache", "a-z",
    "übersicht", "hilfe", "faq",
])  # fmt: skip
_SMALL = frozenset(["und", "&", "uns", "für", "zu", "+"])
_STOPS = re.compile(r"\s{2,}|\t|\s?[|•·›»>/]\s?|\s")
_CAPITAL, _WORDS = re.compile(rf"[{UPPER}]"), re.compile(rf"[{UPPER}][\w&+ -]*")
FEWEST, SHARE = 3, 0.6  # points of a menu, and how many of them sites have
MOST_WORDS = 3  # of a point that has a line of its own
TOP, LEAST = 14, 2  # lines at the head in which a menu stands, and points of it that sites have


def is_menu(text: str) -> bool:
    """Tell whether a line is a menu, its points beside each other: "Projekte Büro Texte Kontakt"."""
    words = [word.strip(".,:") for word in _STOPS.split(text) if word and word.lower() not in _SMALL]
    if len(words) < FEWEST or any(not _CAPITAL.match(word) for word in words):
        return False
    return sum(word.lower() in _POINTS for word in words) >= SHARE * len(words)


def menu_lines(lines: list[Line]) -> set[int]:
    """Return the lines at the head that are points of a menu, one below the other: "Startseite", "Gemeinde", …."""
    found: set[int] = set()
    for number in range(min(TOP, len(lines))):
        if number in found or not _is_point(lines[number]):
            continue
        run = [number, *takewhile(lambda n: _is_point(lines[n]) and not lines[n].gap, range(number + 1, len(lines)))]
        known = sum(lines[n].text.strip().lower() in _POINTS for n in run)
        if len(run) >= FEWEST and known >= max(LEAST, len(run) / 2):
            found.update(run)
    return found


def _is_point(line: Line) -> bool:
    text = line.text.strip()
    return (
        not (line.level or line.cells)
        and 0 < len(text.split()) <= MOST_WORDS
        and _WORDS.fullmatch(text) is not None
        and not find_moments(text)
        and (text.lower() in _POINTS or EVENT_WORDS.search(text) is None)
    )
