"""Endorsement (审签): a level of the agency's chain agrees, or sends the case back, before the last acts.

行政处罚法 Art 57 ¶1 leaves the last word to the head of the agency; the levels below are its own order.
"""

from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from sanzhi.cases import chains
from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.law.findings import Finding
from sanzhi.orgs.approval import ENDORSE, Chain, Level, next_level
from sanzhi.procedure import acts
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.interpreter import Token, step_for
from sanzhi.procedure.personal import Narrative


class EndorsementData(ActData):
    """What a level says about an act that is to come."""

    act: str = Field(title="审签事项", min_length=1, max_length=40)
    outcome: Literal["agree", "return"] = Field(
        title="审签结论", json_schema_extra={"choices": {"agree": "同意", "return": "退回"}}
    )
    opinion: Narrative = Field(
        title="审签意见", min_length=1, max_length=1000, json_schema_extra={"widget": "textarea"}
    )


def _place(deed: Deed) -> tuple[Chain, Level] | None:
    chain = chains.chain_on(deed.agency, deed.data.act, deed.on)
    if chain is None:
        return None
    return chain, next_level(chain, chains.given(deed.facts, chain.act, deed.marking))


def endorser_fit(deed: Deed) -> list[Finding]:
    """Who endorses stands at the level that is next, handles the case not, and speaks at one level only."""
    place = _place(deed)
    return chains.judged(deed, *place) if place else []


def endorse(deed: Deed) -> None:
    """Keep what this level says; where it does not agree, the case goes the way back that its step has."""
    place = _place(deed)
    if place is None:
        raise Invalid([FieldError("act", "审签事项", "本机关没有为此事项规定审批层级")])
    chain, level = place
    token = step_for(deed.flow, deed.marking, chain.act) if deed.flow else None
    if token is None:
        raise NotOpen(f"案件现在的环节不办理“{chain.title}”，不需要审签。")
    if level is chain.levels[-1]:
        raise NotOpen(f"各级审签已经完成，由{level.words}办理“{chain.title}”。")
    deed.set("endorsements", [*deed.facts.get("endorsements", []), _entry(deed, level, token)])
    if deed.data.outcome == "return":
        _send_back(deed, token)


def _entry(deed: Deed, level: Level, token: Token) -> dict[str, Any]:
    data: EndorsementData = deed.data
    return {
        "act": data.act,
        "level": level.value,
        "agreed": data.outcome == "agree",
        "opinion": data.opinion,
        "user": str(deed.actor.user_id),
        "by": deed.actor.name,
        "for": deed.on_behalf,
        "on": deed.on.isoformat(),
        "step": token.step,
        "at": token.seq,
    }


def _send_back(deed: Deed, token: Token) -> None:
    """Do what the flow's own return of this step does; a step without one keeps the opinion alone."""
    ways = deed.flow.steps[token.step].transitions if deed.flow else ()
    back = next((acts.get(way.act) for way in ways if way.back and not way.when), None)
    if back is None or "reason" not in back.data.model_fields:
        return
    back.apply(replace(deed, data=back.data.model_construct(reason=deed.data.opinion)))
    deed.way = back.name


register(
    Act(
        ENDORSE,
        "审签",
        EndorsementData,
        endorse,
        frozenset({"officer", "head"}),
        reads=("endorsements", "draft", "proposal", "officers"),
        guards=(endorser_fit,),
        room="cases",
        house=True,
    )
)
