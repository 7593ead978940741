"""Taking back an act that was done by mistake, while nothing rests on it: which one, and what was before it.

The event stays; the act that takes it back writes again what the case was before, so that fold and columns
agree. What left the house, or told another table, is never taken back: a new act mends it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sanzhi.cases.fold import Folded, events_of, fold

ANNUL: Final = "annul_act"
# Acts whose whole effect is facts, clocks, open steps and documents that nobody has signed yet.
ANNULLABLE: Final = frozenset(
    {
        "propose_filing", "return_filing", "file", "assign_officers", "record_interview", "conclude",
        "check_case", "record_statement", "waive_rights", "request_hearing", "deliberate", "decide",
        "record_payment", "waive_surcharge", "apply_deferral", "decide_deferral", "issue_demand",
        "answer_demand", "record_court", "record_remedy", "conclude_remedy", "end_execution",
        "propose_disposal", "check_disposal", "return_disposal", "decide_disposal", "suspend_investigation",
        "lift_suspension", "order_correction", "extend_term",
    }
)  # fmt: skip
# What the machine adds by itself rests on nothing and holds up nothing.
_BESIDE: Final = frozenset({"record_rendering"})


@dataclass(frozen=True)
class Mistake:
    """The act that may be taken back now, and the case as it was before it."""

    event: Mapping[str, Any]
    before: Folded
    later: tuple[Mapping[str, Any], ...]

    @property
    def facts(self) -> dict[str, Any]:
        """The facts to write again; None removes what was not there."""
        names = {name for event in self.later for name in event["set"]} - {"annulled"}
        return {name: self.before.facts.get(name) for name in sorted(names)}

    @property
    def clocks(self) -> dict[str, Any]:
        """The clocks to set again; None takes away what did not run."""
        names = {rule for event in self.later for rule in event["clocks"]}
        return {rule: self.before.clocks.get(rule) for rule in sorted(names)}


def mistake_in(case_id: UUID) -> Mistake | None:
    """The last act of a person, when it may be taken back; None else."""
    return last_of(events_of(case_id))


def last_of(events: Sequence[Mapping[str, Any]]) -> Mistake | None:
    """The same, over events in their order."""
    gone = {event["data"]["event"] for event in events if event["act"] == ANNUL}
    for place in range(len(events) - 1, 0, -1):
        event = events[place]
        if event["act"] in _BESIDE or event["act"] == ANNUL or event["seq"] in gone:
            continue
        if event["act"] not in ANNULLABLE:
            return None
        return Mistake(event, fold(events[:place]), tuple(events[place:]))
    return None
