"""The room ``portal`` as a Django application without models."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """公示平台."""

    name = "sanzhi.portal"
    label = "portal"
    verbose_name = "公示平台"
