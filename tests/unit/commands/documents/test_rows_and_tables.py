"""Rows of programmes that hold several talks, print who speaks first, or say what they are and when."""

import pytest

from tests.unit.commands.documents.reading import HEAD, read_one, sessions, times


def with_hours(text: str) -> list[tuple]:
    """Return title, begin and end of the sessions below the usual head."""
    return [
        (one["title"], (one["start"] or "")[11:16], (one["end"] or "")[11:16])
        for one in read_one(HEAD + text)["sessions"]
    ]


# --- several talks in one row ---


def test_talks_of_several_rooms_in_one_row_share_its_time():
    text = (
        "Programm\n\nZeit\tProgramm\n10:00\tBegrüßung\n\tRaum 1\tRaum 2\n"
        "10:30\tLeerstand im Ortskern Anna Berg\tNetze für Dörfer Paul Stein\n"
        "11:30\tGute Hefte führen Maria Wolf\tAlte Karten lesen Peter Kranz\n"
    )
    assert times(HEAD + text) == [
        ("Begrüßung", "10:00"),
        ("Leerstand im Ortskern", "10:30"),
        ("Netze für Dörfer", "10:30"),
        ("Gute Hefte führen", "11:30"),
        ("Alte Karten lesen", "11:30"),
    ]
    assert sessions(text)[2] == (None, "Netze für Dörfer", ["Paul Stein"])


def test_labelled_talks_side_by_side_need_no_head():
    text = "Programm\n\n| 10:00 | Begrüßung | |\n| 11:00 | Workshop 1: Leerstand | Workshop 2: Netze |\n| 12:00 | Fazit | |\n"
    assert [(label, title) for label, title, _who in sessions(text)] == [
        (None, "Begrüßung"),
        ("1", "Leerstand"),
        ("2", "Netze"),
        (None, "Fazit"),
    ]


def test_a_column_of_people_is_no_second_talk():
    text = (
        "Programm\n\n| Zeit | Thema | Referent |\n| 10:00 | Leerstand im Ortskern | Anna Berg |\n"
        "| 11:00 | Netze für Dörfer | Paul Stein |\n"
    )
    assert [title for _label, title, _who in sessions(text)] == ["Leerstand im Ortskern", "Netze für Dörfer"]


# --- who speaks first ---


def test_who_speaks_above_the_title():
    text = (
        "Programm\n\n10:00 Begrüßung\n10:15 Anna Berg (Universität Seeheim)\nLeerstand als Rohstoff\n11:00 Paul Stein, Stadt Altenau\n"
        "Netze für Dörfer\n12:00 Ende\n"
    )
    assert sessions(text) == [
        (None, "Begrüßung", []),
        (None, "Leerstand als Rohstoff", ["Anna Berg"]),
        (None, "Netze für Dörfer", ["Paul Stein"]),
    ]


def test_a_session_that_heads_talks_keeps_its_name_where_speakers_come_first():
    text = (
        "Programm\n\n10:15 Anna Berg (Universität Seeheim)\nLeerstand als Rohstoff\n11:00 Session 1: Wege\n"
        "Paul Stein (Stadt Altenau)\nNetze für Dörfer\n12:00 Peter Kranz (Landesarchiv Seeheim)\nAlte Karten\n13:00 Ende\n"
    )
    assert [title for _label, title, _who in sessions(text)] == [
        "Leerstand als Rohstoff",
        "Wege",
        "Netze für Dörfer",
        "Alte Karten",
    ]


def test_titles_above_their_speakers_stay_as_they_are():
    text = (
        "Programm\n\n10:00 Leerstand als Rohstoff\nAnna Berg, Universität Seeheim\n11:00 Netze für Dörfer\n"
        "Paul Stein, Stadt Altenau\n"
    )
    assert sessions(text) == [
        (None, "Leerstand als Rohstoff", ["Anna Berg"]),
        (None, "Netze für Dörfer", ["Paul Stein"]),
    ]


# --- kind and hours before the title ---


def test_kind_and_hours_before_the_title_of_several_sessions():
    text = (
        "**Vortrag: 12. Mai 11.00 – 12.30 Uhr ** Wege ins Netz\n\nEin Abriss für alle, die neu sind.\n\n"
        "Workshop: 12. Mai, 13.00 – 16.00 Uhr\nKarten zeichnen\n\nBitte Stifte mitbringen.\n"
    )
    assert with_hours(text) == [("Wege ins Netz", "11:00", "12:30"), ("Karten zeichnen", "13:00", "16:00")]
    assert (read_one(HEAD + text)["start"][11:16], read_one(HEAD + text)["end"][11:16]) == ("11:00", "16:00")


def test_one_such_line_only_says_when_the_event_is():
    assert read_one("Wege ins Netz\n\nVortrag: 12. Mai 2023, 19:00 Uhr\n\nRathaus Altenau\n")["sessions"] == []


# --- what stands behind titles ---


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("Auswertung, anschl. Ende der Tagung", "Auswertung"),
        ("Planspiel: Bitte bei der Anmeldung angeben", "Planspiel"),
        ("Aussprache (Behandlung von Wünschen, Anregungen und Anträgen)", "Aussprache"),
        ("Begrüßung durch Herrn von Altenau, Dezernent", "Begrüßung"),
        ("Gute Beispiele (Dokumentation im Anhang)", "Gute Beispiele"),
        ("„Jung kauft Alt“ in Gemeinden", "„Jung kauft Alt“ in Gemeinden"),
        ('Vortrag "Wärme aus dem Dorf" mit Beispielen aus der Region', "Wärme aus dem Dorf"),
        ("Landrätin Anna Berg eröffnet die Veranstaltung", "Eröffnung"),
    ],
)
def test_what_stands_behind_a_title_is_none_of_it(row: str, title: str):
    assert times(HEAD + f"Programm\n\n10:00 Uhr Impuls\n11:00 Uhr {row}\n12:00 Uhr Fazit\n")[1] == (title, "11:00")


@pytest.mark.parametrize("row", ["Konferenzbeginn", "Rückkehr zum Rathaus", "Gespräche in der Weinstube"])
def test_rows_without_anything_to_look_for(row: str):
    assert [
        title for title, _time in times(HEAD + f"Programm\n\n10:00 Uhr Impuls\n11:00 Uhr {row}\n12:00 Uhr Fazit\n")
    ] == [
        "Impuls",
        "Fazit",
    ]


def test_a_row_that_only_says_in_which_hall_the_next_ones_are():
    text = "Ablauf\n\n14 – 15 Uhr Fürstensaal\n14:00 – 14:45 Uhr: Begrüßung\n15:00 – 16:00 Uhr: Vortrag Netze\n"
    assert [title for title, _time in times(HEAD + text)] == ["Begrüßung", "Vortrag Netze"]


# --- groups of rows ---


def test_a_labelled_row_that_only_heads_several_gives_them_its_time():
    text = (
        "Programm\n\n13:00 Uhr\n\nEröffnung\n\n14:45 Uhr\n\nSession 1: Thementische\n\nLosverfahren in Dörfern\n\n"
        "Das Verfahren hat sich in elf Gemeinden bewährt, nun liegen erste Auswertungen vor, über die wir sprechen.\n"
        "Mit Anna Berg, Netzwerk Altenau\n\nDialog an der Haustür\n\n"
        "Wer nicht kommt, zu dem gehen wir: Das kostet Zeit und bringt andere Stimmen in den Raum.\n"
        "Mit Paul Stein, Stadt Seeheim\n\n16:15 Uhr\n\nAbschluss\n"
    )
    assert times(HEAD + text) == [
        ("Eröffnung", "13:00"),
        ("Losverfahren in Dörfern", "14:45"),
        ("Dialog an der Haustür", "14:45"),
        ("Abschluss", "16:15"),
    ]


def test_points_below_a_row_that_only_begins():
    text = (
        "Programm\n\n  • 9:00 Ankommen und Kaffee\n  • 9:30 Konferenzbeginn\n    • Begrüßung: Anna Berg, Stadt Altenau\n"
        "    • Moderation: Paul Stein, Stadt Seeheim\n\nRede\n\nBilanz und Ausblick\n\n  • Maria Wolf, Universität Seeheim\n\n"
        "Talkrunde mit Gästen\n\nDas Dorf aus Sicht der Vereine\n\n  • Peter Kranz, Sportverein Altenau\n"
        "  • Eva Lang, Heimatverein Altenau\n\n  • 12:15 Mittagsbuffet\n"
    )
    assert sessions(text) == [
        (None, "Begrüßung", ["Anna Berg"]),
        (None, "Bilanz und Ausblick", ["Maria Wolf"]),
        (None, "Das Dorf aus Sicht der Vereine", ["Peter Kranz", "Eva Lang"]),
    ]
    assert read_one(HEAD + text)["start"][11:16] == "09:30"


def test_points_without_times_as_deep_as_those_that_have_one():
    text = (
        "Agenda\n\n    • 9:00 – 10:00 Bericht\n        • 9:00 Uhr Begrüßung (Anna Berg)\n        • 9:15 Uhr Rückblick (Paul Stein)\n"
        "    • 11:30 – 12:20 Austauschzeit: Bitte bei der Anmeldung angeben!\n        • offene Sitzung (Moderation durch Eva Lang)\n"
        "        • Pläne für morgen\n    • 12:30 Fazit\n"
    )
    assert [title for _label, title, _who in sessions(text)] == [
        "Bericht",
        "Begrüßung",
        "Rückblick",
        "Austauschzeit",
        "offene Sitzung",
        "Pläne für morgen",
        "Fazit",
    ]


def test_bullets_below_a_row_with_a_colon_say_what_it_holds():
    text = (
        "Programm\n\n- 16:30 Uhr: Begrüßung\n- 16:45 bis 19:30 Uhr: Ausstellung in der Eingangshalle:\n- Solarprojekte\n"
        "- Wärmebilder\n- 17:30 Uhr: Vortrag Netze\n"
    )
    assert [title for title, _time in times(HEAD + text)] == ["Begrüßung", "Ausstellung", "Vortrag Netze"]


def test_tables_below_a_row_that_announces_them():
    text = (
        "Ablauf\n\n15:00 – 15:45 Uhr: Kennenlernen\n16:00 – 17:00 Uhr: World Café mit folgenden Thementischen:\n"
        "- Weiterbildung (Tischpatin Anna Berg)\n- Ehrenamt für alle (Paul Stein)\n17:30 Uhr: Fazit\n"
    )
    assert sessions(text) == [
        (None, "Kennenlernen", []),
        (None, "World Café", []),
        (None, "Weiterbildung", ["Anna Berg"]),
        (None, "Ehrenamt für alle", ["Paul Stein"]),
        (None, "Fazit", []),
    ]


def test_talks_one_after_the_other_in_one_row():
    text = (
        "Programm\n\n10:00 Uhr Begrüßung\n"
        "11:00 Uhr Impulse von Anna Berg, Stadt Altenau – Wege für alle und Paul Stein, Stadt Seeheim – Netze\n"
        "12:00 Uhr Vorträge: „Alte Karten“ (Maria Wolf), „Gute Hefte“ (Peter Kranz)\n13:00 Uhr Fazit\n"
    )
    assert sessions(text) == [
        (None, "Begrüßung", []),
        (None, "Wege für alle", ["Anna Berg"]),
        (None, "Netze", ["Paul Stein"]),
        (None, "Alte Karten", ["Maria Wolf"]),
        (None, "Gute Hefte", ["Peter Kranz"]),
        (None, "Fazit", []),
    ]


def test_one_title_with_several_people_stays_one():
    text = (
        "Programm\n\n10:00 Uhr Impulse von Anna Berg, Stadt Altenau und Paul Stein, Stadt Seeheim\n11:00 Uhr Fazit\n"
    )
    assert [one[2] for one in sessions(text)] == [["Anna Berg", "Paul Stein"], []]


def test_hours_and_rooms_beside_a_label():
    text = (
        "Workshops\n\nWorkshop 1 | 13:30 – 15:00 Uhr | Raum 2.1\nWege ins Netz\nLeitung: Anna Berg, Stadt Altenau\n\n"
        "Workshop 2 (15:30 – 17:00 Uhr): Karten lesen\nLeitung: Paul Stein, Stadt Seeheim\n\nWorkshop 3 – entfällt\n"
    )
    assert with_hours(text) == [("Wege ins Netz", "13:30", "15:00"), ("Karten lesen", "15:30", "17:00")]


def test_columns_that_blanks_make():
    text = (
        "Programm\n\n10:00 – 10:10   Begrüßung        Anna Berg (Stadt Altenau)\n"
        "10:10 – 10:40   Wege ins Netz    Dr. Paul Stein (Hochschule Seeheim)\n11:00 – 11:30   Fazit            Anna Berg\n"
    )
    assert sessions(text)[1] == (None, "Wege ins Netz", ["Paul Stein"])


def test_who_speaks_in_front_of_the_titles_of_a_list():
    text = (
        "Themen und Referenten:\n\n- Dr. Paul Stein (Hochschule Seeheim): Wege ins Netz\n"
        "- Maria Wolf (Landesarchiv): Karten lesen\n- Eva Lang (Stadt Altenau): Hefte führen\n"
    )
    assert [one[1:] for one in sessions(text)] == [
        ("Wege ins Netz", ["Paul Stein"]),
        ("Karten lesen", ["Maria Wolf"]),
        ("Hefte führen", ["Eva Lang"]),
    ]


def test_what_kind_stands_behind_a_title():
    text = "Programm\n\n10 Uhr Wege ins Netz, Vortrag von Anna Berg\n11 Uhr Karten lesen – Workshop mit Paul Stein\n"
    assert sessions(text) == [(None, "Wege ins Netz", ["Anna Berg"]), (None, "Karten lesen", ["Paul Stein"])]
