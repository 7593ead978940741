"""``sanzhi orgs``: regions, bodies, and reorganisations from a file."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from sanzhi.jobs import clock
from sanzhi.law.errors import Changed, Invalid, SanzhiError
from sanzhi.orgs import agencies
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Agency, Government
from sanzhi.orgs.regions import above, administer, region_on
from sanzhi.orgs.shipped import load_regions

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def orgs() -> None:
    """区划、政府和执法机构。"""


@orgs.command("import-regions")
def import_regions() -> None:
    """装入随附的行政区划：全国省市县及其代码变更、贵州全省乡镇（街道）、毕节的管理区。"""
    click.echo(f"新增区划 {load_regions()} 个；已有的不改动。")


@orgs.command("region")
@click.argument("code")
@click.option("--on", type=DAY, help="哪一天，默认今天。")
def region(code: str, on: Any) -> None:
    """查区划代码在某日对应的区划，例如 sanzhi orgs region 520522 --on 2020-01-01。"""
    day = on.date() if on else clock.today()
    try:
        answer = region_on(code, day)
    except SanzhiError as error:
        raise click.ClickException(error.detail) from error
    for each in answer.regions:
        way = "、".join(higher.name for higher in above(each, day))
        click.echo(f"{each.code} {each.full_name}" + (f"（上级：{way}）" if way else ""))
    if not answer.certain:
        click.echo("当年发生变更，具体日期待核实，以上均有可能。")


@orgs.command("administer")
@click.argument("code")
@click.option("--by", required=True, help="管理单位的区划代码，例如 520591。")
@click.option("--since", type=DAY, required=True, help="起始日。")
@click.option("--paper", required=True, help="批准文件的文号。")
def administer_(code: str, by: str, since: Any, paper: str) -> None:
    """登记由谁管理（代管）某区划，不改变区划代码。"""
    try:
        held = administer(code, by, since=since.date(), paper=paper)
    except SanzhiError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{held.region} 自 {held.since} 起由 {held.by} 管理。")


@orgs.command("hand-to-townships")
@click.argument("province")
@click.argument("codes", nargs=-1, required=True)
@click.option("--paper", required=True, help="省级决定的文号。")
@click.option("--published-on", type=DAY, required=True, help="公布日。")
@click.option("--since", type=DAY, required=True, help="施行日。")
@click.option("--region", "regions", multiple=True, help="乡镇（街道）的 12 位区划代码，可多次；不写为全省。")
def hand_to_townships(
    province: str, codes: tuple[str, ...], paper: str, published_on: Any, since: Any, regions: tuple[str, ...]
) -> None:
    """登记省级把处罚事项（编码）交由乡镇、街道行使的决定（行政处罚法第二十四条）。"""
    days = {"published_on": published_on.date(), "since": since.date()}
    try:
        made = agencies.hand_to_townships(province, paper, codes, regions=regions, **days)
    except SanzhiError as error:
        raise click.ClickException(str(error)) from error
    where = f"{len(regions)} 个乡镇（街道）" if regions else "全省的乡镇（街道）"
    click.echo(f"已登记{made.paper}：{len(codes)} 项，{where}，自 {made.since} 起施行。")


@orgs.command("show")
@click.argument("uscc")
@click.option("--on", type=DAY, help="哪一天，默认今天。")
def show(uscc: str, on: Any) -> None:
    """按统一社会信用代码查机构在某日的信息和条块关系。"""
    day = on.date() if on else clock.today()
    agency = Agency.objects.filter(uscc=uscc).first()
    if agency is None:
        raise click.ClickException("没有这个统一社会信用代码的机构。")
    said = agencies.agency_on(agency, day)
    governments, departments = lines_above(agency.pk, day)
    click.echo(f"{said.name}（{said.uscc}）  {agency.get_kind_display()}  {said.region}")
    for word, model, ids in (("块", Government, governments), ("条", Agency, departments)):
        names = "、".join(sorted(model.objects.filter(pk__in=ids).values_list("name", flat=True)))
        click.echo(f"{word}：{names or '无'}")


class HeirFile(BaseModel):
    """An heir as a file tells it: the code of one that exists, or the particulars of one to be opened."""

    model_config = ConfigDict(extra="forbid")

    uscc: str = ""
    opened: dict[str, Any] | None = None
    government: UUID | None = None
    superior: UUID | None = None
    matters: tuple[str, ...] = ()

    def heir(self) -> agencies.Heir:
        """The heir; ``Invalid`` where its particulars are not those of an agency."""
        try:
            opened = _particulars(self.opened) if self.opened else None
        except TypeError as error:
            raise Invalid([("opened", "新设机构", f"字段不全或者多余（{error}）")]) from error
        found = _agency(self.uscc) if self.uscc else None
        return agencies.Heir(found, opened, self.government, self.superior, self.matters)


def _particulars(told: dict[str, Any]) -> agencies.Particulars:
    """The particulars as a file tells them: its days and numbers become days and numbers."""
    given = agencies.Particulars(**told)
    return TypeAdapter(agencies.Particulars).validate_python(vars(given))


class PlanFile(BaseModel):
    """A reorganisation as a file tells it; agencies by their credit codes."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    predecessors: tuple[str, ...]
    heirs: tuple[HeirFile, ...] = Field(min_length=1)
    on: date
    paper: str
    people: bool = False

    def plan(self) -> agencies.Plan:
        """The plan that was told."""
        ending = tuple(_agency(code) for code in self.predecessors)
        heirs = tuple(each.heir() for each in self.heirs)
        return agencies.Plan(self.kind, ending, heirs, self.on, self.paper, self.people)


def _agency(uscc: str) -> UUID:
    found = Agency.objects.filter(uscc=uscc).first()
    if found is None:
        raise Invalid([("uscc", "统一社会信用代码", f"没有代码为 {uscc[:20]} 的机构")])
    return found.pk


@orgs.command("reorganise")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--confirm", is_flag=True, help="预览无误后加上此项才执行。")
def reorganise(file: Path, confirm: bool) -> None:
    """按文件（JSON）办理机构改革：不加 --confirm 只预览。"""
    try:
        plan = PlanFile.model_validate_json(file.read_bytes()).plan()
        told = agencies.preview(plan)
        for effect in told.effects:
            click.echo(effect)
        if confirm:
            agencies.reorganise(plan, seen=told.seen, by="命令行")
            click.echo("已办理，案件的查看和办理权限在后台移交。")
    except (ValidationError, json.JSONDecodeError) as error:
        raise click.ClickException(f"{file.name} 不是所要求的格式：{error}") from error
    except Changed as error:
        raise click.ClickException(error.detail) from error
    except SanzhiError as error:
        raise click.ClickException(str(error)) from error
