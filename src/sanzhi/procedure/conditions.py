"""Conditions over facts: a small fixed grammar, never evaluated as code.

``{"fact": "major"}`` is true when the fact is truthy; ``{"eq": ["review.outcome", "agree"]}``
compares; ``not``, ``all`` and ``any`` combine. A dotted name looks into an object.

Grammar 2 adds ``lt``, ``le``, ``gt``, ``ge`` (``["draft.fine_fen", 1000000]``), ``between`` (``[name, low,
high]``, both included) and ``in`` (``[name, [value…]]``). Numbers compare with numbers and text (so also
dates) with text; anything else, and what is missing, does not hold.
"""

from collections.abc import Callable, Iterator, Mapping
from operator import ge, gt, le, lt
from typing import Any, Final

# Deeper than any rule of procedure nests; a bound keeps a hostile document from exhausting the stack.
DEEPEST: Final = 12
_COMBINES: Final = frozenset({"not", "all", "any"})


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
    """The value of a dotted name, or None where any part is missing; a fact's own name may have dots."""
    found = facts.get(name)
    if found is not None or "." not in name:
        return found
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        value: Any = facts.get(".".join(parts[:cut]))
        for part in parts[cut:]:
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is not None:
            return value
    return None


def check_condition(condition: Any, deep: int = 0) -> None:
    """Raise ``ConditionError``, in Chinese, where a condition does not follow grammar 2."""
    if deep > DEEPEST:
        raise ConditionError(f"条件嵌套超过 {DEEPEST} 层")
    if not isinstance(condition, Mapping) or len(condition) != 1:
        raise ConditionError('条件应当是只含一个运算的对象，如 {"fact": "major"}')
    ((operator, operand),) = condition.items()
    if operator in _COMBINES:
        for each in _parts(operator, operand):
            check_condition(each, deep + 1)
    elif operator not in _SHAPES:
        raise ConditionError(f"不认识的运算 {operator}，可用的有 {'、'.join(sorted({*_SHAPES, *_COMBINES}))}")
    elif not _SHAPES[operator](operand):
        raise ConditionError(f"运算 {operator} 的写法应当是 {_WRITTEN[operator]}")


def leaves(condition: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    """The comparisons inside a condition, without what combines them."""
    for operator, operand in (condition or {}).items():
        if operator in _COMBINES:
            for each in _parts(operator, operand):
                yield from leaves(each)
        elif condition is not None:
            yield condition


def named(leaf: Mapping[str, Any]) -> str:
    """The fact, by its dotted name, that a comparison looks at."""
    (operand,) = leaf.values()
    return str(operand if isinstance(operand, str) else operand[0])


def _parts(operator: str, operand: Any) -> list[Any]:
    if operator == "not":
        return [operand]
    if not isinstance(operand, list):
        raise ConditionError(f"运算 {operator} 需要一列条件")
    return operand


def _compare(against: Callable[[Any, Any], bool]) -> Callable[[Any, Mapping[str, Any]], bool]:
    return lambda operand, facts: _ordered(against, look_up(operand[0], facts), operand[1])


def _ordered(against: Callable[[Any, Any], bool], value: Any, bound: Any) -> bool:
    same = (_number(value) and _number(bound)) or (isinstance(value, str) and isinstance(bound, str))
    return same and against(value, bound)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | int)


def _name(value: Any) -> bool:
    return isinstance(value, str) and bool(value) and all(value.split("."))


def _pair(operand: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(operand, list) and len(operand) == 2 and _name(operand[0]) and fits(operand[1])


def _bound(value: Any) -> bool:
    return _number(value) or isinstance(value, str)


def _between(operand: Any) -> bool:
    if not (isinstance(operand, list) and len(operand) == 3 and _name(operand[0])):
        return False
    return _ordered(le, operand[1], operand[2])


_OPERATORS: Final[dict[str, Callable[[Any, Mapping[str, Any]], bool]]] = {
    "fact": lambda operand, facts: bool(look_up(operand, facts)),
    "eq": lambda operand, facts: bool(look_up(operand[0], facts) == operand[1]),
    "not": lambda operand, facts: not holds(operand, facts),
    "all": lambda operand, facts: all(holds(each, facts) for each in operand),
    "any": lambda operand, facts: any(holds(each, facts) for each in operand),
    "lt": _compare(lt),
    "le": _compare(le),
    "gt": _compare(gt),
    "ge": _compare(ge),
    "between": lambda operand, facts: (
        _ordered(ge, look_up(operand[0], facts), operand[1])
        and _ordered(le, look_up(operand[0], facts), operand[2])
    ),
    "in": lambda operand, facts: look_up(operand[0], facts) in operand[1],
}
_SHAPES: Final[dict[str, Callable[[Any], bool]]] = {
    "fact": _name,
    "eq": lambda operand: _pair(operand, _scalar),
    **dict.fromkeys(("lt", "le", "gt", "ge"), lambda operand: _pair(operand, _bound)),
    "between": _between,
    "in": lambda operand: _pair(operand, lambda all_: isinstance(all_, list) and all(map(_scalar, all_))),
}
_WRITTEN: Final = {
    "fact": '{"fact": "事实"}',
    "eq": '{"eq": ["事实", 值]}',
    **{name: f'{{"{name}": ["事实", 数或者文字]}}' for name in ("lt", "le", "gt", "ge")},
    "between": '{"between": ["事实", 下限, 上限]}（下限不大于上限）',
    "in": '{"in": ["事实", [值, 值]]}',
}
