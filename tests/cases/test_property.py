"""The ledger of goods: taken in, moved, called for, settled; a case does not close over them."""

from datetime import date, timedelta
from typing import Any

import pytest

from sanzhi.cases.fold import check_columns
from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, Refused
from tests.support.story import FINE, Story, at

BREAD = {
    "name": "过期面包",
    "quantity": "3袋",
    "source": "当事人交存",
    "state": "外包装完好，已贴封条",
    "place": "本局物品库房",
}
EARLY = {"way": "先行处置", "whereabouts": "金沙县某无害化处理中心", "reason": "已经发霉。"}


def item(story: Story) -> str:
    return str(story.case.facts["property"][-1]["id"])


def settle(story: Story, **more: Any) -> Any:
    told = {"way": "销毁", "whereabouts": "无害化处理中心", "reason": "依法销毁。", **more}
    return story.act("settle_property", story.cast.head, item=item(story), **told)


def test_a_thing_is_numbered_moved_and_settled_with_its_form(story: Story) -> None:
    story.filed()
    story.act("keep_property", story.cast.officer, **BREAD)
    story.act("keep_property", story.cast.officer, **{**BREAD, "name": "过期牛奶"})
    moved = {"state": "冷藏", "place": "冷库", "reason": "需要冷藏。"}
    story.act("move_property", story.cast.officer, item=item(story), **moved)
    settle(story)

    first, second = story.case.facts["property"]
    assert (first["number"], second["number"]) == ("1", "2")
    assert second["settled_on"]
    assert Document.objects.filter(kind="property_settlement").count() == 1
    with pytest.raises(Invalid, match="没有这件保管中的物品"):
        settle(story)
    assert check_columns() == []


def test_what_does_not_keep_is_sold_early_on_all_its_conditions(story: Story) -> None:
    story.filed()
    story.act("keep_property", story.cast.officer, **BREAD)
    whole = {**EARLY, "unfit": True, "owner_consents": True, "evidence_kept": True, "proceeds_kept": True}
    for missing in ("unfit", "owner_consents", "evidence_kept", "proceeds_kept"):
        with pytest.raises(Refused):
            settle(story, **{**whole, missing: False})
    settle(story, **whole)


def test_what_nobody_claims_waits_for_the_days_of_the_call(story: Story, demonstration: None) -> None:
    unclaimed = {"way": "无人领取，上缴国库或者拍卖", "whereabouts": "国库", "reason": "无人领取。"}
    with clock.at(at("2026-03-02")):
        story.filed()
        story.act("keep_property", story.cast.officer, **{**BREAD, "source": "无主物品"})
        with pytest.raises(Refused, match="公告通知领取"):
            settle(story, **unclaimed)
        story.act("call_owner", story.cast.officer, item=item(story), where="门户网站")
    last = date(2026, 3, 2) + timedelta(days=30)
    with clock.at(at(last.isoformat())), pytest.raises(Refused, match="届满前不得"):
        settle(story, **unclaimed)
    with clock.at(at((last + timedelta(days=1)).isoformat())):
        settle(story, **unclaimed)
    assert Document.objects.filter(kind="owner_call").exists()


def test_a_case_does_not_close_over_goods_in_the_store(story: Story) -> None:
    story.published()
    story.act("keep_property", story.cast.officer, **BREAD)
    story.act("record_payment", story.cast.officer, amount_fen=FINE, receipt="1")
    with pytest.raises(Refused, match="财物没有处理完毕"):
        story.act("close", story.cast.head)
    settle(story)
    story.act("close", story.cast.head)
    assert story.state == "closed"
