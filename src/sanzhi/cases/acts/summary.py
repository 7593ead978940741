"""A penalty on the spot (简易程序, 行政处罚法 Art 51–53): from the certificate shown to the file closed.

Certificate and party, facts, told, heard, decided, signed, handed over; then the decision is filed, the fine
paid (in cash only where the law lets it), and the case archived.
"""

from typing import Any

from sanzhi.cases import summary_guards as guards
from sanzhi.cases.acts.execution import execution, settle
from sanzhi.cases.acts.filing import OFFICER, take_over
from sanzhi.cases.acts.summary_data import (
    CashData,
    EndSpotData,
    FilingData,
    HandOverData,
    HeardData,
    OpenSpotData,
    SpotDecisionData,
    SpotFactsData,
    SpotSignatureData,
)
from sanzhi.cases.parties import remember
from sanzhi.cases.paying_guards import closing_lawful
from sanzhi.cases.penalty_guards import authority_held, payment_terms_told
from sanzhi.documents.acts import SealData, sealing, signing
from sanzhi.documents.guards import both_signed
from sanzhi.documents.issuing import issue
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, NoData, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Personal
from sanzhi.registry.powers import basis_on, power_on

KIND = "spot_decision"
_LATE = 7


def open_spot(deed: Deed) -> None:
    """Open the case on the spot with its party and the two officers."""
    data: OpenSpotData = deed.data
    if not data.certificate_shown:
        rule = "应当先向当事人出示执法证件（行政处罚法第五十二条第一款）"
        raise Invalid([FieldError("certificate_shown", "出示执法证件", rule)])
    deed.title = "当场处罚"
    deed.handler_id = deed.actor.user_id
    take_over(deed, data.officers)
    deed.set("party", data.party)
    if not deed.practice:
        remember(deed.case.id, data.party.model_dump())
    deed.set("lead", {"source": "现场检查", "received_on": deed.on, "summary": Personal("当场发现")})
    deed.set("spot", {"certificate_shown": True, "acted_at": deed.happened})


def check_spot_facts(deed: Deed) -> None:
    """Keep the facts with their basis, and the penalty that is thought of."""
    data: SpotFactsData = deed.data
    power = power_on(data.power, deed.agency.id, deed.on)
    if power is None:
        rule = "不在本机关当日有效的权责清单内（行政处罚法第三十八条）"
        raise Invalid([FieldError("power", "处罚事项", rule)])
    deed.set("power", {"id": str(power.id), "code": power.code, "name": power.name})
    what = power.name.removeprefix("对").removesuffix("的处罚")
    deed.title = f"{what}（当场处罚）"
    found = {"facts": data.facts, "place": data.place, "violated": data.violated}
    named = {"nature": f"构成{what}的违法行为。", "basis": basis_on(power.id), "evidence": []}
    deed.merge("spot", **found, **named, proposed=_penalty(data), told_on=None, heard_on=None)


def tell_spot(deed: Deed) -> None:
    """Tell what is to be decided, why and on what basis, and the rights (行政处罚法 Art 44)."""
    if not deed.facts.get("spot", {}).get("facts"):
        raise Invalid([FieldError("facts", "违法事实", "先查明并填写违法事实，再告知当事人")])
    deed.merge("spot", told_on=deed.on, told=deed.facts["spot"]["proposed"], heard_on=None)


def hear_spot(deed: Deed) -> None:
    """Keep what the party said, and the answer to it (行政处罚法 Art 45)."""
    data: HeardData = deed.data
    if not deed.facts.get("spot", {}).get("told_on"):
        raise Invalid([FieldError("statement", "陈述申辩", "先告知当事人，再听取陈述、申辩")])
    if data.statement and not data.reply:
        rule = "当事人提出陈述、申辩的，应当复核并写明意见（行政处罚法第四十五条第一款）"
        raise Invalid([FieldError("reply", "复核意见", rule)])
    speaker = deed.facts["party"]["legal_representative"] or deed.facts["party"]["name"]
    said = {"speaker": speaker, "statement": data.statement, "reply": data.reply, "on": deed.on}
    deed.set("statement", said if data.statement else None)
    deed.merge("spot", heard_on=deed.on)


def decide_spot(deed: Deed) -> None:
    """Decide, and fill in the numbered form (行政处罚法 Art 52)."""
    decided, said = _penalty(deed.data), deed.facts.get("statement")
    reply = said["reply"] if said else "当事人未提出陈述、申辩意见。"
    deed.set(
        "decision",
        {
            **decided,
            "confiscated_fen": 0,
            "defence_reply": reply,
            "on": deed.on,
            "by": deed.actor.name,
            "summary": True,
        },
    )
    issue(deed, KIND, reserved=deed.data.reserved)
    deed.start_clock("P1", deed.on)
    _start_filing_clock(deed)


def sign_spot_decision(deed: Deed) -> None:
    """Sign the decision: oneself, or for both what stands on the paper."""
    signing(KIND)(deed)
    if deed.data.on_paper:
        day = deed.on.isoformat()
        both = [{"officer": each["id"], "name": each["name"], "on": day} for each in deed.facts["officers"]]
        deed.merge(f"document.{KIND}", signed=both, signed_on_paper=True)


def hand_over_spot(deed: Deed) -> None:
    """Hand the decision over: service is done, and the term of payment begins (行政处罚法 Art 52, 67)."""
    data: HandOverData = deed.data
    receipt = {"party_signed": data.signed_by_party, "refusal": data.refusal, "prestamped": data.prestamped}
    deed.merge("spot", handed_on=deed.on, **receipt)
    deed.merge(f"document.{KIND}", served_on=deed.on.isoformat(), service_way="当场交付")
    deed.merge("decision", served_on=deed.on.isoformat())
    if deed.facts["decision"]["fine_fen"]:
        deed.start_clock("O27", deed.on)
    # A warning is carried out by telling it.
    deed.set("execution", {**execution(deed), "other_done": True})
    settle(deed)


def collect_spot_fine(deed: Deed) -> None:
    """Take the fine in cash against a receipt; it goes to the agency and the bank (行政处罚法 Art 68–71)."""
    data: CashData = deed.data
    if "execution" not in deed.facts:
        raise Invalid([FieldError("receipt", "收缴", "处罚决定书交付当事人之后才能收缴")])
    if deed.facts["execution"]["paid_fen"] or not deed.facts["decision"]["fine_fen"]:
        raise Invalid([FieldError("receipt", "收缴", "没有罚款，或者罚款已经缴纳，不得再次收缴")])
    fen, day = deed.facts["decision"]["fine_fen"], deed.on.isoformat()
    deed.set("cash", {"fen": fen, "ground": data.ground, "receipt": data.receipt, "taken_on": day})
    entry = {"on": day, "fen": fen, "receipt": data.receipt, "way": "执法人员收缴"}
    deed.set("execution", {**execution(deed), "paid_fen": fen, "receipts": [entry], "on": day})
    settle(deed)
    deed.start_clock("S5.agency", deed.on)


def hand_in_cash(deed: Deed) -> None:
    """The cash is with the agency; from here the bank's days run (行政处罚法 Art 71)."""
    _refuse_without_cash(deed)
    deed.merge("cash", handed_on=deed.on.isoformat())
    deed.stop_clock("S5.agency")
    deed.start_clock("S5.bank", deed.on)


def bank_cash(deed: Deed) -> None:
    """The cash is at the bank."""
    _refuse_without_cash(deed)
    deed.merge("cash", banked_on=deed.on.isoformat())
    deed.stop_clock("S5.bank")


def file_spot(deed: Deed) -> None:
    """File the decision with the own agency (行政处罚法 Art 52 ¶3)."""
    deed.merge("spot", filed_on=deed.on, filed_by=deed.actor.name, note=deed.data.note)
    deed.stop_clock("S6")
    issue(deed, "spot_filing")


def archive_spot(deed: Deed) -> None:
    """Close and archive the case."""
    cash = deed.facts.get("cash")
    if cash and not cash.get("banked_on"):
        rule = "当场收缴的罚款尚未缴付银行，缴付后再归档（行政处罚法第七十一条）"
        raise Invalid([FieldError("cash", "当场收缴的罚款", rule)])
    deed.stop_clock("O33")
    reason = "当场处罚决定已备案、执行完毕"
    deed.set("closure", {"on": deed.on, "by": deed.actor.name, "reason": reason, "opinion": reason})


def end_spot(deed: Deed) -> None:
    """End without a decision; what is too grave here is registered as a lead (行政处罚法 Art 51, 54)."""
    data: EndSpotData = deed.data
    deed.merge("spot", ended_on=deed.on, ended_because=data.ground)
    told = {"reason": data.reason, "opinion": data.ground}
    deed.set("closure", {"on": deed.on, "by": deed.actor.name, **told})


def _penalty(data: SpotFactsData | SpotDecisionData) -> dict[str, Any]:
    items: list[dict[str, Any]] = []
    if data.warning or not data.fine_fen:
        items.append({"kind": "警告", "text": "警告", "fen": None})
    if data.fine_fen:
        items.append({"kind": "罚款", "text": f"罚款{_yuan(data.fine_fen)}元", "fen": data.fine_fen})
    return {"penalty_items": items, "fine_fen": data.fine_fen}


def _yuan(fen: int) -> str:
    return str(fen // 100) if fen % 100 == 0 else f"{fen / 100:.2f}"


def _start_filing_clock(deed: Deed) -> None:
    place = {"domain": deed.agency.domain, "region": deed.agency.region, "agency": deed.agency.uscc}
    row = deed.rules.find("S6", **place, on=deed.on)
    if row is not None and row.unit != "hour":
        deed.start_clock("S6", deed.on)


def _refuse_without_cash(deed: Deed) -> None:
    if "cash" not in deed.facts:
        raise Invalid([FieldError("cash", "当场收缴的罚款", "本案没有当场收缴罚款")])


_ACTS = (
    Act(
        "open_spot", "当场查处", OpenSpotData, open_spot, OFFICER,
        guards=(guards.officers_on_the_spot,), late_days=_LATE, opens_case=True, room="cases",
    ),
    Act(
        "check_spot_facts", "查明事实", SpotFactsData, check_spot_facts, OFFICER,
        reads=("party",), guards=(guards.within_the_limit,), late_days=_LATE, room="cases",
    ),
    Act("tell_spot", "当场告知", NoData, tell_spot, OFFICER, reads=("spot",), late_days=_LATE, room="cases"),
    Act(
        "hear_spot", "听取陈述申辩", HeardData, hear_spot, OFFICER, reads=("spot",), late_days=_LATE,
        room="cases",
    ),
    Act(
        "decide_spot", "当场作出处罚决定", SpotDecisionData, decide_spot, OFFICER, reads=("spot", "party"),
        guards=(
            guards.officers_on_the_spot, guards.within_the_limit, guards.steps_before_decision,
            guards.not_heavier_than_told, authority_held, payment_terms_told,
        ),
        late_days=_LATE, room="cases",
    ),
    Act(
        "end_spot", "终止当场处罚", EndSpotData, end_spot, OFFICER, reads=("spot",), late_days=_LATE,
        room="cases",
    ),
    Act(
        "sign_spot_decision", "签署当场处罚决定书", SpotSignatureData, sign_spot_decision, OFFICER,
        reads=(f"document.{KIND}",), late_days=_LATE, room="cases",
    ),
    Act(
        "seal_spot_decision", "当场处罚决定书用印", SealData, sealing(KIND), OFFICER,
        reads=(f"document.{KIND}",), guards=(both_signed(KIND),), room="cases",
    ),
    Act(
        "hand_over_spot", "当场交付", HandOverData, hand_over_spot, OFFICER, reads=(f"document.{KIND}",),
        guards=(guards.steps_all_taken, guards.form_whole), late_days=_LATE, room="cases",
    ),
    Act(
        "collect_spot_fine", "当场收缴罚款", CashData, collect_spot_fine, OFFICER, reads=("execution",),
        guards=(guards.cash_lawful,), late_days=_LATE, room="cases",
    ),
    Act(
        "hand_in_cash", "罚款交至本机关", NoData, hand_in_cash, OFFICER, reads=("cash",),
        guards=(guards.cash_brought_in_time,), late_days=30, room="cases",
    ),
    Act(
        "bank_cash", "罚款缴付银行", NoData, bank_cash, OFFICER, reads=("cash",),
        guards=(guards.cash_brought_in_time,), late_days=30, room="cases",
    ),
    Act(
        "file_spot", "报本机关备案", FilingData, file_spot, OFFICER, reads=("spot",),
        guards=(guards.filed_in_time,), late_days=_LATE, room="cases",
    ),
    Act(
        "archive_spot", "归档", NoData, archive_spot, OFFICER, reads=("execution", "release"),
        guards=(closing_lawful,), room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
