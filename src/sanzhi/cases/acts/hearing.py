"""The hearing from the naming of its host to his report (行政处罚法 Art 63–65).

Request, host and recorder, time and place, public notice, record with signatures, report; it may be
postponed, suspended or ended on the way. After a hearing the case is reviewed again (Art 58 ¶1(2)).
"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from sanzhi.cases import hearing_guards as guards
from sanzhi.cases.acts.conclusion import evaluate_thresholds
from sanzhi.cases.acts.filing import HEAD, OFFICER
from sanzhi.documents.issuing import issue
from sanzhi.documents.papers import paper, when_served
from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.law.guards.hearing_conduct import Interruption
from sanzhi.procedure import pauses
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import Part
from sanzhi.procedure.deed import Deed, china_day
from sanzhi.procedure.personal import Narrative, Personal, PersonalText, plain
from sanzhi.registry.queries import Member, team

# The host is no investigator, so he comes from the reviewers, the heads or other officers.
CONDUCTS = frozenset({"officer", "reviewer", "head"})
_LED = ["notify_hearing", "announce_hearing", "record_hearing", "interrupt_hearing", "report_hearing"]
_FACT = "hearing"


class HostData(ActData):
    """Who hosts and who records; neither has investigated."""

    host: UUID = Field(title="听证主持人", json_schema_extra={"widget": "pick", "of": "officers"})
    recorder: UUID = Field(title="记录人", json_schema_extra={"widget": "pick", "of": "officers"})


class HearingNoticeData(ActData):
    """When and where, and whether in public."""

    at: datetime = Field(title="听证时间")
    place: PersonalText = Field(title="听证地点", min_length=1, max_length=200)
    public: bool = Field(True, title="公开举行")
    secrecy: Literal["", "国家秘密", "商业秘密", "个人隐私"] = Field(
        "", title="不公开的原因", json_schema_extra={"choices": {"": "没有应当保密的情形"}}
    )


class AnnouncementData(ActData):
    """Where the public reads of the hearing."""

    where: PersonalText = Field(
        Personal("本机关公告栏和门户网站"), title="公告方式", min_length=1, max_length=200
    )


class AgentData(Part):
    """Somebody who represents the party at the hearing."""

    name: PersonalText = Field(title="代理人姓名", min_length=1, max_length=60)
    letter: bool = Field(False, title="已提交授权委托书")


class HearingRecordData(ActData):
    """The hearing as it went: each side in its words, and who signed."""

    began_at: datetime = Field(title="开始时间")
    ended_at: datetime = Field(title="结束时间")
    agents: list[AgentData] = Field(title="代理人（不超过二人）", default_factory=list)
    others: list[PersonalText] = Field(
        title="其他参加人（证人、鉴定人、翻译等）",
        default_factory=list,
        json_schema_extra={"widget": "lines"},
    )
    accusation: Narrative = Field(
        title="调查人员提出的违法事实、证据和处罚建议",
        min_length=1,
        max_length=8000,
        json_schema_extra={"widget": "textarea"},
    )
    summary: Narrative = Field(
        title="当事人的申辩、质证意见",
        min_length=1,
        max_length=8000,
        json_schema_extra={"widget": "textarea"},
    )
    debate: Narrative = Field(
        Personal(""),
        title="辩论和最后陈述",
        max_length=8000,
        json_schema_extra={"widget": "textarea"},
    )
    signed: Literal["当事人已核对无误并签名", "拒绝签名，已由主持人在笔录中注明"] = Field(
        title="笔录核对签名"
    )
    refusal: Narrative = Field(Personal(""), title="拒绝签名的理由", max_length=500)


class InterruptionData(ActData):
    """Why the hearing does not take place as set, or no more."""

    kind: Interruption = Field(title="处理")
    ground: guards.Ground = Field(title="情形")
    explained: Narrative = Field(
        title="说明", min_length=2, max_length=1000, json_schema_extra={"widget": "textarea"}
    )
    noted: bool = Field(False, title="已写入听证笔录并由主持人签名")


class ReportData(ActData):
    """What the host found and advises."""

    findings: Narrative = Field(
        title="听证认定的事实、证据", min_length=1, max_length=8000, json_schema_extra={"widget": "textarea"}
    )
    opinion: Narrative = Field(
        title="听证意见和建议", min_length=1, max_length=4000, json_schema_extra={"widget": "textarea"}
    )


class RefusalData(ActData):
    """A request that leads to no hearing, and why."""

    by: PersonalText = Field(title="申请人", min_length=1, max_length=60)
    requested_on: date = Field(title="提出日期（邮寄的，以交邮日期为准）")
    reason: Narrative = Field(
        title="不予听证的理由", min_length=2, max_length=1000, json_schema_extra={"widget": "textarea"}
    )


def refuse_hearing(deed: Deed) -> None:
    """Tell the party in writing that no hearing is held, with the reason."""
    data: RefusalData = deed.data
    deed.set(
        "hearing_refusal",
        {"on": deed.on, "by": data.by, "requested_on": data.requested_on, "reason": data.reason},
    )
    paper(deed, "hearing_refusal")


def name_hearing_host(deed: Deed) -> None:
    """Name host and recorder, who see the case from now on (行政处罚法 Art 64(4))."""
    data: HostData = deed.data
    if data.host == data.recorder:
        raise Invalid([FieldError("recorder", "记录人", "主持人和记录人应当是不同的人")])
    host, recorder = _member(deed, data.host, "host"), _member(deed, data.recorder, "recorder")
    deed.merge(_FACT, host=_person(host), recorder=_person(recorder))
    invited = dict(deed.facts.get("invited") or {})
    for each in (host, recorder):
        if each.user_id is not None:
            deed.share_with(each.user_id)
            invited[str(each.user_id)] = sorted({*invited.get(str(each.user_id), []), *_LED})
    deed.set("invited", invited)
    deed.merge("assignment", hearing=str(host.user_id))


def notify_hearing(deed: Deed) -> None:
    """Set time and place and make the notice; whoever had another date is told anew."""
    data: HearingNoticeData = deed.data
    _conducts(deed, "host", "recorder")
    if data.at <= deed.recorded:
        raise Invalid([FieldError("at", "听证时间", "应当晚于现在")])
    public = data.public and not data.secrecy
    deed.merge(_FACT, at=data.at, place=data.place, public=public, secrecy=data.secrecy)
    deed.merge(_FACT, notified_on=None, announced_on=None, suspended_on=None)
    paper(deed, "hearing_notice")


def announce_hearing(deed: Deed) -> None:
    """Announce a public hearing: matter, time and place, no more (行政处罚法 Art 64(3))."""
    _conducts(deed, "host", "recorder")
    fact = deed.facts.get(_FACT) or {}
    if not fact.get("at"):
        raise Invalid([FieldError("at", "听证时间", "尚未确定听证的时间、地点，请先发出听证通知")])
    if not fact.get("public"):
        raise Invalid(
            [FieldError("where", "公告方式", "本次听证不公开举行，不公告（行政处罚法第六十四条第三项）")]
        )
    deed.merge(_FACT, announced_on=deed.on, announced_in=deed.data.where)
    issue(deed, "hearing_announcement")


def record_hearing(deed: Deed) -> None:
    """Keep the record (行政处罚法 Art 64(7)(8)); from now on the days of the decision are counted again."""
    data: HearingRecordData = deed.data
    _conducts(deed, "host", "recorder")
    if data.ended_at <= data.began_at:
        raise Invalid([FieldError("ended_at", "结束时间", "应晚于开始时间")])
    if not _as_notified(deed, data.began_at):
        rule = "应当是通知的听证日期；改期的，先办理延期并重新通知（行政处罚法第六十四条第二项）"
        raise Invalid([FieldError("began_at", "开始时间", rule)])
    told = {name: value for name, value in plain(data).items() if name != "agents"}
    deed.merge(_FACT, **told, agents=[each.name for each in data.agents], held_on=deed.on, seq=deed.seq)
    evaluate_thresholds(deed)
    _over(deed)
    issue(deed, "hearing_record")


def interrupt_hearing(deed: Deed) -> None:
    """Postpone, suspend or end: a postponed hearing is notified anew, an ended one is not held any more."""
    data: InterruptionData = deed.data
    _conducts(deed, "host", "recorder")
    entry = {"on": deed.on, "kind": data.kind, "ground": data.ground, "explained": data.explained}
    deed.merge(_FACT, interruptions=[*(deed.facts[_FACT].get("interruptions") or []), entry])
    if data.kind is Interruption.ENDED:
        deed.merge(_FACT, ended_on=deed.on, ended_because=data.ground)
        _over(deed)
    else:
        deed.merge(_FACT, at=None, notified_on=None, suspended_on=deed.on)


def report_hearing(deed: Deed) -> None:
    """The host reports; the report goes to the review with the record."""
    _conducts(deed, "host")
    if not (deed.facts.get(_FACT) or {}).get("held_on"):
        raise Invalid([FieldError("opinion", "听证意见和建议", "尚未制作听证笔录，请先记录听证")])
    deed.merge(_FACT, findings=deed.data.findings, opinion=deed.data.opinion, reported_on=deed.on)
    issue(deed, "hearing_report")


def _as_notified(deed: Deed, began_at: datetime) -> bool:
    at = deed.facts[_FACT].get("at")
    return bool(at) and china_day(datetime.fromisoformat(at)) == china_day(began_at)


def _over(deed: Deed) -> None:
    pauses.release(deed, _FACT)
    deed.stop_clock("O11", "cancelled")
    deed.stop_clock("O13", "cancelled")


def _conducts(deed: Deed, *parts: str) -> None:
    fact = deed.facts.get(_FACT) or {}
    people = [fact[part]["id"] for part in parts if fact.get(part)]
    if str(deed.actor.officer_id) not in people:
        who = "听证主持人" if parts == ("host",) else "听证主持人、记录人"
        raise NotOpen(f"本事项由{who}办理（行政处罚法第六十四条第四项）。")


def _member(deed: Deed, officer: UUID, field: str) -> Member:
    label = "听证主持人" if field == "host" else "记录人"
    found = team([officer], deed.agency.id, deed.on)
    if not found:
        raise Invalid([FieldError(field, label, "只能选择本机关在册的人员")])
    if found[0].user_id is None:
        raise Invalid([FieldError(field, label, f"{found[0].name}没有账号，不能主持或者记录")])
    return found[0]


def _person(member: Member) -> dict[str, str]:
    return {"id": member.id, "name": member.name, "user": str(member.user_id or "")}


def _told(deed: Deed) -> None:
    deed.merge(_FACT, notified_on=deed.on)


when_served("hearing_notice", _told, guards.served_ahead)

_ACTS = (
    Act(
        "refuse_hearing", "不予听证", RefusalData, refuse_hearing, OFFICER, reads=("notice",),
        guards=(guards.request_unlawfully_refused,), late_days=5, room="cases",
    ),
    Act(
        "name_hearing_host", "指定听证主持人", HostData, name_hearing_host, HEAD, reads=("officers",),
        guards=(guards.chosen_apart,), late_days=3, room="cases",
    ),
    Act(
        "notify_hearing", "确定时间地点并制作听证通知", HearingNoticeData, notify_hearing, CONDUCTS,
        reads=(_FACT,), guards=(guards.still_apart, guards.dated_ahead, guards.public_or_secret),
        room="cases",
    ),
    Act(
        "announce_hearing", "公告听证", AnnouncementData, announce_hearing, CONDUCTS, reads=(_FACT,),
        guards=(guards.announced_ahead,), late_days=3, room="cases",
    ),
    Act(
        "record_hearing", "制作听证笔录", HearingRecordData, record_hearing, CONDUCTS, reads=(_FACT,),
        guards=(guards.still_apart, guards.told_in_time, guards.recorded_whole), late_days=5, room="cases",
    ),
    Act(
        "interrupt_hearing", "延期、中止、终止听证", InterruptionData, interrupt_hearing, CONDUCTS,
        reads=(_FACT,), guards=(guards.still_apart, guards.interrupted_on_ground), late_days=5, room="cases",
    ),
    Act(
        "report_hearing", "提交听证报告", ReportData, report_hearing, CONDUCTS, reads=(_FACT,),
        guards=(guards.still_apart,), late_days=5, room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
