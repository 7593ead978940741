"""Sign-in, sign-out, change of password, and the link that sets the first one."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.stages import AuthenticateStage
from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from sanzhi.accounts import accesslog, demonstration, seats
from sanzhi.accounts.links import open_link, use_link
from sanzhi.accounts.middleware import STALE
from sanzhi.accounts.models import OneTimeLink, User
from sanzhi.accounts.signin import by_role, demonstration_accounts


class SignIn(allauth.LoginView):  # type: ignore[misc]  # allauth ships no types
    """The sign-in page; in a demonstration it lists the accounts that may be tried."""

    template_name = "accounts/login.html"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """The form of allauth with labels of ours: there is no sign-up and no reset by mail."""
        form: forms.Form = super().get_form(form_class)
        form.fields["login"].label = "账号"
        form.fields["password"].label = "密码"
        for name in ("login", "password"):
            form.fields[name].help_text = ""
            form.fields[name].widget.attrs.pop("placeholder", None)
        form.fields.pop("remember", None)
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the demonstration's accounts by role."""
        return {**super().get_context_data(**kwargs), "roles": by_role()}


class SignOut(allauth.LogoutView):  # type: ignore[misc]  # allauth ships no types
    """Asks once, then signs out."""

    template_name = "accounts/logout.html"


@method_decorator(never_cache, name="dispatch")
class ChangePassword(allauth.PasswordChangeView):  # type: ignore[misc]  # allauth ships no types
    """A new password for somebody who knows the old one; other sessions end."""

    template_name = "accounts/password_change.html"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """The form of allauth with labels of ours."""
        form: forms.Form = super().get_form(form_class)
        labels = {"oldpassword": "现在的密码", "password1": "新密码", "password2": "再次输入新密码"}
        for name, label in labels.items():
            form.fields[name].label = label
            form.fields[name].help_text = ""
            form.fields[name].widget.attrs.pop("placeholder", None)
        form.fields["password1"].help_text = "；".join(password_validators_help_texts())
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Store it and say so."""
        response: HttpResponse = super().form_valid(form)
        self.request.session.pop(STALE, None)
        seats.end_others(self.request, self.request.user)
        accesslog.record_or_warn(self.request.user, "password", f"account/{self.request.user.pk}")
        messages.success(self.request, "密码已修改，其他设备上的登录已失效。")
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and whether the old password is over (GB/T 22239-2019 8.1.4.1 a)."""
        return {**super().get_context_data(**kwargs), "stale": STALE in self.request.session}


@require_POST
def enter_demonstration(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the listed accounts; outside a demonstration the page does not exist.

    The second factor is asked as of everybody, and the demonstration answers it by itself: one click.
    """
    chosen = {account.username: account for account in demonstration_accounts()}.get(
        request.POST.get("username", "")
    )
    user = authenticate(request, username=chosen.username, password=chosen.password) if chosen else None
    if not isinstance(user, User):
        raise Http404
    login = Login(user=user, redirect_url="/")
    response: HttpResponse = perform_password_login(request, {"username": user.username}, login)
    return _second_step(request, user) or response


def _second_step(request: HttpRequest, user: User) -> HttpResponse | None:
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        return None
    form = AuthenticateForm(user=user, data={"code": demonstration.code_for(user)})
    if not form.is_valid():
        return None
    form.save()
    response: HttpResponse = stage.exit()
    return response


class FirstPassword(forms.Form):
    """The first password, typed twice."""

    password = forms.CharField(
        label="新密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label="再次输入新密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any, *, link: OneTimeLink) -> None:
        super().__init__(data)
        self.link = link
        self.fields["password"].help_text = "；".join(password_validators_help_texts())

    def clean_password(self) -> str:
        """Hold the password to the rules of the settings."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.link.user)
        return password

    def clean_again(self) -> str:
        """Both must be the same."""
        if self.cleaned_data["again"] != self.cleaned_data.get("password", self.cleaned_data["again"]):
            raise ValidationError("两次输入的密码不一致。")
        return str(self.cleaned_data["again"])


@never_cache
@sensitive_post_parameters()
def first_password(request: HttpRequest, secret: str) -> HttpResponse:
    """Set the first password through a one-time link; a used, late or unknown link reads alike."""
    link = open_link(secret)
    if link is None:
        return render(request, "accounts/first_gone.html", status=404)
    form = FirstPassword(request.POST if request.method == "POST" else None, link=link)
    if form.is_valid() and use_link(link, form.cleaned_data["password"]):
        seats.end_others(request, link.user)
        accesslog.record_or_warn(link.user, "password", f"account/{link.user.pk}")
        messages.success(request, "密码已设置，请用新密码登录。")
        return redirect("account_login")
    return render(request, "accounts/first.html", {"form": form, "person": link.user})
