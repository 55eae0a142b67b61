"""German prose of many layouts becomes exactly this."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commands.documents import Source, read_document, recognised

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def read(text: str, filename: str = "text.txt") -> list[dict]:
    reading = read_document(filename, text.encode(), NOW)
    assert reading.source is Source.PROSE
    return recognised(reading.records)


def warnings(text: str) -> tuple[str, ...]:
    return read_document("text.txt", text.encode(), NOW).warnings


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("Termin: 12.05.2023", "2023-05-12", None, "day"),
        ("Freitag, 12. Mai 2023, 9-10:30 Uhr", "2023-05-12T09:00+02:00", "2023-05-12T10:30+02:00", "minute"),
        ("Wann: 12. Mai 2023, 14.45 Uhr", "2023-05-12T14:45+02:00", None, "minute"),
        ("Datum: 12.5.23 ab 19:00", "2023-05-12T19:00+02:00", None, "minute"),
        ("Der Fachtag fand am 12. Mai 2023 von 10 bis 16 Uhr in Beispielstadt statt.", "2023-05-12T10:00+02:00", "2023-05-12T16:00+02:00", "minute"),
        ("5. und 6. November 2022", "2022-11-05", "2022-11-06", "day"),
        ("5. und 6.11.2022", "2022-11-05", "2022-11-06", "day"),
        ("Vom 30. Dezember 2022 bis 2. Januar 2023 fand er statt.", "2022-12-30", "2023-01-02", "day"),
        ("Er fand im Mai 2022 statt.", "2022-05", None, "month"),
        ("Er fand im Sommer 2022 statt.", "2022-summer", None, "season"),
        ("Termin: 3. April, 16:30 Uhr", "--04-03T16:30", None, "minute"),
        ("Termin: 3. April", "--04-03", None, "day"),
        ("Der Termin wird noch bekannt gegeben.", None, None, "open"),
        ("Anmeldeschluss: 2.5.2023\nTermin: 12.5.2023", "2023-05-12", None, "day"),
        ("Der Fachtag wird verschoben: statt am 2. Mai 2023 findet er am 12. Mai 2023 statt.", "2023-05-12", None, "day"),
    ],
)  # fmt: skip
def test_dates(words, start, end, precision):
    (event,) = read(f"Fachtag Offene Daten\n\n{words}\n")
    assert (event["title"], event["start"], event["end"], event["precision"]) == (
        "Fachtag Offene Daten",
        start,
        end,
        precision,
    )


@pytest.mark.parametrize(
    ("title", "words", "start"),
    [
        ("Fachtag Offene Daten 2024", "Termin: 3. April", "2024-04-03"),
        ("Fachtag Offene Daten", "Termin: 3. April\n\n#daten24", "2024-04-03"),
        ("Fachtag Offene Daten", "19.12.2023\n\nAm Mittwoch, dem 3. Januar, findet der Fachtag statt.", "2024-01-03"),
    ],
)
def test_a_year_that_stands_elsewhere(title, words, start):
    assert read(f"{title}\n\n{words}\n")[0]["start"] == start


def test_a_wrong_weekday_is_told():
    assert warnings("Fachtag\n\nDonnerstag, 12. Mai 2023, 10 Uhr\n") == (
        "Fachtag: 12. Mai 2023 ist ein Freitag, im Text steht Donnerstag.",
    )


PROGRAMME = """Fachtag Offene Daten
Freitag, 12. Mai 2023
9:30 Uhr Ankommen
10:00 - 10:15 Uhr Begrüßung durch Bürgermeisterin Eva Beispiel, Stadt Musterhausen
10:15 Uhr Impuls: "Warum Daten offen sein sollen" Prof. Dr. Jan Muster, Hochschule Musterhausen
12.30 Uhr Mittagspause
Workshop A: Daten finden
Moderation: Datenwerk GmbH
Impuls: Ali Probe (Landkreis Beispielland) und Ina von der Heide, Leiterin der Stabsstelle Digitales der Gemeinde Neudorf
"""


def test_a_programme():
    (event,) = read(PROGRAMME)
    assert [(s["label"], s["kind"], s["title"], s["start"], s["end"]) for s in event["sessions"]] == [
        (None, "Begrüßung", "Begrüßung", "2023-05-12T10:00+02:00", "2023-05-12T10:15+02:00"),
        (None, "Impuls", "Warum Daten offen sein sollen", "2023-05-12T10:15+02:00", None),
        ("A", "Workshop", "Daten finden", None, None),
    ]
    assert [[tuple(p.values()) for p in s["people"]] for s in event["sessions"]] == [
        [("Eva Beispiel", "Begrüßung", "Bürgermeisterin", "Stadt Musterhausen")],
        [("Jan Muster", "Impuls", None, "Hochschule Musterhausen")],
        [
            ("Datenwerk GmbH", "Moderation", None, None),
            ("Ali Probe", "Impuls", None, "Landkreis Beispielland"),
            ("Ina von der Heide", "Impuls", "Leiterin der Stabsstelle Digitales", "Gemeinde Neudorf"),
        ],
    ]


DOCUMENTATION = """Dokumentation Fachtag Offene Daten

Der Fachtag fand am 12. Mai 2023 in Musterhausen statt. Veranstalter war die Stadt Musterhausen.

Dr. Anna Probe, Leiterin der Digitalagentur Beispielland, stellte einen Leitfaden für offene Daten der Stadt Musterhausen vor. Lea Muster vom Institut für Daten moderierte.

Wichtige Erkenntnisse:

- Klein anfangen hilft.
- Ohne Führung geht nichts.

Nächste Schritte

- Stadt Musterhausen: Datenkatalog bis Ende Juni anlegen

Foto: Max Knipser
Kontakt: Anna Probe, a.probe@beispiel.example, 0171 1234567
"""


def test_a_documentation():
    reading = read_document("doku.txt", DOCUMENTATION.encode(), NOW)
    (event,) = recognised(reading.records)
    assert event | {"description": None} == {
        "kind": "event",
        "title": "Fachtag Offene Daten",
        "start": "2023-05-12",
        "end": None,
        "precision": "day",
        "date_as_written": "12. Mai 2023",
        "place": "Musterhausen",
        "format": None,
        "organisers": ["Stadt Musterhausen"],
        "people": [
            {
                "name": "Anna Probe",
                "role": "Vortrag",
                "office": "Leiterin",
                "organisation": "Digitalagentur Beispielland",
            },
            {"name": "Lea Muster", "role": "Moderation", "office": None, "organisation": "Institut für Daten"},
        ],
        "sessions": [],
        "solutions": [
            {
                "title": "Leitfaden für offene Daten der Stadt Musterhausen",
                "kind": "Leitfaden",
                "owner": "Stadt Musterhausen",
            }
        ],
        "insights": ["Klein anfangen hilft.", "Ohne Führung geht nichts."],
        "actions": ["Stadt Musterhausen: Datenkatalog bis Ende Juni anlegen"],
        "description": None,
        "summary": None,
    }
    assert reading.stripped == 2
    assert "1234567" not in str(reading.records)
    assert {one.fields["status"] for one in reading.records.events} == {"Entwurf"}


def test_several_events_of_one_page():
    text = """Altdorf (Hessen): Strategie für Altdorf

Im April 2022 fand ein Workshop in Altdorf statt. Die Teilnehmenden erarbeiteten gemeinsam eine Vision und schrieben sie auf.

Neustadt (Bayern): Digitale Agenda

Der Workshop am 11.5.2022 brachte die Agenda voran. Die Teilnehmenden erarbeiteten gemeinsam Ziele und schrieben sie auf.
"""
    assert [(e["title"], e["start"], e["place"]) for e in read(text)] == [
        ("Altdorf (Hessen): Strategie für Altdorf", "2022-04", "Altdorf"),
        ("Neustadt (Bayern): Digitale Agenda", "2022-05-11", "Neustadt"),
    ]


def test_a_web_page():
    page = """<html><head><title>Fachtag | Stadt</title></head><body><nav>Start Kontakt</nav>
    <h1>Fachtag Offene Daten</h1><p>12. Mai 2023, 10&nbsp;Uhr</p>
    <table><tr><th>Zeit</th><th>Was</th></tr><tr><td>10:00</td><td>Begrüßung</td></tr><tr><td>11:00</td><td>Vortrag</td></tr></table>
    <footer>Impressum</footer></body></html>"""
    (event,) = read(page, "seite.html")
    assert (event["title"], event["start"]) == ("Fachtag Offene Daten", "2023-05-12T10:00+02:00")
    assert [s["title"] for s in event["sessions"]] == ["Begrüßung", "Vortrag"]


def test_links_of_markdown_by_name_leave_no_trace():
    text = (
        "# Fachtag Archive\n\nAm 12. Mai 2023 fand der Fachtag statt. Zu Gast war [Maria Wolf][wolf] (Universität "
        "Seeheim).\n\n[wolf]: https://example.org/wolf\n"
    )
    (event,) = recognised(read_document("text.md", text.encode(), NOW).records)
    assert [(who["name"], who["organisation"]) for who in event["people"]] == [("Maria Wolf", "Universität Seeheim")]
