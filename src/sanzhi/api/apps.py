"""The room ``api`` as a Django application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """接口."""

    name = "sanzhi.api"
    label = "api"
    verbose_name = "接口"
