"""What the law asks of goods in the agency's hands (行政强制法 Art 26; 程序规定 Art 41, 42)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Finding
from sanzhi.law.guards.property import (
    EarlySale,
    KeptItem,
    item_kept_well,
    sold_early_lawfully,
    unclaimed_disposed,
)
from sanzhi.procedure.deed import Deed

EARLY: Final = "先行处置"
UNCLAIMED: Final = "无人领取，上缴国库或者拍卖"
KEPT: Final = "保管中"


def kept_well(deed: Deed) -> list[Finding]:
    """O52: each thing stands in the ledger with cause, source, state, place and whereabouts."""
    data = deed.data
    number = str(len(deed.facts.get("property", [])) + 1)
    entry = KeptItem(number, deed.case.title, data.source, str(data.state), str(data.place), KEPT)
    return item_kept_well(entry, domain=deed.agency.domain, on=deed.on)


def settled_lawfully(deed: Deed) -> list[Finding]:
    """O50, O51: what is sold early, and what nobody claimed, each on its own conditions."""
    data, domain = deed.data, deed.agency.domain
    if data.way == EARLY:
        sale = EarlySale(
            data.unfit,
            # The act is the head's.
            approved=True,
            evidence_kept=data.evidence_kept,
            proceeds_kept=data.proceeds_kept,
            owner_consents=data.owner_consents,
            owner_known=data.owner_consents or not _called(deed),
            announced=_called(deed),
        )
        return sold_early_lawfully(sale, domain=domain, on=deed.on)
    if data.way == UNCLAIMED:
        return unclaimed_disposed(_due(deed), approved=True, domain=domain, on=deed.on)
    return []


def item_of(facts: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
    """A thing of the ledger that is still kept, by its id."""
    rows = facts.get("property", [])
    return next((each for each in rows if each["id"] == key and not each.get("settled_on")), None)


def still_kept(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The things of the ledger that nothing has become of yet."""
    return [each for each in facts.get("property", []) if not each.get("settled_on")]


def _called(deed: Deed) -> bool:
    due = _due(deed)
    return due is not None and due.is_over(deed.on)


def _due(deed: Deed) -> Due | None:
    """The end of the public call for the owner; None when there was none or the sector sets no days."""
    item = item_of(deed.facts, deed.data.item) or {}
    place = {"domain": deed.agency.domain, "region": deed.agency.region, "agency": deed.agency.uscc}
    row = deed.rules.find("O51", on=deed.on, **place)
    if row is None or not item.get("called_on"):
        return None
    return compute(row, date.fromisoformat(item["called_on"]), deed.rules.calendar)
