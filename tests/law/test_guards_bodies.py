"""Bodies and letters: who may enforce on a day, and what a letter of delegation must be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sanzhi.law.findings import Finding, Verdict
from sanzhi.law.guards.bodies import (
    BodyOfDay,
    LetterFact,
    authorisation_cited,
    body_stands,
    changed_body_announced,
    delegation_lawful,
    letter_complete,
    letter_published,
    not_in_own_name,
)  # fmt: skip

DAY = date(2026, 3, 2)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
LETTER = LetterFact("statutory", "delegated", ("A1",), DAY, date(2027, 3, 1), DAY, qualified=True)


def articles(findings: list[Finding]) -> list[str]:
    assert all(each.verdict is Verdict.REFUSE for each in findings)
    return [each.citations[0].article for each in findings]


@pytest.mark.rule("H16")
def test_a_body_enforces_from_its_first_day_to_the_day_before_its_end() -> None:
    body = BodyOfDay("甲局", DAY, AFTER, ("乙局",))

    assert articles(body_stands(body, on=BEFORE)) == ["第三十八条第一款"]
    assert body_stands(body, on=DAY) == []
    (ended,) = body_stands(body, on=AFTER)
    assert "乙局" in ended.cure and "2026-03-03撤销" in ended.message
    assert "先确定承继" in body_stands(replace(body, heirs=()), on=AFTER)[0].cure
    assert body_stands(BodyOfDay("甲局"), on=DAY) == []


@pytest.mark.rule("H16")
def test_only_an_authorised_organisation_must_cite_what_authorises_it() -> None:
    assert articles(authorisation_cited("authorised", "依法授权", on=DAY)) == ["第十九条"]
    assert authorisation_cited("authorised", "《烟草专卖法》第五条", on=DAY) == []
    assert authorisation_cited("statutory", "三定方案", on=DAY) == []


@pytest.mark.rule("H17")
def test_a_delegated_body_never_acts_in_its_own_name() -> None:
    assert articles(not_in_own_name("delegated", "某中心", on=DAY)) == ["第二十条第四款"]
    assert not_in_own_name("statutory", "某局", on=DAY) == []


@pytest.mark.rule("H17")
@pytest.mark.parametrize(
    ("more", "article"),
    [
        ({"agency": "delegated"}, "第二十条第四款"),
        ({"agency": "authorised"}, "第二十条第一款"),
        ({"body": "statutory"}, "第二十条第一款"),
        ({"body": "authorised"}, "第二十条第一款"),
        ({"qualified": False}, "第二十一条"),
        ({"held": frozenset({"A2"})}, "第二十条第一款"),
    ],
)
def test_who_may_delegate_what_to_whom(more: dict[str, object], article: str) -> None:
    assert delegation_lawful(LETTER, on=DAY) == []
    assert articles(delegation_lawful(replace(LETTER, **more), on=DAY)) == [article]  # type: ignore[arg-type]


@pytest.mark.rule("H17")
def test_matters_that_the_agency_holds_may_be_delegated() -> None:
    assert delegation_lawful(replace(LETTER, held=frozenset({"A1", "A2"})), on=DAY) == []
    (beyond,) = delegation_lawful(replace(LETTER, matters=("A1", "B9"), held=frozenset({"A1"})), on=DAY)
    assert "B9" in beyond.message and "A1" not in beyond.message


@pytest.mark.rule("P21")
@pytest.mark.parametrize(
    ("more", "word"),
    [({"matters": ()}, "委托事项"), ({"term_to": None}, "委托期限"), ({"term_from": None}, "委托期限")],
)
def test_a_letter_names_matters_and_term(more: dict[str, object], word: str) -> None:
    assert letter_complete(LETTER, on=DAY) == []
    (found,) = letter_complete(replace(LETTER, **more), on=DAY)  # type: ignore[arg-type]
    assert word in found.message and found.citations[0].article == "第二十条第二款"


@pytest.mark.rule("P21")
def test_a_letter_counts_from_the_day_of_its_publication() -> None:
    assert articles(letter_published(LETTER, on=BEFORE)) == ["第二十条第二款"]
    assert letter_published(LETTER, on=DAY) == []
    assert letter_published(replace(LETTER, published_on=None), on=AFTER)


@pytest.mark.rule("P11")
def test_a_changed_body_is_announced_within_the_period() -> None:
    due = date(2026, 3, 23)

    (soon,) = changed_body_announced(DAY, due, None, on=due)
    (late,) = changed_body_announced(DAY, due, BEFORE, on=due + timedelta(days=1))
    assert soon.verdict is late.verdict is Verdict.WARN
    assert "已逾期" not in soon.message and "已逾期" in late.message
    assert changed_body_announced(DAY, due, DAY, on=AFTER) == []


def test_where_the_law_of_the_day_is_not_at_hand_nothing_is_taken_for_allowed() -> None:
    past = date(2015, 1, 1)
    answers = [
        body_stands(BodyOfDay("甲局", DAY), on=past),
        not_in_own_name("delegated", "某中心", on=past),
        letter_complete(replace(LETTER, matters=()), on=past),
    ]
    assert {found.verdict for each in answers for found in each} == {Verdict.UNKNOWN}
