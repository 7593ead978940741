"""The room ``documents`` as a Django application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """执法文书."""

    name = "sanzhi.documents"
    label = "documents"
    verbose_name = "执法文书"
