"""Letters of delegation: within law, term and publication; townships with the powers of their province."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from sanzhi.law.errors import Invalid, NotFound, Refused
from sanzhi.orgs.agencies import (
    Letter,
    delegate,
    delegated_matters,
    end_delegation,
    hand_to_townships,
    mandates,
    publish_letter,
    township_powers,
)  # fmt: skip
from sanzhi.orgs.delegating import use_findings
from sanzhi.orgs.models import Agency, Delegation, Region, TownshipDecision
from tests.support.cast import make_agency

FIRST, LAST = date(2026, 3, 2), date(2027, 3, 1)
DAY = timedelta(days=1)
LETTER = Letter("金市监委〔2026〕1号", ("A1", "A2"), "《某条例》第三条", FIRST, LAST, FIRST, qualified=True)

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(agency: Agency) -> Agency:
    """An organisation that acts on delegation."""
    made = make_agency(agency.region, 30, "金沙县市场监管综合执法服务中心", "金沙中心")
    Agency.objects.filter(pk=made.pk).update(kind="delegated")
    made.refresh_from_db()
    return made


def enter(agency: Agency, body: Agency, letter: Letter = LETTER) -> Delegation:
    return delegate(agency.pk, body.pk, letter, on=FIRST, by="甲")


@pytest.mark.rule("H17")
def test_a_letter_holds_from_its_first_to_its_last_day(agency: Agency, body: Agency) -> None:
    enter(agency, body)
    held = [
        bool(delegated_matters(body.pk, agency.pk, day)) for day in (FIRST - DAY, FIRST, LAST, LAST + DAY)
    ]

    assert held == [False, True, True, False]
    assert delegated_matters(body.pk, agency.pk, FIRST) == {"A1", "A2"}


@pytest.mark.rule("P21")
def test_a_letter_that_nobody_published_does_not_hold(agency: Agency, body: Agency) -> None:
    made = enter(agency, body, replace(LETTER, published_on=None))
    assert not mandates(body.pk, FIRST).exists()
    assert use_findings(made, FIRST)[0].rule == "P21"

    publish_letter(made.pk, on=FIRST + DAY)
    assert not mandates(body.pk, FIRST).exists()
    assert mandates(body.pk, FIRST + DAY).exists()
    with pytest.raises(Invalid, match="已登记于"):
        publish_letter(made.pk, on=FIRST)


def test_a_letter_that_was_ended_holds_until_the_day_before(agency: Agency, body: Agency) -> None:
    made = enter(agency, body)
    end_delegation(made.pk, on=FIRST + 5 * DAY, reason="机构调整")

    assert [mandates(body.pk, FIRST + n * DAY).exists() for n in (4, 5)] == [True, False]
    with pytest.raises(Invalid, match="已于"):
        end_delegation(made.pk, on=FIRST + 6 * DAY, reason="再次")


@pytest.mark.parametrize("on", [FIRST - DAY, LAST + DAY])
def test_a_letter_ends_within_its_term(agency: Agency, body: Agency, on: date) -> None:
    with pytest.raises(Invalid, match="应在委托期限之内"):
        end_delegation(enter(agency, body).pk, on=on, reason="原因")


@pytest.mark.rule("H17")
def test_the_law_refuses_a_letter_with_its_article(agency: Agency, body: Agency) -> None:
    for letter, article in (
        (replace(LETTER, qualified=False), "第二十一条"),
        (replace(LETTER, held=frozenset({"A1"})), "第二十条第一款"),
        (replace(LETTER, matters=()), "第二十条第二款"),
    ):
        with pytest.raises(Refused) as refused:
            enter(agency, body, letter)
        assert refused.value.findings[0].citations[0].article == article
    with pytest.raises(Refused, match="不得再委托"):
        enter(body, agency)
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"number": " "}, "number"),
        ({"basis": ""}, "basis"),
        ({"digest": "xyz"}, "digest"),
        ({"term_to": FIRST - DAY}, "term_to"),
        ({"term_from": date(2010, 1, 1)}, "term_from"),
    ],
)
def test_a_wrong_letter_is_told_by_field(
    agency: Agency, body: Agency, more: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        enter(agency, body, replace(LETTER, **more))  # type: ignore[arg-type]
    assert field in {each.field for each in refused.value.fields}


def test_a_letter_is_entered_once(agency: Agency, body: Agency) -> None:
    enter(agency, body)
    with pytest.raises(Invalid, match="已登记过"):
        enter(agency, body)


def test_unknown_bodies_and_letters_are_not_found(agency: Agency) -> None:
    with pytest.raises(NotFound):
        delegate(agency.pk, uuid4(), LETTER, on=FIRST, by="甲")
    with pytest.raises(NotFound):
        end_delegation(uuid4(), on=FIRST, reason="原因")


@pytest.fixture
def township(county: Region) -> Region:
    return Region.objects.create(
        code="520523100000", name="安底镇", full_name="贵州省毕节市金沙县安底镇", level=4, parent=county
    )


@pytest.mark.rule("H18")
def test_a_township_has_the_powers_that_its_province_handed_down(township: Region) -> None:
    hand_to_townships(
        "520000",
        "黔府发〔2026〕1号",
        ("T1",),
        published_on=FIRST,
        since=FIRST + DAY,
        regions=(township.code,),
    )

    assert [township_powers(township.code, FIRST + n * DAY) for n in (0, 1)] == [frozenset(), {"T1"}]
    assert township_powers("520523101000", FIRST + DAY) == frozenset()


def test_a_decision_without_regions_is_for_every_township(township: Region) -> None:
    hand_to_townships("520000", "文", ("T1",), published_on=FIRST, since=FIRST)
    TownshipDecision.objects.update(until=FIRST + 3 * DAY)

    assert [bool(township_powers(township.code, FIRST + n * DAY)) for n in (2, 3)] == [True, False]


@pytest.mark.parametrize(
    ("province", "paper", "codes", "since", "regions", "field"),
    [
        ("520500", "文", ("T1",), FIRST, (), "province"),
        ("520000", "", ("T1",), FIRST, (), "paper"),
        ("520000", "文", (), FIRST, (), "codes"),
        ("520000", "文", ("T1",), FIRST - DAY, (), "since"),
        ("520000", "文", ("T1",), FIRST, ("529999999999",), "regions"),
    ],
)
def test_a_decision_is_the_provinces_and_published(
    township: Region, province: str, paper: str, codes: tuple[str, ...], since: date,
    regions: tuple[str, ...], field: str,
) -> None:  # fmt: skip
    with pytest.raises(Invalid) as refused:
        hand_to_townships(province, paper, codes, published_on=FIRST, since=since, regions=regions)
    assert {each.field for each in refused.value.fields} == {field}
