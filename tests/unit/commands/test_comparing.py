"""Organisers answer the emoji of a verification."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.dispatch import Registry
from commands.port import Role
from storage.comparing import Answered, Comparison, Outcome
from storage.store import Store
from tests.conftest import NOW
from tests.unit.commands.talk import Talk

ONE = Comparison("emoji1", "@anna:example.org", (("🐶", "Hund"),), NOW, NOW + timedelta(minutes=10))


@pytest.fixture
async def talk(registry: Registry, example: Store) -> Talk:
    async with example.writing() as net:
        await net.comparing.put(ONE)
    made = Talk(registry, example)
    made.command = ONE.id
    return made


async def answer_of(store: Store) -> Answered | None:
    async with store.reading() as net:
        one = await net.comparing.get(ONE.id)
    assert one is not None
    return one.answer


@pytest.mark.parametrize(
    ("text", "answer", "words"),
    [
        ("Ja.", Answered.SAME, "gilt die Verifizierung"),
        ("nein", Answered.DIFFERENT, "Ich bestätige @anna:example.org nicht"),
        ("welche?", None, "mit „ja“ oder „nein“"),
    ],
)
async def test_the_answer_is_noted(talk: Talk, example: Store, text: str, answer: Answered | None, words: str) -> None:
    assert words in await talk.answer(text)
    assert await answer_of(example) is answer


async def test_the_first_answer_counts(talk: Talk, example: Store) -> None:
    await talk.answer("nein")
    assert "schon beantwortet oder abgelaufen" in await talk.answer("ja")
    assert await answer_of(example) is Answered.DIFFERENT


async def test_what_has_ended_or_run_out_takes_no_answer(talk: Talk, example: Store) -> None:
    talk.now += timedelta(minutes=10)
    assert "schon beantwortet oder abgelaufen" in await talk.answer("ja")
    async with example.writing() as net:
        await net.comparing.put(replace(ONE, outcome=Outcome.CANCELLED))
    assert "schon beantwortet oder abgelaufen" in await talk.answer("ja")
    assert await answer_of(example) is None


async def test_members_are_not_asked(talk: Talk, example: Store) -> None:
    assert await talk.answer("ja", role=Role.MEMBER) == ""
    assert await answer_of(example) is None
