"""One bot speaks: the lease on both databases, with clocks that are set."""

from bot.leader import GIVEN_UP, TAKEN, Leader
from storage.store import Store


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_the_first_speaks_and_the_second_takes_over_after_a_silence(store: Store) -> None:
    clock, far = Clock(), Clock()
    far.now = 5.0  # another machine: its clock shows something else
    first, second = Leader(store, "eins", clock), Leader(store, "zwei", far)
    assert await first.take()
    assert not await second.take()
    for _ in range(5):
        clock.now += 1.5
        far.now += 1.5
        assert await first.renew()
        assert not await second.take()
    far.now += TAKEN - 0.1
    assert not await second.take()
    far.now += 0.2
    assert await second.take()
    assert not await first.renew()
    assert await second.renew()


async def test_the_owner_stops_before_another_may_take_over(store: Store) -> None:
    clock = Clock()
    first = Leader(store, "eins", clock)
    assert await first.take()
    clock.now += GIVEN_UP - 0.5
    assert await first.renew()
    assert GIVEN_UP + 2 <= TAKEN


async def test_who_ends_in_order_is_followed_at_once_and_who_starts_again_goes_on(store: Store) -> None:
    clock = Clock()
    first, second = Leader(store, "eins", clock), Leader(store, "zwei", clock)
    assert await first.take()
    again = Leader(store, "eins", clock)
    assert await again.take()
    await again.release()
    assert await second.take()
    await first.release()
    assert await second.renew()


async def test_an_unreachable_database_ends_the_lease_in_time(store: Store) -> None:
    clock = Clock()
    first = Leader(store, "eins", clock)
    assert await first.take()

    def away() -> None:
        raise OSError("weg")

    store.writing = away  # type: ignore[method-assign, assignment]
    clock.now += GIVEN_UP - 1
    assert await first.renew()
    clock.now += 2
    assert not await first.renew()


async def test_what_is_kept_is_the_same_for_all(store: Store) -> None:
    async with store.writing() as net:
        assert await net.standing.keepsake("zeichen", "a") == "a"
    async with store.writing() as net:
        assert await net.standing.keepsake("zeichen", "b") == "a"
