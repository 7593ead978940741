"""Places on a time line: where a day stands between 0 and 100.

Time is drawn by the square root of its length, so three years of publication do not squeeze the
three weeks in which the case was decided, and neighbours keep enough distance to be told apart.
The order of days is never changed.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

Slot = tuple[int, int]


def spread(days: Sequence[int], least: float, width: float = 100.0) -> list[float]:
    """Places from 0 to ``width`` for ascending ordinals of days.

    Neighbours stand at least ``least`` apart, or evenly when there is not room for that.
    """
    gaps = [later - earlier for earlier, later in pairwise(days)]
    if not gaps:
        return [0.0 for _ in days]
    least = min(least, width / len(gaps))
    shares = _shares([sqrt(gap) for gap in gaps], least, width)
    places = [0.0]
    for share in shares:
        places.append(places[-1] + share)
    return places


def _shares(weights: Sequence[float], least: float, width: float) -> list[float]:
    """Divide ``width`` by weight; a share under ``least`` is lifted to it at the cost of the others."""
    if not any(weights):
        return [width / len(weights) for _ in weights]
    lifted: set[int] = set()
    while True:
        free = width - least * len(lifted)
        total = sum(weight for index, weight in enumerate(weights) if index not in lifted)
        shares = [least if index in lifted else free * weight / total for index, weight in enumerate(weights)]
        poor = {index for index, share in enumerate(shares) if share < least - 1e-9} - lifted
        if not poor:
            return shares
        lifted |= poor
