"""The room ``pages`` as a Django application without models."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """页面组件."""

    name = "sanzhi.pages"
    label = "pages"
    verbose_name = "页面组件"
