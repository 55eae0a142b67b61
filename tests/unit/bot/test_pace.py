"""A person's commands above the rate wait, none is dropped."""

import pytest

from bot.pace import Pace


def test_a_full_minute_at_once_then_one_each_second() -> None:
    pace = Pace(60)
    assert [pace.wait("@a:x", 0.0) for _ in range(60)] == [0.0] * 60
    assert pace.wait("@a:x", 0.0) == pytest.approx(1.0)
    assert pace.wait("@a:x", 0.0) == pytest.approx(2.0)
    assert pace.wait("@b:x", 0.0) == 0.0
    assert pace.wait("@a:x", 60.0) == 0.0
