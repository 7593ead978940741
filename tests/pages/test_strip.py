"""A strip is a value that travels: out as JSON, back the same, and never with what it may not carry."""

from datetime import date

import pytest

from sanzhi.ledger import canonical
from sanzhi.pages.strip import Mark, Strip
from sanzhi.pages.styleguide_cases import open_case, public_case


@pytest.mark.parametrize("strip", [open_case(), public_case()])
def test_a_strip_comes_back_from_json_as_it_was(strip: Strip) -> None:
    assert Strip.from_json(strip.to_json()) == strip


def test_a_strip_is_fit_for_canonical_json() -> None:
    assert canonical.dumps(open_case().to_json()).startswith(b'{"end":"2026-03-25"')


def test_a_locked_mark_keeps_its_place_and_title_and_says_nothing_more() -> None:
    mark = Mark("done", "询问笔录", "两页", on=date(2026, 1, 20), href="/cases/1").as_locked()
    assert mark == Mark("locked", "询问笔录", on=date(2026, 1, 20))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//elsewhere.example/", "data:text/html,x", "proof"])
def test_a_mark_read_from_outside_leads_only_to_a_page(href: str) -> None:
    with pytest.raises(ValueError, match="may not lead"):
        Mark.from_json({"state": "done", "title": "立案", "href": href})


@pytest.mark.parametrize("href", ["/record/1", "#proof", "https://example.gov.cn/1", ""])
def test_a_mark_may_lead_to_a_page_an_anchor_or_nowhere(href: str) -> None:
    assert Mark.from_json({"state": "done", "title": "立案", "href": href}).href == href


def test_an_unknown_state_or_lane_is_refused() -> None:
    with pytest.raises(ValueError, match="none of done"):
        Mark.from_json({"state": "great", "title": "立案"})
    data = open_case().to_json()
    data["lanes"][0]["key"] = "secrets"
    with pytest.raises(ValueError, match="none of publicity"):
        Strip.from_json(data)
