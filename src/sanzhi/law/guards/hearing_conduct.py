"""How a hearing is prepared and held (O15, O16, O57)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import overdue
from sanzhi.law.statutes import TRANSPORT, TRP, apl

O15 = Rule("O15", (apl("第六十四条"),))
O16 = Rule("O16", (apl("第六十四条第五项"),))
O57 = Rule("O57", (apl("第六十四条第三项"),))
O57_ABSENCE = Rule("O57", (apl("第六十四条第六项"),))
O57_RECORD = Rule("O57", (apl("第六十四条第八项"),))
O57_BASIS = Rule("O57", (apl("第六十五条"),))


class Step(StrEnum):
    """A step on the way to the hearing; the name of its row is O15 and this name."""

    HOST = "host"
    PANEL = "panel"
    FILE = "file"
    DATE = "date"
    NOTICE = "notice"
    ANNOUNCE = "announce"
    TOTAL = "total"

    @property
    def words(self) -> str:
        """What is to be done, in Chinese."""
        return _STEPS[self]


_STEPS = {
    Step.HOST: "指定听证主持人",
    Step.PANEL: "确定听证会组成人员",
    Step.FILE: "向听证主持人移交案卷",
    Step.DATE: "确定听证时间、地点",
    Step.NOTICE: "送达听证会通知书",
    Step.ANNOUNCE: "公告公开听证的案由、时间和地点",
    Step.TOTAL: "结束听证",
}


class Secrecy(StrEnum):
    """Why a hearing is not public (行政处罚法 Art 64(3))."""

    STATE = "国家秘密"
    TRADE = "商业秘密"
    PRIVACY = "个人隐私"


class Interruption(StrEnum):
    """What may happen to a hearing, and the article of the transport rules that lists its grounds."""

    POSTPONED = "延期"
    SUSPENDED = "中止"
    ENDED = "终止"


_INTERRUPTIONS = {
    Interruption.POSTPONED: Citation(TRP, "第九十三条"),
    Interruption.SUSPENDED: Citation(TRP, "第九十四条"),
    Interruption.ENDED: Citation(TRP, "第九十六条"),
}


@dataclass(frozen=True)
class HearingRecord:
    """The record of a hearing: shown to the party and signed, or the refusal noted by the host."""

    exists: bool
    checked_by_party: bool = False
    signed: bool = False
    refusal_noted: bool = False


@enforces("O15")
def hearing_prepared_in_time(step: Step, due: Due | None, done_on: date | None, *, on: date) -> list[Finding]:
    """O15: host, file, date and public notice come in the days of sector or region. `due` is the clock of the
    row O15.<step>, None where none is known. A public notice that comes too late refuses where the text is
    confirmed (上海 Art 18, 广东 Art 20(4)); other steps warn.
    """
    if gap := O15.gap(on):
        return gap
    late = step is Step.ANNOUNCE and due is not None
    cure = "推迟听证日期，重新公告" if late else "立即办理，并说明逾期原因"
    return overdue(O15, due, done_on, step.words, on=on, cure=cure, act=Cure.HOLD_HEARING, binding=late)


@enforces("O16")
def agents_admitted(agents: int, *, authorised: int, on: date) -> list[Finding]:
    """O16: a party may be represented by one or two agents, each with a letter of authority (行政处罚法 Art
    64(5)). `authorised` counts those whose letter is on file.
    """
    if gap := O16.gap(on):
        return gap
    findings = []
    if agents > 2:
        message = f"当事人可以委托一至二人代理，现有{agents}人"
        findings.append(O16.refuse(message, "由当事人选定一至二名代理人", Cure.HOLD_HEARING))
    if authorised < agents:
        message = "代理人没有提交授权委托书"
        findings.append(O16.refuse(message, "提交授权委托书后参加听证", Cure.HOLD_HEARING))
    return findings


@enforces("O57")
def hearing_public(*, public: bool, secrecy: Secrecy | None, on: date) -> list[Finding]:
    """O57: a hearing is public save for secrets and privacy (行政处罚法 Art 64(3)); what is secret is not
    heard in public.
    """
    if gap := O57.gap(on):
        return gap
    if public and secrecy is not None:
        message = f"听证涉及{secrecy.value}，应当依法予以保密"
        return [O57.refuse(message, "改为不公开听证，或者对涉密部分不公开", Cure.HOLD_HEARING)]
    if not public and secrecy is None:
        return [O57.refuse("没有依法应当保密的情形，听证应当公开举行", "公开举行听证", Cure.HOLD_HEARING)]
    return []


@enforces("O57")
def absence_is_waiver(
    *, absent: bool, good_reason: bool, walked_out: bool, allowed_out: bool, treated_as_waived: bool, on: date
) -> list[Finding]:
    """O57: no-show without good reason or walking out without leave waives the hearing, nothing else does
    (行政处罚法 Art 64(6)).
    """
    if gap := O57_ABSENCE.gap(on):
        return gap
    waived = (absent and not good_reason) or (walked_out and not allowed_out)
    if treated_as_waived and not waived:
        message = "当事人有正当理由缺席或者经许可退出，不得视为放弃听证权利"
        return [O57_ABSENCE.refuse(message, "延期或者继续听证", Cure.HOLD_HEARING)]
    if waived and not treated_as_waived:
        message = "当事人无正当理由拒不出席或者未经许可中途退出，视为放弃听证权利"
        return [O57_ABSENCE.warn(message, "终止听证，并记入笔录", Cure.HOLD_HEARING)]
    return []


@enforces("O57")
def hearing_recorded(record: HearingRecord, *, on: date) -> list[Finding]:
    """O57: the hearing has a record, checked and signed by the party, or the refusal noted (行政处罚法 Art
    64(8)).
    """
    if gap := O57_RECORD.gap(on):
        return gap
    if not record.exists:
        return [O57_RECORD.refuse("听证没有制作笔录", "制作听证笔录", Cure.HOLD_HEARING)]
    if record.refusal_noted or (record.checked_by_party and record.signed):
        return []
    message = "听证笔录没有经当事人核对签字，也没有注明拒签情况"
    return [O57_RECORD.refuse(message, "交当事人核对签字；拒签的，由主持人注明", Cure.HOLD_HEARING)]


@enforces("O57")
def decided_on_the_record(
    *, held: bool, record: HearingRecord, new_evidence: bool, on: date
) -> list[Finding]:
    """O57: after a hearing the decision rests on its record (行政处罚法 Art 65); evidence that came later and
    was not heard may not carry it.
    """
    if gap := O57_BASIS.gap(on):
        return gap
    if not held:
        return []
    if not record.exists:
        return [O57_BASIS.refuse("没有听证笔录，不得作出决定", "补齐听证笔录", Cure.HOLD_HEARING)]
    if new_evidence:
        message = "决定采用了听证后出现、未经质证的证据"
        return [O57_BASIS.refuse(message, "再次组织听证，或者不采用该证据", Cure.HOLD_HEARING)]
    return []


@enforces("O57")
def interruption_grounded(
    kind: Interruption, *, grounded: bool, noted: bool, domain: str | None, on: date
) -> list[Finding]:
    """O57: a hearing is postponed, suspended or ended on a ground of the rules, written into the record
    (交通运输行政执法程序规定 Art 93, 94, 96). Elsewhere a missing ground is warned of.
    """
    rule = Rule("O57", (_INTERRUPTIONS[kind],)) if domain == TRANSPORT else O57_ABSENCE
    if gap := rule.gap(on):
        return gap
    faults = (
        (not grounded, f"没有法定情形，不得{kind.value}听证"),
        (not noted, f"{kind.value}听证没有写入笔录"),
    )
    cure = "写明情形并由主持人签名，或者继续听证"
    messages = [message for fails, message in faults if fails]
    if domain == TRANSPORT:
        return [rule.refuse(message, cure, Cure.HOLD_HEARING) for message in messages]
    return [rule.warn(message, cure, Cure.HOLD_HEARING) for message in messages]
