"""Penalties on the spot (简易程序, S2–S10; the limit S1 stands in `decision`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import overdue, overdue_hours, unmet
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import AGP, ARL, FARMING, MARKET, SAMR45, SAMRP, TRANSPORT, TRP, apl, covered

S2 = Rule("S2", (apl("第五十二条第一款"), apl("第四十四条"), apl("第四十五条第一款")))
S3 = Rule("S3", (apl("第六十八条"), apl("第六十九条")))
S4 = Rule("S4", (apl("第七十条"),))
S5 = Rule("S5", (apl("第七十一条"),))
S6 = Rule("S6", (apl("第五十二条第三款"),))
S7 = Rule("S7", (Citation(SAMR45, "第二条第一款"),))
S8 = Rule("S8", (apl("第四十二条第一款"),))
S9 = Rule("S9", (apl("第五十二条第二款"),))
S10 = Rule("S10", (Citation(ARL, "第三十二条第二款"),))
S10_TOLD = Rule("S10", (Citation(ARL, "第二十三条第二款"),))
_STEPS = {
    MARKET: (Citation(SAMRP, "第六十七条"), Citation(SAMRP, "第六十九条")),
    FARMING: (Citation(AGP, "第二十六条第一款"),),
    TRANSPORT: (Citation(TRP, "第六十一条"),),
}
_SEAL = {MARKET: Citation(SAMRP, "第六十八条"), FARMING: Citation(AGP, "第二十六条第一款第五项")}

# What a decision on the spot says (行政处罚法 Art 52 ¶2), with the label a person reads.
CONTENTS: Mapping[str, str] = {
    "breach": "当事人的违法行为",
    "kind": "行政处罚的种类",
    "basis": "行政处罚的依据",
    "amount": "罚款数额",
    "time": "时间",
    "place": "地点",
    "remedies": "申请行政复议、提起行政诉讼的途径和期限",
    "agency": "行政机关名称",
}


@dataclass(frozen=True)
class SpotSteps:
    """What was done on the spot, in its order; a refused signature is noted instead of given."""

    certificate_shown: bool
    facts_checked: bool
    told: bool
    defence_heard: bool
    form_numbered: bool
    handed_over: bool
    signed_by_party: bool = True
    refusal_noted: bool = False


@dataclass(frozen=True)
class CashTaken:
    """Cash taken on the spot: the day, the day of landing when on water, of return when an officer of
    agriculture was away, handed to the agency, paid to the bank.
    """

    taken_on: date
    landed_on: date | None = None
    returned_on: date | None = None
    handed_on: date | None = None
    banked_on: date | None = None

    def counts_from(self, domain: str | None) -> date:
        """The day from which the two days to the agency run."""
        back = self.returned_on if domain == FARMING else None
        return self.landed_on or back or self.taken_on


@enforces("S2")
def spot_steps_taken(steps: SpotSteps, *, domain: str | None = None, on: date) -> list[Finding]:
    """S2: certificate, facts, told rights, heard defence, numbered form, handed over, refusal noted
    (行政处罚法 Art 52; 程序规定 Art 67, 69; 交通 Art 61; 农业 Art 26).
    """
    rule = S2.also(*_STEPS.get(domain or "", ()))
    if gap := rule.gap(on):
        return gap
    conditions = {
        "没有向当事人出示执法证件": steps.certificate_shown,
        "没有当场查清违法事实、收集必要的证据": steps.facts_checked,
        "没有告知当事人拟处罚的内容及事实、理由、依据和权利": steps.told,
        "没有听取当事人的陈述、申辩并记入笔录": steps.defence_heard,
        "没有使用预定格式、编有号码的处罚决定书": steps.form_numbered,
        "没有将处罚决定书当场交付当事人": steps.handed_over,
        "当事人拒绝签收，没有在决定书上注明": steps.signed_by_party or steps.refusal_noted,
    }
    return unmet(rule, conditions, cure="补做该步骤后再当场作出决定")


@enforces("S3")
def cash_may_be_taken(
    fine_fen: int, row: RuleRow, *, summary: bool, hard_later: bool, remote: bool, party_asked: bool, on: date
) -> list[Finding]:
    """S3: cash only for a fine on the spot of up to 100 yuan or one hard to collect later, or in remote
    places, on water or without transport when the party asks, then for ordinary fines too (行政处罚法 Art 68,
    69).
    """
    if gap := S3.gap(on):
        return gap
    by_article_68 = summary and (fine_fen <= row.value or hard_later)
    if by_article_68 or (remote and party_asked):
        return []
    message = "不符合当场收缴罚款的情形，不得当场收缴"
    if remote:
        message = "边远、水上、交通不便地区的当场收缴，应当由当事人提出"
    return [S3.by_row(row, on, message, "由当事人到指定的银行或者通过电子支付系统缴纳", None)]


@enforces("S4")
def receipt_given(*, cash_taken: bool, unified_receipt: bool, on: date) -> list[Finding]:
    """S4: cash only against the treasury's unified receipt, else the party may refuse (行政处罚法 Art 70)."""
    if gap := S4.gap(on):
        return gap
    if not cash_taken or unified_receipt:
        return []
    message = "没有出具财政部门统一制发的专用票据，当事人有权拒绝缴纳"
    return [S4.refuse(message, "出具专用票据，登记票据号码", None)]


@enforces("S5")
def cash_handed_in(
    cash: CashTaken, agency: RuleRow, bank: RuleRow, calendar: Calendar, *, domain: str | None, on: date
) -> list[Finding]:
    """S5: cash reaches the agency in two working days (from landing, in agriculture from the return), the
    bank in two more (行政处罚法 Art 71, 85; 农业程序规定 Art 78).
    """
    if gap := S5.gap(on):
        return gap
    due = compute(agency, cash.counts_from(domain), calendar)
    findings = overdue(
        S5, due, cash.handed_on, "将当场收缴的罚款交至行政机关", on=on, cure="立即交款并说明原因"
    )
    if cash.handed_on is None:
        return findings
    to_bank = compute(bank, cash.handed_on, calendar)
    cure = "立即缴付指定的银行并说明原因"
    return [*findings, *overdue(S5, to_bank, cash.banked_on, "将罚款缴付指定的银行", on=on, cure=cure)]


@enforces("S6")
def spot_decision_filed(due: Due | None, filed_on: date | None, *, on: date) -> list[Finding]:
    """S6: a decision on the spot is filed with the agency in the sector's days; the statute sets none
    (行政处罚法 Art 52 ¶3; 程序规定 Art 70 …). `due` is the S6 clock from the decision, on water in
    agriculture from landing.
    """
    if gap := S6.gap(on):
        return gap
    if due is None:
        return [] if filed_on else [S6.warn("当场作出的处罚决定应当报所属行政机关备案", "报备并归档")]
    return overdue(S6, due, filed_on, "将当场处罚决定报所属行政机关备案", on=on, cure="立即报备并说明原因")


@enforces("S6")
def spot_decision_filed_by_hour(
    row: RuleRow, decided_at: datetime, filed_at: datetime | None, *, now: datetime, on: date
) -> list[Finding]:
    """S6: where the sector counts hours (police: 24 from the decision or the return). Instants are aware."""
    if gap := S6.gap(on):
        return gap
    what, cure = "将当场处罚决定报所属机关备案", "立即报备并说明原因"
    return overdue_hours(S6, row, decided_at, filed_at, what, now=now, on=on, cure=cure)


@enforces("S7")
def spot_decision_shown(
    *, on_enterprise_system: bool, on_credit_site: bool, domain: str | None, on: date
) -> list[Finding]:
    """S7: in market regulation what was decided on the spot is not shown on the enterprise system (公示规定
    Art 2); on the credit site it is slight and in principle not shown, a text not at hand, so a warning.
    """
    findings = []
    if domain == MARKET and on_enterprise_system:
        if gap := S7.gap(on):
            return gap
        message = "适用简易程序作出的处罚决定不通过国家企业信用信息公示系统公示"
        findings.append(S7.refuse(message, "不在该渠道公示", Cure.WITHDRAW_RELEASE))
    if on_credit_site:
        findings.append(S7.warn("简易程序处罚属于轻微失信信息，原则上不在信用网站公示（依据未确认，仅提示）"))
    return findings


@enforces("S8")
def two_officers_on_the_spot(officers: int, *, exception: Citation | None, on: date) -> list[Finding]:
    """S8: two officers here too, unless a law says otherwise (行政处罚法 Art 42 ¶1). `exception` is the
    article that lets one act; if its text is not at hand for the day, that is a warning.
    """
    if gap := S8.gap(on):
        return gap
    if officers >= 2:
        return []
    if officers == 1 and exception is not None:
        if covered(exception.law, on):
            return []
        return [S8.also(exception).warn(f"一人当场处罚依据的{exception}文本未确认，请核对")]
    message = f"当场处罚的执法人员也不得少于两人，现有{officers}人"
    return [S8.refuse(message, "由两名执法人员共同实施", Cure.ASSIGN_OFFICERS)]


@enforces("S9")
def spot_form_complete(
    contents: Mapping[str, str], *, signed: bool, sealed: bool, domain: str | None, on: date
) -> list[Finding]:
    """S9: the form says what CONTENTS lists and is signed by the officers; in market regulation and
    agriculture it bears the agency's seal (行政处罚法 Art 52 ¶2; 程序规定 Art 68; 农业 Art 26). One finding a
    fault.

    A decision that only warns names no amount: hand in 无.
    """
    if gap := S9.gap(on):
        return gap
    seal = _SEAL.get(domain or "")
    rule = S9.also(seal) if seal else S9
    conditions = {
        f"当场处罚决定书没有载明{label}": bool(contents.get(key, "").strip())
        for key, label in CONTENTS.items()
    }
    conditions["当场处罚决定书没有执法人员签名或者盖章"] = signed
    if seal:
        conditions["当场处罚决定书没有加盖行政机关印章"] = sealed
    return unmet(rule, conditions, cure="补全当场处罚决定书")


@enforces("S10")
def review_first_told(*, told: bool, on: date) -> list[Finding]:
    """S10: a decision on the spot tells that review comes before a suit (行政复议法 Art 23)."""
    if gap := S10_TOLD.gap(on):
        return gap
    if told:
        return []
    message = "没有告知对当场处罚决定不服应当先申请行政复议"
    return [S10_TOLD.refuse(message, "在决定书中写明复议前置", Cure.DECIDE)]


@enforces("S10")
def review_request_forwarded(
    due: Due, forwarded_on: date | None, *, changed_itself: bool, on: date
) -> list[Finding]:
    """S10: an application handed to the punishing agency is forwarded in five working days when it upholds
    the penalty (行政复议法 Art 32, 88; penalties by monitoring devices too). `due` is the S10 clock from
    receipt.
    """
    if gap := S10.gap(on):
        return gap
    if changed_itself:
        return []
    return overdue(
        S10, due, forwarded_on, "将行政复议申请转送行政复议机关", on=on, cure="立即转送", binding=False
    )
