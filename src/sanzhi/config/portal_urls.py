"""Addresses of the portal program."""

from django.urls import include, path, register_converter

from sanzhi.portal import views_home, views_lists, views_record, views_registers
from sanzhi.portal.addresses import AnyText

handler404 = "sanzhi.pages.errors.not_found"
handler500 = "sanzhi.pages.errors.server_error"

register_converter(AnyText, "any")

urlpatterns = [
    path("", views_home.home, name="home"),
    path("results/", views_lists.results, name="results"),
    path("progress/", views_lists.progress, name="progress"),
    path("agencies/", views_lists.agencies, name="agencies"),
    path("agencies/<str:uscc>/", views_lists.agency, name="agency"),
    path("officers/", views_registers.officers, name="officers"),
    path("officers/<str:uscc>/<any:number>/", views_registers.officer, name="officer"),
    path("powers/", views_registers.powers, name="powers"),
    path("powers/<str:uscc>/<any:code>/", views_registers.power, name="power"),
    path("r/<uuid:record>/", views_record.record, name="record"),
    path("r/<uuid:record>/content.json", views_record.content, name="record-content"),
    path("r/<uuid:record>/proof.json", views_record.proof_json, name="record-proof"),
    path("r/<uuid:record>/record.tlog-proof", views_record.proof_file, name="record-proof-file"),
    path("feed.vkey", views_record.key, name="feed-key"),
    path("verify.py", views_home.offline_verifier, name="offline-verifier"),
    path("health", views_home.health, name="health"),
    path("", include("sanzhi.pages.urls")),
]
