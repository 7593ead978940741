"""Writes ``docs/law-coverage.md``: every rule of the reference, how it is treated, and what shows it.

Called with ``--check`` it writes nothing and says what is wrong: a rule that nobody describes, an enforced
one without function or test, a test that does not fail with its rule switched off, a stale document.
"""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Called as a file, Python looks for modules beside it and not in the root.
sys.path[0] = str(ROOT)

import sanzhi.law  # noqa: E402
from sanzhi.law.findings import Verdict  # noqa: E402
from sanzhi.law.guards.coverage import Entry, Status, entries, registered, stem  # noqa: E402
from sanzhi.law.rules import RuleSet  # noqa: E402
from tools import law_trial  # noqa: E402
from tools.law_trial import Outcome  # noqa: E402

DOCUMENT = ROOT / "docs" / "law-coverage.md"
TESTS = ROOT / "tests" / "law"
# How many rules each chapter of the reference has; their ids never change.
CHAPTERS: Mapping[str, tuple[str, int]] = {
    "P": ("公示", 25),
    "H": ("人员、证件、职责分离", 19),
    "O": ("行政处罚普通程序", 57),
    "S": ("行政处罚简易程序", 10),
    "L": ("许可、强制、检查、移送", 43),
    "V": ("法制审核", 13),
    "R": ("全过程记录", 19),
    "G": ("执法监督", 9),
    "X": ("信息、隐私、安全", 14),
    "D": ("工作日和期间", 5),
}
HELD = (Status.ENFORCED, Status.WARNED)
HEAD = """# 规则的落实情况

本页由 `python tools/law_coverage.py` 从代码、规则说明和测试生成，检查会核对它是否最新，请勿手工修改。

每条规则的编号不变。**拒绝或者强制**：不合法的办理被拒绝，或者由系统计算、执行；**提示**：可以办理，提示随事项留存；**展示**：系统把规则要求的
内容摆在眼前，由人判断；**系统无从得知**：事实在系统之外；**尚未实现**：还没有落实。前两类的每个测试都在关闭该规则后重新运行，不失败的不算数。
"""


def main() -> int:
    """Write the document, or try everything and compare it."""
    parser = argparse.ArgumentParser(description="由代码、规则说明和测试生成规则的落实情况。")
    parser.add_argument("--check", action="store_true", help="只核对，不写入")
    checking = parser.parse_args().check
    outcome = law_trial.run(law_trial.marked(TESTS), ROOT, only_names=not checking)
    text = document(entries(), outcome)
    if not checking:
        DOCUMENT.write_text(text, encoding="utf-8")
        return 0
    found = list(faults(entries(), outcome))
    if not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != text:
        found.append(f"{DOCUMENT.relative_to(ROOT)} 不是最新，请运行 python tools/law_coverage.py")
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


def ids() -> list[str]:
    """Every id of the reference, chapter by chapter."""
    return [f"{letter}{n}" for letter, (_, count) in CHAPTERS.items() for n in range(1, count + 1)]


def document(described: Mapping[str, Entry], outcome: Outcome) -> str:
    """The whole text of the document."""
    _load()
    parts = [HEAD, *_summary(described)]
    for letter, (title, count) in CHAPTERS.items():
        parts += ["", f"## {letter} {title}", "", "| 规则 | 内容 | 依据 | 落实 | 函数、数据行 | 测试 |"]
        parts.append("|---|---|---|---|---|---|")
        present = [described[f"{letter}{n}"] for n in range(1, count + 1) if f"{letter}{n}" in described]
        parts += [_line(entry, outcome) for entry in present]
    return "\n".join([*parts, ""])


def faults(described: Mapping[str, Entry], outcome: Outcome) -> Iterator[str]:
    """What is wrong, one Chinese line each: descriptions, functions, tests, and what the tests show."""
    _load()
    known = set(ids())
    yield from (f"规则 {rule} 没有说明" for rule in ids() if rule not in described)
    named = {stem(row.id) for row in RuleSet.national().rows} | set(registered()) | set(outcome.tests)
    yield from (f"编号 {rule} 不在规则之列" for rule in sorted((named | set(described)) - known))
    for entry in described.values():
        if entry.status in HELD:
            yield from _held_faults(entry, outcome)
    yield from (f"{test} 未通过" for test in sorted(outcome.red))
    yield from (f"{test} 关闭规则 {rule} 后仍然通过" for test, rule in outcome.asleep)


def _held_faults(entry: Entry, outcome: Outcome) -> Iterator[str]:
    if not _functions(entry.id) and not _rows(entry.id):
        yield f"规则 {entry.id} 没有函数，也没有数据行"
    if not outcome.tests.get(entry.id):
        yield f"规则 {entry.id} 没有测试"
    said = outcome.heard.get(entry.id, set())
    if entry.status is Status.WARNED and Verdict.REFUSE in said:
        yield f"规则 {entry.id} 说明为提示，实际拒绝"
    if entry.status is Status.ENFORCED and said and Verdict.REFUSE not in said:
        yield f"规则 {entry.id} 说明为拒绝，测试中没有拒绝"


def _summary(described: Mapping[str, Entry]) -> Iterator[str]:
    yield f"| 落实 | {' | '.join(CHAPTERS)} | 合计 |"
    yield "|---|" + "---|" * (len(CHAPTERS) + 1)
    for status in Status:
        counts = [
            sum(1 for entry in described.values() if entry.status is status and entry.id[0] == letter)
            for letter in CHAPTERS
        ]
        yield f"| {status.label} | {' | '.join(str(n or '') for n in counts)} | {sum(counts)} |"


def _line(entry: Entry, outcome: Outcome) -> str:
    sources = "、".join(map(str, entry.sources)) or "—"
    treated = f"{entry.status.label}：{entry.reason}" if entry.reason else entry.status.label
    carried = "、".join(f"`{name}`" for name in [*_functions(entry.id), *_rows(entry.id)])
    tests = "、".join(f"`{name.rpartition('/')[2]}`" for name in sorted(outcome.tests.get(entry.id, ())))
    return f"| {entry.id} | {entry.title} | {sources} | {treated} | {carried} | {tests} |"


def _functions(rule: str) -> list[str]:
    found = registered().get(rule, ())
    return sorted({f"{each.__module__.removeprefix('sanzhi.law.')}.{each.__qualname__}" for each in found})


def _rows(rule: str) -> list[str]:
    return sorted({row.id for row in RuleSet.national().rows if stem(row.id) == rule})


def _load() -> None:
    """Import every module of the law, so that its functions are registered."""
    for module in pkgutil.walk_packages(sanzhi.law.__path__, "sanzhi.law."):
        importlib.import_module(module.name)


if __name__ == "__main__":
    sys.exit(main())
