"""A threshold table filled in like a spreadsheet: what is wrong is shown while it is typed, and refused."""

from datetime import date
from typing import Any

import pytest

from sanzhi.jobs import clock
from sanzhi.registry import admission, settling
from sanzhi.registry.submissions import Submission
from sanzhi.registry.thresholds import tables_on
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast
from tests.support.registry import Office, office_of
from tests.support.story import Story, at

NEW = "/libraries/threshold/new/"
OPINION = {"law": "国办发〔2018〕118号", "article": "第四部分（十二）"}


@pytest.fixture
def office(cast: Cast) -> Office:
    return office_of(cast.agency)


@pytest.fixture
def clerk(office: Office) -> Browser:
    return browser_of(office.clerk)


def typed(limit: str = "10000", **changed: str) -> dict[str, str]:
    """A table as a browser sends it: fines from ``limit`` yuan on are reviewed."""
    return {
        "code": "F1",
        "title": "罚款案件审核标准",
        "basis__0__law": OPINION["law"],
        "basis__0__article": OPINION["article"],
        "rows__0__fine_from_fen": limit,
        "rows__0__review": "应当审核",
        "rows__1__fine_below_fen": limit,
        "rows__1__review": "不审核",
        "examples__0__fine_fen": limit,
        "examples__0__party": "单位",
        "examples__0__review": "应当审核",
    } | changed


def content(limit: int) -> dict[str, Any]:
    rows = [{"fine_from_fen": limit, "review": "应当审核"}, {"fine_below_fen": limit, "review": "不审核"}]
    examples = [{"fine_fen": limit, "party": "个人", "review": "应当审核"}]
    return {"code": "F0", "title": "市级标准", "basis": [OPINION], "rows": rows, "examples": examples}


def of_the_government(office: Office, limit: int) -> Submission:
    """A table of the county government, admitted."""
    row = admission.begin("threshold", office.government, content(limit), actor=office.justice)
    admission.submit(row.pk, actor=office.justice)
    return settling.admit(row.pk, actor=office.other_justice)


def test_the_table_is_checked_while_it_is_filled_in(clerk: Browser) -> None:
    assert "还没有填写标准" in clerk.page(NEW)
    answer: Any = clerk.hand_in(NEW, **typed(), _part="check")
    words = answer.content.decode()
    assert "1 条验证全部相符" in words
    assert "<form" not in words

    overlap = {"rows__1__fine_below_fen": "12000"}
    words = clerk.hand_in(NEW, **typed(**overlap), _part="check").content.decode()
    assert "第 1 行与第 2 行重叠：罚款 10,000 元" in words
    assert 'href="#f-rows-1-fine_from_fen"' in words

    gap = {"rows__1__fine_below_fen": "9000"}
    assert (
        "没有一行适用于：罚款 9,000 元" in clerk.hand_in(NEW, **typed(**gap), _part="check").content.decode()
    )


def test_without_script_the_button_checks_and_keeps_what_was_typed(clerk: Browser) -> None:
    words = clerk.hand_in(NEW, **typed(rows__1__fine_below_fen="12000"), _more="check").content.decode()
    assert "重叠" in words
    assert 'value="12000' in words
    assert not Submission.objects.exists()


def test_a_row_half_typed_is_named_and_not_judged(clerk: Browser) -> None:
    words = clerk.hand_in(NEW, **typed(rows__1__review=""), _part="check").content.decode()
    assert "标准第 2 行没有填完整" in words


def test_a_draft_with_faults_is_kept_and_cannot_be_handed_in(clerk: Browser) -> None:
    answer: Any = clerk.hand_in(NEW, **typed(rows__1__fine_below_fen="12000"))
    here = answer["Location"]
    refused = clerk.hand_in(here, do="submit")
    assert refused.status_code == 409
    assert "重叠" in refused.content.decode()

    mended = typed(_seen=str(Submission.objects.get().revision))
    assert clerk.hand_in(f"{here}edit/", **mended).status_code == 302
    assert clerk.hand_in(here, do="submit").status_code == 302


def test_an_example_that_comes_out_otherwise_is_refused(clerk: Browser) -> None:
    here = clerk.hand_in(NEW, **typed(examples__0__review="不审核"))["Location"]
    assert "应为“不审核”，实为“应当审核”" in clerk.hand_in(here, do="submit").content.decode()


def test_contradicting_amounts_are_refused_at_their_row(clerk: Browser) -> None:
    answer = clerk.hand_in(NEW, **typed(rows__0__fine_below_fen="500"))
    assert answer.status_code == 422
    assert "“不足”的金额应当大于“达到”的金额" in answer.content.decode()


def test_a_lower_layer_only_tightens(clerk: Browser, office: Office) -> None:
    of_the_government(office, 1_000_000)
    words = clerk.hand_in(NEW, **typed("20000"), _part="check").content.decode()
    assert "宽于上级" in words
    assert office.government.government is not None
    assert office.government.government.name in words
    here = clerk.hand_in(NEW, **typed("20000"))["Location"]
    assert clerk.hand_in(here, do="submit").status_code == 409
    seen = str(Submission.objects.get(agency=office.agency).revision)
    assert clerk.hand_in(f"{here}edit/", **typed("5000"), _seen=seen).status_code == 302
    assert clerk.hand_in(here, do="submit").status_code == 302


def test_the_tables_of_all_layers_hold_on_their_days(office: Office) -> None:
    of_the_government(office, 1_000_000)
    today = clock.today()
    assert [table.owner for table in tables_on(office.agency.pk, today)] == ["金沙县人民政府"]
    assert tables_on(office.agency.pk, date(2020, 1, 1)) == []


def test_a_draft_that_the_table_names_is_major_with_the_row_as_reason(
    office: Office, story: Story, demonstration: None
) -> None:
    with clock.at(at("2026-03-02")):
        of_the_government(office, 300_000)
        story.concluded(fine=300_000)
    assert story.case.facts["major"] is True
    (reason,) = [each for each in story.case.facts["major_reasons"] if each["code"].startswith("table:")]
    assert "“市级标准”第 1 行：应当审核" in reason["text"]


def test_below_the_table_the_draft_is_not_major(office: Office, story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        of_the_government(office, 300_000)
        story.concluded(fine=299_999)
    assert story.case.facts["major"] is False
