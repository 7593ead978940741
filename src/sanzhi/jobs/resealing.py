"""The change of keys as regular work of the clockwork: values are sealed anew in the background, in bites."""

from sanzhi.jobs import lease
from sanzhi.store.sealed.changing import Work

EVERY_SECONDS = 5.0
_work = Work()


def reseal() -> None:
    """Go on with a change of keys, if one is under way. Runs as a tick, under the lease of the clockwork."""
    _work.step(lease.assert_held)
