"""A clerk imports five hundred officers, of whom twenty are wrong, and mends them on the page."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Desks

pytestmark = pytest.mark.journey
PEOPLE, EVERY = 500, 25


def fill(template: Path) -> None:
    """Fill the downloaded template; every twenty-fifth is staffed in a way that the law does not know."""
    book = load_workbook(template)
    page = book.worksheets[0]
    titles = [str(cell.value).rstrip("*") for cell in page[1]]
    for number in range(PEOPLE):
        told = {
            "姓名": f"示例{number:03}",
            "编制": "编外" if number % EVERY == 0 else "行政编制",
            "执法证号": f"24052388{number:03}",
            "发证机关": "金沙县人民政府",
            "执法类别": "市场监管",
            "执法区域（区划代码）": "520523",
            "有效期自": "2023-01-01",
            "有效期至": "2035-12-31",
            "年度": "2022",
            "学时": "60",
            "考试日": "2022-11-05",
            "考试合格": "是",
        }
        page.append([told.get(title) for title in titles])
    book.save(template)


def settled(page: Page, words: str) -> None:
    """Wait, as the clerk does, until the background has come so far; the page asks again by itself."""
    expect(page.locator("#rg-progress")).to_contain_text(words, timeout=120_000)
    page.reload()


def test_a_clerk_imports_five_hundred_officers_and_mends_twenty(desks: Desks, tmp_path: Path) -> None:
    clerk = desks("clerk")
    page = clerk.open("/libraries/imports/")
    page.get_by_text("下载模板和现有内容").click()
    with page.expect_download() as download:
        page.locator("a[href='/libraries/officer/template/']").click()
    workbook = tmp_path / "人员.xlsx"
    download.value.save_as(workbook)
    fill(workbook)

    form = page.locator("form.rg-import")
    form.get_by_label("资料库").select_option("officer")
    form.get_by_label("工作簿").set_input_files(workbook)
    page.get_by_role("button", name="上传并核对").click()
    settled(page, "已核对，待写入")
    expect(page.get_by_role("main")).to_contain_text("有 20 条记录有错误")
    expect(page.get_by_role("main")).to_contain_text("第2行“编制”只能是：行政编制")
    here = page.url

    page.get_by_role("link", name="2", exact=True).first.click()
    for _ in range(PEOPLE // EVERY):
        page.get_by_label("编制", exact=True).select_option("事业编制")
        page.get_by_role("button", name="改正并核对").click()
        expect(page.get_by_text(re.compile("已改正"))).to_be_visible()

    expect(page).to_have_url(here)
    page.get_by_role("button", name="写入 500 条").click()
    settled(page, "已写入")
    page.goto(f"{clerk.base}/libraries/submissions/?library=officer&state=submitted")
    expect(page.get_by_role("main")).to_contain_text("示例")

    page.goto(here)
    page.get_by_text("撤销这次导入").click()
    page.get_by_role("button", name="确认撤销").click()
    settled(page, "已撤销")
