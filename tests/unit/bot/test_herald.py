"""Sending: once, in order, true after a change, and what happens when the server is not well."""

from datetime import datetime, timedelta

import pytest

from bot.herald import MARKER
from bot.matrix import LimitedError, RefusedError, UnreachableError
from commands.dispatch import Registry
from commands.happenings import hear
from commands.port import Reaction, ReactionRemoved
from storage.planning import Kind
from storage.store import Store
from tests.conftest import context
from tests.unit.bot.heralding import BERLIN, World

EVENT = "{kennung: a, titel: Runder Tisch, wann: 2026-12-08T14:00/16:00, wo: Rathaus}"
MONDAY = "2026-11-23T12:00"


@pytest.fixture
async def world(store: Store) -> World:
    made = World(store, now=None)  # type: ignore[arg-type]
    made.at(MONDAY)
    await made.rooms("!netz", "!orga", erinnerungen=["P7D", "P1D", "PT1H"])
    return made


async def test_a_new_event_is_announced_after_the_grace_time_and_listed(world: World) -> None:
    await world.enter(EVENT)
    await world.tell("2026-11-23T12:09")
    assert world.said() == []
    await world.tell("2026-11-23T12:10")
    assert world.said() == ["Neue Veranstaltung: Runder Tisch"]
    assert [text.split("\n") for text in world.board()] == [
        [
            "Nächste Termine",
            "- W1: Runder Tisch",
            "  Datum: Dienstag, 8. Dezember 2026, 14 bis 16 Uhr",
            "  Ort: Rathaus",
        ]
    ]
    assert list(world.server.pinned) == ["!netz"]
    assert world.said("!orga") == []
    await world.tell("2026-11-23T12:11")
    assert len(world.said()) == 1


async def test_what_goes_out_is_a_text_that_mentions_nobody_and_has_its_mark(world: World) -> None:
    await world.enter(EVENT)
    await world.tell("2026-11-23T12:10")
    (message,) = [one["content"] for one in world.server.messages["!netz"] if one["content"]["msgtype"] == "m.text"]
    assert message["m.mentions"] == {}
    assert len(message[MARKER]) == 32
    assert "m.relates_to" not in message


async def test_each_reminder_is_said_once_and_after_the_end_the_organisers_are_asked(world: World) -> None:
    await world.enter(EVENT, quiet=True)
    for time in ("2026-12-01T14:00", "2026-12-07T14:00", "2026-12-08T13:00", "2026-12-08T18:00", "2026-12-11T18:00"):
        await world.tell(time)
        await world.tell()
    assert world.said() == [
        "Erinnerung: Runder Tisch beginnt in 7 Tagen.",
        "Erinnerung: Runder Tisch beginnt morgen.",
        "Erinnerung: Runder Tisch beginnt in 60 Minuten.",
    ]
    assert [line.partition(" ist ")[0] for line in world.said("!orga")] == [
        "Runder Tisch (W1)",
        "Noch offen: Runder Tisch (W1)",
    ]


async def test_a_crash_after_sending_does_not_double(world: World) -> None:
    await world.enter(EVENT)
    world.server.lost_answers = 1
    await world.tell("2026-11-23T12:10")
    world.restart()
    await world.tell("2026-11-23T12:11")
    assert world.said() == ["Neue Veranstaltung: Runder Tisch"]
    assert (await world.rows(Kind.ANNOUNCEMENT)) == [("ankuendigung", "gesendet", None)]
    assert world.server.lookups == []


async def test_a_new_device_looks_for_its_mark_before_it_sends_again(world: World) -> None:
    await world.enter(EVENT)
    world.server.lost_answers = 1
    await world.tell("2026-11-23T12:10")
    world.restart(device="ZWEI")
    await world.tell("2026-11-23T12:11")
    assert world.said() == ["Neue Veranstaltung: Runder Tisch"]
    assert "!netz" in world.server.lookups


async def test_the_list_of_coming_events_is_found_by_a_new_device_pinned_and_set_right(world: World) -> None:
    await world.enter(EVENT, quiet=True)
    world.server.lost_answers = 1
    await world.tell("2026-11-23T12:10")
    await world.change(1, place="Sparkasse")
    world.restart(device="ZWEI")
    await world.tell("2026-11-23T12:20")
    await world.tell("2026-11-23T12:21")
    assert [text.split("\n")[0] for text in world.board()] == ["Nächste Termine", "* Nächste Termine"]
    assert world.board()[1].endswith("Ort: Sparkasse")
    assert len(world.server.pinned["!netz"]) == 1


async def test_so_does_the_same_device_after_the_server_has_forgotten(world: World) -> None:
    await world.enter(EVENT)
    world.server.lost_answers = 1
    await world.tell("2026-11-23T12:10")
    world.server.transactions.clear()
    world.restart()
    await world.tell("2026-11-24T12:11")
    assert world.said() == ["Neue Veranstaltung: Runder Tisch"]


async def test_a_server_that_is_away_is_asked_again_later_and_being_late_is_measured_by_the_first_time(
    world: World,
) -> None:
    await world.enter(EVENT)
    world.server.errors["!netz"] = [UnreachableError("weg"), UnreachableError("weg"), UnreachableError("weg")]
    await world.tell("2026-11-23T12:10")
    assert await world.rows(Kind.ANNOUNCEMENT) == [("ankuendigung", "geplant", "der Server ist nicht erreichbar")]
    await world.tell()
    assert world.said() == []
    await world.tell("2026-11-23T12:11")
    await world.tell("2026-11-23T12:12")
    await world.tell("2026-11-23T12:13")
    assert world.said() == ["Neue Veranstaltung: Runder Tisch"]
    async with world.store.reading() as net:
        (row, *_) = await net.deliveries.of_event(1)
    assert row.due_at.astimezone(BERLIN).strftime("%H:%M") == "12:10"


async def test_a_room_that_is_slowed_down_waits_as_told_and_holds_no_other_up(world: World) -> None:
    await world.rooms("!zwei")
    await world.enter(EVENT)
    world.server.errors["!netz"] = [LimitedError(30.0)]
    await world.tell("2026-11-23T12:10")
    assert world.said("!zwei") == ["Neue Veranstaltung: Runder Tisch"]
    await world.tell("2026-11-23T12:10:29")
    assert world.said() == []
    await world.tell("2026-11-23T12:10:31")
    assert world.said() == ["Neue Veranstaltung: Runder Tisch"]


async def test_a_refusal_is_final_and_told_the_organisers_once(world: World) -> None:
    second = EVENT.replace("kennung: a", "kennung: b").replace("Runder Tisch", "Zweite Runde")
    await world.enter(f"{EVENT}\n{second}")
    world.server.errors["!netz"] = [RefusedError("M_FORBIDDEN")] * 3
    await world.tell("2026-11-23T12:10")
    await world.tell("2026-11-23T12:11")
    assert await world.rows(Kind.ANNOUNCEMENT) == [
        ("ankuendigung", "fehlgeschlagen", "vom Server abgelehnt (M_FORBIDDEN)"),
        ("ankuendigung", "fehlgeschlagen", "vom Server abgelehnt (M_FORBIDDEN)"),
    ]
    (notice,) = world.server.messages["!orga"]
    assert notice["content"]["body"].split("\n")[0] == (
        "Eine Nachricht zu W1 wurde im Raum Netzwerkraum nicht angenommen: M_FORBIDDEN. "
        "Bitte prüfen Sie, ob der Bot dort noch ist und schreiben darf."
    )


async def test_a_change_edits_the_announcement_and_a_move_answers_it(world: World) -> None:
    await world.enter(EVENT)
    await world.tell("2026-11-23T12:10")
    announced = world.server.messages["!netz"][0]["event_id"]
    await world.change(1, place="Sparkasse")
    await world.tell("2026-11-23T12:20")
    assert world.said()[1:] == ["* Neue Veranstaltung: Runder Tisch"]
    for day in (9, 10):
        await world.change(
            1, start=world.now.replace(month=12, day=day), end=world.now.replace(month=12, day=day, hour=23)
        )
        world.now = world.now.replace(day=world.now.day + 1)
        await world.tell()
    relations = [
        one["content"].get("m.relates_to")
        for one in world.server.messages["!netz"]
        if one["content"]["body"].startswith("Neuer Termin")
    ]
    assert relations == [{"m.in_reply_to": {"event_id": announced}}] * 2
    await world.change(1, status="abgesagt")
    await world.tell("2026-11-26T12:30")
    assert world.said()[-1] == "Abgesagt: Runder Tisch findet nicht statt."
    assert world.said()[-2] == "* Abgesagt: Runder Tisch"
    for time in ("2026-12-02T14:00", "2026-12-09T14:00", "2026-12-10T13:30", "2026-12-11T18:00", "2026-12-20T18:00"):
        await world.tell(time)
    assert world.said()[-1] == "Abgesagt: Runder Tisch findet nicht statt."
    assert world.said("!orga") == []


@pytest.mark.parametrize("apart", [True, False])
async def test_of_an_event_moved_twice_and_cancelled_stands_what_matters(world: World, *, apart: bool) -> None:
    await world.enter(EVENT)
    await world.tell("2026-11-23T12:10")
    announced = world.server.messages["!netz"][0]["event_id"]
    world.at("2026-11-24T10:00")
    await world.change(1, start=world.now.replace(month=12, day=9), end=world.now.replace(month=12, day=9, hour=11))
    await world.tell("2026-11-24T10:10" if apart else "2026-11-24T10:05")
    await world.change(1, start=world.now.replace(month=12, day=11), end=None)
    for time in ("2026-11-24T10:10", "2026-11-24T10:30", "2026-12-02T10:00"):
        await world.tell(time)
    await world.change(1, status="abgesagt", status_reason="zu wenige Anmeldungen")
    end = datetime(2026, 12, 20, tzinfo=BERLIN)
    while world.now < end:  # nothing comes any more, whatever was planned before
        world.now += timedelta(minutes=30)
        await world.tell()
    contents = [one["content"] for one in world.server.messages["!netz"] if one["content"]["msgtype"] == "m.text"]
    answers = [one for one in contents if "m.in_reply_to" in one.get("m.relates_to", {})]
    edits = [one for one in contents if one.get("m.relates_to", {}).get("rel_type") == "m.replace"]
    first = "Neuer Termin für Runder Tisch: Mittwoch, 9. Dezember 2026, 10 bis 12 Uhr"
    second = f"Neuer Termin für Runder Tisch: Freitag, 11. Dezember 2026, 10:{'10' if apart else '05'} Uhr"
    moves = [first, second] if apart else [second]
    assert [one["body"].split("\n")[0] for one in answers] == [*moves, "Abgesagt: Runder Tisch findet nicht statt."]
    assert "Grund: zu wenige Anmeldungen" in answers[-1]["body"]
    assert {one["m.relates_to"]["m.in_reply_to"]["event_id"] for one in answers} == {announced}
    assert [one["m.relates_to"]["event_id"] for one in edits] == [announced] * (len(moves) + 1)
    assert edits[-1]["m.new_content"]["body"].split("\n")[0] == "Abgesagt: Runder Tisch"
    assert len(contents) == 1 + len(answers) + len(edits)  # the announcement; no reminder
    assert world.said("!orga") == []


async def test_several_changes_within_the_grace_time_become_one_message(world: World) -> None:
    await world.enter(EVENT)
    await world.tell("2026-11-23T12:10")
    for minute, hour in ((11, 15), (13, 16), (15, 17)):
        world.at(f"2026-11-23T12:{minute}")
        start = world.now.replace(month=12, day=9, hour=hour, minute=0)
        await world.change(1, start=start, end=start.replace(hour=hour + 2))
    await world.tell("2026-11-23T12:21")
    await world.tell("2026-11-23T12:40")
    assert world.said()[1:] == [
        "* Neue Veranstaltung: Runder Tisch",
        "Neuer Termin für Runder Tisch: Mittwoch, 9. Dezember 2026, 18 bis 20 Uhr",
    ]


async def test_a_change_that_is_taken_back_in_time_is_not_said(world: World) -> None:
    await world.enter(EVENT)
    await world.tell("2026-11-23T12:10")
    await world.change(1, place="Sparkasse")
    await world.change(1, place="Rathaus")
    await world.tell("2026-11-23T12:30")
    assert world.said() == ["Neue Veranstaltung: Runder Tisch"]


async def test_a_change_that_comes_while_the_announcement_is_being_sent_is_told_after_it(world: World) -> None:
    await world.enter(EVENT)

    async def cancel() -> None:
        await world.change(1, status="abgesagt")

    world.matrix.before_send = cancel
    await world.tell("2026-11-23T12:10")
    await world.tell("2026-11-23T12:20")
    assert world.said()[0] == "Neue Veranstaltung: Runder Tisch"
    assert world.said()[-1] == "Abgesagt: Runder Tisch findet nicht statt."


async def test_a_cancellation_between_crash_and_second_try_is_told(world: World) -> None:
    await world.enter(EVENT)
    world.server.lost_answers = 1
    await world.tell("2026-11-23T12:10")
    await world.change(1, status="abgesagt")
    world.restart()
    await world.tell("2026-11-23T12:12")
    await world.tell("2026-11-23T12:22")
    assert world.said() == [
        "Neue Veranstaltung: Runder Tisch",
        "* Abgesagt: Runder Tisch",
        "Abgesagt: Runder Tisch findet nicht statt.",
    ]


async def test_a_reminder_of_a_moved_event_is_set_right(world: World) -> None:
    await world.enter(EVENT, quiet=True)
    await world.tell("2026-12-01T14:00")
    start = world.now.replace(day=15, hour=9)
    await world.change(1, start=start, end=start.replace(hour=11))
    await world.tell("2026-12-01T14:10")
    assert world.said() == [
        "Erinnerung: Runder Tisch beginnt in 7 Tagen.",
        "* Die Erinnerung, die hier stand, galt einem früheren Termin. Runder Tisch: Dienstag, 15. Dezember 2026, 10 bis 12 Uhr",
        "Neuer Termin für Runder Tisch: Dienstag, 15. Dezember 2026, 10 bis 12 Uhr",
    ]
    await world.tell("2026-12-08T10:00")
    assert world.said()[-1] == "Erinnerung: Runder Tisch beginnt in 7 Tagen."


async def test_a_cancelled_event_that_takes_place_after_all_is_told(world: World) -> None:
    await world.enter(EVENT)
    await world.tell("2026-11-23T12:10")
    await world.change(1, status="abgesagt")
    await world.tell("2026-11-23T12:20")
    await world.change(1, status="geplant")
    await world.tell("2026-11-23T12:30")
    assert world.said()[-1] == "Es bleibt dabei: Runder Tisch findet statt."
    await world.tell("2026-12-07T14:00")
    assert world.said()[-1] == "Erinnerung: Runder Tisch beginnt morgen."


async def test_the_beginning_is_told_if_the_room_wants_it_but_not_too_late(world: World) -> None:
    await world.rooms("!netz", erinnerungen=["PT0M"])
    await world.rooms("!zwei", erinnerungen=["PT0M"])
    await world.enter(EVENT, quiet=True)
    world.server.errors["!zwei"] = [LimitedError(1200.0)]
    await world.tell("2026-12-08T14:00")
    assert world.said() == ["Es beginnt: Runder Tisch."]
    await world.tell("2026-12-08T14:21")
    assert await world.rows(Kind.START) == [
        ("beginn", "gesendet", None),
        ("beginn", "verpasst", "die Veranstaltung hat schon begonnen"),
    ]


async def test_what_is_overdue_waits_in_quiet_hours_unless_it_is_urgent(world: World) -> None:
    await world.rooms("!netz", erinnerungen=["P7D", "PT1H"], ruhe=["20:00", "07:00"])
    await world.enter(EVENT, quiet=True)
    await world.tell("2026-12-01T23:00")
    assert world.said() == []
    assert (await world.rows(Kind.REMINDER))[0] == ("erinnerung", "geplant", "Ruhezeit des Raums")
    await world.tell("2026-12-02T07:00")
    assert world.said() == ["Erinnerung: Runder Tisch beginnt in 6 Tagen."]


async def test_who_has_left_the_network_is_told_nothing(world: World) -> None:
    await world.plan(Kind.ACTION_DUE, "A1", "@anna:example.org", world.now)
    world.gone.add("@anna:example.org")
    await world.tell()
    assert await world.rows() == [("massnahme", "hinfällig", "die Person ist nicht mehr im Netzwerk")]


async def test_the_list_of_coming_events_is_one_message_that_is_edited(world: World) -> None:
    await world.enter(EVENT)
    await world.tell("2026-11-23T12:10")
    await world.change(1, title="Großer runder Tisch")
    await world.tell("2026-11-23T12:20")
    await world.tell("2026-12-08T16:00")
    assert [text.split("\n")[0] for text in world.board()] == [
        "Nächste Termine",
        "* Nächste Termine",
        "* Nächste Termine",
    ]
    assert world.board()[1].split("\n")[1] == "- W1: Großer runder Tisch"
    assert world.board()[2].split("\n")[2] == "Zurzeit ist nichts geplant."
    assert len(world.server.pinned["!netz"]) == 1


async def test_without_the_right_to_pin_the_list_stays_and_the_organisers_are_told_once(world: World) -> None:
    world.server.pin_error = RefusedError("M_FORBIDDEN")
    await world.enter(EVENT)
    await world.tell("2026-11-23T12:10")
    await world.tell("2026-11-23T12:11")
    await world.change(1, title="Großer runder Tisch")
    await world.tell("2026-11-23T12:30")
    assert len(world.board()) == 2
    assert [line[:45] for line in world.said("!orga")] == ["Im Raum Netzwerkraum darf ich nichts anheften"]


async def test_a_reaction_to_an_announcement_signs_up_and_its_removal_off(world: World, registry: Registry) -> None:
    await world.enter(EVENT)
    await world.tell("2026-11-23T12:10")
    target = world.server.messages["!netz"][0]["event_id"]
    for happening in (Reaction(target, "👍🏽"), Reaction(target, "❤"), ReactionRemoved(target, "👍🏽")):
        where = context(f"${happening}", now=world.now.astimezone(BERLIN))
        await hear(happening, where, world.store)
        await world.tell()
    assert world.said("!direkt-anna:example.org") == [
        "Sie sind angemeldet: Runder Tisch (W1).",
        "Sie sind abgemeldet: Runder Tisch (W1).",
    ]
    assert world.said() == ["Neue Veranstaltung: Runder Tisch"]
