"""``sanzhi demo``: the demonstration, loaded once and then left as it is."""

import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sanzhi.accounts.models import User
from sanzhi.cli.demonstration import mark as marks
from sanzhi.cli.demonstration import script
from sanzhi.cli.demonstration.mark import Mark
from sanzhi.jobs import clock

if TYPE_CHECKING:
    from sanzhi.cli.demonstration.player import Planned


@click.command()
def demo() -> None:
    """装入示例数据：虚构的人员和按公开决定改编的案件。已装入的，只核对数据库结构。"""
    home = Path(settings.SANZHI_HOME)
    mark = marks.read(home)
    if mark is None:
        _begin(home)
        return
    _migrate()
    if mark.loaded:
        click.echo(f"示例数据已装入，共 {len(mark.accounts)} 个演示账号，见登录页。")
        return
    # Its imports (drawing, signing) take longer than all of a later start.
    import_module("sanzhi.cli.demonstration.load").load(mark, watch=_watched)
    _tell(marks.finish(home, mark))


def _begin(home: Path) -> None:
    """Mark the instance and start over: settings are read once, and the mark changes them."""
    if (home / "origin").exists() or _has_users():
        raise click.ClickException("这里是正式实例，不能装入示例数据。请另选一个 SANZHI_HOME。")
    marks.write(home, marks.new_mark(script.company().people, clock.now()))
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  (this very command again)


def _has_users() -> bool:
    with connection.cursor() as cursor:
        known = connection.introspection.table_names(cursor)
    return User._meta.db_table in known and User.objects.exists()


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _watched(acts: "Sequence[Planned]") -> "Iterator[Planned]":
    with click.progressbar(acts, label="装入示例数据", item_show_func=_shown) as bar:
        yield from bar


def _shown(planned: "Planned | None") -> str:
    return "" if planned is None else f"{planned.moment:%Y-%m-%d}"


def _tell(mark: Mark) -> None:
    click.echo(f"示例数据已装入。演示账号（人员均为虚构，密码均为 {mark.password}）：")
    for account in mark.accounts:
        click.echo(f"  {account.username:<22}{account.display_name}")
