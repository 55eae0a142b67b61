"""Talks on the lines below a row of a programme, and labels that came as one line or without a sign."""

from tests.unit.commands.documents.reading import HEAD, sessions, times

TITLES = ("Wege ins Netz", "Hecken im Dorf")


def titles(text: str) -> list[tuple]:
    """Return labels and titles of the sessions."""
    return [(label, title) for label, title, _who in sessions(text)]


# --- talks below a row ---


def test_titles_with_who_speaks_below_a_row_are_talks():
    text = (
        "Programm\n\n10:00 Uhr Begrüßung\n10:30 Uhr Archive im Alltag\nWege ins Netz: Anna Berg, Stadt Altenau\n"
        "Hecken im Dorf: Prof. Paul Stein, Hochschule Seeheim\n12:00 Uhr Ende\n"
    )
    assert sessions(text) == [
        (None, "Begrüßung", []),
        (None, "Wege ins Netz", ["Anna Berg"]),
        (None, "Hecken im Dorf", ["Paul Stein"]),
    ]
    assert times(HEAD + text)[1] == ("Wege ins Netz", "10:30")


def test_who_speaks_in_front_of_the_title_below_a_row():
    text = (
        "Programm\n\n10:00 Uhr – Begrüßung\n10:30 Uhr – Küchengespräche\n\nSetzen Sie sich dazu:\n\n"
        "  • Anna Berg (Ökoring e.V.): Wege ins Netz\n  • Paul Stein (Stadt Altenau) – Hecken im Dorf\n\n12:00 Uhr – Ende\n"
    )
    assert [title for _label, title in titles(text)] == ["Begrüßung", *TITLES]


def test_a_comma_parts_title_and_person_in_a_list_and_one_point_may_lack_it():
    text = (
        "Programm\n\n13.30 Uhr – Gemeinsamer Teil\n\n  • Wege ins Netz, Prof. Dr. Anna Berg\n"
        "  • Bilder aus zehn Jahren\n  • Hecken im Dorf, Paul Stein, Amt Altenau\n\n15.00 Uhr – Fazit\n"
    )
    assert [title for _label, title in titles(text)] == [
        "Wege ins Netz",
        "Bilder aus zehn Jahren",
        "Hecken im Dorf",
        "Fazit",
    ]


def test_title_and_leader_by_turns_below_a_row():
    text = (
        "Programm\n\n10:00 Uhr Begrüßung\n15.30 Uhr Gesprächsforen (gesonderte Anmeldung erforderlich)\n"
        "Neue Wege ins Netz\nLeitung: Anna Berg (Stadtarchiv Altenau)\n„Freiwilliger“ Zwang? Archive kleiner Orte\n"
        "Leitung: Paul Stein (Stadtarchiv Seeheim)\n17.30 Uhr Fazit\n"
    )
    assert sessions(text)[1:] == [
        (None, "Neue Wege ins Netz", ["Anna Berg"]),
        (None, "„Freiwilliger“ Zwang? Archive kleiner Orte", ["Paul Stein"]),
        (None, "Fazit", []),
    ]


def test_roles_and_houses_below_a_row_are_no_talks():
    text = (
        "Programm\n\n10:00 Uhr Wege ins Netz\nModeration: Anna Berg, Stadt Altenau\nReferent: Paul Stein, Hochschule Seeheim\n"
        "11:00 Uhr Podiumsgespräch\nStadt Altenau: Maria Wolf\nLandkreis Seeheim: Peter Kranz\n12:00 Uhr Fazit\n"
    )
    assert [title for _label, title in titles(text)] == ["Wege ins Netz", "Podiumsgespräch", "Fazit"]


def test_the_title_stands_below_who_speaks():
    text = (
        "Programm\n\n10:00 Uhr Begrüßung\n10:30 Uhr Eröffnungsvortrag\nProf. Dr. Anna Berg, Universität Seeheim\n"
        "Was Archive im Alltag leisten\n11:30 Uhr Keynote\nPaul Stein, Stadt Altenau\n„Wege ins Netz“\n12:30 Uhr Ende\n"
    )
    assert sessions(text)[1:] == [
        (None, "Was Archive im Alltag leisten", ["Anna Berg"]),
        (None, "Wege ins Netz", ["Paul Stein"]),
    ]


# --- labels ---


def test_labels_that_count_on_in_one_line():
    text = "Programm\n\n10:00 Uhr Begrüßung\n10:30 Uhr Fachinseln\nFachinsel 1: Wege ins Netz Fachinsel 2: Hecken im Dorf\n"
    assert titles(text)[1:] == [("1", "Wege ins Netz"), ("2", "Hecken im Dorf")]


def test_words_that_a_label_makes_sessions_of():
    text = "Programm\n\nProjektpitch I / Bücherei\nAnna Berg, Stadt Altenau\n\nProjektpitch II / Werkstatt\nPaul Stein, Stadt Seeheim\n"
    assert sessions(text) == [("I", "Bücherei", ["Anna Berg"]), ("II", "Werkstatt", ["Paul Stein"])]


def test_labels_without_a_sign():
    text = (
        "Programm\n\n9.00 Uhr Begrüßung\n9.30 Uhr Workshops (parallel)\nWorkshop A  Wege ins Netz\nLeitung: Anna Berg, Stadt Altenau\n"
        "Workshop B  Hecken im Dorf\nLeitung: Paul Stein, Stadt Seeheim\n11.00 Uhr Fazit\n"
    )
    assert sessions(text)[1:3] == [("A", "Wege ins Netz", ["Anna Berg"]), ("B", "Hecken im Dorf", ["Paul Stein"])]


def test_a_label_without_a_sign_that_stands_alone_stays_a_sentence():
    assert sessions("In Raum 3 wird gebaut.\n\nGruppe 1 Kinder aus dem Dorf malten ein Bild.\n") == []


def test_a_row_that_begins_with_groups_gives_them_its_time():
    text = (
        "Programm\n\n9.00 Uhr Parallele Arbeitsgruppen zu Fragen des Alltags (AG)\n\nAG 1:  Wege ins Netz\nAG 2:  Hecken im Dorf\n\n"
        "11.30 Uhr Fazit\n"
    )
    assert times(HEAD + text) == [("Wege ins Netz", "09:00"), ("Hecken im Dorf", "09:00"), ("Fazit", "11:30")]


def test_hours_and_hall_right_below_a_label():
    text = (
        "Workshop 1 | Wege ins Netz\n\n14.30 – 16.00 Uhr, Raum Ahorn\n\nWas nützt ein Kabel, das niemand findet?\n\n"
        "Workshop 2 | Hecken im Dorf\n\n14.30 – 16.00 Uhr, Raum Buche\n"
    )
    assert times(HEAD + text) == [("Wege ins Netz", "14:30"), ("Hecken im Dorf", "14:30")]


# --- what is none of a title ---


def test_remarks_and_ends_are_no_titles():
    text = (
        "Programm\n\n10:00 Uhr Einführung ins Dorfcafé (Beim Dorfcafé wandern alle Gäste von Tisch zu Tisch)\n"
        "10:30 Uhr Vortrag mit Aussprache „Wege ins Netz“\n11:00 Uhr Dorfcafé (mit Kuchen)\n12:00 Uhr Gruppenfoto\n12:30 Uhr Schluss\n"
    )
    assert [title for _label, title in titles(text)] == ["Einführung ins Dorfcafé", "Wege ins Netz", "Dorfcafé"]


def test_a_kind_with_a_colon_has_its_title_on_the_line_below():
    text = (
        "Programm\n\n10:00 Uhr Begrüßung\n11:00 Uhr Podiums- und Plenumsdiskussion:\nStadtteil, Rathaus, Land - wer steuert wen?\n"
        "Anna Berg, Stadt Altenau\n12:00 Uhr Arbeit in Kleingruppen: Mein Quartier, meine Hürde\n13:00 Uhr Ende\n"
    )
    assert [title for _label, title in titles(text)] == [
        "Begrüßung",
        "Stadtteil, Rathaus, Land - wer steuert wen?",
        "Arbeit in Kleingruppen: Mein Quartier, meine Hürde",
    ]


def test_rounds_of_the_same_sessions_are_none_themselves():
    text = (
        "Programm\n\n14.00 Uhr – Begrüßung\n15.00 Uhr – Workshops, 1. Durchgang\n16.00 Uhr – Workshops, 2. Durchgang\n\n"
        "  • Workshop A: Wege ins Netz (Anna Berg)\n  • Workshop B: Hecken im Dorf (Paul Stein)\n\n16.50 Uhr – Fazit\n"
    )
    assert [title for _label, title in titles(text)] == ["Begrüßung", *TITLES, "Fazit"]


def test_halls_in_front_of_a_row_and_speeches_of_somebody():
    text = (
        "Programm\n\n09:00 Uhr Foyer Ankommen und Ausstellung\n10:00 Uhr Ratssaal Begrüßung\n"
        "10:15 Uhr Rede der Ministerin für Heimat Anna Berg, »Wege ins Netz« große Mensa\n"
        "11:00 Uhr Publikumsdialog; Moderation durch Paul Stein\n12:00 Uhr Ende\n"
    )
    assert sessions(text) == [
        (None, "Begrüßung", []),
        (None, "Wege ins Netz", ["Anna Berg"]),
        (None, "Publikumsdialog", ["Paul Stein"]),
    ]


def test_sentences_that_lead_on_to_a_list_head_its_sessions():
    text = (
        "Der Tag begann mit einem Impuls von Anna Beispiel (Stadt Seeheim) zum Thema »Nachnutzung beginnt früh«. Es folgten "
        "zwei parallele Workshops:\n\n- »Der Melder wird erwachsen«, geleitet von Jan Muster (Landkreis Seeland)\n"
        "- »Wer pflegt die Daten?«, geleitet von Eva Probe (Daten GmbH)\n"
    )
    assert sessions(text) == [
        (None, "Nachnutzung beginnt früh", ["Anna Beispiel"]),
        (None, "Der Melder wird erwachsen", ["Jan Muster"]),
        (None, "Wer pflegt die Daten?", ["Eva Probe"]),
    ]
