"""Pages of the second factor: setting it up, using it at sign-in, confirming with it, managing it.

The flows are allauth's; the words, the rule about resets and the keeping of secrets are ours.
"""

from typing import Any

from allauth.account import views as account
from allauth.core import context
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp_auth
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import flows as webauthn_flows
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sanzhi.accounts import demonstration, links, seats, second
from sanzhi.accounts.models import OneTimeLink, User

_PENDING = "totp-pending"
_CODE = "验证码"


class Renewing:
    """A page that sets a factor up: after a reset it is for the browser that came with the link."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send away who did not."""
        if request.user.is_authenticated and not second.may_enrol(request):
            return _wants_link(request)
        found: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return found


@never_cache
@login_required
@require_safe
def enrol(request: HttpRequest) -> HttpResponseBase:
    """Which factor to set up; the first page of who must have one and has none."""
    if not second.may_enrol(request):
        return _wants_link(request)
    return render(request, "accounts/enrol.html", {"forced": second.ENROL in request.session})


@never_cache
@require_safe
def renew(request: HttpRequest, secret: str) -> HttpResponse:
    """The one-time link of a reset: say why, and remember that this browser came with it."""
    link = links.open_link(secret, OneTimeLink.SECOND)
    if link is None:
        return render(request, "accounts/first_gone.html", status=404)
    second.bring_link(request, link)
    return render(request, "accounts/renew.html", {"link": link, "person": link.user})


class SealedActivation(ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The form of the app: the secret that waits for its first code lies sealed in the session."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        self.user = user
        self.secret = _pending(context.request, anew=not self.is_bound)
        _worded(self, code=_CODE)


def _pending(request: HttpRequest, *, anew: bool) -> str:
    keeper = second.SecondFactor()
    if anew or _PENDING not in request.session:
        request.session[_PENDING] = keeper.encrypt(totp_auth.generate_totp_secret())
    return keeper.decrypt(request.session[_PENDING])


@method_decorator(never_cache, name="dispatch")
class ActivateApp(Renewing, totp.ActivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    """Scan, type the first code, done."""

    template_name = "accounts/app.html"
    form_class = SealedActivation

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Keep it, forget what waited, and let the person go on."""
        found: HttpResponse = super().form_valid(form)
        self.request.session.pop(_PENDING, None)
        second.enrolled(self.request, self.request.user)
        return found


@method_decorator(never_cache, name="dispatch")
class RemoveApp(totp.DeactivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    """Asks once, then takes the app away, unless it is the only factor of somebody who needs one."""

    template_name = "accounts/remove.html"
    extra_context = {"what": "验证器"}  # noqa: RUF012  # as Django's views have it


@method_decorator(never_cache, name="dispatch")
class AddPasskey(Renewing, webauthn.AddWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """The browser makes a key pair; the desk keeps the public half."""

    template_name = "accounts/passkey_add.html"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """The form with a label of ours."""
        form: forms.Form = super().get_form(form_class)
        _worded(form, name="名称")
        return form


@method_decorator(never_cache, name="dispatch")
class RemovePasskey(webauthn.RemoveWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Asks once, then takes the passkey away, unless it is the only factor of somebody who needs one."""

    template_name = "accounts/remove.html"
    extra_context = {"what": "通行密钥"}  # noqa: RUF012  # as Django's views have it

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Take it away, or say why not."""
        factor, keeper = self.get_object(), second.SecondFactor()
        if not keeper.can_delete_authenticator(factor):
            form.add_error(None, keeper.validation_error("cannot_delete_authenticator"))
            refused: HttpResponse = self.form_invalid(form)
            return refused
        webauthn_flows.remove_authenticator(self.request, factor)
        return redirect("mfa_index")


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(codes.ViewRecoveryCodesView):  # type: ignore[misc]  # allauth ships no types
    """The codes for the day on which the factor is lost: shown once."""

    template_name = "accounts/codes.html"


@method_decorator(never_cache, name="dispatch")
class NewRecoveryCodes(codes.GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth ships no types
    """New codes; the old ones are void."""

    template_name = "accounts/codes_new.html"


class SecondStep(base.AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    """The second step of sign-in: code, passkey or recovery code; a demonstration fills in its own."""

    template_name = "accounts/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The forms, what the person has, and in a demonstration the code."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.stage.login.user
        shown = demonstration.code_for(user)
        _worded(found["form"], code="验证码或者恢复码")
        if shown:
            found["form"].fields["code"].initial = shown
        kinds = set(second.factors(user).values_list("type", flat=True))
        return {**found, "shown": shown, "has_key": Authenticator.Type.WEBAUTHN in kinds,
                "has_app": Authenticator.Type.TOTP in kinds}  # fmt: skip


@method_decorator(never_cache, name="dispatch")
class Confirm(account.ReauthenticateView):  # type: ignore[misc]  # allauth ships no types
    """The password again, before something about the account is changed."""

    template_name = "accounts/confirm.html"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """The form with a label of ours."""
        form: forms.Form = super().get_form(form_class)
        _worded(form, **{"password": "现在的密码"})
        return form


@method_decorator(never_cache, name="dispatch")
class Safety(base.IndexView):  # type: ignore[misc]  # allauth ships no types
    """账号与安全: the factors of the person, and where the person is signed in."""

    template_name = "accounts/safety.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Factors, open sessions, and whether the role demands a factor."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.request.user
        return {**found, "seats": seats.open_seats(user), "mine": seats.seat_of(self.request),
                "needs_two": second.needs_two(user), "has_factor": second.factors(user).exists()}  # fmt: skip


def _wants_link(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "您的第二重验证已由安全管理员重设，须先打开其交给您的一次性链接。")
    return render(request, "accounts/wants_link.html", status=403)


def _worded(form: forms.Form, **labels: str) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)
