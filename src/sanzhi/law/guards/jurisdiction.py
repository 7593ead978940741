"""Which agency is competent, and whether it has authority at all (O9, O34, O38, O49)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import overdue
from sanzhi.law.statutes import AGP, FARMING, GUIZHOU, MARKET, SAMRP, apl

O9 = Rule("O9", (apl("第二十五条第二款"),))
O34 = Rule("O34", (Citation(AGP, "第二十条"),))
O38 = Rule("O38", (apl("第三十八条"),))
O49 = Rule("O49", (apl("第二十五条第一款"),))
_PASSED_ON = {MARKET: Citation(SAMRP, "第十四条"), FARMING: Citation(AGP, "第十七条")}


@dataclass(frozen=True)
class Dispute:
    """A dispute over jurisdiction: when it arose, was settled by talks, reported upwards, decided there."""

    arose_on: date
    settled_on: date | None = None
    reported_on: date | None = None
    designated_on: date | None = None


@dataclass(frozen=True)
class OtherFiling:
    """Another agency's case on the same act."""

    agency: str
    filed_on: date


@dataclass(frozen=True)
class Authority:
    """On what an agency acts: a body qualified to enforce, a power it holds, a lawful basis; whether a
    delegate acts in its own name; whether a lawyer found a grave and obvious breach of procedure.
    """

    qualified_body: bool = True
    holds_power: bool = True
    lawful_basis: bool = True
    delegate_in_own_name: bool = False
    grave_breach: str = ""


@enforces("O9")
def dispute_settled(
    dispute: Dispute, negotiate: Due | None, designate: Due | None, *, decides: bool, on: date
) -> list[Finding]:
    """O9: who is competent is talked over in seven working days, then named by the superior in seven
    (行政处罚法 Art 25 ¶2; 程序规定 Art 13, 16). While it is open, nobody decides the case (`decides`).
    """
    if gap := O9.gap(on):
        return gap
    if dispute.settled_on or dispute.designated_on:
        return []
    if decides:
        return [
            O9.refuse("管辖争议尚未解决，不得作出决定", "协商解决，或者报请共同的上一级机关指定管辖", None)
        ]
    if dispute.reported_on:
        return overdue(O9, designate, None, "指定管辖机关", on=on, cure="催请上一级机关指定管辖")
    return overdue(O9, negotiate, None, "协商解决管辖争议", on=on, cure="报请共同的上一级机关指定管辖")


@enforces("O49")
def first_agency_keeps_case(
    filed_on: date | None, others: Sequence[OtherFiling], *, on: date
) -> list[Finding]:
    """O49: of several competent agencies the first to file keeps the case (行政处罚法 Art 25 ¶1).

    `filed_on` is None for a case that is only about to be filed. Two filings on one day are a dispute:
    warned.
    """
    if gap := O49.gap(on):
        return gap
    mine = filed_on or on
    earlier = [each for each in others if each.filed_on < mine]
    if earlier:
        first = min(earlier, key=lambda each: each.filed_on)
        message = f"{first.agency}已于{first.filed_on.isoformat()}就同一违法行为立案，由其管辖"
        return [O49.refuse(message, "将线索、材料移送最先立案的机关", None)]
    if any(each.filed_on == mine for each in others):
        return [O49.warn("其他机关同日就同一违法行为立案，应当协商管辖")]
    return []


@enforces("O49")
def transferred_case_kept(*, received_by_transfer: bool, domain: str | None, on: date) -> list[Finding]:
    """O49: whoever received a case by transfer does not pass it on, but asks the superior (程序规定 Art 14,
    农业程序规定 Art 17). In other sectors, whose rules are silent, there is a warning.
    """
    special = _PASSED_ON.get(domain or "")
    rule = Rule("O49", (special, *O49.citations)) if special else O49
    if gap := rule.gap(on):
        return gap
    if not received_by_transfer:
        return []
    message, cure = "本案由其他机关移送，不得再自行移送", "对管辖有异议的，报请共同的上一级机关指定管辖"
    return [rule.refuse(message, cure, None) if special else rule.warn(message, cure)]


@enforces("O38")
def acted_with_authority(authority: Authority, *, region: str = "", on: date) -> list[Finding]:
    """O38: a penalty without basis or by no qualified body is void, and so is one with a grave and obvious
    breach of procedure (行政处罚法 Art 38; 贵州省行政执法监督办法 Art 31).
    """
    rule = O38.also(Citation(GUIZHOU, "第三十一条第一款")) if region.startswith("52") else O38
    if gap := rule.gap(on):
        return gap
    faults = (
        (not authority.qualified_body, "实施主体不具有行政主体资格"),
        (not authority.holds_power, "处罚事项不在本机关职权范围内"),
        (not authority.lawful_basis, "没有处罚依据"),
        (authority.delegate_in_own_name, "受委托组织以自己的名义实施处罚"),
        (bool(authority.grave_breach), f"违反法定程序构成重大且明显违法：{authority.grave_breach}"),
    )
    cure = "停止办理，移送有权机关，或者补正后重新办理"
    return [
        rule.refuse(f"{message}，行政处罚无效", cure, Cure.CONCLUDE) for fails, message in faults if fails
    ]


@enforces("O34")
def revocation_proposed(
    *, other_licensor: bool, sent_on: date | None, due: Due | None, domain: str | None, on: date
) -> list[Finding]:
    """O34: in agriculture, where only the licensing department may revoke, the findings, file and proposal go
    to it in fifteen days of the decision (农业行政处罚程序规定 Art 20). `due` is the O34 clock.
    """
    if domain != FARMING or not other_licensor:
        return []
    if gap := O34.gap(on):
        return gap
    cure = "将查处结果、相关材料和处理建议书面报送原许可部门"
    return overdue(O34, due, sent_on, "向原许可部门提出吊销建议", on=on, cure=cure)
