"""Reviews and suits against the decision (行政处罚法 Art 73): what they stop, what they end with."""

from datetime import date
from typing import Any, Final, Literal

from pydantic import Field

from sanzhi.cases.acts.execution import execution, settle
from sanzhi.cases.acts.filing import OFFICER
from sanzhi.cases.owing import CHANGING
from sanzhi.cases.paying_guards import execution_not_stopped
from sanzhi.jobs.ids import uuid7
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import Fen
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal

WITHDRAWN: Final = frozenset({"撤销", "变更", "确认违法"})
NO_STAY: Final = "没有停止执行的情形"
Stay = Literal[
    "没有停止执行的情形", "作出决定的机关认为需要停止执行", "行政复议机关决定停止执行",
    "人民法院裁定停止执行", "法律、法规、规章规定停止执行",
]  # fmt: skip


class RemedyData(ActData):
    """A review or a suit that the party began."""

    kind: Literal["行政复议", "行政诉讼"] = Field(title="救济途径")
    body: str = Field(title="复议机关或者人民法院", min_length=2, max_length=120)
    number: str = Field("", title="案号", max_length=80)
    filed_on: date = Field(title="申请或者起诉的日期")
    stayed: bool = Field(False, title="停止执行")
    stay: Stay = Field(NO_STAY, title="停止执行的情形")


class RemedyEndData(ActData):
    """How it ended; the amounts that hold from now on where the decision was changed."""

    remedy: str = Field(
        title="复议或者诉讼", max_length=60, json_schema_extra={"widget": "pick", "of": "remedies"}
    )
    outcome: Literal["维持", "驳回", "撤回", "撤销", "变更", "确认违法"] = Field(title="结果")
    ended_on: date = Field(title="收到决定书、裁判文书的日期")
    number: str = Field("", title="文号", max_length=80)
    fine_fen: Fen = Field(
        0, title="变更后的罚款金额（变更的填写）", ge=0, json_schema_extra={"widget": "money"}
    )
    confiscated_fen: Fen = Field(
        0, title="变更后的没收金额（变更的填写）", ge=0, json_schema_extra={"widget": "money"}
    )
    note: Narrative = Field(Personal(""), title="说明", max_length=1000)


def record_remedy(deed: Deed) -> None:
    """Keep that a review or suit began: from then on no surcharge is counted (行政处罚法 Art 73 ¶3)."""
    data: RemedyData = deed.data
    served = (deed.facts.get("decision") or {}).get("served_on")
    if not served:
        raise Invalid([FieldError("kind", "救济途径", "处罚决定书送达后才能登记复议、诉讼")])
    if not date.fromisoformat(served) <= data.filed_on <= deed.on:
        raise Invalid([FieldError("filed_on", "申请或者起诉的日期", "应当在决定书送达之后、今天之前")])
    if any(each["kind"] == data.kind and not each.get("ended_on") for each in _all(deed)):
        raise Invalid([FieldError("kind", "救济途径", f"已有一件{data.kind}尚未终结")])
    deed.set("remedies", [*_all(deed), {"id": str(uuid7()), **data.model_dump(mode="json")}])


def conclude_remedy(deed: Deed) -> None:
    """Keep how it ended; a changed amount is what is owed from now on."""
    data: RemedyEndData = deed.data
    found = next((each for each in _all(deed) if each["id"] == data.remedy), None)
    if found is None or found.get("ended_on"):
        raise Invalid([FieldError("remedy", "复议或者诉讼", "没有这件尚未终结的复议、诉讼")])
    if not date.fromisoformat(found["filed_on"]) <= data.ended_on <= deed.on:
        raise Invalid(
            [FieldError("ended_on", "收到决定书、裁判文书的日期", "应当在申请、起诉之后、今天之前")]
        )
    _not_heavier(deed, data)
    told: dict[str, Any] = {"outcome": data.outcome, "ended_on": data.ended_on, "ended_number": data.number}
    if data.outcome in CHANGING:
        revoked = data.outcome == "撤销"
        told["fine_fen"] = 0 if revoked else data.fine_fen
        told["confiscated_fen"] = 0 if revoked else data.confiscated_fen
    changed = {**found, **told, "note": data.note}
    deed.set("remedies", [changed if each["id"] == data.remedy else each for each in _all(deed)])
    if data.outcome in WITHDRAWN and (deed.facts.get("release") or {}).get("state") == "published":
        # What was published is withdrawn within three working days (行政处罚法 Art 48 ¶2).
        deed.start_clock("P5", data.ended_on)
    if data.outcome != "撤销" and deed.clock_runs("O27"):
        deed.set("execution", execution(deed))
        settle(deed)


def _not_heavier(deed: Deed, data: RemedyEndData) -> None:
    decision = deed.facts["decision"]
    faults = [
        (data.fine_fen > decision["fine_fen"], "fine_fen", "变更后的罚款金额"),
        (data.confiscated_fen > decision.get("confiscated_fen", 0), "confiscated_fen", "变更后的没收金额"),
    ]
    rule = (
        "复议、诉讼不得作出对当事人更为不利的变更（行政复议法第六十三条第二款、行政诉讼法第七十七条第二款）"
    )
    if found := [FieldError(name, label, rule) for wrong, name, label in faults if wrong]:
        raise Invalid(found)


def _all(deed: Deed) -> list[dict[str, Any]]:
    return list(deed.facts.get("remedies", ()))


_ACTS = (
    Act(
        "record_remedy", "登记复议、诉讼", RemedyData, record_remedy, OFFICER, reads=("remedies",),
        guards=(execution_not_stopped,), late_days=30, room="cases",
    ),
    Act(
        "conclude_remedy", "登记复议、诉讼结果", RemedyEndData, conclude_remedy, OFFICER, reads=("remedies",),
        late_days=30, room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
