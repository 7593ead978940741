"""What every page of somebody signed in knows about the end of the session."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def idle(request: HttpRequest) -> dict[str, Any]:
    """Context processor: after how many seconds without use the session ends; 0 for nobody signed in."""
    user = getattr(request, "user", None)
    return {"idle_seconds": settings.SANZHI_IDLE_SECONDS if user is not None and user.is_authenticated else 0}
