"""The interpreter beside SpiffWorkflow, its cost in returns, and the checker's growth with width.

    python -m bench.procedure --spiff /path/to/a/python/with/SpiffWorkflow

Without ``--spiff`` the comparison is with a bare function alone: one look into a dictionary of arrows.
"""

import json
import subprocess
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import click

from sanzhi.procedure.checker import check
from sanzhi.procedure.grammar import Bundle, parse
from sanzhi.procedure.interpreter import Token, marking_from_json, move, start, step_for

STEPS = 12
FACTS = {f"evidence.{place}": {"name": "现场照片", "digest": "0" * 64} for place in range(20)}


def row(steps: int) -> Bundle:
    """So many steps in a row, each with a way back to the first, and an end."""
    listed: list[dict[str, Any]] = [
        {
            "id": f"t{place}",
            "title": f"第{place}步",
            "role": "officer",
            "acts": [
                {"act": f"do{place}", "to": [f"t{place + 1}" if place + 1 < steps else "end"]},
                {"act": "return", "back": "t0"},
            ],
        }
        for place in range(steps)
    ]
    return _flow([*listed, {"id": "end", "title": "终点", "final": True}], "t0")


def wide(branches: int, acts: int = 2) -> Bundle:
    """So many branches side by side, each of so many steps, that join before the end."""
    steps: list[dict[str, Any]] = [
        {
            "id": "fork",
            "title": "分派",
            "role": "officer",
            "acts": [{"act": "assign", "to": [f"b{branch}_0" for branch in range(branches)]}],
        }
    ]
    for branch in range(branches):
        for place in range(acts):
            target = f"b{branch}_{place + 1}" if place + 1 < acts else "join"
            act = {"act": "work", "to": [target]}
            title = f"第{branch}路第{place}步"
            steps.append({"id": f"b{branch}_{place}", "title": title, "role": "officer", "acts": [act]})
    last = [f"b{branch}_{acts - 1}" for branch in range(branches)]
    joined = {"id": "join", "title": "汇合", "role": "officer", "join": last}
    steps += [
        {**joined, "acts": [{"act": "finish", "to": ["end"]}]},
        {"id": "end", "title": "终点", "final": True},
    ]
    return _flow(steps, "fork")


def _flow(steps: list[dict[str, Any]], first: str) -> Bundle:
    head = {"grammar": 2, "name": "bench", "version": "1.0", "title": "基准", "kind": "bench", "domain": "无"}
    return parse({**head, "start": first, "steps": steps})


def step_seconds(bundle: Bundle, lives: int) -> tuple[float, float]:
    """The median seconds of a step, bare and with marking and facts read from and written to JSON."""
    bare, stored = [], []
    for _ in range(lives):
        saved = json.dumps([[token.to_json() for token in start(bundle, 1)], FACTS], ensure_ascii=False)
        for place in range(STEPS):
            began = time.perf_counter()
            rows, facts = json.loads(saved)
            marking = marking_from_json(rows)
            loaded = time.perf_counter()
            marking = _step(bundle, marking, f"do{place}", facts, place)
            done = time.perf_counter()
            saved = json.dumps([[token.to_json() for token in marking], facts], ensure_ascii=False)
            bare.append(done - loaded)
            stored.append(time.perf_counter() - began)
    return _median(bare), _median(stored)


def _step(
    bundle: Bundle, marking: tuple[Token, ...], act: str, facts: dict[str, Any], seq: int
) -> tuple[Token, ...]:
    token = step_for(bundle, marking, act)
    assert token is not None
    return move(bundle, marking, token, act, facts, seq).marking


def returns_seconds(bundle: Bundle, returns: int) -> float:
    """The median seconds of a step of a case that was sent back so often."""
    marking = start(bundle, 1)
    for seq in range(returns):
        marking = _step(bundle, _step(bundle, marking, "do0", FACTS, seq), "return", FACTS, seq)
    assert marking[0].round == returns + 1
    return _median([_timed(lambda: _step(bundle, marking, "do0", FACTS, 1)) for _ in range(2000)])


def bare_function_seconds() -> float:
    """The median seconds of the least that a step could be: where an act at a step leads."""
    arrows = {(f"t{place}", f"do{place}"): f"t{place + 1}" for place in range(STEPS)}
    return _median([_timed(lambda: arrows["t3", "do3"]) for _ in range(5000)])


def check_seconds(bundle: Bundle) -> tuple[float, int]:
    """The least seconds of ten checks, and the states explored."""
    states = check(bundle).states
    return min(_timed(lambda: check(bundle)) for _ in range(10)), states


def shipped() -> list[Bundle]:
    """The flows that ship, without the database that may hold more."""
    files = sorted((resources.files("sanzhi.procedure") / "bundles").iterdir(), key=lambda each: each.name)
    return [
        parse(json.loads(each.read_text(encoding="utf-8"))) for each in files if each.name.endswith("json")
    ]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _median(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) // 2]


def _spiff(python: Path, lives: int) -> dict[str, float]:
    script = Path(__file__).parent / "spiff.py"
    made = subprocess.run(
        [python, script, str(STEPS), str(lives)], capture_output=True, text=True, check=True, timeout=600
    )
    found: dict[str, float] = json.loads(made.stdout)
    return found


@click.command()
@click.option("--spiff", type=click.Path(exists=True, path_type=Path), help="Python，装有 SpiffWorkflow")
@click.option("--lives", default=100, show_default=True)
def main(spiff: Path | None, lives: int) -> None:
    """Print all measurements."""
    bundle = row(STEPS)
    bare, stored = step_seconds(bundle, lives)
    print(f"step of {STEPS}: {bare * 1000:.4f} ms, with load and save {stored * 1000:.4f} ms")
    print(f"bare function: {bare_function_seconds() * 1000:.5f} ms")
    if spiff is not None:
        other = _spiff(spiff, lives)
        print(f"SpiffWorkflow: {other['bare'] * 1000:.4f} ms, ", end="")
        print(f"with load and save {other['stored'] * 1000:.4f} ms")
        print(f"ratio: {other['bare'] / bare:.1f}, with load and save {other['stored'] / stored:.1f}")
    for returns in (0, 10, 100, 1_000, 10_000):
        print(f"step after {returns} returns: {returns_seconds(bundle, returns) * 1000:.4f} ms")
    seconds, states = check_seconds(bundle)
    print(f"check of {STEPS} in a row: {seconds * 1000:.2f} ms, {states} states")
    for branches in range(1, 9):
        seconds, states = check_seconds(wide(branches))
        print(f"check of {branches} branches: {seconds * 1000:.2f} ms, {states} states")
    for each in shipped():
        seconds, states = check_seconds(each)
        print(f"check of {each.name} {each.version}: {seconds * 1000:.2f} ms, {states} states")


if __name__ == "__main__":
    main()
