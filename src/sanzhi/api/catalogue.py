"""The catalogue of acts: what the door knows, with the JSON Schema of what each act needs."""

from functools import cache
from typing import Any

from django.http import HttpResponse
from ninja import Router

from sanzhi.accounts.models import Role
from sanzhi.api import shown
from sanzhi.api.answers import many
from sanzhi.api.auth import StaffRequest
from sanzhi.api.requests import no_query
from sanzhi.api.schemas import ActShape, Many
from sanzhi.procedure import acts

router = Router(tags=["办理动作"])


@router.get("/acts", response=Many[ActShape], summary="办理动作目录", operation_id="list_acts")
def list_acts(request: StaffRequest) -> HttpResponse:
    """由人办理的全部动作；定时办理的不在其中。"""
    no_query(request)
    return many(_catalogue())


@cache
def _catalogue() -> list[dict[str, Any]]:
    people = set(Role.values)
    return [shown.act(found) for _, found in sorted(acts.registered().items()) if found.roles & people]
