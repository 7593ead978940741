"""The register of numbers in the browser: heads reserve and open, officers see and void their own."""

from datetime import timedelta

import pytest
from django.test import Client

from sanzhi.documents.numbering import NumberBlock, NumberState, NumberUse
from sanzhi.jobs import clock
from tests.desk.conftest import browser_of
from tests.support.cast import Cast
from tests.support.story import Story

pytestmark = pytest.mark.django_db


def reserve(client: Client, cast: Cast, **changed: object) -> NumberBlock | None:
    given = {
        "holder": str(cast.officer.user_id),
        "word": "罚",
        "count": "3",
        "until": clock.today().isoformat(),
        "reason": "山区巡查，无网络",
    }
    client.post("/numbers/blocks/", given | changed)
    return NumberBlock.objects.order_by("-at").first()


def test_every_number_is_listed_with_its_case(cast: Cast) -> None:
    story = Story(cast).lead()
    page = browser_of(cast.officer).get("/numbers/").content.decode()
    assert story.case.number in page
    assert "去处不明" in page


def test_a_head_reserves_and_the_officer_sees_only_his_own(cast: Cast) -> None:
    block = reserve(browser_of(cast.head), cast)
    assert block is not None
    assert (block.first, block.last, block.holder_id) == (1, 3, cast.officer.user_id)
    assert "1至3号" in browser_of(cast.officer).get("/numbers/blocks/").content.decode()
    assert browser_of(cast.second).get(f"/numbers/blocks/{block.pk}/").status_code == 404


def test_an_officer_reserves_nothing_and_takes_nothing_back(cast: Cast) -> None:
    assert reserve(browser_of(cast.officer), cast) is None
    block = reserve(browser_of(cast.head), cast)
    assert block is not None
    answer = browser_of(cast.officer).post(f"/numbers/blocks/{block.pk}/", {"reason": "不用了"})
    assert answer.status_code == 403


def test_what_is_wrong_is_told_beside_its_field(cast: Cast) -> None:
    late = (clock.today() + timedelta(days=500)).isoformat()
    client = browser_of(cast.head)
    assert reserve(client, cast, until=late) is None
    assert reserve(client, cast, count="0") is None
    assert client.post("/numbers/blocks/", {}).status_code == 422


def test_a_spoilt_number_and_the_rest_become_void(cast: Cast) -> None:
    block = reserve(browser_of(cast.head), cast)
    assert block is not None
    number = NumberUse.objects.get(block=block, sequence=1).text
    url = f"/numbers/blocks/{block.pk}/"
    assert browser_of(cast.officer).post(url, {"number": number, "reason": "写错"}).status_code == 302
    assert browser_of(cast.head).post(url, {"reason": "未使用交回"}).status_code == 302
    states = set(NumberUse.objects.filter(block=block).values_list("state", "reason"))
    assert states == {(NumberState.VOID, "写错"), (NumberState.VOID, "未使用交回")}
    again = browser_of(cast.head).post(url, {"reason": "再交一次"})
    assert again.status_code == 422
    assert "已经交回" in again.content.decode()


def test_a_series_goes_on_where_another_system_stopped(cast: Cast) -> None:
    client = browser_of(cast.head)
    opened = client.post("/numbers/", {"word": "罚", "first": "58", "reason": "年中启用"})
    assert opened.status_code == 302
    assert "年中启用" in client.get("/numbers/").content.decode()
    assert browser_of(cast.officer).post("/numbers/", {"word": "罚", "first": "5"}).status_code == 403
