"""Goods in the agency's hands: sold early, unclaimed, kept (O50, O51, O52)."""

from dataclasses import dataclass
from datetime import date

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import unmet
from sanzhi.law.statutes import ACL, AGP, FARMING, MARKET, SAMRP, TRANSPORT, TRP

O50 = Rule("O50", (Citation(SAMRP, "第四十一条第三款"),))
O51 = Rule("O51", (Citation(SAMRP, "第四十二条第三款"),))
O52 = Rule("O52", (Citation(ACL, "第二十六条"),))
_SALE = {
    MARKET: O50,
    FARMING: Rule("O50", (Citation(AGP, "第四十五条第三款"),)),
    TRANSPORT: Rule("O50", (Citation(TRP, "第一百二十八条第一款"),)),
}
_UNCLAIMED = {MARKET: O51, TRANSPORT: Rule("O51", (Citation(TRP, "第一百二十九条"),))}
_LEDGER = Citation(TRP, "第一百二十六条")
_LABELS = {
    "number": "编号",
    "cause": "案由",
    "source": "来源",
    "state": "保管状态",
    "place": "场所",
    "whereabouts": "去向",
}


@dataclass(frozen=True)
class EarlySale:
    """Goods disposed of before they are forfeited. `announced` means that a public notice to an unknown owner
    has run out without consent or request.
    """

    unfit_for_keeping: bool
    approved: bool
    evidence_kept: bool
    proceeds_kept: bool
    owner_consents: bool = False
    owner_known: bool = True
    announced: bool = False


@dataclass(frozen=True)
class KeptItem:
    """An entry of the property ledger as text, and what was done with the thing."""

    number: str
    cause: str
    source: str
    state: str
    place: str
    whereabouts: str
    used: bool = False
    swapped: bool = False
    damaged: bool = False
    storage_charged_to_party: bool = False


@enforces("O50")
def sold_early_lawfully(sale: EarlySale, *, domain: str | None, on: date) -> list[Finding]:
    """O50: perishable or costly goods may be sold early, with the owner's consent or request, the head's
    approval, evidence and proceeds kept (程序规定 Art 41 ¶3, 农业程序规定 Art 45 ¶3). Transport asks no
    consent (交通程序规定 Art 128); where the sector has no such text the sale is only warned of.
    """
    rule = _SALE.get(domain or "")
    if rule is None:
        return [O50.warn("本行业没有先行处置的规定，处置前请核对法律、法规依据")]
    if gap := rule.gap(on):
        return gap
    conditions = {
        "物品不属于容易腐烂变质或者不宜长期保存的，不得先行处置": sale.unfit_for_keeping,
        "先行处置没有经负责人批准": sale.approved,
        "先行处置前没有留存证据": sale.evidence_kept,
        "先行处置所得款项没有按照规定保管": sale.proceeds_kept,
    }
    if domain != TRANSPORT:
        no_owner = not sale.owner_known and sale.announced
        conditions["没有经权利人同意或者申请，权利人不明确的也没有公告期满"] = sale.owner_consents or no_owner
    return unmet(rule, conditions, cure="补齐条件后再处置")


@enforces("O51")
def unclaimed_disposed(due: Due | None, *, approved: bool, domain: str | None, on: date) -> list[Finding]:
    """O51: goods whose owner is not found are called for by public notice; only then, with the head's
    approval, do they go to the treasury or to auction (程序规定 Art 42 ¶3: 30 days; 交通程序规定 Art 129:
    60). Where the sector has no such text it is only warned of.

    `due` is the O51 clock from the notice; None when none was given.
    """
    rule = _UNCLAIMED.get(domain or "")
    if rule is None:
        return [O51.warn("本行业没有无人认领物品的处理规定，处理前请核对法律、法规依据")]
    if gap := rule.gap(on):
        return gap
    if due is None:
        return [rule.refuse("没有公告通知领取，不得上缴或者拍卖", "公告通知领取", None)]
    findings = []
    if not due.is_over(on):
        message = f"公告期至{due.on.isoformat()}届满，届满前不得上缴或者拍卖"
        findings.append(rule.by_row(due.row, on, message, "公告期满后再处理", None))
    if not approved:
        findings.append(rule.refuse("没有经负责人批准", "报负责人批准", None))
    return findings


@enforces("O52")
def item_kept_well(item: KeptItem, *, domain: str | None = None, on: date) -> list[Finding]:
    """O52: each thing stands in the ledger with number, cause, source, state, place and whereabouts; nobody
    uses, swaps or damages it; the agency pays its keeping (行政强制法 Art 26; 交通程序规定 Art 124–126).

    The ledger's fields are the transport rule's; elsewhere a missing one warns.
    """
    rule = O52.also(_LEDGER) if domain == TRANSPORT else O52
    if gap := rule.gap(on):
        return gap
    missing = [label for field, label in _LABELS.items() if not str(getattr(item, field)).strip()]
    findings = []
    if missing:
        message = f"涉案财物台账没有载明{'、'.join(missing)}"
        say = (
            rule.refuse(message, "补全台账", None) if domain == TRANSPORT else rule.warn(message, "补全台账")
        )
        findings.append(say)
    faults = {
        "涉案财物不得使用": not item.used,
        "涉案财物不得调换": not item.swapped,
        "涉案财物应当妥善保管，不得损毁": not item.damaged,
        "保管费用由行政机关承担，不得向当事人收取": not item.storage_charged_to_party,
    }
    return [*findings, *unmet(rule, faults, cure="恢复原状，赔偿或者退还费用")]
