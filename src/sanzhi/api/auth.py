"""Who calls: the bearer of a key, or a person who has signed in on the desk."""

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.keys import actor_of_key
from sanzhi.accounts.models import User

_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})


class StaffRequest(HttpRequest):
    """A request behind the sign-in; ``auth`` is who performs."""

    auth: Actor


class Key(HttpBearer):
    """``Authorization: Bearer …`` with a key of ``accounts.keys``."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor of the key, with one statement."""
        return actor_of_key(token)


class Session(APIKeyCookie):
    """The session of the desk; whoever writes with it must send the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def _get_key(self, request: HttpRequest) -> str | None:
        if self.param_name not in request.COOKIES:
            return None
        # Forms are what another site can send in a person's name, and to look for a token in one the
        # check would read the whole upload into memory.
        if request.method == "POST" and request.content_type in _FORMS:
            raise HttpError(415, "本接口不接收表单；请求正文应为 application/json，上传用文件自身的类型。")
        return super()._get_key(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """The actor of the signed-in person."""
        if key is None or not isinstance(request.user, User):
            return None
        return actor_of(request.user)
