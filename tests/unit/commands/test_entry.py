"""What organisers type for a new event, and how it is understood."""

from datetime import datetime

import pytest

from commands.entry import missing, read_entry, remarks_on, understand
from commands.errors import CommandError
from commands.programme import read_people, read_programme
from storage.records import EventRecord, RoleRecord, SessionRecord
from storage.when import Precision, When
from tests.conftest import BERLIN, NOW


def at(day: int, month: int, year: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


def minutes(start: datetime, end: datetime | None = None) -> When:
    return When(start, end, Precision.MINUTE)


OPEN = When(None, None, Precision.OPEN)


@pytest.mark.parametrize(
    ("text", "title", "when", "rule", "place", "mode"),
    [
        (
            "Stammtisch am 3. Dezember 18 Uhr in Soest online",
            "Stammtisch",
            minutes(at(3, 12, 2026, 18)),
            None,
            "Soest",
            "online",
        ),
        (
            "Workshop KI in der Verwaltung 5.6. 14-16 Uhr im Rathaus Hamm, hybrid",
            "Workshop KI in der Verwaltung",
            minutes(at(5, 6, 2027, 14), at(5, 6, 2027, 16)),
            None,
            "Rathaus Hamm",
            "hybrid",
        ),
        ("3.12. 18 Uhr Stammtisch in Soest", "Stammtisch", minutes(at(3, 12, 2026, 18)), None, "Soest", None),
        ("Treffen", "Treffen", OPEN, None, None, None),
        ("Treffen: Was bleibt?", "Treffen: Was bleibt?", OPEN, None, None, None),
        ("Treffen online", "Treffen", OPEN, None, None, "online"),
        ("„Smart City 2030“", "Smart City 2030", OPEN, None, None, None),
        (
            "Sprechstunde jeden ersten Dienstag im Monat 9-10 Uhr",
            "Sprechstunde",
            minutes(at(1, 12, 2026, 9), at(1, 12, 2026, 10)),
            "FREQ=MONTHLY;BYDAY=+1TU",
            None,
            None,
        ),
        (
            "Titel: Treff, Wann: 4.3.2027, 9-16 Uhr, Wo: Hamm",
            "Treff",
            minutes(at(4, 3, 2027, 9), at(4, 3, 2027, 16)),
            None,
            "Hamm",
            None,
        ),
        (
            "Treff\nWiederholung: monatlich\nWann: 1.12.2026 9 Uhr",
            "Treff",
            minutes(at(1, 12, 2026, 9)),
            "FREQ=MONTHLY;BYMONTHDAY=1",
            None,
            None,
        ),
        (
            "Wo: Kreishaus\nDatum: Mai 2027\nTITEL: Treff",
            "Treff",
            When(at(1, 5, 2027), at(1, 6, 2027), Precision.MONTH),
            None,
            "Kreishaus",
            None,
        ),
        (
            "Treff\nWann: 22.12.2026, 22-2 Uhr",
            "Treff",
            minutes(at(22, 12, 2026, 22), at(23, 12, 2026, 2)),
            None,
            None,
            None,
        ),
    ],
)
def test_what_is_understood(
    text: str, title: str, when: When, rule: str | None, place: str | None, mode: str | None
) -> None:
    entry = understand(read_entry(text, NOW), "k", NOW)
    record = entry.record
    got = (record.title, record.when, entry.rule, record.fields.get("place"), record.fields.get("mode"))
    assert got == (title, when, rule, place, mode)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Es fehlt ein Titel."),
        ("Titel:\nWann: morgen", "Es fehlt ein Titel."),
        ("Titel: –\nWann: morgen", "Titel: Ein Titel braucht Worte."),
        ("Wann: 1.1.2027\nWann: 2.1.2027\nTitel: X", "Das Feld „Wann“ steht zweimal da. Welche Angabe gilt?"),
        ("Titel: X\nWann: 31.2.", "Wann: Den 31. Februar gibt es nicht, der Februar hat höchstens 29 Tage."),
        (
            "Titel: X\nWann: 5.6. 14 Uhr bis 12 Uhr",
            "Wann: Das Ende liegt vor dem Beginn. Bitte prüfen Sie die Uhrzeiten.",
        ),
        ("Titel: X\nWann: Montag, 5.6.2027", "Wann: Der 5. Juni 2027 ist ein Samstag, kein Montag."),
        ("Titel: X\nWan: 5.6.2027", "Ein Feld „Wan“ gibt es nicht. Meinten Sie „Wann“?"),
        (
            "Titel: X\nWann: bald",
            (
                "Wann: „bald“ habe ich nicht als Zeitangabe verstanden. "
                "Schreiben Sie zum Beispiel „06.09.2023, 10:00 - 18:00“, „2.-4.6.2023“ oder „Mai 2022“."
            ),
        ),
        (
            "Treff jeden zweiten Dienstag",
            "Das hat zwei Bedeutungen. Schreiben Sie „alle 2 Wochen dienstags“ oder „jeden 2. Dienstag im Monat“.",
        ),
        (
            "Treff\nWann: 1.12.2026 9 Uhr\nWiederholung: jeden Mittwoch",
            "Wann: Nach der Wiederholung „jeden Mittwoch“ ist der erste Termin nicht der unter „Wann“ genannte Tag.",
        ),
        (
            "Treff\nWann: Mai 2027\nWiederholung: monatlich",
            "Wann: Für eine Wiederholung brauche ich den Tag des ersten Termins.",
        ),
        (
            "Titel: X\nPlätze: viele",
            "Plätze: „viele“ ist keine Zahl. Schreiben Sie zum Beispiel „Plätze: 25“.",
        ),
        (
            "Titel: X\nFormat: Zoom",
            "Format: „Zoom“ ist hier nicht möglich. Möglich ist: vor Ort, online, hybrid.",
        ),
        ("Titel: X\nLink: siehe unten", "Link: Eine Adresse beginnt mit https:// und enthält keine Leerzeichen."),
        ("Titel: " + "x" * 301, "Titel: Das ist zu lang, höchstens 300 Zeichen sind möglich."),
        ("Titel: X\nProgramm:\n- A: , 10 Uhr", "Im Programm fehlt ein Titel: „A: , 10 Uhr“."),
    ],
)
def test_what_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        understand(read_entry(text, NOW), "k", NOW)
    assert refused.value.sentence == sentence


def test_an_unknown_field_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(CommandError) as refused:
        read_entry("Titel: X\nFarbe: rot", NOW)
    assert refused.value.sentence.startswith("Ein Feld „Farbe“ gibt es nicht. Möglich sind: Titel, Untertitel, Wann, ")


def test_all_fields() -> None:
    entry = understand(
        read_entry(
            """Fachtag Recht
Art: Fachforum
Format: in Präsenz
Plätze: max. 40 Personen
Beschreibung: Zeile eins
Hinweis: bitte kommen

- Punkt
Themen: Recht; Satzung, Recht
Veranstalter: Kreis Soest, Stadt Hamm
Link: https://example.org/fachtag
Online: https://bbb.example.org/x
Anmeldung: https://example.org/anmelden bis 1.3.2027
Reihe: Fachtage
Kontakt: Fragen an eva.muster@example.org
Moderation: Dr. Eva Muster (Leitung, Stadt Soest)
Wann: 4.3.2027""",
            NOW,
        ),
        "k",
        NOW,
    )
    assert entry.record.fields == {
        "kind": "Fachforum",
        "mode": "vor Ort",
        "capacity": 40,
        "description": "Zeile eins\nHinweis: bitte kommen\n\n- Punkt",
        "url": "https://example.org/fachtag",
        "online_link": "https://bbb.example.org/x",
        "registration_url": "https://example.org/anmelden",
        "registration_deadline": at(2, 3, 2027),
        "contact": "Fragen an",
        "status": "Entwurf",
    }
    assert entry.record.topics == ("Recht", "Satzung")
    assert entry.record.series == "Fachtage"
    assert entry.record.people == (
        RoleRecord("Kreis Soest", "Organisation", is_organisation=True),
        RoleRecord("Stadt Hamm", "Organisation", is_organisation=True),
        RoleRecord("Eva Muster", "Moderation", "Leitung", "Stadt Soest", "Dr."),
    )
    assert missing(entry.record) == ["Uhrzeit", "Wo"]
    assert entry.remarks == ("Private Adressen oder Rufnummern habe ich weggelassen: 1.",)


def test_what_should_be_looked_at() -> None:
    text = """Treff
Wann: 5.6.2020, 9-12 Uhr
Format: online
Wo: Hamm
Anmeldung: bis 10.12.2026
Programm:
- A: Eins, 13-14 Uhr
- A: Zwei, 10 Uhr"""
    record = understand(read_entry(text, NOW), "k", NOW).record
    assert remarks_on(record, NOW) == [
        "Die Zeit liegt in der Vergangenheit. Die Veranstaltung wird gespeichert, aber nicht angekündigt.",
        "„Eins“ liegt nicht in der Zeit der Veranstaltung.",
        "Der Anmeldeschluss liegt nach der Veranstaltung.",
        "Als Format steht „online“, und es ist ein Ort genannt.",
        "Im Programm kommt mehrmals vor: A.",
    ]


def test_the_same_number_of_another_kind_is_not_twice() -> None:
    record = EventRecord(
        "k",
        "Treff",
        When(None, None, Precision.OPEN, "Europe/Berlin"),
        {},
        programme=(
            SessionRecord("Eins", "1", "Fachforum"),
            SessionRecord("Zwei", "1", "Workshop"),
            SessionRecord("Drei", "1", "Workshop"),
        ),
    )
    assert "Im Programm kommt mehrmals vor: Workshop 1." in remarks_on(record, NOW)


def test_a_programme_without_a_day_keeps_its_titles_and_says_what_is_missing() -> None:
    entry = understand(read_entry("Treff\nProgramm:\n- 10 Uhr Begrüßung\n- Ausklang", NOW), "k", NOW)
    assert [one.title for one in entry.record.programme] == ["Begrüßung", "Ausklang"]
    assert entry.remarks == ("Die Uhrzeiten im Programm fehlen noch, weil der Tag nicht feststeht: „Begrüßung“.",)


def test_a_programme_in_all_its_forms() -> None:
    programme = read_programme(
        """- A: Workshop Verträge, Satzungen und mehr, 10-12 Uhr, Moderation: Dr. Eva Muster (Leitung, Stadt Hamm), Impuls: Jan Ott und Ute Berg
- Fachforum 2: KI im Amt, Raum 3, 13:00-14:00
  Moderation: N.N.
14:00 Kaffeepause
15 bis 16 Uhr: Podium: Was bleibt?
Moderation: Doris Weit (Kreis Soest)
- Markt der Möglichkeiten 16 Uhr""",
        minutes(at(4, 3, 2027, 9), at(4, 3, 2027, 17)),
    )
    assert programme.sessions == [
        SessionRecord(
            title="Verträge, Satzungen und mehr",
            label="A",
            kind="Workshop",
            when=minutes(at(4, 3, 2027, 10), at(4, 3, 2027, 12)),
            people=(
                RoleRecord("Eva Muster", "Moderation", "Leitung", "Stadt Hamm", "Dr."),
                RoleRecord("Jan Ott", "Impuls"),
                RoleRecord("Ute Berg", "Impuls"),
            ),
        ),
        SessionRecord(
            title="KI im Amt",
            label="Fachforum 2",
            kind="Fachforum",
            when=minutes(at(4, 3, 2027, 13), at(4, 3, 2027, 14)),
            room="3",
        ),
        SessionRecord(title="Kaffeepause", kind="Kaffeepause", when=minutes(at(4, 3, 2027, 14))),
        SessionRecord(
            title="Was bleibt?",
            kind="Podium",
            when=minutes(at(4, 3, 2027, 15), at(4, 3, 2027, 16)),
            people=(RoleRecord("Doris Weit", "Moderation", None, "Kreis Soest"),),
        ),
        SessionRecord(title="Markt der Möglichkeiten", kind="Markt", when=minutes(at(4, 3, 2027, 16))),
    ]


def test_people_with_their_roles() -> None:
    assert read_people(
        "Moderation: Eva Muster (Leitung, Stadt Hamm)\nPodium: Jan Ott, Ute Berg; Referent: Ali Can"
    ) == [
        RoleRecord("Eva Muster", "Moderation", "Leitung", "Stadt Hamm"),
        RoleRecord("Jan Ott", "Podium"),
        RoleRecord("Ute Berg", "Podium"),
        RoleRecord("Ali Can", "Referat"),
    ]
