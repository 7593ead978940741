"""Addresses of the pages that are more than a form: evidence, documents, release, review, administration."""

from django.urls import URLPattern, path

from sanzhi.desk import (
    special_access_log,
    special_audit,
    special_bench,
    special_documents,
    special_evidence,
    special_release,
    special_seal,
    special_security,
    special_system,
)

_CASE = "cases/<uuid:case_id>"

urlpatterns: list[URLPattern] = [
    path(f"{_CASE}/evidence/new/", special_evidence.add, name="special_evidence"),
    path(f"{_CASE}/evidence/<uuid:material_id>/", special_evidence.material, name="special_file"),
    path(f"{_CASE}/documents/<uuid:document_id>/", special_documents.document, name="special_document"),
    path(f"{_CASE}/preview/<str:act>/", special_documents.preview, name="special_preview"),
    path(f"{_CASE}/seal/<str:kind>/", special_seal.seal, name="special_seal"),
    path(f"{_CASE}/release/", special_release.release, name="special_release"),
    path("release/", special_release.due, name="special_releases"),
    path("reviews/", special_bench.bench, name="special_bench"),
    path("reviews/<uuid:case_id>/", special_bench.review, name="special_review"),
    path("system/", special_system.system, name="special_system"),
    path("security/", special_security.security, name="special_security"),
    path("audit/", special_audit.audit, name="special_audit"),
    path("audit/access/", special_access_log.access, name="special_access_log"),
]
