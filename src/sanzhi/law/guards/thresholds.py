"""Which 较大数额 holds for an agency (O18)."""

from datetime import date

from sanzhi.law.findings import Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.hearing import Thresholds
from sanzhi.law.rules import RuleRow, RuleSet
from sanzhi.law.statutes import apl

O18 = Rule("O18", (apl("第六十三条第一款"),))


def hearing_thresholds(
    rules: RuleSet, *, domain: str | None, region: str | None, agency: str | None = None, on: date
) -> Thresholds:
    """The lowest of what the sector and what the region sets, for a person and for an entity.

    农业行政处罚程序规定 Art 59 and 交通运输行政执法程序规定 Art 80 yield to the province, 广东省听证办法 Art
    7 to a lower figure of a ministry: the lower number gives the wider right. A confirmed text goes before
    one that is not.
    """

    def lowest(rule_id: str) -> RuleRow | None:
        rows = (
            rules.find(rule_id, domain=domain, region=region, agency=agency, on=on),
            rules.find(rule_id, region=region, agency=agency, on=on),
            rules.find(rule_id, domain=domain, on=on),
        )
        known = [row for row in rows if row is not None]
        sure = [row for row in known if row.confirmed] or known
        return min(sure, key=lambda row: (row.value, not row.inclusive), default=None)

    return Thresholds(person=lowest("O18.person"), entity=lowest("O18.entity"))


@enforces("O18")
def threshold_known(thresholds: Thresholds, *, entity: bool, on: date) -> list[Finding]:
    """O18: where no text at hand says what a larger amount is, or only one that is not confirmed, whoever
    decides is told so (行政处罚法 Art 63 ¶1).
    """
    if gap := O18.gap(on):
        return gap
    row = thresholds.entity if entity else thresholds.person
    if row is None:
        return [O18.warn("没有较大数额标准的依据，请按本省规定核对是否应当告知听证权利")]
    if row.may_refuse(on):
        return []
    rule = Rule("O18", (row.citation, *O18.citations), row.version)
    return [rule.warn(f"较大数额按{row.value // 100}元提示，该标准的文本未确认，请核对本省规定")]
