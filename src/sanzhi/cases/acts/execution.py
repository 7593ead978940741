"""Payment and closing (行政处罚法 Art 67, 72; 市场监督管理行政处罚程序规定 Art 77)."""

from pydantic import Field

from sanzhi.cases.acts.filing import HEAD, OFFICER
from sanzhi.cases.penalty_guards import closing_lawful, payment_in_time
from sanzhi.documents.issuing import issue
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import Fen
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal


class PaymentData(ActData):
    """What the bank reported, or how another penalty was carried out."""

    amount_fen: Fen = Field(0, title="缴款金额", ge=0, json_schema_extra={"widget": "money"})
    receipt: str = Field("", title="票据号码", max_length=60)
    other_done: bool = Field(False, title="非金钱处罚已履行完毕")
    note: Narrative = Field(Personal(""), title="说明", max_length=1000)


class ClosureData(ActData):
    """Why the case ends."""

    reason: Narrative = Field(Personal("处罚决定已执行完毕"), title="结案理由", min_length=2, max_length=500)
    opinion: Narrative = Field(Personal("同意结案。"), title="审批意见", min_length=1, max_length=1000)


def record_payment(deed: Deed) -> None:
    """Record a payment; the execution is complete when everything decided has been paid and done."""
    data: PaymentData = deed.data
    before = deed.facts.get("execution") or {"paid_fen": 0, "receipts": [], "other_done": False}
    paid = before["paid_fen"] + data.amount_fen
    decision = deed.facts["decision"]
    wants_other = any(item["fen"] is None for item in decision["penalty_items"])
    other = before["other_done"] or data.other_done or not wants_other
    completed = paid >= decision["fine_fen"] + decision["confiscated_fen"] and other
    receipts = [
        *before["receipts"],
        {"on": deed.on.isoformat(), "fen": data.amount_fen, "receipt": data.receipt},
    ]
    deed.set(
        "execution",
        {
            "paid_fen": paid,
            "receipts": receipts,
            "other_done": other,
            "note": data.note,
            "completed": completed,
            "on": deed.on.isoformat(),
        },
    )
    if completed:
        deed.stop_clock("O27")
        deed.start_clock("O33", deed.on)


def close(deed: Deed) -> None:
    """Close the case with the head's approval."""
    deed.set(
        "closure",
        {"on": deed.on, "by": deed.actor.name, "reason": deed.data.reason, "opinion": deed.data.opinion},
    )
    deed.stop_clock("O33")
    issue(deed, "closure_approval")


register(
    Act(
        "record_payment",
        "登记缴款",
        PaymentData,
        record_payment,
        OFFICER,
        reads=("execution",),
        guards=(payment_in_time,),
        late_days=30,
        room="cases",
    )
)
register(
    Act(
        "close",
        "批准结案",
        ClosureData,
        close,
        HEAD,
        reads=("execution", "release"),
        guards=(closing_lawful,),
        late_days=5,
        room="cases",
    )
)
