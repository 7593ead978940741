"""The pages on which a head orders the agency."""

from datetime import timedelta

import pytest

from sanzhi.accounts.models import Grant, User
from sanzhi.accounts.units import Membership, Substitution
from sanzhi.jobs import clock
from sanzhi.orgs.units import ApprovalChain, SightPolicy, Unit
from tests.desk.conftest import Browser, browser_of
from tests.support.house import House, account
from tests.support.story import Story

PAGES = ("/units/", "/units/chains/", "/units/terms/", "/units/sight/")


@pytest.fixture
def chief(house: House) -> Browser:
    return browser_of(house.chief)


def today(days: int = 0) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


@pytest.mark.parametrize("page", PAGES)
def test_who_works_there_reads_and_a_head_changes(house: House, chief: Browser, page: str) -> None:
    officer = browser_of(house.colleague)

    assert "由行政机关负责人变更" in officer.page(page)
    assert officer.hand_in(page, name="新科").status_code == 403
    assert '<form class="sz-form sz-card"' in chief.page(page)


@pytest.mark.parametrize("page", [*PAGES, "/handover/", "/endorsements/"])
@pytest.mark.parametrize("role", ["system", "security", "audit"])
def test_an_administrator_sees_none_of_it(house: House, page: str, role: str) -> None:
    user = User.objects.create_user(role, display_name=role)
    Grant.objects.create(user=user, role=role)
    browser = Browser()
    browser.force_login(user)

    assert browser.get(page).status_code == 403


def test_another_agency_s_unit_is_not_there(house: House) -> None:
    stranger = browser_of(house.cast.stranger)

    assert stranger.get(f"/units/{house.squad.pk}/").status_code == 404
    assert house.squad.name not in stranger.page("/units/")
    assert stranger.get(f"/units/end/unit/{house.squad.pk}/").status_code == 404


def test_a_unit_is_set_up_once(house: House, chief: Browser) -> None:
    form = {"name": "药品中队", "kind": "中队", "parent": str(house.brigade.pk), "since": today()}

    assert chief.hand_in("/units/", **form).status_code == 302
    again = chief.hand_in("/units/", **form)

    assert again.status_code == 422
    assert "已有同名的内设机构" in again.content.decode()
    assert Unit.objects.get(name="药品中队").parent == house.brigade


def test_the_list_is_narrowed_and_exported(house: House, chief: Browser) -> None:
    squad = f"/units/{house.squad.pk}/"

    assert squad not in chief.page("/units/", kind="大队")
    assert squad in chief.page("/units/", q="食品")
    assert "食品中队" in b"".join(chief.get("/units/", {"export": "csv"})).decode()


def test_a_person_is_appointed_and_dismissed(house: House, chief: Browser) -> None:
    page = f"/units/{house.squad.pk}/"
    form = {"user": str(house.outsider.user_id), "post": "unit_head", "since": today()}
    assert chief.hand_in(page, **form).status_code == 302
    post = Membership.objects.get(user=account(house.outsider), unit=house.squad)

    assert "免去别所人的食品中队办案机构负责人职位" in chief.page(f"/units/end/post/{post.pk}/")
    assert post.until is None
    chief.hand_in(f"/units/end/post/{post.pk}/")
    post.refresh_from_db()
    assert post.until == clock.today()


def test_only_a_head_of_the_agency_oversees(house: House, chief: Browser) -> None:
    form = {"user": str(house.outsider.user_id), "post": "deputy", "since": today()}

    assert (
        "分管负责人由行政机关负责人担任"
        in chief.hand_in(f"/units/{house.squad.pk}/", **form).content.decode()
    )


def test_a_second_click_on_an_end_is_told_that_it_is_done(house: House, chief: Browser) -> None:
    house.chain("file", "unit", "head")
    address = f"/units/end/chain/{ApprovalChain.objects.get().pk}/"
    assert chief.hand_in(address).status_code == 302
    again = chief.post(address, follow=True)
    assert "可能已经办理过了" in again.content.decode()
    assert ApprovalChain.objects.get().until == clock.today()
    assert chief.get(address).status_code == 404


def test_a_unit_with_people_is_not_ended(house: House, chief: Browser) -> None:
    answer = chief.hand_in(f"/units/end/unit/{house.squad.pk}/")

    assert answer.status_code == 409
    assert "仍有人员任职" in answer.content.decode()


def test_a_chain_is_prescribed_from_a_day_on_and_ended(house: House, chief: Browser) -> None:
    form = {"act": "file", "levels": ["unit_head", "head"], "basis": "审批制度", "since": today()}
    assert chief.hand_in("/units/chains/", **form).status_code == 302
    later = {**form, "levels": ["unit_head", "deputy", "head"], "since": today(3)}
    assert chief.hand_in("/units/chains/", **later).status_code == 302

    first, second = ApprovalChain.objects.order_by("since")
    assert (first.until, second.until) == (clock.today() + timedelta(days=3), None)
    assert "办案机构负责人 → 分管负责人 → 行政机关主要负责人" in chief.page("/units/chains/")
    chief.hand_in(f"/units/end/chain/{second.pk}/")
    second.refresh_from_db()
    assert second.until == second.since


@pytest.mark.parametrize(("levels", "words"), [
    (["head"], "至少两级"),
    (["unit_head"], "至少两级"),
])  # fmt: skip
def test_a_chain_has_levels_that_make_sense(chief: Browser, levels: list[str], words: str) -> None:
    form = {"act": "file", "levels": levels, "basis": "审批制度", "since": today()}

    assert words in chief.hand_in("/units/chains/", **form).content.decode()


def test_a_rule_does_not_reach_back(chief: Browser) -> None:
    form = {"act": "file", "levels": ["unit_head", "head"], "basis": "审批制度", "since": today(-1)}

    assert "不溯及既往" in chief.hand_in("/units/chains/", **form).content.decode()


def test_the_sight_of_officers_is_prescribed(house: House, chief: Browser, filed: Story) -> None:
    outsider = browser_of(house.outsider)
    assert filed.case.number not in outsider.page("/cases/")

    assert chief.hand_in("/units/sight/", level="agency", basis="查阅制度", since=today()).status_code == 302

    assert SightPolicy.objects.get().level == "agency"
    assert filed.case.number in outsider.page("/cases/")


def term(house: House, absent: str, substitute: str, **more: str) -> dict[str, str]:
    people = {name: str(getattr(house, name).user_id) for name in (absent, substitute)}
    return {
        "absent": people[absent], "substitute": people[substitute], "since": today(), "until": today(5),
        "reason": "外出学习", "letter": "〔2026〕5号", **more,
    }  # fmt: skip


def test_a_leader_arranges_his_own_absence_and_nobody_else_s(house: House) -> None:
    leader = browser_of(house.leader)
    other = leader.hand_in("/units/terms/", **term(house, "chief", "deputy"))
    assert other.status_code == 422

    assert leader.hand_in("/units/terms/", **term(house, "leader", "colleague")).status_code == 302
    row = Substitution.objects.get()
    assert (row.reason, row.acts) == ("外出学习", [])
    leader.hand_in(f"/units/end/term/{row.pk}/")
    row.refresh_from_db()
    assert row.ended == clock.today()


def test_a_leader_is_offered_the_end_of_his_own_terms_only(house: House) -> None:
    chief = browser_of(house.chief)
    chief.hand_in("/units/terms/", **term(house, "leader", "colleague"))
    chief.hand_in("/units/terms/", **term(house, "deputy", "chief"))
    own = Substitution.objects.get(absent__display_name=house.leader.name)
    others = Substitution.objects.exclude(pk=own.pk).get()

    page = browser_of(house.leader).page("/units/terms/")
    assert f"/units/end/term/{own.pk}/" in page and f"/units/end/term/{others.pk}/" not in page
    assert f"/units/end/term/{others.pk}/" in chief.page("/units/terms/")


def test_the_pages_side_by_side_are_those_that_open(house: House) -> None:
    for person, leads in ((house.chief, True), (house.leader, True), (house.colleague, False)):
        browser = browser_of(person)
        assert ('href="/handover/"' in browser.page("/units/")) is leads
        assert (browser.get("/handover/").status_code == 200) is leads


def test_an_officer_arranges_nothing(house: House) -> None:
    assert (
        browser_of(house.colleague).hand_in("/units/terms/", **term(house, "leader", "colleague")).status_code
        == 403
    )


@pytest.mark.parametrize(("absent", "substitute", "more", "words"), [
    ("chief", "colleague", {}, "只能由另一名行政机关负责人代行"),
    ("leader", "leader", {}, "不能是本人"),
    ("leader", "colleague", {"since": "2020-01-01"}, "不能早于今天"),
    ("leader", "colleague", {"until": "2020-01-01"}, "止日不能早于起日"),
])  # fmt: skip
def test_a_term_that_the_law_or_reason_forbids(
    house: House, chief: Browser, absent: str, substitute: str, more: dict[str, str], words: str
) -> None:
    answer = chief.hand_in("/units/terms/", **term(house, absent, substitute, **more))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Substitution.objects.exists()


@pytest.mark.parametrize(("days", "fits"), [(366, True), (367, False)])
def test_a_term_is_a_year_at_most(house: House, chief: Browser, days: int, fits: bool) -> None:
    answer = chief.hand_in("/units/terms/", **term(house, "leader", "colleague", until=today(days)))

    assert (answer.status_code == 302) is fits


def test_two_do_not_stand_in_for_one_at_once(house: House, chief: Browser) -> None:
    chief.hand_in("/units/terms/", **term(house, "leader", "colleague"))
    same_day = chief.hand_in(
        "/units/terms/", **term(house, "leader", "outsider", since=today(5), until=today(9))
    )
    after = chief.hand_in(
        "/units/terms/", **term(house, "leader", "outsider", since=today(6), until=today(9))
    )

    assert "已有代行人" in same_day.content.decode()
    assert after.status_code == 302
