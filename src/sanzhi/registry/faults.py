"""What is wrong with a content, told in Chinese: the field by its label, and the rule that it breaks."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sanzhi.law.errors import FieldError
from sanzhi.registry.fault_words import ANYTHING, PATTERNS, RULES


def faults_of(model: type[BaseModel], error: ValidationError) -> list[FieldError]:
    """Every wrong field of a content with its path (``basis.0.law``), label and rule in Chinese."""
    return [_fault(model, each) for each in error.errors()]


def _fault(model: type[BaseModel], error: ErrorDetails) -> FieldError:
    path = ".".join(str(step) for step in error["loc"])
    return FieldError(path, label_of(model, error["loc"]), _rule(error))


def _rule(error: ErrorDetails) -> str:
    known, limits = RULES.get(error["type"]), _limits(error)
    if error["type"] == "string_pattern_mismatch":
        known = PATTERNS.get(str(limits.get("pattern")), "格式不对")
    elif error["type"] == "string_too_short" and limits.get("min_length", 1) > 1:
        known = "不能为空，至少 {min_length} 个字"
    # What a validator of ours says is no template: it may hold braces.
    return known.format(**limits) if known else _own_words(str(error["msg"]))


def _limits(error: ErrorDetails) -> dict[str, Any]:
    """The limits of a rule as a person reads them: choices without quotes, amounts in yuan."""
    limits = dict(error.get("ctx", {}))
    if "expected" in limits:
        limits["expected"] = (
            str(limits["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
        )
    if str(error["loc"][-1] if error["loc"] else "").endswith("fen"):
        bounds = {
            name: limits[name] for name in ("gt", "ge", "lt", "le") if isinstance(limits.get(name), int)
        }
        limits |= {name: f"{fen / 100:.2f} 元" for name, fen in bounds.items()}
    return limits


def _own_words(text: str) -> str:
    """What a validator said; words that are not Chinese are nobody's here."""
    said = text.removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return said if any("\u4e00" <= sign <= "\u9fff" for sign in said) else ANYTHING


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
