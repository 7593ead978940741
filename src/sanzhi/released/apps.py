"""The room ``released`` as a Django application of the portal program."""

from django.apps import AppConfig


class ReleasedConfig(AppConfig):
    """公开副本."""

    name = "sanzhi.released"
    label = "released"
    verbose_name = "公开副本"
    default_auto_field = "django.db.models.BigAutoField"
