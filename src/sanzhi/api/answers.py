"""Answers: the envelope ``{"data": …, "page": {"next": …}}``, cursors, instants in Chinese time."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel, Field

from sanzhi.jobs.clock import CHINA
from sanzhi.law.errors import FieldError, Invalid

MEDIA_TYPE = "application/json; charset=utf-8"
LARGEST_PAGE = 200


class PageQuery(BaseModel, extra="forbid"):
    """Which part of a list: at most 200 rows, from behind a cursor that an earlier answer gave."""

    size: int = Field(20, alias="page[size]", title="每页条数", ge=1, le=LARGEST_PAGE)
    after: str = Field("", alias="page[after]", title="游标", max_length=300)


def one(data: Any, status: int = 200, **headers: str) -> HttpResponse:
    """An answer with one thing."""
    return _answer({"data": data}, status, headers)


def many(data: Sequence[Any], following: str | None = None) -> HttpResponse:
    """An answer with one page of a list; ``following`` is the cursor of the next, None at the end."""
    return _answer({"data": data, "page": {"next": following}}, 200, {})


def _answer(body: dict[str, Any], status: int, headers: dict[str, str]) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE, headers=headers)


def instant(moment: datetime) -> str:
    """An instant as ISO 8601 with the offset of China."""
    return moment.astimezone(CHINA).isoformat()


def cursor_of(*place: str) -> str:
    """An opaque cursor behind a row."""
    return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place_of(cursor: str, parts: int) -> list[str]:
    """What ``cursor_of`` was given; ``Invalid`` for a cursor that no answer gave."""
    try:
        found = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise bad_cursor() from error
    if not isinstance(found, list) or [type(each) for each in found] != [str] * parts:
        raise bad_cursor()
    return found


def bad_cursor() -> Invalid:
    """The refusal of a cursor that leads nowhere."""
    return Invalid([FieldError("page[after]", "游标", "不是本接口给出的游标")])
