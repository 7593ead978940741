"""What the law asks of a hearing from the request to the record (行政处罚法 Art 63–65; O13–O16, O57, H11)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sanzhi.cases.guards import investigators
from sanzhi.evidence.models import Material
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Finding
from sanzhi.law.guards import hearing as hearing_law
from sanzhi.law.guards import hearing_conduct as conduct
from sanzhi.law.guards import separation
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed, china_day

REFUSED_SIGNING = "拒绝签名，已由主持人在笔录中注明"


class Ground(StrEnum):
    """Why a hearing is postponed, suspended or ended (行政处罚法 Art 64(6); 交通运输 Art 93, 94, 96)."""

    EXCUSED = "当事人因不可抗拒的事由或者其他正当理由无法到场"
    RECUSAL = "因申请回避不能如期或者继续进行"
    NEW = "需要通知新的证人、调取新的证据或者重新检测、检验、鉴定"
    SUCCESSOR = "当事人死亡或者终止，尚未确定权利义务承受人"
    ABSENT = "当事人及其代理人无正当理由拒不出席"
    WALKED_OUT = "当事人及其代理人未经许可中途退出"
    WITHDRAWN = "当事人撤回听证申请"
    NOBODY = "当事人死亡或者终止，没有权利义务承受人"
    DISORDER = "扰乱听证秩序，不听劝阻，致使听证无法正常进行"
    OTHER = "其他情形（在说明中写明）"


_GROUNDS = {
    conduct.Interruption.POSTPONED: {Ground.EXCUSED, Ground.RECUSAL, Ground.OTHER},
    conduct.Interruption.SUSPENDED: {
        Ground.EXCUSED, Ground.RECUSAL, Ground.NEW, Ground.SUCCESSOR, Ground.OTHER,
    },
    conduct.Interruption.ENDED: {
        Ground.ABSENT, Ground.WALKED_OUT, Ground.WITHDRAWN, Ground.NOBODY, Ground.DISORDER, Ground.OTHER,
    },
}  # fmt: skip
# Only these are held against a party that does not attend, rightly or wrongly.
_ABSENCES = {Ground.ABSENT, Ground.WALKED_OUT, Ground.EXCUSED}


def request_unlawfully_refused(deed: Deed) -> list[Finding]:
    """O13: who has the right and asks in time is heard."""
    notice = lawfacts.notice(deed)
    return hearing_law.hearing_refusable(
        told=notice is not None and notice.told_hearing,
        requested_on=deed.data.requested_on,
        due=lawfacts.due(deed, "O13"),
        withdrawn=False,
        on=deed.on,
    )


def chosen_apart(deed: Deed) -> list[Finding]:
    """H11: neither the host nor the recorder that the act names has investigated."""
    host, recorder = str(deed.data.host), str(deed.data.recorder)
    return [*_apart(deed, host, recorder), *prepared(deed, conduct.Step.HOST)]


def still_apart(deed: Deed) -> list[Finding]:
    """H11: a host was named, and neither he nor the recorder has investigated since."""
    fact = _fact(deed)
    host, recorder = fact.get("host"), fact.get("recorder")
    if not host or not recorder:
        return separation.hearing_is_hosted(named=False, on=deed.on)
    return _apart(deed, host["id"], recorder["id"])


def dated_ahead(deed: Deed) -> list[Finding]:
    """O14, O15: the day leaves seven working days for the notice, and was set in the days of the sector."""
    held = china_day(deed.data.at)
    due = compute(deed.rule("O14"), held, deed.rules.calendar)
    return [
        *hearing_law.hearing_notified_in_time(deed.on, due, on=deed.on),
        *prepared(deed, conduct.Step.DATE),
    ]


def public_or_secret(deed: Deed) -> list[Finding]:
    """O57: public save for secrets and privacy (行政处罚法 Art 64(3))."""
    secrecy = conduct.Secrecy(deed.data.secrecy) if deed.data.secrecy else None
    return conduct.hearing_public(public=secrecy is None and deed.data.public, secrecy=secrecy, on=deed.on)


def announced_ahead(deed: Deed) -> list[Finding]:
    """O15: a public hearing is announced in the days of sector or region before it."""
    at = _fact(deed).get("at")
    if not at:
        return []
    where = {"domain": deed.agency.domain, "region": deed.agency.region, "agency": deed.agency.uscc}
    row = deed.rules.find("O15.announce", on=deed.on, **where)
    due = compute(row, china_day(datetime.fromisoformat(at)), deed.rules.calendar) if row else None
    return conduct.hearing_prepared_in_time(conduct.Step.ANNOUNCE, due, deed.on, on=deed.on)


def served_ahead(deed: Deed) -> list[Finding]:
    """O14: the notice is served seven working days before the hearing, or the hearing is set anew."""
    at = _fact(deed).get("at")
    if not at:
        return []
    due = compute(deed.rule("O14"), china_day(datetime.fromisoformat(at)), deed.rules.calendar)
    return hearing_law.hearing_notified_in_time(deed.on, due, on=deed.on)


def told_in_time(deed: Deed) -> list[Finding]:
    """O14: the notice was served seven working days before the day of the hearing."""
    fact = _fact(deed)
    due = compute(deed.rule("O14"), deed.on, deed.rules.calendar)
    served = fact.get("notified_on")
    if served:
        return hearing_law.hearing_notified_in_time(date.fromisoformat(served), due, on=deed.on)
    # Without a served notice nobody was told: the same as told on the day itself.
    return hearing_law.hearing_notified_in_time(deed.on, due, on=deed.on)


def recorded_whole(deed: Deed) -> list[Finding]:
    """O16, O57: agents with letters, and a record that was checked and signed, or the refusal noted."""
    data = deed.data
    lettered = sum(1 for each in data.agents if each.letter)
    signed = data.signed != REFUSED_SIGNING
    record = conduct.HearingRecord(
        exists=True, checked_by_party=signed, signed=signed, refusal_noted=not signed
    )
    return [
        *conduct.agents_admitted(len(data.agents), authorised=lettered, on=deed.on),
        *conduct.hearing_recorded(record, on=deed.on),
    ]


def interrupted_on_ground(deed: Deed) -> list[Finding]:
    """O57: postponed, suspended or ended on a ground that carries it, written into the record."""
    data, kind = deed.data, deed.data.kind
    ends = kind is conduct.Interruption.ENDED
    return [
        *conduct.interruption_grounded(
            kind,
            grounded=data.ground in _GROUNDS[kind],
            noted=data.noted,
            domain=deed.agency.domain,
            on=deed.on,
        ),
        *conduct.absence_is_waiver(
            absent=data.ground in {Ground.ABSENT, Ground.EXCUSED},
            good_reason=data.ground is Ground.EXCUSED,
            walked_out=data.ground is Ground.WALKED_OUT,
            allowed_out=False,
            treated_as_waived=ends and data.ground in _ABSENCES,
            on=deed.on,
        ),
    ]


def rests_on_the_record(deed: Deed) -> list[Finding]:
    """O57: nothing that was bound after the hearing, unheard, carries the decision (行政处罚法 Art 65)."""
    fact = _fact(deed)
    if not fact.get("held_on"):
        return []
    named = {str(each["name"]) for each in deed.facts.get("draft", {}).get("evidence", [])}
    later = Material.objects.filter(case_id=deed.case.id, seq__gt=fact.get("seq", deed.seq))
    unheard = any(each.title in named for each in later) if named else False
    record = conduct.HearingRecord(exists=bool(fact.get("summary")))
    return conduct.decided_on_the_record(held=True, record=record, new_evidence=unheard, on=deed.on)


def prepared(deed: Deed, step: conduct.Step) -> list[Finding]:
    """O15: a step of the preparation came in its days from the request, where a row sets any."""
    requested = _fact(deed).get("requested_on")
    where = {"domain": deed.agency.domain, "region": deed.agency.region, "agency": deed.agency.uscc}
    row = deed.rules.find(f"O15.{step.value}", on=deed.on, **where)
    due: Due | None = None
    if row is not None and requested and not row.before:
        due = compute(row, date.fromisoformat(requested), deed.rules.calendar)
    return conduct.hearing_prepared_in_time(step, due, deed.on, on=deed.on)


def _apart(deed: Deed, host: str, recorder: str) -> list[Finding]:
    took_part = investigators(deed)
    return [
        *separation.hearing_host_is_independent(host, took_part, on=deed.on),
        *separation.hearing_recorder_is_independent(
            recorder, took_part, domain=deed.agency.domain, on=deed.on
        ),
    ]


def _fact(deed: Deed) -> dict[str, Any]:
    return deed.facts.get("hearing") or {}
