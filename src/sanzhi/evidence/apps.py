"""The room ``evidence`` as a Django application."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """证据材料."""

    name = "sanzhi.evidence"
    label = "evidence"
    verbose_name = "证据材料"
