"""What members read about invented events: what is near, called off, or named with hostile words."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from bot.render import Rendered
from storage.files import path_of, put
from storage.store import Store
from storage.tables.solution import File
from tests.conftest import BERLIN, NOW
from tests.unit.commands.conftest import Run, Say

Add = Callable[[str], Awaitable[None]]
Look = Callable[..., Awaitable[Rendered]]

AHEAD = """
veranstaltungen:
  - kennung: jetzt
    titel: Stammtisch Digitales
    art: Stammtisch
    format: online
    wann: "2026-11-23T11:30/13:00"
    online: https://example.org/raum
  - {kennung: gleich, titel: Kaffeerunde, wann: "2026-11-23T12:40/13:00", ort: Soest, wo: Rathaus}
  - {kennung: morgen, titel: Fachtag, wann: 2026-11-24}
  - {kennung: weg, titel: Planspiel, wann: "2026-11-25T09:00", status: abgesagt}
  - {kennung: mai, titel: Maitreffen, wann: 2027-05}
"""

HOSTILE = """
veranstaltungen:
  - kennung: x
    titel: "<script>alert(1)</script> @room \\u202everdreht\\u202c & 'mehr' {{ 7*7 }}"
    wann: 2027-05-01
    wo: "<img src=x onerror=alert(1)>"
    url: "javascript:alert(1)"
    beschreibung: "Absatz <b>eins</b>\\n\\n- @room\\n- [Link](https://example.org) *fett* _kursiv_"
    programm:
      - {titel: "</li></ul><h1>Titel</h1>", kuerzel: "A", personen: [{name: "@anna:example.org", rolle: "<i>Moderation</i>"}]}
"""


async def test_what_comes_next(say: Say, add: Add) -> None:
    await add(AHEAD)
    assert await say("!termine") == (
        "Kommende Veranstaltungen\n"
        "- W10: Stammtisch Digitales\n"
        "  Datum: Montag, 23. November 2026, 11:30 bis 13:00 Uhr (läuft gerade)\n"
        "  Art: Stammtisch, online\n\n"
        "- W11: Kaffeerunde\n"
        "  Datum: Montag, 23. November 2026, 12:40 bis 13:00 Uhr (beginnt in 40 Minuten)\n"
        "  Ort: Rathaus, Soest\n\n"
        "- W12: Fachtag\n"
        "  Datum: Dienstag, 24. November 2026 (morgen)\n\n"
        "- W13: Planspiel\n"
        "  Datum: Mittwoch, 25. November 2026, 9 Uhr\n"
        "  Status: abgesagt\n\n"
        "- W14: Maitreffen\n"
        "  Datum: Mai 2027\n\n"
        "Einzelheiten zeigt zum Beispiel !workshop W10"
    )


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("!termine morgen", ["Fachtag"]),
        ("!termine heute online", ["Stammtisch Digitales"]),
        ("!termine soest", ["Kaffeerunde"]),
        ("!termine mai", ["Maitreffen"]),
        ("!termine 15. mai 2027", ["Maitreffen"]),
        ("!termine juni", []),
        ("!termine diese woche", ["Stammtisch Digitales", "Kaffeerunde", "Fachtag", "Planspiel"]),
    ],
)
async def test_a_time_and_words(say: Say, add: Add, line: str, titles: list[str]) -> None:
    await add(AHEAD)
    text = await say(line)
    assert text is not None
    shown = [
        title
        for title in ("Stammtisch Digitales", "Kaffeerunde", "Fachtag", "Planspiel", "Maitreffen")
        if title in text
    ]
    assert shown == titles


async def test_the_archive_knows_what_is_still_to_come(say: Say, add: Add) -> None:
    await add(AHEAD)
    text = await say("!archiv mai 2027")
    assert text is not None
    assert text.endswith("Kommende Veranstaltungen dazu (1) zeigt !termine Mai 2027")


async def test_how_to_join_until_it_is_over(say: Say, add: Add, look: Look) -> None:
    await add(AHEAD)
    rendered = await look("!workshop W10")
    assert 'Teilnahme: <a href="https://example.org/raum">Zugang zur Online-Veranstaltung</a>' in rendered.html
    later = datetime(2026, 11, 24, 12, 0, tzinfo=BERLIN)
    text = await say("!workshop W10", now=later)
    assert text is not None
    assert "Teilnahme" not in text


@pytest.mark.parametrize(
    "line",
    ["!termine", "!workshop W10", "!workshop W10.A", "!programm W10", "!suche verdreht", "!kalender W10", "!wer anna"],
)
async def test_hostile_words_stay_words(look: Look, add: Add, line: str) -> None:
    await add(HOSTILE)
    rendered = await look(line)
    for forbidden in ("<script", "<img", "<b>", "<i>", "<h1", 'href="javascript', "@room", "\u202e", "49"):
        assert forbidden not in rendered.html
    assert "@room" not in rendered.plain


async def test_the_files_of_a_solution_follow_it(run: Run, look: Look, example: Store) -> None:
    sha256 = put(example.data_dir, b"%PDF-1.7")
    async with example.writing() as net:
        net.session.add(
            File(
                solution_id=1,
                title="Mustervertrag",
                filename="vertrag.pdf",
                mime="application/pdf",
                size=240_300,
                sha256=sha256,
                uploaded_at=NOW,
            )
        )
    reply = await run("!loesung L1")
    assert reply is not None
    (document,) = reply.documents
    assert (document.filename, document.mime, document.caption) == (
        "vertrag.pdf",
        "application/pdf",
        "vertrag.pdf (PDF, 240 KB, Barrierefreiheit unbekannt)",
    )
    assert document.path == str(path_of(example.data_dir, sha256))
    assert "Mustervertrag: vertrag.pdf (PDF, 240 KB, Barrierefreiheit unbekannt)" in (await look("!loesung L1")).plain
