"""Summaries: drafted from what is known, corrected, published, set right, as files."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from commands.compose import compose
from commands.dispatch import Registry
from commands.port import Answer, HandedFile, Place, Reply, Role
from commands.tidings import Message
from storage.chat import RoomRecord
from storage.planning import Kind, State
from storage.tables.note import SummaryVersion
from tests.conftest import BERLIN, NOW
from tests.unit.commands.workshop import Fetched, Workshop, plain

ORGA = {"role": Role.ORGANISER, "place": Place.ORGANISERS, "room": "!orga", "sender": "@orga:example.org"}
FACTS = """Datum: Montag, 23. November 2026, 10 bis 14 Uhr
Ort: Rathaus, Soest
Reihe: Runder Tisch
Veranstaltet von: Stadt Soest"""
HINTS = """Ändern: Antworten Sie auf diese Nachricht mit einem Teil in neuen Worten, zum Beispiel „Überblick: …“, mit „ergänzen …“ oder mit einer Datei.
Als Datei: !bericht W2 datei
Veröffentlichen: !veroeffentlichen W2"""
PROGRAMME = """Programm
- W2.A: Daten teilen (Moderation: Anna Beispiel)
- W2.B: Kosten"""
BEFORE = """Davor in dieser Reihe

W1 Geodaten im September, Dienstag, 1. September 2026, 10 bis 14 Uhr
- Noch offen: A1: Datenkatalog pflegen (Stadt Soest)"""


@pytest.fixture
async def workshop(registry: Registry, tmp_path: Path) -> AsyncIterator[Workshop]:
    made = await Workshop.begin(registry, tmp_path)
    yield made
    await made.store.close()


@pytest.fixture
async def noted(workshop: Workshop) -> Workshop:
    for number, line in enumerate(
        (
            "!erkenntnis W2.A Klein anfangen",
            "!beschluss W2 Wir treffen uns wieder",
            "!frage W2 Wer zahlt?",
            "!massnahme W2 Prüfen @Stadt Soest bis Freitag",
            "!link W2 Leitfaden https://example.org/a",
            "!gezeigt W2 L1",
        )
    ):
        await workshop.type(line, f"$n{number}")
    return workshop


async def answer(workshop: Workshop, text: str, command: str, file: HandedFile | None = None) -> Reply | None:
    return await workshop.happen(Answer("$bot", text, command), event="$a", gatherer=Fetched(file=file), **ORGA)


def body(reply: Reply | None) -> str:
    """The draft without heading and hints."""
    assert reply is not None
    return re.split(r"\n\n(?:Frühere Fassungen[^\n]*\n)?Ändern:", plain(reply).split("\n\n", 1)[1])[0]


async def test_a_draft_of_what_was_noted(noted: Workshop) -> None:
    reply = await noted.organise("!bericht W2")
    assert reply.waits
    assert plain(reply) == "\n\n".join(
        [
            "Entwurf der Zusammenfassung: W2 Geodaten im November",
            FACTS,
            PROGRAMME,
            "Beschlüsse\n- B1: Wir treffen uns wieder",
            "Nächste Schritte\n- A2: Prüfen (Stadt Soest, bis Freitag, 27. November 2026)",
            "Erkenntnisse\n- E1: Klein anfangen (W2.A)",
            "Musterlösungen\n- L1: Mustervertrag Geodaten (Stadt Soest)",
            "Offene Fragen\n- F1: Wer zahlt?",
            "Links\n- Leitfaden: https://example.org/a",
            BEFORE,
            HINTS,
        ]
    )


async def test_a_draft_without_notes_says_so(workshop: Workshop) -> None:
    text = plain(await workshop.organise("!bericht W2"))
    assert text == "\n\n".join(
        [
            "Entwurf der Zusammenfassung: W2 Geodaten im November",
            FACTS,
            PROGRAMME,
            BEFORE,
            "Zu W2 gibt es keine Notizen. Der Entwurf enthält nur, was schon gespeichert war.",
            HINTS,
        ]
    )


async def test_parts_are_replaced_added_and_kept_while_notes_go_on(noted: Workshop) -> None:
    await noted.organise("!bericht W2", "$ber")
    text = body(await answer(noted, "Überblick: Ein guter Tag.\nErkenntnisse:\nEins\nZwei", "$ber"))
    assert "Überblick\n\nEin guter Tag." in text
    assert "Erkenntnisse\n- Eins\n- Zwei" in text
    text = body(await noted.organise("!bericht W2 ergänzen Erkenntnisse: Drei", "$x"))
    assert "Erkenntnisse\n- Eins\n- Zwei\n- Drei" in text
    text = body(await noted.organise("!bericht W2 ergänzen Fotos folgen.", "$y"))
    assert "Ergänzungen\n\nFotos folgen." in text
    await noted.type("!beschluss W2 Noch einer", "$late")
    text = body(await noted.organise("!bericht W2", "$z"))
    assert "Beschlüsse\n- B1: Wir treffen uns wieder\n- B2: Noch einer" in text
    text = body(await noted.organise("!bericht W2 neu", "$neu"))
    assert "Ein guter Tag." not in text
    assert "Erkenntnisse\n- E1: Klein anfangen (W2.A)" in text
    assert "Frühere Fassungen sind aufbewahrt: 4" in plain(await noted.organise("!bericht W2", "$last"))


async def test_what_an_answer_can_not_mean(noted: Workshop) -> None:
    await noted.organise("!bericht W2", "$ber")
    refused = await answer(noted, "Danke", "$ber")
    assert refused is not None
    assert plain(refused) == (
        "Welcher Teil soll so lauten? Nennen Sie ihn vor einem Doppelpunkt (Überblick, Programm, Beschlüsse, "
        "Nächste Schritte, Erkenntnisse, Musterlösungen, Offene Fragen, Links, Ergänzungen), oder schreiben Sie "
        "„ergänzen“ oder „ersetzen“ davor.\nBeispiel: !bericht W9 Erkenntnisse: Der Anfang muss klein sein"
    )
    slip = await answer(noted, "Überblik: Ein guter Tag", "$ber")
    assert slip is not None
    assert plain(slip).startswith("Einen Teil „Überblik“ gibt es nicht. Meinten Sie „Überblick“?\n")
    assert await answer(noted, "Überblick: x", "$other") is None
    member = await noted.happen(Answer("$bot", "Überblick: x", "$ber"), gatherer=Fetched())
    assert member is None
    long = await answer(noted, "ersetzen " + "wort " * 5_000, "$ber")
    assert long is not None
    assert plain(long).startswith("Eine Zusammenfassung hat höchstens 16000 Zeichen.")


async def test_a_file_takes_the_place_of_the_draft(noted: Workshop) -> None:
    await noted.organise("!bericht W2", "$ber")
    files = (await noted.organise("!bericht W2 datei", "$d")).documents
    assert [one.filename for one in files] == ["W2-Zusammenfassung.docx", "W2-Zusammenfassung.md"]
    before = body(await noted.organise("!bericht W2", "$v"))
    same = await answer(noted, "", "$ber", HandedFile("W2.md", "text/markdown", files[1].data or b""))
    assert body(same).replace("Geändert. So lautet der Entwurf jetzt:\n\n", "") == before
    word = await answer(noted, "", "$ber", HandedFile("W2.docx", "application/zip", files[0].data or b""))
    assert body(word).replace("Geändert. So lautet der Entwurf jetzt:\n\n", "") == before
    mail = "# Geodaten im November\n\nEin Tag. Fragen an anna.privat@example.org\n\n## Beschlüsse\n\n* Weiter so\n"
    text = body(await answer(noted, "", "$ber", HandedFile("W2.md", "text/markdown", mail.encode())))
    assert text == (
        "Geändert. So lautet der Entwurf jetzt:\n\n1 private Adresse oder Nummer habe ich nicht übernommen.\n\n"
        "Ein Tag. Fragen an\n\nBeschlüsse\n- Weiter so"
    )
    refused = await answer(noted, "", "$ber", HandedFile("W2.exe", "application/pdf", b"MZ"))
    assert refused is not None
    assert refused.template == "fehler"


async def test_the_word_file_has_headings_lists_title_and_language(noted: Workshop) -> None:
    import docx

    (word, _) = (await noted.organise("!bericht W2 datei", "$d")).documents
    document = docx.Document(BytesIO(word.data or b""))
    assert document.core_properties.title == "Zusammenfassung: Geodaten im November"
    assert document.core_properties.language == "de-DE"
    lines = [(one.style.name, one.text) for one in document.paragraphs]
    assert lines[0] == ("Heading 1", "Zusammenfassung: Geodaten im November")
    assert ("Heading 2", "Beschlüsse") in lines
    assert ("List Bullet", "B1: Wir treffen uns wieder") in lines


async def messages(workshop: Workshop, publication: int) -> list[Message]:
    """What would be sent for the n-th publication; the rows count as sent afterwards."""
    from dataclasses import replace

    found = []
    for part in ("kurz", "lang"):
        async with workshop.store.writing() as net:
            rows = await net.deliveries.of_subject(Kind.SUMMARY, "W2")
            (row,) = [one for one in rows if one.occurrence == f"{part} {publication}"]
            message, verdicts = await compose(net, row, NOW)
            assert message is not None
            assert verdicts == {}
            sent = f"${part}" if (message.thread is None and message.reply) or publication == 1 else None
            await net.deliveries.settle([replace(row, state=State.SENT, sent_event=sent, sent_at=NOW)])
        found.append(message)
    return found


async def test_it_is_published_and_set_right(noted: Workshop) -> None:
    await noted.organise("!bericht W2 Überblick: Ein guter Tag.", "$1")
    assert plain(await noted.organise("!veroeffentlichen W2", "$2")) == (
        "Veröffentlicht: die Zusammenfassung von W2 Geodaten im November.\n"
        "Sie geht jetzt in 1 Raum des Netzwerks.\nZu lesen mit !zusammenfassung W2"
    )
    short, long = await messages(noted, 1)
    assert short.reply is not None
    assert plain(short.reply) == (
        "Zusammenfassung: Geodaten im November\n\nDatum: Montag, 23. November 2026, 10 bis 14 Uhr\n\n"
        "Ein guter Tag.\n\nWichtige Erkenntnisse:\n- E1: Klein anfangen (W2.A)\n\n"
        "Festgehalten: 1 Beschluss, 1 Maßnahme, 1 Erkenntnis, 1 Musterlösung, 1 offene Frage\n\n"
        "Alles steht im Strang unter dieser Nachricht, auch als Datei. Hier zeigt es !zusammenfassung W2"
    )
    assert (short.thread, long.thread, long.edits) == (None, "$kurz", ())
    assert long.reply is not None
    assert plain(long.reply).startswith("Die ganze Zusammenfassung: Geodaten im November\n\nDatum: Montag")
    assert [one.filename for one in long.reply.documents] == ["W2-Zusammenfassung.docx", "W2-Zusammenfassung.md"]

    assert plain(await noted.organise("!veroeffentlichen W2", "$3")).startswith(
        "Die Zusammenfassung von W2 Geodaten im November ist so schon veröffentlicht, es hat sich nichts geändert."
    )
    shown = plain(await noted.organise("!bericht W2 Überblick: Ein sehr guter Tag.", "$4"))
    assert "Veröffentlicht ist noch eine frühere Fassung." in shown
    assert "Ein guter Tag." in plain(await noted.type("!zusammenfassung W2"))
    assert plain(await noted.organise("!veroeffentlichen W2", "$5")).startswith("Berichtigt: die Zusammenfassung")
    assert "Ein sehr guter Tag." in plain(await noted.type("!zusammenfassung W2"))
    short, long = await messages(noted, 2)
    assert (short.reply, [one.target for one in short.edits]) == (None, ["$kurz"])
    assert "Ein sehr guter Tag." in plain(short.edits[0].reply)
    assert (long.thread, [one.target for one in long.edits]) == ("$kurz", ["$lang"])
    assert long.reply is not None
    assert plain(long.reply) == (
        "Die Zusammenfassung von Geodaten im November wurde berichtigt. "
        "Oben steht die neue Fassung, hier sind die neuen Dateien."
    )
    async with noted.store.reading() as net:
        event = await net.events.detail("W2")
        versions = len(list(await net.session.scalars(SummaryVersion.__table__.select())))
        requests = [one.state for one in await net.deliveries.of_subject(Kind.REQUEST, "W2")]
    assert event is not None
    assert (event.card.status, event.has_summary, versions) == ("dokumentiert", True, 1)
    assert requests == [] or State.PLANNED not in requests
    found = plain(await noted.type("!suche sehr guter Tag"))
    assert "W2: Geodaten im November" in found


async def test_a_published_text_does_not_leak_before(noted: Workshop) -> None:
    await noted.organise("!bericht W2 Überblick: Geheimratsecken", "$1")
    assert plain(await noted.type("!suche Geheimratsecken")).startswith("Zu „Geheimratsecken“")


async def test_four_eyes(noted: Workshop) -> None:
    said = plain(await noted.organise("!raum vieraugen an", "$r"))
    assert "Zusammenfassungen: nach dem Vier-Augen-Prinzip" in said
    assert plain(await noted.organise("!veroeffentlichen W2", "$1")) == (
        "Hier gilt das Vier-Augen-Prinzip, und den Entwurf zu W2 hat noch niemand angesehen. "
        "Eine andere Person aus dem Organisationsteam beginnt bitte damit.\nBeispiel: !bericht W2"
    )
    await noted.organise("!bericht W2", "$2")
    assert plain(await noted.organise("!veroeffentlichen W2", "$3", room="!netz", place=Place.NETWORK)) == (
        "Hier gilt das Vier-Augen-Prinzip: Den Entwurf zu W2 haben Sie selbst zuletzt bearbeitet. "
        "Eine andere Person aus dem Organisationsteam muss ihn veröffentlichen."
    )
    other = await noted.organise("!veroeffentlichen W2", "$4", sender="@zwei:example.org")
    assert plain(other).startswith("Veröffentlicht: die Zusammenfassung von W2")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("!veroeffentlichen W3", "W3 Planspiel hat noch nicht begonnen.\nBeispiel: !workshop W3"),
        ("!bericht W99", "Die Nummer W99 gibt es nicht.\nBeispiel: !bericht W9"),
        (
            "!bericht W2 ersetzen",
            "Bitte schreiben Sie dahinter den Text, oder laden Sie eine Datei dazu hoch.\nBeispiel: !bericht W9",
        ),
    ],
)
async def test_what_is_refused(workshop: Workshop, line: str, text: str) -> None:
    assert plain(await workshop.organise(line)) == text


async def test_alone_it_means_the_last_protocol_of_the_room(workshop: Workshop) -> None:
    there = {"room": "!netz", "place": Place.NETWORK}
    assert plain(await workshop.organise("!bericht", **there)).startswith("Bitte nennen Sie eine Nummer")
    await workshop.start()
    for _ in range(2):  # while it runs, and after its end
        assert plain(await workshop.organise("!bericht", **there)).startswith("Entwurf der Zusammenfassung: W2")
        await workshop.organise("!protokoll stop", **there)
    assert plain(await workshop.organise("!bericht")).startswith("Bitte nennen Sie eine Nummer")


async def test_members_can_not_publish(workshop: Workshop) -> None:
    for line in ("!bericht W2", "!veroeffentlichen W2", "!protokoll start W2"):
        assert re.fullmatch(
            r"Den Befehl \w+ kann nur das Organisationsteam ausführen\.", plain(await workshop.type(line))
        )


async def test_the_request_brings_the_draft_and_can_be_answered(noted: Workshop) -> None:
    async with noted.store.writing() as net:
        await net.replan(2, datetime(2026, 8, 1, tzinfo=BERLIN))
        (row,) = await net.deliveries.of_subject(Kind.REQUEST, "W2")
        message, verdicts = await compose(net, row, NOW)
        assert message is not None
        assert message.reply is not None
        assert message.waits is not None
        await net.waiting.put(message.waits)
    assert (row.due_at, verdicts) == (datetime(2026, 11, 23, 16, tzinfo=BERLIN), {})
    text = plain(message.reply)
    assert text.startswith(
        "Geodaten im November (W2) ist vorbei. Bitte sehen Sie den Entwurf durch und halten Sie fest, was das "
        "Netzwerk davon behalten soll.\nDatum: Montag, 23. November 2026, 10 bis 14 Uhr\n\nDatum: Montag"
    )
    assert "Beschlüsse\n- B1: Wir treffen uns wieder" in text
    changed = await answer(noted, "Überblick: Ein guter Tag.", message.waits.command)
    assert "Überblick\n\nEin guter Tag." in body(changed)


async def test_a_due_action_item_names_its_person_once(noted: Workshop) -> None:
    await noted.type("!massnahme W2 Lesen @anna:example.org bis Freitag", "$m")
    async with noted.store.reading() as net:
        found = []
        for ref in ("A2", "A3"):
            (row,) = await net.deliveries.of_subject(Kind.ACTION_DUE, ref)
            message, _ = await compose(net, row, NOW)
            assert message is not None
            assert message.reply is not None
            found.append((row.room_id, message.reply.mentions, plain(message.reply).split("\n")[0]))
    assert found == [
        ("!orga", (), "Fällig ist die Maßnahme A2: Prüfen"),
        ("!netz", ("@anna:example.org",), "Fällig ist die Maßnahme A3: Lesen"),
    ]


async def test_subscribers_are_told_once(noted: Workshop) -> None:
    async with noted.store.writing() as net:
        for topic in ("Geodaten", "Klein anfangen", "Digitalpakt"):
            await net.subscriptions.add("@bea:example.org", topic)
        await net.subscriptions.add("@cem:example.org", "Digitalpakt")
    await noted.organise("!veroeffentlichen W2", "$1")
    await noted.organise("!bericht W2 Überblick: Ein guter Tag.", "$2")
    await noted.organise("!veroeffentlichen W2", "$3")
    async with noted.store.reading() as net:
        (row,) = await net.deliveries.of_subject(Kind.SUBSCRIPTION, "W2")
        message, _ = await compose(net, row, NOW)
    assert message is not None
    assert message.reply is not None
    assert (row.room_id, plain(message.reply)) == (
        "@bea:example.org",
        (
            "Neu zu Ihrem Thema „Geodaten“: die Zusammenfassung von Geodaten im November\n"
            "Mehr dazu: !zusammenfassung W2\nNicht mehr erinnern: !abo aus Geodaten"
        ),
    )


async def test_rooms_that_come_later_are_not_told_again(noted: Workshop) -> None:
    await noted.organise("!veroeffentlichen W2", "$1")
    async with noted.store.writing() as net:
        await net.rooms.save(RoomRecord("!neu", role="netzwerk"))
    await noted.organise("!veroeffentlichen W2", "$2")
    async with noted.store.reading() as net:
        rows = await net.deliveries.of_subject(Kind.SUMMARY, "W2")
    assert [(one.room_id, one.occurrence) for one in rows] == [("!netz", "kurz 1"), ("!netz", "lang 1")]
