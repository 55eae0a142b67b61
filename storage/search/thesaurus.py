"""The municipal basics: abbreviations and words that mean nearly the same."""

from storage.search.analyse import analyse

GROUPS = (
    "ozg = onlinezugangsgesetz",
    "ikz = interkommunale zusammenarbeit = interkommunale kooperation",
    "ki = künstliche intelligenz",
    "mpsc = modellprojekte smart cities",
    "cdo = chief digital officer",
    "kts = koordinierungs- und transferstelle",
    "dsgvo = datenschutzgrundverordnung = datenschutz",
    "efa = einer für alle",
    "iot = internet der dinge",
    "lorawan = lora wan",
    "kooperation = zusammenarbeit",
    "vertrag = vereinbarung",
    "satzung = geschäftsordnung",
    "bürgermeister = oberbürgermeister = hauptverwaltungsbeamte",
    "bürgerbeteiligung = partizipation = beteiligung",
    "mitarbeiter = beschäftigte = personal",
    "wandel = transformation = veränderung = change",
    "erzählen = storytelling = geschichten",
    "stadtlabor = maker-space = digi lab",
    "e-government = digitale verwaltung",
    "maßnahme = nächste schritte",
    "arbeitgeber = new work",
    "tiktok = kurzvideos = reels",
    "social media = soziale medien",
    "intranet = interne kommunikation",
    "offene daten = open data",
    "ausschreibung = vergabe",
    "leitfaden = checkliste = handreichung",
)


def _table() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    table: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for group in GROUPS:
        names = [tuple(analyse(part)) for part in group.split("=")]
        for name in names:
            others = tuple(other for other in names if other != name)
            table[name] = table.get(name, ()) + others
    return table


SYNONYMS = _table()
LONGEST = max(len(name) for name in SYNONYMS)
