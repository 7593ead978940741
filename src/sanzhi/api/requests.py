"""Reading a request: its key, its JSON, its parameters, and how the schema describes them."""

import json
import re
from typing import Any, NoReturn, TypeVar, cast

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.openapi.schema import REF_TEMPLATE
from pydantic import BaseModel

from sanzhi.api.auth import StaffRequest
from sanzhi.cases.envelope import parse
from sanzhi.law.errors import FieldError, Invalid

M = TypeVar("M", bound=BaseModel)
KEY_HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,80}")


def idempotency_key(request: StaffRequest) -> str:
    """The key that makes a repetition of this request harmless, apart from the keys of other people."""
    given = request.headers.get(KEY_HEADER, "")
    if not _KEY.fullmatch(given):
        raise Invalid([FieldError(KEY_HEADER, "幂等键", "必填：1 至 80 个可见 ASCII 字符，每项操作一个新值")])
    assert request.auth.user_id is not None  # noqa: S101  (only the timer has none, and it never calls)
    return f"{request.auth.user_id.hex}:{given}"


def body_of(request: HttpRequest, model: type[M]) -> M:
    """The JSON body as its model; HTTP 400 for what is not a JSON object, ``Invalid`` for wrong fields."""
    try:
        found = json.loads(request.body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise HttpError(400, "请求正文不是有效的 JSON（UTF-8），或者嵌套过深。") from error
    if not isinstance(found, dict):
        raise HttpError(400, "请求正文应为 JSON 对象。")
    return cast(M, parse(model, found))


def query_of(request: HttpRequest, model: type[M]) -> M:
    """The parameters as their model; ``Invalid`` names every one that is unknown, wrong or given twice."""
    twice = [name for name, values in request.GET.lists() if len(values) > 1]
    if twice:
        raise Invalid([FieldError(name, name, "只能给出一次") for name in twice])
    return cast(M, parse(model, request.GET.dict()))


def no_query(request: HttpRequest) -> None:
    """Refuse every parameter at an address that takes none."""
    if request.GET:
        query_of(request, _Nothing)


def takes_body(model: type[BaseModel]) -> dict[str, Any]:
    """What the schema of an operation says about its body and its key."""
    content = {"application/json": {"schema": {"$ref": REF_TEMPLATE.format(model=model.__name__)}}}
    return {**_KEYED, "requestBody": {"required": True, "content": content}}


def takes_query(model: type[BaseModel]) -> dict[str, Any]:
    """What the schema of an operation says about its parameters."""
    properties = model.model_json_schema()["properties"]
    return {
        "parameters": [
            {"in": "query", "name": name, "required": False, "schema": schema}
            for name, schema in properties.items()
        ]
    }


class _Nothing(BaseModel, extra="forbid"):
    """No parameters."""


_KEYED: dict[str, Any] = {
    "parameters": [
        {
            "in": "header",
            "name": KEY_HEADER,
            "required": True,
            "schema": {"type": "string", "pattern": f"^{_KEY.pattern}$"},
            "description": "每项操作一个新值；重复发送同一请求不会重复办理。",
        }
    ]
}


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
