"""The timer: what time does to cases, through the same door, in order, once.

After a pause of a week every clock that ran out in that week lapses at the next start, oldest first; the
key of each act is its case, clock and due day, so nothing lapses twice.
"""

from datetime import date, datetime, time, timedelta

from sanzhi.accounts.actors import TIMER
from sanzhi.cases.door import Outcome, perform
from sanzhi.cases.models import RunningClock
from sanzhi.jobs import clock
from sanzhi.procedure import acts

CATCH_UP = "定时补办"
BATCH = 200


def lapse_due() -> int:
    """Let every clock whose due day is over lapse and return how many did."""
    lapsed = 0
    while rows := _ended(clock.today()):
        for row in rows:
            _lapse(row)
        lapsed += len(rows)
    return lapsed


def _ended(today: date) -> list[RunningClock]:
    ended = RunningClock.objects.filter(due__lt=today)
    return list(ended.order_by("due", "case_id", "rule")[:BATCH])


def _lapse(row: RunningClock) -> Outcome:
    return perform(
        acts.lapse_of(row.rule),
        row.case_id,
        actor=TIMER,
        data={"clock": row.rule, "due": row.due.isoformat()},
        key=f"lapse:{row.case_id.hex}:{row.rule}:{row.due.isoformat()}:{row.seq}",
        happened=end_of(row.due),
        late_reason=CATCH_UP,
    )


def end_of(day: date) -> datetime:
    """The instant at which a day is over in China."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.CHINA)
