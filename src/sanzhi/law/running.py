"""A clock in one case: it starts, pauses, is extended, stops, and keeps how it was computed.

市场监督管理行政处罚程序规定 Art 64: what does not count, and by whose leave the term grows longer.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, Pause, compute, not_counted
from sanzhi.law.rules import Extension, RuleRow


@dataclass(frozen=True)
class Running:
    """What happened to a clock so far. Every change is a new value; days are Chinese dates.

    `pauses` are all that were recorded, with their cause; only those that the row names are left uncounted.
    `stopped` is the day on which the act came that the clock was waiting for.
    """

    row: RuleRow
    start: date
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    stopped: date | None = None

    @property
    def paused(self) -> bool:
        """Whether a pause is open."""
        return any(pause.end is None for pause in self.pauses)

    def pause(self, day: date, cause: str) -> "Running":
        """Begin a pause on `day`. Raises ValueError when one is open or the clock does not run."""
        self._open_on(day)
        if self.paused:
            raise ValueError("时限已经中止，不能再次中止")
        return replace(self, pauses=(*self.pauses, Pause(day, None, cause)))

    def resume(self, day: date) -> "Running":
        """End the open pause on `day`. Raises ValueError when none is open or `day` lies before it began."""
        if not self.paused:
            raise ValueError("时限没有中止，无须恢复")
        opened = self.pauses[-1]
        if day < opened.start:
            raise ValueError("恢复日期早于中止日期")
        return replace(self, pauses=(*self.pauses[:-1], replace(opened, end=day)))

    def extend(self, extension: Extension) -> "Running":
        """Add a granted extension. Raises ValueError when its term is not fixed."""
        if extension.value is None or extension.value < 1:
            raise ValueError("延长的期限没有确定")
        return replace(self, extensions=(*self.extensions, extension))

    def stop(self, day: date) -> "Running":
        """Stop on `day`; an open pause ends with it."""
        self._open_on(day)
        ended = self.resume(day) if self.paused else self
        return replace(ended, stopped=day)

    def due(self, calendar: Calendar, today: date) -> Due:
        """When the period ends, with the steps. `today` closes an open pause for the moment."""
        pauses = not_counted(self.row, self.pauses)
        return compute(self.row, self.start, calendar, pauses, extensions=self.extensions, today=today)

    def late(self, calendar: Calendar, today: date) -> bool:
        """Whether the act came, or would come today, after the last lawful day."""
        return self.due(calendar, today).is_over(self.stopped or today)

    def to_json(self) -> dict[str, Any]:
        """Start, pauses, extensions and stop as JSON: what a case keeps beside the computed steps."""
        return {
            "start": self.start.isoformat(),
            "pauses": [[p.start.isoformat(), p.end and p.end.isoformat(), p.cause] for p in self.pauses],
            "extensions": [[e.value, e.unit, e.by] for e in self.extensions],
            "stopped": self.stopped and self.stopped.isoformat(),
        }

    @classmethod
    def from_json(cls, row: RuleRow, value: dict[str, Any]) -> "Running":
        """Read what `to_json` wrote; absent keys mean that nothing of the kind happened."""
        return cls(
            row,
            date.fromisoformat(value["start"]),
            tuple(
                Pause(date.fromisoformat(start), date.fromisoformat(end) if end else None, cause)
                for start, end, cause in value.get("pauses", ())
            ),
            tuple(Extension(number, unit, by) for number, unit, by in value.get("extensions", ())),
            date.fromisoformat(value["stopped"]) if value.get("stopped") else None,
        )

    def _open_on(self, day: date) -> None:
        if self.stopped is not None:
            raise ValueError("时限已经结束")
        if day < self.start:
            raise ValueError("日期早于时限的起算日")
