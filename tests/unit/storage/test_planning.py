"""From an event and rooms to what must be said: the pure function."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.offsets import read_offset
from storage.planning import Due, Kind, PlanEvent, PlanRoom, Told, plan_event
from storage.quiet import Quiet, is_holiday
from storage.when import Precision

BERLIN = ZoneInfo("Europe/Berlin")
GRACE = timedelta(minutes=10)
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NETZ = PlanRoom("!netz", "netzwerk", LONG_AGO)
ORGA = PlanRoom("!orga", "orga", LONG_AGO)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def event(start: str | None = "2026-12-08T14:00", hours: int = 2, **changes: object) -> PlanEvent:
    begins = at(start).astimezone(UTC) if start else None
    values: dict = {
        "ref": "W1",
        "status": "geplant",
        "start": begins,
        "end": begins + timedelta(hours=hours) if begins and hours else None,
        "precision": Precision.MINUTE if begins else Precision.OPEN,
        "zone": "Europe/Berlin",
        "published_at": NOW,
        "quiet": False,
        "sequence": 0,
        "said": {"start": begins.isoformat() if begins else None, "status": "geplant", "precision": "minute"},
    }
    return PlanEvent(**(values | changes))


def plan(one: PlanEvent, *rooms: PlanRoom, told: dict | None = None, now: datetime = NOW) -> list[Due]:
    return list(plan_event(one, rooms or (NETZ,), told or {}, GRACE, now))


def kinds(planned: list[Due]) -> list[tuple[str, str]]:
    return [(due.kind.value, f"{due.due_at.astimezone(BERLIN):%Y-%m-%d %H:%M}") for due in planned]


def test_a_new_event_is_announced_after_the_grace_time_and_reminded_of_three_times() -> None:
    assert kinds(plan(event(), NETZ, ORGA)) == [
        ("ankuendigung", "2026-11-23 12:10"),
        ("erinnerung", "2026-12-01 14:00"),
        ("erinnerung", "2026-12-07 14:00"),
        ("erinnerung", "2026-12-08 13:00"),
        ("bitte", "2026-12-08 18:00"),
        ("bitte2", "2026-12-11 18:00"),
    ]


def test_offsets_are_reckoned_at_the_wall_clock_over_both_changes_of_the_clock() -> None:
    room = replace(NETZ, offsets=("P1D",))
    for day, before in (("2027-03-28", "2027-03-27"), ("2026-10-25", "2026-10-24")):
        one = event(f"{day}T09:00", published_at=LONG_AGO)
        assert kinds(plan(one, room))[1:] == [("erinnerung", f"{before} 09:00")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": "Entwurf"}, []),
        ({"status": "abgesagt"}, []),
        ({"quiet": True}, ["ankuendigung", "erinnerung", "erinnerung", "erinnerung"]),
        ({"status": "verschoben"}, ["ankuendigung"]),
        ({"start": None, "end": None, "precision": Precision.OPEN}, ["ankuendigung"]),
        ({"precision": Precision.MONTH}, ["ankuendigung"]),
        ({"precision": Precision.DAY}, ["ankuendigung", "erinnerung", "erinnerung"]),
    ],
)
def test_what_is_planned_depends_on_what_is_known(changes: dict, expected: list[str]) -> None:
    assert [due.kind.value for due in plan(event(**changes))] == expected  # type: ignore[arg-type]


def test_what_lay_in_the_past_when_it_entered_is_neither_announced_nor_reminded_of_nor_asked_about() -> None:
    assert plan(event("2026-11-20T10:00"), NETZ, ORGA) == []


def test_offsets_already_past_are_noted_with_the_reason() -> None:
    planned = plan(event("2026-11-26T14:00"))
    assert [(due.occurrence[:4].strip(), due.past) for due in planned if due.kind is Kind.REMINDER] == [
        ("P7D", "die Zeit war schon vorbei, als die Veranstaltung eingetragen wurde"),
        ("P1D", None),
        ("PT1H", None),
    ]


def test_who_signed_up_hears_of_moves_and_cancellations_and_of_nothing_else() -> None:
    anna = PlanRoom("@anna:example.org", "person", LONG_AGO)
    one = event()
    knows = {anna.room_id: Told(one.said, announced=False)}
    assert plan(one, anna, told=knows) == []
    assert plan(event("2026-12-09T14:00"), anna) == []
    assert kinds(plan(event("2026-12-09T14:00"), anna, told=knows)) == [("verschiebung", "2026-11-23 12:10")]
    changed = event(said={**one.said, "place": "Rathaus"})
    assert plan(changed, anna, told=knows) == []
    cancelled = event(status="abgesagt", said={**one.said, "status": "abgesagt"})
    assert kinds(plan(cancelled, anna, told=knows)) == [("absage", "2026-11-23 12:10")]
    soon = event("2026-11-23T12:15", status="abgesagt", said={**one.said, "status": "abgesagt"})
    assert kinds(plan(soon, anna, told=knows)) == [("absage", "2026-11-23 12:00")]


def test_a_room_that_came_later_gets_no_old_announcement() -> None:
    room = replace(NETZ, since=NOW + timedelta(days=3))
    planned = plan(event(), room)
    assert planned[0].skip == "der Raum kam später dazu"
    assert [due.past for due in planned[1:]] == [None, None, None]


def test_the_beginning_itself_can_be_told() -> None:
    planned = plan(event(), replace(NETZ, offsets=("PT0M",)))
    assert kinds(planned)[1:] == [("beginn", "2026-12-08 14:00")]


def told(one: PlanEvent, *, announced: bool = True) -> dict[str, Told]:
    return {"!netz": Told(one.said, announced)}


def changed(one: PlanEvent, **said: object) -> PlanEvent:
    return replace(one, said={**one.said, **said}, sequence=one.sequence + 1)


@pytest.mark.parametrize(
    ("before", "after", "announced", "expected"),
    [
        ({}, {"place": "Rathaus"}, True, ("aenderung", "2026-11-23 12:10")),
        ({}, {"place": "Rathaus"}, False, None),
        ({}, {"start": "2026-12-09T13:00:00+00:00"}, True, ("verschiebung", "2026-11-23 12:10")),
        ({}, {"start": "2026-12-09T13:00:00+00:00"}, False, ("verschiebung", "2026-11-23 12:10")),
        ({}, {"status": "abgesagt"}, True, ("absage", "2026-11-23 12:10")),
        ({"status": "abgesagt"}, {"status": "abgesagt", "place": "Rathaus"}, True, ("aenderung", "2026-11-23 12:10")),
        ({}, {"status": "verschoben"}, True, ("verschiebung", "2026-11-23 12:10")),
        ({"status": "abgesagt"}, {"status": "geplant"}, True, ("verschiebung", "2026-11-23 12:10")),
        ({}, {}, True, None),
    ],
)
def test_what_follows_from_a_change(before: dict, after: dict, announced: bool, expected: tuple | None) -> None:
    old = changed(event(), **before)
    new = changed(old, **after)
    new = replace(new, status=str(new.said["status"]))
    planned = [
        due
        for due in plan(new, told=told(old, announced=announced))
        if due.kind.value in {"aenderung", "verschiebung", "absage"}
    ]
    assert kinds(planned) == ([expected] if expected else [])


def test_a_move_close_to_the_event_is_told_at_once_and_in_quiet_hours() -> None:
    night = replace(NETZ, quiet=Quiet(time(20), time(7)))
    now = at("2026-12-08T13:50").astimezone(UTC)
    old = event("2026-12-08T14:00")
    new = changed(old, start=at("2026-12-08T15:00").astimezone(UTC).isoformat())
    planned = [due for due in plan(new, night, told=told(old), now=now) if due.kind is Kind.MOVE]
    assert [due.due_at for due in planned] == [now]


def test_a_move_weeks_ahead_waits_for_the_end_of_quiet_hours() -> None:
    night = replace(NETZ, quiet=Quiet(time(20), time(7)))
    now = at("2026-11-23T21:00").astimezone(UTC)
    old = event()
    new = changed(old, start=at("2026-12-09T14:00").astimezone(UTC).isoformat())
    planned = [due for due in plan(new, night, told=told(old), now=now) if due.kind is Kind.MOVE]
    assert kinds(planned) == [("verschiebung", "2026-11-24 07:00")]


def test_a_holiday_holds_a_reminder_back_until_the_next_morning() -> None:
    room = replace(NETZ, offsets=("P7D",), quiet=Quiet(land="NW"))
    assert kinds(plan(event("2027-01-08T10:00"), room))[1:] == [("erinnerung", "2027-01-02 08:00")]
    assert is_holiday(at("2027-01-01T00:00").date(), "NW")


def test_quiet_hours_over_midnight_and_within_a_day() -> None:
    night, noon = Quiet(time(20), time(7)), Quiet(time(12), time(14))
    for quiet, moment, expected in (
        (night, "2026-11-23T23:30", "2026-11-24T07:00"),
        (night, "2026-11-24T06:59", "2026-11-24T07:00"),
        (night, "2026-11-24T07:00", "2026-11-24T07:00"),
        (night, "2026-11-24T19:59", "2026-11-24T19:59"),
        (noon, "2026-11-24T12:00", "2026-11-24T14:00"),
        (noon, "2026-11-24T14:00", "2026-11-24T14:00"),
        (Quiet(time(20), time(7), "NW"), "2026-12-24T22:00", "2026-12-27T08:00"),
    ):
        assert quiet.next_allowed(at(moment), "Europe/Berlin", holidays=True) == at(expected), (quiet, moment)


OFFSETS = st.lists(st.sampled_from(["P7D", "P1D", "PT1H", "PT0M", "P1M", "P1D@18:00", "P2DT3H"]), unique=True).map(
    tuple
)
QUIETS = st.sampled_from([Quiet(), Quiet(time(20), time(7)), Quiet(time(12), time(13), "BY"), Quiet(land="NW")])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
ROOMS = st.builds(
    PlanRoom, st.sampled_from(["!a", "!b", "!c"]), st.sampled_from(["netzwerk", "orga"]), MOMENTS, OFFSETS, QUIETS
)
EVENTS = st.builds(
    lambda start, hours, status, precision, published, quiet: PlanEvent(
        ref="W1",
        status=status,
        start=start,
        end=start + timedelta(hours=hours) if hours else None,
        precision=precision,
        zone="Europe/Berlin",
        published_at=published,
        quiet=quiet,
        sequence=0,
        said={"start": start.isoformat(), "status": status},
    ),
    MOMENTS,
    st.integers(0, 50),
    st.sampled_from(["Entwurf", "geplant", "verschoben", "abgesagt"]),
    st.sampled_from(list(Precision)),
    MOMENTS,
    st.booleans(),
)


@given(EVENTS, st.lists(ROOMS, unique_by=lambda room: room.room_id), MOMENTS)
def test_whatever_the_event_each_thing_is_planned_once_and_in_time(
    one: PlanEvent, rooms: list[PlanRoom], now: datetime
) -> None:
    planned = plan_event(one, rooms, {}, GRACE, now)
    keys = [(due.kind, due.room_id, due.occurrence) for due in planned]
    assert len(keys) == len(set(keys))
    assert planned == plan_event(one, rooms, {}, GRACE, now)
    for due in planned:
        assert due.due_at.utcoffset() == timedelta(0)
        if due.kind in {Kind.REMINDER, Kind.START}:
            assert one.begins is not None
            exact = read_offset(due.occurrence.split()[0]).before(one.begins)
            assert exact <= due.due_at
            assert due.due_at == exact or due.due_at - exact < timedelta(days=15)
        if due.kind is Kind.ANNOUNCEMENT:
            assert due.due_at >= one.published_at + GRACE
    if one.status in {"Entwurf", "abgesagt"}:
        assert planned == ()


@given(EVENTS, ROOMS, MOMENTS)
def test_what_was_told_and_did_not_change_needs_no_correction(one: PlanEvent, room: PlanRoom, now: datetime) -> None:
    planned = plan_event(one, [room], {room.room_id: Told(one.said, announced=True)}, GRACE, now)
    assert [due for due in planned if due.kind in {Kind.CHANGE, Kind.MOVE, Kind.CANCELLATION}] == []
