"""The room ``review`` as a Django application."""

from importlib import import_module

from django.apps import AppConfig

_WITH_ACTS = (
    "acts",
    "supplement",
    "disagreement",
    "assigning",
    "recusing",
    "counsel",
    "panel",
)


class ReviewConfig(AppConfig):
    """法制审核."""

    name = "sanzhi.review"
    label = "review"
    verbose_name = "法制审核"

    def ready(self) -> None:
        """Register this room's acts at the door."""
        for module in _WITH_ACTS:
            import_module(f"sanzhi.review.{module}")
        outbox = import_module("sanzhi.jobs.outbox")
        outbox.subscribe("case.acted", "sanzhi.review.tasks.on_acted")
