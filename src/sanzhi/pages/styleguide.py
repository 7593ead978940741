"""The style guide: every component with sample data on one page, for tests and pictures.

No program routes it; a test or a script names ``view`` in an address list of its own.
"""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sanzhi.pages import styleguide_cases as cases
from sanzhi.pages.filters import Choice, Days, Reading, Text, contains, equals
from sanzhi.pages.navigation import Entry, Group
from sanzhi.pages.table_view import Cell, Head, Kind, Row, TableView


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="案由", help_text="写明涉嫌违反的规定，例如：涉嫌经营超过保质期的食品")
    happened = forms.DateField(label="现场检查日期", widget=forms.DateInput(attrs={"type": "date"}))
    source = forms.ChoiceField(
        label="案件来源",
        choices=[("check", "现场检查"), ("report", "投诉举报"), ("transfer", "移送")],
        widget=forms.RadioSelect,
    )
    domain = forms.ChoiceField(label="执法领域", choices=[("market", "市场监管"), ("traffic", "交通运输")])
    facts = forms.CharField(label="简要案情", widget=forms.Textarea, required=False)
    recorded = forms.BooleanField(label="已全程录音录像", required=False)


def view(request: HttpRequest) -> HttpResponse:
    """The guide in the portal's frame, or in the desk's with ``?frame=desk``."""
    desk = request.GET.get("frame") == "desk"
    return render(request, "pages/styleguide.html", {**sample(), **(_desk() if desk else _portal())})


def sample() -> dict[str, Any]:
    """Everything the guide draws."""
    return {
        "strip": cases.open_case(),
        "public_strip": cases.public_case(),
        "today": cases.TODAY,
        "clocks": cases.clocks(),
        "events": cases.events(),
        "findings": cases.findings(),
        "article_text": cases.ARTICLE_58,
        "form": SampleForm({"title": "", "happened": "", "domain": "market"}, auto_id="id_%s"),
        "steps": cases.steps(),
        "arrows": cases.arrows(),
        "served": cases.SERVED,
        "published": cases.PUBLISHED,
        "table": table_view(),
        "tabs": [Entry("材料证据", "#", count=7, current=True), Entry("文书", "#", count=4)],
        "facts": [("决定文书号", "毕市监处罚〔2026〕17号"), ("罚款金额", "¥52,120.00"), ("处罚决定日期", "")],
        "crumbs": [Entry("首页", "/"), Entry("执法结果", "/results"), Entry("毕市监处罚〔2026〕17号", "")],
        "fen": 5212000,
    }


_HEADS: tuple[tuple[str, str, Kind], ...] = (
    ("title", "案件名称", "text"),
    ("number", "决定文书号", "text"),
    ("fine", "罚款金额", "money"),
    ("decided", "决定日期", "date"),
    ("strip", "三制", "text"),
)


def table_view() -> TableView:
    """A list as one request would get it; made by hand, so that the guide needs no database."""
    heads = tuple(_head(*head) for head in _HEADS)
    food = ("贵州示例食品有限公司经营超过保质期食品案", "毕市监处罚〔2026〕17号", 5212000)
    shop = ("张某某未取得许可从事经营活动案", "毕市监处罚〔2026〕16号", 20000)
    return TableView(
        name="执法结果",
        key="results",
        heads=heads,
        rows=(
            _row(*food, date(2026, 1, 12), cases.open_case()),
            _row(*shop, date(2026, 1, 9), cases.public_case()),
        ),
        choices=heads,
        readings=_readings(),
        problems=("“执法类型”没有“X9”这一项，未按此项筛选。",),
        kept=(("sort", "-decided"),),
        clear_url="?",
        previous_url="?page=a",
        next_url="?page=b",
        exports=(("CSV", "?export=csv"), ("XLSX", "?export=xlsx")),
    )


def _head(key: str, title: str, kind: Kind) -> Head:
    if key == "strip":
        return Head(key, title, kind)
    return Head(key, title, kind, f"?sort={key}", "descending" if key == "decided" else "")


def _row(*values: Any) -> Row:
    cells = []
    for (key, title, kind), value in zip(_HEADS, values, strict=True):
        template = "pages/strip_cell.html" if key == "strip" else ""
        cells.append(Cell(title, kind, value, "#" if key == "title" else "", template))
    return Row(values, tuple(cells))


def _readings() -> tuple[Reading, ...]:
    kind = Choice("kind", "执法类型", [("penalty", "行政处罚"), ("licence", "行政许可")], equals("kind"))
    words = Text("q", "关键词", contains("title"), hint="当事人、案由、文书号")
    days = Days("decided", "决定日期", "decided_on")
    return (
        Reading(kind, {"value": "penalty"}, words="执法类型：行政处罚"),
        Reading(days, {"from": "2026-01-01", "to": ""}),
        Reading(words, {"value": ""}),
    )


def _portal() -> dict[str, Any]:
    titles = ["综合信息", "执法部门", "执法人员", "权责清单", "执法结果", "办理动态", "咨询投诉"]
    modules = [Entry(title, f"/{number}", current=title == "执法结果") for number, title in enumerate(titles)]
    return {"frame": "pages/portal_base.html", "modules": modules, "search_url": "/search"}


def _desk() -> dict[str, Any]:
    own = (Entry("待办事项", "/desk", "inbox", 5, current=True), Entry("我的案件", "/cases", "file"))
    other = (
        Entry("公示工作台", "/release", "megaphone", 2),
        Entry("审核工作台", "/review", "scales"),
        Entry("查询统计", "/statistics", "chart"),
    )
    groups = (Group("办案", own), Group("三项制度", other))
    return {"frame": "pages/desk_base.html", "navigation": groups, "search_url": "/search"}
