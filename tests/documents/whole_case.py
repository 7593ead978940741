"""A deed of a made-up case on which everything has happened, so that any form finds its facts."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sanzhi.accounts.actors import Actor
from sanzhi.law.rules import RuleSet
from sanzhi.procedure.deed import AgencyFacts, CaseHead, Deed
from tests.documents import samples

ID = UUID("0192f3a1-5c7e-7b1a-9d55-0123456789ab")
_DRAFT = {
    key: samples.PENALISED[key]
    for key in (
        "facts",
        "evidence",
        "violated",
        "basis",
        "discretion",
        "penalty_items",
        "fine_fen",
        "confiscated_fen",
    )
}


def _facts() -> dict[str, Any]:
    decision = samples.SAMPLES["decision"]
    report, review = samples.SAMPLES["investigation_report"], samples.SAMPLES["review_opinion"]
    return {
        "party": {**samples.PARTY, "type": "个体工商户"},
        "lead": {"source": "现场检查", "received_on": "2026-02-26", "summary": samples.FACTS},
        "officers": [{"id": str(ID), **officer, "user": str(ID)} for officer in samples.OFFICERS],
        "proposal": {
            "facts": samples.FACTS,
            "violated": samples.VIOLATED,
            "by": "周海涛",
            "on": "2026-03-01",
        },
        "declined": {
            "reason": samples.SAMPLES["no_filing_approval"]["reason"],
            "by": "刘志远",
            "on": "2026-03-02",
        },
        "filing": {"on": "2026-03-02", "by": "刘志远", "opinion": "同意立案，由周海涛、杨雪梅承办。"},
        "draft": {
            **_DRAFT,
            "process": report["process"],
            "nature": report["nature"],
            "correction": "立即改正违法行为",
            "treatment": "从轻处罚",
            "by": "周海涛",
            "on": "2026-03-12",
        },
        "submission": {
            "round": 2,
            "at": review["submitted_at"],
            "on": "2026-03-16",
            "by": "周海涛",
            "note": "请审核。",
        },
        "review": {
            "round": 2,
            "outcome": "agree",
            "lawful": True,
            "appropriate": True,
            "points": review["points"],
            "opinion": review["opinion"],
            "submitted_at": review["submitted_at"],
            "by": "吴晓岚",
            "on": "2026-03-17",
        },
        "check": {
            "round": 1,
            "outcome": "agree",
            "opinion": "事实清楚，同意处理意见。",
            "by": "吴晓岚",
            "on": "2026-03-17",
        },
        "hearing_right": True,
        "notice": {"number": "黔西市监罚告〔2026〕12号", "served_on": "2026-03-20"},
        "statement": {"statement": samples.SAMPLES["statement_record"]["statement"], "on": "2026-03-23"},
        "deliberation": {
            **samples.TIMES,
            "place": "局三楼会议室",
            "host": "刘志远",
            "speeches": samples.SAMPLES["deliberation_record"]["speeches"],
            "conclusion": samples.SAMPLES["deliberation_record"]["conclusion"],
        },
        "decision": {
            "penalty_items": decision["penalty_items"],
            "fine_fen": 5212000,
            "confiscated_fen": 7992,
            "defence_reply": "当事人主动召回已售出的食品的事实成立，本机关予以采纳。",
            "discretion": samples.DISCRETION,
            "on": "2026-04-02",
            "by": "刘志远",
            "served_on": "2026-04-07",
        },
        "document.decision": _document("行政处罚决定书", "黔西市监罚〔2026〕12号", "2026-04-02"),
        "document.prior_notice": _document("行政处罚听证告知书", "黔西市监罚告〔2026〕12号", "2026-03-18"),
        "execution": {"paid_fen": 5219992, "completed": True, "on": "2026-04-15"},
        "closure": {
            "reason": "行政处罚决定执行完毕。",
            "opinion": "同意结案。",
            "by": "刘志远",
            "on": "2026-04-22",
        },
        "evidence.1": {"title": "现场照片", "kind": "物证", "digest": "a" * 64},
        "evidence.2": {"title": "进货票据", "kind": "书证", "digest": "b" * 64},
        "major": True,
        "release": {"summary": "经营超过保质期的食品案", "on": "2026-04-10"},
    }


def _document(title: str, number: str, on: str) -> dict[str, Any]:
    return {"id": str(ID), "kind": "", "title": title, "number": number, "on": on, "signed": []}


ACT = {
    **samples.TIMES,
    **samples.WHO,
    "speaker": "陈示例",
    "place": "黔西市市场监督管理局文峰分局询问室",
    "exchanges": samples.EXCHANGES,
    "statement": samples.SAMPLES["statement_record"]["statement"],
    "materials": ["2025年度经营账目复印件1份", "文峰街道办事处出具的证明1份"],
    "findings": [{"question": "陈列情况", "answer": "货架上有12袋超过保质期的火锅底料待售。"}],
    "goods": [
        {"name": "火锅底料", "spec": "150克/袋", "maker": "示例食品厂", "batch": "20250210", "amount": "12袋"}
    ],
    "way": "直接送达",
    "receiver": "陈示例",
    "corrections": [{"place": "第1页第6行", "before": "10袋", "after": "12袋"}],
    "read_aloud": True,
    "reason": "行政处罚决定执行完毕。",
    "opinion": "同意。",
}


def deed(**facts: Any) -> Deed:
    """The deed, with facts added or, where None, taken away."""
    found = {key: value for key, value in {**_facts(), **facts}.items() if value is not None}
    agency: Any = samples.AGENCY
    now = datetime(2026, 4, 22, 2, 0, tzinfo=UTC)
    return Deed(
        act="close",
        case=CaseHead(ID, samples.CASE["number"], samples.CASE["title"], "penalty", 40, ID),
        agency=AgencyFacts(
            id=ID,
            name=agency["name"],
            short="黔西市监",
            uscc="11520522MB1A00000X",
            domain="市场监管",
            region="520522000000",
            address=agency["address"],
            phone=agency["phone"],
            bank=agency["bank"]["name"],
            bank_address=agency["bank"]["address"],
            bank_account=agency["bank"]["account"],
            reconsideration=agency["reconsideration"],
            court=agency["court"],
        ),
        actor=Actor(user_id=ID, name="刘志远", roles=frozenset({"officer"})),
        data=ACT,
        happened=now,
        recorded=now,
        rules=RuleSet.national(),
        facts=found,
        clocks={"O1": {"due": "2026-03-19"}, "P1": {"due": "2026-04-14"}, "O21": {"due": "2026-06-01"}},
        marking=(),
    )
