"""The ledger of goods in the agency's hands: taken in, moved, called for, settled (行政强制法 Art 26)."""

from typing import Any, Final, Literal

from pydantic import Field

from sanzhi.cases.acts.filing import HEAD, OFFICER
from sanzhi.cases.property_guards import KEPT, item_of, kept_well, settled_lawfully
from sanzhi.documents.issuing import issue
from sanzhi.jobs.ids import uuid7
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import AREA
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, PersonalText

_FACT: Final = "property"
_PICK: Final = "property"


class KeepData(ActData):
    """A thing that the agency takes into its keeping."""

    name: PersonalText = Field(title="名称、规格型号", min_length=1, max_length=200)
    quantity: PersonalText = Field(title="数量", min_length=1, max_length=60)
    source: Literal["先行登记保存", "查封、扣押", "没收", "当事人交存", "其他机关移送", "无主物品"] = Field(
        title="来源"
    )
    state: PersonalText = Field(
        title="保管状态", min_length=1, max_length=200, description="例如：外包装完好，已贴封条。"
    )
    place: PersonalText = Field(title="保管场所", min_length=1, max_length=200)


class MoveData(ActData):
    """Where and in which state a thing is kept from now on."""

    item: str = Field(title="物品", max_length=60, json_schema_extra={"widget": "pick", "of": _PICK})
    state: PersonalText = Field(title="保管状态", min_length=1, max_length=200)
    place: PersonalText = Field(title="保管场所", min_length=1, max_length=200)
    reason: Narrative = Field(title="变动的原因", min_length=2, max_length=1000, json_schema_extra=AREA)


class CallData(ActData):
    """A public call for the owner of a thing."""

    item: str = Field(title="物品", max_length=60, json_schema_extra={"widget": "pick", "of": _PICK})
    where: PersonalText = Field(
        title="公告方式", min_length=1, max_length=200, description="例如：本机关公告栏、门户网站。"
    )


class SettleData(ActData):
    """What becomes of a thing; early sale asks for conditions of its own."""

    item: str = Field(title="物品", max_length=60, json_schema_extra={"widget": "pick", "of": _PICK})
    way: Literal[
        "退还当事人", "上缴国库", "依法拍卖、变卖", "销毁", "移送其他机关", "先行处置",
        "无人领取，上缴国库或者拍卖",
    ] = Field(title="处理方式")  # fmt: skip
    whereabouts: PersonalText = Field(title="去向（接收人、接收单位）", min_length=1, max_length=200)
    reason: Narrative = Field(title="理由和依据", min_length=2, max_length=1000, json_schema_extra=AREA)
    unfit: bool = Field(False, title="容易腐烂变质或者不宜长期保存（先行处置的填写）")
    owner_consents: bool = Field(False, title="权利人同意或者申请（先行处置的填写）")
    evidence_kept: bool = Field(False, title="已经拍照、录像、抽样留存证据（先行处置的填写）")
    proceeds_kept: bool = Field(False, title="所得款项按规定保管（先行处置的填写）")


def keep_property(deed: Deed) -> None:
    """Enter a thing in the ledger, with the next number of the case."""
    data: KeepData = deed.data
    rows = deed.facts.get(_FACT, [])
    entry = {"id": str(uuid7()), "number": str(len(rows) + 1), "whereabouts": KEPT, "kept_on": deed.on}
    deed.set(_FACT, [*rows, {**entry, **data.model_dump(), "by": deed.actor.name}])


def move_property(deed: Deed) -> None:
    """Write where a thing is now; where it was stays in the events."""
    data: MoveData = deed.data
    _change(deed, data.item, state=data.state, place=data.place, moved_on=deed.on, moved_because=data.reason)


def call_owner(deed: Deed) -> None:
    """Call for the owner in public: only after the days of the call is the thing disposed of (Art 42 ¶3)."""
    data: CallData = deed.data
    _change(deed, data.item, called_on=deed.on, called_at=data.where)
    item = item_of(deed.facts, data.item) or {}
    issue(deed, "owner_call", item=item.get("name"), quantity=item.get("quantity"), days=_days(deed))


def settle_property(deed: Deed) -> None:
    """Settle what becomes of a thing, by the head."""
    data: SettleData = deed.data
    said = {"way": data.way, "reason": data.reason, "settled_by": deed.actor.name}
    _change(deed, data.item, whereabouts=data.whereabouts, settled_on=deed.on, **said)
    rows = [each for each in deed.facts[_FACT] if each["id"] == data.item]
    deed.set("property_settled", rows)
    issue(deed, "property_settlement")


def _change(deed: Deed, key: str, **values: Any) -> None:
    if item_of(deed.facts, key) is None:
        raise Invalid([FieldError("item", "物品", "台账中没有这件保管中的物品")])
    rows = [{**each, **values} if each["id"] == key else each for each in deed.facts[_FACT]]
    deed.set(_FACT, rows)


def _days(deed: Deed) -> int | None:
    place = {"domain": deed.agency.domain, "region": deed.agency.region, "agency": deed.agency.uscc}
    row = deed.rules.find("O51", on=deed.on, **place)
    return row.value if row else None


_ACTS = (
    Act(
        "keep_property", "登记涉案财物", KeepData, keep_property, OFFICER, guards=(kept_well,), late_days=3,
        room="cases",
    ),
    Act("move_property", "变动财物保管", MoveData, move_property, OFFICER, late_days=3, room="cases"),
    Act("call_owner", "公告通知领取", CallData, call_owner, OFFICER, room="cases"),
    Act(
        "settle_property", "处理涉案财物", SettleData, settle_property, HEAD, reads=(_FACT,),
        guards=(settled_lawfully,), late_days=3, room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
