"""The position moves only behind finished work, in order."""

from hypothesis import given
from hypothesis import strategies as st

from bot.position import Ledger


def test_a_batch_without_work_moves_the_position_at_once() -> None:
    ledger = Ledger("s0")
    ledger.open("s1").seal()
    assert (ledger.token, ledger.idle) == ("s1", True)


def test_a_later_batch_waits_for_an_earlier_one() -> None:
    ledger = Ledger("s0")
    first, second = ledger.open("s1"), ledger.open("s2")
    first.add()
    first.seal()
    second.seal()
    assert ledger.token == "s0"
    first.done()
    assert ledger.token == "s2"


@given(st.lists(st.integers(0, 4), min_size=1, max_size=6), st.randoms())
def test_the_position_never_passes_open_work(sizes: list[int], chance) -> None:
    ledger = Ledger("s0")
    open_items = {}
    for number, size in enumerate(sizes, 1):
        batch = ledger.open(f"s{number}")
        for _ in range(size):
            batch.add()
        batch.seal()
        open_items[number] = [batch] * size
    while any(open_items.values()):
        number = chance.choice([n for n, items in open_items.items() if items])
        open_items[number].pop().done()
        oldest_open = min((n for n, items in open_items.items() if items), default=len(sizes) + 1)
        assert ledger.token == f"s{oldest_open - 1}"
    assert ledger.idle
