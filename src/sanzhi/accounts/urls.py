"""Addresses of sign-in: only what this program offers, so nothing of sign-up or mail can be reached."""

from allauth.account.views import AccountInactiveView
from django.urls import path

from sanzhi.accounts import views

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
]
