"""What is read from documents goes into both databases, once."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from commands.documents import read_document
from storage.importer import load
from storage.store import Store
from storage.tables.event import Event

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
CALENDAR = "\r\n".join(
    [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//T//T//DE", "BEGIN:VEVENT", "UID:a", "SUMMARY:Runde"),
        *("DTSTART:20261201T090000Z", "RRULE:FREQ=WEEKLY;COUNT=3", "END:VEVENT", "END:VCALENDAR", ""),
    ]
)
PROSE = "Fachtag Offene Daten\n\nTermin: 12.05.2027\n\nModeration: Anna Muster, Stadt Beispiel\n"
TABLE = "Titel;Datum\nStammtisch;3.3.2027\n"


async def take(store: Store, filename: str, text: str) -> tuple[list[str], list[str], list[str]]:
    report = await load(store, read_document(filename, text.encode(), NOW).records, now=NOW)
    return report.added, report.updated, report.unchanged


async def stored(store: Store) -> list[tuple[str, str, str]]:
    async with store.reading() as net:
        rows = await net.session.execute(select(Event.title, Event.status, Event.start).order_by(Event.number))
        return [(title, status, f"{start:%Y-%m-%d %H:%M}") for title, status, start in rows]


@pytest.mark.parametrize(
    ("filename", "text", "changed", "refs"),
    [
        ("t.ics", CALENDAR, CALENDAR.replace("SUMMARY:Runde", "SUMMARY:Neue Runde"), ["W1", "W2", "W3"]),
        ("p.txt", PROSE, PROSE.replace("Anna", "Ina"), ["W1"]),
        ("t.csv", TABLE, TABLE.replace("Datum\n", "Datum;Ort\n").replace("2027\n", "2027;Beispiel\n"), ["W1"]),
    ],
    ids=["ics", "prose", "csv"],
)
async def test_the_same_file_twice_adds_nothing_and_a_changed_one_updates(store: Store, filename, text, changed, refs):
    assert await take(store, filename, text) == (refs, [], [])
    assert await take(store, filename, text) == ([], [], refs)
    assert await take(store, filename, changed) == ([], refs, [])
    assert len(await stored(store)) == len(refs)


async def test_prose_is_a_draft_until_it_is_confirmed_and_then_stays_so(store: Store):
    from storage.organising import publish

    await take(store, "p.txt", PROSE)
    assert await stored(store) == [("Fachtag Offene Daten", "Entwurf", "2027-05-11 22:00")]
    async with store.writing() as net:
        await publish(net, "W1", NOW)
    await take(store, "p.txt", PROSE.replace("Anna", "Ina"))
    assert await stored(store) == [("Fachtag Offene Daten", "geplant", "2027-05-11 22:00")]


async def test_a_moved_calendar_event_keeps_its_number(store: Store):
    single = CALENDAR.replace("RRULE:FREQ=WEEKLY;COUNT=3\r\n", "")
    await take(store, "t.ics", single)
    assert await take(store, "t.ics", single.replace("20261201T09", "20261202T10")) == ([], ["W1"], [])
    assert await stored(store) == [("Runde", "geplant", "2026-12-02 10:00")]
