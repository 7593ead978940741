"""A disagreement between handler and reviewer (V4; 国办发〔2018〕118号 part 4 (13)–(14)).

Who handles the case and does not agree with an opinion says why; both come to terms, or the head or the
leaders together say what becomes of the case: rework, another round, a lighter draft, or its end. None of it
lets a decision pass over a failed review (行政处罚法 Art 58 ¶1).
"""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.law.findings import Finding
from sanzhi.law.guards.reviewing import Settled, disagreement_settled
from sanzhi.law.statutes import MEDICAL
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import Part
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative
from sanzhi.review.guards import ENDINGS
from sanzhi.review.panel import experts_heard

Ending = Literal["rework", "round", "lighter", "end"]
Way = Literal["head", "collective"]
_ENDINGS = {key: ending.value for key, ending in ENDINGS.items()}
_WAYS = {"head": Settled.HEAD, "collective": Settled.COLLECTIVE}
_FEWEST = 2


class ObjectionData(ActData):
    """Why the handler does not agree."""

    reasons: Narrative = Field(
        title="不同意审核意见的理由", min_length=2, max_length=4000, json_schema_extra={"widget": "textarea"}
    )


class TermsData(ActData):
    """What handler and reviewer came to."""

    terms: Narrative = Field(
        title="协商结果", min_length=2, max_length=2000, json_schema_extra={"widget": "textarea"}
    )


class LeaderData(Part):
    """What one of the leaders said."""

    name: str = Field(title="姓名", min_length=1, max_length=60)
    post: str = Field("", title="职务", max_length=60)
    text: Narrative = Field(title="意见", min_length=1, max_length=2000)


class SettlementData(ActData):
    """What the head, or the leaders together, make of it."""

    way: Way = Field(
        title="决定方式",
        json_schema_extra={"choices": {key: way.value for key, way in _WAYS.items()}},
    )
    ending: Ending = Field(title="处理决定", json_schema_extra={"choices": dict(_ENDINGS)})
    opinion: Narrative = Field(
        title="理由", min_length=2, max_length=4000, json_schema_extra={"widget": "textarea"}
    )
    speeches: list[LeaderData] = Field(
        title="集体讨论参加人员及意见", default_factory=list, json_schema_extra={"widget": "speeches"},
        description="集体讨论决定的填写，包括不同意见。",
    )  # fmt: skip


def failed_opinion(facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The opinion that the present draft did not pass, legal or case review; None when there is none."""
    digest = facts.get("draft", {}).get("digest")
    given = [fact for fact in (facts.get("review"), facts.get("check")) if fact is not None]
    last = max(given, key=lambda fact: fact["round"], default=None)
    if last is None or last["draft"] != digest or last["outcome"] == "agree":
        return None
    return dict(last)


def settled_lawfully(deed: Deed) -> list[Finding]:
    """V4: by whom the sector or the region lets it be settled."""
    way = Settled.TALKED if deed.act == "withdraw_objection" else _WAYS.get(deed.data.way)
    return disagreement_settled(way, domain=deed.agency.domain, region=deed.agency.region, on=deed.on)


def object_to_opinion(deed: Deed) -> None:
    """The handler does not agree; the case waits for who settles it."""
    opinion = failed_opinion(deed.facts)
    if opinion is None:
        raise NotOpen("现稿没有未通过的审核意见，不需要提出异议。")
    draft = deed.facts["draft"]
    deed.set(
        "disagreement",
        {
            "round": opinion["round"],
            "reviewer": opinion["by"],
            "reasons": deed.data.reasons,
            "by": deed.actor.name,
            "on": deed.on,
            "failed": {key: draft[key] for key in ("penalty_items", "fine_fen", "confiscated_fen")},
        },
    )


def withdraw_objection(deed: Deed) -> None:
    """Handler and reviewer have come to terms; the case is reworked accordingly."""
    deed.merge(
        "disagreement",
        ending="rework",
        way=Settled.TALKED.value,
        opinion=deed.data.terms,
        settled_by=deed.actor.name,
        settled_on=deed.on.isoformat(),
    )


def settle_disagreement(deed: Deed) -> None:
    """Say what becomes of the case; the failed opinion keeps standing against its draft."""
    data: SettlementData = deed.data
    if data.way == "collective" and len(data.speeches) < _FEWEST:
        raise Invalid([FieldError("speeches", "集体讨论参加人员及意见", "集体讨论应当写明至少两人的意见")])
    if deed.agency.domain == MEDICAL and data.way == "collective" and not experts_heard(deed.facts):
        rule = "应当先组织专家论证并记录（医疗保障行政处罚程序暂行规定第四十条第二款）"
        raise Invalid([FieldError("way", "决定方式", rule)])
    deed.merge(
        "disagreement",
        ending=data.ending,
        way=_WAYS[data.way].value,
        opinion=data.opinion,
        speeches=data.speeches,
        settled_by=deed.actor.name,
        settled_on=deed.on.isoformat(),
    )


register(
    Act(
        "object_to_opinion",
        "对审核意见提出异议",
        ObjectionData,
        object_to_opinion,
        frozenset({"officer"}),
        reads=("draft", "review", "check"),
        room="review",
    )
)
register(
    Act(
        "withdraw_objection",
        "登记协商一致",
        TermsData,
        withdraw_objection,
        frozenset({"officer"}),
        reads=("disagreement",),
        guards=(settled_lawfully,),
        room="review",
    )
)
register(
    Act(
        "settle_disagreement",
        "处理审核分歧",
        SettlementData,
        settle_disagreement,
        frozenset({"head"}),
        reads=("disagreement", "draft"),
        guards=(settled_lawfully,),
        room="review",
    )
)
