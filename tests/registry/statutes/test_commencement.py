"""The day of entry into force is read from the text, and left open where the text leaves it open."""

from datetime import date

import pytest

from sanzhi.registry.statutes.commencement import read_days

PASSED = date(2021, 1, 22)
ADOPTED = ["2021年1月22日 全国人民代表大会常务委员会第二十五次会议通过"]
PUBLISHED = ["2021年1月8日 国务院第121次常务会议通过", "2021年1月22日 中华人民共和国国务院令第735号公布"]


@pytest.mark.parametrize(
    "sentence",
    [
        "第八十六条 本法自2021年7月15日起施行。",
        "第八十六条　本法自２０２１年７月１５日起施行。1996年的条例同时废止。",
        "本条例自二○二一年七月十五日起执行。",
        "第六十六条 本法（原称《示例条例》）自2021年7月15日起施行。",
        "第九条 【生效日期】本办法自2021年7月15日零时起施行。",
        "本规定于2021年7月15日起施行。",
    ],
)
def test_the_day_named_in_the_last_article_is_read_in_every_spelling(sentence: str) -> None:
    assert read_days(ADOPTED, [sentence], PASSED).in_force_from == date(2021, 7, 15)


@pytest.mark.parametrize(("named", "begins"), [("2021年1月22日", PASSED), ("2021年1月21日", None)])
def test_a_day_before_passage_is_that_of_the_first_version(named: str, begins: date | None) -> None:
    days = read_days(ADOPTED, [f"第九条 本法自{named}起施行。"], PASSED)
    assert days.in_force_from == begins
    assert days.commencement == f"本法自{named}起施行"


def test_the_day_of_one_article_is_not_that_of_the_law() -> None:
    body = [
        "第九条 本法第六条自2022年1月1日起施行。",
        "本条例施行前已经配备的，自本条例施行之日起九十日内办理。",
    ]
    assert read_days(ADOPTED, body, PASSED).in_force_from is None


def test_from_publication_means_the_day_of_publication_where_it_is_dated() -> None:
    body = ["第九条 本条例自公布之日起施行。"]
    assert read_days(PUBLISHED, body, PASSED).in_force_from == PASSED


def test_from_publication_settles_nothing_where_only_the_passage_is_dated() -> None:
    assert read_days(ADOPTED, ["第九条 本法自公布之日起施行。"], PASSED).in_force_from is None


def test_from_publication_settles_nothing_after_an_amendment() -> None:
    header = ["2011年1月8日 国务院令第588号公布", "2021年1月22日 国务院令第735号修订公布"]
    assert read_days(header, ["本条例自公布之日起施行。"], PASSED).in_force_from is None


def test_the_bracket_under_the_title_may_name_the_day() -> None:
    header = ["（1998年1月5日农业部令第36号公布，2022年1月7日农业农村部令修订 自2022年1月7日起施行）"]
    days = read_days(header, ["本规定由农业农村部负责解释。"], None)
    assert (days.passed, days.in_force_from) == (date(2022, 1, 7), date(2022, 1, 7))
    assert days.history == (date(1998, 1, 5), date(2022, 1, 7))


def test_a_day_that_no_calendar_has_is_not_read() -> None:
    assert read_days([], ["本法自2021年2月30日起施行。"], None).in_force_from is None
