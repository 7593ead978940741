"""Evidence registered and kept in advance (先行登记保存; 行政处罚法 Art 56; 程序规定 Art 33–35).

Asked for and approved before, or on the spot with the approval made up within 24 hours; within seven working
days something lawful becomes of it, else the measure ends by itself.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import Field

from sanzhi.documents.issuing import issue
from sanzhi.documents.papers import paper
from sanzhi.evidence import guards
from sanzhi.evidence.goods import GoodsData
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.guards.measures import Handling
from sanzhi.procedure.acts import Act, ActData, lapses_by, register
from sanzhi.procedure.data import AREA
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText

OFFICER, HEAD = frozenset({"officer"}), frozenset({"head"})
_FACT: Final = "preservation"


class AskData(ActData):
    """Why which evidence is to be kept."""

    reason: Narrative = Field(
        title="理由（证据可能灭失或者以后难以取得的情况）",
        min_length=2,
        max_length=1000,
        json_schema_extra=AREA,
    )
    items: Narrative = Field(title="拟登记保存的证据", min_length=1, max_length=2000, json_schema_extra=AREA)
    place: PersonalText = Field(title="证据所在地点", min_length=1, max_length=200)


class ApprovalData(ActData):
    """The head's word; a measure taken on the spot that he does not approve is lifted at once."""

    agree: bool = Field(title="同意采取先行登记保存措施")
    opinion: Narrative = Field(Personal("同意。"), title="审批意见", min_length=1, max_length=1000)


class PreserveData(ActData):
    """What was registered, where it is kept, and what the party was given."""

    goods: list[GoodsData] = Field(title="证据清单", min_length=1)
    stored: PersonalText = Field(title="保存地点和方式", min_length=1, max_length=200)
    reason: Narrative = Field(
        Personal(""), title="理由（情况紧急、未经事先批准的填写）", max_length=1000, json_schema_extra=AREA
    )
    urgent: bool = Field(False, title="情况紧急，当场采取，二十四小时内补办批准")
    certificate_shown: bool = Field(False, title="已出示执法证件")
    rights_told: bool = Field(False, title="已告知陈述申辩和申请回避的权利")
    list_given: bool = Field(False, title="已当场清点、由当事人和办案人员签名，并将清单和通知书交当事人")
    refusal: Narrative = Field(Personal(""), title="当事人拒绝签名的情况和见证人", max_length=500)


class HandlingData(ActData):
    """What becomes of the evidence."""

    handling: Handling = Field(title="处理措施")
    reason: Narrative = Field(title="理由", min_length=2, max_length=1000, json_schema_extra=AREA)


class LapseData(ActData):
    """Which clock ran out, and on which day it was due."""

    clock: str = Field(title="时限")
    due: date = Field(title="到期日")


def is_open(facts: Mapping[str, Any]) -> bool:
    """Whether registered evidence is still kept."""
    fact = facts.get(_FACT) or {}
    return bool(fact.get("registered_on")) and not (fact.get("handled_on") or fact.get("lapsed_on"))


def ask_preservation(deed: Deed) -> None:
    """Ask the head for the measure."""
    _begin(deed)
    data: AskData = deed.data
    told = {"reason": data.reason, "items": data.items, "place": data.place}
    deed.set(_FACT, {**told, "asked_on": deed.on, "asked_by": deed.actor.name})


def approve_preservation(deed: Deed) -> None:
    """Approve, or not: what was taken on the spot without being approved is lifted at once (Art 33 ¶2)."""
    data: ApprovalData = deed.data
    fact = deed.facts.get(_FACT) or {}
    if not fact or fact.get("decided_on"):
        raise Invalid([FieldError("agree", "同意采取先行登记保存措施", "没有等待审批的先行登记保存")])
    said = {"decided_on": deed.on, "decided_by": deed.actor.name, "opinion": data.opinion}
    deed.merge(_FACT, **said, agreed=data.agree)
    issue(deed, "preservation_approval")
    if not data.agree and is_open(deed.facts):
        _end(deed, Handling.RELEASED, data.opinion)
        paper(deed, "preservation_decision")


def preserve_evidence(deed: Deed) -> None:
    """Register the evidence: list and notice are handed over, and seven working days run (Art 34, 35)."""
    data: PreserveData = deed.data
    if is_open(deed.facts):
        raise Invalid([FieldError("goods", "证据清单", "前一次先行登记保存尚未处理，处理后再办理")])
    if data.urgent:
        _begin(deed)
        deed.set(_FACT, {"asked_on": deed.on, "asked_by": deed.actor.name, "reason": data.reason})
    due = deed.start_clock("O5", deed.on)
    deed.merge(
        _FACT,
        goods=data.goods,
        stored=data.stored,
        urgent=data.urgent,
        refusal=data.refusal,
        registered_on=deed.on,
        registered_at=deed.happened,
        due=due,
    )
    guards.keep_rights(deed)
    issue(deed, "preservation_notice")


def handle_preservation(deed: Deed) -> None:
    """Decide what becomes of it; taking the measure and lifting it are both the head's (Art 33 ¶1)."""
    if not (deed.facts.get(_FACT) or {}).get("registered_on"):
        raise Invalid([FieldError("handling", "处理措施", "没有先行登记保存的证据")])
    _end(deed, deed.data.handling, deed.data.reason)
    paper(deed, "preservation_decision")


def lapse_preservation(deed: Deed) -> None:
    """Nothing was decided in time: the measure has ended by itself (Art 35 ¶2)."""
    clock = deed.clocks.get("O5")
    if clock is None or clock["state"] != "running" or clock["due"] != deed.data.due.isoformat():
        return
    deed.stop_clock("O5", "over")
    if is_open(deed.facts):
        deed.merge(_FACT, lapsed_on=deed.on)


def _begin(deed: Deed) -> None:
    """Put a finished measure among the earlier ones; an open one stands in the way of a new one."""
    fact = deed.facts.get(_FACT)
    if is_open(deed.facts) or (fact and not fact.get("decided_on") and not fact.get("registered_on")):
        raise Invalid(
            [FieldError("goods", "先行登记保存", "前一次先行登记保存尚未审批或者处理，办结后再办理")]
        )
    if fact:
        deed.set("preservations", [*deed.facts.get("preservations", []), fact])


def _end(deed: Deed, handling: Handling, reason: str) -> None:
    deed.merge(_FACT, handling=handling, handling_reason=reason, handled_on=deed.on)
    deed.stop_clock("O5")


_ACTS = (
    Act("ask_preservation", "申请先行登记保存", AskData, ask_preservation, OFFICER, room="evidence"),
    Act(
        "approve_preservation", "审批先行登记保存", ApprovalData, approve_preservation, HEAD,
        reads=(_FACT,), guards=(guards.approved_in_time,), room="evidence",
    ),
    Act(
        "preserve_evidence", "先行登记保存证据", PreserveData, preserve_evidence, OFFICER, reads=(_FACT,),
        guards=(
            guards.team_certified, guards.team_showed_certificates, guards.rights_told,
            guards.preservation_allowed,
        ),
        late_days=1, room="evidence",
    ),
    Act(
        "handle_preservation", "处理先行登记保存的证据", HandlingData, handle_preservation, HEAD,
        reads=(_FACT,), guards=(guards.preservation_in_time,), late_days=3, room="evidence",
    ),
    Act(
        "lapse_preservation", "先行登记保存自动解除", LapseData, lapse_preservation, frozenset({"timer"}),
        late_days=366, room="evidence",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
lapses_by("O5", "lapse_preservation")
