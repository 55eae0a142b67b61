"""Words for kinds of entries: who asks for a Vorlage or a Veranstaltung wants such entries before others."""

from collections.abc import Iterable, Mapping

from storage.search.analyse import Word
from storage.search.folding import fold, stem

WANTED, PREFERRED = 2.0, 1.3  # what an entry of the kind that is asked for counts beside others
_WORDS: tuple[tuple[Mapping[str, float], str], ...] = (
    (
        {"event": WANTED, "session": PREFERRED},
        "Veranstaltung Event Termin Treffen Konferenz Tagung Kongress Fachtag Barcamp Stammtisch Exkursion",
    ),
    (
        {"event": PREFERRED, "session": PREFERRED},
        "Workshop Seminar Webinar Vortrag Fachforum Impuls Werkstatt Schulung Podium Keynote",
    ),
    ({"solution": WANTED}, "Musterlösung Lösung Mustervertrag Mustersatzung Mustertext"),
    (
        {"solution": PREFERRED},
        "Muster Vorlage Satzung Vertrag Vereinbarung Leitfaden Checkliste Konzept Dienstanweisung Dienstvereinbarung",
    ),
    (
        {"solution": PREFERRED},
        "Geschäftsordnung Steckbrief Werkzeug Handbuch Handreichung Leistungsverzeichnis Textbaustein Formular",
    ),
    ({"insight": PREFERRED}, "Erkenntnis Zitat Fazit Lehre gesagt sagt sagte gelernt"),
)
_KINDS = {stem(fold(word)): kinds for kinds, line in _WORDS for word in line.split()}


def wanted(words: Iterable[Word]) -> dict[str, float]:
    """Return the kinds of entries that a question names, each with how much more it counts."""
    result: dict[str, float] = {}
    for word in words:
        for kind, factor in _KINDS.get(word.stem, {}).items():
            result[kind] = max(factor, result.get(kind, factor))
    return result
