"""The command ``sanzhi``."""

import os
from importlib import import_module

import click
import django

# Name of the command → module and attribute; the second row needs Django before it can be imported.
_PLAIN = {
    "serve": "sanzhi.cli.serve:serve",
    "worker": "sanzhi.cli.background:worker",
    "clockwork": "sanzhi.cli.background:clockwork",
    "portal-sync": "sanzhi.cli.portal_sync:portal_sync",
    "law": "sanzhi.cli.law:law",
}
_INNER = {
    "init": "sanzhi.cli.init:init",
    "demo": "sanzhi.cli.demo:demo",
    "calendar": "sanzhi.cli.calendar:calendar",
    "accesslog": "sanzhi.cli.accesslog:accesslog",
    "account": "sanzhi.cli.accesslog:account",
    "case": "sanzhi.cli.case:case",
    "orgs": "sanzhi.cli.orgs:orgs",
    "ledger": "sanzhi.cli.ledger:ledger",
    "keys": "sanzhi.cli.keys:keys",
    "doctor": "sanzhi.cli.doctor:doctor",
    "statutes": "sanzhi.cli.statutes:statutes",
    "procedure": "sanzhi.cli.procedure:procedure",
}


class Commands(click.Group):
    """Loads a command when it is asked for, so that ``--help`` and ``serve`` are quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        return sorted({*_PLAIN, *_INNER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; Django is set up first where the command needs it."""
        where = _PLAIN.get(cmd_name) or _INNER.get(cmd_name)
        if where is None:
            return None
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanzhi.config.settings")
        if cmd_name in _INNER:
            django.setup()
        module, attribute = where.split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sanzhi")
def main() -> None:
    """三制：行政执法公示、全过程记录、法制审核。"""
