"""Where the portal keeps its own files: mirror, key, status, receipts."""

from pathlib import Path

from django.conf import settings


def home() -> Path:
    """The folder ``portal`` in the home of the instance."""
    return Path(settings.SANZHI_HOME) / "portal"
