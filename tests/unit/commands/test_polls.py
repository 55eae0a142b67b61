"""Polls: what is read, who may, how it is counted, what the result says."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from PIL import Image

from bot.render import Renderer
from commands.chart import draw_bars
from commands.dispatch import Registry
from commands.errors import NotUnderstoodError
from commands.happenings import hear
from commands.poll_results import close_poll, poll_result
from commands.poll_words import PollWords, chosen, read_poll
from commands.port import Answer, Deletion, Place, Poll, PollEnd, Quoted, Reply, Role, Vote
from storage.planning import State
from storage.polls import PollView
from storage.store import Store
from tests.conftest import BERLIN, NOW, context

TEAM = {"sender": "@bea:example.org", "role": Role.ORGANISER}
CLOSES = datetime(2026, 11, 23, 15, 0, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wann? | Mo | Di", PollWords("Wann?", ("Mo", "Di"), False, None)),
        ("Wann?\nMo\nDi\nbis 15 Uhr", PollWords("Wann?", ("Mo", "Di"), False, CLOSES)),
        ("Wann? | Mo | Di bis 15 Uhr", PollWords("Wann?", ("Mo", "Di"), False, CLOSES)),
        ("Wann? bis 15 Uhr | Mo | Di", PollWords("Wann?", ("Mo", "Di"), False, CLOSES)),
        ("Wie lange? | bis 10 Tage | länger", PollWords("Wie lange?", ("bis 10 Tage", "länger"), False, None)),
        ("Wie aktiv sind wir? 1-3", PollWords("Wie aktiv sind wir?", ("1", "2", "3"), True, None)),
        ("Wie aktiv? | 0 bis 2 | bis 15 Uhr", PollWords("Wie aktiv?", ("0", "1", "2"), True, CLOSES)),
        ("Wie aktiv? Skala von 1 bis 2, bis 15 Uhr", PollWords("Wie aktiv?", ("1", "2"), True, CLOSES)),
    ],
)
def test_what_is_read(text: str, words: PollWords) -> None:
    assert read_poll(text, NOW) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wann?", "Eine Umfrage hat 2 bis 20 Antworten, hier steht keine."),
        ("Wann? | heute", "Eine Umfrage hat 2 bis 20 Antworten, hier steht eine."),
        ("Wann? | " + " | ".join(map(str, range(50))), "Eine Umfrage hat 2 bis 20 Antworten, hier stehen 50."),
        ("Wann? | a | A", "Die Antwort „A“ steht zweimal da."),
        ("Wie? 1-50", "Eine Skala geht von einer kleineren zu einer größeren Zahl und hat höchstens 20 Stufen."),
        ("Wie? 5-1", "Eine Skala geht von einer kleineren zu einer größeren Zahl und hat höchstens 20 Stufen."),
        ("? | a | b", "Es fehlt die Frage."),
        ("| |", "Bitte schreiben Sie die Frage und dahinter die Antworten."),
        ("Wann? | a | b | bis 31.2.", "Den 31. Februar gibt es nicht, der Februar hat höchstens 29 Tage."),
        ("Wann? | a | b | bis 1.1.2020", "Das Ende der Umfrage liegt in der Vergangenheit."),
        ("x" * 341 + " | a | b", "Die Frage ist zu lang, höchstens 340 Zeichen sind möglich."),
    ],
)
def test_what_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        read_poll(text, NOW)
    assert refused.value.sentence == said


@pytest.mark.parametrize(
    ("text", "answers", "is_scale", "number"),
    [
        ("2", ("a", "b"), False, 1),
        (" Nr. 1 ", ("a", "b"), False, 0),
        ("B!", ("a", "b"), False, 1),
        ("3", ("a", "b"), False, None),
        ("Das ist gut", ("a", "b"), False, None),
        ("3", ("3", "4"), True, 0),
        ("1", ("3", "4"), True, None),
    ],
)
def test_votes_in_words(text: str, answers: tuple[str, ...], is_scale: bool, number: int | None) -> None:
    assert chosen(text, answers, is_scale=is_scale) == number


class Room:
    """A room with a store; each message has its own number."""

    def __init__(self, registry: Registry, store: Store) -> None:
        self.registry, self.store, self.count = registry, store, 0

    async def say(self, line: str, **more: Any) -> Reply:
        self.count += 1
        parsed = self.registry.parse(line)
        assert parsed is not None
        reply = await self.registry.run(parsed, context(f"$say{self.count}", **(TEAM | more)), self.store)
        assert reply is not None
        return reply

    async def happens(self, happening: Any, sender: str = "@anna:example.org", **more: Any) -> Reply | None:
        self.count += 1
        return await hear(happening, context(f"$say{self.count}", sender=sender, **more), self.store)

    async def result(self) -> Reply:
        async with self.store.writing() as net:
            rows = await net.deliveries.claim(NOW + timedelta(hours=9), "test", timedelta(minutes=1))
            await net.deliveries.settle([replace(row, state=State.SENT) for row in rows])
            (row,) = [row for row in rows if row.kind == "umfrage"]
            assert row.room_id == "!netz"
            reply = await poll_result(net, int(row.subject))
        assert reply is not None
        return reply


@pytest.fixture
def room(registry: Registry, example: Store) -> Room:
    return Room(registry, example)


def text(reply: Reply) -> str:
    return Renderer().render(reply).plain


async def test_a_poll_from_question_to_result(room: Room) -> None:
    reply = await room.say("!umfrage Wann passt es? | Montag | Dienstag | bis 15 Uhr")
    assert (reply.poll, reply.waits) == (Poll("Wann passt es?", ("Montag", "Dienstag")), True)
    assert text(reply) == (
        "Die Umfrage läuft bis Montag, 23. November 2026, 15 Uhr: Wann passt es?\n"
        "1. Montag\n2. Dienstag\n"
        "\n"
        "Das Ergebnis zeigt nur Zahlen, keine Namen. Wer die Umfrage nicht sieht, antwortet auf diese Nachricht mit "
        "der Nummer; diese Antwort können alle lesen.\n"
        "Beenden: !umfrage ende"
    )
    assert await room.happens(Vote("$poll", ("0",), "$say1")) is None
    assert await room.happens(Vote("$poll", ("1",), "$say1")) is None
    assert await room.happens(Vote("$poll", ("99",), "$say1"), "@eve:example.org") is None
    assert await room.happens(Vote("$poll", ("1",), "$say1"), "@eve:example.org", role=Role.STRANGER) is None
    gone = Vote("$poll", (), "$say1")
    assert await room.happens(Vote("$poll", ("0",), "$say1"), "@dora:example.org") is None
    assert await room.happens(gone, "@dora:example.org") is None
    counted = await room.happens(Answer("$bot", "1", "$say1"), "@cora:example.org")
    assert counted is not None
    assert (counted.reaction, counted.silent) == ("gezählt", True)
    assert await room.happens(Answer("$bot", "Gute Frage", "$say1")) is None
    late = await room.happens(Answer("$bot", "2", "$say1"), "@late:example.org", now=CLOSES)
    assert late is not None
    assert text(late) == "Diese Umfrage ist schon beendet: Wann passt es?"
    assert await room.happens(Vote("$poll", ("1",), "$say1"), "@late:example.org", now=CLOSES) is None
    async with room.store.writing() as net:
        for poll in await net.polls.due(CLOSES):
            await close_poll(net, poll, CLOSES)
    result = await room.result()
    assert result.poll == PollEnd("$poll", "Die Umfrage ist beendet: Wann passt es?")
    assert text(result) == (
        "Ergebnis der Umfrage: Wann passt es?\n"
        "- Montag: 1 Stimme (50 Prozent)\n- Dienstag: 1 Stimme (50 Prozent)\n\nAbgestimmt: 2 Personen."
    )
    (picture,) = result.documents
    assert picture.caption == "Balkendiagramm zu „Wann passt es?“. Montag: 1 Stimme; Dienstag: 1 Stimme."
    assert (picture.mime, (picture.data or b"")[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert await room.happens(Vote("$poll", ("1",), "$say1")) is None


async def test_a_scale_asked_twice_shows_both(room: Room) -> None:
    line = "Wie aktiv sind wir in regionalen Kooperationen? 1-5"
    assert "Skala von 1 bis 5" in text(await room.say(f"!umfrage {line}"))
    for person, step in (("@a:b", "1"), ("@c:d", "2")):
        await room.happens(Answer("$bot", step, "$say1"), person)
    assert text(await room.say("!umfrage ende")) == (
        "Die Umfrage ist beendet, das Ergebnis folgt: Wie aktiv sind wir in regionalen Kooperationen?"
    )
    assert "\n\nAbgestimmt: 2 Personen.\nMittelwert: 1,5" in text(await room.result())
    again = await room.say("!umfrage wiederholen")
    command = f"$say{room.count}"
    assert text(again).startswith("Die Umfrage läuft noch einmal: Wie aktiv")
    assert text(await room.say("!umfrage wiederholen")).startswith("Hier läuft schon eine Umfrage.")
    for person, step in (("@a:b", "4"), ("@c:d", "5"), ("@e:f", "5")):
        await room.happens(Answer("$bot", step, command), person)
    await room.say("!umfrage ende")
    result = await room.result()
    assert text(result) == (
        "Ergebnis der Umfrage: Wie aktiv sind wir in regionalen Kooperationen?\n"
        "- 1: am Anfang 1 Stimme (50 Prozent), jetzt 0 Stimmen (0 Prozent)\n"
        "- 2: am Anfang 1 Stimme (50 Prozent), jetzt 0 Stimmen (0 Prozent)\n"
        "- 3: am Anfang 0 Stimmen (0 Prozent), jetzt 0 Stimmen (0 Prozent)\n"
        "- 4: am Anfang 0 Stimmen (0 Prozent), jetzt 1 Stimme (33 Prozent)\n"
        "- 5: am Anfang 0 Stimmen (0 Prozent), jetzt 2 Stimmen (67 Prozent)\n"
        "\n"
        "Abgestimmt haben am Anfang 2, jetzt 3 Personen.\n"
        "Mittelwert: am Anfang 1,5, jetzt 4,7"
    )


async def test_what_does_not_go(room: Room) -> None:
    assert text(await room.say("!umfrage ende")).startswith("Hier läuft keine Umfrage.")
    assert text(await room.say("!umfrage wiederholen")).startswith("In diesem Raum gab es noch keine Umfrage")
    assert text(await room.say("!umfrage A? | b | c", role=Role.MEMBER)).startswith("Den Befehl umfrage kann nur")
    assert text(await room.say("!umfrage A? | b | c", place=Place.DIRECT)).startswith("Eine Umfrage geht nur in einem")
    assert text(await room.say("!umfrage A? | b | c | bis 1.6.2027")).startswith(
        "Eine Umfrage läuft höchstens 60 Tage."
    )
    await room.say("!umfrage A? | b | c")
    edited = await room.say("!umfrage A? | b | d", original=f"$say{room.count}")
    assert text(edited).startswith("Eine laufende Umfrage lässt sich nicht ändern.")


async def test_the_one_that_is_answered_to_ends_and_a_deleted_one_is_forgotten(room: Room) -> None:
    await room.say("!umfrage A? | b | c")
    first = f"$say{room.count}"
    await room.say("!umfrage B? | b | c")
    second = f"$say{room.count}"
    async with room.store.writing() as net:
        await net.waiting.note_reply("$bot1", first, NOW)

    class Fetch:
        async def gather(self) -> Any:
            from commands.port import Gathered

            return Gathered(Quoted("$bot1", "@bot:example.org", ""))

    assert text(await room.say("!umfrage ende", gatherer=Fetch())).endswith("A?")
    assert await room.happens(Deletion(second)) is None
    async with room.store.reading() as net:
        assert await net.polls.by_command(second) is None
        assert await net.waiting.get(second) is None


def test_the_picture_grows_with_its_rows_and_holds_long_words(tmp_path: Any) -> None:
    few = draw_bars("Wie?", [("a", 0, None), ("b", 0, None)], ("jetzt", "am Anfang"))
    many = draw_bars("Wort " * 200, [("x" * 500, 3, 1)] * 20, ("jetzt", "am Anfang"))
    sizes = []
    for number, data in enumerate((few, many)):
        path = tmp_path / f"{number}.png"
        path.write_bytes(data)
        with Image.open(path) as image:
            sizes.append(image.size)
    assert [size[0] for size in sizes] == [1000, 1000]
    assert sizes[0][1] < 400 < sizes[1][1]


def test_a_view_is_complete() -> None:
    poll = PollView(1, "$1", "!r", "A?", ("a", "b"), is_scale=False, opened_at=NOW)
    assert poll.takes_votes(NOW)


async def test_the_result_is_noted_with_the_workshop_that_runs_and_found(room: Room) -> None:
    await room.say("!protokoll start W9")
    await room.say("!umfrage Wie löschfest sind wir? 1-3")
    for person, answer in (("@anna:example.org", "1"), ("@bea:example.org", "2")):
        await room.happens(Vote("$poll", (answer,), "$say2"), person)
    await room.say("!umfrage ende")
    said = "Wie löschfest sind wir? 1: 0 Stimmen; 2: 1 Stimme; 3: 1 Stimme. Mittelwert: 2,5. Abgestimmt: 2."
    async with room.store.reading() as net:
        event = await net.events.detail("W9")
        assert event is not None
        assert [one.text for one in event.insights if one.kind == "Umfrage"] == [said]
    assert "Wie »löschfest« sind wir?" in text(await room.say("!suche löschfest"))


async def test_a_poll_without_votes_or_without_a_workshop_is_not_noted(room: Room) -> None:
    await room.say("!umfrage Wie löschfest sind wir? 1-3")
    await room.happens(Vote("$poll", ("1",), "$say1"))
    await room.say("!umfrage ende")
    await room.say("!protokoll start W9")
    await room.say("!umfrage Wie müde sind wir? 1-3")
    await room.say("!umfrage ende")
    async with room.store.reading() as net:
        event = await net.events.detail("W9")
        assert event is not None
        assert [one.text for one in event.insights if one.kind == "Umfrage"] == []
