"""A workshop played through as organisers and members would, from the first line to the last search; no shell."""

import asyncio
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import docx
import nio

from bot.demo.homeserver import Homeserver
from bot.demo.person import Person, answers_to
from bot.identity import establish
from bot.key_server import NioKeyServer
from tests.e2e.conftest import PASSWORD, BotProcess
from tests.e2e.secret_person import SecretPerson
from tests.e2e.test_deliveries import is_edit
from tests.e2e.test_files_and_polls import RESPONSE, START, download, says, upload, wait_for
from tests.e2e.test_workshop import react, signs
from tests.handed_in import pdf

ZONE = ZoneInfo("Europe/Berlin")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PINNED = "m.room.pinned_events"
NAMES = ("Olaf", "Anna", "Bea", "Cem", "Dora", "Eva", "Fritz")
DOCUMENTATION = (
    ("Heading 1", "Dokumentation: Werkstatt Gebäudedaten"),
    (
        "Normal",
        "Am Dienstag, 14. März 2023, von 9:30 bis 15 Uhr trafen sich 40 Beschäftigte im Kreishaus Musterkreis.",
    ),
    ("Normal", "Veranstalter: Kreis Musterkreis und Stadt Neuhausen an der Muster"),
    ("Heading 2", "Workshop 1: Zählerstände ohne Zettel"),
    ("Normal", "Moderation: Ilse Beispiel, Leiterin der Gebäudewirtschaft, Stadt Neuhausen an der Muster"),
    ("Normal", "Die Gruppe sammelte, welche Fernauslesung sich für kleine Schulen eignet."),
    ("Heading 2", "Workshop 2: Ein Kataster für Wärmepumpen"),
    ("Normal", "Impuls: Jörg Probe, Klimaschutzmanager, Kreis Musterkreis"),
    ("Heading 2", "Erkenntnisse"),
    ("List Bullet", "Ein gemeinsames Datenmodell spart doppelte Erfassung."),
    ("Normal", "Fragen an ilse.beispiel@neuhausen.example oder 0123 456789."),
)


def documentation() -> bytes:
    """A documentation as a network might have it in its drawer."""
    document = docx.Document()
    for style, text in DOCUMENTATION:
        document.add_paragraph(text, style=style)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


class Play:
    """Who is there, and the rooms. The first person is the organiser."""

    def __init__(self, bot: BotProcess, people: list[Person]) -> None:
        self.bot = bot
        self.people = people
        self.olaf = people[0]
        self.network = self.orga = ""

    async def ask(self, person: Person, room: str, text: str, **more: object) -> str:
        """What the bot answers first to a line."""
        return str((await person.ask(room, text, **more))[0]["content"]["body"])

    async def answer(self, person: Person, room: str, target: str, text: str) -> dict:
        """What the bot answers to a reply."""
        return (await person.ask(room, text, **{"m.relates_to": {"m.in_reply_to": {"event_id": target}}}))[0]

    async def said(self, person: Person, room: str, beginning: str) -> dict:
        """What the bot says by itself, once it does."""
        return await wait_for(
            person,
            room,
            lambda one: (
                one["sender"] == self.bot.user_id
                and not is_edit(one)
                and str(one["content"].get("body")).startswith(beginning)
            ),
            seconds=150,
        )

    async def hand_over(self, person: Person, room: str, name: str, mime: str, data: bytes, **more: object) -> str:
        """Upload a file into a room."""
        info = {"mimetype": mime, "size": len(data)}
        content = {
            "msgtype": "m.file",
            "body": name,
            "filename": name,
            "url": await upload(person, data),
            "info": info,
        }
        return await person.send(room, "m.room.message", content | more)

    async def pinned(self, person: Person, room: str) -> list[str]:
        """What is pinned in a room."""
        return list((await person.call("GET", f"/rooms/{quote(room)}/state/{PINNED}"))["pinned"])


def body(event: dict) -> str:
    """What a message says, an edit what it says now."""
    content = event["content"]
    return str(content.get("m.new_content", content)["body"])


async def meet(play: Play, cora: SecretPerson) -> str:
    """Make the rooms, and give them their roles by command; returns the encrypted one."""
    olaf, bot = play.olaf, play.bot
    for person, name in zip(play.people, NAMES, strict=True):
        await person.set_name(name)
    play.orga = await olaf.create_room(bot.user_id, cora.user_id, name="Orga")
    bot.settings |= {"NETZBOTE_ORGANISER_ROOMS": play.orga, "NETZBOTE_GRACE": "0"}
    await bot.start()
    await olaf.wait_for_member(play.orga, bot.user_id)
    play.network = await olaf.create_room(
        bot.user_id,
        *(person.user_id for person in play.people[1:]),
        name="Netzwerk",
        power_level_content_override={"events": {PINNED: 0}},
    )
    for person in play.people[1:]:
        await person.join(play.network)
    await olaf.wait_for_member(play.network, bot.user_id)
    assert "noch nicht eingerichtet" in await play.ask(olaf, play.network, "!termine")
    assert (await play.ask(olaf, play.network, "!raum rolle netzwerk")).startswith("Geändert: Rolle.")
    secret = await cora.create_room(bot.user_id, name="Vertraulich")
    await cora.ready(secret, 2)
    asked = await cora.say(secret, "!raum rolle netzwerk")
    assert (await cora.wait_for({asked}, 20))[asked][0]["content"]["body"].startswith("Geändert: Rolle.")
    return secret


async def bring_in_the_past(play: Play) -> None:
    """Hand in a documentation from the drawer, with a slip of the pen in the correction."""
    olaf, orga = play.olaf, play.orga
    too_large = await play.hand_over(olaf, orga, "Bilder.pdf", "application/pdf", bytes(21_000_000), info={"size": 10})
    refused = await play.answer(olaf, orga, too_large, "!import")
    assert body(refused).startswith("Die Datei ist zu groß. Möglich sind höchstens 20 MB.")
    uploaded = await play.hand_over(olaf, orga, "Werkstatt.docx", DOCX, documentation())
    read = await play.answer(olaf, orga, uploaded, "!import")
    assert body(read).split("\n")[:3] == ["Gelesen: Werkstatt.docx", "", "Entwurf W10: Werkstatt Gebäudedaten"]
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": read["event_id"]}}}
    slip = await olaf.say(orga, "Tietl: Werkstatt Gebäudedaten 2023", **reply)
    assert [body(one) for one in await olaf.answers(orga, slip)] == [
        "Ein Feld „Tietl“ gibt es nicht. Meinten Sie „Titel“?"
    ]
    await olaf.edit(orga, slip, "Titel: Werkstatt Gebäudedaten 2023")
    (again,) = await olaf.answers(orga, slip)
    assert body(again).startswith("Entwurf W10: Werkstatt Gebäudedaten 2023\n")
    confirmed = await play.answer(olaf, orga, again["event_id"], "Ja!")
    assert body(confirmed).startswith("Eingetragen: W10 Werkstatt Gebäudedaten 2023")


@dataclass
class Moved:
    """The workshop once it has its second date."""

    begins: datetime
    announced: str


async def announce_and_move(play: Play) -> Moved:
    """Enter a workshop, see it announced, move it to some two minutes ahead, be reminded of it."""
    olaf, anna, orga, network = play.olaf, play.people[1], play.orga, play.network
    day = datetime.now(ZONE) + timedelta(days=10)
    asked = await olaf.say(
        orga,
        f"!neu Titel: Werkstatt Bauakten\nWann: {day:%d.%m.%Y}, 14-16 Uhr\nWo: Rathaus, kleiner Sitzungssaal\n"
        "Format: vor Ort\nPlätze: 6\nVeranstalter: Gemeinde Musterdorf\nProgramm:\n"
        "- A: Workshop Scannen im Bestand, 14-15 Uhr, Moderation: Gesa Ahorn (Bauamt, Gemeinde Musterdorf)\n"
        "- B: Workshop Fristen und Löschen, 15-16 Uhr, Impuls: Tilo Birke (Archiv, Kreis Musterkreis)",
    )
    (draft,) = await olaf.answers(orga, asked)
    assert body(draft).startswith("Entwurf W11: Werkstatt Bauakten")
    await react(olaf, orga, draft["event_id"], "✅")
    (confirmed,) = await olaf.answers(orga, draft["event_id"])
    assert body(confirmed).startswith("Eingetragen: W11 Werkstatt Bauakten")
    announced = await play.said(anna, network, "Neue Veranstaltung: Werkstatt Bauakten")
    for person in play.people[1:4]:
        await react(person, network, announced["event_id"], "👍")
    assert "Plätze: 4 von 6 vergeben" in await play.ask(play.people[4], network, "!anmelden W11")

    assert "1 Minute vorher" in await play.ask(olaf, network, "!raum erinnerungen 1 Minute")
    begins = (datetime.now(ZONE) + timedelta(seconds=125)).replace(second=0, microsecond=0)
    moved = await play.ask(
        olaf,
        orga,
        f"!verschieben W11 {begins:%d.%m.%Y} {begins:%H:%M} Uhr bis {begins + timedelta(hours=2):%d.%m.%Y %H:%M} Uhr",
    )
    assert moved.startswith("Verschoben: W11 Werkstatt Bauakten")
    news = await play.said(anna, network, "Neuer Termin für Werkstatt Bauakten:")
    assert answers_to(news) == announced["event_id"]
    await play.said(anna, network, "Erinnerung: Werkstatt Bauakten beginnt in")
    return Moved(begins, announced["event_id"])


TYPED = (
    ("erkenntnis", "Alte Akten brauchen einen Laufzettel", "Laufzettel"),
    ("erkenntnis", "Ein Probelauf mit zehn Mappen genügt", "Probelauf"),
    ("erkenntnis", "Farbige Pläne brauchen eine feine Auflösung", "Auflösung"),
    ("erkenntnis", "Barcodes sparen das Abtippen", "Barcodes"),
    ("erkenntnis", "Wer vernichtet, braucht eine Niederschrift", "Niederschrift"),
    ("erkenntnis", "Heftklammern sind der größte Zeitfresser", "Heftklammern"),
    ("beschluss", "Wir beschaffen den Großformatscanner gemeinsam", "Großformatscanner"),
    ("beschluss", "Der Kreis führt das Verzeichnis der Aktenzeichen", "Aktenzeichen"),
    ("frage", "Wer haftet für vernichtete Originale?", "Originale"),
    ("frage", "Reicht die einfache Signatur?", "Signatur"),
    ("frage", "Wie lange bleiben Papierakten im Magazin?", "Papierakten"),
    ("massnahme", "Leistungsbeschreibung entwerfen @Gemeinde Musterdorf bis 31.1.2090", "Leistungsbeschreibung"),
    ("massnahme", "Löschkonzept abgleichen @Kreis Musterkreis in den nächsten Wochen", "Löschkonzept"),
    ("link", "https://example.org/scannen Handreichung zum Scannen", "Handreichung"),
)
SAID = (
    *("Bürgeramt zuerst", "Kartons beschriften", "Wer digitalisiert Mikrofilme", "Regale leeren"),
    *("Dachboden nicht vergessen", "Bindegerät ausleihen", "Was kostet der Reißwolf", "Schlüssel nachmachen"),
    *("Feuchtigkeit messen", "Klimaanlage mieten", "Wer fährt den Transporter", "Etiketten drucken"),
    *("Schimmel trennen", "Quarantäneraum einrichten", "Welche Versicherung zahlt"),
)
SIGNS = "💡✅❓📌"


async def take_notes(play: Play, due: datetime) -> str:
    """30 notes of 6 people, half of them typed and half by reactions; the last typed one is due soon."""
    network, six = play.network, play.people[1:]
    assert (await play.ask(play.olaf, network, "!protokoll start W11")).startswith("Ich schreibe mit: W11")
    events = [await six[number % 6].say(network, f"!{word} {text}") for number, (word, text, _) in enumerate(TYPED)]
    events.append(await six[2].say(network, f"!massnahme Einladung verschicken @mich bis {due:%d.%m.%Y %H:%M} Uhr"))
    for number, text in enumerate(SAID):
        event = await six[number % 6].say(network, text)
        await react(six[(number + 1) % 6], network, event, SIGNS[number % 4])
        events.append(event)
    assert len(events) == 30
    found: dict[str, list[str]] = {}
    for _ in range(200):
        found = await signs(play.olaf, network, play.bot.user_id)
        if set(events) <= set(found):
            break
        await asyncio.sleep(0.3)
    assert [event for event in events if not found.get(event, [""])[0].startswith("notiert, ")] == []
    slip = await play.ask(six[0], network, "!erkentnis Nur eine Probe")
    assert slip == "Den Befehl „erkentnis“ kenne ich nicht. Meinten Sie !erkenntnis?"
    return found[events[14]][0].removeprefix("notiert, ").partition(",")[0]


async def poll(play: Play) -> None:
    """Everybody votes once, and the numbers come back in words."""
    network = play.network
    await play.olaf.say(network, "!umfrage Wie sicher fühlen Sie sich beim Löschen? 1-5")
    asked = await wait_for(play.olaf, network, lambda one: one["type"] == START)
    relation = {"rel_type": "m.reference", "event_id": asked["event_id"]}
    for number, person in enumerate(play.people[1:]):
        await person.send(network, RESPONSE, {RESPONSE: {"answers": [str(number % 5)]}, "m.relates_to": relation})
    await play.ask(play.olaf, network, "!umfrage ende")
    result = await play.said(play.olaf, network, "Ergebnis der Umfrage: Wie sicher fühlen Sie sich beim Löschen?")
    assert body(result).endswith("Abgestimmt: 6 Personen.\nMittelwert: 2,7")


async def share(play: Play, cora: SecretPerson, secret: str) -> None:
    """A Musterlösung with a PDF of 3 MB: handed in with one word, completed, released, fetched in both rooms."""
    bea, network, data = play.people[2], play.network, pdf("Aussonderungsklausel", filler=3_000_000)
    uploaded = await play.hand_over(bea, network, "Scanvertrag.pdf", "application/pdf", data)
    handed = await play.answer(bea, network, uploaded, "!teilen")
    assert body(handed).startswith("Danke, die Musterlösung ist als L11 eingereicht")
    completed = await play.answer(
        bea,
        network,
        handed["event_id"],
        "Titel: Mustervertrag Scandienstleistung\nArt: Vertrag\nNutzen: Regelt Abholung und Vernichtung\n"
        "Kommune: Gemeinde Musterdorf\nKontakt: Bauamt\nLizenz: CC-BY-4.0",
    )
    assert "Es ist alles da." in body(completed)
    request = await play.said(play.olaf, play.orga, "Zur Prüfung: L11")
    assert f"Eingereicht von: Bea ({bea.user_id})" in body(request)
    await react(play.olaf, play.orga, request["event_id"], "✅")
    await wait_for(play.olaf, play.orga, says("L11, Mustervertrag Scandienstleistung, ist freigegeben"))
    await bea.say(network, "!gezeigt W11.B L11")
    asked = await bea.say(network, "!loesung L11")
    file = await wait_for(
        bea, network, lambda one: answers_to(one) == asked and one["content"].get("msgtype") == "m.file"
    )
    assert await download(bea, file["content"]["url"]) == data
    asked = await cora.say(secret, "!loesung L11")
    async with asyncio.timeout(20):
        while len(cora.answers.get(asked, [])) < 2:  # noqa: ASYNC110  # another task fills it
            await asyncio.sleep(0.1)
    locked = cora.answers[asked][1]["content"]["file"]
    answer = await cora.client.download(locked["url"])
    assert isinstance(answer, nio.DownloadResponse), answer
    key, sha256, iv = locked["key"]["k"], locked["hashes"]["sha256"], locked["iv"]
    assert nio.crypto.decrypt_attachment(answer.body, key, sha256, iv) == data


async def chase(play: Play, action: str) -> None:
    """Who has something to do is mentioned once when it is due, and says that it is done."""
    cem, network = play.people[3], play.network
    notice = await play.said(cem, network, "Fällig")
    assert "Einladung verschicken\nVerantwortlich: Cem\n" in body(notice)
    assert notice["content"]["m.mentions"] == {"user_ids": [cem.user_id]}
    assert action in await play.ask(cem, network, "!massnahmen meine")
    assert (await play.ask(cem, network, f"!erledigt {action} Alle haben Post")).startswith("Erledigt")


async def publish(play: Play, cora: SecretPerson) -> None:
    """From the draft, with a slip of the pen, to the summary in both rooms, pinned where the bot may."""
    olaf, orga, network = play.olaf, play.orga, play.network
    assert (await play.ask(olaf, network, "!protokoll stop")).startswith("Beendet: das Protokoll zu W11")
    (draft, *_) = await olaf.ask(orga, "!bericht W11")
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": draft["event_id"]}}}
    slip = await olaf.say(orga, "Überblik: Sechs Ämter verglichen ihre Aktenkeller.", **reply)
    (refused,) = await olaf.answers(orga, slip)
    assert body(refused).startswith("Einen Teil „Überblik“ gibt es nicht. Meinten Sie „Überblick“?")
    await olaf.edit(orga, slip, "Überblick: Sechs Ämter verglichen ihre Aktenkeller.")
    (corrected, *_) = await olaf.answers(orga, slip)
    assert "Sechs Ämter verglichen ihre Aktenkeller." in body(corrected)
    published = ""
    for _ in range(40):
        published = await play.ask(olaf, orga, "!veroeffentlichen W11")
        if "hat noch nicht begonnen" not in published:
            break
        await asyncio.sleep(4)
    assert published.startswith("Veröffentlicht: die Zusammenfassung von W11 Werkstatt Bauakten.")
    short = await play.said(play.people[1], network, "Zusammenfassung: Werkstatt Bauakten")
    long = await play.said(play.people[1], network, "Die ganze Zusammenfassung: Werkstatt Bauakten")
    assert long["content"]["m.relates_to"]["event_id"] == short["event_id"]
    board = await play.said(play.people[1], network, "Nächste Termine")
    for _ in range(100):
        if short["event_id"] in await play.pinned(olaf, network):
            break
        await asyncio.sleep(0.2)
    assert await play.pinned(olaf, network) == [board["event_id"], short["event_id"]]
    async with asyncio.timeout(20):
        while not [one for one in cora.said if one["content"]["body"].startswith("Zusammenfassung: Werkstatt")]:  # noqa: ASYNC110  # another task fills it
            await asyncio.sleep(0.1)


FACTS = (
    *((words, f"»{words}«") for _, _, words in TYPED),
    *((text.split(" ")[-1] if text[0] == "W" else text.split(" ")[0], text.split(" ")[-1]) for text in SAID),
    ("Einladung", "»Einladung« verschicken"),
    ("Bauakten", "W11: Werkstatt »Bauakten«"),
    ("Scannen im Bestand", "W11.A"),
    ("Fristen", "W11.B"),
    ("Gesa Ahorn", "W11.A"),
    ("Tilo Birke", "W11.B"),
    ("Musterdorf", "Gemeinde »Musterdorf«"),
    ("Sitzungssaal", "W11"),
    ("fühlen", "Wie sicher »fühlen« Sie sich beim Löschen? 1: 2 Stimmen"),
    ("Aktenkeller", "W11"),
    ("Scandienstleistung", "L11: Mustervertrag »Scandienstleistung«"),
    ("Aussonderungsklausel", "L11"),
    ("Gebäudedaten", "W10: Werkstatt »Gebäudedaten« 2023"),
    ("Wärmepumpen", "W10."),
    ("Zählerstände", "W10."),
    ("Datenmodell", "»Datenmodell«"),
    ("Jörg Probe", "W10."),
)


async def find_all(play: Play) -> list[str]:
    """What is not found by its words, with the answer; all six search at the same time."""

    async def missing(person: Person, facts: Iterable[tuple[str, str]]) -> list[str]:
        said = [
            (words, expected, await play.ask(person, play.network, f"!suche {words}")) for words, expected in facts
        ]
        return [f"{words}: {text}" for words, expected, text in said if expected.casefold() not in text.casefold()]

    six = play.people[1:]
    found = await asyncio.gather(*(missing(person, FACTS[number::6]) for number, person in enumerate(six)))
    return [line for lines in found for line in lines]


async def test_a_workshop_played_through_needs_no_shell_and_leaves_every_fact_findable(
    bot: BotProcess, people: list[Person], homeserver: Homeserver, tmp_path: Path
) -> None:
    cora = await SecretPerson.login(homeserver.url, await homeserver.register("cora", PASSWORD), PASSWORD)
    try:
        await establish(
            NioKeyServer(cora.client, PASSWORD), tmp_path / "cora"
        )  # else her commands are not taken there
        play = Play(bot, people[:7])
        secret = await meet(play, cora)
        await bring_in_the_past(play)
        workshop = await announce_and_move(play)
        action = await take_notes(play, workshop.begins + timedelta(minutes=1))
        await poll(play)
        await share(play, cora, secret)
        await publish(play, cora)
        await chase(play, action)
        assert await find_all(play) == []
        due = await play.ask(play.olaf, play.orga, "!fällig")
        assert "Lösen der angehefteten Zusammenfassung: W11 Werkstatt Bauakten" in due
        assert "Wo: Netzwerk" in due
    finally:
        await cora.close()
    told = [body(one) for one in await play.olaf.messages(play.orga) if "anheften" in str(one["content"].get("body"))]
    assert [line.split(". ")[0] for line in told] == ["Im Raum Vertraulich darf ich nichts anheften"]
    log = bot.log.read_text()
    assert [word for word in ("ERROR", "Traceback", "Fehler ") if word in log] == []
