"""One holder at a time: a row with an end and a fence that grows with each new holder."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from sanzhi.jobs.models import Lease


class LeaseLost(Exception):
    """The holder's time ran out and somebody else has begun; what was to be written must not be."""


@dataclass(frozen=True)
class Held:
    """A lease in hand: its name, who holds it, and the number of this holding."""

    name: str
    holder: str
    fence: int


_working_under: ContextVar[Held | None] = ContextVar("lease", default=None)


def acquire(name: str, holder: str, seconds: float) -> Held | None:
    """Take lease ``name`` for ``seconds`` when it is free or over; nothing while somebody else has it."""
    now = timezone.now()
    try:
        with transaction.atomic():
            row = Lease.objects.select_for_update().filter(name=name).first()
            if row is not None and row.until > now:
                return None
            fence = row.fence + 1 if row else 1
            ends = now + timedelta(seconds=seconds)
            if row is None:
                Lease.objects.create(name=name, holder=holder, fence=fence, until=ends)
            else:
                Lease.objects.filter(name=name).update(holder=holder, fence=fence, until=ends)
    except IntegrityError:
        # Two first holders at the same moment: the other's row stands.
        return None
    return Held(name, holder, fence)


def renew(held: Held, seconds: float) -> bool:
    """Prolong the lease from now; false when somebody else has taken it meanwhile."""
    ends = timezone.now() + timedelta(seconds=seconds)
    return bool(Lease.objects.filter(name=held.name, fence=held.fence).update(until=ends))


def release(held: Held) -> None:
    """Let the next holder begin at once; the fence stays, so numbers never repeat."""
    Lease.objects.filter(name=held.name, fence=held.fence).update(until=timezone.now())


@contextmanager
def working_under(held: Held) -> Iterator[None]:
    """Let ``assert_held`` inside the block look at ``held``."""
    token = _working_under.set(held)
    try:
        yield
    finally:
        _working_under.reset(token)


def assert_held() -> None:
    """Raise ``LeaseLost`` when the lease that this work runs under has passed to somebody else.

    Call it inside the transaction that writes: the row stays locked until the commit, so nobody can
    take the lease in between. Work that was called directly, under no lease, passes.
    """
    held = _working_under.get()
    if held is None:
        return
    fence = Lease.objects.select_for_update().values_list("fence", flat=True).get(name=held.name)
    if fence != held.fence:
        raise LeaseLost(f"{held.name}：第 {held.fence} 任持有者已被第 {fence} 任接替")
