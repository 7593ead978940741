"""``sanzhi accesslog`` and ``sanzhi account``: what the operator of the machine may ask of sign-in."""

import click

from sanzhi.accounts import accesslog as log
from sanzhi.accounts import logdays, second
from sanzhi.accounts.models import LogDay, User


@click.group()
def accesslog() -> None:
    """访问日志。"""


@accesslog.command()
def verify() -> None:
    """逐日核对访问日志，指出第一处被改动、截短或者删除的日志；有问题时退出码为 1。"""
    fault = logdays.verify()
    if fault is None:
        click.echo(f"访问日志 {LogDay.objects.count()} 个封存日，完好。")
        return
    click.echo(f"访问日志 {fault.day}：{fault.detail}。")
    raise SystemExit(1)


@accesslog.command()
def close() -> None:
    """封存已经过去的日期（后台每一刻钟自动封存一次）。"""
    click.echo(f"封存了 {logdays.close_days()} 个日期。")


@click.group()
def account() -> None:
    """账号。"""


@account.command(name="reset-second")
@click.argument("username")
@click.option("--reason", required=True, help="重设的理由，写入访问日志并告知本人。")
@click.option("--url", default="http://127.0.0.1:8001", show_default=True, help="办案平台对外的地址。")
def reset_second(username: str, reason: str, url: str) -> None:
    """重设一个账号的第二重验证（唯一的安全管理员遗失验证器时使用），输出一次性链接。"""
    user = User.objects.filter(username=username.lower()).first()
    if user is None:
        raise click.ClickException(f"没有账号 {username}。")
    if not 4 <= len(reason.strip()) <= 200:
        raise click.ClickException("理由须为 4 至 200 个字。")
    log.record(None, "second_factor_reset", f"account/{user.pk}", purpose=f"服务器命令行：{reason.strip()}")
    click.echo(second.reset(user, reason.strip(), url))
