"""Which version of a law is meant: the one of a year, of a day, or the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sanzhi.registry.statutes.model import Version

# No text of the library that names its day waited longer than 386 days between passage and entry into force,
# so a version whose day is unknown is taken as certainly begun after twice that long.
_CERTAINLY_BEGUN = timedelta(days=2 * 386)


@dataclass(frozen=True)
class Choice:
    """`exact` is False when the version asked for is not, or may not be, the one at hand."""

    version: Version
    exact: bool


def in_order(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions from the oldest to the newest; one without a day of passage comes first."""
    return tuple(sorted(versions, key=lambda v: (v.passed or date.min, v.source)))


def newest(versions: Sequence[Version]) -> Choice:
    """The version passed last, whether or not it has entered into force."""
    return Choice(versions[-1], exact=True)


def of_year(versions: Sequence[Version], year: int) -> Choice:
    """The version passed in `year`; without one the next later, else the newest, marked as not exact."""
    for version in reversed(versions):
        if version.passed and version.passed.year == year:
            return Choice(version, exact=True)
    later = (v for v in versions if v.passed and v.passed.year > year)
    return Choice(next(later, versions[-1]), exact=False)


def of_day(versions: Sequence[Version], day: date) -> Choice:
    """The version in force on `day` as far as the library knows; the oldest at hand, not exact, before all.

    Exact means: this version had begun, and no amendment that any text at hand mentions came between.
    """
    begun = [v for v in versions if _may_have_begun(v, day)]
    if not begun:
        return Choice(versions[0], exact=False)
    chosen = begun[-1]
    return Choice(chosen, exact=_has_begun(chosen, day) and not _amended_between(versions, chosen, day))


def _may_have_begun(version: Version, day: date) -> bool:
    return (version.in_force_from or version.passed or date.min) <= day


def _has_begun(version: Version, day: date) -> bool:
    if version.in_force_from:
        return version.in_force_from <= day
    return bool(version.passed) and version.passed + _CERTAINLY_BEGUN <= day if version.passed else False


def _amended_between(versions: Sequence[Version], chosen: Version, day: date) -> bool:
    """Whether a text at hand lists an amendment after `chosen` and up to `day` that is itself not at hand."""
    at_hand = {v.passed for v in versions}
    since = chosen.passed or date.min
    return any(since < act <= day and act not in at_hand for v in versions for act in v.history)
