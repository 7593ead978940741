"""``sanzhi doctor``: whether this instance is well, and what to do where it is not."""

import click

from sanzhi.cases.health import Check, checks


@click.command()
def doctor() -> None:
    """逐项检查本实例；有不正常的项目时退出码为 1。"""
    found = checks()
    for check in found:
        click.echo(_line(check))
    if not all(check.well for check in found):
        raise SystemExit(1)


def _line(check: Check) -> str:
    cure = "" if check.well else f"\n      处理：{check.cure}"
    return f"{'正常' if check.well else '异常'}  {check.title}：{check.detail}{cure}"
