"""Addresses of penalties on the spot."""

from django.urls import URLPattern, path

from sanzhi.desk import summary_spot

urlpatterns: list[URLPattern] = [
    path("spot/", summary_spot.new, name="spot_new"),
    path("spot/<uuid:case_id>/", summary_spot.go, name="spot_go"),
]
