"""Changing, moving, calling off, copying; who did it; taking it back."""

import icalendar
import pytest
from sqlalchemy import select

from commands.port import Place, Role
from storage.deliveries import DeliveryView
from storage.planning import CHANGES, Kind, State
from storage.registrations import Registrations
from storage.store import Store
from storage.tables.delivery import Delivery
from storage.tables.event import Event, Series
from storage.tables.person import Organisation
from tests.conftest import NOW
from tests.unit.commands.talk import NETWORK, Talk

NEW = (
    "neu Titel: 3. Stammtisch\nWann: 3.12., 18-20 Uhr\nWo: Soest\nFormat: vor Ort\nProgramm:\n"
    "- A: Impuls: Recht, 18-19 Uhr, Moderation: Eva Muster"
)
BACK = "\n\nZurücknehmen: !rueckgaengig"
ANNOUNCED = BACK + "\nAngekündigt wird sie am Montag, 23. November 2026, 12:12 Uhr in 1 Raum, mit dem neuen Stand."


@pytest.fixture
async def w10(talk: Talk) -> Talk:
    """The conversation after W10 was entered, before it is announced."""
    await talk.say(NEW)
    await talk.say("ok")
    return talk


async def announce(store: Store) -> None:
    """Play the bot that announces W10."""
    async with store.writing() as net:
        row = await net.session.scalar(select(Delivery).where(Delivery.kind == Kind.ANNOUNCEMENT.value))
        assert row is not None
        event = await net.session.get(Event, row.event_id)
        assert event is not None
        from storage.deliveries import said_now

        row.state, row.sent_event, row.sent_at = State.SENT.value, "$said", NOW
        row.data = {"gesagt": await said_now(net.session, f"W{event.number}")}


async def sequence(store: Store, number: int = 10) -> int:
    async with store.reading() as net:
        return (await net.session.scalars(select(Event.sequence).where(Event.number == number))).one()


async def rows(store: Store, *kinds: Kind, number: int = 10) -> list[DeliveryView]:
    async with store.reading() as net:
        event_id = (await net.session.scalars(select(Event.id).where(Event.number == number))).one()
        return [one for one in await net.deliveries.of_event(event_id) if one.kind in kinds]


async def test_old_and_new_value_are_repeated(w10: Talk) -> None:
    assert await w10.say("aendern W10 Wo: Rathaus\nPlätze: 12\nModeration: Jan Ott (Leitung, Stadt Hamm)") == (
        "Geändert: W10 3. Stammtisch\n"
        "- Wo: Rathaus\n"
        "  Bisher: Soest\n"
        "- Plätze: 12\n"
        "  Bisher: nicht angegeben\n"
        "- Moderation: Jan Ott (Leitung, Stadt Hamm)\n"
        "  Bisher: nicht angegeben" + ANNOUNCED
    )
    assert await sequence(w10.store) == 1
    assert "W10" in await w10.say("termine rathaus")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Beschreibung: Ein Treuhänder hilft", "Beschreibung von W10.A: Ein Treuhänder hilft"),
        ("Themen: Treuhänder, Recht", "Themen von W10.A: Treuhänder, Recht"),
    ],
)
async def test_what_a_session_says_of_itself_is_a_change(w10: Talk, line: str, said: str) -> None:
    assert await w10.say(f"aendern W10.A {line}") == (
        f"Geändert: W10.A 3. Stammtisch\n- {said}\n  Bisher: nicht angegeben" + ANNOUNCED
    )
    assert await sequence(w10.store) == 1
    assert "W10.A" in await w10.say("suche treuhänder recht")


async def test_what_stands_there_already_is_no_change(w10: Talk) -> None:
    assert await w10.say("aendern W10 Wo: Soest") == ("Es steht schon so da: W10 3. Stammtisch. Nichts ist geändert.")
    assert await sequence(w10.store) == 0


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("aendern w10 ort: Hamm", "- Wo: Hamm\n  Bisher: Soest"),
        ("ändern #10 Format: hybrid", "- Format: hybrid\n  Bisher: vor Ort"),
        ("aendern 10 Wo: -", "- Wo: nicht angegeben\n  Bisher: Soest"),
        (
            "aendern W10 Wann: 4.12.",
            "- Wann: Freitag, 4. Dezember 2026, 18 bis 20 Uhr\n  Bisher: Donnerstag, 3. Dezember 2026, 18 bis 20 Uhr",
        ),
        ("aendern W10 Themen: Recht; Satzung", "- Themen: Recht, Satzung\n  Bisher: nicht angegeben"),
        ("aendern W10 Veranstalter: Kreis Soest", "- Veranstalter: Kreis Soest\n  Bisher: nicht angegeben"),
        (
            "aendern W10 Programm:\n- B: Workshop Satzungen, 19-20 Uhr",
            (
                "- Programmpunkt W10.B: Workshop B Satzungen, Donnerstag, 3. Dezember 2026, 19 bis 20 Uhr\n"
                "  Bisher: nicht angegeben"
            ),
        ),
        (
            "aendern W10.a Titel: Verträge\nWann: 18:30-19 Uhr",
            (
                "- Programmpunkt W10.A: Impuls A Verträge, Donnerstag, 3. Dezember 2026, 18:30 bis 19:00 Uhr; "
                "Moderation: Eva Muster\n"
                "  Bisher: Impuls A Recht, Donnerstag, 3. Dezember 2026, 18 bis 19 Uhr; Moderation: Eva Muster"
            ),
        ),
        (
            "person W10.A Podium: Jan Ott (Stadt Hamm), Ute Berg",
            (
                "- Programmpunkt W10.A: Impuls A Recht, Donnerstag, 3. Dezember 2026, 18 bis 19 Uhr; "
                "Moderation: Eva Muster; Podium: Jan Ott, Stadt Hamm; Ute Berg\n"
                "  Bisher: Impuls A Recht, Donnerstag, 3. Dezember 2026, 18 bis 19 Uhr; Moderation: Eva Muster"
            ),
        ),
        (
            "aendern W10.A streichen",
            (
                "- Programmpunkt W10.A: nicht angegeben\n"
                "  Bisher: Impuls A Recht, Donnerstag, 3. Dezember 2026, 18 bis 19 Uhr; Moderation: Eva Muster"
            ),
        ),
        (
            "person W10.A ohne Eva Muster",
            (
                "- Programmpunkt W10.A: Impuls A Recht, Donnerstag, 3. Dezember 2026, 18 bis 19 Uhr\n"
                "  Bisher: Impuls A Recht, Donnerstag, 3. Dezember 2026, 18 bis 19 Uhr; Moderation: Eva Muster"
            ),
        ),
    ],
)
async def test_each_field(w10: Talk, line: str, label: str) -> None:
    said = await w10.say(line)
    assert label in said
    assert said.endswith(ANNOUNCED)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("aendern", "Bitte nennen Sie zuerst die Nummer, zum Beispiel W12."),
        ("aendern Stammtisch Wo: Hamm", "Bitte nennen Sie zuerst die Nummer, zum Beispiel W12."),
        ("aendern W99 Wo: Hamm", "Die Nummer W99 gibt es nicht."),
        ("aendern W10", "Bitte schreiben Sie dahinter, was sich ändert, als „Feld: Wert“."),
        ("aendern W10 Hamm", "Bitte schreiben Sie dahinter, was sich ändert, als „Feld: Wert“."),
        ("aendern W10 Wo: Hamm\nWo: Soest", "Das Feld „Wo“ steht zweimal da. Welche Angabe gilt?"),
        ("aendern W10 Wan: Hamm", "Ein Feld „Wan“ gibt es nicht. Meinten Sie „Wann“?"),
        ("aendern W10 Titel: -", "Titel: Ein Titel braucht Worte."),
        ("aendern W10 Wann: 31.2.", "Wann: Den 31. Februar gibt es nicht, der Februar hat höchstens 29 Tage."),
        ("aendern W10.Z Titel: X", "Einen Programmpunkt „Z“ gibt es in W10 nicht."),
        (
            "aendern W10.A Plätze: 3",
            (
                "Das Feld „Plätze“ gibt es für einen Programmpunkt nicht. "
                "Möglich sind: Titel, Wann, Wo, Art, Beschreibung, Themen, Personen."
            ),
        ),
        ("aendern W10 alle Wo: Hamm", "W10 3. Stammtisch gehört zu keiner Reihe, die sich wiederholt."),
        (
            "aendern W10 Wann: jeden Dienstag 9 Uhr",
            "Eine Wiederholung lässt sich nur für eine Reihe ändern. Tragen Sie sie sonst neu ein.",
        ),
        ("verschieben W10", "Bitte nennen Sie dahinter die neue Zeit."),
        ("verschieben W10 5.6.2020", "Wann: Der neue Termin liegt in der Vergangenheit."),
        ("verschieben W10.A 19 Uhr", "Ein Programmpunkt bekommt seine Zeit mit aendern."),
        (
            "verschieben W9 10.12.",
            "W9 Regionalkonferenz Iserlohn ist schon vorbei. Einen falschen Tag berichtigen Sie mit aendern.",
        ),
        ("absagen W9", "W9 Regionalkonferenz Iserlohn ist schon vorbei."),
        ("absagen W10 " + "x" * 501, "Der Grund ist zu lang, höchstens 500 Zeichen sind möglich."),
        ("person W10.A", "Bitte nennen Sie dahinter Rolle und Name."),
        ("person W10.A ohne Jan Ott", "Unter diesem Namen ist bei W10.A niemand eingetragen."),
        ("kopieren W10", "Bitte nennen Sie dahinter die Zeit."),
        (
            "kopieren W10 jeden Dienstag 9 Uhr",
            "Wann: Eine Kopie hat einen einzigen Termin. Was sich wiederholt, tragen Sie mit neu ein.",
        ),
        ("rueckgaengig W10", "Es ist noch nichts geändert."),
    ],
)
async def test_what_is_refused_changes_nothing(w10: Talk, line: str, sentence: str) -> None:
    before = await w10.say("workshop W10")
    said = await w10.say(line)
    if line != "rueckgaengig W10":
        assert said.split("\n")[0] == sentence
        assert await w10.say("workshop W10") == before


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("10.12., 18 Uhr", "Donnerstag, 10. Dezember 2026, 18 bis 20 Uhr"),
        ("auf den 10.12.", "Donnerstag, 10. Dezember 2026, 18 bis 20 Uhr"),
        ("auf den 10.12. zur gleichen Zeit", "Donnerstag, 10. Dezember 2026, 18 bis 20 Uhr"),
        ("10.12., Uhrzeit bleibt gleich", "Donnerstag, 10. Dezember 2026, 18 bis 20 Uhr"),
        ("10. Dezember 9-10 Uhr", "Donnerstag, 10. Dezember 2026, 9 bis 10 Uhr"),
        ("19 Uhr", "Donnerstag, 3. Dezember 2026, 19 bis 21 Uhr"),
        ("um eine Woche", "Donnerstag, 10. Dezember 2026, 18 bis 20 Uhr"),
        ("um 30 Minuten früher", "Donnerstag, 3. Dezember 2026, 17:30 bis 19:30 Uhr"),
        ("Mai 2027", "Mai 2027"),
        ("auf unbestimmte Zeit", "Datum offen"),
    ],
)
async def test_it_is_moved(w10: Talk, words: str, when: str) -> None:
    said = await w10.say(f"verschieben W10 {words}")
    start = "Verschoben: W10 3. Stammtisch\n"
    assert said.startswith(f"{start}- Wann: {when}\n  Bisher: Donnerstag, 3. Dezember 2026, 18 bis 20 Uhr")
    assert f"- Datum: {when}" in await w10.say("workshop W10")


async def test_the_programme_moves_along_also_after_an_open_date(w10: Talk) -> None:
    await w10.say("verschieben W10 auf unbestimmt")
    assert "Zeit:" not in await w10.say("programm W10")
    await w10.say("verschieben W10 10.12., 19-21 Uhr")
    programme = await w10.say("programm W10")
    assert "Zeit: 18 bis 19 Uhr" in programme
    assert "10. Dezember 2026" in programme


async def test_what_has_no_date_yet_is_to_come(w10: Talk) -> None:
    await w10.say("verschieben W10 auf unbestimmt")
    assert (await w10.say("termine")).startswith(
        "Kommende Veranstaltungen\n- W10: 3. Stammtisch\n  Datum: Datum offen\n"
    )
    assert "W10" not in await w10.say("archiv stammtisch")


async def test_the_rooms_hear_of_it_once(w10: Talk) -> None:
    await announce(w10.store)
    said = await w10.say("verschieben W10 10.12.")
    end = "\n\nZurücknehmen: !rueckgaengig\nDie Nachricht in 1 Raum wird am Montag, 23. November 2026, {} Uhr berichtigt."
    assert said.endswith(end.format("12:13"))
    assert (await w10.say("aendern W10 Wo: Hamm")).endswith(end.format("12:13"))
    assert [(one.kind, one.state) for one in await rows(w10.store, *CHANGES)] == [
        (Kind.MOVE, State.CANCELLED),
        (Kind.MOVE, State.PLANNED),
    ]
    said = await w10.say("absagen W10 wegen Krankheit")
    assert said == (
        "Abgesagt: W10 3. Stammtisch\n"
        "Geplant war: Donnerstag, 10. Dezember 2026, 18 bis 20 Uhr\n"
        "Grund: Krankheit\n"
        "Die Nachricht in 1 Raum wird am Montag, 23. November 2026, 12:13 Uhr berichtigt.\n"
        "Erinnert wird nicht mehr. Zurücknehmen: !rueckgaengig"
    )
    assert {one.state for one in await rows(w10.store, Kind.REMINDER)} == {State.CANCELLED}
    assert "Status: abgesagt (Krankheit)" in await w10.say("workshop W10")
    assert await w10.say("absagen W10") == (
        "W10 3. Stammtisch ist schon abgesagt.\nBeispiel: !verschieben W10 10.12., 18 Uhr"
    )


async def test_who_signed_up_hears_of_it_in_the_direct_chat(w10: Talk) -> None:
    for person in ("@bea:example.org", "@cem:example.org"):
        await w10.say("anmelden W10", sender=person, role=Role.MEMBER)
    said = await w10.say("verschieben W10 10.12.")
    assert said.endswith(
        "in 1 Raum, mit dem neuen Stand.\n"
        "2 angemeldete Personen erfahren es am Montag, 23. November 2026, 12:15 Uhr im Direktchat."
    )
    assert {one.room_id for one in await rows(w10.store, Kind.MOVE)} == {"@bea:example.org", "@cem:example.org"}
    await w10.say("abmelden W10", sender="@cem:example.org", role=Role.MEMBER)
    assert await w10.say("absagen W10 wegen Krankheit") == (
        "Abgesagt: W10 3. Stammtisch\n"
        "Geplant war: Donnerstag, 10. Dezember 2026, 18 bis 20 Uhr\n"
        "Grund: Krankheit\n"
        "1 angemeldete Person erfährt es am Montag, 23. November 2026, 12:15 Uhr im Direktchat.\n"
        "Erinnert wird nicht mehr. Zurücknehmen: !rueckgaengig"
    )


async def calendar_entry(talk: Talk, line: str) -> tuple[str, int, str, str]:
    """UID, SEQUENCE, STATUS and day of W10 in the calendar file that a member is given."""
    where = {"role": Role.MEMBER, "place": Place.NETWORK, "room": NETWORK, "sender": "@bea:example.org"}
    (document,) = await talk.files(line, **where)
    entries = icalendar.Calendar.from_ical(document.data or b"").walk("VEVENT")
    (entry,) = [one for one in entries if str(one["summary"]) == "3. Stammtisch"]
    return str(entry["uid"]), int(entry["sequence"]), str(entry["status"]), f"{entry['dtstart'].dt:%d.%m.}"


@pytest.mark.parametrize("line", ["kalender W10", "kalender"])
async def test_calendars_follow_a_move_a_cancellation_and_its_withdrawal(w10: Talk, line: str) -> None:
    await announce(w10.store)
    found = [await calendar_entry(w10, line)]
    for change in ("verschieben W10 10.12.", "absagen W10 wegen Krankheit", "rueckgaengig"):
        await w10.say(change)
        found.append(await calendar_entry(w10, line))
    assert len({uid for uid, *_ in found}) == 1
    assert [rest for _uid, *rest in found] == [
        [0, "CONFIRMED", "03.12."],
        [1, "CONFIRMED", "10.12."],
        [2, "CANCELLED", "10.12."],
        [3, "CONFIRMED", "10.12."],
    ]


async def test_subscribers_hear_once_of_what_was_taken_back_and_entered_again(talk: Talk) -> None:
    await talk.say("abo Stammtisch", role=Role.MEMBER)
    told: list[list[str]] = []
    for line in (NEW, "ok", "rueckgaengig", "ok W10", "rueckgaengig", "ok W10"):
        await talk.say(line)
        told.append([row.state.value for row in await rows(talk.store, Kind.SUBSCRIPTION)])
    assert told == [[], ["geplant"], ["hinfällig"], ["geplant"], ["hinfällig"], ["geplant"]]


async def test_taking_back_step_by_step(w10: Talk) -> None:
    await w10.say("aendern W10 Wo: Hamm")
    await w10.say("absagen W10 Krankheit")
    assert await w10.say("rueckgaengig") == (
        "Zurückgenommen: W10 3. Stammtisch, abgesagt\n"
        "Status: geplant, vorher: abgesagt\n"
        "Grund: nicht angegeben, vorher: Krankheit\n"
        "Angekündigt wird sie am Montag, 23. November 2026, 12:12 Uhr in 1 Raum, mit dem neuen Stand."
    )
    assert await w10.say("rueckgaengig") == (
        "Zurückgenommen: W10 3. Stammtisch, geändert\n"
        "Wo: Soest, vorher: Hamm\n"
        "Angekündigt wird sie am Montag, 23. November 2026, 12:12 Uhr in 1 Raum, mit dem neuen Stand."
    )
    assert await w10.say("rueckgaengig") == (
        "Zurückgenommen: W10 3. Stammtisch, eingetragen\n"
        "Status: Entwurf, vorher: geplant\n"
        "W10 ist wieder ein Entwurf. Bestätigen: !ok W10"
    )
    assert await w10.say("rueckgaengig") == (
        "Zurückgenommen: W10 3. Stammtisch, Entwurf angelegt\n"
        "1 Veranstaltung entfernt\n"
        "1 Programmpunkt entfernt\n"
        "1 Beteiligung entfernt\n"
        "W10 ist damit gelöscht."
    )
    assert await w10.say("rueckgaengig") == (
        "Von Ihnen gibt es keine Änderung, die sich zurücknehmen ließe.\nBeispiel: !hilfe"
    )
    assert (await w10.say(NEW)).startswith("Entwurf W11: 3. Stammtisch")


async def test_what_is_in_the_way_is_named(w10: Talk) -> None:
    await w10.say("aendern W10 Wo: Hamm")
    await w10.say("aendern W10 Wo: Werl", sender="@bea:example.org")
    assert await w10.say("rueckgaengig") == (
        "Ihre letzte Änderung an W10 3. Stammtisch lässt sich nicht zurücknehmen: Danach hat @bea:example.org "
        "dasselbe noch einmal bearbeitet (geändert).\nBeispiel: !verlauf W10"
    )


async def test_what_was_announced_is_called_off_instead(w10: Talk) -> None:
    await announce(w10.store)
    assert await w10.say("rueckgaengig") == (
        "W10 3. Stammtisch ist in den Räumen schon angekündigt und lässt sich nicht mehr zurücknehmen. "
        "Sagen Sie sie ab.\nBeispiel: !absagen W10"
    )


async def test_who_changed_what(w10: Talk) -> None:
    await w10.say("aendern W10 Wo: Hamm")
    await w10.say("verschieben W10 10.12.", sender="@bea:example.org")
    await w10.say("rueckgaengig", sender="@bea:example.org")
    assert await w10.say("verlauf W10") == (
        "Verlauf von W10: 3. Stammtisch\n"
        "- Montag, 23. November 2026, 12:05 Uhr, @bea:example.org: zurückgenommen\n"
        "  Beginn: Donnerstag, 3. Dezember 2026, 18 Uhr, vorher: Donnerstag, 10. Dezember 2026, 18 Uhr\n"
        "  Ende: Donnerstag, 3. Dezember 2026, 20 Uhr, vorher: Donnerstag, 10. Dezember 2026, 20 Uhr\n"
        "  1 Programmpunkt geändert\n"
        "- Montag, 23. November 2026, 12:04 Uhr, @bea:example.org: verschoben\n"
        "  Beginn: Donnerstag, 10. Dezember 2026, 18 Uhr, vorher: Donnerstag, 3. Dezember 2026, 18 Uhr\n"
        "  Ende: Donnerstag, 10. Dezember 2026, 20 Uhr, vorher: Donnerstag, 3. Dezember 2026, 20 Uhr\n"
        "  1 Programmpunkt geändert\n"
        "  Zurückgenommen: Montag, 23. November 2026, 12:05 Uhr\n"
        "- Montag, 23. November 2026, 12:03 Uhr, @orga:example.org: geändert\n"
        "  Wo: Hamm, vorher: Soest\n"
        "- Montag, 23. November 2026, 12:02 Uhr, @orga:example.org: eingetragen\n"
        "  Status: geplant, vorher: Entwurf\n"
        "- Montag, 23. November 2026, 12:01 Uhr, @orga:example.org: Entwurf angelegt\n"
        "  1 Veranstaltung hinzugefügt\n"
        "  1 Programmpunkt hinzugefügt\n"
        "  1 Beteiligung hinzugefügt"
    )
    assert await w10.say("verlauf W9") == ("An W9 Regionalkonferenz Iserlohn wurde im Chat noch nichts geändert.")


async def test_more_places_let_people_move_up(w10: Talk) -> None:
    await w10.say("aendern W10 Plätze: 1")
    async with w10.store.writing() as net:
        await net.registrations.sign_up("W10", "@anna:example.org", w10.now)
        await net.registrations.sign_up("W10", "@bea:example.org", w10.now)
    await w10.say("aendern W10 Plätze: 2")
    async with w10.store.reading() as net:
        assert isinstance(net.registrations, Registrations)
        assert await net.registrations.count("W10") == (2, 0)


async def test_the_next_of_a_series(w10: Talk) -> None:
    said = await w10.say("kopieren W10 auf den 7.1., gleiche Uhrzeit")
    assert said.startswith(
        "Entwurf W11: 4. Stammtisch\n\n"
        "So habe ich es verstanden:\n"
        "- Datum: Donnerstag, 7. Januar 2027, 18 bis 20 Uhr, Zeitzone Berlin\n"
        "- Ort: Soest\n"
        "- Format: vor Ort\n\n"
        "Programm\n"
        "- Impuls A: Recht\n"
        "  Zeit: 18 bis 19 Uhr\n\n"
        "Stimmt das?"
    )
    assert "- Ort: Hamm" in await w10.answer("Wo: Hamm")
    assert "- Datum: Freitag, 8. Januar 2027, 18 bis 20 Uhr" in await w10.answer("8.1.")
    assert (await w10.react("✅")).startswith("Eingetragen: W11 4. Stammtisch\nDatum: Freitag, 8. Januar 2027")
    assert {one.room_id for one in await rows(w10.store, Kind.ANNOUNCEMENT, number=11)} == {NETWORK}


async def test_members_change_nothing(w10: Talk) -> None:
    for name in ("aendern", "verschieben", "absagen", "kopieren", "person", "rueckgaengig", "verlauf", "neu", "ok"):
        assert await w10.say(f"{name} W10", role=Role.MEMBER) == (
            f"Den Befehl {name} kann nur das Organisationsteam ausführen."
        )


async def test_a_draft_is_changed_and_read_back(talk: Talk) -> None:
    await talk.say("neu Stammtisch am 3. Dezember 18 Uhr in Soest")
    assert "- Ort: Hamm\n" in await talk.say("aendern W10 Wo: Hamm")
    assert "- Ort: Hamm\n" in await talk.answer("Format: vor Ort")
    assert await talk.say("absagen W10") == "W10 Stammtisch ist noch ein Entwurf.\nBeispiel: !verwerfen W10"


async def test_what_came_with_a_change_alone_goes_with_it(w10: Talk) -> None:
    assert (await w10.say("aendern W10 Reihe: Grillen\nWo: Kleinkleckersdorf")).startswith("Geändert: ")
    assert "Kleinkleckersdorf" in await w10.say("suche Kleinkleckersdorf")
    await w10.say("rueckgaengig")
    async with w10.store.reading() as net:
        assert await net.session.scalar(select(Series.id).where(Series.title == "Grillen")) is None
        assert (
            await net.session.scalar(select(Organisation.id).where(Organisation.name == "Kleinkleckersdorf")) is None
        )
    assert "nichts gefunden" in await w10.say("suche Kleinkleckersdorf")
