"""The law in plain Python: calendar, clocks, guards, numbers, identifiers, redaction, publication duties.

Nothing here imports Django, a database, a clock or settings: facts go in, findings and dates come out.
"""

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, Pause, compute
from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.law.rules import RuleRow, RuleSet

__all__ = ["Calendar", "Citation", "Due", "Finding", "Pause", "RuleRow", "RuleSet", "Verdict", "compute"]
