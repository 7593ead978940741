"""The mark that ties a sheet of paper to a document: `SZ1:<document id>:<digest8>:<pages>` as a QR code.

Upper-case letters, digits, hyphen and colon fit the code's compact alphabet, so the symbol keeps 29
modules at 18 mm and survives a 150-dpi scanner. The symbol has the same size for 1 and for 999 pages;
so printing the page count cannot change the page count.
"""

import io
import re
from dataclasses import dataclass
from uuid import UUID

import segno

_PAYLOAD = re.compile(r"SZ1:([0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}):([0-9A-F]{8}):([0-9]{1,3})")
_VERSION = 3


@dataclass(frozen=True)
class Mark:
    """What the QR code on a page says: document, first eight hex digits of its source digest, page count."""

    document_id: UUID
    digest8: str
    pages: int

    def payload(self) -> str:
        """Return the text inside the code."""
        return f"SZ1:{self.document_id}:{self.digest8}:{self.pages}".upper()

    def svg(self) -> str:
        """Return the code as SVG, with the quiet zone of four modules that scanners need."""
        out = io.BytesIO()
        code = segno.make(self.payload(), error="m", version=_VERSION, boost_error=False, micro=False)
        code.save(out, kind="svg", border=4, xmldecl=False, nl=False)
        return out.getvalue().decode()


def parse(payload: str) -> Mark | None:
    """Read a payload back, or None when the code is not one of ours."""
    match = _PAYLOAD.fullmatch(payload.strip().upper())
    if match is None:
        return None
    return Mark(UUID(match[1]), match[2].lower(), int(match[3]))
