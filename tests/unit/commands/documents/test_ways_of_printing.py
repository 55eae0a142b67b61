"""Announcements and reports as sites of towns, initiatives and schools print them: rows, dates, titles, places."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commands.documents import read_document, recognised

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HEAD = "Fachtag Archive\n\nDatum: 12. Mai 2023\n\nProgramm\n\n"


def events(text: str) -> list[dict]:
    """Return all events of a text."""
    return recognised(read_document("text.md", text.encode(), NOW).records)


def sessions(text: str) -> list[tuple]:
    """Return title, beginning and end of the sessions of a text with one event."""
    (found,) = events(text)
    return [(one["title"], *((one[key] or "")[11:16] for key in ("start", "end"))) for one in found["sessions"]]


ROWS = "10:00 Uhr Begrüßung\n{}\n13:00 Uhr Vortrag über Akten\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("11:00 – 30‘ Bericht aus dem Kreis", ("Bericht aus dem Kreis", "11:00", "11:30")),
        ("11:00 (45 min): Bericht aus dem Kreis", ("Bericht aus dem Kreis", "11:00", "11:45")),
        ("11:00 → 12:15 Bericht aus dem Kreis", ("Bericht aus dem Kreis", "11:00", "12:15")),
        ("11h15 Bericht aus dem Kreis", ("Bericht aus dem Kreis", "11:15", "")),
        ("11:00 – Open End – Bericht aus dem Kreis", ("Bericht aus dem Kreis", "11:00", "")),
        ("11:00 - 12:00+ Uhr - Bericht aus dem Kreis", ("Bericht aus dem Kreis", "11:00", "12:00")),
        (r"11:00 Uhr \- Bericht aus dem Kreis", ("Bericht aus dem Kreis", "11:00", "")),
        ("ca. ab 11:00 Uhr Bericht aus dem Kreis", ("Bericht aus dem Kreis", "11:00", "")),
        ("Ab 11:00 Uhr Bericht aus dem Kreis", ("Bericht aus dem Kreis", "11:00", "")),
        ("11:00 Uhr Bericht aus dem Kreis im Großen Sitzungssaal", ("Bericht aus dem Kreis", "11:00", "")),
        ("11:00 Uhr Bericht aus dem Kreis (Prof. von Berg)", ("Bericht aus dem Kreis", "11:00", "")),
        ("11:00 Uhr Bericht aus dem Kreis (H. Berg)", ("Bericht aus dem Kreis", "11:00", "")),
        ("11:00 Uhr Impulsvortrag Digitale Akten", ("Digitale Akten", "11:00", "")),
        ("11:00 Uhr „Akten zum Anfassen“ mit Stücken der Archive",
         ("„Akten zum Anfassen“ mit Stücken der Archive", "11:00", "")),
        ("11:00 Uhr Aktenkunde: Ihr wolltet schon immer wissen, was in einer Akte steht? Dann kommt zu uns.",
         ("Aktenkunde", "11:00", "")),
    ],
)  # fmt: skip
def test_row(row: str, expected: tuple) -> None:
    assert sessions(HEAD + ROWS.format(row)) == [
        ("Begrüßung", "10:00", ""),
        expected,
        ("Vortrag über Akten", "13:00", ""),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "11:00 Uhr Beginn der Veranstaltung", "11:00 Uhr (je zwei Personen)", "11:00 Uhr Ende und Ausklang",
        "11:00 Uhr Gemütliches Beisammensein", "Zwischen 11:00 und 12:00 Uhr besteht die Möglichkeit einer Pause",
    ],
)  # fmt: skip
def test_row_that_is_no_session(row: str) -> None:
    assert [title for title, *_ in sessions(HEAD + ROWS.format(row))] == ["Begrüßung", "Vortrag über Akten"]


def test_room_behind_a_title_is_its_room() -> None:
    text = HEAD + ROWS.format("11:00 Uhr Bericht, im Adam-Riese-Saal")
    (found,) = read_document("text.md", text.encode(), NOW).records.events
    assert (found.programme[1].title, found.programme[1].room) == ("Bericht", "Adam-Riese-Saal")


def test_points_without_times_among_points_with_times() -> None:
    text = (
        "- 10:00 Uhr Begrüßung\n- Neues aus dem Kreis\n- 12:00 Uhr Mittagspause\n- Akten im Alltag\n- 15:00 Uhr Ende\n"
    )
    assert [title for title, *_ in sessions(HEAD + text)] == ["Begrüßung", "Neues aus dem Kreis", "Akten im Alltag"]


def test_points_below_the_beginning() -> None:
    text = "18:00 Uhr Einlass\n18:30 Uhr Beginn\n- Begrüßung\n- Bekanntgabe der Gewinner\nca. 21:30 Uhr Ausklang\n"
    assert [title for title, *_ in sessions(HEAD + text)] == ["Begrüßung", "Bekanntgabe der Gewinner"]


def test_who_gives_the_points_of_a_list_stands_in_brackets() -> None:
    text = "- Lesen lernen (Archivverein Seedorf e.V.)\n- Akten im Alltag (Stadtarchiv Bergen)\n- Karten von früher (Verein Altes Land)\n"
    (found,) = events(
        "Fachtag Archive\n\nDatum: 12. Mai 2023\n\nDas Programm war bunt. Es gab Workshops und Vorträge zu folgenden Themen:\n\n"
        + text
    )
    assert [one["title"] for one in found["sessions"]] == ["Lesen lernen", "Akten im Alltag", "Karten von früher"]


def test_labelled_parts() -> None:
    text = "Podiumsdiskussion:\nmit\n- Anna Berg (Stadt Seedorf),\n- Jens Tal (Kreis Bergland)\nAustausch an Thementischen:\nDort gibt es mehr.\n"
    (found,) = events("Fachtag Archive\n\nDatum: 12. Mai 2023\n\n" + text)
    assert [one["title"] for one in found["sessions"]] == ["Podiumsdiskussion", "Austausch an Thementischen"]
    assert [who["name"] for who in found["sessions"][0]["people"]] == ["Anna Berg", "Jens Tal"]


def test_hours_of_a_programme_that_opens_the_event() -> None:
    (found,) = events(
        HEAD + "9:30 Registrierung\n10:00 - 11:00 Vortrag über Akten\n11:00 - 12:00 Gespräch über Archive\n"
    )
    assert (found["start"], found["end"]) == ("2023-05-12T09:30+02:00", "2023-05-12T12:00+02:00")


def test_rows_below_the_day_of_the_page_have_no_day() -> None:
    text = (
        "Fachtag Archive\n06.11.2018\n\nWir machen dieses Jahr noch einen Fachtag zu Archiven, und zwar zusammen mit vielen "
        "Partnern aus dem ganzen Kreis statt.\n\n- 10:00 Uhr: Begrüßung\n- 11:00 Uhr: Akten im Alltag\n- 14:00 Uhr: Ende\n"
    )
    (found,) = events(text)
    assert {one["start"] for one in found["sessions"]} == {found["start"]} == {None}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Wann und wo?\nDonnerstag, 4. Mai 2023\n12.30 - 13.30 Uhr\nRathaus Seedorf\n", "2023-05-04T12:30+02:00", "2023-05-04T13:30+02:00"),
        ("Am Freitag, 5. Mai 2023 findet der Fachtag im Rathaus Seedorf statt. Beginn 19.30 Uhr. Hierzu laden wir alle ein.\n",
         "2023-05-05T19:30+02:00", None),
        ("Der Fachtag findet am 5. Mai 2023 um 17.00 Uhr statt.\n\nDie Veranstaltung endet spätestens um 18.30 Uhr.\n",
         "2023-05-05T17:00+02:00", "2023-05-05T18:30+02:00"),
        ("Von Donnerstag 04.05 - Samstag 06.05.2023 fand der Fachtag im Rathaus Seedorf statt.\n", "2023-05-04", "2023-05-06"),
    ],
)  # fmt: skip
def test_when(text: str, start: str, end: str | None) -> None:
    (found,) = events(f"Fachtag Archive\n\n{text}")
    assert (found["start"], found["end"]) == (start, end)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Veröffentlicht am 22.11.2016\n\nAm Freitag und Samstag, dem 9. und 10. Dezember findet der Fachtag im Rathaus Seedorf statt.\n",
         "2016-12-09"),
        ("Der ursprünglich für den 8./9. Juli 2022 geplante Fachtag musste auf den 16./17. Juni 2023 verschoben werden.\n",
         "2023-06-16"),
        ("Datum: 6. April 2019\nAnfangszeit: 13:15\nDauer: 01:45\n", "2019-04-06T13:15+02:00"),
        ("Einreichungen waren vom 5. Oktober bis zum 5. November 2022 möglich.\n\nDer Fachtag findet vom 26.-29. März 2023 statt.\n",
         "2023-03-26"),
    ],
)  # fmt: skip
def test_day_among_others(text: str, start: str) -> None:
    (found,) = events(f"Fachtag Archive\n\n{text}")
    assert found["start"] == start


def test_a_day_behind_a_kind_is_no_number() -> None:
    (found,) = events(
        "Workshop 02.03.2021:\n\nAkten finden und lesen\n\nWir trafen uns und sprachen über alte Akten und neue Wege.\n"
    )
    assert (found["start"], found["sessions"]) == ("2021-03-02", [])


def test_a_report_tells_of_a_day_before_it() -> None:
    (found,) = events(
        "Fachtag Archive\n21.11.2022\n\nNach langer Vorbereitung durften wir am 18.11.2022 unseren ersten Fachtag durchführen, und "
        "viele kamen.\n\nFür das nächste Arbeitstreffen am 29.11.2022 um 17:00 Uhr im Rathaus Seedorf haben sich viele gemeldet.\n"
    )
    assert found["start"] == "2022-11-18"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Ein Rückblick auf den Fachtag Archive", "Fachtag Archive"),
        ("Fachtag Archive - Zeitplan", "Fachtag Archive"),
        ("Veranstaltungshinweis: fachtag.archive am 12. Mai 2023", "fachtag.archive"),
        ("6. Juni – Save the Date – Fachtag Archive", "Fachtag Archive"),
        ("Protokoll des Archivtreffens im März", "Archivtreffen im März"),
    ],
)
def test_title(first: str, title: str) -> None:
    (found,) = events(
        f"{first}\n\nAm 12. Mai 2023 um 10 Uhr treffen wir uns im Rathaus Seedorf zum Fachtag über alte Akten.\n"
    )
    assert found["title"] == title


@pytest.mark.parametrize(
    "head",
    [
        "title: Fachtag Archive\ndate: 2023-03-01\ntags: Akten\n\n",
        '+++\ntitle = "Fachtag Archive"\nlanguages = []\n[contact]\n+++\n\n',
        "---\ntitle: Fachtag Archive\ndate: 2023-03-01\n---\n\n# Wir laden ein!\n\n## Worum es geht\n\n",
        "---\ntitle: Fachtag Archive\nheader:\n  title: Archive\n  subtitle: 'Hier steht alles, was man\nwissen muss.'\n---\n\n## Allgemein\n\n",
        "---\nlayout: post\nimages:\n -\n   name: plakat.jpg\npublished: true\ntitle: Fachtag Archive\n---\n\n",
    ],
)  # fmt: skip
def test_front_matter(head: str) -> None:
    (found,) = events(
        f"{head}Am 12. Mai 2023 um 10 Uhr treffen wir uns im Rathaus Seedorf, um über alte Akten zu sprechen.\n"
    )
    assert (found["title"], found["start"]) == ("Fachtag Archive", "2023-05-12T10:00+02:00")


def test_marks_of_site_generators_are_left_out() -> None:
    (found,) = events(
        "---\ntitle: Fachtag Archive\ndatum: 2023-03-01 # der Tag des Beitrags\n---\n\n> Freitag, 12. Mai 2023, 10:00 Uhr\n\n- 10:00 [Begrüßung]({{ "
        "site.url }}/a.pdf)\n- 11:00 [Akten im Alltag]({{ site.url }}/b.pdf){:.link}\n- 12:00 Aussprache\n"
    )
    assert found["start"] == "2023-05-12T10:00+02:00"
    assert [one["title"] for one in found["sessions"]] == ["Begrüßung", "Akten im Alltag", "Aussprache"]


def test_front_matter_with_the_event_and_its_text() -> None:
    (found,) = events(
        '+++\ntitle = "Fachtag Archive"\ndescription = "Wir sprechen über Akten.\nProgramm\n10:00 Uhr Begrüßung\n11:00 Uhr Akten '
        'im Alltag\n12:00 Uhr Aussprache"\nstart_date = "2023-05-12T10:00:00.000"\nlocation = "x"\nvenue = "Rathaus Seedorf"\n+++\n'
    )
    assert (found["start"], found["place"]) == ("2023-05-12T10:00+02:00", "Rathaus Seedorf")
    assert [one["title"] for one in found["sessions"]] == ["Begrüßung", "Akten im Alltag", "Aussprache"]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Der Fachtag beginnt am 12. Mai 2023 ab 18:00 Uhr im Roxy mit einer Begrüßung aller Gäste.", "Roxy"),
        (
            "Auf Einladung des Vereins fand am 12. Mai 2023 wieder der Fachtag im AktenLAB Seedorf statt.",
            "AktenLAB Seedorf",
        ),
        ("Der Fachtag ist am 12. Mai 2023 ab 18:00 Uhr auf der Seedorfer c-bank für alle Gäste.", None),
    ],
)
def test_place(sentence: str, place: str | None) -> None:
    (found,) = events(f"Fachtag Archive\n\n{sentence}\n")
    assert found["place"] == place


def test_list_of_events() -> None:
    entries = [("Samstag, 10. Juni 2023", "Offener Filmabend"), ("Dienstag, 13. Juni 2023", "Gang durch die Stadt"),
               ("Sonntag, 18. Juni 2023", "Lesung am See")]  # fmt: skip
    text = "".join(f"{day}\n{title}\n- Zeit: 18:00 Uhr\n- Ort: Rathaus Seedorf\n\n---\n\n" for day, title in entries)
    found = events(f"# Veranstaltungen im Juni\n\n{text}")
    assert [(one["title"], one["start"][:10]) for one in found] == [
        ("Offener Filmabend", "2023-06-10"), ("Gang durch die Stadt", "2023-06-13"), ("Lesung am See", "2023-06-18"),
    ]  # fmt: skip


def test_events_with_their_details_below_them() -> None:
    found = events(
        "# Veranstaltungen im Mai 2023\n\n## Lesung am See\n\nWir lesen Texte vom See.\n\n- Wann? 7. Mai 2023, 19 Uhr\n- Wo? Rathaus "
        "Seedorf\n\n---\n\n## Gang durch die Stadt\n\nWir gehen zusammen.\n\n### Der Weg\n\nEr ist lang und schön.\n\n- Wann? 8. Mai 2023, 18 "
        "Uhr\n- Wo? Stadthalle Bergen\n"
    )
    assert [(one["title"], one["start"], one["place"]) for one in found] == [
        ("Lesung am See", "2023-05-07T19:00+02:00", "Rathaus Seedorf"),
        ("Gang durch die Stadt", "2023-05-08T18:00+02:00", "Stadthalle Bergen"),
    ]


def test_days_of_sessions_below_their_headings() -> None:
    text = (
        "Workshop 1: Akten finden\nWir suchen.\n\nWANN? Freitag, 1. September 2023, 9:30 - 16:30 Uhr\n\n"
        "Workshop 2: Akten lesen\nWir lesen.\n\nWANN? Freitag, 8. September 2023, 9:30 - 16:30 Uhr\n"
    )
    (found,) = events(f"Workshops zu Archiven\n\nIn zwei Workshops sprechen wir über Akten.\n\n{text}")
    assert [one["start"] for one in found["sessions"]] == ["2023-09-01T09:30+02:00", "2023-09-08T09:30+02:00"]


def test_weekday_after_the_day_of_the_event() -> None:
    text = "Freitag:\n- 12 Uhr Briefe schreiben\n- 14 Uhr Kreuze basteln\n\nSamstag:\n- 10-14 Uhr Klettern für alle\n"
    (found,) = events(f"Aktionstage am Platz\n\nDatum: 20. Januar 2023\n\n{text}")
    assert [one["start"][:10] for one in found["sessions"]] == ["2023-01-20", "2023-01-20", "2023-01-21"]


def test_signs_that_site_generators_leave_as_entities() -> None:
    found = events(
        "# Tag der B&uuml;rgerbeteiligung\n\nAm 12.&nbsp;Mai 2023 begr&uuml;&szlig;te Frau J&#246;rdis M&#xFC;ller, "
        "B&uuml;rgermeisterin der Stadt Musterhausen, die G&auml;ste. AT&T; half.\n"
    )
    assert [(one["title"], one["start"]) for one in found] == [("Tag der Bürgerbeteiligung", "2023-05-12")]
    assert [person["name"] for person in found[0]["people"]] == ["Jördis Müller"]
