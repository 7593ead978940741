"""Typst, kept warm: one compiler per thread, fonts by role, facts as one JSON text.

Facts reach Typst through `sys.inputs`, never as source code, so nothing that a person typed is evaluated.
"""

import hashlib
import json
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from sanzhi.documents import fonts
from sanzhi.documents.errors import DocumentError

TEMPLATES = Path(__file__).parent / "templates"


class _Warm(threading.local):
    """Typst's compiler keeps its caches between documents but is not thread-safe."""

    def __init__(self) -> None:
        self.compilers: dict[str, typst.Compiler] = {}


_warm = _Warm()


@cache
def file_digest(*paths: Path) -> str:
    """SHA-256 (hex) over files of the program, with a zero byte between them."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def pdf(template: Path, data: Mapping[str, Any], clock: datetime) -> bytes:
    """Return PDF/A-2b; the same template, data, clock and fonts give the same bytes."""
    made = _compile(template, data, format="pdf", pdf_standards=["a-2b"], timestamp=clock)
    if not isinstance(made, bytes):
        raise DocumentError("排版没有得到文件。")
    return made


def svg_pages(template: Path, data: Mapping[str, Any]) -> list[str]:
    """Return each page as SVG."""
    made = _compile(template, data, format="svg")
    return [page.decode() for page in (made if isinstance(made, list) else [made])]


def _compile(template: Path, data: Mapping[str, Any], **options: Any) -> Any:
    inputs = {"data": json.dumps({**data, "fonts": fonts.stacks(fonts.folder())}, ensure_ascii=False)}
    return _compiler().compile(template, sys_inputs=inputs, **options)


def _compiler() -> typst.Compiler:
    where = fonts.folder()
    if where not in _warm.compilers:
        _warm.compilers[where] = typst.Compiler(
            root=TEMPLATES, font_paths=fonts.library(where), ignore_system_fonts=True
        )
    return _warm.compilers[where]
