"""Loading the demonstration from nothing, or from wherever an earlier load was interrupted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection

from sanzhi.cases.sequencer import sequence
from sanzhi.cli.demonstration import script
from sanzhi.cli.demonstration.cast import assemble
from sanzhi.cli.demonstration.libraries import STOCKED, stock
from sanzhi.cli.demonstration.mark import Mark
from sanzhi.cli.demonstration.player import Planned, Player, plan
from sanzhi.cli.demonstration.script import Entry
from sanzhi.cli.demonstration.units import order
from sanzhi.disclosure import registers
from sanzhi.jobs import clock

Watch = Callable[[Sequence[Planned]], Iterable[Planned]]


def load(mark: Mark, entries: Sequence[Entry] | None = None, watch: Watch = list) -> None:
    """Make the cast and play the cases (all unless named) up to now; ``watch`` sees each act go by."""
    with _at_ease():
        troupes = assemble(mark.password, clock.today())
        acts = plan(script.entries() if entries is None else entries, mark.anchor)
        for troupe in troupes.values():
            order(troupe)
            registers.show(troupe.agency, acts[0].moment - timedelta(days=1))
        player = Player(troupes, mark.anchor)
        for planned in watch(acts):
            player.play(planned)
        player.let_time_pass(clock.now())
        stock(troupes[STOCKED].agency)
        player.end_day()
        sequence()


@contextmanager
def _at_ease() -> Iterator[None]:
    """Spare the embedded database a wait for the disk at each of some thousand commits.

    A power cut may then cost the last acts, never the file (WAL), and the load goes on from there.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=FULL")
