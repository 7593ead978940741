"""What an instance adds to the shipped statutes: files read, checked and kept in a pack of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from sanzhi.law.errors import FieldError, Invalid
from sanzhi.ledger import durable
from sanzhi.registry.statutes.library import library, own_pack
from sanzhi.registry.statutes.markdown import NotAStatute, read_statute
from sanzhi.registry.statutes.model import Statute, Version
from sanzhi.registry.statutes.names import key
from sanzhi.registry.statutes.pack import Pack, pack_bytes
from sanzhi.registry.statutes.ranks import OWN_FOLDERS, rank_of
from sanzhi.registry.statutes.references import references_bytes, references_path

_INDEX = "_index.md"
_LARGEST = 8 * 1024 * 1024


@dataclass(frozen=True)
class Imported:
    """One text that was read: `new` where no version of this law and day was at hand before.

    `before` is the version at hand that was passed last before this one, None for a law that is new here.
    """

    statute: Statute
    new: bool
    before: Statute | None


def read_files(place: Path, kind: str = "") -> list[Statute]:
    """The statutes of one Markdown file or of every one below a folder.

    `kind` (法律, 行政法规 …) says how high a text stands; without it a law keeps the rank of its version at
    hand. Raises `Invalid` with every unusable file at once: no title, no text, no day, not UTF-8, a version
    twice, a law that is new here and whose kind nobody said.
    """
    files = [place] if place.is_file() else sorted(f for f in place.rglob("*.md") if f.name != _INDEX)
    if not files:
        raise Invalid([FieldError("file", place.name, "其中没有 Markdown 文件（.md）")])
    faults: list[FieldError] = []
    found = [s for file in files if (s := _read(file, kind, faults))]
    seen: dict[tuple[str, object], str] = {}
    for statute in found:
        version = statute.version
        twice = seen.setdefault((key(version.law), version.passed), version.source)
        if twice != version.source:
            faults.append(FieldError("file", version.source, f"与 {twice} 是同一部法规的同一版本"))
    if faults:
        raise Invalid(faults)
    return found


def _read(file: Path, kind: str, faults: list[FieldError]) -> Statute | None:
    try:
        if file.stat().st_size > _LARGEST:
            raise ValueError("文件超过 8 MB")
        statute = read_statute(file.read_text(encoding="utf-8-sig"), file.name)
        _check(statute)
        return _filed(statute, kind)
    except NotAStatute:
        faults.append(FieldError("title", file.name, "第一行应为“# 法规名称”"))
    except UnicodeDecodeError:
        faults.append(FieldError("file", file.name, "不是 UTF-8 编码的文本"))
    except (OSError, ValueError) as error:
        faults.append(FieldError("text", file.name, str(error)))
    return None


def _filed(statute: Statute, kind: str) -> Statute:
    """The statute under the folder that tells its rank. Raises `ValueError` where nobody said it."""
    versions = library().versions_of(statute.version.law)
    rank = kind or (rank_of(versions[-1]).label if versions else "")
    if not rank:
        kinds = "、".join(OWN_FOLDERS)
        raise ValueError(f"法规库中还没有《{statute.version.law}》，请用 --kind 写明种类（{kinds}）")
    source = f"{OWN_FOLDERS[rank]}/{statute.version.source}"
    return replace(statute, version=replace(statute.version, source=source))


def _check(statute: Statute) -> None:
    """Raises `ValueError` for a text that would be shown as law though it cannot be one."""
    if not statute.articles and not statute.preamble:
        raise ValueError("标题之下没有正文")
    if statute.version.passed is None:
        raise ValueError(
            "没有通过或者公布的日期：写在标题下，或者写在文件名末尾，例如 行政处罚法(2021-01-22).md"
        )
    numbers = [(a.number, a.suffix) for a in statute.articles]
    if statute.articles and numbers[0] != (1, 0):
        raise ValueError(f"条文应从第一条开始，现从{statute.articles[0].label}开始")
    gap = next((a for a, b in pairwise(numbers) if b[0] > a[0] + 1), None)
    if gap:
        raise ValueError(f"第{gap[0]}条之后缺第{gap[0] + 1}条")


def compare_with_shelf(statutes: Sequence[Statute]) -> list[Imported]:
    """Each statute with what the library held before: whether it is new, and the version before it."""
    shelf = library()
    found = []
    for statute in statutes:
        versions = shelf.versions_of(statute.version.law)
        held = [v for v in versions if v.passed == statute.version.passed]
        new = not any(_same(shelf.statute(v), statute) for v in held)
        earlier = [v for v in versions if _earlier(v, statute.version)]
        newest = all(_earlier(v, statute.version) for v in versions if v not in held)
        found.append(Imported(statute, new, shelf.statute(earlier[-1]) if earlier and newest else None))
    return found


def _earlier(one: Version, other: Version) -> bool:
    return one.passed is None or (other.passed is not None and one.passed < other.passed)


def _same(one: Statute, other: Statute) -> bool:
    return (one.articles, one.preamble, one.appendix) == (other.articles, other.preamble, other.appendix)


def keep(statutes: Iterable[Statute]) -> int:
    """Add statutes to the own pack of this instance, in one step, and tell how many it holds then."""
    path = own_pack()
    with durable.alone(path.parent):
        pack = Pack(path) if path.exists() else None
        kept = {_name(v): pack.statute(v) for v in pack.versions} if pack else {}
        kept.update({_name(s.version): s for s in statutes})
        ordered = sorted(
            kept.values(), key=lambda s: (s.version.law, str(s.version.passed), s.version.source)
        )
        # The references are only read with the pack that they belong to, so they may come first.
        durable.write(references_path(path), references_bytes(ordered))
        durable.write(path, pack_bytes(ordered, {}))
    return len(kept)


def _name(version: Version) -> tuple[str, object]:
    return key(version.law), version.passed
