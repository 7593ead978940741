"""PDF/A-2b and live preview from a frozen source, the same bytes every time.

The clock of the file is the day of issue, and the fonts are named one by one without fallback, so a file can
be made again from its source at any time and compared by digest.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from sanzhi.documents import fonts, kinds, pdfium, typesetting, view
from sanzhi.documents.errors import DocumentError, MissingFields, MissingGlyphs
from sanzhi.documents.kinds import Kind
from sanzhi.documents.needs import fields, unmet
from sanzhi.documents.qr import Mark
from sanzhi.documents.sources import Source

BASE = typesetting.TEMPLATES / "base.typ"
# A file needs some clock; a draft has none of its own, and a constant keeps its bytes stable.
_NO_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Rendered:
    """A finished file: bytes, their SHA-256 in hex, the page count, and the fonts that were used."""

    pdf: bytes
    digest: str
    pages: int
    fonts: tuple[dict[str, str], ...]


def render_pdf(
    kind: str,
    source: Mapping[str, Any],
    *,
    number: str | None,
    issued_on: date | None,
    qr: str | None,
    demo: bool,
    draft: bool,
) -> Rendered:
    """Make the document.

    `source` is plain JSON of the kind's model in `sources.py`. `qr` is the document's id (a UUID as text):
    the code printed on every page adds the source digest and the page count to it. `demo` prints the band
    示例数据, `draft` the band 草稿 and a mark wherever a fact is absent.

    Raises `BadSource`, `MissingFields` (行政处罚法 Art 59 for a decision), `MissingGlyphs`, or
    `DocumentError` when the number or the day of a document is absent.
    """
    chosen = kinds.get(kind)
    data = _data(chosen, source, number=number, issued_on=issued_on, demo=demo, draft=draft)
    pdf = _compile_pdf(chosen, data, issued_on)
    pages = pdfium.page_count(pdf)
    if qr is not None:
        digest = source_digest(kind, source, number=number, issued_on=issued_on)
        data["qr"] = Mark(UUID(qr), digest[:8], pages).svg()
        pdf = _compile_pdf(chosen, data, issued_on)
    return Rendered(pdf, hashlib.sha256(pdf).hexdigest(), pages, tuple(fonts.provenance()))


def render_preview(
    kind: str,
    source: Mapping[str, Any],
    *,
    number: str | None = None,
    issued_on: date | None = None,
    demo: bool = False,
) -> list[str]:
    """Return the pages as SVG, drawn as a draft: gaps are marked, undrawable characters show as 〓.

    Raises `BadSource` only when a value has the wrong shape.
    """
    chosen = kinds.get(kind)
    data = _data(chosen, source, number=number, issued_on=issued_on, demo=demo, draft=True)
    return typesetting.svg_pages(chosen.path, data)


def missing_fields(kind: str, source: Mapping[str, Any]) -> list[str]:
    """Return the Chinese names of what must be filled in before the document may be issued, in its order."""
    chosen = kinds.get(kind)
    return list(dict.fromkeys(need.label for need in unmet(chosen.needs, view.parse(chosen, source))))


def missing_characters(kind: str, source: Mapping[str, Any]) -> list[str]:
    """Return the characters of the source that no font at hand draws; any of them stops the issue."""
    return view.missing_characters(view.facts(view.parse(kinds.get(kind), source)))


@lru_cache(maxsize=64)
def template_digest(kind: str) -> str:
    """Return the SHA-256 (hex) over the shared base and the kind's template."""
    return hashlib.sha256(BASE.read_bytes() + b"\0" + kinds.get(kind).path.read_bytes()).hexdigest()


def source_digest(kind: str, source: Mapping[str, Any], *, number: str | None, issued_on: date | None) -> str:
    """Return the SHA-256 (hex) of everything that decides the text: kind, template, number, day, source."""
    whole = {
        "kind": kind,
        "template": template_digest(kind),
        "number": number,
        "issued_on": issued_on.isoformat() if issued_on else None,
        "source": dict(source),
    }
    plain = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _data(
    kind: Kind,
    source: Mapping[str, Any],
    *,
    number: str | None,
    issued_on: date | None,
    demo: bool,
    draft: bool,
) -> dict[str, Any]:
    parsed = view.parse(kind, source)
    shown = view.facts(parsed)
    head = {
        "title": kind.title_for(parsed),
        "number": number or "",
        "issued": view.chinese_date(issued_on) if issued_on else "",
    }
    if draft:
        view.mark_blanks(kind, parsed, shown)
        shown, head = view.with_getas(shown), view.with_getas(head)
    else:
        _refuse_unfinished(kind, parsed, number, issued_on)
        _refuse_undrawable([shown, head])
    return {
        **head,
        "facts": shown,
        "page_signature": kind.page_signature,
        "demo": demo,
        "draft": draft,
        "qr": None,
    }


def _refuse_unfinished(kind: Kind, parsed: Source, number: str | None, issued_on: date | None) -> None:
    absent = unmet(kind.needs, parsed)
    if absent:
        raise MissingFields(fields(absent))
    if kind.number_word and not number:
        raise DocumentError(f"《{kind.title}》还没有文号。")
    if issued_on is None:
        raise DocumentError(f"《{kind.title}》还没有制作日期。")


def _refuse_undrawable(shown: list[Any]) -> None:
    lacking = view.missing_characters(shown)
    if lacking:
        raise MissingGlyphs(lacking)


def _compile_pdf(kind: Kind, data: dict[str, Any], issued_on: date | None) -> bytes:
    clock = datetime.combine(issued_on or _NO_DAY, time(0), tzinfo=view.BEIJING)
    return typesetting.pdf(kind.path, data, clock)
