"""Addresses of sign-in: only what this program offers, so nothing of sign-up or mail can be reached."""

from allauth.account.views import AccountInactiveView
from allauth.mfa.base.views import ReauthenticateView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.urls import path

from sanzhi.accounts import views, views_seats, views_second

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("logout/", views.SignOut.as_view(), name="account_logout"),
    path(
        "inactive/",
        AccountInactiveView.as_view(template_name="accounts/inactive.html"),
        name="account_inactive",
    ),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("demonstration/", views.enter_demonstration, name="account_demonstration"),
    path("first/<str:secret>/", views.first_password, name="account_first_password"),
    path("code/", views_second.SecondStep.as_view(), name="mfa_authenticate"),
    path("confirm/", views_second.Confirm.as_view(), name="account_reauthenticate"),
    path(
        "confirm/code/",
        ReauthenticateView.as_view(template_name="accounts/confirm.html"),
        name="mfa_reauthenticate",
    ),
    path(
        "confirm/passkey/",
        ReauthenticateWebAuthnView.as_view(template_name="accounts/confirm.html"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("safety/", views_second.Safety.as_view(), name="mfa_index"),
    path("enrol/", views_second.enrol, name="second_enrol"),
    path("renew/<str:secret>/", views_second.renew, name="second_renew"),
    path("app/", views_second.ActivateApp.as_view(), name="mfa_activate_totp"),
    path("app/remove/", views_second.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("codes/", views_second.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("codes/new/", views_second.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("passkeys/add/", views_second.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", views_second.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("sessions/end/", views_seats.end, name="account_sessions_end"),
    path("still/", views_seats.still, name="account_still"),
]
