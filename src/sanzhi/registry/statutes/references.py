"""Which laws cite which: the mentions of every text, found once when a pack is made and kept beside it.

Reading 1,031 texts takes some seconds, so no page does it. The file holds for each version what it names;
turned round in memory it answers what cites a law.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanzhi.law.citations import mentions
from sanzhi.registry.statutes.library import Library
from sanzhi.registry.statutes.model import Statute, Version
from sanzhi.registry.statutes.names import key

_TITLE = re.compile(r"《([^《》]{2,80}(?:〈[^〈〉]{2,80}〉[^《》]{0,40})?)》")
Row = list[str]


@dataclass(frozen=True)
class Reference:
    """`version` names a law in its article `label` ("" outside all), and of it `place` ("" for the whole)."""

    version: Version
    label: str
    place: str


def references_path(pack: Path) -> Path:
    """The file of references beside a pack."""
    return pack.with_name(pack.name.replace(".jsonl.xz", ".references.xz"))


def references_bytes(statutes: Iterable[Statute]) -> bytes:
    """What each statute names, as JSON in xz: {source: [[law, cited place, citing article], …]}."""
    named = {s.version.source: rows for s in statutes if (rows := named_in(s))}
    raw = json.dumps(named, ensure_ascii=False, separators=(",", ":")).encode()
    return lzma.compress(raw, check=lzma.CHECK_CRC32, preset=9)


def named_in(statute: Statute) -> list[Row]:
    """Each other law that `statute` names, with the place cited or "", and the article that does so."""
    parts = [("", "\n".join(statute.preamble)), *((a.label, a.text) for a in statute.articles)]
    own = key(statute.version.law)
    rows: dict[tuple[str, str, str], None] = {}
    for label, text in (*parts, ("", "\n".join(statute.appendix))):
        for law, place in _named(text, statute.version.law):
            if key(law) != own:
                rows[law, place, label] = None
    return [list(row) for row in rows]


def _named(text: str, own: str) -> list[tuple[str, str]]:
    """The places cited, and the laws named without one."""
    if "《" not in text:
        return []
    cited = [(m.citation.law, m.citation.article) for m in mentions(text, this=own)]
    with_place = {key(law) for law, _ in cited}
    return cited + [(t, "") for t in _TITLE.findall(text) if key(t) not in with_place]


def citing(shelf: Library, law_name: str) -> tuple[Reference, ...]:
    """What cites a law: the newest version of each law that names it, in the order of the library."""
    versions = shelf.versions_of(law_name)
    return _reverse(shelf).get(key(versions[0].law), ()) if versions else ()


@lru_cache(maxsize=2)
def _reverse(shelf: Library) -> dict[str, tuple[Reference, ...]]:
    named: dict[str, list[Row]] = {}
    for path in map(references_path, shelf.paths):
        named.update(_read(path))
    found: dict[str, list[Reference]] = {}
    for versions in shelf.laws.values():
        citing_now = versions[-1]
        for law, place, label in named.get(citing_now.source, ()):
            cited = shelf.versions_of(law)
            if cited:
                found.setdefault(key(cited[0].law), []).append(Reference(citing_now, label, place))
    return {law: tuple(rows) for law, rows in found.items()}


def _read(path: Path) -> dict[str, list[Row]]:
    """The rows of one file; none where it is absent, as beside a pack made by hand."""
    if not path.exists():
        return {}
    found: dict[str, list[Row]] = json.loads(lzma.decompress(path.read_bytes()))
    return found


def write_references(pack: Path, statutes: Sequence[Statute]) -> int:
    """Write the file of references of a pack and return its size in bytes."""
    return references_path(pack).write_bytes(references_bytes(statutes))
