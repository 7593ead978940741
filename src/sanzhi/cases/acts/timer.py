"""What time does: a clock that ran out lapses (民事诉讼法 Art 85: the last day ends the period)."""

from datetime import date

from pydantic import Field

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
