"""The room ``orgs`` as a Django application."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """区划与机构."""

    name = "sanzhi.orgs"
    label = "orgs"
    verbose_name = "区划与机构"
