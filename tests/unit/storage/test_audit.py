"""Who changed what, and taking it back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from storage.audit import Change, NotUndoneError
from storage.importer import load
from storage.network import Network
from storage.numbers import next_number
from storage.store import Store
from storage.tables.delivery import Delivery
from storage.tables.event import Event, Session
from storage.tables.participation import Registration
from storage.tables.person import Person, Role
from storage.when_text import iso_when
from storage.yaml_file import read_yaml

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ANNA, BEA = "@anna:example.org", "@bea:example.org"
YAML = """
veranstaltungen:
  - kennung: eins
    titel: Fachtag
    wann: "2027-03-04T09:00/16:00"
    wo: Rathaus
    programm:
      - {kuerzel: A, titel: Verträge, personen: [{name: Bea Beispiel, rolle: Moderation, amt: Leitung}]}
"""


@pytest.fixture
async def filled(store: Store) -> Store:
    await load(store, read_yaml(YAML, iso_when), now=NOW)
    return store


async def the_event(net: Network) -> Event:
    return (await net.session.scalars(select(Event).where(Event.key == "eins"))).one()


async def change(store: Store, actor: str = ANNA, *, at: datetime = NOW, **values: Any) -> Change:
    async with store.writing() as net:
        async with net.audit.recording(actor, "aendern", "W1", at):
            event = await the_event(net)
            for name, value in values.items():
                setattr(event, name, value)
        entry = await net.audit.last(actor)
    assert entry is not None
    return entry


async def test_a_change_is_kept_with_what_was_before(filled: Store) -> None:
    entry = await change(filled, place="Stadthalle", start=NOW + timedelta(days=9))
    assert entry == Change(
        id=1,
        at=NOW,
        actor=ANNA,
        action="aendern",
        subject="W1",
        before={"event": {"1": {"place": "Rathaus", "start": "2027-03-04T08:00:00+00:00"}}},
        after={"event": {"1": {"place": "Stadthalle", "start": "2026-12-04T12:00:00+00:00"}}},
    )


async def test_nothing_changed_is_nothing_kept(filled: Store) -> None:
    async with filled.writing() as net:
        async with net.audit.recording(ANNA, "aendern", "W1", NOW):
            (await the_event(net)).place = "Rathaus"
        assert await net.audit.last(ANNA) is None


async def test_a_failed_change_is_not_kept(filled: Store) -> None:
    async with filled.writing() as net:
        with pytest.raises(ValueError, match="nein"):
            async with net.audit.recording(ANNA, "aendern", "W1", NOW):
                raise ValueError("nein")
        assert await net.audit.last(ANNA) is None


async def test_an_undone_change_leaves_index_and_sequence_right(filled: Store) -> None:
    entry = await change(filled, place="Stadthalle")
    async with filled.writing() as net:
        await net.audit.undo(entry, NOW)
    async with filled.reading() as net:
        event = await the_event(net)
        assert (event.place, event.sequence) == ("Rathaus", 1)
        assert (await net.search("Rathaus", now=NOW)).page.total == 1
        assert await net.audit.last(ANNA) is None
        assert [(one.action, one.undone_at) for one in await net.audit.of("W1")] == [
            ("aendern", NOW),
            ("rueckgaengig", None),
        ]
    async with filled.writing() as net:
        with pytest.raises(NotUndoneError) as refused:
            await net.audit.undo(entry, NOW)
    assert refused.value.reason == "schon"


async def test_a_later_change_of_the_same_field_is_in_the_way(filled: Store) -> None:
    first = await change(filled, place="Stadthalle")
    second = await change(filled, BEA, place="Museum")
    async with filled.writing() as net:
        with pytest.raises(NotUndoneError) as refused:
            await net.audit.undo(first, NOW)
    assert (refused.value.reason, refused.value.later) == ("geändert", second)


async def test_a_later_change_of_another_field_is_not(filled: Store) -> None:
    first = await change(filled, place="Stadthalle")
    await change(filled, BEA, title="Fachtag Recht")
    async with filled.writing() as net:
        await net.audit.undo(first, NOW)
        event = await the_event(net)
        assert (event.title, event.place) == ("Fachtag Recht", "Rathaus")


async def test_what_a_statement_or_a_cascade_deletes_comes_back(filled: Store) -> None:
    async with filled.writing() as net:
        async with net.audit.recording(ANNA, "aendern", "W1.A", NOW):
            await net.session.execute(update(Session).where(Session.slug == "A").values(title="Satzungen"))
            await net.session.execute(delete(Session).where(Session.slug == "A"))
        entry = await net.audit.last(ANNA)
        assert entry is not None
        assert set(entry.before) == {"session", "role"}
        assert entry.after == {}
    async with filled.writing() as net:
        await net.audit.undo(entry, NOW)
    async with filled.reading() as net:
        detail = await net.events.session("W1.A")
        assert detail is not None
        assert detail.card.title == "Verträge"
        assert [one.name for one in detail.card.people] == ["Bea Beispiel"]


async def add_event(store: Store) -> Change:
    async with store.writing() as net:
        async with net.audit.recording(ANNA, "neu", "", NOW) as made:
            number = await next_number(net.session, "W")
            made.subject = f"W{number}"
            event = Event(key="zwei", number=number, title="Stammtisch", status="geplant", precision="minute")
            event.zone, event.uid, event.created_at, event.updated_at = "Europe/Berlin", "zwei", NOW, NOW
            event.start = NOW + timedelta(days=30)
            net.session.add(event)
            await net.session.flush()
            bea = (await net.session.scalars(select(Person))).one()
            new = Person(name="Dora Dorf", aliases=[], visibility="öffentlich")
            net.session.add(new)
            await net.session.flush()
            net.session.add_all(Role(person_id=one.id, event_id=event.id, role="Impuls") for one in (bea, new))
        await net.replan(event.id, NOW)
        entry = await net.audit.last(ANNA)
    assert entry is not None
    assert entry.subject == "W2"
    return entry


async def test_an_undone_addition_is_gone_but_its_number_stays_given(filled: Store) -> None:
    entry = await add_event(filled)
    async with filled.writing() as net:
        await net.audit.undo(entry, NOW)
    async with filled.writing() as net:
        assert (await net.session.scalars(select(Event.number))).all() == [1]
        assert (await net.session.scalars(select(Person.name))).all() == ["Bea Beispiel"]
        assert await next_number(net.session, "W") == 3


async def test_an_addition_that_others_use_stays(filled: Store) -> None:
    entry = await add_event(filled)
    async with filled.writing() as net:
        net.session.add(Registration(event_id=2, matrix_id=BEA, state="angemeldet", created_at=NOW))
    async with filled.writing() as net:
        with pytest.raises(NotUndoneError) as refused:
            await net.audit.undo(entry, NOW)
    assert refused.value.reason == "abhängig"


async def test_what_was_announced_is_not_undone(filled: Store) -> None:
    entry = await add_event(filled)
    async with filled.writing() as net:
        net.session.add(
            Delivery(
                kind="ankuendigung", subject="W2", room_id="!r", event_id=2, due_at=NOW, state="gesendet", data={}
            )
        )
    async with filled.writing() as net:
        with pytest.raises(NotUndoneError) as refused:
            await net.audit.undo(entry, NOW)
    assert refused.value.reason == "angekündigt"
