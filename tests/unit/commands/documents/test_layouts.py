"""Layouts of German programmes, minutes, mails and pages, each with what is read of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commands.documents import DocumentError, read_document, recognised

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def events(text: str, filename: str = "text.txt") -> list[dict]:
    return recognised(read_document(filename, text.encode(), NOW).records)


def sessions(text: str, filename: str = "text.txt") -> list[tuple]:
    (event,) = events(text, filename)
    return [
        (one["label"], one["title"], (one["start"] or "")[11:16], (one["end"] or "")[11:16])
        for one in event["sessions"]
    ]


def people(text: str, filename: str = "text.txt") -> list[tuple]:
    (event,) = events(text, filename)
    return [
        (one["name"], one["organisation"])
        for one in [*event["people"], *(who for session in event["sessions"] for who in session["people"])]
    ]


HEAD = "Fachtag Offene Daten\n\nDatum: 12. Mai 2023\n\n"


# --- timetables ---


def test_arrival_breaks_and_end_are_no_sessions():
    rows = (
        "9:00 Uhr Registrierung und Begrüßungskaffee\n9:30 Uhr Begrüßung\n10:30 Uhr Kaffee- & Gesprächspause\n"
        "11:00 Uhr Ende-zu-Ende-Digitalisierung\n12:00 Uhr Gemeinsames Mittagessen\n13:00 Uhr Ankommen und Einführung\n"
        "14:00 Uhr Pausenhöfe entsiegeln\n15:00 Uhr Ende der Veranstaltung\n"
    )
    assert [title for _label, title, _start, _end in sessions(HEAD + rows)] == [
        "Begrüßung",
        "Ende-zu-Ende-Digitalisierung",
        "Ankommen und Einführung",
        "Pausenhöfe entsiegeln",
    ]


def test_forums_take_the_time_of_the_row_above_them():
    rows = (
        "10:00 - 10:30 Uhr Vortrag: Lage\n11:00 - 12:30 Uhr Parallele Foren\nForum A: Wasser\nForum B: Wärme\n"
        "13:30 Uhr Berichte aus den Foren\n"
    )
    assert sessions(HEAD + rows) == [
        (None, "Lage", "10:00", "10:30"),
        ("A", "Wasser", "11:00", "12:30"),
        ("B", "Wärme", "11:00", "12:30"),
        (None, "Berichte aus den Foren", "13:30", ""),
    ]


def test_a_question_that_a_forum_asks_is_no_session():
    assert (
        sessions(HEAD + "Zum Auftakt stellt das Forum die einfache Frage „Was ist eine Stadt?“ in den Mittelpunkt.\n")
        == []
    )


def test_a_row_that_more_than_heads_forums_is_a_session():
    rows = "10:00 Uhr Einführung\n11:00 Uhr Foren und ihre Regeln\n12:00 Uhr Abschlussrunde\n"
    assert [title for _l, title, _s, _e in sessions(HEAD + rows)] == [
        "Einführung",
        "Foren und ihre Regeln",
        "Abschlussrunde",
    ]


def test_times_without_the_word():
    rows = "9.30 Begrüßung\n9.45 Lagebild\n11.15 Notfallplan\n"
    assert sessions(HEAD + rows) == [
        (None, "Begrüßung", "09:30", ""),
        (None, "Lagebild", "09:45", ""),
        (None, "Notfallplan", "11:15", ""),
    ]


def test_a_table_with_a_head():
    table = (
        "| Uhrzeit | Programmpunkt | Wer |\n|---|---|---|\n| 9.30 | Begrüßung | Eva Beispiel (Stadt Altdorf) |\n"
        "| 10.15 | Kaffee | |\n| 11.00 | Workshop 1: Daten finden | Jan Muster, Kreis Neudorf |\n"
    )
    assert sessions(HEAD + table, "a.md") == [(None, "Begrüßung", "09:30", ""), ("1", "Daten finden", "11:00", "")]
    assert people(HEAD + table, "a.md") == [("Eva Beispiel", "Stadt Altdorf"), ("Jan Muster", "Kreis Neudorf")]


def test_a_numbered_table():
    table = "| Nr. | Thema | Vortrag |\n|---|---|---|\n| 1 | Bedarf | Ina Probe, Stadt Altdorf |\n| 2 | Kosten | |\n"
    assert [(label, title) for label, title, _s, _e in sessions(HEAD + table, "a.md")] == [
        ("1", "Bedarf"),
        ("2", "Kosten"),
    ]


def test_cells_that_reach_over_rows():
    page = (
        "<html><h1>Fachtag Offene Daten</h1><p>Datum: 12. Mai 2023</p><table>"
        "<tr><td>09:00 – 09:10</td><td>Eröffnung</td></tr>"
        "<tr><td rowspan='2'>11:00 – 12:30</td><td>Workshop A: Wasser</td></tr><tr><td>Workshop B: Wärme</td></tr></table>"
    )
    assert sessions(page, "a.html")[1:] == [("A", "Wasser", "11:00", "12:30"), ("B", "Wärme", "11:00", "12:30")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Freitag", "Samstag"), ("Tag 1", "Tag 2: Vertiefung"), ("| Zeit | 12. Mai |", "| Zeit | 13. Mai |")],
)
def test_days_of_a_programme(first, second):
    text = (
        f"Fachtag Offene Daten\n\n12. bis 13. Mai 2023\n\n{first}\n10:00 Uhr Auftakt\n\n{second}\n9:00 Uhr Rundgang\n"
    )
    (event,) = events(text)
    assert [one["start"][:10] for one in event["sessions"]] == ["2023-05-12", "2023-05-13"]


def test_a_day_that_nothing_names_is_not_guessed():
    (event,) = events("Fachtag Offene Daten\n\n12. bis 13. Mai 2023\n\n10:00 Uhr Auftakt\n11:00 Uhr Rundgang\n")
    assert [one["start"] for one in event["sessions"]] == [None, None]


def test_a_weekday_that_contradicts_the_dates_gives_no_day():
    text = "Fachtag Offene Daten\n\n12. bis 13. Mai 2023\n\nMontag\n10:00 Uhr Auftakt\n11:00 Uhr Rundgang\n"
    (event,) = events(text)
    assert [one["start"] for one in event["sessions"]] == [None, None]


def test_a_deadline_heads_no_day():
    text = HEAD + "Anmeldeschluss 3. Mai 2023\n10:00 Uhr Auftakt\n11:00 Uhr Rundgang\n"
    (event,) = events(text)
    assert [one["start"][:10] for one in event["sessions"]] == ["2023-05-12", "2023-05-12"]


# --- lists, minutes ---


def test_points_of_an_agenda_keep_their_numbers():
    text = "Sitzung des Digitalausschusses\n\nDatum: 12. Mai 2023\n\nTagesordnung\n1. Eröffnung\n2. Haushalt\n3. Verschiedenes\n"
    assert [(label, title) for label, title, _s, _e in sessions(text)] == [
        ("1", "Eröffnung"),
        ("2", "Haushalt"),
        ("3", "Verschiedenes"),
    ]


def test_next_steps_in_a_numbered_list_are_no_sessions():
    text = HEAD + "Was wir verabredet haben\n1. Der Kreis prüft.\n2. Die Stadt schreibt.\n3. Alle lesen.\n"
    assert sessions(text) == []


def test_who_speaks_on_what():
    text = (
        HEAD
        + "Es sprechen\n\n- Eva Probe (Stadt Altdorf): „Daten finden“\n- Jan Muster (Kreis Neudorf): „Daten teilen“\n"
    )
    assert [title for _l, title, _s, _e in sessions(text)] == ["Daten finden", "Daten teilen"]
    assert people(text) == [("Eva Probe", "Stadt Altdorf"), ("Jan Muster", "Kreis Neudorf")]


def test_a_list_that_begins_with_a_welcome():
    text = (
        HEAD
        + "- Begrüßung\n- Impuls: Daten in der Fläche\nJan Muster, Kreis Neudorf\n- Werkstattgespräch: Wohin damit?\nN. N.\n"
    )
    assert [title for _l, title, _s, _e in sessions(text)] == ["Begrüßung", "Daten in der Fläche", "Wohin damit?"]
    assert people(text) == [("Jan Muster", "Kreis Neudorf")]


def test_minutes_without_a_sign_after_the_number():
    text = "# Lenkungskreis Daten\n\nDatum: 12. Mai 2023\n\n### TOP 1 Haushalt\n\nWird angenommen.\n\n### TOP 2 Verschiedenes\n\nKeines.\n"
    assert [(label, title) for label, title, _s, _e in sessions(text, "a.md")] == [
        ("1", "Haushalt"),
        ("2", "Verschiedenes"),
    ]


def test_a_table_of_who_was_there():
    text = "7. Sitzung des Arbeitskreises\n\nDatum: 12.05.2023\n\nTeilnehmende\nEva Probe\t\tStadt Altdorf\nJan Muster\tKreis Neudorf\n"
    assert people(text) == [("Eva Probe", "Stadt Altdorf"), ("Jan Muster", "Kreis Neudorf")]


def test_deadlines_of_tasks_are_not_the_date():
    text = (
        "# Lenkungskreis Daten\n\n| Aufgabe | Zuständig | Frist |\n|---|---|---|\n| Prüfen | Probe | 27.02.2026 |\n\n"
        "Der Lenkungskreis traf sich am 5. Februar 2026.\n"
    )
    assert events(text, "a.md")[0]["start"] == "2026-02-05"


# --- what is around a text ---


def test_a_mail():
    text = (
        "Von: Netz <info@netz.example>\nAn: Verteiler\nDatum: Mo, 12.10.2026 08:47\n"
        "Betreff: WG: SAVE THE DATE: 5. Netzwerktage Daten am 22. und 23. April 2027 in Altdorf\n\n"
        "Die 5. Netzwerktage Daten finden am 22. und 23. April 2027 im Haus am See in Altdorf statt.\n"
    )
    (event,) = events(text)
    assert (event["title"], event["start"], event["end"], event["place"]) == (
        "5. Netzwerktage Daten",
        "2027-04-22",
        "2027-04-23",
        "Haus am See in Altdorf",
    )


def test_a_report_of_the_press_office():
    text = (
        "Pressemitteilung 58/2024\n\nAltdorf, 18. März 2024\n\nAuftaktveranstaltung zur Kooperation der Rechenzentren\n\n"
        "Mit rund 60 Gästen ist am Donnerstag, 14. März 2024, im Josefshaus in Altdorf die gemeinsame Arbeit gestartet. "
        "Eva Probe, Landrätin des Landkreises Neudorf, begrüßte die Gäste.\n"
    )
    (event,) = events(text)
    assert (event["title"], event["start"], event["place"]) == (
        "Auftaktveranstaltung zur Kooperation der Rechenzentren",
        "2024-03-14",
        "Josefshaus in Altdorf",
    )
    assert people(text) == [("Eva Probe", "Landkreis Neudorf")]


def test_front_matter_is_no_text():
    text = "---\nlayout: termin\npublished: 2026-11-02\n---\n\n# Fachtag Offene Daten\n\nTermin: 12. Mai 2027\n"
    assert [(event["title"], event["start"]) for event in events(text, "a.md")] == [
        ("Fachtag Offene Daten", "2027-05-12")
    ]


def test_a_definition_list():
    page = (
        "<html><h1>Fachtag Offene Daten</h1><dl><dt>Datum</dt><dd>10.11.2026</dd><dt>Uhrzeit</dt><dd>09:00 – 12:45 Uhr</dd>"
        "<dt>Anmeldeschluss</dt><dd>03.11.2026</dd></dl>"
    )
    (event,) = events(page, "a.html")
    assert (event["start"], event["end"]) == ("2026-11-10T09:00+01:00", "2026-11-10T12:45+01:00")


def test_signs_before_date_time_and_place():
    page = (
        "<html><h1>Friedhof im Wandel</h1><ul><li>📅 Freitag, 16. Mai 2025</li><li>🕘 09:00 bis 14:30 Uhr</li>"
        "<li>📍 Haus der Natur, Altdorf</li></ul><p>Das Fachforum bietet Überblick und Austausch für Verwaltungen.</p>"
    )
    (event,) = events(page, "a.html")
    assert (event["start"], event["end"], event["place"]) == (
        "2025-05-16T09:00+02:00",
        "2025-05-16T14:30+02:00",
        "Haus der Natur, Altdorf",
    )


def test_letters_set_apart():
    text = "N i e d e r s c h r i f t\n\nüber die Sitzung des Finanzausschusses\n\nDatum: 12. Mai 2023\n"
    assert events(text)[0]["title"] == "Sitzung des Finanzausschusses"


def test_lines_broken_at_a_width():
    text = (
        "Fachtag Offene Daten\n\n12. Mai 2023\n\n"
        "Auf dem Fachtag berichten Städte und Gemeinden davon, wie sie Daten\nteilen und was das für ihre Verwal-\n"
        "tung bedeutet. Danach sprechen wir über Geld, über Zeit und darüber,\nwer die Arbeit macht.\n\n"
        "10:00 Uhr   Vortrag: Was wir aus den Daten einer kleinen Stadt alles\n            lernen können\n"
        "            Eva Probe, Leiterin der Statistik, Kommunalverband\n            Mittelland e. V.\n"
        "11:00 Uhr   Aussprache\n            Jan Muster, Kreis Neudorf\n\n"
        "Bitte melden Sie sich rechtzeitig an, denn die Zahl der Plätze ist\nbegrenzt und die Nachfrage war bisher groß.\n"
    )
    assert [title for _l, title, _s, _e in sessions(text)] == [
        "Was wir aus den Daten einer kleinen Stadt alles lernen können",
        "Aussprache",
    ]
    assert people(text) == [("Eva Probe", "Kommunalverband Mittelland e. V."), ("Jan Muster", "Kreis Neudorf")]


def test_a_newsletter_is_divided_at_its_numbers():
    text = (
        "Newsletter 3/2026 vom 2. September 2026\n\n1. Aufruf „Dorfmitte“\n2. Werkstatt Leerstand\n3. Fahrradforum Altdorf\n\n"
        "-----------------------------------------------------\n1. Aufruf „Dorfmitte“\n\n"
        "Bis zum 30. November 2026 können Gemeinden Anträge stellen.\n\n"
        "-----------------------------------------------------\n2. Werkstatt Leerstand\n\n"
        "Mittwoch, 7. Oktober 2026, 13:00 bis 17:00 Uhr\nDorfhaus Neudorf\n\nWie kommen die Daten ins Kataster und wer pflegt sie?\n\n"
        "-----------------------------------------------------\n3. Fahrradforum Altdorf\n\n"
        "Im November 2026 lädt die Stadt Altdorf zum Fahrradforum ein. Der genaue Termin steht noch nicht fest.\n"
    )
    assert [(event["title"], event["start"]) for event in events(text)] == [
        ("Werkstatt Leerstand", "2026-10-07T13:00+02:00"),
        ("Fahrradforum Altdorf", "2026-11"),
    ]


def test_an_outlook_is_no_event_of_its_own():
    text = (
        "Workshop: Wärmeplanung geht weiter\n\nAm 19. Mai 2025 kamen im Bürgerhaus Neudorf Fachleute zu einem Workshop zusammen.\n\n"
        "Ausblick: So geht es weiter\n\nEine öffentliche Abschlussveranstaltung ist für den 14. Juli 2025 geplant, danach der Beschluss.\n"
    )
    assert [(event["title"], event["start"]) for event in events(text)] == [
        ("Workshop: Wärmeplanung geht weiter", "2025-05-19")
    ]


# --- dates, titles, places, people ---


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("12.05.2023 10:00 Uhr – 13.05.2023 16:00 Uhr", "2023-05-12T10:00+02:00", "2023-05-13T16:00+02:00"),
        ("Date: 10/19/2023 12:30 - 10/19/2023 17:00", "2023-10-19T12:30+02:00", "2023-10-19T17:00+02:00"),
        ("Datum\n18.10, 00:00 - 20.10.22, 00:00", "2022-10-18", "2022-10-20"),
        ("Termin: 16. Feb. 2022 08:00 PM", "2022-02-16T20:00+01:00", None),
        (
            "Datum: 5. Februar 2026\nBeginn / Ende: 10:00 Uhr / 11:40 Uhr",
            "2026-02-05T10:00+01:00",
            "2026-02-05T11:40+01:00",
        ),
        ("Termin: 9. November 2026\nDauer: 13.00 Uhr – 16.45 Uhr", "2026-11-09T13:00+01:00", "2026-11-09T16:45+01:00"),
        ("Im zweiten Halbjahr 2024 fand der Fachtag am 19. und 20.11. in Altdorf statt.", "2024-11-19", "2024-11-20"),
        ("Termin: 9. November 2026\nDauer: 2 Stunden", "2026-11-09", None),
        (
            "Der Fachtag am 21. Januar 2026 muss entfallen. Er wird nachgeholt am Mittwoch, 18. Februar 2026.",
            "2026-02-18",
            None,
        ),
        ("8. Juni 2023\nRathaus Altdorf, Saal\n\nRedaktionsschluss: 3. Juli 2023", "2023-06-08", None),
    ],
)
def test_dates_of_other_forms(words, start, end):
    (event,) = events(f"Fachtag Offene Daten\n\n{words}\n")
    assert (event["start"], event["end"]) == (start, end)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Das war das Barcamp Altdorf", "Barcamp Altdorf"),
        ("Großes Interesse an der Konferenz „Daten gemeinsam denken“", "Konferenz „Daten gemeinsam denken“"),
        ("Interkommunale Zusammenarbeit | 16. Februar, 20 Uhr", "Interkommunale Zusammenarbeit"),
        ("Archiv\n\nTagung für Kämmerer", "Tagung für Kämmerer"),
        (
            "Konferenz am 12. Mai 2023 in Altdorf\n\nDaten in Bayern – Motor der Region",
            "Daten in Bayern – Motor der Region",
        ),
        ("Netz Netz\n\nKonferenz Ländlicher Raum", "Konferenz Ländlicher Raum"),
        ("Start | Aktuelles | Rückblick\n\nKonferenz Ländlicher Raum", "Konferenz Ländlicher Raum"),
        (
            "Forum Zukunft: Der Austausch zwischen\nAltdorf und Neudorf",
            "Forum Zukunft: Der Austausch zwischen Altdorf und Neudorf",
        ),
        ("Verband Mitte\n\nZukunftswerkstatt „Teilen statt erfinden“", "Zukunftswerkstatt „Teilen statt erfinden“"),
    ],
)
def test_titles(lines, title):
    assert (
        events(f"{lines}\n\nDer Tag fand am 12. Mai 2023 statt, und viele Menschen aus der Region kamen.\n")[0][
            "title"
        ]
        == title
    )


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Beim Workshop in Altdorf im Mai 2022 stellten sich viele Fragen aus der Verwaltung.", "Altdorf"),
        ("12. Mai 2023\nim Pavillon am Rathaus Altdorf.\n\nWir freuen uns auf alle.", "Pavillon am Rathaus Altdorf"),
        (
            "Der Fachtag ist am 12. Mai 2023.\nWir treffen uns im Rathaus Altdorf, Raum 101.",
            "Rathaus Altdorf, Raum 101",
        ),
        ("12. Mai 2023\n\nMobilität im ländlichen Raum ist das Thema.", None),
        ("Online-Fachforum im Rahmen des Zukunftsforums am 12. Mai 2023", None),
        ("12. Mai 2023\n9:00 Uhr Eintreffen im Konferenzraum\n10:00 Uhr Begrüßung", None),
    ],
)
def test_places(words, place):
    assert events(f"Fachtag Offene Daten\n\n{words}\n")[0]["place"] == place


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Referentin: Eva Probe, Personalamt, Stadt Altdorf", [("Eva Probe", "Stadt Altdorf")]),
        ("Referentin: Eva Probe, Amt für Bodenkunde Altdorf", [("Eva Probe", "Amt für Bodenkunde Altdorf")]),
        ("Referentin: Eva Probe, Vorstand vhx", [("Eva Probe", "vhx")]),
        ("Gastgeberin: Eva Probe, Dorfladen Altdorf eG", [("Eva Probe", "Dorfladen Altdorf eG")]),
        ("Moderation des Nachmittags: Eva Probe, Büro Dorfdialog", [("Eva Probe", "Büro Dorfdialog")]),
        ("Der CDU-Abgeordnete Jan Muster sprach.", [("Jan Muster", None)]),
        (
            "Die Moderation lag bei Eva Probe vom Regionalmanagement Mitte.",
            [("Eva Probe", "Regionalmanagement Mitte")],
        ),
        ("Eva Probe, Leiterin der Südfranken Agentur, stellte Pläne vor.", [("Eva Probe", "Südfranken Agentur")]),
        ("Eva Probe (Mitte), Bürgermeisterin der Stadt Altdorf, stellte Pläne vor.", [("Eva Probe", "Stadt Altdorf")]),
        ("Referentin: Eva Probe, Vorsitzende LAG Mittelland", [("Eva Probe", "LAG Mittelland")]),
        ("Eva Probe (nicht im Bild) und Jan Muster sprachen.", [("Eva Probe", None), ("Jan Muster", None)]),
        ("Grundlagen von Open-Source-Software (OSS) wurden gezeigt.", []),
        ("Fragen? Wenden Sie sich bitte an Eva Probe.", []),
        ("aktualisiert von Eva Probe, 15.11.2016", []),
    ],
)
def test_people(line, said):
    assert people(HEAD + line + "\n") == said


def test_a_house_that_is_named_once_counts_for_the_person():
    text = HEAD + "Leitung: Eva Probe, Stadt Altdorf\n\n10:00 Uhr Einführung\nEva Probe\n11:00 Uhr Vortrag: Daten\n"
    assert people(text) == [("Eva Probe", "Stadt Altdorf")]


def test_houses_below_names():
    text = HEAD + (
        "11:00 Uhr Podiumsdiskussion „Wozu Daten?“\n\nEva Probe\nLandesring Mittelland\nJan Muster\nStädtetag Mittelland\n\n"
        "13:00 Uhr Rundgang\n"
    )
    assert people(text) == [("Eva Probe", "Landesring Mittelland"), ("Jan Muster", "Städtetag Mittelland")]


def test_a_title_in_the_genitive():
    text = (
        "Im Rahmen des landesweiten Datenforums am 15. November 2018 am Rathaus in Altdorf zeigten viele Gemeinden, was sie "
        "im letzten Jahr gebaut haben und wie sie es betreiben.\n"
    )
    assert [(event["title"], event["start"]) for event in events(text)] == [("Datenforum", "2018-11-15")]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Beim „Steh-World-Café“ am Mittwoch, 10. Juli 2024, geht es darum, wo der Schuh drückt.", "Steh-World-Café"),
        ("Die Leitstelle lädt alle Städte zu einem gemeinsamen Kongress am 10. Juli 2024 ein.", "Kongress"),
    ],
)
def test_titles_in_sentences(sentence, title):
    more = " Danach sprechen alle miteinander über das, was in der Stadt und auf dem Land fehlt, und sie bleiben bis zum Abend."
    assert [(event["title"], event["start"]) for event in events(sentence + more)] == [(title, "2024-07-10")]


def test_an_office_is_not_lent_to_the_next_person():
    text = (
        HEAD + "Auf dem Podium saßen Eva Probe, Leiterin der Agentur Mitte, Jan Muster, Stadt Altdorf, und andere.\n"
    )
    (event,) = events(text)
    assert [(one["name"], one["office"]) for one in event["people"]] == [
        ("Eva Probe", "Leiterin"),
        ("Jan Muster", None),
    ]


def test_an_author_is_nobody_of_the_event():
    assert (
        people("Fachtag Offene Daten\n\nEva Probe\n04.06.2023\n\nDer Fachtag fand am 12. Mai 2023 in Altdorf statt.\n")
        == []
    )


def test_a_talk_with_its_speaker_only():
    text = HEAD + "17:30 Uhr Begrüßung (Eva Probe)\n18:30 Uhr Vortrag Jan Muster (Datenwerk GmbH)\n"
    assert [title for _l, title, _s, _e in sessions(text)] == ["Begrüßung", "Vortrag"]
    assert people(text) == [("Eva Probe", None), ("Jan Muster", "Datenwerk GmbH")]


def test_a_label_before_the_date_is_no_session():
    assert (
        sessions(
            "Forum 21: Mittwoch, den 11.11.2015 14:00-15:30 Uhr\n\nWas das Dorf bewegt: Wege für das Land\n\nText.\n"
        )
        == []
    )


def test_pictures_name_nobody():
    text = (
        HEAD
        + "Eva Probe\n\n© Jan Muster\n\nBlick in den Saal. Foto: Max Beispiel\n\nDer Tag war lang und gut besucht.\n"
    )
    assert people(text) == []


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "Dann ging Dr. Eva Probe (Stadt Altdorf) in einem Impulsvortrag auf das Projekt „Digitale Agenda“ ein.",
            "Digitale Agenda",
        ),
        ("Über „Bilder. Und was sie bewirken“ spricht Eva Probe in einem Vortrag.", "Bilder. Und was sie bewirken"),
        ("Eva Probe referierte über das Thema „Vereine von morgen“.", "Vereine von morgen"),
        ("Den Hauptvortrag „Loslassen lernen“ hielt Eva Probe.", "Loslassen lernen"),
        ("Die Arbeitsgruppe „Technik und Schutz“ leitete Jan Muster.", "Technik und Schutz"),
    ],
)
def test_sessions_in_sentences(sentence, title):
    assert [found for _l, found, _s, _e in sessions(f"{HEAD}{sentence}\n")] == [title]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "**a " * 250_000,
        "[" * 500_000 + "](" * 200_000,
        "a > " * 250_000,
        "a-\n" * 100_000,
        "Zeile\n" * 100_000,
        "| a | b |\n" * 50_000,
    ],
)
def test_texts_that_are_none_are_refused(text):
    with pytest.raises(DocumentError, match="keine Veranstaltung zu erkennen"):
        events(text)
