"""The review committee and the expert panel on one case: called, sworn apart, voted with reasons (V13).

The votes of each member stand with his reasons, a view that did not prevail stands in the minutes as it was
given, and a meeting below its own quorum comes to no conclusion.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import Field

from sanzhi.documents.issuing import issue
from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.law.findings import Finding
from sanzhi.law.guards.counsel import Panel, panel_sound
from sanzhi.law.guards.recusal import recused_stay_out
from sanzhi.procedure import lawfacts
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import Part
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative
from sanzhi.review.recusing import recusals_of

Kind = Literal["committee", "experts"]
Vote = Literal["同意", "不同意", "弃权", "回避", "缺席"]
KINDS: Final = {"committee": "法制审核委员会", "experts": "专家咨询委员会"}
_AWAY: Final = frozenset({"回避", "缺席"})
_LONG: Final = {"widget": "textarea"}


class MemberData(Part):
    """One member."""

    name: str = Field(title="姓名", min_length=1, max_length=60)
    post: str = Field("", title="单位和职务", max_length=120)


class ConveneData(ActData):
    """Who is called, about what, and how many must vote."""

    kind: Kind = Field(title="会议", json_schema_extra={"choices": dict(KINDS)})
    question: Narrative = Field(
        title="提请讨论的问题", min_length=2, max_length=4000, json_schema_extra=dict(_LONG)
    )
    members: list[MemberData] = Field(title="委员", min_length=3, max_length=60)
    quorum: int = Field(title="规定的最少表决人数", ge=2, le=60, description="按委员会的议事规则填写。")


class VoteData(Part):
    """One member's vote with its reasons."""

    name: str = Field(title="姓名", min_length=1, max_length=60)
    vote: Vote = Field(title="表决")
    reason: Narrative = Field("", title="理由", max_length=2000)


class MinutesData(ActData):
    """What the meeting came to."""

    began_at: datetime = Field(title="开始时间")
    ended_at: datetime = Field(title="结束时间")
    place: str = Field(title="地点", min_length=1, max_length=200)
    host: str = Field(title="主持人", min_length=1, max_length=60)
    votes: list[VoteData] = Field(title="表决", min_length=1, max_length=60)
    conclusion: Narrative = Field(
        title="会议意见", min_length=2, max_length=4000, json_schema_extra=dict(_LONG)
    )


def members_apart(deed: Deed) -> list[Finding]:
    """V13, H7: no handler sits on it, and nobody who was recused."""
    people = [*deed.facts.get("panel", {}).get("members", [])]
    if deed.act == "convene_panel":
        people = _members(deed)
    ids = frozenset(each["id"] for each in people)
    sitting = Panel(members=ids, voted=frozenset(), reasons=frozenset(), quorum=0)
    out = recused_stay_out(recusals_of(deed.facts), ids, on=deed.on)
    return [*panel_sound(sitting, lawfacts.team_ids(deed), on=deed.on), *out]


def convene_panel(deed: Deed) -> None:
    """Call the committee or the experts; a meeting that is called and not held is called anew by this."""
    data: ConveneData = deed.data
    names = [each.name for each in data.members]
    if len(set(names)) < len(names):
        raise Invalid([FieldError("members", "委员", "同一委员只能填写一次")])
    if data.quorum > len(names):
        raise Invalid([FieldError("quorum", "规定的最少表决人数", "不能多于委员人数")])
    deed.set(
        "panel",
        {
            "kind": data.kind, "question": data.question, "members": _members(deed), "quorum": data.quorum,
            "called_by": deed.actor.name, "called_on": deed.on,
            "draft": deed.facts.get("draft", {}).get("digest", ""),
        },
    )  # fmt: skip


def record_panel(deed: Deed) -> None:
    """Keep the meeting with every vote, its reasons and the dissent, and make the minutes."""
    data: MinutesData = deed.data
    called = deed.facts.get("panel")
    if called is None or "votes" in called:
        raise NotOpen("没有已经召集、尚未记录的会议，请先召集。")
    if data.ended_at < data.began_at:
        raise Invalid([FieldError("ended_at", "结束时间", "不能早于开始时间")])
    faults = _faults(data.votes, called)
    if faults:
        raise Invalid(faults)
    cast = [each for each in data.votes if each.vote not in _AWAY]
    dissent = [{"name": each.name, "reason": each.reason} for each in cast if each.vote == "不同意"]
    deed.merge(
        "panel",
        began_at=data.began_at,
        ended_at=data.ended_at,
        place=data.place,
        host=data.host,
        votes=data.votes,
        present=len(cast),
        dissent=dissent,
        tally=_tally(cast),
        conclusion=data.conclusion,
        recorded_by=deed.actor.name,
        held_on=deed.on,
    )
    deed.set("panels", [*deed.facts.get("panels", []), deed.facts["panel"]])
    issue(deed, "committee_minutes")


def is_called(facts: Mapping[str, Any]) -> bool:
    """Whether a meeting was called that has not been recorded."""
    return "panel" in facts and "votes" not in facts["panel"]


def experts_heard(facts: Mapping[str, Any]) -> bool:
    """Whether the experts were heard on the present draft."""
    digest = facts.get("draft", {}).get("digest", "")
    held = facts.get("panels", [])
    return any(each["kind"] == "experts" and each["draft"] == digest for each in held)


def _members(deed: Deed) -> list[dict[str, str]]:
    """The members with ids: those of the team and of earlier requests keep theirs, so that they are known."""
    known = {each["name"]: each["id"] for each in deed.facts.get("officers", [])}
    known |= {each["name"]: each["person"] for each in deed.facts.get("recusals", [])}
    members: Sequence[MemberData] = getattr(deed.data, "members", None) or ()
    return [
        {"id": known.get(each.name, f"member:{each.name}"), "name": each.name, "post": each.post}
        for each in members
    ]


def _faults(votes: Sequence[VoteData], called: Mapping[str, Any]) -> list[FieldError]:
    members = {each["name"] for each in called["members"]}
    found: list[FieldError] = []
    seen: set[str] = set()
    for number, each in enumerate(votes):
        place = f"votes.{number}"
        if each.name not in members:
            found.append(FieldError(f"{place}.name", "姓名", f"{each.name}不是召集的委员"))
        if each.name in seen:
            found.append(FieldError(f"{place}.name", "姓名", f"{each.name}已经表决"))
        if each.vote not in _AWAY and not each.reason.strip():
            found.append(FieldError(f"{place}.reason", "理由", f"{each.name}的表决应当写明理由"))
        seen.add(each.name)
    if missing := members - seen:
        told = "、".join(sorted(missing))
        found.append(FieldError("votes", "表决", f"没有写明{told}的表决；没有到会的选“缺席”"))
    cast = sum(each.vote not in _AWAY for each in votes)
    if cast < called["quorum"]:
        rule = f"参加表决{cast}人，不足规定的{called['quorum']}人，会议不能形成意见，请另行召集"
        found.append(FieldError("votes", "表决", rule))
    return found


def _tally(cast: Sequence[VoteData]) -> str:
    counted = Counter(each.vote for each in cast)
    return "，".join(f"{vote}{counted[vote]}票" for vote in ("同意", "不同意", "弃权"))


register(
    Act(
        "convene_panel",
        "召集审核委员会（专家）",
        ConveneData,
        convene_panel,
        frozenset({"head", "reviewer"}),
        reads=("draft", "panel"),
        guards=(members_apart,),
        room="review",
    )
)
register(
    Act(
        "record_panel",
        "记录审核委员会（专家）会议",
        MinutesData,
        record_panel,
        frozenset({"head", "reviewer"}),
        reads=("panel",),
        guards=(members_apart,),
        late_days=5,
        room="review",
    )
)
