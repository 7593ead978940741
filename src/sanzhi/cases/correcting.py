"""What may be corrected, and which documents rest on it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sanzhi.law.findings import Finding
from sanzhi.law.guards.slips import Mending, Slip, correction_reaches, slip_mended_rightly
from sanzhi.procedure.deed import Deed

LABELS: Final[Mapping[str, str]] = {
    "party.name": "当事人名称或者姓名",
    "party.uscc": "当事人统一社会信用代码",
    "party.legal_representative": "法定代表人（负责人、经营者）",
    "party.id_number": "当事人公民身份号码",
    "party.address": "当事人住址（住所）",
    "party.phone": "当事人联系电话",
    "lead.received_on": "发现或者收到线索的日期",
    "lead.summary": "线索摘要",
    "proposal.ended_on": "违法行为终了日期",
}
DAYS: Final = frozenset({"received_on", "ended_on"})
# Which kinds of documents say something of a fact that is not the party: the party stands in all of them.
_SAY: Final[Mapping[str, frozenset[str]]] = {
    "lead": frozenset({"lead_register", "filing_approval", "no_filing_approval", "investigation_report"}),
    "proposal": frozenset({"filing_approval"}),
}
_DOCUMENT: Final = "document."


def served(facts: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The documents of a case that were served, by id."""
    found = (fact for name, fact in facts.items() if name.startswith(_DOCUMENT))
    return {each["id"]: each for each in found if each.get("served_on")}


def resting_on(facts: Mapping[str, Any], name: str) -> list[tuple[bool, str]]:
    """The documents that were made from a fact, each with whether it was served."""
    kinds = _SAY.get(name)
    found = [
        (bool(fact.get("served_on")), f"《{fact['title']}》{fact['number']}")
        for key, fact in facts.items()
        if key.startswith(_DOCUMENT) and (kinds is None or key.removeprefix(_DOCUMENT) in kinds)
    ]
    return sorted(found, key=_title)


def slip_mended(deed: Deed) -> list[Finding]:
    """O53: an omission is supplemented, a slip corrected; what touches rights takes a new procedure."""
    data, agency = deed.data, deed.agency
    return slip_mended_rightly(
        Slip(data.slip),
        Mending(data.mending),
        touches_rights=data.touches_rights,
        # The act makes the paper itself.
        paper_made=True,
        domain=agency.domain,
        region=agency.region,
        on=deed.on,
    )


def reach_named(deed: Deed) -> list[Finding]:
    """O53: the documents that still say the wrong thing are named."""
    found = resting_on(deed.facts, str(deed.data.fact).partition(".")[0])
    out = [title for was_served, title in found if was_served]
    return correction_reaches(out, [title for was_served, title in found if not was_served], on=deed.on)


def day_of(text: str) -> date | None:
    """A day as people type it, or None."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _title(entry: tuple[bool, str]) -> str:
    return entry[1]
