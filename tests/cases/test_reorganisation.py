"""Cases of an agency that ended: the successor reads and handles them, the old readers keep reading, and
nothing of a case or an event is rewritten.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import Grant, User
from sanzhi.cases import inheriting
from sanzhi.cases.access import may_see, visible
from sanzhi.cases.fold import check_columns
from sanzhi.cases.inherited import Carry, Takeover
from sanzhi.cases.models import Case, CaseScope, Event, OpenStep
from sanzhi.cases.queries import open_case, tasks
from sanzhi.disclosure.models import Release
from sanzhi.documents.models import Document
from sanzhi.jobs import clock, outbox
from sanzhi.jobs.models import Delivery
from sanzhi.law.errors import NotFound, NotOpen, Refused
from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.orgs.agencies import (
    Heir,
    Particulars,
    Plan,
    change_line,
    open_agency,
    open_government,
    preview,
    reorganise,
    succeed_government,
)  # fmt: skip
from sanzhi.orgs.models import Agency, Government, Line, Region
from tests.support.cast import LONG_AGO, Cast, make_agency, make_person
from tests.support.story import Story, at

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
NEXT_YEAR = date(2027, 3, 2)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tuesday(demonstration: None) -> Iterator[None]:
    with clock.at(at("2026-03-03")):
        yield


@pytest.fixture
def heir(cast: Cast) -> Agency:
    """The agency that will take over; a department of the city stands above it, none above the old one."""
    city = make_agency(Region.objects.get(code="520500"), 20, "毕节市综合行政执法局", "毕综执")
    made = make_agency(cast.agency.region, 21, "金沙县综合行政执法局", "金沙综执")
    Line.objects.create(agency=made, line=Line.SUPERIOR, superior=city, since=LONG_AGO)
    return made


@pytest.fixture
def successor(heir: Agency) -> dict[str, Actor]:
    """People of the successor."""
    parts = {"officer": "officer", "head": "head", "reviewer": "reviewer"}
    return {part: make_person(heir, f"new-{part}", f"新{part}", role) for part, role in parts.items()}


def rows_of_cases() -> list[dict[str, Any]]:
    return [dict(row) for row in Case.objects.order_by("pk").values()]


def events() -> list[tuple[Any, ...]]:
    return [(row.pk, row.seq, bytes(row.body), row.key, row.leaf) for row in Event.objects.order_by("pk")]


def supervisor(name: str, **place: Any) -> Actor:
    user = User.objects.create_user(name, display_name=name, **place)
    Grant.objects.create(user=user, role="supervisor")
    return actor_of(user)


def hand_over(cast: Cast, heir: Agency, *, on: date = TUESDAY, people: bool = False) -> None:
    plan = Plan("transfer", (cast.agency.pk,), (Heir(agency=heir.pk),), on, "金编发〔2026〕1号", people)
    reorganise(plan, seen=preview(plan).seen, by="甲")
    outbox.drain()


def test_the_successor_and_its_supervisors_read_and_the_old_ones_go_on_reading(
    cast: Cast, story: Story, heir: Agency, successor: dict[str, Actor], tuesday: None
) -> None:
    story.filed()
    city = supervisor("city", agency=Agency.objects.get(uscc=demonstration_uscc(20)))
    before = [cast.supervisor, cast.head, cast.officer]
    after = [successor["head"], successor["reviewer"], city]
    assert all(may_see(each, story.case.pk) for each in before)
    assert not any(may_see(each, story.case.pk) for each in after)

    hand_over(cast, heir)

    for each in (*before, *after):
        assert may_see(each, story.case.pk)
        assert visible(each).filter(case_id=story.case.pk).exists()
    assert not may_see(cast.stranger, story.case.pk)


def test_no_case_and_no_event_is_rewritten(cast: Cast, story: Story, heir: Agency, tuesday: None) -> None:
    story.served()
    Story(cast).lead()
    # The files of the documents issued so far are acts of their own.
    outbox.drain()
    columns, bodies = rows_of_cases(), events()
    scopes = set(CaseScope.objects.values_list("pk", "scope", "case_id", "state"))

    hand_over(cast, heir)

    assert rows_of_cases() == columns
    assert events() == bodies
    assert scopes < set(CaseScope.objects.values_list("pk", "scope", "case_id", "state"))
    assert check_columns() == []


def test_the_successor_goes_on_with_the_case_in_its_own_name(
    cast: Cast, story: Story, heir: Agency, successor: dict[str, Actor], tuesday: None
) -> None:
    story.filed()
    number = story.case.number
    hand_over(cast, heir, people=True)
    moved = replace(cast, officer=again(cast.officer), second=again(cast.second), head=again(cast.head))
    after = replace_cast(story, moved)
    after.evidence()
    after.interview()
    after.act("conclude", moved.officer, **after.draft(complex=True))

    case = after.case
    assert case.number == number and case.agency_id == cast.agency.pk
    assert open_case(moved.officer, case.pk).row.agency.id == heir.pk
    said = open_case(moved.officer, case.pk).events[-1]
    assert said["agency"] == {"id": str(heir.pk), "name": heir.name, "uscc": heir.uscc}
    assert check_columns() == []


def again(actor: Actor) -> Actor:
    return actor_of(User.objects.get(pk=str(actor.user_id)))


def replace_cast(story: Story, cast: Cast) -> Story:
    return replace(story, cast=cast)


def test_documents_after_the_day_stand_in_the_successors_name(
    cast: Cast, story: Story, heir: Agency, successor: dict[str, Actor], tuesday: None
) -> None:
    story.reviewed()
    old = set(Document.objects.values_list("pk", flat=True))
    hand_over(cast, heir, people=True)
    replace_cast(story, replace(cast, officer=again(cast.officer))).act("issue_notice", again(cast.officer))

    new = Document.objects.exclude(pk__in=old).get()
    assert new.number.startswith("金沙综执")
    assert new.source["agency"]["name"] == heir.name
    assert all(d.source["agency"]["name"] == cast.agency.name for d in Document.objects.filter(pk__in=old))


def test_a_successor_publishes_in_the_name_of_the_agency_that_decided(
    cast: Cast, story: Story, heir: Agency, tuesday: None
) -> None:
    story.served()
    with clock.at(at("2026-03-04")):
        hand_over(cast, heir, on=date(2026, 3, 4), people=True)
        story.act("prepare_release", again(cast.editor))

    record = Release.objects.get().record
    assert record["agency"]["name"] == cast.agency.name
    assert cast.agency.reconsideration in str(record["remedies"])


def test_the_open_steps_wait_in_the_successors_inbox(
    cast: Cast, story: Story, heir: Agency, successor: dict[str, Actor], tuesday: None
) -> None:
    story.lead().proposed()
    assert tasks(cast.head).exists() and not tasks(successor["head"]).exists()

    hand_over(cast, heir, people=True)

    assert tasks(successor["head"]).get().case_id == story.case.pk
    assert not tasks(cast.head).exists()
    story.act("file", successor["head"], opinion="同意立案。")
    assert OpenStep.objects.get(case_id=story.case.pk).agency_id == heir.pk


@pytest.mark.rule("H16")
def test_nobody_acts_for_an_agency_that_has_ended(
    cast: Cast, story: Story, heir: Agency, tuesday: None
) -> None:
    story.lead()
    hand_over(cast, heir)

    with pytest.raises(NotOpen, match="由金沙县综合行政执法局的人员办理"):
        story.proposed()
    with pytest.raises(Refused, match="已于2026-03-03撤销") as refused:
        Story(cast).lead()
    (finding,) = [each for each in refused.value.findings if each.rule == "H16"]
    assert "金沙县综合行政执法局" in finding.cure


def test_until_the_day_comes_everything_stays_as_it_was(
    cast: Cast, story: Story, heir: Agency, successor: dict[str, Actor], tuesday: None
) -> None:
    story.lead()
    hand_over(cast, heir, on=NEXT_YEAR)

    assert not may_see(successor["head"], story.case.pk)
    story.proposed()
    with clock.at(at("2027-03-01")):
        assert inheriting.carry_due() == 0
    with clock.at(at("2027-03-02")):
        assert inheriting.carry_due() == 1
    assert may_see(successor["head"], story.case.pk)


def test_work_that_was_interrupted_goes_on_where_it_stopped(
    cast: Cast, heir: Agency, successor: dict[str, Actor], tuesday: None
) -> None:
    stories = [Story(cast).lead() for _ in range(5)]
    original, inheriting.BITE = inheriting.BITE, 2  # type: ignore[misc]  # small bites, so that there are several
    try:
        plan = Plan("transfer", (cast.agency.pk,), (Heir(agency=heir.pk),), TUESDAY, "文")
        rows = reorganise(plan, seen=preview(plan).seen, by="甲")
        inheriting._want(
            f"succession:{rows[0].pk}", f"agency:{cast.agency.pk}", TUESDAY, act=rows[0].act,
            predecessor_id=cast.agency.pk, agency_id=heir.pk,
        )  # fmt: skip
        inheriting._bite(Carry.objects.get().pk)
        seen = [may_see(successor["head"], story.case.pk) for story in stories]
        assert seen.count(True) == 2
        outbox.drain()
        outbox.drain()
    finally:
        inheriting.BITE = original  # type: ignore[misc]
    assert all(may_see(successor["head"], story.case.pk) for story in stories)
    assert Takeover.objects.count() == 5 and Carry.objects.get().carried == 5


def test_the_same_news_twice_changes_nothing(cast: Cast, story: Story, heir: Agency, tuesday: None) -> None:
    story.lead()
    hand_over(cast, heir)
    before = list(Takeover.objects.values()), CaseScope.objects.count()
    for delivery in Delivery.objects.select_related("news"):
        if delivery.handler.endswith("on_reorganised"):
            news = outbox.News(
                delivery.news.pk, delivery.news.topic, delivery.news.key, delivery.news.payload, clock.now()
            )
            inheriting.on_reorganised(news)

    assert (list(Takeover.objects.values()), CaseScope.objects.count()) == before


def test_a_split_hands_each_case_to_the_one_that_got_its_matter(
    cast: Cast, heir: Agency, successor: dict[str, Actor], tuesday: None
) -> None:
    filed, lead = Story(cast).filed(), Story(cast).lead()
    food = make_agency(cast.agency.region, 22, "金沙县食品执法局", "金沙食执")
    food_head = make_person(food, "food-head", "食品局长", "head")
    heirs = (Heir(agency=food.pk, matters=(cast.power.code,)), Heir(agency=heir.pk))
    plan = Plan("split", (cast.agency.pk,), heirs, TUESDAY, "文")
    reorganise(plan, seen=preview(plan).seen, by="甲")
    outbox.drain()

    assert [may_see(food_head, each.case.pk) for each in (filed, lead)] == [True, False]
    assert [may_see(successor["head"], each.case.pk) for each in (filed, lead)] == [False, True]


def test_a_second_reorganisation_hands_the_case_on_and_tells_who_had_it_when(
    cast: Cast, story: Story, heir: Agency, tuesday: None
) -> None:
    story.lead()
    hand_over(cast, heir)
    last = make_agency(cast.agency.region, 23, "金沙县行政执法局", "金沙执")
    head = make_person(last, "last-head", "末任局长", "head")
    plan = Plan("transfer", (heir.pk,), (Heir(agency=last.pk),), NEXT_YEAR, "文")
    reorganise(plan, seen=preview(plan).seen, by="甲")
    outbox.drain()
    with clock.at(at("2027-03-02")):
        inheriting.carry_due()

    told = inheriting.handling(story.case.pk)
    assert [each.agency_id for each in told] == [cast.agency.pk, heir.pk, last.pk]
    days = (MONDAY, TUESDAY, NEXT_YEAR - timedelta(days=1), NEXT_YEAR)
    names = [inheriting.agency_at(story.case.pk, day).name for day in days]
    assert names == [cast.agency.name, heir.name, heir.name, last.name]
    assert open_case(head, story.case.pk).row.agency.id == last.pk


def test_officers_who_stayed_behind_may_not_carry_the_case_on(
    cast: Cast, story: Story, heir: Agency, successor: dict[str, Actor], tuesday: None
) -> None:
    story.lead().proposed()
    hand_over(cast, heir)

    with pytest.raises(Refused, match="不属于本机关"):
        story.act("file", successor["head"], opinion="同意立案。")


def test_people_go_along_only_when_that_was_said(cast: Cast, heir: Agency, tuesday: None) -> None:
    hand_over(cast, heir)
    assert again(cast.officer).agency_id == cast.agency.pk


def test_a_new_superior_department_comes_to_see_the_cases_and_those_below(
    cast: Cast, story: Story, tuesday: None
) -> None:
    city = make_agency(Region.objects.get(code="520500"), 20, "毕节市市场监督管理局", "毕市监")
    province = make_agency(Region.objects.get(code="520000"), 24, "贵州省市场监督管理局", "黔市监")
    Agency.objects.filter(pk=city.pk).update(level=2)
    Agency.objects.filter(pk=province.pk).update(level=1)
    story.lead()
    watching = [supervisor("of-city", agency=city), supervisor("of-province", agency=province)]
    change_line(cast.agency.pk, Line.SUPERIOR, city.pk, since=MONDAY, by="甲")
    outbox.drain()
    assert [may_see(each, story.case.pk) for each in watching] == [True, False]

    change_line(city.pk, Line.SUPERIOR, province.pk, since=TUESDAY, by="甲")
    outbox.drain()
    assert [may_see(each, story.case.pk) for each in watching] == [True, True]


def test_a_government_that_follows_sees_what_the_old_one_saw(cast: Cast, story: Story, tuesday: None) -> None:
    story.lead()
    old = Government.objects.get(lines__agency=cast.agency)
    new = succeed_government(old.pk, "金沙市人民政府", "520523", on=TUESDAY, paper="文", by="甲")
    outbox.drain()

    assert may_see(supervisor("new", government=new), story.case.pk)
    assert may_see(cast.supervisor, story.case.pk)


def test_an_agency_that_opens_later_sees_nothing_of_before(cast: Cast, story: Story, tuesday: None) -> None:
    story.lead()
    committee = open_government("毕节市人民政府", "520500", on=LONG_AGO)
    said = Particulars(
        name="毕节市新设局", short="毕新", uscc=demonstration_uscc(70), domain="市场监管", region="520500",
        address="某路", phone="1", basis="《行政处罚法》第十七条", level=2,
    )  # fmt: skip
    made = open_agency(said, on=TUESDAY, government=committee.pk, superior=None, by="甲")
    outbox.drain()

    with pytest.raises(NotFound):
        open_case(make_person(made, "fresh", "新人", "head"), story.case.pk)
