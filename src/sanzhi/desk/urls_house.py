"""Addresses of the agency's own order: units, chains, terms, sight, endorsement, handover."""

from django.urls import URLPattern, path

from sanzhi.desk import endorse, handover, house, house_ends, number_pages, sight

urlpatterns: list[URLPattern] = [
    path("units/", house.units, name="house_units"),
    path("units/<uuid:unit_id>/", house.unit, name="house_unit"),
    path("units/chains/", house.chains, name="house_chains"),
    path("units/terms/", house.terms, name="house_terms"),
    path("units/sight/", house.policy, name="house_policy"),
    path("units/end/<str:kind>/<str:key>/", house_ends.end, name="house_end"),
    path("numbers/", number_pages.numbers, name="numbers"),
    path("numbers/blocks/", number_pages.blocks, name="number_blocks"),
    path("numbers/blocks/<uuid:block_id>/", number_pages.block, name="number_block"),
    path("handover/", handover.choose, name="house_handover"),
    path("handover/of/<uuid:user_id>/", handover.prepare, name="house_handover_of"),
    path("handover/<uuid:handover_id>/", handover.result, name="house_handover_result"),
    path("endorsements/", endorse.waiting, name="desk_endorsing"),
    path("cases/<uuid:case_id>/endorse/", endorse.endorse, name="desk_endorse"),
    path("cases/<uuid:case_id>/purpose/", sight.sight, name="desk_sight"),
]
