"""The short form of ``make fuzz``: whatever comes in, the bot goes on and no fault stands in its log."""

from tests.fuzz import documents, sessions
from tests.fuzz.__main__ import fuzz


async def test_no_input_breaks_the_bot() -> None:
    result = await fuzz(800, seed=7)
    assert result.faults == []
    assert result.inputs == 800
    assert result.answered > 60


async def test_no_document_breaks_the_readers() -> None:
    result = await documents.fuzz(300, seed=7)
    assert result.faults == []
    assert result.inputs == 300
    assert result.read > 60
    assert result.stored > 10
    assert set(result.refused) >= {"yaml", "docx", "ics", "csv"}


async def test_no_order_of_right_steps_breaks_the_bot() -> None:
    result = await sessions.fuzz(150, seed=7)
    assert result.faults == []
    assert result.looks == 2
    assert result.answered > 90
    assert result.told > 3
