"""Words for kinds of entries: who asks for a Vorlage or a Veranstaltung wants such entries before others."""

from collections.abc import Iterable

from storage.search.analyse import Word
from storage.search.folding import fold, stem

WANTED = 1.3  # what an entry of the kind that is asked for counts beside others
_WORDS = {
    ("event", "session"): (
        "Veranstaltung Event Termin Treffen Workshop Seminar Webinar Vortrag Fachforum Konferenz Tagung Kongress Impuls "
        "Werkstatt Exkursion Fachtag Schulung Podium Keynote Barcamp Stammtisch"
    ),
    ("solution",): (
        "Musterlösung Lösung Muster Vorlage Mustervertrag Mustersatzung Satzung Vertrag Vereinbarung Leitfaden Checkliste "
        "Konzept Dienstanweisung Dienstvereinbarung Geschäftsordnung Steckbrief Werkzeug Handbuch Handreichung "
        "Leistungsverzeichnis Textbaustein Formular"
    ),
    ("insight",): "Erkenntnis Zitat Fazit Lehre gesagt sagt sagte gelernt",
}
_KINDS = {stem(fold(word)): kinds for kinds, line in _WORDS.items() for word in line.split()}


def wanted(words: Iterable[Word]) -> frozenset[str]:
    """Return the kinds of entries that a question names."""
    return frozenset(kind for word in words for kind in _KINDS.get(word.stem, ()))
