"""Addresses of regions and bodies."""

from django.urls import URLPattern, path

from sanzhi.desk import orgs, orgs_edit, orgs_places, orgs_reorganise

_AGENCY = "orgs/agencies/<uuid:agency_id>"

urlpatterns: list[URLPattern] = [
    path("orgs/", orgs.tree, name="orgs_tree"),
    path("orgs/agencies/new/", orgs_edit.enter, name="orgs_open"),
    path(f"{_AGENCY}/", orgs.agency, name="orgs_agency"),
    path(f"{_AGENCY}/amend/", orgs_edit.amend, name="orgs_amend"),
    path(f"{_AGENCY}/line/", orgs_edit.line, name="orgs_line"),
    path(f"{_AGENCY}/end/", orgs_edit.end, name="orgs_end"),
    path(f"{_AGENCY}/delegate/", orgs_edit.delegate, name="orgs_delegate"),
    path("orgs/letters/<uuid:delegation_id>/", orgs_edit.letter, name="orgs_letter"),
    path("orgs/reorganise/", orgs_reorganise.reorganise, name="orgs_reorganise"),
    path("orgs/governments/new/", orgs_places.government, name="orgs_government"),
    path("orgs/governments/<uuid:government_id>/succeed/", orgs_places.succeed, name="orgs_succeed"),
    path("orgs/regions/<str:code>/administer/", orgs_places.administer, name="orgs_administer"),
]
