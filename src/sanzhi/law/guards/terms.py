"""What a decision has to order and to explain: correction, gains, discretion (O41, O47)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.statutes import DISCRETION_27, TRANSPORT, TRP, apl

O41 = Rule("O41", (apl("第二十八条第一款"),))
O41_GAINS = Rule("O41", (apl("第二十八条第二款"),))
O47 = Rule("O47", (Citation(DISCRETION_27, "第四部分（十二）"), apl("第三十四条")))


class Approver(StrEnum):
    """Who agreed to depart from a benchmark."""

    CHIEF = "本机关主要负责人"
    COLLECTIVE = "本机关集体讨论"
    MAKER = "基准制定机关"


@dataclass(frozen=True)
class Discretion:
    """How a benchmark (裁量基准) was used. `exists` is None where the agency's benchmarks are not known here;
    `own` tells the agency's own from a superior's; `paper_filed` whether the approval lies in the file.
    """

    exists: bool | None
    told: str = ""
    departs: bool = False
    own: bool = True
    approved_by: Approver | None = None
    paper_filed: bool = False


@dataclass(frozen=True)
class Range:
    """What a benchmark allows for a degree (减轻, 从轻, 一般, 从重): a fine between two amounts in fen."""

    degree: str
    least_fen: int
    most_fen: int


@enforces("O47")
def draft_within_benchmark(
    treatment: str, fine_fen: int, ranges: Sequence[Range], reason: str, *, on: date
) -> list[Finding]:
    """O47: a draft whose fine lies outside the range for its degree says why (27号 part 4 (12)).

    `treatment` is the degree that the draft names, `ranges` those of the benchmarks on the power. With a
    reason it warns that the departure needs leave before the decision; without a benchmark, or a fine, it
    says nothing.
    """
    if gap := O47.gap(on):
        return gap
    fitting = [each for each in ranges if treatment.startswith(each.degree)] or list(ranges)
    if not fine_fen or any(each.least_fen <= fine_fen <= each.most_fen for each in fitting):
        return []
    if not ranges:
        return []
    told = "、".join(f"{each.least_fen // 100}元至{each.most_fen // 100}元" for each in fitting)
    message = f"拟罚款{fine_fen / 100:.2f}元，不在“{treatment}”的裁量幅度（{told}）之内"
    if reason.strip():
        cure = "作出决定前经有权机关批准，批准材料归入案卷"
        return [O47.warn(f"{message}，调整适用应当经批准", cure)]
    return [O47.refuse(f"{message}，没有说明理由", "改按裁量幅度拟定，或者在裁量理由中写明", Cure.CONCLUDE)]


@enforces("O41")
def correction_ordered(
    *, ordered: bool, corrected_already: bool, domain: str | None = None, on: date
) -> list[Finding]:
    """O41: with a penalty goes the order to correct (行政处罚法 Art 28 ¶1; 交通程序规定 Art 66).

    A warning: a breach may be over or be corrected already, and the order may stand in a paper of its own.
    """
    rule = O41.also(Citation(TRP, "第六十六条")) if domain == TRANSPORT else O41
    if gap := rule.gap(on):
        return gap
    if ordered or corrected_already:
        return []
    message = "没有责令当事人改正或者限期改正违法行为"
    return [rule.warn(message, "写明责令改正的内容和期限，或者说明已经改正", Cure.CONCLUDE)]


@enforces("O41")
def gains_confiscated(gains_fen: int, refunded_fen: int, confiscated_fen: int, *, on: date) -> list[Finding]:
    """O41: unlawful gains are confiscated, less what is refunded by law (行政处罚法 Art 28 ¶2). Amounts in
    fen.

    `confiscated_fen` counts gains only. More than the gains cannot be confiscated as gains.
    """
    if gap := O41_GAINS.gap(on):
        return gap
    left = max(gains_fen - refunded_fen, 0)
    if confiscated_fen < left:
        message = f"违法所得除依法退赔外应当没收，尚有{(left - confiscated_fen) / 100:.2f}元没有没收"
        return [O41_GAINS.refuse(message, "没收其余违法所得，或者写明依法退赔的数额", Cure.CONCLUDE)]
    if confiscated_fen > left:
        message = f"没收的违法所得超出{(confiscated_fen - left) / 100:.2f}元"
        return [O41_GAINS.refuse(message, "按违法所得扣除退赔后的数额没收", Cure.CONCLUDE)]
    return []


@enforces("O47")
def discretion_explained(discretion: Discretion, *, on: date) -> list[Finding]:
    """O47: where a benchmark exists the decision says how it was applied; a departure from one's own is
    approved by the chief or the collective, from a superior's by its maker, and the paper is filed
    (国办发〔2022〕27号 part 4 (12)). Where no benchmark is known here, silence is only pointed out.
    """
    if gap := O47.gap(on):
        return gap
    findings = []
    if not discretion.told.strip():
        message = "没有说明行政裁量权基准的适用情况"
        cure = "写明适用的裁量阶次和理由"
        say = O47.refuse(message, cure, Cure.DECIDE) if discretion.exists else O47.warn(message, cure)
        findings += [say] if discretion.exists is not False else []
    if discretion.departs and discretion.exists:
        findings += _departure_faults(discretion)
    return findings


def _departure_faults(discretion: Discretion) -> list[Finding]:
    own = {Approver.CHIEF, Approver.COLLECTIVE}
    allowed = own if discretion.own else {Approver.MAKER}
    faults = []
    if discretion.approved_by not in allowed:
        who = "本机关主要负责人批准或者集体讨论通过" if discretion.own else "该基准的制定机关批准"
        faults.append(O47.refuse(f"调整适用裁量权基准，应当经{who}", f"报请{who}", Cure.DELIBERATE))
    if not discretion.paper_filed:
        message = "调整适用的批准材料或者集体讨论记录没有归入案卷"
        faults.append(O47.refuse(message, "将批准材料归入案卷", Cure.ADD_EVIDENCE))
    return faults
