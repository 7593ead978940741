"""Conditions over facts: a small fixed grammar, never evaluated as code.

``{"fact": "major"}`` is true when the fact is truthy; ``{"eq": ["review.outcome", "agree"]}``
compares; ``not``, ``all`` and ``any`` combine. A dotted name looks into an object.
"""

from collections.abc import Callable, Mapping
from typing import Any


class ConditionError(ValueError):
    """A condition outside the grammar."""


def holds(condition: Mapping[str, Any] | None, facts: Mapping[str, Any]) -> bool:
    """Whether a condition holds over the facts; no condition always holds."""
    if condition is None:
        return True
    if len(condition) != 1:
        raise ConditionError(f"条件只能有一个运算：{sorted(condition)}")
    ((operator, operand),) = condition.items()
    evaluate = _OPERATORS.get(operator)
    if evaluate is None:
        raise ConditionError(f"不认识的运算 {operator}")
    return evaluate(operand, facts)


def look_up(name: str, facts: Mapping[str, Any]) -> Any:
    """The value of a dotted name, or None where any part is missing."""
    value: Any = facts
    for part in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


_OPERATORS: dict[str, Callable[[Any, Mapping[str, Any]], bool]] = {
    "fact": lambda operand, facts: bool(look_up(operand, facts)),
    "eq": lambda operand, facts: bool(look_up(operand[0], facts) == operand[1]),
    "not": lambda operand, facts: not holds(operand, facts),
    "all": lambda operand, facts: all(holds(each, facts) for each in operand),
    "any": lambda operand, facts: any(holds(each, facts) for each in operand),
}
