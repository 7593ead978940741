"""The room ``disclosure`` as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """公示."""

    name = "sanzhi.disclosure"
    label = "disclosure"
    verbose_name = "公示"

    def ready(self) -> None:
        """Register this room's acts at the door, and collect the receipts of the portal."""
        import_module("sanzhi.disclosure.acts")
        import_module("sanzhi.disclosure.receipts")
        outbox = import_module("sanzhi.jobs.outbox")
        outbox.subscribe("release.published", "sanzhi.disclosure.publishing.on_published")
        outbox.subscribe("release.withdrawn", "sanzhi.disclosure.publishing.on_withdrawn")
        outbox.subscribe("case.acted", "sanzhi.disclosure.publishing.on_acted")
