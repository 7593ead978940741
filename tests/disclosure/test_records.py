"""The public record: its first sentence reads without a law degree, its inner lanes say nothing."""

from datetime import date

import pytest

from sanzhi.disclosure.records import lead_sentence, public_strip
from tests.released.world import agency, penalty, progress, strip

DAY = date(2026, 2, 26)


@pytest.mark.parametrize(
    ("fine", "taken", "words", "result"),
    [
        (5_212_000, 0, "罚款", "罚款 52,120.00 元。"),
        (1, 0, "罚款", "罚款 0.01 元。"),
        (100, 200, "罚款并没收", "罚款 1.00 元，没收 2.00 元。"),
        (0, 0, "警告；责令改正。", "警告；责令改正。"),
    ],
)
def test_the_first_sentence_says_who_whom_why_and_what(
    fine: int, taken: int, words: str, result: str
) -> None:
    said = lead_sentence("某局", "王某", "无证经营", DAY, fine, taken, words)
    assert said == f"2026年2月26日，某局因王某无证经营，对其作出行政处罚：{result}"


def test_inner_marks_keep_title_and_day_and_lose_detail_and_address() -> None:
    _, record, review = public_strip(strip())["lanes"]
    for lane in (record, review):
        (mark,) = lane["marks"]
        assert (mark["state"], mark["detail"], mark["href"]) == ("locked", "", "")
        assert mark["title"] and mark["on"]


def test_the_open_lane_keeps_everything_but_its_addresses() -> None:
    given = strip()
    given["lanes"][0]["marks"][0]["href"] = "/desk/9"
    opened = public_strip(given)["lanes"][0]
    assert [mark["state"] for mark in opened["marks"]] == ["done", "done"]
    assert {mark["href"] for mark in opened["marks"]} == {""}


def test_what_is_handed_in_is_not_changed() -> None:
    given = strip()
    public_strip(given)
    assert given == strip()


def test_a_progress_record_names_no_party_and_no_content() -> None:
    fields = progress().model_dump()
    assert set(fields) == {"title", "number", "agency", "kind", "steps", "strip", "demo"}
    assert [step["state"] for step in fields["steps"]] == ["done", "now", "next", "next"]


def test_records_carry_the_region_of_their_agency() -> None:
    assert penalty().agency.region.code == agency().region.code == "520523"


def test_an_amount_below_zero_is_no_penalty() -> None:
    with pytest.raises(ValueError, match="金额"):
        penalty(fine_fen=-1)
    assert penalty(fine_fen=0).fine_fen == 0
