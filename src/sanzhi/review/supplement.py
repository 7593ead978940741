"""Material that a reviewer misses, and more time for the review (V5, V6).

What a sector's rule leaves uncounted while material is being supplied is paused; elsewhere the days run on.
"""

from pydantic import Field

from sanzhi.law.errors import NotOpen
from sanzhi.law.findings import Finding
from sanzhi.law.guards.reviewing import review_extension_lawful
from sanzhi.law.rules import Extension
from sanzhi.procedure import lawfacts
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative
from sanzhi.review.guards import reviewer_apart

_CAUSE = "补充材料"
_LONG = {"widget": "textarea"}


class RequestData(ActData):
    """What is missing for the opinion."""

    what: Narrative = Field(
        title="需要补充的材料", min_length=2, max_length=2000, json_schema_extra=dict(_LONG)
    )


class SupplyData(ActData):
    """What was supplied, or why it cannot be."""

    answer: Narrative = Field(
        title="补充情况", min_length=2, max_length=2000, json_schema_extra=dict(_LONG),
        description="写明补充了哪些材料；不能补充的，说明原因。",
    )  # fmt: skip


class ExtensionData(ActData):
    """By how much the review is extended, and why."""

    value: int = Field(title="延长的天数", ge=1, le=60)
    reason: Narrative = Field(title="延长的理由", min_length=2, max_length=1000)


def extension_lawful(deed: Deed) -> list[Finding]:
    """V6: as the sector's row allows."""
    if not deed.clock_runs("V6"):
        # A sector without a term for the review has nothing to extend: the act says so itself.
        return []
    before = len(deed.clocks.get("V6", {}).get("extensions", ()))
    value = getattr(deed.data, "value", 0) or 0
    return review_extension_lawful(
        deed.rule("V6"), lawfacts.due(deed, "V6"), before=before, value=value, on=deed.on
    )


def request_supplement(deed: Deed) -> None:
    """Ask the handler for material; the days stand still where the sector's rule says so."""
    deed.set(
        "supplement",
        {
            "round": deed.facts["submission"]["round"],
            "what": deed.data.what,
            "asked_by": deed.actor.name,
            "asked_on": deed.on,
        },
    )
    if deed.clock_runs("V6"):
        deed.pause_clock("V6", _CAUSE)


def supply_supplement(deed: Deed) -> None:
    """Answer the reviewer; his days run on."""
    deed.merge("supplement", answer=deed.data.answer, answered_on=deed.on.isoformat(), by=deed.actor.name)
    deed.resume_clock("V6")


def extend_review(deed: Deed) -> None:
    """Extend the review by leave of the head (市场监督管理行政处罚程序规定 Art 55)."""
    if not deed.clock_runs("V6"):
        raise NotOpen("审核期限没有在计算，不需要延长。")
    row = deed.rule("V6")
    before = len(deed.clocks["V6"].get("extensions", ()))
    if before >= len(row.extensions):
        raise NotOpen("审核期限没有可以延长的规定。")
    allowed = row.extensions[before]
    deed.extend_clock("V6", Extension(deed.data.value, allowed.unit, allowed.by))
    deed.set(
        "review_extended",
        {
            "on": deed.on, "by": deed.actor.name, "value": deed.data.value, "unit": allowed.unit,
            "reason": deed.data.reason, "due": deed.clocks["V6"]["due"],
        },
    )  # fmt: skip


register(
    Act(
        "request_supplement",
        "要求补充送审材料",
        RequestData,
        request_supplement,
        frozenset({"reviewer"}),
        reads=("draft", "submission"),
        guards=(reviewer_apart,),
        room="review",
    )
)
register(
    Act(
        "supply_supplement",
        "补充送审材料",
        SupplyData,
        supply_supplement,
        frozenset({"officer"}),
        reads=("supplement",),
        room="review",
    )
)
register(
    Act(
        "extend_review",
        "批准延长审核期限",
        ExtensionData,
        extend_review,
        frozenset({"head"}),
        reads=("submission",),
        guards=(extension_lawful,),
        room="review",
    )
)
