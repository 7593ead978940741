"""Addresses of the inner program."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("sanzhi.accounts.urls")),
    path("api/v1/", include("sanzhi.api.urls")),
    path("", include("sanzhi.desk.urls")),
]
