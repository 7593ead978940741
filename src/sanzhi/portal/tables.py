"""The lists of the portal: columns, filters, orders."""

from django.urls import reverse

from sanzhi.pages import days
from sanzhi.pages.filters import Choice, Days, Filter, Text
from sanzhi.pages.table import Column, Table
from sanzhi.portal import certificates
from sanzhi.released import queries
from sanzhi.released.columns import CLASSES
from sanzhi.released.models import Agency, Certificate, Power, Record

NOWRAP = "portal/nowrap.html"
# The ten types of power (权责清单).
POWER_TYPES = (
    "行政许可", "行政处罚", "行政强制", "行政征收", "行政给付", "行政检查", "行政确认", "行政奖励",
    "行政裁决", "其他行政权力",
)  # fmt: skip


def results(uscc: str = "") -> Table[Record]:
    """Published penalty decisions, newest first; of one agency if named."""
    columns: list[Column[Record]] = [
        Column("title", "案件名称", lambda row: row.title, href=record_url),
        Column("number", "决定书文号", lambda row: row.number, template=NOWRAP),
        Column("agency", "执法部门", lambda row: row.agency_name, href=agency_url),
        Column("region", "区划", lambda row: row.region_name, template=NOWRAP),
        Column("fine", "罚款金额", lambda row: row.fine_fen or None, kind="money"),
        Column("decided", "决定日期", lambda row: row.shown_on, kind="date", sort="shown_on"),
        Column("released", "公示日期", lambda row: row.released_at, kind="date", shown=False),
        Column("until", "公示至", lambda row: row.until, kind="date", shown=False),
        Column("id", "记录编号", lambda row: str(row.record), shown=False),
    ]
    filters: list[Filter] = [
        Choice("class", "处罚种类", list(CLASSES.items()), queries.of_class),
        Days("decided", "决定日期", "shown_on"),
    ]
    return _records("执法结果", "penalty", columns, filters, uscc, "文号、案件名称、部门")


def progress(uscc: str = "") -> Table[Record]:
    """Cases on their way: steps only."""
    columns: list[Column[Record]] = [
        Column("number", "案件编号", lambda row: row.number, href=record_url),
        Column("kind", "案件类型", lambda row: row.case_kind),
        Column("agency", "执法部门", lambda row: row.agency_name, href=agency_url),
        Column("region", "区划", lambda row: row.region_name, template=NOWRAP),
        Column("step", "当前环节", lambda row: row.step),
        Column("moved", "最近进展", lambda row: row.shown_on, kind="date", sort="shown_on"),
        Column("id", "记录编号", lambda row: str(row.record), shown=False),
    ]
    filters: list[Filter] = [Days("moved", "最近进展", "shown_on")]
    return _records("办理动态", "progress", columns, filters, uscc, "案件编号、部门")


def agencies() -> Table[Agency]:
    """The enforcing bodies, in order of region."""
    columns: list[Column[Agency]] = [
        Column("name", "执法部门", lambda row: row.name, href=agency_url),
        Column("region", "区划", lambda row: row.region_name, sort="region"),
        Column("uscc", "统一社会信用代码", lambda row: row.uscc),
    ]
    filters: list[Filter] = [Text("q", "关键词", queries.with_words, "部门名称"), *_regions()]
    return Table(
        "执法部门", columns, queries.agencies(), filters, sort="region", empty="没有符合条件的执法部门。"
    )


def officers() -> Table[Certificate]:
    """The certificates of all officers, with their standing today (贵州省行政执法监督办法 Art 14, 34)."""
    today = days.today()
    columns: list[Column[Certificate]] = [
        Column("name", "姓名", lambda row: row.name, href=_officer_url),
        Column("number", "执法证号", lambda row: row.number, template=NOWRAP),
        Column("agency", "执法部门", lambda row: row.agency_name, href=agency_url),
        Column("domain", "执法类别", lambda row: row.domain),
        Column("area", "执法区域", lambda row: row.area),
        Column("until", "有效期至", lambda row: row.valid_until, kind="date"),
        Column("standing", "今日状态", lambda row: certificates.standing(row, today).words),
    ]
    filters: list[Filter] = [
        Text("number", "执法证号", queries.with_number, "证件上的号码，须完整"),
        Choice("agency", "执法部门", queries.agency_names(), queries.of_agency),
        *_regions(),
    ]
    empty = "没有这样的执法证件。请核对号码；来人不出示证件或者证件查不到的，可以拒绝接受调查和检查。"
    return Table("执法人员", columns, queries.certificates(), filters, sort="pk", empty=empty)


def powers() -> Table[Power]:
    """The powers of all agencies."""
    columns: list[Column[Power]] = [
        Column("name", "事项名称", lambda row: row.name, href=_power_url),
        Column("type", "权力类型", lambda row: row.type, template=NOWRAP),
        Column("agency", "执法部门", lambda row: row.agency_name, href=agency_url),
        Column("region", "区划", lambda row: row.region_name, template=NOWRAP),
        Column("code", "事项编码", lambda row: row.code, template=NOWRAP),
    ]
    types = [(name, name) for name in POWER_TYPES]
    filters: list[Filter] = [
        Text("q", "关键词", queries.with_words, "事项、编码、部门"),
        Choice("type", "权力类型", types, queries.of_type),
        Choice("agency", "执法部门", queries.agency_names(), queries.of_agency),
        *_regions(),
    ]
    return Table("权责清单", columns, queries.powers(), filters, sort="pk", empty="没有符合条件的权力事项。")


def _officer_url(row: Certificate) -> str:
    return reverse("officer", args=[row.uscc, row.number])


def _power_url(row: Power) -> str:
    return reverse("power", args=[row.uscc, row.code])


def _records(
    name: str, kind: str, columns: list[Column[Record]], filters: list[Filter], uscc: str, hint: str
) -> Table[Record]:
    rows = queries.shown(kind)
    words = Text("q", "关键词", queries.with_words, hint)
    if uscc:
        rows = rows.filter(queries.of_agency(uscc))
        kept = [column for column in columns if column.key not in ("agency", "region")]
        return Table(name, kept, rows, [words, *filters], sort="-shown_on", empty=_EMPTY)
    agency = Choice("agency", "执法部门", queries.agency_names(), queries.of_agency)
    wide: list[Filter] = [words, *_regions(), agency, *filters]
    return Table(name, columns, rows, wide, sort="-shown_on", empty=_EMPTY)


_EMPTY = "没有符合条件的公示信息。可以放宽筛选条件再查。"


def _regions() -> list[Filter]:
    return [Choice("region", "区划", queries.regions(), queries.in_region)]


def record_url(row: Record) -> str:
    """The stable address of a record."""
    return reverse("record", args=[row.record])


def agency_url(row: Record | Agency | Certificate | Power) -> str:
    """The page of the agency."""
    return reverse("agency", args=[row.uscc])
