"""The case inside the door: its row, its flow, and what the act makes of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sanzhi.cases.door_store import CaseRow, read_personal
from sanzhi.cases.seal import reader
from sanzhi.orgs.lines import lines_above
from sanzhi.procedure.countersigning import given
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.grammar import Bundle
from sanzhi.procedure.interpreter import Token, marking_from_json, open_steps, start
from sanzhi.procedure.library import by_digest
from sanzhi.procedure.personal import reveal


@dataclass(frozen=True)
class Working:
    """A case as one act finds or leaves it."""

    row: CaseRow
    is_new: bool
    bundle: Bundle = field(init=False)
    marking: tuple[Token, ...] = field(init=False)

    def __post_init__(self) -> None:
        bundle = by_digest(self.row.procedure)
        object.__setattr__(self, "bundle", bundle)
        marking = start(bundle, 1) if self.is_new else marking_from_json(self.row.marking)
        object.__setattr__(self, "marking", marking)

    @property
    def state(self) -> str:
        """The first open step; it stands in lists and filters."""
        return next((token.step for token in open_steps(self.marking)), "")

    @property
    def state_title(self) -> str:
        """The open steps in Chinese."""
        return "、".join(self.bundle.steps[token.step].title for token in open_steps(self.marking))

    def waiting(self) -> Iterator[tuple[str, str, int, date | None]]:
        """For the inbox: each open step with a role that has to act, its round, and its due day.

        Where roles countersign, those are named that have not yet spoken.
        """
        for token in open_steps(self.marking):
            step = self.bundle.steps[token.step]
            asked = step.countersign.of if step.countersign else ()
            left = [role for role in asked if role not in given(step, token.seq, self.row.facts)]
            for role in () if step.final else left or [step.role]:
                yield token.step, role, token.round, due_of(self, token)

    def opening(self) -> dict[str, Any] | None:
        """What the first event says beside the act; None for every later one."""
        if not self.is_new:
            return None
        row = self.row
        return {
            "number": row.number,
            "kind": row.kind,
            "agency": row.agency.uscc,
            "agency_id": str(row.agency.id),
            "procedure": row.procedure,
        }

    def after(self, deed: Deed, changes: Mapping[str, Any], marking: tuple[Token, ...]) -> "Working":
        """The case after the act. ``changes`` are the facts with personal values as commitments."""
        facts = {**self.row.facts, **changes}
        versions = {**self.row.versions, **dict.fromkeys(changes, deed.seq)}
        row = replace(
            self.row,
            seq=deed.seq,
            title=deed.title or self.row.title,
            handler_id=deed.handler_id or self.row.handler_id,
            procedure=deed.procedure or self.row.procedure,
            facts={name: value for name, value in facts.items() if value is not None},
            versions=versions,
            marking=[token.to_json() for token in marking],
            clocks={rule: clock for rule, clock in deed.clocks.items() if clock is not None},
        )
        return Working(row, is_new=False)


def revealed(row: CaseRow) -> dict[str, Any]:
    """The facts with personal values in the clear, for guards, acts and pages that may see them."""
    facts: dict[str, Any] = reveal(row.facts, reader(read_personal(row.id) if row.seq else {}))
    return facts


def due_of(working: Working, token: Token) -> date | None:
    """The due day of the clock that a step is measured by."""
    clock = working.row.clocks.get(working.bundle.steps[token.step].clock)
    return date.fromisoformat(clock["due"]) if clock and clock["state"] in {"running", "lapsed"} else None


def base_scopes(row: CaseRow, deed: Deed) -> set[str]:
    """Who may see a new case: the agency, and both lines of supervision above it."""
    if deed.practice:
        # Nobody above supervises practice, and no list of theirs counts it.
        return {f"agency:{row.agency.id}"}
    governments, departments = lines_above(row.agency.id, deed.on)
    return (
        {f"agency:{row.agency.id}"}
        | {f"government:{each}" for each in governments}
        | {f"superior:{each}" for each in departments}
    )
