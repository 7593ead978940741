"""What a party owes on a day, from the facts of its case: the fine, what is confiscated, the surcharge.

Money that came in counts first for the fine, then for what is confiscated, then for the surcharge: so the
surcharge grows least.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sanzhi.law.clocks import Pause
from sanzhi.law.rules import RuleRow, RuleSet
from sanzhi.law.surcharge import Amount, Span, spans, total
from sanzhi.procedure.deed import AgencyFacts, Deed

Facts = Mapping[str, Any]
# What a review or a suit may end with that changes the amounts.
CHANGING: Final = frozenset({"撤销", "变更"})


@dataclass(frozen=True)
class Owing:
    """What is owed on a day, in fen. ``parts`` are the fine's due days, ``found`` how the surcharge grew.

    ``due_on`` is the last due day, None before the decision was served.
    """

    fine_fen: int
    confiscated_fen: int
    paid_fen: int
    surcharge_fen: int
    waived_fen: int
    due_on: date | None
    parts: tuple[Amount, ...] = ()
    found: tuple[Span, ...] = ()
    stays: tuple[Pause, ...] = ()

    @property
    def base_fen(self) -> int:
        """Fine and confiscated money."""
        return self.fine_fen + self.confiscated_fen

    @property
    def base_left_fen(self) -> int:
        """What is unpaid of fine and confiscated money."""
        return max(self.base_fen - self.paid_fen, 0)

    @property
    def surcharge_left_fen(self) -> int:
        """What is unpaid of the surcharge."""
        owed = max(self.surcharge_fen - self.waived_fen, 0)
        return max(owed - max(self.paid_fen - self.base_fen, 0), 0)

    @property
    def left_fen(self) -> int:
        """Everything that is unpaid."""
        return self.base_left_fen + self.surcharge_left_fen

    @property
    def capped(self) -> bool:
        """Whether the surcharge has reached the fine."""
        return bool(self.fine_fen) and self.surcharge_fen == self.fine_fen

    def overdue(self, on: date) -> bool:
        """Whether money is unpaid after its day."""
        return self.due_on is not None and on > self.due_on and self.left_fen > 0


def owing(facts: Facts, clocks: Facts, row: RuleRow, on: date) -> Owing:
    """What is owed when the day ``on`` is over; ``row`` is O28. Receipts after that day are left out."""
    fine, confiscated = _decided(facts)
    paid = [each for each in receipts(facts) if each.on <= on]
    clock = clocks.get("O27")
    due_on = date.fromisoformat(clock["due"]) if clock else None
    parts = _parts(facts, fine, due_on)
    stays = stays_of(facts)
    found = (
        tuple(spans(parts, _on_the_fine(paid, fine), on, row, stays)) if due_on and on > parts[0].on else ()
    )
    surcharge = (facts.get("surcharge") or {}).get("waived_fen", 0)
    grown = min(fine, (facts.get("deferral") or {}).get("accrued_fen", 0) + total(found, fine))
    received = sum(each.fen for each in paid)
    return Owing(fine, confiscated, received, grown, surcharge, due_on, parts, found, stays)


def owed_by(deed: Deed) -> Owing:
    """What is owed on the day of an act."""
    return owing(deed.facts, deed.clocks, deed.rule("O28"), deed.on)


def surcharge_row(rules: RuleSet, agency: AgencyFacts, on: date) -> RuleRow:
    """The row of O28 that holds for an agency on a day."""
    return rules.pick("O28", domain=agency.domain, region=agency.region, agency=agency.uscc, on=on)


def receipts(facts: Facts) -> list[Amount]:
    """The payments of a case in the order of their days."""
    rows = (facts.get("execution") or {}).get("receipts", ())
    return sorted((Amount(date.fromisoformat(each["on"]), each["fen"]) for each in rows), key=_day)


def stays_of(facts: Facts) -> tuple[Pause, ...]:
    """The days of reviews and suits, for which no surcharge is counted (行政处罚法 Art 73 ¶3)."""
    return tuple(
        Pause(date.fromisoformat(each["filed_on"]), _maybe(each.get("ended_on")), each["kind"])
        for each in facts.get("remedies", ())
    )


def _decided(facts: Facts) -> tuple[int, int]:
    """Fine and confiscated money as decided, or as changed by a review or a suit; nothing once revoked."""
    decision = facts.get("decision") or {}
    fine, confiscated = decision.get("fine_fen", 0), decision.get("confiscated_fen", 0)
    for each in facts.get("remedies", ()):
        if each.get("outcome") in CHANGING:
            fine, confiscated = each.get("fine_fen") or 0, each.get("confiscated_fen") or 0
    return fine, confiscated


def _parts(facts: Facts, fine: int, due_on: date | None) -> tuple[Amount, ...]:
    deferral = facts.get("deferral") or {}
    if deferral.get("granted"):
        return tuple(Amount(date.fromisoformat(each["due_on"]), each["fen"]) for each in deferral["parts"])
    return (Amount(due_on, fine),) if due_on else ()


def _on_the_fine(paid: list[Amount], fine: int) -> list[Amount]:
    """What of the payments counts for the fine."""
    found, left = [], fine
    for each in paid:
        taken = min(each.fen, left)
        left -= taken
        found += [Amount(each.on, taken)] if taken else []
    return found


def _maybe(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day(amount: Amount) -> date:
    return amount.on
