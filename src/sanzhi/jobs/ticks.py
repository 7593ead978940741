"""Regular work: what is to be done every so many seconds, by one process of all that run."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Regular:
    """A named function without arguments and the seconds between the starts of two runs."""

    name: str
    every_seconds: float
    function: Callable[[], object]


_regular: dict[str, Regular] = {}


def register(name: str, every_seconds: float, function: Callable[[], object]) -> None:
    """Have the clockwork call ``function`` every ``every_seconds``; the same name replaces.

    Call it in ``AppConfig.ready``. The function must take up where it stopped, in order, however
    long ago that was, and call ``lease.assert_held()`` inside each transaction that writes. One that
    raises is called again after a growing pause, and the others go on.
    """
    if every_seconds <= 0:
        raise ValueError("间隔必须大于零秒")
    _regular[name] = Regular(name, every_seconds, function)


def registered() -> tuple[Regular, ...]:
    """All regular work, in the order of registration."""
    return tuple(_regular.values())
