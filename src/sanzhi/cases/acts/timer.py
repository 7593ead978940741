"""What time does: a clock that ran out lapses (民事诉讼法 Art 85: the last day ends the period)."""

from datetime import date

from pydantic import Field

from sanzhi.law.running import Running
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.deed import Deed


class LapseData(ActData):
    """Which clock, and the day on which it was due."""

    clock: str = Field(title="时限")
    due: date = Field(title="到期日")


def lapse(deed: Deed) -> None:
    """Record that a period is over: the window of the defence closes, any other clock stands as overdue."""
    data: LapseData = deed.data
    clock = deed.clocks.get(data.clock)
    if clock is None or clock["state"] != "running" or clock["due"] != data.due.isoformat():
        return
    changed = {
        **clock,
        "state": "over" if data.clock in {"O11", "O13"} else "lapsed",
        "lapsed": deed.on.isoformat(),
    }
    deed.clocks[data.clock] = changed
    deed.clock_changes[data.clock] = changed


register(Act("lapse", "期限届满", LapseData, lapse, frozenset({"timer"}), late_days=366, room="cases"))


class RecomputeData(ActData):
    """Which clock, and the year whose calendar was published."""

    clock: str = Field(title="时限")
    year: int = Field(title="年度")


def recompute_clock(deed: Deed) -> None:
    """Compute a provisional due day again; the earlier one stays readable in its event."""
    clock = deed.clocks.get(deed.data.clock)
    if clock is None or clock["state"] != "running":
        return
    due = Running.from_json(deed.term(deed.data.clock), clock).due(deed.rules.calendar, deed.on)
    changed = {**clock, "due": due.on.isoformat(), "provisional": due.provisional, "steps": list(due.steps)}
    deed.clocks[deed.data.clock] = changed
    deed.clock_changes[deed.data.clock] = changed


register(
    Act("recompute_clock", "重新计算时限", RecomputeData, recompute_clock, frozenset({"timer"}), room="cases")
)
