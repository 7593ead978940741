"""The registry of acts fits the flows, the cures and the forms."""

import pytest
from pydantic import BaseModel

from sanzhi.cases.apps import every_act_has_an_owner
from sanzhi.law.guards.basis import Cure
from sanzhi.procedure import acts
from sanzhi.procedure.acts import Act, NoData, TwoOwners
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.library import all_bundles


def test_every_act_of_every_flow_has_an_owner() -> None:
    assert every_act_has_an_owner() == []


def test_every_registered_act_is_used_by_a_flow_or_says_why_none_names_it() -> None:
    used = frozenset().union(*(bundle.acts() for bundle in all_bundles()))

    own = {name for name, act in acts.registered().items() if not (act.opens_case or act.house or act.drawn)}
    assert own == used


@pytest.mark.parametrize("cure", list(Cure))
def test_every_cure_starts_with_an_act_that_exists(cure: Cure) -> None:
    assert cure.value in acts.registered()


def test_an_act_with_two_owners_stops_the_start_up() -> None:
    def other(deed: Deed) -> None:
        raise AssertionError(deed)

    with pytest.raises(TwoOwners, match="decide"):
        acts.register(Act("decide", "另一个", NoData, other, frozenset()))


@pytest.mark.parametrize("act", acts.registered().values(), ids=lambda act: act.name)
def test_every_field_of_a_form_has_a_chinese_label(act: Act) -> None:
    assert _without_label(act.data) == []


def _without_label(model: type[BaseModel]) -> list[str]:
    missing = []
    for name, field in model.model_fields.items():
        if not field.title or field.title.isascii():
            missing.append(f"{model.__name__}.{name}")
        for inner in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                missing += _without_label(inner)
    return missing
