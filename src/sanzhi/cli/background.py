"""The commands that work in the background: ``sanzhi worker`` and ``sanzhi clockwork``."""

import click
import django

from sanzhi.jobs.stopping import Stop


@click.command()
def worker() -> None:
    """执行后台任务（生成文书、通知等），直到收到停止信号。"""
    django.setup()
    # The queue reads the settings while it is imported.
    from sanzhi.jobs.worker import work  # noqa: PLC0415

    work()


@click.command()
def clockwork() -> None:
    """转发消息、推进期限、写入公开日志；可以启动多个，同时只有一个在工作。"""
    django.setup()
    # Models can only be imported once Django is set up.
    from sanzhi.jobs.runner import Runner  # noqa: PLC0415

    stop = Stop()
    stop.on_signals()
    Runner().run(stop)
