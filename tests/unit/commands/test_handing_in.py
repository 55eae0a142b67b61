"""Musterlösungen from the network: handed in, completed, reviewed, reused."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.render import Renderer
from commands.dispatch import Registry
from commands.happenings import hear
from commands.port import Answer, Document, Gathered, HandedFile, Place, Quoted, Reaction, Reply, Role
from commands.reuse import ask_whether_current
from storage.chat import RoomRecord
from storage.planning import State
from storage.store import Store
from tests.conftest import NOW, context
from tests.handed_in import EXE, docx, pdf

ANNA, BEA, CORA = "@anna:example.org", "@bea:example.org", "@cora:example.org"
TEAM = {"sender": BEA, "role": Role.ORGANISER, "place": Place.ORGANISERS, "room": "!team"}
WHOLE = """!teilen Titel: Vertrag über ein gemeinsames Rechenzentrum
Art: Vertrag
Nutzen: Regelt, wie zwei Kommunen ein Rechenzentrum teilen
Kommune: Stadt Musterhausen
Kontakt: Stabsstelle Digitalisierung, digital@musterhausen.example
Lizenz: weiß nicht
Themen: Rechenzentrum, Zusammenarbeit"""
Tell = Callable[..., Awaitable[str]]


class Fetch:
    def __init__(self, file: HandedFile | None = None, quoted: Quoted | None = None) -> None:
        self.gathered = Gathered(quoted, file)

    async def gather(self) -> Gathered:
        return self.gathered


class Talk:
    """Says lines as people do, each a message of its own, and reads what the bot says."""

    def __init__(self, registry: Registry, store: Store) -> None:
        self.registry, self.store = registry, store
        self.count = 0
        self.documents: tuple[Document, ...] = ()

    async def __call__(
        self, line: str, *, file: tuple[str, bytes] | None = None, quoted: Quoted | None = None, **more: Any
    ) -> str:
        self.count += 1
        handed = HandedFile(file[0], "application/octet-stream", file[1]) if file else None
        where = context(f"$say{self.count}", gatherer=Fetch(handed, quoted), **more)
        parsed = self.registry.parse(line)
        assert parsed is not None
        reply = await self.registry.run(parsed, where, self.store)
        return self.read(reply, f"$say{self.count}")

    async def hears(self, happening: Any, **more: Any) -> str | None:
        self.count += 1
        reply = await hear(happening, context(f"$say{self.count}", **more), self.store)
        return None if reply is None else self.read(reply, f"$say{self.count}")

    def read(self, reply: Reply | None, command: str) -> str:
        assert reply is not None
        self.documents = reply.documents
        return Renderer().render(reply).plain

    async def told(self, target: str) -> list[str]:
        """What is planned for a room or person, and settles it as sent ($told0, $told1 …)."""
        async with self.store.writing() as net:
            rows = list(await net.deliveries.claim(NOW + timedelta(hours=1), "test", timedelta(minutes=1)))
            mine = [row for row in rows if row.room_id == target]
            sent = [replace(row, state=State.SENT, sent_event=f"$told {row.subject}", sent_at=NOW) for row in mine]
            await net.deliveries.settle(sent)
            await net.deliveries.settle([replace(row, state=State.PLANNED) for row in rows if row not in mine])
        return [
            Renderer().render(Reply(row.data["vorlage"], {"prefix": "!", **row.data["daten"]})).plain
            if "vorlage" in row.data
            else f"{row.kind}: {row.data}"
            for row in mine
        ]


@pytest.fixture
async def talk(registry: Registry, example: Store) -> Talk:
    async with example.writing() as net:
        await net.rooms.save(RoomRecord(room_id="!team", role="orga", prefix="!"))
    return Talk(registry, example)


async def test_a_whole_one_is_read_back_and_goes_to_review(talk: Talk) -> None:
    assert await talk(WHOLE, file=("../Vertrag RZ.pdf", pdf())) == (
        "Danke, die Musterlösung ist als L11 eingereicht und wird vom Organisationsteam geprüft.\n"
        "\n"
        "- Titel: Vertrag über ein gemeinsames Rechenzentrum\n"
        "- Art: Vertrag\n"
        "- Nutzen: Regelt, wie zwei Kommunen ein Rechenzentrum teilen\n"
        "- Kommune: Stadt Musterhausen\n"
        "- Kontakt: Stabsstelle Digitalisierung, digital@musterhausen.example\n"
        "- Lizenz: unklar\n"
        "- Themen: Rechenzentrum, Zusammenarbeit\n"
        "- Datei: Vertrag RZ.pdf (PDF, 551 Byte, Barrierefreiheit unbekannt)\n"
        "\n"
        "Es ist alles da. Weitere Dateien kommen dazu, wenn Sie auf sie mit !teilen L11 antworten"
    )
    assert await talk.told("!team") == [
        (
            "Zur Prüfung: L11, Vertrag über ein gemeinsames Rechenzentrum\n"
            "- Titel: Vertrag über ein gemeinsames Rechenzentrum\n"
            "- Art: Vertrag\n"
            "- Nutzen: Regelt, wie zwei Kommunen ein Rechenzentrum teilen\n"
            "- Kommune: Stadt Musterhausen\n"
            "- Kontakt: Stabsstelle Digitalisierung, digital@musterhausen.example\n"
            "- Lizenz: unklar\n"
            "- Themen: Rechenzentrum, Zusammenarbeit\n"
            "- Datei: Vertrag RZ.pdf (PDF, 551 Byte, Barrierefreiheit unbekannt)\n"
            "- Eingereicht von: @anna:example.org\n"
            "\n"
            "Ansehen mit allen Dateien: !loesung L11\n"
            "Freigeben: !freigeben L11\n"
            "Ablehnen mit Grund: !ablehnen L11 Grund\n"
            "In einem unverschlüsselten Raum genügt zum Freigeben die Reaktion mit dem Haken ✅."
        )
    ]
    assert "ist keine Musterlösung gespeichert" in await talk("!loesungen Rechenzentrum teilen")
    assert await talk("!loesung L11") == "Die Nummer L11 gibt es nicht.\nBeispiel: !loesungen"


async def test_a_file_alone_is_a_stub(talk: Talk) -> None:
    said = await talk("!teilen", file=("Dienst_anweisung KI.docx", docx()))
    assert said == (
        "Danke, die Musterlösung ist als L11 eingereicht und wird vom Organisationsteam geprüft.\n"
        "\n"
        "- Titel: Dienst anweisung KI\n"
        "- Datei: Dienst_anweisung KI.docx (Word-Dokument, 426 Byte, Barrierefreiheit unbekannt)\n"
        "\n"
        "Es fehlt noch: Art, Nutzen, Kommune, Kontakt, Lizenz\n"
        "Ergänzen Sie es in einer Antwort auf diese Nachricht oder so: !teilen L11 Lizenz: CC-BY-4.0"
    )
    said = await talk("!teilen L11 Lizenz: CC-BY-4.0", file=("Anlage.pdf", pdf()))
    assert "- Lizenz: CC-BY-4.0\n" in said
    assert "- Datei: Anlage.pdf (PDF, 551 Byte, Barrierefreiheit unbekannt)\n" in said
    said = await talk("!teilen L11 Barrierefrei: ja")
    assert "- Datei: Anlage.pdf (PDF, 551 Byte, barrierefrei)\n" in said
    assert (await talk("!teilen L11 Barrierefreiheit: vielleicht")).startswith("Möglich ist: ja, nein oder teilweise.")
    assert "Die Datei war schon hinterlegt." in await talk("!teilen L11", file=("Noch einmal.pdf", pdf()))


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("!teilen Satzung IKZ", {"title": "Satzung IKZ"}),
        ("!teilen titel: A, art: Vertrag; Lizenz: MIT", {"title": "A", "kind": "Vertrag", "licence": "MIT"}),
        ("!teilen\n* Lizens: MIT\n**Titel**: B\n", {"title": "B", "licence": "MIT"}),
        ("!teilen THEMEN: a; b, a\nTitel: C", {"title": "C", "topics": "a, b"}),
        (
            "!teilen Titel: D\nBeschreibung: eins\nzwei: drei\nFörderung: keine",
            {"title": "D", "description": "eins", "funding": "keine"},
        ),
        (
            "!teilen Titel: E\nLink: https://a.example/b\nGröße: 20.000",
            {"title": "E", "url": "https://a.example/b", "size_class": "20.000"},
        ),
        (
            "!teilen Satzung IKZ | Vertrag | Regelt zwei Häfen | Lizenz: MIT | und mehr",
            {"title": "Satzung IKZ", "kind": "Vertrag", "use": "Regelt zwei Häfen", "licence": "MIT und mehr"},
        ),
        ("!teilen Recht | Pflicht", {"title": "Recht", "kind": "Pflicht"}),
        ("!teilen Titel: F\nTelefon Frau Muster 0171 2345678", {"title": "F\nTelefon Frau Muster"}),
    ],
)
async def test_fields_in_any_order(talk: Talk, line: str, values: dict[str, str]) -> None:
    said = await talk(line)
    async with talk.store.reading() as net:
        submission = await net.submissions.get(11)
    if submission is None:
        assert "gehört" in said
    else:
        assert submission.values == values


@pytest.mark.parametrize(
    ("line", "file", "said"),
    [
        ("!teilen", None, "Es fehlt ein Titel oder eine Datei."),
        ("!teilen Titel: X\nKontakt: erika.muster@gmx.de", None, "Die Angabe „Kontakt“ enthält eine Mailadresse"),
        ("!teilen Titel: X\nKontakt: info@web.de", None, "Die Angabe „Kontakt“ enthält eine Mailadresse"),
        ("!teilen Titel: X\nKontakt: 0171 2345678", None, "Die Angabe „Kontakt“ enthält eine Mailadresse"),
        ("!teilen Titel: X\nLink: javascript:alert(1)", None, "Der Link muss eine Webadresse sein"),
        ("!teilen Titel: " + "x" * 301, None, "Die Angabe „Titel“ ist zu lang"),
        ("!teilen L999 Lizenz: MIT", None, "Die Nummer L999 gibt es nicht."),
        ("!teilen L1 Lizenz: MIT", None, "L1 können nur die Person, die sie eingereicht hat"),
        ("!teilen Titel: X", ("Vertrag.pdf", EXE), "Der Inhalt der Datei ist ein Programm."),
        ("!teilen Titel: X", ("Vertrag.pdf", b"%PDF-1.4\nstartxref\n9\n%%EOF"), "Das PDF ist beschädigt"),
    ],
)
async def test_what_is_refused_leaves_nothing(talk: Talk, tmp_path: Path, line: str, file: Any, said: str) -> None:
    assert (await talk(line, file=file)).startswith(said)
    async with talk.store.reading() as net:
        assert await net.submissions.get(11) is None
    assert not list((tmp_path / "dateien").glob("??/*"))


async def test_an_answer_completes_and_an_edit_does_not_hand_in_twice(talk: Talk) -> None:
    await talk("!teilen Titel: Satzung")
    said = await talk.hears(Answer("$bot", "Art: Satzung\nNutzen: Spart ein Jahr", "$say1"))
    assert said is not None
    assert said.startswith("L11 ist ergänzt.\n- Titel: Satzung\n- Art: Satzung\n- Nutzen: Spart ein Jahr\n")
    assert await talk.hears(Answer("$bot", "Danke schön", "$say1")) is None
    assert await talk.hears(Answer("$bot", "Art: Vertrag", "$say1"), sender=CORA) is None
    assert (await talk("!teilen Titel: Satzung der Stadt", original="$say1")).startswith(
        "L11 ist ergänzt.\n- Titel: Satzung der"
    )
    assert (await talk.told("!team"))[1:] == [
        (
            "L11, Satzung, ist ergänzt. Es fehlt noch: Kommune, Kontakt, Lizenz.\n"
            "Ansehen: !loesung L11\nFreigeben: !freigeben L11"
        )
    ]


async def test_release_with_gaps_only_if_meant(talk: Talk) -> None:
    await talk("!teilen Titel: Satzung")
    assert await talk("!freigeben L11", **TEAM) == (
        "L11, Satzung, ist noch nicht freigegeben. Es fehlt: Art, Nutzen, Kommune, Kontakt, Lizenz\n"
        "Ergänzen: !teilen L11 Lizenz: CC-BY-4.0\n"
        "Auch so freigeben: !freigeben L11 trotzdem"
    )
    assert (await talk("!luecken", **TEAM)).startswith("Musterlösungen in Prüfung oder mit Lücken\n- L1: ")
    assert (await talk("!freigeben L11 trotzdem", **TEAM)).startswith("L11, Satzung, ist freigegeben")
    said = await talk("!aendern L11 Lizenz: MIT", **TEAM)
    assert said.startswith("L11 ist ergänzt.\n- Titel: Satzung\n- Lizenz: MIT\n")
    assert (await talk("!freigeben L11", **TEAM)) == "L11 ist schon freigegeben.\nBeispiel: !loesung L11"
    assert (await talk("!freigeben L11")).startswith("Den Befehl freigeben kann nur das Organisationsteam ausführen.")


async def test_released_it_is_found_with_its_file_and_everybody_is_told(talk: Talk) -> None:
    async with talk.store.writing() as net:
        await net.subscriptions.add(CORA, "Zusammenarbeit")
        await net.subscriptions.add(CORA, "Rechenzentrum")
    data = pdf("Schiedsvereinbarung")
    await talk(WHOLE, file=("Vertrag.pdf", data))
    (await talk.told("!team"))
    assert await talk.hears(Reaction("$told L11", "✅"), **TEAM, is_encrypted=True) == (
        "In verschlüsselten Räumen sind Reaktionen nicht geschützt. Bitte tippen Sie den Befehl.\nFreigeben: !freigeben L11"
    )
    assert await talk.hears(Reaction("$told L11", "✅"), room="!team") is None
    assert await talk.hears(Reaction("$anders", "✅"), **TEAM) is None
    assert await talk.hears(Reaction("$told L11", "✅️"), **TEAM) == (
        "L11, Vertrag über ein gemeinsames Rechenzentrum, ist freigegeben und wird ab jetzt gefunden. "
        "Die Person, die sie eingereicht hat, erfährt es im Direktchat."
    )
    assert await talk.told(ANNA) == [
        (
            "Ihre Musterlösung Vertrag über ein gemeinsames Rechenzentrum ist freigegeben. Danke, dass Sie sie teilen.\n"
            "So wird sie gefunden: !loesung L11"
        )
    ]
    assert len(await talk.told(CORA)) == 1
    said = await talk("!loesung L11", sender=CORA)
    assert said.endswith("Dateien\n- Vertrag: Vertrag.pdf (PDF, 551 Byte, Barrierefreiheit unbekannt)")
    (document,) = talk.documents
    assert document.caption == "Vertrag.pdf (PDF, 551 Byte, Barrierefreiheit unbekannt)"
    assert Path(document.path or "").read_bytes() == data
    assert "L11" in await talk("!suche Schiedsvereinbarung")
    Path(document.path or "").unlink()
    assert (await talk("!loesung L11")).endswith(
        "sie fehlt im Datenordner, bitte sagen Sie dem Organisationsteam Bescheid"
    )
    assert talk.documents == ()


async def test_a_rejection_says_why_and_a_change_asks_again(talk: Talk) -> None:
    await talk(WHOLE)
    assert (await talk("!ablehnen L11", **TEAM)).startswith("Bitte nennen Sie den Grund.")
    assert await talk("!ablehnen L11 Es stehen Namen darin", **TEAM) == (
        "L11, Vertrag über ein gemeinsames Rechenzentrum, ist abgelehnt. Die Person, die sie eingereicht hat, "
        "erfährt im Direktchat den Grund.\nGrund: Es stehen Namen darin"
    )
    assert "Grund: Es stehen Namen darin\n" in (await talk.told(ANNA))[0]
    await talk.told("!team")
    assert (await talk("!teilen L11 Fassung: ohne Namen")).startswith("L11 ist ergänzt.")
    assert (await talk.told("!team"))[0].startswith("Zur Prüfung: L11")
    assert "Stand: eingereicht" in await talk("!loesung L11", **TEAM)
    assert (await talk("!zurueckziehen L11", sender=CORA)).startswith(
        "L11 können nur die Person, die sie eingereicht hat"
    )
    assert await talk("!zurueckziehen L11") == (
        "L11, Vertrag über ein gemeinsames Rechenzentrum, ist zurückgezogen und wird nicht mehr gefunden."
    )
    assert (await talk.told("!team"))[0].startswith(
        "L11, Vertrag über ein gemeinsames Rechenzentrum, ist von der Person"
    )


async def test_a_command_that_came_with_the_file_is_no_title(talk: Talk) -> None:
    said = await talk(
        "!teilen", file=("satzung.docx", docx()), quoted=Quoted("$file", ANNA, "!teilen Titel: Kooperationsvertrag")
    )
    assert "- Titel: satzung\n" in said


async def test_nobody_is_told_where_the_person_has_been_forgotten(talk: Talk) -> None:
    await talk(WHOLE)
    async with talk.store.writing() as net:
        await net.forget_person(ANNA, NOW)
    assert await talk("!ablehnen L11 Bitte ohne Namen", **TEAM) == (
        "L11, Vertrag über ein gemeinsames Rechenzentrum, ist abgelehnt.\nGrund: Bitte ohne Namen"
    )
    async with talk.store.writing() as net:
        await ask_whether_current(net, NOW + timedelta(days=800))
        rows, _total = await net.deliveries.listed((State.PLANNED,), offset=0, limit=50)
    assert "Netzwerk" not in {row.room_id for row in rows}


async def test_what_is_in_review_shows_itself_to_organisers_and_who_handed_it_in(talk: Talk) -> None:
    await talk("!teilen Titel: Satzung")
    assert (await talk("!loesung L11", **TEAM)).startswith("L11: Satzung\n- Stand: eingereicht\n")
    assert (await talk("!loesung L11", place=Place.DIRECT)).startswith("L11: Satzung\n- Stand: eingereicht\n")
    assert (await talk("!loesung L11", place=Place.DIRECT, sender=CORA)).startswith("Die Nummer L11 gibt es nicht.")


async def test_interest_is_an_organisation_with_a_date(talk: Talk) -> None:
    assert await talk("!interesse L1") == (
        "Für welche Organisation? Bitte antworten Sie auf diese Nachricht mit ihrem Namen, oder schreiben Sie "
        "!interesse L1 Gemeinde Beispiel\nGefragt ist zu: L1, " + await title(talk, 1)
    )
    assert await talk.hears(Answer("$bot", "Gemeinde Nordheim", "$say1")) == (
        f"Gemeinde Nordheim hat Interesse an L1, {await title(talk, 1)}.\nDas Organisationsteam ist benachrichtigt."
    )
    assert (await talk.told("!team"))[0].startswith("Gemeinde Nordheim hat Interesse an L1, ")
    assert (await talk("!interesse L1")).startswith("Das war schon vermerkt: Gemeinde Nordheim hat Interesse an L1")
    assert "- Interesse: 1 Organisation (Gemeinde Nordheim)" in await talk("!loesung L1")
    assert (await talk("!nachgenutzt L1")).startswith("Gemeinde Nordheim nutzt nach: L1")
    assert (await talk("!nachgenutzt L1 Kreis Südheim", sender=CORA)).startswith("Kreis Südheim nutzt nach: L1")
    said = await talk("!loesung L1")
    assert (
        "- Nachgenutzt von: Gemeinde Nordheim (seit Montag, 23. November 2026), "
        "Kreis Südheim (seit Montag, 23. November 2026)\n" in said
    )
    assert "Interesse" not in said
    assert (await talk("!interesse L1 @anna:example.org")).startswith("Bitte nennen Sie die Organisation")
    assert (await talk("!interesse L99")).startswith("Eine Musterlösung L99 gibt es nicht.")


async def title(talk: Talk, number: int) -> str:
    async with talk.store.reading() as net:
        submission = await net.submissions.get(number)
    assert submission is not None
    return submission.title


async def test_after_a_year_it_is_asked_whether_it_is_current(talk: Talk) -> None:
    await talk(WHOLE)
    await talk("!freigeben L11", **TEAM)
    await talk.told(ANNA)

    async def ask(days: int) -> None:
        async with talk.store.writing() as net:
            await ask_whether_current(net, NOW.astimezone(UTC) + timedelta(days=days))

    await ask(364)
    await ask(365)
    await ask(366)
    async with talk.store.writing() as net:
        rows = await net.deliveries.claim(NOW + timedelta(days=400), "test", timedelta(minutes=1))
    mine = [
        (row.room_id, row.data["vorlage"], row.occurrence)
        for row in rows
        if row.subject == "L11" and row.room_id == ANNA
    ]
    assert mine == [(ANNA, "zu_aktuell", "aktuell 2027-11-23")]
    assert await talk("!aktuell L11") == (
        "Danke. L11, Vertrag über ein gemeinsames Rechenzentrum, gilt als aktuell; in einem Jahr frage ich wieder."
    )
    assert (await talk("!aktuell L11", sender=CORA)).startswith("Das können nur die Person, die L11 eingereicht hat")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("!aktuell", "Bitte nennen Sie eine Nummer oder Worte aus dem Titel."),
        ("!aktuell W9", "W9 ist eine Veranstaltung."),
        ("!aktuell L99", "Die Nummer L99 gibt es nicht."),
        ("!aktuell l 11.", "Danke. L11, Vertrag über ein gemeinsames Rechenzentrum, gilt als aktuell"),
        ("!aktuell Vertrag gemeinsames Rechenzentrum", "Danke. L11, Vertrag über ein gemeinsames Rechenzentrum"),
        ("!zurueckziehen", "Bitte nennen Sie eine Nummer oder Worte aus dem Titel."),
        ("!zurueckziehen #11", "L11, Vertrag über ein gemeinsames Rechenzentrum, ist zurückgezogen"),
        ("!zurueckziehen qqqq", "Zu „qqqq“ habe ich nichts gefunden."),
    ],
)
async def test_one_is_named_by_number_or_words(talk: Talk, line: str, said: str) -> None:
    await talk(WHOLE)
    await talk("!freigeben L11", **TEAM)
    assert (await talk(line, **(TEAM if "zurueck" in line else {}))).startswith(said)
