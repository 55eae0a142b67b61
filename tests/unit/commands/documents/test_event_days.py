"""Which days an event and its sessions have, and from when to when programmes of several days are."""

import pytest

from tests.unit.commands.documents.reading import read_one

_DAYS = (
    "Donnerstag, 4. Mai 2023\n{first} Uhr {opening}\n11.30 Uhr Vortrag Netze\n15.00 Uhr Werkstatt Wege\n\n"
    "Freitag, 5. Mai 2023\n9.00 Uhr Vortrag Wärme\n10.00 Uhr Vortrag Häuser\n{last}\n"
)


@pytest.mark.parametrize(
    ("opening", "last", "start", "end"),
    [
        ("Begrüßung", "12.30 Uhr Ende der Tagung", "2023-05-04T10:30", "2023-05-05T12:30"),
        ("Eröffnung", "11.15 – 12.00 Uhr Abschluss und Ausblick", "2023-05-04T10:30", "2023-05-05T12:00"),
        ("Ankommen und Kaffee", "12.30 Uhr Ende der Tagung", "2023-05-04", "2023-05-05"),
        ("Begrüßung", "12.30 Uhr Mittagessen", "2023-05-04", "2023-05-05"),
    ],
)
def test_a_programme_of_several_days_that_opens_and_closes_gives_the_hours(
    opening: str, last: str, start: str, end: str
):
    rows = _DAYS.format(first="10.30", opening=opening, last=last)
    event = read_one(f"Tagung Dorf und Netz\n\n4. und 5. Mai 2023, Altenau\n\n{rows}")
    assert (event["start"][:16], event["end"][:16]) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("4. Mai 2023 @ 10:00 - 15:30", "2023-05-04T10:00", "2023-05-04T15:30"),
        ("4. Mai 2023 @ 17:00 - 5. Mai 2023 @ 14:00", "2023-05-04T17:00", "2023-05-05T14:00"),
        ("Wann?\n\nDonnerstag, 4. Mai 2023\n\nab 10:00 Uhr\n\nbis 20:30 Uhr", "2023-05-04T10:00", "2023-05-04T20:30"),
        ("Termin: 4. Mai 2023, pünktlich um 18 Uhr", "2023-05-04T18:00", ""),
        ("Termin: 4. Mai 2023 ⋅ 18:00 – 20:00", "2023-05-04T18:00", "2023-05-04T20:00"),
        ("Termin: 4. Mai 2023 (Donnerstag), nachmittags von 14 bis 17 Uhr", "2023-05-04T14:00", "2023-05-04T17:00"),
        ("04.05.2023, 13:30 Uhr\nVortrag Netze\n\n05.05.2023, 9:00 Uhr\nVortrag Wege\nEnde der Tagung gegen 12:30 Uhr",
         "2023-05-04T13:30", "2023-05-05T12:30"),
    ],
)  # fmt: skip
def test_days_and_hours_in_many_forms(text: str, start: str, end: str):
    event = read_one(f"Fachtag Archive\n\n{text}\n\nOrt: Rathaus Altenau\n")
    assert ((event["start"] or "")[:16], (event["end"] or "")[:16]) == (start, end)


def test_a_programme_right_below_its_heading_begins_with_its_first_row():
    rows = "10:00 Uhr: Haushalt lesen\n11:45 Uhr: Anträge schreiben\n15:15 Uhr: Rückfragen\n"
    assert read_one(f"Tagesseminar Haushalt\n\n4. Mai 2023\n\nProgramm:\n{rows}")["start"][:16] == "2023-05-04T10:00"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Programm Tag 2 - 5. September 2023", "2023-09-05", None),
        ("Programm 2. - 5. September 2023", "2023-09-02", "2023-09-05"),
        ("Am 4. und 6. Mai 2023 fanden in Altenau und Seedorf die Zukunftstage statt.", "2023-05-04", None),
        ("Am 4. und 5. Mai 2023 fanden in Altenau die Zukunftstage statt.", "2023-05-04", "2023-05-05"),
    ],
)
def test_counted_things_and_days_apart_are_no_span(text: str, start: str, end: str | None):
    event = read_one(f"Zukunftstage der Region\n\n{text}\n")
    assert (event["start"], event["end"]) == (start, end)


def test_a_misprinted_year_of_a_days_heading_is_put_straight_by_its_weekday():
    rows = "10.00 Uhr Begrüßung\n11.00 Uhr Vortrag Netze\n\nFreitag, 05.05.2022\n9.00 Uhr Vortrag Wege\n10.00 Uhr Vortrag Räte\n"
    event = read_one(f"Tagung Dorf und Netz\n\nDatum: 4. bis 5. Mai 2023\n\nDonnerstag, 04.05.2023\n{rows}")
    assert [one["start"][:10] for one in event["sessions"] if "Wege" in one["title"]] == ["2023-05-05"]


def test_the_hours_of_a_days_heading_leave_it_one():
    rows = "10.00 Eröffnung der Tagung\n11.00 Vortrag Netze\n12.00 Vortrag Wege\n"
    event = read_one(
        f"Tagung Dorf und Netz\n\nDatum: 4. bis 5. Mai 2023\n\nDonnerstag, 4. Mai 2023 10.00 – 17.45 Uhr\n{rows}"
    )
    assert {(one["start"] or "")[:10] for one in event["sessions"]} == {"2023-05-04"}


@pytest.mark.parametrize(
    ("said", "year"), [("Die Ausgabe 2022 war die dritte nach 2020.", "2022"), ("Die Ausgabe war gut.", "-")]
)
def test_the_weekday_tells_which_year_of_the_text_is_meant(said: str, year: str):
    text = (
        f"Konferenz Gehen\n\nAm Mittwoch, 29. Juni fand in Altenau die Konferenz statt. {said} Viele kamen zu Fuß.\n"
    )
    assert read_one(text)["start"][: len(year)] == year


def test_days_are_counted_from_a_press_release_with_a_number():
    text = (
        "8. Vereinsforum in Altenau\n\nMehr als 90 Mitglieder von Vereinen sind dem Ruf gefolgt und am vergangenen Freitag "
        "in die Alte Mälzerei gekommen.\nDas 9. Vereinsforum ist für Herbst 2020 vorgesehen.\n\n"
        "Pressemitteilung 211/2019 vom 14.10.2019\n"
    )
    assert read_one(text)["start"] == "2019-10-11"


def test_a_hint_at_what_comes_is_no_day_of_the_event():
    text = (
        "2. Workshop Pflege digital\n\nAm frühen Abend des 4. März kam online der zweite Workshop im Handlungsfeld zusammen.\n\n"
        "Am Schluss gab es eine Führung und den Hinweis auf das dritte Kreisforum am 15. Mai 2025 "
        "in der Stadthalle.\n"
    )
    event = read_one(text)
    assert (event["start"], event["end"]) == ("2025-03-04", None)


@pytest.mark.parametrize(("mark", "end"), [("Samstag", "2025-03-29"), ("2. Tag", "2025-03-29"), ("Ausblick", None)])
def test_a_heading_that_is_only_a_weekday_is_a_further_day(mark: str, end: str | None):
    text = (
        "Das war unser Kongress\n\nAm Freitag, den 28. März 2025, trafen sich viele im Rathaus Altenau.\n\n"
        f"{mark}\n\nMit einem Vortrag über Netze ging es weiter.\n"
    )
    event = read_one(text)
    assert (event["start"], event["end"]) == ("2025-03-28", end)


def test_the_sessions_of_a_series_have_the_days_that_their_texts_tell():
    text = (
        "Webinarreihe Daten\n\nDie Reihe wurde im Herbst 2024 angeboten und gut besucht, sagt die Stadt Altenau.\n\n"
        "Modul 1: Daten finden\nZum Auftakt am 10.09.2024 sprach Eva Lind.\n\n"
        "Modul 2: Daten pflegen\nAm 24.09.2024 war Uwe Kern zu Gast.\n\n"
        "Modul 3: Daten teilen\nDer Termin musste vom 22.10. auf den 29.10.2024 verschoben werden.\n"
    )
    event = read_one(text)
    assert [one["start"] for one in event["sessions"]] == ["2024-09-10", "2024-09-24", "2024-10-29"]
    assert (event["start"], event["end"]) == ("2024-09-10", "2024-10-29")


def test_a_part_of_a_larger_event_has_its_own_day():
    text = (
        "Praxistipps für den Fuhrpark\n\nAm 20. März 2024 führte das Büro auf den „Klimatagen Süd“ einen Workshop durch.\n\n"
        "Die „Klimatage Süd“ fanden am 20. und 21. März 2024 in Altenau statt.\n"
    )
    event = read_one(text)
    assert (event["start"], event["end"]) == ("2024-03-20", None)


@pytest.mark.parametrize(("row", "end"), [("Ende der Arbeitsgruppen und Ortswechsel", "11:30"), ("Ortswechsel", "")])
def test_a_row_that_ends_the_groups_ends_each_of_them(row: str, end: str):
    rows = f"9.00 Uhr Parallele Arbeitsgruppen\n\nAG 1: Netze\nAG 2: Wege\n\n11.30 Uhr {row}\n13.00 Uhr Berichte\n"
    event = read_one(f"Tagung Dorf und Netz\n\nDatum: 4. Mai 2023\n\nProgramm\n\n8.30 Uhr Begrüßung\n{rows}")
    assert [(one["end"] or "")[11:16] for one in event["sessions"] if one["label"]] == [end, end]
