"""The few questions we ask of a finished PDF. PDFium is not thread-safe, so one lock guards every call."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]  # The package ships no types.
from PIL.Image import Image

from sanzhi.documents.errors import DocumentError

_lock = threading.Lock()
POINTS_PER_INCH = 72


@dataclass(frozen=True)
class TextBox:
    """Where a text stands: page (from 0) and its box in PDF points from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _lock:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise DocumentError("打不开这个 PDF 文件：它已损坏，或者设有密码。") from error
        try:
            yield document
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """Return the number of pages."""
    with _opened(pdf) as document:
        return len(document)


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page as a reader would copy it."""
    with _opened(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def page_image(pdf: bytes, number: int, *, dpi: int) -> Image:
    """Return page `number` (from 0) as a grey picture at `dpi`."""
    with _opened(pdf) as document:
        picture: Image = document[number].render(scale=dpi / POINTS_PER_INCH, grayscale=True).to_pil()
    return picture


def last_box(pdf: bytes, text: str) -> TextBox | None:
    """Return where `text` stands for the last time in the document, or None when it stands nowhere."""
    with _opened(pdf) as document:
        for number in range(len(document) - 1, -1, -1):
            boxes = _boxes(document[number], text)
            if boxes:
                return TextBox(number, *boxes[-1])
    return None


def _boxes(page: pypdfium2.PdfPage, text: str) -> list[tuple[float, float, float, float]]:
    textpage = page.get_textpage()
    searcher = textpage.search(text)
    found = []
    while (hit := searcher.get_next()) is not None:
        start, length = hit
        corners = [textpage.get_charbox(index) for index in range(start, start + length)]
        lefts, bottoms, rights, tops = zip(*corners, strict=True)
        found.append((min(lefts), min(bottoms), max(rights), max(tops)))
    return found
