"""The room ``cases`` as a Django application."""

from importlib import import_module

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

# Rooms below may register acts too; each is imported once, when all models are known.
_ROOMS_WITH_ACTS = (
    "sanzhi.cases.acts",
    "sanzhi.documents.acts",
    "sanzhi.documents.making",
    "sanzhi.documents.service",
    "sanzhi.evidence.acts",
    "sanzhi.evidence.inspecting",
    "sanzhi.evidence.preserving",
    "sanzhi.evidence.testing",
)


class CasesConfig(AppConfig):
    """案件."""

    name = "sanzhi.cases"
    label = "cases"
    verbose_name = "案件"

    def ready(self) -> None:
        """Register the acts at the door, and let time act."""
        for module in _ROOMS_WITH_ACTS:
            import_module(module)
        import_module("sanzhi.cases.bodies")
        import_module("sanzhi.cases.tasks")
        import_module("sanzhi.jobs.outbox").subscribe("statute.changed", "sanzhi.cases.statutes.on_changed")
        import_module("sanzhi.jobs.outbox").subscribe("lead.merged", "sanzhi.cases.merging.on_merged")
        import_module("sanzhi.jobs.outbox").subscribe("case.joined", "sanzhi.cases.merging.on_joined")


@register()
def every_act_has_an_owner(**_: object) -> list[CheckMessage]:
    """Start-up fails when an act of a shipped flow is registered by no room."""
    acts = import_module("sanzhi.procedure.acts")
    library = import_module("sanzhi.procedure.library")
    return [
        Error(f"流程 {bundle.name} {bundle.version} 的动作 {name} 没有归属", id="cases.E001")
        for bundle in library.all_bundles()
        for name in acts.without_owner(bundle.acts())
    ]
