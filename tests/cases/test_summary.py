"""A penalty on the spot, and everything that is refused on the way (行政处罚法 Art 51–53, 68–71)."""

from typing import Any

import pytest

from sanzhi.cases.fold import check_columns
from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotOpen, Refused
from sanzhi.law.findings import Verdict
from tests.support.cast import Cast
from tests.support.spot import Spot
from tests.support.story import PERSON, at

pytestmark = pytest.mark.usefixtures("monday")
HANDED: dict[str, Any] = {"signed_by_party": True, "prestamped": True}


@pytest.fixture
def spot(cast: Cast) -> Spot:
    return Spot(cast)


def refusals(spot: Spot, name: str, **data: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        spot.act(name, spot.cast.officer, **data)
    assert all(each.citations for each in caught.value.findings)
    return {each.rule for each in caught.value.findings if each.verdict is Verdict.REFUSE}


def test_from_the_certificate_to_the_archive(spot: Spot) -> None:
    spot.opened().checked()
    spot.heard(statement="只有一袋，请求从轻。", reply="已经考虑，予以采纳。")
    spot.act("decide_spot", spot.cast.officer, fine_fen=20_000)
    spot.signed()
    spot.act("hand_over_spot", spot.cast.officer, **HANDED)
    decision = Document.objects.get(case_id=spot.case.pk, kind="spot_decision")
    assert decision.number == "金沙市监当罚〔2026〕1号"
    # 程序规定 Art 70: seven working days from Monday, 2 March.
    assert spot.case.clocks["S6"]["due"] == "2026-03-11"
    spot.act("file_spot", spot.cast.officer)
    spot.act("prepare_release", spot.cast.editor)
    spot.act("publish_release", spot.cast.other_editor)
    spot.act("record_payment", spot.cast.officer, amount_fen=20_000, receipt="0001")
    spot.act("archive_spot", spot.cast.officer)
    assert spot.state == "closed"
    assert not any(each["state"] == "running" for each in spot.case.clocks.values())
    assert check_columns() == []


def test_a_warning_is_carried_out_when_it_is_told(spot: Spot) -> None:
    spot.handed(fine=0)
    assert spot.case.facts["execution"]["completed"]
    assert "O27" not in spot.case.clocks
    assert [each["text"] for each in spot.case.facts["decision"]["penalty_items"]] == ["警告"]


@pytest.mark.parametrize(("party", "most"), [(None, 300_000), (PERSON, 20_000)])
def test_the_limit_is_that_of_the_party_and_included(
    spot: Spot, party: dict[str, Any] | None, most: int
) -> None:
    spot.opened(party)
    data = {"power": str(spot.cast.power.id), "facts": "过期面包一袋。", "place": "店内"}
    law = [{"law": "食品安全法", "article": "第三十四条第十项"}]
    assert refusals(spot, "check_spot_facts", **data, violated=law, fine_fen=most + 1) == {"S1"}
    spot.act("check_spot_facts", spot.cast.officer, **data, violated=law, fine_fen=most)


def test_one_officer_alone_may_not_even_begin(spot: Spot) -> None:
    alone = [str(spot.cast.officer.officer_id)]
    with pytest.raises(Refused) as caught:
        spot.act("open_spot", spot.cast.officer, party=PERSON, officers=alone, certificate_shown=True)
    assert {each.rule for each in caught.value.findings} >= {"S8"}


def test_nothing_begins_before_the_certificate_is_shown(spot: Spot) -> None:
    with pytest.raises(Invalid, match="出示执法证件"):
        spot.act(
            "open_spot", spot.cast.officer, party=PERSON, officers=spot.officers(), certificate_shown=False
        )


def test_no_decision_before_the_party_was_told_and_heard(spot: Spot) -> None:
    spot.opened().checked()
    assert refusals(spot, "decide_spot", fine_fen=30_000) == {"S2"}
    spot.act("tell_spot", spot.cast.officer)
    assert refusals(spot, "decide_spot", fine_fen=30_000) == {"S2"}


def test_changed_facts_are_told_anew(spot: Spot) -> None:
    spot.opened().checked().heard()
    spot.checked(facts="过期面包五袋。")
    assert refusals(spot, "decide_spot", fine_fen=30_000) == {"S2"}


def test_a_defence_is_answered_and_never_makes_it_heavier(spot: Spot) -> None:
    spot.opened().checked()
    spot.act("tell_spot", spot.cast.officer)
    with pytest.raises(Invalid, match="复核"):
        spot.act("hear_spot", spot.cast.officer, statement="请求从轻。")
    spot.act("hear_spot", spot.cast.officer, statement="请求从轻。", reply="不采纳。")
    assert refusals(spot, "decide_spot", fine_fen=30_001) == {"O12"}


def test_the_paper_is_signed_by_both_and_sealed_before_it_is_handed_over(spot: Spot) -> None:
    spot.decided()
    spot.act("sign_spot_decision", spot.cast.officer)
    assert refusals(spot, "hand_over_spot", **HANDED) == {"S9"}
    spot.act("sign_spot_decision", spot.cast.second)
    assert refusals(spot, "hand_over_spot", signed_by_party=True, prestamped=False) == {"S9"}
    assert refusals(spot, "hand_over_spot", signed_by_party=False, prestamped=True) == {"S2"}
    spot.act(
        "hand_over_spot", spot.cast.officer, signed_by_party=False, refusal="当事人拒签。", prestamped=True
    )
    assert spot.case.facts["decision"]["served_on"] == "2026-03-02"


def test_both_may_have_signed_the_printed_paper(spot: Spot) -> None:
    spot.decided()
    spot.act("sign_spot_decision", spot.cast.officer, on_paper=True)
    assert len(spot.case.facts["document.spot_decision"]["signed"]) == 2


def test_cash_only_in_the_cases_of_the_law_and_against_a_receipt(spot: Spot) -> None:
    spot.handed(fine=10_100)
    small, hard = "一百元以下的罚款", "不当场收缴事后难以执行"
    assert refusals(spot, "collect_spot_fine", ground=small, receipt="1") == {"S3", "O39"}
    assert refusals(spot, "collect_spot_fine", ground=hard, receipt="") == {"S4"}
    spot.act("collect_spot_fine", spot.cast.officer, ground=hard, receipt="贵财0001")
    with pytest.raises(Invalid, match="不得再次收缴"):
        spot.act("collect_spot_fine", spot.cast.officer, ground=hard, receipt="贵财0002")
    assert spot.case.facts["execution"]["completed"]


def test_cash_goes_to_the_agency_and_the_bank(spot: Spot) -> None:
    spot.handed(fine=10_000)
    spot.act("collect_spot_fine", spot.cast.officer, ground="一百元以下的罚款", receipt="贵财0001")
    assert spot.case.clocks["S5.agency"]["due"] == "2026-03-04"
    spot.act("file_spot", spot.cast.officer)
    spot.act("withhold_release", spot.cast.editor, ground="不具有一定社会影响", reason="当场处罚。")
    with pytest.raises(Invalid, match="缴付银行"):
        spot.act("archive_spot", spot.cast.officer)
    with clock.at(at("2026-03-05")):
        late = spot.act("hand_in_cash", spot.cast.officer)
        assert {each.rule for each in late.findings} == {"S5"}
        spot.act("bank_cash", spot.cast.officer)
        spot.act("archive_spot", spot.cast.officer)
    assert spot.state == "closed"


def test_what_was_decided_without_a_network_comes_in_later_with_the_reason(cast: Cast) -> None:
    spot = Spot(cast)
    with clock.at(at("2026-03-04")):
        with pytest.raises(Invalid, match="说明原因"):
            spot.opened(happened=at("2026-03-03"))
        spot.opened(happened=at("2026-03-03"), late_reason="现场没有网络。")
    assert spot.case.facts["lead"]["received_on"] == "2026-03-03"


def test_the_public_copy_tells_that_review_comes_first(spot: Spot) -> None:
    from sanzhi.disclosure.models import Release  # noqa: PLC0415

    spot.handed()
    spot.act("prepare_release", spot.cast.editor)
    record = Release.objects.get().record
    assert "先向金沙县人民政府申请行政复议" in record["remedies"]
    assert record["number"] == "金沙市监当罚〔2026〕1号"


def test_what_is_too_grave_for_the_spot_ends_there(spot: Spot) -> None:
    spot.opened().checked()
    ground = "不符合当场处罚的条件，按普通程序立案"
    spot.act("end_spot", spot.cast.officer, ground=ground, reason="货值较大。")
    assert spot.state == "spot_ended"
    with pytest.raises(NotOpen):
        spot.act("tell_spot", spot.cast.officer)


def test_after_the_decision_nothing_ends_on_the_spot(spot: Spot) -> None:
    spot.decided()
    with pytest.raises(NotOpen):
        spot.act("end_spot", spot.cast.officer, ground="误登记", reason="误登记。")
