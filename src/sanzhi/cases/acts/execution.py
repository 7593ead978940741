"""Payment and closing (行政处罚法 Art 67, 72; 市场监督管理行政处罚程序规定 Art 77)."""

from typing import Any, Literal

from pydantic import Field

from sanzhi.cases.acts.filing import HEAD, OFFICER
from sanzhi.cases.owing import owed_by
from sanzhi.cases.paying_guards import (
    closing_lawful,
    collected_apart,
    nothing_left_open,
    payment_in_time,
    surcharge_claimed_lawfully,
)
from sanzhi.documents.issuing import issue
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import Fen
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText

EndGround = Literal[
    "人民法院裁定终结执行", "人民法院受理强制执行申请", "处罚决定被依法撤销", "其他应予结案的情形"
]


class PaymentData(ActData):
    """What the bank reported, with its slip among the materials, or how another penalty was carried out."""

    amount_fen: Fen = Field(0, title="缴款金额", ge=0, json_schema_extra={"widget": "money"})
    receipt: str = Field("", title="票据号码", max_length=60)
    way: Literal["银行代收", "电子支付", "人民法院划拨", "执法人员收缴"] = Field("银行代收", title="缴款方式")
    payer: PersonalText = Field(Personal(""), title="缴款人（不是当事人本人的填写）", max_length=120)
    slip: str = Field(
        "",
        title="银行回单、票据影像",
        max_length=60,
        description="先以“添加证据材料”上传，再在这里选择。",
        json_schema_extra={"widget": "pick", "of": "materials"},
    )
    other_done: bool = Field(False, title="非金钱处罚已履行完毕")
    note: Narrative = Field(Personal(""), title="说明", max_length=1000)


class WaiverData(ActData):
    """What of the surcharge is let off, and why."""

    amount_fen: Fen = Field(title="减免的加处罚款", ge=1, json_schema_extra={"widget": "money"})
    reason: Narrative = Field(
        title="减免理由",
        min_length=2,
        max_length=1000,
        description="当事人采取补救措施的，可以减免加处的罚款（行政强制法第四十二条第一款）。",
        json_schema_extra={"widget": "textarea"},
    )


class ExecutionEndData(ActData):
    """Why nothing more is carried out."""

    ground: EndGround = Field(title="终结执行的情形")
    reason: Narrative = Field(
        title="理由和依据", min_length=2, max_length=1000, json_schema_extra={"widget": "textarea"}
    )


class ClosureData(ActData):
    """Why the case ends."""

    reason: Narrative = Field(Personal("处罚决定已执行完毕"), title="结案理由", min_length=2, max_length=500)
    opinion: Narrative = Field(Personal("同意结案。"), title="审批意见", min_length=1, max_length=1000)


def record_payment(deed: Deed) -> None:
    """Record a payment; the execution is complete when everything owed on the day has been paid and done."""
    data: PaymentData = deed.data
    before = execution(deed)
    _refuse_twice(data, before)
    if data.amount_fen > owed_by(deed).left_fen:
        left = owed_by(deed).left_fen / 100
        raise Invalid(
            [FieldError("amount_fen", "缴款金额", f"当日尚欠{left:.2f}元，多缴的应当退还，不能登记")]
        )
    if data.slip and f"evidence.{data.slip}" not in deed.facts:
        raise Invalid([FieldError("slip", "银行回单、票据影像", "案件材料中没有这一份")])
    told = {"way": data.way, "payer": data.payer, "slip": data.slip}
    entry = {
        "on": deed.on.isoformat(),
        "fen": data.amount_fen,
        "receipt": data.receipt,
        **{name: value for name, value in told.items() if value},
    }
    received = [*before["receipts"], entry] if data.amount_fen else before["receipts"]
    paid = before["paid_fen"] + data.amount_fen
    done = before["other_done"] or data.other_done
    deed.set("execution", {**before, "paid_fen": paid, "receipts": received, "other_done": done})
    deed.merge("execution", note=data.note, on=deed.on.isoformat())
    settle(deed)


def settle(deed: Deed) -> None:
    """Complete the execution when nothing is left to pay or to do; the days of closing run from then."""
    wants_other = any(item["fen"] is None for item in deed.facts["decision"]["penalty_items"])
    other = execution(deed)["other_done"] or not wants_other
    completed = other and not owed_by(deed).left_fen
    deed.merge("execution", other_done=other, completed=completed)
    if completed:
        _end_clocks(deed, "stopped")


def execution(deed: Deed) -> dict[str, Any]:
    """The fact of the execution, also before anything was paid."""
    return deed.facts.get("execution") or {"paid_fen": 0, "receipts": [], "other_done": False}


def waive_surcharge(deed: Deed) -> None:
    """Let off a part of the surcharge (行政强制法 Art 42 ¶1); the fine itself is never let off."""
    data: WaiverData = deed.data
    if data.amount_fen > owed_by(deed).surcharge_left_fen:
        raise Invalid(
            [FieldError("amount_fen", "减免的加处罚款", "不能超过尚未缴纳的加处罚款；罚款本身不能减免")]
        )
    before = (deed.facts.get("surcharge") or {}).get("waived_fen", 0)
    told = {"reason": data.reason, "by": deed.actor.name, "on": deed.on.isoformat()}
    deed.set("surcharge", {"waived_fen": before + data.amount_fen, **told})
    deed.set("execution", execution(deed))
    settle(deed)


def end_execution(deed: Deed) -> None:
    """End the execution without full performance, on a ground of the law."""
    data: ExecutionEndData = deed.data
    told = {"ground": data.ground, "ended_because": data.reason, "ended_by": deed.actor.name}
    deed.set("execution", {**execution(deed), **told, "completed": False, "on": deed.on.isoformat()})
    _end_clocks(deed, "cancelled")


def close(deed: Deed) -> None:
    """Close the case with the head's approval; no clock of it runs on."""
    deed.set(
        "closure",
        {"on": deed.on, "by": deed.actor.name, "reason": deed.data.reason, "opinion": deed.data.opinion},
    )
    deed.stop_clock("O33")
    issue(deed, "closure_approval")


def _end_clocks(deed: Deed, state: str) -> None:
    deed.stop_clock("O27", state)
    deed.stop_clock("O32", state)
    deed.start_clock_if_set("O33", deed.on)


def _refuse_twice(data: PaymentData, before: dict[str, Any]) -> None:
    if data.receipt and any(each["receipt"] == data.receipt for each in before["receipts"]):
        raise Invalid([FieldError("receipt", "票据号码", "这张票据已经登记过")])


_ACTS = (
    Act(
        "record_payment", "登记缴款", PaymentData, record_payment, OFFICER,
        reads=("execution", "surcharge", "remedies", "deferral"),
        guards=(payment_in_time, collected_apart, surcharge_claimed_lawfully), late_days=30, room="cases",
    ),
    Act(
        "waive_surcharge", "减免加处罚款", WaiverData, waive_surcharge, HEAD,
        reads=("execution", "surcharge"), room="cases",
    ),
    Act(
        "end_execution", "终结执行", ExecutionEndData, end_execution, HEAD,
        reads=("execution", "court", "remedies"), late_days=15, room="cases",
    ),
    Act(
        "close", "批准结案", ClosureData, close, HEAD,
        reads=("execution", "release"), guards=(closing_lawful, nothing_left_open), late_days=5, room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
