"""Addresses of legal review: why a case is major, how far review reaches."""

from django.urls import URLPattern, path

from sanzhi.desk import (
    review_assign,
    review_counsel,
    review_coverage,
    review_force,
    review_terms,
    review_weighing,
    review_why,
)

urlpatterns: list[URLPattern] = [
    path("reviews/coverage/", review_coverage.page, name="review_coverage"),
    path("reviews/workload/", review_force.workload, name="review_workload"),
    path("reviews/pool/", review_force.pool, name="review_pool"),
    path("reviews/counsel/", review_terms.terms, name="review_terms"),
    path("counsel/", review_counsel.waiting, name="review_counsel"),
    path("counsel/<uuid:case_id>/", review_counsel.pack, name="review_counsel_pack"),
    path(
        "counsel/<uuid:case_id>/evidence/<uuid:material_id>/",
        review_counsel.material,
        name="review_counsel_material",
    ),
    path(
        "counsel/<uuid:case_id>/documents/<uuid:document_id>/",
        review_counsel.document,
        name="review_counsel_document",
    ),
    path("reviews/<uuid:case_id>/assign/", review_assign.assign, name="review_assign"),
    path("cases/<uuid:case_id>/discretion/", review_weighing.page, name="review_discretion"),
    path("cases/<uuid:case_id>/why/", review_why.why, name="review_why"),
]
