"""Samples, tests and appraisals (程序规定 Art 31, 32; 行政处罚法 Art 56).

While a test is under way the limit of the decision is not counted where the sector says so (O22); its result
is told to the party before the investigation is concluded (O46).
"""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID, uuid4

from pydantic import Field

from sanzhi.documents.issuing import issue
from sanzhi.documents.papers import PAPER, paper, when_served
from sanzhi.evidence import guards
from sanzhi.evidence.goods import GoodsData
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure import pauses
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import AREA
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText, plain

OFFICER = frozenset({"officer"})


class SampleData(ActData):
    """Samples that were taken and sealed before the party."""

    at: datetime = Field(title="抽样时间")
    place: PersonalText = Field(title="抽样地点", min_length=1, max_length=200)
    goods: list[GoodsData] = Field(title="样品清单", min_length=1)
    method: Narrative = Field(
        title="抽样方法和封样情况", min_length=2, max_length=1000, json_schema_extra=AREA
    )
    witness: PersonalText = Field(Personal(""), title="见证人", max_length=60)
    certificate_shown: bool = Field(False, title="已出示执法证件")
    rights_told: bool = Field(False, title="已告知陈述申辩和申请回避的权利")


class SendData(ActData):
    """What is tested by whom."""

    kind: Literal["检测", "检验", "检疫", "鉴定", "权利人辨认或者鉴别"] = Field(title="种类")
    subject: Narrative = Field(title="送检的专门事项", min_length=2, max_length=1000, json_schema_extra=AREA)
    body: PersonalText = Field(title="受委托机构", min_length=2, max_length=120)
    qualified: Literal["具有法定资质", "没有法定资质机构，委托其他具备条件的机构"] = Field(
        "具有法定资质", title="受委托机构的资质"
    )
    until: date | None = Field(None, title="预计完成日期")
    sampled: bool = Field(False, title="样品由本机关抽取")


class ResultData(ActData):
    """What the test found."""

    test: UUID = Field(title="检测、鉴定事项", json_schema_extra={"widget": "pick", "of": "tests_out"})
    report: PersonalText = Field(Personal(""), title="报告编号", max_length=60)
    result: Narrative = Field(title="结果", min_length=1, max_length=4000, json_schema_extra=AREA)


class TellData(ActData):
    """Which result is told, with the right to another test where there is one."""

    test: UUID = Field(title="检测、鉴定事项", json_schema_extra={"widget": "pick", "of": "tests_untold"})
    retest: Narrative = Field(
        Personal(""), title="复检、重新鉴定的权利和期限", max_length=500, json_schema_extra=AREA
    )


def take_samples(deed: Deed) -> None:
    """Keep what was sampled."""
    data: SampleData = deed.data
    entry = {**plain(data), "on": deed.on.isoformat()}
    deed.set("samples", [*deed.facts.get("samples", []), entry])
    guards.keep_rights(deed)
    issue(deed, "sampling_record")


def send_test(deed: Deed) -> None:
    """Commission a test: the party hears of it, and its days are not counted (程序规定 Art 64 ¶2)."""
    entry = {"id": str(uuid4()), **plain(deed.data), "sent_on": deed.on.isoformat()}
    deed.set("tests", [*deed.facts.get("tests", []), entry])
    deed.set("testing", entry)
    pauses.hold(deed, f"test.{entry['id']}", deed.data.kind)
    paper(deed, "test_notice")


def record_test_result(deed: Deed) -> None:
    """Receive the result: the days are counted again."""
    data: ResultData = deed.data
    entry = _one(deed, str(data.test))
    if entry.get("received_on"):
        raise Invalid([FieldError("test", "检测、鉴定事项", "已经登记结果")])
    _keep(deed, {**entry, "received_on": deed.on.isoformat(), "report": data.report, "result": data.result})
    pauses.release(deed, f"test.{entry['id']}")


def tell_test_result(deed: Deed) -> None:
    """Make the notice of the result; it is told when the notice is served (程序规定 Art 32)."""
    data: TellData = deed.data
    entry = _one(deed, str(data.test))
    if not entry.get("received_on"):
        raise Invalid([FieldError("test", "检测、鉴定事项", "结果尚未收到")])
    deed.set("testing", {**entry, "retest": data.retest})
    notice = paper(deed, "test_result_notice")
    _keep(deed, {**entry, "retest": data.retest, "notice": notice})


def _told(deed: Deed) -> None:
    # Whoever serves it, a person or the time of a public notice: the paper says on which day.
    for entry in deed.facts.get("tests", []):
        notice = deed.facts.get(f"{PAPER}{entry.get('notice', '')}", {})
        if notice.get("served_on") and not entry.get("told_on"):
            _keep(deed, {**entry, "told_on": notice["served_on"]})


def _one(deed: Deed, test: str) -> dict[str, Any]:
    for entry in deed.facts.get("tests", []):
        if entry["id"] == test:
            return dict(entry)
    raise Invalid([FieldError("test", "检测、鉴定事项", "没有这一事项")])


def _keep(deed: Deed, entry: dict[str, Any]) -> None:
    others = deed.facts.get("tests", [])
    deed.set("tests", [entry if each["id"] == entry["id"] else each for each in others])


when_served("test_result_notice", _told)

_ACTS = (
    Act(
        "take_samples", "抽样取证", SampleData, take_samples, OFFICER,
        guards=(guards.team_certified, guards.team_showed_certificates, guards.rights_told),
        late_days=3, room="evidence",
    ),
    Act(
        "send_test", "委托检测、检验、检疫、鉴定", SendData, send_test, OFFICER, late_days=3,
        room="evidence",
    ),
    Act(
        "record_test_result", "登记检测、鉴定结果", ResultData, record_test_result, OFFICER,
        reads=("tests",), late_days=5, room="evidence",
    ),
    Act(
        "tell_test_result", "制作结果告知书", TellData, tell_test_result, OFFICER, reads=("tests",),
        room="evidence",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
