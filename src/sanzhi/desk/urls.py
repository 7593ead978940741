"""Addresses of the desk."""

from django.urls import include, path

from sanzhi.desk import payment_book, views_act, views_case, views_inbox, views_list
from sanzhi.desk import urls_flow as flow
from sanzhi.desk import urls_forms as forms
from sanzhi.desk import urls_house as house
from sanzhi.desk import urls_orgs as orgs
from sanzhi.desk import urls_phone as phone
from sanzhi.desk import urls_registry as registry
from sanzhi.desk import urls_review as review
from sanzhi.desk import urls_special as special
from sanzhi.desk import urls_statutes as statutes
from sanzhi.desk import urls_summary as summary

urlpatterns = [
    path("", views_inbox.inbox, name="desk_inbox"),
    path("cases/", views_list.cases, name="desk_cases"),
    path("cases/new/", views_act.new, name="desk_new"),
    path("cases/<uuid:case_id>/", views_case.case, name="desk_case"),
    path("cases/<uuid:case_id>/events/<int:seq>/", views_case.event, name="desk_event"),
    path("cases/<uuid:case_id>/acts/<str:name>/", views_act.act, name="desk_act"),
    path("payments/", payment_book.book, name="payment_book"),
    path("", include("sanzhi.pages.urls")),
    *special.urlpatterns,
    *forms.urlpatterns,
    *review.urlpatterns,
    *statutes.urlpatterns,
    *summary.urlpatterns,
    *phone.urlpatterns,
    *flow.urlpatterns,
    *house.urlpatterns,
    *orgs.urlpatterns,
    *registry.urlpatterns,
]
