"""Addresses of the staff interface, below ``/api/v1/``."""

from django.urls import path, re_path

from sanzhi.api.problems import not_found
from sanzhi.api.v1 import api

urlpatterns = [path("", not_found), path("", api.urls), re_path(r"^(?P<rest>.*)$", not_found)]
