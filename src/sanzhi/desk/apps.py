"""The room ``desk`` as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """办案端."""

    name = "sanzhi.desk"
    label = "desk"
    verbose_name = "办案端"
