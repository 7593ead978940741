"""Who asks: every page of the desk takes the signed-in person as an actor, or sends away."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from sanzhi.accounts import purposes
from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import User
from sanzhi.law.errors import NotFound, PurposeNeeded

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
ActorView = Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]


def as_actor(view: ActorView[P]) -> View[P]:
    """A page for somebody who is signed in: ``view(request, actor, …)``.

    Who is not signed in goes to the sign-in page. ``NotFound`` becomes the page 404, so that what is
    missing and what is forbidden answer alike. Who has not said why he looks at somebody else's case is asked
    first. Nothing of it is kept by a shared cache.
    """

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User):
            raise PermissionDenied
        actor = replace(actor_of(user), purposes=purposes.stated(request))
        # The access log reads it there once the answer is known.
        request.actor = actor  # type: ignore[attr-defined]
        try:
            return view(request, actor, *args, **kwargs)
        except PurposeNeeded as error:
            back = urlencode({"next": request.get_full_path() if request.method == "GET" else ""})
            return redirect(f"{reverse('desk_sight', args=[error.case_id])}?{back}")
        except NotFound as error:
            raise Http404(error.detail) from error

    return never_cache(login_required(page))


def for_roles(*roles: str) -> Callable[[ActorView[P]], ActorView[P]]:
    """Only for people who hold one of the roles; others get the page 403."""

    def guard(view: ActorView[P]) -> ActorView[P]:
        @wraps(view)
        def page(
            request: HttpRequest, actor: Actor, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if actor.roles.isdisjoint(roles):
                raise PermissionDenied
            return view(request, actor, *args, **kwargs)

        return page

    return guard
