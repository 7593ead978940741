"""Things of paper: a photograph, and a printed document that was stamped by hand and put on a scanner."""

import io
import math

from PIL import Image, ImageDraw

from sanzhi.documents import pdfium

DPI = 150
RED = (200, 20, 30)
# Nobody lays a sheet on the glass quite straight.
TURN_DEGREES = 1.4


def photograph() -> bytes:
    """A small real JPEG."""
    picture = Image.effect_noise((640, 480), 60).convert("RGB")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((180, 140, 460, 360), fill=(214, 182, 120), outline=(90, 60, 20), width=6)
    return _saved(picture, "JPEG")


def stamped_scan(pdf: bytes) -> bytes:
    """What comes back from the scanner: every page as a picture, a round red stamp on the last one."""
    count = pdfium.page_count(pdf)
    pages = [pdfium.page_image(pdf, number, dpi=DPI).convert("RGB") for number in range(count)]
    _stamp(pages[-1])
    smooth = Image.Resampling.BICUBIC
    scanned = [page.rotate(TURN_DEGREES, fillcolor="white", resample=smooth) for page in pages]
    out = io.BytesIO()
    scanned[0].save(out, "PDF", save_all=True, append_images=scanned[1:], resolution=DPI)
    return out.getvalue()


def _stamp(page: Image.Image) -> None:
    """A ring with a star, 42 mm wide, at the lower right."""
    radius = round(21 / 25.4 * DPI)
    x, y = page.width - 2 * radius, page.height - 3 * radius
    pen = ImageDraw.Draw(page)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=RED, width=7)
    tips = [(0.4 * radius * (1, 0.4)[n % 2], math.radians(36 * n - 90)) for n in range(10)]
    pen.polygon([(x + far * math.cos(turn), y + far * math.sin(turn)) for far, turn in tips], fill=RED)


def _saved(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()
