"""Why a caller looks at somebody else's case: the header ``X-Purpose``, percent-encoded UTF-8."""

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from sanzhi.accounts.actors import Actor
from sanzhi.api.auth import StaffRequest
from sanzhi.cases.sight import purpose_of

HEADER = "X-Purpose"
_PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string"},
    "description": "查看目的（UTF-8 百分号编码）。查看不是本人办理的案件时必填，每次查看记入访问日志。",
}


def reader_of(request: StaffRequest) -> Actor:
    """Who reads, with the purpose of this request; ``Invalid`` when it says too little or too much."""
    given = request.headers.get(HEADER, "")
    if not given:
        return request.auth
    return replace(request.auth, purposes={"": purpose_of(unquote(given, errors="replace"))})


def says_purpose(extra: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the schema of an operation says, and that it takes a purpose."""
    said = extra or {}
    return {**said, "parameters": [*said.get("parameters", ()), _PARAMETER]}
