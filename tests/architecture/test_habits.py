"""Habits that a machine can hold: short files, and tests that all run against the real thing."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LINES = 350
FORBIDDEN_MARKS = {"skip", "skipif", "xfail", "importorskip"}
FORBIDDEN_MODULES = {"mock", "unittest.mock"}


def python_files(*folders: str) -> list[Path]:
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in files if "migrations" not in path.parts)


def evasions(source: str) -> list[int]:
    """Lines on which a test is left out or a part of the program is replaced by a puppet."""
    tree = ast.parse(source)
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt | ast.expr) and _evades(node)]


def _evades(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=name, value=ast.Name(id="pytest") | ast.Attribute(attr="mark")):
            return name in FORBIDDEN_MARKS
        case ast.ImportFrom(module=module, names=names):
            return module in FORBIDDEN_MODULES or (
                module == "unittest" and any(n.name == "mock" for n in names)
            )
        case ast.Import(names=names):
            return any(name.name in FORBIDDEN_MODULES for name in names)
    return False


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files("src", "tests", "tools", "bench")
    }
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_test_is_left_out_and_nothing_is_replaced_by_a_puppet() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for path in python_files("tests")
        if (lines := evasions(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "@pytest.mark.skip\ndef test(): pass",
        "@pytest.mark.skipif(True, reason='')\ndef test(): pass",
        "@pytest.mark.xfail\ndef test(): pass",
        "pytest.skip('later')",
        "from unittest import mock",
        "from unittest.mock import patch",
        "import unittest.mock",
    ],
)
def test_an_evasion_is_noticed(source: str) -> None:
    assert evasions(source)


@pytest.mark.parametrize(
    "source", ["request.skip()", "from unittest import TestCase", "@pytest.mark.slow\ndef test(): pass"]
)
def test_what_only_looks_like_an_evasion_passes(source: str) -> None:
    assert evasions(source) == []
