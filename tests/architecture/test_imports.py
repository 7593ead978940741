"""The import contracts hold, they name every room, and they notice a wrong import."""

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "sanzhi"
MAY_THE_PORTAL = {"law", "ledger", "store", "search", "released", "pages", "portal", "config"}
MAY_THE_RELEASED = {"law", "ledger", "store", "search", "released"}


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", ".importlinter"]
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def rooms() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def contract(name: str, key: str) -> set[str]:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    words = parser[f"importlinter:contract:{name}"][key].replace("|", " ").split()
    return {word.strip("()").removeprefix("sanzhi.") for word in words}


def test_the_contracts_hold() -> None:
    report = lint(ROOT)
    assert report.returncode == 0, report.stdout


def test_every_room_has_a_layer() -> None:
    assert rooms() - contract("rooms", "layers") == set()


def test_the_portal_is_kept_from_every_room_that_it_may_not_know() -> None:
    assert contract("portal", "forbidden_modules") == rooms() - MAY_THE_PORTAL


def test_the_public_copies_are_kept_from_every_room_that_they_may_not_know() -> None:
    assert contract("released", "forbidden_modules") == rooms() - MAY_THE_RELEASED


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    only_code = shutil.ignore_patterns("__pycache__", "static", "templates", "data", "fonts")
    shutil.copytree(PACKAGE, folder / "src" / "sanzhi", ignore=only_code)
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


@pytest.mark.parametrize(
    ("room", "wrong", "broken"),
    [
        ("law", "django.db", "Law and ledger are plain Python"),
        ("ledger", "django.conf", "Law and ledger are plain Python"),
        ("portal", "sanzhi.cases", "The portal knows the public copies and nothing else of ours"),
        ("released", "sanzhi.disclosure", "The public copies are built from the feed alone"),
        ("orgs", "sanzhi.cases", "Rooms import downwards only"),
        ("desk", "sanzhi.api", "Rooms import downwards only"),
    ],
)
def test_a_wrong_import_is_noticed(copy: Path, room: str, wrong: str, broken: str) -> None:
    intruder = copy / "src" / "sanzhi" / room / "intruder.py"
    intruder.write_text(f"import {wrong}\n")
    try:
        report = lint(copy)
    finally:
        intruder.unlink()
    assert report.returncode == 1
    assert f"{broken} BROKEN" in report.stdout
