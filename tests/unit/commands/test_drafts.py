"""A new event from the first line to the confirmation."""

import pytest
from sqlalchemy import select

from commands.port import Role
from storage.documents import reindex
from storage.store import Store
from storage.tables.event import Event
from tests.unit.commands.talk import NETWORK, Talk

END = (
    "\n\nStimmt das? Bestätigen: Reaktion ✅, Antwort „ja“ oder !ok\n"
    "Berichtigen: antworten Sie zum Beispiel „Wann: 5.6. 14 Uhr“ oder bearbeiten Sie Ihre Nachricht.\n"
    "Verwerfen: Reaktion ❌, Antwort „nein“ oder !verwerfen"
)
LINE = "neu Stammtisch am 3. Dezember 18-20 Uhr in Soest"
READ_BACK = (
    "Entwurf W10: Stammtisch\n\n"
    "So habe ich es verstanden:\n"
    "- Datum: Donnerstag, 3. Dezember 2026, 18 bis 20 Uhr (in 10 Tagen), Zeitzone Berlin\n"
    "- Ort: Soest\n\n"
    "Noch nicht angegeben: Format" + END
)
CONFIRMED = (
    "Eingetragen: W10 Stammtisch\n"
    "Datum: Donnerstag, 3. Dezember 2026, 18 bis 20 Uhr\n"
    "Angekündigt wird sie am Montag, 23. November 2026, 12:12 Uhr in 1 Raum.\n"
    "Ändern: !aendern W10 Wo: …\n"
    "Zurücknehmen: !rueckgaengig"
)


async def statuses(store: Store) -> list[tuple[int, str, str]]:
    async with store.reading() as net:
        rows = await net.session.execute(
            select(Event.number, Event.title, Event.status).where(Event.number > 9).order_by(Event.number)
        )
        return [tuple(row) for row in rows]


async def announcements(store: Store, number: int) -> list[tuple[str, str, str]]:
    async with store.reading() as net:
        event_id = await net.session.scalar(select(Event.id).where(Event.number == number))
        assert event_id is not None
        rows = await net.deliveries.of_event(event_id)
        return [(one.room_id, one.kind.value, one.state.value) for one in rows if one.kind.value == "ankuendigung"]


async def test_it_is_read_back_and_stays_a_draft(talk: Talk) -> None:
    assert await talk.say(LINE) == READ_BACK
    assert await statuses(talk.store) == [(10, "Stammtisch", "Entwurf")]
    assert await announcements(talk.store, 10) == []
    assert "Stammtisch" not in await talk.say("termine")
    assert await talk.say("workshop W10") == "Die Nummer W10 gibt es nicht.\nBeispiel: !workshop W9"


@pytest.mark.parametrize("how", ["✅", "👍", "👍🏽", "✔️", "ja", "Ok.", "!ok", "!ok W10"])
async def test_it_is_confirmed(talk: Talk, how: str) -> None:
    await talk.say(LINE)
    if how[0] == "!":
        said = await talk.say(how[1:])
    else:
        said = await (talk.answer(how) if how[0].isalpha() else talk.react(how))
    assert said == CONFIRMED
    assert await statuses(talk.store) == [(10, "Stammtisch", "geplant")]
    assert await announcements(talk.store, 10) == [(NETWORK, "ankuendigung", "geplant")]
    assert "W10: »Stammtisch«" in await talk.say("suche Stammtisch")


async def test_a_second_sign_does_nothing_and_a_command_says_so(talk: Talk) -> None:
    await talk.say(LINE)
    await talk.react("✅")
    assert await talk.react("👍") == ""
    assert (await talk.say("ok W10")).startswith("Schon eingetragen: W10 Stammtisch\n")
    assert await announcements(talk.store, 10) == [(NETWORK, "ankuendigung", "geplant")]


@pytest.mark.parametrize("how", ["❌", "👎", "nein", "!verwerfen"])
async def test_it_is_given_up_and_fetched_back(talk: Talk, how: str) -> None:
    await talk.say(LINE)
    if how[0] == "!":
        said = await talk.say(how[1:])
    else:
        said = await (talk.answer(how) if how[0].isalpha() else talk.react(how))
    assert said == (
        "Verworfen: Stammtisch. Die Nummer W10 wird nicht noch einmal vergeben.\nZurückholen: !rueckgaengig"
    )
    assert await statuses(talk.store) == []
    assert await talk.react("✅") == ""
    assert await talk.say("rueckgaengig") == (
        "Zurückgenommen: W10 Stammtisch, Entwurf verworfen\n"
        "1 Veranstaltung hinzugefügt\n"
        "W10 ist wieder ein Entwurf. Bestätigen: !ok W10"
    )
    assert await statuses(talk.store) == [(10, "Stammtisch", "Entwurf")]
    assert (await talk.react("✅")).startswith("Eingetragen: W10 Stammtisch\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Wann: 5.12. 14 Uhr", "- Datum: Samstag, 5. Dezember 2026, 14 Uhr (in 12 Tagen), Zeitzone Berlin"),
        ("5.12. 14 Uhr", "- Datum: Samstag, 5. Dezember 2026, 14 bis 16 Uhr (in 12 Tagen), Zeitzone Berlin"),
        ("14 Uhr", "- Datum: Donnerstag, 3. Dezember 2026, 14 bis 16 Uhr (in 10 Tagen), Zeitzone Berlin"),
        ("14-17 Uhr", "- Datum: Donnerstag, 3. Dezember 2026, 14 bis 17 Uhr (in 10 Tagen), Zeitzone Berlin"),
        ("am 5.12.", "- Datum: Samstag, 5. Dezember 2026, 18 bis 20 Uhr (in 12 Tagen), Zeitzone Berlin"),
        ("im Rathaus Hamm", "- Ort: Rathaus Hamm"),
        ("vor Ort", "- Format: vor Ort"),
        ("Plätze: 20\nArt: Stammtisch", "- Art: Stammtisch"),
    ],
)
async def test_it_is_corrected_by_a_reply(talk: Talk, text: str, line: str) -> None:
    await talk.say(LINE)
    assert line in (await talk.answer(text)).split("\n")
    assert await statuses(talk.store) == [(10, "Stammtisch", "Entwurf")]


async def test_what_cannot_be_read_changes_nothing(talk: Talk) -> None:
    await talk.say(LINE)
    assert await talk.answer("Quark") == (
        "„Quark“ kann ich keinem Feld zuordnen. Antworten Sie zum Beispiel mit „Wann: 5.6. 14 Uhr“, "
        "„Wo: Rathaus“, „ja“ oder „nein“."
    )
    assert (await talk.answer("31.2.")).startswith("Wann: Den 31. Februar gibt es nicht")
    assert (await talk.answer("x" * 60_000)) == "Das ist zu lang, höchstens 8000 Zeichen sind möglich."
    assert await talk.answer("\u200bWo: \u202eHamm\u202c <b>@room</b>") == READ_BACK.replace(
        "Ort: Soest", "Ort: Hamm <b>@\u2060room</b>"
    )
    assert await talk.react("✅") == CONFIRMED.replace("12:12", "12:16")


async def test_an_edit_changes_the_same_draft(talk: Talk) -> None:
    await talk.say(LINE)
    assert await talk.edit("neu Stammtisch am 4. Dezember 18 Uhr in Soest") == READ_BACK.replace(
        "Donnerstag, 3. Dezember 2026, 18 bis 20 Uhr (in 10 Tagen)", "Freitag, 4. Dezember 2026, 18 Uhr (in 11 Tagen)"
    )
    assert await statuses(talk.store) == [(10, "Stammtisch", "Entwurf")]
    await talk.react("✅")
    assert await talk.edit(LINE) == (
        "W10 Stammtisch ist schon eingetragen.\nBeispiel: !aendern W10 Wo: Rathaus, Sitzungssaal"
    )


async def test_who_is_no_organiser_decides_nothing(talk: Talk) -> None:
    await talk.say(LINE)
    assert await talk.react("✅", role=Role.MEMBER, sender="@anna:example.org") == ""
    assert await talk.answer("ja", role=Role.MEMBER, sender="@anna:example.org") == ""
    assert await talk.react("✅", room="!andere") == ""
    assert await talk.react("🎉") == ""
    assert await talk.say("ok", role=Role.MEMBER) == "Den Befehl ok kann nur das Organisationsteam ausführen."
    assert await statuses(talk.store) == [(10, "Stammtisch", "Entwurf")]


async def test_a_draft_goes_with_its_message(talk: Talk) -> None:
    await talk.say(LINE)
    assert await talk.delete() == ""
    assert await statuses(talk.store) == []
    await talk.say(LINE)
    await talk.say("ok")
    assert await talk.delete() == ""
    assert await statuses(talk.store) == [(11, "Stammtisch", "geplant")]


async def test_another_organiser_may_confirm(talk: Talk) -> None:
    await talk.say(LINE)
    assert await talk.react("✅", sender="@bea:example.org") == CONFIRMED


async def test_what_is_similar_is_named(talk: Talk) -> None:
    await talk.say(LINE)
    await talk.say("ok")
    said = await talk.say("neu Stammtisch am 10. Dezember 18 Uhr")
    assert "Ähnlich oder am selben Tag, schon eingetragen\n- W10: Stammtisch, Donnerstag, 3. Dezember 2026" in said
    said = await talk.say("neu Lesung am 3. Dezember 10 Uhr")
    assert "Ähnlich oder am selben Tag, schon eingetragen\n- W10: Stammtisch, Donnerstag, 3. Dezember 2026" in said


async def test_what_is_past_is_stored_and_not_announced(talk: Talk) -> None:
    said = await talk.say("neu Rückblick am 5.6.2020 in Hamm")
    assert (
        "Bitte prüfen\n"
        "- Die Zeit liegt in der Vergangenheit. Die Veranstaltung wird gespeichert, aber nicht angekündigt.\n" in said
    )
    assert await talk.say("ok") == (
        "Eingetragen: W10 Rückblick\n"
        "Datum: Freitag, 5. Juni 2020\n"
        "Sie liegt in der Vergangenheit und wird nicht angekündigt.\n"
        "Ändern: !aendern W10 Wo: …\n"
        "Zurücknehmen: !rueckgaengig"
    )
    assert await statuses(talk.store) == [(10, "Rückblick", "durchgeführt")]
    assert await announcements(talk.store, 10) == []


async def test_a_programme_is_read_back_and_stored(talk: Talk) -> None:
    said = await talk.say(
        "neu Titel: Fachtag\nWann: 4.3.2027, 9-16 Uhr\nFormat: vor Ort\nWo: Hamm\nVeranstalter: Kreis Soest\nProgramm:\n"
        "- A: Workshop Recht, 10-12 Uhr, Moderation: Eva Muster (Leitung, Stadt Soest)\n- Pause 12 Uhr"
    )
    assert said == (
        "Entwurf W10: Fachtag\n\n"
        "So habe ich es verstanden:\n"
        "- Datum: Donnerstag, 4. März 2027, 9 bis 16 Uhr, Zeitzone Berlin\n"
        "- Ort: Hamm\n"
        "- Format: vor Ort\n"
        "- Veranstaltet von: Kreis Soest\n\n"
        "Programm\n"
        "- Workshop A: Recht\n"
        "  Zeit: 10 bis 12 Uhr\n"
        "  Moderation: Eva Muster, Leitung, Stadt Soest\n"
        "- Pause\n"
        "  Zeit: 12 Uhr" + END
    )
    assert "Eva Muster" not in await talk.say("wer Recht")
    await talk.react("✅")
    assert "W10.A: Workshop A: Recht" in await talk.say("programm W10")
    assert "Eva Muster" in await talk.say("wer Recht")


async def test_without_a_room_of_the_network_it_says_why_nothing_is_announced(talk: Talk) -> None:
    async with talk.store.writing() as net:
        record = await net.rooms.get(NETWORK)
        assert record is not None
        await net.rooms.save(type(record)(NETWORK, None))
    await talk.say(LINE)
    assert "Angekündigt wird sie nicht, weil noch kein Raum die Rolle Netzwerk hat.\n" in await talk.say("ok")


async def test_nothing_waits(talk: Talk) -> None:
    example = "\nBeispiel: !neu Stammtisch am 3. Dezember, 18-20 Uhr, in Soest"
    assert await talk.say("ok") == "Hier wartet nichts auf Ihre Bestätigung." + example
    assert await talk.say("ok W77") == "Einen Entwurf W77 gibt es nicht." + example
    assert await talk.say("neu") == "Bitte schreiben Sie dahinter, worum es geht." + example


async def found(talk: Talk, *, anew: bool = False) -> list[str]:
    """Return which of the names can be found. ``anew``: after that the index is built anew."""
    hits = []
    async with talk.store.writing() as net:
        for words in ("Quirin Quast", "Quastenamt"):
            known = await net.search(words, now=talk.now, kinds=("person", "organisation"))
            hits += [hit.title for hit in known.page.items if "Quast" in hit.title]
        if anew:
            await reindex(net.session)
    return sorted(set(hits))


async def test_whom_a_draft_names_is_found_once_it_is_entered(talk: Talk) -> None:
    await talk.say(
        "neu Titel: Fachtag Recht\nWann: 4.3.2027, 9-16 Uhr\nProgramm:\n"
        "- A: Workshop Recht, 10-12 Uhr, Impuls: Quirin Quast (Leitung, Quastenamt)"
    )
    assert await found(talk, anew=True) == []
    assert await found(talk) == []
    await talk.say("ok")
    assert await found(talk) == ["Quastenamt", "Quirin Quast"]
    await talk.say("rueckgaengig")
    assert "Quirin Quast" not in await found(talk)


async def test_a_session_that_is_struck_takes_its_people_out_of_the_search(talk: Talk) -> None:
    await talk.say(
        "neu Titel: Fachtag Recht\nWann: 4.3.2027, 9-16 Uhr\nProgramm:\n- A: Workshop Recht, Impuls: Quirin Quast"
    )
    await talk.say("ok")
    assert await found(talk) == ["Quirin Quast"]
    await talk.say("aendern W10.A streichen")
    assert await found(talk) == []
