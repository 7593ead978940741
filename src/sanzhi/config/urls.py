"""Addresses of the inner program."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("sanzhi.accounts.urls")),
    path("api/v1/", include("sanzhi.api.urls")),
    path("", include("sanzhi.desk.urls")),
]

handler403 = "sanzhi.pages.errors.forbidden"
handler404 = "sanzhi.pages.errors.not_found"
handler500 = "sanzhi.pages.errors.server_error"
