"""The end of the investigation: a draft decision, and whether it is major (行政处罚法 Art 57, 58)."""

import hashlib
from typing import Literal

from pydantic import Field

from sanzhi.cases.acts.filing import OFFICER, ReasonData
from sanzhi.cases.guards import conclusion_founded, reasons_as_json, reasons_of_draft, right_to_hearing
from sanzhi.cases.investigation_guards import not_suspended
from sanzhi.cases.penalty_guards import (
    authority_held,
    correction_given,
    draft_in_range,
    fined_once_only,
    leniency_kept,
)
from sanzhi.documents.issuing import issue
from sanzhi.evidence.guards import results_told
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.ledger.canonical import dumps
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import BasisData, EvidenceRef, Fen, PenaltyItemData
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, plain

HEAD_OR_OFFICER = frozenset({"officer", "head"})


class DraftData(ActData):
    """What the officers found and propose."""

    process: Narrative = Field(
        title="调查经过", min_length=1, max_length=4000, json_schema_extra={"widget": "textarea"}
    )
    facts: Narrative = Field(
        title="违法事实", min_length=1, max_length=8000, json_schema_extra={"widget": "textarea"}
    )
    nature: Narrative = Field(
        title="违法行为性质", min_length=1, max_length=1000, json_schema_extra={"widget": "textarea"}
    )
    evidence: list[EvidenceRef] = Field(
        title="证据", default_factory=list, json_schema_extra={"widget": "evidence"}
    )
    violated: list[BasisData] = Field(title="违反的条款", min_length=1, json_schema_extra={"widget": "basis"})
    basis: list[BasisData] = Field(
        title="处罚依据", default_factory=list, json_schema_extra={"widget": "basis"}
    )
    discretion: Narrative = Field(
        Personal(""), title="裁量理由", max_length=2000, json_schema_extra={"widget": "textarea"}
    )
    penalty_items: list[PenaltyItemData] = Field(
        title="拟处罚内容", min_length=1, json_schema_extra={"widget": "penalties"}
    )
    fine_fen: Fen = Field(0, title="罚款金额", ge=0, json_schema_extra={"widget": "money"})
    confiscated_fen: Fen = Field(0, title="没收金额", ge=0, json_schema_extra={"widget": "money"})
    correction: Narrative = Field(Personal(""), title="责令改正", max_length=1000)
    treatment: Literal["减轻处罚", "从轻处罚", "一般处罚", "从重处罚"] = Field("一般处罚", title="裁量幅度")
    public_interest: bool = Field(False, title="涉及重大公共利益")
    social_risk: bool = Field(False, title="可能造成重大社会影响或者引发社会风险")
    major_rights: bool = Field(False, title="直接关系当事人或者第三人重大权益")
    complex: bool = Field(False, title="案件情况疑难复杂、涉及多个法律关系")


def draft_digest(draft: dict[str, object]) -> str:
    """SHA-256 of what an opinion and a notice bind: facts, basis, kinds and amounts of the draft."""
    bound = ("facts", "nature", "violated", "basis", "penalty_items", "fine_fen", "confiscated_fen")
    return hashlib.sha256(dumps({key: draft[key] for key in bound})).hexdigest()


def conclude(deed: Deed) -> None:
    """Conclude with a draft; thresholds are evaluated on this very draft, every reason kept."""
    data: DraftData = deed.data
    named = [item.fen for item in data.penalty_items if item.fen is not None]
    if sum(named) != data.fine_fen + data.confiscated_fen:
        raise Invalid([FieldError("penalty_items", "拟处罚内容", "各项金额之和应等于罚款与没收金额之和")])
    draft = {**plain(data), "on": deed.on.isoformat(), "by": deed.actor.name}
    draft["digest"] = draft_digest(draft)
    deed.set("draft", draft)
    evaluate_thresholds(deed)
    deed.set("hearing_right", right_to_hearing(deed))
    notice = deed.facts.get("notice")
    if notice:
        # A changed draft needs a new notice: the served one binds another digest (行政处罚法 Art 44, 45, 62).
        deed.merge("notice", current=notice["draft"] == draft["digest"])
    issue(deed, "investigation_report")


def evaluate_thresholds(deed: Deed) -> None:
    """Keep whether the present draft is major, with every reason and the value and version used (V2, V10)."""
    reasons = reasons_of_draft(deed)
    deed.set("major", bool(reasons))
    deed.set("major_reasons", reasons_as_json(reasons))


def resume_investigation(deed: Deed) -> None:
    """Go back to the investigation; the round that was reached stays readable."""
    deed.set("resumed", {"on": deed.on, "by": deed.actor.name, "reason": deed.data.reason})
    deed.stop_clock("O11", "cancelled")
    deed.stop_clock("O13", "cancelled")


register(
    Act(
        "conclude",
        "调查终结",
        DraftData,
        conclude,
        OFFICER,
        reads=("officers", "party", "draft"),
        guards=(
            conclusion_founded,
            authority_held,
            leniency_kept,
            fined_once_only,
            correction_given,
            draft_in_range,
            results_told,
            not_suspended,
        ),
        late_days=3,
        room="cases",
    )
)
register(
    Act(
        "resume_investigation",
        "退回补充调查",
        ReasonData,
        resume_investigation,
        HEAD_OR_OFFICER,
        reads=("draft",),
        room="cases",
    )
)
