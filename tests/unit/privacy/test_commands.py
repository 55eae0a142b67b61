"""The commands of data protection, as a person types them."""

import json
from datetime import timedelta
from typing import Any

from commands.port import Place, Role
from storage.store import Store
from tests.conftest import NOW
from tests.unit.commands.conftest import Run, Say

DIRECT = {"place": Place.DIRECT, "room": "!direkt"}
BOSS = {"place": Place.ORGANISERS, "role": Role.ORGANISER, "room": "!orga"}


async def test_in_a_room_nothing_is_shown(run: Run, say: Say) -> None:
    reply = await run("!meinedaten")
    assert reply is not None
    assert (reply.template, reply.documents) == ("meinedaten_raum", ())
    assert await say("!meinedaten") == (
        "Ihre Daten zeige ich nur Ihnen allein. Bitte öffnen Sie einen Direktchat mit mir und schreiben Sie dort "
        "meinedaten"
    )


async def test_nothing_stored_is_an_answer_too(say: Say) -> None:
    assert await say("meinedaten", **DIRECT) == (
        "Zu Ihrer Kennung @anna:example.org ist nichts gespeichert. Das bestätigt auch die Datei meine-daten.json."
    )


async def test_all_of_it_as_text_and_file(run: Run, say: Say) -> None:
    await run("!abo Datenschutz")
    await run("!erinnern morgen 9 Uhr Unterlagen schicken")
    text = await say("meinedaten", **DIRECT)
    assert text == (
        "Zu Ihrer Kennung @anna:example.org ist gespeichert:\n- Nachrichten an Sie: 1\n- Erinnerungen: 1\n- Abos: 1\n\n"
        "Ihre Erinnerungen: R1\n\nIhre Abos: Datenschutz\n\n"
        "Alle Angaben im Einzelnen stehen in der Datei meine-daten.json. Löschen lassen Sie Ihre Daten mit !vergissmich"
    )
    reply = await run("meinedaten", **DIRECT)
    assert reply is not None
    (file,) = reply.documents
    assert (file.filename, file.mime) == ("meine-daten.json", "application/json")
    content: dict[str, Any] = json.loads(file.data or b"")
    assert content["kennung"] == "@anna:example.org"
    assert {name: len(rows) for name, rows in content["tabellen"].items()} == {
        "delivery": 1,
        "personal_reminder": 1,
        "subscription": 1,
    }
    assert content["tabellen"]["subscription"][0] == {
        "id": 1,
        "matrix_id": "@anna:example.org",
        "topic": "Datenschutz",
    }


async def test_forgetting_wants_a_confirmation_in_time(say: Say, run: Run, example: Store) -> None:
    await run("!abo Datenschutz")
    refused = (
        "Dazu liegt keine Anfrage der letzten zehn Minuten vor. Bitte beginnen Sie ohne „ja“.\nBeispiel: !vergissmich"
    )
    assert await say("!vergissmich ja", event="$1") == refused
    asked = await say("!vergissmich", event="$2")
    assert asked is not None
    assert asked.endswith("Endgültig löschen Sie innerhalb von zehn Minuten mit !vergissmich ja")
    assert await say("!vergissmich ja", event="$3", now=NOW + timedelta(minutes=10)) == refused
    assert await say("!vergissmich ja", event="$4", sender="@berta:example.org") == refused
    async with example.reading() as net:
        assert await net.subscriptions.of("@anna:example.org") == ["Datenschutz"]
    done = await say("!vergissmich ja", event="$5", now=NOW + timedelta(minutes=9))
    assert done is not None
    assert done.startswith("Ihre Daten sind gelöscht. Gelöschte Einträge: 2.")
    async with example.reading() as net:
        assert await net.personal_data("@anna:example.org") == {}


async def test_a_stranger_may_ask_and_delete(say: Say) -> None:
    stranger = {**DIRECT, "role": Role.STRANGER}
    assert "ist nichts gespeichert" in (await say("meinedaten", **stranger) or "")
    assert "Endgültig löschen Sie" in (await say("vergissmich", **stranger) or "")


async def test_an_objection_takes_the_name_out_everywhere(say: Say) -> None:
    for line in ("!programm W1", "!suche Michael Dreier", "!wer Digitalisierung Kommune"):
        assert "Dreier" in (await say(line) or "") or line.startswith("!wer")
    answer = await say("!verbergen michael dreier", **BOSS)
    assert answer is not None
    assert answer.startswith("Michael Dreier wird nicht mehr genannt: nicht in Programmen, nicht in der Suche")
    programme = await say("!programm W1") or ""
    assert "Dreier" not in programme
    assert "Name auf Wunsch entfernt" in programme
    found = await say("!suche Dreier") or ""
    assert "Michael Dreier" not in found
    assert "Paderborn" not in (await say("!workshop W1.P2") or "")
    assert await say("!verbergen Michael Dreier", **BOSS, event="$2") is not None
    await say("!rueckgaengig", **BOSS, event="$21")
    assert "Dreier" in (await say("!programm W1") or "")
    await say("!verbergen Michael Dreier", **BOSS, event="$22")
    assert await say("!nennen Michael Dreier", **BOSS, event="$3") == "Michael Dreier wird wieder genannt."
    assert "Dreier" in (await say("!programm W1") or "")


async def test_only_organisers_hide_people(say: Say) -> None:
    assert await say("!verbergen Michael Dreier") == "Den Befehl verbergen kann nur das Organisationsteam ausführen."
    assert await say("!verbergen Niemand Nirgends", **BOSS) == (
        "Eine Person „Niemand Nirgends“ ist nicht gespeichert.\nBeispiel: !verbergen Erika Mustermann"
    )
