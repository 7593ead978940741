"""Addresses that both programs include: ``path("", include("sanzhi.pages.urls"))``."""

from django.urls import path

from sanzhi.pages.elder import switch

app_name = "pages"
urlpatterns = [path("elder", switch, name="elder")]
