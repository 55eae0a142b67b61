"""Notes by command and by reaction, and what becomes of them with their messages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from commands.compose import compose
from commands.dispatch import Registry
from commands.port import Correction, Deletion, Place, Quoted, Reaction, ReactionRemoved, Reply
from storage.personal import forget
from storage.planning import Kind
from tests.unit.commands.workshop import Workshop, plain, soon

BEA = "@bea:example.org"


@pytest.fixture
async def workshop(registry: Registry, tmp_path: Path) -> AsyncIterator[Workshop]:
    made = await Workshop.begin(registry, tmp_path)
    yield made
    await made.store.close()


def quiet(words: str, reaction: str | None, *back: str) -> Reply:
    data = {"prefix": "!", "worte": words}
    return Reply("notiert", data, reaction=reaction, takes_back=back, silent=True)


async def notes(workshop: Workshop) -> list[str]:
    async with workshop.store.reading() as net:
        event = await net.events.detail("W2")
    assert event is not None
    views = (*event.insights, *event.decisions, *event.questions, *event.actions)
    return [f"{one.ref} {one.session_ref or one.event_ref} {one.text}" for one in views]


async def test_a_protocol_begins_and_ends(workshop: Workshop) -> None:
    begun = plain(await workshop.start())
    assert begun.startswith(
        "Ich schreibe mit: W2 Geodaten im November.\n"
        "Bis: Montag, 23. November 2026, 16 Uhr, oder bis !protokoll stop\n\n"
        "So notieren Sie:\n"
    )
    assert begun.endswith(
        "Gespeichert wird nur, was so notiert ist. Ändern oder löschen Sie die Nachricht, ändert sich auch die Notiz."
    )
    running = "Hier wird mitgeschrieben: W2 Geodaten im November.\nBis: Montag, 23. November 2026, 16 Uhr"
    assert plain(await workshop.start()) == running
    there = {"room": "!netz", "place": Place.NETWORK}
    assert plain(await workshop.organise("!protokoll", **there)) == running
    assert plain(await workshop.organise("!protokoll start W1", **there)) == (
        "In diesem Raum läuft schon das Protokoll zu W2 Geodaten im November.\nBeispiel: !protokoll stop W2"
    )
    ended = "Beendet: das Protokoll zu W2 Geodaten im November. Den Entwurf der Zusammenfassung zeigt !bericht W2"
    assert plain(await workshop.organise("!protokoll stop", **there)) == ended
    assert plain(await workshop.organise("!protokoll stop", **there)) == (
        "Hier läuft kein Protokoll, das ich stoppen könnte.\nBeispiel: !protokoll start W9"
    )
    async with workshop.store.reading() as net:
        (row,) = await net.deliveries.of_subject(Kind.MESSAGE, "Protokoll 1")
    assert (row.reason, row.due_at) == ("vorher beendet", soon(hours=4))


async def test_what_runs_now_needs_no_number(workshop: Workshop) -> None:
    reply = await workshop.organise("!protokoll start", room="!netz", place=Place.NETWORK)
    assert plain(reply).startswith("Ich schreibe mit: W2 Geodaten im November.")


async def test_typed_notes(workshop: Workshop) -> None:
    await workshop.start()
    said = [
        await workshop.type("!erkenntnis Klein\nanfangen", "$1"),
        await workshop.type("!beschluss W2.B Wir sparen", "$2"),
        await workshop.type("!frage Wer zahlt?", "$3"),
        await workshop.type("!massnahme Prüfen @Stadt Soest bis Freitag", "$4"),
        await workshop.type("!massnahme Prüfen @Stadt Soest bis Samstag", "$4b", original="$4"),
        await workshop.type("!link Leitfaden https://example.org/a.", "$5"),
        await workshop.type("!gezeigt L1", "$6"),
        await workshop.type("!gezeigt mustervertrag geodaten", "$7"),
        await workshop.type("!gezeigt Ein anderer Vertrag", "$8"),
    ]
    assert said == [
        quiet("notiert, E1", "notiert, E1"),
        quiet("notiert, B1", "notiert, B1"),
        quiet("notiert, F1", "notiert, F1"),
        quiet(*["notiert, A2, bis Freitag, 27. November 2026"] * 2),
        quiet(*["notiert, A2, bis Samstag, 28. November 2026"] * 2, "notiert, A2"),
        quiet("notiert, E2", "notiert, E2"),
        quiet("notiert, L1", "notiert, L1"),
        quiet("notiert, L1", "notiert, L1", "notiert, L1"),
        quiet("notiert, E3", "notiert, E3"),
    ]
    assert await notes(workshop) == [
        "E1 W2 Klein\nanfangen",
        "E2 W2 Leitfaden: https://example.org/a",
        "E3 W2 Ein anderer Vertrag",
        "B1 W2.B Wir sparen",
        "F1 W2 Wer zahlt?",
        "A2 W2 Prüfen",
    ]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            "!erkenntnis Klein anfangen",
            (
                "Hier läuft kein Protokoll. Nennen Sie bitte zuerst die Veranstaltung.\n"
                "Beispiel: !erkenntnis W9.B Der Anfang muss klein sein"
            ),
        ),
        (
            "!frage W99 Wer zahlt?",
            "Die Nummer W99 gibt es nicht.\nBeispiel: !frage W9.B Wer trägt die Kosten im Betrieb?",
        ),
        (
            "!massnahme W2 Prüfen bis 31.2.",
            (
                "Den 31. Februar gibt es nicht, der Februar hat höchstens 29 Tage.\n"
                "Beispiel: !massnahme W9 Vertrag prüfen @Stadt Soest bis Freitag"
            ),
        ),
        (
            "!link W2 keine Adresse",
            (
                "Bitte nennen Sie eine Adresse, die mit https:// beginnt.\n"
                "Beispiel: !link W9 https://example.org/leitfaden Leitfaden Datenschutz"
            ),
        ),
        ("!erledigt W2", "Bitte nennen Sie die Nummer der Maßnahme.\nBeispiel: !erledigt A1"),
        ("!erledigt A99", "Die Nummer A99 gibt es nicht.\nBeispiel: !massnahmen alle"),
    ],
)
async def test_what_is_not_noted(workshop: Workshop, line: str, text: str) -> None:
    before = await notes(workshop)
    assert plain(await workshop.type(line)) == text
    assert await notes(workshop) == before == []


async def test_a_thread_has_its_own_protocol(workshop: Workshop) -> None:
    await workshop.start(thread="$t")
    assert plain(await workshop.type("!erkenntnis Daneben", "$1")).startswith("Hier läuft kein Protokoll.")
    await workshop.type("!erkenntnis Darin", "$2", thread="$t")
    said = Quoted("$m", BEA, "Auch darin", thread="$t")
    aside = Quoted("$n", BEA, "Daneben")
    assert await workshop.happen(Reaction("$m", "💡"), said, "$r1") == quiet("notiert, E2", "notiert, E2")
    assert await workshop.happen(Reaction("$n", "💡"), aside, "$r2") is None
    edited = await workshop.type("!erkenntnis Darinnen", "$2b", original="$2", now=soon(days=1))
    assert edited == quiet("notiert, E1", "notiert, E1", "notiert, E1")
    assert await notes(workshop) == ["E1 W2 Darinnen", "E2 W2 Auch darin"]
    async with workshop.store.reading() as net:
        (row,) = await net.deliveries.of_subject(Kind.MESSAGE, "Protokoll 1")
        message, _ = await compose(net, row, soon(hours=4))
    assert message is not None
    assert message.reply is not None
    assert (row.room_id, row.due_at, message.thread) == ("!netz", soon(hours=4), "$t")
    assert plain(message.reply) == (
        "Das Protokoll zu W2 Geodaten im November ist beendet. Den Entwurf der Zusammenfassung zeigt !bericht W2"
    )


async def test_notes_by_reaction(workshop: Workshop) -> None:
    said = Quoted("$m", BEA, "Klein\u200b anfangen")
    assert await workshop.happen(Reaction("$m", "💡"), said, "$r0") is None  # no protocol yet
    await workshop.start()
    assert await workshop.happen(Reaction("$m", "👍"), said, "$r0") is None
    assert await workshop.happen(Reaction("$m", "💡"), Quoted("$m", BEA, "!suche Geo"), "$r0") is None
    assert await workshop.happen(Reaction("$m", "✅", command="$waits"), said, "$r0") is None
    first = await workshop.happen(Reaction("$m", "💡\ufe0f"), said, "$r1")
    second = await workshop.happen(Reaction("$m", "💡"), said, "$r2", sender="@cem:example.org")
    assert (first, second) == (quiet("notiert, E1", "notiert, E1"), quiet("", None))
    assert await notes(workshop) == ["E1 W2 Klein anfangen"]
    assert await workshop.happen(ReactionRemoved("$m", "💡", "$r1")) is None
    gone = await workshop.happen(ReactionRemoved("$m", "💡", "$r2"))
    assert gone == quiet("E1", None, "notiert, E1")
    assert await notes(workshop) == []


async def test_a_reaction_makes_an_action_item_of_a_message(workshop: Workshop) -> None:
    await workshop.start()
    people = {"Anna": "@anna:example.org"}
    said = Quoted("$m", BEA, "Anna bucht den Raum bis Donnerstag", people=people)
    noted = "notiert, A2, bis Donnerstag, 26. November 2026"
    assert await workshop.happen(Reaction("$m", "📌"), said, "$r1") == quiet(noted, noted)
    async with workshop.store.reading() as net:
        view = await net.actions.get("A2")
        (row,) = await net.deliveries.of_subject(Kind.ACTION_DUE, "A2")
    assert view is not None
    assert (view.text, view.responsible, view.matrix_id) == ("bucht den Raum", "Anna", "@anna:example.org")
    assert (row.room_id, row.occurrence) == ("!netz", "2026-11-26")


async def test_edits_and_deletions_are_followed(workshop: Workshop) -> None:
    await workshop.start()
    said = Quoted("$m", BEA, "Klein anfangen")
    await workshop.happen(Reaction("$m", "💡"), said, "$r1")
    await workshop.type("!erkenntnis Getippt", "$t", sender=BEA)
    forged = await workshop.happen(Correction("$m", "Gefälscht"), said, sender="@mallory:example.org")
    swapped = await workshop.happen(Correction("$m", "Untergeschoben"), Quoted("$x", BEA, "x"), sender=BEA)
    edited = await workshop.happen(Correction("$m", "Groß anfangen"), said, sender=BEA)
    assert (forged, swapped, edited) == (None, None, quiet("", None))
    assert await notes(workshop) == ["E1 W2 Groß anfangen", "E2 W2 Getippt"]
    typed = Quoted("$t", BEA, "!erkenntnis Getippt")
    assert await workshop.happen(Correction("$t", "doch nicht"), typed, sender=BEA) == quiet("E2", None, "notiert, E2")
    assert await workshop.happen(Deletion("$m")) is None
    assert await workshop.happen(Deletion("$unknown")) is None
    assert await notes(workshop) == []


async def test_what_was_said_during_a_pause_of_the_bot_counts_from_then(workshop: Workshop) -> None:
    await workshop.start()
    late = {"now": soon(hours=8), "sent_at": soon(hours=1)}
    assert await workshop.type("!erkenntnis Noch rechtzeitig", "$1", **late) == quiet("notiert, E1", "notiert, E1")
    said = Quoted("$m", BEA, "Auch rechtzeitig")
    assert await workshop.happen(Reaction("$m", "💡"), said, "$r1", **late) == quiet("notiert, E2", "notiert, E2")
    too_late = await workshop.type("!erkenntnis Zu spät", "$2", now=soon(hours=8))
    assert plain(too_late).startswith("Hier läuft kein Protokoll.")


async def test_an_edit_makes_another_kind_of_note(workshop: Workshop) -> None:
    await workshop.start()
    await workshop.type("!erkenntnis Wir treffen uns", "$1")
    reply = await workshop.type("!beschluss Wir treffen uns", "$1b", original="$1")
    assert reply == quiet("notiert, B1", "notiert, B1", "notiert, E1")
    assert await notes(workshop) == ["B1 W2 Wir treffen uns"]


async def test_notes_can_be_taken_back_by_the_log(workshop: Workshop) -> None:
    await workshop.start()
    await workshop.type("!erkenntnis Ein Irrtum", "$1")
    async with workshop.store.writing() as net:
        last = await net.audit.last("@anna:example.org")
        assert last is not None
        await net.audit.undo(last, soon(minutes=1))
    assert (last.action, last.subject) == ("notieren", "W2")
    assert await notes(workshop) == []


async def test_whoever_is_forgotten_is_responsible_no_more(workshop: Workshop) -> None:
    await workshop.type("!massnahme W2 @ich prüfe bis Freitag", "$1")
    async with workshop.store.writing() as net:
        before = await net.actions.get("A2")
        await forget(net.session, net.registrations, "@anna:example.org", soon())
        after = await net.actions.get("A2")
        notices = await net.deliveries.of_subject(Kind.ACTION_DUE, "A2")
    assert before is not None
    assert after is not None
    assert (before.responsible, before.matrix_id) == ("anna", "@anna:example.org")
    assert (after.responsible, after.matrix_id) == ("Netzwerk", None)
    assert [one.room_id for one in notices] == ["!netz"]


async def test_action_items_are_done(workshop: Workshop) -> None:
    assert plain(await workshop.type("!erledigt a1 Alles gepflegt")) == (
        "Erledigt: A1: Datenkatalog pflegen\nErgebnis: Alles gepflegt\nAus: W1 Geodaten im September"
    )
    assert plain(await workshop.type("!erledigt 1")) == (
        "Schon als erledigt gemeldet: A1: Datenkatalog pflegen\n"
        "Ergebnis: Alles gepflegt\nAus: W1 Geodaten im September"
    )
    assert plain(await workshop.type("!massnahme A1")) == (
        "Maßnahme A1\n- Was: Datenkatalog pflegen\n- Verantwortlich: Stadt Soest\n- Stand: erledigt\n"
        "- Ergebnis: Alles gepflegt\n- Aus: W1 Geodaten im September"
    )
    assert plain(await workshop.type("!massnahmen")) == "Es ist keine offene Maßnahme gespeichert."


async def test_a_notice_is_put_off_by_a_reaction(workshop: Workshop) -> None:
    await workshop.type("!massnahme W2 Prüfen bis Freitag", "$1")
    async with workshop.store.writing() as net:
        (row,) = await net.deliveries.of_subject(Kind.ACTION_DUE, "A2")
        await net.deliveries.settle([_sent(row)])
    words = "wieder am Montag, 30. November 2026"
    elsewhere = await workshop.happen(Reaction("$sent", "⏰"), event="$r")
    assert elsewhere is None
    assert await workshop.happen(Reaction("$sent", "⏰"), event="$r", room="!orga") == quiet(words, words)


def _sent(row):
    from dataclasses import replace

    from storage.planning import State

    return replace(row, state=State.SENT, sent_event="$sent", sent_at=soon())
