"""The room ``registry`` as a Django application."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """执法主体、人员与事项."""

    name = "sanzhi.registry"
    label = "registry"
    verbose_name = "执法主体、人员与事项"
