"""Recurring events: entered once, kept by wall time, changed one by one or together."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from storage.planning import Kind, State
from storage.recurrence import extend_all, occurrences
from storage.tables.delivery import Delivery
from storage.tables.event import Event, Series
from storage.tables.participation import Registration
from tests.conftest import BERLIN, NOW
from tests.unit.commands.talk import Talk

NEW = "neu Titel: Sprechstunde\nWann: jeden ersten Dienstag im Monat, 9-10 Uhr\nFormat: online\nOnline: https://example.org/x"
FIRST = [
    "2026-12-01 09:00 bis 10:00",
    "2027-01-05 09:00 bis 10:00",
    "2027-02-02 09:00 bis 10:00",
    "2027-03-02 09:00 bis 10:00",
    "2027-04-06 09:00 bis 10:00",
    "2027-05-04 09:00 bis 10:00",
]


@pytest.fixture
async def series(talk: Talk) -> Talk:
    """The conversation after the monthly hour was entered as W10 to W15."""
    await talk.say(NEW)
    await talk.say("ok")
    return talk


async def dates(talk: Talk, *, status: str = "geplant") -> list[str]:
    """All occurrences by the wall clock."""
    async with talk.store.reading() as net:
        rows = await net.session.execute(
            select(Event.start, Event.end).where(Event.number > 9, Event.status == status).order_by(Event.start)
        )
        return [
            f"{start.astimezone(BERLIN):%Y-%m-%d %H:%M}" + (f" bis {end.astimezone(BERLIN):%H:%M}" if end else "")
            for start, end in rows
        ]


async def test_it_is_read_back_with_the_next_dates(talk: Talk) -> None:
    said = (await talk.say(NEW)).split("\n")
    assert said[3:5] == [
        "- Datum: Dienstag, 1. Dezember 2026, 9 bis 10 Uhr (in 8 Tagen), Zeitzone Berlin",
        (
            "- Wiederholung: jeden ersten Dienstag im Monat, 9-10 Uhr, danach am Dienstag, 5. Januar 2027; "
            "Dienstag, 2. Februar 2027; Dienstag, 2. März 2027"
        ),
    ]
    assert await dates(talk) == []
    assert await talk.say("ok") == (
        "Eingetragen: W10 Sprechstunde\n"
        "Datum: Dienstag, 1. Dezember 2026, 9 bis 10 Uhr\n"
        "Weitere Termine in den nächsten sechs Monaten: 5. Angekündigt wird nur der erste, "
        "an die anderen wird erinnert.\n"
        "Angekündigt wird sie am Montag, 23. November 2026, 12:12 Uhr in 1 Raum.\n"
        "Ändern: !aendern W10 Wo: …\n"
        "Zurücknehmen: !rueckgaengig"
    )
    assert await dates(talk) == FIRST


async def test_only_the_first_is_announced_and_all_are_reminded_of(series: Talk) -> None:
    async with series.store.reading() as net:
        rows = await net.session.execute(
            select(Delivery.subject, Delivery.kind, Delivery.state).where(Delivery.state == State.PLANNED.value)
        )
        planned = [tuple(row) for row in rows]
    assert [subject for subject, kind, _state in planned if kind == Kind.ANNOUNCEMENT.value] == ["W10"]
    reminded = {subject for subject, kind, _state in planned if kind == Kind.REMINDER.value}
    assert reminded == {f"W{number}" for number in range(10, 16)}


def test_the_wall_time_stays_over_both_changes_of_the_clock() -> None:
    start = datetime(2026, 10, 20, 9, tzinfo=BERLIN)
    found = occurrences("FREQ=WEEKLY", start, start - timedelta(seconds=1), datetime(2027, 4, 7, tzinfo=BERLIN))
    assert {f"{one:%H:%M}" for one in found} == {"09:00"}
    assert sorted({one.utcoffset() for one in found}) == [timedelta(hours=1), timedelta(hours=2)]
    assert len(found) == 25


async def test_the_night_makes_what_has_come_near(series: Talk) -> None:
    async with series.store.writing() as net:
        assert await extend_all(net, NOW) == 0
    async with series.store.writing() as net:
        assert await extend_all(net, NOW + timedelta(days=62)) == 2
    assert await dates(series) == [*FIRST, "2027-06-01 09:00 bis 10:00", "2027-07-06 09:00 bis 10:00"]
    async with series.store.writing() as net:
        assert await extend_all(net, NOW + timedelta(days=62)) == 0


async def test_one_occurrence_is_changed_by_itself(series: Talk) -> None:
    await series.say("verschieben W11 6.1., 10 Uhr")
    await series.say("absagen W12 Karneval")
    await series.say("aendern W13 Titel: Große Sprechstunde")
    moved = [FIRST[0], "2027-01-06 10:00 bis 11:00", *FIRST[3:]]
    assert await dates(series) == moved
    async with series.store.writing() as net:
        assert await extend_all(net, NOW + timedelta(days=40)) == 1
    assert await dates(series) == [*moved, "2027-06-01 09:00 bis 10:00"]
    said = await series.say("workshop W16")
    assert said.startswith("W16: Sprechstunde\n- Datum: Dienstag, 1. Juni 2027, 9 bis 10 Uhr\n- Status: geplant\n")


async def test_all_are_changed_together(series: Talk) -> None:
    await series.say("verschieben W11 6.1., 10 Uhr")
    assert await series.say("verschieben W10 alle 9:30 Uhr") == (
        "Verschoben: W10 Sprechstunde (alle kommenden Termine der Reihe; einzeln geänderte bleiben, wie sie sind)\n\n"
        "- Wann: Dienstag, 1. Dezember 2026, 9:30 bis 10:30 Uhr\n"
        "  Bisher: Dienstag, 1. Dezember 2026, 9 bis 10 Uhr\n\n"
        "Zurücknehmen: !rueckgaengig\n"
        "Angekündigt wird sie am Montag, 23. November 2026, 12:12 Uhr in 1 Raum, mit dem neuen Stand."
    )
    half_past = [one.replace("09:00 bis 10:00", "09:30 bis 10:30") for one in FIRST]
    assert await dates(series) == [half_past[0], "2027-01-06 10:00 bis 11:00", *half_past[2:]]
    await series.say("aendern W12 ab jetzt Titel: Große Sprechstunde")
    async with series.store.reading() as net:
        titles = list(await net.session.scalars(select(Event.title).where(Event.number > 9).order_by(Event.start)))
    assert titles == ["Sprechstunde"] * 2 + ["Große Sprechstunde"] * 4
    await series.say("rueckgaengig")
    await series.say("rueckgaengig")
    await series.say("rueckgaengig")
    assert await dates(series) == FIRST


async def test_another_rhythm_from_one_on(series: Talk) -> None:
    said = await series.say("verschieben W12 ab jetzt jeden zweiten Mittwoch im Monat, 10 Uhr")
    assert "- Wann: Mittwoch, 9. Dezember 2026, 10 bis 11 Uhr\n" in said
    assert await dates(series) == [
        "2026-12-01 09:00 bis 10:00",
        "2026-12-09 10:00 bis 11:00",
        "2027-01-05 09:00 bis 10:00",
        "2027-01-13 10:00 bis 11:00",
        "2027-02-10 10:00 bis 11:00",
        "2027-03-10 10:00 bis 11:00",
        "2027-04-14 10:00 bis 11:00",
        "2027-05-12 10:00 bis 11:00",
    ]


async def test_another_day_needs_a_rhythm(series: Talk) -> None:
    assert await series.say("verschieben W10 alle 2.12.") == (
        "Wann: Nennen Sie für eine Reihe den neuen Rhythmus oder nur die neue Uhrzeit.\n"
        "Beispiel: !verschieben W10 ab jetzt jeden ersten Dienstag im Monat, 18 Uhr"
    )
    assert await dates(series) == FIRST


async def test_the_rest_is_called_off_and_what_nobody_knows_is_deleted(series: Talk) -> None:
    async with series.store.writing() as net:
        event_id = (await net.session.scalars(select(Event.id).where(Event.number == 14))).one()
        net.session.add(
            Registration(event_id=event_id, matrix_id="@anna:example.org", state="angemeldet", created_at=NOW)
        )
    assert await series.say("absagen W12 ab jetzt Die Reihe endet") == (
        "Abgesagt: W12 Sprechstunde und die Reihe, 4 kommende Termine\n"
        "Geplant war: Dienstag, 2. Februar 2027, 9 bis 10 Uhr\n"
        "Grund: Die Reihe endet\n"
        "In den Räumen stand noch nichts davon, es wird auch nichts gesagt.\n"
        "Erinnert wird nicht mehr. Zurücknehmen: !rueckgaengig"
    )
    assert await dates(series) == FIRST[:2]
    assert await dates(series, status="abgesagt") == [FIRST[2], FIRST[4]]
    async with series.store.writing() as net:
        assert await extend_all(net, NOW + timedelta(days=62)) == 0
    await series.say("rueckgaengig")
    assert await dates(series) == FIRST
    async with series.store.reading() as net:
        assert list(await net.session.scalars(select(Series.rule).where(Series.rule.is_not(None)))) == [
            "FREQ=MONTHLY;BYDAY=+1TU"
        ]
    assert "W15: Sprechstunde" in await series.say("termine mai 2027 sprechstunde")


async def test_a_series_confirmed_by_mistake_is_a_draft_again(series: Talk) -> None:
    assert (await series.say("rueckgaengig")).startswith("Zurückgenommen: W10 Sprechstunde, eingetragen\n")
    assert await dates(series) == []
    assert await dates(series, status="Entwurf") == FIRST[:1]
    assert (await series.say("ok W10")).split("\n")[2].startswith("Weitere Termine in den nächsten sechs Monaten: 5.")
    assert await dates(series) == FIRST


async def test_the_same_series_can_be_entered_again_after_its_end(series: Talk) -> None:
    await series.say("absagen W10 ab jetzt Niemand kam")
    assert await dates(series) == []
    await series.say(NEW)
    assert (await series.say("ok")).startswith("Eingetragen: W16 Sprechstunde\n")
    assert await dates(series) == FIRST


async def test_a_series_is_dated_again_from_an_occurrence_that_was_put_off(series: Talk) -> None:
    await series.say("verschieben W12 auf unbestimmte Zeit")
    assert await dates(series) == [*FIRST[:2], *FIRST[3:]]
    assert "Beendet" in await series.say("absagen W12 ab jetzt Beendet")
    assert await dates(series) == FIRST[:2]


async def test_a_series_put_off_as_a_whole_gets_another_rhythm(series: Talk) -> None:
    await series.say("verschieben W11 ab jetzt auf unbestimmte Zeit")
    assert await dates(series) == FIRST[:1]
    await series.say("verschieben W11 ab jetzt jeden ersten Mittwoch im Monat, 18 Uhr")
    days = ("2026-12-02", "2027-01-06", "2027-02-03", "2027-03-03", "2027-04-07", "2027-05-05")
    assert await dates(series) == [FIRST[0], *(f"{day} 18:00" for day in days)]


async def test_an_occurrence_that_went_into_another_series_is_not_made_again(series: Talk) -> None:
    await series.say("aendern W12 Reihe: Fortbildung")
    async with series.store.writing() as net:
        assert await extend_all(net, NOW + timedelta(days=40)) == 1
    assert await dates(series) == [*FIRST, "2027-06-01 09:00 bis 10:00"]


async def keys(talk: Talk) -> list[tuple[str, int]]:
    """The series of all occurrences, and how many a night in the following month adds."""
    async with talk.store.writing() as net:
        made = await extend_all(net, NOW + timedelta(days=40))
        rows = await net.session.execute(
            select(Series.title)
            .join(Event, Event.series_id == Series.id)
            .where(Event.number > 9)
            .order_by(Event.start)
        )
        titles = [row[0] for row in rows]
    return [(title, titles.count(title)) for title in dict.fromkeys(titles)] + [("neu", made)]


async def test_a_series_goes_on_under_another_name(series: Talk) -> None:
    await series.say("absagen W13 Feiertag")
    assert (await series.say("aendern W12 alle Reihe: Fragestunde")).startswith("Geändert: W")
    assert await keys(series) == [("Fragestunde", 7), ("neu", 1)]
    assert await dates(series, status="abgesagt") == FIRST[3:4]


async def test_only_the_rest_of_a_series_gets_another_name(series: Talk) -> None:
    await series.say("aendern W12 ab jetzt Reihe: Fragestunde")
    assert await keys(series) == [("Sprechstunde", 2), ("Fragestunde", 5), ("neu", 1)]
    assert await dates(series) == [*FIRST, "2027-06-01 09:00 bis 10:00"]


async def test_another_name_of_a_series_can_be_taken_back(series: Talk) -> None:
    await series.say("aendern W12 ab jetzt Reihe: Fragestunde")
    assert "Zurückgenommen" in await series.say("rueckgaengig")
    assert await keys(series) == [("Sprechstunde", 7), ("neu", 1)]


async def test_a_series_does_not_take_the_name_of_another_with_a_rhythm(series: Talk) -> None:
    await series.say(NEW.replace("Sprechstunde", "Fragestunde").replace("ersten", "zweiten"))
    await series.say("ok")
    assert "hat schon einen eigenen Rhythmus" in await series.say("aendern W12 alle Reihe: Fragestunde")


async def test_what_leaves_its_series_does_not_come_again(series: Talk) -> None:
    await series.say("aendern W12 alle Reihe: -")
    async with series.store.writing() as net:
        assert await extend_all(net, NOW + timedelta(days=40)) == 0


async def test_what_was_put_into_a_series_by_hand_is_no_pattern_for_it(series: Talk) -> None:
    await series.say("neu Titel: Sommerfest\nWann: 30.5.2027, 15-18 Uhr\nWo: Soest\nReihe: Sprechstunde")
    await series.say("ok")
    async with series.store.writing() as net:
        assert await extend_all(net, NOW + timedelta(days=40)) == 1
    async with series.store.reading() as net:
        newest = (await net.session.execute(select(Event.title, Event.start).order_by(Event.number.desc()))).first()
    assert newest is not None
    assert (newest.title, f"{newest.start.astimezone(BERLIN):%Y-%m-%d %H:%M}") == ("Sprechstunde", "2027-06-01 09:00")


async def test_another_time_for_all_leaves_what_was_put_into_the_series_by_hand(series: Talk) -> None:
    await series.say("neu Titel: Sommerfest\nWann: 30.5.2027, 15-18 Uhr\nWo: Soest\nReihe: Sprechstunde")
    await series.say("ok")
    await series.say("verschieben W10 alle 9:30 Uhr")
    half_past = [one.replace("09:00 bis 10:00", "09:30 bis 10:30") for one in FIRST]
    assert await dates(series) == [*half_past, "2027-05-30 15:00 bis 18:00"]


async def test_a_change_of_all_counts_where_the_one_that_is_named_says_so_already(series: Talk) -> None:
    await series.say("aendern W12 Wo: Kreishaus")
    assert await series.say("aendern W12 alle Wo: Kreishaus") == (
        "Geändert: W12 Sprechstunde (alle kommenden Termine der Reihe)\n"
        "- Wo: Kreishaus\n"
        "  Bisher: nicht angegeben\n\n"
        "Zurücknehmen: !rueckgaengig"
    )
    assert "W15" in await series.say("termine mai 2027 kreishaus")
    assert await series.say("aendern W12 alle Wo: Kreishaus") == (
        "Es steht schon so da: W12 Sprechstunde. Nichts ist geändert."
    )


async def test_another_rhythm_without_room_for_the_one_that_is_named(series: Talk) -> None:
    said = await series.say("verschieben W15 alle jeden zweiten Monat am ersten Dienstag, 9 Uhr")
    assert said.startswith("Verschoben: W11 Sprechstunde (alle kommenden Termine der Reihe; ")
    assert await dates(series) == [FIRST[0], FIRST[2], FIRST[4]]


async def test_a_monthly_series_becomes_a_weekly_one(series: Talk) -> None:
    assert (await series.say("verschieben W12 ab jetzt jeden Dienstag, 9 Uhr")).startswith("Verschoben: W12 ")
    found = await dates(series)
    assert found[:4] == [f"{day} 09:00 bis 10:00" for day in ("2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15")]
    assert (len(found), found[-1]) == (26, "2027-05-18 09:00 bis 10:00")
