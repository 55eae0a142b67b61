"""What is secret, and what people write, does not stand in the log."""

import json

from bot.demo.person import Person
from tests.e2e.conftest import PASSWORD, BotProcess, wait_for_replies

PLANTED = "Vertraulich4711"


async def test_the_log_holds_no_secret_and_nothing_that_people_wrote(bot: BotProcess, people: list[Person]) -> None:
    anna = people[0]
    room = await anna.create_room(bot.user_id)
    bot.settings["NETZBOTE_NETWORK_ROOMS"] = room
    await bot.start()
    await anna.wait_for_member(room, bot.user_id)
    lines = [
        f"!suche {PLANTED}",
        f"!{PLANTED} x",
        f"!workshop {PLANTED}",
        f"!anmelden {PLANTED}",
        f"!erinnern morgen 9 Uhr {PLANTED}",
        f"!abo {PLANTED}",
        f"!termine 31.2.2027 {PLANTED}",
        f"Nur so gesagt: {PLANTED}",
    ]
    for line in lines:
        await anna.say(room, line)
    await wait_for_replies(anna, [room], bot.user_id, 6, 20)
    await bot.kill()
    session = json.loads((bot.folder / "sitzung.json").read_text())
    log = bot.log.read_text()
    assert "bereit" in log
    for secret in (PLANTED, PASSWORD, session["access_token"]):
        assert secret not in log
