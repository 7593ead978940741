"""Says which command, setting or make target no document names, and which link leads nowhere."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click

ROOT = Path(__file__).parent.parent
VARIABLE = re.compile(r"""(?:environ(?:\.get\(|\.setdefault\(|\[)|\bnumber\()\s*["']([A-Z][A-Z0-9_]+)["']""")
TARGET = re.compile(r"^([a-z]+):.*## ", re.MULTILINE)
# Links of Markdown and of the HTML inside it, without addresses of the web and anchors of the same page.
LINK = re.compile(r"""\]\(<?(?!\w+:|#)([^)\s>#]+)[^)]*\)|(?:src|href)="(?!\w+:|#)([^"#]+)""")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# Set by the programs for themselves or by the test runner; nobody is meant to set them.
INTERNAL = {"DJANGO_SETTINGS_MODULE", "SANZHI_PORTAL_ROLE"}


def documents(root: Path) -> dict[Path, str]:
    """Path and text of each Markdown file of the repository in ``root``."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "*.md"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    paths = [root / name for name in listed.split("\0") if name]
    return {path: path.read_text(encoding="utf-8") for path in paths if path.exists()}


def commands(group: click.Command, path: str) -> Iterator[str]:
    """Each command under ``group`` as it is typed: ``sanzhi case show``."""
    if not isinstance(group, click.Group):
        yield path
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            yield from commands(command, f"{path} {name}")


def variables(root: Path) -> set[str]:
    """Environment variables that the program reads."""
    texts = [path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py")]
    return {name for text in texts for name in VARIABLE.findall(text)} - INTERNAL


def targets(root: Path) -> set[str]:
    """Make targets that ``make help`` lists."""
    return set(TARGET.findall((root / "Makefile").read_text(encoding="utf-8")))


def broken_links(texts: dict[Path, str]) -> list[str]:
    """``file: link`` for each relative link to something that does not exist."""
    return [
        f"{path.name}: {link}"
        for path, text in texts.items()
        for found in LINK.findall(FENCE.sub("", text))
        if not (path.parent / unquote(link := found[0] or found[1])).exists()
    ]


def undocumented(names: set[str], text: str) -> list[str]:
    """Names that do not occur in the text as whole words."""
    return sorted(name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))


def complaints(root: Path) -> list[str]:
    """One line for each thing that is wrong; empty when the documents are complete."""
    # The commands import the settings, which must not make an instance of this folder.
    from sanzhi.cli import main  # noqa: PLC0415

    texts = documents(root)
    everything = "\n".join(texts.values())
    wanted = {
        "命令未写入文档": set(commands(main, "sanzhi")),
        "设置未写入文档": variables(root),
        "make 目标未写入文档": {f"make {name}" for name in targets(root)},
    }
    missing = [
        f"{title}：{name}" for title, names in wanted.items() for name in undocumented(names, everything)
    ]
    return missing + [f"链接无效：{link}" for link in broken_links(texts)]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanzhi.config.settings")
    found = complaints(ROOT)
    sys.stderr.writelines(f"{line}\n" for line in found)
    sys.exit(bool(found))
