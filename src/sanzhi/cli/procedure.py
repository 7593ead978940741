"""``sanzhi procedure``: flows as files."""

import click

from sanzhi.cli.procedure_bpmn import bpmn
from sanzhi.cli.procedure_check import check


@click.group()
def procedure() -> None:
    """办理流程。"""


procedure.add_command(bpmn)
procedure.add_command(check)
