"""Children that do not outlive their parent, even one that was killed."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1

# Loaded before any fork: a child between fork and exec may call into it but not load it.
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(by: signal.Signals = signal.SIGTERM) -> None:
    """Have the kernel send ``by`` to this process when its parent ends. To be called in the child.

    The order survives ``exec``. Linux watches the *thread* that forked, so a parent must start its
    children from a thread that lives as long as itself, such as the main one.
    """
    _libc.prctl(PR_SET_PDEATHSIG, int(by), 0, 0, 0)


def bequeath_death() -> None:
    """Have every process that Python forks from this one, and from those, be killed with its parent.

    Such a child also forgets this process's handler of SIGTERM, which would stop more than the child.
    """
    os.register_at_fork(after_in_child=_inherit)


def _inherit() -> None:
    die_with_parent(signal.SIGKILL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
