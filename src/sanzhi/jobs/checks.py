"""The start-up check that every subscription leads to a function."""

from typing import Any

from django.core.checks import Error, register

from sanzhi.jobs.subscriptions import broken_handlers


@register()
def handlers_exist(**_: Any) -> list[Error]:
    """Name each handler that cannot be imported (``jobs.E001``)."""
    return [
        Error(f"订阅的处理函数 {path} 不存在", hint="改正 outbox.subscribe 的路径", id="jobs.E001")
        for path in broken_handlers()
    ]
