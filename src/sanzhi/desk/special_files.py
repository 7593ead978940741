"""Sending a file to a browser: in parts when asked, shown only where showing is safe."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from sanzhi.store.slice import Slice

CHUNK = 256 * 1024
OTHER = "application/octet-stream"

# What a browser only draws. SVG and HTML carry scripts, so they are handed over as files.
SHOWN = frozenset(
    {
        "application/pdf", "image/jpeg", "image/png", "image/webp", "image/gif",
        "video/mp4", "video/webm", "video/quicktime",
    }
)  # fmt: skip

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


def media_type_of(stream: BinaryIO) -> str:
    """The type of a document's file by its first bytes: PDF, JPEG, PNG; the stream stays at its beginning."""
    head = stream.read(8)
    stream.seek(0)
    return next((kind for start, kind in _STARTS if head.startswith(start)), OTHER)


def send(request: HttpRequest, stream: BinaryIO, media_type: str, name: str) -> HttpResponseBase:
    """Send a seekable stream, whole or the one range that is asked for (RFC 9110 section 14).

    Images, PDF and video are shown; everything else is handed over as a file of no known type.
    """
    size = stream.seek(0, 2)
    asked = request.headers.get("Range", "")
    span = _span(asked, size)
    if span is None:
        stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, length = span
    stream.seek(start)
    partial = (start, length) != (0, size) or _RANGE.fullmatch(asked.strip()) is not None
    shown = media_type in SHOWN
    response = StreamingHttpResponse(
        _chunks(stream, length), status=206 if partial else 200, content_type=media_type if shown else OTHER
    )
    response["Content-Length"] = str(length)
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    if partial:
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    return response


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """Start and length of what is asked for; everything for a header of another form, None beyond the end."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match.groups() == ("", ""):
        return 0, size
    first, last = match.groups()
    if not first:
        start = max(size - int(last), 0)
        return (start, size - start) if int(last) and size else None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end - int(first) + 1) if int(first) <= end else None


def _chunks(stream: BinaryIO, length: int) -> Iterator[bytes]:
    with Slice(stream, length) as part:
        while chunk := part.read(CHUNK):
            yield chunk
