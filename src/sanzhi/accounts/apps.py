"""The room ``accounts`` as a Django application."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """人员与权限."""

    name = "sanzhi.accounts"
    label = "accounts"
    verbose_name = "人员与权限"

    def ready(self) -> None:
        """Listen to sign-in, close the days of the log, and let the database hold what excludes what."""
        import_module("sanzhi.accounts.signals")
        import_module("sanzhi.accounts.tasks")
        import_module("sanzhi.accounts.sealed")
        exclusions = import_module("sanzhi.accounts.exclusions")
        post_migrate.connect(exclusions.install, sender=self)
