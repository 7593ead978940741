"""The page of what a flow asks for at a step: drawn from the flow, read back, wrong fields named."""

from typing import Any

import pytest

from sanzhi.desk.addresses import act_url, case_url, event_url
from sanzhi.procedure import adapting, library, publishing
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast, make_person
from tests.support.flows import ORDINARY, published
from tests.support.story import Story

pytestmark = pytest.mark.django_db

FIELDS: list[dict[str, Any]] = [
    {"id": "weather", "title": "天气", "type": "text", "required": True},
    {"id": "rent", "title": "月租金", "type": "money"},
    {"id": "place", "title": "场所性质", "type": "choice", "options": ["自有", "租用"], "required": True},
    {"id": "since", "title": "开业日期", "type": "date"},
    {"id": "sampled", "title": "已抽样", "type": "boolean"},
    {"id": "notes", "title": "现场情况", "type": "long"},
]


@pytest.fixture
def address(story: Story, cast: Cast) -> str:
    clerk = make_person(cast.agency, "clerk", "冉细致", "clerk")
    overlay = adapting.begin(clerk, "现场情况", library.latest(ORDINARY))
    for place, field in enumerate(FIELDS, 1):
        change = {"do": "add_field", "step": "investigation", "field": field}
        adapting.add(overlay.pk, change, actor=clerk, seen=place)
    draft = adapting.draft_now(overlay)
    assert draft is not None
    publishing.use(published(draft, clerk, cast.head).digest, actor=cast.head)
    story.filed()
    assert story.case_id is not None
    return act_url(story.case_id, "fill_form")


@pytest.fixture
def browser(cast: Cast) -> Browser:
    return browser_of(cast.officer)


def test_the_case_page_offers_the_form_and_the_form_its_fields(
    address: str, browser: Browser, story: Story
) -> None:
    assert address in browser.page(case_url(story.case.pk))
    page = browser.page(address)
    for field in FIELDS:
        assert field["title"] in page
    assert "租用" in page


def test_what_was_typed_is_kept_and_shown_again(address: str, browser: Browser, story: Story) -> None:
    answer = browser.hand_in(
        address, values__weather="晴", values__rent="3500.00", values__place="租用", values__sampled="on"
    )

    assert answer.status_code == 302, answer.content.decode()
    fact = story.case.facts["form.investigation"]
    assert (fact["rent"], fact["place"], fact["sampled"], fact["since"]) == (350_000, "租用", True, None)
    assert 'value="晴"' in browser.page(address)
    event = browser.page(event_url(story.case.pk, story.case.seq))
    assert "月租金" in event
    assert "晴" in event


def test_what_is_missing_is_named_and_nothing_typed_is_lost(address: str, browser: Browser) -> None:
    answer = browser.hand_in(address, values__weather="", values__rent="很多", values__place="租用")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "月租金" in page
    assert "很多" in page
