"""Payment, surcharge, deferral, and who collects (O27, O28, O29, O39, O48)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sanzhi.law.amounts import surcharge
from sanzhi.law.clocks import Due, Pause
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import decides, enforces
from sanzhi.law.guards.deadline import overdue, unmet
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import ACL, AGP, FARMING, FINE_COLLECTION, MARKET, OPINION_118, SAMRP, apl

O27 = Rule("O27", (apl("第六十七条第三款"),))
O28 = Rule("O28", (apl("第七十二条第一款第一项"), Citation(ACL, "第四十五条")))
O28_STAYED = Rule("O28", (apl("第七十三条第三款"),))
O29 = Rule("O29", (apl("第六十六条第二款"),))
O39 = Rule("O39", (apl("第六十七条第一款"), apl("第六十七条第二款")))
O39_TREASURY = Rule("O39", (apl("第七十四条第二款"),))
O39_RANKING = Rule("O39", (apl("第七十四条第三款"), Citation(OPINION_118, "第六部分（二十二）")))
O48 = Rule("O48", (Citation(FINE_COLLECTION, "第七条第一款"),))

# What an indicator may not be made of: any of these words in what it counts links money and appraisal.
MONEY_COUNTS = frozenset({"罚款数额", "没收数额", "罚没收入", "罚没款入库额", "加处罚款数额"})


@dataclass(frozen=True)
class Deferral:
    """A request to pay later or in parts. `until` is the last day granted, None while nothing is."""

    applied_on: date
    written: bool
    hardship: bool
    approved: bool = False
    told_in_writing: bool = False
    until: date | None = None


@dataclass(frozen=True)
class PaymentTerms:
    """What a decision says on paying, as text; `surcharge` tells whether it says that one runs or not."""

    bank: str
    bank_address: str
    amount_fen: int
    due_told: bool
    surcharge_told: bool


@enforces("O27")
def paid_in_time(due: Due | None, paid_on: date | None, *, on: date) -> list[Finding]:
    """O27: a fine is paid within fifteen days of receipt of the decision (行政处罚法 Art 67 ¶3).

    `due` is the O27 clock from service; where payment was put off, that of the deferral.
    """
    if gap := O27.gap(on):
        return gap
    cure = "催告当事人履行；决定书载明的，依法加处罚款"
    return overdue(O27, due, paid_on, "缴纳罚款", on=on, cure=cure, act=Cure.RECORD_PAYMENT)


@decides("O28", otherwise=lambda *args, **kwargs: 0)
def surcharge_fen(
    unpaid_fen: int, due_on: date, until: date, row: RuleRow, stays: Sequence[Pause] = ()
) -> int:
    """O28: the surcharge in fen on what was unpaid on `due_on`, up to and with the day `until`.

    Three per cent a day (`row` is O28) from the day after the due date, never more than the fine itself; the
    days of a review or a suit, first and last included, are not counted (行政处罚法 Art 72, 73 ¶3). Parts of
    a fen fall away. Raises ValueError for a negative amount or a row that is no rate.
    """
    days = {due_on.toordinal() + n for n in range(1, (until - due_on).days + 1)}
    for stay in stays:
        days -= set(range(stay.start.toordinal(), (stay.end or until).toordinal() + 1))
    return surcharge(row, unpaid_fen, len(days))


@enforces("O28")
def surcharge_lawful(
    claimed_fen: int, allowed_fen: int, *, told_in_decision: bool, stayed: bool, on: date
) -> list[Finding]:
    """O28: a surcharge only where the decision says so, never above what `surcharge_fen` gives, none for the
    days of a review or suit (行政处罚法 Art 72, 73; 行政强制法 Art 45; 收缴分离办法 Art 7, 9).
    """
    if gap := O28.gap(on):
        return gap
    if not claimed_fen:
        return []
    findings = []
    if not told_in_decision:
        rule = O28.also(Citation(FINE_COLLECTION, "第七条第一款"))
        message = "决定书没有明确逾期缴纳加处罚款，不得加处"
        findings.append(rule.refuse(message, "不加处罚款，依法催告履行", None))
    if claimed_fen > allowed_fen:
        rule = O28_STAYED if stayed else O28
        message = f"加处罚款最多为{allowed_fen / 100:.2f}元，现为{claimed_fen / 100:.2f}元"
        findings.append(rule.refuse(message, "按法定比例、上限和不予计算的期间重新计算", None))
    return findings


@enforces("O29")
def deferral_lawful(deferral: Deferral, due: Due | None, *, domain: str | None, on: date) -> list[Finding]:
    """O29: paying later or in parts needs hardship, the party's request and approval; in market regulation in
    writing, in agriculture before the due date (行政处罚法 Art 66 ¶2; 程序规定 Art 74; 农业 Art 81).
    """
    rule = _deferral_rule(domain)
    if gap := rule.gap(on):
        return gap
    in_time = domain != FARMING or due is None or not due.is_over(deferral.applied_on)
    conditions = {
        "当事人没有经济困难的，不得延期、分期缴纳罚款": deferral.hardship,
        "延期、分期缴纳罚款应当书面申请": deferral.written or domain not in (MARKET, FARMING),
        "应当在缴纳期限届满前提出申请": in_time,
        "延期、分期缴纳罚款没有经批准": deferral.approved or deferral.until is None,
        "批准延期、分期的，应当书面告知期限": deferral.told_in_writing or deferral.until is None,
    }
    return unmet(rule, conditions, cure="补齐申请和批准记录，或者按期催告缴纳")


@enforces("O39")
def collection_separated(*, by_agency: bool, on_the_spot_lawful: bool, on: date) -> list[Finding]:
    """O39: who decides a fine does not collect it, save on the spot where the law allows (行政处罚法 Art 67
    ¶1, 2).
    """
    if gap := O39.gap(on):
        return gap
    if not by_agency or on_the_spot_lawful:
        return []
    message = "作出处罚决定的机关及其执法人员不得自行收缴罚款"
    return [O39.refuse(message, "由当事人到指定的银行或者通过电子支付系统缴纳", None)]


@enforces("O39")
def money_to_treasury(received_fen: int, remitted_fen: int, *, on: date) -> list[Finding]:
    """O39: fines, unlawful gains and proceeds go to the treasury in full (行政处罚法 Art 74 ¶2). Amounts in
    fen of one settled case.
    """
    if gap := O39_TREASURY.gap(on):
        return gap
    if remitted_fen >= received_fen:
        return []
    missing = (received_fen - remitted_fen) / 100
    return [O39_TREASURY.refuse(f"尚有{missing:.2f}元罚没款项没有上缴国库", "全部上缴国库", None)]


@enforces("O39")
def indicator_lawful(name: str, counts: Collection[str], *, on: date) -> list[Finding]:
    """O39: nothing that ranks or appraises is made of fines or confiscated money (行政处罚法 Art 74 ¶3;
    国办发〔2018〕118号 part 6 (22)). `counts` names what the indicator counts, in the words of MONEY_COUNTS.
    """
    if gap := O39_RANKING.gap(on):
        return gap
    money = sorted(set(counts) & MONEY_COUNTS)
    if not money:
        return []
    message = f"考核指标“{name}”与{'、'.join(money)}挂钩"
    return [O39_RANKING.refuse(message, "取消与罚没款项挂钩的指标", None)]


@enforces("O48")
def payment_told(terms: PaymentTerms, *, on: date) -> list[Finding]:
    """O48: a decision with a fine names the collecting bank and its address, amount, due date, and whether a
    surcharge runs (罚款决定与罚款收缴分离实施办法 Art 7).
    """
    if gap := O48.gap(on):
        return gap
    if not terms.amount_fen:
        return []
    conditions = {
        "决定书没有载明代收机构的名称": bool(terms.bank.strip()),
        "决定书没有载明代收机构的地址": bool(terms.bank_address.strip()),
        "决定书没有载明缴纳罚款的期限": terms.due_told,
        "决定书没有明确逾期缴纳是否加处罚款": terms.surcharge_told,
    }
    return unmet(O48, conditions, cure="在本机关资料或者决定书中补全", act=Cure.DECIDE)


def _deferral_rule(domain: str | None) -> Rule:
    special = {MARKET: Citation(SAMRP, "第七十四条"), FARMING: Citation(AGP, "第八十一条第一款")}
    found = special.get(domain or "")
    return Rule("O29", (found, *O29.citations)) if found else O29
