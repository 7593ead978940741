"""``sanzhi procedure bpmn`` writes a flow that other tools open, or says why the file is none."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from sanzhi.cli.procedure_bpmn import bpmn

BUNDLES = Path(__file__).resolve().parents[2] / "src/sanzhi/procedure/bundles"
MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


@pytest.mark.parametrize("file", sorted(BUNDLES.glob("*.json")), ids=lambda each: each.stem)
def test_every_flow_that_ships_is_written_with_its_steps(file: Path) -> None:
    said = CliRunner().invoke(bpmn, [str(file)])
    assert said.exit_code == 0, said.output
    written = ET.fromstring(said.stdout.encode())  # noqa: S314 - written by the program itself
    process = written.find(f"{MODEL}process")
    assert process is not None
    assert process.findall(f"{MODEL}userTask")
    assert process.findall(f"{MODEL}endEvent")


def test_it_is_written_to_a_file(tmp_path: Path) -> None:
    made = tmp_path / "flow.bpmn"
    said = CliRunner().invoke(bpmn, [str(BUNDLES / "mot_penalty_ordinary_1.0.json"), "-o", str(made)])
    assert "交通运输行政处罚普通程序" in said.output
    assert "违法行为通知" in made.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["{", "[]", '{"grammar": 9}'])
def test_what_is_no_flow_is_refused_in_words(tmp_path: Path, text: str) -> None:
    file = tmp_path / "flow.json"
    file.write_text(text, encoding="utf-8")
    said = CliRunner().invoke(bpmn, [str(file)])
    assert said.exit_code == 1
    assert "不是可用的流程" in said.output
