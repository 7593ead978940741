"""The facts of a case in words: who, what, on what basis, how much."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sanzhi.cases.door_store import read_agency
from sanzhi.cases.inheriting import handling
from sanzhi.cases.queries import CaseFile
from sanzhi.pages.days import long_day
from sanzhi.pages.formats import money

Pairs = list[tuple[str, str]]
Facts = Mapping[str, Any]


def party(facts: Facts) -> Pairs:
    """The party; lines without a value are left out."""
    known = facts.get("party", {})
    lines = [
        ("当事人", known.get("name", "")),
        ("类型", known.get("type", "")),
        ("统一社会信用代码", known.get("uscc", "")),
        ("法定代表人（负责人、经营者）", known.get("legal_representative", "")),
        ("公民身份号码", known.get("id_number", "")),
        ("住址（住所）", known.get("address", "")),
        ("联系电话", known.get("phone", "")),
    ]
    return [(name, value) for name, value in lines if value]


def matter(file: CaseFile) -> Pairs:
    """Where the case came from, who handles it, what may have been breached."""
    facts = file.facts
    lead, filing, proposal = facts.get("lead", {}), facts.get("filing", {}), facts.get("proposal", {})
    team = "、".join(f"{each['name']}（{each['certificate']}）" for each in facts.get("officers", []))
    lines = [
        *_agencies(file),
        ("案件来源", f"{lead['source']}，{_day(lead['received_on'])}收到" if lead else ""),
        ("线索摘要", lead.get("summary", "")),
        ("立案日期", _day(filing.get("on"))),
        ("办案人员", team),
        ("处罚事项", facts.get("power", {}).get("name", "")),
        ("涉嫌违反", articles(proposal.get("violated", []))),
        *_related(facts),
        ("处理方式", facts.get("disposal", {}).get("words", "")),
        ("更正的事实", "、".join(each["label"] for each in facts.get("corrected", []))),
    ]
    return [(name, value) for name, value in lines if value]


def _related(facts: Facts) -> Pairs:
    """The cases that this one went into, took in, or was divided from."""
    return [
        ("并入案件", facts.get("joined", {}).get("number", "")),
        ("由其他案件并入", "、".join(each["number"] for each in facts.get("absorbed", []))),
        ("原案件", facts.get("split_from", {}).get("number", "")),
        ("分出案件", "、".join(each["number"] for each in facts.get("splits", []))),
    ]


def _agencies(file: CaseFile) -> Pairs:
    """Who opened the case; and who handles it since a reorganisation."""
    present = file.row.agency.name
    origin = read_agency(file.row.origin_id) if file.row.origin_id and file.row.is_taken_over else None
    if origin is None:
        return [("执法机关", present)]
    since = handling(file.row.id)[-1].since
    return [
        ("原执法机关", origin.name),
        ("执法机关", f"{present}（自{_day(since.isoformat())}起承继办理）" if since else present),
    ]


def proposed(facts: Facts) -> Pairs:
    """The draft, and the decision once it is made."""
    draft, decision = facts.get("draft", {}), facts.get("decision", {})
    lines = [
        ("违法事实", draft.get("facts", "")),
        ("违反的条款", articles(draft.get("violated", []))),
        ("处罚依据", articles(draft.get("basis", []))),
        ("拟处罚内容", penalty(draft)),
        ("重大执法决定", _major(facts)),
        ("处罚决定", penalty(decision)),
        ("决定日期", _day(decision.get("on"))),
        ("送达日期", _day(decision.get("served_on"))),
    ]
    return [(name, value) for name, value in lines if value]


def brief(file: CaseFile) -> Pairs:
    """What a person who approves or reviews must see beside the form."""
    facts = file.facts
    wanted = {
        "当事人",
        "案件来源",
        "办案人员",
        "处罚事项",
        "涉嫌违反",
        "违法事实",
        "违反的条款",
        "处罚依据",
        "拟处罚内容",
        "处罚决定",
    }
    proposal = facts.get("proposal", {})
    lines = [*party(facts), *matter(file), *proposed(facts)]
    lines += [("案情摘要", proposal["facts"])] if proposal and "draft" not in facts else []
    return [(name, value) for name, value in lines if name in wanted | {"案情摘要"}]


def articles(listed: list[Mapping[str, str]]) -> str:
    """《食品安全法》第三十四条第十项、…"""
    return "、".join(f"《{each['law']}》{each['article']}" for each in listed)


def penalty(decided: Facts) -> str:
    """The penalties with the amounts they add up to."""
    if not decided:
        return ""
    text = "；".join(item["text"] for item in decided["penalty_items"])
    total = decided["fine_fen"] + decided["confiscated_fen"]
    return f"{text}（合计 {money(total)}）" if total else text


def _major(facts: Facts) -> str:
    if "major" not in facts:
        return ""
    reasons = "；".join(
        each.get("message") or each.get("text") or "" for each in facts.get("major_reasons", [])
    )
    return f"是，须经法制审核。{reasons}" if facts["major"] else "否，由审核机构进行案件审核"


def _day(text: str | None) -> str:
    return long_day(date.fromisoformat(text[:10])) if text else ""
