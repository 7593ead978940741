"""The room ``disclosure`` as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """公示."""

    name = "sanzhi.disclosure"
    label = "disclosure"
    verbose_name = "公示"

    def ready(self) -> None:
        """Register this room's acts at the door; listen for what becomes public."""
        import_module("sanzhi.disclosure.acts")
        import_module("sanzhi.disclosure.receipts")
        import_module("sanzhi.disclosure.registers")
        outbox = import_module("sanzhi.jobs.outbox")
        outbox.subscribe("release.published", "sanzhi.disclosure.publishing.on_published")
        outbox.subscribe("release.withdrawn", "sanzhi.disclosure.publishing.on_withdrawn")
        outbox.subscribe("statute.changed", "sanzhi.disclosure.statutes.on_changed")
        outbox.subscribe("registry.admitted", "sanzhi.disclosure.registers.on_admitted")
        outbox.subscribe("registry.standing", "sanzhi.disclosure.registers.on_standing")
        outbox.subscribe("orgs.agency_changed", "sanzhi.disclosure.registers.on_agency_changed")
        outbox.subscribe("orgs.line_changed", "sanzhi.disclosure.registers.on_agency_changed")
        outbox.subscribe("orgs.reorganised", "sanzhi.disclosure.registers.on_reorganised")
        outbox.subscribe("case.acted", "sanzhi.disclosure.publishing.on_acted")
