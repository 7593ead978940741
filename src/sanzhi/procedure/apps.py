"""The room ``procedure`` as a Django application."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ProcedureConfig(AppConfig):
    """执法流程."""

    name = "sanzhi.procedure"
    label = "procedure"
    verbose_name = "执法流程"

    def ready(self) -> None:
        """Let the database itself hold that a published flow never changes."""
        post_migrate.connect(import_module("sanzhi.procedure.unchanging").install, sender=self)
