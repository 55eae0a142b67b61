"""Rows that only say what or where something is: the title stands below, or several sessions do."""

from tests.unit.commands.documents.reading import HEAD, read_one, sessions, times

HOURS = "Programm\n\n10:00 Uhr Begrüßung\n"
END = "16:00 Uhr Ende\n"


def rows(text: str) -> list[tuple]:
    """Return label and title of the sessions between a greeting and the end of a programme."""
    return [(label, title) for label, title, _who in sessions(HOURS + text + END)[1:]]


# --- the title below what it is ---


def test_a_room_stands_between_a_row_and_its_title():
    text = "11:00 Uhr Festvortrag\nSaal 1\nWas ein Dorf zusammenhält\nDr. Anna Berg, Hochschule Seeheim\n"
    assert sessions(HOURS + text + END)[1:] == [(None, "Was ein Dorf zusammenhält", ["Anna Berg"])]


def test_a_question_or_who_discusses_below_a_podium():
    assert rows("11:00 Uhr Podiumsdiskussion\nWem gehört das Archiv?\nViele Akten liegen noch im Keller.\n") == [
        (None, "Wem gehört das Archiv?")
    ]
    assert rows("11:00 Uhr Podiumsdiskussion\nAkten und Äcker\nEs diskutieren:\nAnna Berg, Stadt Altenau\n") == [
        (None, "Akten und Äcker")
    ]
    assert rows("11:00 Uhr Podiumsgespräch zum Thema\n„Wege ins Netz“\nModeration: Anna Berg\n") == [
        (None, "Wege ins Netz")
    ]
    assert rows("11:00 Uhr Grußwort\nSind alle da?\n") == [(None, "Grußwort")]


def test_a_frame_says_room_and_language():
    text = "11:00\n\nKeynote\n\n- | Ratssaal | Deutsch\n\nWem gehört die Ampel?\n\nAnna Berg Stadt Altenau\n\n"
    assert rows(text + "14:00\n\nFazit\n\n") == [(None, "Wem gehört die Ampel?"), (None, "Fazit")]


def test_a_room_behind_a_label_is_no_title():
    text = (
        "Workshop 1 | Kleiner Saal\nWege ins Netz\nAnna Berg, Stadt Altenau\n\nWorkshop 2 | Raum 104\nHecken im Dorf\n"
    )
    assert [one[:2] for one in sessions(text)] == [("1", "Wege ins Netz"), ("2", "Hecken im Dorf")]


def test_a_quotation_below_what_it_is_and_beside_it():
    text = "Grußwort:\n„Wege ins Netz“\nErster Kreisrat Dr. Kuno Berg, Landkreis Altenau\n"
    assert sessions(text) == [(None, "Wege ins Netz", ["Kuno Berg"])]
    text = "Vortrag: „Wege ins Netz“ (ENG), Anna Berg, Stadt Altenau\nVortrag: „Hecken im Dorf“, Paul Stein, Stadt Seeheim\n"
    assert sessions(text) == [(None, "Wege ins Netz", ["Anna Berg"]), (None, "Hecken im Dorf", ["Paul Stein"])]


def test_a_labelled_title_loses_what_it_is():
    text = "TOP 1\nBegrüßung\n\nTOP 2\nImpulsvortrag „Acht Jahre Jugendrat“\n\nHerr Berg berichtete.\n"
    assert [one[:2] for one in sessions(text)] == [("1", "Begrüßung"), ("2", "Acht Jahre Jugendrat")]


# --- several below a row ---


def test_rooms_and_leaders_below_parallel_sessions():
    text = (
        "11:00 – 12:00 Uhr Parallele Veranstaltungen\n\nSaal 1\nLeichte Sprache im Bescheid\nReferentin: Anna Berg\n\n"
        "Raum Lahn\nMit Rollen durch die Altstadt\nStadtrundgang mit Paul Stein\n\n"
    )
    assert rows(text) == [(None, "Leichte Sprache im Bescheid"), (None, "Mit Rollen durch die Altstadt")]
    assert times(HEAD + HOURS + text + END)[1:] == [
        ("Leichte Sprache im Bescheid", "11:00"),
        ("Mit Rollen durch die Altstadt", "11:00"),
    ]


def test_the_room_below_a_labelled_session_is_its_own():
    text = (
        "11:00 – 12:00 Uhr Workshops\n\nWorkshop 1: Wege ins Netz\nRaum Dill, 1. OG\nLeitung: Anna Berg, Stadt Altenau\n\n"
        "Workshop 2: Hecken im Dorf\nRaum Ohm, 1. OG\nLeitung: Paul Stein, Stadt Seeheim\n\n"
    )
    assert sessions(HOURS + text + END)[1:] == [
        ("1", "Wege ins Netz", ["Anna Berg"]),
        ("2", "Hecken im Dorf", ["Paul Stein"]),
    ]


def test_two_rounds_number_their_sessions_from_one():
    text = (
        "11:00 Uhr\nWerkstattgespräche: Was brauchen kleine Ämter?\n1. Archive und Karten\n2. Räume in leeren Läden\n"
        "14:00 Uhr\nWerkstattgespräche: Wie kommen Ämter zusammen?\n1. Denkmal mit Programm\n2. Brandschutz in Scheunen\n"
    )
    assert rows(text) == [
        ("1", "Archive und Karten"),
        ("2", "Räume in leeren Läden"),
        ("1", "Denkmal mit Programm"),
        ("2", "Brandschutz in Scheunen"),
    ]


def test_numbers_without_a_sign_and_a_row_in_brackets():
    text = "11:00 Uhr Parallele Kleingruppen\n1 Wärme im Dorf: mit Anna Berg, Stadt Altenau\n2 Bürgerenergie: mit Paul Stein\n"
    assert rows(text) == [("1", "Wärme im Dorf"), ("2", "Bürgerenergie")]
    text = "11:00 – 12:15 Uhr\n(zwei parallele Fachforen)\n- I: Wege ins Netz\n- II: Hecken im Dorf\n"
    assert rows(text) == [("I", "Wege ins Netz"), ("II", "Hecken im Dorf")]


def test_numbered_talks_in_one_row_with_their_rooms():
    text = "11:00 – 12:00 Uhr 1 Wege ins Netz Anna Berg, Ort: Saal 2 Hecken im Dorf Paul Stein, Ort: Werkraum\n"
    assert sessions(HOURS + text + END)[1:] == [
        ("1", "Wege ins Netz", ["Anna Berg"]),
        ("2", "Hecken im Dorf", ["Paul Stein"]),
    ]


def test_bullets_below_a_line_that_only_names_several():
    text = (
        "11:00 Uhr - Foren und Vorträge: Sie entscheiden sich für eines der Foren.\nForen\n"
        "- Wer setzt sich ans Steuer? - Bürgerbusse leben von Menschen mit Führerschein und freien Vormittagen. Gesucht "
        "werden Wege, Fahrerinnen und Fahrer zu gewinnen und sie bei der Stange zu halten, ohne sie zu überfordern.\n"
        "Moderator: Paul Stein, Stadt Seeheim\n"
    )
    assert sessions(HOURS + text + END)[1:] == [(None, "Wer setzt sich ans Steuer?", ["Paul Stein"])]


def test_points_that_only_head_others_are_none():
    text = (
        "11:00 – 12:00 Uhr Block I: Wasser in der Stadt\n11:00 – 11:30 Uhr Regen seit 1951\n"
        "11:30 – 12:00 Uhr Schwämme auf Sand\n"
    )
    assert rows(text) == [(None, "Regen seit 1951"), (None, "Schwämme auf Sand")]
    text = "TOP 1 Begrüßung\n\nTOP 2 Arbeit in zwei Gruppen\n\nGruppe 1: Recht und Geld\n\nGruppe 2: Hilfe im Amt\n\nTOP 3 Fazit\n"
    assert [one[:2] for one in sessions(text)] == [
        ("1", "Begrüßung"),
        ("1", "Recht und Geld"),
        ("2", "Hilfe im Amt"),
        ("3", "Fazit"),
    ]


def test_a_label_in_a_column_and_chapters_above_a_group():
    text = "11:00 – 12:00\tFachforen, Runde 1\nForum A\tWege ins Netz\nForum B\tHecken im Dorf\n"
    assert rows(text) == [("A", "Wege ins Netz"), ("B", "Hecken im Dorf")]
    text = "3. Arbeitsgruppen\n\nAG 1 Wege ins Netz\nLeitung: Anna Berg\n\nAG 2 Hecken im Dorf\nLeitung: Paul Stein\n"
    assert [one[:2] for one in sessions(text)] == [("1", "Wege ins Netz"), ("2", "Hecken im Dorf")]


# --- what stands behind a title, and other ways of printing ---


def test_what_stands_behind_a_title_is_none_of_it():
    said = {
        "Beirat der Stadt (nicht öffentlich)": "Beirat der Stadt",
        "Wege ins Netz (Inputvortrag und Diskussion)": "Wege ins Netz",
        "Begrüßung und Einführung mit Grußwort von Anna Berg": "Begrüßung und Einführung",
        "Eröffnung der Schau mit Grußworten des Landkreises": "Eröffnung der Schau",
        "Eröffnung der Schau 2025 mit Grußworten des Landkreises": "Eröffnung der Schau 2025",
        "Grußwort der beteiligten Ämter, Altenau, Seeheim & Berg": "Grußwort der beteiligten Ämter",
        "Begrüßung, Vorstand Anna Berg (Diakonie Seeheim)": "Begrüßung",
        "Ausblick auf 2024, Ort: Saal": "Ausblick auf 2024",
        "Begrüßung durch die Vorsitzende Anna Berg": "Begrüßung",
        "Anna Berg und Paul Stein (angefragt) im Gespräch über das Gehörte": "Gespräch über das Gehörte",
        "Vortrag zum Thema „Wege ins Netz“ von Dr. Anna Berg, Stadt Altenau": "Wege ins Netz",
    }
    for words, title in said.items():
        assert rows(f"11:00 Uhr {words}\n") == [(None, title)], words


def test_two_people_glued_to_a_title():
    text = (
        "Programm:\n\n  • Begrüßung und Einführung Anna Berg, Leiterin der Stelle Altenau\n"
        "  • Wege ins Netz nach drei Jahren Paul Stein und Jule Wald, Dorfmanager der Gemeinde Seeheim\n"
        "  • Hecken im Dorf Dr. Eva Wald, Hochschule Seeheim\n  • Schlusswort Anna Berg, Stadt Altenau\n"
    )
    assert sessions(text)[1:] == [
        (None, "Wege ins Netz nach drei Jahren", ["Paul Stein", "Jule Wald"]),
        (None, "Hecken im Dorf", ["Eva Wald"]),
        (None, "Schlusswort", ["Anna Berg"]),
    ]


def test_titles_with_who_leads_or_the_slot_below():
    text = (
        "„Rathaus als Plattform“ - Was wird möglich?\nmit Anna Berg, Stadt Altenau\nWir sehen uns Bausteine an.\n"
        "Freitag, 10 bis 12 Uhr\n\n„Schöner scannen“ - Wie kommen Akten ins Netz?\nmit Paul Stein, Stadtarchiv Seeheim\n"
        "Ein Besuch im Keller.\n"
    )
    assert sessions(text) == [
        (None, "Rathaus als Plattform - Was wird möglich?", ["Anna Berg"]),
        (None, "Schöner scannen - Wie kommen Akten ins Netz?", ["Paul Stein"]),
    ]
    assert times(HEAD + text)[0][1] == "10:00"
    text = (
        "Haushalt zum Anfassen bitte\n\n(Slot 1 – Session A)\nSessiongeberin: Anna Berg, Stadt Altenau\n\n"
        "Stadtteilkarten für alle\n\n(Slot 1 – Session B)\nSessiongeber: Paul Stein\n"
    )
    assert sessions(text) == [
        (None, "Haushalt zum Anfassen bitte", ["Anna Berg"]),
        (None, "Stadtteilkarten für alle", ["Paul Stein"]),
    ]


def test_times_stuck_to_the_word_before():
    text = (
        "Das Programm des Tages steht fest.geplanter Ablauf:10:00 Uhr Begrüßung durch Vizepräsidentin Anna Berg anschl. "
        "Vortrag zum Thema „Wege ins Netz“ von Dr. Paul Stein, Geograf aus Altenau11:15 Uhr Lesung der Anträge12:45 Uhr "
        "Mittagspause13:45 Uhr Plenarsitzung17:15 Uhr Ende Verantwortlich für den Text ist das Amt\n"
    )
    assert sessions(text) == [
        (None, "Begrüßung", ["Anna Berg"]),
        (None, "Wege ins Netz", ["Paul Stein"]),
        (None, "Lesung der Anträge", []),
        (None, "Plenarsitzung", []),
    ]


def test_times_and_letters_that_lost_their_signs():
    text = "1400 Willkommen fuumlr alle\n\n1410 Wege uumlber Land\n\n1540 Pause\n\n1600 Straszligen und Plaumltze\n"
    assert times(HEAD + text) == [
        ("Willkommen für alle", "14:00"),
        ("Wege über Land", "14:10"),
        ("Straßen und Plätze", "16:00"),
    ]
    text = "Chronik\n\n1990 Gründung\n\n2005 Umbau\n\n2015 Jubiläum\n"
    assert read_one(HEAD + text)["sessions"] == []


def test_links_to_other_pages_and_voices_are_no_sessions():
    text = "Workshop 6: Wege ins Netz\n\nDie Runde war groß.\n\nWeitere Workshops\n\nWorkshop 1 | Workshop 2 | Workshop 3\n"
    assert [one[:2] for one in sessions(text)] == [("6", "Wege ins Netz")]
    text = HOURS + "11:00 Uhr Fazit\n\nSTIMMEN\n\n„Der Admin gehört allen“\nAnna Berg\n"
    assert [one[1] for one in sessions(text)] == ["Begrüßung", "Fazit"]


def test_an_agenda_and_the_minutes_tell_of_a_point_once():
    text = (
        "Tagesordnung:\n\n1. Begrüßung\n\n2. Impulsvortrag „Acht Jahre Jugendrat“\n(Gast: Paul Stein, Stadt Seeheim)\n\n"
        "TOP 1.\nBegrüßung\n\nTOP 2.\nImpulsvortrag „Acht Jahre Jugendrat“\n\nHerr Stein berichtete.\n"
    )
    assert [one[:2] for one in sessions(text)] == [("1", "Begrüßung"), ("2", "Acht Jahre Jugendrat")]
