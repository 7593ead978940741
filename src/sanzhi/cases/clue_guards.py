"""What the law asks where a lead is declined or passed on, and of telling the informer (O2, O3, O49)."""

from sanzhi.cases.penalty_guards import filing_facts
from sanzhi.law.findings import Finding
from sanzhi.law.guards import filing, jurisdiction
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed


def declined_on_ground(deed: Deed) -> list[Finding]:
    """O2: what meets every condition of filing is let be only on a ground of the rules (程序规定 Art 20)."""
    return filing.declined_lawfully(
        filing_facts(deed), deed.data.ground, domain=deed.agency.domain, on=deed.on
    )


def not_passed_on_again(deed: Deed) -> list[Finding]:
    """O49: what came by transfer is not passed on; the superior is asked instead (程序规定 Art 14)."""
    transferred = deed.facts.get("lead", {}).get("source") == "其他机关移送"
    return jurisdiction.transferred_case_kept(
        received_by_transfer=transferred, domain=deed.agency.domain, on=deed.on
    )


def informer_in_time(deed: Deed) -> list[Finding]:
    """O3: within five working days of the decision on the filing (投诉举报处理暂行办法 Art 31 ¶2)."""
    return filing.informer_told(
        real_name=bool(deed.facts.get("lead", {}).get("informer")),
        told_on=deed.on,
        due=lawfacts.due(deed, "O3"),
        domain=deed.agency.domain,
        on=deed.on,
    )
