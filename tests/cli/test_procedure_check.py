"""``sanzhi procedure check``: 0 for a sound flow, 1 with every finding and its way for another."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sanzhi.cli.procedure import procedure
from tests.procedure.corpus import flows


def run(place: Path, document: Any) -> tuple[int, str]:
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    place.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(procedure, ["check", str(place)])
    return result.exit_code, result.output


def test_a_sound_flow_ends_with_0(tmp_path: Path) -> None:
    code, output = run(tmp_path / "f.json", flows("sound")["shortest"]["flow"])

    assert code == 0
    assert "没有发现问题" in output


def test_a_flawed_flow_ends_with_1_and_the_way(tmp_path: Path) -> None:
    code, output = run(tmp_path / "f.json", flows("flawed")["no_notice"]["flow"])

    assert code == 1
    assert "1. [notice] 没有事先告知当事人，就到了“作出处罚决定”。（《行政处罚法》第四十四条）" in output
    assert "    5  作出决定：作出处罚决定" in output


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ('{"grammar": 2', "不是可以读的 JSON"),
        ({"grammar": 7}, "只认识第 1、2 版语法"),
        ("[" * 100_000, "不是可以读的 JSON"),
    ],
)
def test_what_cannot_be_read_ends_with_a_sentence(tmp_path: Path, document: Any, message: str) -> None:
    code, output = run(tmp_path / "f.json", document)

    assert code == 1
    assert message in output
