"""Running cases come in from a workbook at a step: whole, or refused cell by cell."""

import io
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import Case
from sanzhi.desk.takeover_sheet import COLUMNS
from sanzhi.documents.numbering import NumberUse
from sanzhi.jobs import clock
from tests.desk.conftest import Browser
from tests.support.cast import Cast
from tests.support.story import COMPANY, Story

TITLES = [title for title, _, _ in COLUMNS]


def ago(days: int) -> str:
    return (clock.today() - timedelta(days=days)).isoformat()


@pytest.fixture
def row(cast: Cast) -> dict[str, Any]:
    return {
        "原案号": "金市监〔2026〕旧7号",
        "案由": "涉嫌经营超过保质期的食品",
        "当事人类型": "法人",
        "当事人名称": COMPANY["name"],
        "统一社会信用代码": COMPANY["uscc"],
        "住所": COMPANY["address"],
        "案件来源": "投诉",
        "收到线索日期": ago(40),
        "案情摘要": "群众投诉该店销售过期面包。",
        "现处环节": "调查取证",
        "承办人执法证号": "520523officer",
        "协办人执法证号": "520523second",
        "处罚事项编码": cast.power.code,
        "违反条款": "《食品安全法》第三十四条第十项",
        "立案日期": ago(30),
        "此前经过": "已现场检查一次。",
    }


def decided(row: dict[str, Any]) -> dict[str, Any]:
    later = {"决定书文号": "金市监罚〔2026〕3号", "决定日期": ago(10), "决定书送达日期": ago(9)}
    return {
        **row,
        "现处环节": "执行",
        **later,
        "决定公示日期": ago(8),
        "罚款金额": "5000",
        "已缴金额": "1000",
    }


def workbook(*rows: dict[str, Any]) -> io.BytesIO:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(TITLES)
    for each in rows:
        sheet.append([each.get(title) for title in TITLES])
    book.save(file)
    file.seek(0)
    file.name = "在办案件.xlsx"
    return file


def send(head: Browser, do: str, *rows: dict[str, Any]) -> str:
    return head.post("/takeover/", {"do": do, "file": workbook(*rows)}).content.decode()


def test_the_template_has_the_columns(head: Browser) -> None:
    body = b"".join(head.get("/takeover/template.xlsx").streaming_content)  # type: ignore[attr-defined]
    sheet = load_workbook(io.BytesIO(body)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == TITLES


def test_a_case_goes_on_where_it_stood_and_its_past_is_marked(
    head: Browser, officer: Browser, cast: Cast, row: dict[str, Any]
) -> None:
    assert "已转入 1 件" in send(head, "carry", row)
    case = Case.objects.get()
    assert case.state == "investigation"
    assert case.handler_id == cast.officer.user_id
    assert case.clocks["O21"]["start"] == ago(30)
    assert case.facts["carried_in"]["number"] == "金市监〔2026〕旧7号"
    page = officer.page(f"/cases/{case.pk}/")
    assert "转入在办案件" in page
    assert "金市监〔2026〕旧7号" in page
    assert list(check_columns()) == []
    story = Story(cast, case.pk)
    story.evidence()
    story.interview()
    story.act("conclude", cast.officer, **story.draft())
    assert story.state == "submission"


def test_a_decided_case_goes_on_with_its_payment_to_the_end(
    head: Browser, cast: Cast, row: dict[str, Any]
) -> None:
    assert "已转入 1 件" in send(head, "carry", decided(row))
    story = Story(cast, Case.objects.get().pk)
    assert story.state == "execution"
    story.act("record_payment", cast.officer, amount_fen=400_000, receipt="0001")
    assert story.state == "closure"
    story.act("close", cast.head, reason="处罚决定已执行完毕", opinion="同意结案。")
    assert story.state == "closed"


def test_a_check_keeps_nothing_and_uses_no_number(head: Browser, row: dict[str, Any]) -> None:
    assert "可以转入 1 件" in send(head, "check", row)
    assert not Case.objects.exists()
    assert not NumberUse.objects.exists()


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("统一社会信用代码", "91520523MA6DP0001X", "统一社会信用代码"),
        ("当事人名称", None, "必填"),
        ("现处环节", "听证", "只能是"),
        ("承办人执法证号", "000", "没有这一执法证号"),
        ("处罚事项编码", "X", "没有这一编码"),
        ("处罚事项编码", None, "必须填写"),
        ("违反条款", "食品安全法", "写成《法律名称》"),
        ("立案日期", "昨天", "应为日期"),
        ("立案日期", ago(50), "不能早于前一环节"),
        ("收到线索日期", ago(-3), "不能晚于今天"),
    ],
)
def test_a_wrong_cell_is_named_and_the_right_rows_come_in(
    head: Browser, row: dict[str, Any], column: str, value: str | None, rule: str
) -> None:
    page = send(head, "carry", {**row, column: value, "原案号": "旧8号"}, row)
    refused = page.split("未转入", 1)[1].split("</ul>", 1)[0]
    assert rule in refused
    assert "已转入 1 件" in page
    assert Case.objects.get().facts["carried_in"]["number"] == row["原案号"]


def test_sent_twice_comes_in_once(head: Browser, row: dict[str, Any]) -> None:
    send(head, "carry", row)
    send(head, "carry", row)
    page = send(head, "carry", {**row, "案由": "涉嫌其他违法行为"})
    assert "未转入" in page
    assert Case.objects.count() == 1


def test_a_file_that_is_none_is_refused(head: Browser) -> None:
    file = io.BytesIO(b"no workbook")
    file.name = "a.xlsx"
    answer = head.post("/takeover/", {"do": "carry", "file": file})
    assert answer.status_code == 422
    assert head.post("/takeover/", {"do": "carry"}).status_code == 422


def test_only_the_head_brings_cases_in(officer: Browser) -> None:
    assert officer.get("/takeover/").status_code == 403
