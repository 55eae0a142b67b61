"""Occurrences on both databases: made, moved, called off, restored."""

from datetime import UTC, datetime

from sqlalchemy import select

from storage.importer import load
from storage.organising import must_row, publish
from storage.recurrence import at, begin, extend_all, move_all
from storage.store import Store
from storage.tables.event import Event, Series
from storage.when import Precision, When
from storage.when_text import iso_when
from storage.yaml_file import read_yaml
from tests.conftest import BERLIN

NOW = datetime(2027, 2, 20, 12, tzinfo=UTC)
YAML = """
veranstaltungen:
  - kennung: eins
    titel: Sprechstunde
    status: Entwurf
    wann: "2027-03-15T09:00/10:00"
    programm: [{kuerzel: A, titel: Fragen, wann: "2027-03-15T09:30/10:00", personen: [{name: Eva Muster, rolle: Leitung}]}]
"""


async def walls(store: Store) -> list[str]:
    async with store.reading() as net:
        rows = await net.session.execute(select(Event.number, Event.start, Event.key).order_by(Event.start))
        return [f"W{number} {start.astimezone(BERLIN):%d.%m. %H:%M} {key}" for number, start, key in rows]


async def test_occurrences(store: Store) -> None:
    await load(store, read_yaml(YAML, iso_when), now=NOW)
    async with store.writing() as net:
        row = await publish(net, "W1", NOW)
        made = await begin(net, row, "FREQ=WEEKLY;INTERVAL=8", NOW)
        assert [one.quiet for one in (row, *made)] == [False, True, True]
    assert await walls(store) == [
        "W1 15.03. 09:00 reihe:1:2027-03-15T09:00",
        "W2 10.05. 09:00 reihe:1:2027-05-10T09:00",
        "W3 05.07. 09:00 reihe:1:2027-07-05T09:00",
    ]
    async with store.reading() as net:
        session = await net.events.session("W2.A")
        assert session is not None
        assert session.card.when == When(
            datetime(2027, 5, 10, 9, 30, tzinfo=BERLIN), datetime(2027, 5, 10, 10, tzinfo=BERLIN), Precision.MINUTE
        )
        assert [one.name for one in session.card.people] == ["Eva Muster"]

    async with store.writing() as net:
        async with net.audit.recording("@anna:example.org", "verschieben", "W2", NOW):
            second = await must_row(net.session, "W2")
            first = datetime(2027, 5, 11, 10, tzinfo=BERLIN)
            moment = at(first, When(second.start, second.end, Precision.MINUTE))
            changed = await move_all(net, second, moment, "FREQ=WEEKLY;INTERVAL=6", NOW)
        assert [one.number for one in changed] == [2, 3]
    assert await walls(store) == [
        "W1 15.03. 09:00 reihe:1:2027-03-15T09:00",
        "W2 11.05. 10:00 reihe:1:2027-05-11T10:00",
        "W3 22.06. 10:00 reihe:1:2027-06-22T10:00",
        "W4 03.08. 10:00 reihe:1:2027-08-03T10:00",
    ]
    async with store.writing() as net:
        entry = await net.audit.last("@anna:example.org")
        assert entry is not None
        await net.audit.undo(entry, NOW)
    assert (await walls(store))[1:] == [
        "W2 10.05. 09:00 reihe:1:2027-05-10T09:00",
        "W3 05.07. 09:00 reihe:1:2027-07-05T09:00",
    ]
    async with store.writing() as net:
        assert await extend_all(net, datetime(2027, 3, 10, tzinfo=UTC)) == 1
        assert list(await net.session.scalars(select(Series.rule))) == ["FREQ=WEEKLY;INTERVAL=8"]
    assert (await walls(store))[3:] == ["W5 30.08. 09:00 reihe:1:2027-08-30T09:00"]
