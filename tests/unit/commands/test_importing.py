"""!import: a file in the organisers' room becomes drafts, read back and confirmed by a sign or a word."""

from dataclasses import dataclass

import pytest

from bot.render import Renderer
from commands.dispatch import Registry
from commands.happenings import hear
from commands.port import Answer, Gathered, HandedFile, Place, Reaction, Reply, Role
from storage.planning import Kind
from storage.store import Store
from tests.conftest import context
from tests.unit.commands.talk import Talk

TEXT = """Fachtag Offene Daten

Termin: Donnerstag, 12. Mai 2027, 10 bis 16 Uhr
Ort: Rathaus Beispielstadt
Veranstalter: Stadt Beispielstadt

Workshop 1: Daten finden
Moderation: Dr. Anna Muster, Stadt Beispielstadt

Fragen an anna.muster@beispiel.example oder 030 1234567.
"""
READ_BACK = """Gelesen: fachtag.txt

Entwurf W10: Fachtag Offene Daten
- Datum: Mittwoch, 12. Mai 2027, 10 bis 16 Uhr, Zeitzone Berlin (im Text: „Donnerstag, 12. Mai 2027, 10 bis 16 Uhr“)
- Ort: Rathaus Beispielstadt
- Veranstaltet von: Stadt Beispielstadt
- Programmpunkt: Workshop 1: Daten finden
  Moderation: Dr. Anna Muster, Stadt Beispielstadt

Bitte prüfen
- Fachtag Offene Daten: 12. Mai 2027 ist ein Mittwoch, im Text steht Donnerstag.

Private Adressen und Nummern ausgelassen: 2

Stimmt das? Bestätigen: Reaktion ✅, Antwort „ja“ oder !ok
Berichtigen: antworten Sie zum Beispiel „Titel: …“ oder „Wann: 5.6. 14 Uhr“.
Verwerfen: Reaktion ❌, Antwort „nein“ oder !verwerfen"""
TABLE = HandedFile("termine.csv", "text/csv", b"Titel;Datum\nStammtisch;3.3.2027\nRunde;4.3.2027\n")


@dataclass(frozen=True)
class Hands:
    """Gives a file as the message that is answered."""

    file: HandedFile | None

    async def gather(self) -> Gathered:
        return Gathered(file=self.file)


def organiser(file: HandedFile | None = None, event: str = "$import"):
    return context(event, role=Role.ORGANISER, place=Place.ORGANISERS, gatherer=Hands(file))


async def hand_in(registry: Registry, store: Store, filename: str, data: bytes) -> Reply:
    parsed = registry.parse("!import")
    assert parsed is not None
    reply = await registry.run(parsed, organiser(HandedFile(filename, "text/plain", data)), store)
    assert reply is not None
    return reply


async def status_of(store: Store, ref: str) -> str | None:
    from storage.organising import state_of

    async with store.reading() as net:
        state = await state_of(net, ref)
    return state.status if state is not None else None


async def test_a_text_becomes_a_draft_that_is_read_back(registry: Registry, example: Store):
    reply = await hand_in(registry, example, "fachtag.txt", TEXT.encode())
    assert Renderer().render(reply).plain == READ_BACK
    assert reply.waits
    assert await status_of(example, "W10") == "Entwurf"


async def test_handing_it_in_again_adds_nothing(registry: Registry, example: Store):
    await hand_in(registry, example, "fachtag.txt", TEXT.encode())
    reply = await hand_in(registry, example, "fachtag.txt", TEXT.encode())
    assert [one["nummer"] for one in reply.data["entwuerfe"]] == ["W10"]
    assert await status_of(example, "W11") is None


@pytest.mark.parametrize(
    ("happening", "status"),
    [
        (Reaction("$antwort", "✅", "$import"), "geplant"),
        (Reaction("$antwort", "👍🏽", "$import"), "geplant"),
        (Answer("$antwort", "Ja.", "$import"), "geplant"),
        (Reaction("$antwort", "❌", "$import"), None),
        (Answer("$antwort", "nein", "$import"), None),
    ],
)
async def test_is_decided(registry: Registry, example: Store, happening, status):
    await hand_in(registry, example, "fachtag.txt", TEXT.encode())
    reply = await hear(happening, organiser(event="$entscheid"), example)
    assert reply is not None
    assert Renderer().render(reply).plain.splitlines()[0] == (
        "Eingetragen: W10 Fachtag Offene Daten"
        if status
        else "Verworfen: Fachtag Offene Daten. Die Nummer W10 wird nicht noch einmal vergeben."
    )
    assert await status_of(example, "W10") == status


async def test_what_is_already_entered_is_not_changed_by_chat(registry: Registry, example: Store):
    await hand_in(registry, example, "fachtag.txt", TEXT.encode())
    await hear(Reaction("$antwort", "✅", "$import"), organiser(event="$entscheid"), example)
    reply = await hand_in(registry, example, "fachtag.txt", TEXT.replace("Anna", "Ina").encode())
    assert (reply.data["schon"], reply.data["entwuerfe"], reply.waits) == (["W10 Fachtag Offene Daten"], [], False)


async def test_a_table_by_chat_becomes_drafts_too(registry: Registry, example: Store):
    data = "Titel;Datum\nStammtisch;3.3.2027\nRunde;4.3.2027\n".encode("cp1252")
    reply = await hand_in(registry, example, "termine.csv", data)
    assert [one["nummer"] for one in reply.data["entwuerfe"]] == ["W10", "W11"]
    assert [await status_of(example, ref) for ref in ("W10", "W11")] == ["Entwurf", "Entwurf"]


async def test_what_can_not_be_read_is_refused(registry: Registry, example: Store):
    reply = await hand_in(registry, example, "plan.pdf", b"MZ\x90")
    assert reply.template == "fehler"
    assert reply.data["satz"].startswith("Der Inhalt der Datei ist ein Windows-Programm.")
    assert await status_of(example, "W10") is None


async def test_without_a_file_it_says_how(registry: Registry, example: Store):
    parsed = registry.parse("!import")
    assert parsed is not None
    reply = await registry.run(parsed, organiser(), example)
    assert reply is not None
    assert reply.template == "import_anleitung"


async def test_a_member_decides_nothing(registry: Registry, example: Store):
    await hand_in(registry, example, "fachtag.txt", TEXT.encode())
    assert await hear(Reaction("$antwort", "✅", "$import"), context("$mitglied"), example) is None
    assert await status_of(example, "W10") == "Entwurf"


PAGE = """<h1>Fachtag &lt;img src=x onerror=alert(1)&gt;</h1><script>alert(1)</script>
<p>Termin: 12. Mai 2027, 10 bis 16 Uhr</p><p>Ort: <b onclick="x()">Rathaus</b> &lt;b&gt;Musterstadt&lt;/b&gt;</p>
<h2>Workshop 1: <a href="javascript:alert(1)">Daten &lt;script&gt;y()&lt;/script&gt; finden</a></h2><p>@room kommt</p>"""


async def test_of_a_web_page_only_the_text_is_kept_and_it_stays_text(registry: Registry, example: Store) -> None:
    rendered = Renderer().render(await hand_in(registry, example, "fachtag.html", PAGE.encode()))
    assert "Fachtag &lt;img src=x onerror=alert(1)&gt;" in rendered.html
    assert "Fachtag <img src=x onerror=alert(1)>" in rendered.plain
    parsed = registry.parse("!workshop W10")
    assert parsed is not None
    reply = await registry.run(parsed, organiser(event="$workshop"), example)
    assert reply is not None
    for html in (rendered.html, Renderer().render(reply).html):
        for forbidden in ("<script", "<img", "<b", "javascript:", "onclick", "@room"):
            assert forbidden not in html.replace("<br>", "").replace("<blockquote>", "")


def handed(text: str = TEXT) -> Hands:
    return Hands(HandedFile("fachtag.txt", "text/plain", text.encode()))


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("titel: Fachtag Freie Daten", ["Entwurf W10: Fachtag Freie Daten"]),
        ("Wo: Stadthalle\nFormat: hybrid", ["- Ort: Stadthalle", "- Format: hybrid"]),
        ("13.5.2027, 9-15 Uhr", ["- Datum: Donnerstag, 13. Mai 2027, 9 bis 15 Uhr, Zeitzone Berlin"]),
        ("W10 Wo: Stadthalle", ["- Ort: Stadthalle", "- Workshop 1: Daten finden"]),
        ("Moderation: Eva Muster (Stadt Soest)", ["- Moderation: Eva Muster, Stadt Soest"]),
    ],
)
async def test_it_is_corrected_by_a_reply_and_confirmed(talk: Talk, answer: str, lines: list[str]):
    await talk.say("import", gatherer=handed())
    said = (await talk.answer(answer)).split("\n")
    assert [line for line in lines if line in said] == lines
    assert said[-3] == "Stimmt das? Bestätigen: Reaktion ✅, Antwort „ja“ oder !ok"
    assert await status_of(talk.store, "W10") == "Entwurf"
    assert (await talk.answer("ja")).startswith("Eingetragen: W10 Fachtag")
    assert await status_of(talk.store, "W10") == "geplant"


async def test_what_can_not_be_read_in_a_reply_changes_nothing_and_may_be_said_again(talk: Talk):
    await talk.say("import", gatherer=handed())
    assert await talk.answer("Tietl: Fachtag") == "Ein Feld „Tietl“ gibt es nicht. Meinten Sie „Titel“?"
    assert (await talk.answer("Wann: 31.2.2027")).startswith("Wann: Den 31. Februar gibt es nicht")
    assert (await talk.answer("Quark")).startswith("„Quark“ kann ich keinem Feld zuordnen.")
    assert (await talk.answer("Titel: Fachtag")).startswith("Entwurf W10: Fachtag\n")


async def test_it_is_corrected_by_lines_behind_the_command_and_by_an_edit_of_them(talk: Talk):
    said = await talk.say("import\nTitel: Fachtag Freie Daten\nWo: Stadthalle", gatherer=handed())
    assert "Entwurf W10: Fachtag Freie Daten" in said.split("\n")
    said = (await talk.say("import Titel: Tag der Daten", gatherer=handed(), original=talk.command)).split("\n")
    assert "Entwurf W10: Tag der Daten" in said
    assert "- Ort: Stadthalle" in said
    assert "- Programmpunkt: Workshop 1: Daten finden" in said
    assert await status_of(talk.store, "W11") is None
    assert (await talk.react("✅")).startswith("Eingetragen: W10 Tag der Daten\n")


async def test_a_misspelt_line_behind_the_command_stores_nothing(talk: Talk):
    said = await talk.say("import Tietl: Fachtag", gatherer=handed())
    assert said.startswith("Ein Feld „Tietl“ gibt es nicht. Meinten Sie „Titel“?")
    assert await status_of(talk.store, "W10") is None


async def test_a_reading_is_given_up_with_its_message_and_fetched_back(talk: Talk):
    await talk.say("import", gatherer=handed())
    await talk.delete()
    assert await status_of(talk.store, "W10") is None
    assert "W10 ist wieder ein Entwurf. Bestätigen: !ok W10" in await talk.say("rueckgaengig")
    assert (await talk.react("✅")).startswith("Eingetragen: W10")
    assert "W10 ist wieder ein Entwurf. Bestätigen: !ok W10" in await talk.say("rueckgaengig")
    assert (await talk.say("ok")).startswith("Eingetragen: W10")


async def test_of_several_drafts_one_is_corrected_one_given_up_and_the_others_confirmed(talk: Talk):
    said = await talk.say("import", gatherer=Hands(TABLE))
    assert said.split("\n")[-3:] == [
        "Stimmt das? Alle bestätigen: Reaktion ✅, Antwort „ja“ oder !ok",
        "Einen berichtigen oder verwerfen: antworten Sie zum Beispiel „W10 Titel: …“ oder „W10 nein“.",
        "Alle verwerfen: Reaktion ❌, Antwort „nein“ oder !verwerfen",
    ]
    assert await talk.answer("Wo: Soest") == (
        "Ich habe 2 Entwürfe gelesen. Welchen soll ich ändern? Schreiben Sie seine Nummer davor, zum Beispiel "
        "„W10 Wo: Rathaus“ oder „W10 nein“. Mit „ja“ oder „nein“ allein entscheiden Sie über alle."
    )
    assert await talk.answer("W9 Wo: Soest") == "W9 gehört nicht dazu. Hier geht es um W10, W11."
    assert (await talk.answer("W11")).startswith("Was ist mit W11?")
    said = (await talk.answer("W11: Wo: Soest")).split("\n")
    assert said[0] == "Entwurf W11: Runde"
    assert "- Ort: Soest" in said
    assert said[-3] == "Stimmt das? Bestätigen: !ok W11"
    assert (await talk.answer("W10 nein")).startswith("Verworfen: Stammtisch.")
    assert [await status_of(talk.store, ref) for ref in ("W10", "W11")] == [None, "Entwurf"]
    assert await talk.answer("ja") == (
        "Eingetragen: 1 Veranstaltung.\n- W11: Runde\n\n"
        "Angekündigt wird eine davon, am Montag, 23. November 2026, 12:17 Uhr."
    )
    assert await talk.answer("ja") == ""


async def test_lines_behind_the_command_are_for_one_draft(talk: Talk):
    said = await talk.say("import Wo: Soest", gatherer=Hands(TABLE))
    assert said.startswith("In der Datei stehen 2 Veranstaltungen. Lesen Sie sie ohne Berichtigung ein")
    assert await status_of(talk.store, "W10") is None


WITH_SOLUTION = HandedFile(
    "tag.yaml",
    "text/plain",
    b"veranstaltungen: [{titel: Datentag, wann: 2027-03-03T10:00, wo: Soest}]\n"
    b"musterloesungen: [{titel: Datensatzung, art: Satzung, nutzen: Spart Zeit, themen: [Geodaten]}]\n",
)


async def statuses_of_solution(store: Store) -> str | None:
    async with store.reading() as net:
        submission = await net.submissions.get(11)
    return submission.status if submission is not None else None


async def test_a_solution_that_came_with_a_file_goes_with_its_drafts_and_comes_back(talk: Talk):
    await talk.say("import", gatherer=Hands(WITH_SOLUTION))
    assert await statuses_of_solution(talk.store) == "eingereicht"
    await talk.answer("nein")
    assert await statuses_of_solution(talk.store) == "zurückgezogen"
    await talk.say("rueckgaengig")
    assert await statuses_of_solution(talk.store) == "eingereicht"
    await talk.answer("ja")
    assert await statuses_of_solution(talk.store) == "eingereicht"


async def test_who_subscribed_is_told_of_such_a_solution_when_it_is_released(talk: Talk):
    await talk.say("abo Geodaten", sender="@anna:example.org", role=Role.MEMBER)
    await talk.say("import", gatherer=Hands(WITH_SOLUTION))
    async with talk.store.reading() as net:
        assert await net.deliveries.of_subject(Kind.SUBSCRIPTION, "L11") == []
    await talk.say("freigeben L11 trotzdem")
    async with talk.store.reading() as net:
        assert len(await net.deliveries.of_subject(Kind.SUBSCRIPTION, "L11")) == 1
