"""Signing up, reminders, topics, a room's settings and what is due: what people type and read."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.render import Renderer
from commands.dispatch import Registry
from commands.port import Place, Role
from storage.chat import RoomRecord
from storage.importer import load
from storage.planning import Kind
from storage.store import Store
from storage.when_text import iso_when
from storage.yaml_file import read_yaml
from tests.conftest import NOW, context

RENDERER = Renderer()
BERLIN = ZoneInfo("Europe/Berlin")
EVENTS = """
veranstaltungen:
  - {kennung: a, titel: Runder Tisch Geodaten, wann: 2026-12-08T14:00/16:00, wo: Rathaus, plaetze: 2}
  - {kennung: b, titel: Klausurtagung, wann: 2027-02}
  - {kennung: c, titel: Fachtag Datenschutz, wann: 2026-11-20T10:00/12:00}
"""


class Chat:
    """People who type commands; the number of the message rises."""

    def __init__(self, registry: Registry, store: Store) -> None:
        self._registry = registry
        self.store = store
        self._count = 0

    async def __call__(self, line: str, **changes: object) -> str:
        self._count += 1
        where = context(f"${self._count}", **changes)
        parsed = self._registry.parse(f"!{line}", prefix="!")
        assert parsed is not None
        reply = await self._registry.run(parsed, where, self.store)
        assert reply is not None
        return RENDERER.render(reply).plain


@pytest.fixture
async def chat(registry: Registry, store: Store) -> Chat:
    await load(store, read_yaml(EVENTS, iso_when), now=datetime(2026, 11, 1, tzinfo=BERLIN))
    return Chat(registry, store)


BERTA, CLARA = {"sender": "@berta:example.org"}, {"sender": "@clara:example.org"}
ORGA = {"role": Role.ORGANISER, "place": Place.ORGANISERS, "room": "!orga"}


async def planned(store: Store, kind: Kind) -> list[tuple[str, str, str, str]]:
    async with store.reading() as net:
        rows = [
            row
            for number in range(1, 10)
            for row in await net.deliveries.of_subject(kind, f"{'W' if kind is Kind.REGISTRATION else 'R'}{number}")
        ]
        return [
            (row.subject, row.room_id, f"{row.due_at.astimezone(BERLIN):%m-%d %H:%M}", row.state.value) for row in rows
        ]


async def test_places_waiting_list_and_moving_up(chat: Chat) -> None:
    assert await chat("anmelden W1") == (
        "Sie sind angemeldet: Runder Tisch Geodaten (W1).\n"
        "Datum: Dienstag, 8. Dezember 2026, 14 bis 16 Uhr\n"
        "Plätze: 1 von 2 vergeben\n"
        "Zurücknehmen: !abmelden W1"
    )
    await chat("anmelden W1", **BERTA)
    assert await chat("anmelden W1", **CLARA) == (
        "Alle Plätze sind vergeben. Sie stehen auf der Warteliste, Platz 1, und erfahren im Direktchat, "
        "wenn Sie nachrücken: Runder Tisch Geodaten (W1).\n"
        "Datum: Dienstag, 8. Dezember 2026, 14 bis 16 Uhr\n"
        "Plätze: 2 von 2 vergeben, 1 auf der Warteliste\n"
        "Zurücknehmen: !abmelden W1"
    )
    assert (await chat("anmelden W1", **BERTA)).startswith("Sie waren schon angemeldet: ")
    assert await planned(chat.store, Kind.REGISTRATION) == []
    assert await chat("abmelden W1", **BERTA) == "Sie sind abgemeldet: Runder Tisch Geodaten (W1)."
    assert await planned(chat.store, Kind.REGISTRATION) == [("W1", "@clara:example.org", "11-23 12:00", "geplant")]
    assert await chat("abmelden W1", **BERTA) == "Sie waren nicht angemeldet: Runder Tisch Geodaten (W1)."
    assert (await chat("anmelden W1", **CLARA)).startswith("Sie waren schon angemeldet: ")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("anmelden W3", "W3 Fachtag Datenschutz ist schon vorbei."),
        ("anmelden W99", "Die Nummer W99 gibt es nicht.\nBeispiel: !anmelden W12"),
        ("erinnern W3", "W3 Fachtag Datenschutz ist schon vorbei.\nBeispiel: !termine"),
        (
            "erinnern gestern 9 Uhr Tee",
            "Diese Zeit ist schon vorbei.\nBeispiel: !erinnern morgen 9 Uhr Unterlagen schicken",
        ),
        ("erinnern aus R7", "Eine Erinnerung „R7“ haben Sie nicht.\nBeispiel: !erinnerungen"),
        ("abo aus Geodaten", "Ein Abo zu „Geodaten“ haben Sie nicht.\nBeispiel: !abo"),
        ("erinnerungen", "Sie haben keine Erinnerungen. Eine neue: !erinnern W12 1 Tag vorher"),
        ("abo", "Sie haben keine Abos. Ein neues: !abo Datenschutz"),
    ],
)
async def test_what_can_not_be(chat: Chat, line: str, answer: str) -> None:
    assert await chat(line) == answer


@pytest.mark.parametrize(
    ("line", "due", "words"),
    [
        ("erinnern W1", "Montag, 7. Dezember 2026, 14 Uhr", "1 Tag vorher"),
        ("erinnern W1 2 Stunden vorher", "Dienstag, 8. Dezember 2026, 12 Uhr", "2 Stunden vorher"),
        ("erinnern Runder Tisch 3 Tage vorher", "Samstag, 5. Dezember 2026, 14 Uhr", "3 Tage vorher"),
    ],
)
async def test_a_reminder_before_an_event(chat: Chat, line: str, due: str, words: str) -> None:
    assert await chat(line) == (
        f"Ich erinnere Sie im Direktchat an Runder Tisch Geodaten (W1), {words}.\n"
        f"Wann: {due}\n"
        "Nummer: R1. Löschen: !erinnern aus R1"
    )
    await chat(line)
    assert len(await planned(chat.store, Kind.PERSONAL)) == 1


async def test_a_reminder_at_a_time_is_listed_and_deleted(chat: Chat) -> None:
    assert await chat("erinnern morgen 9 Uhr Unterlagen schicken") == (
        "Ich erinnere Sie im Direktchat: Unterlagen schicken.\n"
        "Wann: Dienstag, 24. November 2026, 9 Uhr\n"
        "Nummer: R1. Löschen: !erinnern aus R1"
    )
    assert await chat("erinnerungen") == (
        "Ihre Erinnerungen\n- R1: Unterlagen schicken\n  Wann: Dienstag, 24. November 2026, 9 Uhr\n\n"
        "Löschen: !erinnern aus R1"
    )
    assert await chat("erinnern aus R1", **BERTA) == ("Eine Erinnerung „R1“ haben Sie nicht.\nBeispiel: !erinnerungen")
    assert await chat("erinnern aus R1") == "Die Erinnerung R1 ist gelöscht."
    assert await planned(chat.store, Kind.PERSONAL) == [("R1", "@anna:example.org", "11-24 09:00", "hinfällig")]


async def test_a_reminder_before_a_day_that_is_not_known_yet_follows_when_it_is(chat: Chat) -> None:
    assert (await chat("erinnern W2 1 Tag vorher")).split("\n")[1] == "Wann: sobald der Termin genau feststeht"
    exact = EVENTS.replace("wann: 2027-02}", "wann: 2027-02-10T09:00}")
    await load(chat.store, read_yaml(exact, iso_when), now=NOW)
    later = exact.replace("2027-02-10", "2027-02-17")
    await load(chat.store, read_yaml(later, iso_when), now=NOW)
    assert await planned(chat.store, Kind.PERSONAL) == [
        ("R1", "@anna:example.org", "02-09 09:00", "hinfällig"),
        ("R1", "@anna:example.org", "02-16 09:00", "geplant"),
    ]


async def test_topics(chat: Chat) -> None:
    assert await chat("abo Geodaten") == (
        "Sie erfahren im Direktchat, wenn es zu „Geodaten“ Neues gibt.\n\nIhre Abos:\n- Geodaten"
    )
    assert (await chat("abo geodaten")).startswith("„geodaten“ haben Sie schon abonniert.")
    await chat("abo Ehrenamt", **BERTA)
    new = """
veranstaltungen:
  - {kennung: neu, titel: Geodatenwerkstatt, wann: 2026-12-15T10:00}
  - {kennung: alt, titel: Geodaten von gestern, wann: 2026-11-02T10:00}
musterloesungen:
  - {titel: Satzung für das Ehrenamt, art: Satzung, nutzen: Regelt den Versicherungsschutz.}
"""
    await load(chat.store, read_yaml(new, iso_when), now=NOW)
    async with chat.store.reading() as net:
        told = [
            (row.subject, row.room_id, row.data["thema"], row.due_at - NOW)
            for subject in ("W4", "W5", "L1")
            for row in await net.deliveries.of_subject(Kind.SUBSCRIPTION, subject)
        ]
    grace = timedelta(minutes=10)
    assert told == [
        ("W4", "@anna:example.org", "Geodaten", grace),
        ("L1", "@berta:example.org", "Ehrenamt", grace),
    ]
    assert await chat("abo aus Geodaten") == "Das Abo zu „Geodaten“ ist gelöscht."


async def test_who_leaves_is_forgotten_and_the_next_moves_up(chat: Chat) -> None:
    for person in ({}, BERTA, CLARA):
        await chat("anmelden W1", **person)
    await chat("erinnern W1 1 Tag vorher")
    await chat("abo Geodaten")
    async with chat.store.writing() as net:
        assert await net.people_with_wishes() == {f"@{name}:example.org" for name in ("anna", "berta", "clara")}
        await net.forget_wishes("@anna:example.org", NOW)
    assert await chat("erinnerungen") == "Sie haben keine Erinnerungen. Eine neue: !erinnern W12 1 Tag vorher"
    assert (await chat("anmelden W1", **CLARA)).startswith("Sie waren schon angemeldet: ")
    assert await planned(chat.store, Kind.PERSONAL) == [("R1", "@anna:example.org", "12-07 14:00", "hinfällig")]


SETTINGS = (
    "Einstellungen dieses Raums\n- Rolle: Netzwerk\n- Erinnerungen: {erinnerungen}\n"
    "- Wochenübersicht: {uebersicht}\n- Ruhezeit: {ruhe}\n- Land für Feiertage: {land}\n"
    "- Befehle beginnen mit: {zeichen}"
)
USUAL = {
    "erinnerungen": "7 Tage vorher; 1 Tag vorher; 1 Stunde vorher",
    "uebersicht": "montags um 8 Uhr",
    "ruhe": "keine",
    "land": "wie im Netzwerk",
    "zeichen": "!",
}


@pytest.mark.parametrize(
    ("line", "head", "changes"),
    [
        ("raum", "", {}),
        (
            "raum erinnerungen 2 Wochen, zum Beginn",
            "Geändert: Erinnerungen.\n\n",
            {"erinnerungen": "14 Tage vorher; zum Beginn"},
        ),
        ("raum erinnerungen aus", "Geändert: Erinnerungen.\n\n", {"erinnerungen": "keine"}),
        ("raum übersicht aus", "Geändert: Wochenübersicht.\n\n", {"uebersicht": "aus"}),
        ("raum ruhe 20-7 Uhr", "Geändert: Ruhezeit.\n\n", {"ruhe": "20:00 bis 07:00 Uhr"}),
        ("raum land bayern", "Geändert: Land.\n\n", {"land": "Bayern"}),
        ("raum präfix ?", "Geändert: Präfix.\n\n", {"zeichen": "?"}),
    ],
)
async def test_a_rooms_settings(chat: Chat, line: str, head: str, changes: dict[str, str]) -> None:
    async with chat.store.writing() as net:
        await net.rooms.save(RoomRecord("!netz", "netzwerk"))
    assert await chat(line, is_room_admin=True) == head + SETTINGS.format(**(USUAL | changes))


async def test_settings_are_changed_by_who_may_only(chat: Chat) -> None:
    assert await chat("raum übersicht aus") == (
        "Die Einstellungen kann nur ändern, wer diesen Raum verwaltet oder zum Organisationsteam gehört."
    )
    assert await chat("raum rolle orga", is_room_admin=True) == (
        "Die Rolle eines Raums kann nur das Organisationsteam festlegen."
    )


async def test_what_is_due_and_what_was_not_said(chat: Chat) -> None:
    async with chat.store.writing() as net:
        await net.rooms.save(RoomRecord("!netz", "netzwerk", settings={"erinnerungen": ["P1D", "P30D"]}))
    assert await chat("fällig", **ORGA) == "Zurzeit steht nichts an."
    async with chat.store.writing() as net:
        await net.deliveries.replan([1], NOW, quiet=True)
    assert await chat("fällig", **ORGA) == (
        "Als Nächstes\n"
        "- Ankündigung: W1 Runder Tisch Geodaten\n"
        "  Wann: Sonntag, 1. November 2026, 0:10 Uhr\n"
        "  Wo: !netz\n"
        "- Erinnerung: W1 Runder Tisch Geodaten\n"
        "  Wann: Sonntag, 8. November 2026, 14 Uhr\n"
        "  Wo: !netz\n"
        "- Erinnerung: W1 Runder Tisch Geodaten\n"
        "  Wann: Montag, 7. Dezember 2026, 14 Uhr\n"
        "  Wo: !netz"
    )
