"""Writes ``docs/law-in-force.md`` from the code: which guards are asked at which act, which rule rows ship.

Called with ``--check`` it only says whether the document is current (exit code 1 when it is not).
"""

import argparse
import inspect
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from sanzhi.law.findings import Citation
from sanzhi.law.guards.basis import Rule
from sanzhi.law.rules import UNITS, RuleRow, RuleSet

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "law-in-force.md"
MODULES = (
    *(f"sanzhi.law.guards.{name}" for name in ("officers", "separation", "review", "notice", "hearing")),
    *(f"sanzhi.law.guards.{name}" for name in ("decision", "service", "publishing")),
    "sanzhi.law.publication",
    "sanzhi.law.redaction",
)
# What each guard asks, in the words of those who are asked. A guard without words here stops the writing.
WORDS = {
    "two_certified_officers": "两名以上执法人员，证件在当日、本机关、本区域、本类别有效",
    "certificates_shown": "每名执法人员都已出示执法证件，并有记录",
    "two_signatures": "用印之前已有两名办案人员签名",
    "reviewer_is_independent": "审核人员不是本案办案人员",
    "reviewer_is_qualified": "初次从事法制审核的人员具有法律职业资格",
    "hearing_host_is_independent": "听证主持人不是本案调查人员",
    "releaser_is_second_person": "公示稿由制作人以外的人审核发布",
    "supervisor_is_no_officer": "执法人员不从事执法监督",
    "two_supervisors": "执法监督公务由两人以上执行",
    "review_passed": "重大决定的现稿已经法制审核通过；其余案件的现稿已经案件审核通过",
    "reviewed_after_hearing": "经过听证的，听证之后再审核",
    "deliberated": "情节复杂或者重大违法行为的现稿已经负责人集体讨论同意，意见和签名齐全",
    "notice_given": "现稿的事先告知书已经用印并送达",
    "statement_window_over": "陈述申辩期已满，或者已书面放弃",
    "defence_heard": "当事人的陈述申辩已经复核并有答复",
    "not_heavier": "不因陈述申辩（市场监管：或者要求听证）而加重；未经告知的内容不得加重",
    "hearing_right_told": "有权要求听证的，告知书已写明",
    "requested_in_time": "听证申请在期限内提出",
    "hearing_settled": "申请听证期已满或者已放弃；在期限内申请的，已举行听证",
    "hearing_notified_in_time": "举行听证的七个工作日前已通知",
    "conclusion_supported": "有违法事实、查证属实的证据和处罚依据",
    "decided_in_time": "自立案之日起的办案期限未过（超过的提示，不拒绝）",
    "decision_complete": "决定书应当载明的内容齐全",
    "decision_sealed": "决定书已加盖印章",
    "summary_allowed": "当场处罚限于警告和小额罚款",
    "service_lawful": "只送达已签发、已用印的文书，不早于其日期；电子送达须有确认书；逾期提示",
    "release_timely": "送达之前不公示；超过公示期限的提示",
    "withdrawal_timely": "撤回须说明理由；超过三个工作日的提示",
    "withheld": "未成年人案件、涉密、涉隐私和尚在处理中的，不得公开",
    "check_must_hide": "应当隐去的姓名、证件号码、电话、住址等均已隐去",
    "check_must_show": "应当公开的机关、文号、对象、依据、结论、日期、人员均已写明",
}
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
    for guard in _guards():
        found = list(_objects(guard))
        ids = sorted({each.id for each in found if isinstance(each, Rule)})
        articles = dict.fromkeys(str(each) for each in _citations(found))
        titles = [title for title, reached in asked.items() if guard in reached]
        at = "、".join(sorted(titles)) or "尚未接入办理动作"
        yield f"| {'、'.join(ids)} | {WORDS[guard.__name__]} | {'、'.join(articles)} | {at} |"


def _guards() -> Iterator[FunctionType]:
    """Every public function of the law that answers with findings; those that are handed a rule only help."""
    for name in MODULES:
        for guard in vars(import_module(name)).values():
            if inspect.isfunction(guard) and guard.__module__ == name and _is_guard(guard):
                yield guard


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
    yield from known
    yield from (vars(module)[name] for module in modules for name in sorted(names) if name in vars(module))
    yield from (cell.cell_contents for cell in function.__closure__ or ())


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
