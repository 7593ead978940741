"""``sanzhi init``: an empty real instance with three administrators."""

from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from sanzhi.accounts.links import first_link
from sanzhi.accounts.models import Grant, Role, User
from sanzhi.cases.sequencer import inner_log
from sanzhi.disclosure.publishing import public_feed
from sanzhi.orgs.shipped import load_regions

ADMINISTRATORS = ((Role.SYSTEM, "system"), (Role.SECURITY, "security"), (Role.AUDIT, "audit"))


@click.command()
@click.option(
    "--origin", required=True, help="账本来源，即本单位域名，例如 zfgs.example.gov.cn；以后不能更改。"
)
@click.option("--url", default="http://127.0.0.1:8001", show_default=True, help="办案平台对外的地址。")
def init(origin: str, url: str) -> None:
    """建立一个空的正式实例：三名管理员各得一个一次性链接，没有任何示例账号。"""
    if settings.SANZHI_DEMO:
        raise click.ClickException("这是示例实例，不能转为正式实例。请另选一个 SANZHI_HOME。")
    settings.SANZHI_ORIGIN = _keep_origin(Path(settings.SANZHI_HOME), origin)
    call_command("migrate", interactive=False, verbosity=0)
    if User.objects.exists():
        raise click.ClickException("本实例已经初始化。")
    inner_log()
    public_feed()
    load_regions()
    # All three or none: an instance with one administrator would count as ready and give no more links.
    with transaction.atomic():
        for role, username in ADMINISTRATORS:
            user = User.objects.create_user(username, display_name=role.label)
            Grant.objects.create(user=user, role=role)
            click.echo(f"{role.label}（账号 {username}）  {first_link(user, url)}")
    click.echo("每个链接只能使用一次，七日内有效。请分别交给三个人。")
    click.echo("打开链接设置密码，登录时设置第二重验证（手机验证器或者通行密钥）。")


def _keep_origin(home: Path, origin: str) -> str:
    place = home / "origin"
    if place.exists() and place.read_text(encoding="utf-8").strip() != origin:
        raise click.ClickException(
            f"本实例的账本来源已定为 {place.read_text(encoding='utf-8').strip()}，不能更改。"
        )
    place.write_text(origin + "\n", encoding="utf-8")
    return origin
