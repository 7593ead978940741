"""Writes ``docs/law-in-force.md`` from the code: which guards are asked at which act, which rule rows ship.

Called with ``--check`` it only says whether the document is current (exit code 1 when it is not).
"""

import argparse
import inspect
import os
import pkgutil
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from sanzhi.law import guards
from sanzhi.law.findings import Citation
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import registered
from sanzhi.law.rules import UNITS, RuleRow, RuleSet

ROOT = Path(__file__).resolve().parent.parent
# Called as a file, Python looks for modules beside it and not in the root.
sys.path[0] = str(ROOT)

from tools.law_words import WORDS  # noqa: E402

DOCUMENT = ROOT / "docs" / "law-in-force.md"
# Modules of the law outside `guards` that hold guards too, and those of `guards` that hold none.
OTHERS = ("sanzhi.law.publication", "sanzhi.law.redaction")
# What is asked away from cases, and where.
ELSEWHERE = {
    "sanzhi.law.guards.admission": "资料库提交、审核入库",
    "sanzhi.law.guards.bodies": "登记机构和委托书；在册与名义，每一办理动作都问",
}
WITHOUT = frozenset({"basis", "coverage"})
HEAD = """# 现行规则一览

本页由 `python tools/law_table.py` 从代码生成，检查会核对它是否最新，请勿手工修改。

结论有三种：**拒绝**（不得办理，附条文和补救办法）、**提示**（可以办理，提示随事项留存）、**依据待确认**（当日有效的法律文本不在库中，
由人判断，不当作允许）。数值所依据的文本未确认的，只提示，不拒绝。行业和地方另有的条文在办理时一并列出。
"""


def main() -> int:
    """Write the document, or compare it."""
    parser = argparse.ArgumentParser(description="由代码生成现行规则一览。")
    parser.add_argument("--check", action="store_true", help="只核对，不写入")
    text = document()
    if not parser.parse_args().check:
        DOCUMENT.write_text(text, encoding="utf-8")
        return 0
    if not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != text:
        print(f"{DOCUMENT.relative_to(ROOT)} 不是最新，请运行 python tools/law_table.py", file=sys.stderr)
        return 1
    return 0


def document() -> str:
    """The whole text of the document. Sets Django up on a folder of its own where nobody has."""
    acts = _acts()
    asked = {name: set(_reached(act)) for name, act in acts.items()}
    rows = RuleSet.national().rows
    parts = [HEAD, "## 办理时的判断", "", *_guard_table(asked), "", "## 期限、金额和比例", ""]
    return "\n".join([*parts, *_row_table(rows), ""])


def _acts() -> dict[str, Any]:
    """The registered acts by the title on their button; acts of the timer are left out."""
    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        # The settings make secrets: not in anybody's instance.
        os.environ["SANZHI_HOME"] = tempfile.mkdtemp(prefix="sanzhi-law-")
        os.environ["DJANGO_SETTINGS_MODULE"] = "sanzhi.config.settings"
    import_module("django").setup()
    registered = import_module("sanzhi.procedure.acts").registered().values()
    return {act.title: act for act in registered if "timer" not in act.roles}


def _guard_table(asked: dict[str, set[Any]]) -> Iterator[str]:
    yield "| 规则 | 问什么 | 依据 | 在哪些办理动作时问 |"
    yield "|---|---|---|---|"
    for guard in sorted(_guards(), key=lambda each: _place(_ids(each))):
        found = list(_objects(guard))
        ids = _ids(guard)
        articles = dict.fromkeys(str(each) for each in _citations(found))
        titles = [title for title, reached in asked.items() if guard in reached]
        at = "、".join(sorted(titles)) or ELSEWHERE.get(guard.__module__, "尚未接入办理动作")
        yield f"| {'、'.join(ids)} | {WORDS[guard.__name__]} | {'、'.join(articles)} | {at} |"


def _guards() -> Iterator[FunctionType]:
    """Every public function of the law that answers with findings; those that are handed a rule only help."""
    inner = sorted(each.name for each in pkgutil.iter_modules(guards.__path__) if each.name not in WITHOUT)
    for name in (*(f"{guards.__name__}.{each}" for each in inner), *OTHERS):
        for guard in vars(import_module(name)).values():
            if inspect.isfunction(guard) and guard.__module__ == name and _is_guard(guard):
                yield guard


def _ids(guard: FunctionType) -> list[str]:
    """The ids of its rules, or those it is registered for where its rules are made as it runs."""
    found = {each.id for each in _objects(guard) if isinstance(each, Rule)}
    return sorted(found or {rule for rule, guards in registered().items() if guard in guards})


def _place(ids: list[str]) -> tuple[str, int]:
    """By the letter and the number of the first rule."""
    found = re.match(r"([A-Z]+)(\d+)", next(iter(ids), ""))
    return (found[1], int(found[2])) if found else ("", 0)


def _is_guard(function: FunctionType) -> bool:
    signature = inspect.signature(function)
    public = not function.__name__.startswith("_") and "rule" not in signature.parameters
    return public and "Finding]" in str(signature.return_annotation)


def _citations(found: Iterable[Any]) -> Iterator[Citation]:
    for each in found:
        if isinstance(each, Rule):
            yield from each.citations
        elif isinstance(each, Citation):
            yield each


def _reached(act: Any) -> Iterator[Any]:
    """Everything that the guards and the ``apply`` of an act lead to."""
    for start in (*act.guards, act.apply):
        yield from _objects(start)


def _objects(start: Callable[..., Any]) -> Iterator[Any]:
    """The function and all of our functions, rules and citations that its code names, however deep."""
    waiting: list[Any] = [start]
    seen: list[Any] = []
    while waiting:
        found = waiting.pop()
        if found in seen:
            continue
        seen.append(found)
        yield found
        if isinstance(found, FunctionType):
            waiting += [each for each in _named(found) if _is_ours(each)]


def _named(function: FunctionType) -> Iterator[Any]:
    """What a function's code names: globals, members of modules among them, closed-over values."""
    names = set(_names(function.__code__))
    known = [function.__globals__[name] for name in sorted(names) if name in function.__globals__]
    modules = [each for each in known if isinstance(each, ModuleType)]
    yield from (each for value in known for each in _contents(value))
    yield from (vars(module)[name] for module in modules for name in sorted(names) if name in vars(module))
    yield from (cell.cell_contents for cell in function.__closure__ or ())


def _contents(value: Any) -> Iterator[Any]:
    """The value, or what a table or a row of one holds."""
    if isinstance(value, Mapping | tuple | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _contents(each)
    else:
        yield value


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _is_ours(found: Any) -> bool:
    if isinstance(found, FunctionType):
        return found.__module__.startswith("sanzhi.")
    return isinstance(found, Rule | Citation)


def _row_table(rows: Iterable[RuleRow]) -> Iterator[str]:
    started = _started_clocks()
    yield "| 规则 | 名称 | 数值 | 适用 | 依据 | 施行 | 文本 | 系统计时 |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in sorted(rows, key=_order):
        where = row.domain or (f"区划 {row.region}" if row.region else "全国")
        since = row.in_force_from.isoformat() if row.in_force_from else "不详"
        force = "已确认" if row.confirmed else "未确认，只提示"
        counted = "是" if row.id in started else ""
        cells = (row.id, row.title, _value(row), where, str(row.citation), since, force, counted)
        yield f"| {' | '.join(cells)} |"


def _order(row: RuleRow) -> tuple[str, int, str, str, str]:
    """By letter, number, and then from the general to the special."""
    letter, number, rest = re.fullmatch(r"([A-Z]+)(\d+)(.*)", row.id).groups()  # type: ignore[union-attr]
    return letter, int(number), rest, row.domain or "", row.region or ""


def _value(row: RuleRow) -> str:
    if row.unit == "fen":
        return f"{row.value // 100:,} 元（{'含' if row.inclusive else '不含'}本数）"
    rolled = "，末日休息不顺延" if row.roll == "none" and row.unit not in ("percent", "hour") else ""
    return f"{'提前 ' if row.before else ''}{row.value} {UNITS[row.unit]}{rolled}"


def _started_clocks() -> set[str]:
    """Rules whose clock some act starts."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    return {name for text in sources for name in re.findall(r'start_clock\("(\w+)"', text)}


if __name__ == "__main__":
    sys.exit(main())
