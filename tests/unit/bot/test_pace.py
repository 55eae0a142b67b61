"""Commands above the rate of a person or a room wait, none is dropped."""

import pytest

from bot.config import ConfigError, read_settings
from bot.pace import REMEMBERED, Held, Limits, Pace


def test_a_full_minute_at_once_then_one_each_second() -> None:
    pace = Pace(60)
    assert [pace.wait("@a:x", 0.0) for _ in range(60)] == [0.0] * 60
    assert pace.wait("@a:x", 0.0) == pytest.approx(1.0)
    assert pace.wait("@a:x", 0.0) == pytest.approx(2.0)
    assert pace.wait("@b:x", 0.0) == 0.0
    assert pace.wait("@a:x", 60.0) == 0.0


def flood(limits: Limits, people: int, rooms: int, commands: int) -> tuple[list[Held], float]:
    """Serve commands as rooms are: side by side, each in order. Gives what was held back, and the last moment."""
    clocks = [0.0] * rooms
    held = []
    for number in range(commands):
        room = number % rooms
        one = limits.hold(f"@{number % people}:x", f"!{room}", max(clocks[room], min(clocks)))
        if one is not None:
            held.append(one)
            clocks[room] += one.seconds
    return held, max(clocks)


def test_twenty_people_in_twenty_rooms_are_not_held_back() -> None:
    assert flood(Limits(60, 240), 20, 20, 200) == ([], 0.0)


def test_twenty_people_in_one_room_are_not_held_back_at_once() -> None:
    limits = Limits(60, 240)
    assert flood(limits, 20, 1, 240) == ([], 0.0)
    held, last = flood(limits, 20, 1, 80)
    assert len(held) == 80
    assert {(one.who, one.is_room) for one in held} == {("!0", True)}
    assert last == pytest.approx(20.0)


def test_it_is_worth_a_word_once_the_waits_add_up_and_forgotten_after_a_rest() -> None:
    limits = Limits(60, 240)
    held, last = flood(limits, 1, 1, 65)
    assert [one.is_long for one in held] == [False, True, True, True, True]
    assert {(one.who, one.is_room) for one in held} == {("@0:x", False)}
    assert limits.hold("@0:x", "!0", last + 60) is None
    for _ in range(58):
        limits.hold("@0:x", "!0", last + 60)
    after = [limits.hold("@0:x", "!0", last + 60) for _ in range(2)]
    assert after == [None, Held(pytest.approx(1.0), "@0:x", is_room=False, is_long=False)]


def test_the_longer_wait_counts_and_others_are_not_concerned() -> None:
    limits = Limits(1, 2)
    assert limits.hold("@a:x", "!r", 0.0) is None
    assert limits.hold("@a:x", "!r", 0.0) == Held(60.0, "@a:x", is_room=False, is_long=True)
    assert limits.hold("@b:x", "!r", 0.0) == Held(30.0, "!r", is_room=True, is_long=True)
    assert limits.hold("@c:x", "!s", 0.0) is None


def test_what_is_remembered_is_bounded() -> None:
    limits = Limits(1, 1)
    for number in range(REMEMBERED + 10):
        for _ in range(2):
            limits.hold(f"@{number}:x", f"!{number}", 0.0)
    assert len(limits._held) == len(limits._people._buckets) == len(limits._rooms._buckets) == REMEMBERED


@pytest.mark.parametrize(
    ("given", "rates"),
    [
        ({}, (60, 240)),
        ({"rate_per_minute": 100}, (100, 400)),
        ({"room_rate_per_minute": "50"}, (60, 50)),
        ({"room_rate_per_minute": 0}, (60, 240)),
    ],
)
def test_the_rates_are_settings(given: dict[str, object], rates: tuple[int, int]) -> None:
    settings = read_settings(given)
    assert (settings.rate_per_minute, settings.room_rate) == rates


@pytest.mark.parametrize("given", [{"rate_per_minute": 0}, {"room_rate_per_minute": -1}])
def test_rates_that_would_stop_everything_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="Zahl von Befehlen je Minute ab 1"):
        read_settings(given)
