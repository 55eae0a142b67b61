"""The examples that help shows, and the facts of the example network as members ask for them."""

from collections.abc import Awaitable, Callable

import pytest

from commands.dispatch import Parsed, Registry, load
from commands.port import Place, Reply, Role
from storage.store import Store
from tests.conftest import context
from tests.unit.commands.conftest import RENDERER, Say

Add = Callable[[str], Awaitable[None]]
AHEAD = """
veranstaltungen:
  - {titel: Probe eins, wann: 2027-01-12T10:00/12:00}
  - {titel: Probe zwei, wann: 2027-02-12T10:00/12:00}
  - titel: Probe drei
    wann: 2027-03-12T10:00/12:00
    programm: [{kuerzel: B, titel: Recht, personen: [{name: Eva Muster, rolle: Moderation}]}]
"""
GOING_ON = {"mehr", "ok", "verwerfen", "rueckgaengig", "umfrage"}  # with what was said before, which is nothing here
EXAMPLES = [(one.name, example) for one in load().commands for example in one.examples]


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
async def test_the_examples_in_help_work(registry: Registry, example: Store, add: Add, name: str, line: str) -> None:
    await add(AHEAD)
    parsed = registry.parse(f"!{line}")
    assert isinstance(parsed, Parsed)
    assert parsed.command.name == name
    organiser = context(role=Role.ORGANISER, place=Place.ORGANISERS)
    reply = await registry.run(parsed, organiser, example)
    assert isinstance(reply, Reply)
    if reply.template == "fehler":  # it names something that is not there, or a list to go on with
        assert name in GOING_ON or any(word in reply.data["satz"] for word in line.split()[1:]), reply.data
    RENDERER.render(reply)


FACTS = [
    ("!workshop W9.B", ["Moderation: Dorothee Fricke", "Reflexion: Dr. Charlotte Räuchle", "Input: Kathrin Viergutz"]),
    ("!workshop workshop b iserlohn", ["Moderation: Dorothee Fricke", "Mittwoch, 6. September 2023, 10 bis 18 Uhr"]),
    ("!workshop b iserlohn", ["Moderation: Dorothee Fricke"]),
    ("!workshop Iserlohn", ["W9: Regionalkonferenz Iserlohn", "rund 120 Teilnehmende", "W9.D: Workshop D"]),
    ("!workshop achern", ["Datum: Mai 2022", "Oliver Kasties", "GoNet", "Andreas Möser", "Social-Media-Kanäle"]),
    ("!programm drehbuch", ["11:40 Uhr", "Michael Dreier, Bürgermeister, Stadt Paderborn", "12:10 Uhr", "12:50 Uhr"]),
    ("!suche buergermeister paderborn", ["Michael Dreier", "Bürgermeister, Stadt Paderborn", "11:40 Uhr"]),
    ("!wer moderation workshop b", ["Dorothee Fricke", "Moderation: W9.B", "Mittwoch, 6. September 2023"]),
    ("!loesung moenchengladbach", ["Kooperationsvertrag", "Geteilt von: Stadt Mönchengladbach", "W9.D"]),
    ("!massnahmen bad schönborn", ["Gemeinderat", "vorstellen", "Stand: offen"]),
    ("!massnahmen A1", ["Maßnahme A1", "Verantwortlich: Gemeinde Bad Schönborn", "Aus: W4"]),
    ("!zusammenfassung bad schoenborn", ["Gemeinderat"]),
    ("!archiv 2018", ["Dienstag, 20. November 2018, 11:30 bis 13:00 Uhr", "CityCube Berlin, Workshop-Raum M8"]),
    ("!archiv juni 2023", ["Freitag, 2. Juni, bis Sonntag, 4. Juni 2023"]),
    ("!workshop W8 workshop 1 sonntag", ["Motivation und Resilienz", "René Märtin", "Sonntag, 4. Juni 2023"]),
    ("!wer storytelling", ["Dorothee Fricke"]),
    ("!suche kooperationsverträge", ["Kooperationsvertrag der Stadt Mönchengladbach"]),
    ("!suche Soziogramm", ["W9.D"]),
    ("!loesungen vertrag", ["L6"]),
    ("!loesungen L6", ["Kooperationsvertrag der Stadt Mönchengladbach"]),
    ("!workshop neubrandenburg digitale strategie", ["Prof. Dr. Andreas Wehrenpfennig", "Dr. Marcus Ott, CDO"]),
    ("!termine mai 2022", ["(Mai 2022)", "!archiv Mai 2022"]),
]


@pytest.mark.parametrize(("line", "facts"), FACTS, ids=[line for line, _ in FACTS])
async def test_facts_of_the_example_network(say: Say, line: str, facts: list[str]) -> None:
    text = await say(line)
    assert text is not None
    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize("line", ["!archiv mai 2022", "!workshop W5", "!programm W5", "!suche achern", "!kalender W5"])
async def test_a_month_is_never_shown_as_a_day(say: Say, line: str) -> None:
    text = await say(line)
    assert text is not None
    assert "Mai 2022" in text
    assert "1. Mai 2022" not in text.replace("11. Mai 2022", "")


async def test_a_label_on_two_days_gives_a_choice(say: Say) -> None:
    assert await say("!workshop W8 workshop 1") == (
        "Das passt auf mehrere Einträge. Was meinen Sie?\n"
        "- !workshop W8.SA-WS1: Smart & Social: Strategien für eine sozialdemokratische digitale Transformation "
        "(Workshop 1), Samstag, 3. Juni 2023\n"
        "- !workshop W8.SO-WS1: Motivation und Resilienz: Kraft- und Schutzstrategien für das politische Ehrenamt "
        "(Workshop 1), Sonntag, 4. Juni 2023"
    )


async def test_words_that_fit_equally_well_give_a_choice(say: Say) -> None:
    text = await say("!workshop Neubrandenburg")
    assert text is not None
    assert text.startswith("Das passt auf mehrere Einträge. Was meinen Sie?\n- !workshop W")
    assert "W3: Neubrandenburg" in text
    assert "W7: Neubrandenburg" in text


async def test_an_insight_is_told_where_it_is_asked_for(say: Say) -> None:
    text = await say("!workshop E1")
    assert text is not None
    assert text.startswith("E1 ist eine Erkenntnis: ")


async def test_a_hit_shows_why_it_was_found(registry: Registry, example: Store) -> None:
    parsed = registry.parse("!suche Storytelling")
    assert parsed is not None
    reply = await registry.run(parsed, context(), example)
    assert reply is not None
    rendered = RENDERER.render(reply)
    assert "<strong>Storytelling</strong>" in rendered.html
    assert "»Storytelling«" in rendered.plain


async def test_data_protection_names_who_is_responsible(example: Store) -> None:
    from commands.privacy import Privacy

    registry = load(Privacy("Stadt Muster", "Frau Beispiel", "Art. 6 Abs. 1 e DSGVO", "https://example.org/dsgvo"))
    parsed = registry.parse("!datenschutz")
    assert parsed is not None
    reply = await registry.run(parsed, context(), example)
    assert reply is not None
    text = RENDERER.render(reply).plain
    assert "Verantwortlich: Stadt Muster\n" in text
    assert "Datenschutzbeauftragte Person: Frau Beispiel\n" in text
    assert "Rechtsgrundlage: Art. 6 Abs. 1 e DSGVO\n" in text
    assert text.endswith("Ausführlich: Datenschutzhinweise des Netzwerks: https://example.org/dsgvo")
