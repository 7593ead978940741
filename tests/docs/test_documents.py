"""The documents say what the program does now, and their pictures stay small."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tools import law_table, screenshots
from tools.law_words import WORDS

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.png"))


def test_the_table_of_the_law_is_what_the_code_gives() -> None:
    written = (ROOT / "docs" / "law-in-force.md").read_text(encoding="utf-8")
    assert written == law_table.document(), "run: python tools/law_table.py"


def test_the_table_names_the_acts_at_which_a_guard_is_asked() -> None:
    lines = law_table.document().splitlines()
    deliberated = next(line for line in lines if WORDS["deliberated"] in line)
    assert deliberated.startswith("| O20 |")
    assert "《行政处罚法》第五十七条第二款" in deliberated
    assert deliberated.endswith("| 作出处罚决定 |")
    supervisors = next(line for line in lines if line.startswith("| H4 |"))
    assert "尚未接入" in supervisors


def test_the_table_finds_rules_that_stand_in_a_table_of_the_code() -> None:
    recorder = WORDS["hearing_recorder_is_independent"]
    line = next(line for line in law_table.document().splitlines() if recorder in line)
    assert line.startswith("| H11 |")
    assert "《交通运输行政执法程序规定》第八十四条第三款" in line


def test_a_row_whose_text_is_not_confirmed_is_said_to_warn_only() -> None:
    rows = [line for line in law_table.document().splitlines() if line.startswith("| O18.person |")]
    assert [("未确认" in row) for row in rows] == [("| 不详 |" in row) for row in rows]
    assert len({("未确认" in row) for row in rows}) == 2


def test_every_picture_is_one_that_the_script_takes() -> None:
    assert {path.stem for path in PICTURES} == set(screenshots.SHOTS)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_has_a_palette_and_is_small_enough_for_the_repository(path: Path) -> None:
    assert path.stat().st_size <= screenshots.LARGEST
    with Image.open(path) as picture:
        assert picture.mode == "P"


def test_making_a_picture_small_keeps_its_size_in_pixels() -> None:
    wide = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").resize((640, 360)).save(wide, "PNG")
    with Image.open(io.BytesIO(screenshots.small(wide.getvalue()))) as made:
        assert made.size == (640, 360)


def test_both_readmes_begin_with_the_same_commands_and_picture() -> None:
    first_screens = [
        (ROOT / name).read_text(encoding="utf-8").split("\n## ")[0]
        for name in ("README.md", "README.zh-CN.md")
    ]
    for shown in ("docs/pictures/strip.png", "make run", "make test", "make tour"):
        assert all(shown in screen for screen in first_screens), shown
