"""Asking for people: by topic, role, event and session."""

import pytest

from commands.who import Asked, understand
from tests.unit.commands.conftest import Say


@pytest.mark.parametrize(
    ("words", "topic", "asks_for", "not_for"),
    [
        ("Storytelling", "Storytelling", ["Moderation", "Impuls"], []),
        ("moderierte Workshop B in Iserlohn?", "Workshop B in Iserlohn", ["Moderation"], ["Impuls", "Organisation"]),
        ("hat Workshop B moderiert", "Workshop B", ["Moderation"], ["Podium"]),
        ("sprach in Achern", "in Achern", ["Impulsvortrag", "Referat", "Podium", "Eröffnung"], ["Gestaltung"]),
        ("Impuls Achern", "Achern", ["Impuls", "Input"], ["Moderation"]),
        ("leitet Workshop 1", "Workshop 1", ["Leitung", "Moderation"], ["Impuls"]),
        ("moderne Verwaltung", "moderne Verwaltung", ["Impuls"], []),
        ("Referenzarchitektur", "Referenzarchitektur", ["Moderation"], []),
        ("Organisationsentwicklung", "Organisationsentwicklung", ["Moderation"], []),
        ("Referentin Wegberg", "Wegberg", ["Referat", "Vortrag"], ["Moderation"]),
    ],
)
def test_roles_in_a_question(words: str, topic: str, asks_for: list[str], not_for: list[str]) -> None:
    asked = understand(words)
    assert asked.topic == topic
    assert all(asked.wants(role) for role in asks_for)
    assert not any(asked.wants(role) for role in not_for)


def test_a_question_of_fillers_alone() -> None:
    assert understand("ist das?") == Asked("", ())


FACTS = [
    ("!wer moderiert Workshop B in Iserlohn", ["Dorothee Fricke"], ["Viergutz", "Lehmann"]),
    ("!wer moderierte Workshop B?", ["Dorothee Fricke"], ["Viergutz", "Lehmann"]),
    ("!wer W9.B", ["Dorothee Fricke", "Kathrin Viergutz", "Dr. Charlotte Räuchle"], ["Lehmann"]),
    ("!wer sprach in Achern", ["Andreas Möser", "Oliver Kasties", "Mai 2022"], ["Stadt.Land.Digital"]),
    ("!wer sprach in bad schönborn", ["Sebastian Warkentin"], ["Willerscheid"]),
    ("!wer leitet Workshop 1 am Samstag", ["René Märtin", "Samstag, 3. Juni 2023"], ["Sonntag"]),
    ("!wer Bürgermeister", ["Michael Dreier", "Bürgermeister, Stadt Paderborn", "11:40 Uhr"], []),
    ("!wer GoNet", ["Oliver Kasties", "Organisation: Stadt Goslar", "Geteilt: L1 GoNet"], ["Funktion: Stadt Goslar"]),
    ("!wer moderierte W3", ["Veranstaltet: W3"], []),
    ("!wer 2030", ["niemand"], []),
]


@pytest.mark.parametrize(("line", "said", "unsaid"), FACTS, ids=[line for line, _, _ in FACTS])
async def test_who(say: Say, line: str, said: list[str], unsaid: list[str]) -> None:
    text = await say(line)
    assert text is not None
    assert [fact for fact in said if fact not in text] == []
    assert [fact for fact in unsaid if fact in text] == []


async def test_a_label_on_two_days_gives_a_choice(say: Say) -> None:
    text = await say("!wer Workshop 1")
    assert text is not None
    assert "!wer W8.SA-WS1: " in text
    assert "(Workshop 1), Samstag, 3. Juni 2023" in text
    assert "(Workshop 1), Sonntag, 4. Juni 2023" in text


async def test_the_people_of_an_event_go_on(say: Say) -> None:
    first = await say("!wer W9", event="$1")
    second = await say("!mehr", event="$2")
    assert first is not None
    assert second is not None
    assert "Treffer 1 bis 5 von" in first
    assert "Treffer 6 bis 10 von" in second
