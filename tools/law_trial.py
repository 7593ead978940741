"""A trial of the rules: a test that names one runs as it is, and again with each of its rules switched off.

A pytest plugin and the run around it. A test that passes as it is and fails without the rule shows the rule;
one that stays green without it shows nothing.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

from sanzhi.law.findings import Finding, Verdict
from sanzhi.law.guards.coverage import switched_off


@dataclass
class Outcome:
    """What became of the tests. A test is named by file and function; its parameters count together.

    `tests` maps a rule to the tests that name it; `red` holds the tests that fail as they are; `noticed` the
    pairs of test and rule in which the test failed without the rule; `heard` the verdicts by rule.
    """

    tests: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    red: set[str] = field(default_factory=set)
    noticed: set[tuple[str, str]] = field(default_factory=set)
    heard: dict[str, set[Verdict]] = field(default_factory=lambda: defaultdict(set))

    @property
    def asleep(self) -> list[tuple[str, str]]:
        """The pairs of test and rule in which the test stayed green although the rule was switched off."""
        pairs = {(test, rule) for rule, tests in self.tests.items() for test in tests}
        return sorted(pairs - self.noticed)


@dataclass
class TrialPlugin:
    """Takes the place of pytest's own run of a test for those that name a rule, and drops the others."""

    outcome: Outcome

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Keep the tests that name a rule, and note which."""
        named = [item for item in items if _rules(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in named])
        items[:] = named
        for item in items:
            for rule in _rules(item):
                self.outcome.tests[rule].add(_name(item))

    def pytest_runtest_protocol(self, item: pytest.Item) -> bool:
        """Run the test as it is and then without each of its rules; what the guards say as it is, is kept."""
        with switched_off() as heard:
            if _fails(item):
                self.outcome.red.add(_name(item))
        _note(heard, self.outcome)
        for rule in _rules(item):
            with switched_off(rule):
                if _fails(item):
                    self.outcome.noticed.add((_name(item), rule))
        return True


def run(files: Iterable[Path], root: Path, *, only_names: bool = False) -> Outcome:
    """Collect the marked tests of `files` and try them, or with `only_names` only note who names what.

    Raises RuntimeError when pytest cannot read them.
    """
    # A property that fails need not be made smaller, and a quarter of the usual examples, each time the
    # same ones, find a rule that is gone.
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "trial", deadline=None, max_examples=25, derandomize=True, phases=phases, database=None
    )
    outcome, said = Outcome(), StringIO()
    # The law knows no framework, and neither do its tests.
    asked = ["-p", "no:cacheprovider", "-p", "no:django", "--tb=line", "--rootdir", str(root)]
    asked += ["-W", "ignore::pytest.PytestConfigWarning", "--hypothesis-profile=trial"]
    asked += ["--collect-only"] if only_names else []
    with redirect_stdout(said):
        code = pytest.main([*asked, *map(str, files)], plugins=[TrialPlugin(outcome)])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(said.getvalue())
    return outcome


def marked(folder: Path) -> list[Path]:
    """The test files below `folder` that name a rule."""
    texts = ((path, path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("test_*.py")))
    return [path for path, text in texts if "pytest.mark.rule(" in text]


def _rules(item: pytest.Item) -> list[str]:
    return list(dict.fromkeys(rule for mark in item.iter_markers("rule") for rule in mark.args))


def _name(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


def _fails(item: pytest.Item) -> bool:
    # A second run needs fixtures of its own; this is how pytest itself prepares an item.
    item._initrequest()  # type: ignore[attr-defined]
    reports = runtestprotocol(item, log=False, nextitem=None)
    for report in reports:
        if report.when != "call" and report.failed:
            print(f"{item.nodeid}: {report.longreprtext}", file=sys.stderr)
            raise RuntimeError(f"{item.nodeid} 无法准备或者清理")
    return any(report.failed for report in reports)


def _note(heard: Iterable[Finding], outcome: Outcome) -> None:
    for finding in heard:
        outcome.heard[finding.rule].add(finding.verdict)
