"""Each role finds its own menu."""

import pytest

from tests.desk.conftest import browser_of
from tests.support.cast import Cast

MENUS = {
    "officer": ["待办事项", "案件", "登记案源", "账号与安全"],
    "head": ["待办事项", "案件", "账号与安全"],
    "reviewer": ["待办事项", "案件", "审核工作台", "账号与安全"],
    "editor": ["待办事项", "案件", "公示工作台", "账号与安全"],
    "supervisor": ["案件", "账号与安全"],
}
ALL = {entry for menu in MENUS.values() for entry in menu}


@pytest.mark.parametrize(("part", "menu"), MENUS.items())
def test_the_menu_of_a_role(cast: Cast, part: str, menu: list[str]) -> None:
    page = browser_of(getattr(cast, part)).page("/cases/")
    side = page.split('<nav id="nav"', 1)[1].split("</nav>", 1)[0]

    assert {entry for entry in ALL if f"<span>{entry}</span>" in side} == set(menu)
