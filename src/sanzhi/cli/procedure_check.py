"""``sanzhi procedure check``: whether the flow in a file is sound and lawful."""

import json
from pathlib import Path

import click

from sanzhi.procedure import checker
from sanzhi.procedure.checker import Flaw
from sanzhi.procedure.grammar import Bundle, BundleError, parse


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """检查一个流程文件：能否办完、有无办不到的环节、是否会走到违法的一步。

    无误返回 0；否则逐条列出问题、依据和走到那里的最短办理过程，返回 1。
    """
    bundle = read_bundle(file)
    report = checker.check(bundle)
    for number, flaw in enumerate(report.findings, 1):
        click.echo(_told(number, flaw))
    if not report.sound:
        raise click.exceptions.Exit(1)
    click.echo(f"“{bundle.title}”{bundle.version}：检查了 {report.states} 个状态，没有发现问题。")


def read_bundle(file: Path) -> Bundle:
    """The flow in a file; what cannot be read ends the command with a sentence."""
    try:
        return parse(json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, RecursionError) as error:
        words = str(error) if isinstance(error, BundleError) else f"不是可以读的 JSON（{error}）"
        raise click.ClickException(f"{file.name}：{words}") from error


def _told(number: int, flaw: Flaw) -> str:
    cited = f"（{flaw.cited}）" if flaw.cited else ""
    lines = [f"{number}. [{flaw.rule}] {flaw.words}{cited}"]
    lines += [f"   {place:>2}  {taken}" for place, taken in enumerate(flaw.path, 1)]
    return "\n".join(lines)
