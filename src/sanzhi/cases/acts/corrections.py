"""Mending without reopening: a slip in a document, a wrong fact, an act done by mistake.

住房和城乡建设行政处罚程序规定 Art 28 and 浙江省行政程序办法 Art 75 name 补正 and 更正; elsewhere they are
custom.
"""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import Field, ValidationError

from sanzhi.cases import correcting
from sanzhi.cases.acts.filing import HEAD, OFFICER
from sanzhi.cases.annulling import ANNUL, mistake_in
from sanzhi.cases.parties import replant
from sanzhi.documents.number_book import void_used
from sanzhi.documents.papers import paper
from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.procedure import acts
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import AREA, PartyData
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.interpreter import marking_from_json
from sanzhi.procedure.personal import Narrative, Personal, PersonalText

Correctable = Literal[
    "party.name", "party.uscc", "party.legal_representative", "party.id_number", "party.address",
    "party.phone", "lead.received_on", "lead.summary", "proposal.ended_on",
]  # fmt: skip


class SlipData(ActData):
    """What is wrong in a document that was served, and what it should say."""

    document: UUID = Field(title="有误的文书", json_schema_extra={"widget": "pick", "of": "served"})
    slip: Literal["未载明作出日期等遗漏", "文字表述错误", "计算错误", "事实、依据、处罚内容有误"] = Field(
        title="错误的种类"
    )
    mending: Literal["补正", "更正"] = Field(title="处理方式")
    wrong: Narrative = Field(
        title="原文（遗漏的写明位置）", min_length=1, max_length=2000, json_schema_extra=AREA
    )
    right: Narrative = Field(title="补正、更正为", min_length=1, max_length=2000, json_schema_extra=AREA)
    touches_rights: bool = Field(title="涉及当事人的权利义务")
    reason: Narrative = Field(title="理由", min_length=2, max_length=1000, json_schema_extra=AREA)


class FactData(ActData):
    """Which fact is wrong, and what is right."""

    fact: Correctable = Field(title="有误的事实", json_schema_extra={"choices": {**correcting.LABELS}})
    value: PersonalText = Field(title="正确的内容（日期写作 2026-03-02）", min_length=1, max_length=2000)
    reason: Narrative = Field(title="更正的理由和依据", min_length=2, max_length=1000, json_schema_extra=AREA)


class AnnulData(ActData):
    """The act that was done by mistake."""

    event: int = Field(title="误办的事项", ge=2, json_schema_extra={"widget": "pick", "of": "mistakes"})
    reason: Narrative = Field(title="误办的情况", min_length=2, max_length=1000, json_schema_extra=AREA)


def correct_document(deed: Deed) -> None:
    """Make the paper that mends a slip; the document itself, and the case, stay as they are."""
    data: SlipData = deed.data
    found = correcting.served(deed.facts).get(str(data.document))
    if found is None:
        raise Invalid([FieldError("document", "有误的文书", "没有这份已经送达的文书")])
    named = {"title": found["title"], "number": found["number"], "made_on": found["on"]}
    told = {"slip": data.slip, "mending": data.mending, "wrong": data.wrong, "right": data.right}
    entry = {**named, **told, "reason": data.reason, "on": deed.on, "by": deed.actor.name}
    deed.set("corrections", [*deed.facts.get("corrections", []), entry])
    paper(deed, "correction_decision")


def correct_fact(deed: Deed) -> None:
    """Write the right value; the wrong one stays in its event. What rests on it is named with the act."""
    data: FactData = deed.data
    name, _, key = data.fact.partition(".")
    if name not in deed.facts:
        raise Invalid([FieldError("fact", "有误的事实", "案件中还没有这项事实")])
    if str(deed.facts[name].get(key) or "") == str(data.value):
        raise Invalid([FieldError("value", "正确的内容", "与现在登记的内容相同")])
    written = _checked(deed, name, key)
    deed.set(name, written)
    if isinstance(written, PartyData):
        _found_by(deed, written)
    elif data.fact == "lead.received_on" and deed.clock_runs("O1"):
        deed.start_clock_if_set("O1", date.fromisoformat(written[key]))
    rests = [title for _, title in correcting.resting_on(deed.facts, name)]
    entry = {"fact": data.fact, "label": correcting.LABELS[data.fact], "reason": data.reason, "rests": rests}
    deed.set("corrected", [*deed.facts.get("corrected", []), {**entry, "on": deed.on, "by": deed.actor.name}])


def annul_act(deed: Deed) -> None:
    """Take back the last act: facts, clocks and open steps are again what they were before it."""
    data: AnnulData = deed.data
    found = mistake_in(deed.case.id)
    if found is None or found.event["seq"] != data.event:
        raise NotOpen("只能撤销最近一次办理、尚无后续事项的误办；其他错误请用更正、变更的办法处理。")
    if str(deed.actor.user_id) != found.event["by"]["user"] and "head" not in deed.actor.roles:
        raise NotOpen("误办的事项由办理人本人或者本机关负责人撤销。")
    _write_again(deed, found.facts, found.clocks)
    deed.restored = marking_from_json(found.before.marking)
    deed.title, handler = found.before.title, found.before.handler_id
    deed.handler_id = UUID(handler) if handler else None
    numbers = [value["number"] for value in found.event["set"].values() if _numbered(value)]
    for number in numbers:
        void_used(
            number, case_id=deed.case.id, reason="制作文书的办理事项是误办，已经撤销", by=deed.actor.name
        )
    entry = {
        "event": data.event, "act": found.event["act"], "title": acts.get(found.event["act"]).title,
        "reason": data.reason, "numbers": numbers, "on": deed.on, "by": deed.actor.name,
    }  # fmt: skip
    deed.set("annulled", [*deed.facts.get("annulled", []), entry])


def _found_by(deed: Deed, party: PartyData) -> None:
    if not deed.practice:
        replant(deed.case.id, party.model_dump())


def _write_again(deed: Deed, facts: dict[str, Any], clocks: dict[str, Any]) -> None:
    for name, value in facts.items():
        deed.set(name, value)
    for rule, clock in clocks.items():
        deed.clock_changes[rule] = clock
        if clock is None:
            deed.clocks.pop(rule, None)
        else:
            deed.clocks[rule] = clock


def _numbered(value: Any) -> bool:
    return isinstance(value, dict) and bool(value.get("number")) and "template" in value


def _checked(deed: Deed, name: str, key: str) -> PartyData | dict[str, Any]:
    """The fact with the right value, as its own act would have checked it."""
    value = str(deed.data.value)
    if key in correcting.DAYS:
        day = correcting.day_of(value)
        if day is None or day > deed.on:
            raise Invalid([FieldError("value", "正确的内容", "应为不晚于今天的日期，例如 2026-03-02")])
        value = day.isoformat()
    changed = {**deed.facts[name], key: value if key in correcting.DAYS else Personal(value)}
    if name != "party":
        return changed
    try:
        return PartyData.model_validate(changed)
    except ValidationError as error:
        said = str(error.errors()[0].get("ctx", {}).get("error") or "填写有误")
        raise Invalid([FieldError("value", "正确的内容", said)]) from None


_ACTS = (
    Act(
        "correct_document", "补正、更正文书", SlipData, correct_document, HEAD, reads=("corrections",),
        guards=(correcting.slip_mended,), room="cases",
    ),
    Act(
        "correct_fact", "更正事实", FactData, correct_fact, OFFICER, reads=("party", "lead", "proposal"),
        guards=(correcting.reach_named,), room="cases",
    ),
    Act(
        ANNUL, "撤销误办", AnnulData, annul_act, frozenset({"officer", "head", "reviewer"}), room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
