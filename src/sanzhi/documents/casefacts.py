"""From the facts of a case to the source of a document: an officer fills facts, never forms.

One function a kind; what several kinds share stands once. Nothing is computed that a fact holds.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sanzhi.documents.shared import shared
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Personal
from sanzhi.registry.queries import ANOTHER_VERSION, marked_text

Build = Callable[[Deed], dict[str, Any]]

# The four conditions of 市场监督管理行政处罚程序规定 Art 19.
_FILING_PROPOSAL = (
    "有证据初步证明当事人存在违反市场监督管理法律、法规、规章的行为，依法应当给予行政处罚，"
    "属于本机关管辖，在给予行政处罚的法定期限内，建议立案。"
)


def source_for(kind: str, deed: Deed, extra: Mapping[str, Any]) -> dict[str, Any]:
    """The source of a document of this kind from the facts as they stand in the act."""
    return {**shared(deed), **_BUILD[kind](deed), **extra}


def _with_text(articles: list[dict[str, Any]], deed: Deed) -> list[dict[str, Any]]:
    return [{**each, **_quotation(each["law"], each["article"], deed.on)} for each in articles]


def _quotation(law: str, article: str, on: date) -> dict[str, str]:
    """The words of an article; those of another version than that of the day carry the mark beside them."""
    text = marked_text(law, article, on=on)
    words = text.removesuffix(f"\n{ANOTHER_VERSION}")
    return {"text": words} if words == text else {"text": words, "mark": ANOTHER_VERSION}


def _penalised(deed: Deed) -> dict[str, Any]:
    draft = deed.facts["draft"]
    return {
        "facts": draft["facts"],
        "evidence": draft["evidence"],
        "violated": _with_text(draft["violated"], deed),
        "basis": _with_text(draft["basis"], deed),
        "discretion": draft["discretion"],
        "penalty_items": draft["penalty_items"],
        "fine_fen": draft["fine_fen"],
        "confiscated_fen": draft["confiscated_fen"],
        "nature": draft["nature"],
    }


def _proposal(deed: Deed) -> dict[str, Any]:
    proposal = deed.facts.get("proposal", {})
    lead = deed.facts.get("lead", {})
    return {
        "facts": proposal.get("facts") or lead.get("summary", ""),
        "violated": _with_text(proposal.get("violated", []), deed),
        "opinions": [
            {
                "role": "承办人意见",
                "text": "建议立案。",
                "name": proposal.get("by", ""),
                "on": proposal.get("on"),
            },
            _approval(deed),
        ],
    }


def _approval(deed: Deed) -> dict[str, Any]:
    text = getattr(deed.data, "opinion", "") or getattr(deed.data, "reason", "")
    return {"role": "负责人审批意见", "text": text, "name": deed.actor.name, "on": deed.on.isoformat()}


def _filing(deed: Deed) -> dict[str, Any]:
    return {
        **_proposal(deed),
        "proposal": _FILING_PROPOSAL,
    }


def _no_filing(deed: Deed) -> dict[str, Any]:
    return {**_proposal(deed), "opinions": [_approval(deed)], "reason": deed.facts["declined"]["reason"]}


def _interview(deed: Deed) -> dict[str, Any]:
    data = deed.data
    return {
        "interviewee": {
            "name": data.name,
            "id_number": data.id_number,
            "post": data.post,
            "relation": data.relation,
            "phone": data.phone,
        },
        "began_at": data.began_at.isoformat(),
        "ended_at": data.ended_at.isoformat(),
        "place": data.place,
        "recorder": deed.actor.name,
        "exchanges": [{"question": each.question, "answer": each.answer} for each in data.exchanges],
    }


def _report(deed: Deed) -> dict[str, Any]:
    draft = deed.facts["draft"]
    proposal = "；".join(item["text"] for item in draft["penalty_items"])
    # What is put together from personal words is personal itself; only the mark of the parts gets lost.
    return {**_penalised(deed), "process": draft["process"], "proposal": Personal(f"建议{proposal}。")}


def _review(deed: Deed) -> dict[str, Any]:
    review = deed.facts["review"]
    return {
        "round": review["round"],
        "unit": f"{deed.agency.name}法制审核机构",
        "submitted_at": review["submitted_at"],
        "points": review["points"],
        "opinion": review["opinion"],
        "conclusion": review["outcome"],
        "reviewers": [{"name": deed.actor.name, "certificate": ""}],
    }


def _notice(deed: Deed) -> dict[str, Any]:
    hearing = deed.facts.get("hearing_right", False)
    return {
        **_penalised(deed),
        "defence_days": deed.rule("O11").value,
        "hearing": hearing,
        "hearing_days": deed.rule("O13").value,
    }


def _statement(deed: Deed) -> dict[str, Any]:
    data = deed.data
    notice = deed.facts.get("document.prior_notice", {})
    return {
        "notice": {"number": notice.get("number", ""), "on": notice.get("on")},
        "speaker": {"name": data.speaker, "relation": data.relation},
        "began_at": data.began_at.isoformat(),
        "ended_at": data.ended_at.isoformat(),
        "place": data.place,
        "recorder": deed.actor.name,
        "statement": data.statement,
        "materials": list(data.materials),
    }


def _deliberation(deed: Deed) -> dict[str, Any]:
    data = deed.data
    draft = deed.facts["draft"]
    return {
        "began_at": data.began_at.isoformat(),
        "ended_at": data.ended_at.isoformat(),
        "place": data.place,
        "host": {"name": deed.actor.name},
        "attendees": [{"name": each.name, "post": each.post} for each in data.speeches],
        "reporter": draft["by"],
        "recorder": draft["by"],
        "summary": draft["facts"],
        "speeches": [{"name": each.name, "text": each.text} for each in data.speeches],
        "conclusion": data.conclusion,
    }


def _decision(deed: Deed) -> dict[str, Any]:
    decision, facts = deed.facts["decision"], deed.facts
    hearing = facts.get("hearing", {})
    notice = facts.get("notice", {})
    held = f"本机关于{hearing['held_on']}举行听证，{hearing['summary']}" if hearing.get("held_on") else ""
    return {
        **_penalised(deed),
        "process": facts["draft"]["process"],
        "discretion": decision["discretion"] or facts["draft"]["discretion"],
        "penalty_items": decision["penalty_items"],
        "fine_fen": decision["fine_fen"],
        "confiscated_fen": decision["confiscated_fen"],
        "notice": {"number": notice.get("number", ""), "on": notice.get("served_on")},
        "defence": _defence(facts, decision),
        "hearing": Personal(held),
        "correction": facts["draft"]["correction"],
        "pay_days": deed.rule("O27").value,
        "publish": True,
    }


def _defence(facts: Mapping[str, Any], decision: Mapping[str, Any]) -> str:
    statement = facts.get("statement")
    if statement is None:
        return ""
    return Personal(f"当事人陈述申辩称：{statement['statement']}经复核，{decision['defence_reply']}")


def _receipt(deed: Deed) -> dict[str, Any]:
    data = deed.data
    return {
        "recipient": deed.facts.get("party", {}).get("name", ""),
        "address": data.place,
        "way": data.way.value,
        "served_at": deed.happened.isoformat(),
        "signer": data.receiver,
        "relation": data.relation,
        "refusal": data.refusal,
        "witness": data.witness,
    }


def _closure(deed: Deed) -> dict[str, Any]:
    facts = deed.facts
    execution, document = facts.get("execution", {}), facts.get("document.decision", {})
    return {
        "decision": {"number": document.get("number", ""), "on": document.get("on")},
        "penalty": Personal("；".join(item["text"] for item in facts["decision"]["penalty_items"])),
        "execution": "已履行完毕。" if execution.get("completed") else "未履行完毕。",
        "paid_fen": execution.get("paid_fen", 0),
        "reason": deed.data.reason,
        "opinions": [_approval(deed)],
    }


_BUILD: dict[str, Build] = {
    "filing_approval": _filing,
    "no_filing_approval": _no_filing,
    "interview_record": _interview,
    "investigation_report": _report,
    "review_opinion": _review,
    "prior_notice": _notice,
    "statement_record": _statement,
    "deliberation_record": _deliberation,
    "decision": _decision,
    "service_receipt": _receipt,
    "closure_approval": _closure,
}
