"""A case on an agency's own flow that asks for more at a step than the flow of its sector."""

from typing import Any

import pytest

from sanzhi.cases.event import read
from sanzhi.cases.models import Event
from sanzhi.law.errors import Invalid, Refused
from sanzhi.law.findings import refusals
from sanzhi.procedure import adapting, library, publishing
from tests.support.cast import Cast, make_person
from tests.support.flows import ORDINARY, published
from tests.support.story import Story

pytestmark = pytest.mark.usefixtures("monday")

FIELDS: list[dict[str, Any]] = [
    {"id": "weather", "title": "天气", "type": "text", "required": True},
    {"id": "scope", "title": "经营面积（平方米）", "type": "number", "required": True},
    {"id": "rent", "title": "月租金", "type": "money"},
    {"id": "place", "title": "场所性质", "type": "choice", "options": ["自有", "租用"]},
    {"id": "sampled", "title": "已抽样", "type": "boolean"},
]


@pytest.fixture
def asked(story: Story, cast: Cast) -> Story:
    """A filed case whose investigation asks for five things, two of them always."""
    clerk = make_person(cast.agency, "clerk", "冉细致", "clerk")
    overlay = adapting.begin(clerk, "现场情况", library.latest(ORDINARY))
    for place, field in enumerate(FIELDS, 1):
        change = {"do": "add_field", "step": "investigation", "field": field}
        adapting.add(overlay.pk, change, actor=clerk, seen=place)
    draft = adapting.draft_now(overlay)
    assert draft is not None
    publishing.use(published(draft, clerk, cast.head).digest, actor=cast.head)
    return story.filed()


def fill(story: Story, **values: Any) -> None:
    story.act("fill_form", story.cast.officer, values=values)


def test_the_step_is_not_left_before_what_it_requires_is_filled_in(asked: Story) -> None:
    asked.evidence()
    asked.interview()
    with pytest.raises(Refused, match="“调查取证”环节填写：天气、经营面积") as told:
        asked.act("conclude", asked.cast.officer, **asked.draft())
    assert [each.cure_act for each in refusals(told.value.findings)] == ["fill_form"]

    fill(asked, weather="晴", scope=120, rent=350_000, place="租用", sampled=True)

    asked.act("conclude", asked.cast.officer, **asked.draft())
    assert asked.state == "submission"


def test_what_was_filled_in_is_a_fact_and_its_texts_are_personal(asked: Story) -> None:
    fill(asked, weather="张三家门前有雾", scope=120)

    fact = asked.case.facts["form.investigation"]
    assert fact["scope"] == 120
    assert set(fact["weather"]) == {"~"}
    body = bytes(Event.objects.filter(case_id=asked.case.pk).latest("seq").body)
    assert "张三" not in body.decode()
    assert read(body)["data"]["values"]["scope"] == 120


def test_every_wrong_field_is_named_by_its_label(asked: Story) -> None:
    with pytest.raises(Invalid) as told:
        fill(asked, weather="", scope="很大", place="借用", colour="红")

    assert {each.label for each in told.value.fields} >= {"天气", "经营面积（平方米）", "场所性质"}
    assert {each.field for each in told.value.fields} >= {"values.weather", "values.scope", "values.place"}


def test_after_a_return_it_is_filled_in_anew(asked: Story) -> None:
    asked.evidence()
    asked.interview()
    fill(asked, weather="晴", scope=120)
    asked.act("conclude", asked.cast.officer, **asked.draft())
    asked.act("resume_investigation", asked.cast.officer, reason="补充询问。")

    with pytest.raises(Refused, match="天气"):
        asked.act("conclude", asked.cast.officer, **asked.draft())
