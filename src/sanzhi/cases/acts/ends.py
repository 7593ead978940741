"""A case that ends without a penalty: none is imposed, the filing is revoked, another body takes it.

行政处罚法 Art 27, 33, 57 ¶1; 市场监督管理行政处罚程序规定 Art 60; 行政执法机关移送涉嫌犯罪案件的规定 Art 5.
Proposed by the officer, checked by another person, decided by the head: as a penalty would be.
"""

from typing import Final, Literal

from pydantic import Field

from sanzhi.cases import ending_guards as guards
from sanzhi.cases.acts.filing import HEAD, OFFICER, ReasonData
from sanzhi.documents.issuing import issue
from sanzhi.documents.papers import paper, when_served
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import AREA, BasisData
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText

_FACT: Final = "disposal"
KINDS: Final = {
    "no_penalty": "不予行政处罚",
    "withdrawal": "撤销立案",
    "transfer": "移送其他行政机关",
    "police": "移送公安机关",
}
Spared = Literal[
    "", "违法行为轻微并及时改正，没有造成危害后果", "初次违法且危害后果轻微并及时改正",
    "当事人有证据足以证明没有主观过错", "不满十四周岁的未成年人有违法行为",
    "精神病人、智力残疾人在不能辨认或者不能控制自己行为时有违法行为", "违法事实不能成立",
    "违法行为超过追究时效",
]  # fmt: skip


class DisposalData(ActData):
    """What the officer proposes in place of a penalty; each way asks for fields of its own."""

    kind: Literal["no_penalty", "withdrawal", "transfer", "police"] = Field(
        title="处理方式", json_schema_extra={"choices": {**KINDS}}
    )
    facts: Narrative = Field(title="查明的事实和证据", min_length=2, max_length=4000, json_schema_extra=AREA)
    reason: Narrative = Field(title="理由", min_length=2, max_length=2000, json_schema_extra=AREA)
    basis: list[BasisData] = Field(title="依据", min_length=1, json_schema_extra={"widget": "basis"})
    spared_because: Spared = Field(
        "", title="不予处罚的情形（不予行政处罚的填写）",
        json_schema_extra={"choices": {"": "不是不予行政处罚"}},
    )  # fmt: skip
    educated: bool = Field(False, title="已对当事人进行教育（不予行政处罚的填写）")
    to: str = Field("", title="接收机关（移送的填写）", max_length=120)
    materials: list[PersonalText] = Field(
        default_factory=list, title="移送的材料和涉案物品（移送的填写）", max_length=60,
        json_schema_extra={"widget": "lines"},
    )  # fmt: skip


class DisposalCheckData(ActData):
    """What the person who checks the case says."""

    outcome: Literal["agree", "return"] = Field(
        title="审核结论", json_schema_extra={"choices": {"agree": "同意", "return": "退回补充调查"}}
    )
    opinion: Narrative = Field(title="审核意见", min_length=2, max_length=2000, json_schema_extra=AREA)


class DisposalDecisionData(ActData):
    """The head's words."""

    opinion: Narrative = Field(Personal("同意。"), title="审批意见", min_length=1, max_length=1000)


def propose_disposal(deed: Deed) -> None:
    """Propose how the case is to end; a proposal that was sent back is written anew."""
    data: DisposalData = deed.data
    moved = data.kind in {guards.TRANSFER, guards.POLICE}
    faults = [
        (data.kind == guards.NO_PENALTY and not data.spared_because, "spared_because", "不予处罚的情形"),
        (moved and not data.to, "to", "接收机关"),
        (moved and not data.materials, "materials", "移送的材料和涉案物品"),
    ]
    if wrong := [FieldError(name, label, "这种处理方式必须填写") for fails, name, label in faults if fails]:
        raise Invalid(wrong)
    deed.set(_FACT, data)
    told = {"on": deed.on, "by": deed.actor.name, "words": KINDS[data.kind]}
    deed.merge(_FACT, **told, materials=[{"name": each} for each in data.materials])


def check_disposal(deed: Deed) -> None:
    """Keep the check by another person (程序规定 Art 52)."""
    data: DisposalCheckData = deed.data
    who = {"checked_by": deed.actor.name, "checked_by_id": str(deed.actor.user_id), "checked_on": deed.on}
    deed.merge(_FACT, checked=data.outcome, checked_opinion=data.opinion, **who)


def return_disposal(deed: Deed) -> None:
    """Send it back: the investigation goes on."""
    deed.merge(_FACT, returned=deed.data.reason, returned_by=deed.actor.name)


def decide_disposal(deed: Deed) -> None:
    """Decide it; the documents go out, and every clock but that of the closing ends."""
    opinion = deed.data.opinion
    said = {"decided_on": deed.on, "decided_by": deed.actor.name, "opinion": opinion}
    deed.merge(_FACT, **said, decided_at=deed.happened)
    for rule in list(deed.clocks):
        deed.stop_clock(rule, "stopped" if rule == "O21" else "cancelled")
    deed.start_clock_if_set("O33", deed.on)
    kind = deed.facts[_FACT]["kind"]
    if kind == guards.POLICE:
        issue(deed, "crime_transfer_approval")
        deed.merge("crime", state="suspected", approved_on=deed.on, to=deed.facts[_FACT]["to"])
    if kind == "withdrawal":
        issue(deed, "filing_withdrawal")
    else:
        paper(deed, _PAPERS[kind])


def police_has_it(deed: Deed) -> None:
    """From the day on which the police received it, nobody decides it here (行政处罚法 Art 27)."""
    deed.merge("crime", state="sent", sent_on=deed.on)


_PAPERS: Final = {
    "no_penalty": "no_penalty_decision",
    "transfer": "transfer_letter",
    "police": "crime_transfer",
}
when_served("crime_transfer", police_has_it, guards.sent_in_time)
_ACTS = (
    Act(
        "propose_disposal", "提出不予处罚、撤案、移送", DisposalData, propose_disposal, OFFICER,
        reads=("party", "draft", "crime"), guards=(guards.ending_allowed,), late_days=3, room="cases",
    ),
    Act(
        "check_disposal", "审核不予处罚、撤案、移送", DisposalCheckData, check_disposal,
        frozenset({"reviewer"}), reads=(_FACT,), guards=(guards.checked_by_another,), room="cases",
    ),
    Act(
        "return_disposal", "退回继续调查", ReasonData, return_disposal, HEAD, reads=(_FACT,), room="cases",
    ),
    Act(
        "decide_disposal", "决定不予处罚、撤案、移送", DisposalDecisionData, decide_disposal, HEAD,
        reads=(_FACT, "party"), guards=(guards.decided_by_another,), room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
