"""Agencies begin, change and end; each fault is named by its field, and an old reading overwrites nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sanzhi.jobs import clock
from sanzhi.jobs.models import Outbox
from sanzhi.law.errors import Changed, Invalid, NotFound, Refused
from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.orgs.agencies import (
    agency_on,
    amend_agency,
    change_line,
    end_agency,
    open_agency,
    open_government,
    succeed_government,
)  # fmt: skip
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Agency, Government, Line, Region
from sanzhi.orgs.particulars import of
from tests.orgs.conftest import Written, under
from tests.support.cast import LONG_AGO, make_agency
from tests.support.story import at

TODAY = date(2026, 3, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

pytestmark = pytest.mark.django_db


def fields_of(refused: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {each.field for each in refused.value.fields}


def test_an_agency_begins_with_its_two_lines(written: Written, government: Government, city: Agency) -> None:
    made = open_agency(written(), on=TODAY, government=government.pk, superior=city.pk, by="甲")

    assert made.valid_from == TODAY and made.valid_until is None
    assert lines_above(made.pk, YESTERDAY) == (frozenset(), frozenset())
    assert lines_above(made.pk, TODAY)[1] == {city.pk}
    assert government.pk in lines_above(made.pk, TODAY)[0]
    assert Outbox.objects.filter(topic="orgs.agency_changed").exists()


def test_a_vertical_body_stands_in_one_line_only(
    written: Written, government: Government, city: Agency
) -> None:
    tax = written(name="国家税务总局金沙县税务局", vertical=True)
    made = open_agency(tax, on=TODAY, government=None, superior=city.pk, by="甲")
    assert lines_above(made.pk, TODAY) == (frozenset(), frozenset({city.pk}))

    with pytest.raises(Invalid) as refused:
        open_agency(
            replace(tax, uscc=demonstration_uscc(51)),
            on=TODAY,
            government=government.pk,
            superior=None,
            by="甲",
        )
    assert fields_of(refused) == {"government", "superior"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "金" * 121}, "name"),
        ({"phone": "085\x007"}, "phone"),
        ({"uscc": "91350100M000100Y44"}, "uscc"),
        ({"uscc": demonstration_uscc(1)}, "uscc"),
        ({"region": "529999"}, "region"),
        ({"level": 4}, "level"),
        ({"kind": "private"}, "kind"),
        ({"announced_on": TOMORROW}, "announced_on"),
    ],
)
def test_what_is_wrong_with_an_agency_is_told_by_field(
    written: Written, government: Government, more: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        open_agency(written(**more), on=TODAY, government=government.pk, superior=None, by="甲")
    assert fields_of(refused) == {field}
    assert Agency.objects.count() == 1


def test_an_agency_without_a_government_above_it_is_refused(written: Written) -> None:
    with pytest.raises(Invalid) as refused:
        open_agency(written(), on=TODAY, government=None, superior=None, by="甲")
    assert fields_of(refused) == {"government"}


@pytest.mark.rule("H16")
def test_an_authorised_organisation_names_the_law_that_authorises_it(
    written: Written, government: Government
) -> None:
    body = written(kind="authorised", basis="依法授权")
    with pytest.raises(Refused) as refused:
        open_agency(body, on=TODAY, government=government.pk, superior=None, by="甲")
    assert refused.value.findings[0].citations[0].article == "第十九条"

    cited = replace(body, basis="《烟草专卖法》第五条")
    assert open_agency(cited, on=TODAY, government=government.pk, superior=None, by="甲").kind == "authorised"


def test_a_region_that_was_renamed_is_told_with_its_present_code(
    written: Written, government: Government
) -> None:
    old = Region.objects.create(
        code="520522", name="黔西县", full_name="黔西县", level=3, parent_id="520500", valid_until=LONG_AGO
    )
    new = Region.objects.create(code="520581", name="黔西市", full_name="黔西市", level=3, parent_id="520500")
    old.later.create(new=new, earliest=LONG_AGO, latest=LONG_AGO)

    with pytest.raises(Invalid, match="520581 黔西市"):
        open_agency(written(region="520522"), on=TODAY, government=government.pk, superior=None, by="甲")


def test_an_amendment_keeps_what_stood_before_for_every_day(agency: Agency) -> None:
    amend_agency(agency.pk, replace(of(agency), phone="1"), on=YESTERDAY, seen=1, paper="", by="甲")
    present = Agency.objects.get(pk=agency.pk)
    amend_agency(agency.pk, replace(of(present), phone="2"), on=TODAY, seen=2, paper="", by="乙")

    now = Agency.objects.get(pk=agency.pk)
    told = [agency_on(now, day).phone for day in (LONG_AGO, YESTERDAY, TODAY, TOMORROW)]
    assert told == ["0857-7000000", "1", "2", "2"]
    assert now.edition == 3


def test_the_second_of_two_editors_is_told_what_the_first_changed(agency: Agency) -> None:
    read = of(agency)
    amend_agency(agency.pk, replace(read, phone="0857-1111111"), on=TODAY, seen=1, paper="", by="甲")

    with pytest.raises(Changed, match="甲将“电话”由“0857-7000000”改为“0857-1111111”"):
        amend_agency(agency.pk, replace(read, address="别处"), on=TODAY, seen=1, paper="", by="乙")
    assert Agency.objects.get(pk=agency.pk).address == read.address


def test_an_amendment_lies_between_the_last_one_and_today(agency: Agency, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        for day in (TOMORROW, LONG_AGO - timedelta(days=1)):
            with pytest.raises(Invalid) as refused:
                amend_agency(agency.pk, replace(of(agency), phone="1"), on=day, seen=1, paper="", by="甲")
            assert fields_of(refused) == {"on"}
        assert amend_agency(agency.pk, replace(of(agency), phone="1"), on=TODAY, seen=1, paper="", by="甲")


def test_a_new_name_wants_the_paper_that_gives_it(agency: Agency) -> None:
    renamed = replace(of(agency), name="金沙县市场监管局")
    with pytest.raises(Invalid) as refused:
        amend_agency(agency.pk, renamed, on=TODAY, seen=1, paper=" ", by="甲")
    assert fields_of(refused) == {"paper"}
    assert (
        amend_agency(agency.pk, renamed, on=TODAY, seen=1, paper="金编发〔2026〕1号", by="甲").name
        == renamed.name
    )


def test_an_amendment_that_changes_nothing_is_refused(agency: Agency) -> None:
    with pytest.raises(Invalid, match="没有任何改动"):
        amend_agency(agency.pk, of(agency), on=TODAY, seen=1, paper="", by="甲")


def test_both_lines_are_those_of_the_day(agency: Agency, government: Government, city: Agency) -> None:
    change_line(agency.pk, Line.SUPERIOR, city.pk, since=TODAY, by="甲")

    assert lines_above(agency.pk, YESTERDAY)[1] == frozenset()
    assert lines_above(agency.pk, TODAY)[1] == {city.pk}
    assert government.pk in lines_above(agency.pk, TODAY)[0]


def test_a_changed_line_ends_the_day_the_new_one_begins(agency: Agency, city: Agency) -> None:
    bureau = make_agency(Region.objects.get(code="520500"), 3, "毕节市综合执法局", "毕综")
    Agency.objects.filter(pk=bureau.pk).update(level=2)
    under(agency, city, LONG_AGO)
    change_line(agency.pk, Line.SUPERIOR, bureau.pk, since=TODAY, by="甲")

    assert lines_above(agency.pk, YESTERDAY)[1] == {city.pk}
    assert lines_above(agency.pk, TODAY)[1] == {bureau.pk}
    news = Outbox.objects.get(topic="orgs.line_changed")
    assert news.payload["agency"] == str(agency.pk) and news.payload["on"] == TODAY.isoformat()


@pytest.mark.parametrize("since", [LONG_AGO, LONG_AGO - timedelta(days=1)])
def test_a_line_begins_after_the_one_it_follows(agency: Agency, city: Agency, since: date) -> None:
    under(agency, city, LONG_AGO)
    with pytest.raises(Invalid) as refused:
        change_line(agency.pk, Line.SUPERIOR, None, since=since, by="甲")
    assert fields_of(refused) == {"since"}


def test_nobody_stands_above_himself(agency: Agency, city: Agency) -> None:
    under(agency, city, LONG_AGO)
    for above in (city, agency):
        with pytest.raises(Invalid, match="不能是本机构或者它的下级"):
            change_line(city.pk, Line.SUPERIOR, above.pk, since=TODAY, by="甲")


def test_the_line_that_supervises_may_not_be_cut(agency: Agency) -> None:
    with pytest.raises(Invalid, match="没有机关监督"):
        change_line(agency.pk, Line.GOVERNMENT, None, since=TODAY, by="甲")


def test_an_agency_ends_with_its_lines(agency: Agency, city: Agency) -> None:
    under(agency, city, LONG_AGO)
    end_agency(agency.pk, on=TODAY, paper="金编发〔2026〕2号", unfinished=0, by="甲")

    assert Agency.objects.get(pk=agency.pk).valid_until == TODAY
    assert lines_above(agency.pk, YESTERDAY)[1] == {city.pk}
    assert lines_above(agency.pk, TODAY) == (frozenset(), frozenset())


def test_open_cases_and_juniors_keep_an_agency_from_ending_alone(agency: Agency, city: Agency) -> None:
    with pytest.raises(Invalid, match="尚有未结案件 1 件"):
        end_agency(agency.pk, on=TODAY, paper="文", unfinished=1, by="甲")
    under(agency, city, LONG_AGO)
    with pytest.raises(Invalid, match="金沙县市场监督管理局等仍以其为上级主管部门"):
        end_agency(city.pk, on=TODAY, paper="文", unfinished=0, by="甲")


def test_an_agency_ends_once_and_after_it_began(agency: Agency) -> None:
    with pytest.raises(Invalid) as early:
        end_agency(agency.pk, on=LONG_AGO, paper="文", unfinished=0, by="甲")
    assert fields_of(early) == {"on"}
    end_agency(agency.pk, on=TODAY, paper="文", unfinished=0, by="甲")
    with pytest.raises(Invalid) as twice:
        end_agency(agency.pk, on=TOMORROW, paper="文", unfinished=0, by="甲")
    assert fields_of(twice) == {"on"}


def test_a_government_that_follows_another_takes_its_agencies(agency: Agency, government: Government) -> None:
    new = succeed_government(
        government.pk, "金沙市人民政府", "520523", on=TODAY, paper="国函〔2026〕1号", by="甲"
    )

    assert government.pk in lines_above(agency.pk, YESTERDAY)[0]
    assert new.pk in lines_above(agency.pk, TODAY)[0]
    assert government.pk not in lines_above(agency.pk, TODAY)[0]


def test_a_region_has_one_government_at_a_time(government: Government) -> None:
    with pytest.raises(Invalid, match="已有在任的政府"):
        open_government("另一个政府", government.region_id, on=TODAY)


def test_an_unknown_agency_is_not_found(government: Government) -> None:
    for act in (
        lambda: change_line(government.pk, Line.SUPERIOR, None, since=TODAY, by="甲"),
        lambda: end_agency(government.pk, on=TODAY, paper="文", unfinished=0, by="甲"),
    ):
        with pytest.raises(NotFound):
            act()
