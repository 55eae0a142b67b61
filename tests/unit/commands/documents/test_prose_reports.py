"""Reports and minutes: whom they name and for which house, where houses stand in clauses of their own."""

import pytest

from tests.unit.commands.documents.reading import read_one


def named(people: list[dict]) -> list[tuple]:
    """Return names and houses."""
    return [(who["name"], who["organisation"]) for who in people]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Es sprach Maria Wolf, die bei der Stadt Seeheim die Archive leitet, über alte Akten.",
         [("Maria Wolf", "Stadt Seeheim")]),
        ("Auch Dr. Paul Stein, der das Zentrum Altes Papier aufgebaut hat, berichtete.", [("Paul Stein", None)]),
        ("Es sprach Maria Wolf, Archivbeauftragte des Amtes Seeland, über alte Akten.",
         [("Maria Wolf", "Amt Seeland")]),
        ("Das sagte Paul Stein vom Verein Altes Papier e.V. Von guten Erfahrungen erzählte Maria Wolf (Seestiftung).",
         [("Paul Stein", "Verein Altes Papier e.V."), ("Maria Wolf", "Seestiftung")]),
        ("Referent: Paul Stein, Büro Stein + Partner, Seeheim", [("Paul Stein", "Büro Stein + Partner")]),
        ("Oberbürgermeisterin Dr. Maria Wolf begrüßt die Teilnehmenden.", [("Maria Wolf", None)]),
        ("Weitere Informationen erteilt Maria Wolf, Stadt Seeheim.", []),
    ],
)  # fmt: skip
def test_houses_in_clauses(sentence: str, people: list[tuple]):
    assert named(read_one(f"Fachtag Archive\n\nDatum: 12. Mai 2023\n\n{sentence}\n")["people"]) == people


def test_a_press_release_names_people_too():
    text = (
        "Fachtag Archive in Seeheim\n\nPressemitteilung vom 14.06.2023\n\n"
        "Am Dienstag, 13. Juni 2023, sprach Maria Wolf (Seestiftung) in der Stadthalle Seeheim über alte Akten.\n"
    )
    assert named(read_one(text)["people"]) == [("Maria Wolf", "Seestiftung")]


def test_a_row_may_say_what_comes_and_the_line_below_its_title():
    text = (
        "Fachtag Archive\n\n12. Mai 2023\n\nProgramm\n\n9.30 Uhr\nBegrüßung\nPaul Stein, Stadt Seeheim\n\n"
        "9.45 Uhr\nImpulsvortrag\nAkten der Zukunft\nProf. Dr. Maria Wolf\nHochschule Seeland\n\n11.00 Uhr\nRundgang\n"
    )
    found = read_one(text)["sessions"]
    assert [one["title"] for one in found] == ["Begrüßung", "Akten der Zukunft", "Rundgang"]
    assert named(found[1]["people"]) == [("Maria Wolf", "Hochschule Seeland")]


def test_the_number_of_a_heading_is_no_part_of_the_title():
    text = (
        "Dokumentation Fachtag Archive vom 12. Mai 2023\n\n"
        "2 Papier als Chance\n\nReferent: Paul Stein, Stadt Seeheim\nPaul Stein zeigt, wie alte Akten trocken bleiben.\n\n"
        "3 Akten und Kultur\n\nReferentin: Maria Wolf, Seestiftung\nMaria Wolf berichtet von der Lesung im Archiv.\n"
    )
    assert [one["title"] for one in read_one(text)["sessions"]] == ["Papier als Chance", "Akten und Kultur"]


LONG = (
    "Städte und Gemeinden bewahren seit vielen Jahren alte Akten. Ziel der Veranstaltungen ist es, den Austausch "
    "der Archive mit allen, die sie brauchen, zu fördern und voneinander zu lernen."
)
HEAD = "Fachtag Archive\n\nDatum: 12. Mai 2023\n\n"


def talks(found: dict) -> list[tuple]:
    """Return label, title and who speaks."""
    return [(one["label"], one["title"], named(one["people"])) for one in found["sessions"]]


def test_a_later_sentence_says_for_whom_somebody_works():
    text = f"{HEAD}Es sprach Maria Wolf über alte Akten. Wolf leitet das Sachgebiet Archive der Stadt Seeheim.\n"
    assert named(read_one(text)["people"]) == [("Maria Wolf", "Stadt Seeheim")]


def test_a_later_sentence_about_one_of_two_of_a_family_is_left_out():
    text = f"{HEAD}Es sprachen Maria Wolf und Paul Wolf über alte Akten. Wolf leitet das Archiv der Stadt Seeheim.\n"
    assert named(read_one(text)["people"]) == [("Maria Wolf", None), ("Paul Wolf", None)]


def test_initials_in_a_list_of_those_present():
    text = (
        f"{HEAD}Teilnehmende:\nHr. P. Stein (Stadt Seeheim)\nM. Wolf, Landkreis Altenau\nDr. E. Kranz, Seestiftung\n"
    )
    assert named(read_one(text)["people"]) == [
        ("P. Stein", "Stadt Seeheim"),
        ("M. Wolf", "Landkreis Altenau"),
        ("E. Kranz", "Seestiftung"),
    ]


def test_begin_and_end_in_one_line():
    found = read_one("Fachtag Archive\n\nDatum: 12.05.2023\nBeginn: 14:00 Uhr, Ende: 16:15 Uhr\n")
    assert (found["start"], found["end"]) == ("2023-05-12T14:00+02:00", "2023-05-12T16:15+02:00")


def test_talks_beside_labelled_workshops():
    text = (
        f"{HEAD}Es folgten zwei Beispiele:\n\n- Maria Wolf, Stadt Seeheim: „Alte Akten im Alltag“\n"
        "- Paul Stein, Seestiftung: „Papier im Wandel“\n\n"
        "Workshop 1: Regale | Leitung: Eva Kranz (Archivbund)\nWorkshop 2: Kisten | Leitung: Jan Kranz (Archivbund)\n"
    )
    assert talks(read_one(text)) == [
        (None, "Alte Akten im Alltag", [("Maria Wolf", "Stadt Seeheim")]),
        (None, "Papier im Wandel", [("Paul Stein", "Seestiftung")]),
        ("1", "Regale", [("Eva Kranz", "Archivbund")]),
        ("2", "Kisten", [("Jan Kranz", "Archivbund")]),
    ]


def test_talks_below_a_heading_that_says_so():
    text = f"# {HEAD}## Vorträge\n\nDr. Maria Wolf (Seestiftung): Akten in Zahlen\n\nPaul Stein, Stadt Seeheim: Was Archive tun\n"
    assert talks(read_one(text)) == [
        (None, "Akten in Zahlen", [("Maria Wolf", "Seestiftung")]),
        (None, "Was Archive tun", [("Paul Stein", "Stadt Seeheim")]),
    ]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Mit dem Thema „Akten in kleinen Dörfern“ befasste sich der Beitrag von Dr. Maria Wolf (Seestiftung).",
         "Akten in kleinen Dörfern"),
        ("Den ersten Vortrag hielt Maria Wolf (Seestiftung). Ihr Thema: „Akten wiederbeleben“.", "Akten wiederbeleben"),
        ("Im zweiten Vortrag ging Maria Wolf (Seestiftung) der Frage nach: „Was hält Akten trocken?“",
         "Was hält Akten trocken?"),
    ],
)  # fmt: skip
def test_talks_told_in_sentences(sentence: str, title: str):
    assert talks(read_one(f"{HEAD}{sentence}\n")) == [(None, title, [("Maria Wolf", "Seestiftung")])]


@pytest.mark.parametrize(
    ("day", "start"), [("Mittwochabend", "2024-03-20"), ("Montag", "2024-03-18"), ("Freitag", None)]
)
def test_a_weekday_in_a_report_is_counted_from_the_day_of_publication(day: str, start: str | None):
    text = (
        "Auftakt der Dialogreihe „Akten“\n\n"
        f"Neustadt, 22. März 2024. Mit rund 90 Gästen ist am {day} die Dialogreihe „Akten“ gestartet. "
        "Die Gäste brachten viele Fragen mit und blieben lange.\n"
    )
    assert read_one(text)["start"] == start


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Dr. Maria Wolf, Staatssekretärin für Digitale Archive und Akten, Mitglied des Rates", None),
        ("Dr. Maria Wolf, Ministerin für Archive der Freien Hansestadt Seeheim", "Freie Hansestadt Seeheim"),
        ("Dr. Maria Wolf, Oberbürgermeisterin der Großen Kreisstadt Seeheim", "Große Kreisstadt Seeheim"),
        ("Dr. Maria Wolf, Organisatorin der Veranstaltung", None),
    ],
)
def test_what_is_a_house(row: str, expected: str | None):
    assert named(read_one(f"{HEAD}Moderation: {row}\n")["people"]) == [("Maria Wolf", expected)]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("„Wir laden alle ein“, erklärt Landrätin Maria Wolf.", []),
        ("Viele kamen nach Seeheim. „Der Tag war gut“, sagt Landrätin Maria Wolf.", [("Maria Wolf", None)]),
        ("Organisiert von einem Team aus Studierenden sowie den Lehrern Paul Stein und Jan Kranz ist der Tag gut.", []),
        ("Es begrüßt der Präsident des Archivbundes Seeland, Bürgermeister Paul Stein.",
         [("Paul Stein", "Archivbund Seeland")]),
        ("Es diskutieren Paul Stein (regioakten) und Maria Wolf (Seestiftung).",
         [("Paul Stein", "regioakten"), ("Maria Wolf", "Seestiftung")]),
        ("Für den Ausschuss kam Jan Kranz, er vertritt Herrn Paul Stein.", [("Jan Kranz", None)]),
    ],
)  # fmt: skip
def test_who_was_there(sentence: str, people: list[tuple]):
    assert named(read_one(f"{HEAD}{sentence}\n")["people"]) == people


def test_minutes_with_a_title_in_lines_and_a_list_of_members():
    text = (
        "Daten\n\nSeeheim, 22.06.2016\nNIEDERSCHRIFT\nüber das Ergebnis der Sitzung des Ausschusses für Archive und\n"
        "alte Akten am 06.06.2016 im Kreishaus Seeheim\nBeginn der Sitzung:\nEnde der Sitzung:\n17:00 Uhr\n19:00 Uhr\n"
        "Anwesend sind\nStein, Paul Peter, Altenau\nWolf, Maria, Seeheim\nKranz, Jan, Neuhof vertritt Herrn Otto Bach\n"
        "Öffentliche Sitzung\nTOP 1\nFeststellung der Einladung und der\nBeschlussfähigkeit\n"
    )
    found = read_one(text)
    assert found["title"] == "Sitzung des Ausschusses für Archive und alte Akten"
    assert (found["start"], found["end"]) == ("2016-06-06T17:00+02:00", "2016-06-06T19:00+02:00")
    assert (found["people"], talks(found)) == (
        [],
        [("1", "Feststellung der Einladung und der Beschlussfähigkeit", [])],
    )


def test_times_below_the_day_are_those_of_the_event():
    text = (
        "Archivtag Seeheim\n\n08.06.2021\n09:30 Uhr - 13:00 Uhr\n\nteilen\n\n09:30 - 09:45 Uhr\n\nBegrüßung\n\n"
        "09:45 - 11:15 Uhr\n\nAlte Akten im Keller\n\nReferent: Paul Stein\n"
    )
    found = read_one(text)
    assert (found["start"], found["end"]) == ("2021-06-08T09:30+02:00", "2021-06-08T13:00+02:00")
    assert [one["title"] for one in found["sessions"]] == ["Begrüßung", "Alte Akten im Keller"]


def test_rows_broken_over_lines_and_letters_without_a_sign():
    text = (
        f"{HEAD}11:00 Begrüßung\n11:15–12:30 Vorträge zu Akten und\nbleibende Rolle des Papiers als ländliche\n"
        "Eigenart\n14:00 Impuls von Maria Wolf, Seestiftung – Papier im Regal\n15:00 Austausch in Arbeitsgruppen\n"
        "A Ordnung von Akten\n- Moderation Paul Stein\nB Lagerung von Papier\n- Moderation Jan Kranz\n"
    )
    assert talks(read_one(text)) == [
        (None, "Begrüßung", []),
        (None, "Vorträge zu Akten und bleibende Rolle des Papiers als ländliche Eigenart", []),
        (None, "Papier im Regal", [("Maria Wolf", "Seestiftung")]),
        ("A", "Ordnung von Akten", [("Paul Stein", None)]),
        ("B", "Lagerung von Papier", [("Jan Kranz", None)]),
    ]


def test_a_row_that_only_says_who_is_no_session():
    text = (
        f"{HEAD}10:00 Uhr Maria Wolf, Referatsleiterin im Archivamt Seeheim\n11:00 Uhr Rundgang\n12:00 Uhr Gespräch\n"
    )
    found = read_one(text)
    assert [one["title"] for one in found["sessions"]] == ["Rundgang", "Gespräch"]
    assert named(found["people"]) == [("Maria Wolf", "Archivamt Seeheim")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{LONG}\nIn der nunmehr 10. Archivkonferenz am 14. März 2017 werden Akten gezeigt.\n",
         "10. Archivkonferenz"),
        ("Alte Akten in Seeheim\n\nMelden Sie sich für unseren Archivtag an!\n\nWann: 18. Juni 2021\n",
         "Alte Akten in Seeheim"),
    ],
)  # fmt: skip
def test_titles_of_announcements(text: str, title: str):
    assert read_one(text)["title"] == title


def test_a_list_below_one_time():
    text = (
        "Archivtag Seeheim\n\nDatum: 12. Mai 2023\n\nProgramm\n\n14.00 Uhr – Offizieller Teil\n\n"
        "- Videobotschaft des Landes, Ministerin im Archivamt Seeheim Maria Wolf\n- Akten – gestern, Dr. Paul Stein\n"
        "- Rückblick auf das Jahr\n"
    )
    titles = [one["title"] for one in read_one(text)["sessions"]]
    assert titles == ["Offizieller Teil", "Videobotschaft des Landes", "Akten – gestern", "Rückblick auf das Jahr"]


def test_groups_that_a_sentence_lists():
    text = f"{HEAD}In diesen Gruppen geht es um „Alte Akten“, „Neue Regale“ und „Feuchte Keller“.\n"
    assert [one["title"] for one in read_one(text)["sessions"]] == ["Alte Akten", "Neue Regale", "Feuchte Keller"]


def test_workshops_with_who_led_them_in_one_sentence():
    text = (
        f"{HEAD}Die Gäste wählten zwischen drei Workshops: „Regale“ mit Maria Wolf (Seestiftung), „Feuchte Keller“ mit "
        "Paul Stein vom Landesbetrieb Papier und „Akten teilen“ mit Jan Kranz.\n"
    )
    assert talks(read_one(text)) == [
        (None, "Regale", [("Maria Wolf", "Seestiftung")]),
        (None, "Feuchte Keller", [("Paul Stein", "Landesbetrieb Papier")]),
        (None, "Akten teilen", [("Jan Kranz", None)]),
    ]


def test_contents_with_speakers_and_leaders_on_lines():
    text = (
        "Inhaltsverzeichnis\n1. Begrüßung (Dr. Paul Stein, Landkreis Altenau) ..... 3\n"
        "2. Papier im Wandel (Maria Wolf, Seestiftung) ..... 4\n3. Beispiele ..... 8\n"
        "3.1 Feuchte Keller (Jan Kranz, Archivbund) ..... 8\n\n"
        "Dokumentation der Regionalkonferenz „Alte Akten“ am 23. März 2018 in Altenau\n"
    )
    assert talks(read_one(text)) == [
        (None, "Begrüßung", [("Paul Stein", "Landkreis Altenau")]),
        (None, "Papier im Wandel", [("Maria Wolf", "Seestiftung")]),
        (None, "Feuchte Keller", [("Jan Kranz", "Archivbund")]),
    ]


def test_contents_in_one_line_with_arabic_numbers():
    text = (
        "Dokumentation Regionalkonferenz Alte Akten am 23. März 2018 in Altenau\n\n"
        "Inhalt 1. Begrüßung Dr. Paul Stein, Landkreis Altenau ......... 3 2. Papier im Wandel Maria Wolf, Seestiftung "
        "......... 4 3. Feuchte Keller Jan Kranz, Archivbund ......... 8 4. Ausblick ......... "
        "15 5. Anhang ......... 17\n\nDer Tag war gut.\n"
    )
    assert talks(read_one(text)) == [
        (None, "Begrüßung", [("Paul Stein", "Landkreis Altenau")]),
        (None, "Papier im Wandel", [("Maria Wolf", "Seestiftung")]),
        (None, "Feuchte Keller", [("Jan Kranz", "Archivbund")]),
    ]


def test_an_evening_is_called_by_what_stands_alone_in_quotation_marks():
    text = (
        "Einladung zum Vortragsabend\n\nDas Archiv lädt herzlich ein zu einem Abend mit Dr. Maria Wolf.\n\n"
        "„Papier – vom Keller ins Regal“\n\nFreitag, den 13. Oktober 2023, 19 Uhr\n"
    )
    assert read_one(text)["title"] == "Papier – vom Keller ins Regal"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (("Berichte lieferten Maria Wolf aus der Gemeinde Seedorf („Feuchte Keller“) und Jan Kranz (Archivbund) mit "
         "„Akten teilen“."),
         [(None, "Feuchte Keller", [("Maria Wolf", "Gemeinde Seedorf")]),
          (None, "Akten teilen", [("Jan Kranz", "Archivbund")])]),
        ("Arbeitsgruppe 1 (Leitung: Maria Wolf, Seestiftung) widmete sich dem Papier.",
         [("1", "Papier", [("Maria Wolf", "Seestiftung")])]),
        ("Arbeitsgruppe 2, geleitet von Jan Kranz (Archivbund), diskutierte über alte Akten.",
         [("2", "Alte Akten", [("Jan Kranz", "Archivbund")])]),
    ],
)  # fmt: skip
def test_talks_and_groups_with_who_led_them_between(sentence: str, expected: list[tuple]):
    assert talks(read_one(f"{HEAD}{sentence}\n")) == expected


def test_place_and_day_of_a_report_in_brackets():
    text = (
        "Archive vor Ort\n\n(Seeheim, 04.12.2018) Auf Einladung des Landkreises fand am 29. November 2018 im Kreishaus "
        "die Fachtagung „Alte Akten“ statt. Es sprach Maria Wolf vom Bund der Archive und Herr Jan Kranz (Seestiftung).\n"
    )
    found = read_one(text)
    assert found["start"] == "2018-11-29"
    assert named(found["people"]) == [("Maria Wolf", "Bund der Archive"), ("Jan Kranz", "Seestiftung")]


def test_small_letters_that_go_on_in_a_second_round():
    text = (
        f"{HEAD}10:00 Begrüßung\n11:00 Workshopphase 1\na) Akten ordnen (Maria Wolf)\nb) Papier trocknen (Jan Kranz)\n"
        "13:30 Workshopphase 2\nc) Regale bauen (Paul Stein)\nd) Keller lüften (Eva Kranz)\n15:00 Abschluss\n"
    )
    assert [(one["label"], one["title"]) for one in read_one(text)["sessions"]] == [
        (None, "Begrüßung"),
        ("a", "Akten ordnen"),
        ("b", "Papier trocknen"),
        ("c", "Regale bauen"),
        ("d", "Keller lüften"),
        (None, "Abschluss"),
    ]
