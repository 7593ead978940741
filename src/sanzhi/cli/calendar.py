"""``sanzhi calendar``: the working-day calendar."""

import json
from pathlib import Path

import click

from sanzhi.cases.recompute import recompute_provisional
from sanzhi.law.errors import SanzhiError
from sanzhi.registry.calendar import import_notice


@click.group()
def calendar() -> None:
    """工作日历。"""


@calendar.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """导入一个年度的放假安排（JSON），并重新计算原为暂定的时限。"""
    try:
        notice = import_notice(json.loads(file.read_text(encoding="utf-8")), by="命令行")
    except json.JSONDecodeError as error:
        raise click.ClickException(f"{file.name} 不是 JSON：第 {error.lineno} 行") from error
    except SanzhiError as error:
        raise click.ClickException(error.detail) from error
    click.echo(f"{notice.year} 年放假安排已导入，重新计算时限 {recompute_provisional(notice.year)} 个。")
