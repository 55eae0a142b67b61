"""The short form of the fault tests; ``make test-faults`` runs the long one."""

from tests.faults.ordeal import run


async def test_reminders_survive_kills_of_the_bot_and_its_server_and_a_cut_line() -> None:
    result = await run(reminders=12, rooms=3, kills=3, homeserver_kills=1, cuts=1, seed=5)
    assert result.is_right, str(result)
