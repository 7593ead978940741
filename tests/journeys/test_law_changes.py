"""A law changes: what rests on the changed article becomes tasks of the clerk, who answers one."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Desks, Instance
from tests.journeys.seed import ADVERTISING
from tests.registry.statutes.rewriting import new_version

pytestmark = pytest.mark.journey
CHANGED = {"第五十五条": "违反本法规定，发布虚假广告的，处广告费用五倍以上十倍以下的罚款。"}


def test_a_law_changes_and_three_powers_become_tasks(
    instance: Instance, desks: Desks, tmp_path: Path
) -> None:
    law, _ = ADVERTISING
    text = new_version(tmp_path, law, "2026-05-01", CHANGED)
    command = [str(Path(sys.executable).with_name("sanzhi")), "statutes", "import", str(text)]
    done = subprocess.run(command, env=instance.surroundings, check=True, stdout=subprocess.PIPE, text=True)
    assert "产生待核对事项 3 项" in done.stdout

    clerk = desks("clerk")
    page = clerk.open("/statutes/tasks/?state=open")
    rows = page.locator("main tbody tr")
    expect(rows).to_have_count(3)
    rows.first.get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("五倍以上十倍以下")
    page.locator("input[name=outcome]").first.check()
    page.get_by_label("说明").fill("已核对，罚款幅度有变动，事项内容不受影响。")
    page.get_by_role("button", name="记录核对结果").click()

    expect(page.get_by_text("已记录")).to_be_visible()
    expect(clerk.open("/statutes/tasks/?state=open").locator("main tbody tr")).to_have_count(2)
