"""From the review to the decision: reviewers, the party's voice, the leaders."""

from datetime import datetime, time
from typing import Final

from sanzhi.cases.rulebook import rules
from sanzhi.cli.demonstration.scene import Data, Scene, defence, penalties
from sanzhi.documents import papers
from sanzhi.jobs.clock import CHINA
from sanzhi.review.points import SEVEN_POINTS

_HEARING_IN: Final = 8
_EVIDENCE_POINT = SEVEN_POINTS[2]


def agreement(_: Scene) -> Data:
    """All seven points passed."""
    return {
        "points": [{"name": name, "passed": True} for name in SEVEN_POINTS],
        "lawful": True,
        "appropriate": True,
        "outcome": "agree",
        "opinion": "事实清楚，证据确凿，适用法律正确，程序合法，裁量适当，同意拟处理意见。",
    }


def objection(_: Scene) -> Data:
    """The point on evidence not passed."""
    note = "仅有询问笔录一份，没有其他证据印证"
    points = [
        {"name": name, "passed": name != _EVIDENCE_POINT, "note": note if name == _EVIDENCE_POINT else ""}
        for name in SEVEN_POINTS
    ]
    return {
        "points": points,
        "lawful": True,
        "appropriate": False,
        "outcome": "supplement",
        "opinion": "只有当事人陈述，没有其他证据印证，建议补充投料现场照片和退货登记后再次送审。",
    }


def passed_check(_: Scene) -> Data:
    """A check that passes."""
    return {"outcome": "agree", "opinion": "事实清楚，证据充分，程序合法，同意拟处理意见。"}


def failed_check(_: Scene) -> Data:
    """A check that sends the case back."""
    return {"outcome": "correct", "opinion": "裁量理由没有写明适用的幅度，建议补正后再次送审。"}


def statement(scene: Scene) -> Data:
    """What the party says to the notice."""
    return {
        "speaker": scene.speaker["name"],
        "relation": scene.relation,
        "began_at": scene.before(30),
        "ended_at": scene.now,
        "place": f"{scene.troupe.agency.name}接待室",
        "statement": defence(scene).text,
        "materials": ["整改报告"],
    }


def request(scene: Scene) -> Data:
    """The request for a hearing."""
    return {"by": scene.speaker["name"], "way": "书面"}


def waiver(scene: Scene) -> Data:
    """The express waiver."""
    return {
        "signed_by": scene.speaker["name"],
        "words": "已收到告知书，对拟处罚内容没有异议，放弃陈述、申辩和要求听证的权利。",
    }


def host(scene: Scene) -> Data:
    """The agency's reviewer hosts and one of the publicity desk records: neither investigated."""
    actors = scene.troupe.actors
    return {"host": str(actors["reviewer"].officer_id), "recorder": str(actors["editor"].officer_id)}


def hearing_notice(scene: Scene) -> Data:
    """A hearing eight working days from now, at half past nine."""
    day = rules().calendar.add_working(scene.moment.astimezone(CHINA).date(), _HEARING_IN)
    at = datetime.combine(day, time(9, 30), tzinfo=CHINA)
    return {"at": at.isoformat(), "place": f"{scene.troupe.agency.name}听证室"}


def served_paper(scene: Scene) -> Data:
    """The one paper that waits for its service, handed over."""
    waiting = papers.waiting(scene.facts)
    return {
        "paper": next(iter(waiting)),
        "stamped": True,
        "way": "直接送达",
        "place": scene.place,
        "receiver": scene.speaker["name"],
        "relation": scene.relation,
    }


def hearing(scene: Scene) -> Data:
    """The record of the hearing, signed by the party."""
    return {
        "began_at": scene.before(60),
        "ended_at": scene.now,
        "accusation": "办案人员陈述违法事实，出示证据，提出处罚建议。",
        "summary": "当事人对事实没有异议，请求考虑首次违法、积极整改。",
        "debate": "双方没有新的意见。",
        "signed": "当事人已核对无误并签名",
    }


def report(_: Scene) -> Data:
    """What the host advises."""
    return {
        "findings": "违法事实清楚，证据经质证，当事人没有异议。",
        "opinion": "当事人首次违法并积极整改，建议按法定最低幅度处罚。",
    }


def deliberation(scene: Scene) -> Data:
    """The leaders' discussion."""
    troupe = scene.troupe
    return {
        "began_at": scene.before(45),
        "ended_at": scene.now,
        "place": f"{troupe.agency.name}会议室",
        "speeches": [
            {
                "name": troupe.actors["head"].name,
                "post": "局长",
                "text": "违法事实清楚，证据充分，同意给予处罚。",
            },
            {"name": troupe.body.deputy, "post": "副局长", "text": "同意承办机构和法制审核机构的意见。"},
        ],
        "conclusion": "经集体讨论，一致同意给予处罚，具体数额在告知的范围内依法确定。",
        "agreed": True,
        "signed": True,
    }


def decision(scene: Scene) -> Data:
    """The decision as noticed."""
    return {**penalties(scene.model.items), "discretion": scene.model.discretion}


def lower_decision(scene: Scene) -> Data:
    """The decision after what the party said."""
    said = defence(scene)
    return {
        **penalties(said.items),
        "discretion": f"{scene.model.discretion}{said.reply}",
        "defence_reply": said.reply,
    }
