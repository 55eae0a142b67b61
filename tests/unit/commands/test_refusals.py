"""What is refused in the chat, with a clear sentence and nothing stored: files, organisers' commands, polls."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.gather import Gathering
from bot.render import Renderer
from commands.dispatch import Registry, load
from commands.happenings import hear
from commands.port import Answer, Gathered, HandedFile, Place, Reaction, Role
from storage.base import Base
from storage.chat import RoomRecord
from storage.file_types import READABLE
from storage.store import Store
from tests.conftest import context
from tests.hostile import CALENDARS, FILES, IMPORTED, TOO_LARGE, WINDOWS_1252
from tests.unit.bot.test_gather import FakeMatrix

RENDERER = Renderer()
ORGANISERS = {"role": Role.ORGANISER, "place": Place.ORGANISERS, "room": "!orga", "sender": "@orga:example.org"}
OF_ORGANISERS = [one for one in load().commands if one.role is Role.ORGANISER]
OFFICE_BOMB = "Die Office-Datei ist entpackt unverhältnismäßig groß und wird deshalb nicht angenommen."
HANDED_IN = {
    "zip bomb": OFFICE_BOMB,
    "lying zip bomb": "Die Office-Datei ist beschädigt und lässt sich nicht öffnen.",
    "broken pdf": "Das PDF ist beschädigt: Sein Ende fehlt.",
    "cut pdf": "Das PDF ist beschädigt: Sein Ende fehlt.",
    "program": f"Der Inhalt der Datei ist ein Programm. {READABLE}",
}
AS_SUMMARY = "Diese Datei kann ich nicht als Zusammenfassung lesen. Möglich sind .docx, .md und .txt."


class Hands:
    def __init__(self, filename: str, data: bytes) -> None:
        self.file = HandedFile(filename, "application/octet-stream", data)

    async def gather(self) -> Gathered:
        return Gathered(file=self.file)


class Asking:
    """Says lines, and looks whether anything is stored by them."""

    def __init__(self, registry: Registry, store: Store) -> None:
        self.registry, self.store = registry, store
        self.count = 0

    async def everything(self) -> dict[str, list[Any]]:
        """All rows of all tables, and the files in the data folder."""
        async with self.store.reading() as net:
            rows: dict[str, list[Any]] = {
                table.name: [
                    tuple(row) for row in await net.session.execute(select(table).order_by(*table.primary_key))
                ]
                for table in Base.metadata.sorted_tables
            }
        rows["dateien"] = sorted(str(path) for path in self.store.data_dir.glob("dateien/*/*"))
        return rows

    def where(self, changes: dict[str, Any]) -> Any:
        self.count += 1
        return context(f"$frage{self.count}", **changes)

    async def refused(self, line: str, **changes: Any) -> str:
        """The answer to a line that must not store anything; its first line, without the example."""
        before = await self.everything()
        parsed = self.registry.parse(line)
        assert parsed is not None
        reply = await self.registry.run(parsed, self.where(changes), self.store)
        assert reply is not None
        assert reply.template == "fehler"
        assert await self.everything() == before
        return RENDERER.render(reply).plain.split("\n")[0]


@pytest.fixture
async def asking(registry: Registry, example: Store) -> Asking:
    async with example.writing() as net:
        await net.rooms.save(RoomRecord("!netz", "netzwerk"))
    return Asking(registry, example)


@pytest.mark.parametrize(("filename", "data", "sentence"), IMPORTED.values(), ids=IMPORTED.keys())
async def test_a_file_that_must_not_be_imported(asking: Asking, filename: str, data: bytes, sentence: str) -> None:
    assert await asking.refused("!import", gatherer=Hands(filename, data), **ORGANISERS) == sentence


@pytest.mark.parametrize("name", FILES)
async def test_a_file_that_must_not_be_handed_in(asking: Asking, name: str) -> None:
    filename, data, _ = FILES[name]
    assert await asking.refused("!teilen Titel: Vertrag", gatherer=Hands(filename, data)) == HANDED_IN[name]


@pytest.mark.parametrize("name", FILES)
async def test_a_file_that_is_no_summary(asking: Asking, name: str) -> None:
    filename, data, sentence = FILES[name]
    said = await asking.refused("!bericht W9", gatherer=Hands(filename, data), **ORGANISERS)
    assert said == (AS_SUMMARY if "pdf" in name else sentence)


@pytest.mark.parametrize("line", ["!import", "!teilen Titel: Vertrag", "!bericht W9"])
@pytest.mark.parametrize("said_size", [TOO_LARGE, 10], ids=["declared", "lying"])
async def test_a_file_of_200_mb(asking: Asking, line: str, said_size: int) -> None:
    matrix = FakeMatrix(bytes(20_000_001))
    content = {"body": "a.pdf", "url": "mxc://a/b", "info": {"size": said_size}}

    async def scan(data: bytes) -> None:
        raise AssertionError(len(data))

    hands = Gathering(matrix, "!orga", target=None, file=content, limit=20_000_000, scan=scan)  # type: ignore[arg-type]
    said = await asking.refused(line, gatherer=hands, **ORGANISERS)
    assert said == "Die Datei ist zu groß. Möglich sind höchstens 20 MB."
    assert matrix.asked == (0 if said_size == TOO_LARGE else 1)


async def test_a_table_in_windows_1252_is_read(asking: Asking) -> None:
    parsed = asking.registry.parse("!import")
    assert parsed is not None
    reply = await asking.registry.run(
        parsed, asking.where({"gatherer": Hands("termine.csv", WINDOWS_1252), **ORGANISERS}), asking.store
    )
    assert reply is not None
    lines = RENDERER.render(reply).plain.split("\n")
    assert lines[2:5] == [
        "Entwurf W10: Grüne Runde",
        "- Datum: Mittwoch, 3. März 2027",
        "- Ort: Bürgerhaus Köln",
    ]


@pytest.mark.parametrize("place", [Place.NETWORK, Place.DIRECT])
@pytest.mark.parametrize(
    ("name", "line"), [(command.name, line) for command in OF_ORGANISERS for line in command.examples]
)
async def test_a_member_tries_what_is_for_organisers(asking: Asking, name: str, line: str, place: Place) -> None:
    where = {"place": place, "is_room_admin": True, "gatherer": Hands("termine.csv", WINDOWS_1252)}
    said = await asking.refused(f"!{line}", **where)
    assert said == f"Den Befehl {name} kann nur das Organisationsteam ausführen."


@pytest.mark.parametrize("name", [name for command in OF_ORGANISERS for name in command.names])
async def test_no_other_name_of_it_helps(asking: Asking, name: str) -> None:
    said = await asking.refused(f"!{name} W9 L1 Wo: Hamm")
    assert said.endswith(" kann nur das Organisationsteam ausführen.")


async def test_a_member_answers_and_reacts_to_what_waits_for_organisers(asking: Asking) -> None:
    for line in ("!neu Stammtisch am 3. Dezember 18 Uhr in Soest", "!bericht W9"):
        parsed = asking.registry.parse(line)
        assert parsed is not None
        await asking.registry.run(parsed, asking.where(ORGANISERS), asking.store)
    before = await asking.everything()
    for command in ("$frage1", "$frage2"):
        for happening in (
            Answer("$r", "ja", command),
            Answer("$r", "Titel: Gekapert", command),
            Answer("$r", "Überblick: Gekapert", command),
            Reaction("$r", "✅", command),
            Reaction("$r", "❌", command),
        ):
            assert await hear(happening, asking.where({"room": "!orga"}), asking.store) is None
    assert await asking.everything() == before


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("!raum rolle orga", "Die Rolle eines Raums kann nur das Organisationsteam festlegen."),
        ("!raum vieraugen aus", "Das Vier-Augen-Prinzip kann nur das Organisationsteam ein- und ausschalten."),
    ],
)
async def test_a_room_admin_does_not_become_an_organiser(asking: Asking, line: str, sentence: str) -> None:
    assert await asking.refused(line, is_room_admin=True) == sentence


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (1, "Eine Umfrage hat 2 bis 20 Antworten, hier steht eine."),
        (50, "Eine Umfrage hat 2 bis 20 Antworten, hier stehen 50."),
    ],
)
async def test_a_poll_of_1_or_50_answers(asking: Asking, answers: int, sentence: str) -> None:
    line = "!umfrage Wann? | " + " | ".join(f"Tag {number}" for number in range(answers))
    assert await asking.refused(line, **ORGANISERS) == sentence


def test_every_command_of_organisers_is_tried() -> None:
    assert len(OF_ORGANISERS) >= 20
    assert len(CALENDARS) == 3
