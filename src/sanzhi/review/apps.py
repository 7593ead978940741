"""The room ``review`` as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """法制审核."""

    name = "sanzhi.review"
    label = "review"
    verbose_name = "法制审核"

    def ready(self) -> None:
        """Register this room's acts at the door."""
        import_module("sanzhi.review.acts")
