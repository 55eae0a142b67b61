"""The short form of ``make fuzz``: whatever comes in, the bot goes on and no fault stands in its log."""

from tests.fuzz.__main__ import fuzz


async def test_no_input_breaks_the_bot() -> None:
    result = await fuzz(800, seed=7)
    assert result.faults == []
    assert result.inputs == 800
    assert result.answered > 60
