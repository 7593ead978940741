"""``sanzhi procedure bpmn``: a flow as BPMN 2.0, for tools such as bpmn.io."""

import json
from pathlib import Path

import click

from sanzhi.procedure.acts import registered
from sanzhi.procedure.bpmn import export
from sanzhi.procedure.grammar import parse
from sanzhi.procedure.shapes import BundleError


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写到文件，默认标准输出"
)
def bpmn(file: Path, output: Path | None) -> None:
    """把流程文件写成带图的 BPMN 2.0（可以在 bpmn.io 中打开）。"""
    try:
        bundle = parse(json.loads(file.read_text(encoding="utf-8")))
    except (BundleError, ValueError) as error:
        raise click.ClickException(f"{file} 不是可用的流程：{error}") from error
    made = export(bundle, {name: act.title for name, act in registered().items()})
    if output is None:
        click.echo(made.decode())
        return
    output.write_bytes(made)
    click.echo(f"已写入 {output}：{bundle.title} {bundle.version}")
