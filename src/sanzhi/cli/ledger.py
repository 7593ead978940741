"""``sanzhi ledger``: verifying the two logs from what is stored."""

from pathlib import Path

import click
from django.conf import settings

from sanzhi.cases.models import Event
from sanzhi.cases.sequencer import inner_log, leaves, unnumbered
from sanzhi.disclosure.publishing import public_log
from sanzhi.ledger.audit import audit
from sanzhi.ledger.fault import Fault
from sanzhi.ledger.head import Head
from sanzhi.ledger.log import Log


@click.group()
def ledger() -> None:
    """核验账本。"""


@ledger.command()
def verify() -> None:
    """重读全部事件与公示条目，指出第一处被改动、删除或调换的位置；有问题时退出码为 1。"""
    faults = [*_inner(), *_public()]
    if faults:
        raise SystemExit(1)


def _inner() -> list[Fault]:
    log = inner_log()
    faults = _audit(log, read=True)
    waiting = unnumbered().count()
    click.echo(f"内部账本 {log.origin}：{log.size} 条，待入账 {waiting} 条，{_verdict(faults)}")
    for fault in faults:
        click.echo(f"  {_place(fault)}{fault.detail}")
    return faults


def _public() -> list[Fault]:
    log = public_log()
    faults = _audit(log, read=False)
    click.echo(f"公开账本 {log.origin}：{log.size} 条，{_verdict(faults)}")
    for fault in faults:
        click.echo(f"  {fault.detail}")
    return faults


def _audit(log: Log, *, read: bool) -> list[Fault]:
    head = Head(Path(settings.SANZHI_HOME) / "head.db").load(log.origin)
    source = (lambda: (leaf for _, leaf in leaves())) if read else None
    return audit(log.folder, log.verifier, source, head)


def _verdict(faults: list[Fault]) -> str:
    return f"发现 {len(faults)} 处问题" if faults else "完好"


def _place(fault: Fault) -> str:
    event = None if fault.index is None else Event.objects.filter(leaf=fault.index).first()
    return f"案件 {event.case_id} 第 {event.seq} 个事件（{event.act}）：" if event else ""
