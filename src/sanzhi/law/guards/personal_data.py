"""Personal data in the hands of an organ of the state (X3–X7).

The facts are what the register of the agency says about its processing; an empty text is no reason.
"""

from dataclasses import dataclass
from datetime import date

from sanzhi.law.clocks import add_months
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import unmet
from sanzhi.law.rules import RuleSet
from sanzhi.law.statutes import PIPL

X3_DUTY = Rule("X3", (Citation(PIPL, "第三十四条"),))
X3_TOLD = Rule("X3", (Citation(PIPL, "第三十五条"),))
X3_HOME = Rule("X3", (Citation(PIPL, "第三十六条"),))
X4 = Rule("X4", (Citation(PIPL, "第二十八条第二款"),))
X4_CHILD = Rule("X4", (Citation(PIPL, "第三十一条第二款"), Citation(PIPL, "第二十八条")))
X5 = Rule("X5", (Citation(PIPL, "第五十五条"),))
X5_KEPT = Rule("X5", (Citation(PIPL, "第五十六条第二款"),))
X6 = Rule("X6", (Citation(PIPL, "第五十七条"),))
X7 = Rule("X7", (Citation(PIPL, "第四十七条"), Citation(PIPL, "第十九条")))
X7_TERM = Rule("X7", (Citation(PIPL, "第十九条"),))
X7_CORRECT = Rule("X7", (Citation(PIPL, "第四十六条"),))


@dataclass(frozen=True)
class Processing:
    """One processing of personal data as the register of the agency has it. Texts may be empty."""

    duty_basis: str
    told: bool = False
    not_told_because: str = ""
    abroad: bool = False
    abroad_assessed: bool = False
    sensitive: bool = False
    necessity: str = ""
    protection: str = ""
    under_fourteen: bool = False
    children_rules: bool = False
    assessment_needed: bool = False


@dataclass(frozen=True)
class Leak:
    """A leak, change or loss of personal data, certain or possible."""

    remedied: bool
    authority_told: bool
    persons_told: bool
    harm_avoided: bool = False


@enforces("X3")
def processed_within_duty(fact: Processing, *, on: date) -> list[Finding]:
    """X3: within the duties, told unless exempt, kept in China or assessed (个人信息保护法 Art 34–36)."""
    if gap := X3_DUTY.gap(on):
        return gap
    told = fact.told or bool(fact.not_told_because.strip())
    return [
        *unmet(
            X3_DUTY,
            {"没有写明处理个人信息所依据的法定职责": bool(fact.duty_basis.strip())},
            cure="写明法律、行政法规规定的权限；没有依据的，停止处理",
        ),
        *unmet(X3_TOLD, {"没有告知个人，也没有写明可以不告知的情形": told}, cure="告知，或者写明理由"),
        *unmet(
            X3_HOME,
            {"个人信息向境外提供，没有经过安全评估": not fact.abroad or fact.abroad_assessed},
            cure="在境内存储；确需向境外提供的，先进行安全评估",
        ),
    ]


@enforces("X4")
def sensitive_data_guarded(fact: Processing, *, on: date) -> list[Finding]:
    """X4: sensitive data need a purpose, a necessity and strict protection; those of children under fourteen,
    which are sensitive too, rules of their own (个人信息保护法 Art 28, 31 ¶2).
    """
    if not fact.sensitive and not fact.under_fourteen:
        return []
    conditions = {
        "处理敏感个人信息，没有写明特定的目的和充分的必要性": bool(fact.necessity.strip()),
        "处理敏感个人信息，没有写明严格保护措施": bool(fact.protection.strip()),
    }
    child = {"没有不满十四周岁未成年人个人信息的专门处理规则": fact.children_rules or not fact.under_fourteen}
    return X4.gap(on) or [
        *unmet(X4, conditions, cure="补充目的、必要性和保护措施；不能说明的，不处理"),
        *unmet(X4_CHILD, child, cure="制定专门的处理规则"),
    ]


@enforces("X5")
def assessed_beforehand(fact: Processing, assessed_on: date | None, *, on: date) -> list[Finding]:
    """X5: an assessment comes before sensitive data are processed, and before data are entrusted, handed on,
    published, sent abroad or decided on by machine (个人信息保护法 Art 55). `on` is the day it begins.
    """
    needed = fact.sensitive or fact.under_fourteen or fact.abroad or fact.assessment_needed
    if not needed or (assessed_on is not None and assessed_on <= on):
        return []
    message = "没有事前进行个人信息保护影响评估"
    return X5.gap(on) or [X5.refuse(message, "完成评估并记录后再处理", None)]


@enforces("X5")
def assessment_kept(made_on: date, rules: RuleSet, *, on: date) -> list[Finding]:
    """X5: report and record are not destroyed within three years (个人信息保护法 Art 56 ¶2). `on` is the day
    on which somebody would destroy them; the three years are counted from the day they were made.
    """
    row = rules.find("X5", on=on)
    if row is None or on > add_months(made_on, row.value):
        return X5_KEPT.gap(on)
    message = f"个人信息保护影响评估报告和处理情况记录应当至少保存{row.value}个月"
    return [X5_KEPT.by_row(row, on, message, "继续保存", None)]


@enforces("X6")
def leak_answered(leak: Leak, *, on: date) -> list[Finding]:
    """X6: remedied at once; the authority is told, and the persons unless harm was effectively avoided
    (个人信息保护法 Art 57). The duty comes after the fact, there is nothing to refuse.
    """
    faults = (
        (not leak.remedied, "尚未对个人信息泄露、篡改、丢失采取补救措施", "立即采取补救措施"),
        (not leak.authority_told, "尚未通知履行个人信息保护职责的部门", "立即通知"),
        (not leak.persons_told and not leak.harm_avoided, "尚未通知个人", "通知个人，或者写明已有效避免危害"),
    )
    return X6.gap(on) or [X6.warn(message, cure) for fails, message, cure in faults if fails]


@enforces("X7")
def kept_no_longer(keep_until: date | None, *, only_stored: bool, on: date) -> list[Finding]:
    """X7: past its time personal data are deleted, or only stored where a law keeps them or deletion is not
    feasible (个人信息保护法 Art 19, 47). `keep_until` is the last day of the agency's own schedule.
    """
    if gap := X7.gap(on):
        return gap
    if keep_until is None:
        return [X7_TERM.warn("个人信息没有确定保存期限", "按实现处理目的所必要的最短时间确定")]
    if on <= keep_until or only_stored:
        return []
    message = f"个人信息的保存期限已于{keep_until.isoformat()}届满"
    return [X7.warn(message, "删除；法律、行政法规规定的保存期限未届满或者技术上难以删除的，停止其他处理")]


@enforces("X7")
def correction_answered(asked_on: date, answered_on: date | None, *, on: date) -> list[Finding]:
    """X7: a request to correct is looked into and met promptly, without a number (个人信息保护法 Art 46)."""
    if answered_on is not None:
        return []
    message = f"{asked_on.isoformat()}收到的更正、补充个人信息的请求尚未核实办理"
    return X7_CORRECT.gap(on) or [X7_CORRECT.warn(message, "核实并及时更正、补充")]
