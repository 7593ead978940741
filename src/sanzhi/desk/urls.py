"""Addresses of the desk."""

from django.urls import include, path

from sanzhi.desk import urls_house as house
from sanzhi.desk import urls_orgs as orgs
from sanzhi.desk import urls_registry as registry
from sanzhi.desk import urls_special as special
from sanzhi.desk import urls_statutes as statutes
from sanzhi.desk import views_act, views_case, views_inbox, views_list

urlpatterns = [
    path("", views_inbox.inbox, name="desk_inbox"),
    path("cases/", views_list.cases, name="desk_cases"),
    path("cases/new/", views_act.new, name="desk_new"),
    path("cases/<uuid:case_id>/", views_case.case, name="desk_case"),
    path("cases/<uuid:case_id>/events/<int:seq>/", views_case.event, name="desk_event"),
    path("cases/<uuid:case_id>/acts/<str:name>/", views_act.act, name="desk_act"),
    path("", include("sanzhi.pages.urls")),
    *special.urlpatterns,
    *statutes.urlpatterns,
    *house.urlpatterns,
    *orgs.urlpatterns,
    *registry.urlpatterns,
]
