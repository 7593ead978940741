"""Recusal (回避) of whoever takes part in a case: asked for, decided, and kept to (H7; 行政处罚法 Art 43).

The investigation goes on until it is decided; the case is not decided before. Who was recused does nothing
more in the case, whatever his part was: officer, reviewer, host, member of a committee.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from sanzhi.accounts.models import User
from sanzhi.cases.invited import reviewer_of
from sanzhi.law.clocks import compute
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.findings import Finding
from sanzhi.law.guards.recusal import (
    Decider,
    Rank,
    Recusal,
    recusal_decided_in_time,
    recusals_settled,
    recused_stay_out,
)
from sanzhi.procedure.acts import Act, ActData, ask_always, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative

_DECIDING = frozenset({"decide"})
Asker = Literal["当事人", "本人", "本机关"]


class RequestData(ActData):
    """Who is to withdraw, who asks for it, and why."""

    name: str = Field(title="申请谁回避", min_length=1, max_length=60, description="参加本案的人员的姓名。")
    rank: Rank = Field(Rank.STAFF, title="该人员的身份")
    asked_by: Asker = Field(title="提出人")
    ground: Narrative = Field(
        title="理由", min_length=2, max_length=1000, json_schema_extra={"widget": "textarea"},
        description="与本案有直接利害关系，或者有其他关系可能影响公正执法的。",
    )  # fmt: skip


class DecisionData(ActData):
    """What was decided about one who was asked to withdraw."""

    name: str = Field(title="被申请回避的人员", min_length=1, max_length=60)
    granted: bool = Field(title="决定回避")
    decided_by: Decider = Field(Decider.LEADER, title="由谁决定")
    earlier: Narrative = Field(
        "", title="回避之前所作执法活动是否有效", max_length=1000,
        description="决定回避的填写。",
    )  # fmt: skip
    reply: Narrative = Field(
        title="答复申请人的理由", min_length=2, max_length=1000, json_schema_extra={"widget": "textarea"}
    )


def recusals_of(facts: Mapping[str, Any]) -> list[Recusal]:
    """The requests of a case as the law's guards take them."""
    return [_recusal(each) for each in facts.get("recusals", [])]


def recused_ids(facts: Mapping[str, Any]) -> set[str]:
    """The ids of those who were recused."""
    return {each.person for each in recusals_of(facts) if each.granted}


def recused_out(deed: Deed) -> list[Finding]:
    """H7: who was recused does nothing more in the case."""
    if "recusals" not in deed.facts or deed.actor.is_timer:
        return []
    me = {str(deed.actor.user_id), str(deed.actor.officer_id)} - {"None"}
    found = recused_stay_out(recusals_of(deed.facts), me, on=deed.on)
    return [each for each in found if each.verdict.value == "refuse"]


def all_settled(deed: Deed) -> list[Finding]:
    """H7: every request is decided before the case is, by whom the law names."""
    if deed.act not in _DECIDING or "recusals" not in deed.facts:
        return []
    found = recusals_of(deed.facts)
    return recusals_settled(found, domain=deed.agency.domain, on=deed.on)


def decided_lawfully(deed: Deed) -> list[Finding]:
    """H7: decided by the head, the chief or the leaders together, as the rank asks, and in time."""
    data = deed.data
    waiting = next((each for each in deed.facts.get("recusals", []) if _waits(each, data.name)), None)
    if waiting is None or not isinstance(data.decided_by, Decider):
        return []
    decided = _recusal({**waiting, "decided_on": deed.on.isoformat(), "decided_by": data.decided_by.value})
    return [
        *recusals_settled([decided], domain=deed.agency.domain, on=deed.on),
        *_in_time(deed, decided),
    ]


def request_recusal(deed: Deed) -> None:
    """Keep the request; the investigation goes on meanwhile (行政处罚法 Art 43 ¶3)."""
    data: RequestData = deed.data
    if any(_waits(each, data.name) for each in deed.facts.get("recusals", [])):
        raise Invalid([FieldError("name", "申请谁回避", f"{data.name}的回避申请正在等待决定")])
    person, part = _who(deed, data.name)
    entry = {
        "person": person, "name": data.name, "part": part, "rank": data.rank, "asked_by": data.asked_by,
        "asked_on": deed.on, "ground": data.ground, "registered_by": deed.actor.name,
    }  # fmt: skip
    deed.set("recusals", [*deed.facts.get("recusals", []), entry])


def decide_recusal(deed: Deed) -> None:
    """Decide on a request; nobody decides on his own alone."""
    data: DecisionData = deed.data
    entries = [dict(each) for each in deed.facts.get("recusals", [])]
    entry = next((each for each in entries if _waits(each, data.name)), None)
    if entry is None:
        raise Invalid([FieldError("name", "被申请回避的人员", "没有等待决定的回避申请")])
    me = {str(deed.actor.user_id), str(deed.actor.officer_id)}
    if entry["person"] in me and data.decided_by is not Decider.COLLECTIVE:
        raise Invalid([FieldError("decided_by", "由谁决定", "不得由本人决定本人的回避，应当集体讨论")])
    if data.granted and not data.earlier:
        raise Invalid([FieldError("earlier", "回避之前所作执法活动是否有效", "决定回避的，应当一并决定")])
    entry.update(
        decided_on=deed.on.isoformat(), decided_by=data.decided_by.value, decider=deed.actor.name,
        granted=data.granted, earlier=data.earlier, earlier_judged=True, reply=data.reply,
    )  # fmt: skip
    deed.set("recusals", entries)


def _waits(entry: Mapping[str, Any], name: str) -> bool:
    return entry["name"] == name and not entry.get("decided_on")


def _who(deed: Deed, name: str) -> tuple[str, str]:
    """The id and the part of somebody in the case; ``Invalid`` for who takes no part in it."""
    for known, person, part in _taking_part(deed):
        if known == name:
            return person, part
    people = User.objects.filter(agency_id=deed.agency.id, display_name=name, is_active=True)
    found = people.order_by("pk").first()
    if found is None:
        raise Invalid([FieldError("name", "申请谁回避", "没有找到参加本案的这一人员，请核对姓名")])
    return str(found.officer_id or found.pk), "其他人员"


def _taking_part(deed: Deed) -> Iterator[tuple[str, str, str]]:
    for each in deed.facts.get("officers", []):
        yield each["name"], each["id"], "办案人员"
    given = reviewer_of(deed.facts)
    if given:
        yield given["name"], given["reviewer"], "审核人员"
    for member in deed.facts.get("panel", {}).get("members", []):
        yield member["name"], member["id"], "委员"


def _recusal(entry: Mapping[str, Any]) -> Recusal:
    decided, by = entry.get("decided_on"), entry.get("decided_by")
    return Recusal(
        person=entry["person"],
        name=entry["name"],
        rank=Rank(entry["rank"]),
        asked_on=date.fromisoformat(entry["asked_on"]),
        decided_on=date.fromisoformat(decided) if decided else None,
        decided_by=Decider(by) if by else None,
        granted=bool(entry.get("granted")),
        earlier_judged=bool(entry.get("earlier_judged")),
    )


def _in_time(deed: Deed, decided: Recusal) -> list[Finding]:
    agency = deed.agency
    row = deed.rules.find("H7", domain=agency.domain, region=agency.region, agency=agency.uscc, on=deed.on)
    if row is None:
        return []
    due = compute(row, decided.asked_on, deed.rules.calendar)
    return recusal_decided_in_time(decided, due, on=deed.on)


register(
    Act(
        "request_recusal",
        "登记回避申请",
        RequestData,
        request_recusal,
        frozenset({"officer", "reviewer", "head"}),
        reads=("recusals",),
        late_days=3,
        room="review",
    )
)
register(
    Act(
        "decide_recusal",
        "决定是否回避",
        DecisionData,
        decide_recusal,
        frozenset({"head"}),
        reads=("recusals",),
        guards=(decided_lawfully,),
        room="review",
    )
)
ask_always(recused_out)
ask_always(all_settled)
