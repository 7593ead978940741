"""How many citations find their words, against the two numbers that the library has to reach."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sanzhi.cli import main
from sanzhi.registry.statutes.measuring import measure_decisions, measure_library

DECISIONS = Path(__file__).parents[2] / "data" / "decisions.jsonl"


def test_of_the_citations_in_decisions_95_in_a_hundred_find_their_words() -> None:
    measured = measure_decisions(DECISIONS)

    assert measured.held >= 39
    assert measured.share >= 0.95
    assert measured.widened <= 0.06 * measured.held
    assert {each.reason for each in measured.missing} == {"库中没有这部法规"}
    assert len(measured.missing) == measured.absent + measured.held - measured.found


@pytest.mark.slow
def test_of_the_citations_inside_the_library_99_in_a_hundred_find_their_words() -> None:
    measured = measure_library()

    assert measured.held > 4000
    assert measured.share >= 0.99
    assert measured.absent == 0
    assert all(each.reason and each.where for each in measured.missing)


def test_a_citation_of_another_version_counts_as_marked(tmp_path: Path) -> None:
    rows: list[tuple[str, list[str] | None, str | None]] = [
        ("《药品管理法》第四十九条第三款第六项", None, "2018-10-16"),
        ("《药品管理法》第四十九条", ["《证券法》第一条"], None),
    ]
    lines = [
        json.dumps({"id": number, "violated": [violated], "basis": basis, "found_on": day})
        for number, (violated, basis, day) in enumerate(rows, 1)
    ]
    file = tmp_path / "decisions.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")

    measured = measure_decisions(file)

    assert (measured.held, measured.found, measured.marked, measured.widened) == (2, 2, 1, 1)
    assert measured.absent == 1
    assert [(m.where, str(m.citation), m.reason) for m in measured.missing] == [
        ("决定 2", "《证券法》第一条", "库中没有这部法规")
    ]


def test_the_command_prints_the_share_and_each_citation_that_finds_nothing() -> None:
    said = CliRunner().invoke(main, ["statutes", "citations", "--decisions", str(DECISIONS)])

    assert said.exit_code == 0
    assert "所引法规在库的引用 39 处，找到条文 39 处（100.00%）" in said.output
    assert "已注明的 10 处（列出整条供对照的 2 处）" in said.output
    assert "《证券法》第一百九十三条：库中没有这部法规" in said.output
