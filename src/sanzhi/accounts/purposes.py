"""Why a person looks at cases that are not his own: said once a case and day, kept in the session."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest

from sanzhi.jobs import clock

_KEY = "purposes"


def stated(request: HttpRequest) -> Mapping[str, str]:
    """The purposes that this session stated today, by case id."""
    kept = request.session.get(_KEY)
    today = clock.today().isoformat()
    return dict(kept["cases"]) if isinstance(kept, dict) and kept.get("day") == today else {}


def state(request: HttpRequest, case_id: UUID, purpose: str) -> None:
    """Keep a purpose for the rest of the day in this session; those of earlier days are forgotten."""
    cases = {**stated(request), str(case_id): purpose}
    request.session[_KEY] = {"day": clock.today().isoformat(), "cases": cases}
