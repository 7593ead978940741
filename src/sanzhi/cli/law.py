"""``sanzhi law``: what the law says, asked without a case and mostly without a database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from sanzhi.cli.law_calendar import calendar
from sanzhi.cli.law_cite import cite
from sanzhi.cli.law_id import identify
from sanzhi.law.applying import Applying, Where, applying, name_of, rule_id
from sanzhi.law.clocks import Due, Pause, compute, compute_hours
from sanzhi.law.errors import NoRule
from sanzhi.law.rules import UNITS, Extension, RuleRow, RuleSet

F = TypeVar("F", bound=Callable[..., Any])
_BAD_DAY = "日期应写作 2026-02-13"
_CHINA = ZoneInfo("Asia/Shanghai")


@click.group()
def law() -> None:
    """期限、规则、编号和法条。"""


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{_BAD_DAY}，现为“{value}”") from error


def _pauses(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> list[Pause]:
    found = []
    for value in values:
        begin, _, end = value.partition(":")
        try:
            found.append(Pause(date.fromisoformat(begin), date.fromisoformat(end) if end else None))
        except ValueError as error:
            raise click.BadParameter(
                f"中止应写作 起日:止日，例如 2026-07-10:2026-08-12，现为“{value}”"
            ) from error
    return found


def _where(command: F) -> F:
    """The options that say for whom a rule is asked."""
    for name, words in (
        ("agency", "执法机关"),
        ("region", "行政区划代码"),
        ("domain", "执法领域，例如 市场监管"),
    ):
        command = click.option(f"--{name}", help=words)(command)
    return command


@law.command()
@click.argument("rule")
@click.argument("day")
@_where
@click.option("--pause", "pauses", multiple=True, callback=_pauses, help="不计入的期间，起日:止日，可写多次")
@click.option("--extended", default=0, help="依规则已批准延长的次数")
@click.option("--today", callback=_day, help="中止尚未结束时，算至哪一天")
def due(
    rule: str,
    day: str,
    domain: str | None,
    region: str | None,
    agency: str | None,
    pauses: list[Pause],
    extended: int,
    today: date | None,
) -> None:
    """某日起算的期限何日届满，以及怎样算出（例：penalty.publish 2026-02-13）。

    以小时计的期限，DAY 写作 2026-09-30T16:30。规则名称见 sanzhi law rules。
    """
    begun, shipped = _moment(day), RuleSet.national()
    try:
        row = shipped.pick(
            rule_id(rule, shipped), domain=domain, region=region, agency=agency, on=begun.date()
        )
        click.echo("\n".join((*_computed(row, begun, day, Given(pauses, extended, today)), *_basis(row))))
    except NoRule as error:
        raise click.ClickException(error.detail) from error
    except ValueError as error:
        raise click.ClickException(f"{error}。") from error


@dataclass(frozen=True)
class Given:
    """What happened in the case that is asked about."""

    pauses: list[Pause]
    extended: int
    today: date | None


def _computed(row: RuleRow, begun: datetime, typed: str, given: Given) -> list[str]:
    if row.unit != "hour":
        return _days(row, begun.date(), given)
    if len(typed) <= len("2026-09-30"):
        raise ValueError(f"规则 {row.id} 以小时计，起点应写明时刻，例如 {typed}T16:30")
    return _hours(row, begun)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(
            f"{_BAD_DAY} 或者 2026-09-30T16:30，现为“{text}”", param_hint="DAY"
        ) from error


def _hours(row: RuleRow, begun: datetime) -> list[str]:
    end = compute_hours(row, begun.replace(tzinfo=begun.tzinfo or _CHINA))
    return [
        f"{end:%Y-%m-%dT%H:%M}",
        f"  自 {begun:%Y-%m-%d %H:%M} 起连续计算 {row.value}{UNITS['hour']}，不顺延",
    ]


def _days(row: RuleRow, day: date, given: Given) -> list[str]:
    granted = _granted(row, given.extended)
    found = compute(row, day, calendar(), given.pauses, extensions=granted, today=given.today)
    return [found.on.isoformat(), *(f"  {step}" for step in _steps(found))]


def _granted(row: RuleRow, times: int) -> tuple[Extension, ...]:
    if not 0 <= times <= len(row.extensions):
        raise ValueError(f"规则 {row.id} 规定的延长共 {len(row.extensions)} 次，不能延长 {times} 次")
    return row.extensions[:times]


def _steps(found: Due) -> list[str]:
    clear = [f"按完整间隔的从严算法，不迟于 {found.clear.isoformat()}"] if found.clear else []
    return [*(step for step in found.steps if not step.startswith("稳妥起见")), *clear]


def _basis(row: RuleRow) -> list[str]:
    lines = [f"  依据 {row.citation}（{row.id} {row.title}）"]
    if row.note:
        lines.append(f"  说明 {row.note}")
    return lines if row.confirmed else [*lines, "  注意 该依据的文本未确认有效，只作提示"]


@law.command()
@_where
@click.option("--on", "on", callback=_day, help="哪一天，默认今天")
def rules(domain: str | None, region: str | None, agency: str | None, on: date | None) -> None:
    """某日适用哪些规则，为什么是这一条（例：--domain 市场监管 --on 2026-03-01）。"""
    day = on or date.today()  # noqa: DTZ011 - the day on the wall of whoever asks
    found = list(applying(RuleSet.national(), Where(domain, region, agency), day))
    click.echo("\n".join(line for each in found for line in _applied(each, day)))


def _applied(each: Applying, day: date) -> list[str]:
    row = each.row
    name = name_of(row.id)
    lines = [
        f"{row.id}{f'（{name}）' if name else ''} {row.title}：{_amount(row)}",
        f"    {row.citation}，{_scope(row)}，{_force(row)}，{_standing(row, day)}",
    ]
    lines += [f"    优先于 {o.citation} {_amount(o)}（{_scope(o)}）：{why}" for o, why in each.before]
    return lines


def _amount(row: RuleRow) -> str:
    if row.unit == "fen":
        return f"{row.value / 100:,.2f} 元{'' if row.inclusive else '（不含本数）'}"
    return f"{'提前 ' if row.before else ''}{row.value}{UNITS[row.unit]}"


def _scope(row: RuleRow) -> str:
    parts = [
        row.agency and f"机关 {row.agency}",
        row.domain and f"{row.domain}领域",
        row.region and f"区划 {row.region}",
    ]
    return "、".join(part for part in parts if part) or "一般规定"


def _force(row: RuleRow) -> str:
    begins = f"{row.in_force_from.isoformat()} 起施行" if row.in_force_from else "施行日期未知"
    return f"{begins}，至 {row.in_force_to.isoformat()} 止" if row.in_force_to else begins


def _standing(row: RuleRow, day: date) -> str:
    return "已确认有效，可以据以拒绝" if row.may_refuse(day) else "未确认有效，只作提示"


law.add_command(cite)
law.add_command(identify)
