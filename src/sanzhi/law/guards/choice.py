"""Which law applies, and how often one may be fined (O36, O37)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.statutes import apl

O36 = Rule("O36", (apl("第二十九条"),))
O37 = Rule("O37", (apl("第三十七条"),))


@dataclass(frozen=True)
class PriorFine:
    """A fine the party had before. `same_act` is the handler's judgement, None while nobody has judged."""

    agency: str
    decided_on: date
    fine_fen: int
    same_act: bool | None


@dataclass(frozen=True)
class FineBasis:
    """A norm that the act breaks and the most it lets one be fined, in fen."""

    citation: Citation
    max_fen: int


@dataclass(frozen=True)
class LawChange:
    """A change of the law applied. `in_force_on` is its first day; `lighter` and `lawful_now` say how the new
    law treats the act, None while nobody has judged.
    """

    in_force_on: date
    lighter: bool | None
    lawful_now: bool = False


@enforces("O36")
def fined_once(fine_fen: int, earlier: Sequence[PriorFine], *, on: date) -> list[Finding]:
    """O36: one unlawful act is fined once (行政处罚法 Art 29). Earlier fines that nobody has compared with
    this act are warned of.
    """
    if gap := O36.gap(on):
        return gap
    if not fine_fen:
        return []
    findings = []
    for fine in earlier:
        told = f"{fine.agency}已于{fine.decided_on.isoformat()}对当事人罚款{fine.fine_fen / 100:.2f}元"
        if fine.same_act:
            message = f"{told}，对同一违法行为不得再次罚款"
            findings.append(O36.refuse(message, "不再罚款，可以依法给予其他种类的处罚", Cure.CONCLUDE))
        elif fine.same_act is None:
            findings.append(O36.warn(f"{told}，请核对是否为同一违法行为"))
    return findings


@enforces("O36")
def higher_norm_applied(applied: Citation, bases: Sequence[FineBasis], *, on: date) -> list[Finding]:
    """O36: where one act breaks several norms that call for a fine, the one with the higher fine is applied
    (行政处罚法 Art 29). Norms with the same maximum are equal.
    """
    if gap := O36.gap(on):
        return gap
    amounts = {basis.citation: basis.max_fen for basis in bases}
    if applied not in amounts or len(amounts) < 2:
        return []
    highest = max(bases, key=lambda basis: basis.max_fen)
    if amounts[applied] >= highest.max_fen:
        return []
    message = f"同一违法行为违反多个法律规范，应当按照罚款数额高的{highest.citation}处罚"
    return [O36.refuse(message, "改按罚款数额高的规定处罚", Cure.CONCLUDE)]


@enforces("O37")
def law_of_the_act(
    acted_on: date, change: LawChange | None, *, applied: Literal["old", "new"], on: date
) -> list[Finding]:
    """O37: the law of the day of the act, unless the law on the day of the decision is lighter or no longer
    sees a breach (行政处罚法 Art 37). For an act after the change only the new law exists.
    """
    if gap := O37.gap(on):
        return gap
    if change is None or not acted_on < change.in_force_on <= on:
        return _applied_without_choice(acted_on, change, applied)
    if change.lawful_now:
        return [O37.refuse("新的规定不认为是违法，不得给予行政处罚", "作出不予行政处罚决定", Cure.CONCLUDE)]
    if change.lighter is None:
        return [O37.warn("违法行为发生后所适用的规定有修改，请比较新旧规定的轻重")]
    right = "new" if change.lighter else "old"
    if applied == right:
        return []
    words = "新的规定处罚较轻，应当适用新的规定" if change.lighter else "应当适用违法行为发生时的规定"
    return [O37.refuse(words, "改按应当适用的规定处罚", Cure.CONCLUDE)]


def _applied_without_choice(acted_on: date, change: LawChange | None, applied: str) -> list[Finding]:
    if change is None:
        return []
    right = "new" if acted_on >= change.in_force_on else "old"
    if applied == right:
        return []
    words = "违法行为发生在修改之后，应当适用新的规定" if right == "new" else "新的规定尚未施行，不得适用"
    return [O37.refuse(words, "改按应当适用的规定处罚", Cure.CONCLUDE)]
