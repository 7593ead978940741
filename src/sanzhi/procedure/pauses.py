"""What keeps the limits of the case uncounted (O22): several causes may hold at once.

A hearing may be asked for while a test is under way: the days run on only when the last cause is gone
(市场监督管理行政处罚程序规定 Art 18 ¶2, 64 ¶2). The fact ``pauses`` holds the open causes, each by its key.
"""

from typing import Any, Final

from sanzhi.procedure.deed import Deed

# The check of the clue, and the decision.
_LIMITS: Final = ("O1", "O21")
_FACT: Final = "pauses"


def hold(deed: Deed, key: str, cause: str) -> None:
    """Begin a cause; a clock stands only where the sector's row names it, else its days run on."""
    deed.set(_FACT, {**_open(deed), key: {"cause": cause, "since": deed.on}})
    _pause(deed)


def release(deed: Deed, key: str) -> None:
    """End a cause; the clocks run on unless another one still holds. An unknown key ends nothing else."""
    left = _open(deed)
    left.pop(key, None)
    if _FACT in deed.facts:
        deed.set(_FACT, left or None)
    for rule in _running(deed):
        deed.resume_clock(rule)
    _pause(deed)


def carry_on(deed: Deed) -> None:
    """Let the open causes hold a clock that was only now started."""
    _pause(deed)


def holds(deed: Deed, key: str) -> bool:
    """Whether a cause is open."""
    return key in _open(deed)


def _pause(deed: Deed) -> None:
    for rule in _running(deed):
        for each in _open(deed).values():
            deed.pause_clock(rule, each["cause"])


def _running(deed: Deed) -> list[str]:
    return [rule for rule in _LIMITS if deed.clock_runs(rule)]


def _open(deed: Deed) -> dict[str, Any]:
    return dict(deed.facts.get(_FACT) or {})
