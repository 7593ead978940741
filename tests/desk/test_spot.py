"""A penalty on the spot over its three screens, with no more than twelve inputs."""

import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
import segno

from sanzhi.cases.models import Case, Event
from sanzhi.documents.number_book import reserve
from sanzhi.jobs import clock
from sanzhi.law.identifiers import demonstration_resident, demonstration_uscc
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast
from tests.support.story import at

CODE = demonstration_uscc(9001)
MOST_INPUTS = 12
_CONTROL = re.compile(r"<(?:input|select|textarea)\b[^>]*>")


def typed(cast: Cast, **more: str) -> dict[str, str]:
    return {
        "code": CODE,
        "name": "金沙示例食品有限公司",
        "address": "金沙县示例路8号",
        "partner": str(cast.second.officer_id),
        "power": str(cast.power.id),
        "facts": "货架上有过期面包一袋。",
        "violated": "《食品安全法》第三十四条第十项",
        "fine": "300",
        **more,
    }


def inputs(page: str) -> int:
    """The visible controls of a page's own forms."""
    main = page.split("<main", 1)[1]
    found = _CONTROL.findall(main)
    return sum(1 for each in found if 'type="hidden"' not in each and "<button" not in each)


def licence(text: str) -> io.BytesIO:
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=8, border=4)
    out.seek(0)
    out.name = "licence.png"
    return out


def begun(officer: Browser, cast: Cast, **more: str) -> str:
    answer = officer.hand_in("/spot/", **typed(cast, **more))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def press(browser: Browser, address: str, do: str, **said: str) -> str:
    answer = browser.hand_in(address, do=do, **said)
    assert answer.status_code == 302, answer.content.decode()
    return browser.page(address)


def test_from_the_licence_to_the_hand_over_with_twelve_inputs(officer: Browser, cast: Cast) -> None:
    first = officer.page("/spot/")
    address = begun(officer, cast)
    telling = officer.page(address)
    assert "《食品安全法》第一百二十四条第一款" in telling
    assert "有权陈述、申辩" in telling
    paper = press(officer, address, "decide")
    assert "金沙市监当罚〔" in paper
    press(officer, address, "sign")
    paper = press(browser_of(cast.second), address, "sign")
    assert "当事人已签收" in paper
    assert inputs(first) + inputs(telling) + inputs(paper) <= MOST_INPUTS
    assert "已当场交付" in press(officer, address, "handed")
    assert Case.objects.get().facts["decision"]["served_on"]


def test_the_licence_fills_in_what_it_tells(officer: Browser) -> None:
    text = f"统一社会信用代码:{CODE};名称:金沙示例食品有限公司;住所:金沙县示例路8号;"
    answer = officer.post("/spot/", {"do": "scan", "photo": licence(text), "_key": "a"})
    page = answer.content.decode()
    assert all(each in page for each in (CODE, "金沙示例食品有限公司", "金沙县示例路8号"))
    assert not Case.objects.exists()


@pytest.mark.parametrize("text", ["http://www.gsxt.gov.cn/%7B0", "没有代码"])
def test_a_licence_without_a_code_asks_to_type_it(officer: Browser, text: str) -> None:
    answer = officer.post("/spot/", {"do": "scan", "photo": licence(text), "name": "已录入", "_key": "a"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "录入 18 位代码" in page
    assert "已录入" in page


def test_a_known_code_brings_name_and_address(officer: Browser, cast: Cast) -> None:
    begun(officer, cast)
    page = officer.post("/spot/", {"do": "scan", "code": CODE, "_key": "b"}).content.decode()
    assert "金沙示例食品有限公司" in page


def test_above_the_limit_nothing_is_opened_and_the_article_is_told(officer: Browser, cast: Cast) -> None:
    answer = officer.hand_in(
        "/spot/", **typed(cast, code=demonstration_resident(7), name="黄示例", fine="201")
    )
    assert answer.status_code == 409
    assert "第五十一条" in answer.content.decode()
    assert not Case.objects.exists()


def test_every_wrong_field_is_told_at_once_and_kept(officer: Browser, cast: Cast) -> None:
    answer = officer.hand_in("/spot/", **typed(cast, code="123", violated="食品安全法", fine="很多", name=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    for each in ("请核对", "必填", "写成《法律名称》", "应为金额"):
        assert each in page
    assert "货架上有过期面包一袋。" in page


def test_a_second_click_opens_no_second_case(officer: Browser, cast: Cast) -> None:
    for _ in range(2):
        officer.hand_in("/spot/", **typed(cast, _key="same"))
    assert Case.objects.count() == 1


def test_a_defence_asks_for_its_answer(officer: Browser, cast: Cast) -> None:
    address = begun(officer, cast)
    answer = officer.hand_in(address, do="decide", statement="请求从轻。")
    assert answer.status_code == 422
    assert "复核意见" in answer.content.decode()
    assert Event.objects.filter(act="tell_spot").count() == 0
    assert "当罚" in press(officer, address, "decide", statement="请求从轻。", reply="已经考虑。")


def test_facts_are_mended_from_what_is_known_and_told_anew(officer: Browser, cast: Cast) -> None:
    address = begun(officer, cast)
    form = f"/cases/{Case.objects.get().pk}/acts/check_spot_facts/"
    page = officer.page(form)
    assert "货架上有过期面包一袋。" in page
    assert 'value="300.00"' in page
    law = {"violated__0__law": "食品安全法", "violated__0__article": "第三十四条第十项"}
    told = {"power": str(cast.power.id), "facts": "过期面包两袋。", "place": "店内", "fine_fen": "200"}
    assert officer.hand_in(form, **told, **law).status_code == 302
    assert "过期面包两袋。" in officer.page(address)


def test_who_refuses_to_sign_has_that_noted(officer: Browser, cast: Cast) -> None:
    address = begun(officer, cast)
    press(officer, address, "decide")
    press(officer, address, "paper")
    assert officer.hand_in(address, do="refused", refusal="").status_code == 409
    assert "拒绝签收，已注明" in press(officer, address, "refused", refusal="当事人拒签。")


@pytest.fixture
def late(officer: Browser, cast: Cast, demonstration: None) -> Iterator[str]:
    """Decided on paper on Tuesday with a number of the officer's own block; entered on Thursday."""
    assert cast.officer.user_id is not None
    with clock.at(at("2026-03-02")):
        reserve(
            agency_id=cast.agency.id,
            short=cast.agency.short,
            word="当罚",
            count=3,
            holder_id=cast.officer.user_id,
            holder="陈一鸣",
            until=date(2026, 3, 31),
            reason="下乡检查，没有网络。",
            by="罗维国",
        )
    with clock.at(at("2026-03-05")):
        told = {"happened": "2026-03-03T09:30", "late_reason": "现场没有网络。"}
        yield str(officer.hand_in("/spot/?late=1", **typed(cast, **told))["Location"])


def test_what_happened_without_a_network_comes_in_with_its_reserved_number(
    late: str, officer: Browser
) -> None:
    assert "格式文书上的文号" in officer.page(late)
    assert "金沙市监当罚〔2026〕2号" in press(officer, late, "decide", reserved="金沙市监当罚〔2026〕2号")
    assert Case.objects.get().facts["decision"]["on"] == "2026-03-03"


def test_a_number_that_was_not_reserved_is_refused(late: str, officer: Browser) -> None:
    answer = officer.hand_in(late, do="decide", reserved="金沙市监当罚〔2026〕9号")
    assert answer.status_code == 422
    assert "不在您领用的预留号段内" in answer.content.decode()
    assert not Event.objects.filter(act="tell_spot").exists()


def test_practice_has_the_same_screens_and_says_so(officer: Browser, cast: Cast) -> None:
    assert "练习案件" in officer.page("/spot/", practice="1")
    answer = officer.hand_in("/spot/?practice=1", **typed(cast))
    address = str(answer["Location"])
    paper = press(officer, address, "decide")
    assert "金沙市监练习当罚〔" in paper
    assert "文书不具有法律效力" in paper
    assert Case.objects.get().title.startswith("【练习】")


def test_only_officers_may_begin(head: Browser) -> None:
    assert head.get("/spot/").status_code == 403
