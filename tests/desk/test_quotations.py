"""Where a page quotes a law in another version than that of the day, it says so."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from sanzhi.desk.findings import cite
from sanzhi.desk.registry_submission import cited
from sanzhi.desk.review_pack import _articles
from sanzhi.jobs import clock
from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.registry.queries import ANOTHER_VERSION
from sanzhi.registry.submissions import Submission
from tests.support.story import at

LAW, ARTICLE = "行政处罚法", "第五十八条第一款"
NAMED = {"law": LAW, "article": ARTICLE}
DAYS = [("2026-03-02", False), ("2019-01-02", True)]


def marked(text: str) -> bool:
    assert text
    return text.endswith(ANOTHER_VERSION)


@pytest.mark.parametrize(("day", "another"), DAYS)
def test_beneath_a_finding(day: str, another: bool) -> None:
    finding = Finding("R1", 1, Verdict.WARN, "提示", (Citation(LAW, ARTICLE),), "补正")
    (found,) = cite(finding, date.fromisoformat(day))
    assert marked(found.text) is another


@pytest.mark.parametrize(("day", "another"), DAYS)
def test_beside_a_submission(day: str, another: bool) -> None:
    row = Submission(library="power", content={"basis": [NAMED]}, since=date.fromisoformat(day))
    (found,) = cited(row)
    assert marked(found.text) is another


@pytest.mark.parametrize(("day", "another"), DAYS)
def test_on_the_bench_of_the_reviewer(demonstration: None, day: str, another: bool) -> None:
    file: Any = SimpleNamespace(facts={"draft": {"violated": [NAMED]}})
    with clock.at(at(day)):
        ((_, text, _),) = _articles(file)
    assert marked(text) is another
