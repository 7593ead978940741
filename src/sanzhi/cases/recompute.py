"""When the notice of a year comes out, due days that were provisional are computed again, in one batch."""

from sanzhi.accounts.actors import TIMER
from sanzhi.cases import rulebook
from sanzhi.cases.door import perform
from sanzhi.cases.models import RunningClock


def recompute_provisional(notice_year: int) -> int:
    """Compute every provisional running clock again through the door and return how many there were."""
    rulebook.forget()
    rows = list(RunningClock.objects.filter(provisional=True).order_by("due", "case_id", "rule"))
    for row in rows:
        perform(
            "recompute_clock",
            row.case_id,
            actor=TIMER,
            data={"clock": row.rule, "year": notice_year},
            key=f"recompute:{row.case_id.hex}:{row.rule}:{row.seq}:{notice_year}:{row.due.isoformat()}",
        )
    return len(rows)
