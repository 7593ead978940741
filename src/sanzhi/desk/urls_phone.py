"""Addresses made for the phone, and of practice and taken-over cases."""

from django.urls import URLPattern, path

from sanzhi.desk import phone_approval, practice, takeover_cases

urlpatterns: list[URLPattern] = [
    path("approvals/<uuid:case_id>/", phone_approval.approval, name="phone_approval"),
    path("practice/", practice.practices, name="practice_cases"),
    path("practice/<uuid:case_id>/", practice.end, name="practice_end"),
    path("takeover/", takeover_cases.takeover, name="takeover_cases"),
    path("takeover/template.xlsx", takeover_cases.blank, name="takeover_blank"),
]
