"""PDF/A-2b and live preview from a frozen source, the same bytes every time.

The clock of the file is the day of issue, and the fonts are named one by one without fallback, so a file can
be made again from its source at any time and compared by digest.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sanzhi.documents import fonts, pdfium, sheets, typesetting, view
from sanzhi.documents.errors import DocumentError, MissingFields, MissingGlyphs
from sanzhi.documents.qr import Mark
from sanzhi.documents.sheets import Sheet

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
    sheet: Sheet | None = None,
) -> Rendered:
    """Make the document.

    `source` is plain JSON: of the kind's model in `sources.py`, or the fields of its form. `qr` is the
    document's id (a UUID as text): the code printed on every page adds the source digest and the page
    count to it. `demo` prints the band 示例数据, `draft` the band 草稿 and a mark wherever a fact is absent.
    `sheet` is the wording where it is not the shipped one.

    Raises `BadSource`, `MissingFields` (行政处罚法 Art 59 for a decision), `MissingGlyphs`, or
    `DocumentError` when the number or the day of a document is absent.
    """
    chosen = sheet or sheets.of(kind)
    data = _data(chosen, source, number=number, issued_on=issued_on, demo=demo, draft=draft)
    pdf = _compile_pdf(chosen, data, issued_on)
    pages = pdfium.page_count(pdf)
    if qr is not None:
        digest = source_digest(kind, source, number=number, issued_on=issued_on, sheet=chosen)
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
    sheet: Sheet | None = None,
) -> list[str]:
    """Return the pages as SVG, drawn as a draft: gaps are marked, undrawable characters show as 〓.

    Raises `BadSource` only when a value has the wrong shape.
    """
    chosen = sheet or sheets.of(kind)
    data = _data(chosen, source, number=number, issued_on=issued_on, demo=demo, draft=True)
    return typesetting.svg_pages(chosen.path, data)


def missing_fields(kind: str, source: Mapping[str, Any], *, sheet: Sheet | None = None) -> list[str]:
    """Return the Chinese names of what must be filled in before the document may be issued, in its order."""
    return list(dict.fromkeys(each.label for each in (sheet or sheets.of(kind)).missing(source)))


def missing_characters(kind: str, source: Mapping[str, Any]) -> list[str]:
    """Return the characters of the source that no font at hand draws; any of them stops the issue."""
    return view.missing_characters(sheets.of(kind).shown(source, draft=False))


def template_digest(kind: str) -> str:
    """Return the SHA-256 (hex) over the shared base and the kind's template."""
    return sheets.of(kind).digest


def source_digest(
    kind: str,
    source: Mapping[str, Any],
    *,
    number: str | None,
    issued_on: date | None,
    sheet: Sheet | None = None,
) -> str:
    """Return the SHA-256 (hex) of everything that decides the text: kind, template, number, day, source."""
    whole = {
        "kind": kind,
        "template": (sheet or sheets.of(kind)).digest,
        "number": number,
        "issued_on": issued_on.isoformat() if issued_on else None,
        "source": dict(source),
    }
    plain = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _data(
    sheet: Sheet,
    source: Mapping[str, Any],
    *,
    number: str | None,
    issued_on: date | None,
    demo: bool,
    draft: bool,
) -> dict[str, Any]:
    shown = sheet.shown(source, draft=draft)
    head = {
        "title": sheet.title_for(source),
        "number": number or "",
        "issued": view.chinese_date(issued_on) if issued_on else "",
    }
    if draft:
        shown, head = view.with_getas(shown), view.with_getas(head)
    else:
        _refuse_unfinished(sheet, source, number, issued_on)
        _refuse_undrawable([shown, head])
    return {**head, **shown, "demo": demo, "draft": draft, "qr": None}


def _refuse_unfinished(
    sheet: Sheet, source: Mapping[str, Any], number: str | None, issued_on: date | None
) -> None:
    absent = sheet.missing(source)
    if absent:
        raise MissingFields(absent)
    if sheet.number_word and not number:
        raise DocumentError(f"《{sheet.title}》还没有文号。")
    if issued_on is None:
        raise DocumentError(f"《{sheet.title}》还没有制作日期。")


def _refuse_undrawable(shown: list[Any]) -> None:
    lacking = view.missing_characters(shown)
    if lacking:
        raise MissingGlyphs(lacking)


def _compile_pdf(sheet: Sheet, data: dict[str, Any], issued_on: date | None) -> bytes:
    clock = datetime.combine(issued_on or _NO_DAY, time(0), tzinfo=view.BEIJING)
    return typesetting.pdf(sheet.path, data, clock)
