"""Service by public notice, the last resort (O26)."""

from dataclasses import dataclass
from datetime import date

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import unmet
from sanzhi.law.guards.service import ServiceWay
from sanzhi.law.statutes import AGP, FARMING, MARKET, SAMRP, TRANSPORT, TRP, apl

O26 = Rule("O26", (apl("第六十一条第一款"),))
_SECTORS = {
    MARKET: Rule("O26", (Citation(SAMRP, "第八十二条第五项"), *O26.citations)),
    TRANSPORT: Rule("O26", (Citation(TRP, "第十八条第五项"), *O26.citations)),
    FARMING: Rule("O26", (Citation(AGP, "第七十二条第二款"), *O26.citations)),
}
_TRIED_FIRST = (ServiceWay.DIRECT, ServiceWay.LEFT)


@dataclass(frozen=True)
class Announcement:
    """A public notice in place of service. `tried` are the ways that failed before; `missing` says that the
    party's whereabouts are unknown; `posting_recorded` matters where it was posted at a home.
    """

    posted_on: date
    tried: frozenset[ServiceWay]
    missing: bool
    reason_filed: bool
    posted_at_home: bool = False
    posting_recorded: bool = False


@enforces("O26")
def announcement_last_resort(notice: Announcement, *, domain: str | None = None, on: date) -> list[Finding]:
    """O26: public notice only when the party is missing or no other way worked, with reason and course on
    file (行政处罚法 Art 61 ¶1; 程序规定 Art 82(5)).

    Direct service and leaving it must have been tried, and one of mail and entrusting.
    """
    rule = _SECTORS.get(domain or "", O26)
    if gap := rule.gap(on):
        return gap
    elsewhere = bool(notice.tried & {ServiceWay.MAIL, ServiceWay.ENTRUSTED})
    exhausted = all(way in notice.tried for way in _TRIED_FIRST) and elsewhere
    conditions = {
        "当事人并非下落不明，其他送达方式也没有用尽，不得公告送达": notice.missing or exhausted,
        "公告送达没有在案卷中载明原因和经过": notice.reason_filed,
        "张贴公告没有拍照、录像记录": notice.posting_recorded or not notice.posted_at_home,
    }
    return unmet(rule, conditions, cure="先以其他方式送达，或者补记原因和经过", act=Cure.SERVE_DECISION)


@enforces("O26")
def announcement_run_out(due: Due, *, domain: str | None = None, on: date) -> list[Finding]:
    """O26: the document counts as served only when the notice has stood its days: 30 in market regulation, 60
    in transport and agriculture (`due` is the O26 clock from the last posting).
    """
    rule = _SECTORS.get(domain or "", O26)
    if gap := rule.gap(on):
        return gap
    if due.is_over(on):
        return []
    message = f"公告期至{due.on.isoformat()}届满，届满前不视为送达"
    return [rule.by_row(due.row, on, message, "公告期满后再登记送达", Cure.SERVE_DECISION)]
