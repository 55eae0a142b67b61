"""Programmes without times: lists under a heading, in one line, beside labelled sessions, and what is no programme."""

import pytest

from commands.documents import read_document, recognised
from tests.unit.commands.documents.reading import NOW, times

HEAD = "Fachtag Wohnen\n\nDatum: 3. März 2024\n\n"


def sessions(text: str) -> list[tuple]:
    (event,) = recognised(read_document("text.txt", (HEAD + text).encode(), NOW).records)
    return [(one["label"], one["title"], [who["name"] for who in one["people"]]) for one in event["sessions"]]


# --- below a heading ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Agenda\n\n• Begrüßung (5 Min.)\nEva Lind, Stadt Altenau\n• Wohnen im Alter (20 Minuten)\n"
                "Dr. Maria Wolf, Universität Seeheim\n• Abschlussrunde (ca. 30 Minuten)\n\nKontakt\nPeter Kranz\n"
            ),
            [
                (None, "Begrüßung", ["Eva Lind"]),
                (None, "Wohnen im Alter", ["Maria Wolf"]),
                (None, "Abschlussrunde", []),
            ],
        ),
        (
            (
                "Auf dem Programm stehen unter anderem:\n* ein Vortrag von Dr. Maria Wolf (Universität Seeheim) zum Thema "
                "„Wohnen im Alter“\n* eine Podiumsdiskussion mit Gästen\n* Führungen durch das Quartier\n"
            ),
            [
                (None, "Wohnen im Alter", ["Maria Wolf"]),
                (None, "Podiumsdiskussion mit Gästen", []),
                (None, "Führungen durch das Quartier", []),
            ],
        ),
        (
            (
                "Programm\n- Begrüßung durch Eva Lind\n- Ganztägig: Schau der Vereine\n- Ausblick\nWorkshops zum Mitmachen:\n"
                "- Genossenschaften\n- Umbau (Holz, Lehm, Stroh und andere Baustoffe)\n"
            ),
            [
                (None, "Begrüßung", ["Eva Lind"]),
                (None, "Schau der Vereine", []),
                (None, "Ausblick", []),
                (None, "Genossenschaften", []),
                (None, "Umbau", []),
            ],
        ),
        (
            (
                "Programm\n\nBegrüßung\nBürgermeisterin Eva Lind\n\nImpulsvortrag: Ehrenamt im Wandel\n"
                "Dr. Maria Wolf, Universität Seeheim\n\nVorstellung von drei Projekten\n\nKaffeepause\n\n"
                "Diskussion und Ausblick\nModeration: Paul Stein\n\nAnmeldung\nBitte bis 3. Mai\n"
            ),
            [
                (None, "Begrüßung", ["Eva Lind"]),
                (None, "Ehrenamt im Wandel", ["Maria Wolf"]),
                (None, "Vorstellung von drei Projekten", []),
                (None, "Diskussion und Ausblick", ["Paul Stein"]),
            ],
        ),
        (
            "Ablauf:\nI. Begrüßung\nII. Vortrag Dr. Maria Wolf: Wohnen im Wandel\nIII. Verabschiedung\n",
            [
                ("I", "Begrüßung", []),
                ("II", "Wohnen im Wandel", ["Maria Wolf"]),
                ("III", "Verabschiedung", []),
            ],
        ),
        (
            "Themen des Abends:\n• Warum Glasfaser? (Paul Stein, Netz GmbH)\n• Stand des Ausbaus (Maria Wolf, Kreis Altenau)\n",
            [(None, "Warum Glasfaser?", ["Paul Stein"]), (None, "Stand des Ausbaus", ["Maria Wolf"])],
        ),
        (
            "Workshop „Umbau“ mit Paul Stein\nPanel „Wohnen im Alter“\nmit Karl Tal (Pflege e. V.)\n",
            [(None, "Umbau", ["Paul Stein"]), (None, "Wohnen im Alter", ["Karl Tal"])],
        ),
        (
            (
                "Programm\n- Grußwort\nEva Lind, Stadt Altenau - Wohnen im Alter: neue Formen\nDr. Maria Wolf, Universität "
                "Seeheim - Fragen und Diskussion\n- Schlusswort\nPeter Kranz, Landrat\n"
            ),
            [
                (None, "Grußwort", ["Eva Lind"]),
                (None, "Wohnen im Alter: neue Formen", ["Maria Wolf"]),
                (None, "Fragen und Diskussion", []),
                (None, "Schlusswort", ["Peter Kranz"]),
            ],
        ),
    ],
)
def test_points_below_a_heading(text: str, expected: list[tuple]):
    assert sessions(text) == expected


def test_points_stand_beside_labelled_sessions():
    text = "Programm\n- Begrüßung\nEva Lind, Stadt Altenau\n- Workshop 1: Umbau\nModeration: Paul Stein, Baukreis\n- Ausblick\n"
    assert sessions(text) == [
        (None, "Begrüßung", ["Eva Lind"]),
        ("1", "Umbau", ["Paul Stein"]),
        (None, "Ausblick", []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Präsentationen der Vorträge:\n- Folien Maria Wolf (PDF, 2 MB)\n- Folien Paul Stein (PDF, 1 MB)\n- Handout\n",
        "Ziele der Workshops:\n• Austausch fördern\n• Wissen teilen\n• Netzwerke knüpfen\n",
        "Die Ergebnisse der Arbeitsgruppen:\n\n- mehr Personal\n- bessere Räume\n- einheitliche Software\n",
        "Programm\nFörderprogramm Altenau\nKontakt\nImpressum\n",
        "Inhalte:\n- Rechtliche Grundlagen\n- Praktische Übungen\n- Vorstellung von Beispielen\n",
        "Veranstalter waren die drei Verbände: Archivverband, Museumsbund und Bibliotheksverband.\n",
        "Die Ergebnisse im Überblick:\n• Begrüßung neuer Mitglieder verbessern\n• Austausch stärken\n• Vorträge anbieten\n",
        "Unsere Partner:\n• Stadt Altenau\n• Sparkasse Seedorf\n• Freiwilligenagentur\n",
        "In ihrer Begrüßung betonte Eva Lind und sagte: „Archive sind Orte der Demokratie und der Begegnung.“\n",
    ],
)
def test_other_lists_are_no_programme(text: str):
    assert sessions(text) == []


# --- in one line ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Ablauf: Begrüßung durch Bürgermeister Peter Kranz Vortrag von Dr. Maria Wolf zur Dorfentwicklung Fragen und "
                "Diskussion Austausch in Kleingruppen Im Anschluss gibt es Getränke.\n"
            ),
            ["Begrüßung", "Vortrag zur Dorfentwicklung", "Fragen und Diskussion", "Austausch in Kleingruppen"],
        ),
        (
            "Programm: Begrüßung // Impulsvortrag „Ehrenamt im Wandel“ (Dr. Maria Wolf) // Podiumsdiskussion mit Gästen\n",
            ["Begrüßung", "Ehrenamt im Wandel", "Podiumsdiskussion mit Gästen"],
        ),
        (
            "Begrüßung | Vortrag „Ehrenamt im Wandel“ | Thementische | Abschlussrunde\n",
            ["Begrüßung", "Ehrenamt im Wandel", "Thementische", "Abschlussrunde"],
        ),
        (
            "Auf dem Programm stehen: Begrüßung, Impulsvortrag, Gruppenarbeit und Ausblick. Anmeldung per Mail.\n",
            ["Begrüßung", "Impulsvortrag", "Gruppenarbeit", "Ausblick"],
        ),
        ("Startseite | Termine | Vortrag | Kontakt\n", []),
    ],
)
def test_points_in_one_line(text: str, expected: list[str]):
    assert [title for _label, title, _people in sessions(text)] == expected


# --- below a time ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "13:00 Uhr\n• Begrüßung durch Landrat Peter Kranz\n• Einstiegsvortrag: Warum eine Strategie?\n\n18:00 Uhr\n"
                "• Vorstellung der Ergebnisse\n• Ausblick\n"
            ),
            [
                ("Begrüßung", "13:00"),
                ("Warum eine Strategie?", ""),
                ("Vorstellung der Ergebnisse", "18:00"),
                ("Ausblick", ""),
            ],
        ),
        (
            (
                "10.00 Begrüßung\nEva Lind, Stadt Altenau\n\n10. 15 Vorträge\n„Wohnen im Alter“\nDr. Maria Wolf (Universität "
                "Seeheim)\n\n„Wohnen mit Kindern“\nPaul Stein, Stadt Altenau\n\n12.00 Mittagspause\n\n13.30 Praxisbeispiele aus "
                "der Region\n\n  • Wohnhof 2.0 (Kreis Altenau), Anna Berg, Kreis Altenau\n\n14.45 Abschluss\n"
            ),
            [
                ("Begrüßung", "10:00"),
                ("Wohnen im Alter", "10:15"),
                ("Wohnen mit Kindern", ""),
                ("Praxisbeispiele aus der Region", "13:30"),
                ("Wohnhof 2.0 (Kreis Altenau)", ""),
                ("Abschluss", "14:45"),
            ],
        ),
        (
            "* 9:30: Begrüßung (Eva Lind)\n* 11:30: Workshops\n   * Umbau (Paul Stein)\n   * Neubau (Karl Tal)\n* 12:30: Abschluss\n",
            [("Begrüßung", "09:30"), ("Umbau", "11:30"), ("Neubau", "11:30"), ("Abschluss", "12:30")],
        ),
        (
            (
                "10:00 Uhr Begrüßung\n10:30 Uhr Impuls: Wohnen heute\n- Was sich ändert\n- Was bleibt\n11:00 Uhr Podium\n"
                "- Maria Wolf, Universität Seeheim\n- Paul Stein, Stadt Altenau\n12:30 Uhr Ende\n"
            ),
            [("Begrüßung", "10:00"), ("Wohnen heute", "10:30"), ("Podium", "11:00")],
        ),
        (
            (
                "Block I (10:00 – 11:30 Uhr)\nWohnen im Alter\nDr. Maria Wolf, Universität Seeheim\n\nBlock II (12:30 – 14:00 Uhr)\n"
                "Wohnen mit Kindern\nPaul Stein, Stadt Altenau\n"
            ),
            [("Wohnen im Alter", "10:00"), ("Wohnen mit Kindern", "12:30")],
        ),
        (
            (
                "14–14.15 Uhr\nBegrüßung\nEva Lind, Stadt Altenau\n\n15–16.30 Uhr\nThementische\n• Räume (Paul Stein, Verein Alt)\n"
                "• Geld (Karl Tal, Verein Neu)\n\n16.30–17 Uhr\nAbschluss\n"
            ),
            [("Begrüßung", "14:00"), ("Räume", "15:00"), ("Geld", "15:00"), ("Abschluss", "16:30")],
        ),
        (
            (
                "10 Uhr Eröffnung\n11 Uhr Archive im Wandel, Dr. Maria Wolf\nRückfragen und Austausch\n12 Uhr Imbiss\n"
                "anschließend Rundgang durch das Quartier\n"
            ),
            [
                ("Eröffnung", "10:00"),
                ("Archive im Wandel", "11:00"),
                ("Rückfragen und Austausch", ""),
                ("Rundgang durch das Quartier", ""),
            ],
        ),
        (
            (
                "10:00 Begrüßung\n11:00 Kurzvorstellungen:\n – Dorfmobil Altenau (Karl Tal)\n – Bürgerbus Seedorf (Anna Berg)\n"
                "12:30 Abschluss\n"
            ),
            [
                ("Begrüßung", "10:00"),
                ("Dorfmobil Altenau", "11:00"),
                ("Bürgerbus Seedorf", ""),
                ("Abschluss", "12:30"),
            ],
        ),
        (
            "9:30 Uhr | Eröffnung | Eva Lind\n„Was ist ein Dorf?“ | Dr. Maria Wolf Leiterin des Instituts Seeheim\n12:00 Uhr | Gespräche\n",
            [("Eröffnung", "09:30"), ("Was ist ein Dorf?", ""), ("Gespräche", "12:00")],
        ),
    ],
)
def test_points_share_a_time(text: str, expected: list[tuple]):
    assert times(HEAD + text) == expected


def test_a_short_programme_in_one_line():
    text = "Programm: 9.30 Uhr Begrüßung, 10:00 Uhr: Vortrag „Wohnen im Wandel“, 11:30 Uhr: Podiumsdiskussion, 12:30 Uhr: Ausklang\n"
    assert times(HEAD + text) == [
        ("Begrüßung", "09:30"),
        ("Wohnen im Wandel", "10:00"),
        ("Podiumsdiskussion", "11:30"),
    ]


def test_a_label_is_no_point_of_a_programme():
    text = "Zeit:\n16:00 - 21:00 Uhr\nOrt:\nHaus am See\n\n16:00 Uhr: Begrüßung\n17:00 Uhr: Diskussion\n20:30 Uhr: Er"
    assert [title for title, _time in times(HEAD + text)] == ["Begrüßung", "Diskussion"]


def test_modules_have_days_of_their_own():
    text = "Modul 1: Bestand (10. März 2024)\nModul 2: Ideen (17. März 2024, 17 Uhr)\n"
    (event,) = recognised(read_document("text.txt", (HEAD + text).encode(), NOW).records)
    assert [(one["label"], one["title"], one["start"]) for one in event["sessions"]] == [
        ("1", "Bestand", "2024-03-10"),
        ("2", "Ideen", "2024-03-17T17:00+01:00"),
    ]


# --- in sentences ---


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Workshop 1 beschäftigte sich mit Förderung, Workshop 2 mit Werbung. Workshop 4 trug den Titel „Digital im Verein“.",
            ["Förderung", "Werbung", "Digital im Verein"],
        ),
        (
            (
                "Neben einem Vortrag von Maria Wolf zum Thema „Alter neu denken“ gab es zwei Arbeitsgruppen: „Zu Hause im Alter“ "
                "(Leitung: Paul Stein) und „Mobil bleiben“ (Leitung: Anna Berg)."
            ),
            ["Alter neu denken", "Zu Hause im Alter", "Mobil bleiben"],
        ),
        ("In drei Arbeitsgruppen – Verkehr, Schule und Grün – entstanden Vorschläge.", ["Verkehr", "Schule", "Grün"]),
        (
            "Die Gäste arbeiteten in drei Workshops zu den Themen Wohnen im Alter, Umbau und Sanierung sowie Verkehr.",
            ["Wohnen im Alter", "Umbau und Sanierung", "Verkehr"],
        ),
        (
            "Alle konnten sich vier Themengruppen zuordnen: Würdigung und Dank, Vernetzung, Presse sowie Fördermittel.",
            ["Würdigung und Dank", "Vernetzung", "Presse", "Fördermittel"],
        ),
        (
            "An vier Thementischen (Klima, Verkehr, Bildung und Kultur) wurde gearbeitet.",
            ["Klima", "Verkehr", "Bildung", "Kultur"],
        ),
        ("In den drei Foren ging es um Bildung, Arbeit und Sport.", ["Bildung", "Arbeit", "Sport"]),
        ("Höhepunkt war ein Impuls zur Nachfolge im Ehrenamt, den Maria Wolf gab.", ["Nachfolge im Ehrenamt"]),
        ("Paul Stein hielt einen Vortrag zum Thema Fördermittel für Vereine.", ["Fördermittel für Vereine"]),
        ("Ein Workshop zum Thema nachhaltige Mobilität eröffnete den Nachmittag.", ["Nachhaltige Mobilität"]),
        ("In einer von Maria Wolf moderierten Gesprächsrunde stellten sich alle vor.", ["Gesprächsrunde"]),
        ("Auf einem „Markt der Möglichkeiten“ zeigten Vereine ihre Arbeit.", ["Markt der Möglichkeiten"]),
        ("Danach referierte Eva Lind über die „Offensive Wohnen im Land“.", ["Offensive Wohnen im Land"]),
        ("In Workshops zu Themen wie Mobilität, Wohnen und Kultur wurde diskutiert.", []),
        ("In zwei Workshops zur Zukunft der Orte kamen viele zusammen, auch Vereine und Verbände.", []),
        ("Über vier Themen wurde gesprochen: Mobilität, Wohnen, Bildung und Ehrenamt.", []),
        ("Zwei Workshops zu je 20 Personen waren ausgebucht.", []),
    ],
)
def test_sentences_count_up_sessions(sentence: str, expected: list[str]):
    assert [title for _label, title, _people in sessions(f"Der Fachtag war gut besucht. {sentence}\n")] == expected


def test_who_gave_the_talk_is_not_who_welcomed():
    text = (
        "Nach den Grußworten von Peter Kranz und Eva Lind führte Maria Wolf mit ihrem Vortrag „Land im Wandel“ ein.\n"
    )
    assert sessions(text) == [(None, "Land im Wandel", ["Maria Wolf"])]


def test_who_speaks_stands_above_the_title():
    text = (
        "Vorträge\n\nDr. Maria Wolf\nEnergieagentur Altenau\nKommunale Wärmeplanung\n\nPaul Stein\nStadtwerke Seedorf\n"
        "Nahwärme im Ort\n\nAnna Berg\nBürgerenergie eG\nPhotovoltaik gemeinsam\n"
    )
    assert sessions(text) == [
        (None, "Kommunale Wärmeplanung", ["Maria Wolf"]),
        (None, "Nahwärme im Ort", ["Paul Stein"]),
        (None, "Photovoltaik gemeinsam", ["Anna Berg"]),
    ]


def test_who_speaks_stands_above_the_kind_and_title():
    text = (
        "Referentinnen und Referenten\n\nMaria Wolf, Universität Seeheim\nVortrag: Zuhören lernen\n\n"
        "Paul Stein, Caritas Altenau\nWorkshop: Konflikte klären\n"
    )
    assert sessions(text) == [
        (None, "Zuhören lernen", ["Maria Wolf"]),
        (None, "Konflikte klären", ["Paul Stein"]),
    ]


def test_two_quoted_titles_are_enough_where_talks_are_announced():
    text = (
        "Vormittags standen zwei Fachimpulse auf dem Programm:\n\n„Klimaneutrale Ämter“ – Maria Wolf, Stadt Altenau\n"
        "„Grüne IT“ – Karl Tal, Rechenzentrum Nord\n\nDanach wurde beraten.\n"
    )
    assert sessions(text) == [(None, "Klimaneutrale Ämter", ["Maria Wolf"]), (None, "Grüne IT", ["Karl Tal"])]


def test_who_welcomes_below_a_heading():
    text = (
        "Begrüßung durch die Veranstalterin\n\nMaria Wolf, Landesarchiv\n\nHerzlich willkommen zu unserem Fachtag, auf den "
        "wir uns alle schon lange freuen.\n"
    )
    assert sessions(text) == [(None, "Begrüßung durch die Veranstalterin", ["Maria Wolf"])]


def test_entries_of_contents_have_no_numbers_of_pages():
    text = "Inhalt\n1 Vorwort 3\n2 Foren 9\n2.1 Forum 1: Räume 10\n2.2 Forum 2: Zeiten 14\n3 Ausblick 22\n"
    assert [(label, title) for label, title, _people in sessions(text)] == [("1", "Räume"), ("2", "Zeiten")]


def test_the_end_of_a_letter_is_no_speaker():
    text = (
        "Tagesordnung:\n1. Begrüßung\n2. Bericht\n3. Verschiedenes\n\nMit freundlichen Grüßen\nEva Lind, Vorsitzende\n"
    )
    assert sessions(text) == [("1", "Begrüßung", []), ("2", "Bericht", []), ("3", "Verschiedenes", [])]


def test_each_labelled_session_of_a_sentence_has_its_own_people():
    text = "Forum 1 „Leerstand“ wurde von Paul Stein moderiert, Forum 2 „Läden“ von Anna Berg und Forum 3 „Kultur“ von Karl Tal.\n"
    assert sessions(text) == [
        ("1", "Leerstand", ["Paul Stein"]),
        ("2", "Läden", ["Anna Berg"]),
        ("3", "Kultur", ["Karl Tal"]),
    ]


def test_house_and_title_stand_in_one_bracket():
    text = "Inputs kamen von Maria Wolf (Stadt Altenau: „Wärme“) und Paul Stein (Kreis Seedorf: „Verkehr“).\n"
    assert sessions(text) == [(None, "Wärme", ["Maria Wolf"]), (None, "Verkehr", ["Paul Stein"])]


def test_the_title_of_a_talk_is_no_house():
    text = "Es folgten Vorträge von Maria Wolf („Engagement im Wandel“) und Paul Stein („Recht im Verein“).\n"
    (event,) = recognised(read_document("text.txt", (HEAD + text).encode(), NOW).records)
    assert [(who["name"], who["organisation"]) for one in event["sessions"] for who in one["people"]] == [
        ("Maria Wolf", None),
        ("Paul Stein", None),
    ]


# --- ways of printing times and labels ---


@pytest.mark.parametrize(
    "row",
    [
        "{a} Uhr bis {b} Uhr: {t}",
        "von {a} bis {b} Uhr: {t}",
        "{a}-{b}h {t}",
        "[{a}] {t}",
        "({a}) {t}",
        "Um {a} Uhr: {t}",
        "{a}; {t}",
        "{a} – {b} | {t}",
        "• {a} Uhr: {t}",
        "{t}, {a} Uhr",
        "{t} ({a}–{b} Uhr)",
        "{t}\n{a} – {b} Uhr",
        "{a}\n\n{t}\n",
    ],
)
@pytest.mark.parametrize("sign", [":", "."])
def test_rows_print_their_time_in_many_ways(row: str, sign: str):
    items = [
        ("9:00", "9:15", "Begrüßung"),
        ("9:15", "10:00", "Bauen mit Holz"),
        ("10:00", "11:00", "Fazit und Ausblick"),
    ]
    text = "\n".join(row.format(a=a.replace(":", sign), b=b.replace(":", sign), t=title) for a, b, title in items)
    assert times(HEAD + f"Programm\n\n{text}\n") == [
        ("Begrüßung", "09:00"),
        ("Bauen mit Holz", "09:15"),
        ("Fazit und Ausblick", "10:00"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Workshop {n} – {t}",
        "WS {n}: {t}",
        "W{n}: {t}",
        "FORUM {n}: {t}",
        "Workshop {a}) {t}",
        "({n}) {t}",
        "{n}. Workshop: {t}",
        "Workshop {n} zum Thema „{t}“",
        "World-Café-Tisch {n}: {t}",
        "WORKSHOP {a}\n{t}\n",
        "Workshop {n} | {t} | Maria Wolf",
        "Workshop {n} (Raum 3): {t}",
    ],
)
def test_labels_are_printed_in_many_ways(head: str):
    titles = ["Leben im Alter", "Bauen mit Holz", "Verkehr im Dorf"]
    rows = "\n".join(head.format(n=n, a="ABC"[n - 1], t=title) for n, title in enumerate(titles, 1))
    found = sessions(f"Parallele Workshops:\n\n{rows}\n")
    assert [title for _label, title, _people in found] == titles
    assert [label for label, _title, _people in found] in (["1", "2", "3"], ["A", "B", "C"])


def test_rows_of_a_table_leave_their_time_out():
    rows = [
        ("10:00", "Begrüßung", "Eva Lind"),
        ("", "Bauen mit Holz", "Maria Wolf, Stadt Altenau"),
        ("11:00", "Workshops", ""),
        ("", "A: Umbau", "Paul Stein"),
        ("", "B: Neubau", "Karl Tal"),
        ("12:00", "Ende", ""),
    ]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<h1>Fachtag Wohnen</h1><p>3. März 2024, Rathaus Altenau</p><table>{table}</table>"
    (event,) = recognised(read_document("seite.html", f"<html><body>{page}</body></html>".encode(), NOW).records)
    assert [(one["label"], one["title"], (one["start"] or "")[11:16]) for one in event["sessions"]] == [
        (None, "Begrüßung", "10:00"),
        (None, "Bauen mit Holz", ""),
        ("A", "Umbau", "11:00"),
        ("B", "Neubau", "11:00"),
    ]
    assert [who["name"] for one in event["sessions"] for who in one["people"]] == [
        "Eva Lind",
        "Maria Wolf",
        "Paul Stein",
        "Karl Tal",
    ]
