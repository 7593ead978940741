"""A deed: one act being performed on one case, as guards and ``apply`` see it.

It holds what was read and collects what is to be written; the door stores it. Nothing here
touches a database, so guards and acts can be tested with plain values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sanzhi.accounts.actors import Actor
from sanzhi.jobs.clock import CHINA
from sanzhi.law.clocks import Pause, compute, not_counted
from sanzhi.law.findings import Finding
from sanzhi.law.rules import Extension, RuleRow, RuleSet
from sanzhi.law.running import Running
from sanzhi.procedure.grammar import Bundle
from sanzhi.procedure.interpreter import Token
from sanzhi.procedure.personal import Commitments, plain
from sanzhi.procedure.shapes import OWN_TERMS

# A clock that ran out or is paused stays open until the act comes that should have come in time.
_OPEN = frozenset({"running", "lapsed", "paused"})


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """The agency that handles the case, as documents and rules need it.

    ``valid_until`` is the first day on which it no longer exists, or None; ``kind`` is one of ``orgs.Kind``.
    """

    id: UUID
    name: str
    short: str
    uscc: str
    domain: str
    region: str
    address: str
    phone: str
    bank: str
    bank_address: str
    bank_account: str
    reconsideration: str
    court: str
    kind: str = "statutory"
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The case as it stood when the act began; ``seq`` is the number of its last event."""

    id: UUID
    number: str
    title: str
    kind: str
    seq: int
    handler_id: UUID | None


@dataclass(slots=True)
class Deed:
    """One act in the making. Days are Chinese dates; instants are aware UTC.

    ``flow`` is the case's flow where the door asks; ``way`` names the act of the flow whose way the marking
    takes instead of this one's; ``on_behalf`` says for whom a substitute acts (user, name, letter, since,
    until); ``restored`` is the marking that holds afterwards in place of the one the flow would give;
    ``procedure`` the digest of the flow that the case follows from this act on, empty for the same.
    """

    act: str
    case: CaseHead
    agency: AgencyFacts
    actor: Actor
    data: Any
    happened: datetime
    recorded: datetime
    rules: RuleSet
    facts: dict[str, Any]
    clocks: dict[str, dict[str, Any]]
    marking: tuple[Token, ...]
    round: int = 1
    commitments: Commitments = field(default_factory=Commitments)
    changes: dict[str, Any] = field(default_factory=dict)
    clock_changes: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    news: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    scopes: set[str] = field(default_factory=set)
    unscoped: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    title: str | None = None
    handler_id: UUID | None = None
    flow: Bundle | None = None
    way: str = ""
    on_behalf: dict[str, str] | None = None
    restored: tuple[Token, ...] | None = None
    procedure: str = ""

    @property
    def seq(self) -> int:
        """The number that this act's event will have."""
        return self.case.seq + 1

    @property
    def practice(self) -> bool:
        """Whether the case is for practice only."""
        return "practice" in self.facts

    @property
    def on(self) -> date:
        """The day, in China, on which the act happened: what the law judges."""
        return china_day(self.happened)

    def set(self, fact: str, value: Any) -> None:
        """Write a fact of the case; ``None`` removes it. Values are JSON, dates ISO text."""
        written = plain(value)
        self.changes[fact] = written
        if written is None:
            self.facts.pop(fact, None)
        else:
            self.facts[fact] = written

    def merge(self, fact: str, **values: Any) -> None:
        """Write some keys of a fact that is an object."""
        self.set(fact, {**(self.facts.get(fact) or {}), **values})

    def rule(self, rule_id: str) -> RuleRow:
        """The rule row in force for this agency on the day of the act."""
        return self.rules.pick(
            rule_id, domain=self.agency.domain, region=self.agency.region, agency=self.agency.uscc, on=self.on
        )

    def rule_if_set(self, rule_id: str) -> RuleRow | None:
        """As ``rule``, but None where neither sector nor region sets a number (O1, O11, O33, V6)."""
        place = {"domain": self.agency.domain, "region": self.agency.region, "agency": self.agency.uscc}
        return self.rules.find(rule_id, **place, on=self.on)

    def term(self, rule_id: str) -> RuleRow:
        """The row by which a clock of this case runs: the law's, or with the flow's own shorter number.

        What the law refuses is asked of ``rule``: who is late by the house's own term breaks no statute.
        """
        row = self.rule(rule_id)
        # A party's term (O11, O13, O27 …) is never shortened by the house.
        limit = self.flow.limits.get(rule_id) if self.flow and rule_id in OWN_TERMS else None
        return replace(row, value=limit.number) if limit and limit.number < row.value else row

    def start_clock(self, rule_id: str, start: date) -> date:
        """Start (or restart) the clock of a rule and return its due day."""
        row = self.term(rule_id)
        due = compute(row, start, self.rules.calendar)
        state = {
            "rule": rule_id,
            "start": start.isoformat(),
            "due": due.on.isoformat(),
            "provisional": due.provisional,
            "steps": list(due.steps),
            "citation": str(row.citation),
            "state": "running",
            "seq": self.seq,
        }
        self.clocks[rule_id] = state
        self.clock_changes[rule_id] = state
        return due.on

    def start_clock_if_set(self, rule_id: str, start: date) -> date | None:
        """Start a clock that only some sectors or regions have (O1, O11, O33, V6); None in the others."""
        return self.start_clock(rule_id, start) if self.rule_if_set(rule_id) else None

    def clock_runs(self, rule_id: str) -> bool:
        """Whether the clock was started and what should end it has not come."""
        return self.clocks.get(rule_id, {}).get("state") in _OPEN

    def stop_clock(self, rule_id: str, state: str = "stopped") -> None:
        """Stop a running clock on the day of the act; a clock that does not run is left alone."""
        clock = self.clocks.get(rule_id)
        if clock is None or not self.clock_runs(rule_id):
            return
        if clock["state"] == "paused":
            self.resume_clock(rule_id)
            clock = self.clocks[rule_id]
        late = self.on > date.fromisoformat(clock["due"])
        changed = {
            **clock,
            "state": "late" if late and state == "stopped" else state,
            "stopped": self.on.isoformat(),
        }
        self.clocks[rule_id] = changed
        self.clock_changes[rule_id] = changed

    def pause_clock(self, rule_id: str, cause: str) -> None:
        """Pause a running clock from the day of the act, where the sector's row names the cause.

        Otherwise the days run on (O22). While it is paused there is no due day to lapse.
        """
        clock = self.clocks.get(rule_id)
        if clock is None or clock["state"] != "running":
            return
        row = self.term(rule_id)
        if not_counted(row, [Pause(self.on, None, cause)]):
            self._keep(rule_id, Running.from_json(row, clock).pause(self.on, cause), "paused")

    def resume_clock(self, rule_id: str) -> None:
        """Let a paused clock run on from the day after the act; its due day is computed again."""
        clock = self.clocks.get(rule_id)
        if clock is None or clock["state"] != "paused":
            return
        self._keep(rule_id, Running.from_json(self.term(rule_id), clock).resume(self.on), "running")

    def extend_clock(self, rule_id: str, extension: Extension) -> None:
        """Add a granted extension to an open clock. Raises ValueError when its term is not fixed."""
        clock = self.clocks[rule_id]
        extended = Running.from_json(self.term(rule_id), clock).extend(extension)
        self._keep(rule_id, extended, "paused" if extended.paused else "running")

    def _keep(self, rule_id: str, running: Running, state: str) -> None:
        due = running.due(self.rules.calendar, self.on)
        changed = {
            **self.clocks[rule_id],
            "pauses": running.to_json()["pauses"],
            "extensions": running.to_json()["extensions"],
            "due": due.on.isoformat(),
            "provisional": due.provisional,
            "steps": list(due.steps),
            "state": state,
        }
        self.clocks[rule_id] = changed
        self.clock_changes[rule_id] = changed

    def tell(self, topic: str, **payload: Any) -> None:
        """Write news into the outbox with the act: names and ids only."""
        self.news.append((topic, payload))

    def share_with(self, user_id: UUID | str) -> None:
        """Let a person see the case from now on."""
        self.scopes.add(f"user:{user_id}")


def china_day(moment: datetime) -> date:
    """The date in China of an aware instant."""
    return moment.astimezone(CHINA).date()


def fact_day(facts: Mapping[str, Any], name: str, key: str) -> date | None:
    """A date inside a fact, or None."""
    text = (facts.get(name) or {}).get(key)
    return date.fromisoformat(text[:10]) if text else None
