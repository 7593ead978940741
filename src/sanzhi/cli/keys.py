"""``sanzhi keys``: the versions of the key of personal values, changing it, and removing an old one."""

from datetime import datetime

import click

from sanzhi.jobs.clock import CHINA
from sanzhi.store.sealed import SealError, keyring
from sanzhi.store.sealed.changing import SETTLED_SECONDS, bites, retire, versions
from sanzhi.store.sealed.keyring import file_name
from sanzhi.store.sealed.places import places
from sanzhi.store.secretfiles import SecretError


@click.group()
def keys() -> None:
    """个人信息的加密密钥：查看、更换、停用。"""


@keys.command()
def status() -> None:
    """列出各版密钥及其加密的数据条数；缺少仍在使用的密钥时退出码为 1。"""
    held = keyring().keys().masters
    missing = False
    for version, used in versions().items():
        if version in held:
            made = datetime.fromtimestamp(keyring().made_at(version), CHINA)
            role = "正在使用" if version == max(held) else "旧密钥"
            click.echo(f"第 {version} 版（{role}，{made:%Y-%m-%d %H:%M} 启用）：{sum(used.values())} 条")
        else:
            missing = True
            click.echo(
                f"第 {version} 版（缺少 secrets/{file_name(version)}）：{sum(used.values())} 条无法读出"
            )
        for place, rows in used.items():
            click.echo(f"  {place}  {rows} 条")
    if missing:
        raise SystemExit(1)


@keys.command()
@click.option("--wait", is_flag=True, help="在前台完成更换并显示进度；不加时由后台进程分批完成。")
@click.option("--resume", is_flag=True, help="不生成新密钥，只继续未完成的更换。")
def rotate(wait: bool, resume: bool) -> None:
    """生成新密钥，新数据立即使用；旧数据在后台分批更换，可以随时中断、接着进行。"""
    try:
        version = keyring().keys().newest if resume else keyring().add()
    except SecretError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"正在使用第 {version} 版密钥（secrets/{file_name(version)}）。")
    click.echo("请立即备份密钥文件夹，与数据库分开存放。")
    if wait:
        _reseal()
    else:
        click.echo("旧数据由后台进程分批更换，用 sanzhi keys status 查看进度。")


def _reseal() -> None:
    done, at = 0, ""
    for place, bite in bites(places()):
        if place.name != at:
            at = place.name
            click.echo(f"  {at}")
        done += bite.renewed
    click.echo(f"已更换 {done} 条。")


@keys.command("retire")
@click.argument("version", type=int)
@click.option("--at-once", is_flag=True, help="系统已经停止时使用：不等新密钥启用满十分钟。")
def retire_old(version: int, at_once: bool) -> None:
    """销毁一版旧密钥；仍有数据用它加密时拒绝。

    用旧密钥加密的数据库备份，今后要靠旧密钥的备份才能读出。
    """
    try:
        retire(version, settled=0 if at_once else SETTLED_SECONDS)
    except SealError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"第 {version} 版密钥已销毁。")
