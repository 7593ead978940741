"""The room ``documents`` as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """执法文书."""

    name = "sanzhi.documents"
    label = "documents"
    verbose_name = "执法文书"

    def ready(self) -> None:
        """Hear of changed laws."""
        import_module("sanzhi.jobs.outbox").subscribe(
            "statute.changed", "sanzhi.documents.statutes.on_changed"
        )
