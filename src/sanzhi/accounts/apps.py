"""The room ``accounts`` as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """人员与权限."""

    name = "sanzhi.accounts"
    label = "accounts"
    verbose_name = "人员与权限"
