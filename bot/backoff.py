"""How long to wait before the next try."""

import random
from collections.abc import Iterator


def delays(first: float = 0.5, ceiling: float = 15.0) -> Iterator[float]:
    """Yield seconds to wait: doubling from ``first`` up to ``ceiling``, each a little shorter by chance.

    The chance keeps many clients of one server from coming back at the same moment.
    """
    delay = first
    while True:
        yield delay * random.uniform(0.8, 1.0)  # noqa: S311  # not a secret
        delay = min(delay * 2, ceiling)
