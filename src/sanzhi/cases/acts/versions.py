"""Another version of the flow for a running case: proposed with a reason, approved by a head.

A case keeps the version it began under. Where the law changed meanwhile, 从旧兼从轻 holds (行政处罚法 Art
37): the new one may only be taken where it does the party no harm. What was done stays readable under the old
version.
"""

from typing import Any, Literal

from pydantic import Field

from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.procedure import moving
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.interpreter import Token, open_steps
from sanzhi.procedure.library import by_digest
from sanzhi.procedure.personal import Narrative
from sanzhi.procedure.shapes import Bundle

PROPOSE, APPROVE, DECLINE = "propose_flow", "approve_flow", "decline_flow"
PENDING, DONE = "flow_change", "flow_changes"
Ground = Literal["law", "flaw", "party"]
GROUNDS = {
    "law": "法律、法规、规章修改，依法应当适用新的规定", "flaw": "原版本有缺陷，不改就无法依法办结",
    "party": "新版本对当事人更有利",
}  # fmt: skip
_OLD_LAW = Citation("行政处罚法", "第三十七条")
_VERSION = 1


class Pair(ActData):
    """A step of the present version, and the one of the new version that takes its place (ids)."""

    step: str = Field(title="现版本环节", max_length=64)
    to: str = Field(title="新版本环节", max_length=64)


class ProposalData(ActData):
    """To which version, step by step, and why. ``harmless`` says that the party loses nothing by it."""

    flow: str = Field(title="新版本", min_length=64, max_length=64)
    steps: list[Pair] = Field(title="环节对应", min_length=1, max_length=20)
    ground: Ground = Field(title="变更理由", json_schema_extra={"choices": dict(GROUNDS)})
    reason: Narrative = Field(title="具体情况", min_length=4, max_length=500)
    harmless: bool = Field(title="变更不减损当事人的陈述、申辩、听证等权利，也不加重处罚")


class OpinionData(ActData):
    """What the head says to it."""

    opinion: Narrative = Field(title="审批意见", min_length=2, max_length=500)


def does_no_harm(deed: Deed) -> list[Finding]:
    """从旧兼从轻: a version that takes rights from the party is not taken for a case that runs."""
    if deed.data.harmless:
        return []
    words = "变更流程版本会减损当事人权利或者加重处罚的，案件应当继续按原版本办理"
    return [_refusal("flow.harm", words, (_OLD_LAW,), "按原版本办理；或者核实后说明变更对当事人没有不利影响")]


def goes_on_lawfully(deed: Deed) -> list[Finding]:
    """From where it would stand, with what was done, the new version leads past nothing that the law asks."""
    asked = _asked(deed)
    if asked is None:
        return []
    new, marking = asked
    return [
        _refusal(
            f"flow.{flaw.rule}",
            f"按新版本继续办理：{flaw.words}",
            (Citation(flaw.law, flaw.article),) if flaw.law else (),
            "换一种环节对应，或者先在现版本办完相应的事项",
        )
        for flaw in moving.flaws_of(new, marking, deed.facts, deed.clocks)
    ]


def propose(deed: Deed) -> None:
    """Put the change before a head; nothing moves yet."""
    _must_run(deed)
    new, _ = _target(deed, deed.data.flow, _pairs(deed))
    deed.set(
        PENDING,
        {
            "flow": new.digest, "title": new.title, "version": new.version,
            "from": _flow(deed).digest, "steps": [[each.step, each.to] for each in deed.data.steps],
            "ground": deed.data.ground, "reason": deed.data.reason, "by": deed.actor.name,
            "user": str(deed.actor.user_id), "on": deed.on,
        },
    )  # fmt: skip


def approve(deed: Deed) -> None:
    """Put the case on the new version; who proposed it does not approve it."""
    _must_run(deed)
    change = _pending(deed)
    if change["user"] == str(deed.actor.user_id):
        raise NotOpen("提出变更的人不能批准变更，请由另一名行政机关负责人审批。")
    new, marking = _target(deed, change["flow"], dict(change["steps"]))
    deed.procedure, deed.restored = new.digest, marking
    _settle(deed, change, approved=True)


def decline(deed: Deed) -> None:
    """Leave the case on its version."""
    _settle(deed, _pending(deed), approved=False)


def _settle(deed: Deed, change: dict[str, Any], *, approved: bool) -> None:
    said = {"approved": approved, "opinion": deed.data.opinion, "settled_by": deed.actor.name}
    deed.set(DONE, [*deed.facts.get(DONE, []), {**change, **said, "settled_on": deed.on}])
    deed.set(PENDING, None)


def _asked(deed: Deed) -> tuple[Bundle, tuple[Token, ...]] | None:
    """The version and the marking that the act is about; None where ``apply`` will say what is wrong."""
    change = deed.facts.get(PENDING)
    try:
        if deed.act == PROPOSE:
            return _target(deed, deed.data.flow, _pairs(deed))
        return _target(deed, change["flow"], dict(change["steps"])) if change else None
    except Invalid:
        return None


def _target(deed: Deed, digest: str, pairs: dict[str, str]) -> tuple[Bundle, tuple[Token, ...]]:
    old = _flow(deed)
    try:
        new = by_digest(digest)
    except KeyError as error:
        raise _wrong("flow", "新版本", "没有这个版本的流程") from error
    if new.digest == old.digest or new.kind != old.kind:
        raise _wrong("flow", "新版本", "请选择同一类执法的另一个版本")
    try:
        return new, moving.moved(old, new, deed.marking, pairs)
    except moving.NoSuchPlace as error:
        raise _wrong("steps", "环节对应", str(error)) from error


def _must_run(deed: Deed) -> None:
    steps = [_flow(deed).steps[token.step] for token in open_steps(deed.marking)]
    if all(step.final for step in steps):
        raise NotOpen("案件已经办结，不再变更流程版本。")


def _pending(deed: Deed) -> dict[str, Any]:
    found: dict[str, Any] | None = deed.facts.get(PENDING)
    if found is None:
        raise NotOpen("没有等待审批的流程变更。")
    return found


def _pairs(deed: Deed) -> dict[str, str]:
    return {each.step: each.to for each in deed.data.steps}


def _flow(deed: Deed) -> Bundle:
    if deed.flow is None:
        raise NotOpen("案件没有流程。")
    return deed.flow


def _refusal(rule: str, words: str, cited: tuple[Citation, ...], cure: str) -> Finding:
    return Finding(rule, _VERSION, Verdict.REFUSE, words, cited, cure)


def _wrong(field: str, label: str, rule: str) -> Invalid:
    return Invalid([FieldError(field, label, rule)])


for _act in (
    Act(PROPOSE, "提请变更流程版本", ProposalData, propose, frozenset({"officer", "head"}),
        reads=(PENDING,), guards=(does_no_harm, goes_on_lawfully), room="cases", house=True),
    Act(APPROVE, "批准变更流程版本", OpinionData, approve, frozenset({"head"}),
        reads=(PENDING,), guards=(goes_on_lawfully,), room="cases", house=True),
    Act(DECLINE, "不批准变更流程版本", OpinionData, decline, frozenset({"head"}),
        reads=(PENDING,), room="cases", house=True),
):  # fmt: skip
    register(_act)
