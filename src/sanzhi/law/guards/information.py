"""Information asked for, what stays sealed, logs, and electronic papers (X1, X2, X9–X13).

The facts are what the record of the request, the log or the archive says. Personal data: `personal_data`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import Due, add_months
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import overdue, unmet
from sanzhi.law.rules import RuleSet
from sanzhi.law.statutes import ARCHIVES, CYBERSECURITY, OGI, ONLINE

X1 = Rule("X1", (Citation(OGI, "第三十三条第二款"),))
X1_THIRD = Rule("X1", (Citation(OGI, "第三十二条"),))
X2 = Rule("X2", (Citation(OGI, "第三十七条"),))
X9 = Rule("X9", (Citation("治安管理处罚法", "（2025年修订文本不在库中）"),))
X10 = Rule("X10", (Citation(CYBERSECURITY, "第二十一条第三项"),))
X11 = Rule("X11", (Citation(ARCHIVES, "第三十七条第一款"),))
X12 = Rule("X12", (Citation("电子签名法", "（文本不在库中）"),))
X13_SIGNED = Rule("X13", (Citation(ONLINE, "第八条"),))
X13_SEALED = Rule("X13", (Citation(ONLINE, "第九条第二款"), Citation(ONLINE, "第十一条")))
X13_LICENCE = Rule("X13", (Citation(ONLINE, "第十条第三款"), Citation(ONLINE, "第十一条")))


class RequestStep(StrEnum):
    """What the agency owes somebody who asks for information. The value completes 应当不迟于……."""

    ANSWER = "答复政府信息公开申请"
    SUPPLEMENT = "一次性告知申请人补正"


@dataclass(frozen=True)
class ThirdParty:
    """Somebody whose rights the opening of information would harm. `due` is the last day of the opinion."""

    due: Due
    answered: bool = False
    objects_with_reason: bool = False
    public_interest: bool = False
    told_in_writing: bool = False


class PaperForm(StrEnum):
    """The electronic forms that stand for paper in government services."""

    SIGNED = "符合规定条件的可靠的电子签名"
    SEALED = "加盖国家统一电子印章系统制发的电子印章的电子材料"
    LICENCE = "电子证照"


@enforces("X1")
def request_step_in_time(step: RequestStep, due: Due | None, done: date | None, *, on: date) -> list[Finding]:
    """X1: answered in twenty working days, a supplement asked for in seven (条例 Art 30, 33). Late, the step
    is still owed, so it warns. `due` is the clock of X1 or X1.supplement.
    """
    return X1.gap(on) or overdue(X1, due, done, step.value, on=on)


@enforces("X1")
def answer_prolonged_lawfully(*, approved: bool, applicant_told: bool, on: date) -> list[Finding]:
    """X1: a longer time is agreed to by the head of the office for openness and told (条例 Art 33 ¶2)."""
    conditions = {
        "延长答复期限未经政府信息公开工作机构负责人同意": approved,
        "延长答复期限没有告知申请人": applicant_told,
    }
    return X1.gap(on) or unmet(X1, conditions, cure="报请同意并告知申请人后再延长")


@enforces("X1")
def third_party_heard(party: ThirdParty, *, on: date) -> list[Finding]:
    """X1: before information is opened, the third party has fifteen working days; a reasoned objection
    stands unless the public interest weighs more and the party is told in writing (条例 Art 32).
    """
    if not party.answered and not party.due.is_over(on):
        message = f"第三方可以在{party.due.on.isoformat()}以前提出意见，尚未提出，不得公开"
        return [X1_THIRD.by_row(party.due.row, on, message, "收到意见或者期满后再决定", None)]
    if not party.objects_with_reason:
        return []
    conditions = {
        "第三方不同意公开且有合理理由，不公开也不会对公共利益造成重大影响，不得公开": party.public_interest,
        "决定公开的内容和理由没有书面告知第三方": party.told_in_writing or not party.public_interest,
    }
    return X1_THIRD.gap(on) or unmet(X1_THIRD, conditions, cure="不予公开，或者写明公共利益并书面告知第三方")


@enforces("X2")
def separable_part_given(
    *, separable: bool, rest_given: bool, reasons_given: bool, on: date
) -> list[Finding]:
    """X2: where something is kept back and the rest can be told apart, the rest is given, with reasons for
    what is not (条例 Art 37).
    """
    if not separable:
        return []
    conditions = {
        "申请的信息可以区分处理，没有提供可以公开的部分": rest_given,
        "没有对不予公开的内容说明理由": reasons_given,
    }
    return X2.gap(on) or unmet(X2, conditions, cure="提供可以公开的内容，并对其余内容说明理由")


@enforces("X9")
def police_record_sealed(*, police_record: bool, lawful_inquiry: bool) -> list[Finding]:
    """X9: records of breaches of public order are sealed but for lawful inquiries. No text is at hand."""
    if not police_record or lawful_inquiry:
        return []
    message = "违反治安管理的记录应当封存，不得提供或者公开（依据未确认，仅提示）"
    return [X9.warn(message, "不提供、不公开；依法查询的，核对查询的依据")]


@enforces("X10")
def log_kept(logged_on: date, rules: RuleSet, *, on: date) -> list[Finding]:
    """X10: a network log is not destroyed within six months (网络安全法 2016 Art 21(3)); after its amendment
    of 2025, whose text is not at hand, it warns. `on` is the day on which somebody would destroy it.
    """
    row = rules.find("X10", on=on)
    if row is None or on > add_months(logged_on, row.value):
        return []
    message = f"{logged_on.isoformat()}的网络日志留存不满{row.value}个月，不得销毁"
    return [X10.by_row(row, on, message, "继续留存", None)]


@enforces("X11")
def electronic_record_sound(*, origin: bool, procedure: bool, parts: bool, on: date) -> list[Finding]:
    """X11: an electronic record is of sure origin, made by due procedure, with all its parts (档案法 Art 37);
    only then does it stand for paper. Each fact is what the archive's examination found.
    """
    conditions = {
        "电子档案的形成者、形成活动、形成时间不能确认，来源不可靠": origin,
        "电子档案的管理过程没有准确记录、不可追溯，程序不规范": procedure,
        "电子档案的内容、结构、背景信息或者管理过程信息不全，要素不合规": parts,
    }
    return X11.gap(on) or unmet(X11, conditions, cure="补齐后再归档；不能补齐的，保存传统载体")


@enforces("X12")
def signature_reliable(
    *, exclusive: bool, sole_control: bool, signature_fixed: bool, content_fixed: bool
) -> list[Finding]:
    """X12: the four conditions of a reliable electronic signature. Their text is not at hand: a warning."""
    faults = (
        (exclusive, "电子签名制作数据不为签名人专有"),
        (sole_control, "签署时电子签名制作数据不由签名人控制"),
        (signature_fixed, "签署后对电子签名的改动不能被发现"),
        (content_fixed, "签署后对内容和形式的改动不能被发现"),
    )
    cure = "改用可靠的电子签名，或者手写签名、盖章"
    return [X12.warn(f"{message}（依据未确认，仅提示）", cure) for holds, message in faults if not holds]


@enforces("X13")
def electronic_form_accepted(form: PaperForm, *, refused: bool, excepted_by: str, on: date) -> list[Finding]:
    """X13: nothing is refused for being electronic, unless a law or an administrative regulation, named in
    `excepted_by`, says so (国务院令第716号 Art 8–11).
    """
    if not refused or excepted_by.strip():
        return []
    rules = {
        PaperForm.SIGNED: X13_SIGNED,
        PaperForm.SEALED: X13_SEALED,
        PaperForm.LICENCE: X13_LICENCE,
    }
    rule = rules[form]
    message = f"不得仅因采用电子形式而不接受{form}"
    return rule.gap(on) or [rule.refuse(message, "接受电子材料；法律、行政法规另有规定的，写明条文", None)]
