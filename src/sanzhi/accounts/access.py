"""Who asks: every page of the desk takes the signed-in person as an actor, or sends away."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import User
from sanzhi.law.errors import NotFound

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
ActorView = Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]


def as_actor(view: ActorView[P]) -> View[P]:
    """A page for somebody who is signed in: ``view(request, actor, …)``.

    Who is not signed in goes to the sign-in page. ``NotFound`` becomes the page 404, so that what is
    missing and what is forbidden answer alike. Nothing of it is kept by a shared cache.
    """

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User):
            raise PermissionDenied
        try:
            return view(request, actor_of(user), *args, **kwargs)
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
