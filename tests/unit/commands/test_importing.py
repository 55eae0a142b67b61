"""!import: a file in the organisers' room becomes drafts, read back and confirmed by a sign or a word."""

from dataclasses import dataclass

import pytest

from bot.render import Renderer
from commands.dispatch import Registry
from commands.happenings import hear
from commands.port import Answer, Gathered, HandedFile, Place, Reaction, Reply, Role
from storage.store import Store
from tests.conftest import context

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
  Moderation: Anna Muster, Stadt Beispielstadt

Bitte prüfen
- Fachtag Offene Daten: 12. Mai 2027 ist ein Mittwoch, im Text steht Donnerstag.

Private Adressen und Nummern ausgelassen: 2

Stimmt das? Bestätigen: Reaktion ✅ oder Antwort „ja“
Verwerfen: Reaktion ❌ oder Antwort „nein“"""


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
        "Eingetragen: 1 Veranstaltung." if status else "Verworfen: 1 Entwurf."
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
