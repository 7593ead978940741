"""What is wrong with a content, told in Chinese: the field by its label, and the rule that it breaks."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sanzhi.law.errors import FieldError


def faults_of(model: type[BaseModel], error: ValidationError) -> list[FieldError]:
    """Every wrong field of a content with its path (``basis.0.law``), label and rule in Chinese."""
    return [_fault(model, each) for each in error.errors()]


def _fault(model: type[BaseModel], error: ErrorDetails) -> FieldError:
    path = ".".join(str(step) for step in error["loc"])
    return FieldError(path, label_of(model, error["loc"]), _RULES.get(error["type"], _said)(error))


def label_of(model: type[BaseModel], path: Sequence[int | str]) -> str:
    """The label of a field by its path, with the number of its row: 设定依据第 2 行 条款."""
    label, here = "", model
    for step in path:
        if isinstance(step, int):
            label += f"第{step + 1}行"
            continue
        info = here.model_fields.get(step)
        label = f"{label} {info.title or step}".strip() if info else f"{label} {step}".strip()
        here = _inner(info.annotation) or here if info else here
    return label.replace("（分）", "（元）") or "内容"


def _inner(annotation: Any) -> type[BaseModel] | None:
    options = (annotation, *getattr(annotation, "__args__", ()))
    return next((o for o in options if isinstance(o, type) and issubclass(o, BaseModel)), None)


def _said(error: ErrorDetails) -> str:
    return str(error["msg"]).removeprefix("Value error, ")


def _bound(word: str, name: str) -> Callable[[ErrorDetails], str]:
    return lambda error: f"{word} {error.get('ctx', {}).get(name, '')}"


_RULES: Final[dict[str, Callable[[ErrorDetails], str]]] = {
    "missing": lambda _: "必填",
    "string_too_short": lambda _: "必填",
    "too_short": lambda _: "至少填写一项",
    "too_long": _bound("项数不能超过", "max_length"),
    "string_too_long": _bound("字数不能超过", "max_length"),
    "string_pattern_mismatch": lambda _: "格式不对，应为 6 位、9 位或者 12 位区划代码",
    "literal_error": lambda error: f"只能是：{error.get('ctx', {}).get('expected', '')}",
    "enum": lambda error: f"只能是：{error.get('ctx', {}).get('expected', '')}",
    "extra_forbidden": lambda _: "没有这一项",
    "greater_than_equal": _bound("不能小于", "ge"),
    "less_than_equal": _bound("不能大于", "le"),
    "int_parsing": lambda _: "应为整数",
    "int_type": lambda _: "应为整数",
    "date_from_datetime_parsing": lambda _: "应为日期，例如 2026-03-02",
    "date_parsing": lambda _: "应为日期，例如 2026-03-02",
    "date_type": lambda _: "应为日期，例如 2026-03-02",
    "bool_parsing": lambda _: "应为是或者否",
    "string_type": lambda _: "应为文字",
    "list_type": lambda _: "应为列表",
}
