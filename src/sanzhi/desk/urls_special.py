"""Addresses of the pages that are more than a form: evidence, documents, release, administration."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
