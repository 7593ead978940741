"""The rule rows and the calendar that guards and clocks are handed."""

import time

from sanzhi.law.rules import RuleSet
from sanzhi.registry.calendar import calendar

# A notice is imported once a year; every process has it after at most these seconds.
FRESH_SECONDS = 10.0


class _Rulebook:
    """The rule set of this process, read again when it has grown old."""

    def __init__(self) -> None:
        self.read_at = float("-inf")
        self.rules: RuleSet | None = None

    def current(self) -> RuleSet:
        if self.rules is None or time.monotonic() - self.read_at > FRESH_SECONDS:
            self.rules, self.read_at = RuleSet.national(calendar()), time.monotonic()
        return self.rules

    def forget(self) -> None:
        self.rules = None


_rulebook = _Rulebook()


def rules() -> RuleSet:
    """The rule set of this instance with its calendar."""
    return _rulebook.current()


def forget() -> None:
    """Read the calendar again at the next question."""
    _rulebook.forget()
