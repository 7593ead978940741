"""What is wrong with a content, told in Chinese: the field by its label, and the rule that it breaks."""

from collections.abc import Sequence
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sanzhi.law.errors import FieldError


def faults_of(model: type[BaseModel], error: ValidationError) -> list[FieldError]:
    """Every wrong field of a content with its path (``basis.0.law``), label and rule in Chinese."""
    return [_fault(model, each) for each in error.errors()]


def _fault(model: type[BaseModel], error: ErrorDetails) -> FieldError:
    path = ".".join(str(step) for step in error["loc"])
    return FieldError(path, label_of(model, error["loc"]), _rule(error))


def _rule(error: ErrorDetails) -> str:
    known, limits = _RULES.get(error["type"]), error.get("ctx", {})
    if error["type"] == "string_pattern_mismatch":
        known = _PATTERNS.get(str(limits.get("pattern")), "格式不对")
    elif limits.get("min_length", 1) > 1 and error["type"] == "string_too_short":
        known = "不能为空，至少 {min_length} 个字"
    # What a validator of ours says, and pydantic's own words, are no templates: they may hold braces.
    return known.format(**limits) if known else str(error["msg"]).removeprefix("Value error, ")


def label_of(model: type[BaseModel], path: Sequence[int | str]) -> str:
    """The label of a field by its path, with the number of its item: 设定依据第2项条款."""
    label, here = "", model
    for step in path:
        if isinstance(step, int):
            label += f"第{step + 1}项"
            continue
        info = here.model_fields.get(step)
        label += (info.title if info else None) or step
        here = _inner(info.annotation) or here if info else here
    return label.replace("（分）", "（元）") or "内容"


def _inner(annotation: Any) -> type[BaseModel] | None:
    options = (annotation, *getattr(annotation, "__args__", ()))
    return next((o for o in options if isinstance(o, type) and issubclass(o, BaseModel)), None)


# The patterns of our fields, and pydantic's error types; what is missing keeps its own message.
_PATTERNS: Final[dict[str, str]] = {
    r"^(\d{6}|\d{9}|\d{12})$": "格式不对，应为 6 位、9 位或者 12 位区划代码",
    "^[0-9a-f]{64}$": "格式不对，应为 64 位小写十六进制的摘要",
}
_DATE, _MOMENT = "应为日期，例如 2026-03-02", "应为日期和时间，例如 2026-03-02 09:30"
_RULES: Final[dict[str, str]] = {
    "missing": "必填",
    "string_too_short": "不能为空",
    "string_too_long": "超过允许的长度 {max_length}",
    "too_short": "至少填写 {min_length} 项",
    "too_long": "最多填写 {max_length} 项",
    "int_parsing": "应为整数",
    "int_parsing_size": "数值过大",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "greater_than_equal": "不得小于 {ge}",
    "greater_than": "应大于 {gt}",
    "less_than_equal": "不得大于 {le}",
    "less_than": "应小于 {lt}",
    "bool_parsing": "应为是或否",
    "bool_type": "应为是或否",
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_parsing": _DATE,
    "date_type": _DATE,
    "datetime_from_date_parsing": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_type": _MOMENT,
    "uuid_parsing": "编号格式不对",
    "uuid_type": "编号格式不对",
    "enum": "只能是：{expected}",
    "literal_error": "只能是：{expected}",
    "extra_forbidden": "没有这一项",
    "string_type": "应为文字",
    "list_type": "应为列表",
    "model_type": "应为对象",
    "dict_type": "应为对象",
    "model_attributes_type": "应为对象",
}
