"""Small real files for materials: each one says what it stands for and that it is an example."""

import io
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from sanzhi.documents import fonts
from sanzhi.evidence.models import Kind

_SIZE, _MARGIN, _LINE = (720, 480), 48, 44
_PAPER, _INK, _RED = (250, 248, 242), (40, 44, 52), (176, 42, 42)

# The first word that a name contains says what kind of evidence it is (行政处罚法 Art 46), and its format.
_KINDS = (
    ("笔录", Kind.RECORD, "pdf"),
    ("现场检查", Kind.RECORD, "pdf"),
    ("鉴别检验", Kind.EXPERT, "pdf"),
    ("检验报告", Kind.EXPERT, "pdf"),
    ("实物照片", Kind.PHYSICAL, "jpg"),
    ("照片", Kind.AUDIOVISUAL, "jpg"),
    ("登记保存", Kind.PHYSICAL, "jpg"),
    ("", Kind.DOCUMENTARY, "png"),
)
_FORMATS = {
    "pdf": ("PDF", "application/pdf"),
    "jpg": ("JPEG", "image/jpeg"),
    "png": ("PNG", "image/png"),
}


@dataclass(frozen=True)
class Exhibit:
    """The bytes of a material with what the register needs to know about them."""

    content: bytes
    kind: Kind
    media_type: str
    file_name: str


def exhibit(name: str, *lines: str) -> Exhibit:
    """A file that stands for a piece of evidence; ``lines`` stand below its name."""
    kind, ending = next((kind, ending) for word, kind, ending in _KINDS if word in name)
    format_name, media_type = _FORMATS[ending]
    buffer = io.BytesIO()
    _draw(name, lines).save(buffer, format_name)
    return Exhibit(buffer.getvalue(), kind, media_type, f"{name}（示例数据）.{ending}")


def _draw(name: str, lines: tuple[str, ...]) -> Image.Image:
    image = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((16, 16, _SIZE[0] - 16, _SIZE[1] - 16), outline=_RED, width=3)
    draw.text((_MARGIN, _MARGIN), "示例数据", font=_font(56), fill=_RED)
    draw.text((_MARGIN, _MARGIN + 96), name, font=_font(36), fill=_INK)
    for n, line in enumerate(lines):
        draw.text((_MARGIN, _MARGIN + 168 + n * _LINE), line, font=_font(24), fill=_INK)
    return image


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    face = fonts.faces(fonts.folder())[fonts.Role.HEI]
    return ImageFont.truetype(str(face.path), size, index=face.index)
