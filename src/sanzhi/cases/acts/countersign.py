"""Countersigning: where a step asks several for their opinion, each gives his own, and it stays."""

from pydantic import Field

from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.countersigning import fact_of, given, signers
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.interpreter import Token, step_for
from sanzhi.procedure.personal import Narrative, Personal
from sanzhi.procedure.shapes import Step


class CountersignData(ActData):
    """Whether one signer agrees, and his words."""

    agreed: bool = Field(title="是否同意")
    opinion: Narrative = Field(
        Personal(""), title="会签意见", max_length=2000, json_schema_extra={"widget": "textarea"},
        description="不同意的，写明理由。",
    )  # fmt: skip


def countersign(deed: Deed) -> None:
    """Keep the opinion of one signer; the flow counts when enough have spoken."""
    data: CountersignData = deed.data
    step, token = _open_step(deed)
    if not data.agreed and not str(data.opinion).strip():
        raise Invalid([FieldError("opinion", "会签意见", "不同意的，应当写明理由")])
    said = {"agreed": data.agreed, "opinion": data.opinion, "by": deed.actor.name}
    who = {"user": str(deed.actor.user_id), "on": deed.on, "at": token.seq}
    deed.set(fact_of(step.id, _signer(deed, step, token)), {**said, **who})


def _open_step(deed: Deed) -> tuple[Step, Token]:
    token = step_for(deed.flow, deed.marking, deed.act) if deed.flow else None
    step = deed.flow.steps[token.step] if deed.flow and token else None
    if token is None or step is None or step.countersign is None:
        raise NotOpen("现在没有需要会签的环节。")
    return step, token


def _signer(deed: Deed, step: Step, token: Token) -> str:
    """For whom the actor signs: himself where people are listed, else a role of his that has not signed."""
    before = given(step, token.seq, deed.facts)
    if any(each["user"] == str(deed.actor.user_id) for each in before.values()):
        raise NotOpen("您在本轮会签中已经出具意见，意见不能改写；需要更正的，由退回后的新一轮会签出具。")
    mine = {str(deed.actor.user_id), *deed.actor.roles}
    left = [each for each in signers(step, deed.facts) if each in mine and each not in before]
    if not left:
        raise NotOpen(f"“{step.title}”不由您会签，或者同一角色已有他人会签。")
    return left[0]


register(
    Act(
        "countersign",
        "会签",
        CountersignData,
        countersign,
        frozenset({"officer", "head", "reviewer", "editor"}),
        room="cases",
        drawn=True,
    )
)
