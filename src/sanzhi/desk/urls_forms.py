"""Addresses of documents made by hand and of their templates."""

from django.urls import URLPattern, path

from sanzhi.desk import form_editor, form_making, form_templates

_CASE = "cases/<uuid:case_id>/documents/make"

urlpatterns: list[URLPattern] = [
    path(f"{_CASE}/", form_making.choose, name="forms_choose"),
    path(f"{_CASE}/<str:kind>/", form_making.make, name="forms_make"),
    path(f"{_CASE}/<str:kind>/preview/", form_making.preview, name="forms_preview"),
    path("templates/", form_templates.templates, name="form_templates"),
    path("templates/<str:kind>/", form_templates.template, name="form_template"),
    path("templates/editions/<uuid:pk>/", form_editor.wording, name="form_wording"),
    path("templates/editions/<uuid:pk>/preview/", form_editor.preview, name="form_wording_preview"),
]
