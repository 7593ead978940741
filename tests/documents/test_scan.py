"""A scan of stamped paper finds its document through noise and rotation, and a wrong one is told apart."""

import io
import random
from uuid import UUID

import pytest
import segno
from PIL import Image, ImageChops, ImageDraw

from sanzhi.documents import pdfium
from sanzhi.documents.errors import ScanError
from sanzhi.documents.qr import Mark, parse
from sanzhi.documents.render import source_digest
from sanzhi.documents.sealing.scan import match_scan
from tests.documents.papers import DOCUMENT_ID, ISSUED_ON, issued, number_of
from tests.documents.samples import sample

OTHER_ID = "0192f3a1-0000-7000-8000-000000000001"


def sheets(pdf: bytes, dpi: int = 150) -> list[Image.Image]:
    return [pdfium.page_image(pdf, number, dpi=dpi) for number in range(pdfium.page_count(pdf))]


def through_scanner(page: Image.Image, angle: float) -> Image.Image:
    """What an office scanner makes of a sheet: turned, grey, speckled."""
    turned = page.rotate(angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    noise = Image.effect_noise(turned.size, 50)
    grey = ImageChops.add(turned.point(lambda value: 40 + value * 0.7), noise, scale=1.0, offset=-128)
    pen, dice = ImageDraw.Draw(grey), random.Random(7)  # noqa: S311  # Speckles need no secrecy.
    for _ in range(4000):
        pen.point((dice.randrange(grey.width), dice.randrange(grey.height)), fill=dice.choice((0, 255)))
    return grey


def as_pdf(pages: list[Image.Image]) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=60)
    return out.getvalue()


def as_image(page: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    page.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "angle"),
    [
        ("decision", 4),
        ("service_receipt", 0),
        ("service_receipt", 90),
        ("service_receipt", 180),
        ("service_receipt", 273),
    ],
)
def test_a_turned_and_noisy_scan_finds_its_document(kind: str, angle: float) -> None:
    made = issued(kind)
    match = match_scan(as_pdf([through_scanner(page, angle) for page in sheets(made.pdf)]))
    assert match.document_id == UUID(DOCUMENT_ID)
    assert match.pages_expected == match.pages_found == made.pages
    whole = source_digest(kind, sample(kind), number=number_of(kind), issued_on=ISSUED_ON)
    assert match.digest8 == whole[:8]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_of_a_single_sheet_will_do(kind: str) -> None:
    page = through_scanner(sheets(issued("service_receipt").pdf)[0], 3)
    assert match_scan(as_image(page, kind)).document_id == UUID(DOCUMENT_ID)


def test_the_unscanned_file_itself_matches_too() -> None:
    made = issued("decision")
    assert match_scan(made.pdf).pages_found == made.pages


def test_a_missing_page_is_counted() -> None:
    pages = sheets(issued("decision").pdf)
    with pytest.raises(ScanError, match=f"共 {len(pages)} 页，扫描件有 {len(pages) - 1} 页"):
        match_scan(as_pdf(pages[:-1]))


def test_a_page_too_many_is_counted() -> None:
    pages = sheets(issued("decision").pdf)
    with pytest.raises(ScanError, match=f"共 {len(pages)} 页，扫描件有 {len(pages) + 1} 页"):
        match_scan(as_pdf([*pages, pages[-1]]))


def test_pages_of_two_documents_are_told_apart() -> None:
    ours, others = sheets(issued("decision").pdf), sheets(issued("decision", qr=OTHER_ID).pdf)
    with pytest.raises(ScanError, match="第 2 页属于另一份文书"):
        match_scan(as_pdf([ours[0], others[1], *ours[2:]]))


def test_one_smudged_code_does_not_matter() -> None:
    pages = sheets(issued("decision").pdf)
    ImageDraw.Draw(pages[1]).rectangle((0, pages[1].height * 0.85, 320, pages[1].height), fill=0)
    assert match_scan(as_pdf(pages)).pages_found == len(pages)


def test_paper_without_a_code_is_refused() -> None:
    with pytest.raises(ScanError, match="没有找到文书二维码"):
        match_scan(as_pdf(sheets(issued("service_receipt", qr=None).pdf)))


def test_a_foreign_code_is_refused() -> None:
    out = io.BytesIO()
    segno.make("https://example.com/pay").save(out, kind="png", scale=8)
    with pytest.raises(ScanError, match="不是本系统文书的二维码"):
        match_scan(out.getvalue())


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7 broken", b"\xff\xd8\xff broken", b"GIF89a"])
def test_what_cannot_be_opened_is_refused_in_chinese(data: bytes) -> None:
    with pytest.raises(ScanError, match="打不开"):
        match_scan(data)


def test_the_mark_is_read_back_as_written() -> None:
    for pages in (1, 999):
        mark = Mark(UUID(DOCUMENT_ID), "0a1b2c3d", pages)
        assert parse(mark.payload()) == mark
        assert parse(mark.payload().lower()) == mark


def test_the_code_keeps_its_size_from_one_page_to_999() -> None:
    sizes = {
        Mark(UUID(DOCUMENT_ID), "0a1b2c3d", pages).svg().split('class="qr', 1)[0] for pages in (1, 42, 999)
    }
    assert len(sizes) == 1


@pytest.mark.parametrize(
    "text", ["", "SZ1:", f"SZ2:{DOCUMENT_ID}:0a1b2c3d:1", f"SZ1:{DOCUMENT_ID}:0a1b:1", "1" * 60]
)
def test_a_malformed_mark_is_none_of_ours(text: str) -> None:
    assert parse(text) is None
