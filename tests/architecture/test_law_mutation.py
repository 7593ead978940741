"""The copy on which the law is changed: its decorators off, its wording out of reach, its results counted."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tools import law_mutation
from tools.law_mutation import Module

SOURCE = '''from sanzhi.law.guards.coverage import enforces

@enforces("O19", V1="O19")
@decides("D4", otherwise=lambda self, day: day)
def guard(kind: str) -> str:
    """拒绝。"""
    if kind == "market" or kind == "市场监管":
        return "不得"
    return f"{kind}不得" + '不得'
'''


def test_our_decorators_are_off_and_all_else_stays() -> None:
    assert law_mutation.bare(SOURCE).splitlines() == [
        line for line in SOURCE.splitlines() if not line.startswith("@")
    ]
    assert law_mutation.bare("@cache\ndef f(): ...\n") == "@cache\ndef f(): ...\n"


def test_a_plain_text_in_chinese_is_quoted_thrice() -> None:
    quoted = law_mutation.quote_thrice(SOURCE)
    assert '"""市场监管"""' in quoted
    assert 'return """不得"""' in quoted
    assert 'kind == "market"' in quoted
    assert 'f"{kind}不得"' in quoted
    assert quoted.count('"""拒绝。"""') == 1
    compile(quoted, "quoted", "exec")


def test_several_texts_of_one_line_are_all_quoted() -> None:
    assert law_mutation.quote_thrice('a = ("甲", "b", "乙")\n') == 'a = ("""甲""", "b", """乙""")\n'


def test_the_whole_law_can_be_staged(tmp_path: Path) -> None:
    law_mutation.stage(tmp_path)
    sources = list((tmp_path / "src" / "sanzhi" / "law").rglob("*.py"))
    assert len(sources) > 40
    for path in sources:
        source = path.read_text(encoding="utf-8")
        compile(source, path.name, "exec")
        left = re.findall(r"^\s*@(?:enforces|decides|rests_on)\(", source, re.MULTILINE)
        assert not left, path
    assert (tmp_path / "tests" / "law" / "test_clocks.py").exists()
    assert not (tmp_path / "tests" / "law" / "test_coverage.py").exists()


def results(tmp_path: Path, codes: dict[str, int | None]) -> list[Module]:
    folder = tmp_path / "mutants" / "src" / "sanzhi" / "law" / "guards"
    folder.mkdir(parents=True)
    meta = folder / "hearing.py.meta"
    meta.write_text(json.dumps({"exit_code_by_key": codes}), encoding="utf-8")
    return law_mutation.results(tmp_path)


def test_what_no_test_noticed_is_counted_by_function(tmp_path: Path) -> None:
    name = "sanzhi.law.guards.hearing.x_told__mutmut_"
    codes = {f"{name}1": 1, f"{name}2": 0, f"{name}3": 33, f"{name}4": 36, f"{name}5": None, f"{name}6": 0}
    (module,) = found = results(tmp_path, codes)
    assert (module.name, module.noticed, module.total) == ("guards.hearing", 2, 5)
    text = law_mutation.document(found, date(2026, 6, 1))
    assert "2 were noticed, **40.0 %**." in text
    assert "1 further changes were not tried." in text
    assert "| guards.hearing | 5 | 2 | 40 % |" in text
    assert "- guards.hearing: told 3" in text


def test_what_no_test_noticed_is_tried_again(tmp_path: Path) -> None:
    name = "sanzhi.law.guards.hearing.x_told__mutmut_"
    results(tmp_path, {f"{name}1": 1, f"{name}2": 0, f"{name}3": 33})
    law_mutation.forget_missed(tmp_path)
    (module,) = law_mutation.results(tmp_path)
    assert (module.noticed, module.survived, module.untried) == (1, (), 2)


def test_an_exit_that_nobody_knows_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="99"):
        results(tmp_path, {"sanzhi.law.guards.hearing.x_told__mutmut_1": 99})


def test_nothing_tried_is_no_success() -> None:
    assert law_mutation.percent([]) == 0.0
