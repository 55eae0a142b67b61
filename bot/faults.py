"""Places at which the fault tests cut the bot off. Without ``NETZBOTE_FAULT`` in the environment nothing happens."""

import os
import signal

_PLACE, _, _COUNT = os.environ.get("NETZBOTE_FAULT", "").partition(":")
_left = [int(_COUNT or 1)]


def reached(place: str) -> None:
    """Say that a step is done; the process ends here, as in a power cut, when a test asked for it."""
    if place != _PLACE:
        return
    _left[0] -= 1
    if _left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
