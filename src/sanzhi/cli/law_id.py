"""``sanzhi law id``: whether a number is right, and what it says."""

import re
from collections.abc import Callable
from datetime import date, datetime

import click

from sanzhi.law import identifiers as ids
from sanzhi.law.amounts import from_capitals, from_yuan, in_capitals, in_yuan
from sanzhi.law.numbers import BadNumber, parse_number
from sanzhi.law.regions import region, region_fault, successors

_FIGURES = re.compile(r"[¥￥]?\s*([0-9][0-9,.]*)\s*元?")


class Wrong(ValueError):
    """The value is not right; the message is the reason in Chinese."""


def _uscc(value: str, on: date | None) -> list[str]:
    _refuse(ids.uscc_fault(value))
    return ["统一社会信用代码，校验码正确", *_place(value[2:8], "登记管理机关所在地"), *_demonstration(value)]


def _organisation(value: str, on: date | None) -> list[str]:
    _refuse(ids.organisation_fault(value))
    return ["组织机构代码，校验码正确"]


def _resident(value: str, on: date | None) -> list[str]:
    if ids.is_legacy_resident(value):
        return ["15位的第一代号码，没有校验码，应当换用18位号码"]
    _refuse(ids.resident_fault(value, on=on))
    # The number is a personal value: nothing of it but the place is said again on the screen.
    return ["公民身份号码，校验码正确", *_place(value[:6], "首次登记地"), *_demonstration(value)]


def _region(value: str, on: date | None) -> list[str]:
    _refuse(region_fault(value, on=on))
    found = region(value)
    if found is None:
        return []
    lines = [found.full_name]
    lines += [f"{old.year}年起，此前为{old.code} {old.name}{_paper(old.basis)}" for old in found.begun]
    if found.ended:
        now = "、".join(f"{code} {name}" for code, name in successors(found.code))
        lines.append(f"{found.ended.year}年停用，现为{now}{_paper(found.ended.basis)}")
    return lines


def _number(value: str, on: date | None) -> list[str]:
    try:
        found = parse_number(value)
    except BadNumber as error:
        raise Wrong(str(error)) from error
    symbol = f"机关代字 {found.symbol}，" if found.symbol else ""
    return [found.canonical, f"{symbol}{found.year} 年，序号 {found.serial}"]


def _amount(value: str, on: date | None) -> list[str]:
    figures = _FIGURES.fullmatch(value.strip())
    try:
        fen = from_yuan(figures[1]) if figures else from_capitals(value)
        return [f"{in_yuan(fen)} 元", in_capitals(fen)]
    except ValueError as error:
        raise Wrong(str(error)) from error


_KINDS: dict[str, Callable[[str, date | None], list[str]]] = {
    "uscc": _uscc,
    "org": _organisation,
    "resident": _resident,
    "region": _region,
    "number": _number,
    "amount": _amount,
}


@click.command("id")
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.argument("value")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="在哪一天是否有效（行政区划代码、出生日期）")
def identify(kind: str, value: str, on: datetime | None) -> None:
    """核对编号和金额；不正确的说明理由，退出码为 1。

    uscc 统一社会信用代码，org 组织机构代码，resident 公民身份号码，region 行政区划代码，number 文号，amount
    金额。
    """
    try:
        said = _KINDS[kind](value, on.date() if on else None)
    except Wrong as error:
        raise click.ClickException(f"{error}。") from error
    click.echo("\n".join(("正确", *(f"  {line}" for line in said))))


def _refuse(fault: str | None) -> None:
    if fault:
        raise Wrong(fault)


def _place(code: str, what: str) -> list[str]:
    """Where a number was given out; 100000 is the State itself, and old codes need not be in the table."""
    found = region(code)
    return [f"{what} {found.full_name}"] if found else []


def _demonstration(value: str) -> list[str]:
    return ["这是演示用的号码，不属于任何人"] if ids.is_demonstration(value) else []


def _paper(basis: str) -> str:
    return f"（{basis}）" if basis else ""
