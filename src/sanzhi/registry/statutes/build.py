"""Builds the pack of statutes from folders of Markdown.

`python -m sanzhi.registry.statutes.build FOLDER... -o FILE [--collected laws=2025-04]`
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from sanzhi.registry.statutes.markdown import NotAStatute, read_statute
from sanzhi.registry.statutes.model import Statute
from sanzhi.registry.statutes.pack import write_pack
from sanzhi.registry.statutes.references import write_references


def read_folders(folders: Iterable[Path]) -> list[Statute]:
    """Every statute below `folders`, each version once, in an order that the names of files do not disturb.

    The source of a statute is its path from the parent of its folder: laws/行政法/行政处罚法(2021-01-22).md.
    """
    found: list[Statute] = []
    for folder in folders:
        for path in sorted(folder.rglob("*.md")):
            source = path.relative_to(folder.parent).as_posix()
            try:
                found.append(read_statute(path.read_text(encoding="utf-8"), source))
            except NotAStatute:
                continue
    return sorted(_once(found), key=lambda s: (s.version.law, s.version.passed or date.min, s.version.source))


def _once(statutes: Iterable[Statute]) -> Iterable[Statute]:
    """Without the second copy of a version that is filed in two folders; the fuller text is kept."""
    kept: dict[tuple[str, date | None], Statute] = {}
    for statute in statutes:
        name = (statute.version.law, statute.version.passed)
        if name not in kept or _size(statute) > _size(kept[name]):
            kept[name] = statute
    return kept.values()


def _size(statute: Statute) -> tuple[int, int]:
    return len(statute.articles), len(statute.version.history)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the pack and says how much it holds; returns the exit code, 1 if no statute was found."""
    parser = argparse.ArgumentParser(prog="python -m sanzhi.registry.statutes.build", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    parser.add_argument("--collected", action="append", default=[], metavar="FOLDER=YYYY-MM")
    options = parser.parse_args(arguments)
    statutes = read_folders(folder.resolve() for folder in options.folders)
    if not statutes:
        sys.stderr.write("no statute below these folders\n")
        return 1
    collected = dict(entry.split("=", 1) for entry in options.collected)
    size = write_pack(options.output, statutes, collected) + write_references(options.output, statutes)
    articles = sum(len(s.articles) for s in statutes)
    sys.stdout.write(f"{len(statutes)} statutes, {articles} articles, {size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
