"""The check of the rules finds a rule without a test and a test that shows nothing."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from sanzhi.law.findings import Verdict
from sanzhi.law.guards.coverage import Entry, Status, entries
from tools import law_coverage
from tools.law_trial import Outcome

ROOT = Path(__file__).resolve().parents[2]
TESTS = """
from datetime import date
import pytest
from sanzhi.law.guards.separation import two_supervisors as two
DAY = date(2026, 6, 1)

@pytest.mark.rule("H4")
def test_awake():
    assert two({"7"}, on=DAY)

@pytest.mark.rule("H4")
def test_asleep():
    assert two({"7", "8"}, on=DAY) == []

@pytest.mark.rule("H4")
@pytest.mark.parametrize(("people", "count"), [({"7"}, 1), ({"7", "8"}, 0)])
def test_awake_for_one_parameter(people, count):
    assert len(two(people, on=DAY)) == count

@pytest.mark.rule("H4", "H5")
def test_red():
    assert not two({"7"}, on=DAY)

def test_of_no_rule():
    assert False
"""
TRIAL = """
import json, sys
from pathlib import Path
from tools import law_trial
found = law_trial.run([Path(sys.argv[1])], Path(sys.argv[1]).parent)
print(json.dumps([sorted(found.red), found.asleep, sorted(found.heard["H4"]), sorted(found.tests["H4"])]))
"""


def test_a_test_that_cannot_fail_is_found(tmp_path: Path) -> None:
    file = tmp_path / "test_sample.py"
    file.write_text(TESTS, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", TRIAL, str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    red, asleep, heard, tests = json.loads(run.stdout)
    name = "test_sample.py::test_"
    assert red == [f"{name}red"]
    # Without H4 the red test passes, without H5 it stays red for its own reason.
    assert asleep == [[f"{name}asleep", "H4"], [f"{name}red", "H4"]]
    assert heard == ["refuse"]
    assert len(tests) == 4


def shown(**tests: str) -> Outcome:
    """An outcome in which each rule has one test, and it noticed."""
    outcome = Outcome()
    for rule, test in tests.items():
        outcome.tests[rule].add(test)
        outcome.noticed.add((test, rule))
    return outcome


def sound() -> tuple[dict[str, Entry], Outcome]:
    """Every rule held as it is described, each with a test."""
    described = dict(entries())
    for missing in set(law_coverage.ids()) - set(described):
        described[missing] = Entry(missing, "规则", (), Status.LATER, "以后")
    held = {
        e.id: f"tests/law/test_{e.id}.py::test" for e in described.values() if e.status in law_coverage.HELD
    }
    return described, shown(**held)


def faults(described: Mapping[str, Entry], outcome: Outcome) -> list[str]:
    return list(law_coverage.faults(described, outcome))


def test_what_is_described_and_shown_passes() -> None:
    assert faults(*sound()) == []


def test_a_rule_that_nobody_describes_is_found() -> None:
    described, outcome = sound()
    del described["L12"]
    assert faults(described, outcome) == ["规则 L12 没有说明"]


def test_a_rule_without_a_test_is_found() -> None:
    described, outcome = sound()
    del outcome.tests["H1"]
    assert faults(described, outcome) == ["规则 H1 没有测试"]


def test_a_rule_without_a_function_or_a_row_is_found() -> None:
    described, outcome = sound()
    described["L2"] = Entry("L2", "凭证", (), Status.ENFORCED)
    outcome.tests["L2"].add("t")
    outcome.noticed.add(("t", "L2"))
    assert faults(described, outcome) == ["规则 L2 没有函数，也没有数据行"]


def test_an_id_that_the_reference_does_not_have_is_found() -> None:
    described, outcome = sound()
    described["H99"] = Entry("H99", "没有的规则", (), Status.LATER, "以后")
    assert faults(described, outcome) == ["编号 H99 不在规则之列"]


def test_a_red_and_a_sleeping_test_are_told() -> None:
    described, outcome = sound()
    outcome.red.add("tests/law/test_a.py::test_b")
    outcome.tests["H1"].add("tests/law/test_c.py::test_d")
    assert faults(described, outcome) == [
        "tests/law/test_a.py::test_b 未通过",
        "tests/law/test_c.py::test_d 关闭规则 H1 后仍然通过",
    ]


@pytest.mark.parametrize(
    ("rule", "verdict", "words"),
    [("H1", Verdict.WARN, "说明为拒绝，测试中没有拒绝"), ("H8", Verdict.REFUSE, "说明为提示，实际拒绝")],
)
def test_a_status_that_the_guards_belie_is_found(rule: str, verdict: Verdict, words: str) -> None:
    described, outcome = sound()
    outcome.heard[rule].add(verdict)
    assert faults(described, outcome) == [f"规则 {rule} {words}"]


def test_the_document_lists_every_rule_with_what_carries_it() -> None:
    described, outcome = sound()
    lines = law_coverage.document(described, outcome).splitlines()
    assert sum(line.startswith("| H") for line in lines) == 19
    (line,) = (line for line in lines if line.startswith("| H8 |"))
    assert "《国办发〔2018〕118号》第四部分（十一）" in line
    assert "`guards.people.enough_reviewers`、`H8`" in line
    assert "`test_H8.py::test`" in line
    assert "提示：" in line
