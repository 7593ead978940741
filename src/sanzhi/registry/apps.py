"""The room ``registry`` as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """执法主体、人员与事项."""

    name = "sanzhi.registry"
    label = "registry"
    verbose_name = "执法主体、人员与事项"

    def ready(self) -> None:
        """Listen for batches that a legal office admits, and for spreadsheets."""
        outbox = import_module("sanzhi.jobs.outbox")
        outbox.subscribe("registry.batch", "sanzhi.registry.batches.on_asked")
        outbox.subscribe("registry.import.read", "sanzhi.registry.sheets.arriving.on_read")
        outbox.subscribe("registry.import.write", "sanzhi.registry.sheets.writing.on_write")
        outbox.subscribe("registry.import.undo", "sanzhi.registry.sheets.writing.on_undo")
