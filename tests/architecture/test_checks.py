"""The checks of documents and files find what they are for, and nothing else."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tools import check_docs, check_files


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "src").mkdir()
    (tmp_path / "Makefile").write_text("run: ## start\n\techo\n")
    return tmp_path


def test_commands_are_named_as_they_are_typed() -> None:
    group = click.Group(
        "main", commands=[click.Group("case", commands=[click.Command("show")]), click.Command("serve")]
    )
    assert list(check_docs.commands(group, "sanzhi")) == ["sanzhi case show", "sanzhi serve"]


@pytest.mark.parametrize(
    "line",
    [
        'os.environ.get("SANZHI_NEW", "1")',
        "os.environ['SANZHI_NEW']",
        'os.environ.setdefault("SANZHI_NEW", "")',
    ],
)
def test_every_way_to_read_a_setting_is_known(repository: Path, line: str) -> None:
    (repository / "src" / "new.py").write_text(f"import os\n{line}\n")
    assert check_docs.variables(repository) == {"SANZHI_NEW"}


def test_a_longer_name_does_not_document_a_shorter_one() -> None:
    assert check_docs.undocumented({"make run", "sanzhi case"}, "`make run-all`, `sanzhi case show`") == [
        "make run"
    ]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("[here](guide.md)", []),
        ("[here](guide.md#part)", []),
        ("[there](https://example.org/x) [part](#part)", []),
        ("```\n[code](absent.md)\n```", []),
        ("[gone](absent.md)", ["README.md: absent.md"]),
        ('<img src="absent.png">', ["README.md: absent.png"]),
    ],
)
def test_a_link_that_leads_nowhere_is_found(repository: Path, text: str, broken: list[str]) -> None:
    (repository / "guide.md").write_text("# guide")
    (repository / "README.md").write_text(text)
    assert check_docs.broken_links(check_docs.documents(repository)) == broken


@pytest.mark.parametrize(
    "content",
    [lambda root: f"cd {root}/src", lambda _: f"see {Path.home()}/notes", lambda _: "/home/" + "somebody/x"],
)
def test_a_path_of_this_machine_is_found(repository: Path, content: Callable[[Path], str]) -> None:
    (repository / "notes.txt").write_text(content(repository))
    assert check_files.complaints(repository) == ["notes.txt: 含有本机路径"]


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("run.lock", "django==5.2 \\\n    --hash=sha256:00", []),
        ("run.lock", "--index-url https://example.org\ndjango==5.2", ["run.lock: 锁文件含有下载地址"]),
        ("package-lock.json", '{"resolved": "x"}', ["package-lock.json: 锁文件含有下载地址"]),
        ("notes.md", "https://example.org", []),
    ],
)
def test_a_lock_file_holds_no_address(
    repository: Path, name: str, content: str, complaint: list[str]
) -> None:
    (repository / name).write_text(content)
    assert check_files.complaints(repository) == complaint
