"""Addresses of the libraries: lists, records, what is on its way in, and the admission queue."""

from django.urls import URLPattern, path

from sanzhi.desk import (
    registry_forms,
    registry_imports,
    registry_lists,
    registry_person,
    registry_queue,
    registry_record,
    registry_submission,
)

urlpatterns: list[URLPattern] = [
    path("libraries/", registry_lists.home, name="registry_home"),
    path("libraries/submissions/", registry_lists.mine, name="registry_mine"),
    path("libraries/submissions/<uuid:submission_id>/", registry_submission.page, name="registry_submission"),
    path("libraries/submissions/<uuid:submission_id>/edit/", registry_forms.edit, name="registry_edit"),
    path("libraries/queue/", registry_queue.queue, name="registry_queue"),
    path("libraries/batches/<uuid:batch_id>/", registry_queue.batch, name="registry_batch"),
    path("libraries/imports/", registry_imports.imports, name="registry_imports"),
    path("libraries/imports/<uuid:batch_id>/", registry_imports.batch, name="registry_import"),
    path("libraries/imports/<uuid:batch_id>/faulty/", registry_imports.faulty, name="registry_import_faulty"),
    path("libraries/imports/<uuid:batch_id>/<int:line>/", registry_imports.row, name="registry_import_row"),
    path("libraries/officer/<uuid:record>/person/", registry_person.page, name="registry_person"),
    path("libraries/<str:kind>/template/", registry_imports.template, name="registry_template"),
    path("libraries/<str:kind>/sheet/", registry_imports.exported, name="registry_sheet"),
    path("libraries/<str:kind>/", registry_lists.library, name="registry_library"),
    path("libraries/<str:kind>/new/", registry_forms.new, name="registry_new"),
    path("libraries/<str:kind>/<uuid:record>/", registry_record.page, name="registry_record"),
    path("libraries/<str:kind>/<uuid:record>/amend/", registry_forms.amend, name="registry_amend"),
    path("libraries/<str:kind>/<uuid:record>/retire/", registry_forms.retire, name="registry_retire"),
]
