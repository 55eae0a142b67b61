"""CSV and calendars become exactly these records."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commands.documents import DocumentError, Source, read_document, recognised

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
SHORT = ("title", "start", "end", "precision", "place", "format")


def short(filename: str, data: bytes) -> list[tuple]:
    return [tuple(one[key] for key in SHORT) for one in recognised(read_document(filename, data, NOW).records)]


ROWS = "Titel{0}Datum{0}Uhrzeit{0}Ende{0}Veranstaltungsort{0}Format\nGrüne Runde{0}3.3.2027{0}14:00{0}16:00{0}Rathaus{0}Präsenz\n"
ROUND = ("Grüne Runde", "2027-03-03T14:00+01:00", "2027-03-03T16:00+01:00", "minute", "Rathaus", "vor Ort")


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_every_kind_is_read(sign, encoding):
    reading = read_document("termine.csv", ROWS.format(sign).encode(encoding), NOW)
    assert reading.source is Source.STRUCTURED
    assert [tuple(one[key] for key in SHORT) for one in recognised(reading.records)] == [ROUND]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Titel;Wann\nA;Mai 2027", ("A", "2027-05", None, "month", None, None)),
        ("Titel;Wann\nA;", ("A", None, None, "open", None, None)),
        ("Titel;Beginn;Ende\nA;2.3.2027 10:00;2.3.2027 12:00", ("A", "2027-03-02T10:00+01:00", "2027-03-02T12:00+01:00", "minute", None, None)),
        ("Titel;Datum;Datum bis\nA;2.3.2027;4.3.2027", ("A", "2027-03-02", "2027-03-04", "day", None, None)),
        ("\ufeffTITEL ; Datum\n„A“;2027-03-02", ("„A“", "2027-03-02", None, "day", None, None)),
        ("sep=,\nTitel,Datum\nA,2.3.2027", ("A", "2027-03-02", None, "day", None, None)),
    ],
)  # fmt: skip
def test_dates_of_tables(table, expected):
    assert short("t.csv", table.encode()) == [expected]


@pytest.mark.parametrize(
    ("place", "town", "mode"),
    [("Online", None, "online"), ("hybrid", None, "hybrid"), ("Vor Ort", None, "vor Ort"), ("Soest", "Soest", None)],
)
def test_online_is_no_town(place, town, mode):
    (event,) = read_document("t.csv", f"Titel;Datum;Ort\nA;2.3.2027;{place}".encode(), NOW).records.events
    assert (event.town, event.fields.get("mode")) == (town, mode)


def test_an_unknown_column_is_told():
    assert read_document("t.csv", b"Titel;Farbe\nA;rot", NOW).warnings == (
        "Die Spalte „Farbe“ ist nicht bekannt und wurde ausgelassen.",
    )


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("Name der Person;Alter\nA;3", "Der Tabelle fehlt eine Spalte „Titel“. Ein Beispiel für die erste Zeile: Titel;Datum;Uhrzeit;Ort"),
        ("Titel;Datum", "Die Tabelle braucht eine Zeile mit Überschriften und darunter mindestens einen Eintrag."),
        ("Titel;Datum\nA;31.2.2027", "Zeile 2: Veranstaltung „A“: „31.2.2027“: Den 31. Februar gibt es nicht, der Februar hat höchstens 29 Tage."),
        ('Titel;Datum\n"A;3.3.2027', "Die Tabelle ist kein gültiges CSV: Ein Anführungszeichen wird nicht geschlossen."),
    ],
)  # fmt: skip
def test_tables_that_are_refused(table, sentence):
    with pytest.raises(DocumentError) as caught:
        read_document("t.csv", table.encode(), NOW)
    assert str(caught.value) == sentence


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//T//T//DE", *lines, "END:VCALENDAR", ""]).encode()


def event(*lines: str, uid: str = "a") -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Runde", *lines, "END:VEVENT"]


def times(data: bytes) -> list[tuple]:
    return [
        (one["start"], one["end"], one["precision"]) for one in recognised(read_document("t.ics", data, NOW).records)
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20261201T090000Z", "DTEND:20261201T100000Z"], ("2026-12-01T10:00+01:00", "2026-12-01T11:00+01:00", "minute")),
        (["DTSTART:20261201T090000"], ("2026-12-01T09:00+01:00", None, "minute")),
        (["DTSTART;TZID=W. Europe Standard Time:20261201T090000", "DURATION:PT90M"], ("2026-12-01T09:00+01:00", "2026-12-01T10:30+01:00", "minute")),
        (["DTSTART;TZID=Europe/Lisbon:20261201T090000"], ("2026-12-01T09:00+00:00", None, "minute")),
        (["DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261203"], ("2026-12-01", "2026-12-02", "day")),
        (["DTSTART;VALUE=DATE:20261201"], ("2026-12-01", None, "day")),
    ],
)  # fmt: skip
def test_times_of_calendars(lines, expected):
    assert times(calendar(*event(*lines))) == [expected]


def test_a_series_becomes_dated_events_across_the_change_of_clocks():
    lines = event(
        "DTSTART;TZID=Europe/Berlin:20270302T100000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4",
        "EXDATE;TZID=Europe/Berlin:20270316T100000",
        "RDATE;TZID=Europe/Berlin:20270401T180000",
    )
    assert [start for start, _, _ in times(calendar(*lines))] == [
        "2027-03-02T10:00+01:00",
        "2027-03-30T10:00+02:00",
        "2027-04-01T18:00+02:00",
        "2027-04-13T10:00+02:00",
    ]


def test_an_endless_series_reaches_six_months_ahead():
    found = times(calendar(*event("DTSTART:20261201T090000Z", "RRULE:FREQ=MONTHLY;BYDAY=1TU")))
    assert [start[:10] for start, _, _ in found] == [
        *("2026-12-01", "2027-01-05", "2027-02-02", "2027-03-02", "2027-04-06", "2027-05-04"),
    ]


def test_one_occurrence_moved_and_the_higher_sequence_counts():
    data = calendar(
        *event("DTSTART:20261201T090000Z", "RRULE:FREQ=WEEKLY;COUNT=2", "SEQUENCE:1"),
        *event("DTSTART:20261209T120000Z", "RECURRENCE-ID:20261208T090000Z"),
        *event("DTSTART:20261101T090000Z", "SEQUENCE:0"),
    )
    records = read_document("t.ics", data, NOW).records
    assert [(one.key, one.when.start.isoformat()) for one in records.events] == [
        ("ics:a/20261201T0900", "2026-12-01T10:00:00+01:00"),
        ("ics:a/20261208T0900", "2026-12-09T13:00:00+01:00"),
    ]


def test_a_cancelled_event_is_told_as_such():
    (record,) = read_document(
        "t.ics", calendar(*event("DTSTART:20261201T090000Z", "STATUS:CANCELLED")), NOW
    ).records.events
    assert (record.key, record.fields) == ("ics:a", {"status": "abgesagt"})
