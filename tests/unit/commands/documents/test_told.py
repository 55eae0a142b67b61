"""Texts without headings: what sentences say of an event's title, date, times and people."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commands.documents import read_document, recognised

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def event(text: str, filename: str = "text.txt") -> dict:
    (found,) = recognised(read_document(filename, text.encode(), NOW).records)
    return found


def people(text: str) -> list[tuple]:
    found = event(text)
    return [
        (one["name"], one["organisation"])
        for one in [*found["people"], *(who for session in found["sessions"] for who in session["people"])]
        if one["role"] != "Organisation"
    ]


FILLER = "Die Gäste kamen aus Rathäusern, Vereinen und Schulen und brachten viele Fragen mit in die Runde. "


# --- titles ---


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "Wie wollen wir wohnen? Dieser Frage gingen mehr als sechzig Menschen beim Dorfgespräch in Seeheim nach.",
            "Dorfgespräch in Seeheim",
        ),
        (
            "Groß war am 3. Mai 2023 das Interesse an einer Infoveranstaltung zur Wärmeplanung der Stadt im Kurhaus.",
            "Infoveranstaltung zur Wärmeplanung der Stadt",
        ),
        (
            (
                "Hiermit laden wir Sie herzlich zu unserem 4. Fachtag Jugendbeteiligung am Mittwoch, dem 14. Mai 2025, "
                "von 9:30 bis 16:00 Uhr in das Kulturhaus ein."
            ),
            "4. Fachtag Jugendbeteiligung",
        ),
        (
            (
                "Der Landkreis Altenau hat am 10. April 2019 in Seeheim gemeinsam mit der Hochschule eine Tagung zum Thema "
                "„Wege aufs Land“ veranstaltet, die gut besucht war."
            ),
            "Wege aufs Land",
        ),
        (
            "Die Zukunft der Innenstädte war das Thema des Kommunalforums der Sparkasse am 6. Februar 2024.",
            "Die Zukunft der Innenstädte",
        ),
        (
            (
                "Unter dem Motto „Gemeinsam wachsen“ kamen am 6. Februar 2024 rund zweihundert Fachleute zur Jahrestagung "
                "zusammen, um sich auszutauschen."
            ),
            "Gemeinsam wachsen",
        ),
        (
            (
                "Rund 80 Menschen diskutierten vom 5. bis 6. Mai 2022 über Verkehr und Wohnen auf dem Land. "
                "Die Tagung bot dafür viel Raum."
            ),
            "Tagung: Verkehr und Wohnen",
        ),
        (
            (
                "Am 4. und 5. August 2022 fand das zweitägige Arbeitstreffen des Netzwerks Dorf e. V. in Bad Seeheim im "
                "Landkreis Altenau statt."
            ),
            "Arbeitstreffen des Netzwerks Dorf e. V.",
        ),
        (
            "Am 18. Februar 2022 fand an der Landesschule wieder das Seminar für Amtsleitungen aus dem Norden statt.",
            "Seminar für Amtsleitungen aus dem Norden",
        ),
        (
            "Mit der 21. Bundeskonferenz kommunaler Archive haben wir am 6. Mai 2021 den Austausch fortgesetzt.",
            "21. Bundeskonferenz kommunaler Archive",
        ),
        (
            "Deshalb hat das Seeheimer Bündnis am 3. Mai 2023 eine erste Informationsveranstaltung organisiert.",
            "Informationsveranstaltung",
        ),
        (
            "Alle waren vom 13. bis 15. Mai 2025 auf dem 18. Deutschen Archivtag in Seeheim, der viele Workshops bot.",
            "18. Deutscher Archivtag",
        ),
        (
            "„Wie gelingt uns Beteiligung?“ Das haben wir uns am 3. Mai 2023 in einem großen Workshop gefragt.",
            "Wie gelingt uns Beteiligung?",
        ),
        (
            "Mehr als neunzig Gäste kamen am 26. Mai 2023 zur „Ersten großen Bürgerwerkstatt“ in die Halle.",
            "Erste große Bürgerwerkstatt",
        ),
        (
            "Am 28. Juni 2021 findet die Abschlussveranstaltung von „Leben am See“, einem Projekt des Amts, statt.",
            "Abschlussveranstaltung von „Leben am See“",
        ),
        (
            "Am 23. November 2009 findet in Lindau der erste «Dreiländerdialog Archive: Wege und Ziele» statt.",
            "Dreiländerdialog Archive: Wege und Ziele",
        ),
    ],
)
def test_a_sentence_names_the_event(sentence: str, title: str):
    assert event(f"{sentence} {FILLER}\n\n{FILLER}{FILLER}\n")["title"] == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Einladung zum regionalen Pflegedialog", "Regionaler Pflegedialog"),
        ("Einladung zum zweiten Forum Ehrenamt", "Zweites Forum Ehrenamt"),
        ("Einladung zur gemeinsamen Konferenz der Kreise", "Gemeinsame Konferenz der Kreise"),
        ("Dokumentation des 3. Netzwerktreffens Archive", "3. Netzwerktreffen Archive"),
        ("Ergebnisse der Klausurtagung des Gemeinderats", "Klausurtagung des Gemeinderats"),
        ("5. Vernetzungskonferenz: Zusammenfassung", "5. Vernetzungskonferenz"),
        ("Digitaltag im Rathaus – so war's!", "Digitaltag im Rathaus"),
        ("4. Netzwerkkonferenz Bildung 17. Oktober 2013 | Haus am See", "4. Netzwerkkonferenz Bildung"),
        ("Das Amt für Kultur informiert:\nKulturforum der Stadt Altenau", "Kulturforum der Stadt Altenau"),
        ("Altenau\n\nBusse und Bahnen gemeinsam planen", "Busse und Bahnen gemeinsam planen"),
        ("Veranstaltung · 19./20.9.2023\n\nRückblick: Ländliche Archive 2023", "Ländliche Archive 2023"),
        ("8:30 Uhr Ankommen\n\n11. TAG DER ARCHIVE", "11. TAG DER ARCHIVE"),
    ],
)
def test_what_a_printed_title_loses(head: str, title: str):
    assert event(f"{head}\n\nAm 19. September 2023 trafen sich alle. {FILLER}{FILLER}\n")["title"] == title


def test_of_two_headings_the_one_counts_that_the_paragraphs_take_up():
    text = (
        "Viele Gespräche und neue Bekanntschaften\n\nErfahrungen mit Baudenkmälern auf dem Land\n\n"
        f"Um Baudenkmälern eine Zukunft zu geben, kamen am 3. Mai 2023 Fachleute zusammen. Die Erfahrungen gingen weit "
        f"auseinander. {FILLER}\n"
    )
    assert event(text)["title"] == "Erfahrungen mit Baudenkmälern auf dem Land"


def test_of_a_title_page_in_one_line_the_heading_it_begins_with_counts():
    page = '5. Netzwerkkonferenz Archive Altenau lernt gemeinsam "Was bleibt von uns und von den Häusern, in denen wir leben?"'
    assert event(f"{page}\n\nDokumentation der 5. Netzwerkkonferenz\n\n{FILLER}\n")["title"] == "5. Netzwerkkonferenz"


def test_the_file_names_an_event_that_nothing_else_names():
    rows = "".join(f"- {point}\n" for point in ("Begrüßung", "Lage der Archive", "Verabredungen"))
    assert event(f"{rows}\n\nDatum: 3. Mai 2023\n", "protokoll_archivkreis.txt")["title"] == "Protokoll archivkreis"


# --- dates and times ---


def test_the_next_meeting_is_not_this_one():
    text = (
        "Austausch der Archive\n\nAm vergangenen Donnerstag trafen sich die Archive im Bürgerhaus. "
        f"{FILLER}\n\nDas nächste Treffen ist für den 12. März 2025 geplant.\n"
    )
    assert (event(text)["start"], event(text)["precision"]) == (None, "open")


def test_the_only_day_of_an_invitation_is_the_events():
    text = (
        "28.06.2018\n\nMobilität gemeinsam gestalten\n\nSehr geehrte Damen und Herren,\n\n"
        "zum gemeinsamen Dialog laden wir Sie herzlich ein. Wir freuen uns auf viele Gäste.\n"
    )
    assert event(text)["start"] == "2018-06-28"


def test_a_day_with_a_town_heads_a_speech_and_one_with_a_county_a_report():
    speech = f"Kongress Archive\n\n19. April 2007 – Seeheim\n\nLiebe Gäste, ich freue mich. {FILLER}\n"
    report = f"Forum Archive\n\n14.01.2019, Kreis Altenau\n\nDas Forum hat in Seeheim stattgefunden. {FILLER}\n"
    assert [event(text)["start"] for text in (speech, report)] == ["2007-04-19", None]


def test_the_day_of_issue_in_a_field_is_not_the_events():
    text = f"Erscheinungsdatum: 13.11.2013\n\nForum Archive am 21. November 2013\n\n{FILLER}{FILLER}\n"
    assert event(text)["start"] == "2013-11-21"


def test_the_day_of_a_report_is_not_the_events():
    text = f"Forum Archive\n\n28.06.2018\n\nDas Forum fand diesmal in Seeheim statt. {FILLER}\n"
    assert event(text)["start"] is None


def test_days_of_two_years_head_no_days_of_a_programme():
    text = (
        "Sitzung des Archivbeirats\n\nMittwoch, 13. Januar 2010\n\nTOP 1: Eröffnung\nTOP 2: Niederschrift vom "
        "09.12.2009\nTOP 3: Verschiedenes\n"
    )
    assert (event(text)["start"], event(text)["end"]) == ("2010-01-13", None)


def test_a_month_in_passing_is_no_date():
    text = f"24. Archivsymposium\n\nErst Ende August traf ein Unwetter die Region. {FILLER}{FILLER}\n"
    assert event(text)["start"] is None


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("Das Kulturforum beginnt um 16 Uhr.", "2015-11-12T16:00+01:00", None),
        ("Von 9 bis 17 Uhr umfasste das Programm Vorträge, Gespräche und eine Ausstellung im Foyer.",
         "2015-11-12T09:00+01:00", "2015-11-12T17:00+01:00"),
        ("Die Ausstellung ist von 9 bis 17 Uhr geöffnet, auch an den Tagen nach der Veranstaltung.", "2015-11-12", None),
    ],
)  # fmt: skip
def test_a_sentence_says_when_it_begins(sentence: str, start: str, end: str | None):
    found = event(f"Kulturforum der Stadt\n\nAm 12. November 2015 lädt die Stadt ein. {FILLER}\n\n{sentence}\n")
    assert (found["start"], found["end"]) == (start, end)


@pytest.mark.parametrize("word", ["circa", "etwa", "voraussichtlich"])
def test_an_end_that_is_not_sure(word: str):
    assert (
        event(f"Pflegedialog\n\nDatum: 8. Mai 2019, 14:00 bis {word} 17:00 Uhr\n")["end"] == "2019-05-08T17:00+02:00"
    )


# --- people ---


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Für das Landesarchiv begrüßte Petra Kranz die Gäste.",
            [("Petra Kranz", "Landesarchiv")],
        ),
        (
            "Moderiert wurde es von Prof. Theo Kranz, Lehrstuhl für Städtebau und Bodenordnung, Universität Seeheim.",
            [("Theo Kranz", "Universität Seeheim")],
        ),
        (
            "Teilnehmer waren Bürgermeister Peter Kranz, Geschäftsführerin der Seestiftung Maria Wolf und Paul Stein.",
            [("Peter Kranz", None), ("Maria Wolf", "Seestiftung"), ("Paul Stein", None)],
        ),
        (
            (
                "Es sprachen Peter Kranz, Hessischer Städtetag, Maria Wolf, Hessischer Städte- und Gemeindebund, und "
                "Landrat Paul Stein."
            ),
            [
                ("Peter Kranz", "Hessischer Städtetag"),
                ("Maria Wolf", "Hessischer Städte- und Gemeindebund"),
                ("Paul Stein", None),
            ],
        ),
        (
            "Zuletzt sprach Maria Wolf vom Ministerium für Umwelt, Naturschutz und Verkehr über Wege.",
            [("Maria Wolf", "Ministerium für Umwelt, Naturschutz und Verkehr")],
        ),
        (
            "Dazu sprach Maria Wolf, Professorin an der Humboldt Universität und der Hochschule Seeheim.",
            [("Maria Wolf", "Humboldt Universität")],
        ),
        (
            "Im Gespräch war sie mit Paul Stein von der Altenauer Feuerwehr.",
            [("Paul Stein", "Altenauer Feuerwehr")],
        ),
        (
            "Zuletzt sprachen Paul Stein von neuland21 e.V. und Maria Wolf, die Leiterin des Dorfladens Seeheim.",
            [("Paul Stein", "neuland21 e.V."), ("Maria Wolf", "Dorfladen Seeheim")],
        ),
        (
            "Der Erste Bürgermeister der Stadt Seeheim, Paul Stein, eröffnete; es folgte Maria Wolf (Landwirtin).",
            [("Paul Stein", "Stadt Seeheim"), ("Maria Wolf", None)],
        ),
        (
            "Begrüßt hat Bürgermeister R. Stein, danach sprach Dr. E. Kranz (Seestiftung).",
            [("R. Stein", None), ("E. Kranz", "Seestiftung")],
        ),
    ],
)
def test_whom_a_sentence_names(sentence: str, expected: list[tuple]):
    assert people(f"Forum Archive\n\nAm 3. Mai 2023 fand das Forum statt. {sentence} {FILLER}\n") == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Peter Kranz, Amtsdirektor Amt Seeland", ("Peter Kranz", "Amt Seeland")),
        ("Peter Kranz | SSGB Geschäftsführer", ("Peter Kranz", "SSGB")),
        ("Peter Kranz | Freiberuflicher Planer | Altenau", ("Peter Kranz", None)),
        ("Peter Kranz, Bürgermeister Seeheim/Mark", ("Peter Kranz", "Seeheim/Mark")),
        ("Peter Kranz, Carl von Ossietzky-Universität Oldenburg",
         ("Peter Kranz", "Carl von Ossietzky-Universität Oldenburg")),
        ("Peter Kranz, Leiter des Jobcenters Seeheim", ("Peter Kranz", "Jobcenter Seeheim")),
        ("Peter Kranz, Leiterin Referat Bildung, Kultur und Sport", ("Peter Kranz", None)),
        ("Peter Kranz, neues land kollektiv", ("Peter Kranz", "neues land kollektiv")),
        ("Peter Kranz, Staatssekretär bei der Bundesministerin für Umwelt und Verkehr",
         ("Peter Kranz", "Bundesministerium für Umwelt und Verkehr")),
        ("Peter Kranz, Gruppenleiter Gesellschaft und Kultur, Anna Muster Stiftung",
         ("Peter Kranz", "Anna Muster Stiftung")),
        ("Peter Kranz, Eberhard Karls Universität Tübingen",
         ("Peter Kranz", "Eberhard Karls Universität Tübingen")),
        ("Peter Kranz, Amt für Ernährung, Landwirtschaft und Forsten Altenau",
         ("Peter Kranz", "Amt für Ernährung, Landwirtschaft und Forsten Altenau")),
        ("Peter Kranz, Wirtschaftsförderung Kreis Altenau GmbH",
         ("Peter Kranz", "Wirtschaftsförderung Kreis Altenau GmbH")),
        ("Peter Kranz, Ortsvorsteher Neuhof", ("Peter Kranz", "Neuhof")),
    ],
)  # fmt: skip
def test_whom_a_row_names(row: str, expected: tuple):
    assert people(f"Forum Archive\n\nDatum: 3. Mai 2023\n\nModeration: {row}\n") == [expected]


# --- what is around a text ---


def test_what_sharing_sites_add_is_left_out():
    text = (
        'Größe: px\nAb Seite anzeigen:\n\nDownload "Archivtag"\n\nTranskript\n\nEmbed Size (px)\n\n'
        "Archivtag in Seeheim · 2018-08-27 · Auf dem Weg zum Archiv\n\n"
        "Archivtag in Seeheim am 24. Juli 2018\n\nDas Treffen war gut besucht.\n"
    )
    found = event(text)
    assert (found["title"], found["start"], found["people"]) == ("Archivtag in Seeheim", "2018-07-24", [])


def test_paragraphs_that_are_filled_are_joined():
    text = (
        "Gespräch über Radwege\n\nAm 14. November 2023 geht es los.\n\n"
        "Auf dem Podium werden an diesem Abend im großen Saal der Stadthalle der Reihe nach Peter\n"
        "Kranz (AG Radwege), Maria Wolf (Seestiftung) und nach einer kurzen Pause\n"
        "auch Paul Stein (Altenauer Archiv) sprechen.\n"
    )
    assert people(text) == [
        ("Peter Kranz", "AG Radwege"),
        ("Maria Wolf", "Seestiftung"),
        ("Paul Stein", "Altenauer Archiv"),
    ]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Die Moderation übernahm Maria Wolf, Vorsitzende des muster.de-Ortsverbandes Seeheim.",
         [("Maria Wolf", "muster.de-Ortsverband Seeheim")]),
        ("Der Landrat begrüßte die Gäste mit der Moderatorin Maria Wolf aus dem Seeheimer Kurhaus.",
         [("Maria Wolf", None)]),
        ("Es sprach Thomas Kranz d’Avena, Verkehrsreferent Deutscher Städtetag.",
         [("Thomas Kranz d’Avena", "Deutscher Städtetag")]),
        ("Stabsstelle Archive (50) Maria Wolf Amtsring Seeheim Tel.: Fax: Gestaltung und Fotos: Maria Wolf", []),
    ],
)  # fmt: skip
def test_houses_and_addresses_beside_names(sentence, people):
    text = f"Fachtag Archive\n\nDatum: 12. Mai 2023\n\n{sentence}\n"
    (event,) = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert [(who["name"], who["organisation"]) for who in event["people"] if not who.get("is_organisation")] == people


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Es diskutierten Paul Stein, Oberbürgermeister a.D. aus Altenau, und Maria Wolf, Bürgermeisterin in Seeheim.",
         [("Paul Stein", "Altenau"), ("Maria Wolf", "Seeheim")]),
        ("Die Moderation übernahm aktiv-Geschäftsführer Paul Stein.", [("Paul Stein", "aktiv")]),
        ("Durch den Tag führte Maria Wolf bei der Regionalkonferenz des Landkreises Altenau.", [("Maria Wolf", None)]),
        ("Ein besonderer Dank gilt Maria Wolf, Stadt Seeheim, und Paul Stein, Stadt Altenau.", []),
        ("Es sprach Maria Wolf (MZK, Musterzentrum Kommunale Archive).",
         [("Maria Wolf", "Musterzentrum Kommunale Archive")]),
        ("Es sprach Maria Wolf, Direktorin des Europabüros des Deutschen Städtetags.",
         [("Maria Wolf", "Deutscher Städtetag")]),
        ("Moderation: Maria Wolf, Geschäftsführerin Aktiko, Altenau", [("Maria Wolf", "Aktiko")]),
        ("Mit Graphic Recording vom Freitag und einem Poetry Slam ging es weiter.", []),
    ],
)  # fmt: skip
def test_houses_of_people_in_sentences(sentence, people):
    text = f"Fachtag Archive\n\nDatum: 12. Mai 2023\n\n{sentence}\n"
    (event,) = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert [(who["name"], who["organisation"]) for who in event["people"]] == people


def test_the_field_of_action_in_a_heading_is_not_the_whole_title():
    text = (
        "Strategietreffen der Archive 2017 zum Handlungsfeld „Alte Akten im Dorf“\n\nTermin: 31. März 2017, 16 Uhr\n"
    )
    (event,) = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert event["title"] == "Strategietreffen der Archive 2017 zum Handlungsfeld „Alte Akten im Dorf“"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Am 3. Mai 2022 fand im Bürgerhaus Seeheim der Workshop „Leerstand nutzen“ statt.", "Bürgerhaus Seeheim"),
        ("Am 3. Mai 2022 trafen sich im Haus der Region Seeheim Bürgermeisterinnen und Bürgermeister zum Archivforum.",
         "Haus der Region Seeheim"),
        ("Ein Rückblick in Wort und Bild auf das Archivforum\n\nAm 3. Mai 2022 ging es um alte Akten.", None),
    ],
)  # fmt: skip
def test_where_a_house_ends_in_a_sentence(text, place):
    (event,) = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert event["place"] == place


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("70 Menschen folgten am Mittwochabend, 6. März 2024, der Einladung zum Informationsabend „Akten für alle“.",
         "Akten für alle"),
        ("Bei der Auftaktkonferenz des Projekts „Offene Archive“ haben am 5. Mai 2023 über 90 Fachleute beraten.",
         "Auftaktkonferenz des Projekts „Offene Archive“"),
    ],
)  # fmt: skip
def test_what_a_sentence_calls_an_event(text, title):
    (event,) = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert event["title"] == title


def test_a_label_beside_a_date_is_no_place():
    text = "12. Treffen des Netzwerks Archive\nDatum 17.05.2023\nUhrzeit 10:00 – 12:00 Uhr\n"
    (event,) = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert event["place"] is None
