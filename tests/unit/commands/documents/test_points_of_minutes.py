"""Points of minutes, labels alone, rows that only head others, series of dated lines, rows that were run together."""

import pytest

from tests.unit.commands.documents.reading import HEAD, read_one, times


def told(text: str) -> list[tuple]:
    """Return labels, titles and names of the sessions of the one event of a text."""
    found = read_one(f"{HEAD}{text}\n")["sessions"]
    return [(one["label"], one["title"], [who["name"] for who in one["people"]]) for one in found]


ROWS = "09:30 Uhr Begrüßung\nDr. Maria Wolf, Stadt Altenau\n10:00 Uhr Bericht aus dem Rat\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Zum Top 1 – Begrüßung\n\nAlle sind da.\n\nZum TOP 2 – Wege am Markt\n\nDer Weg wird breiter.\n",
            [("1", "Begrüßung", []), ("2", "Wege am Markt", [])],
        ),
        (
            f"{ROWS}13:00 Uhr Workshops: Wie es gelingt\n- Workshop 1:\nBänke bauen\n- Workshop 2:\nHecken pflegen\n",
            [
                (None, "Begrüßung", ["Maria Wolf"]),
                (None, "Bericht aus dem Rat", []),
                ("1", "Bänke bauen", []),
                ("2", "Hecken pflegen", []),
            ],
        ),
        (
            f"{ROWS}11:00 Uhr Werkstatt 1: Bänke neu\ndenken\nWerkstatt 2: Hecken pflegen - Werkstatt 3: Pfade\n",
            [
                (None, "Begrüßung", ["Maria Wolf"]),
                (None, "Bericht aus dem Rat", []),
                ("1", "Bänke neu denken", []),
                ("2", "Hecken pflegen", []),
                ("3", "Pfade", []),
            ],
        ),
        (
            (
                "AG 1 Bänke und Wege Moderation: Maria Wolf Ergebnisse: - mehr Schatten - weniger Stufen\n\n"
                "AG 2 Hecken Moderation: Peter Kranz Ergebnisse: - im Herbst schneiden\n"
            ),
            [("1", "Bänke und Wege", ["Maria Wolf"]), ("2", "Hecken", ["Peter Kranz"])],
        ),
    ],
)
def test_labelled_points(text: str, expected: list) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("row", "points", "expected"),
    [
        (
            "11:00 Uhr Austausch an Thementischen zu folgenden Fragen:",
            "• Wem gehört der Markt? (Expertin: Eva Lind, Stadt Altenau)\n• Wer pflegt die Hecken? (Experte: Peter Kranz, Stadt Seeheim)",
            [("Wem gehört der Markt?", ["Eva Lind"]), ("Wer pflegt die Hecken?", ["Peter Kranz"])],
        ),
        (
            "11:00 Uhr Zurück zum Markt? Vorträge und Fragerunde",
            ">> Wege im Alter\nEva Lind, Stadt Altenau\n>> Hecken im Winter\nPeter Kranz, Stadt Seeheim",
            [("Wege im Alter", ["Eva Lind"]), ("Hecken im Winter", ["Peter Kranz"])],
        ),
        (
            "11:00 Uhr Impulse: Hecken in der Praxis",
            "• Eva Lind (Stadt Altenau): Wege, Ränder, Pfade\n• Peter Kranz (Stadt Seeheim): Hecken im Winter schneiden",
            [("Wege, Ränder, Pfade", ["Eva Lind"]), ("Hecken im Winter schneiden", ["Peter Kranz"])],
        ),
    ],
)
def test_a_row_that_only_heads_points_is_none(row: str, points: str, expected: list) -> None:
    found = told(f"{ROWS}{row}\n{points}\n14:00 Uhr Rückblick auf den Tag\n")

    assert [(title, people) for _label, title, people in found[2:-1]] == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('11:00 Uhr Fishbowl "Jugend am Markt"', "Jugend am Markt"),
        ("11:00 Uhr Offene Werkstatt am Tisch (inkl. Pausen)", "Offene Werkstatt am Tisch"),
        ("11:00 Uhr Wärme im Viertel [mehr Infos zur Wärme]", "Wärme im Viertel"),
        (
            "11:00 Uhr Dörfer im Wandel: Siebzig Jahre Orte in Bildern",
            "Dörfer im Wandel: Siebzig Jahre Orte in Bildern",
        ),
    ],
)
def test_titles_with_something_behind(row: str, expected: str) -> None:
    assert [title for _label, title, _people in told(f"{ROWS}{row}\n")[2:]] == [expected]


def test_an_evening_reception_is_no_session() -> None:
    assert len(told(f"{ROWS}19:00 Uhr Abendempfang auf Einladung der Stadt\n")) == 2


def test_who_speaks_between_rows() -> None:
    text = (
        "09:30 Uhr Grußwort Eva Lind, Bürgermeisterin der Stadt Altenau\nEinführung Peter Kranz, Leiter des Bauamts\n"
    )

    assert told(f"{text}10:00 Uhr Rückblick auf den Tag\n")[:2] == [
        (None, "Grußwort", ["Eva Lind"]),
        (None, "Einführung", ["Peter Kranz"]),
    ]


def test_numbered_points_with_office_and_name_in_front() -> None:
    text = "Tagesordnung\n1. Begrüßung\n2. Landrätin Eva Lind: Vortrag zu den Wegen am See\n3. Ehrung Peter Kranz\n"

    assert [(title, people) for _label, title, people in told(text)][1:] == [
        ("Vortrag zu den Wegen am See", ["Eva Lind"]),
        ("Ehrung Peter Kranz", []),
    ]


def test_hours_that_hang_on_the_row_before() -> None:
    text = f"{HEAD}14:00 Uhr\nImbiss und Anmeldung14:30 Uhr\nWege im Alter15:00 Uhr\nHecken im WinterModeration: Eva Lind, Stadt Altenau\n"

    assert times(text) == [("Wege im Alter", "14:30"), ("Hecken im Winter", "15:00")]


def test_hours_on_two_lines() -> None:
    text = f"{HEAD}Programm\n\n9:00 –\n9:30 Uhr\nBegrüßung\n9:30 –\n10:15 Uhr\nWege im Alter\n"

    assert times(text) == [("Begrüßung", "09:00"), ("Wege im Alter", "09:30")]


SERIES = (
    "Online-Reihe Hecken\n\nDie Reihe lief von April bis Juni 2021 mit diesen Themen:\n"
    "- 14. April 2021, 10 Uhr: Hecken pflanzen\n- 5. Mai 2021, 14 Uhr: Hecken pflegen im Sommer\n{third}\n"
)


def test_a_series_of_dated_lines() -> None:
    found = read_one(SERIES.format(third="- 9. Juni 2021: Wege im Winter"))["sessions"]

    assert [(one["title"], (one["start"] or "")[:16]) for one in found] == [
        ("Hecken pflanzen", "2021-04-14T10:00"),
        ("Hecken pflegen im Sommer", "2021-05-05T14:00"),
        ("Wege im Winter", "2021-06-09"),
    ]


def test_two_dated_lines_or_days_out_of_order_are_no_series() -> None:
    assert read_one(SERIES.format(third=""))["sessions"] == []
    assert read_one(SERIES.format(third="- 9. März 2021: Wege im Winter"))["sessions"] == []


def test_numbered_points_that_came_as_one_line() -> None:
    points = "1. Hecken Wie pflegt man sie? 2. Bänke Was kostet Holz? 3. Pfade Wer darf fahren?"

    assert told(f"{ROWS}13:00 Uhr Workshops: Draußen im Ort\n{points}\n15:00 Uhr Rückblick auf den Tag\n")[2:-1] == [
        ("1", "Hecken", []),
        ("2", "Bänke", []),
        ("3", "Pfade", []),
    ]


def test_who_moderates_a_row_is_no_session() -> None:
    text = (
        "- 09.00 Uhr\n- Begrüßung und Überblick\n- Moderation: Eva Lind, Stadt Altenau\n- 10.00 Uhr\n- Wege im Alter\n"
    )

    assert [title for _label, title, _people in told(text)] == ["Begrüßung und Überblick", "Wege im Alter"]


def test_a_meal_behind_a_title_is_none_of_it() -> None:
    text = f"{ROWS}19:00 Uhr Lesung aus alten Briefen in Verbindung mit einem gemeinsamen Abendessen\n"

    assert told(text)[2:] == [(None, "Lesung aus alten Briefen", [])]
