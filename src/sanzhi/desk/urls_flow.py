"""Addresses of the designer of flows and of published versions."""

from django.urls import URLPattern, path

from sanzhi.desk import (
    flow_compare,
    flow_draft,
    flow_list,
    flow_move,
    flow_overlay,
    flow_settle,
    flow_step,
    flow_trial,
    flow_version,
)

_DRAFT = "flows/drafts/<uuid:draft_id>"

urlpatterns: list[URLPattern] = [
    path("flows/", flow_list.flows, name="flow_list"),
    path("flows/new/", flow_list.begin, name="flow_begin"),
    path("flows/drafts/", flow_list.mine, name="flow_drafts"),
    path("flows/overlays/", flow_overlay.overlays, name="flow_overlays"),
    path("flows/overlays/<uuid:overlay_id>/", flow_overlay.overlay, name="flow_overlay"),
    path(f"{_DRAFT}/", flow_draft.draft, name="flow_draft"),
    path(f"{_DRAFT}/difference/", flow_compare.difference, name="flow_difference"),
    path(f"{_DRAFT}/trial/", flow_trial.trial, name="flow_trial"),
    path(f"{_DRAFT}/steps/<str:step>/", flow_step.step, name="flow_step"),
    path(f"{_DRAFT}/settle/<str:way>/", flow_settle.settle, name="flow_settle"),
    path("cases/<uuid:case_id>/flow/", flow_move.move, name="flow_move"),
    path("flows/versions/<str:digest>/", flow_version.version, name="flow_version"),
    path("flows/versions/<str:digest>/<str:form>/", flow_version.exported, name="flow_export"),
]
