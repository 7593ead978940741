"""Match an uploaded scan of stamped paper to the document that was printed, by the QR code on its pages."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import zxingcpp
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from sanzhi.documents import pdfium
from sanzhi.documents.errors import DocumentError, ScanError
from sanzhi.documents.qr import Mark, parse

# 200 dpi is what office scanners give; a second, finer look costs time only where the first failed.
_LOOKS = (200, 300)
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
LARGEST = 64 * 1024 * 1024
_MOST_PIXELS = 120_000_000


@dataclass(frozen=True)
class ScanMatch:
    """A scan that belongs to a document: its id, the first eight hex digits of its source digest, pages.

    `pages_expected` stands in the code, `pages_found` was counted; `match_scan` only returns when they agree.
    """

    document_id: UUID
    digest8: str
    pages_expected: int
    pages_found: int


def match_scan(data: bytes) -> ScanMatch:
    """Read a scan (PDF, JPEG or PNG bytes, at most 64 MB) and say whose it is.

    Raises `ScanError` in Chinese when it cannot be opened, has no code, has a foreign code, mixes pages of
    different documents, or has the wrong number of pages.
    """
    if len(data) > LARGEST:
        raise ScanError("扫描件超过 64 MB，请降低分辨率后重新扫描（300 dpi 已足够）。")
    codes = [_codes(page) for page in _pages(data)]
    mark = _agree([_ours(found) for found in codes], foreign=any(codes))
    if len(codes) != mark.pages:
        raise ScanError(
            f"这份文书共 {mark.pages} 页，扫描件有 {len(codes)} 页，请补齐或者去掉多余的页后重新上传。"
        )
    return ScanMatch(mark.document_id, mark.digest8, mark.pages, len(codes))


def qr_texts(picture: bytes) -> list[str]:
    """What the QR codes of a photograph (JPEG or PNG bytes) say; ``ScanError`` when it is no picture."""
    return _codes(_Page(picture, 0, _picture(picture)))


def _agree(marks: list[Mark | None], *, foreign: bool) -> Mark:
    """Return the one mark that all readable pages share. A page whose code is smudged follows the others."""
    first = next((mark for mark in marks if mark is not None), None)
    if first is None:
        raise ScanError(
            "扫描件上的二维码不是本系统文书的二维码，请核对是否传错了文件。"
            if foreign
            else "扫描件上没有找到文书二维码。请确认每页左下角的二维码完整清晰，再重新扫描。"
        )
    for number, mark in enumerate(marks, start=1):
        if mark is not None and mark != first:
            raise ScanError(f"第 {number} 页属于另一份文书，请把不同的文书分开扫描。")
    return first


def _ours(found: list[str]) -> Mark | None:
    return next((mark for mark in map(parse, found) if mark is not None), None)


@dataclass(frozen=True)
class _Page:
    """One page at rising resolutions, drawn only when asked for."""

    data: bytes
    number: int
    image: Image.Image | None = None

    def looks(self) -> Iterator[Image.Image]:
        if self.image is not None:
            yield self.image
            yield self.image.resize((self.image.width * 2, self.image.height * 2), Image.Resampling.BICUBIC)
            return
        for dpi in _LOOKS:
            yield pdfium.page_image(self.data, self.number, dpi=dpi)


def _pages(data: bytes) -> list[_Page]:
    if data.lstrip()[:5] == b"%PDF-":
        try:
            return [_Page(data, number) for number in range(pdfium.page_count(data))]
        except DocumentError as error:
            raise ScanError(error.detail) from error
    return [_Page(data, 0, _picture(data))]


def _picture(data: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ScanError("图片过大，请降低分辨率后重新上传（300 dpi 已足够）。")
            return ImageOps.exif_transpose(opened).convert("L")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ScanError("打不开这份扫描件，请上传 PDF、JPEG 或者 PNG 文件。") from error


def _codes(page: _Page) -> list[str]:
    """Return what the codes on a page say. Speckles are smoothed away before giving a look up."""
    for look in page.looks():
        for picture in (look, look.filter(ImageFilter.MedianFilter(3))):
            found = zxingcpp.read_barcodes(picture, formats=_QR)
            if found:
                return [code.text for code in found]
    return []
