"""Files: raw bytes streamed into the store, before an act binds them to a case by their digest."""

import base64
import binascii
import io
import re

from django.http import HttpResponse
from ninja import Router
from ninja.errors import HttpError

from sanzhi.api.answers import one
from sanzhi.api.auth import StaffRequest
from sanzhi.api.requests import no_query
from sanzhi.api.schemas import FileShape, One
from sanzhi.evidence.files import blobs
from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.store.blobs import WrongDigest

router = Router(tags=["文件"])

LARGEST = 200 * 1024 * 1024
DIGEST_HEADER = "Content-Digest"
# Whoever performs acts may bring files; supervisors and administrators perform none.
_BRINGERS = frozenset({"officer", "head", "reviewer", "editor"})
_SHA256 = re.compile(r"sha-256=:([A-Za-z0-9+/=]+):")

_BODY = {
    "parameters": [
        {
            "in": "header",
            "name": DIGEST_HEADER,
            "required": False,
            "schema": {"type": "string"},
            "description": "RFC 9530：sha-256=:…:（Base64）；与收到的内容不符则拒收。",
        }
    ],
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
}


class Declared(io.RawIOBase):
    """A request's body that must be as long as it said: a connection cut off is an error, not an end."""

    def __init__(self, request: StaffRequest, length: int) -> None:
        self._request = request
        self._left = length

    def readable(self) -> bool:
        """It is for reading only."""
        return True

    def readinto(self, buffer: "memoryview[int] | bytearray") -> int:  # type: ignore[override]
        """Fill the buffer with what has arrived; 0 only at the declared end."""
        if not self._left:
            return 0
        chunk = self._request.read(min(len(buffer), self._left))
        if not chunk:
            raise Invalid([FieldError("body", "文件", "上传中断，内容不完整，请重新上传")])
        buffer[: len(chunk)] = chunk
        self._left -= len(chunk)
        return len(chunk)


def _upload(request: StaffRequest) -> HttpResponse:
    """原始字节，不超过 200 MB；返回摘要和大小，办理时以摘要引用。"""
    no_query(request)
    if not request.auth.roles & _BRINGERS:
        raise NotOpen("您的角色不能上传文件。")
    body = io.BufferedReader(Declared(request, _length(request)))
    try:
        blob = blobs().put(body, expected=_expected(request))
    except WrongDigest as error:
        raise Invalid([FieldError(DIGEST_HEADER, "摘要", str(error))]) from error
    return one({"digest": blob.digest, "size": blob.size}, 201)


for _method in ("PUT", "POST"):
    router.api_operation(
        [_method],
        "/files",
        response={201: One[FileShape]},
        summary="上传文件",
        operation_id=f"{_method.lower()}_file",
        openapi_extra=_BODY,
    )(_upload)


def _length(request: StaffRequest) -> int:
    given = request.headers.get("Content-Length", "")
    if not given.isascii() or not given.isdigit():
        raise HttpError(411, "上传须带 Content-Length。")
    if int(given) > LARGEST:
        raise HttpError(413, f"一个文件不超过 {LARGEST // 1024**2} MB。")
    return int(given)


def _expected(request: StaffRequest) -> str | None:
    given = request.headers.get(DIGEST_HEADER)
    if given is None:
        return None
    found = _SHA256.fullmatch(given.strip())
    try:
        digest = base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        digest = b""
    if len(digest) != 32:
        raise Invalid([FieldError(DIGEST_HEADER, "摘要", "应为 sha-256=:Base64:（RFC 9530）")])
    return digest.hex()
