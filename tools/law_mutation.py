"""Mutation testing of the law: small changes to its code, each of which a test must notice.

Works in ``build/mutation``, a copy of the law and its tests without framework and database, and writes
``docs/proof/mutation-law-<date>.md``. Names of modules (``guards.hearing``) limit the run and write nothing.
The tool leaves decorated functions alone and knows no Chinese, so in the copy our own decorators are taken
off, and a text with Chinese characters is quoted thrice, which it passes over: wording is no rule.
"""

import argparse
import io
import json
import re
import shutil
import subprocess
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutation"
PROOFS = ROOT / "docs" / "proof"
LEAST = 90
# The first tries the decorators that are gone in the copy, the second reads documents of the repository.
LEFT_OUT = frozenset({"test_coverage.py"})
# A call with up to two calls within.
DECORATOR = re.compile(
    r"^[ \t]*@(?:enforces|decides|rests_on)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\n", re.MULTILINE
)
CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
CONFIG = """[tool.pytest.ini_options]
addopts = "-q -x --import-mode=importlib -p no:django -p no:xdist -p no:cacheprovider"
markers = ["rule(*ids): shows these rules of the law"]
filterwarnings = ["ignore"]

[tool.mutmut]
source_paths = ["src"]
pytest_add_cli_args_test_selection = ["tests/law"]
do_not_mutate = ["src/sanzhi/law/guards/coverage.py"]
also_copy = ["conftest.py"]
use_git_change_detection = false
timeout_constant = 5.0
"""
# A property that fails need not be made smaller, and it meets the same examples each time.
CONFTEST = """from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutation", max_examples=20, deadline=None, derandomize=True, database=None,
    phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutation")
"""
# Exit codes of the tool: the tests failed, passed, were not there, took too long, or the process died.
KILLED, SURVIVED, UNTESTED, SLOW = {1, 3}, {0}, {5, 33}, {-24, 24, 36, 152, 255}


@dataclass(frozen=True)
class Module:
    """What became of the mutants of one module: how many were noticed, the names of those that were not, and
    how many were not tried because somebody broke the run off.
    """

    name: str
    noticed: int
    survived: tuple[str, ...]
    untried: int = 0

    @property
    def total(self) -> int:
        """All mutants that were tried."""
        return self.noticed + len(self.survived)


def main() -> int:
    """Stage the copy, run the tool, and say how many mutants were noticed."""
    parser = argparse.ArgumentParser(description="对法律规则作变异测试。")
    parser.add_argument("modules", nargs="*", help="只测这些模块，例如 guards.hearing")
    parser.add_argument("--report", action="store_true", help="不再运行，由中断的运行写出已有的结果")
    parser.add_argument(
        "--again", action="store_true", help="补写测试之后，只重测上次没有被发现的和没有测过的"
    )
    asked = parser.parse_args()
    if asked.again:
        forget_missed(COPY)
    if not asked.report and not run(asked.modules, afresh=not asked.modules and not asked.again):
        return 1
    modules = [module for module in results(COPY) if not asked.modules or module.name in asked.modules]
    score = percent(modules)
    print(f"{score:.1f} %（{sum(m.noticed for m in modules)}/{sum(m.total for m in modules)}）")
    if not asked.modules:
        PROOFS.mkdir(exist_ok=True)
        today = datetime.now(UTC).date()
        proof = PROOFS / f"mutation-law-{today.isoformat()}.md"
        proof.write_text(document(modules, today), encoding="utf-8")
    return 0 if score >= LEAST else 1


def run(modules: Sequence[str], *, afresh: bool) -> bool:
    """Make the copy and run the tool on `modules`, on all of them when none is named; False when it fails.

    What the tool has tried is not tried again unless its function has changed, or the run is made `afresh`.
    """
    if afresh:
        shutil.rmtree(COPY, ignore_errors=True)
    stage(COPY)
    mutmut = Path(sys.executable).with_name("mutmut")
    patterns = [f"sanzhi.law.{name}.*" for name in modules]
    return subprocess.run([mutmut, "run", *patterns], cwd=COPY).returncode == 0


def stage(copy: Path) -> None:
    """Put the law and its tests into `copy`, made ready for the tool; what it has tried there stays."""
    for folder in ("src", "tests"):
        shutil.rmtree(copy / folder, ignore_errors=True)
    law = copy / "src" / "sanzhi" / "law"
    shutil.copytree(ROOT / "src" / "sanzhi" / "law", law, ignore=shutil.ignore_patterns("__pycache__"))
    (law.parent / "__init__.py").write_text("", encoding="utf-8")
    for path in law.rglob("*.py"):
        path.write_text(quote_thrice(bare(path.read_text(encoding="utf-8"))), encoding="utf-8")
    for name in ("law", "data"):
        left_out = shutil.ignore_patterns("__pycache__", *LEFT_OUT)
        shutil.copytree(ROOT / "tests" / name, copy / "tests" / name, ignore=left_out)
    (copy / "pyproject.toml").write_text(CONFIG, encoding="utf-8")
    (copy / "conftest.py").write_text(CONFTEST, encoding="utf-8")


def forget_missed(copy: Path) -> None:
    """Let the tool try again what no test noticed: what was noticed stays so with more tests."""
    for path in (copy / "mutants").rglob("*.meta"):
        meta = json.loads(path.read_text(encoding="utf-8"))
        codes = meta["exit_code_by_key"]
        left = {name: None if code in SURVIVED | UNTESTED else code for name, code in codes.items()}
        path.write_text(json.dumps({**meta, "exit_code_by_key": left}), encoding="utf-8")


def bare(source: str) -> str:
    """The source without our own decorators."""
    return DECORATOR.sub("", source)


def quote_thrice(source: str) -> str:
    """The source with each plain text that holds Chinese characters in three quotation marks."""
    lines = source.splitlines(keepends=True)
    for token in reversed(list(tokenize.generate_tokens(io.StringIO(source).readline))):
        text = token.string
        plain = token.type == tokenize.STRING and text[0] == '"' and not text.startswith('"""')
        if plain and CHINESE.search(text) and not text.endswith('\\""') and "\n" not in text:
            row, (start, end) = token.start[0] - 1, (token.start[1], token.end[1])
            lines[row] = f'{lines[row][:start]}""{text}""{lines[row][end:]}'
    return "".join(lines)


def results(copy: Path) -> list[Module]:
    """What the tool has found, by module. Raises ValueError for an exit code that nobody knows."""
    return [module for path in sorted((copy / "mutants").rglob("*.meta")) for module in _module(path, copy)]


def _module(path: Path, copy: Path) -> Iterator[Module]:
    codes: Mapping[str, int | None] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    relative = path.relative_to(copy / "mutants" / "src" / "sanzhi").with_suffix("").with_suffix("")
    tried = {name: code for name, code in codes.items() if code is not None}
    unknown = set(tried.values()) - KILLED - SURVIVED - UNTESTED - SLOW
    if unknown:
        raise ValueError(f"{path}: {unknown}")
    missed = tuple(name for name, code in tried.items() if code in SURVIVED | UNTESTED)
    if tried:
        name = ".".join(relative.parts).removeprefix("law.")
        yield Module(name, len(tried) - len(missed), missed, len(codes) - len(tried))


def percent(modules: Sequence[Module]) -> float:
    """The share of mutants that some test noticed."""
    total = sum(module.total for module in modules)
    return 100 * sum(module.noticed for module in modules) / total if total else 0.0


def document(modules: Sequence[Module], day: date) -> str:
    """The result as it is kept."""
    total, noticed = sum(m.total for m in modules), sum(m.noticed for m in modules)
    untried = sum(m.untried for m in modules)
    parts = [
        f"# Mutation testing of the law, {day.isoformat()}",
        "",
        f"`make prove` made {total:,} small changes to the code of `sanzhi.law`, one at a time, and ran",
        f"the tests that reach each: {noticed:,} were noticed, **{percent(modules):.1f} %**.",
        *([f"The run was broken off: {untried:,} further changes were not tried."] if untried else []),
        "Not changed: Chinese texts (wording is no rule), values of a module (tables, articles), properties",
        "and cached functions. A change that takes for ever counts as noticed.",
        "",
        "| module | changes | noticed | share |",
        "|---|---|---|---|",
        *(f"| {m.name} | {m.total} | {m.noticed} | {percent([m]):.0f} % |" for m in modules),
        "",
        "## Not noticed, by function",
        "",
        *_missed(modules),
        "",
    ]
    return "\n".join(parts)


def _missed(modules: Sequence[Module]) -> Iterator[str]:
    for module in modules:
        functions = Counter(re.sub(r"__mutmut_\d+$", "", name).rpartition(".")[2] for name in module.survived)
        if functions:
            said = ", ".join(
                f"{name.removeprefix('x_')} {count}" for name, count in sorted(functions.items())
            )
            yield f"- {module.name}: {said}"


if __name__ == "__main__":
    sys.exit(main())
