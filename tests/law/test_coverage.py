"""How guards are told apart by rule, and how one rule is switched off for a trial."""

from datetime import date
from pathlib import Path

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.errors import NoRule
from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.law.guards import coverage
from sanzhi.law.guards.coverage import (
    Status,
    decides,
    enforces,
    entries,
    is_off,
    read_entries,
    registered,
    stem,
    switched_off,
)
from sanzhi.law.rules import RuleSet

DAY = date(2026, 6, 1)
ROW = {"id": "H1", "title": "两人", "sources": [["行政处罚法", "第四十二条"]], "status": "enforced"}


def said(rule: str) -> Finding:
    return Finding(rule, 1, Verdict.REFUSE, "不得")


@enforces("H1", "O19", V1="O19")
def three_things(extra: str = "H1.more") -> list[Finding]:
    """Says something under four ids."""
    return [said("H1"), said("O19"), said("X8"), said(extra)]


@decides("D5", otherwise=lambda days: 0)
def counted(days: int) -> int:
    """A computation that carries a rule out."""
    return days


def rules_of(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def test_as_it_is_everything_is_said() -> None:
    assert rules_of(three_things()) == ["H1", "O19", "X8", "H1.more"]
    assert counted(7) == 7


@pytest.mark.parametrize(
    ("off", "left"),
    [
        (("H1",), ["O19", "X8"]),
        (("H1.more",), ["H1", "O19", "X8"]),
        (("O19",), ["H1", "X8", "H1.more"]),
        (("V1",), ["H1", "X8", "H1.more"]),
        (("H1", "V1"), ["X8"]),
        (("P1",), ["H1", "O19", "X8", "H1.more"]),
    ],
)
def test_a_rule_that_is_off_says_nothing(off: tuple[str, ...], left: list[str]) -> None:
    with switched_off(*off) as heard:
        assert rules_of(three_things()) == left
        assert rules_of(heard) == left
    assert len(three_things()) == 4


def test_within_an_outer_trial_both_hold() -> None:
    with switched_off("H1"):
        with switched_off("O19"):
            assert rules_of(three_things()) == ["X8"]
        assert rules_of(three_things()) == ["O19", "X8"]


def test_an_exception_ends_the_trial() -> None:
    with pytest.raises(RuntimeError), switched_off("H1"):
        raise RuntimeError
    assert not is_off("H1")


def test_a_computation_is_replaced() -> None:
    with switched_off("D5"):
        assert counted(7) == 0
    with switched_off("D4"):
        assert counted(7) == 7


def test_rows_of_the_rule_are_gone() -> None:
    rules = RuleSet.national()
    with switched_off("O18"):
        assert rules.find("O18.person", domain="市场监管", on=DAY) is None
        assert is_off("O18.person")
        assert rules.pick("O13", on=DAY).value == 5
    with switched_off("P1"), pytest.raises(NoRule):
        rules.pick("P1", on=DAY)


def test_the_wrapper_keeps_name_and_words() -> None:
    assert three_things.__name__ == "three_things"
    assert three_things.__doc__ == "Says something under four ids."
    assert three_things in registered()["V1"]
    assert counted in registered()["D5"]
    assert "decides" not in (Calendar.roll.__doc__ or "")


def test_the_stem_of_a_row() -> None:
    assert [stem(rule) for rule in ("O18.person", "O18", "P14.general.max")] == ["O18", "O18", "P14"]


def test_an_entry_reads_from_its_row() -> None:
    (entry,) = read_entries([ROW]).values()
    assert entry.sources == (Citation("行政处罚法", "第四十二条"),)
    assert (entry.status, entry.status.label) == (Status.ENFORCED, "拒绝或者强制")


def test_an_entry_is_described_once_and_says_why_not_more() -> None:
    with pytest.raises(ValueError, match="重复说明"):
        read_entries([ROW, ROW])
    for status in ("warned", "shown", "unknowable", "later"):
        with pytest.raises(ValueError, match="写明理由"):
            read_entries([{**ROW, "status": status}])
        assert read_entries([{**ROW, "status": status, "reason": "原则上"}])
    with pytest.raises(ValueError, match="perhaps"):
        read_entries([{**ROW, "status": "perhaps"}])


def test_every_shipped_entry_has_a_title_and_a_whole_source() -> None:
    for entry in entries().values():
        assert entry.title, entry.id
        assert all(source.law and source.article for source in entry.sources), entry.id


def test_nothing_of_the_program_switches_a_rule_off() -> None:
    source = Path(coverage.__file__).parents[2]
    using = [path.name for path in source.rglob("*.py") if "switched_off" in path.read_text("utf-8")]
    assert using == ["coverage.py"]
