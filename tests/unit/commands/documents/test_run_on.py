"""Documents that came as one line or with page numbers, and lists that a line announces."""

import pytest

from tests.unit.commands.documents.reading import read_one

HEAD = "Fachtag Archive\n\nDatum: 12. Mai 2023\n\n"


def people(found: dict) -> list[tuple]:
    every = [*found["people"], *(who for one in found["sessions"] for who in one["people"])]
    return [(who["name"], who["organisation"]) for who in every]


# --- pages of documents as sites show them ---


def test_page_numbers_are_no_part_of_the_title():
    text = (
        "Größe: px\n\nTranskript\n\n1 3. Archivtag Seeheim Dokumentation 5. und 6. Dezember 2017\n\n"
        "2 1 Vorwort Archive bewahren, was war, und zeigen, was sein kann.\n"
    )
    found = read_one(text)
    assert (found["title"], found["start"], found["end"]) == ("3. Archivtag Seeheim", "2017-12-05", "2017-12-06")


def test_a_numbered_event_is_the_title_of_a_page_in_one_line():
    text = (
        "AUF DEM WEG ZU OFFENEN ARCHIVEN 2. Offener Archiv Dialog Seeheim Heft 4 SEEHEIM | REFERAT FÜR ALTE UND NEUE AKTEN\n\n"
        "Am 24. Juli 2018 trafen sich in Seeheim alle, die mit Archiven zu tun haben, und sprachen über ihre Arbeit dort.\n"
    )
    assert read_one(text)["title"] == "2. Offener Archiv Dialog Seeheim"


def test_a_table_of_contents_in_one_line_names_people_with_their_houses():
    text = (
        "3. Archivtag Seeheim am 5. Dezember 2017\n\nInhalt I. Programm II. Vorwort III. Begrüßung Dr. Maria Wolf "
        "Bundesministerin für Familie, Frauen und Jugend IV. Statements Paul Stein Vorsitzender des Beirats der Stiftung "
        "Aktenkunde Dr. Peter Kranz Geschäftsführer des Archivverbands Altenau V. Vortrag Alte Akten Prof. Dr. Eva Berg "
        "Universität Seeheim"
    )
    assert people(read_one(text)) == [
        ("Maria Wolf", None),
        ("Paul Stein", "Stiftung Aktenkunde"),
        ("Peter Kranz", "Archivverband Altenau"),
        ("Eva Berg", "Universität Seeheim"),
    ]


# --- lists that a line announces ---


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("Am Nachmittag ging es in drei Workshops um:\nA. Räume und Regale\nB. Leute und Zeit\nC. Geld", "Workshop"),
        ("Parallele Themenforen\n\n1. Räume und Regale\nMaria Wolf, Stadt Seeheim\n\n2. Leute und Zeit\n\n3. Geld\n", "Forum"),
    ],
)  # fmt: skip
def test_lists_below_a_line_that_announces_groups(lines, kind):
    sessions = read_one(HEAD + lines)["sessions"]
    assert [one["label"] for one in sessions][:2] == (["A", "B"] if kind == "Workshop" else ["1", "2"])
    assert [one["title"] for one in sessions][:2] == ["Räume und Regale", "Leute und Zeit"]
    assert {one["kind"] for one in sessions} == {kind}
    assert len(sessions) == 3


def test_one_letter_below_a_group_is_no_list():
    assert (
        read_one(HEAD + "Ergebnisse der Workshops:\nA. Wolf sprach zuerst und lange.\nDanach war Schluss.")["sessions"]
        == []
    )


def test_a_group_below_a_row_has_the_time_of_the_row():
    text = (
        "10:00 Begrüßung\n11:00 Archive nachhaltig führen\nParallele Themenwerkstätten\n\n1. Räume und Regale\n\n"
        "2. Leute und Zeit – krankheitsbedingt ausgefallen\n\n12:30 Schlussrunde\n"
    )
    assert [(one["title"], one["start"][11:16]) for one in read_one(HEAD + text)["sessions"]] == [
        ("Begrüßung", "10:00"),
        ("Archive nachhaltig führen", "11:00"),
        ("Räume und Regale", "11:00"),
        ("Leute und Zeit", "11:00"),
        ("Schlussrunde", "12:30"),
    ]


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("Danach wurde in den Arbeitsgruppen „Räume & Regale“, „Leute & Zeit“ sowie „Gutes Geld“ beraten.",
         ["Räume & Regale", "Leute & Zeit", "Gutes Geld"]),
        ("Im Workshop Archive in Dörfern stellte Maria Wolf vom Archiv Seeheim ihre Pläne vor.",
         ["Archive in Dörfern"]),
        ("Im Workshop Ende Mai wurden Pläne gemacht.", []),
        ("In den Arbeitsgruppen „Räume & Regale“ war viel los.", []),
    ],
)  # fmt: skip
def test_groups_named_in_a_sentence(sentence, titles):
    assert [one["title"] for one in read_one(HEAD + sentence)["sessions"]] == titles


# --- days counted from the day of publication ---


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("am vergangenen Mittwoch", "2023-05-10"),
        ("am letzten Freitag", "2023-05-05"),
        ("am gestrigen Donnerstag", "2023-05-11"),
        ("am heutigen Freitag", "2023-05-12"),
        ("am kommenden Montag", "2023-05-15"),
        ("am gestrigen Montag", None),
    ],
)
def test_days_counted_from_the_day_of_publication(words, start):
    text = (
        f"Großes Interesse an der Archivkonferenz\n\nSeeheim, 12.05.2023. Über 80 Menschen haben {words} an der "
        "Archivkonferenz in der Stadthalle teilgenommen und sich über alte Akten und neue Wege unterhalten.\n"
    )
    found = read_one(text)
    assert (found["start"], found["precision"]) == (start, "day" if start else "open")


# --- what stands around a programme ---


def test_a_day_above_the_heading_of_a_programme_is_the_event():
    text = (
        "Fachtag Archive\n\n5. Mai 2023\n\nProgramm\n\n1. Begrüßung – Maria Wolf, Bürgermeisterin der Stadt Seeheim\n"
        "2. Alte Akten – Dr. Paul Stein, Universität Seeheim\n3. Diskussion – Moderation: Eva Berg, Landkreis Altenau\n"
    )
    found = read_one(text)
    assert (found["start"], found["precision"]) == ("2023-05-05", "day")
    assert [one["title"] for one in found["sessions"]] == ["Begrüßung", "Alte Akten", "Diskussion"]
    assert people(found)[-1] == ("Eva Berg", "Landkreis Altenau")


def test_the_office_in_front_of_a_name_stays_with_it_in_a_programme_in_one_line():
    text = (
        "9.00 Uhr Ankommen 9.30 Uhr Begrüßung durch Bürgermeisterin Maria Wolf 9.45 Uhr Alte Akten, neue Wege (Dr. Paul "
        "Stein, Universität Seeheim) 10.45 Uhr Kaffeepause 11.00 Uhr Rundgang durch das Archiv 12.30 Uhr Ende. Fachtag "
        "Archive am 5. Mai 2023 in Seeheim"
    )
    assert [one["title"] for one in read_one(text)["sessions"]] == [
        "Begrüßung",
        "Alte Akten, neue Wege",
        "Rundgang durch das Archiv",
    ]


def test_the_house_in_the_head_of_minutes():
    text = (
        "Niederschrift über die öffentliche Sitzung des Ausschusses für Archive am Montag, den 4. März 2024, 17.00 Uhr bis "
        "18.45 Uhr, im Ratssaal\n\nTagesordnung\n1. Eröffnung\n2. Bericht\n3. Verschiedenes\n"
    )
    assert read_one(text)["place"] == "Ratssaal"


def test_the_event_told_of_with_its_long_name_is_no_session():
    text = (
        'Fachforum "Aktives Archivwesen"\n\nAm 27. September 2018 richtete der Verbund das Fachforum „Aktives Archivwesen in '
        "ländlichen Räumen - Nutzen oder Last?“ in Seeheim aus.\n"
    )
    assert read_one(text)["sessions"] == []
