"""What comes to the door with an act, checked before anything is read: data, time, key."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError

from sanzhi.accounts.actors import Actor
from sanzhi.cases.keepable import unkeepable
from sanzhi.cases.seal import request_digests
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act
from sanzhi.procedure.deed import china_day

LONGEST_KEY = 120

# pydantic's error types, said in Chinese; a type that is missing here falls back to its own message.
_RULES = {
    "missing": "必填",
    "string_too_short": "不能为空",
    "string_too_long": "超过允许的长度 {max_length}",
    "too_short": "至少填写 {min_length} 项",
    "too_long": "最多填写 {max_length} 项",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "greater_than_equal": "不得小于 {ge}",
    "greater_than": "应大于 {gt}",
    "less_than_equal": "不得大于 {le}",
    "bool_parsing": "应为是或否",
    "date_from_datetime_parsing": "应为日期，例如 2026-03-02",
    "date_parsing": "应为日期，例如 2026-03-02",
    "datetime_from_date_parsing": "应为日期和时间，例如 2026-03-02 09:30",
    "datetime_parsing": "应为日期和时间，例如 2026-03-02 09:30",
    "uuid_parsing": "编号格式不对",
    "enum": "只能是 {expected}",
    "literal_error": "只能是 {expected}",
    "extra_forbidden": "没有这一项",
    "string_type": "应为文字",
    "list_type": "应为列表",
    "model_type": "应为对象",
    "dict_type": "应为对象",
    "model_attributes_type": "应为对象",
}


@dataclass(frozen=True, slots=True)
class Envelope:
    """An act on its way to the door. ``seen`` is the number of the last event the writer had read.

    ``request`` tells this request apart; ``requests`` are the forms it may have been stored in before.
    """

    act: Act
    case_id: UUID | None
    actor: Actor
    data: BaseModel
    key: str
    request: str
    requests: tuple[str, ...]
    seen: int | None
    happened: datetime
    recorded: datetime
    late_reason: str


def seal_envelope(
    act: Act,
    case_id: UUID | None,
    *,
    actor: Actor,
    data: Mapping[str, Any],
    key: str,
    seen: int | None,
    happened: datetime | None,
    late_reason: str,
    recorded: datetime,
) -> Envelope:
    """Check form and time of an act; ``Invalid`` names every wrong field at once."""
    if not 1 <= len(key) <= LONGEST_KEY:
        raise Invalid([FieldError("key", "幂等键", f"应为 1 至 {LONGEST_KEY} 个字符")])
    _check_keepable(act, {**data, "late_reason": late_reason})
    parsed = parse(act.data, data)
    moment = recorded if happened is None else happened
    _check_time(act, moment, recorded, late_reason)
    raw = json.dumps(data, sort_keys=True, default=str, ensure_ascii=False)
    who = f"{act.name}|{case_id}|{actor.user_id}|{happened}|{raw}"
    digests = request_digests(who)
    return Envelope(
        act, case_id, actor, parsed, key, digests[0], digests, seen, moment, recorded, late_reason.strip()
    )


def parse(model: type[BaseModel], data: Mapping[str, Any]) -> BaseModel:
    """Read data into its model; ``Invalid`` in Chinese otherwise."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Invalid([_field_error(model, each) for each in error.errors()]) from None


def _check_keepable(act: Act, data: Mapping[str, Any]) -> None:
    found = [
        FieldError(".".join(map(str, place)), label_of(act.data, place), rule)
        for place, rule in unkeepable(data)
    ]
    if found:
        raise Invalid(found)


def _field_error(model: type[BaseModel], error: Any) -> FieldError:
    location = ".".join(str(part) for part in error["loc"])
    if error["type"] == "value_error":
        rule = str(error["ctx"]["error"])
    else:
        rule = _RULES.get(error["type"], error["msg"]).format(**{"expected": "", **error.get("ctx", {})})
    return FieldError(location, label_of(model, error["loc"]), rule)


def label_of(model: type[BaseModel], location: tuple[Any, ...]) -> str:
    """The Chinese label of a field: the title of the model's fields along the way."""
    labels: list[str] = []
    current: Any = model
    for part in location:
        if isinstance(part, int):
            labels.append(f"第{part + 1}项")
            continue
        known = getattr(current, "model_fields", {}).get(part)
        labels.append((known.title if known else None) or str(part))
        current = _inner_model(known.annotation) if known else None
    return "".join(labels) or "内容"


def _inner_model(annotation: Any) -> Any:
    for each in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
    return None


def _check_time(act: Act, happened: datetime, recorded: datetime, late_reason: str) -> None:
    if happened.tzinfo is None:
        raise Invalid([FieldError("happened", "发生时间", "必须带时区")])
    if happened > recorded:
        raise Invalid([FieldError("happened", "发生时间", "不能晚于现在")])
    if china_day(happened) == china_day(recorded):
        return
    if recorded - happened > timedelta(days=act.late_days):
        rule = (
            f"“{act.title}”只能补录 {act.late_days} 日以内的事项"
            if act.late_days
            else f"“{act.title}”不能补录"
        )
        raise Invalid([FieldError("happened", "发生时间", rule)])
    if not late_reason.strip():
        raise Invalid([FieldError("late_reason", "补录原因", "发生时间早于今天的，必须说明原因")])
