"""Programmes without times or with rows that go on below, and the sessions that sentences tell of."""

import pytest

from commands.documents import read_document, recognised
from tests.unit.commands.documents.reading import NOW, times

HEAD = "Fachtag Archive\n\nDatum: 12. Mai 2023\n\n"


def sessions(text: str) -> list[tuple]:
    (event,) = recognised(read_document("text.txt", (HEAD + text).encode(), NOW).records)
    return [
        (one["label"], one["title"], [(who["name"], who["organisation"]) for who in one["people"]])
        for one in event["sessions"]
    ]


# --- without times ---


def test_titles_with_who_speaks_below_them():
    text = (
        "Hier die Folien:\nGrußwort\nPeter Kranz\nErster Beigeordneter des Landkreises Altenau\n"
        "Archive als Orte für alle\nDr. Maria Wolf\nUniversität Seeheim\nPräsentation (pdf)\n"
        "Was das Dorf aus seiner Geschichte lernt\nPaul Stein\nBürgermeister der Gemeinde Seedorf\n"
    )
    assert sessions(text) == [
        (None, "Grußwort", [("Peter Kranz", "Landkreis Altenau")]),
        (None, "Archive als Orte für alle", [("Maria Wolf", "Universität Seeheim")]),
        (None, "Was das Dorf aus seiner Geschichte lernt", [("Paul Stein", "Gemeinde Seedorf")]),
    ]


def test_two_titles_are_enough_below_a_heading_that_announces_them():
    text = (
        "Vorträge:\nSorgende Gemeinschaften aufbauen\nDr. Maria Wolf, Universität Seeheim\n\n"
        "Das Archiv als Lotse\nPaul Stein, Landkreis Altenau\n\nDiskussion\n"
    )
    assert [title for _label, title, _people in sessions(text)] == [
        "Sorgende Gemeinschaften aufbauen",
        "Das Archiv als Lotse",
    ]


def test_a_list_of_contacts_is_no_programme():
    text = (
        "Kontakt\nPeter Kranz\nLandkreis Altenau\nAnsprechpartnerin Presse\nMaria Wolf\nLandkreis Altenau\nTeam\n"
        "Paul Stein\nLandkreis Altenau\n"
    )
    assert sessions(text) == []


def test_who_speaks_and_the_quoted_title_in_one_line():
    text = (
        "Folgende Vorträge erwarten Sie:\n\nDr. Maria Wolf, Universität Seeheim: „Was bleibt“\n"
        "Paul Stein, Stadt Altenau: „Das Archiv – ein Bericht“\n„Wege ins Netz“ – Peter Kranz, Landesarchiv\n"
    )
    assert sessions(text) == [
        (None, "Was bleibt", [("Maria Wolf", "Universität Seeheim")]),
        (None, "Das Archiv – ein Bericht", [("Paul Stein", "Stadt Altenau")]),
        (None, "Wege ins Netz", [("Peter Kranz", "Landesarchiv")]),
    ]


def test_a_heading_says_what_the_points_below_it_are():
    text = "Am Nachmittag gibt es zwei Workshops:\n1. Methoden (Leitung: Maria Wolf)\n2. Archive im Netz (Leitung: Paul Stein)\n"
    assert sessions(text) == [
        ("1", "Methoden", [("Maria Wolf", None)]),
        ("2", "Archive im Netz", [("Paul Stein", None)]),
    ]


def test_times_alone_end_no_list():
    text = "10 – 12 Uhr\n- Begrüßung\n- Lage der Archive\n12 – 13 Uhr\n- Mittagspause\n13 – 15 Uhr\n- Verabredungen\n"
    assert [title for _label, title, _people in sessions(text)] == ["Begrüßung", "Lage der Archive", "Verabredungen"]


def test_headings_with_text_and_who_speaks_below_it():
    long = "Die Gäste hören, wie kleine Archive ihre Bestände ordnen, sichern und der Öffentlichkeit zeigen können."
    text = (
        f"Archive ins Netz bringen\n\n{long}\n\nModeration: Paul Stein, Stadt Altenau\n\n"
        f"Bestände erhalten und pflegen\n\n{long}\n\nReferentinnen/Referenten:\n\n  • Maria Wolf, Universität Seeheim\n"
    )
    assert sessions(text) == [
        (None, "Archive ins Netz bringen", [("Paul Stein", "Stadt Altenau")]),
        (None, "Bestände erhalten und pflegen", [("Maria Wolf", "Universität Seeheim")]),
    ]


# --- rows that go on below ---


def test_a_row_is_broken_in_two():
    text = (
        "13.30 Der neue Wettbewerb – Archive zur\nVerbesserung der Teilhabe\nMaria Wolf, Universität Seeheim\n"
        "14.10 Förderung für kleine Archive:\nÜberblick und Neues\nPaul Stein, Stadt Altenau\n15.00 Abschluss\n"
    )
    assert times(HEAD + text) == [
        ("Der neue Wettbewerb – Archive zur Verbesserung der Teilhabe", "13:30"),
        ("Förderung für kleine Archive: Überblick und Neues", "14:10"),
        ("Abschluss", "15:00"),
    ]


def test_a_row_has_its_hall_before_its_title():
    text = (
        "10:00 - 10:45 Uhr\nHalle 2, Hauptbühne\n\nEröffnung der Schau\n\n11:00 - 12:00 Uhr\nRaum 3\n\n"
        "Archive und Recht\n\n12:00 Uhr Abschluss\n"
    )
    assert times(HEAD + text) == [
        ("Eröffnung der Schau", "10:00"),
        ("Archive und Recht", "11:00"),
        ("Abschluss", "12:00"),
    ]


def test_a_row_has_its_title_in_quotes_below():
    text = "10:45 Impulsvortrag\n„Was bleibt“ Maria Wolf, Universität Seeheim\n11:30 Gespräch im Plenum\n12:30 Mittagspause\n"
    assert sessions(text)[0] == (None, "Was bleibt", [("Maria Wolf", "Universität Seeheim")])


def test_talks_between_rows_have_no_time_of_their_own():
    text = (
        "16.30 Uhr\nBegrüßung und Anmerkungen\nPaul Stein, Stadt Altenau\nGrußworte\nPeter Kranz, Landesarchiv\n"
        "Das Erbe der Gärten am See\nMaria Wolf, Universität Seeheim\n19.30 Uhr\nAusklang mit Musik und Gesprächen\n"
    )
    assert [(title, time) for title, time in times(HEAD + text)][:3] == [
        ("Begrüßung und Anmerkungen", "16:30"),
        ("Grußworte", ""),
        ("Das Erbe der Gärten am See", ""),
    ]


def test_times_stand_in_brackets_behind_the_points():
    text = "Begrüßung (10:00 Uhr)\nArchive im Wandel (10:15 Uhr)\nMaria Wolf, Universität Seeheim\nAbschluss (12:00 Uhr)\n"
    assert times(HEAD + text) == [("Begrüßung", "10:00"), ("Archive im Wandel", "10:15"), ("Abschluss", "12:00")]


def test_who_leads_stands_in_brackets_behind_the_label():
    text = "Workshop 1 (Moderation: Maria Wolf, Stadt Altenau)\nArchive im Wandel\n\nWorkshop 2\nWas tun?\n"
    assert sessions(text)[0] == ("1", "Archive im Wandel", [("Maria Wolf", "Stadt Altenau")])


def test_a_row_that_only_heads_forums_is_none():
    text = "10:00 Begrüßung\n10:30 Parallele Workshops\n12:00 Berichte und Abschluss\n"
    assert times(HEAD + text) == [("Begrüßung", "10:00"), ("Berichte und Abschluss", "12:00")]


def test_labels_need_no_sign_where_there_are_several():
    text = (
        "13:30 Arbeitsgruppen mit Kurzimpulsen „Was ist zu tun?“\n\nAG 1 Archive im Dorf\nMaria Wolf, Universität Seeheim\n\n"
        "AG 2 Kommunale Finanzen\nPaul Stein, Stadt Altenau\n\n15:30 Kaffeepause\n\n17:0 0 Verabschiedung\n"
    )
    assert times(HEAD + text) == [
        ("Archive im Dorf", "13:30"),
        ("Kommunale Finanzen", "13:30"),
        ("Verabschiedung", "17:00"),
    ]


# --- in sentences ---


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In Workshop 1 ging es um Fördermittel, in Workshop 2 um die Beteiligung der Gäste.",
            [("1", "Fördermittel"), ("2", "Beteiligung der Gäste")],
        ),
        (
            "Workshop 3 widmete sich dem Thema „Archive im Bestand“.",
            [("3", "Archive im Bestand")],
        ),
        (
            "Unter dem Titel „Was bleibt von uns“ sprach Maria Wolf (Universität Seeheim) über Nachlässe.",
            [(None, "Was bleibt von uns")],
        ),
        (
            "Paul Stein zeigte unter dem Titel „Umbau statt Neubau“ Beispiele aus der Region.",
            [(None, "Umbau statt Neubau")],
        ),
        (
            "Es folgten „Archive im Wandel“ (Maria Wolf, Universität Seeheim) und „Was nun?“ (Paul Stein, Stadt Altenau).",
            [(None, "Archive im Wandel"), (None, "Was nun?")],
        ),
        (
            "Alle können sich hier zum Thema „Wege aufs Land“ informieren und austauschen.",
            [],
        ),
        (
            "Unter dem Motto „Gemeinsam wachsen“ wurde gefeiert.",
            [],
        ),
    ],
)
def test_sentences_tell_of_sessions(sentence: str, expected: list[tuple]):
    text = f"Der Fachtag war gut besucht. {sentence}\n"
    assert [(label, title) for label, title, _people in sessions(text)] == expected


# --- all in one line ---

RUN_ON = (
    "Fachtag Archive am 12. Mai 2023, 9:30 Uhr bis 16:00 Uhr im Rathaus Seeheim Programm 9.30 Uhr Begrüßung Peter "
    "Kranz, Bürgermeister Seedorf 10.00 Uhr Alte Akten, neue Wege Die Gruppen stellen ihre Arbeit vor. Danach folgen "
    "Fragen. 11.15 Uhr Kaffeepause 11.30 Uhr Archive und Schulen Wie finden beide zueinander? Moderation: Dr. Maria "
    "Wolf, Universität Seeheim Paul Stein, Geschäftsführer Aktenwerk, Altenau 13.00 Uhr Abschlussrunde Was bleibt?"
)


def test_a_programme_in_one_line_is_cut_at_its_times():
    (event,) = recognised(read_document("text.txt", RUN_ON.encode(), NOW).records)
    assert (event["title"], event["start"]) == ("Fachtag Archive", "2023-05-12T09:30+02:00")
    assert [(one["title"], one["start"][11:16]) for one in event["sessions"]] == [
        ("Begrüßung", "09:30"),
        ("Alte Akten, neue Wege", "10:00"),
        ("Archive und Schulen", "11:30"),
        ("Abschlussrunde", "13:00"),
    ]
    assert [(who["name"], who["organisation"]) for one in event["sessions"] for who in one["people"]] == [
        ("Peter Kranz", "Seedorf"),
        ("Maria Wolf", "Universität Seeheim"),
        ("Paul Stein", "Aktenwerk"),
    ]


def test_a_paragraph_that_names_times_is_no_programme():
    text = (
        "Von 9.00 bis 10.00 Uhr war das Archiv voll. Um 11.00 Uhr kamen die Schulen, gegen 12.30 Uhr die Vereine und ab "
        "14.00 Uhr die Presse. Bis 16.30 Uhr blieben alle, und um 17.00 Uhr schloss das Haus seine Türen wieder zu."
    )
    assert sessions(text) == []
