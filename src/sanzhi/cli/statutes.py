"""``sanzhi statutes``: what the library of statutes holds, and how well citations find their words."""

from pathlib import Path

import click
from django.db import transaction

from sanzhi.law.errors import Invalid
from sanzhi.registry.resting import Announcement, announce, prepare
from sanzhi.registry.statutes.changes import amendment
from sanzhi.registry.statutes.measuring import Measured, measure_decisions, measure_library
from sanzhi.registry.statutes.own import Imported, compare_with_shelf, keep, read_files
from sanzhi.registry.statutes.ranks import OWN_FOLDERS


@click.group()
def statutes() -> None:
    """法规库。"""


@statutes.command("import")
@click.argument("place", type=click.Path(exists=True, path_type=Path), metavar="文件或目录")
@click.option("--kind", type=click.Choice(list(OWN_FOLDERS)), help="法规种类；库中已有该法的，可以不写")
def import_(place: Path, kind: str | None) -> None:
    """导入法规（Markdown 文件或者整个目录），新版本所修改的条文逐项转为待核对事项。"""
    try:
        found = compare_with_shelf(read_files(place, kind or ""))
    except Invalid as error:
        wrong = "\n".join(f"  {each.label}：{each.rule}" for each in error.fields)
        raise click.ClickException(f"没有导入任何文件，请先更正：\n{wrong}") from error
    prepared = [_prepared(each) for each in found]
    # The texts are kept last: were it to fail, no task would speak of a version that is not at hand.
    with transaction.atomic():
        made = [announce(each) if each else 0 for each in prepared]
        keep(each.statute for each in found)
    for each, tasks in zip(found, made, strict=True):
        click.echo(_said(each, tasks))


def _prepared(each: Imported) -> Announcement | None:
    return prepare(amendment(each.before, each.statute)) if each.before else None


def _said(each: Imported, tasks: int) -> str:
    version = each.statute.version
    head = f"《{version.law}》{version.passed} 版，{len(each.statute.articles)} 条"
    if not each.new:
        return f"{head}：库中已有，内容未变{_tasks(tasks)}"
    return f"{head}：已导入{_tasks(tasks)}"


def _tasks(tasks: int) -> str:
    return f"，产生待核对事项 {tasks} 项" if tasks else ""


@statutes.command()
@click.option(
    "--decisions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="处罚决定（JSON 行）"
)
def citations(decisions: Path | None) -> None:
    """法规之间（或者处罚决定中）的引用有多少能找到条文，找不到的逐条列出理由。"""
    measured = measure_decisions(decisions) if decisions else measure_library()
    for line in _lines(measured):
        click.echo(line)


def _lines(measured: Measured) -> list[str]:
    share = f"{measured.share:.2%}"
    head = f"所引法规在库的引用 {measured.held} 处，找到条文 {measured.found} 处（{share}）"
    marked = f"，其中只有其他版本、已注明的 {measured.marked} 处（列出整条供对照的 {measured.widened} 处）"
    absent = f"所引法规不在库的 {measured.absent} 处" if measured.absent else ""
    listed = [f"  {each.where}　{each.citation}：{each.reason}" for each in measured.missing]
    return [head + (marked if measured.marked else ""), *([absent] if absent else []), *listed]
